"""Chart values that words, images and ports depend on. Below ``containers`` and ``services``."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from xref.query import Release, Row

_TABLES = ("container_image", "container_arg", "container_port", "service_port")


def add_uses(
    connection: sqlite3.Connection, release: Release, table: str, rows: Iterable[Row]
) -> None:
    """Adds ``uses`` to rows of a table, in place of their ``id``: ``path`` and place of each value.

    The place is "" where no values file sets the value.
    """
    assert table in _TABLES
    by_id = {row.pop("id"): row for row in rows}
    for row in by_id.values():
        row["uses"] = []
    query = f"""SELECT {table}_id, path, file, line FROM value_use
        WHERE {table}_id IN ({", ".join(map(str, by_id))}) ORDER BY id"""
    for key, path, file, line in connection.execute(query):
        use = {"path": path, "file": file, "line": line, "url": release.url(file, line)}
        by_id[key]["uses"].append(use)
