"""Rows to text: tables, and the manners of the terminal; ``formats`` has the other formats.

No queries here, and nothing that knows what a row means (``layout`` does). Tables are our own,
since importing rich would take longer than the whole answer; records are named tuples (here, in
``names`` and in ``query``), since a dataclass takes five times as long to make.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple, TextIO

Row = Mapping[str, Any]

_COLORS = {"bold": "1", "dim": "2", "red": "31", "yellow": "33", "cyan": "36"}


class Style(NamedTuple):
    """What the output may have. ``width`` is None where lines may be of any length."""

    color: bool = False
    links: bool = False
    terminal: bool = False
    width: int | None = None


class Column(NamedTuple):
    """A column of a table: ``text`` of a row; ``url`` to link it to; ``tint`` a colour's name.

    ``shrinks`` says that the text may be cut where the terminal is too narrow, ``keeps_end`` that
    its end says more than its beginning.
    """

    heading: str
    text: Callable[[Row], str]
    url: Callable[[Row], str] | None = None
    tint: Callable[[Row], str] | None = None
    shrinks: bool = False
    keeps_end: bool = False


class Layout(NamedTuple):
    """How rows of one sort are shown: ``fields`` in CSV and TSV, ``columns`` in tables."""

    fields: tuple[str, ...]
    columns: tuple[Column, ...]


def style_for(stream: TextIO, environ: Mapping[str, str]) -> Style:
    """Colour, links and width only on a terminal; colour not with ``NO_COLOR`` set."""
    if not stream.isatty():
        return Style()
    try:
        width = int(environ.get("COLUMNS", "")) or None
    except ValueError:
        width = None
    if width is None:
        try:
            width = os.get_terminal_size(stream.fileno()).columns or None
        except (OSError, ValueError):
            width = 80
    able = environ.get("TERM", "") not in ("", "dumb")
    return Style(able and not environ.get("NO_COLOR"), able, True, width)


def neutral(text: str) -> str:
    """Text whose control characters are shown (``\\x1b``) rather than obeyed.

    Not printable are C0 and C1 controls, which start escape sequences, and characters that reorder
    or hide what stands around them.
    """
    if text.isprintable():
        return text
    return "".join(char if char.isprintable() else _escape(char) for char in text)


def _escape(char: str) -> str:
    return char.encode("unicode_escape").decode("ascii")


def one_line(text: str) -> str:
    """Text on one line, neutral; runs of blanks and line breaks become one blank."""
    return neutral(" ".join(text.split()))


def width_of(text: str) -> int:
    """Columns that a text takes on a terminal."""
    if text.isascii():
        return len(text)
    import unicodedata

    wide = sum(unicodedata.east_asian_width(char) in "WF" for char in text)
    return len(text) + wide - sum(unicodedata.combining(char) != 0 for char in text)


def paint(text: str, tint: str, style: Style) -> str:
    """The text in a colour, if the style has colours."""
    return f"\x1b[{_COLORS[tint]}m{text}\x1b[0m" if style.color and tint and text else text


def link(text: str, url: str, style: Style) -> str:
    """The text as a hyperlink of the terminal, if the style has links."""
    if not style.links or not url:
        return text
    # The address must be printable ASCII, or it would end the escape sequence.
    octets = url.encode("utf-8", "replace")
    safe = "".join(chr(octet) if 32 < octet < 127 else f"%{octet:02X}" for octet in octets)
    return f"\x1b]8;;{safe}\x1b\\{text}\x1b]8;;\x1b\\"


def _cut(text: str, width: int, keeps_end: bool) -> str:
    if width_of(text) <= width:
        return text
    while text and width_of(text) > width - 1:
        text = text[1:] if keeps_end else text[:-1]
    return f"…{text}" if keeps_end else f"{text}…"


def _widths(cells: Sequence[Sequence[str]], columns: Sequence[Column], style: Style) -> list[int]:
    """The columns' widths; those that shrink give way, the widest first, down to 12 each.

    Those that keep their end go down to 20 before others give way.
    """
    widths = [max(map(width_of, column)) for column in zip(*cells, strict=True)]
    excess = sum(widths) + 2 * (len(widths) - 1) - (style.width or 0) if style.width else 0
    shrinking = [number for number, column in enumerate(columns) if column.shrinks]
    ends = [number for number in shrinking if columns[number].keeps_end]
    excess = _shrink(widths, ends, excess, 20)
    _shrink(widths, shrinking, excess, 12)
    return widths


def _shrink(widths: list[int], which: Sequence[int], excess: int, least: int) -> int:
    """Narrows some columns, the widest first; gives what is still in excess."""
    while excess > 0 and which:
        widest = max(which, key=lambda number: widths[number])
        others = [widths[number] for number in which if number != widest]
        if widths[widest] <= least:
            break
        step = min(excess, max(widths[widest] - max([least, *others]), 1))
        widths[widest] -= step
        excess -= step
    return excess


def table_lines(
    columns: Sequence[Column], rows: Sequence[Row], style: Style, headings: bool = True
) -> list[str]:
    """Aligned lines, one a row, the headings first if they are wanted."""
    cells = [[one_line(column.text(row)) for column in columns] for row in rows]
    if headings:
        cells.insert(0, [column.heading for column in columns])
    if not cells:
        return []
    widths = _widths(cells, columns, style)
    lines: list[str] = []
    for number, texts in enumerate(cells):
        row = None if headings and number == 0 else rows[number - headings]
        parts = [
            _cell(text, width, column, row, style)
            for text, width, column in zip(texts, widths, columns, strict=True)
        ]
        lines.append("  ".join(parts).rstrip())
    return lines


def _cell(text: str, width: int, column: Column, row: Row | None, style: Style) -> str:
    text = _cut(text, width, column.keeps_end)
    blanks = " " * (width - width_of(text))
    if row is None:
        return paint(text, "bold", style) + blanks
    if column.tint is not None:
        text = paint(text, column.tint(row), style)
    if column.url is not None:
        text = link(text, column.url(row), style)
    return text + blanks


def render(rows: Sequence[Row], layout: Layout, form: str, style: Style) -> str:
    """The rows in one of the formats ``table``, ``json``, ``csv``, ``tsv`` and ``markdown``."""
    if form == "table":
        return "\n".join(table_lines(layout.columns, rows, style))
    from xref.formats import as_csv, as_json, as_markdown, as_tsv

    if form == "json":
        return as_json(rows)
    if form == "markdown":
        return as_markdown(layout.columns, rows)
    text = (as_csv if form == "csv" else as_tsv)(layout.fields, rows)
    if style.terminal:  # exact for programs; harmless for eyes
        return "\n".join("\t".join(map(neutral, line.split("\t"))) for line in text.split("\n"))
    return text
