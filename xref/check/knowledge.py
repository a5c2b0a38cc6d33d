"""What a release's index tells, as the checkers need it: one frozen view, loaded once.

Beside ``findings``; reads the index and nothing else. Everything of the index is loaded with a few
queries, what only some files ask for at the first question.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cached_property

from xref import names
from xref.arguments import CommandLine
from xref.check.loading import (
    KnownContainer,
    KnownListener,
    KnownService,
    KnownValue,
    containers,
    images,
    listeners,
    services,
    values,
)
from xref.deployment import FlagKey, Image
from xref.model import Command, Flag, Program, Role
from xref.query import Release
from xref.query.programs import programs
from xref.versions import version_key

Tree = Callable[[], frozenset[str] | None]
"""Gives all files of the release's tree, None where its repository cannot be read."""

_ROLES = list(Role)  # product first
_REMEMBERED = 10_000  # answers about nearest names
_LONGEST = 200  # characters; nothing looks like a longer name


@dataclass(frozen=True)
class KnownFlag:
    """A flag with the program and the command that register it."""

    program: Program
    command: Command
    flag: Flag

    @property
    def key(self) -> FlagKey:
        return FlagKey(self.program.package, self.command.path, self.flag.name)


@dataclass(frozen=True)
class Knowledge:
    """A release as the checkers see it.

    ``programs`` stand in the order of their roles, products first. ``images`` are by name.
    ``values`` are the leaves of the charts' values by path.
    """

    release: Release
    programs: tuple[Program, ...]
    images: dict[str, Image]
    containers: tuple[KnownContainer, ...]
    services: tuple[KnownService, ...]
    listeners: tuple[KnownListener, ...]
    values: dict[str, KnownValue]
    _connection: sqlite3.Connection = field(repr=False)
    _tree: Tree = field(repr=False, default=lambda: None)

    @cached_property
    def by_package(self) -> dict[str, Program]:
        """Programs by their package folders."""
        return {program.package: program for program in self.programs}

    @cached_property
    def by_name(self) -> dict[str, tuple[Program, ...]]:
        """Programs by name, those of products first."""
        found: dict[str, tuple[Program, ...]] = {}
        for program in self.programs:
            found[program.name] = (*found.get(program.name, ()), program)
        return found

    @cached_property
    def flags(self) -> dict[str, tuple[KnownFlag, ...]]:
        """Who registers a flag of that name, those of products first."""
        found: dict[str, list[KnownFlag]] = {}
        for program in self.programs:
            for command in program.commands:
                for flag in command.flags:
                    found.setdefault(flag.name, []).append(KnownFlag(program, command, flag))
        return {name: tuple(known) for name, known in found.items()}

    @cached_property
    def commands(self) -> dict[str, tuple[tuple[Program, Command], ...]]:
        """Commands by full path, also by those that have an alias as their last word."""
        found: dict[str, tuple[tuple[Program, Command], ...]] = {}
        for program in self.programs:
            for path, command in self.line(program).commands.items():
                found[path] = (*found.get(path, ()), (program, command))
        return found

    @cached_property
    def _lines(self) -> dict[str, CommandLine]:
        return {}

    def line(self, program: Program) -> CommandLine:
        """The reader of a program's command lines."""
        if program.package not in self._lines:
            self._lines[program.package] = CommandLine(program)
        return self._lines[program.package]

    def flags_of(self, program: Program, path: str) -> dict[str, KnownFlag]:
        """The flags that a command takes by name: its own, and the persistent ones above it."""
        key = (program.package, path)
        if key not in self._taken:
            self._taken[key] = self._flags_of(program, path)
        return self._taken[key]

    @cached_property
    def _taken(self) -> dict[tuple[str, str], dict[str, KnownFlag]]:
        return {}

    def _flags_of(self, program: Program, path: str) -> dict[str, KnownFlag]:
        commands = self.line(program).commands
        words = path.split(" ")
        found: dict[str, KnownFlag] = {}
        for length in range(1, len(words) + 1):
            command = commands.get(" ".join(words[:length]))
            if command is None:
                continue
            for flag in command.flags:
                if flag.persistent or length == len(words):
                    found[flag.name] = KnownFlag(program, command, flag)
        return found

    @cached_property
    def ports(self) -> dict[int, tuple[KnownListener, ...]]:
        """Listeners by port number, without those that have none."""
        found: dict[int, tuple[KnownListener, ...]] = {}
        for listener in self.listeners:
            if listener.port:
                found[listener.port] = (*found.get(listener.port, ()), listener)
        return found

    @cached_property
    def files(self) -> frozenset[str]:
        """Every file that a fact of the index stands in; the tree has more."""
        return frozenset(names.files(self._connection, self.release.id))

    @cached_property
    def tree(self) -> frozenset[str] | None:
        """Every file of the release's tree, None where its repository cannot be read."""
        return self._tree()

    @cached_property
    def folders(self) -> frozenset[str]:
        """Every folder of the tree, or of the files that the index knows."""
        found: set[str] = set()
        for file in self.tree or self.files:
            while file := file.rpartition("/")[0]:
                if file in found:
                    break
                found.add(file)
        return frozenset(found)

    @cached_property
    def _had(self) -> dict[str, tuple[tuple[str, str, str], ...]]:
        return {}

    def tags_with_flag(self, name: str, program: Program) -> list[str]:
        """The other indexed releases of the project whose program has such a flag, in order.

        The program is the one of the same package, or else of the same name.
        """
        if name not in self._had:
            query = """SELECT DISTINCT tag, package, program FROM flag_view WHERE name = ?
                AND release_id IN (SELECT id FROM release WHERE project = ? AND id <> ?)"""
            about = (name, self.release.project, self.release.id)
            rows = self._connection.execute(query, about)
            self._had[name] = tuple((row[0], row[1], row[2]) for row in rows)
        known = self._had[name]
        same = {tag for tag, package, _ in known if package == program.package}
        same |= {tag for tag, _, other in known if other == program.name}
        return sorted(same, key=version_key)

    @cached_property
    def _nearest(self) -> dict[tuple[str, tuple[str, ...], int], tuple[str, ...]]:
        return {}

    def near(self, text: str, known: Iterable[str], limit: int = 3) -> tuple[str, ...]:
        """The names of ``known`` that look like ``text``, nearest first."""
        if len(text) > _LONGEST:
            return ()
        among = tuple(known)
        key = (text, among, limit)
        if key not in self._nearest:
            if len(self._nearest) > _REMEMBERED:
                self._nearest.clear()
            self._nearest[key] = tuple(names.close(text, among, limit))
        return self._nearest[key]


def load(connection: sqlite3.Connection, release: Release, tree: Tree = lambda: None) -> Knowledge:
    """The knowledge of an indexed release; the connection stays open as long as it is used."""
    known = programs(connection, release)
    return Knowledge(
        release,
        tuple(sorted(known, key=lambda p: (_ROLES.index(p.role), p.package))),
        images(connection, release),
        containers(connection, release),
        services(connection, release),
        listeners(connection, release),
        values(connection, release),
        connection,
        tree,
    )
