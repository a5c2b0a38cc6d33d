"""YAML with places: a text as nodes that know their line and column.

Layer 1, beside ``syntax``. PyYAML's own composer gives such nodes too, but descends once a level,
so that a hostile text takes the process down; this one goes through the parser's events one by one.
Aliases share their node and are never copied, and whoever walks the nodes has a budget.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from typing import Any

import yaml
from yaml.events import (
    AliasEvent,
    DocumentEndEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from xref.errors import XrefError

_DEEPEST = 90  # less than what templates take
_MOST_NODES = 500_000

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class YamlError(XrefError):
    """A text that is no YAML; ``line`` counts from 1."""

    def __init__(self, message: str, line: int) -> None:
        super().__init__(message)
        self.line = line


class Node:
    """A node of a text. ``line`` counts from 0, ``last`` is that of its last line, if it has one.

    ``value`` is a str, a list of nodes, or a list of (key node, node) pairs, by ``kind`` (scalar,
    list or map). ``plain`` tells that a scalar has no quotes.
    """

    __slots__ = ("column", "kind", "line", "plain", "tag", "value")

    def __init__(
        self, kind: str, value: Any, mark: Any, plain: bool = False, tag: str = ""
    ) -> None:
        self.kind = kind
        self.value = value
        self.line: int = mark.line
        self.column: int = mark.column
        self.plain = plain
        self.tag = tag

    @property
    def absent(self) -> bool:
        """Whether it is YAML's null, written or left out."""
        return (
            self.kind == "scalar" and self.plain and self.value in ("", "~", "null", "Null", "NULL")
        )

    def pairs(self) -> list[tuple[Node, Node]]:
        """The pairs of a map; none for anything else."""
        return self.value if self.kind == "map" else []

    def items(self) -> list[Node]:
        """The items of a list; none for anything else."""
        return self.value if self.kind == "list" else []

    def get(self, key: str) -> Node | None:
        """The value of a key of a map: the last one, as YAML's readers take it."""
        found = None
        for name, value in self.pairs():
            if name.value == key:
                found = value
        return found

    def text(self, key: str) -> str:
        """The text of a scalar under a key, "" where there is none."""
        found = self.get(key)
        return (
            found.value if found is not None and found.kind == "scalar" and not found.absent else ""
        )


def documents(text: str) -> Iterator[Node]:
    """The documents of a text, without those that are empty. Raises YamlError."""
    composer = _Composer()
    try:
        for event in yaml.parse(text, Loader=_LOADER):
            root = composer.take(event)
            if root is not None and not root.absent:
                yield root
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        told = error.problem or error.context or "no YAML"
        raise YamlError(str(told), mark.line + 1 if mark is not None else 1) from error
    except (yaml.YAMLError, ValueError) as error:
        raise YamlError(str(error).splitlines()[0], 1) from error


class _Composer:
    """Makes nodes of the parser's events."""

    def __init__(self) -> None:
        self.anchors: dict[str, Node] = {}
        self.open: list[tuple[Node, list[Node]]] = []  # collections, and their children so far
        self.root: Node | None = None
        self.count = 0

    def take(self, event: Any) -> Node | None:
        """The root of a document that ends with this event. Raises YamlError."""
        kind = type(event)
        if kind is ScalarEvent:
            tag = event.tag or ""
            self._add(Node("scalar", event.value, event.start_mark, event.implicit[0], tag), event)
        elif kind is SequenceStartEvent or kind is MappingStartEvent:
            name = "map" if kind is MappingStartEvent else "list"
            node = Node(name, [], event.start_mark)
            self._add(node, event)
            self.open.append((node, []))
            if len(self.open) > _DEEPEST:
                raise YamlError(f"nested more than {_DEEPEST} deep", node.line + 1)
        elif kind is AliasEvent:
            self._alias(event)
        elif kind is SequenceEndEvent or kind is MappingEndEvent:
            node, children = self.open.pop()
            node.value = children if node.kind == "list" else _paired(children)
        elif kind is DocumentEndEvent:
            root, self.root = self.root, None
            self.anchors.clear()
            return root
        return None

    def _add(self, node: Node, event: Any) -> None:
        self.count += 1
        if self.count > _MOST_NODES:
            raise YamlError(f"more than {_MOST_NODES} nodes", node.line + 1)
        if event.anchor:
            self.anchors[event.anchor] = node
        if self.open:
            self.open[-1][1].append(node)
        else:
            self.root = node

    def _alias(self, event: Any) -> None:
        line = event.start_mark.line + 1
        if event.anchor not in self.anchors:
            raise YamlError(f"no anchor {event.anchor}", line)
        self.open[-1][1].append(self.anchors[event.anchor])


