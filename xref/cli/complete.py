"""Shell completion of tags and of whatever has a name, from the index.

Part of the command line. Silent where there is no index: the command itself will say what is wrong.
"""

from __future__ import annotations

import sqlite3

import click

from xref.cli.options import DEFAULT_PROJECT
from xref.cli.output import index_path
from xref.errors import XrefError
from xref.query import pick_release
from xref.store import reading
from xref.versions import version_key

_QUERIES = {
    "program": "SELECT name FROM program WHERE release_id = ?",
    "command": "SELECT path FROM command WHERE release_id = ?",
    "flag": "SELECT '--' || name FROM flag WHERE release_id = ?",
    "workload": "SELECT name FROM workload WHERE release_id = ?",
    "container": "SELECT name FROM container WHERE release_id = ?",
    "image": "SELECT name FROM image WHERE release_id = ?",
    "service": "SELECT name FROM service WHERE release_id = ?",
    "filter": "SELECT name FROM filter WHERE release_id = ?",
    "port": "SELECT CAST(port AS TEXT) FROM port_view WHERE release_id = ? AND port > 0",
    "value": "SELECT path FROM value WHERE release_id = ?",
    "rendering": "SELECT name FROM rendering WHERE release_id = ?",
}
# What ``where`` takes besides programs, commands and flags.
_SHIPPED = ("workload", "container", "image", "service", "filter", "port")


def completions(ctx: click.Context, kind: str, incomplete: str) -> list[str]:
    """Names that begin with ``incomplete``; ``kind`` is tag, or one that ``_QUERIES`` knows."""
    project = ctx.params.get("project") or DEFAULT_PROJECT
    try:
        with reading(index_path(ctx.params.get("db"))) as connection:
            names = _names(connection, project, ctx.params.get("tag") or "", kind)
    except XrefError:
        return []
    # A control character in a name must not reach the shell's line editor.
    return [name for name in names if name.startswith(incomplete) and name.isprintable()]


def _names(connection: sqlite3.Connection, project: str, tag: str, kind: str) -> list[str]:
    if kind == "tag":
        query = "SELECT tag FROM release WHERE project = ?"
        tags = [row[0] for row in connection.execute(query, (project,))]
        return sorted(tags, key=version_key)
    release = pick_release(connection, project, tag)
    return sorted({row[0] for row in connection.execute(_QUERIES[kind], (release.id,))})


def words(ctx: click.Context, incomplete: str) -> list[str]:
    """The next word of a command's path, a program's name, or in ``where`` any name."""
    before = [*(ctx.params.get("words") or []), incomplete]
    wanted = " ".join(before)
    names = completions(ctx, "command", wanted) + completions(ctx, "program", wanted)
    found = {name.split(" ")[len(before) - 1] for name in names}
    if ctx.info_name == "where" and incomplete:
        found |= {name[2:] for name in completions(ctx, "flag", f"--{incomplete}")}
        if len(before) == 1:
            found |= {name for kind in _SHIPPED for name in completions(ctx, kind, incomplete)}
    return sorted(found)
