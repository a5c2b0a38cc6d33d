"""What an index holds, apart from the numbers that its rows have."""

from __future__ import annotations

import sqlite3
from collections import Counter
from contextlib import closing
from pathlib import Path
from typing import Any

from xref.schema import TABLES, VIEWS

Rows = dict[str, Counter[tuple[Any, ...]]]
"""By table or view, how often each row is there. What refers to what stands in the views."""


def rows_of(index: Path) -> Rows:
    """All rows; the file must be sound."""
    with closing(sqlite3.connect(index)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        found: Rows = {}
        for name in [*TABLES, *VIEWS]:
            columns = [row[1] for row in connection.execute(f"PRAGMA table_info({name})")]
            told = [column for column in columns if column != "id" and not column.endswith("_id")]
            query = f"SELECT {', '.join(told) or 1} FROM {name}"
            found[name] = Counter(connection.execute(query).fetchall())
        return found


def tags_of(rows: Rows) -> set[str]:
    """The tags of the releases."""
    return {row[1] for row in rows["release"]}
