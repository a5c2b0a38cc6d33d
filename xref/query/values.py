"""Chart values: what they are under one set of values, and whether any template reads them."""

from __future__ import annotations

import sqlite3

from xref import names
from xref.errors import NotFound
from xref.query import Release, Row
from xref.query.renderings import Rendering


def values(
    connection: sqlite3.Connection,
    release: Release,
    rendering: Rendering,
    path: str = "",
    unread: bool = False,
) -> list[Row]:
    """The values of a rendering by path, those at or below ``path``, or the unread ones of them.

    Raises NotFound where there is no such path.
    """
    query = """SELECT project, tag, path, text AS value, is_read AS read, file, line, url
        FROM value_view WHERE release_id = ? AND rendering = ? ORDER BY path, value_id"""
    found = [dict(row) for row in connection.execute(query, (release.id, rendering.name))]
    wanted = path.removeprefix(".").removeprefix("Values.").casefold()
    if wanted:
        paths = list(dict.fromkeys(row["path"] for row in found))
        found = [row for row in found if f"{row['path'].casefold()}.".startswith(f"{wanted}.")]
        if not found:
            near = names.close(wanted, paths)
            hint = f": did you mean {', '.join(near)}?" if near else ""
            raise NotFound(f"no value {path!r} here{hint}")
    for row in found:
        row["read"] = bool(row["read"])
    return [row for row in found if not unread or not row["read"]]
