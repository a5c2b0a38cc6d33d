"""Programs of the index as facts, as far as a command line is read by them.

Part of answering; for those who tie arguments to flags without building the release anew.
"""

from __future__ import annotations

import sqlite3

from xref.model import Command, Flag, Location, Program, Role, Status
from xref.query import Release


def programs(connection: sqlite3.Connection, release: Release) -> list[Program]:
    """All programs of a release with their commands and flags, without help texts and origins."""
    flags = _flags(connection, release)
    commands = _commands(connection, release, flags)
    query = """SELECT id, name, package, role, evaluated, kind, complete, file, line FROM program
        WHERE release_id = ? ORDER BY id"""
    return [
        Program(
            name,
            package,
            Role(role),
            Location(file, line),
            bool(evaluated),
            tuple(commands.get(key, ())),
            kind=kind,
            complete=bool(complete),
        )
        for key, name, package, role, evaluated, kind, complete, file, line in connection.execute(
            query, (release.id,)
        )
    ]


def _commands(
    connection: sqlite3.Connection, release: Release, flags: dict[int, list[Flag]]
) -> dict[int, list[Command]]:
    aliases: dict[int, list[str]] = {}
    query = "SELECT command_id, name FROM command_alias WHERE release_id = ? ORDER BY position"
    for key, alias in connection.execute(query, (release.id,)):
        aliases.setdefault(key, []).append(alias)
    found: dict[int, list[Command]] = {}
    query = """SELECT id, program_id, path, hidden, deprecated, runnable, ignores_unknown, file,
        line FROM command WHERE release_id = ? ORDER BY id"""
    for row in connection.execute(query, (release.id,)):
        command = Command(
            row["path"],
            tuple(aliases.get(row["id"], ())),
            hidden=bool(row["hidden"]),
            deprecated=row["deprecated"],
            runnable=bool(row["runnable"]),
            short="",
            long="",
            location=Location(row["file"], row["line"]) if row["file"] else None,
            flags=tuple(flags.get(row["id"], ())),
            ignores_unknown=bool(row["ignores_unknown"]),
        )
        found.setdefault(row["program_id"], []).append(command)
    return found


def _flags(connection: sqlite3.Connection, release: Release) -> dict[int, list[Flag]]:
    found: dict[int, list[Flag]] = {}
    query = """SELECT command_id, name, shorthand, type, default_value, no_opt_default, persistent,
        hidden, deprecated, status, file, line FROM flag WHERE release_id = ? ORDER BY id"""
    for row in connection.execute(query, (release.id,)):
        flag = Flag(
            row["name"],
            row["shorthand"],
            row["type"],
            row["default_value"],
            row["no_opt_default"],
            usage="",
            persistent=bool(row["persistent"]),
            hidden=bool(row["hidden"]),
            deprecated=row["deprecated"],
            status=Status(row["status"]),
            location=Location(row["file"], row["line"]),
        )
        found.setdefault(row["command_id"], []).append(flag)
    return found
