"""Places and what is stored in them: zero values, copies, pointers, fields, map keys.

Part of the interpreter. Go's structs and arrays are values: whoever stores one stores a copy
(:func:`fit`), and a place that holds one keeps the same object for ever and is overwritten in
place (:func:`replace`), so that pointers into it stay good.
"""

from __future__ import annotations

from typing import Any

from xref.golang import types as T
from xref.golang.operators import represent
from xref.golang.types import Type
from xref.golang.values import (
    NIL,
    ArrayVal,
    Cell,
    FuncVal,
    MapVal,
    Nil,
    Origins,
    Ptr,
    Scalar,
    SliceVal,
    StructVal,
    Unknown,
    Value,
    decisive,
    join,
)

_ZEROS: dict[str, Any] = {"bool": False, "string": ""}
_MOST_ELEMENTS = 1_000_000
_DEEPEST_ARRAY = 50


def zero(t: Type, o: Origins = ()) -> Value:
    """The zero value of ``t``."""
    under = t.under
    kind = under.kind
    if type(under) is T.Basic:
        if kind in T.FLOATS:
            return Scalar(0.0, t, o)
        return Scalar(_ZEROS.get(kind, 0), t, o)
    if kind == "struct":
        return StructVal(t, [None] * len(under.fields), o)  # type: ignore[attr-defined]
    if kind == "slice":
        return SliceVal(t, None, o=o)
    if kind == "map":
        return MapVal(t, None, o)
    if kind == "array":
        length, elem = under.length, under.elem  # type: ignore[attr-defined]
        elems = zeros(elem, length, o)
        return ArrayVal(t, elems, o) if elems is not None else Unknown(f"a {t} is too large")
    if kind == "interface":
        return Nil(None, o)
    if kind in ("unresolved", "typeparam"):
        return Unknown(getattr(under, "reason", f"zero value of the type parameter {under}"))
    return Nil(t, o)


def zeros(elem: Type, count: int, o: Origins = ()) -> list[Value] | None:
    """``count`` zero values; None if that were more than can be meant."""
    if not 0 <= count * _places(elem) <= _MOST_ELEMENTS:
        return None
    if elem.under.kind in ("struct", "array"):
        return [zero(elem, o) for _ in range(count)]
    return [zero(elem, o)] * count  # what is immutable can be shared


def _places(t: Type) -> int:
    """How many places a zero value of the type has that are made at once."""
    found = 1
    for _ in range(_DEEPEST_ARRAY):
        if t.under.kind != "array" or found > _MOST_ELEMENTS:
            return found
        found *= max(1, t.under.length)  # type: ignore[attr-defined]
        t = t.under.elem  # type: ignore[attr-defined]
    return _MOST_ELEMENTS + 1


def field(s: StructVal, i: int) -> Value:
    """The struct's field of that index, made if nothing has looked at it yet."""
    v = s.fields[i]
    if v is None:
        v = s.fields[i] = zero(s.t.under.fields[i].type, s.o)  # type: ignore[attr-defined]
    return v


def copy(v: Value) -> Value:
    """``v`` as a value of its own: a new object for structs and arrays, else itself."""
    if type(v) is StructVal:
        fields = [copy(f) if type(f) is StructVal or type(f) is ArrayVal else f for f in v.fields]
        weighty = decisive(v.o)
        if weighty:
            fields = [taint(f, weighty) if f is not None else None for f in fields]
        return StructVal(v.t, fields, v.o)
    if type(v) is ArrayVal:
        return ArrayVal(v.t, [copy(e) for e in v.elems], v.o)
    return v


