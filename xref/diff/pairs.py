"""Pairs what is the same in two releases: by its key, or by what is evident and unambiguous.

Part of ``diff``; knows no kind of fact.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from typing import TypeVar

T = TypeVar("T")
Pairs = list[tuple[T, T]]
Key = Callable[[T], Hashable]


def by_key(old: Iterable[T], new: Iterable[T], key: Key[T]) -> tuple[Pairs[T], list[T], list[T]]:
    """What is in both under the same key, what the old alone has, and what the new alone has.

    Of several with one key, the first is paired with the first, the second with the second.
    """
    waiting: dict[Hashable, list[T]] = {}
    for item in new:
        waiting.setdefault(key(item), []).append(item)
    pairs: Pairs[T] = []
    gone: list[T] = []
    for item in old:
        fitting = waiting.get(key(item))
        if fitting:
            pairs.append((item, fitting.pop(0)))
        else:
            gone.append(item)
    return pairs, gone, [item for items in waiting.values() for item in items]


def evident(gone: list[T], came: list[T], key: Key[T]) -> Pairs[T]:
    """Pairs of what went and what came that alone have a key in common; they leave the lists.

    A key of None stands for nothing. Where a key is that of two on either side, nobody can tell
    which became which, and all of them stay.
    """
    old, new = _single(gone, key), _single(came, key)
    pairs = [(old[k], new[k]) for k in old if k in new]
    for before, after in pairs:
        gone.remove(before)
        came.remove(after)
    return pairs


def _single(items: Iterable[T], key: Key[T]) -> dict[Hashable, T]:
    """The items by those keys that one item alone has."""
    found: dict[Hashable, T] = {}
    twice: set[Hashable] = {None}
    for item in items:
        k = key(item)
        if k in found:
            twice.add(k)
        found[k] = item
    return {k: item for k, item in found.items() if k not in twice}
