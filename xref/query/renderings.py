"""Which renderings of the charts a release has, and what of them is wanted.

Below the questions about workloads, ports and values.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from typing import NamedTuple

from xref import names
from xref.errors import NotFound
from xref.query import Release


class Rendering(NamedTuple):
    """What the charts give under one set of values; ``files`` are the values files in order."""

    id: int
    name: str
    files: tuple[str, ...]


def renderings(connection: sqlite3.Connection, release: Release) -> list[Rendering]:
    """All renderings of a release, in the order in which they were made."""
    query = "SELECT id, name FROM rendering WHERE release_id = ? ORDER BY id"
    of = "SELECT file FROM rendering_file WHERE rendering_id = ? ORDER BY position"
    return [
        Rendering(key, name, tuple(file for (file,) in connection.execute(of, (key,))))
        for key, name in connection.execute(query, (release.id,)).fetchall()
    ]


def rendering(connection: sqlite3.Connection, release: Release, name: str) -> Rendering:
    """The rendering of that name. Raises NotFound where there is none."""
    held = renderings(connection, release)
    for one in held:
        if one.name == name:
            return one
    if not held:
        raise NotFound(f"{release.project} {release.tag} has no charts that xref knows")
    near = names.close(name, [one.name for one in held]) or [one.name for one in held]
    raise NotFound(f"{release.project} {release.tag} has no values {name!r}: try {near[0]}")


def by_rendering(
    connection: sqlite3.Connection, table: str, ids: Iterable[int]
) -> dict[int, list[str]]:
    """The names of the renderings that have each row of ``workload``, ``service`` or ``value``."""
    listed = ", ".join(map(str, ids))
    query = f"""SELECT x.{table}_id, g.name FROM rendering_{table} x
        JOIN rendering g ON g.id = x.rendering_id WHERE x.{table}_id IN ({listed}) ORDER BY g.id"""
    found: dict[int, list[str]] = {}
    for key, name in connection.execute(query):
        found.setdefault(key, []).append(name)
    return found
