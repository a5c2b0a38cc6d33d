"""Writes rows whose texts all releases share: a text that is there already is not stored again.

Above ``tables``, below ``store``, which owns the transaction.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence

from xref.rows.tables import Row, Value
from xref.schema import SHARED

_AT_ONCE = 500  # texts in one question, of which SQLite takes no more than 999 everywhere


class Texts:
    """The ids of the index's texts, those that are new among them."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._ids: dict[Value, int] = {}

    def rows(self, table: str, rows: Sequence[Row]) -> Sequence[Row]:
        """Rows of a table as they are stored: with ids in place of the texts that are shared."""
        positions = SHARED[table].values()
        if not positions:
            return rows
        self._add(row[position] for row in rows for position in positions)
        return [self._stored(row, positions) for row in rows]

    def places(self, found: Iterable[Row], release_id: int) -> list[Row]:
        """Rows of ``search_place``; what is new in the full text is added to it.

        Each of ``found`` is a row of ``search`` followed by file and line.
        """
        rows = list(found)
        self._add(row[-2] for row in rows)
        query = "SELECT kind, name, words, text, program, rowid FROM search"
        known = {row[:-1]: row[-1] for row in self._connection.execute(query)}
        for row in rows:
            if row[:-2] not in known:
                cursor = self._connection.execute(
                    "INSERT INTO search VALUES (?, ?, ?, ?, ?)", row[:-2]
                )
                known[row[:-2]] = cursor.lastrowid
        # In the order of the table, which is filled more densely so.
        return sorted((release_id, known[row[:-2]], self._ids[row[-2]], row[-1]) for row in rows)

    def _add(self, texts: Iterable[Value]) -> None:
        new = [text for text in dict.fromkeys(texts) if text not in self._ids]
        insert = "INSERT OR IGNORE INTO text (text) VALUES (?)"
        self._connection.executemany(insert, ((text,) for text in new))
        for at in range(0, len(new), _AT_ONCE):
            part = new[at : at + _AT_ONCE]
            query = f"SELECT text, id FROM text WHERE text IN ({', '.join('?' * len(part))})"
            self._ids.update(self._connection.execute(query, part).fetchall())

    def _stored(self, row: Row, positions: Iterable[int]) -> Row:
        stored = list(row)
        for position in positions:
            stored[position] = self._ids[row[position]]
        return tuple(stored)
