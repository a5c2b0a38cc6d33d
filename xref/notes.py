"""``xref diff`` as texts for people: a table grouped by program and kind, and a release note.

Beside ``chain``; knows the rows of ``diff`` and no index.
"""

from __future__ import annotations

from collections.abc import Sequence

from xref.layout import changes
from xref.render import Layout, Row, Style, one_line, paint, table_lines

_CLASSES = ("breaking", "risky", "safe")
_HEADINGS = {"breaking": "Breaking", "risky": "Risky", "safe": "Safe"}


def table(rows: Sequence[Row], layout: Layout, style: Style) -> str:
    """A table with a heading for each group; the columns are the same throughout."""
    narrow = style._replace(width=max(style.width - 2, 1)) if style.width else style
    lines = table_lines(layout.columns, rows, narrow)
    told = [f"  {lines[0]}"]
    before = None
    for row, line in zip(rows, lines[1:], strict=True):
        group = changes.group(row)
        if group != before:
            told += ["", paint(one_line(group), "bold", style)]
            before = group
        told.append(f"  {line}")
    return "\n".join(told)


def counts(rows: Sequence[Row]) -> str:
    """``2 breaking, 1 risky and 30 safe changes``."""
    held = [(sum(row["class"] == name for row in rows), name) for name in _CLASSES]
    parts = [f"{count:,} {name}" for count, name in held if count]
    last = parts.pop() if parts else "no"
    head = f"{', '.join(parts)} and " if parts else ""
    return f"{head}{last} change{'s' * (len(rows) != 1)}"


def note(title: str, rows: Sequence[Row], old: changes.Url, new: changes.Url) -> str:
    """Markdown for a release note: a heading for each class, and a line for each change."""
    lines = [f"# {_plain(title)}", "", f"{counts(rows).capitalize()}."]
    for name in _CLASSES:
        held = [row for row in rows if row["class"] == name]
        before = None
        if held:
            lines += ["", f"## {_HEADINGS[name]}"]
        for row in held:
            group = changes.group(row)
            if group != before:
                lines += ["", f"### {_plain(group)}", ""]
                before = group
            lines.append(f"- {_line(row, old, new)}")
    return "\n".join(lines)


def _line(row: Row, old: changes.Url, new: changes.Url) -> str:
    links = [
        f"[{side}]({_address(url(row[f'{side}_file'], row[f'{side}_line']))})"
        for side, url in (("old", old), ("new", new))
        if row[f"{side}_file"]
    ]
    where = f" ({', '.join(links)})" if links else ""
    return f"{_code(changes.subject(row))} {_happened(row)}: {_plain(row['why'])}{where}"


def _happened(row: Row) -> str:
    change = str(row["change"])
    if change in ("added", "removed"):
        return change
    if change == "renamed" and row["new"] == row["name"]:
        return f"renamed from {_code(row['old'])}"
    texts = [_code(row[side]) if row[side] else "nothing" for side in ("old", "new")]
    return f"{_plain(change)} {' → '.join(texts)}"


def _code(text: str) -> str:
    """A code span, whose fence is longer than any run of backticks in the text."""
    line = one_line(text)
    if "`" not in line:
        return f"`{line}`"
    runs = "".join(char if char == "`" else " " for char in line).split()
    fence = "`" * (max(map(len, runs)) + 1)
    return f"{fence} {line} {fence}"


def _plain(text: str) -> str:
    escapes = str.maketrans({char: f"\\{char}" for char in "\\`*_[]<>|~&#"})
    return one_line(text).translate(escapes)


def _address(url: str) -> str:
    from xref.formats import markdown_url

    return markdown_url(url)
