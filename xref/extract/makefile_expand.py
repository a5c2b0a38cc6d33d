"""Variables and functions of make: what a text with ``$(...)`` comes to.

Part of the extract layer, below :mod:`xref.extract.makefile`, which reads the files. Nothing is
run: what a command would print, and what the environment would hold, stays in the text as an atom.
A budget of steps and characters and a limit of depth see to it that it always ends.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from xref.extract.makefile_text import TEXT_FUNCTIONS, atom, patsubst, shell, without_atoms
from xref.model import Location

_STEPS = 50_000
_CHARACTERS = 10_000_000
_LONGEST = 1_000_000
_DEPTH = 60
_CLOSING = {"(": ")", "{": "}"}
_BRACKET = {"(": re.compile(r"[()]"), "{": re.compile(r"[{}]")}
_FUNCTION = re.compile(r"([a-z-]+)\s+")
_FROM_ENVIRONMENT = re.compile(r"[A-Z][A-Z0-9_]+\Z")
_SPLIT = re.compile(r"[(){},]")


class MakeLimitError(Exception):
    """The makefiles take more work than any honest one."""


@dataclass(frozen=True, slots=True)
class Variable:
    """A variable: its text, whether that is expanded anew at each use, and where it is set.

    ``body`` tells that the text is that of a ``define``, whose lines follow ``location``.
    """

    text: str
    recursive: bool
    location: Location | None = None
    body: bool = False


Scope = Mapping[str, Variable]
_NO_SCOPE: Scope = {}


def plain(text: str) -> Variable:
    """A variable of a text that is expanded already."""
    return Variable(text, recursive=False)


@dataclass(slots=True)
class Expander:
    """Expands texts with the variables known so far. ``evaluate`` reads the text of an ``$(eval)``:
    it gets the text and the variable whose ``define`` it is a call of, if it is one.

    ``unknown`` has the command or pattern of each atom by its digest. ``assigned`` are the names
    that some makefile sets anywhere: any other upper-case variable comes from the environment.
    """

    evaluate: Callable[[str, Variable | None], None]
    variables: dict[str, Variable] = field(default_factory=dict)
    assigned: set[str] = field(default_factory=set)
    unknown: dict[str, str] = field(default_factory=dict)
    steps: int = 0
    characters: int = 0

    def expand(self, text: str, scope: Scope = _NO_SCOPE, depth: int = 0) -> str:
        """What the text comes to. Raises MakeLimitError."""
        if "$" not in text:
            return text
        self._count(depth)
        out: list[str] = []
        at = 0
        while (dollar := text.find("$", at)) >= 0:
            out.append(text[at:dollar])
            sign = text[dollar + 1 : dollar + 2]
            at = dollar + 2
            if sign == "$":
                out.append("$")
            elif sign in _CLOSING:
                end = _closing(text, at, sign)
                out.append(self._reference(text[at:end], scope, depth))
                at = end + 1
            else:
                out.append(self.value(sign, scope, depth))
        out.append(text[at:])
        return self.counted("".join(out))

    def counted(self, text: str) -> str:
        """A text that was put together. Raises MakeLimitError where such come to too much."""
        self.characters += len(text)
        if len(text) > _LONGEST or self.characters > _CHARACTERS:
            raise MakeLimitError("a variable's value is too long")
        return text

    def value(self, name: str, scope: Scope = _NO_SCOPE, depth: int = 0) -> str:
        """The value of a variable; one of the environment is an atom, any other unset one ""."""
        variable = scope.get(name) or self.variables.get(name)
        if variable is None:
            outside = _FROM_ENVIRONMENT.match(name) and name not in self.assigned
            return atom("env", name) if outside else ""
        if not variable.recursive:
            return variable.text
        return self.expand(variable.text, scope, depth + 1)

    def _count(self, depth: int) -> None:
        self.steps += 1
        if depth > _DEPTH:
            raise MakeLimitError("variables refer to each other too deeply")
        if self.steps > _STEPS:
            raise MakeLimitError("the variables take too many steps")

    def _reference(self, inner: str, scope: Scope, depth: int) -> str:
        function = _FUNCTION.match(inner)
        if function:
            name = function[1]
            if name in TEXT_FUNCTIONS:
                count, do = TEXT_FUNCTIONS[name]
                args = [
                    self.expand(part, scope, depth + 1)
                    for part in _arguments(inner[function.end() :], count)
                ]
                return do(args + [""] * (count - len(args)))
            if name in _SPECIAL:
                return _SPECIAL[name](self, inner[function.end() :], scope, depth + 1)
        name = self.expand(inner, scope, depth + 1).strip()
        variable, colon, change = name.partition(":")
        if colon and "=" in change:
            old, _, new = change.partition("=")
            old, new = (old, new) if "%" in old else (f"%{old}", f"%{new}")
            return patsubst(old, new, self.value(variable, scope, depth + 1))
        return self.value(name, scope, depth + 1)

    def _if(self, rest: str, scope: Scope, depth: int) -> str:
        test, *arms = _arguments(rest, 3)
        holds = bool(without_atoms(self.expand(test.strip(), scope, depth)).strip())
        arm = arms[:1] if holds else arms[1:2]
        return self.expand(arm[0], scope, depth) if arm else ""

    def _or(self, rest: str, scope: Scope, depth: int) -> str:
        for part in _arguments(rest, 0):
            text = self.expand(part.strip(), scope, depth)
            if without_atoms(text):
                return text
        return ""

    def _and(self, rest: str, scope: Scope, depth: int) -> str:
        text = ""
        for part in _arguments(rest, 0):
            text = self.expand(part.strip(), scope, depth)
            if not without_atoms(text):
                return ""
        return text

    def _foreach(self, rest: str, scope: Scope, depth: int) -> str:
        args = _arguments(rest, 3)
        if len(args) < 3:
            return ""
        name = self.expand(args[0], scope, depth).strip()
        words = self.expand(args[1], scope, depth).split()
        out = []
        for word in words:
            self._count(depth)
            out.append(self.expand(args[2], {**scope, name: plain(word)}, depth))
        return " ".join(out)

    def _call(self, rest: str, scope: Scope, depth: int) -> str:
        name, *args = [self.expand(part, scope, depth) for part in _arguments(rest, 0)]
        called = self.variables.get(name.strip())
        if called is None:
            return ""
        numbered = {str(number): plain(arg) for number, arg in enumerate(args, 1)}
        return self.expand(called.text, {**scope, "0": plain(name), **numbered}, depth)

    def _eval(self, rest: str, scope: Scope, depth: int) -> str:
        body = None
        inner = rest.strip()
        if inner.startswith(("$(call ", "${call ")) and inner[-1] == _CLOSING[inner[1]]:
            name = self.expand(_arguments(inner[7:-1], 0)[0], scope, depth).strip()
            called = self.variables.get(name)
            body = called if called is not None and called.body else None
        self._count(depth)
        self.evaluate(self.expand(rest, scope, depth), body)
        return ""

    def _shell(self, rest: str, scope: Scope, depth: int) -> str:
        command = self.expand(rest, scope, depth).strip()
        printed = shell(command)
        return self._atom("shell", command) if printed is None else printed

    def _origin(self, rest: str, scope: Scope, depth: int) -> str:
        name = self.expand(rest, scope, depth).strip()
        return "file" if name in self.variables or name in scope else "undefined"

    def _value(self, rest: str, scope: Scope, depth: int) -> str:
        found = self.variables.get(self.expand(rest, scope, depth).strip())
        return found.text if found else ""

    def _wildcard(self, rest: str, scope: Scope, depth: int) -> str:
        return self._atom("wildcard", self.expand(rest, scope, depth).strip())

    def _atom(self, kind: str, text: str) -> str:
        # A digest, for an atom must be one word, and short where commands hold atoms themselves.
        digest = hashlib.blake2b(text.encode(), digest_size=8).hexdigest()
        self.unknown[digest] = text
        return atom(kind, digest)

    def behind(self, text: str) -> str:
        """The commands whose output is in a text, and in those commands in turn."""
        found: list[str] = []
        wanted = list(self.unknown) if "\x01" in text else []
        for digest in reversed(wanted):
            if digest in text or any(digest in command for command in found):
                found.append(self.unknown[digest])
        return "\n".join(found)


_SPECIAL: dict[str, Callable[[Expander, str, Scope, int], str]] = {
    "if": Expander._if,
    "or": Expander._or,
    "and": Expander._and,
    "foreach": Expander._foreach,
    "call": Expander._call,
    "eval": Expander._eval,
    "shell": Expander._shell,
    "origin": Expander._origin,
    "value": Expander._value,
    "wildcard": Expander._wildcard,
}


def _closing(text: str, start: int, opening: str) -> int:
    """Where the reference that begins before ``start`` ends; the end of the text if nowhere."""
    level = 1
    for found in _BRACKET[opening].finditer(text, start):
        level += 1 if found[0] == opening else -1
        if not level:
            return found.start()
    return len(text)


def _arguments(text: str, count: int) -> list[str]:
    """The arguments of a function, split at commas outside brackets; ``count`` 0 is for any."""
    return list(_split(text, count))


def _split(text: str, count: int) -> Iterator[str]:
    start = level = number = 0
    for found in _SPLIT.finditer(text):
        if found[0] != ",":
            level += 1 if found[0] in "({" else -1
        elif level == 0:
            number += 1
            if number == count:
                break
            yield text[start : found.start()]
            start = found.end()
    yield text[start:]
