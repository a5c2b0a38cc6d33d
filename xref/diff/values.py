"""Chart values and their defaults: which came, went or were renamed, and what differs.

Part of ``diff``. A list of plain items is one value; an item of a list that has a ``name`` is known
by that (``ports[http2].port``), since its number says nothing when one comes before it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from xref.diff.model import BREAKING, RISKY, SAFE, Change, Subject, Verdict, change
from xref.diff.pairs import by_key, evident
from xref.diff.shipped import Value
from xref.diff.workloads import Tags

Uses = list[tuple[str, ...]]

_ITEM = re.compile(r"\[(\d+)\]")
_PLAIN_LIST = re.compile(r"(.*)\[\d+\]")


def diff(old: list[Value], new: list[Value], uses: tuple[Uses, Uses], tags: Tags) -> list[Change]:
    """What changed of the values.

    A value has another path if the same parts of workloads and Services depend on the one that went
    and on the one that came, and on no other that went or came.
    """
    pairs, gone, came = by_key(_settled(old), _settled(new), lambda one: one.path)
    users = {("old", path): held for path, held in _users(uses[0]).items()}
    users |= {("new", path): held for path, held in _users(uses[1]).items()}
    went = {id(one) for one in gone}
    renamed = evident(
        gone, came, lambda one: users.get(("old" if id(one) in went else "new", one.path))
    )
    found: list[Change] = []
    for one, other in [*pairs, *renamed]:
        found += _compare(one, other, tags)
    wanted = _users(uses[1])
    there = {path for value in new for path in _above(value.path)}
    empty = {value.path for value in new if value.text in ("{}", "[]")}
    for one in gone:
        if one.text in ("{}", "[]") and one.path in there:
            continue  # what is in it now is told as added
        still = one.path in wanted or not empty.isdisjoint(_above(one.path))
        verdict = _went(one, still)
        found.append(change(Subject("value", one.path), "removed", verdict, one, None, one.text))
    for one in came:
        verdict = Verdict(SAFE, "a new value" if one.read else "a new value, which nothing reads")
        found.append(change(Subject("value", one.path), "added", verdict, None, one, "", one.text))
    return found


def _users(uses: Uses) -> dict[str, frozenset[tuple[str, ...]]]:
    """What depends on each value."""
    found: dict[str, set[tuple[str, ...]]] = {}
    for path, *user in uses:
        found.setdefault(path, set()).add(tuple(user))
    return {path: frozenset(held) for path, held in found.items()}


def _above(path: str) -> list[str]:
    """The paths of all that a value is in: ``a.b[0].c`` is in ``a.b[0]``, ``a.b`` and ``a``."""
    ends = [number for number, char in enumerate(path) if char in ".["]
    return [path[:end] for end in ends]


def _settled(values: list[Value]) -> list[Value]:
    """The values with lists as one value, or their items by name."""
    names = {
        value.path.removesuffix(".name"): value.text
        for value in values
        if value.path.endswith("].name")
    }
    lists: dict[str, list[Value]] = {}
    found: list[Value] = []
    for value in values:
        plain = _PLAIN_LIST.fullmatch(value.path)
        if plain:
            lists.setdefault(_named(plain[1], names), []).append(value)
        else:
            found.append(value._replace(path=_named(value.path, names)))
    return found + [
        items[0]._replace(path=path, text=f"[{', '.join(one.text for one in items)}]")
        for path, items in lists.items()
    ]


def _named(path: str, names: dict[str, str]) -> str:
    def by_name(item: re.Match[str]) -> str:
        name = names.get(path[: item.end()])
        return f"[{name}]" if name else item[0]

    return _ITEM.sub(by_name, path)


def _compare(before: Value, after: Value, tags: Tags) -> Iterable[Change]:
    subject = Subject("value", after.path)
    if before.path != after.path:
        verdict = Verdict(BREAKING, f"to set {before.path} has no effect any more")
        yield change(subject, "renamed", verdict, before, after, before.path, after.path)
    if before.text != after.text:
        verdict = Verdict(RISKY, "who does not set it gets the other one")
        if all(tags) and (before.text, after.text) == tags:
            verdict = Verdict(SAFE, "it is the tag of the release's own images")
        yield change(subject, "default", verdict, before, after, before.text, after.text)
    if before.read != after.read:
        lost = Verdict(BREAKING, "no template reads it any more")
        verdict = Verdict(SAFE, "templates read it now") if after.read else lost
        truths = (str(bool(before.read)).lower(), str(bool(after.read)).lower())
        yield change(subject, "read", verdict, before, after, *truths)


def _went(one: Value, still: bool) -> Verdict:
    if still:
        return Verdict(RISKY, "templates may still read it, and the charts no longer set it")
    if not one.read:
        return Verdict(SAFE, "no template read it")
    return Verdict(BREAKING, "to set it has no effect any more")
