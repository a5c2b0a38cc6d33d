"""Prints whole Values under one verb, as package ``fmt`` does.

Between ``verbs`` (single basic values) and ``printf`` (formats). Appends to ``out``; raises
:class:`NotKnown` where the text depends on anything unknown, an address for one.
"""

from __future__ import annotations

from xref.golang import types as T
from xref.golang.natives import verbs
from xref.golang.natives.lift import NotKnown, canonical, kind, known
from xref.golang.natives.ordering import entries
from xref.golang.natives.protocol import GoPanic, Machine
from xref.golang.natives.state import STATE, State
from xref.golang.natives.typetext import type_text
from xref.golang.natives.verbs import Flags
from xref.golang.types import Type
from xref.golang.values import (
    ArrayVal,
    FuncVal,
    MapVal,
    NativeObject,
    Nil,
    Origins,
    Ptr,
    Scalar,
    SliceVal,
    StructVal,
    Value,
    integer,
    join,
)

# How a value was reached: freely, as an embedded unexported field, through an unexported field.
# Go calls no methods of values that were reached in the latter two ways.
_FREE, _EMBEDDED, _STICKY = 0, 1, 2
_MOST_VALUES = 100_000
_MOST_PIECES = 1_000_000
_POINTED = frozenset(("array", "slice", "struct", "map"))
_METHODLESS = (T.Basic, T.Slice, T.Array, T.Map, T.Func, T.Chan)


def is_nil_interface(v: Value, declared: Type | None = None) -> bool:
    """Whether ``v`` is the nil of an interface type."""
    if not isinstance(v, Nil):
        return False
    t = v.t or declared
    return t is None or T.is_interface(t)


