"""Natives of Go's standard library, held against what Go itself gives.

``CASES`` are calls with the results that the Go toolchain printed; where one is at hand, a last
test compiles all of them again and compares.
"""

from __future__ import annotations

import shutil
import struct as struct_module
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from xref.golang import memory
from xref.golang import types as T
from xref.golang.natives import NATIVES, PURE_PACKAGES, TYPES, VARIABLES, GoExit
from xref.golang.signals import GoPanic
from xref.golang.values import (
    ENVIRONMENT,
    LITERAL,
    UNKNOWN,
    ArrayVal,
    Cell,
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
    boolean,
    integer,
    string,
)


def named(name: str, under: T.Type) -> T.Named:
    return T.Named(name, "main", "main", None, lambda _: under)


def struct(**fields: T.Type) -> T.Struct:
    return T.Struct(tuple(T.Field(n, t, n == "inner") for n, t in fields.items()))


DURATION = T.Named("Duration", "time", "time", None, lambda _: T.INT64)
LEVEL = named("Level", T.INT)
POINT = named("Point", struct(X=T.INT, Y=T.INT))
INNER = named("inner", struct(N=T.INT, lv=LEVEL))
OOPS = named("Oops", struct(Code=T.INT))
SYNTAX = named("Syntax", struct(N=T.INT))
FORMATTED = named("Formatted", struct(N=T.INT))
MIXED = named(
    "Mixed",
    struct(
        P=T.pointer_to(POINT),
        E=T.ERROR,
        A=T.ANY,
        L=T.STRINGS,
        M=T.map_of(T.STRING, T.INT),
        Lv=LEVEL,
        inner=INNER,
        F=T.func_of((), (), False),
        B=T.BYTES,
    ),
)
ERROR_STRING = T.Named("errorString", "errors", "errors", None, lambda _: struct(text=T.STRING))
WRAP_ERROR, WRAP_ERRORS = (
    T.Named(name, "fmt", "fmt", None, lambda _: struct(msg=T.STRING, err=T.ANY))
    for name in ("wrapError", "wrapErrors")
)

# The same types in Go.
GO_TYPES = """
type Level int
func (l Level) String() string { return "level-" + strconv.Itoa(int(l)) }
type Point struct{ X, Y int }
type inner struct { N int; lv Level }
type Oops struct{ Code int }
func (o *Oops) Error() string { return "oops " + strconv.Itoa(o.Code) }
type Syntax struct{ N int }
func (Syntax) GoString() string { return "SYNTAX" }
type Formatted struct{ N int }
func (f Formatted) Format(s fmt.State, verb rune) {
	w, ok := s.Width()
	fmt.Fprintf(s, "<%c %d %t %t>", verb, w, ok, s.Flag('+'))
}
type Mixed struct {
	P *Point
	E error
	A interface{}
	L []string
	M map[string]int
	Lv Level
	inner
	F func()
	B []byte
}
"""


class FakeMachine:
    """A machine of a few types with methods."""

    def __init__(self) -> None:
        self.control: Any = ()
        self.environ: dict[str, Value] = {}
        self.methods: dict[tuple[Any, str], Callable[[Value, list[Value]], Any]] = {
            (LEVEL, "String"): lambda v, _: string(f"level-{v.v}"),  # type: ignore[attr-defined]
            (SYNTAX, "GoString"): lambda v, _: string("SYNTAX"),
            (FORMATTED, "Format"): self._format,
            (T.pointer_to(OOPS), "Error"): self._oops,
            (T.pointer_to(ERROR_STRING), "Error"): self._text,
            (T.pointer_to(WRAP_ERROR), "Error"): self._text,
            (T.pointer_to(WRAP_ERRORS), "Error"): self._text,
            (T.pointer_to(WRAP_ERROR), "Unwrap"): lambda v, _: memory.load(v).fields[1],
        }

    def _text(self, v: Value, args: list[Value]) -> Any:
        return memory.load(v).fields[0]  # type: ignore

    def _oops(self, v: Value, args: list[Value]) -> Value:
        if isinstance(v, Nil):
            self.panic(string("nil pointer"))
        return string(f"oops {memory.load(v).fields[0].v}")  # type: ignore

    def _format(self, v: Value, args: list[Value]) -> None:
        width, ok = self.native("fmt", "pp.Width", args[0])
        plus = self.native("fmt", "pp.Flag", args[0], Scalar(ord("+"), T.INT))
        line = string("<%c %d %t %t>")
        self.native("fmt", "Fprintf", args[0], line, args[1], width, ok, plus)

    def native(self, path: str, name: str, *args: Value) -> Any:
        return NATIVES[path, name].call(self, list(args))

    def call(self, fn: Value, args: list[Value]) -> Any:
        assert isinstance(fn, FuncVal)
        return fn.call(self, args)

    def method(self, value: Value, name: str) -> FuncVal | None:
        if isinstance(value, NativeObject):
            t = value.t.elem if isinstance(value.t, T.Pointer) else value.t
            key = (t.package, f"{t.name}.{name}")  # type: ignore[attr-defined]
            if key not in NATIVES:
                return None
            return FuncVal(None, lambda m, args: NATIVES[key].call(self, [value, *args]))
        found = self.methods.get((value.t, name))
        if found is None:
            return None
        return FuncVal(None, lambda m, args: found(value, args))

    def error(self, text: str, o: Any) -> Value:
        held = StructVal(ERROR_STRING, [string(text, o)])
        return Ptr(T.pointer_to(ERROR_STRING), held, o=o)

    def unknown(self, reason: str) -> Unknown:
        return Unknown(reason, "x.go", 7)

    def place(self) -> tuple[str, int]:
        return ("x.go", 7)

    def load(self, ptr: Ptr) -> Value:
        return memory.load(ptr)

    def store(self, ptr: Ptr, v: Value) -> None:
        memory.store(ptr, v)

    def field(self, s: StructVal, i: int) -> Value:
        return memory.field(s, i)

    def zero(self, t: T.Type, o: Any) -> Value:
        return memory.zero(t, o)

    def panic(self, value: Value) -> Any:
        raise GoPanic(value, "panic", self.place())

    def named(self, path: str, name: str) -> T.Type:
        declared = {"Duration": DURATION, "wrapError": WRAP_ERROR, "wrapErrors": WRAP_ERRORS}
        return declared.get(name) or TYPES[path, name]

    def unentered(self, args: list[Any], lost: Unknown) -> None:
        self.lost = [*args, lost]

    def program_name(self) -> str:
        return "prog"


class Arg:
    """An argument: its Go source, and a maker of its value (new for each call)."""

    def __init__(self, go: str, make: Callable[[], Value]) -> None:
        self.go = go
        self.make = make


def go_string(b: bytes) -> str:
    def shown(c: int) -> str:
        return chr(c) if 32 <= c < 127 and c not in b'"\\' else f"\\x{c:02x}"

    return '"' + "".join(map(shown, b)) + '"'


def n(t: str, v: Any) -> Arg:
    """A number of a basic type."""
    go = {"inf": "math.Inf(1)", "-inf": "math.Inf(-1)", "nan": "math.NaN()"}.get(str(v), repr(v))
    if repr(v) == "-0.0":
        go = "math.Copysign(0, -1)"
    if isinstance(v, complex):
        go = f"complex({v.real!r}, {v.imag!r})"
    held = float(v) if isinstance(v, str) else v
    return Arg(f"{t}({go})", lambda: Scalar(held, T.BASIC[t]))


def raw(b: bytes) -> Arg:
    """A string of these bytes."""
    return Arg(go_string(b), lambda: string(b.decode("utf-8", "surrogateescape")))


def octets(b: bytes) -> Arg:
    return Arg(
        f"[]byte({go_string(b)})",
        lambda: SliceVal(T.BYTES, [Scalar(c, T.UINT8) for c in b]),
    )


def texts(*items: str) -> Arg:
    go = "[]string{" + ", ".join(go_string(s.encode()) for s in items) + "}"
    return Arg(go, lambda: SliceVal(T.STRINGS, [string(s) for s in items]))


def anys(*items: Any) -> Arg:
    args = [arg(i) for i in items]
    go = "[]interface{}{" + ", ".join(a.go for a in args) + "}"
    return Arg(go, lambda: SliceVal(T.slice_of(T.ANY), [a.make() for a in args]))


def go_map(t: str, key: T.Type, elem: T.Type, entries: dict[Any, Any]) -> Arg:
    pairs = [(arg(k), arg(v)) for k, v in entries.items()]

    def make() -> Value:
        made = [(k.make(), v.make()) for k, v in pairs]
        return MapVal(T.map_of(key, elem), {memory.key_of(k): (k, v) for k, v in made})

    return Arg(f"{t}{{" + ", ".join(f"{k.go}: {v.go}" for k, v in pairs) + "}", make)


def arg(x: Any) -> Arg:
    if isinstance(x, Arg):
        return x
    if isinstance(x, bool):
        return Arg(str(x).lower(), lambda: boolean(x))
    if isinstance(x, str):
        return Arg(go_string(x.encode()), lambda: string(x))
    if isinstance(x, int):
        return Arg(str(x), lambda: integer(x))
    return n("float64", x)


def pointer(target: Arg) -> Arg:
    def make() -> Value:
        v = target.make()
        assert v.t is not None
        holder: Any = v if isinstance(v, StructVal) else Cell(v, v.t)
        return Ptr(T.pointer_to(v.t), holder)

    return Arg("&" + target.go, make)


def predicate(go: str, f: Callable[[int], Any]) -> Arg:
    """A function of a rune."""

    def call(machine: Any, args: list[Value]) -> Value:
        found = f(args[0].v)  # type: ignore[attr-defined]
        return boolean(found) if isinstance(found, bool) else Scalar(found, T.INT32)

    return Arg(go, lambda: FuncVal(None, call))


def of_struct(t: T.Named, go: str, *fields: Any) -> Arg:
    made = [None if f is None else arg(f) for f in fields]
    return Arg(go, lambda: StructVal(t, [f.make() if f else None for f in made]))


NIL = Arg("nil", Nil)
DIGIT = predicate("unicode.IsDigit", lambda r: 48 <= r <= 57)
UPPER = predicate("unicode.ToUpper", lambda r: ord(chr(r).upper()))
PLAIN = of_struct(POINT, "Point{1, -2}", 1, -2)
PTR = pointer(of_struct(POINT, "Point{3, 4}", 3, 4))
LEVEL_3 = Arg("Level(3)", lambda: Scalar(3, LEVEL))
LEVELS = Arg(
    "[]Level{1, 2}",
    lambda: SliceVal(T.slice_of(LEVEL), [Scalar(1, LEVEL), Scalar(2, LEVEL)]),
)
ERR = pointer(of_struct(OOPS, "Oops{7}", 7))
NIL_ERR = Arg("(*Oops)(nil)", lambda: Nil(T.pointer_to(OOPS)))
NIL_PTR = Arg("(*Point)(nil)", lambda: Nil(T.pointer_to(POINT)))
NIL_FUNC = Arg("(func())(nil)", lambda: Nil(T.func_of((), (), False)))
NIL_STRINGS = Arg("[]string(nil)", lambda: SliceVal(T.STRINGS, None))
NIL_BYTES = Arg("[]byte(nil)", lambda: SliceVal(T.BYTES, None))
NIL_MAP = Arg("map[string]int(nil)", lambda: MapVal(T.map_of(T.STRING, T.INT), None))
GO_SYNTAX = of_struct(SYNTAX, "Syntax{1}", 1)
FORMAT = of_struct(FORMATTED, "Formatted{1}", 1)
ZERO = of_struct(MIXED, "Mixed{}", *[None] * 9)
INNER_5 = of_struct(INNER, "inner{5, 6}", 5, Arg("6", lambda: Scalar(6, LEVEL)))
FULL = of_struct(
    MIXED,
    'Mixed{E: &Oops{7}, A: Point{1, -2}, L: []string{"a", "b c"}, '
    'M: map[string]int{"z": 1, "y": 2}, Lv: 3, inner: inner{5, 6}, B: []byte{1, 255}}',
    *(None, ERR, PLAIN, texts("a", "b c")),
    go_map("", T.STRING, T.INT, {"z": 1, "y": 2}),
    *(LEVEL_3, INNER_5, None, octets(b"\x01\xff")),
)
MAP = go_map("map[string]int", T.STRING, T.INT, {"b": 1, "a": 2, "c": -3})
INT_MAP = go_map("map[int]string", T.INT, T.STRING, {10: "x", -1: "y", 2: "z"})
FLOAT_MAP = go_map("map[float64]bool", T.FLOAT64, T.BOOL, {2.5: True, -1.0: False})
ANY_MAP = go_map("map[string]interface{}", T.STRING, T.ANY, {"k": 1, "j": "s", "n": NIL})
ARRAY = Arg(
    "[3]int{1, 2, 3}", lambda: ArrayVal(T.array_of(T.INT, 3), [integer(i) for i in (1, 2, 3)])
)
BYTE_ARRAY = Arg(
    "[2]byte{65, 66}",
    lambda: ArrayVal(T.array_of(T.UINT8, 2), [Scalar(i, T.UINT8) for i in (65, 66)]),
)
INTS = Arg("[]int{3, 1, 2}", lambda: SliceVal(T.slice_of(T.INT), [integer(i) for i in (3, 1, 2)]))
PTR_STRINGS = pointer(texts("p", "q"))

