"""sprig's semantic versions.

Part of ``template.functions``.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import total_ordering
from typing import Any

from xref.template.errors import ExecError
from xref.template.functions.registry import Library
from xref.template.values import Struct

LIBRARY = Library()

LONGEST = 1_000
LOOSE = re.compile(
    r"v?(\d+)(?:\.(\d+))?(?:\.(\d+))?(?:-([0-9A-Za-z\-]+(?:\.[0-9A-Za-z\-]+)*))?"
    r"(?:\+([0-9A-Za-z\-]+(?:\.[0-9A-Za-z\-]+)*))?\Z"
)
CONSTRAINT = re.compile(
    r"\s*(=>|=<|>=|<=|!=|~>|[=<>~^])?\s*v?(\d+|[xX*])(?:\.(\d+|[xX*]))?(?:\.(\d+|[xX*]))?"
    r"(?:-([0-9A-Za-z\-.]+))?(?:\+[0-9A-Za-z\-.]+)?\s*\Z"
)
HYPHEN = re.compile(r"\s*([^\s,]+)\s+-\s+([^\s,]+)\s*")
TERM = re.compile(r"(?:[=<>!~^]+\s*)?[^\s,=<>!~^]+")


@total_ordering
class Version:
    """A semantic version, in their order. Raises ValueError for what is none."""

    def __init__(self, text: str) -> None:
        found = LOOSE.match(text)
        if found is None:
            raise ValueError("Invalid Semantic Version")
        self.original = text
        self.numbers = tuple(int(found[i] or 0) for i in (1, 2, 3))
        self.prerelease = found[4] or ""
        self.metadata = found[5] or ""

    def _key(self) -> tuple[Any, ...]:
        parts = tuple(
            (0, int(p), "") if p.isdigit() else (1, 0, p) for p in self.prerelease.split(".")
        )
        return (*self.numbers, not self.prerelease, parts if self.prerelease else ())

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Version) and self._key() == other._key()

    def __lt__(self, other: Version) -> bool:
        return self._key() < other._key()

    def __hash__(self) -> int:
        return hash(self._key())

    def __str__(self) -> str:
        text = ".".join(map(str, self.numbers))
        text += f"-{self.prerelease}" if self.prerelease else ""
        return text + (f"+{self.metadata}" if self.metadata else "")


@LIBRARY.function("semver", "s")
def _semver(text: str) -> Struct:
    version = Version(text)
    major, minor, patch = version.numbers

    def compare(other: Any) -> int:
        right = Version(str(getattr(other, "text", other)))
        return 0 if version == right else -1 if version < right else 1

    return Struct(
        {},
        {
            "Compare": compare,
            "GreaterThan": lambda other: compare(other) > 0,
            "LessThan": lambda other: compare(other) < 0,
            "Equal": lambda other: compare(other) == 0,
            "String": lambda: str(version),
            "Major": major,
            "Minor": minor,
            "Patch": patch,
            "Prerelease": version.prerelease,
            "Metadata": version.metadata,
            "Original": version.original,
        },
        str(version),
        strict=True,
    )


@LIBRARY.function("semverCompare", "ss")
def semver_compare(constraint: str, text: str) -> bool:
    """Whether the version ``text`` meets ``constraint``. Raises ValueError or ExecError."""
    if len(constraint) > LONGEST:
        raise ExecError("a constraint is too long")
    alternatives = [_terms(part) for part in constraint.split("||")]
    version = Version(text)
    return any(all(meets(version) for meets in terms) for terms in alternatives)


def _terms(text: str) -> list[Callable[[Version], bool]]:
    text = HYPHEN.sub(r" >=\1, <=\2 ", text)
    terms = TERM.findall(text)
    if not terms or TERM.sub("", text).strip(" ,\t"):
        raise ExecError(f"improper constraint: {text}")
    return [_term(term) for term in terms]


def _term(text: str) -> Callable[[Version], bool]:
    found = CONSTRAINT.match(text)
    if found is None:
        raise ExecError(f"improper constraint: {text}")
    sign = {"=>": ">=", "=<": "<=", "~>": "~", None: "="}.get(found[1], found[1])
    given = [p for p in (found[2], found[3], found[4]) if p is not None]
    fixed: list[int] = []
    for part in given:
        if part in "xX*":
            break
        fixed.append(int(part))
    prerelease = found[5] or ""
    padded = [*fixed, 0, 0, 0][:3]
    low = Version(".".join(map(str, padded)) + (f"-{prerelease}" if prerelease else ""))

    def meets(version: Version) -> bool:
        if version.prerelease and not prerelease:
            return sign == "!=" and len(fixed) == 3
        return _meets(sign or "=", version, low, fixed)

    return meets


def _meets(sign: str, version: Version, low: Version, fixed: list[int]) -> bool:
    prefix = version.numbers[: len(fixed)] == tuple(fixed)
    if sign == "=":
        return version == low if len(fixed) == 3 else prefix
    if sign == "!=":
        return version != low if len(fixed) == 3 else not prefix
    if sign == ">":
        return version > low if len(fixed) == 3 else not prefix and version > low
    if sign == ">=":
        return version >= low
    if sign == "<":
        return version < low
    if sign == "<=":
        return version <= low if len(fixed) == 3 else prefix or version < low
    if not fixed:
        return True
    if version < low:
        return False
    if sign == "~":
        return version.numbers[: min(len(fixed), 2)] == tuple(fixed[:2])
    # A caret keeps the first number that is not zero.
    first = next((i for i, n in enumerate(fixed) if n), len(fixed) - 1)
    return version.numbers[: first + 1] == tuple(fixed[: first + 1])
