"""What leaves a block before its end: Go's jumps, panics, and the evaluation's own ends.

Part of the interpreter. Statements hand jumps up as return values, for speed; the rest are
exceptions.
"""

from __future__ import annotations

from typing import Any

from xref.golang.values import Value


class Return:
    """A return statement was run; ``value`` is the result (a tuple of several, None of none)."""

    __slots__ = ("value",)

    def __init__(self, value: Any) -> None:
        self.value = value


class Jump:
    """break, continue, goto or fallthrough; ``label`` is "" where none is named."""

    __slots__ = ("kind", "label")

    def __init__(self, kind: str, label: str = "") -> None:
        self.kind = kind
        self.label = label


BREAK = Jump("break")
CONTINUE = Jump("continue")
FALLTHROUGH = Jump("fallthrough")


class GoPanic(Exception):
    """A Go panic with its value; ``place`` is (file, line)."""

    def __init__(self, value: Value, text: str, place: tuple[str, int]) -> None:
        super().__init__(text)
        self.value = value
        self.place = place
        self.recovered = False


class Ended(Exception):
    """The program's set-up is over: it was executed, parsed its flags, or exited."""


class OutOfBudget(Exception):
    """The program's step budget or depth is used up."""
