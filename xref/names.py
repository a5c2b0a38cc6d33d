"""What a name that the user gives may be: programs, commands, flags or a source path.

Reads the index; below ``query`` and ``where``. A name is taken as it is written first, then without
regard to case; where it is none, the nearest names are offered.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from xref.errors import NotFound, UsageError

Fold = Callable[[str], str]
# As written, then without regard to case.
FOLDS: tuple[Fold, Fold] = (str, str.casefold)


class Name(NamedTuple):
    """A name taken apart. ``scope`` are the words before a flag, ``dashed`` if only a flag fits.

    ``shorthand`` is set instead of ``flag`` for ``-p``.
    """

    text: str
    scope: str
    flag: str
    shorthand: str
    dashed: bool


class CommandName(NamedTuple):
    """A command as far as names go; ``aliases`` are full paths with the last word replaced."""

    id: int
    program_id: int
    program: str
    package: str
    path: str
    aliases: tuple[str, ...]


def parse(words: Iterable[str]) -> Name:
    """Takes ``["mixs", "--monitoringPort=1"]``, or the same as one word, apart.

    Raises UsageError where there is no name, or more than one flag.
    """
    parts = " ".join(words).split()
    dashed = [part for part in parts if part.startswith("-")]
    if not parts or not all(part.strip("-=") for part in dashed):
        raise UsageError("name a program, a command, a flag or a source path")
    if len(dashed) > 1:
        raise UsageError(f"name one flag at a time, not {' and '.join(dashed)}")
    if dashed:
        scope = " ".join(part for part in parts if part is not dashed[0])
        flag = dashed[0].lstrip("-").split("=", 1)[0]
        short = len(flag) == 1 and not dashed[0].startswith("--")
        return Name(" ".join(parts), scope, "" if short else flag, flag if short else "", True)
    return Name(" ".join(parts), " ".join(parts[:-1]), parts[-1], "", False)


def commands(connection: sqlite3.Connection, release_id: int) -> list[CommandName]:
    """All commands of a release, roots before what is below them."""
    aliases: dict[int, list[str]] = {}
    query = "SELECT command_id, name FROM command_alias WHERE release_id = ? ORDER BY id"
    for command_id, alias in connection.execute(query, (release_id,)):
        aliases.setdefault(command_id, []).append(alias)
    query = """SELECT c.id, p.id, p.name, p.package, c.path FROM command c
        JOIN program p ON p.id = c.program_id WHERE c.release_id = ? ORDER BY p.package, c.path"""
    found: list[CommandName] = []
    for command_id, program_id, program, package, path in connection.execute(query, (release_id,)):
        others = tuple(_sibling(path, alias) for alias in aliases.get(command_id, ()))
        found.append(CommandName(command_id, program_id, program, package, path, others))
    return found


def _sibling(path: str, name: str) -> str:
    parent, _, _ = path.rpartition(" ")
    return f"{parent} {name}".lstrip()


def is_command(command: CommandName, text: str, fold: Fold) -> bool:
    """Whether ``text`` is the command's path, an alias of it, or the last words of one."""
    wanted = fold(text)
    paths = [fold(path) for path in (command.path, *command.aliases)]
    return any(path == wanted or path.endswith(f" {wanted}") for path in paths)


def is_program(name: str, package: str, text: str, fold: Fold) -> bool:
    """Whether ``text`` is a program's name or its package folder."""
    return fold(text) == fold(name) or fold(text.removeprefix("./").rstrip("/")) == fold(package)


def has_program(connection: sqlite3.Connection, release_id: int, text: str) -> bool:
    """Whether there is such a program, also one that is listed only and has no commands."""
    query = "SELECT name, package FROM program WHERE release_id = ?"
    programs = connection.execute(query, (release_id,)).fetchall()
    return any(is_program(name, package, text, FOLDS[1]) for name, package in programs)


def scope(known: Sequence[CommandName], text: str) -> tuple[list[CommandName], list[CommandName]]:
    """The commands that ``text`` stands for with all below them, and those above them.

    ``text`` is a program's name or package, or a command. Both lists are empty where it is none.
    """
    for fold in FOLDS:
        tops = [
            command
            for command in known
            if is_program(command.program, command.package, text, fold)
            or is_command(command, text, fold)
        ]
        if tops:
            break
    inside: dict[int, CommandName] = {}
    above: dict[int, CommandName] = {}
    for top in tops:
        for command in known:
            if command.program_id != top.program_id:
                continue
            if command.id == top.id or command.path.startswith(f"{top.path} "):
                inside[command.id] = command
            elif top.path.startswith(f"{command.path} "):
                above[command.id] = command
    return list(inside.values()), [above[key] for key in above if key not in inside]


def not_found(connection: sqlite3.Connection, release_id: int, text: str, what: str) -> NotFound:
    """The error for a name that is nothing, with the nearest names; ``what`` as ``command``."""
    near = nearest(connection, release_id, text)
    hint = f": did you mean {', '.join(near)}?" if near else ""
    return NotFound(f"no {what} {text!r} here{hint}")


def nearest(connection: sqlite3.Connection, release_id: int, text: str) -> list[str]:
    """Up to five names of programs, commands and flags that look like ``text``, nearest first."""
    query = """SELECT name FROM program WHERE release_id = :r UNION
        SELECT path FROM command WHERE release_id = :r UNION
        SELECT '--' || name FROM flag WHERE release_id = :r"""
    names = [row[0] for row in connection.execute(query, {"r": release_id})]
    if "/" in text:
        names += sorted(files(connection, release_id))
    return close(text, names)


def files(connection: sqlite3.Connection, release_id: int) -> set[str]:
    """Every file of a release that a fact stands in."""
    tables = ("program", "command", "flag", "flag_origin", "definition")
    parts = (f"SELECT file FROM {table} WHERE release_id = :r" for table in tables)
    found = connection.execute(" UNION ".join(parts), {"r": release_id})
    return {row[0] for row in found if row[0]}


def close(text: str, names: Iterable[str], limit: int = 5) -> list[str]:
    """The names that look like ``text``, without regard to case and dashes, nearest first."""
    import difflib  # only where something was not found

    folded: dict[str, str] = {}
    for name in names:
        folded.setdefault(name.lstrip("-").casefold(), name)
    wanted = text.lstrip("-").casefold()
    near = difflib.get_close_matches(wanted, folded, limit, 0.6)
    near += sorted(key for key in folded if len(wanted) > 2 and wanted in key and key not in near)
    return [folded[key] for key in near[:limit]]
