"""Sorting in place: what of ``sort`` needs reflection, and the generic package ``slices``.

The order of equal elements is that of a stable sort. Where a comparison is unknown, all elements
become Unknown, since any of them may stand anywhere.
"""

from __future__ import annotations

import functools
import itertools
from collections.abc import Callable

from xref.golang import memory
from xref.golang import types as T
from xref.golang.natives.equality import equal
from xref.golang.natives.lift import NotKnown, Table, known, number, origins
from xref.golang.natives.ordering import sort_key
from xref.golang.natives.protocol import Machine, Result
from xref.golang.values import (
    Nil,
    Scalar,
    SliceVal,
    Unknown,
    Value,
    boolean,
    integer,
    join,
)

SORT = Table("sort")
SLICES = Table("slices")
Compare = Callable[[Value, Value], int]


def _slice(v: Value) -> SliceVal:
    if isinstance(known(v), SliceVal):
        return v  # type: ignore[return-value]
    if isinstance(v, Nil):
        return SliceVal(T.STRINGS, None)
    raise NotKnown("", v.o)


def _truth(v: Value) -> bool:
    if isinstance(known(v), Scalar):
        return bool(v.v)  # type: ignore[attr-defined]
    raise NotKnown("", v.o)


def _natural(a: Value, b: Value) -> int:
    x, y = sort_key(a), sort_key(b)
    return int(x > y) - int(x < y)


def _sort(m: Machine, s: SliceVal, compare: Compare, name: str) -> None:
    """Sort the elements of ``s`` within its backing."""
    if s.backing is None or s.length < 2:
        return
    held = slice(s.start, s.start + s.length)
    items = s.items()
    try:
        ordered = sorted(items, key=functools.cmp_to_key(compare))
    except NotKnown as e:
        made = m.unknown(e.reason or f"{name} by an unknown order")
        s.backing[held] = [Unknown(made.reason, o=join(made.o, e.o)) for _ in items]
        return
    _put(s, ordered)


def _put(s: SliceVal, values: list[Value]) -> None:
    """Overwrite the elements; structs in place, so that pointers into them stay good."""
    if s.backing is None:
        return
    for i, v in enumerate([memory.copy(v) for v in values], s.start):
        s.backing[i] = memory.replace(s.backing[i], v)


def _by_index(m: Machine, s: SliceVal, less: Value) -> Compare:
    """``sort.Slice`` compares by indexes: the two elements stand at 0 and 1 meanwhile."""
    backing, start = s.backing, s.start
    assert backing is not None

    def compare(a: Value, b: Value) -> int:
        kept = backing[start], backing[start + 1]
        try:
            backing[start], backing[start + 1] = a, b
            if _truth(m.call(less, [integer(0), integer(1)])):
                return -1
            return 1 if _truth(m.call(less, [integer(1), integer(0)])) else 0
        finally:
            backing[start], backing[start + 1] = kept

    return compare


@SORT.add("Slice", "SliceStable", results=0, pure=False)
def _sort_slice(m: Machine, args: list[Value]) -> Result:
    s = _slice(args[0])
    if s.length > 1:
        _sort(m, s, _by_index(m, s, args[1]), "sort.Slice")
    return ()


@SORT.add("SliceIsSorted")
def _slice_is_sorted(m: Machine, args: list[Value]) -> Result:
    s = _slice(args[0])
    ordered = not any(
        _truth(m.call(args[1], [integer(i), integer(i - 1)])) for i in range(1, s.length)
    )
    return boolean(ordered, origins(s))


@SORT.add("Strings", "Ints", "Float64s", results=0, pure=False)
def _sort_plain(m: Machine, args: list[Value]) -> Result:
    _sort(m, _slice(args[0]), _natural, "sort")
    return ()


@SLICES.add("Sort", results=0, pure=False)
def _slices_sort(m: Machine, args: list[Value]) -> Result:
    _sort(m, _slice(args[0]), _natural, "slices.Sort")
    return ()


@SLICES.add("SortFunc", "SortStableFunc", results=0, pure=False)
def _slices_sort_func(m: Machine, args: list[Value]) -> Result:
    def compare(a: Value, b: Value) -> int:
        return number(m.call(args[1], [a, b]))

    _sort(m, _slice(args[0]), compare, "slices.SortFunc")
    return ()


@SLICES.add("Contains")
def _contains(m: Machine, args: list[Value]) -> Result:
    s = _slice(args[0])
    o = join(origins(s), args[1].o)
    return boolean(any(equal(m, v, args[1]) for v in s.items()), o)


@SLICES.add("Index")
def _index(m: Machine, args: list[Value]) -> Result:
    s = _slice(args[0])
    at = next((i for i, v in enumerate(s.items()) if equal(m, v, args[1])), -1)
    return integer(at, join(origins(s), args[1].o))


@SLICES.add("ContainsFunc")
def _contains_func(m: Machine, args: list[Value]) -> Result:
    s = _slice(args[0])
    return boolean(any(_truth(m.call(args[1], [v])) for v in s.items()), origins(s))


@SLICES.add("IndexFunc")
def _index_func(m: Machine, args: list[Value]) -> Result:
    s = _slice(args[0])
    at = next((i for i, v in enumerate(s.items()) if _truth(m.call(args[1], [v]))), -1)
    return integer(at, origins(s))


@SLICES.add("Equal")
def _equal(m: Machine, args: list[Value]) -> Result:
    a, b = _slice(args[0]), _slice(args[1])
    same = a.length == b.length and all(
        equal(m, x, y) for x, y in zip(a.items(), b.items(), strict=True)
    )
    return boolean(same, join(origins(a), origins(b)))


@SLICES.add("Clone")
def _clone(m: Machine, args: list[Value]) -> Result:
    s = _slice(args[0])
    items = None if s.backing is None else [memory.copy(v) for v in s.items()]
    return SliceVal(s.t, items, o=s.o)


@SLICES.add("Reverse", results=0, pure=False)
def _reverse(m: Machine, args: list[Value]) -> Result:
    s = _slice(args[0])
    _put(s, s.items()[::-1])
    return ()


def _extreme(largest: bool) -> Callable[[Machine, list[Value]], Result]:
    name = "Max" if largest else "Min"

    def call(m: Machine, args: list[Value]) -> Result:
        items = _slice(args[0]).items()
        if not items:
            m.panic(m.error(f"slices.{name}: empty list", args[0].o))
        o = origins(args[0])
        keys = [sort_key(v) for v in items]
        if any(isinstance(v, Scalar) and v.v != v.v for v in items):
            return next(v for v in items if isinstance(v, Scalar) and v.v != v.v)
        found = items[keys.index(max(keys) if largest else min(keys))]
        assert isinstance(found, Scalar)
        return Scalar(found.v, found.t, o)

    return call


SLICES.add("Max")(_extreme(True))
SLICES.add("Min")(_extreme(False))


@SLICES.add("IsSorted")
def _is_sorted(m: Machine, args: list[Value]) -> Result:
    items = _slice(args[0]).items()
    ordered = all(_natural(a, b) <= 0 for a, b in itertools.pairwise(items))
    return boolean(ordered, origins(args[0]))


@SLICES.add("BinarySearch", results=2)
def _binary_search(m: Machine, args: list[Value]) -> Result:
    items = _slice(args[0]).items()
    low, high = 0, len(items)
    while low < high:
        middle = (low + high) // 2
        low, high = (middle + 1, high) if _natural(items[middle], args[1]) < 0 else (low, middle)
    found = low < len(items) and _natural(items[low], args[1]) == 0
    o = join(origins(args[0]), args[1].o)
    return integer(low, o), boolean(found, o)
