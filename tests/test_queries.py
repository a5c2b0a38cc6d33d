"""Each query of ``queries/``: a source, and the matches that it must give."""

from __future__ import annotations

from pathlib import Path

import pytest

from xref.syntax import parse_go, query

QUERIES = Path(__file__).resolve().parent.parent / "queries"


def matches(name: str, source: str) -> list[dict[str, str]]:
    """The captured texts of every match, by capture name."""
    data = source.encode()
    return [
        {
            capture: data[nodes[0].start_byte : nodes[0].end_byte].decode()
            for capture, nodes in sorted(captures.items())
        }
        for captures in query("go", name).matches(parse_go(data).root_node)
    ]


def test_main_package() -> None:
    source = """\
package main

func (p program) main() {}

func helper() {}

func main() {
	run()
}
"""
    assert matches("main_package", source) == [
        {"definition.main": "func main() {\n\trun()\n}", "name": "main", "package": "main"}
    ]


@pytest.mark.parametrize(
    "source",
    [
        "package other\n\nfunc main() {}\n",
        "package main\n\nfunc (p program) main() {}\n",
        "package main\n\nfunc main() int { return 1 }\n",
        "package main\n\nfunc Main() {}\n",
        "package main\n\nvar main = func() {}\n",
    ],
)
def test_no_main_package(source: str) -> None:
    assert matches("main_package", source) == []


def test_flag_definition() -> None:
    source = """\
package p

func f(cmd *cobra.Command) {
	cmd.PersistentFlags().
		StringVarP(&a, "log", "l", "x", "u")
	flag.Bool("v", false, "u")
	fs.Count("n", "u")
	flag.Parse("a", "b")
	m.String("a")
	String("a", "b", "c")
}
"""
    assert matches("flag_definition", source) == [
        {
            "arguments": '(&a, "log", "l", "x", "u")',
            "definition.flag": 'cmd.PersistentFlags().\n\t\tStringVarP(&a, "log", "l", "x", "u")',
            "kind": "StringVarP",
            "receiver": "cmd.PersistentFlags()",
        },
        {
            "arguments": '("v", false, "u")',
            "definition.flag": 'flag.Bool("v", false, "u")',
            "kind": "Bool",
            "receiver": "flag",
        },
        {
            "arguments": '("n", "u")',
            "definition.flag": 'fs.Count("n", "u")',
            "kind": "Count",
            "receiver": "fs",
        },
    ]


def test_every_go_query_is_tested_here() -> None:
    here = Path(__file__).read_text(encoding="utf-8")
    untested = [file.stem for file in QUERIES.glob("go/*.scm") if f'"{file.stem}", ' not in here]
    assert untested == []
