"""What the texts of findings are made of: headings, aligned details, tables of what belongs there.

Below ``chain`` and ``chain.shipped``.
"""

from __future__ import annotations

from collections.abc import Sequence

from xref.layout import place
from xref.render import Column, Row, Style, link, one_line, paint, table_lines

_URL = Column("url", lambda row: str(row["url"]))


def at(row: Row, style: Style) -> str:
    """The place, as a hyperlink where the terminal has them and with its address elsewhere."""
    text = one_line(place(row))
    if style.terminal:
        return link(paint(text, "dim", style), row["url"], style)
    return f"{text}  {one_line(row['url'])}".rstrip()


def indented(lines: Sequence[str], blanks: int = 2) -> list[str]:
    """The lines, further to the right."""
    return [" " * blanks + line for line in lines]


def aligned(columns: Sequence[Column], rows: Sequence[Row], style: Style, blanks: int) -> list[str]:
    """A table without headings, with addresses where there are no hyperlinks.

    Columns that are empty throughout are left out.
    """
    columns = [column for column in columns if any(map(column.text, rows))]
    width = max(style.width - blanks, 1) if style.width else None
    narrower = Style(style.color, style.links, style.terminal, width)
    shown = tuple(columns) if style.terminal else (*columns, _URL)
    return indented(table_lines(shown, rows, narrower, False), blanks)


def section(
    heading: str, columns: Sequence[Column], rows: Sequence[Row], style: Style, blanks: int = 2
) -> list[str]:
    """A blank line, a heading and a table; nothing where there are no rows."""
    if not rows:
        return []
    return ["", " " * blanks + heading, *aligned(columns, rows, style, blanks + 2)]


def details(pairs: Sequence[tuple[str, str]]) -> list[str]:
    """Aligned lines of a label and a text; those without a text are left out."""
    shown = [(label, text) for label, text in pairs if text]
    width = max((len(label) for label, _ in shown), default=0)
    return indented([f"{label:<{width}}  {text}" for label, text in shown])


def head(name: str, what: str, row: Row, style: Style) -> str:
    """The first line of a finding: its name, what it is, and the release."""
    release = f"{row['project']} {row['tag']}"
    return f"{paint(one_line(name), 'bold', style)}  {one_line(f'{what} of {release}')}"
