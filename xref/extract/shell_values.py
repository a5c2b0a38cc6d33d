"""What a shell variable holds before the options are read: a literal, or what the environment has.

Part of the extract layer, below :mod:`xref.extract.shell_options`. Only what the script says
without running anything is known: the output of a command, or an assignment under a condition, is
not.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from tree_sitter import Node

from xref.model import Location, Origin, OriginKind, Status
from xref.syntax import node_text

_PLAIN = {"program", "declaration_command", "variable_assignments"}
_DEPTH = 30
_MOST_PARTS = 200
_LONGEST = 10_000
_NAME = re.compile(r"[A-Za-z_]\w*\Z")
_DEFAULTS = (":-", "-", ":=", "=")


@dataclass(frozen=True, slots=True)
class Value:
    """A text, how sure it is, and where it comes from."""

    text: str
    status: Status
    origins: tuple[Origin, ...] = ()


@dataclass(frozen=True, slots=True)
class Assignment:
    """An assignment; ``certain`` tells that it is made whatever happens."""

    name: str
    value: Node | None
    node: Node
    certain: bool


class Variables:
    """The variables of a script up to a byte offset; ``place`` gives the place of a row."""

    def __init__(
        self,
        assignments: Iterable[Assignment],
        changes: Iterable[Node],
        place: Callable[[Node], Location],
    ) -> None:
        self._place = place
        self._of: dict[str, list[Assignment]] = {}
        for assignment in assignments:
            self._of.setdefault(assignment.name, []).append(assignment)
        self._changes = list(changes)
        self._known: dict[int, Value] = {}

    def value(self, name: str, before: int, depth: int = 0) -> Value:
        """What the variable holds at the byte offset ``before``."""
        made = [found for found in self._of.get(name, ()) if found.node.end_byte <= before]
        if not made:
            return Value("", Status.ENVIRONMENT, (Origin(OriginKind.ENVIRONMENT, None, name),))
        last = made[-1]
        if not last.certain:
            return self._unknown("it is set under a condition", last.node)
        at = last.node.start_byte
        if at not in self._known:
            self._known[at] = self._of_node(last.value, last.node, depth)
        value = self._known[at]
        for change in self._changes:
            if last.node.end_byte <= change.start_byte < before:
                text = "a file that is read in may set it"
                origin = Origin(OriginKind.ASSUMPTION, self._place(change), text)
                return _join(value.text, [value, Value("", Status.ASSUMED, (origin,))])
        return value

    def _unknown(self, reason: str, node: Node) -> Value:
        origin = Origin(OriginKind.UNKNOWN, self._place(node), reason)
        return Value("", Status.UNKNOWN, (origin,))

    def _literal(self, text: str, node: Node) -> Value:
        origin = Origin(OriginKind.LITERAL, self._place(node), text)
        return Value(text, Status.EXACT, (origin,))

    def _of_node(self, node: Node | None, at: Node, depth: int) -> Value:
        """The value of a word; ``at`` is the node that stands for an empty one."""
        if depth > _DEPTH:
            return self._unknown("it refers to too many other variables", at)
        if node is None:
            return self._literal("", at)
        match node.type:
            case "word" | "number" | "string_content" | "regex":
                return self._literal(re.sub(r"\\(.)", r"\1", node_text(node)), node)
            case "raw_string":
                return self._literal(node_text(node)[1:-1], node)
            case "string" | "concatenation":
                return self._joined(node, depth)
            case "simple_expansion" | "expansion":
                return self._expansion(node, depth)
        return self._unknown("only a run can tell", node)

    def _joined(self, node: Node, depth: int) -> Value:
        parts = [
            self._of_node(child, child, depth + 1) for child in node.children if child.type != '"'
        ]
        if node.type == "string" and _gaps(node):
            return self._unknown("its text is not read in full", node)
        if not parts:
            return self._literal("", node)
        if len(parts) > _MOST_PARTS or sum(len(part.text) for part in parts) > _LONGEST:
            return self._unknown("its text is too long", node)
        return _join("".join(part.text for part in parts), parts)

    def _expansion(self, node: Node, depth: int) -> Value:
        text = node_text(node).strip("$")
        inner = text[1:-1] if text.startswith("{") else text
        found = re.match(r"[A-Za-z_]\w*", inner)
        if not found:
            return self._unknown("only a run can tell", node)
        name, rest = found[0], inner[found.end() :]
        value = self.value(name, node.start_byte, depth + 1)
        value = Value(
            value.text,
            value.status,
            tuple(
                Origin(origin.kind, origin.location or self._place(node), origin.text)
                for origin in value.origins
            ),
        )
        if not rest:
            return value
        sign = next((sign for sign in _DEFAULTS if rest.startswith(sign)), None)
        if sign is None:
            return self._unknown("its expansion is not read", node)
        if value.status is Status.UNKNOWN or value.text:
            return value
        operands = [
            child for child in node.named_children if child.start_byte > node.start_byte + 2
        ]
        operands = [child for child in operands if node_text(child) != name or child.type == "word"]
        if len(operands) > 1:
            return self._unknown("its expansion is not read", node)
        other = self._of_node(operands[0] if operands else None, node, depth + 1)
        return _join(other.text, [value, other])


def _gaps(node: Node) -> bool:
    """Whether a string has text between its parts that no node stands for."""
    at = node.start_byte
    for child in node.children:
        if child.start_byte > at:
            return True
        at = child.end_byte
    return False


_ORDER = list(Status)


def _join(text: str, parts: list[Value]) -> Value:
    status = max((part.status for part in parts), key=_ORDER.index)
    origins = tuple(dict.fromkeys(origin for part in parts for origin in part.origins))
    return Value(text if status is not Status.UNKNOWN else "", status, origins)


def is_certain(node: Node) -> bool:
    """Whether an assignment is made whatever happens: no condition, loop or function around it."""
    parent = node.parent
    while parent is not None:
        if parent.type not in _PLAIN:
            return False
        parent = parent.parent
    return True


def function_around(node: Node) -> str | None:
    """The name of the function that a node stands in, None at the top."""
    parent = node.parent
    while parent is not None:
        if parent.type == "function_definition":
            name = parent.child_by_field_name("name")
            return node_text(name) if name is not None else ""
        parent = parent.parent
    return None