def _paired(children: list[Node]) -> list[tuple[Node, Node]]:
    return list(zip(children[::2], children[1::2], strict=True))


_INT = re.compile(r"[-+]?(0|[1-9][0-9_]*)\Z")
_BASED = re.compile(r"[-+]?0(b[01_]+|x[0-9a-fA-F_]+|o?[0-7_]+)\Z")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?\Z")
_BASES = {"b": 2, "x": 16}
_NO_JSON = re.compile(r"[-+]?\.(?:inf|Inf|INF)\Z|\.(?:nan|NaN|NAN)\Z")
_BOOLS = {
    **dict.fromkeys(
        ("true", "True", "TRUE", "yes", "Yes", "YES", "on", "On", "ON", "y", "Y"), True
    ),
    **dict.fromkeys(
        ("false", "False", "FALSE", "no", "No", "NO", "off", "Off", "OFF", "n", "N"), False
    ),
}
Data = Any
"""None, bool, float, str, or lists and string-keyed dicts of them."""


def scalar(node: Node) -> Data:
    """A scalar's value, as Go's YAML reader and then JSON make it: every number is a float.

    Raises YamlError for a number that JSON does not have.
    """
    text = node.value
    if not node.plain:
        return _tagged(node, text)
    if _NO_JSON.match(text):
        raise YamlError(f"JSON has no {text}", node.line + 1)
    if node.absent:
        return None
    if text in _BOOLS:
        return _BOOLS[text]
    return _number(text)


def _number(text: str) -> float | str:
    """A plain text as a number; what is none, or larger than any, stays a text."""
    based = _BASED.match(text)
    if based is not None:
        try:
            return float(int(text.replace("_", ""), _BASES.get(based[1][0], 8)))
        except (OverflowError, ValueError):
            return text
    if _INT.match(text) or _FLOAT.match(text):
        number = float(text.replace("_", ""))
        return number if math.isfinite(number) else text
    return text


def _tagged(node: Node, text: str) -> Data:
    if node.tag.endswith((":int", ":float")):
        try:
            return float(text)
        except ValueError:
            return text
    return _BOOLS.get(text, text) if node.tag.endswith(":bool") else text


def data(node: Node | None) -> Data:
    """A node as plain data. ``<<`` merges maps, later keys prevail. Raises YamlError for a bomb."""
    return _Reader().read(node)


class _Reader:
    def __init__(self) -> None:
        self.left = _MOST_NODES

    def read(self, node: Node | None, depth: int = 0) -> Data:
        if node is None:
            return None
        self.left -= 1
        if self.left < 0 or depth > 2 * _DEEPEST:
            raise YamlError(f"aliases that make more than {_MOST_NODES} nodes", node.line + 1)
        if node.kind == "scalar":
            return scalar(node)
        if node.kind == "list":
            return [self.read(item, depth + 1) for item in node.value]
        made: dict[str, Data] = {}
        for key, value in node.value:
            if key.value == "<<" and key.kind == "scalar" and key.plain:
                for merged in value.items() or [value]:
                    read = self.read(merged, depth + 1)
                    for name, item in read.items() if isinstance(read, dict) else ():
                        made.setdefault(name, item)
            elif key.kind == "scalar":
                made[_key(key)] = self.read(value, depth + 1)
            else:
                raise YamlError("a key that is no text", key.line + 1)
        return made


def _key(node: Node) -> str:
    value = scalar(node)
    if isinstance(value, bool):
        return str(value).lower()
    return str(node.value)
