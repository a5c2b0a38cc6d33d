"""Answers ``xref where``: everything that a name is, each thing with what stands around it.

Above ``query`` and ``names``. A finding is a dictionary whose ``kind`` is ``program``, ``command``,
``flag``, ``workload``, ``container``, ``image``, ``service``, ``filter``, ``port`` or ``path``;
docs/commands.md gives the keys of each.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Sequence
from functools import cache

from xref import names
from xref.names import FOLDS, CommandName, Fold, Name
from xref.query import Release, Row, across, commands_where, flags_of, flags_where, in_commands
from xref.where import ports, programs, shipped

_Finder = Callable[[sqlite3.Connection, Release, str, Fold, shipped.Heard], list[Row]]
_SHIPPED: dict[str, _Finder] = {
    "workload": shipped.workloads,
    "container": shipped.containers,
    "image": shipped.images,
    "service": shipped.services,
    "filter": shipped.filters,
}


def where(
    connection: sqlite3.Connection, release: Release, words: Iterable[str], kind: str = ""
) -> list[Row]:
    """The findings for a name, or of one kind of them, programs first and paths last.

    Raises UsageError for no name or several flags, NotFound (with the nearest names) for none.
    """
    name = names.parse(words)
    known = names.commands(connection, release.id)
    heard = cache(lambda: across.listeners(connection, release))
    found: list[Row] = []
    for fold in FOLDS:
        if not name.dashed and kind in ("", "program"):
            found += programs.programs(connection, release, name.text, fold, heard)
        if not name.dashed and kind in ("", "command"):
            # A program's root command is the program, unless commands alone are wanted.
            packages = {row["package"] for row in found}
            found += _commands(connection, known, name, fold, packages)
        if kind in ("", "flag"):
            found += _flags(connection, release, known, name, fold)
        if not name.dashed:
            for shipped, find in _SHIPPED.items():
                if kind in ("", shipped):
                    found += find(connection, release, name.text, fold, heard)
        if not name.dashed and kind in ("", "port") and fold is FOLDS[0]:
            found += ports.port(connection, release, name.text, heard)
        if not name.dashed and kind in ("", "path"):
            found += _paths(connection, release, name, fold)
        if found:
            return found
    what = kind or ("flag" if name.dashed else "name or source path")
    raise names.not_found(connection, release.id, name.text, what)


def _commands(
    connection: sqlite3.Connection,
    known: Sequence[CommandName],
    name: Name,
    fold: Fold,
    packages: set[str],
) -> list[Row]:
    found: list[Row] = []
    for command in known:
        root_of_found = " " not in command.path and command.package in packages
        if root_of_found or not names.is_command(command, name.text, fold):
            continue
        [row] = commands_where(connection, "command_id = :command", {"command": command.id})
        family = [one for one in known if one.program_id == command.program_id]
        above = [one.id for one in family if command.path.startswith(f"{one.path} ")]
        below = [one.path for one in family if one.path.rpartition(" ")[0] == command.path]
        row["flags"] = flags_of(connection, [command.id])
        row["inherited"] = flags_of(connection, above, "AND persistent")
        row["commands"] = below
        found.append({"kind": "command"} | row)
    return found


def _flags(
    connection: sqlite3.Connection,
    release: Release,
    known: Sequence[CommandName],
    name: Name,
    fold: Fold,
) -> list[Row]:
    collate = "" if fold is FOLDS[0] else "COLLATE NOCASE"
    column = "shorthand" if name.shorthand else "name"
    condition = f"release_id = :release AND {column} = :name {collate}"
    values: dict[str, object] = {"release": release.id, "name": name.shorthand or name.flag}
    if name.scope:
        inside, above = names.scope(known, name.scope)
        condition += f" AND {in_commands(inside, above)}"
    flags = flags_where(connection, condition, values)
    told = programs.set_by(connection, release, condition, values) if flags else {}
    return [
        {"kind": "flag"}
        | flag
        | {"set_by": told.get((flag["package"], flag["command"], flag["name"]), [])}
        for flag in flags
    ]


def _paths(connection: sqlite3.Connection, release: Release, name: Name, fold: Fold) -> list[Row]:
    """What stands in a file, at a line of it (``FILE:LINE``), or in a folder.

    The last parts of a path (``args.go``, ``server/args.go``) will do where no whole one fits.
    """
    path, line = _split_line(name.text.removeprefix("./"))
    files = names.files(connection, release.id)
    wanted = fold(path)
    matches = {file for file in files if fold(file) == wanted}
    if not matches:
        matches = {
            file[: len(path)] for file in files if fold(file).startswith(f"{wanted}/") and not line
        }
    if not matches and ("/" in path or "." in path):
        matches = {file for file in files if fold(file).endswith(f"/{wanted}")}
    found: list[Row] = []
    for match in sorted(matches):
        query = """SELECT kind, program, name, detail, file, line, url FROM where_view
            WHERE release_id = :release AND :line IN ('', CAST(line AS TEXT))
                AND (file = :path OR substr(file, 1, length(:path) + 1) = :path || '/')
            ORDER BY file, line, kind, name"""
        values = {"release": release.id, "path": match, "line": line}
        places = [dict(row) for row in connection.execute(query, values)]
        if places:
            url = release.url(match, int(line or 0))
            found.append(
                {
                    "kind": "path",
                    "project": release.project,
                    "tag": release.tag,
                    "name": match,
                    "line": int(line or 0),
                    "url": url,
                    "places": places,
                }
            )
    return found


def _split_line(text: str) -> tuple[str, str]:
    """``a.go:12`` -> ``("a.go", "12")``, ``a.go`` -> ``("a.go", "")``."""
    path, _, line = text.rpartition(":")
    if path and line.isascii() and line.isdigit():
        # No file has so many lines, and int() refuses thousands of digits.
        return path.rstrip("/"), line.lstrip("0")[:18] or "0"
    return text.rstrip("/"), ""