class Printer:
    """What one call of ``fmt`` prints: ``out`` the pieces, ``o`` their provenance."""

    def __init__(self, machine: Machine) -> None:
        self.machine = machine
        self.out: list[str] = []
        self.f = Flags()
        self.o: Origins = ()
        self.erroring = False
        self.wraps = False
        self.panicking = False
        self.wrapped: list[int] = []
        self.count = 0

    def text(self) -> str:
        return canonical("".join(self.out))

    def bad_verb(self, verb: str, v: Value | None, whole: bool = True) -> None:
        """``%!verb(type=value)``; ``whole``: the value is an argument, not a part of one."""
        self.erroring = True
        if v is None or is_nil_interface(v):
            self.out.append(f"%!{verb}(<nil>)")
        else:
            self.out.append(f"%!{verb}({type_text(v.t)}=")
            if whole:
                self.argument(v, "v")
            else:
                self.value(v, v.t, "v", 0, _FREE)
            self.out.append(")")
        self.erroring = False

    def argument(self, v: Value, verb: str) -> None:
        """Print one argument."""
        self.o = join(self.o, known(v).o)
        if is_nil_interface(v):
            if verb in "Tv":
                self.out.append(verbs.pad(self.f, "<nil>"))
            else:
                self.bad_verb(verb, v)
        elif verb == "T":
            self.out.append(verbs.plain_string(self.f, type_text(v.t)))
        elif verb == "p":
            self._pointer(v, verb)
        elif isinstance(v, SliceVal) and v.t is T.BYTES:
            self._bytes(v, v.items(), verb, "[]byte")
        elif type(v.t) is T.Basic or not self._by_method(v, verb, v.t):
            self.value(v, v.t, verb, 0, _FREE)

    def value(self, v: Value, declared: Type | None, verb: str, depth: int, reach: int) -> None:
        """Print a value by its structure; ``depth`` 0 is an argument itself."""
        self.count += 1
        if self.count > _MOST_VALUES or len(self.out) > _MOST_PIECES:
            raise NotKnown("a text of very many values")
        self.o = join(self.o, known(v).o)
        if depth > 0 and reach == _FREE and self._by_method(v, verb, declared):
            return
        if is_nil_interface(v, declared):
            if self.f.sharp_v:
                self.out.append(f"{type_text(v.t or declared)}(nil)")
            else:
                self.out.append("<nil>")
        elif isinstance(v, Scalar):
            self._scalar(v, verb)
        elif isinstance(v, MapVal):
            self._map(v, verb, depth, reach)
        elif isinstance(v, StructVal):
            self._struct(v, verb, depth, reach)
        elif isinstance(v, SliceVal | ArrayVal):
            self._sequence(v, verb, depth, reach)
        elif isinstance(v, Ptr) and depth == 0 and self._pointed(v, verb, reach):
            return
        elif isinstance(v, NativeObject) and not isinstance(v.t, T.Pointer):
            raise NotKnown(f"the contents of {v.t} are not known", v.o)
        elif isinstance(v, FuncVal):
            raise NotKnown("the address of a function is not known", v.o)
        else:
            self._pointer(v if v.t is not None else Nil(declared, v.o), verb)

    def _scalar(self, v: Scalar, verb: str) -> None:
        base = v.t.under
        text: str | None
        if isinstance(v.v, bool):
            text = verbs.boolean(self.f, v.v) if verb in "tv" else None
        elif isinstance(v.v, str):
            text = verbs.string(self.f, canonical(v.v), verb)
        elif base.kind in T.FLOATS:
            text = verbs.floating(self.f, float(v.v), 32 if base.kind == "float32" else 64, verb)
        elif base.kind in T.COMPLEXES:
            bits = 64 if base.kind == "complex64" else 128
            text = verbs.complex_number(self.f, complex(v.v), bits, verb)
        elif isinstance(base, T.Basic) and (base.bits or base.untyped):
            signed = base.signed or base.untyped
            text = verbs.number(self.f, int(v.v), signed, verb)
        else:
            raise NotKnown(f"the type {v.t} is not known", v.o)
        if text is None:
            self.bad_verb(verb, v)
        else:
            self.out.append(text)

    def _by_method(self, v: Value, verb: str, declared: Type | None) -> bool:
        """Print by Format, GoString, Error or String, if the value has the one that applies."""
        if self.erroring:
            return False
        if isinstance(v.t, _METHODLESS) or is_nil_interface(v, declared):
            if verb == "w":
                self.bad_verb(verb, v)
            return verb == "w"
        v = Nil(declared, v.o) if v.t is None else v
        if verb == "w":
            if not self.wraps or self._method(v, "Error") is None:
                self.bad_verb(verb, v)
                return True
            verb = "v"
        format_method = self.machine.method(v, "Format")
        if format_method is not None and self._is_formatter(format_method):
            self._run(format_method, v, verb, "Format")
            return True
        names = ("GoString",) if self.f.sharp_v else ("Error", "String") if verb in "vsxXq" else ()
        for name in names:
            method = self._method(v, name)
            if method is not None:
                self._run(method, v, verb, name)
                return True
        return False

    def _method(self, v: Value, name: str) -> FuncVal | None:
        """The value's method, if it takes nothing and gives a string."""
        method = self.machine.method(v, name)
        t = method.t if method is not None else None
        if isinstance(t, T.Func) and (t.params or t.results != (T.STRING,)):
            return None
        return method

    @staticmethod
    def _is_formatter(method: FuncVal) -> bool:
        if not isinstance(method.t, T.Func):
            return True
        params = method.t.params
        return len(params) == 2 and str(params[0]) == "fmt.State" and params[1] is T.INT32

    def _run(self, method: FuncVal, v: Value, verb: str, name: str) -> None:
        try:
            if name == "Format":
                state = NativeObject(STATE, State(self.f, self.out))
                done = self.machine.call(method, [state, Scalar(ord(verb), T.INT32)])
                if done is not None:
                    known(done)
                return
            given = known(self.machine.call(method, []))
        except GoPanic as e:
            self._panicked(e, v, verb, name)
            return
        if not isinstance(given, Scalar):
            raise NotKnown(f"{name} of {v.t} gave no string", given.o)
        self.o = join(self.o, given.o)
        s = canonical(given.v)
        plain = name == "GoString"
        text = verbs.plain_string(self.f, s) if plain else verbs.string(self.f, s, verb)
        self.out.append(text or "")

    def _panicked(self, e: GoPanic, v: Value, verb: str, name: str) -> None:
        if isinstance(v, Nil) and kind(v) == "ptr":
            self.out.append("<nil>")
            return
        if self.panicking:
            raise e
        flags, self.f = self.f, Flags()
        self.out.append(f"%!{verb}(PANIC={name} method: ")
        self.panicking = True
        self.argument(e.value, "v")
        self.panicking = False
        self.out.append(")")
        self.f = flags

    def _bytes(self, v: Value, items: list[Value], verb: str, type_name: str) -> None:
        """A slice or an array of bytes."""
        octets = []
        for item in items:
            self.o = join(self.o, known(item).o)
            octets.append(int(item.v))  # type: ignore[attr-defined]
        b = bytes(octets)
        if verb in "vd" and self.f.sharp_v:
            if isinstance(v, SliceVal) and v.backing is None:
                self.out.append(type_name + "(nil)")
                return
            inner = ", ".join(verbs.integer(self.f, c, 16, "v", True) for c in b)
            self.out.append(f"{type_name}{{{inner}}}")
        elif verb in "vd":
            inner = " ".join(verbs.integer(self.f, c, 10, verb) for c in b)
            self.out.append(f"[{inner}]")
        elif verb in "sqxX":
            self.out.append(verbs.string(self.f, b.decode("utf-8", "surrogateescape"), verb) or "")
        else:
            self.value(v, v.t, verb, 0, _FREE)

    def _join(self, i: int) -> None:
        if i:
            self.out.append(", " if self.f.sharp_v else " ")

    def _sequence(self, v: SliceVal | ArrayVal, verb: str, depth: int, reach: int) -> None:
        items = v.items() if isinstance(v, SliceVal) else v.elems
        elem: Type = v.t.under.elem  # type: ignore[attr-defined]
        if verb in "sqxX" and elem.under is T.UINT8:
            self._bytes(v, items, verb, type_text(v.t))
            return
        if self.f.sharp_v:
            self.out.append(type_text(v.t))
            if isinstance(v, SliceVal) and v.backing is None:
                self.out.append("(nil)")
                return
        self.out.append("{" if self.f.sharp_v else "[")
        for i, item in enumerate(items):
            self._join(i)
            self.value(item, elem, verb, depth + 1, _STICKY if reach else _FREE)
        self.out.append("}" if self.f.sharp_v else "]")

    def _map(self, v: MapVal, verb: str, depth: int, reach: int) -> None:
        t = v.t.under
        assert isinstance(t, T.Map)
        if self.f.sharp_v and v.entries is None and v.unknown is None:
            self.out.append(type_text(v.t) + "(nil)")
            return
        self.out.append(type_text(v.t) + "{" if self.f.sharp_v else "map[")
        pairs = entries(v)
        inner = _STICKY if reach else _FREE
        for i, (key, item) in enumerate(pairs):
            self._join(i)
            self.value(key, t.key, verb, depth + 1, inner)
            self.out.append(":")
            self.value(item, t.elem, verb, depth + 1, inner)
        self.out.append("}" if self.f.sharp_v else "]")

    def _struct(self, v: StructVal, verb: str, depth: int, reach: int) -> None:
        t = v.t.under
        if not isinstance(t, T.Struct):
            raise NotKnown(f"the fields of {v.t} are not known", v.o)
        self.out.append(type_text(v.t) + "{" if self.f.sharp_v else "{")
        for i, field in enumerate(t.fields):
            self._join(i)
            if self.f.plus_v or self.f.sharp_v:
                self.out.append(field.name + ":")
            inner = _STICKY if reach == _STICKY else _FREE
            if not field.name[:1].isupper():
                inner = max(inner, _EMBEDDED if field.embedded else _STICKY)
            self.value(self.machine.field(v, i), field.type, verb, depth + 1, inner)
        self.out.append("}")

    def _pointed(self, v: Ptr, verb: str, reach: int) -> bool:
        """Print ``&`` and what an argument points to, if that is of a composite type."""
        target = self.machine.load(v)
        if kind(known(target)) not in _POINTED or isinstance(target, Nil | NativeObject):
            return False
        t = v.t.under if v.t is not None else None
        if isinstance(t, T.Pointer) and T.is_interface(t.elem):
            return False
        self.out.append("&")
        self.value(target, target.t, verb, 1, reach)
        return True

    def _pointer(self, v: Value, verb: str) -> None:
        """A pointer, function, channel, or under %p a map or slice: nil, or not known."""
        if isinstance(v, Scalar | StructVal | ArrayVal):
            self.bad_verb(verb, v)
            return
        nil = isinstance(v, Nil) or (isinstance(v, SliceVal) and v.backing is None)
        nil = nil or (isinstance(v, MapVal) and v.entries is None)
        if verb not in "vpbodxX":
            self.bad_verb(verb, v, whole=False)
        elif not nil:
            raise NotKnown("the address of a value is not known", v.o)
        elif verb == "v":
            text = f"({type_text(v.t)})(nil)" if self.f.sharp_v else verbs.pad(self.f, "<nil>")
            self.out.append(text)
        elif verb == "p":
            self.out.append(verbs.integer(self.f, 0, 16, "v", not self.f.sharp))
        else:
            self.out.append(verbs.number(self.f, 0, False, verb) or "")


def count(text: str) -> Value:
    """The number of bytes printed."""
    return integer(len(text.encode("utf-8", "surrogateescape")))
