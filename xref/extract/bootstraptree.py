"""Envoy bootstrap templates as trees: JSON or YAML with the actions of Go's text/template in it.

Part of the extract layer; serves ``bootstrap``. Templates are not run: a node has the conditions
around it, both arms of an ``if`` are there, and an action that gives a value stays as it is
written.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from xref import yamltree
from xref.errors import XrefError

_DEEPEST = 200
_MOST_NODES = 200_000
# Bounded, so that no text can make a search of it long.
_ACTION = re.compile(
    r"\{\{-?\s*/\*(?s:.{0,1000}?)\*/\s*-?\}\}"
    r"|\{\{(?:[^}\"`{]++|\{(?!\{)|\}(?!\})|\"(?:[^\"\\\n]|\\.)*+\"|`[^`]*+`){0,400}+\}\}"
)
_BRACES = re.compile(r"\{\{-?\s*([\"`])(\{\{|\}\})\1\s*-?\}\}")
_OPENS = ("if", "with", "range", "define", "block")
_WORD = re.compile(r"\{\{-?\s*(/\*|\w+)")
_CONTROL = (*_OPENS, "else", "end", "template", "break", "continue", "/*")
_TOKEN = re.compile(
    rf"(?P<space>\s+)|(?P<action>{_ACTION.pattern})"
    rf"|(?P<text>\"(?:{_ACTION.pattern}|[^\"\\\n]|\\.)*+\")|(?P<mark>[][{{}}:,])"
    r"|(?P<bare>[^][\s{}:,\"]+)|(?P<other>.)",
    re.DOTALL,
)


class BootstrapError(XrefError):
    """A text that is no such tree; ``line`` counts from 1."""

    def __init__(self, message: str, line: int) -> None:
        super().__init__(message)
        self.line = line


@dataclass(slots=True)
class Node:
    """A value at a line, under the conditions ``guard``, outermost first.

    ``text`` is a scalar's, with its actions as they are written. ``items`` are a list's values
    (their keys are "") or a map's, whose keys may stand several times, once for each arm.
    """

    line: int
    guard: tuple[str, ...]
    text: str | None = None
    items: list[tuple[str, Node]] = field(default_factory=list)

    def all(self, key: str) -> Iterator[Node]:
        """The values of a key, written as ``snake_case`` or ``camelCase``."""
        return (value for name, value in self.items if _snake(name) == key)

    def walk(self) -> Iterator[tuple[str, Node]]:
        """All nodes below, each with its key, in the order of the text."""
        stack = [*reversed(self.items)]
        while stack:
            key, node = stack.pop()
            yield _snake(key), node
            stack.extend(reversed(node.items))


def read_tree(text: str, gaps: list[tuple[str, int]]) -> Iterator[Node]:
    """The documents of a text: one of JSON, or those of YAML. Raises BootstrapError.

    ``gaps`` gains the actions, with their lines, that put whole lines of YAML in their places:
    what those say is not known.

    A template that makes another one writes the braces of that as actions of its own; the actions
    of both are taken alike.
    """
    text = _BRACES.sub(lambda match: match[2], text)
    stripped = _ACTION.sub("", text).lstrip()
    return (
        iter([_JsonReader().read(text)])
        if stripped.startswith("{")
        else _read_yaml(text, 0, [], gaps)
    )


def _snake(key: str) -> str:
    return re.sub(r"[A-Z]", lambda match: "_" + match[0].lower(), key)


@dataclass(slots=True)
class _Arm:
    """An open block: its condition, and those of the arms before it, which do not hold."""

    now: str
    before: list[str] = field(default_factory=list)

    def text(self) -> str:
        parts = [*(f"not ({each})" for each in self.before), self.now]
        return " and ".join(part for part in parts if part)


class _Guards:
    """The conditions at a point of a text, told by the actions before it."""

    def __init__(self) -> None:
        self._open: list[_Arm] = []

    @property
    def now(self) -> tuple[str, ...]:
        """The conditions that hold here, outermost first."""
        return tuple(text for arm in self._open if (text := arm.text()))

    def see(self, action: str) -> bool:
        """Takes an action in; tells whether it is one that only controls what follows."""
        name = _word(action)
        inside = action[2:-2].removeprefix("-").removesuffix("-").strip()
        if name in _OPENS:
            if len(self._open) >= _DEEPEST:
                raise BootstrapError(f"blocks nested more than {_DEEPEST} deep", 1)
            shown = {"if": inside[2:].strip(), "with": inside, "range": inside}
            self._open.append(_Arm(shown.get(name, "")))
        elif name == "else" and self._open:
            arm = self._open[-1]
            arm.before.append(arm.now)
            arm.now = re.sub(r"else\s*(if\b)?", "", inside, count=1).strip()
        elif name == "end" and self._open:
            self._open.pop()
        return name in _CONTROL


def _word(action: str) -> str:
    match = _WORD.match(action)
    return match[1] if match is not None else ""


# JSON


class _JsonReader:
    """JSON of which commas may be too many or too few, as the arms of conditions leave them."""

    def __init__(self) -> None:
        self._guards = _Guards()
        self._root = Node(1, ())
        self._stack = [self._root]
        self._key = ""
        # A scalar that is a key if a colon follows, where it ends, and whether it is only a part.
        self._held: Node | None = None
        self._end = -1
        self._glued = False

    def read(self, text: str) -> Node:
        """The value that a text holds."""
        line = 0
        for count, match in enumerate(_TOKEN.finditer(text)):
            if count > 2 * _MOST_NODES or len(self._stack) > _DEEPEST:
                raise BootstrapError("too large or nested too deeply", line + 1)
            if match.lastgroup != "space":
                self._take(match, line + 1)
            line += match[0].count("\n")
        self._flush()
        if len(self._stack) > 1:
            raise BootstrapError("what is opened here is not closed", self._stack[-1].line)
        return self._root.items[0][1] if self._root.items else self._root

    def _take(self, match: re.Match[str], line: int) -> None:
        kind, token = match.lastgroup, match[0]
        if kind == "other":
            raise BootstrapError(f"{token!r} is not expected here", line)
        if kind == "action" or kind == "bare":
            control = kind == "action" and self._guards.see(token)
            if not self._append(match, control) and not control:
                self._hold(Node(line, self._guards.now, token), match.end())
        elif kind == "text":
            self._hold(Node(line, self._guards.now, token[1:-1]), -1)
        elif token == ":":
            self._key = (self._held.text or "") if self._held is not None else ""
            self._held = None
        else:
            self._flush()
            if token in "{[":
                node = Node(line, self._guards.now)
                self._stack[-1].items.append((self._key, node))
                self._stack.append(node)
            elif token in "]}":
                if len(self._stack) == 1:
                    raise BootstrapError(f"{token!r} closes nothing", line)
                self._stack.pop()
            self._key = ""

    def _append(self, match: re.Match[str], control: bool) -> bool:
        """Adds what follows a scalar without a blank to it: together they are one, not known."""
        if self._held is None or match.start() != self._end:
            return False
        opens = control and _word(match[0]) in _OPENS
        if control and not opens and not self._glued:
            return False
        self._held.text = (self._held.text or "") + match[0]
        self._glued = self._glued or opens
        self._end = match.end()
        return True

    def _hold(self, node: Node, end: int) -> None:
        self._flush()
        self._held, self._end, self._glued = node, end, False

    def _flush(self) -> None:
        if self._held is not None:
            self._stack[-1].items.append((self._key, self._held))
            self._held = None


# YAML


Guards = list[tuple[str, ...]]
"""The conditions at each line of a text; there may be fewer than lines."""


def _read_yaml(
    text: str, before: int, around: Guards, gaps: list[tuple[str, int]] | None
) -> Iterator[Node]:
    """The documents of YAML from which the actions are taken out, and put back into the texts.

    ``before`` is the number of lines above the text, ``around`` the conditions at its own lines.
    Without ``gaps`` it is a text within another one, and texts within it stay such.
    """
    plain, actions, guards, alone = _without_actions(text)
    if gaps is not None:
        gaps += alone
    for index, outer in enumerate(around[: len(guards)]):
        guards[index] = (*outer, *guards[index])
    reader = _YamlReader(actions, guards, before, embeds=gaps is not None)
    try:
        for document in yamltree.documents(plain):
            yield reader.node(document)
    except yamltree.YamlError as error:
        raise BootstrapError(str(error), error.line + before) from error


def _without_actions(text: str) -> tuple[str, list[str], Guards, list[tuple[str, int]]]:
    """The text with a mark for each action, the actions, and the conditions at each line.

    A line of nothing but actions becomes empty; of those that give something, the last of what is
    returned tells. Where an action shares a line with a value, it stays in the value's text, which
    then is not known.
    """
    gaps: list[tuple[str, int]] = []
    guards = _Guards()
    actions: list[str] = []
    by_line: Guards = []
    lines: list[str] = []
    for part in _logical_lines(text):
        found = _ACTION.findall(part)
        by_line.append(guards.now)
        giving = [action for action in found if not guards.see(action)]
        if found and not _ACTION.sub("", part).strip():
            gaps += [(action, len(lines) + 1) for action in giving]
            plain = ""
        else:
            plain = _ACTION.sub(lambda match: _mark(match[0], actions), part)
        lines.append(plain.replace("\n", " "))
        extra = part.count("\n")
        lines += [""] * extra
        by_line += [guards.now] * extra
    return "\n".join(lines) + "\n", actions, by_line, gaps


def _logical_lines(text: str) -> Iterator[str]:
    """The lines of a text, those together that an action joins."""
    start = end = 0
    for match in re.finditer(rf"{_ACTION.pattern}|\n", text):
        if match[0] == "\n":
            end = match.start()
            yield text[start:end]
            start = match.end()
    if start < len(text):
        yield text[start:]


def _mark(action: str, actions: list[str]) -> str:
    actions.append(action)
    return f"\ue000{len(actions) - 1}\ue001"


_MARK = re.compile("\ue000(\\d+)\ue001")


class _YamlReader:
    """Nodes of YAML as nodes of a bootstrap; each shared node is copied, within a budget."""

    def __init__(self, actions: list[str], guards: Guards, before: int, embeds: bool) -> None:
        self._actions = actions
        self._guards = guards
        self._before = before
        self._embeds = embeds
        self._left = _MOST_NODES

    def node(self, given: yamltree.Node, depth: int = 0) -> Node:
        """A node and what is below it. A block of text that holds a bootstrap is one itself."""
        self._left -= 1
        if self._left < 0 or depth > _DEEPEST:
            raise BootstrapError("too large or nested too deeply", self._before + given.line + 1)
        guard = self._guards[given.line] if given.line < len(self._guards) else ()
        made = Node(self._before + given.line + 1, guard)
        if given.kind == "scalar":
            made.text = self._written(given.value)
            if self._embeds and "\n" in made.text and "static_resources" in made.text:
                made.items = [("", each) for each in self._embedded(given, made)]
        for item in given.items():
            made.items.append(("", self.node(item, depth + 1)))
        for key, value in given.pairs():
            name = self._written(key.value) if key.kind == "scalar" else ""
            made.items.append((name, self.node(value, depth + 1)))
        return made

    def _written(self, text: str) -> str:
        def action(match: re.Match[str]) -> str:
            index = int(match[1])
            return self._actions[index] if index < len(self._actions) else match[0]

        return _MARK.sub(action, text)

    def _embedded(self, given: yamltree.Node, made: Node) -> Iterator[Node]:
        """The documents in a block of text, whose lines count on from its own."""
        return _read_yaml(made.text or "", made.line, self._guards[given.line + 1 :], None)
