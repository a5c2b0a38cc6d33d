"""From an expression back to the flags and literals that make its text.

Part of the listen extractor. An answer is all that the expression may be, each in parts; None
stands for a possibility that could not be traced.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from xref.extract.listen.address import Condition, Part
from xref.extract.listen.bindings import Bindings, Bound, VariableKey, variable_key
from xref.extract.listen.code import STRINGS, Body, Closure, Node, arguments, literal_value, text
from xref.extract.listen.conditions import Conditions
from xref.extract.listen.flow import Flow, Function
from xref.extract.listen.typing import conversion, imported, is_foreign, type_at
from xref.extract.listen.writes import NO_ENV, Step, is_address, parameter_names
from xref.model import Program

_STEPS = 3000
_DEEPEST = 80
_MOST = 16
_MOST_DEFINITIONS = 100
_VERB = re.compile(r"%(?:%|[dsv])|%")
# What takes a text apart or strips it: the whole text stands for its part.
_TAKEN_APART = re.compile(r"(?:Trim|Split|Fields|Replace|ToLower)\w*\Z")
_NUMBERS = ("Itoa", "FormatInt", "FormatUint")


@dataclass(frozen=True, slots=True)
class Text:
    """One text that an expression may be, and the conditions on which it is."""

    parts: tuple[Part, ...]
    conditions: tuple[Condition, ...] = ()

    def under(self, conditions: tuple[Condition, ...]) -> Text:
        """The same text, on these conditions too."""
        extra = tuple(c for c in conditions if c not in self.conditions)
        return Text(self.parts, self.conditions + extra) if extra else self


Texts = list[Text | None]


class Tracer:
    """Traces expressions of one program."""

    def __init__(self, closure: Closure, program: Program) -> None:
        self.flow = Flow(closure)
        self.bindings = Bindings(closure, program)
        self.conditions = Conditions(self)
        self.steps = _STEPS
        self._under_way: set[tuple[object, ...]] = set()

    def begin(self) -> None:
        """A new question: with all the steps that one may take."""
        self.steps = _STEPS

    def texts(self, step: Step, path: str = "") -> Texts:
        """What an expression may be; with a ``path``, what that field of it may be."""
        node, body = step.node, step.body
        place = (body.file.path, body.decl.start, node.start_byte, node.end_byte)
        key = (*place, step.index, id(step.env), path)
        self.steps -= 1
        if self.steps < 0 or len(self._under_way) > _DEEPEST:
            return [None]
        if key in self._under_way:
            return []
        self._under_way.add(key)
        try:
            found = self._field_of(step, path) if path else self._texts(step)
        finally:
            self._under_way.discard(key)
        return list(dict.fromkeys(found))[:_MOST]

    def _texts(self, step: Step) -> Texts:
        node = step.node
        kind = node.type
        if kind in (*STRINGS, "int_literal"):
            value = literal_value(node)
            return [Text((Part(value, step.body.location(node)),)) if value is not None else None]
        if kind in ("identifier", "selector_expression"):
            return self._variable(step, "")
        if kind == "call_expression":
            return self._call(step, "")
        if kind == "type_conversion_expression":
            return self._inner(step, node.child_by_field_name("operand"))
        if kind == "binary_expression" and node.child_by_field_name("operator").type == "+":
            return self._sum(step)
        inner = passed_through(node)
        return self._inner(step, inner) if inner is not None else [None]

    def _inner(self, step: Step, node: Node, path: str = "") -> Texts:
        return self.texts(Step(node, step.body, step.env, step.index), path)

    def _field_of(self, step: Step, path: str) -> Texts:
        """The field ``path`` of a struct whose type has no source, by the values it is made of."""
        node = step.node
        if node.type == "composite_literal":
            value = _keyed(node, path)
            return self._inner(step, value) if value is not None else [None]
        if node.type in ("identifier", "selector_expression"):
            return self._variable(step, path)
        if node.type == "call_expression":
            return self._call(step, path)
        inner = passed_through(node)
        return self._inner(step, inner, path) if inner is not None else [None]

    def _variable(self, step: Step, path: str) -> Texts:
        node, body = step.node, step.body
        key = variable_key(node, body)
        if key is None:
            return self._foreign_field(step) if not path else [None]
        bound = [] if path else self.bindings.of(key)
        if bound:
            return _of_flags(bound)
        found: Texts = []
        for origin, conditions in self._reaching(step, key):
            if origin is None:
                found.append(None)
                continue
            for each in self.texts(origin, path):
                found.append(each.under(conditions) if each is not None else None)
        if path:
            assigned = list(self._assigned(key, path, body))
            found = [*(f for f in found if f is not None or not assigned), *assigned]
        return found

    def _foreign_field(self, step: Step) -> Texts:
        """``x.f`` where the type of ``x`` has no source: by the values that ``x`` is made of."""
        node = step.node
        if node.type != "selector_expression":
            return [None]
        operand = node.child_by_field_name("operand")
        if imported(operand, step.body) is not None or not is_foreign(type_at(operand, step.body)):
            return [None]
        return self._inner(step, operand, text(node.child_by_field_name("field")))

    def _reaching(
        self, step: Step, key: VariableKey
    ) -> Iterator[tuple[Step | None, tuple[Condition, ...]]]:
        """The definitions that may reach a use, with the conditions of each."""
        found = self.flow.definitions(step.node, step.body, step.env, key)
        if len(found) > _MOST_DEFINITIONS:
            yield None, ()
            return
        if any(d is not None and is_address(d.node) for d in found):
            yield None, ()  # whoever has its address (a flag that is not known) may have set it
            return
        known = [d for d in found if d is not None]
        if key[0] != "local":
            for each in known:
                yield each, self.leading(each)
        else:
            for each, conditions in self.conditions.reaching(known, step):
                called = each.body is not step.body and each.env is NO_ENV
                yield each, self.leading(each) if called else conditions
        if len(known) < len(found):
            yield None, ()

    def leading(self, step: Step) -> tuple[Condition, ...]:
        """The conditions of a place, and of the calls that lead to it."""
        found = list(self.conditions.at(step))
        for call in self.flow.way(step.node, step.body):
            found = [*self.conditions.at(call), *found]
        return tuple(dict.fromkeys(found))

    def _assigned(self, key: VariableKey, path: str, body: Body) -> Iterator[Text | None]:
        """What ``x.path = ...`` stores, where ``x`` is the variable of that key."""
        for place, mention in self.flow.closure.mentions(path, body.package):
            whole = mention.parent
            if mention.type != "field_identifier" or whole.type != "selector_expression":
                continue
            targets = whole.parent
            if targets.type != "expression_list" or targets.parent.type != "assignment_statement":
                continue
            values = targets.parent.child_by_field_name("right")
            alone = len(targets.named_children) == len(values.named_children) == 1
            if targets == values or variable_key(whole.named_children[0], place) != key:
                continue
            yield from (
                self.texts(Step(values.named_children[0], place, NO_ENV)) if alone else [None]
            )

    def _sum(self, step: Step) -> Texts:
        sides = [step.node.child_by_field_name(side) for side in ("left", "right")]
        if any(side.type == "int_literal" for side in sides):
            return [None]
        return joined([self._inner(step, side) for side in sides])

    def _call(self, step: Step, path: str) -> Texts:
        node, body = step.node, step.body
        function = node.child_by_field_name("function")
        given = arguments(node)
        made = self.bindings.made_by(node, body)
        if made and not path:
            return _of_flags(made)
        if function.type == "selector_expression":
            package = imported(function.child_by_field_name("operand"), body)
            name = text(function.child_by_field_name("field"))
            if package in ("fmt", "net", "strconv", "strings"):
                return self._library(step, f"{package}.{name}", given)
        if len(given) == 1 and conversion(node, body) is not None:
            return self._inner(step, given[0], path)
        found: Texts = []
        functions = self.flow.callees(function, body)
        for callee in functions:
            found += self._results(callee, step, given, path)
        return found if functions else [None]

    def _library(self, step: Step, name: str, given: list[Node]) -> Texts:
        """The standard library's functions that make addresses."""
        if name == "fmt.Sprintf" and given:
            return self._formatted(step, given)
        if name == "net.JoinHostPort" and len(given) == 2:
            colon = [Text((Part(":", step.body.location(step.node)),))]
            return joined([self._inner(step, given[0]), list(colon), self._inner(step, given[1])])
        if name == "net.ResolveTCPAddr" and len(given) == 2:
            return self._first(step, given[1])
        package, _, function = name.partition(".")
        number = package == "strconv" and function in _NUMBERS
        apart = package == "strings" and _TAKEN_APART.match(function) is not None
        return self._first(step, given[0]) if given and (number or apart) else [None]

    def _first(self, step: Step, node: Node) -> Texts:
        return self.texts(Step(node, step.body, step.env))

    def _formatted(self, step: Step, given: list[Node]) -> Texts:
        formats = self._first(step, given[0])
        found: Texts = []
        for each in formats:
            if each is None or any(p.flag is not None for p in each.parts):
                return [None]
            pattern = "".join(p.text for p in each.parts)
            where = step.body.location(given[0])
            pieces: list[Texts] = []
            at, used = 0, 1
            for verb in _VERB.finditer(pattern):
                pieces.append([Text((Part(pattern[at : verb.start()], where),))])
                at = verb.end()
                if verb[0] == "%%":
                    pieces.append([Text((Part("%", where),))])
                elif verb[0] == "%" or used >= len(given):
                    return [None]
                else:
                    pieces.append(self._first(step, given[used]))
                    used += 1
            pieces.append([Text((Part(pattern[at:], where),))])
            found += joined(pieces)
        return found

    def _results(self, callee: Function, step: Step, given: list[Node], path: str) -> Texts:
        """What a function of the program's own returns where it is called with these arguments."""
        env = dict(step.env) if callee.node.type == "func_literal" else {}
        for name, argument in zip(parameter_names(callee.node), given, strict=False):
            key = variable_key(name, callee.body)
            if key is not None:
                env[key] = Step(argument, step.body, step.env)
        found: Texts = []
        for returned in returns(callee.node):
            conditions = self.conditions.at(Step(returned, callee.body, env))
            values = list(
                returned.named_children[0].named_children if returned.named_children else ()
            )
            if len(values) == 1:
                origin = Step(values[0], callee.body, env, step.index)
            elif step.index < len(values):
                origin = Step(values[step.index], callee.body, env)
            else:
                found.append(None)
                continue
            if origin.node.type == "nil":
                continue
            for each in self.texts(origin, path):
                found.append(each.under(conditions) if each is not None else None)
        return found


