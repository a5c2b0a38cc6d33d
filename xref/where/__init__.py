"""Answers ``xref where``: everything that a name is, each thing with what stands around it.

Above ``query`` and ``names``. A finding is a dictionary whose ``kind`` is ``program``, ``command``,
``flag`` or ``path``; docs/commands.md gives the keys of each.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence

from xref import names
from xref.names import FOLDS, CommandName, Fold, Name
from xref.query import Release, Row, commands_where, flags_of, flags_where, in_commands


def where(
    connection: sqlite3.Connection, release: Release, words: Iterable[str], kind: str = ""
) -> list[Row]:
    """The findings for a name, or of one kind of them, programs first and paths last.

    Raises UsageError for no name or several flags, NotFound (with the nearest names) for none.
    """
    name = names.parse(words)
    known = names.commands(connection, release.id)
    found: list[Row] = []
    for fold in FOLDS:
        if not name.dashed and kind in ("", "program"):
            found += _programs(connection, release, name, fold)
        if not name.dashed and kind in ("", "command"):
            # A program's root command is the program, unless commands alone are wanted.
            packages = {row["package"] for row in found}
            found += _commands(connection, known, name, fold, packages)
        if kind in ("", "flag"):
            found += _flags(connection, release, known, name, fold)
        if not name.dashed and kind in ("", "path"):
            found += _paths(connection, release, name, fold)
        if found:
            return found
    what = kind or ("flag" if name.dashed else "program, command, flag or source path")
    raise names.not_found(connection, release.id, name.text, what)


def _programs(
    connection: sqlite3.Connection, release: Release, name: Name, fold: Fold
) -> list[Row]:
    query = """SELECT program_id, project, tag, program AS name, package, kind AS language, role,
        evaluated, file, line, url FROM program_view WHERE release_id = ? ORDER BY package"""
    found: list[Row] = []
    for row in connection.execute(query, (release.id,)).fetchall():
        if not names.is_program(row["name"], row["package"], name.text, fold):
            continue
        program: Row = {"kind": "program"} | dict(row)
        program["evaluated"] = bool(row["evaluated"])
        program_id = {"program": program.pop("program_id")}
        commands = commands_where(connection, "program_id = :program", program_id)
        flags = flags_where(connection, "program_id = :program", program_id)
        program["commands"] = _with_flags(commands, flags)
        query = """SELECT message, file, line FROM diagnostic WHERE program_id = :program
            ORDER BY id"""
        rows = connection.execute(query, program_id)
        program["diagnostics"] = [dict(diagnostic) for diagnostic in rows]
        found.append(program)
    return found


def _with_flags(commands: Sequence[Row], flags: Sequence[Row]) -> list[Row]:
    by_command: dict[tuple[str, str], list[Row]] = {}
    for flag in flags:
        by_command.setdefault((flag["package"], flag["command"]), []).append(flag)
    return [
        command | {"flags": by_command.get((command["package"], command["command"]), [])}
        for command in commands
    ]


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
    return [{"kind": "flag"} | flag for flag in flags_where(connection, condition, values)]


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