Case = tuple[str, list[Any], str]

CASES: list[Case] = [
    ("fmt.Sprintf", ["%d", 42], '"42"'),
    ("fmt.Sprintf", ["%5d", 42], '"   42"'),
    ("fmt.Sprintf", ["%-5d|", 42], '"42   |"'),
    ("fmt.Sprintf", ["%05d", -42], '"-0042"'),
    ("fmt.Sprintf", ["%+d", 42], '"+42"'),
    ("fmt.Sprintf", ["% d", 42], '" 42"'),
    ("fmt.Sprintf", ["%x", -255], '"-ff"'),
    ("fmt.Sprintf", ["%X", 255], '"FF"'),
    ("fmt.Sprintf", ["%#x", 255], '"0xff"'),
    ("fmt.Sprintf", ["%#X", 255], '"0XFF"'),
    ("fmt.Sprintf", ["%o", 8], '"10"'),
    ("fmt.Sprintf", ["%#o", 8], '"010"'),
    ("fmt.Sprintf", ["%O", 8], '"0o10"'),
    ("fmt.Sprintf", ["%b", 5], '"101"'),
    ("fmt.Sprintf", ["%#b", 5], '"0b101"'),
    ("fmt.Sprintf", ["%c", 0x4E2D], '"\\xe4\\xb8\\xad"'),
    ("fmt.Sprintf", ["%q", 65], "\"'A'\""),
    ("fmt.Sprintf", ["%+q", 0x4E2D], "\"'\\x5cu4e2d'\""),
    ("fmt.Sprintf", ["%#q", 65], "\"'A'\""),
    ("fmt.Sprintf", ["%U", 0x1F600], '"U+1F600"'),
    ("fmt.Sprintf", ["%#U", 0x1F600], "\"U+1F600 '\\xf0\\x9f\\x98\\x80'\""),
    ("fmt.Sprintf", ["%U", -1], '"U+FFFFFFFFFFFFFFFF"'),
    ("fmt.Sprintf", ["%#U", 7], '"U+0007"'),
    ("fmt.Sprintf", ["%c", -1], '"\\xef\\xbf\\xbd"'),
    ("fmt.Sprintf", ["%08.3d", 7], '"     007"'),
    ("fmt.Sprintf", ["%+.3d", 7], '"+007"'),
    ("fmt.Sprintf", ["%.0d", 0], '""'),
    ("fmt.Sprintf", ["%5.0d", 0], '"     "'),
    ("fmt.Sprintf", ["%x", n("uint8", 200)], '"c8"'),
    ("fmt.Sprintf", ["%#v", n("uint8", 200)], '"0xc8"'),
    ("fmt.Sprintf", ["%v", n("uint64", 18446744073709551615)], '"18446744073709551615"'),
    ("fmt.Sprintf", ["%d", n("int8", -128)], '"-128"'),
    ("fmt.Sprintf", ["%#v", n("int32", 7)], '"7"'),
    ("fmt.Sprintf", ["%s", 5], '"%!s(int=5)"'),
    ("fmt.Sprintf", ["%t", True], '"true"'),
    ("fmt.Sprintf", ["%5t", False], '"false"'),
    ("fmt.Sprintf", ["%v", True], '"true"'),
    ("fmt.Sprintf", ["%d", True], '"%!d(bool=true)"'),
    ("fmt.Sprintf", ["%v", 1.0], '"1"'),
    ("fmt.Sprintf", ["%v", 1e6], '"1e+06"'),
    ("fmt.Sprintf", ["%v", 1e20], '"1e+20"'),
    ("fmt.Sprintf", ["%v", 1e21], '"1e+21"'),
    ("fmt.Sprintf", ["%v", 123456789.0], '"1.23456789e+08"'),
    ("fmt.Sprintf", ["%v", 1e-4], '"0.0001"'),
    ("fmt.Sprintf", ["%v", 1e-5], '"1e-05"'),
    ("fmt.Sprintf", ["%v", 0.000012345], '"1.2345e-05"'),
    ("fmt.Sprintf", ["%v", n("float32", 0.1)], '"0.1"'),
    ("fmt.Sprintf", ["%v", n("float32", 16777216.0)], '"1.6777216e+07"'),
    ("fmt.Sprintf", ["%v", -0.0], '"-0"'),
    ("fmt.Sprintf", ["%v", n("float64", "inf")], '"+Inf"'),
    ("fmt.Sprintf", ["%v", n("float64", "-inf")], '"-Inf"'),
    ("fmt.Sprintf", ["%v", n("float64", "nan")], '"NaN"'),
    ("fmt.Sprintf", ["%+v", n("float64", "inf")], '"+Inf"'),
    ("fmt.Sprintf", ["%+f", n("float64", "nan")], '"+NaN"'),
    ("fmt.Sprintf", ["%08f", n("float64", "-inf")], '"    -Inf"'),
    ("fmt.Sprintf", ["% f", n("float64", "inf")], '" Inf"'),
    ("fmt.Sprintf", ["%e", 123456.789], '"1.234568e+05"'),
    ("fmt.Sprintf", ["%E", 123456.789], '"1.234568E+05"'),
    ("fmt.Sprintf", ["%.2e", 0.0], '"0.00e+00"'),
    ("fmt.Sprintf", ["%f", 1.5], '"1.500000"'),
    ("fmt.Sprintf", ["%.0f", 2.5], '"2"'),
    ("fmt.Sprintf", ["%.0f", 0.5], '"0"'),
    ("fmt.Sprintf", ["%8.2f", 3.14159], '"    3.14"'),
    ("fmt.Sprintf", ["%-8.2f|", 3.14159], '"3.14    |"'),
    ("fmt.Sprintf", ["%08.2f", -3.14159], '"-0003.14"'),
    ("fmt.Sprintf", ["%+08.2f", 3.14159], '"+0003.14"'),
    ("fmt.Sprintf", ["%+.1f", 0.25], '"+0.2"'),
    ("fmt.Sprintf", ["%g", 1e100], '"1e+100"'),
    ("fmt.Sprintf", ["%.3g", 1234.5678], '"1.23e+03"'),
    ("fmt.Sprintf", ["%.10g", 1234.5678], '"1234.5678"'),
    ("fmt.Sprintf", ["%G", 1e-10], '"1E-10"'),
    ("fmt.Sprintf", ["%#g", 1.0], '"1.00000"'),
    ("fmt.Sprintf", ["%#.3g", 1.0], '"1.00"'),
    ("fmt.Sprintf", ["%#v", 1.0], '"1"'),
    ("fmt.Sprintf", ["%#v", 1e6], '"1e+06"'),
    ("fmt.Sprintf", ["%#v", 1e21], '"1e+21"'),
    ("fmt.Sprintf", ["%#f", 3.0], '"3.000000"'),
    ("fmt.Sprintf", ["%#.0f", 3.0], '"3."'),
    ("fmt.Sprintf", ["%b", 1.5], '"6755399441055744p-52"'),
    ("fmt.Sprintf", ["%x", 1.5], '"0x1.8p+00"'),
    ("fmt.Sprintf", ["%X", -0.1], '"-0X1.999999999999AP-04"'),
    ("fmt.Sprintf", ["%.3x", 1.999], '"0x1.ffcp+00"'),
    ("fmt.Sprintf", ["%#x", 1.0], '"0x1.0000p+00"'),
    ("fmt.Sprintf", ["%6.2f%%", 12.345], '" 12.35%"'),
    ("fmt.Sprintf", ["%v", n("complex128", 1 + 2j)], '"(1+2i)"'),
    ("fmt.Sprintf", ["%.1f", n("complex128", 1.25 - 2j)], '"(1.2-2.0i)"'),
    ("fmt.Sprintf", ["%+v", n("complex128", 1 + 2j)], '"(1+2i)"'),
    ("fmt.Sprintf", ["%v", n("complex64", 0.5 - 1j)], '"(0.5-1i)"'),
    ("fmt.Sprintf", ["%d", n("complex128", 1 + 2j)], '"%!d(complex128=(1+2i))"'),
    ("fmt.Sprintf", ["%s", 1.5], '"%!s(float64=1.5)"'),
    ("fmt.Sprintf", ["%d", 1.5], '"%!d(float64=1.5)"'),
    ("fmt.Sprintf", ["%s", "hi"], '"hi"'),
    ("fmt.Sprintf", ["%10s|", "hi"], '"        hi|"'),
    ("fmt.Sprintf", ["%-10s|", "hi"], '"hi        |"'),
    ("fmt.Sprintf", ["%010s", "hi"], '"00000000hi"'),
    ("fmt.Sprintf", ["%.1s", "hi"], '"h"'),
    ("fmt.Sprintf", ["%.2s", "héllo"], '"h\\xc3\\xa9"'),
    ("fmt.Sprintf", ["%5s", "é"], '"    \\xc3\\xa9"'),
    ("fmt.Sprintf", ["%q", 'a"b\\n'], '"\\x22a\\x5c\\x22b\\x5c\\x5cn\\x22"'),
    ("fmt.Sprintf", ["%q", "é\x00\u200b"], '"\\x22\\xc3\\xa9\\x5cx00\\x5cu200b\\x22"'),
    ("fmt.Sprintf", ["%+q", "é😀"], '"\\x22\\x5cu00e9\\x5cU0001f600\\x22"'),
    ("fmt.Sprintf", ["%#q", "a`b"], '"\\x22a`b\\x22"'),
    ("fmt.Sprintf", ["%#q", "ab"], '"`ab`"'),
    ("fmt.Sprintf", ["%x", "hello"], '"68656c6c6f"'),
    ("fmt.Sprintf", ["%X", "hello"], '"68656C6C6F"'),
    ("fmt.Sprintf", ["% x", "hello"], '"68 65 6c 6c 6f"'),
    ("fmt.Sprintf", ["%#x", "hello"], '"0x68656c6c6f"'),
    ("fmt.Sprintf", ["%# x", "hello"], '"0x68 0x65 0x6c 0x6c 0x6f"'),
    ("fmt.Sprintf", ["%.3x", "hello"], '"68656c"'),
    ("fmt.Sprintf", ["%12x", "abc"], '"      616263"'),
    ("fmt.Sprintf", ["%-12x|", "abc"], '"616263      |"'),
    ("fmt.Sprintf", ["%x", ""], '""'),
    ("fmt.Sprintf", ["%5x|", ""], '"     |"'),
    ("fmt.Sprintf", ["%d", "hi"], '"%!d(string=hi)"'),
    ("fmt.Sprintf", ["%v", "hi"], '"hi"'),
    ("fmt.Sprintf", ["%#v", "hi"], '"\\x22hi\\x22"'),
    ("fmt.Sprintf", ["%T", "hi"], '"string"'),
    ("fmt.Sprintf", ["%q", raw(b"\xff\xfea")], '"\\x22\\x5cxff\\x5cxfea\\x22"'),
    ("fmt.Sprintf", ["%s", raw(b"\xe4\xb8")], '"\\xe4\\xb8"'),
    ("fmt.Sprintf", ["%.2s", raw(b"\xff\xe4\xb8\xadx")], '"\\xff\\xe4\\xb8\\xad"'),
    ("fmt.Sprintf", ["%x", raw(b"\xff")], '"ff"'),
    ("fmt.Sprintf", ["%v", octets(b"ab")], '"[97 98]"'),
    ("fmt.Sprintf", ["%s", octets(b"ab")], '"ab"'),
    ("fmt.Sprintf", ["%q", octets(b"ab")], '"\\x22ab\\x22"'),
    ("fmt.Sprintf", ["%x", octets(b"ab")], '"6162"'),
    ("fmt.Sprintf", ["%d", octets(b"ab")], '"[97 98]"'),
    ("fmt.Sprintf", ["%#v", octets(b"ab")], '"[]byte{0x61, 0x62}"'),
    ("fmt.Sprintf", ["%T", octets(b"ab")], '"[]uint8"'),
    ("fmt.Sprintf", ["%b", octets(b"\x05")], '"[101]"'),
    ("fmt.Sprintf", ["%t", octets(b"\x05")], '"[%!t(uint8=5)]"'),
    ("fmt.Sprintf", ["%3d", octets(b"ab")], '"[ 97  98]"'),
    ("fmt.Sprintf", ["%s", NIL_BYTES], '""'),
    ("fmt.Sprintf", ["%#v", NIL_BYTES], '"[]byte(nil)"'),
    ("fmt.Sprintf", ["%v", NIL_BYTES], '"[]"'),
    ("fmt.Sprintf", ["%v", BYTE_ARRAY], '"[65 66]"'),
    ("fmt.Sprintf", ["%s", BYTE_ARRAY], '"AB"'),
    ("fmt.Sprintf", ["%x", BYTE_ARRAY], '"4142"'),
    ("fmt.Sprintf", ["%#v", BYTE_ARRAY], '"[2]uint8{0x41, 0x42}"'),
    ("fmt.Sprintf", ["%v", ARRAY], '"[1 2 3]"'),
    ("fmt.Sprintf", ["%#v", ARRAY], '"[3]int{1, 2, 3}"'),
    ("fmt.Sprintf", ["%T", ARRAY], '"[3]int"'),
    ("fmt.Sprintf", ["%v", INTS], '"[3 1 2]"'),
    ("fmt.Sprintf", ["%#v", INTS], '"[]int{3, 1, 2}"'),
    ("fmt.Sprintf", ["%x", INTS], '"[3 1 2]"'),
    ("fmt.Sprintf", ["%03d", INTS], '"[003 001 002]"'),
    ("fmt.Sprintf", ["%v", texts("a", "b c")], '"[a b c]"'),
    ("fmt.Sprintf", ["%q", texts("a", "b c")], '"[\\x22a\\x22 \\x22b c\\x22]"'),
    ("fmt.Sprintf", ["%#v", texts("a", "b c")], '"[]string{\\x22a\\x22, \\x22b c\\x22}"'),
    ("fmt.Sprintf", ["%s", texts()], '"[]"'),
    ("fmt.Sprintf", ["%v", NIL_STRINGS], '"[]"'),
    ("fmt.Sprintf", ["%#v", NIL_STRINGS], '"[]string(nil)"'),
    ("fmt.Sprintf", ["%T", NIL_STRINGS], '"[]string"'),
    ("fmt.Sprintf", ["%x", texts("ab", "c")], '"[6162 63]"'),
    ("fmt.Sprintf", ["%5s", texts("ab", "c")], '"[   ab     c]"'),
    ("fmt.Sprintf", ["%v", anys(1, "a", NIL, True)], '"[1 a <nil> true]"'),
    (
        "fmt.Sprintf",
        ["%#v", anys(1, "a", NIL, n("float64", 1.0))],
        '"[]interface {}{1, \\x22a\\x22, interface {}(nil), 1}"',
    ),
    ("fmt.Sprintf", ["%d", anys(1, "a", NIL)], '"[1 %!d(string=a) <nil>]"'),
    ("fmt.Sprintf", ["%s", anys(1, "a", NIL)], '"[%!s(int=1) a <nil>]"'),
    ("fmt.Sprintf", ["%T", anys()], '"[]interface {}"'),
    ("fmt.Sprintf", ["%v", MAP], '"map[a:2 b:1 c:-3]"'),
    ("fmt.Sprintf", ["%#v", MAP], '"map[string]int{\\x22a\\x22:2, \\x22b\\x22:1, \\x22c\\x22:-3}"'),
    ("fmt.Sprintf", ["%d", MAP], '"map[%!d(string=a):2 %!d(string=b):1 %!d(string=c):-3]"'),
    ("fmt.Sprintf", ["%s", MAP], '"map[a:%!s(int=2) b:%!s(int=1) c:%!s(int=-3)]"'),
    ("fmt.Sprintf", ["%T", MAP], '"map[string]int"'),
    ("fmt.Sprintf", ["%v", INT_MAP], '"map[-1:y 2:z 10:x]"'),
    ("fmt.Sprintf", ["%v", FLOAT_MAP], '"map[-1:false 2.5:true]"'),
    (
        "fmt.Sprintf",
        ["%#v", INT_MAP],
        '"map[int]string{-1:\\x22y\\x22, 2:\\x22z\\x22, 10:\\x22x\\x22}"',
    ),
    ("fmt.Sprintf", ["%v", ANY_MAP], '"map[j:s k:1 n:<nil>]"'),
    (
        "fmt.Sprintf",
        ["%#v", ANY_MAP],
        '"map[string]interface {}{\\x22j\\x22:\\x22s\\x22, \\x22k\\x22:1, \\'
        'x22n\\x22:interface {}(nil)}"',
    ),
    ("fmt.Sprintf", ["%v", NIL_MAP], '"map[]"'),
    ("fmt.Sprintf", ["%#v", NIL_MAP], '"map[string]int(nil)"'),
    ("fmt.Sprintf", ["%v", PLAIN], '"{1 -2}"'),
    ("fmt.Sprintf", ["%+v", PLAIN], '"{X:1 Y:-2}"'),
    ("fmt.Sprintf", ["%#v", PLAIN], '"main.Point{X:1, Y:-2}"'),
    ("fmt.Sprintf", ["%T", PLAIN], '"main.Point"'),
    ("fmt.Sprintf", ["%d", PLAIN], '"{1 -2}"'),
    ("fmt.Sprintf", ["%x", PLAIN], '"{1 -2}"'),
    ("fmt.Sprintf", ["%s", PLAIN], '"{%!s(int=1) %!s(int=-2)}"'),
    ("fmt.Sprintf", ["%5d", PLAIN], '"{    1    -2}"'),
    ("fmt.Sprintf", ["%v", PTR], '"&{3 4}"'),
    ("fmt.Sprintf", ["%+v", PTR], '"&{X:3 Y:4}"'),
    ("fmt.Sprintf", ["%#v", PTR], '"&main.Point{X:3, Y:4}"'),
    ("fmt.Sprintf", ["%T", PTR], '"*main.Point"'),
    ("fmt.Sprintf", ["%d", PTR], '"&{3 4}"'),
    ("fmt.Sprintf", ["%s", PTR], '"&{%!s(int=3) %!s(int=4)}"'),
    ("fmt.Sprintf", ["%v", PTR_STRINGS], '"&[p q]"'),
    ("fmt.Sprintf", ["%#v", PTR_STRINGS], '"&[]string{\\x22p\\x22, \\x22q\\x22}"'),
    ("fmt.Sprintf", ["%v", ZERO], '"{<nil> <nil> <nil> [] map[] level-0 {0 0} <nil> []}"'),
    (
        "fmt.Sprintf",
        ["%+v", ZERO],
        '"{P:<nil> E:<nil> A:<nil> L:[] M:map[] Lv:level-0 inner:{N:0 lv:0} F:<nil> B:[]}"',
    ),
    (
        "fmt.Sprintf",
        ["%#v", ZERO],
        '"main.Mixed{P:(*main.Point)(nil), E:error(nil), A:interface '
        "{}(nil), L:[]string(nil), M:map[string]int(nil), Lv:0, inner"
        ':main.inner{N:0, lv:0}, F:(func())(nil), B:[]uint8(nil)}"',
    ),
    ("fmt.Sprintf", ["%d", ZERO], '"{0 <nil> <nil> [] map[] 0 {0 0} 0 []}"'),
    (
        "fmt.Sprintf",
        ["%s", ZERO],
        '"{%!s(*main.Point=<nil>) <nil> <nil> [] map[] level-0 {%!s(i'
        'nt=0) %!s(main.Level=0)} %!s(func()=<nil>) }"',
    ),
    (
        "fmt.Sprintf",
        ["%v", FULL],
        '"{<nil> oops 7 {1 -2} [a b c] map[y:2 z:1] level-3 {5 6} <nil> [1 255]}"',
    ),
    (
        "fmt.Sprintf",
        ["%+v", FULL],
        '"{P:<nil> E:oops 7 A:{X:1 Y:-2} L:[a b c] M:map[y:2 z:1] Lv:'
        'level-3 inner:{N:5 lv:6} F:<nil> B:[1 255]}"',
    ),
    (
        "fmt.Sprintf",
        ["%s", FULL],
        '"{%!s(*main.Point=<nil>) oops 7 {%!s(int=1) %!s(int=-2)} [a '
        "b c] map[y:%!s(int=2) z:%!s(int=1)] level-3 {%!s(int=5) %!s("
        'main.Level=6)} %!s(func()=<nil>) \\x01\\xff}"',
    ),
    ("fmt.Sprintf", ["%v", INNER_5], '"{5 6}"'),
    ("fmt.Sprintf", ["%+v", INNER_5], '"{N:5 lv:6}"'),
    ("fmt.Sprintf", ["%#v", INNER_5], '"main.inner{N:5, lv:6}"'),
    ("fmt.Sprintf", ["%v", LEVEL_3], '"level-3"'),
    ("fmt.Sprintf", ["%s", LEVEL_3], '"level-3"'),
    ("fmt.Sprintf", ["%d", LEVEL_3], '"3"'),
    ("fmt.Sprintf", ["%q", LEVEL_3], '"\\x22level-3\\x22"'),
    ("fmt.Sprintf", ["%x", LEVEL_3], '"6c6576656c2d33"'),
    ("fmt.Sprintf", ["%10v|", LEVEL_3], '"   level-3|"'),
    ("fmt.Sprintf", ["%#v", LEVEL_3], '"3"'),
    ("fmt.Sprintf", ["%T", LEVEL_3], '"main.Level"'),
    ("fmt.Sprintf", ["%t", LEVEL_3], '"%!t(main.Level=3)"'),
    ("fmt.Sprintf", ["%v", LEVELS], '"[level-1 level-2]"'),
    ("fmt.Sprintf", ["%d", LEVELS], '"[1 2]"'),
    ("fmt.Sprintf", ["%s", LEVELS], '"[level-1 level-2]"'),
    ("fmt.Sprintf", ["%#v", LEVELS], '"[]main.Level{1, 2}"'),
    ("fmt.Sprintf", ["%v", ERR], '"oops 7"'),
    ("fmt.Sprintf", ["%s", ERR], '"oops 7"'),
    ("fmt.Sprintf", ["%d", ERR], '"&{7}"'),
    ("fmt.Sprintf", ["%q", ERR], '"\\x22oops 7\\x22"'),
    ("fmt.Sprintf", ["%+v", ERR], '"oops 7"'),
    ("fmt.Sprintf", ["%#v", ERR], '"&main.Oops{Code:7}"'),
    ("fmt.Sprintf", ["%w", ERR], '"%!w(*main.Oops=&{7})"'),
    ("fmt.Sprintf", ["%v", NIL_ERR], '"<nil>"'),
    ("fmt.Sprintf", ["%s", NIL_ERR], '"<nil>"'),
    ("fmt.Sprintf", ["%d", NIL_ERR], '"0"'),
    ("fmt.Sprintf", ["%#v", NIL_ERR], '"(*main.Oops)(nil)"'),
    ("fmt.Sprintf", ["%v", NIL_PTR], '"<nil>"'),
    ("fmt.Sprintf", ["%+v", NIL_PTR], '"<nil>"'),
    ("fmt.Sprintf", ["%#v", NIL_PTR], '"(*main.Point)(nil)"'),
    ("fmt.Sprintf", ["%p", NIL_PTR], '"0x0"'),
    ("fmt.Sprintf", ["%d", NIL_PTR], '"0"'),
    ("fmt.Sprintf", ["%s", NIL_PTR], '"%!s(*main.Point=<nil>)"'),
    ("fmt.Sprintf", ["%t", NIL_PTR], '"%!t(*main.Point=<nil>)"'),
    ("fmt.Sprintf", ["%v", NIL_FUNC], '"<nil>"'),
    ("fmt.Sprintf", ["%#v", NIL_FUNC], '"(func())(nil)"'),
    ("fmt.Sprintf", ["%T", NIL_FUNC], '"func()"'),
    ("fmt.Sprintf", ["%v", NIL], '"<nil>"'),
    ("fmt.Sprintf", ["%s", NIL], '"%!s(<nil>)"'),
    ("fmt.Sprintf", ["%d", NIL], '"%!d(<nil>)"'),
    ("fmt.Sprintf", ["%T", NIL], '"<nil>"'),
    ("fmt.Sprintf", ["%#v", NIL], '"<nil>"'),
    ("fmt.Sprintf", ["%10v|", NIL], '"     <nil>|"'),
    ("fmt.Sprintf", ["%+v", GO_SYNTAX], '"{N:1}"'),
    ("fmt.Sprintf", ["%#v", GO_SYNTAX], '"SYNTAX"'),
    ("fmt.Sprintf", ["%v", FORMAT], '"<v 0 false false>"'),
    ("fmt.Sprintf", ["%+7d", FORMAT], '"<d 7 true true>"'),
    ("fmt.Sprintf", ["%s", FORMAT], '"<s 0 false false>"'),
    ("fmt.Sprintf", ["%p", 5], '"%!p(int=5)"'),
    ("fmt.Sprintf", ["%z", 5], '"%!z(int=5)"'),
    ("fmt.Sprintf", ["%!", 5], '"%!!(int=5)"'),
    ("fmt.Sprintf", ["%é", 5], '"%!\\xc3\\xa9(int=5)"'),
    ("fmt.Sprintf", ["%"], '"%!(NOVERB)"'),
    ("fmt.Sprintf", ["%d"], '"%!d(MISSING)"'),
    ("fmt.Sprintf", ["%d %d", 1], '"1 %!d(MISSING)"'),
    ("fmt.Sprintf", ["%d", 1, 2], '"1%!(EXTRA int=2)"'),
    ("fmt.Sprintf", ["none", 1, "x", NIL], '"none%!(EXTRA int=1, string=x, <nil>)"'),
    ("fmt.Sprintf", ["%[2]d %[1]d", 1, 2], '"2 1"'),
    ("fmt.Sprintf", ["%[2]d", 1, 2], '"2"'),
    ("fmt.Sprintf", ["%[3]d", 1, 2], '"%!d(BADINDEX)"'),
    ("fmt.Sprintf", ["%[x]d", 1], '"%!d(BADINDEX)"'),
    ("fmt.Sprintf", ["%[1]*d", 5, 2], '"    2"'),
    ("fmt.Sprintf", ["%[2]*[1]d", 2, 6], '"     2"'),
    ("fmt.Sprintf", ["%*d", 5, 42], '"   42"'),
    ("fmt.Sprintf", ["%-*d|", 5, 42], '"42   |"'),
    ("fmt.Sprintf", ["%*d", -5, 42], '"42   "'),
    ("fmt.Sprintf", ["%*d", "x", 42], '"%!(BADWIDTH)42"'),
    ("fmt.Sprintf", ["%.*f", 2, 3.14159], '"3.14"'),
    ("fmt.Sprintf", ["%.*f", -2, 3.14159], '"%!(BADPREC)3.141590"'),
    ("fmt.Sprintf", ["%.*f", "x", 3.14159], '"%!(BADPREC)3.141590"'),
    ("fmt.Sprintf", ["%*.*f", 8, 2, 3.14159], '"    3.14"'),
    ("fmt.Sprintf", ["%[3]*.[2]*[1]f", 12.0, 2, 6], '" 12.00"'),
    ("fmt.Sprintf", ["%6.3v", 3.14159], '"  3.14"'),
    ("fmt.Sprintf", ["%.f", 1.6], '"2"'),
    ("fmt.Sprintf", ["%99999999d", 1], '"%!(NOVERB)%!(EXTRA int=1)"'),
    ("fmt.Sprintf", ["%d%%", 50], '"50%"'),
    ("fmt.Sprintf", ["%5%"], '"%"'),
    ("fmt.Sprintf", ["%-010d|", 42], '"42        |"'),
    ("fmt.Sprintf", ["%+q", "日本"], '"\\x22\\x5cu65e5\\x5cu672c\\x22"'),
    ("fmt.Sprintf", ["%[1]d %[1]v %[1]x", 11], '"11 11 b"'),
    ("fmt.Sprintf", ["%[1]T %d", 1, 2], '"int 2"'),
    ("fmt.Sprintf", ["%[5]d", 1], '"%!d(BADINDEX)"'),
    ("fmt.Sprintf", ["%[]d", 1], '"%!d(BADINDEX)"'),
    ("fmt.Sprintf", ["%[-1]d", 1], '"%!d(BADINDEX)"'),
    ("fmt.Sprintf", ["%[1", 1], '"%!(NOVERB)"'),
    ("fmt.Sprintf", ["%.", 1], '"%!.(int=1)"'),
    ("fmt.Sprintf", ["%-", 1], '"%!(NOVERB)%!(EXTRA int=1)"'),
    ("fmt.Sprintf", ["%.[1]d", 1], '"1"'),
    ("fmt.Sprintf", ["%[1].2d", 1], '"%!d(BADINDEX)"'),
    ("fmt.Sprintf", ["%[1]2d", 1], '"%!d(BADINDEX)"'),
    ("fmt.Sprintf", ["%v %v", PTR, NIL_ERR], '"&{3 4} <nil>"'),
    ("fmt.Sprintf", ["%v", n("uintptr", 17)], '"17"'),
    ("fmt.Sprintf", ["%#v", n("uintptr", 17)], '"0x11"'),
    ("fmt.Sprintf", ["%#x", n("int64", -255)], '"-0xff"'),
    ("fmt.Sprintf", ["%c%c", 72, n("int32", 233)], '"H\\xc3\\xa9"'),
    ("fmt.Sprintf", ["%t", "x"], '"%!t(string=x)"'),
    ("fmt.Sprintf", ["%v", n("int16", -3)], '"-3"'),
    ("fmt.Sprintf", ["%2.2d:%2.2d", 5, 7], '"05:07"'),
    ("fmt.Sprintf", ["%6.2%"], '"%"'),
    ("fmt.Sprintf", ["%s %s", "a", 5], '"a %!s(int=5)"'),
    ("fmt.Sprintf", ["%#q", n("int32", 10)], "\"'\\x5cn'\""),
    ("fmt.Sprintf", ["% d", -5], '"-5"'),
    ("fmt.Sprintf", ["%+x", "hi"], '"6869"'),
    ("fmt.Sprintf", ["%+X", 10], '"+A"'),
    ("fmt.Sprintf", ["% X", octets(b"abc")], '"61 62 63"'),
    ("fmt.Sprintf", ["%#.2x", octets(b"abc")], '"0x6162"'),
    ("fmt.Sprint", ["a", 1, 2, "b", 3.5, NIL, NIL], '"a1 2b3.5 <nil> <nil>"'),
    ("fmt.Sprint", [], '""'),
    ("fmt.Sprint", [1, True, LEVEL_3, ERR], '"1 true level-3 oops 7"'),
    ("fmt.Sprint", ["a", "b"], '"ab"'),
    ("fmt.Sprintln", ["a", 1, NIL, texts("x")], '"a 1 <nil> [x]\\x0a"'),
    ("fmt.Sprintln", [], '"\\x0a"'),
    ("fmt.Errorf", ["plain %d", 5], 'error "plain 5"'),
    ("fmt.Errorf", ["wrap: %w", ERR], 'error "wrap: oops 7"'),
    ("fmt.Errorf", ["bad: %w", 5], 'error "bad: %!w(int=5)"'),
    ("fmt.Errorf", ["two: %w %w", ERR, ERR], 'error "two: oops 7 oops 7"'),
    ("fmt.Errorf", ["%[2]w %[1]v", 1, ERR], 'error "oops 7 1"'),
    ("fmt.Errorf", ["nil: %w", NIL], 'error "nil: %!w(<nil>)"'),
    ("fmt.Println", ["hé", 1], "6, nil"),
    ("strconv.Itoa", [-45], '"-45"'),
    ("strconv.Atoi", ["12"], "12, nil"),
    ("strconv.Atoi", ["-0"], "0, nil"),
    ("strconv.Atoi", ["+7"], "7, nil"),
    ("strconv.Atoi", [""], '0, error "strconv.Atoi: parsing \\x22\\x22: invalid syntax"'),
    ("strconv.Atoi", ["1_000"], '0, error "strconv.Atoi: parsing \\x221_000\\x22: invalid syntax"'),
    ("strconv.Atoi", ["12a"], '0, error "strconv.Atoi: parsing \\x2212a\\x22: invalid syntax"'),
    ("strconv.Atoi", [" 1"], '0, error "strconv.Atoi: parsing \\x22 1\\x22: invalid syntax"'),
    (
        "strconv.Atoi",
        ["９"],
        '0, error "strconv.Atoi: parsing \\x22\\xef\\xbc\\x99\\x22: invalid syntax"',
    ),
    ("strconv.Atoi", ["9223372036854775807"], "9223372036854775807, nil"),
    (
        "strconv.Atoi",
        ["9223372036854775808"],
        '9223372036854775807, error "strconv.Atoi: parsing \\x22922337'
        '2036854775808\\x22: value out of range"',
    ),
    (
        "strconv.Atoi",
        ["-9223372036854775809"],
        '-9223372036854775808, error "strconv.Atoi: parsing \\x22-9223'
        '372036854775809\\x22: value out of range"',
    ),
    (
        "strconv.Atoi",
        [raw(b'a\xff"')],
        '0, error "strconv.Atoi: parsing \\x22a\\x5cxff\\x5c\\x22\\x22: invalid syntax"',
    ),
    ("strconv.ParseInt", ["ff", 16, 64], "255, nil"),
    ("strconv.ParseInt", ["-80", 16, 8], "-128, nil"),
    (
        "strconv.ParseInt",
        ["80", 16, 8],
        '127, error "strconv.ParseInt: parsing \\x2280\\x22: value out of range"',
    ),
    ("strconv.ParseInt", ["0x1F", 0, 64], "31, nil"),
    ("strconv.ParseInt", ["0b101", 0, 64], "5, nil"),
    ("strconv.ParseInt", ["0o17", 0, 64], "15, nil"),
    ("strconv.ParseInt", ["017", 0, 64], "15, nil"),
    ("strconv.ParseInt", ["0_1", 0, 64], "1, nil"),
    (
        "strconv.ParseInt",
        ["1__0", 0, 64],
        '0, error "strconv.ParseInt: parsing \\x221__0\\x22: invalid syntax"',
    ),
    (
        "strconv.ParseInt",
        ["_1", 0, 64],
        '0, error "strconv.ParseInt: parsing \\x22_1\\x22: invalid syntax"',
    ),
    ("strconv.ParseInt", ["0x_f", 0, 64], "15, nil"),
    (
        "strconv.ParseInt",
        ["0x", 0, 64],
        '0, error "strconv.ParseInt: parsing \\x220x\\x22: invalid syntax"',
    ),
    ("strconv.ParseInt", ["-0x10", 0, 64], "-16, nil"),
    (
        "strconv.ParseInt",
        ["09", 0, 64],
        '0, error "strconv.ParseInt: parsing \\x2209\\x22: invalid syntax"',
    ),
    ("strconv.ParseInt", ["z", 36, 64], "35, nil"),
    (
        "strconv.ParseInt",
        ["1", 1, 64],
        '0, error "strconv.ParseInt: parsing \\x221\\x22: invalid base 1"',
    ),
    (
        "strconv.ParseInt",
        ["1", 37, 64],
        '0, error "strconv.ParseInt: parsing \\x221\\x22: invalid base 37"',
    ),
    (
        "strconv.ParseInt",
        ["1", 10, 65],
        '0, error "strconv.ParseInt: parsing \\x221\\x22: invalid bit size 65"',
    ),
    (
        "strconv.ParseInt",
        ["300", 10, 8],
        '127, error "strconv.ParseInt: parsing \\x22300\\x22: value out of range"',
    ),
    (
        "strconv.ParseInt",
        ["-300", 10, 8],
        '-128, error "strconv.ParseInt: parsing \\x22-300\\x22: value out of range"',
    ),
    (
        "strconv.ParseInt",
        ["+", 10, 8],
        '0, error "strconv.ParseInt: parsing \\x22+\\x22: invalid syntax"',
    ),
    ("strconv.ParseInt", ["0", 0, 0], "0, nil"),
    ("strconv.ParseUint", ["18446744073709551615", 10, 64], "18446744073709551615, nil"),
    (
        "strconv.ParseUint",
        ["18446744073709551616", 10, 64],
        '18446744073709551615, error "strconv.ParseUint: parsing \\x22'
        '18446744073709551616\\x22: value out of range"',
    ),
    (
        "strconv.ParseUint",
        ["-1", 10, 64],
        '0, error "strconv.ParseUint: parsing \\x22-1\\x22: invalid syntax"',
    ),
    (
        "strconv.ParseUint",
        ["+1", 10, 64],
        '0, error "strconv.ParseUint: parsing \\x22+1\\x22: invalid syntax"',
    ),
    (
        "strconv.ParseUint",
        ["256", 10, 8],
        '255, error "strconv.ParseUint: parsing \\x22256\\x22: value out of range"',
    ),
    (
        "strconv.ParseUint",
        ["99999999999999999999x", 10, 64],
        '18446744073709551615, error "strconv.ParseUint: parsing \\x22'
        '99999999999999999999x\\x22: value out of range"',
    ),
    ("strconv.ParseBool", ["true"], "true, nil"),
    ("strconv.ParseBool", ["T"], "true, nil"),
    ("strconv.ParseBool", ["0"], "false, nil"),
    (
        "strconv.ParseBool",
        ["yes"],
        'false, error "strconv.ParseBool: parsing \\x22yes\\x22: invalid syntax"',
    ),
    ("strconv.ParseFloat", ["1.5", 64], "bits 3ff8000000000000, nil"),
    (
        "strconv.ParseFloat",
        ["1e400", 64],
        'bits 7ff0000000000000, error "strconv.ParseFloat: parsing \\x'
        '221e400\\x22: value out of range"',
    ),
    (
        "strconv.ParseFloat",
        ["-1e400", 64],
        'bits fff0000000000000, error "strconv.ParseFloat: parsing \\x'
        '22-1e400\\x22: value out of range"',
    ),
    ("strconv.ParseFloat", ["1e-400", 64], "bits 0000000000000000, nil"),
    ("strconv.ParseFloat", ["-0", 64], "bits 8000000000000000, nil"),
    ("strconv.ParseFloat", [".5e1", 64], "bits 4014000000000000, nil"),
    ("strconv.ParseFloat", ["5.", 64], "bits 4014000000000000, nil"),
    (
        "strconv.ParseFloat",
        [".", 64],
        'bits 0000000000000000, error "strconv.ParseFloat: parsing \\x22.\\x22: invalid syntax"',
    ),
    (
        "strconv.ParseFloat",
        ["1e", 64],
        'bits 0000000000000000, error "strconv.ParseFloat: parsing \\x221e\\x22: invalid syntax"',
    ),
    ("strconv.ParseFloat", ["inf", 64], "bits 7ff0000000000000, nil"),
    ("strconv.ParseFloat", ["-Infinity", 64], "bits fff0000000000000, nil"),
    (
        "strconv.ParseFloat",
        ["infi", 64],
        'bits 0000000000000000, error "strconv.ParseFloat: parsing \\x22infi\\x22: invalid syntax"',
    ),
    ("strconv.ParseFloat", ["NaN", 64], "NaN, nil"),
    (
        "strconv.ParseFloat",
        ["-nan", 64],
        'bits 0000000000000000, error "strconv.ParseFloat: parsing \\x22-nan\\x22: invalid syntax"',
    ),
    ("strconv.ParseFloat", ["0x1p-2", 64], "bits 3fd0000000000000, nil"),
    ("strconv.ParseFloat", ["0x1.8p1", 64], "bits 4008000000000000, nil"),
    (
        "strconv.ParseFloat",
        ["0x1", 64],
        'bits 0000000000000000, error "strconv.ParseFloat: parsing \\x220x1\\x22: invalid syntax"',
    ),
    (
        "strconv.ParseFloat",
        ["0x1p1024", 64],
        'bits 7ff0000000000000, error "strconv.ParseFloat: parsing \\x'
        '220x1p1024\\x22: value out of range"',
    ),
    ("strconv.ParseFloat", ["1_000.5", 64], "bits 408f440000000000, nil"),
    (
        "strconv.ParseFloat",
        ["1__0", 64],
        'bits 0000000000000000, error "strconv.ParseFloat: parsing \\x221__0\\x22: invalid syntax"',
    ),
    ("strconv.ParseFloat", ["0.1", 32], "bits 3fb99999a0000000, nil"),
    ("strconv.ParseFloat", ["16777217", 32], "bits 4170000000000000, nil"),
    (
        "strconv.ParseFloat",
        ["3.4028236e38", 32],
        'bits 7ff0000000000000, error "strconv.ParseFloat: parsing \\x'
        '223.4028236e38\\x22: value out of range"',
    ),
    ("strconv.ParseFloat", ["1e-46", 32], "bits 0000000000000000, nil"),
    ("strconv.ParseFloat", ["1.00000017881393432617187499", 32], "bits 3ff0000020000000, nil"),
    ("strconv.ParseFloat", ["1.00000017881393432617187501", 32], "bits 3ff0000040000000, nil"),
    ("strconv.FormatBool", [True], '"true"'),
    ("strconv.FormatInt", [n("int64", -255), 16], '"-ff"'),
    ("strconv.FormatInt", [n("int64", 35), 36], '"z"'),
    ("strconv.FormatInt", [n("int64", 0), 2], '"0"'),
    ("strconv.FormatUint", [n("uint64", 18446744073709551615), 10], '"18446744073709551615"'),
    (
        "strconv.Quote",
        ['a\tb"c\\é\x07\x7f\u00a0😀\ufeff'],
        '"\\x22a\\x5ctb\\x5c\\x22c\\x5c\\x5c\\xc3\\xa9\\x5ca\\x5cx7f\\x5cu00a0\\x'
        'f0\\x9f\\x98\\x80\\x5cufeff\\x22"',
    ),
    ("strconv.Quote", [raw(b"\xff\xc3")], '"\\x22\\x5cxff\\x5cxc3\\x22"'),
    ("strconv.QuoteToASCII", ["é😀x"], '"\\x22\\x5cu00e9\\x5cU0001f600x\\x22"'),
    ("strconv.QuoteToGraphic", ["\u00a0\u3000\t"], '"\\x22\\xc2\\xa0\\xe3\\x80\\x80\\x5ct\\x22"'),
    ("strconv.QuoteRune", [n("int32", 39)], "\"'\\x5c''\""),
    ("strconv.QuoteRune", [n("int32", 34)], "\"'\\x22'\""),
    ("strconv.QuoteRune", [n("int32", 0x1F600)], "\"'\\xf0\\x9f\\x98\\x80'\""),
    ("strconv.QuoteRune", [n("int32", -5)], "\"'\\xef\\xbf\\xbd'\""),
    ("strconv.QuoteRuneToASCII", [n("int32", 0xE9)], "\"'\\x5cu00e9'\""),
    ("strconv.CanBackquote", ["a`b"], "false"),
    ("strconv.CanBackquote", ["a\tb"], "true"),
    ("strconv.CanBackquote", ["a\nb"], "false"),
    ("strconv.IsPrint", [n("int32", 0xAD)], "false"),
    ("strconv.Unquote", ['"a\\tb"'], '"a\\x09b", nil'),
    ("strconv.Unquote", ["`a\\b`"], '"a\\x5cb", nil'),
    ("strconv.Unquote", ["'x'"], '"x", nil'),
    ("strconv.Unquote", ["'xy'"], '"", error "invalid syntax"'),
    ("strconv.Unquote", ["''"], '"", nil'),
    ("strconv.Unquote", ["'\\''"], '"\'", nil'),
    ("strconv.Unquote", ['"\\\'"'], '"", error "invalid syntax"'),
    (
        "strconv.Unquote",
        ['"\\x41\\u00e9\\U0001F600\\101"'],
        '"A\\xc3\\xa9\\xf0\\x9f\\x98\\x80A", nil',
    ),
    ("strconv.Unquote", ['"\\xff"'], '"\\xff", nil'),
    ("strconv.Unquote", ["'\\xff'"], '"\\xff", nil'),
    ("strconv.Unquote", ['"\\400"'], '"", error "invalid syntax"'),
    ("strconv.Unquote", ['"\\ud800"'], '"", error "invalid syntax"'),
    ("strconv.Unquote", ['"a'], '"", error "invalid syntax"'),
    ("strconv.Unquote", ["a"], '"", error "invalid syntax"'),
    ("strconv.Unquote", ['"a"b"'], '"", error "invalid syntax"'),
    ("strconv.Unquote", ['"a\nb"'], '"", error "invalid syntax"'),
    ("strconv.Unquote", [raw(b'"\xff"')], '"\\xef\\xbf\\xbd", nil'),
    ("strconv.Unquote", [raw(b'"\xff\\\\"')], '"\\xef\\xbf\\xbd\\x5c", nil'),
    ("strconv.Unquote", [raw(b"'\xff'")], '"\\xef\\xbf\\xbd", nil'),
    ("strconv.AppendInt", [octets(b"x"), n("int64", 5), 10], "[120 53]"),
    ("strconv.AppendQuote", [octets(b"x"), "y"], "[120 34 121 34]"),
    ("strings.Index", ["héllo", "l"], "3"),
    ("strings.Index", ["abc", ""], "0"),
    ("strings.LastIndex", ["go gopher", "go"], "3"),
    ("strings.IndexByte", ["héllo", n("uint8", 108)], "3"),
    ("strings.IndexRune", ["chicken", n("int32", 107)], "4"),
    ("strings.IndexRune", [raw(b"a\xffb"), n("int32", 0xFFFD)], "1"),
    ("strings.IndexRune", ["abc", n("int32", -1)], "-1"),
    ("strings.IndexAny", ["golang", "nl"], "2"),
    ("strings.LastIndexAny", ["golang", "go"], "5"),
    ("strings.IndexFunc", ["héé1", DIGIT], "5"),
    ("strings.LastIndexFunc", ["1éa", DIGIT], "0"),
    ("strings.Contains", ["seafood", ""], "true"),
    ("strings.ContainsAny", ["abc", ""], "false"),
    ("strings.ContainsRune", ["abc", 98], "true"),
    ("strings.Count", ["cheese", "e"], "3"),
    ("strings.Count", ["fivé", ""], "5"),
    ("strings.Split", ["a,b,c", ","], '["a" "b" "c"]'),
    ("strings.Split", ["a,b,c", ""], '["a" "," "b" "," "c"]'),
    ("strings.Split", ["", ","], '[""]'),
    ("strings.Split", ["", ""], "[]"),
    ("strings.SplitN", ["a,b,c", ",", 2], '["a" "b,c"]'),
    ("strings.SplitN", ["a,b,c", ",", 0], "nil"),
    ("strings.SplitN", ["héo", "", 2], '["h" "\\xc3\\xa9o"]'),
    ("strings.SplitAfter", ["a,b,c", ","], '["a," "b," "c"]'),
    ("strings.SplitAfterN", ["a,b,c", ",", 2], '["a," "b,c"]'),
    ("strings.Fields", ["  foo\u00a0bar  baz\u0085 "], '["foo" "bar" "baz"]'),
    ("strings.Fields", ["   "], "[]"),
    ("strings.FieldsFunc", ["a1b22c", DIGIT], '["a" "b" "c"]'),
    ("strings.Join", [texts("a", "b", "c"), ", "], '"a, b, c"'),
    ("strings.Join", [NIL_STRINGS, ", "], '""'),
    ("strings.Repeat", ["ab", 3], '"ababab"'),
    ("strings.Replace", ["oink oink oink", "k", "ky", 2], '"oinky oinky oink"'),
    ("strings.Replace", ["abc", "", "-", -1], '"-a-b-c-"'),
    ("strings.Replace", ["abc", "", "-", 2], '"-a-bc"'),
    ("strings.ReplaceAll", ["oink oink", "oink", "moo"], '"moo moo"'),
    ("strings.Map", [UPPER, "abç"], '"AB\\xc3\\x87"'),
    ("strings.ToUpper", ["straße ŉ ᾳ"], '"STRA\\xc3\\x9fE \\xc5\\x89 \\xe1\\xbe\\xbc"'),
    ("strings.ToLower", ["İSTANBUL ǅ"], '"istanbul \\xc7\\x86"'),
    ("strings.ToTitle", ["ǆ xyz"], '"\\xc7\\x85 XYZ"'),
    (
        "strings.Title",
        ["her royal-highness o'neil x_y é1a ǆa"],
        '"Her Royal-Highness O\'Neil X_y \\xc3\\x891a \\xc7\\x85a"',
    ),
    ("strings.Trim", ["¡¡Hello!!!", "!¡"], '"Hello"'),
    ("strings.TrimLeft", ["xxabcx", "x"], '"abcx"'),
    ("strings.TrimRight", ["xxabcx", "cx"], '"xxab"'),
    ("strings.TrimSpace", ["\t a b \u2003\n"], '"a b"'),
    ("strings.TrimSpace", [raw(b" \xff ")], '"\\xff"'),
    ("strings.TrimPrefix", ["abc", "ab"], '"c"'),
    ("strings.TrimSuffix", ["abc", "bc"], '"a"'),
    ("strings.TrimFunc", ["1a2", DIGIT], '"a"'),
    ("strings.TrimLeftFunc", ["1a2", DIGIT], '"a2"'),
    ("strings.TrimRightFunc", ["1a2", DIGIT], '"1a"'),
    ("strings.EqualFold", ["Go", "GO"], "true"),
    ("strings.EqualFold", ["ΣΊΣΥΦΟΣ", "σίσυφος"], "true"),
    ("strings.EqualFold", ["ß", "ss"], "false"),
    ("strings.EqualFold", ["K", "\u212a"], "true"),
    ("strings.Compare", ["a", "b"], "-1"),
    ("strings.Compare", [raw(b"\xff"), "\uffff"], "1"),
    ("strings.HasPrefix", ["abc", "ab"], "true"),
    ("strings.HasSuffix", ["abc", "ab"], "false"),
    ("strings.Cut", ["k=v=w", "="], '"k", "v=w", true'),
    ("strings.Cut", ["kv", "="], '"kv", "", false'),
    ("strings.Cut", ["kv", ""], '"", "kv", true'),
    ("strings.CutPrefix", ["kv", "k"], '"v", true'),
    ("strings.CutSuffix", ["kv", "k"], '"kv", false'),
    ("strings.ToValidUTF8", [raw(b"a\xff\xfeb"), "?"], '"a?b"'),
    ("bytes.Contains", [octets(b"abc"), octets(b"b")], "true"),
    ("bytes.Equal", [NIL_BYTES, octets(b"")], "true"),
    ("bytes.Split", [octets(b"a,b"), octets(b",")], "[[97] [98]]"),
    ("bytes.ToUpper", [octets(b"ab")], "[65 66]"),
    ("bytes.TrimSpace", [octets(b" a ")], "[97]"),
    ("bytes.Compare", [octets(b"a"), octets(b"b")], "-1"),
    ("unicode.IsUpper", [n("int32", 0xC9)], "true"),
    ("unicode.IsLetter", [n("int32", 0x4E2D)], "true"),
    ("unicode.IsPunct", [n("int32", 36)], "false"),
    ("unicode.IsSpace", [n("int32", 0x200B)], "false"),
    ("unicode.ToUpper", [n("int32", 0xFF)], "376"),
    ("unicode/utf8.RuneCountInString", [raw(b"a\xe4\xb8\xad\xff")], "3"),
    ("unicode/utf8.RuneLen", [n("int32", 0xD800)], "-1"),
    ("unicode/utf8.DecodeRuneInString", ["é!"], "233, 2"),
    ("unicode/utf8.DecodeRuneInString", [""], "65533, 0"),
    ("unicode/utf8.DecodeLastRuneInString", [raw(b"a\xff")], "65533, 1"),
    ("unicode/utf8.ValidString", [raw(b"\xed\xa0\x80")], "false"),
    ("unicode/utf8.FullRuneInString", [raw(b"\xe4\xb8")], "false"),
    ("unicode/utf8.FullRuneInString", [raw(b"\xc0")], "true"),
    ("math.Ceil", [-0.5], "bits 8000000000000000"),
    ("math.Floor", [-0.5], "bits bff0000000000000"),
    ("math.Round", [2.5], "bits 4008000000000000"),
    ("math.Round", [-0.4], "bits 8000000000000000"),
    ("math.Round", [0.49999999999999994], "bits 0000000000000000"),
    ("math.RoundToEven", [2.5], "bits 4000000000000000"),
    ("math.Max", [-0.0, 0.0], "bits 0000000000000000"),
    ("math.Min", [0.0, -0.0], "bits 8000000000000000"),
    ("math.Max", [n("float64", "nan"), n("float64", "inf")], "bits 7ff0000000000000"),
    ("math.Pow", [2.0, 10.0], "bits 4090000000000000"),
    ("math.Pow", [10.0, 22.0], "bits 4480f0cf064dd592"),
    ("math.Pow", [1.5, 2.0], "bits 4002000000000000"),
    ("math.Sqrt", [2.0], "bits 3ff6a09e667f3bcd"),
    ("math.Mod", [-7.5, 2.0], "bits bff8000000000000"),
    ("math.Log2", [8.0], "bits 4008000000000000"),
    ("math.Inf", [-1], "bits fff0000000000000"),
    ("math.Modf", [-1.5], "bits bff0000000000000, bits bfe0000000000000"),
    ("math.IsInf", [n("float64", "-inf"), 1], "false"),
    ("math.Float64bits", [-0.5], "13826050856027422720"),
    ("path.Clean", ["a//b/../c/./.."], '"a"'),
    ("path.Clean", ["/../a"], '"/a"'),
    ("path.Clean", [""], '"."'),
    ("path.Clean", ["../../a/.."], '"../.."'),
    ("path.Join", ["a", "", "../b", "c/"], '"b/c"'),
    ("path.Join", ["", ""], '""'),
    ("path.Base", ["/a/b//"], '"b"'),
    ("path.Base", ["///"], '"/"'),
    ("path.Base", [""], '"."'),
    ("path.Dir", ["/a/b/"], '"/a/b"'),
    ("path.Dir", ["a"], '"."'),
    ("path.Ext", ["a/b.tar.gz"], '".gz"'),
    ("path.Ext", ["a.b/c"], '""'),
    ("path.Split", ["a/b/c.txt"], '"a/b/", "c.txt"'),
    ("path.IsAbs", ["/a"], "true"),
    ("path.Match", ["a*[b-d]?", "axxcz"], "true, nil"),
    ("path.Match", ["a[", "a"], 'false, error "syntax error in pattern"'),
    ("path.Match", ["[^a-c]x\\*", "dx*"], "true, nil"),
    ("path.Match", ["*/b", "a/c/b"], "false, nil"),
    ("path.Match", ["[]a]", "]"], 'false, error "syntax error in pattern"'),
    ("path/filepath.Rel", ["/a", "/b/c"], '"../b/c", nil'),
    ("path/filepath.Rel", ["a/b", "a/b/c/d"], '"c/d", nil'),
    ("path/filepath.Rel", ["../x", "y"], '"", error "Rel: can\'t make y relative to ../x"'),
    ("path/filepath.Rel", ["a/b", "."], '"../..", nil'),
    ("path/filepath.Rel", ["/a", "b"], '"", error "Rel: can\'t make b relative to /a"'),
    ("path/filepath.Rel", [".", "a"], '"a", nil'),
    ("path/filepath.SplitList", ["a:b"], '["a" "b"]'),
    ("path/filepath.Ext", ["x.yaml"], '".yaml"'),
    ("time.ParseDuration", ["1h30m"], "5400000000000, nil"),
    ("time.ParseDuration", ["-1.5h"], "-5400000000000, nil"),
    ("time.ParseDuration", [".5s"], "500000000, nil"),
    ("time.ParseDuration", ["0"], "0, nil"),
    ("time.ParseDuration", ["1"], '0, error "time: missing unit in duration \\x221\\x22"'),
    ("time.ParseDuration", [""], '0, error "time: invalid duration \\x22\\x22"'),
    ("time.ParseDuration", ["-"], '0, error "time: invalid duration \\x22-\\x22"'),
    ("time.ParseDuration", [".s"], '0, error "time: invalid duration \\x22.s\\x22"'),
    ("time.ParseDuration", ["3000000h"], '0, error "time: invalid duration \\x223000000h\\x22"'),
    ("time.ParseDuration", ["9223372036854775807ns"], "9223372036854775807, nil"),
    (
        "time.ParseDuration",
        ["9223372036854775808ns"],
        '0, error "time: invalid duration \\x229223372036854775808ns\\x22"',
    ),
    ("time.ParseDuration", ["-9223372036854775808ns"], "-9223372036854775808, nil"),
    (
        "time.ParseDuration",
        ['1d"é'],
        '0, error "time: unknown unit \\x22d\\x5c\\x22\\x5cxc3\\x5cxa9\\x22'
        ' in duration \\x221d\\x5c\\x22\\x5cxc3\\x5cxa9\\x22"',
    ),
    ("time.ParseDuration", ["10µs3.333333333333333333333ms"], "3343333, nil"),
    ("time.ParseDuration", ["0.3333333333333333333h"], "1200000000000, nil"),
    ("net/url.QueryEscape", ["a b/c?é~+"], '"a+b%2Fc%3F%C3%A9~%2B"'),
    ("net/url.PathEscape", ["a b/c:é@$"], '"a%20b%2Fc:%C3%A9@$"'),
    ("net/url.QueryUnescape", ["a+b%2Fc%C3%A9"], '"a b/c\\xc3\\xa9", nil'),
    ("net/url.PathUnescape", ["a+b%zz"], '"", error "invalid URL escape \\x22%zz\\x22"'),
    ("encoding/hex.EncodeToString", [octets(b"\x01\xff")], '"01ff"'),
    ("encoding/hex.DecodeString", ["01ff"], "[1 255], nil"),
    ("encoding/hex.DecodeString", ["01f"], '[1], error "encoding/hex: odd length hex string"'),
    ("encoding/hex.DecodeString", ["0g"], "[], error \"encoding/hex: invalid byte: U+0067 'g'\""),
    ("regexp.QuoteMeta", ["a.b[c]"], '"a\\x5c.b\\x5c[c\\x5c]"'),
    ("regexp.MatchString", ["^a+$", "aa\n"], "false, nil"),
    ("regexp.MatchString", ["(?i)AB\\b", "xab"], "true, nil"),
    ("slices.Contains", [texts("a", "b"), "b"], "true"),
    ("slices.Index", [INTS, 2], "2"),
    ("slices.Max", [INTS], "3"),
    (
        "os.Expand",
        [
            "$a ${b} $$ ${} $",
            Arg("strings.ToUpper", lambda: FuncVal(None, lambda m, a: string(a[0].v.upper()))),
        ],
        '"A B $  $"',
    ),
    ("strconv.FormatFloat", [0.0, n("uint8", 101), -1, 64], '"0e+00"'),
    ("strconv.FormatFloat", [0.0, n("uint8", 102), -1, 64], '"0"'),
    ("strconv.FormatFloat", [0.0, n("uint8", 103), -1, 64], '"0"'),
    ("strconv.FormatFloat", [0.0, n("uint8", 71), 3, 64], '"0"'),
    ("strconv.FormatFloat", [0.0, n("uint8", 98), -1, 64], '"0p-1074"'),
    ("strconv.FormatFloat", [0.0, n("uint8", 120), -1, 64], '"0x0p+00"'),
    ("strconv.FormatFloat", [0.0, n("uint8", 103), -1, 32], '"0"'),
    ("strconv.FormatFloat", [0.0, n("uint8", 101), -1, 32], '"0e+00"'),
    ("strconv.FormatFloat", [0.0, n("uint8", 102), 2, 64], '"0.00"'),
    ("strconv.FormatFloat", [0.0, n("uint8", 88), 2, 64], '"0X0.00P+00"'),
    ("strconv.FormatFloat", [1.0, n("uint8", 101), -1, 64], '"1e+00"'),
    ("strconv.FormatFloat", [1.0, n("uint8", 102), -1, 64], '"1"'),
    ("strconv.FormatFloat", [1.0, n("uint8", 103), -1, 64], '"1"'),
    ("strconv.FormatFloat", [1.0, n("uint8", 71), 3, 64], '"1"'),
    ("strconv.FormatFloat", [1.0, n("uint8", 98), -1, 64], '"4503599627370496p-52"'),
    ("strconv.FormatFloat", [1.0, n("uint8", 120), -1, 64], '"0x1p+00"'),
    ("strconv.FormatFloat", [1.0, n("uint8", 103), -1, 32], '"1"'),
    ("strconv.FormatFloat", [1.0, n("uint8", 101), -1, 32], '"1e+00"'),
    ("strconv.FormatFloat", [1.0, n("uint8", 102), 2, 64], '"1.00"'),
    ("strconv.FormatFloat", [1.0, n("uint8", 88), 2, 64], '"0X1.00P+00"'),
    ("strconv.FormatFloat", [-0.1, n("uint8", 101), -1, 64], '"-1e-01"'),
    ("strconv.FormatFloat", [-0.1, n("uint8", 102), -1, 64], '"-0.1"'),
    ("strconv.FormatFloat", [-0.1, n("uint8", 103), -1, 64], '"-0.1"'),
    ("strconv.FormatFloat", [-0.1, n("uint8", 71), 3, 64], '"-0.1"'),
    ("strconv.FormatFloat", [-0.1, n("uint8", 98), -1, 64], '"-7205759403792794p-56"'),
    ("strconv.FormatFloat", [-0.1, n("uint8", 120), -1, 64], '"-0x1.999999999999ap-04"'),
    ("strconv.FormatFloat", [-0.1, n("uint8", 103), -1, 32], '"-0.1"'),
    ("strconv.FormatFloat", [-0.1, n("uint8", 101), -1, 32], '"-1e-01"'),
    ("strconv.FormatFloat", [-0.1, n("uint8", 102), 2, 64], '"-0.10"'),
    ("strconv.FormatFloat", [-0.1, n("uint8", 88), 2, 64], '"-0X1.9AP-04"'),
    ("strconv.FormatFloat", [123456789.0, n("uint8", 101), -1, 64], '"1.23456789e+08"'),
    ("strconv.FormatFloat", [123456789.0, n("uint8", 102), -1, 64], '"123456789"'),
    ("strconv.FormatFloat", [123456789.0, n("uint8", 103), -1, 64], '"1.23456789e+08"'),
    ("strconv.FormatFloat", [123456789.0, n("uint8", 71), 3, 64], '"1.23E+08"'),
    ("strconv.FormatFloat", [123456789.0, n("uint8", 98), -1, 64], '"8285044862877696p-26"'),
    ("strconv.FormatFloat", [123456789.0, n("uint8", 120), -1, 64], '"0x1.d6f3454p+26"'),
    ("strconv.FormatFloat", [123456789.0, n("uint8", 103), -1, 32], '"1.2345679e+08"'),
    ("strconv.FormatFloat", [123456789.0, n("uint8", 101), -1, 32], '"1.2345679e+08"'),
    ("strconv.FormatFloat", [123456789.0, n("uint8", 102), 2, 64], '"123456789.00"'),
    ("strconv.FormatFloat", [123456789.0, n("uint8", 88), 2, 64], '"0X1.D7P+26"'),
    ("strconv.FormatFloat", [1e21, n("uint8", 101), -1, 64], '"1e+21"'),
    ("strconv.FormatFloat", [1e21, n("uint8", 102), -1, 64], '"1000000000000000000000"'),
    ("strconv.FormatFloat", [1e21, n("uint8", 103), -1, 64], '"1e+21"'),
    ("strconv.FormatFloat", [1e21, n("uint8", 71), 3, 64], '"1E+21"'),
    ("strconv.FormatFloat", [1e21, n("uint8", 98), -1, 64], '"7629394531250000p+17"'),
    ("strconv.FormatFloat", [1e21, n("uint8", 120), -1, 64], '"0x1.b1ae4d6e2ef5p+69"'),
    ("strconv.FormatFloat", [1e21, n("uint8", 103), -1, 32], '"1e+21"'),
    ("strconv.FormatFloat", [1e21, n("uint8", 101), -1, 32], '"1e+21"'),
    ("strconv.FormatFloat", [1e21, n("uint8", 102), 2, 64], '"1000000000000000000000.00"'),
    ("strconv.FormatFloat", [1e21, n("uint8", 88), 2, 64], '"0X1.B2P+69"'),
    ("strconv.FormatFloat", [5e-324, n("uint8", 101), -1, 64], '"5e-324"'),
    (
        "strconv.FormatFloat",
        [5e-324, n("uint8", 102), -1, 64],
        '"0.000000000000000000000000000000000000000000000000000000000'
        "000000000000000000000000000000000000000000000000000000000000"
        "000000000000000000000000000000000000000000000000000000000000"
        "000000000000000000000000000000000000000000000000000000000000"
        "000000000000000000000000000000000000000000000000000000000000"
        '000000000000000000000000005"',
    ),
    ("strconv.FormatFloat", [5e-324, n("uint8", 103), -1, 64], '"5e-324"'),
    ("strconv.FormatFloat", [5e-324, n("uint8", 71), 3, 64], '"4.94E-324"'),
    ("strconv.FormatFloat", [5e-324, n("uint8", 98), -1, 64], '"1p-1074"'),
    ("strconv.FormatFloat", [5e-324, n("uint8", 120), -1, 64], '"0x1p-1074"'),
    ("strconv.FormatFloat", [5e-324, n("uint8", 103), -1, 32], '"0"'),
    ("strconv.FormatFloat", [5e-324, n("uint8", 101), -1, 32], '"0e+00"'),
    ("strconv.FormatFloat", [5e-324, n("uint8", 102), 2, 64], '"0.00"'),
    ("strconv.FormatFloat", [5e-324, n("uint8", 88), 2, 64], '"0X1.00P-1074"'),
    (
        "strconv.FormatFloat",
        [1.7976931348623157e308, n("uint8", 101), -1, 64],
        '"1.7976931348623157e+308"',
    ),
    (
        "strconv.FormatFloat",
        [1.7976931348623157e308, n("uint8", 102), -1, 64],
        '"17976931348623157000000000000000000000000000000000000000000'
        "000000000000000000000000000000000000000000000000000000000000"
        "000000000000000000000000000000000000000000000000000000000000"
        "000000000000000000000000000000000000000000000000000000000000"
        "000000000000000000000000000000000000000000000000000000000000"
        '0000000000"',
    ),
    (
        "strconv.FormatFloat",
        [1.7976931348623157e308, n("uint8", 103), -1, 64],
        '"1.7976931348623157e+308"',
    ),
    ("strconv.FormatFloat", [1.7976931348623157e308, n("uint8", 71), 3, 64], '"1.8E+308"'),
    (
        "strconv.FormatFloat",
        [1.7976931348623157e308, n("uint8", 98), -1, 64],
        '"9007199254740991p+971"',
    ),
    (
        "strconv.FormatFloat",
        [1.7976931348623157e308, n("uint8", 120), -1, 64],
        '"0x1.fffffffffffffp+1023"',
    ),
    (
        "strconv.FormatFloat",
        [1.7976931348623157e308, n("uint8", 102), 2, 64],
        '"17976931348623157081452742373170435679807056752584499659891'
        "747680315726078002853876058955863276687817154045895351438246"
        "423432132688946418276846754670353751698604991057655128207624"
        "549009038932894407586850845513394230458323690322294816580855"
        "933212334827479782620414472316873817718091929988125040402618"
        '4124858368.00"',
    ),
    ("strconv.FormatFloat", [1.7976931348623157e308, n("uint8", 88), 2, 64], '"0X1.00P+1024"'),
    ("strconv.FormatFloat", [100.0, n("uint8", 101), -1, 64], '"1e+02"'),
    ("strconv.FormatFloat", [100.0, n("uint8", 102), -1, 64], '"100"'),
    ("strconv.FormatFloat", [100.0, n("uint8", 103), -1, 64], '"100"'),
    ("strconv.FormatFloat", [100.0, n("uint8", 71), 3, 64], '"100"'),
    ("strconv.FormatFloat", [100.0, n("uint8", 98), -1, 64], '"7036874417766400p-46"'),
    ("strconv.FormatFloat", [100.0, n("uint8", 120), -1, 64], '"0x1.9p+06"'),
    ("strconv.FormatFloat", [100.0, n("uint8", 103), -1, 32], '"100"'),
    ("strconv.FormatFloat", [100.0, n("uint8", 101), -1, 32], '"1e+02"'),
    ("strconv.FormatFloat", [100.0, n("uint8", 102), 2, 64], '"100.00"'),
    ("strconv.FormatFloat", [100.0, n("uint8", 88), 2, 64], '"0X1.90P+06"'),
    ("strconv.FormatFloat", [1.2345e-05, n("uint8", 101), -1, 64], '"1.2345e-05"'),
    ("strconv.FormatFloat", [1.2345e-05, n("uint8", 102), -1, 64], '"0.000012345"'),
    ("strconv.FormatFloat", [1.2345e-05, n("uint8", 103), -1, 64], '"1.2345e-05"'),
    ("strconv.FormatFloat", [1.2345e-05, n("uint8", 71), 3, 64], '"1.23E-05"'),
    ("strconv.FormatFloat", [1.2345e-05, n("uint8", 98), -1, 64], '"7287201778878221p-69"'),
    ("strconv.FormatFloat", [1.2345e-05, n("uint8", 120), -1, 64], '"0x1.9e3abe16fc70dp-17"'),
    ("strconv.FormatFloat", [1.2345e-05, n("uint8", 103), -1, 32], '"1.2345e-05"'),
    ("strconv.FormatFloat", [1.2345e-05, n("uint8", 101), -1, 32], '"1.2345e-05"'),
    ("strconv.FormatFloat", [1.2345e-05, n("uint8", 102), 2, 64], '"0.00"'),
    ("strconv.FormatFloat", [1.2345e-05, n("uint8", 88), 2, 64], '"0X1.9EP-17"'),
    ("strconv.FormatFloat", [2.5, n("uint8", 101), -1, 64], '"2.5e+00"'),
    ("strconv.FormatFloat", [2.5, n("uint8", 102), -1, 64], '"2.5"'),
    ("strconv.FormatFloat", [2.5, n("uint8", 103), -1, 64], '"2.5"'),
    ("strconv.FormatFloat", [2.5, n("uint8", 71), 3, 64], '"2.5"'),
    ("strconv.FormatFloat", [2.5, n("uint8", 98), -1, 64], '"5629499534213120p-51"'),
    ("strconv.FormatFloat", [2.5, n("uint8", 120), -1, 64], '"0x1.4p+01"'),
    ("strconv.FormatFloat", [2.5, n("uint8", 103), -1, 32], '"2.5"'),
    ("strconv.FormatFloat", [2.5, n("uint8", 101), -1, 32], '"2.5e+00"'),
    ("strconv.FormatFloat", [2.5, n("uint8", 102), 2, 64], '"2.50"'),
    ("strconv.FormatFloat", [2.5, n("uint8", 88), 2, 64], '"0X1.40P+01"'),
    ("strconv.FormatFloat", [1e23, n("uint8", 101), -1, 64], '"1e+23"'),
    ("strconv.FormatFloat", [1e23, n("uint8", 102), -1, 64], '"100000000000000000000000"'),
    ("strconv.FormatFloat", [1e23, n("uint8", 103), -1, 64], '"1e+23"'),
    ("strconv.FormatFloat", [1e23, n("uint8", 71), 3, 64], '"1E+23"'),
    ("strconv.FormatFloat", [1e23, n("uint8", 98), -1, 64], '"5960464477539062p+24"'),
    ("strconv.FormatFloat", [1e23, n("uint8", 120), -1, 64], '"0x1.52d02c7e14af6p+76"'),
    ("strconv.FormatFloat", [1e23, n("uint8", 103), -1, 32], '"1e+23"'),
    ("strconv.FormatFloat", [1e23, n("uint8", 101), -1, 32], '"1e+23"'),
    ("strconv.FormatFloat", [1e23, n("uint8", 102), 2, 64], '"99999999999999991611392.00"'),
    ("strconv.FormatFloat", [1e23, n("uint8", 88), 2, 64], '"0X1.53P+76"'),
    ("strconv.FormatFloat", [8.41e21, n("uint8", 101), -1, 64], '"8.41e+21"'),
    ("strconv.FormatFloat", [8.41e21, n("uint8", 102), -1, 64], '"8410000000000000000000"'),
    ("strconv.FormatFloat", [8.41e21, n("uint8", 103), -1, 64], '"8.41e+21"'),
    ("strconv.FormatFloat", [8.41e21, n("uint8", 71), 3, 64], '"8.41E+21"'),
    ("strconv.FormatFloat", [8.41e21, n("uint8", 98), -1, 64], '"8020401000976562p+20"'),
    ("strconv.FormatFloat", [8.41e21, n("uint8", 120), -1, 64], '"0x1.c7e83209e90b2p+72"'),
    ("strconv.FormatFloat", [8.41e21, n("uint8", 103), -1, 32], '"8.41e+21"'),
    ("strconv.FormatFloat", [8.41e21, n("uint8", 101), -1, 32], '"8.41e+21"'),
    ("strconv.FormatFloat", [8.41e21, n("uint8", 102), 2, 64], '"8409999999999999475712.00"'),
    ("strconv.FormatFloat", [8.41e21, n("uint8", 88), 2, 64], '"0X1.C8P+72"'),
]


