"""Programs: which came, went, were renamed or moved, and where they begin.

Part of ``diff``.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from xref.diff.facts import Command, Flag, Program
from xref.diff.model import BREAKING, RISKY, SAFE, Change, Subject, Verdict, change
from xref.diff.pairs import Pairs, by_key, evident

_FEWEST = 3  # flags and commands that make a program's command line its own


class Side(NamedTuple):
    """The programs, commands and flags of one release that are compared."""

    programs: list[Program]
    commands: list[Command]
    flags: list[Flag]


def pair(old: Side, new: Side) -> tuple[Pairs[Program], list[Program], list[Program]]:
    """The programs of both releases that are the same, what went, and what came.

    A program is the same in another folder if that has its name and its root command's, and under
    another name if all its commands and flags are the same; and if no other program is so too.
    """
    pairs, gone, came = by_key(old.programs, new.programs, lambda one: one.package)
    roots = {one.package: one.path for side in (old, new) for one in side.commands if not one.tail}
    pairs += evident(gone, came, lambda one: (one.kind, one.name, roots.get(one.package, one.name)))
    lines = {id(side): _command_lines(side) for side in (old, new)}
    before, after = lines[id(old)], lines[id(new)]
    pairs += evident(
        gone, came, lambda one: before.get(one.id) if one in old.programs else after.get(one.id)
    )
    return pairs, gone, came


def _command_lines(side: Side) -> dict[int, frozenset[tuple[str, str]]]:
    """All commands and flags of each program by the program's id, where there are enough of them.

    Not the root's name, which goes with the program's.
    """
    ids = {one.package: one.id for one in side.programs}
    found: dict[int, set[tuple[str, str]]] = {}
    for command in side.commands:
        found.setdefault(ids[command.package], set()).add((command.tail, ""))
    for flag in side.flags:
        found.setdefault(ids[flag.package], set()).add((flag.tail, flag.name))
    return {id_: frozenset(parts) for id_, parts in found.items() if len(parts) > _FEWEST}


def subject(one: Program, kind: str = "program") -> Subject:
    """What a program's change is about."""
    return Subject(kind, one.name, one.name, one.package)


def compare(before: Program, after: Program) -> list[Change]:
    """What became of a program apart from its commands and flags."""
    found: list[Change] = []
    if before.name != after.name:
        why = Verdict(BREAKING, f"what starts {before.name} has to start {after.name}")
        names = (before.name, after.name)
        found.append(change(subject(after), "renamed", why, before, after, *names))
    elif before.package != after.package and after.kind == "go":
        folders = (before.package, after.package)
        why = Verdict(SAFE, "its folder is another, its name the same")
        found.append(change(subject(after), "moved", why, before, after, *folders))
    elif before.file != after.file and after.kind != "bazel":
        files = (before.file, after.file)
        why = Verdict(SAFE, "it begins in another file")
        found.append(change(subject(after, "source"), "moved", why, before, after, *files))
    return found


def went(one: Program, flags: Sequence[Flag], commands: Sequence[Command]) -> Change:
    """A program that is no longer there."""
    why = f"nothing can start {one.name} any more{_with(flags, commands)}"
    return change(subject(one), "removed", Verdict(BREAKING, why), one, None)


def came(one: Program, flags: Sequence[Flag], commands: Sequence[Command]) -> Change:
    """A program that was not there before."""
    why = f"a new program{_with(flags, commands)}"
    return change(subject(one), "added", Verdict(SAFE, why), None, one)


def _with(flags: Sequence[Flag], commands: Sequence[Command]) -> str:
    below = [command for command in commands if command.tail]
    counts = [(len(below), "command"), (len(flags), "flag")]
    parts = [f"{count} {word}{'s' * (count != 1)}" for count, word in counts if count]
    return f" (with {' and '.join(parts)})" if parts else ""


def unread(one: Program) -> Verdict:
    """The class of what was not seen in a program of which not all could be read."""
    return Verdict(RISKY, f"it was not seen, but not all of {one.name} could be read")
