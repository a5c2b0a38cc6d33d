"""Rows to text: what each format promises, and what a terminal is protected from."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path

import pytest
from facts import ARGS, COMMIT, HOSTILE, PROJECT, release_facts

from xref import layout, query, store
from xref.chain import chain_text
from xref.formats import as_csv, as_json, as_markdown, as_tsv, flat
from xref.render import (
    Column,
    Layout,
    Style,
    link,
    neutral,
    one_line,
    paint,
    render,
    style_for,
    table_lines,
    width_of,
)
from xref.where import where

TERMINAL = Style(color=True, links=True, terminal=True, width=100)
ESCAPES = re.compile(r"\x1b\[[0-9;]*m|\x1b\]8;;[^\x1b]*\x1b\\")


def columns(*names: str, shrinks: bool = True) -> tuple[Column, ...]:
    return tuple(Column(name, lambda row, n=name: str(row[n]), shrinks=shrinks) for name in names)


class Screen(io.StringIO):
    def __init__(self, terminal: bool) -> None:
        super().__init__()
        self.terminal = terminal

    def isatty(self) -> bool:
        return self.terminal


@pytest.mark.parametrize(
    ("terminal", "environ", "expected"),
    [
        (False, {"TERM": "xterm"}, Style()),
        (True, {"TERM": "xterm", "COLUMNS": "50"}, Style(True, True, True, 50)),
        (True, {"TERM": "xterm", "COLUMNS": "50", "NO_COLOR": "1"}, Style(False, True, True, 50)),
        (True, {"TERM": "xterm", "COLUMNS": "50", "NO_COLOR": ""}, Style(True, True, True, 50)),
        (True, {"TERM": "dumb", "COLUMNS": "wide"}, Style(False, False, True, 80)),
        (True, {"COLUMNS": "0"}, Style(False, False, True, 80)),
    ],
)
def test_styles(terminal: bool, environ: dict[str, str], expected: Style) -> None:
    assert style_for(Screen(terminal), environ) == expected


def test_control_characters_are_shown_not_obeyed() -> None:
    assert neutral("plain é 漢") == "plain é 漢"
    assert neutral("\x1b[31m\x07\x9b\u202e\u200b\x7f") == r"\x1b[31m\x07\x9b\u202e\u200b\x7f"
    assert neutral("\U000e0041") == r"\U000e0041"
    assert one_line("a\n\t b\r\nc\x1b") == r"a b c\x1b"
    for char in map(chr, [*range(32), *range(127, 160), *range(0x202A, 0x202F), 0x2066, 0xFEFF]):
        assert neutral(char).isprintable()


def test_colours_and_links_only_where_the_style_has_them() -> None:
    assert paint("x", "red", Style()) == "x"
    assert paint("x", "red", TERMINAL) == "\x1b[31mx\x1b[0m"
    assert paint("x", "", TERMINAL) == "x"
    assert link("x", "https://a/b", Style()) == "x"
    assert link("x", "", TERMINAL) == "x"
    assert link("x", "https://a/é\x1b\\ ", TERMINAL) == (
        "\x1b]8;;https://a/%C3%A9%1B\\%20\x1b\\x\x1b]8;;\x1b\\"
    )


def test_tables_are_aligned_also_with_wide_and_combining_characters() -> None:
    rows = [{"a": "漢字", "b": "1"}, {"a": "e\u0301", "b": "2"}, {"a": "abcdef", "b": "3"}]
    lines = table_lines(columns("a", "b"), rows, Style())
    assert lines == ["a       b", "漢字    1", "e\u0301       2", "abcdef  3"]
    assert [width_of(line) for line in lines] == [9] * 4
    assert table_lines(columns("a"), [], Style(), headings=False) == []
    assert table_lines(columns("a"), [], Style()) == ["a"]


def test_what_shrinks_gives_way_to_the_width_of_a_terminal() -> None:
    rows = [{"a": "x" * 60, "b": "y" * 40, "c": "short"}]
    [line] = table_lines(columns("a", "b", "c"), rows, Style(width=60), headings=False)
    assert width_of(line) == 60
    assert line.endswith("short")
    assert line.count("…") == 2
    [whole] = table_lines(columns("a", "b", "c"), rows, Style(), headings=False)
    assert whole == f"{'x' * 60}  {'y' * 40}  short"
    [least] = table_lines(columns("a", "b", "c"), rows, Style(width=5), headings=False)
    assert least == f"{'x' * 11}…  {'y' * 11}…  short"
    [fixed] = table_lines(columns("a", shrinks=False), rows, Style(width=5), headings=False)
    assert fixed == "x" * 60


def test_json_is_exact_and_harmless_on_a_terminal() -> None:
    rows = [{"text": HOSTILE, "wide": "é漢\n\t\"'\\", "tag": "\U000e0041", "list": [], "no": False}]
    text = as_json(rows)
    assert json.loads(text) == rows
    assert all(char.isprintable() or char == "\n" for char in text)
    assert "é漢" in text
    assert as_json([]) == "[]"
    assert as_json([{}, {}]) == "[\n{},\n{}\n]"


def test_fields_are_flat() -> None:
    origin = {"kind": "literal", "file": "a.go", "line": 3, "text": "15014"}
    nowhere = {"kind": "zero value", "file": "", "line": 0, "text": ""}
    assert flat([origin, nowhere]) == "literal 15014 a.go:3; zero value"
    assert [flat(True), flat(False), flat(3), flat([]), flat(["a", "b"])] == [
        *("true", "false", "3", "", "a; b")
    ]


def test_csv_reads_back_as_it_was() -> None:
    rows = [{"a": 'say "hi", all', "b": "two\nlines", "c": ""}, {"a": "é\x1b", "b": "'", "c": ";"}]
    text = as_csv(("a", "b", "c"), rows)
    assert list(csv.DictReader(io.StringIO(text))) == rows
    assert as_csv(("a", "b"), []) == "a,b"
    assert "\r" not in text


def test_tsv_has_one_line_a_row() -> None:
    rows = [{"a": "tab\there", "b": "two\r\nlines \\n"}, {"a": '"quoted', "b": ""}]
    lines = as_tsv(("a", "b"), rows).split("\n")
    assert lines == ["a\tb", "tab\\there\ttwo\\r\\nlines \\\\n", '"quoted\t']


def test_markdown_is_escaped_and_linked() -> None:
    place = Column("place", lambda row: str(row["p"]), lambda row: str(row["u"]))
    rows = [{"a": "a|b <i> `c` *d* [e](f)\nnext", "p": "x_y.go:1", "u": "https://h/x_(y).go#L1"}]
    text = as_markdown((*columns("a"), place), rows)
    assert text.split("\n") == [
        "| a | place |",
        "| --- | --- |",
        r"| a\|b \<i\> \`c\` \*d\* \[e\](f) next | [x\_y.go:1](https://h/x_%28y%29.go#L1) |",
    ]


@pytest.mark.parametrize("form", ["table", "json", "csv", "tsv", "markdown"])
def test_no_format_lets_a_source_take_over_the_terminal(form: str) -> None:
    shown = Layout(("a", "b"), columns("a", "b"))
    rows = [{"a": HOSTILE, "b": "line\nbreak"}, {"a": "x", "b": "y"}]
    text = render(rows, shown, form, TERMINAL)
    rest = ESCAPES.sub("", text)
    assert all(char.isprintable() or char in "\n\t" for char in rest)
    assert "red" in rest


@pytest.fixture
def found(tmp_path: Path) -> dict[str, list[query.Row]]:
    store.write_release(tmp_path / "i.db", release_facts())
    with store.reading(tmp_path / "i.db") as connection:
        release = query.pick_release(connection, PROJECT, "")
        names = ("mixs", "server", "--monitoringPort", ARGS, "tool", "mixs server", "--oldFlag")
        return {name: where(connection, release, [name]) for name in names}


def test_where_a_program_is_shown_with_places_and_addresses(
    found: dict[str, list[query.Row]],
) -> None:
    lines = chain_text(found["mixs"], COMMIT, Style()).split("\n")
    [entry] = [line for line in lines if line.startswith("  entry")]
    assert "mixer/cmd/mixs/main.go:31  https://github.com/istio/istio/blob/" in entry
    [port] = [line for line in lines if "--monitoringPort" in line]
    assert port.split() == [
        "--monitoringPort,", "-m", "uint16", "15014", "exact", "mixer/cmd/mixs/cmd/server.go:70",
        f"https://github.com/{PROJECT}/blob/{COMMIT}/mixer/cmd/mixs/cmd/server.go#L70",
    ]  # fmt: skip
    [old] = [line for line in lines if "--oldFlag" in line]
    assert '""' in old
    assert "hidden, deprecated" in old
    assert any(line.startswith("  mixs server (serve, srv)  ") for line in lines)
    assert any("gap" in line and "stopped at a call" in line for line in lines)
    assert "not evaluated" in chain_text(found["tool"], COMMIT, Style())


def test_on_a_terminal_places_are_links_and_addresses_are_not_shown(
    found: dict[str, list[query.Row]],
) -> None:
    text = chain_text(found["mixs"], COMMIT, TERMINAL)
    assert "/server.go#L70\x1b\\" in text
    plain = ESCAPES.sub("", text)
    assert "https://" not in plain
    assert "mixer/cmd/mixs/cmd/server.go:70" in plain


def test_where_a_flag_shows_each_program_and_the_origins(
    found: dict[str, list[query.Row]],
) -> None:
    first, second = chain_text(found["--monitoringPort"], COMMIT, Style()).split("\n\n")
    assert re.search(r"default +15014\n", first)
    assert re.search(rf"origin +literal 15014  {ARGS}:109  https://\S+/{ARGS}#L109", first)
    assert re.search(r"default +\?\n", second)
    assert re.search(r"status +unknown", second)
    assert re.search(r"origin +unknown no such function", second)
    assert r"\x1b[31mred" in second
    assert "\x1b" not in second
    assert re.search(
        r"deprecated +use monitoringPort", chain_text(found["--oldFlag"], COMMIT, Style())
    )


def test_several_kinds_are_listed_first(found: dict[str, list[query.Row]]) -> None:
    text = chain_text(found["server"], COMMIT, Style())
    assert text.startswith("1 program, 1 command (--kind chooses one kind)\n\nserver  go program")
    assert "(--kind" not in chain_text(found["mixs"], COMMIT, Style())


def test_findings_as_rows(found: dict[str, list[query.Row]]) -> None:
    rows = layout.places(found["--monitoringPort"], COMMIT)
    assert [(row["kind"], row["program"], row["detail"]) for row in rows] == [
        ("flag", "mixs", "15014"),
        ("origin", "mixs", "15014"),
        ("flag", "server", ""),
    ]
    assert rows[1]["url"] == f"https://github.com/{PROJECT}/blob/{COMMIT}/{ARGS}#L109"
    for name, findings in found.items():
        rows = layout.places(findings, COMMIT)
        assert rows, name
        assert {tuple(row) for row in rows} == {layout.PLACES.fields}


def test_where_a_command_and_a_path(found: dict[str, list[query.Row]]) -> None:
    command = chain_text(found["mixs server"], COMMIT, Style())
    assert "flags of the commands above" in command
    assert re.search(r"aliases +serve, srv", command)
    path = chain_text(found[ARGS], COMMIT, Style())
    assert re.search(rf"origin +mixs +mixs server --monitoringPort +15014 +{ARGS}:109", path)


def test_a_text_whose_end_says_more_is_cut_at_its_beginning() -> None:
    place = Column("p", lambda row: str(row["p"]), shrinks=True, keeps_end=True)
    rows = [{"p": "a/long/path/to/file.yaml:12"}]
    assert table_lines((place,), rows, Style(width=15), False) == ["…o/file.yaml:12"]
    assert table_lines((place,), rows, Style(), False) == [rows[0]["p"]]
