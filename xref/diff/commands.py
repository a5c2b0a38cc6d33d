"""Commands of a program that both releases have: which are the same, and what differs.

Part of ``diff``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from xref.diff import visibility
from xref.diff.facts import Command, Flag
from xref.diff.model import BREAKING, RISKY, SAFE, Change, Subject, Verdict, change
from xref.diff.pairs import Pairs, by_key, evident

Told = Mapping[int, tuple[str, str]]
Texts = Callable[[list[Command]], Told]
"""The short and long texts of commands, by id."""


def pair(
    old: list[Command],
    new: list[Command],
    names: Mapping[int, frozenset[str]],
    texts: Texts,
) -> tuple[Pairs[Command], list[Command], list[Command]]:
    """The commands that are the same, what went and what came.

    They are the same by their path below the root; else by an alias that keeps the old name, or by
    the same short text together with the same flags (``names`` by a command's id), if no other is
    so too. What is below a command that was renamed or moved follows it.
    """
    pairs, gone, came = by_key(old, new, lambda one: one.tail)
    if gone and came:
        alike = _alike([*gone, *came], names, texts([*gone, *came]))
        found = _kept_as_alias(gone, came)
        for part in (_parent, _last, None):
            found += evident(gone, came, _key(alike, part))
        while found:
            pairs += found
            found = _below(found, gone, came)
    return pairs, gone, came


def _alike(
    commands: list[Command],
    names: Mapping[int, frozenset[str]],
    texts: Told,
) -> dict[int, tuple[str, frozenset[str]]]:
    """What commands are known by, their short text and flags, by id; not those without a text."""
    shorts = {one.id: (texts[one.id][0], names.get(one.id, frozenset())) for one in commands}
    return {key: known for key, known in shorts.items() if known[0]}


def _key(
    alike: Mapping[int, tuple[str, frozenset[str]]], part: Callable[[str], str] | None
) -> Callable[[Command], tuple[object, ...] | None]:
    def key(one: Command) -> tuple[object, ...] | None:
        known = alike.get(one.id)
        return (*known, part(one.tail) if part else "") if known else None

    return key


def _kept_as_alias(gone: list[Command], came: list[Command]) -> Pairs[Command]:
    """A command that went and the one that came beside it and has its name as an alias."""
    pairs: Pairs[Command] = []
    for before in list(gone):
        fitting = [
            after
            for after in came
            if _parent(after.tail) == _parent(before.tail) and _last(before.tail) in after.aliases
        ]
        if len(fitting) == 1:
            pairs.append((before, fitting[0]))
            gone.remove(before)
            came.remove(fitting[0])
    return pairs


def _below(found: Pairs[Command], gone: list[Command], came: list[Command]) -> Pairs[Command]:
    """The pairs of commands directly below pairs, by the last word of their paths."""
    pairs: Pairs[Command] = []
    for before, after in found:
        for child in [one for one in gone if _parent(one.tail) == before.tail]:
            tail = f"{after.tail} {_last(child.tail)}"
            for other in [one for one in came if one.tail == tail]:
                pairs.append((child, other))
                gone.remove(child)
                came.remove(other)
    return pairs


def _parent(tail: str) -> str:
    return tail.rpartition(" ")[0]


def _last(tail: str) -> str:
    return tail.rpartition(" ")[2]


def subject(one: Command) -> Subject:
    """What a command's change is about."""
    return Subject("command", one.path, one.program, one.package, one.path)


def compare(before: Command, after: Command, follows: bool) -> list[Change]:
    """What differs between a command's two states; ``follows`` if its path changed with another's.

    Texts are compared by ``told``.
    """
    found: list[Change] = []

    def add(what: str, verdict: Verdict, old: str, new: str) -> None:
        found.append(change(subject(after), what, verdict, before, after, old, new))

    if before.tail != after.tail and not follows:
        what = "renamed" if _parent(before.tail) == _parent(after.tail) else "moved"
        add(what, _renamed(before, after), before.path, after.path)
    elif not before.tail and before.path != after.path and before.program == after.program:
        verdict = Verdict(SAFE, "only the name in its own help is another")
        add("renamed", verdict, before.path, after.path)
    if set(before.aliases) != set(after.aliases):
        add("aliases", _aliases(before, after), _joined(before.aliases), _joined(after.aliases))
    if before.runnable != after.runnable:
        runs = Verdict(SAFE, "it runs by itself now")
        verdict = (
            runs if after.runnable else Verdict(BREAKING, "it does nothing by itself any more")
        )
        add(
            "runnable", verdict, visibility.truth(before.runnable), visibility.truth(after.runnable)
        )
    visibility.compare(before, after, add)
    return found


def told(
    before: Command, after: Command, old: tuple[str, str], new: tuple[str, str]
) -> list[Change]:
    """The texts of a command's help that differ."""
    why = Verdict(SAFE, "only its help is another")
    return [
        change(subject(after), what, why, before, after, one, other)
        for what, one, other in zip(("short", "long"), old, new, strict=True)
        if one != other
    ]


def _renamed(before: Command, after: Command) -> Verdict:
    kept = _parent(before.tail) == _parent(after.tail) and _last(before.tail) in after.aliases
    if kept:
        return Verdict(SAFE, "its old name is an alias")
    return Verdict(BREAKING, f"command lines have to say {after.path!r}")


def _aliases(before: Command, after: Command) -> Verdict:
    lost = set(before.aliases) - set(after.aliases) - {_last(after.path)}
    if lost:
        return Verdict(BREAKING, f"command lines that say {_joined(sorted(lost))} stop working")
    return Verdict(SAFE, "it has another name, and all that it had")


def went(one: Command, flags: list[Flag], there: list[Command], like: str) -> Change:
    """A command that is no longer there; ``there`` are all that the new release has.

    ``like`` is the path of a command that came and has the same short text, "" if none has.
    """
    parent, name = _parent(one.tail), _last(one.tail)
    heir = [other for other in there if _parent(other.tail) == parent and name in other.aliases]
    if heir:
        verdict = Verdict(RISKY, f"{heir[0].path!r} has its name as an alias{_with(flags)}")
    else:
        hint = f"; {like!r}, which is new, has the same text" if like else ""
        verdict = Verdict(BREAKING, f"command lines with it stop working{hint}{_with(flags)}")
    return change(subject(one), "removed", verdict, one, None)


def came(one: Command, flags: list[Flag]) -> Change:
    """A command that was not there before."""
    verdict = Verdict(SAFE, f"a new command{_with(flags)}")
    return change(subject(one), "added", verdict, None, one)


def _with(flags: list[Flag]) -> str:
    return f" (with {len(flags)} flag{'s' * (len(flags) != 1)})" if flags else ""


def _joined(names: Iterable[str]) -> str:
    return ", ".join(names)
