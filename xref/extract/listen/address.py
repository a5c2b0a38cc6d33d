"""Addresses in parts: texts and the values of flags, and the conditions on which they are used.

Part of the listen extractor, and what it hands out.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from xref.deployment import FlagKey, Listener
from xref.model import Location

Values = Mapping[FlagKey, str]

_PORT = re.compile(r"(?:\A|:)(\d{1,5})\Z")
OPPOSITE = {"==": "!=", "!=": "==", "<": ">=", ">=": "<", ">": "<=", "<=": ">"}


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of an address: a text, or (``flag``) the value of a flag, whose default is ``text``.

    ``location`` is where the text is written, or what sets the flag's default; ``known`` is False
    where the evaluation could not tell the default.
    """

    text: str
    location: Location
    flag: FlagKey | None = None
    known: bool = True

    def value(self, values: Values) -> str | None:
        """The piece where the flags have these values, and their defaults else; None: not known."""
        if self.flag is not None and self.flag in values:
            return values[self.flag]
        return self.text if self.known else None


@dataclass(frozen=True, slots=True)
class Condition:
    """What a listener hangs on: ``flag`` compared with ``value`` by ``operator``.

    ``text`` is the condition as it is written, in ``!(...)`` where it must not hold; ``default``
    is the flag's (None: not known). The value of a boolean flag is compared with ``true``. ``flag``
    is None where something else than one flag decides: then only the text is known.
    """

    text: str
    flag: FlagKey | None = None
    default: str | None = ""
    operator: str = ""
    value: str = ""

    def holds(self, values: Values) -> bool | None:
        """Whether it holds where the flags have these values, and their defaults else.

        None where flags alone do not tell.
        """
        if self.flag is None:
            return None
        left, right = values.get(self.flag, self.default), self.value
        if left is None:
            return None
        if self.operator in ("==", "!="):
            same = left == right or (_number(left) is not None and _number(left) == _number(right))
            return same == (self.operator == "==")
        a, b = _number(left), _number(right)
        if a is None or b is None:
            return None
        return {"<": a < b, "<=": a <= b, ">": a > b, ">=": a >= b}[self.operator]

    def negated(self) -> Condition:
        """The condition that holds where this one does not."""
        inner = re.fullmatch(r"!\((.*)\)", self.text, re.S)
        text = inner[1] if inner is not None else f"!({self.text})"
        return replace(self, text=text, operator=OPPOSITE.get(self.operator, ""))


@dataclass(frozen=True, slots=True)
class GoListener:
    """A listener of a Go program, and how its address comes of flags.

    ``listener`` is what the flags' defaults make of it; ``conditions`` are what the program asks on
    the way there, outermost first, but for whether an error has occurred.
    """

    listener: Listener
    parts: tuple[Part, ...]
    conditions: tuple[Condition, ...] = ()

    @property
    def condition(self) -> str:
        """The conditions that a flag decides on, as they are written."""
        return " && ".join(c.text for c in self.conditions if c.flag is not None)

    @property
    def doubts(self) -> tuple[str, ...]:
        """The conditions that no flag tells: whether the program gets there is not known."""
        return tuple(c.text for c in self.conditions if c.flag is None)

    def active(self, values: Values | None = None) -> bool:
        """Whether no flag turns it off, under the flags' values (those not given: the defaults)."""
        return all(c.holds(values or {}) is not False for c in self.conditions)

    def address(self, values: Values) -> str:
        """The address under the flags' values (those not given: the defaults); "": not known."""
        return rendered(self.parts, values)

    def port(self, values: Values) -> int:
        """The port under the flags' values, 0 if it has none."""
        return port_of(self.address(values))


def rendered(parts: tuple[Part, ...], values: Values) -> str:
    """The address that parts make; "" where one of them is not known."""
    pieces = [part.value(values) for part in parts]
    return "".join(p for p in pieces if p is not None) if None not in pieces else ""


def _number(text: str) -> int | None:
    return int(text) if re.fullmatch(r"-?\d+", text) else None


def port_of(address: str) -> int:
    """The port of ``:8080``, ``127.0.0.1:8080``, ``tcp://0.0.0.0:8080``; 0 of anything else."""
    if address.startswith(("unix:", "/", "@")):
        return 0
    found = _PORT.search(address)
    port = int(found[1]) if found is not None else 0
    return port if port < 1 << 16 else 0


def decisive(parts: tuple[Part, ...]) -> Part | None:
    """The part that the port stands in; of an address without one, its last flag or text."""
    for part in reversed(parts):
        if part.flag is not None or part.text.strip(":/"):
            return part
    return parts[-1] if parts else None
