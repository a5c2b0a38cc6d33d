"""The nodes of a parsed template: what the parser makes and the evaluator walks.

Part of ``template``. Named tuples, since thousands are made for each release. Variables are already
resolved: a slot is a variable's index in the frame of its template, slot 0 is ``$``.
"""

from __future__ import annotations

from typing import Any, NamedTuple, TypeAlias


class Literal(NamedTuple):
    """A constant: string, number, bool, or None for ``nil``."""

    value: Any
    text: str


class Dot(NamedTuple):
    """``.``"""

    text: str = "."


class Field(NamedTuple):
    """``.a.b``: fields of the dot."""

    names: tuple[str, ...]
    text: str


class Variable(NamedTuple):
    """``$x.a.b``: fields of a variable, or the variable itself."""

    slot: int
    names: tuple[str, ...]
    text: str


class Call(NamedTuple):
    """A function with its arguments."""

    name: str
    args: tuple[Any, ...]
    text: str


class Command(NamedTuple):
    """Something that is no function name, followed by arguments: a method, or an error."""

    head: Any
    args: tuple[Any, ...]
    text: str


class Pipe(NamedTuple):
    """A pipeline. ``slots`` are the variables it sets, ``declares`` tells ``:=`` from ``=``."""

    commands: tuple[Any, ...]
    slots: tuple[int, ...]
    declares: bool
    line: int
    text: str


class Chain(NamedTuple):
    """``(pipeline).a.b``, or fields of a function's result."""

    head: Any
    names: tuple[str, ...]
    text: str


class Text(NamedTuple):
    """Literal text, after trimming, at the line where what is left of it begins."""

    text: str
    line: int


class Action(NamedTuple):
    """``{{ pipeline }}``. ``source`` is the whole action as it is written.

    ``stages`` is the rest of a pipeline ``include NAME DATA | indent N | ...`` of which the inner
    pieces can be kept, None for any other.
    """

    pipe: Pipe
    line: int
    source: str
    stages: tuple[Call, ...] | None


class If(NamedTuple):
    """``if``; ``guard`` is the condition as it is written, ``otherwise`` that of ``orelse``."""

    pipe: Pipe
    body: Body
    orelse: Body
    guard: str
    otherwise: str
    line: int


class With(NamedTuple):
    """``with``; fields as those of :class:`If`."""

    pipe: Pipe
    body: Body
    orelse: Body
    guard: str
    otherwise: str
    line: int


class Range(NamedTuple):
    """``range``; fields as those of :class:`If`. The slots of ``pipe`` are set for each element."""

    pipe: Pipe
    body: Body
    orelse: Body
    guard: str
    otherwise: str
    line: int


class Template(NamedTuple):
    """``template NAME pipeline``; ``pipe`` is None where there is none."""

    name: str
    pipe: Pipe | None
    line: int
    source: str


class Jump(NamedTuple):
    """``break``, or ``continue`` (``again``)."""

    again: bool
    line: int


Body: TypeAlias = tuple[Any, ...]


def reads(node: Any) -> bool:
    """Whether an expression looks into the data: at the dot, or at a field of anything."""
    if isinstance(node, (Dot, Field, Chain)) or (isinstance(node, Variable) and node.names):
        return True
    parts = node if isinstance(node, tuple) and not isinstance(node, (Literal, Variable)) else ()
    return any(map(reads, parts))


class Definition(NamedTuple):
    """A template by its name: a file, or what a ``define`` or ``block`` in ``file`` holds.

    ``slots`` is how many variables its frame has.
    """

    name: str
    file: str
    line: int
    body: Body
    slots: int


class Parsed(NamedTuple):
    """A parsed file: itself as a template, and those it defines, in their order."""

    name: str
    main: Definition
    defines: tuple[Definition, ...]