def fit(v: Value, t: Type | None) -> Value:
    """``v`` as it is stored in a place of type ``t`` (None: one of inferred type)."""
    kind = type(v)
    if kind is Scalar:
        have: Any = v.t
        if have is t:
            return v
        if type(have) is T.Basic and have.untyped:
            return _fit_constant(v, have, t)  # type: ignore[arg-type]
        return v
    if kind is StructVal or kind is ArrayVal:
        v = copy(v)
        if t is not None and v.t is not t and type(t) is T.Named and not T.is_interface(t):
            v.t = t
        return v
    if t is None or kind is Unknown:
        return v
    if kind is Nil:
        return _fit_nil(v, t)
    if v.t is t:
        return v
    if type(t) is T.Named or type(v.t) is T.Named:
        return _retag(v, t)
    return v


def _fit_constant(v: Scalar, have: T.Basic, t: Type | None) -> Value:
    if t is None:
        return represent(v, T.BASIC[have.kind])
    under = t.under
    if type(under) is T.Basic:
        return represent(v, t)
    return represent(v, T.BASIC[have.kind])


def _fit_nil(v: Value, t: Type) -> Value:
    if v.t is not None and T.is_interface(v.t):
        v = NIL if not v.o else Nil(None, v.o)  # natives' nil errors
    if v.t is not None:
        if T.is_interface(t):
            return Nil(v.t, v.o, boxed=True)
        return Nil(t if type(t) is T.Named else v.t, v.o)
    kind = t.under.kind
    if kind == "slice":
        return SliceVal(t, None, o=v.o)
    if kind == "map":
        return MapVal(t, None, v.o)
    if kind == "interface":
        return v
    return Nil(t, v.o)


def _retag(v: Value, t: Type) -> Value:
    """``v``, of an unnamed type, in a place of the named type ``t`` that lies over it, or back."""
    kind = t.under.kind
    if kind == "interface" or kind == "unresolved":
        return v
    if type(v) is SliceVal and kind == "slice":
        return SliceVal(t, v.backing, v.start, v.length, v.cap, v.o)
    if type(v) is MapVal and kind == "map":
        return retype_map(v, t)
    if type(v) is FuncVal and kind == "func":
        return FuncVal(t, v.call, v.name, v.native, v.captured, v.o)
    return v


def retype_map(v: MapVal, t: Type) -> MapVal:
    """The same map, as a value of the type ``t``."""
    return MapVal(t, v.entries, v.o)


def replace(old: Value | None, new: Value) -> Value:
    """What a place that holds ``old`` holds once ``new`` (already fitted) is stored there."""
    if type(old) is StructVal and type(new) is StructVal and len(old.fields) == len(new.fields):
        old.fields[:] = [
            replace(a, b) if b is not None else None
            for a, b in zip(old.fields, new.fields, strict=True)
        ]
        old.t = new.t
        old.o = new.o
        return old
    if type(old) is ArrayVal and type(new) is ArrayVal and len(old.elems) == len(new.elems):
        old.elems[:] = [replace(a, b) for a, b in zip(old.elems, new.elems, strict=True)]
        return old
    return new


def assign(cell: Cell, v: Value) -> None:
    """Store ``v`` in a variable."""
    old = cell.v
    t = cell.t
    if t is None and old is not None and old.t is not None:
        # An inferred variable has the type of what it was first given.
        t = old.t if type(v) is Nil or (type(old) is Scalar and type(v) is Scalar) else None
    new = fit(v, t)
    cell.v = new if type(new) is Scalar else replace(old, new)


def load(p: Ptr) -> Value:
    """What ``p`` points to."""
    holder, index = p.holder, p.index
    v: Value
    if index is not None:
        v = holder[index]
    elif type(holder) is Cell:
        v = holder.v
    else:
        v = holder
    elem = p.t.under.elem  # type: ignore[attr-defined]
    if p.at is not None and v.t is not elem:
        v = _viewed(v, elem)
    if not p.o:
        return v
    # A struct stays where it is: what is read through the pointer hangs on ``p.o`` as well.
    if type(v) is StructVal:
        return StructVal(v.t, v.fields, join(v.o, p.o))
    if type(v) is ArrayVal:
        return ArrayVal(v.t, v.elems, join(v.o, p.o))
    return taint(v, p.o)


