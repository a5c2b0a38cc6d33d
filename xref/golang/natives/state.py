"""``fmt.State``: what a Format method of the program prints to and asks for flags."""

from __future__ import annotations

from xref.golang import types as T
from xref.golang.natives.lift import Lowering, NotKnown, Table, known, number, text, to_text
from xref.golang.natives.protocol import Machine, Result
from xref.golang.natives.verbs import Flags
from xref.golang.values import NativeObject, Nil, Value, boolean, integer

_PP = T.Named("pp", "fmt", "fmt", None, lambda _: T.Struct(()))
STATE = T.pointer_to(_PP)
TABLE = Table("fmt")


class State:
    """The printer's flags and pieces, shared with it while a Format method runs."""

    __slots__ = ("flags", "out")

    def __init__(self, flags: Flags, out: list[str]) -> None:
        self.flags = flags
        self.out = out


def _state(v: Value) -> State:
    if isinstance(known(v), NativeObject) and isinstance(v.data, State):  # type: ignore[attr-defined]
        state: State = v.data  # type: ignore[attr-defined]
        return state
    raise NotKnown("fmt.State of another kind", v.o)


@TABLE.add("pp.Write", results=2, pure=False)
def _write(m: Machine, args: list[Value]) -> Result:
    b: bytes = Lowering(m, True).lower(args[1]) or b""
    _state(args[0]).out.append(to_text(b))
    return integer(len(b)), Nil(T.ERROR)


@TABLE.add("pp.WriteString", results=2, pure=False)
def _write_string(m: Machine, args: list[Value]) -> Result:
    s = text(args[1])
    _state(args[0]).out.append(s)
    return integer(len(s.encode("utf-8", "surrogateescape"))), Nil(T.ERROR)


def _sized(v: int | None) -> tuple[Value, Value]:
    return integer(v or 0), boolean(v is not None)


@TABLE.add("pp.Width", results=2)
def _width(m: Machine, args: list[Value]) -> Result:
    return _sized(_state(args[0]).flags.width)


@TABLE.add("pp.Precision", results=2)
def _precision(m: Machine, args: list[Value]) -> Result:
    return _sized(_state(args[0]).flags.precision)


@TABLE.add("pp.Flag")
def _flag(m: Machine, args: list[Value]) -> Result:
    f = _state(args[0]).flags
    return boolean(
        {
            "-": f.minus,
            "+": f.plus or f.plus_v,
            "#": f.sharp or f.sharp_v,
            " ": f.space,
            "0": f.zero and not f.minus,
        }.get(chr(number(args[1])), False)
    )
