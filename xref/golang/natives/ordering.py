"""Go's order of map keys, as package ``fmt`` prints maps; and of plain ordered values."""

from __future__ import annotations

from typing import Any

from xref.golang.natives.lift import NotKnown, known, to_bytes
from xref.golang.values import ArrayVal, MapVal, Nil, Scalar, StructVal, Value


def sort_key(v: Value) -> Any:
    """A Python key that orders like Go's ``cmp.Compare``: NaN first, strings by bytes.

    :raises NotKnown: for values that Go orders by their address, or not at all.
    """
    known(v)
    if isinstance(v, Scalar):
        x = v.v
        if isinstance(x, str):
            return to_bytes(x)
        if isinstance(x, complex):
            return _number(x.real), _number(x.imag)
        return _number(x)
    if isinstance(v, ArrayVal):
        return tuple(sort_key(e) for e in v.elems)
    if isinstance(v, StructVal) and None not in v.fields:
        return tuple(sort_key(e) for e in v.fields if e is not None)
    raise NotKnown(f"the order of {v.t} is not known", v.o)


def _number(x: Any) -> tuple[bool, Any]:
    return (x == x, x if x == x else 0)


def entries(m: MapVal) -> list[tuple[Value, Value]]:
    """A map's entries in the order of their keys; a nil key of an interface type comes first.

    :raises NotKnown: where keys are of several types, since Go then orders by addresses.
    """
    if m.unknown is not None:
        raise NotKnown(m.unknown.reason, m.unknown.o)
    pairs = list((m.entries or {}).values())
    if len(pairs) < 2:
        return pairs
    nils = [p for p in pairs if isinstance(p[0], Nil)]
    rest = [p for p in pairs if not isinstance(p[0], Nil)]
    if len({id(k.t) for k, _ in rest}) > 1 or len(nils) > 1:
        raise NotKnown("the order of a map's keys of several types is not known", m.o)
    return nils + sorted(rest, key=lambda p: sort_key(p[0]))
