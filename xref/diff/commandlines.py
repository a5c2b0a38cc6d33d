"""All that changed of the programs' command lines, from the programs down to their flags' fields.

Part of ``diff``: joins ``programs``, ``commands`` and ``flags``.
"""

from __future__ import annotations

import sqlite3
from typing import NamedTuple

from xref.diff import commands, facts, flags, programs
from xref.diff.facts import Command, Flag, Program
from xref.diff.model import Change
from xref.diff.programs import Side
from xref.query import Release


class Found(NamedTuple):
    """The changes, and the flags (as they are written) whose defaults could not be compared."""

    changes: list[Change]
    uncertain: list[str]

    def renamed_flags(self) -> dict[tuple[str, str], str]:
        """The new names of flags by the command's path and the old name."""
        return {
            (one.subject.command, one.old): one.new
            for one in self.changes
            if one.subject.kind == "flag" and one.change == "renamed"
        }


def diff(
    connection: sqlite3.Connection, old: Release, new: Release, everything: bool, texts: bool
) -> Found:
    """What changed of the programs that the releases are about, or of all of them."""
    before, after = (_side(connection, release, everything) for release in (old, new))
    pairs, gone, came = programs.pair(before, after)
    found = Found([], [])
    for one in gone:
        lost = [flag for flag in before.flags if flag.package == one.package]
        below = [command for command in before.commands if command.package == one.package]
        found.changes.append(programs.went(one, lost, below))
        found.changes.extend(commands.went(each, [], [], "") for each in below if each.tail)
        found.changes.extend(flags.went(flag, flag.tail, []) for flag in lost)
    for one in came:
        made = [flag for flag in after.flags if flag.package == one.package]
        below = [command for command in after.commands if command.package == one.package]
        found.changes.append(programs.came(one, made, below))
        found.changes.extend(commands.came(each, []) for each in below if each.tail)
        found.changes.extend(map(flags.came, made))
    for one, other in pairs:
        _Program(connection, one, other, texts, found).compare(before, after)
    return found


def _side(connection: sqlite3.Connection, release: Release, everything: bool) -> Side:
    """What is compared of a release: what is a product or is in one of its own images, or all."""
    wanted = [
        one
        for one in facts.programs(connection, release.id)
        if everything or one.role == "product" or (one.shipped and one.role == "tool")
    ]
    return Side(wanted, facts.commands(connection, wanted), facts.flags(connection, wanted))


class _Program:
    """The comparison of a program that both releases have."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        before: Program,
        after: Program,
        texts: bool,
        found: Found,
    ) -> None:
        self.connection = connection
        self.before = before
        self.after = after
        self.texts = texts
        self.found = found

    def compare(self, old: Side, new: Side) -> None:
        self.found.changes.extend(programs.compare(self.before, self.after))
        had = [one for one in old.flags if one.package == self.before.package]
        has = [one for one in new.flags if one.package == self.after.package]
        was = [one for one in old.commands if one.package == self.before.package]
        are = [one for one in new.commands if one.package == self.after.package]
        tails = self._commands(was, are, had, has)
        self._flags(had, has, tails)

    def _commands(
        self, old: list[Command], new: list[Command], had: list[Flag], has: list[Flag]
    ) -> dict[str, str]:
        """Compares the commands; gives the new paths below the root by the old ones."""
        names = _names(old, had) | _names(new, has)
        pairs, gone, came = commands.pair(old, new, names, self._texts)
        tails = {one.tail: other.tail for one, other in pairs}
        for one, other in pairs:
            parent, _, last = one.tail.rpartition(" ")
            expected = f"{tails.get(parent, parent)} {last}".lstrip()
            self._add(commands.compare(one, other, follows=other.tail == expected))
        if self.texts:
            known = self._texts([command for pair in pairs for command in pair])
            for one, other in pairs:
                self._add(commands.told(one, other, known[one.id], known[other.id]))
        likes = self._likes(gone, came)
        for one in gone:
            lost = [flag for flag in had if flag.tail == one.tail]
            change = commands.went(one, lost, new, likes.get(one.path, ""))
            self._add([self._honest(change, self.after)])
        for one in came:
            made = [flag for flag in has if flag.tail == one.tail]
            self._add([self._honest(commands.came(one, made), self.before)])
        return tails

    def _flags(self, old: list[Flag], new: list[Flag], tails: dict[str, str]) -> None:
        pairs, gone, came = flags.pair(old, new, tails, self._clues)
        there = set(tails.values())
        for one, other in pairs:
            self._add(flags.compare(one, other, tails.get(one.tail, one.tail)))
            if flags.uncertain(one, other):
                self.found.uncertain.append(f"{other.command} {flags.dashed(other)}")
        if self.texts:
            usages = facts.usages(self.connection, [flag for pair in pairs for flag in pair])
            for one, other in pairs:
                self._add(flags.told(one, other, usages[one.id], usages[other.id]))
        for one in gone:
            tail = tails.get(one.tail, one.tail)
            change = flags.went(one, tail, new if tail in there else [])
            self._add([self._honest(change, self.after)])
        for one in came:
            self._add([self._honest(flags.came(one), self.before)])

    def _add(self, changes: list[Change]) -> None:
        """Adds changes, all under the name and folder that the program has now."""
        name, package = self.after.name, self.after.package
        for change in changes:
            subject = change.subject._replace(program=name, package=package)
            self.found.changes.append(change._replace(subject=subject))

    def _honest(self, change: Change, other: Program) -> Change:
        """The change with the doubt of a program whose other side could not be read whole."""
        if other.complete:
            return change
        verdict = programs.unread(other)
        return change._replace(level=verdict.level, why=verdict.why)

    def _texts(self, wanted: list[Command]) -> dict[int, tuple[str, str]]:
        return facts.texts(self.connection, wanted)

    def _likes(self, gone: list[Command], came: list[Command]) -> dict[str, str]:
        """The paths of commands that came by those of commands that went with the same text."""
        if not (gone and came):
            return {}
        known = self._texts([*gone, *came])
        paths = {known[one.id][0]: one.path for one in came}
        return {one.path: paths.get(known[one.id][0], "") for one in gone if known[one.id][0]}

    def _clues(self, wanted: list[Flag]) -> flags.Clues:
        connection = self.connection
        return flags.Clues(facts.variables(connection, wanted), facts.usages(connection, wanted))


def _names(commands: list[Command], flags: list[Flag]) -> dict[int, frozenset[str]]:
    """The names of each command's flags, by the command's id."""
    names: dict[str, set[str]] = {}
    for flag in flags:
        names.setdefault(flag.command, set()).add(flag.name)
    return {one.id: frozenset(names.get(one.path, ())) for one in commands}
