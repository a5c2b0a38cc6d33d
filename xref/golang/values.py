"""The interpreter's values, and where each comes from.

Every value has ``t``, its dynamic Go type, and ``o``, its provenance: a short tuple of places
``(kind, file, line, text)`` with ``kind`` one of :class:`xref.model.OriginKind`'s words. Scalars
are immutable and shared; structs and arrays are mutable and copied by whoever stores them;
slices, maps and pointers refer. A value that cannot be known is an :class:`Unknown`.

There is no box for interfaces: a variable of an interface type simply holds the dynamic value.
"""

from __future__ import annotations

from typing import Any

from xref.golang import types as T
from xref.golang.types import Type

Place = tuple[str, str, int, str]
Origins = tuple[Place, ...]

LITERAL = "literal"
ZERO = "zero value"
ENVIRONMENT = "environment"
ASSUMPTION = "assumption"
UNKNOWN = "unknown"

_MOST_PLACES = 6
_MOST_ALIASES = 32
_WEIGHTY = frozenset((ENVIRONMENT, ASSUMPTION, UNKNOWN))


def join(a: Origins, b: Origins) -> Origins:
    """Both provenances as one: no place twice, never longer than is useful.

    What decides a value's status (environment, assumption, unknown) is never dropped.
    """
    if a is b or not b:
        return a
    if not a:
        return b
    extra = [p for p in b if p not in a]
    if not extra:
        return a
    both = (*a, *extra)
    if len(both) <= _MOST_PLACES:
        return both
    if len(a) >= _MOST_PLACES and not any(p[0] in _WEIGHTY for p in extra):
        return a
    weighty = [p for p in both if p[0] in _WEIGHTY]
    kinds = {p[0]: p for p in reversed(weighty)}
    weighty = [*kinds.values(), *(p for p in weighty if p not in kinds.values())]
    plain = [p for p in both if p[0] not in _WEIGHTY]
    return tuple(plain[:_MOST_PLACES] + weighty[:_MOST_PLACES])


def decisive(o: Origins) -> Origins:
    """The places in ``o`` that make a value less than exact."""
    for place in o:
        if place[0] in _WEIGHTY:
            return tuple(p for p in o if p[0] in _WEIGHTY)
    return ()


ARGV0 = "argv[0]"


def hinges(o: Origins) -> Origins:
    """What a decision on a value of provenance ``o`` hangs on.

    That a program goes by its own name is taken for granted: many ask for it, to serve under
    several, and would otherwise hang on it as a whole.
    """
    return tuple(p for p in decisive(o) if p[0] != ENVIRONMENT or p[3] != ARGV0)


class Value:
    """Base of all values."""

    __slots__ = ("o", "t")

    t: Type | None
    o: Origins


class Scalar(Value):
    """A bool, string or number: ``v`` is Python's bool, str, int, float, Fraction or complex.

    A Go string is a str whose UTF-8 form (with surrogateescape) is the Go string's bytes.
    """

    __slots__ = ("v",)

    def __init__(self, v: Any, t: Type, o: Origins = ()) -> None:
        self.v = v
        self.t: Type = t
        self.o = o

    def __repr__(self) -> str:
        return f"<{self.t} {self.v!r}>"


class Unknown(Value):
    """A value that cannot be known, and why; ``o`` holds the place.

    ``may`` are values that it may be, or that it may lead to: a store through an unknown pointer
    makes what they lead to unknown too.
    """

    __slots__ = ("may", "reason")

    def __init__(
        self,
        reason: str,
        file: str = "",
        line: int = 0,
        o: Origins = (),
        may: tuple[Value, ...] = (),
    ) -> None:
        self.t = None
        self.reason = reason
        self.o = o or ((UNKNOWN, file, line, reason),)
        self.may = tuple([v for v in may if type(v) is not Scalar][:_MOST_ALIASES]) if may else ()

    def __repr__(self) -> str:
        return f"<unknown: {self.reason}>"


class Nil(Value):
    """nil: of a pointer, function, channel or interface type, or with no type yet (``t`` None).

    nil slices and maps are :class:`SliceVal` and :class:`MapVal`, so that they keep their types.
    ``boxed``: a nil pointer that lies in an interface, which therefore is not nil itself.
    """

    __slots__ = ("boxed",)

    def __init__(self, t: Type | None = None, o: Origins = (), boxed: bool = False) -> None:
        self.t = t
        self.o = o
        self.boxed = boxed

    def __repr__(self) -> str:
        return f"<nil {self.t or ''}>"


class Cell:
    """A variable: the value that it holds and its declared type (None where inferred)."""

    __slots__ = ("t", "v")

    def __init__(self, v: Value, t: Type | None = None) -> None:
        self.v = v
        self.t = t


class StructVal(Value):
    """A struct. A field that is None is a zero value that nothing has looked at yet."""

    __slots__ = ("fields",)

    def __init__(self, t: Type, fields: list[Value | None], o: Origins = ()) -> None:
        self.t: Type = t
        self.fields = fields
        self.o = o

    def __repr__(self) -> str:
        return f"<struct {self.t}>"


class ArrayVal(Value):
    """An array; ``elems`` are its elements."""

    __slots__ = ("elems",)

    def __init__(self, t: Type, elems: list[Value], o: Origins = ()) -> None:
        self.t: Type = t
        self.elems = elems
        self.o = o


