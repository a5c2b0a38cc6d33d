"""Reads from the index what ``diff`` compares of the programs: all its SQL on them stands here.

Part of ``diff``. Only what is compared is read; texts are asked for where two facts have to be told
apart by them. Records are named tuples, since a dataclass takes five times as long to make; their
truth values are 0 and 1, as in the index.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from typing import NamedTuple


class Program(NamedTuple):
    """A program; ``shipped`` tells whether one of the release's own images holds it."""

    id: int
    name: str
    package: str
    kind: str
    role: str
    complete: int
    shipped: int
    file: str
    line: int


class Command(NamedTuple):
    """A command of a program."""

    id: int
    program: str
    package: str
    path: str
    hidden: int
    deprecated: str
    runnable: int
    file: str
    line: int
    aliases: tuple[str, ...]

    @property
    def tail(self) -> str:
        """The path without the root, whose name is no part of what is below it."""
        return self.path.partition(" ")[2]


class Flag(NamedTuple):
    """A flag, at the command that registers it."""

    id: int
    program: str
    package: str
    command: str
    name: str
    shorthand: str
    type: str
    default: str
    no_opt_default: str
    persistent: int
    hidden: int
    deprecated: str
    status: str
    file: str
    line: int

    @property
    def tail(self) -> str:
        """The command's path without the root."""
        return self.command.partition(" ")[2]


def programs(connection: sqlite3.Connection, release_id: int) -> list[Program]:
    """The programs of a release that were evaluated."""
    query = """SELECT program_id, program, package, kind, role, complete,
            program_id IN (SELECT f.program_id FROM image_file_view f
                JOIN image_view i ON i.image_id = f.image_id
                WHERE i.release_id = :release AND i.released) AS shipped, file, line
        FROM program_view WHERE release_id = :release AND evaluated ORDER BY package"""
    return [Program(*row) for row in connection.execute(query, {"release": release_id})]


def commands(connection: sqlite3.Connection, wanted: Iterable[Program]) -> list[Command]:
    """The commands of these programs, roots before what is below them."""
    ids = _listed(program.id for program in wanted)
    aliases: dict[int, list[str]] = {}
    query = f"""SELECT command_id, name FROM command_alias WHERE command_id IN
        (SELECT command_id FROM command_view WHERE program_id IN ({ids})) ORDER BY position"""
    for command_id, name in connection.execute(query):
        aliases.setdefault(command_id, []).append(name)
    query = f"""SELECT command_id, program, package, command, hidden, deprecated, runnable, file,
        line FROM command_view WHERE program_id IN ({ids}) ORDER BY package, command"""
    found = connection.execute(query)
    return [Command._make((*row, tuple(aliases.get(row[0], ())))) for row in found]


def flags(connection: sqlite3.Connection, wanted: Iterable[Program]) -> list[Flag]:
    """The flags of these programs, in the order of their commands and names."""
    query = f"""SELECT flag_id, program, package, command, name, shorthand, type, default_value,
            no_opt_default, persistent, hidden, deprecated, status, file, line
        FROM flag_view WHERE program_id IN ({_listed(program.id for program in wanted)})
        ORDER BY package, command, name"""
    return [Flag(*row) for row in connection.execute(query)]


def usages(connection: sqlite3.Connection, wanted: Iterable[Flag]) -> dict[int, str]:
    """The usage texts of these flags by id."""
    query = f"SELECT flag_id, usage FROM flag_view WHERE flag_id IN ({_ids(wanted)})"
    return dict(connection.execute(query).fetchall())


def variables(connection: sqlite3.Connection, wanted: Iterable[Flag]) -> dict[int, str]:
    """The expressions of the variables that get these flags' values, by id, without their ``&``."""
    query = f"""SELECT s.flag_id, d.variable FROM flag_site s
        JOIN definition_view d ON d.definition_id = s.definition_id
        WHERE s.flag_id IN ({_ids(wanted)}) AND d.variable <> '' ORDER BY s.position DESC"""
    return {flag_id: text.lstrip("&") for flag_id, text in connection.execute(query)}


def texts(connection: sqlite3.Connection, wanted: Iterable[Command]) -> dict[int, tuple[str, str]]:
    """The short and long texts of these commands by id."""
    query = f"SELECT command_id, short, long FROM command_view WHERE command_id IN ({_ids(wanted)})"
    return {id_: (short, long) for id_, short, long in connection.execute(query)}


def _ids(wanted: Iterable[Flag] | Iterable[Command]) -> str:
    return _listed(one.id for one in wanted)


def _listed(ids: Iterable[int]) -> str:
    return ", ".join(map(str, ids))
