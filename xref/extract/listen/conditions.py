"""On what conditions a place is reached, as far as they compare flags with literals.

Part of the listen extractor. Anything else that a branch hangs on (an error, say) is left out.
"""

from __future__ import annotations

import re
from typing import Any

from xref.extract.listen.address import OPPOSITE, Condition
from xref.extract.listen.code import STRINGS, Node, arguments, literal_value, text
from xref.extract.listen.names import function_of
from xref.extract.listen.writes import Step
from xref.golang.scope import shortened

_MIRRORED = {"==": "==", "!=": "!=", "<": ">", ">": "<", "<=": ">=", ">=": "<="}
_LITERALS = (*STRINGS, "int_literal", "true", "false")
_ERROR = re.compile(r"(?:\b|_)\w*[eE]rr(?:or)?\b")
_FAILS = re.compile(r"(?i)err(?:or|orf|ors)?\b|panic\(|Exit\(")
_FUNCTIONS = ("function_declaration", "method_declaration")

Found = tuple[Condition, ...]


class Conditions:
    """Finds conditions; ``tracer`` traces what they compare."""

    def __init__(self, tracer: Any) -> None:
        self.tracer = tracer
        self._inside = False

    def at(self, step: Step, until: Node | None = None) -> Found:
        """The conditions of a place, outermost first; those around ``until`` are left out."""
        if self._inside:
            return ()  # what a condition's own operands hang on is not asked
        found: list[Found] = []
        node = step.node
        while node is not None and node.type not in _FUNCTIONS and node != until:
            above = node.parent
            if above is None:
                break
            if above.type == "if_statement":
                found.append(self._branch(above, node, step))
            elif above.type == "statement_list":
                found.append(self._passed(above, node, step))
            node = above
        return tuple(dict.fromkeys(c for part in reversed(found) for c in part))

    def _branch(self, statement: Node, node: Node, step: Step) -> Found:
        condition = statement.child_by_field_name("condition")
        if node == statement.child_by_field_name("consequence"):
            return self._of(condition, step)
        if node == statement.child_by_field_name("alternative"):
            return self._not(condition, step)
        return ()

    def _passed(self, block: Node, node: Node, step: Step) -> Found:
        """What must not hold since an earlier statement would have returned."""
        found: list[Condition] = []
        for statement in block.named_children:
            if statement.start_byte >= node.start_byte:
                break
            last = _leaving(statement) if statement.type == "if_statement" else None
            if last is not None:
                passed = self._not(statement.child_by_field_name("condition"), step)
                # That the program does not give up with an error is taken for granted.
                found += [c for c in passed if c.flag is not None or not _FAILS.search(text(last))]
        return tuple(found)

    def _not(self, condition: Node, step: Step) -> Found:
        """A condition that must not hold."""
        found = self._of(condition, step)
        if len(found) == 1 and not any(c.type in ("&&", "||") for c in condition.children):
            return (found[0].negated(),)
        return tuple(c.negated() for c in _unread(condition))

    def _of(self, node: Node, step: Step) -> Found:
        """A condition that must hold."""
        if node.type == "parenthesized_expression" and node.named_children:
            return self._of(node.named_children[0], step)
        if node.type == "unary_expression" and node.children[0].type == "!":
            return self._not(node.child_by_field_name("operand"), step)
        if node.type == "binary_expression":
            left, right = node.child_by_field_name("left"), node.child_by_field_name("right")
            operator = text(node.child_by_field_name("operator"))
            if operator == "&&":
                return (*self._of(left, step), *self._of(right, step))
            if left.type in _LITERALS and operator in OPPOSITE:
                left, right, operator = right, left, _MIRRORED[operator]
            if right.type in _LITERALS and operator in OPPOSITE:
                return self._comparison(node, left, operator, right, step) or _unread(node)
            return _unread(node)
        return self._made(node, node, "==", "true", step) or _unread(node)

    def _comparison(self, whole: Node, left: Node, operator: str, right: Node, step: Step) -> Found:
        value = literal_value(right)
        value = text(right) if value is None else value
        if left.type == "call_expression" and text(left.child_by_field_name("function")) == "len":
            if value != "0" or operator not in ("==", "!=", ">"):
                return ()
            operator = "==" if operator == "==" else "!="
            return self._made(whole, arguments(left)[0], operator, "", step)
        return self._made(whole, left, operator, value, step)

    def _made(self, whole: Node, left: Node, operator: str, value: str, step: Step) -> Found:
        """The condition, if what is compared is the value of one flag."""
        if left.type not in ("identifier", "selector_expression", "unary_expression"):
            return ()
        inside, self._inside = self._inside, True
        try:
            found = self.tracer.texts(Step(left, step.body, step.env))
        finally:
            self._inside = inside
        if len(found) != 1 or found[0] is None or len(found[0].parts) != 1:
            return ()
        part = found[0].parts[0]
        default = part.text if part.known else None
        if part.flag is None or (value == "true" and default not in ("true", "false", None)):
            return ()
        return (Condition(_written(whole), part.flag, default, operator, value),)

    def reaching(self, definitions: list[Step], use: Step) -> list[tuple[Step, Found]]:
        """Of a local variable's definitions those that may reach a use, with their conditions."""
        before = [d for d in definitions if not (_here(d, use) and _only_later(d.node, use.node))]
        ordered = sorted(before, key=lambda d: (_here(d, use), d.node.start_byte))
        last = -1
        for i, each in enumerate(ordered):
            if _here(each, use) and _dominates(each.node, use.node):
                last = i
        found = []
        own = [self.at(d) for d in ordered]
        for i, each in enumerate(ordered[max(last, 0) :], max(last, 0)):
            conditions = list(own[i])
            for j in range(i + 1, len(ordered)):
                extra = [c for c in own[j] if c not in own[i] and c.flag is not None]
                earlier = ordered[j].node.start_byte < use.node.start_byte
                if len(extra) == 1 and earlier and _here(ordered[j], use):
                    conditions.append(extra[0].negated())
            found.append((each, tuple(dict.fromkeys(conditions))))
        return found