def _viewed(v: Value, t: Type) -> Value:
    """``v`` seen through a pointer of another type: the same storage under ``t``."""
    if type(v) is Scalar:
        return Scalar(v.v, t, v.o)
    if type(v) is StructVal:
        return StructVal(t, v.fields, v.o)
    return _retag(v, t)


def store(p: Ptr, v: Value) -> None:
    """Store ``v`` where ``p`` points."""
    holder, index = p.holder, p.index
    t = p.at or p.t.under.elem  # type: ignore[attr-defined]
    new = fit(v, t)
    if p.at is not None and type(new) is Scalar and new.t is not t:
        new = Scalar(new.v, t, new.o)
    if index is not None:
        holder[index] = replace(holder[index], new)
    elif type(holder) is Cell:
        holder.v = replace(holder.v, new)
    elif type(new) is Unknown:
        forget_inside(holder, new)
    else:
        replace(holder, new)


def forget_inside(v: Value, unknown: Unknown) -> None:
    """Every part of a struct or an array becomes unknown; the object stays."""
    if type(v) is StructVal:
        v.fields[:] = [_forgotten(f, unknown) for f in v.fields]
    elif type(v) is ArrayVal:
        v.elems[:] = [_forgotten(e, unknown) for e in v.elems]


def _forgotten(v: Value | None, unknown: Unknown) -> Value:
    if type(v) is StructVal or type(v) is ArrayVal:
        forget_inside(v, unknown)
        return v
    return unknown


def taint(v: Value, o: Origins) -> Value:
    """``v``, which now also depends on the places ``o``."""
    kind = type(v)
    if kind is Scalar:
        return Scalar(v.v, v.t, join(v.o, o))  # type: ignore[attr-defined, arg-type]
    if kind is Ptr:
        return Ptr(v.t, v.holder, v.index, v.at, join(v.o, o))  # type: ignore[attr-defined, arg-type]
    if kind is SliceVal:
        return SliceVal(v.t, v.backing, v.start, v.length, v.cap, join(v.o, o))  # type: ignore[attr-defined, arg-type]
    if kind is MapVal:
        made = retype_map(v, v.t)  # type: ignore[arg-type]
        made.o = join(v.o, o)
        return made
    if kind is FuncVal:
        return FuncVal(v.t, v.call, v.name, v.native, v.captured, join(v.o, o))  # type: ignore[attr-defined]
    if kind is Nil:
        return Nil(v.t, join(v.o, o), v.boxed)  # type: ignore[attr-defined]
    if kind is StructVal:
        fields = [taint(f, o) if f is not None else None for f in v.fields]  # type: ignore[attr-defined]
        return StructVal(v.t, fields, join(v.o, o))  # type: ignore[arg-type]
    return v


def key_of(v: Value) -> Any:
    """A hashable form of a map key; None if the key is not known."""
    if type(v) is Scalar:
        return (v.t, v.v)
    if type(v) is Ptr:
        return (id(v.holder), v.index)
    if type(v) is StructVal:
        parts = tuple(key_of(field(v, i)) for i in range(len(v.fields)))
        return None if None in parts else (v.t, parts)
    if type(v) is ArrayVal:
        parts = tuple(map(key_of, v.elems))
        return None if None in parts else (v.t, parts)
    if type(v) is Nil:
        return (None, None)
    if type(v) is Unknown:
        return None
    return id(v)


def provenance(v: Value, depth: int = 3) -> Origins:
    """Where ``v`` and what it holds come from."""
    o = v.o
    if depth == 0:
        return o
    parts: list[Value | None] = []
    if type(v) is SliceVal:
        parts = list(v.items())
    elif type(v) is StructVal:
        parts = list(v.fields)
    elif type(v) is ArrayVal:
        parts = list(v.elems)
    elif type(v) is MapVal and v.entries:
        parts = [x for entry in v.entries.values() for x in entry]
    for part in parts[:64]:
        if part is not None:
            o = join(o, provenance(part, depth - 1))
    return o
