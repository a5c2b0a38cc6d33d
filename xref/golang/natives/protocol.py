"""What natives and the machine that calls them agree on. Imports only the value model."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, NoReturn, Protocol

from xref.golang.signals import GoPanic
from xref.golang.types import Type
from xref.golang.values import FuncVal, Origins, Ptr, StructVal, Unknown, Value

Result = Value | tuple[Value, ...]
Key = tuple[str, str]


class GoExit(Exception):
    """The program called os.Exit."""

    def __init__(self, code: int) -> None:
        super().__init__(code)
        self.code = code


class Machine(Protocol):
    """The interpreter, as natives see it. ``environ`` has the variables that the program set.

    ``control`` is what the branches that were entered hang on: what is stored hangs on it too.
    """

    control: Origins
    environ: dict[str, Value]

    def call(self, fn: Value, args: list[Value]) -> Any:
        """Call a function value; a Value, a tuple of them, or None for no result."""

    def method(self, value: Value, name: str) -> FuncVal | None:
        """The bound method of the dynamic value, if its method set has one of that name."""

    def error(self, text: str, o: Origins) -> Value:
        """A plain error value."""

    def unknown(self, reason: str) -> Unknown:
        """An unknown value, at the place of the call."""

    def unentered(self, args: list[Any], lost: Unknown) -> None:
        """Forget what the arguments of a call that could not be followed reach."""

    def place(self) -> tuple[str, int]:
        """File and line of the call."""

    def load(self, ptr: Ptr) -> Value:
        """What a pointer points to."""

    def store(self, ptr: Ptr, v: Value) -> None:
        """Store where a pointer points to."""

    def field(self, s: StructVal, i: int) -> Value:
        """A struct's field; makes the zero value of one that nothing has looked at."""

    def zero(self, t: Type, o: Origins) -> Value:
        """The zero value of a type."""

    def panic(self, value: Value) -> NoReturn:
        """Raise :class:`xref.golang.signals.GoPanic`."""

    def named(self, path: str, name: str) -> Type:
        """The declared type ``name`` of the package ``path``, such as time's Duration."""

    def program_name(self) -> str:
        """What stands in for ``os.Args[0]``."""


@dataclass(frozen=True, slots=True)
class Native:
    """A function or method of the standard library; of a method the receiver comes first.

    ``pure``: it changes nothing that its arguments reach. ``results`` are its results' types,
    where they are written down.
    """

    call: Callable[[Machine, list[Value]], Result]
    pure: bool
    results: tuple[Type, ...] | None = None


__all__ = ["GoExit", "GoPanic", "Key", "Machine", "Native", "Result"]
