"""Flags of the commands of a program that both releases have: renames, moves, fields that differ.

Part of ``diff``. A flag is compared under the path that its command has in the new release.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from xref.diff import types, visibility
from xref.diff.facts import Flag
from xref.diff.model import BREAKING, RISKY, SAFE, Change, Subject, Verdict, change
from xref.diff.pairs import Pairs, by_key, evident

Known = Mapping[int, str]


class Clues(NamedTuple):
    """What tells that a flag became another: the variables and the usage texts, by id."""

    variables: Known
    usages: Known


Find = Callable[[list[Flag]], Clues]


def pair(
    old: list[Flag], new: list[Flag], tails: Mapping[str, str], find: Find
) -> tuple[Pairs[Flag], list[Flag], list[Flag]]:
    """The flags that are the same, what went and what came.

    ``tails`` are the new paths of commands by their old ones. A flag is the same by its name in its
    command; else by its variable, then by its usage text, in the same command; then one of the same
    name or variable in a command above or below; always if no other is so too.
    """

    present = {one.id: tails.get(one.tail, one.tail) for one in old}
    present |= {one.id: one.tail for one in new}
    pairs, gone, came = by_key(old, new, lambda one: (present[one.id], one.name))
    if not (gone and came):
        return pairs, gone, came
    clues = find([*gone, *came])

    def in_command(known: Known) -> Callable[[Flag], tuple[str, str] | None]:
        return lambda one: (present[one.id], known[one.id]) if known.get(one.id) else None

    for known in clues:
        pairs += evident(gone, came, in_command(known))
    moved = evident(gone, came, lambda one: (one.name, one.type))
    moved += evident(gone, came, lambda one: clues.variables.get(one.id))
    for one, other in moved:
        if related(present[one.id], other.tail):
            pairs.append((one, other))
        else:
            gone.append(one)
            came.append(other)
    return pairs, gone, came


def related(tail: str, other: str) -> bool:
    """Whether one of two commands is above the other."""
    short, long = sorted((tail, other), key=len)
    return not short or long.startswith(f"{short} ")


def subject(one: Flag) -> Subject:
    """What a flag's change is about."""
    label = f"{one.command} {dashed(one)}"
    return Subject("flag", one.name, one.program, one.package, one.command, label)


def compare(before: Flag, after: Flag, tail: str) -> list[Change]:
    """What differs between a flag's two states; ``tail`` is the present path of its old command.

    A default that is not known in both releases, and a message of deprecation that is another, are
    no differences.
    """
    found: list[Change] = []

    def add(what: str, verdict: Verdict, old: str, new: str) -> None:
        found.append(change(subject(after), what, verdict, before, after, old, new))

    if before.name != after.name:
        verdict = Verdict(BREAKING, f"command lines with {dashed(before)} stop working")
        add("renamed", verdict, before.name, after.name)
    if tail != after.tail:
        add("moved", _moved(after, tail), before.command, after.command)
    if before.type != after.type:
        add("type", types.verdict(before.type, after.type), before.type, after.type)
    if before.default != after.default and "unknown" not in (before.status, after.status):
        add("default", _default(before, after), before.default, after.default)
    if before.no_opt_default != after.no_opt_default:
        values = (before.no_opt_default, after.no_opt_default)
        add("no_opt_default", _no_opt_default(*values), *values)
    if before.shorthand != after.shorthand:
        values = (before.shorthand, after.shorthand)
        add("shorthand", _shorthand(before.shorthand), *values)
    if before.persistent != after.persistent:
        add(
            "persistent",
            _persistent(after),
            visibility.truth(before.persistent),
            visibility.truth(after.persistent),
        )
    visibility.compare(before, after, add)
    return found


def uncertain(before: Flag, after: Flag) -> bool:
    """Whether nobody can tell if the default changed, since one of the two is not known."""
    return (before.status == "unknown") != (after.status == "unknown")


def told(before: Flag, after: Flag, old: str, new: str) -> list[Change]:
    """The usage text that differs, if it does."""
    if old == new:
        return []
    verdict = Verdict(SAFE, "only its help is another")
    return [change(subject(after), "usage", verdict, before, after, old, new)]


def went(one: Flag, tail: str, there: list[Flag]) -> Change:
    """A flag that is no longer there; ``there`` are all flags of the program in the new release.

    Where a command above has a persistent flag of the name, command lines are taken all the same.
    """
    heir = next((f for f in there if f.name == one.name and _inherits(tail, f)), None)
    if heir is None:
        verdict = Verdict(BREAKING, f"command lines with {dashed(one)} stop working")
    elif heir.type == one.type and one.shorthand in ("", heir.shorthand):
        verdict = Verdict(RISKY, f"the flag of that name of {heir.command!r} takes its place")
    else:
        verdict = Verdict(
            BREAKING, f"the flag of that name of {heir.command!r} has another type or shorthand"
        )
    return change(subject(one), "removed", verdict, one, None)


def came(one: Flag) -> Change:
    """A flag that was not there before."""
    return change(subject(one), "added", Verdict(SAFE, "a new flag"), None, one)


def dashed(one: Flag) -> str:
    """The flag as it is written: ``-p`` where its name is the shorthand."""
    return f"-{one.name}" if one.name == one.shorthand else f"--{one.name}"


def _inherits(tail: str, flag: Flag) -> bool:
    """Whether the command of ``tail`` takes a flag of a command above it."""
    return bool(flag.persistent) and len(flag.tail) < len(tail) and related(tail, flag.tail)


def _moved(after: Flag, tail: str) -> Verdict:
    if _inherits(tail, after):
        return Verdict(SAFE, "it is persistent, and so taken where it was taken before")
    return Verdict(BREAKING, f"only {after.command!r} takes it now")


def _default(before: Flag, after: Flag) -> Verdict:
    old, new = (flag.default or '""' for flag in (before, after))
    assumed = "assumed" in (before.status, after.status)
    how = ", as far as can be told" if assumed else ""
    return Verdict(RISKY, f"who does not set it gets {new}, not {old}{how}")


def _no_opt_default(old: str, new: str) -> Verdict:
    if not new:
        return Verdict(BREAKING, "it needs a value now")
    if not old:
        return Verdict(BREAKING, "its value has to follow a = now, not a blank")
    return Verdict(RISKY, f"without a value it means {new}, not {old}")


def _shorthand(old: str) -> Verdict:
    if old:
        return Verdict(BREAKING, f"command lines with -{old} stop working")
    return Verdict(SAFE, "it has a shorthand now")


def _persistent(after: Flag) -> Verdict:
    if after.persistent:
        return Verdict(SAFE, "the commands below take it too")
    return Verdict(BREAKING, "the commands below no longer take it")