class SliceVal(Value):
    """A slice: ``length`` elements of ``backing`` from ``start``; ``backing`` is None for nil.

    ``backing`` always has at least ``start + cap`` elements.
    """

    __slots__ = ("backing", "cap", "length", "start")

    def __init__(
        self,
        t: Type,
        backing: list[Value] | None,
        start: int = 0,
        length: int | None = None,
        cap: int | None = None,
        o: Origins = (),
    ) -> None:
        self.t: Type = t
        self.backing = backing
        self.start = start
        size = len(backing) - start if backing is not None else 0
        self.length = size if length is None else length
        self.cap = size if cap is None else cap
        self.o = o

    def items(self) -> list[Value]:
        """The elements, as a new list."""
        if self.backing is None:
            return []
        return self.backing[self.start : self.start + self.length]

    def __repr__(self) -> str:
        return f"<{self.t} len {self.length}>"


class Entries(dict[Any, tuple[Value, Value]]):
    """A map's entries, shared by all values that are that map: (key, value) by the key's form.

    ``unknown`` is set once something was stored under a key that is not known: from then on
    nothing about the contents is. ``doubt``: what it hangs on which keys are there. ``open``: code
    that is not known may have added keys; what is there stays known.
    """

    __slots__ = ("doubt", "open", "unknown")

    def __init__(self, given: dict[Any, tuple[Value, Value]] | None = None) -> None:
        super().__init__(given or {})
        self.unknown: Unknown | None = getattr(given, "unknown", None)
        self.doubt: Origins = getattr(given, "doubt", ())
        self.open: Unknown | None = getattr(given, "open", None)


class MapVal(Value):
    """A map; ``entries`` is None for nil."""

    __slots__ = ("entries",)

    def __init__(
        self, t: Type, entries: dict[Any, tuple[Value, Value]] | None, o: Origins = ()
    ) -> None:
        self.t: Type = t
        known = entries is None or type(entries) is Entries
        self.entries: Entries | None = entries if known else Entries(entries)  # type: ignore[assignment]
        self.o = o

    @property
    def unknown(self) -> Unknown | None:
        """Why nothing is known of the contents; None if they are known."""
        return self.entries.unknown if self.entries is not None else None

    @property
    def doubt(self) -> Origins:
        """What it hangs on which keys are there."""
        o = decisive(self.o)
        return join(o, self.entries.doubt) if self.entries is not None else o

    def lose(self, lost: Unknown) -> None:
        """From now on nothing is known of the contents."""
        if self.entries is not None:
            self.entries.unknown = lost

    def __repr__(self) -> str:
        return f"<{self.t} len {len(self.entries or ())}>"


class ChanVal(Value):
    """A channel; nothing is ever received from one."""

    __slots__ = ()

    def __init__(self, t: Type, o: Origins = ()) -> None:
        self.t: Type = t
        self.o = o


class Ptr(Value):
    """A pointer. What it points to is ``holder``, or ``holder[index]`` where there is an index.

    A struct or an array is its own place, so a pointer to one holds the :class:`StructVal` or
    :class:`ArrayVal` itself; a pointer to another variable holds its :class:`Cell`; one to a field
    or an element holds the list and the index. ``at`` is the type of the place where that differs
    from the pointer's element type (after a conversion such as ``(*level)(&n)``).
    """

    __slots__ = ("at", "holder", "index")

    def __init__(
        self,
        t: Type,
        holder: Any,
        index: int | None = None,
        at: Type | None = None,
        o: Origins = (),
    ) -> None:
        self.t: Type = t
        self.holder = holder
        self.index = index
        self.at = at
        self.o = o

    def same(self, other: Value) -> bool:
        """Whether both point to one place."""
        if type(other) is not Ptr or self.index != other.index:
            return False
        mine, its = self.holder, other.holder
        if type(mine) is StructVal and type(its) is StructVal:
            return mine.fields is its.fields  # one of them may be a view, see memory.load
        return mine is its

    def __repr__(self) -> str:
        return f"<{self.t}>"


class FuncVal(Value):
    """A function value: ``call(machine, args)`` with all arguments given, variadic ones packed.

    ``name`` as ``import/path.Func`` or ``import/path.Type.Method``; ``native`` where Python
    supplies it.
    """

    __slots__ = ("call", "captured", "name", "native")

    def __init__(
        self,
        t: Type | None,
        call: Any,
        name: str = "",
        native: bool = False,
        captured: Any = None,
        o: Origins = (),
    ) -> None:
        self.t = t
        self.call = call
        self.name = name
        self.native = native
        self.captured = captured
        self.o = o

    def __repr__(self) -> str:
        return f"<func {self.name}>"


class NativeObject(Value):
    """An object that only natives look into, such as a compiled regular expression."""

    __slots__ = ("data",)

    def __init__(self, t: Type, data: Any, o: Origins = ()) -> None:
        self.t: Type = t
        self.data = data
        self.o = o


def string(v: str, o: Origins = ()) -> Scalar:
    """A Go string."""
    return Scalar(v, T.STRING, o)


def boolean(v: bool, o: Origins = ()) -> Scalar:
    """A Go bool."""
    return Scalar(v, T.BOOL, o)


def integer(v: int, o: Origins = ()) -> Scalar:
    """A Go int."""
    return Scalar(v, T.INT, o)


NIL = Nil()
