"""Turns pure Python functions on plain Python values into natives.

Between the value model and the natives' modules. Lowering: a Go string is a str (canonical), or
bytes where the table is *raw*; numbers are int, float or complex; []byte is bytes; other slices
and arrays are lists; a function is a Python callable; nil is None; all else stays a Value.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from xref.golang import types as T
from xref.golang.natives.protocol import Key, Machine, Native, Result
from xref.golang.types import Type
from xref.golang.values import (
    ArrayVal,
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
    join,
)

Call = Callable[[Machine, list[Value]], Result]


class NotKnown(Exception):
    """A native met something that cannot be known; its results become Unknown.

    ``reason`` is "" where the reason is simply that an argument is unknown.
    """

    def __init__(self, reason: str = "", o: Origins = ()) -> None:
        super().__init__(reason)
        self.reason = reason
        self.o = o


class Panic(Exception):
    """A native panics; ``args[0]`` is the text of the panic's error."""


def to_bytes(s: str) -> bytes:
    """The bytes of a Go string."""
    return s.encode("utf-8", "surrogateescape")


def to_text(b: bytes) -> str:
    """The canonical str of a Go string's bytes."""
    return b.decode("utf-8", "surrogateescape")


def canonical(s: str) -> str:
    """The one str for a Go string; pieces of a split character may have been joined."""
    return s if s.isascii() else to_text(to_bytes(s))


def origins(v: Value) -> Origins:
    """All places that a value and what it holds (pointers excepted) come from."""
    o: Origins = ()
    seen: set[int] = set()
    stack: list[Value | None] = [v]
    while stack:
        at = stack.pop()
        if at is None:
            continue
        o = join(o, at.o)
        if isinstance(at, Scalar) or id(at) in seen:
            continue
        seen.add(id(at))
        if isinstance(at, SliceVal):
            stack.extend(at.items())
        elif isinstance(at, ArrayVal):
            stack.extend(at.elems)
        elif isinstance(at, StructVal):
            stack.extend(at.fields)
        elif isinstance(at, MapVal):
            o = join(join(o, at.doubt), at.unknown.o if at.unknown else ())
            stack.extend(x for pair in (at.entries or {}).values() for x in pair)
    return o


def known(v: Value) -> Value:
    """The value itself.

    :raises NotKnown: if it is unknown.
    """
    if isinstance(v, Unknown):
        raise NotKnown("", v.o)
    return v


def kind(v: Value) -> str:
    """The kind of the type that lies under a value's dynamic type; "" where it has none."""
    return v.t.under.kind if v.t is not None else ""


def number(v: Value) -> int:
    """An integer argument's value.

    :raises NotKnown: if it is no known number.
    """
    if isinstance(known(v), Scalar) and not isinstance(v.v, str):  # type: ignore[attr-defined]
        return int(v.v)  # type: ignore[attr-defined]
    raise NotKnown("", v.o)


def text(v: Value) -> str:
    """A string argument's value, canonical.

    :raises NotKnown: if it is no known string.
    """
    if isinstance(known(v), Scalar) and isinstance(v.v, str):  # type: ignore[attr-defined]
        return canonical(v.v)  # type: ignore[attr-defined]
    raise NotKnown("", v.o)


class Lowering:
    """One call's arguments on their way to Python; gathers the provenance ``o`` on the way."""

    __slots__ = ("machine", "o", "raw")

    def __init__(self, machine: Machine, raw: bool) -> None:
        self.machine = machine
        self.raw = raw
        self.o: Origins = ()

    def lower(self, v: Value) -> Any:
        self.o = join(self.o, v.o)
        if isinstance(v, Scalar):
            x = v.v
            if isinstance(x, str):
                return to_bytes(x) if self.raw else canonical(x)
            if isinstance(x, bool | int | complex):
                return x
            return float(x)
        if isinstance(v, Unknown):
            raise NotKnown("", self.o)
        if isinstance(v, SliceVal | ArrayVal):
            items = v.items() if isinstance(v, SliceVal) else v.elems
            lowered = [self.lower(x) for x in items]
            elem = v.t.under.elem  # type: ignore[attr-defined]
            return bytes(lowered) if elem.under is T.UINT8 else lowered
        if isinstance(v, FuncVal):
            return self._callable(v)
        return None if isinstance(v, Nil) else v

    def _callable(self, fn: FuncVal) -> Callable[..., Any]:
        def call(*plain: Any) -> Any:
            args: list[Value] = [Scalar(x, T.INT32, self.o) for x in plain]
            return self.lower(self.machine.call(fn, args))

        return call


