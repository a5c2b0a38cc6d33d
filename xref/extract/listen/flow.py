"""Where values come from and where functions go: one step along assignments, fields and calls.

Part of the listen extractor. A field's values are those that any code of the program gives that
field of that type; a parameter's those of all calls of its function, function values included.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from xref.extract.listen.bindings import VariableKey, variable_key
from xref.extract.listen.code import Body, Closure, Node, arguments, text
from xref.extract.listen.names import (
    Local,
    function_of,
    is_key,
    local,
    mentions_of,
    parameter_index,
)
from xref.extract.listen.typing import imported, member, type_at
from xref.extract.listen.writes import (
    NO_ENV,
    Step,
    declared_at,
    is_written,
    literal_field,
    parameter_names,
    selector_of,
    spec_values,
    specs_of,
    targets_of,
    written,
)
from xref.golang import types as T
from xref.golang.code import FuncCode
from xref.golang.lookup import find, has_method, implements
from xref.golang.typexpr import declared_type

_DEEPEST = 12
_MOST_FUNCTIONS = 16

Seen = set[tuple[str, int, int]]


@dataclass(frozen=True, slots=True, eq=False)
class Function:
    """A function's node (a declaration or a literal) in the declaration that holds it."""

    node: Node
    body: Body


class Flow:
    """Definitions, callers and callees within one program's own packages."""

    def __init__(self, closure: Closure) -> None:
        self.closure = closure
        self._callers: dict[tuple[str, int, int], list[Step]] = {}
        self._writes: dict[VariableKey, list[Step | None]] = {}

    def definitions(self, node: Node, body: Body, env: Any, key: VariableKey) -> list[Step | None]:
        """The expressions that a variable or field gets its values from; None for one unread."""
        variable = local(node, body) if key[0] == "local" else None
        if variable is not None:
            return self._local_definitions(variable, body, env, key)
        found = self._writes.get(key)
        if found is None:
            self._writes[key] = []  # a search that comes back here adds nothing
            is_field = key[0] == "field"
            writes = self._field_writes(key) if is_field else self._package_writes(key, body)
            found = self._writes[key] = list(writes)
        return found

    def _local_definitions(
        self, variable: Local, body: Body, env: Any, key: VariableKey
    ) -> list[Step | None]:
        found: list[Step | None] = []
        if variable.kind == "param":
            given = env.get(key)
            found += [given] if given is not None else self._arguments(variable, body)
        elif variable.kind in ("range", "alias", "receiver"):
            return [None]
        for node in mentions_of(variable, body):
            found += written(node, body, env)
        return found

    def _arguments(self, variable: Local, body: Body) -> list[Step | None]:
        """What the callers of its function give a parameter."""
        at, variadic = parameter_index(variable)
        if variadic:
            return [None]
        found: list[Step | None] = []
        for call in self.callers(Function(variable.scope, body)):
            given = arguments(call.node)
            found.append(Step(given[at], call.body, NO_ENV) if at < len(given) else None)
        return found or [None]

    def _package_writes(self, key: VariableKey, body: Body) -> Iterator[Step | None]:
        """What a package's variable or constant is set to."""
        home = self.closure.home(key[1], body.package)
        if home is None:
            return
        for file, decl in home.decls.get(key[3], ()):
            if decl.kind not in ("var", "const"):
                continue
            declared = self.closure.codebase.body(home, file, decl)
            for spec in specs_of(declared.root, key[3]):
                yield from spec_values(spec, key[3], declared)
            if decl.kind == "var" and file.path in self.closure.files:
                for place, mention in self.closure.mentions(key[3], home):
                    whole = selector_of(mention)
                    if variable_key(whole, place) == key:
                        yield from written(whole, place, NO_ENV, initial=False)

    def _field_writes(self, key: VariableKey) -> Iterator[Step | None]:
        """What the field is set to in composite literals and assignments."""
        home = self.closure.files.get(key[1])
        if home is None:
            yield None
            return
        for place, mention in self.closure.mentions(key[3], home[0]):
            if is_key(mention):
                if literal_field(mention, place) == key:
                    value = mention.parent.parent.named_children[1]
                    yield Step(value.named_children[0], place, NO_ENV)
            elif mention.type == "field_identifier":
                whole = selector_of(mention)
                if is_written(whole) and variable_key(whole, place) == key:
                    yield from written(whole, place, NO_ENV)

    def callers(self, function: Function) -> list[Step]:
        """The calls of a function that the program's own code has."""
        key = _place(function.node, function.body)
        found = self._callers.get(key)
        if found is None:
            self._callers[key] = []
            calls = {_place(s.node, s.body): s for s in self._calls_of(function, set())}
            found = self._callers[key] = list(calls.values())
        return found

    def _calls_of(self, function: Function, seen: Seen) -> Iterator[Step]:
        if function.node.type == "func_literal":
            yield from self.uses(function.node, function.body, seen)
            return
        decl, home = function.body.decl, function.body.package
        for body, mention in self.closure.mentions(decl.name, home, decl.kind == "method"):
            whole = selector_of(mention)
            if mention.parent == body.root or is_key(mention):
                continue
            if self._means(whole, body, function):
                yield from self.uses(whole, body, seen)

    def may_mean(self, mention: Node, body: Body, function: Function) -> bool:
        """As a mention of its name goes: whether it may stand for a declared function."""
        whole = selector_of(mention)
        if function.body.decl.kind == "method" and whole.type == "selector_expression":
            operand = whole.child_by_field_name("operand")
            if imported(operand, body) is None and type_at(operand, body) is None:
                return True
        return self._means(whole, body, function)

    def _means(self, node: Node, body: Body, function: Function) -> bool:
        """Whether an expression stands for a declared function."""
        decl, home = function.body.decl, function.body.package
        if decl.kind == "func":
            if node.type == "identifier":
                return body.package is home and local(node, body) is None
            if node.type != "selector_expression":
                return False
            return imported(node.child_by_field_name("operand"), body) == home.path
        if node.type != "selector_expression":
            return False
        operand = node.child_by_field_name("operand")
        t = type_at(operand, body)
        if t is None:
            return False
        if T.is_interface(t):
            receiver = declared_type(home, decl.receiver, body.scope.unit)
            if receiver is None or not has_method(t, decl.name):
                return False
            return implements(T.pointer_to(receiver), t) is not False
        found = find(t, decl.name)
        method = found.method if found is not None else None
        return isinstance(method, FuncCode) and method.decl == decl and method.package is home

    def uses(self, node: Node, body: Body, seen: Seen | None = None) -> Iterator[Step]:
        """The calls of a function value, wherever it is handed on to."""
        above = node.parent
        seen = set() if seen is None else seen
        if above is None or _place(node, body) in seen:
            return
        seen.add(_place(node, body))
        kind = above.type
        if kind == "call_expression":
            yield Step(above, body, NO_ENV)
        elif kind == "parenthesized_expression":
            yield from self.uses(above, body, seen)
        elif kind == "argument_list":
            at = next(i for i, n in enumerate(above.named_children) if n == node)
            yield from self._uses_as_argument(above.parent, at, body, seen)
        elif kind == "literal_element" and not is_key(node):
            key = literal_field(above.parent.named_children[0], body)
            if key is not None:
                yield from self._uses_of_variable(key, body, seen)
        elif kind == "expression_list":
            yield from self._uses_as_assigned(node, above, body, seen)

    def _uses_as_argument(self, call: Node, at: int, body: Body, seen: Seen) -> Iterator[Step]:
        if call.type != "call_expression":
            return
        for function in self.callees(call.child_by_field_name("function"), body):
            for name in parameter_names(function.node)[at : at + 1]:
                variable = local(name, function.body)
                if variable is not None:
                    yield from self._uses_of_local(variable, function.body, variable.name, seen)

    def _uses_of_local(
        self, variable: Local, body: Body, stored: Node, seen: Seen
    ) -> Iterator[Step]:
        for mention in mentions_of(variable, body):
            if mention not in (variable.name, stored):
                yield from self.uses(mention, body, seen)

    def _uses_as_assigned(self, node: Node, values: Node, body: Body, seen: Seen) -> Iterator[Step]:
        at = next(i for i, n in enumerate(values.named_children) if n == node)
        targets = targets_of(values.parent, values)
        if at >= len(targets):
            return
        variable = declared_at(targets[at], body)
        if variable is not None:
            yield from self._uses_of_local(variable, body, targets[at], seen)
            return
        key = variable_key(targets[at], body)
        if key is not None:
            yield from self._uses_of_variable(key, body, seen)

    def _uses_of_variable(self, key: VariableKey, body: Body, seen: Seen) -> Iterator[Step]:
        if key[0] == "field":
            home = self.closure.files[key[1]][0] if key[1] in self.closure.files else None
        else:
            home = self.closure.home(key[1], body.package)
        for place, mention in self.closure.mentions(key[3], home) if home is not None else ():
            whole = selector_of(mention)
            if not is_key(mention) and variable_key(whole, place) == key:
                yield from self.uses(whole, place, seen)

    def way(self, node: Node, body: Body) -> Iterator[Step]:
        """The calls that lead to a place, innermost first, as far as there is one alone."""
        seen: Seen = set()
        while True:
            function = _outermost(node)
            callers = self.callers(Function(function, body)) if function is not None else []
            if len(callers) != 1 or _place(callers[0].node, callers[0].body) in seen:
                return
            yield callers[0]
            node, body = callers[0].node, callers[0].body
            seen.add(_place(node, body))

    def callees(self, node: Node, body: Body, depth: int = 0) -> list[Function]:
        """The functions of the program's own code that an expression may stand for."""
        if depth > _DEEPEST:
            return []
        if node.type == "func_literal":
            return [Function(node, body)]
        if node.type == "parenthesized_expression" and node.named_children:
            return self.callees(node.named_children[0], body, depth + 1)
        direct = self.declared(node, body)
        if direct is not None:
            return [direct]
        key = variable_key(node, body)
        if key is None:
            return []
        found: list[Function] = []
        for step in self.definitions(node, body, NO_ENV, key)[:_MOST_FUNCTIONS]:
            if step is not None:
                found += self.callees(step.node, step.body, depth + 1)
        return found[:_MOST_FUNCTIONS]

    def declared(self, node: Node, body: Body) -> Function | None:
        """The declared function or method of the program's own code that a name leads to."""
        if node.type == "identifier":
            if local(node, body) is not None:
                return None
            return self._function(body.package, text(node))
        if node.type != "selector_expression":
            return None
        operand, name = node.child_by_field_name("operand"), node.child_by_field_name("field")
        path = imported(operand, body)
        if path is not None:
            package = self.closure.codebase.loader.package(path)
            return self._function(package, text(name)) if package is not None else None
        found = member(operand, text(name), body)
        if isinstance(found, FuncCode) and found.file.path in self.closure.files:
            made = self.closure.codebase.body(found.package, found.file, found.decl)
            return Function(made.root, made)
        return None

    def _function(self, package: Any, name: str) -> Function | None:
        for file, decl in package.decls.get(name, ()):
            if decl.kind == "func" and file.path in self.closure.files:
                made = self.closure.codebase.body(package, file, decl)
                return Function(made.root, made)
        return None


def _place(node: Node, body: Body) -> tuple[str, int, int]:
    start = body.decl.start + int(node.start_byte)
    return body.file.path, start, start + int(node.end_byte - node.start_byte)


def _outermost(node: Node) -> Node | None:
    """The declared function around a node; None at package level."""
    found = function_of(node)
    while found is not None and found.type == "func_literal":
        found = function_of(found)
    return found
