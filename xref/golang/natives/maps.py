"""The generic package ``maps``.

The slices and iterators of Keys and Values have no order in Go. As ``golang.org/x/exp/maps``
gives slices, these do so too, in the order of insertion; with several entries their elements'
order is an assumption, and their provenance says so.
"""

from __future__ import annotations

from collections.abc import Callable

from xref.golang import types as T
from xref.golang.natives.equality import equal
from xref.golang.natives.lift import NotKnown, Table, known, origins
from xref.golang.natives.protocol import Machine, Result
from xref.golang.values import ASSUMPTION, Entries, MapVal, SliceVal, Value, boolean, join

STANDARD = Table("maps")
EXPERIMENTAL = Table("golang.org/x/exp/maps")


def _map(v: Value) -> MapVal:
    if isinstance(known(v), MapVal):
        if v.unknown is not None:  # type: ignore[attr-defined]
            raise NotKnown("", v.unknown.o)  # type: ignore[attr-defined]
        return v  # type: ignore[return-value]
    raise NotKnown("", v.o)


def _listed(which: int) -> Callable[[Machine, list[Value]], Result]:
    def call(m: Machine, args: list[Value]) -> Result:
        found = _map(args[0])
        t = found.t.under
        assert isinstance(t, T.Map)
        o = origins(found)
        items = [pair[which] for pair in (found.entries or {}).values()]
        if len(items) > 1:
            o = join(o, ((ASSUMPTION, *m.place(), "the order of a map's entries"),))
        return SliceVal(T.slice_of((t.key, t.elem)[which]), items, o=o)

    return call


EXPERIMENTAL.add("Keys")(_listed(0))
EXPERIMENTAL.add("Values")(_listed(1))
STANDARD.unknown(1, "is an iterator, which is not modelled", "Keys", "Values", "All", "Collect")

for _table in (STANDARD, EXPERIMENTAL):

    @_table.add("Clone")
    def _clone(m: Machine, args: list[Value]) -> Result:
        found = _map(args[0])
        return MapVal(found.t, None if found.entries is None else Entries(found.entries), found.o)

    @_table.add("Equal")
    def _equal(m: Machine, args: list[Value]) -> Result:
        a, b = _map(args[0]), _map(args[1])
        left, right = a.entries or Entries(), b.entries or Entries()
        same = left.keys() == right.keys() and all(
            equal(m, v, right[k][1]) for k, (_, v) in left.items()
        )
        return boolean(same, join(origins(a), origins(b)))

    @_table.add("Copy", results=0, pure=False)
    def _copy(m: Machine, args: list[Value]) -> Result:
        target, source = _map(args[0]), _map(args[1])
        if target.entries is not None:
            target.entries.update(source.entries or {})
        elif source.entries:
            m.panic(m.error("assignment to entry in nil map", args[0].o))
        return ()
