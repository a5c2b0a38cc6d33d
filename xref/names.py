"""What a name that the user gives may be: programs, flags, workloads, images, a source path, ...

Reads the index; below ``query`` and ``where``. A name is taken as it is written first, then without
regard to case; where it is none, the nearest names are offered.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from xref.errors import NotFound, UsageError

Fold = Callable[[str], str]
# As written, then without regard to case.
FOLDS: tuple[Fold, Fold] = (str, str.casefold)

# What Kubernetes adds to a workload's name in the names of its pods. The alphabet has no vowels and
# nothing that looks like another character; older releases hashed to any hexadecimal digits.
_RANDOM = "-[bcdfghjklmnpqrstvwxz2456789]{5}"
_POD_SUFFIXES = {
    "Deployment": f"-[0-9a-z]{{6,10}}{_RANDOM}",
    "DaemonSet": _RANDOM,
    "Job": _RANDOM,
    "StatefulSet": "-[0-9]{1,4}",
}


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
        raise UsageError("name a program, a flag, a workload, an image, a port or a source path")
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


def image_repository(reference: str) -> str:
    """A reference without its tag and digest: ``a/b/pilot:1.1.0`` -> ``a/b/pilot``."""
    name = reference.partition("@")[0]
    head, colon, tail = name.rpartition(":")
    return head if colon and "/" not in tail else name


Workloads = set[tuple[str, str]]
"""Workloads by kind and name."""


def workloads_named(known: Workloads, text: str) -> Workloads:
    """The workloads that ``text`` means: their name, or that of a pod of theirs."""
    for fold in FOLDS:
        found = {(kind, name) for kind, name in known if fold(name) == fold(text)}
        if found:
            return found
    return pod_owners(known, text)


def pod_owners(known: Workloads, text: str) -> Workloads:
    """The workloads of a pod, whose name has a random end: ``istio-pilot-5bd6f8b4b5-x2k4p``."""
    return {
        (kind, name)
        for kind, name in known
        if kind in _POD_SUFFIXES
        and text.startswith(f"{name}-")
        and re.fullmatch(_POD_SUFFIXES[kind], text[len(name) :])
    }


def not_found(connection: sqlite3.Connection, release_id: int, text: str, what: str) -> NotFound:
    """The error for a name that is nothing, with the nearest names; ``what`` as ``command``."""
    near = nearest(connection, release_id, text)
    hint = f": did you mean {', '.join(near)}?" if near else ""
    return NotFound(f"no {what} {text!r} here{hint}")


def nearest(connection: sqlite3.Connection, release_id: int, text: str) -> list[str]:
    """Up to five names of whatever there is that look like ``text``, nearest first."""
    tables = ("program", "image", "workload", "container", "service", "filter")
    parts = [f"SELECT name FROM {table} WHERE release_id = :r" for table in tables]
    parts.append("SELECT path FROM command WHERE release_id = :r")
    parts.append("SELECT '--' || name FROM flag WHERE release_id = :r")
    names = [row[0] for row in connection.execute(" UNION ".join(parts), {"r": release_id})]
    if "/" in text:
        names += sorted(files(connection, release_id))
    return close(text, names)


def files(connection: sqlite3.Connection, release_id: int) -> set[str]:
    """Every file of a release that a fact stands in."""
    tables = (
        *("program", "command", "flag", "flag_origin", "definition", "image", "image_file"),
        *("workload", "container_arg", "service", "service_port", "value", "listener", "filter"),
    )
    parts = (f"SELECT file FROM {table} WHERE release_id = :r" for table in tables)
    found = connection.execute(" UNION ".join(parts), {"r": release_id})
    return {row[0] for row in found if row[0]}


def close(text: str, names: Iterable[str], limit: int = 5) -> list[str]:
    """The names that look like ``text``, nearest first.

    Without regard to case and leading dashes; ``_`` and ``-`` count as the same.
    """
    import difflib  # only where something was not found

    folded: dict[str, str] = {}
    for name in names:
        folded.setdefault(_folded(name), name)
    wanted = _folded(text)
    near = difflib.get_close_matches(wanted, folded, limit, 0.6)
    near += sorted(key for key in folded if len(wanted) > 2 and wanted in key and key not in near)
    return [folded[key] for key in near[:limit]]


def _folded(name: str) -> str:
    return name.lstrip("-").casefold().replace("_", "-")