def plain(v: Value) -> str:
    """A result as the Go program shows it: strings in ASCII, floats as their bits."""
    if isinstance(v, Nil):
        return "nil"
    if isinstance(v, SliceVal):
        return "nil" if v.backing is None else f"[{' '.join(map(plain, v.items()))}]"
    if isinstance(v, Ptr | NativeObject):
        method = FakeMachine().method(v, "Error")
        assert method is not None
        return "error " + plain(method.call(FakeMachine(), []))
    assert isinstance(v, Scalar), v
    if isinstance(v.v, str):
        return go_string(v.v.encode("utf-8", "surrogateescape"))
    if isinstance(v.v, bool):
        return str(v.v).lower()
    if isinstance(v.v, float):
        return "NaN" if v.v != v.v else f"bits {pack_float(v.v):016x}"
    return str(v.v)


def pack_float(x: float) -> int:
    found: int = struct_module.unpack("<Q", struct_module.pack("<d", x))[0]
    return found


def run(name: str, args: list[Any]) -> str:
    path, _, function = name.rpartition(".")
    found = NATIVES[path, function].call(FakeMachine(), [arg(a).make() for a in args])
    values = found if isinstance(found, tuple) else (found,)
    return ", ".join(map(plain, values))


@pytest.mark.parametrize(("name", "args", "expected"), CASES)
def test_native_gives_what_go_gives(name: str, args: list[Any], expected: str) -> None:
    assert run(name, args) == expected


