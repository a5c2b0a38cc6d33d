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

    ``location`` is where the text is written, or what sets the flag's default.
    """

    text: str
    location: Location
    flag: FlagKey | None = None

    def value(self, values: Values) -> str:
        """The piece where the flags have these values, and their defaults else."""
        return values.get(self.flag, self.text) if self.flag is not None else self.text


@dataclass(frozen=True, slots=True)
class Condition:
    """What a listener hangs on: ``flag`` compared with ``value`` by ``operator``.

    ``text`` is the condition as it is written, in ``!(...)`` where it must not hold; ``default`` the
    flag's default. The value of a boolean flag is compared with ``true``.
    """

    text: str
    flag: FlagKey
    default: str
    operator: str
    value: str

    def holds(self, values: Values) -> bool:
        """Whether it holds where the flags have these values, and their defaults else."""
        left: str | int = values.get(self.flag, self.default)
        right: str | int = self.value
        if re.fullmatch(r"-?\d+", str(left)) and re.fullmatch(r"-?\d+", self.value):
            left, right = int(left), int(self.value)
        if self.operator == "==":
            return left == right
        if self.operator == "!=":
            return left != right
        if not isinstance(left, int) or not isinstance(right, int):
            return False
        return {
            "<": left < right,
            "<=": left <= right,
            ">": left > right,
            ">=": left >= right,
        }[self.operator]

    def negated(self) -> Condition:
        """The condition that holds where this one does not."""
        inner = re.fullmatch(r"!\((.*)\)", self.text, re.S)
        text = inner[1] if inner is not None else f"!({self.text})"
        return replace(self, text=text, operator=OPPOSITE[self.operator])


@dataclass(frozen=True, slots=True)
class GoListener:
    """A listener of a Go program, and how its address comes of flags.

    ``listener`` is what the flags' defaults make of it; ``conditions`` are those that it hangs on
    and that can be told from flags alone, outermost first.
    """

    listener: Listener
    parts: tuple[Part, ...]
    conditions: tuple[Condition, ...] = ()

    @property
    def condition(self) -> str:
        """The conditions as they are written."""
        return " && ".join(c.text for c in self.conditions)

    def active(self, values: Values | None = None) -> bool:
        """Whether its conditions hold under the flags' values (those not given: the defaults)."""
        return all(c.holds(values or {}) for c in self.conditions)

    def address(self, values: Values) -> str:
        """The address under the flags' values (those not given: the defaults)."""
        return "".join(part.value(values) for part in self.parts)

    def port(self, values: Values) -> int:
        """The port under the flags' values, 0 if it has none."""
        return port_of(self.address(values))


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
