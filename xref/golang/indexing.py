"""``x[i]`` and ``x[a:b:c]``. Part of the interpreter."""

from __future__ import annotations

from typing import Any

from xref.golang import types as T
from xref.golang.expressions import Expr, expression, unknown
from xref.golang.memory import copy, fit, key_of, load, taint, zero
from xref.golang.places import element_at
from xref.golang.scope import Scope
from xref.golang.values import (
    ArrayVal,
    Entries,
    MapVal,
    Nil,
    Ptr,
    Scalar,
    SliceVal,
    Unknown,
    Value,
    decisive,
    join,
)


def index(node: Any, sc: Scope) -> Expr:
    """The closure that evaluates an index expression (or names an instance of a function)."""
    from xref.golang.calls import generic_instance

    instance = generic_instance(node, sc)
    if instance is not None:
        return instance
    operand = node.child_by_field_name("operand")
    at = node.child_by_field_name("index")
    if at is None:
        return unknown("an index expression without an index", node, sc)
    base, key = expression(operand, sc), expression(at, sc)

    def get(fr: list[Any]) -> Value:
        return element(fr[0], base(fr), key(fr))[0]

    return get


def pair(node: Any, sc: Scope) -> Expr:
    """``v, ok := m[k]``: the closure that yields both."""
    base = expression(node.child_by_field_name("operand"), sc)
    key = expression(node.child_by_field_name("index"), sc)
    return lambda fr: element(fr[0], base(fr), key(fr))


def element(m: Any, v: Value, i: Value) -> tuple[Value, Value]:
    """``v[i]`` and whether it is there."""
    if type(v) is Ptr:
        v = load(v)
    if type(v) is MapVal:
        return _entry(v, i)
    if type(v) is Unknown:
        return v, v
    if type(i) is not Scalar:
        lost = Unknown("an element whose index is not known", o=i.o, may=(v,))
        return lost, lost
    there = Scalar(True, T.BOOL, i.o)
    if type(v) is Scalar:
        # A Go string is indexed by bytes; where all are ASCII the characters are the bytes.
        data: Any = v.v if v.v.isascii() else v.v.encode("utf-8", "surrogateescape")
        if not 0 <= i.v < len(data):
            text = f"runtime error: index out of range [{i.v}] with length {len(data)}"
            raise m.panic_text(text)
        byte = data[i.v]
        return Scalar(byte if type(byte) is int else ord(byte), T.UINT8, join(v.o, i.o)), there
    if type(v) is SliceVal or type(v) is ArrayVal:
        backing, at = element_at(m, v, i.v)
        found = backing[at]
        weighty = decisive(v.o) or decisive(i.o)
        return (taint(found, weighty) if weighty else found), there
    if type(v) is Nil:
        raise m.nil_dereference()
    lost = Unknown(f"an element of a value of type {v.t}", o=v.o)
    return lost, lost


def _entry(v: MapVal, k: Value) -> tuple[Value, Value]:
    if v.unknown is not None:
        return v.unknown, v.unknown
    t: Any = v.t.under
    k = fit(k, t.key)
    key = key_of(k)
    if key is None:
        lost = Unknown("a map entry whose key is not known", o=k.o, may=(v,))
        return lost, lost
    found = v.entries.get(key) if v.entries else None
    weighty = join(decisive(k.o), decisive(v.o))
    if found is None:
        if type(v.entries) is Entries and v.entries.open is not None:
            return v.entries.open, v.entries.open
        weighty = join(weighty, v.doubt)
        return zero(t.elem, join(v.o, weighty)), Scalar(False, T.BOOL, weighty)
    weighty = join(weighty, decisive(found[0].o))
    value = taint(found[1], weighty) if weighty else found[1]
    return copy(value), Scalar(True, T.BOOL, weighty)


def slice_expression(node: Any, sc: Scope) -> Expr:
    """The closure that evaluates ``x[a:b:c]``."""
    base = expression(node.child_by_field_name("operand"), sc)
    bounds = []
    for name in ("start", "end", "capacity"):
        bound = node.child_by_field_name(name)
        bounds.append(expression(bound, sc) if bound is not None else None)

    def get(fr: list[Any]) -> Value:
        v = base(fr)
        given = [b(fr) if b is not None else None for b in bounds]
        return sliced(fr[0], v, given)

    return get


def sliced(m: Any, v: Value, given: list[Value | None]) -> Value:
    """``v[a:b:c]`` with bounds that may be left out (None)."""
    if type(v) is Ptr:
        v = load(v)
    for bound in given:
        if bound is not None and type(bound) is not Scalar:
            return Unknown("a slice whose bounds are not known", o=bound.o, may=(v,))
    a, b, c = (x.v if x is not None else None for x in given)  # type: ignore[attr-defined]
    if type(v) is Scalar:
        data = v.v.encode("utf-8", "surrogateescape")
        low, high = a or 0, len(data) if b is None else b
        if not 0 <= low <= high <= len(data):
            raise m.panic_text(f"runtime error: slice bounds out of range [{low}:{high}]")
        return Scalar(data[low:high].decode("utf-8", "surrogateescape"), v.t, v.o)
    if type(v) is ArrayVal:
        v = SliceVal(T.slice_of(v.t.under.elem), v.elems, o=v.o)  # type: ignore[attr-defined]
    if type(v) is not SliceVal:
        return v if type(v) is Unknown else Unknown("a slice of no slice", o=v.o)
    low, high = a or 0, v.length if b is None else b
    most = v.cap if c is None else c
    if not 0 <= low <= high <= most <= v.cap:
        raise m.panic_text(f"runtime error: slice bounds out of range [{low}:{high}]")
    if v.backing is None:
        return v
    return SliceVal(v.t, v.backing, v.start + low, high - low, most - low, v.o)