GO_SHOW = """
func show(v reflect.Value) string {
	if !v.IsValid() { return "nil" }
	if e, ok := v.Interface().(error); ok { return "error " + text(e.Error()) }
	switch v.Kind() {
	case reflect.Interface:
		return show(v.Elem())
	case reflect.String:
		return text(v.String())
	case reflect.Float64:
		if v.Float() != v.Float() { return "NaN" }
		return fmt.Sprintf("bits %016x", math.Float64bits(v.Float()))
	case reflect.Slice:
		if v.IsNil() { return "nil" }
		parts := []string{}
		for i := 0; i < v.Len(); i++ { parts = append(parts, show(v.Index(i))) }
		return "[" + strings.Join(parts, " ") + "]"
	}
	if v.Kind() == reflect.Int64 { return strconv.FormatInt(v.Int(), 10) }
	return fmt.Sprint(v.Interface())
}
func text(s string) string {
	out := []byte{'"'}
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c >= 32 && c < 127 && c != '"' && c != '\\\\' { out = append(out, c) } else {
			out = append(out, fmt.Sprintf("\\\\x%02x", c)...)
		}
	}
	return string(append(out, '"'))
}
func try(f interface{}, args ...interface{}) {
	fn := reflect.ValueOf(f)
	in := []reflect.Value{}
	for i, a := range args {
		var want reflect.Type
		if fn.Type().IsVariadic() && i >= fn.Type().NumIn()-1 {
			want = fn.Type().In(fn.Type().NumIn() - 1).Elem()
		} else { want = fn.Type().In(i) }
		switch {
		case a == nil:
			in = append(in, reflect.Zero(want))
		case want.Kind() == reflect.Interface || want.Kind() == reflect.Func:
			in = append(in, reflect.ValueOf(a))
		default:
			in = append(in, reflect.ValueOf(a).Convert(want))
		}
	}
	parts := []string{}
	for _, r := range fn.Call(in) { parts = append(parts, show(r)) }
	os.Stderr.WriteString(strings.Join(parts, ", ") + "\\n")
}
"""
GENERIC = {"slices.Contains": "[[]string]", "slices.Index": "[[]int]", "slices.Max": "[[]int]"}


