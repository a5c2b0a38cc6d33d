"""Rows to JSON, CSV, TSV and Markdown.

Beside ``render``, which imports this only where one of these formats is wanted. No queries here.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence

from xref.render import Column, Row, neutral, one_line


def as_json(rows: Sequence[Row]) -> str:
    """A JSON array, one line an element (indenting would cost more time than the query)."""
    lines: list[str] = []
    for row in rows:
        line = json.dumps(row, ensure_ascii=False)
        # json leaves C1 controls and the like as they are, which a terminal would obey. They stand
        # in strings alone, where an escape means the same.
        lines.append(line if line.isprintable() else "".join(map(_json_safe, line)))
    return "[\n" + ",\n".join(lines) + "\n]" if lines else "[]"


def _json_safe(char: str) -> str:
    if char.isprintable():
        return char
    units = char.encode("utf-16-be", "surrogatepass").hex()
    return "".join(f"\\u{units[start : start + 4]}" for start in range(0, len(units), 4))


def flat(value: object) -> str:
    """A value as one field: ``true``, and lists as ``a; b`` with ``file:line`` for places."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list | tuple):
        return "; ".join(map(flat, value))
    if isinstance(value, Mapping):
        texts = [flat(part) for key, part in value.items() if key not in ("file", "line")]
        if value.get("file"):
            texts.append(f"{value['file']}:{value['line']}")
        return " ".join(text for text in texts if text)
    return str(value)


def as_csv(fields: Sequence[str], rows: Sequence[Row]) -> str:
    """CSV of RFC 4180, with plain line feeds and the fields' names first."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(fields)
    writer.writerows([flat(row[field]) for field in fields] for row in rows)
    return out.getvalue().removesuffix("\n")


def as_tsv(fields: Sequence[str], rows: Sequence[Row]) -> str:
    """One line a row; tab, line feed, carriage return and backslash as ``\\t \\n \\r \\\\``."""
    escapes = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})
    lines = ["\t".join(fields)]
    lines += ("\t".join(flat(row[field]).translate(escapes) for field in fields) for row in rows)
    return "\n".join(lines)


def as_markdown(columns: Sequence[Column], rows: Sequence[Row]) -> str:
    """A table of GitHub's Markdown; places are links."""
    escapes = str.maketrans({char: f"\\{char}" for char in "\\`*_[]<>|~&"})
    lines = [_markdown_row(column.heading for column in columns)]
    lines.append("|" + " --- |" * len(columns))
    for row in rows:
        cells: list[str] = []
        for column in columns:
            text = one_line(column.text(row)).translate(escapes)
            url = column.url(row) if column.url else ""
            cells.append(f"[{text}]({markdown_url(url)})" if url else text)
        lines.append(_markdown_row(cells))
    return "\n".join(lines)


def _markdown_row(cells: Iterable[str]) -> str:
    return "| " + " | ".join(cells) + " |"


def markdown_url(url: str) -> str:
    """An address as the target of a link: without what would end it."""
    for char, escape in (("(", "%28"), (")", "%29"), ("|", "%7C"), ("<", "%3C"), (">", "%3E")):
        url = url.replace(char, escape)
    return neutral(url)
