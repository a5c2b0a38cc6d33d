"""What depends on a value's dynamic type: conversions and type assertions.

Part of the interpreter.
"""

from __future__ import annotations

from collections.abc import MutableSequence
from typing import Any

from xref.golang import operators
from xref.golang import types as T
from xref.golang.lookup import implements
from xref.golang.memory import copy, fit, retype_map, zero
from xref.golang.types import Type
from xref.golang.values import (
    ArrayVal,
    FuncVal,
    MapVal,
    NativeObject,
    Nil,
    Ptr,
    Scalar,
    SliceVal,
    StructVal,
    Unknown,
    Value,
    join,
)


def convert(m: Any, v: Value, t: Type) -> Value:
    """The conversion ``t(v)``."""
    kind = type(v)
    if kind is Unknown:
        return v
    under: Any = t.under
    if kind is Scalar:
        return _convert_scalar(v, t, under)  # type: ignore[arg-type]
    if kind is Nil:
        return fit(v if v.t is None else Nil(None, v.o), t)
    if under.kind == "interface":
        return v
    if kind is SliceVal:
        return _convert_slice(m, v, t, under)  # type: ignore[arg-type]
    if kind is MapVal and under.kind == "map":
        return retype_map(v, t)  # type: ignore[arg-type]
    if kind is FuncVal:
        return FuncVal(t, v.call, v.name, v.native, v.captured, v.o)  # type: ignore[attr-defined]
    if kind is StructVal and under.kind == "struct":
        return StructVal(t, list(v.fields), v.o)  # type: ignore[attr-defined]
    if kind is ArrayVal and under.kind == "array":
        return ArrayVal(t, list(v.elems), v.o)  # type: ignore[attr-defined]
    if kind is Ptr and under.kind == "ptr":
        return _convert_pointer(v, t)  # type: ignore[arg-type]
    if kind is NativeObject:
        return v
    return Unknown(f"a conversion to {t}", o=v.o, may=(v,))


def _convert_pointer(v: Ptr, t: Any) -> Value:
    at = v.at or v.t.under.elem  # type: ignore[attr-defined]
    if at is t.under.elem:
        return Ptr(t, v.holder, v.index, None, v.o)
    return Ptr(t, v.holder, v.index, at, v.o)


def _convert_scalar(v: Scalar, t: Type, under: Any) -> Value:
    if type(under) is T.Basic:
        return operators.convert_scalar(v, t, under)
    if under.kind == "slice" and isinstance(v.v, str):
        elem = under.elem
        if elem.under.kind == "uint8":
            data = v.v.encode("utf-8", "surrogateescape")
            # Scalars are immutable: one for each byte value serves however long the text is.
            made = {b: Scalar(b, elem, v.o) for b in set(data)}
            return SliceVal(t, [made[b] for b in data], o=v.o)
        runes = v.v.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
        return SliceVal(t, [Scalar(ord(c), elem, v.o) for c in runes], o=v.o)
    if under.kind == "interface":
        return fit(v, T.ANY)
    return Unknown(f"a conversion to {t}", o=v.o)


def _convert_slice(m: Any, v: SliceVal, t: Type, under: Any) -> Value:
    if under.kind == "slice":
        return SliceVal(t, v.backing, v.start, v.length, v.cap, v.o)
    if under.kind == "array":
        return _slice_to_array(m, v, t, under)
    if under.kind == "ptr" and under.elem.under.kind == "array":
        return _slice_to_array_pointer(m, v, t, under.elem)
    if under.kind != "string":
        return Unknown(f"a conversion to {t}", o=v.o, may=(v,))
    items = v.items()
    o = v.o
    for item in items:
        if type(item) is not Scalar:
            return Unknown("text of which a part is not known", o=item.o)
        o = join(o, item.o)
    numbers = [item.v for item in items]  # type: ignore[attr-defined]
    if v.t.under.elem.under.kind == "uint8":  # type: ignore[attr-defined]
        return Scalar(bytes(numbers).decode("utf-8", "surrogateescape"), t, o)
    return Scalar("".join(map(chr, numbers)), t, o)


def _slice_to_array(m: Any, v: SliceVal, t: Type, under: Any) -> Value:
    if v.length < under.length:
        text = (
            f"runtime error: cannot convert slice with length {v.length} to array or pointer "
            f"to array with length {under.length}"
        )
        raise m.panic_text(text)
    return ArrayVal(t, [copy(e) for e in v.items()[: under.length]], v.o)


def _slice_to_array_pointer(m: Any, v: SliceVal, t: Type, array: Any) -> Value:
    """``(*[n]T)(s)``: only where the array can be the slice's whole backing list itself."""
    backing = v.backing
    if v.length < array.under.length:
        _slice_to_array(m, v, array, array.under)  # panics
    if backing is None:
        return Nil(t, v.o)
    window = Window(backing, v.start, array.under.length)
    return Ptr(t, ArrayVal(array, window, v.o), o=v.o)  # type: ignore[arg-type]


class Window(MutableSequence[Any]):
    """The elements of an array that lies within a slice's backing list."""

    __slots__ = ("backing", "length", "start")

    def __init__(self, backing: list[Value], start: int, length: int) -> None:
        self.backing = backing
        self.start = start
        self.length = length

    def __len__(self) -> int:
        return self.length

    def __getitem__(self, i: Any) -> Any:
        if isinstance(i, slice):
            return self.backing[self.start : self.start + self.length][i]
        return self.backing[self.start + range(self.length)[i]]

    def __setitem__(self, i: Any, v: Any) -> None:
        if isinstance(i, slice):
            for at, item in zip(range(self.length)[i], v, strict=True):
                self.backing[self.start + at] = item
        else:
            self.backing[self.start + range(self.length)[i]] = v

    def __delitem__(self, i: Any) -> None:
        raise TypeError("an array keeps its length")

    def insert(self, i: int, v: Any) -> None:
        raise TypeError("an array keeps its length")


def matches(v: Value, t: Type) -> bool | None:
    """Whether the dynamic value is of type ``t``, or implements it; None if that is not known."""
    if type(v) is Unknown:
        return None
    if type(v) is Nil and v.t is None:
        return False
    if type(v) is NativeObject:
        return v.t is t or None
    have = T.default_type(v.t) if v.t is not None else None
    if t.under.kind == "interface":
        return True if t is T.ANY else implements(have, t)
    if have is t:
        return True
    if t.under.kind == "unresolved" and type(t) is not T.Named:
        return None
    return False


def assert_type(m: Any, v: Value, t: Type) -> Value:
    """``v.(t)``, which panics where it does not hold."""
    held = matches(v, t)
    if held:
        return v
    if held is None:
        return v if type(v) is Unknown else Unknown(f"whether a value is a {t}", o=v.o, may=(v,))
    have = "nil" if v.t is None else f"{T.default_type(v.t)}"
    source = "interface {}" if v.t is not None else "interface"
    raise m.panic_text(f"interface conversion: {source} is {have}, not {t}", "newAssertionError")


def assert_pair(m: Any, v: Value, t: Type) -> tuple[Value, Value]:
    """``x, ok := v.(t)``."""
    held = matches(v, t)
    if held is None:
        lost = Unknown(f"whether a value is a {t}", o=v.o, may=(v,))
        return lost, lost
    if held:
        return v, Scalar(True, T.BOOL, v.o)
    return zero(t, v.o), Scalar(False, T.BOOL, v.o)