def go_program(cases: list[Case]) -> str:
    """A Go program that prints each case's results on a line of standard error."""
    paths = {name.rpartition(".")[0] for name, _, _ in cases}
    paths |= {"fmt", "math", "os", "reflect", "strconv", "strings", "unicode"}
    imports = "".join(f'import "{p}"\n' for p in sorted(paths))
    calls = []
    for name, args, _ in cases:
        function = name.rpartition("/")[2] + GENERIC.get(name, "")
        calls.append(f"try({', '.join([function, *(arg(a).go for a in args)])})")
    body = "\n".join(f"func() {{ {c} }}()" for c in calls)
    return f"package main\n{imports}{GO_TYPES}{GO_SHOW}\nfunc main() {{\n{body}\n}}\n"


@pytest.mark.skipif(shutil.which("go") is None, reason="no Go toolchain here")
def test_table_is_what_the_go_toolchain_gives(tmp_path: Path) -> None:
    program = tmp_path / "main.go"
    program.write_text(go_program(CASES))
    done = subprocess.run(
        ["go", "run", "main.go"], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr[-2000:]
    printed = done.stderr.splitlines()
    wrong = [
        (name, args, expected, line)
        for (name, args, expected), line in zip(CASES, printed, strict=True)
        if expected != line
    ]
    assert not wrong


def call(path: str, name: str, *args: Value, machine: Any = None) -> Any:
    return NATIVES[path, name].call(machine or FakeMachine(), list(args))


HERE = (LITERAL, "a.go", 1, "here")
NOT_KNOWN = Unknown("because", "b.go", 2)


@pytest.mark.parametrize(
    ("path", "name", "args"),
    [
        ("strings", "ToUpper", [NOT_KNOWN]),
        ("strings", "Join", [SliceVal(T.STRINGS, [string("a"), NOT_KNOWN]), string(",")]),
        ("fmt", "Sprintf", [string("%v"), NOT_KNOWN]),
        ("fmt", "Sprintf", [string("%v"), StructVal(POINT, [integer(1), NOT_KNOWN])]),
        ("fmt", "Sprint", [SliceVal(T.slice_of(T.ANY), [NOT_KNOWN])]),
        ("strconv", "Itoa", [NOT_KNOWN]),
        ("path", "Join", [string("a"), NOT_KNOWN]),
        ("sort", "SliceIsSorted", [NOT_KNOWN, NOT_KNOWN]),
        ("slices", "Contains", [SliceVal(T.STRINGS, [NOT_KNOWN]), string("a")]),
        ("reflect", "DeepEqual", [NOT_KNOWN, integer(1)]),
    ],
)
def test_unknown_in_gives_unknown_out(path: str, name: str, args: list[Value]) -> None:
    found = call(path, name, *args)
    assert isinstance(found, Unknown)
    assert found.reason == f"{path}.{name} of an unknown value"
    assert (UNKNOWN, "b.go", 2, "because") in found.o
    assert (UNKNOWN, "x.go", 7, found.reason) in found.o


def test_all_results_of_an_unknown_call_are_unknown() -> None:
    found = call("strconv", "Atoi", NOT_KNOWN)
    assert [type(v) for v in found] == [Unknown, Unknown]


def test_provenance_is_joined_from_arguments_and_elements() -> None:
    items = SliceVal(T.STRINGS, [string("a", (HERE,))])
    there = (LITERAL, "c.go", 9, "sep")
    assert call("strings", "Join", items, string(",", (there,))).o == (HERE, there)
    env = (ENVIRONMENT, "e.go", 3, "X")
    entry = integer(2, (env,))
    made = MapVal(T.map_of(T.STRING, T.INT), {"k": (string("k", (HERE,)), entry)})
    assert set(call("fmt", "Sprint", made).o) == {HERE, env}


def test_an_address_is_unknown_not_invented() -> None:
    inside = SliceVal(T.slice_of(T.pointer_to(POINT)), [PTR.make()])
    found = call("fmt", "Sprint", inside)
    assert isinstance(found, Unknown)
    assert found.reason == "the address of a value is not known"


def test_pieces_of_a_character_are_joined() -> None:
    found = call("fmt", "Sprintf", string("%s%s"), raw(b"\xe4").make(), raw(b"\xb8\xad").make())
    assert found.v == "中"


@pytest.mark.parametrize(
    ("path", "name", "args"),
    [
        ("strings", "Repeat", [string("a"), integer(-1)]),
        ("strconv", "FormatInt", [integer(1), integer(1)]),
        ("slices", "Max", [SliceVal(T.STRINGS, None)]),
    ],
)
def test_natives_panic_where_go_does(path: str, name: str, args: list[Value]) -> None:
    with pytest.raises(GoPanic):
        call(path, name, *args)


def test_environment_is_empty_and_says_so() -> None:
    found = call("os", "Getenv", string("POD_NAME", (HERE,)))
    assert (found.v, found.o) == ("", ((ENVIRONMENT, "x.go", 7, "POD_NAME"), HERE))
    value, there = call("os", "LookupEnv", string("X"))
    assert (value.v, there.v, there.o) == ("", False, ((ENVIRONMENT, "x.go", 7, "X"),))
    home, error = call("os", "UserHomeDir")
    assert (home.v, type(error)) == ("$HOME", Nil)
    assert call("os", "Getenv", string("HOME")).v == "$HOME"
    expanded = call("os", "ExpandEnv", string("${A}-$HOME/x"))
    assert (expanded.v, [p[3] for p in expanded.o]) == ("-$HOME/x", ["A", "HOME"])


def test_machine_is_unknown_or_symbolic() -> None:
    assert "depends on the clock" in call("time", "Now").reason
    assert [type(v) for v in call("os", "Hostname")] == [Unknown, Unknown]
    arguments = VARIABLES["os", "Args"](FakeMachine())
    assert isinstance(arguments, SliceVal)
    name = arguments.items()[0]
    assert isinstance(name, Scalar)
    assert (name.v, name.o) == ("prog", ((ENVIRONMENT, "x.go", 7, "argv[0]"),))
    with pytest.raises(GoExit) as exit_info:
        call("os", "Exit", integer(3))
    assert exit_info.value.code == 3


def test_errors_wrap_and_are_found_again() -> None:
    inner = ERR.make()
    outer = call("fmt", "Errorf", string("outer: %w"), inner)
    assert memory.load(outer).fields[1] is inner  # type: ignore
    cell = Cell(Nil(T.pointer_to(OOPS)), T.pointer_to(OOPS))
    target = Ptr(T.pointer_to(T.pointer_to(OOPS)), cell)
    assert call("errors", "As", outer, target).v is True
    assert cell.v is inner
    assert call("errors", "As", FakeMachine().error("x", ()), target).v is False


def test_printing_goes_to_the_writers_method() -> None:
    written: list[Value] = []
    machine = FakeMachine()
    machine.methods[POINT, "WriteString"] = lambda v, args: written.append(args[0])
    size, error = call("fmt", "Fprintf", PLAIN.make(), string("é%d"), integer(5), machine=machine)
    assert (size.v, type(error), written[0].v) == (3, Nil, "é5")  # type: ignore[attr-defined]
    call("fmt", "Fprint", PLAIN.make(), NOT_KNOWN, machine=machine)
    assert isinstance(written[1], Unknown)


def less_by(key: Callable[[Value], Any], items: SliceVal) -> FuncVal:
    def less(machine: Any, args: list[Value]) -> Value:
        a, b = (items.items()[i.v] for i in args)  # type: ignore[attr-defined]
        return boolean(key(a) < key(b))

    return FuncVal(None, less)


def test_sort_slice_is_stable_and_in_place() -> None:
    backing: list[Value] = [string(s) for s in ("z", "bb", "a", "ccc", "d")]
    items = SliceVal(T.STRINGS, backing, 1)
    call("sort", "Slice", items, less_by(lambda v: len(v.v), items))  # type: ignore[attr-defined]
    assert [v.v for v in backing] == ["z", "a", "d", "bb", "ccc"]  # type: ignore[attr-defined]


def test_sorting_keeps_the_place_of_structs() -> None:
    points: list[Value] = [StructVal(POINT, [integer(i), integer(0)]) for i in (2, 1)]
    places = list(points)
    items = SliceVal(T.slice_of(POINT), points)
    call("sort", "Slice", items, less_by(lambda v: v.fields[0].v, items))  # type: ignore
    assert points == places
    assert [p.fields[0].v for p in points] == [1, 2]  # type: ignore


def test_sorting_by_an_unknown_order_makes_all_unknown() -> None:
    items = SliceVal(T.STRINGS, [string("b"), string("a")])
    call("sort", "SliceStable", items, FuncVal(None, lambda m, args: NOT_KNOWN))
    assert all(isinstance(v, Unknown) for v in items.items())
    mixed = SliceVal(T.STRINGS, [string("b"), NOT_KNOWN])
    call("slices", "Sort", mixed)
    assert all(isinstance(v, Unknown) for v in mixed.items())


@pytest.mark.parametrize(
    ("pattern", "method", "args", "expected"),
    [
        (r"^(\w+)@([a-z.]+)$", "FindStringSubmatch", ["me@x.y"], '["me@x.y" "me" "x.y"]'),
        (r"^(\w+)$", "FindStringSubmatch", ["no!"], "nil"),
        (r"\d+", "MatchString", ["a٣"], "false"),
        (r"a$", "MatchString", ["a\n"], "false"),
        (r"(?P<k>a+)(b)?", "ReplaceAllString", ["aab-a", "<$k|$2>"], '"<aa|b>-<a|>"'),
        (r"a*", "ReplaceAllString", ["baac", "x"], '"xbxcx"'),
        (r"[[:alpha:]_]+", "FindAllString", ["ab 1 c_", -1], '["ab" "c_"]'),
        (r"é", "FindStringIndex", ["éxé"], "[0 2]"),
        (r",\s*", "Split", ["a, b,c", -1], '["a" "b" "c"]'),
        (r"s?", "Split", ["abs", -1], '["a" "b" ""]'),
        (r"[^\[\]a-c]", "FindString", ["a[d"], '"d"'),
        (r"\x{41}", "String", [], '"\\x5cx{41}"'),
    ],
)
def test_regexp(pattern: str, method: str, args: list[Any], expected: str) -> None:
    compiled = call("regexp", "MustCompile", string(pattern))
    assert plain(call("regexp", f"Regexp.{method}", compiled, *[arg(a).make() for a in args])) == (
        expected
    )


@pytest.mark.parametrize("pattern", [r"\pL", r"(?U)a*", r"a**", r"a*+", r"(", r"(?m)^a$", r"(?=a)"])
def test_a_pattern_that_python_may_read_otherwise_is_unknown(pattern: str) -> None:
    assert isinstance(call("regexp", "MustCompile", string(pattern)), Unknown)


def test_reflect_knows_types_and_kinds() -> None:
    t = call("reflect", "TypeOf", PTR.make())
    assert call("reflect", "rtype.String", t).v == "*main.Point"
    elem = call("reflect", "rtype.Elem", t)
    assert call("reflect", "rtype.Name", elem).v == "Point"
    assert call("reflect", "rtype.PkgPath", elem).v == "main"
    kind = call("reflect", "rtype.Kind", t)
    assert kind.v == VARIABLES["reflect", "Ptr"](FakeMachine()).v  # type: ignore[attr-defined]
    assert call("reflect", "Kind.String", kind).v == "ptr"
    value = call("reflect", "ValueOf", NIL_STRINGS.make())
    assert call("reflect", "Value.IsNil", value).v is True
    assert call("reflect", "Value.Len", value).v == 0


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        (MAP, MAP, True),
        (NIL_STRINGS, texts(), False),
        (PTR, PTR, True),
        (PLAIN, pointer(PLAIN), False),
        (anys(1, "a", NIL), anys(1, "a", NIL), True),
        (anys(1), anys(n("int64", 1)), False),
    ],
)
def test_deep_equal(a: Arg, b: Arg, same: bool) -> None:
    assert call("reflect", "DeepEqual", a.make(), b.make()).v is same


