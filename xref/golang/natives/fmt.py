"""The package ``fmt``: natives around :mod:`printf`. Nothing is ever printed for real."""

from __future__ import annotations

from collections.abc import Callable

from xref.golang import types as T
from xref.golang.natives import state
from xref.golang.natives.lift import NotKnown, Table, canonical, known, text
from xref.golang.natives.printer import Printer, count
from xref.golang.natives.printf import print_format, print_line, print_plain
from xref.golang.natives.protocol import Machine, Result
from xref.golang.values import (
    NativeObject,
    Nil,
    Ptr,
    Scalar,
    SliceVal,
    StructVal,
    Unknown,
    Value,
    join,
    string,
)

TABLE = Table("fmt")
TABLE.update(state.TABLE)

Print = Callable[[Printer, list[Value]], object]


def _formatted(p: Printer, args: list[Value]) -> bool:
    p.o = join(p.o, args[0].o)
    return print_format(p, text(args[0]), args[1:])


_PRINTS: dict[str, Print] = {"": print_plain, "f": _formatted, "ln": print_line}


def _printed(m: Machine, show: Print, args: list[Value]) -> Scalar:
    p = Printer(m)
    show(p, args)
    return string(p.text(), p.o)


def _to_string(show: Print) -> Callable[[Machine, list[Value]], Result]:
    return lambda m, args: _printed(m, show, args)


def _to_stdout(show: Print) -> Callable[[Machine, list[Value]], Result]:
    def call(m: Machine, args: list[Value]) -> Result:
        return count(_printed(m, show, args).v), Nil(T.ERROR)

    return call


def _to_writer(show: Print) -> Callable[[Machine, list[Value]], Result]:
    def call(m: Machine, args: list[Value]) -> Result:
        made: Value
        try:
            made = _printed(m, show, args[1:])
        except NotKnown as e:
            # The writer must learn that it holds something unknown.
            made = m.unknown(e.reason or "printing of an unknown value")
            made.o = join(made.o, e.o)
        return write(m, args[0], made)

    return call


def write(m: Machine, writer: Value, what: Value) -> tuple[Value, Value]:
    """Write a string to a writer of the program, by WriteString or else by Write."""
    method = m.method(known(writer), "WriteString")
    if method is None:
        method = m.method(writer, "Write")
        if isinstance(what, Scalar):
            octets = what.v.encode("utf-8", "surrogateescape")
            what = SliceVal(T.BYTES, [Scalar(b, T.UINT8, what.o) for b in octets], o=what.o)
    if method is None:
        raise NotKnown("a writer without a method Write", writer.o)
    m.call(method, [what])
    if isinstance(what, Unknown):
        return what, Nil(T.ERROR)
    size = what.length if isinstance(what, SliceVal) else len(what.v.encode())  # type: ignore[attr-defined]
    return Scalar(size, T.INT), Nil(T.ERROR)


def _append(show: Print) -> Callable[[Machine, list[Value]], Result]:
    def call(m: Machine, args: list[Value]) -> Result:
        made = _printed(m, show, args[1:])
        if not isinstance(known(args[0]), SliceVal | Nil):
            raise NotKnown("", args[0].o)
        before = args[0].items() if isinstance(args[0], SliceVal) else []
        octets = made.v.encode("utf-8", "surrogateescape")
        o = join(args[0].o, made.o)
        return SliceVal(T.BYTES, before + [Scalar(b, T.UINT8, made.o) for b in octets], o=o)

    return call


for _suffix, _show in _PRINTS.items():
    TABLE.add("Sprint" + _suffix)(_to_string(_show))
    TABLE.add("Append" + _suffix)(_append(_show))
    TABLE.add("Print" + _suffix, results=2)(_to_stdout(_show))
    TABLE.add("Fprint" + _suffix, results=2, pure=False)(_to_writer(_show))


@TABLE.add("Errorf")
def _errorf(m: Machine, args: list[Value]) -> Result:
    p = Printer(m)
    p.wraps = True
    reordered = _formatted(p, args)
    wrapped = [args[1 + i] for i in (sorted(set(p.wrapped)) if reordered else p.wrapped)]
    if not p.wrapped:
        return m.error(p.text(), p.o)
    errors = [v for v in wrapped if not isinstance(v, Nil) and m.method(v, "Error") is not None]
    made = string(p.text(), p.o)
    if len(p.wrapped) == 1:
        return _wrapping(m, "wrapError", made, errors[0] if errors else Nil())
    return _wrapping(m, "wrapErrors", made, SliceVal(T.slice_of(T.ERROR), errors, o=p.o))


def _wrapping(m: Machine, name: str, made: Scalar, inner: Value) -> Value:
    """An error that wraps others, of a type that the package's Go source declares."""
    t = m.named("fmt", name)
    if t.under.kind != "struct":
        raise NotKnown(f"the type fmt.{name} is not known", made.o)
    return Ptr(T.pointer_to(t), StructVal(t, [made, inner], made.o), o=made.o)


TABLE.unknown(2, "reads what is not known", "Sscan", "Sscanf", "Sscanln", pure=False)
TABLE.unknown(2, "reads what is not known", "Scan", "Scanf", "Scanln", pure=False)
TABLE.unknown(2, "reads what is not known", "Fscan", "Fscanf", "Fscanln", pure=False)


@TABLE.add("FormatString")
def _format_string(m: Machine, args: list[Value]) -> Result:
    if not isinstance(known(args[0]), NativeObject):
        raise NotKnown("fmt.State of another kind", args[0].o)
    f = args[0].data.flags  # type: ignore[attr-defined]
    flags = [
        c
        for c, on in (
            (" ", f.space),
            ("+", f.plus or f.plus_v),
            ("-", f.minus),
            ("#", f.sharp or f.sharp_v),
            ("0", f.zero and not f.minus),
        )
        if on
    ]
    size = "" if f.width is None else str(f.width)
    size += "" if f.precision is None else f".{f.precision}"
    verb = chr(int(known(args[1]).v))  # type: ignore[attr-defined]
    return string(canonical("%" + "".join(flags) + size + verb))