def _here(step: Step, use: Step) -> bool:
    """Whether a definition stands in the same declaration as the use (and is no argument)."""
    return step.body is use.body


def _only_later(definition: Node, use: Node) -> bool:
    """Whether a definition comes after the use, which no loop leads back to."""
    if definition.start_byte < use.end_byte:
        return False
    if function_of(definition) != function_of(use):
        return False
    loop = use.parent
    while loop is not None and loop.type not in ("for_statement", "func_literal", *_FUNCTIONS):
        loop = loop.parent
    return not (
        loop is not None and loop.type == "for_statement" and definition.end_byte <= loop.end_byte
    )


def _dominates(definition: Node, use: Node) -> bool:
    """Whether the use stands behind the definition in the block of that, or deeper."""
    statement = definition
    while statement is not None and statement.parent is not None:
        if statement.parent.type == "statement_list":
            block = statement.parent
            inside = block.start_byte <= use.start_byte < block.end_byte
            return bool(inside and statement.end_byte <= use.start_byte)
        statement = statement.parent
    return False


def _leaving(statement: Node) -> Node | None:
    """The return or panic that the branch of an ``if`` without ``else`` ends with."""
    if statement.child_by_field_name("alternative") is not None:
        return None
    block = statement.child_by_field_name("consequence")
    statements = block.named_children[0].named_children if block.named_children else ()
    if not statements:
        return None
    last = statements[-1]
    leaves = last.type == "return_statement" or text(last).startswith(("panic(", "os.Exit("))
    return last if leaves else None


def _unread(node: Node) -> Found:
    """A condition that no flag decides on; that there is no error is taken for granted."""
    written = _written(node)
    return () if _ERROR.search(written) else (Condition(written),)


def _written(node: Node) -> str:
    """A condition as one line."""
    return shortened(" ".join(text(node).split()))
