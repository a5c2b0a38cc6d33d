"""Equality of values as ``==`` and ``reflect.DeepEqual`` see it."""

from __future__ import annotations

from xref.golang import types as T
from xref.golang.natives.lift import NotKnown, canonical, known
from xref.golang.natives.protocol import Machine
from xref.golang.values import (
    ArrayVal,
    Entries,
    FuncVal,
    MapVal,
    NativeObject,
    Nil,
    Ptr,
    Scalar,
    SliceVal,
    StructVal,
    Value,
)

_MOST_DEPTH = 200


def equal(m: Machine, a: Value, b: Value, deep: bool = False, depth: int = 0) -> bool:
    """Whether two values are equal; ``deep`` follows pointers, slices and maps.

    :raises NotKnown: where that depends on anything unknown.
    """
    if depth > _MOST_DEPTH:
        raise NotKnown("values nested too deeply to compare")
    if isinstance(known(a), Nil) or isinstance(known(b), Nil):
        return _nil_equal(a, b)
    if type(a) is not type(b) or (a.t is not b.t and not _untyped(a, b)):
        return False
    if isinstance(a, Scalar) and isinstance(b, Scalar):
        if isinstance(a.v, str):
            return canonical(a.v) == canonical(b.v)
        return bool(a.v == b.v)
    if isinstance(a, StructVal) and isinstance(b, StructVal):
        pairs = [(m.field(a, i), m.field(b, i)) for i in range(len(a.fields))]
        return all(equal(m, x, y, deep, depth + 1) for x, y in pairs)
    if isinstance(a, ArrayVal) and isinstance(b, ArrayVal):
        return all(equal(m, x, y, deep, depth + 1) for x, y in zip(a.elems, b.elems, strict=True))
    if isinstance(a, Ptr):
        if a.same(b):
            return True
        return deep and equal(m, m.load(a), m.load(b), deep, depth + 1)  # type: ignore[arg-type]
    if isinstance(a, SliceVal) and isinstance(b, SliceVal) and deep:
        if (a.backing is None) != (b.backing is None) or a.length != b.length:
            return False
        return all(
            equal(m, x, y, deep, depth + 1) for x, y in zip(a.items(), b.items(), strict=True)
        )
    if isinstance(a, MapVal) and isinstance(b, MapVal) and deep:
        return _maps_equal(m, a, b, depth)
    if isinstance(a, FuncVal) and deep:
        return False
    if isinstance(a, NativeObject) and isinstance(b, NativeObject) and a.data is b.data:
        return True
    raise NotKnown(f"equality of {a.t} is not known", a.o)


def _untyped(a: Value, b: Value) -> bool:
    return any(isinstance(x.t, T.Basic) and x.t.untyped for x in (a, b))


def _nil_equal(a: Value, b: Value) -> bool:
    """Of two values at least one of which is nil."""
    if not (isinstance(a, Nil) and isinstance(b, Nil)):
        return False
    if a.t is None or b.t is None:
        return all(x.t is None or T.is_interface(x.t) for x in (a, b))
    return a.t is b.t or (T.is_interface(a.t) and T.is_interface(b.t))


def _maps_equal(m: Machine, a: MapVal, b: MapVal, depth: int) -> bool:
    for x in (a, b):
        if x.unknown is not None:
            raise NotKnown(x.unknown.reason, x.unknown.o)
    if (a.entries is None) != (b.entries is None):
        return False
    left, right = a.entries or Entries(), b.entries or Entries()
    if left.keys() != right.keys():
        return False
    return all(equal(m, v, right[k][1], True, depth + 1) for k, (_, v) in left.items())
