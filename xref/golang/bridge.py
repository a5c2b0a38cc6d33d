"""From Go code to the natives written in Python. Part of the interpreter."""

from __future__ import annotations

from typing import Any

from xref.golang import types as T
from xref.golang.memory import fit
from xref.golang.natives import NATIVES, PURE_PACKAGES, TYPES, VARIABLES, Native
from xref.golang.operators import MOST_TEXT
from xref.golang.values import FuncVal, Nil, Ptr, Scalar, SliceVal, Unknown, Value


class Natives:
    """The natives as function values. ``without`` names (path, name) pairs to leave out."""

    def __init__(self, without: frozenset[tuple[str, str]] = frozenset()) -> None:
        self.without = without
        self._functions: dict[tuple[str, str], FuncVal | None] = {}

    def modelled(self, path: str, name: str) -> FuncVal | None:
        """The native function ``path.name``; None if there is none."""
        key = (path, name)
        if key not in self._functions:
            native = None if key in self.without else NATIVES.get(key)
            made = _value(native, f"{path}.{name}") if native is not None else None
            self._functions[key] = made
        return self._functions[key]

    def unmodelled(self, path: str, name: str) -> FuncVal | None:
        """A function of which only that much is known: it leaves its arguments alone.

        None if not even that is known. What its pointers lead to is forgotten all the same.
        """
        if path not in PURE_PACKAGES or (path, name) in VARIABLES or not name[:1].isupper():
            return None
        return FuncVal(None, _unmodelled(path, name), f"{path}.{name}", native=True)

    def type(self, path: str, name: str) -> T.Type | None:
        """A type that only natives declare."""
        return TYPES.get((path, name))

    def variable(self, path: str, name: str) -> Any:
        """A closure of the frame for the variable or constant ``path.name``; None if none."""
        make = VARIABLES.get((path, name))
        if make is None or (path, name) in self.without:
            return None
        factory = make
        return lambda fr: factory(fr[0])

    def method(self, v: Value, name: str) -> FuncVal | None:
        """The native method of a value, bound to it; None if there is none."""
        t: Any = v.t
        if t is not None and t.kind == "ptr":
            t = t.elem
        if type(t) is not T.Named:
            return None
        native = NATIVES.get((t.package, f"{t.name}.{name}"))
        if native is None or (t.package, f"{t.name}.{name}") in self.without:
            return None
        return _value(native, f"{t.package}.{t.name}.{name}", v)


def _value(native: Native, name: str, receiver: Value | None = None) -> FuncVal:
    run = native.call

    def call(m: Any, args: list[Value]) -> Any:
        given = [fit(a, T.ANY) for a in args]
        if receiver is not None:
            given.insert(0, receiver)
        result = _bounded(m, run(m, given))
        if m.control and not native.pure:
            m.doubt(given, m.control)  # what it has changed hangs on what led here
        if type(result) is tuple:
            return tuple(fit(v, T.ANY) if type(v) is Nil else v for v in result)
        return fit(result, T.ANY) if type(result) is Nil else result

    return FuncVal(None, call, name, native=True, captured=native)


def _bounded(m: Any, result: Any) -> Any:
    """A result, or Unknown in place of a text that is longer than can be meant."""
    if type(result) is tuple:
        return tuple(_bounded(m, v) for v in result)
    if type(result) is Scalar and type(result.v) is str:
        m.spend(len(result.v) >> 6)
        if len(result.v) > MOST_TEXT:
            return Unknown(f"a text of {len(result.v)} characters", *m.place())
    if type(result) is SliceVal:
        m.spend(result.length)
    return result


# Packages whose functions neither change nor keep what slices, maps and functions they are given.
_READ_ONLY = frozenset(
    (
        *("bytes", "cmp", "errors", "fmt", "html", "math", "mime", "net", "net/netip", "net/url"),
        *("os", "os/user", "path", "path/filepath", "regexp", "runtime", "strings", "time"),
        *("unicode", "math/big", "math/bits", "math/cmplx", "go/version", "go/build"),
    )
)


def _unmodelled(path: str, name: str) -> Any:
    called = f"{path}.{name}"

    def call(m: Any, args: list[Value]) -> Any:
        reached = [a for a in args if type(a) in (Ptr, FuncVal, Unknown)]
        if path not in _READ_ONLY:
            reached = args
        file, line = m.place()
        lost = Unknown(f"{called} is not modelled", file, line, may=tuple(args))
        if reached:
            m.unentered(reached, lost)
        if called in ("os.Setenv", "os.Unsetenv", "os.Clearenv"):
            m.environ[""] = lost  # any variable may have been set
        return lost

    return call
