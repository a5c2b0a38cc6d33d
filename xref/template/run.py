"""The state of one rendering: output, variables, what was read, budgets, and how ghosts are undone.

Part of ``template``, between the values and the evaluator; functions that need more than their
arguments get it too.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from xref.model import Diagnostic, Location
from xref.template.errors import ExecError, Exhausted, GhostsExhausted
from xref.template.nodes import Definition
from xref.template.values import CONTAINERS, DEEPEST, List, Map, Paths

MISSING: Any = object()
"""No value: a key that was not there, a pipeline's missing final argument."""


class Piece(NamedTuple):
    """A part of the output, in its order.

    ``text`` is the literal or what the action gives; its first line comes from ``line`` of
    ``file``, and a literal's further lines from the lines after that. ``source`` is the template's
    own text, of an action with its braces and trim markers. ``guards`` are the conditions around
    it, outermost first, also those around the calls of named templates. ``depth`` counts the
    conditions that would have to be otherwise for it to appear: 0 is ``active``. ``uses`` are the
    paths of the values that the text depends on. ``unknown`` tells that the text is not what would
    be printed, but the action itself.
    """

    text: str
    file: str
    line: int
    guards: tuple[str, ...]
    active: bool
    source: str
    uses: Paths
    depth: int
    unknown: bool = False


class Encoded(NamedTuple):
    """A value that an action prints as JSON: its place, and the paths read for nothing else."""

    file: str
    line: int
    value: Any
    read: frozenset[str]


@dataclass(frozen=True, slots=True)
class Budget:
    """What a rendering may use: steps (nodes, loop turns), characters of output, depth of calls."""

    steps: int = 600_000
    ghost_steps: int = 60_000
    output: int = 8 << 20
    depth: int = 40


class Change(NamedTuple):
    """A change to a map or a frame of variables, and what was there before."""

    target: Any
    key: Any
    old: Any
    origin: Paths | None


@dataclass(slots=True)
class Run:
    """One rendering under way."""

    templates: dict[str, Definition]
    functions: dict[str, Any]
    budget: Budget
    file: str = ""
    line: int = 0
    source: str = ""
    dot: Any = None
    dot_uses: Paths = ()
    frame: list[Any] = field(default_factory=list)
    guards: tuple[str, ...] = ()
    depth: int = 0
    captures: int = 0
    capture_depth: int = -1
    captured: set[str] = field(default_factory=set)
    pieces: list[Piece] = field(default_factory=list)
    uses: set[str] = field(default_factory=set)
    read: set[str] = field(default_factory=set)
    json: list[Any] = field(default_factory=list)
    encoded: list[Encoded] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    changed: bool = False
    calls: list[str] = field(default_factory=list)
    called: dict[str, Definition | None] = field(default_factory=dict)
    diagnostics: list[Diagnostic] = field(default_factory=list)
    steps: int = 0
    ghost_steps: int = 0
    size: int = 0
    ghosts_off: bool = False
    said: set[tuple[str, str]] = field(default_factory=set)
    strict: bool = True

    def step(self, count: int = 1) -> None:
        """Take ``count`` steps off the budget. Raises Exhausted or GhostsExhausted."""
        if self.depth:
            self.ghost_steps += count
            if self.ghost_steps > self.budget.ghost_steps:
                raise GhostsExhausted
        else:
            self.steps += count
            if self.steps > self.budget.steps:
                raise Exhausted("the budget of steps is out")

    def fits(self, size: int) -> None:
        """Check a text of ``size`` characters that is about to be made. Raises Exhausted."""
        if size > self.budget.output:
            if self.depth:
                raise ExecError("a text is too long")
            raise Exhausted("a text is longer than the output may be")

    def emit(
        self, text: str, line: int, source: str, uses: Paths = (), unknown: bool = False
    ) -> None:
        """Append a piece. Raises Exhausted or GhostsExhausted."""
        self.size += len(text)
        if self.size > self.budget.output:
            if self.depth:
                raise GhostsExhausted
            raise Exhausted("the output is too long")
        depth = self.depth
        self.pieces.append(
            Piece(text, self.file, line, self.guards, not depth, source, uses, depth, unknown)
        )

    def say(self, message: str, file: str = "", line: int = 0) -> None:
        """Keep a diagnostic at a place, or where the evaluation stands."""
        place = Location(file or self.file, line or self.line)
        self.diagnostics.append(Diagnostic(message, place))

    def say_once(self, what: str, message: str) -> None:
        """A diagnostic that is told once a file for each ``what``."""
        if (what, self.file) not in self.said:
            self.said.add((what, self.file))
            self.say(message)

    def note(self, paths: Iterable[str]) -> None:
        """What is being evaluated depends on ``paths``."""
        self.uses.update(paths)

    def element(self, container: Map | List, key: Any, value: Any) -> Any:
        """``value``, noting where it was read from; what knows its path is walked through."""
        if not isinstance(value, CONTAINERS) or getattr(value, "path", None) is None:
            self.uses.update(container.origin(key))
        return value

    def touch(self, value: Any) -> None:
        """A condition or the like depends on a container as such, not on all that it holds."""
        path = getattr(value, "path", None)
        if path:
            self.uses.add(path)

    def consume(self, value: Any) -> None:
        """All of ``value`` is used: everything in it counts as read."""
        if isinstance(value, CONTAINERS):
            path = getattr(value, "path", None)
            if path:
                self.uses.add(path)
            self._consume(value, path is None, 0)

    def _consume(self, value: Any, named: bool, depth: int) -> None:
        """``named``: paths below count as uses too, since no path stands for all of them."""
        if depth > DEEPEST:
            raise ExecError("a value is nested too deeply")
        self.step(1 + (len(value) >> 4))
        items = value.items() if isinstance(value, dict) else enumerate(value)
        origin = getattr(value, "origin", None)
        for key, item in items:
            own = getattr(item, "path", None)
            if own is None and origin is not None:
                paths = origin(key)
                self.read.update(paths)
                if named:
                    self.uses.update(paths)
            elif own:
                self.read.add(own)
                if named:
                    self.uses.add(own)
            if isinstance(item, CONTAINERS):
                self._consume(item, named and own is None, depth + 1)

    def put(self, target: Any, key: Any, value: Any, origin: Paths | None = None) -> None:
        """Set an entry of a map, an element of a list or a variable so that ghosts can undo it."""
        origins = getattr(target, "origins", None)
        if self.depth:
            old = target.get(key, MISSING) if isinstance(target, dict) else target[key]
            before = origins.get(key) if isinstance(origins, dict) else None
            self.changes.append(Change(target, key, old, before))
        elif isinstance(target, Map):
            self.changed = True
        target[key] = value
        if isinstance(target, Map):
            if origin is not None:
                if target.origins is None:
                    target.origins = {}
                target.origins[key] = origin
            elif isinstance(origins, dict):
                origins.pop(key, None)

    def remove(self, target: Map, key: str) -> None:
        """Remove an entry of a map, which may lack it, so that ghosts can undo it."""
        if key in target:
            if self.depth:
                before = target.origins.get(key) if target.origins else None
                self.changes.append(Change(target, key, target[key], before))
            else:
                self.changed = True
            del target[key]

    def undo(self, mark: int) -> None:
        """Undo the changes after the first ``mark``."""
        undone = self.changes[mark:]
        del self.changes[mark:]
        for target, key, old, origin in reversed(undone):
            if old is MISSING:
                target.pop(key, None)
            else:
                target[key] = old
            if origin is not None:
                target.origins[key] = origin
            elif isinstance(target, Map) and target.origins:
                target.origins.pop(key, None)