def returns(function: Node) -> Iterator[Node]:
    """The return statements of a function, those of functions inside it left out."""
    body = function.child_by_field_name("body")
    stack = [body] if body is not None else []
    while stack:
        node = stack.pop()
        if node.type == "return_statement":
            yield node
        elif node.type != "func_literal":
            stack.extend(reversed(node.named_children))


def passed_through(node: Node) -> Node | None:
    """What an expression is but another form of: ``(x)``, ``&x``, ``*x``, ``x[a:b]``, ``x.(T)``."""
    if node.type == "parenthesized_expression":
        return node.named_children[0] if node.named_children else None
    if node.type == "unary_expression" and node.children[0].type in ("&", "*"):
        return node.child_by_field_name("operand")
    if node.type in ("slice_expression", "type_assertion_expression"):
        return node.child_by_field_name("operand")
    if node.type == "index_expression":
        operand = node.child_by_field_name("operand")
        return operand if operand.type == "call_expression" else None
    return None


def _keyed(literal: Node, name: str) -> Node | None:
    """The value of a field in a composite literal."""
    for pair in literal.child_by_field_name("body").named_children:
        if pair.type == "keyed_element" and text(pair.named_children[0]) == name:
            return pair.named_children[1].named_children[0]
    return None


def joined(pieces: list[Texts]) -> Texts:
    """All texts that the pieces give one after the other."""
    made: Texts = [Text(())]
    for piece in pieces:
        made = [
            None
            if a is None or b is None
            else Text(a.parts + b.parts, a.conditions).under(b.conditions)
            for a in made
            for b in piece
        ][:_MOST]
    return [_tidy(each) if each is not None else None for each in made]


def _tidy(found: Text) -> Text:
    parts = tuple(p for p in found.parts if p.text or p.flag is not None)
    return Text(parts or found.parts[:1], found.conditions)


def _of_flags(bound: list[Bound]) -> Texts:
    return [Text((Part(b.flag.default, b.place, b.key, b.known),)) for b in bound]