def test_base64_and_digests() -> None:
    std = VARIABLES["encoding/base64", "StdEncoding"](FakeMachine())
    raw_url = VARIABLES["encoding/base64", "RawURLEncoding"](FakeMachine())
    octet = octets(b"\xfb\xff").make()
    assert call("encoding/base64", "Encoding.EncodeToString", std, octet).v == "+/8="
    assert call("encoding/base64", "Encoding.EncodeToString", raw_url, octet).v == "-_8"
    back, error = call("encoding/base64", "Encoding.DecodeString", std, string("+/8="))
    assert (plain(back), type(error)) == ("[251 255]", Nil)
    digest = call("crypto/sha256", "Sum256", octets(b"").make())
    assert [e.v for e in digest.elems[:3]] == [0xE3, 0xB0, 0xC4]


def test_a_template_answers_nothing() -> None:
    made = call("text/template", "New", string("t"))
    parsed, error = call("text/template", "Template.Parse", made, string("{{.}}"))
    assert isinstance(error, Nil)
    assert isinstance(call("text/template", "Template.Execute", parsed, PLAIN.make()), Unknown)


def test_keys_of_a_map_are_in_an_assumed_order() -> None:
    keys = call("golang.org/x/exp/maps", "Keys", MAP.make())
    assert plain(keys) == '["b" "a" "c"]'
    assert keys.o == (("assumption", "x.go", 7, "the order of a map's entries"),)


def test_what_changes_its_arguments_is_not_pure() -> None:
    impure = {key for key, native in NATIVES.items() if not native.pure}
    assert {("sort", "Slice"), ("slices", "Sort"), ("fmt", "Fprintf")} <= impure
    assert {("encoding/json", "Unmarshal"), ("errors", "As"), ("fmt", "Sscanf")} <= impure
    assert "strings" in PURE_PACKAGES
    assert not {"sort", "slices", "encoding/binary"} & PURE_PACKAGES
