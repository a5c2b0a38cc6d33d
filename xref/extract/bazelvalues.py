"""The strings in an expression of a BUILD or WORKSPACE file, each with its line.

Part of the extract layer. Lists, concatenation, variables of the same file and the default arm of a
``select`` are worked out; whatever else there is becomes a gap, and nothing is run.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from tree_sitter import Node

from xref.syntax import node_text

_DEFAULT = "//conditions:default"
_MOST_STEPS = 20_000
_FAREST = 50
_ENDLESS = "an expression without end"


@dataclass(frozen=True, slots=True)
class Text:
    """A string, and the line of its first part."""

    text: str
    line: int


@dataclass(frozen=True, slots=True)
class Glob:
    """A call of ``glob``: the patterns of the files that it stands for, and those left out."""

    patterns: tuple[str, ...]
    without: tuple[str, ...]
    line: int


@dataclass(frozen=True, slots=True)
class Gap:
    """A part of an expression that is not worked out, and why."""

    reason: str
    line: int


Constants = Mapping[str, Node]
"""The variables of a file: their names, and the expressions that they stand for."""


class _Steps:
    """How much of an expression may still be looked at."""

    def __init__(self, left: int) -> None:
        self.left = left

    def take(self) -> bool:
        """Whether one more may be, which then is counted."""
        self.left -= 1
        return self.left >= 0


def strings(node: Node, constants: Constants) -> Iterator[Text | Glob | Gap]:
    """The strings of a list, or of what gives one; a lone string counts as a list of one."""
    stack = [node]
    steps = _Steps(_MOST_STEPS)
    while stack and steps.take():
        node = stack.pop()
        kind = node.type
        if kind in ("list", "tuple", "parenthesized_expression"):
            children = (child for child in node.named_children if child.type != "comment")
            stack.extend(reversed([*children]))
        elif kind == "binary_operator" and _joins(node):
            if _is_text(node, constants):
                yield joined(node, constants, steps)
            else:
                stack += [side for side in reversed(node.named_children) if side.type != "comment"]
        elif kind == "string":
            yield joined(node, constants, steps)
        elif kind == "identifier" and node_text(node) in constants:
            stack.append(constants[node_text(node)])
        elif kind == "call" and (arm := _default_arm(node)) is not None:
            stack.append(arm)
        elif kind == "call" and _called(node) == "glob":
            yield _glob(node, constants)
        else:
            yield Gap(f"{_shortened(node)} is not worked out", _line(node))
    if stack:
        yield Gap(_ENDLESS, _line(node))


def parts(node: Node, constants: Constants, steps: _Steps | None = None) -> Iterator[Text | Gap]:
    """The pieces that a string is put together of, in their order."""
    stack = [node]
    steps = steps if steps is not None else _Steps(_MOST_STEPS)
    while stack and steps.take():
        node = stack.pop()
        if node.type == "string":
            yield _literal(node)
        elif node.type == "parenthesized_expression":
            stack.extend(node.named_children)
        elif node.type == "binary_operator" and _joins(node):
            stack += [side for side in reversed(node.named_children) if side.type != "comment"]
        elif node.type == "identifier" and node_text(node) in constants:
            stack.append(constants[node_text(node)])
        else:
            yield Gap(f"{_shortened(node)} is not worked out", _line(node))
    if stack:
        yield Gap(_ENDLESS, _line(node))


def joined(node: Node, constants: Constants, steps: _Steps | None = None) -> Text | Gap:
    """A string as a whole, or the first of its parts that is not known."""
    found: list[str] = []
    for part in parts(node, constants, steps):
        if isinstance(part, Gap):
            return part
        found.append(part.text)
    return Text("".join(found), _line(node))


def argument(call: Node, name: str) -> Node | None:
    """The value of an argument of a call, by its name."""
    arguments = call.child_by_field_name("arguments")
    for each in arguments.named_children if arguments is not None else ():
        key = each.child_by_field_name("name") if each.type == "keyword_argument" else None
        if key is not None and node_text(key) == name:
            return each.child_by_field_name("value")
    return None


def _literal(node: Node) -> Text | Gap:
    told = [child for child in node.named_children if child.type == "string_content"]
    if any(child.named_children for child in told):
        return Gap(f"{_shortened(node)} has an escape", _line(node))
    return Text("".join(map(node_text, told)), _line(node))


def _glob(call: Node, constants: Constants) -> Glob | Gap:
    arguments = call.child_by_field_name("arguments")
    listed = [each for each in arguments.named_children if each.type == "list"] if arguments else []
    include = listed[0] if listed else argument(call, "include")
    exclude = argument(call, "exclude")
    if include is None:
        return Gap(f"{_shortened(call)} is not worked out", _line(call))
    patterns = [*strings(include, constants)]
    without = [*strings(exclude, constants)] if exclude is not None else []
    for each in (*patterns, *without):
        if not isinstance(each, Text):
            return Gap(f"{_shortened(call)} is not worked out", each.line)
    told = tuple(each.text for each in patterns if isinstance(each, Text))
    return Glob(told, tuple(e.text for e in without if isinstance(e, Text)), _line(call))


def _default_arm(call: Node) -> Node | None:
    """What ``select`` gives where none of its conditions holds."""
    arguments = call.child_by_field_name("arguments")
    if _called(call) != "select" or arguments is None:
        return None
    for arms in arguments.named_children:
        for pair in arms.named_children if arms.type == "dictionary" else ():
            key = pair.child_by_field_name("key")
            if (
                key is not None
                and key.type == "string"
                and _literal(key) == Text(_DEFAULT, _line(key))
            ):
                return pair.child_by_field_name("value")
    return None


def _called(call: Node) -> str:
    function = call.child_by_field_name("function")
    return node_text(function) if function is not None else ""


def _joins(node: Node) -> bool:
    operator = node.child_by_field_name("operator")
    return operator is not None and operator.type == "+"


def _is_text(node: Node, constants: Constants) -> bool:
    """Whether a concatenation is one of strings: its rightmost part tells, and stands near."""
    for _ in range(_FAREST):
        if node.type == "identifier" and node_text(node) in constants:
            node = constants[node_text(node)]
        elif node.type in ("binary_operator", "parenthesized_expression") and node.named_children:
            node = node.named_children[-1]
        else:
            break
    return node.type == "string"


def _shortened(node: Node) -> str:
    text = " ".join(node_text(node).split())
    return text if len(text) <= 60 else text[:57] + "..."


def _line(node: Node) -> int:
    return node.start_point.row + 1