Raise = Callable[[Machine, Any, Origins], Value]


def _raise_error(m: Machine, x: Any, o: Origins) -> Value:
    return Nil(T.ERROR, o) if x is None else m.error(x, o)


def type_of(spec: str) -> Type:
    """The type that a result's spec names: ``[]string``, ``rune``, ..."""
    return T.slice_of(type_of(spec[2:])) if spec.startswith("[]") else T.BASIC[spec]


def raiser(spec: str) -> Raise:
    """What makes a Go value of a plain Python one, for one result's spec."""
    if spec == "error":
        return _raise_error
    t = type_of(spec)
    if isinstance(t, T.Slice):
        inner = raiser(spec[2:])

        def slice_value(m: Machine, x: Any, o: Origins) -> Value:
            return SliceVal(t, None if x is None else [inner(m, e, o) for e in x], o=o)

        return slice_value

    def scalar(m: Machine, x: Any, o: Origins) -> Value:
        if t is T.STRING:
            x = to_text(x) if isinstance(x, bytes) else canonical(x)
        return Scalar(x, t, o)

    return scalar


def guarded(call: Call, name: str, results: int, pure: bool = True) -> Call:
    """``call`` whose :class:`NotKnown` becomes Unknown results, and :class:`Panic` a panic.

    What the arguments of one that is not ``pure`` reach is then not known either.
    """

    def run(m: Machine, args: list[Value]) -> Result:
        try:
            return call(m, args)
        except NotKnown as e:
            made = m.unknown(e.reason or f"{name} of an unknown value")
            o = join(made.o, e.o)
            for a in args:
                o = join(o, origins(a))
            if not pure:
                m.unentered(args, made)
            out = tuple(Unknown(made.reason, o=o) for _ in range(results))
            return out[0] if results == 1 else out
        except Panic as e:
            o = ()
            for a in args:
                o = join(o, origins(a))
            m.panic(m.error(str(e), o))

    return run


def specs_of(result: str) -> list[str]:
    """The specs of a function's several results, ``(int, error)``, or of its one."""
    return result[1:-1].split(", ") if result.startswith("(") else [result]


def lift(fn: Callable[..., Any], result: str, name: str = "", raw: bool = False) -> Call:
    """``fn`` as a native; ``result`` as ``string``, ``[]string`` or ``(int, error)``.

    ``fn`` gives a tuple where there are several results; an error is its text, or None.
    """
    raisers = [raiser(s) for s in specs_of(result)]

    def call(m: Machine, args: list[Value]) -> Result:
        low = Lowering(m, raw)
        out = fn(*[low.lower(a) for a in args])
        if len(raisers) == 1:
            return raisers[0](m, out, low.o)
        return tuple(r(m, x, low.o) for r, x in zip(raisers, out, strict=True))

    return guarded(call, name or getattr(fn, "__name__", "a function"), len(raisers))


class Table(dict[Key, Native]):
    """The natives of one package."""

    def __init__(self, path: str, raw: bool = False) -> None:
        super().__init__()
        self.path = path
        self.raw = raw

    def lift(self, result: str, **functions: Callable[..., Any]) -> None:
        """Add pure functions that share the spec of their results, by their Go names."""
        for name, fn in functions.items():
            full = f"{self.path}.{name}"
            types = tuple(T.ERROR if s == "error" else type_of(s) for s in specs_of(result))
            self[self.path, name] = Native(lift(fn, result, full, self.raw), True, types)

    def add(self, *names: str, results: int = 1, pure: bool = True) -> Callable[[Call], Call]:
        """Add a function on Values, under one or several names."""

        def take(call: Call) -> Call:
            for name in names:
                run = guarded(call, f"{self.path}.{name}", results, pure)
                self[self.path, name] = Native(run, pure)
            return call

        return take

    def unknown(self, results: int, why: str, *names: str, pure: bool = True) -> None:
        """Add functions whose results can never be known; ``why`` as "depends on the clock"."""
        for name in names:
            self.add(name, results=results, pure=pure)(_never(f"{self.path}.{name} {why}"))


def _never(reason: str) -> Call:
    def call(m: Machine, args: list[Value]) -> Result:
        raise NotKnown(reason)

    return call


def pointee(m: Machine, v: Value) -> Value:
    """What a value points to, or the value itself if it is no pointer."""
    return m.load(v) if isinstance(v, Ptr) else v
