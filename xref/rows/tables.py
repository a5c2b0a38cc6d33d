"""Rows in the making: tables whose ids follow those of the index, and texts that it can hold."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

from xref.schema import TABLES

if TYPE_CHECKING:
    from xref.model import Location

Value = str | int | None
Row = tuple[Value, ...]
Place = tuple[str, int]

_WORDS = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[^\W\dA-Z_]+|\d+")


def clean(value: Value) -> Value:
    """Text that UTF-8 can hold: file names may have bytes that are none (lone surrogates here)."""
    if type(value) is str and value.isascii():
        return value
    if isinstance(value, str):
        if value.isascii():
            return str(value)  # an enum's member becomes its plain text
        return value.encode("utf-8", "surrogatepass").decode("utf-8", "replace")
    return value


def split_words(name: str) -> str:
    """A name's words apart, for full-text search: ``monitoringPort`` -> ``monitoring Port``."""
    words = _WORDS.findall(name)
    return " ".join(words) if len(words) > 1 else ""


def place_of(location: Location | None) -> Place:
    """File and line as they are stored: "" and 0 for what has no place."""
    return (location.file, location.line) if location else ("", 0)


class Tables:
    """The rows of one release: ``rows`` by table, ``search`` for the full-text table.

    ``last`` gives the highest id of each table so far; new ids follow it, so that each table takes
    one ``executemany``.
    """

    def __init__(self, last: Mapping[str, int], release_id: int) -> None:
        self._last = dict(last)
        self.release_id = release_id
        self.rows: dict[str, list[Row]] = {table: [] for table in TABLES}
        self.search: dict[Row, None] = {}

    def add(self, table: str, *values: Value) -> int:
        """Adds a row, whose columns after ``release_id`` are ``values``, and gives its id."""
        self._last[table] += 1
        row_id = self._last[table]
        self.rows[table].append((row_id, self.release_id, *map(clean, values)))
        return row_id

    def add_search(self, kind: str, name: str, text: str, program: str, place: Place) -> None:
        """Adds a row to the full text, once."""
        row: Row = (kind, name, split_words(name), text, program, *place)
        self.search[tuple(map(clean, row))] = None
