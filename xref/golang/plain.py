"""Plain functions: those whose result hangs on nothing but their scalar arguments.

Part of the interpreter. Programs call them with the same arguments over and over (every one of them
checks and hashes the names of the same metrics), so that what they gave is worth keeping. What a
function may do to count is told from its syntax: name constants and its own variables, assign to
these, and call its like.
"""

from __future__ import annotations

from typing import Any

from xref.golang import types as T
from xref.golang.calls import declared_function
from xref.golang.entities import ConstEntity, entity
from xref.golang.scope import Scope
from xref.golang.typexpr import denoted
from xref.golang.values import Scalar

_LONGEST = 2_000  # bytes of a function that is looked at
_MOST_CALLS = 8  # of plain functions, in the functions that it calls too
_MOST_KEPT = 2_000  # results of one function
_KINDS = T.INTEGERS | {"string", "bool"}  # no floats: 0 and -0 are equal, and yet two values
_STATEMENTS = frozenset(
    (
        *("block", "statement_list", "expression_list", "short_var_declaration", "comment"),
        *("var_declaration", "var_spec", "assignment_statement", "inc_statement", "dec_statement"),
        *("if_statement", "for_statement", "for_clause", "range_clause", "return_statement"),
        *("break_statement", "continue_statement", "expression_switch_statement"),
        *("expression_case", "default_case", "binary_expression", "parenthesized_expression"),
        *("index_expression", "int_literal", "rune_literal", "interpreted_string_literal"),
        *("raw_string_literal", "escape_sequence", "true", "false", "type_identifier"),
        *("interpreted_string_literal_content", "raw_string_literal_content"),
    )
)


class Plain:
    """What a plain function has given so far, and the plain functions that it may call."""

    __slots__ = ("_given", "calls")

    def __init__(self, calls: tuple[Any, ...]) -> None:
        self.calls = calls
        self._given: dict[tuple[Any, ...], tuple[int, Any]] = {}

    def run(self, m: Any, compiled: Any, args: list[Any]) -> Any:
        """The function's result, kept or made; what it took counts in any case."""
        if m.control or any(type(a) is not Scalar for a in args):
            return compiled.run(m, args, None)
        key = tuple((a.v, a.t, a.o) for a in args)
        found = self._given.get(key)
        if found is not None:
            m.step(found[0])
            return found[1]
        before = m.steps
        result = compiled.run(m, args, None)
        if type(result) is Scalar and not m.control and len(self._given) < _MOST_KEPT:
            self._given[key] = before - m.steps, result
        return result


def plain(code: Any, compiled: Any) -> Plain | None:
    """What is kept of a function's results; None if these may hang on more than its arguments."""
    types = [*compiled.params, *compiled.results]
    if code.hook is not None or code.targs or len(compiled.results) != 1 or compiled.defers:
        return None
    if code.decl.end - code.decl.start > _LONGEST or any(t.under.kind not in _KINDS for t in types):
        return None
    own = _declared(code.syntax())
    package = code.package
    if any(package.unit("b", code.file, code.decl).declares(name.decode()) for name in own):
        return None
    calls: dict[int, Any] = {}
    if _allowed(code.syntax().child_by_field_name("body"), own, code.body_scope(), calls):
        return Plain(tuple(calls.values()))
    return None


def _declared(node: Any) -> set[bytes]:
    """The names of all variables that a function declares."""
    own: set[bytes] = set()
    stack = [node]
    while stack:
        at = stack.pop()
        if at.type in ("parameter_declaration", "var_spec"):
            own.update(n.text for n in at.children_by_field_name("name"))
        elif at.type == "short_var_declaration" or _declares(at):
            own.update(n.text for n in at.child_by_field_name("left").named_children)
        stack += at.named_children
    return own


def _declares(node: Any) -> bool:
    return node.type == "range_clause" and any(c.type == ":=" for c in node.children)


def _allowed(node: Any, own: set[bytes], scope: Scope, calls: dict[int, Any]) -> bool:
    kind = node.type
    if kind == "identifier":
        return node.text in own or _is_constant(node, scope)
    if kind == "call_expression":
        return _allowed_call(node, own, scope, calls)
    if kind == "unary_expression":
        if node.child_by_field_name("operator").type not in ("!", "-", "+", "^"):
            return False
    elif kind == "assignment_statement":
        left = node.child_by_field_name("left").named_children
        if any(n.type != "identifier" or n.text not in own for n in left):
            return False
    elif kind not in _STATEMENTS or (kind == "range_clause" and not _declares(node)):
        return False
    return all(_allowed(child, own, scope, calls) for child in node.named_children)


def _is_constant(node: Any, scope: Scope) -> bool:
    unit = scope.unit
    return isinstance(entity(unit.package, node.text.decode(), unit), ConstEntity)


def _allowed_call(node: Any, own: set[bytes], scope: Scope, calls: dict[int, Any]) -> bool:
    """``len``, a conversion to a plain type, or a call of another plain function."""
    function = node.child_by_field_name("function")
    arguments = node.child_by_field_name("arguments").named_children
    if not all(_allowed(a, own, scope, calls) for a in arguments):
        return False
    if function.type == "identifier" and function.text in own:
        return False
    if function.text == b"len" and not scope.unit.declares("len"):
        return True
    t = denoted(function, scope)
    if t is not None:
        return t.under.kind in _KINDS
    code = declared_function(function, scope)
    inner = code.plain_part() if code is not None and not code.type_params else None
    if inner is None or len(calls) + len(inner.calls) > _MOST_CALLS:
        return False
    calls.update((id(c), c) for c in (code, *inner.calls))
    return True
