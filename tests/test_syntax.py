"""Parsers and compiled queries."""

from __future__ import annotations

from pathlib import Path

import pytest

from xref import syntax
from xref.syntax import CompiledQuery, MatchLimitError, parse_go, query

QUERIES = Path(__file__).resolve().parent.parent / "queries"


def test_parse_gives_offsets_into_the_bytes() -> None:
    data = "package p\n\nvar é = 1\n".encode()
    declaration = parse_go(data).root_node.named_children[1]
    assert data[declaration.start_byte : declaration.end_byte] == "var é = 1".encode()
    assert declaration.start_point.row == 2


@pytest.mark.parametrize("data", [b"", b"\x00\xff\xfe", b"func (", b"package p\nfunc f() { ((("])
def test_parse_never_fails(data: bytes) -> None:
    assert parse_go(data).root_node.end_byte <= len(data) + 1


@pytest.mark.parametrize("source", [b"const (\n\tA = iota\n)", b"type F func(a int) error"])
def test_a_declaration_alone_needs_no_line_end(source: bytes) -> None:
    assert not parse_go(source).root_node.has_error


def test_many_open_comments_end() -> None:
    source = b'package p\n\nvar glob = "/*"\n' + b"func f() { /*\n" * 200_000
    kinds = [node.type for node in parse_go(source).root_node.named_children]
    assert kinds[:2] == ["package_clause", "var_declaration"]


def test_globs_are_no_comments() -> None:
    source = b"package p\n\nvar globs = []string{\n" + b'\t"/v1/*",\n' * 2_000 + b"}\n\nvar x = 1\n"
    root = parse_go(source).root_node
    assert not root.has_error
    assert len(root.named_children) == 3


def test_query_is_compiled_once() -> None:
    assert query("go", "main_package") is query("go", "main_package")


@pytest.mark.parametrize("file", sorted(QUERIES.glob("*/*.scm")), ids=lambda file: file.stem)
def test_every_query_compiles(file: Path) -> None:
    compiled = query(file.parent.name, file.stem)
    assert compiled.name == f"{file.parent.name}/{file.stem}"
    assert compiled.query.pattern_count > 0


def test_unknown_query_is_named() -> None:
    with pytest.raises(LookupError, match=r"go/absent\.scm"):
        query("go", "absent")


def test_query_inside_the_package_wins(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As in a wheel, where no folder stands beside the package."""
    folder = tmp_path / "queries" / "go"
    folder.mkdir(parents=True)
    (folder / "only_here.scm").write_text("(package_clause) @clause", encoding="utf-8")
    monkeypatch.setattr(syntax, "files", lambda package: tmp_path)
    compiled = query("go", "only_here")
    assert [list(match) for match in compiled.matches(parse_go(b"package p\n").root_node)] == [
        ["clause"]
    ]


def test_exceeded_match_limit_is_loud() -> None:
    tight = CompiledQuery("go/flag_definition", query("go", "flag_definition").query, 1)
    source = b"package p\nvar _ = " + b"f.String(" * 60 + b"1, 2" + b", 2)" * 60 + b"\n"
    with pytest.raises(MatchLimitError, match="go/flag_definition has more than 1 matches"):
        tight.matches(parse_go(source).root_node)


def test_deep_nesting_ends() -> None:
    depth = 10_000
    source = b"package p\nvar _ = " + b"f.String(" * depth + b'"a", 2' + b", 2)" * depth + b"\n"
    assert len(query("go", "flag_definition").matches(parse_go(source).root_node)) == depth
