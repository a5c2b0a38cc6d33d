"""Expressions: from a syntax node to a Python function of the frame.

Part of the interpreter. ``expression(node, scope)`` works out at once what can be told from names
and leaves the rest to the closure that it returns. What the interpreter does not know how to do
yields an :class:`Unknown` with its place; nothing here raises for odd source.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from xref.golang import literals, operators
from xref.golang import types as T
from xref.golang.memory import load
from xref.golang.scope import Local, Scope, shortened
from xref.golang.typexpr import denoted, type_of
from xref.golang.values import (
    LITERAL,
    Nil,
    Ptr,
    Scalar,
    Unknown,
    Value,
    join,
)

Expr = Callable[[list[Any]], Any]
DEEPEST = 400


def unknown(reason: str, node: Any, sc: Scope) -> Expr:
    """A closure that yields an unknown value at the node's place."""
    value = Unknown(reason, sc.unit.file.path, sc.unit.line_of(node))
    return lambda fr: value


def expression(node: Any, sc: Scope) -> Expr:
    """The closure that evaluates an expression node."""
    make = EXPRESSIONS.get(node.type)
    if make is None:
        return unknown(f"an expression of the form {node.type}", node, sc)
    sc.depth += 1
    try:
        if sc.depth > DEEPEST:
            return unknown("an expression that is nested too deeply", node, sc)
        return make(node, sc)
    finally:
        sc.depth -= 1


def constant(node: Any, sc: Scope) -> Any:
    """The Python value of a constant expression; None if it is not known."""
    v = expression(node, sc)([None] * (sc.function.size + 1))
    return v.v if type(v) is Scalar else None


def fixed(value: Value) -> Expr:
    """A closure that yields always the same value."""
    return lambda fr: value


def _literal(read: Callable[[str], Any], t: T.Type) -> Callable[[Any, Scope], Expr]:
    def make(node: Any, sc: Scope) -> Expr:
        text = node.text.decode("utf-8", "surrogateescape")
        try:
            v = read(text)
        except (ValueError, KeyError):
            return unknown("a literal that is none of Go's", node, sc)
        unit = sc.unit
        shown = text if len(text) <= 80 and text.isprintable() else shortened(text)
        place = (LITERAL, unit.file.path, unit.line + node.start_point[0], shown)
        return fixed(Scalar(v, t, (place,)))

    return make


def _identifier(node: Any, sc: Scope) -> Expr:
    from xref.golang.names import identifier

    return identifier(node, sc)


def _selector(node: Any, sc: Scope) -> Expr:
    from xref.golang.names import selector

    return selector(node, sc)


def _parenthesized(node: Any, sc: Scope) -> Expr:
    return expression(node.named_children[0], sc)


def _binary(node: Any, sc: Scope) -> Expr:
    op = node.child_by_field_name("operator").type
    chain = _chain(node, op)
    if len(chain) > 8 and op == "+":
        return _sum([expression(n, sc) for n in chain])
    left = expression(node.child_by_field_name("left"), sc)
    right = expression(node.child_by_field_name("right"), sc)
    if op == "&&" or op == "||":
        return _logical(op, left, right)
    if op in ("==", "!=", "<", "<=", ">", ">="):
        return lambda fr: operators.compare(op, left(fr), right(fr))
    site = (sc.unit.file.path, sc.unit.line_of(node))
    if op in ("<<", ">>") and not is_constant(node.child_by_field_name("right"), sc):
        return lambda fr: operators.narrowed(operators.binary(op, left(fr), right(fr)))

    def get(fr: list[Any]) -> Value:
        try:
            return operators.binary(op, left(fr), right(fr))
        except operators.DivisionByZero:
            if fr[0] is None:
                return Unknown("a division by zero", *site)
            raise fr[0].panic_text("runtime error: integer divide by zero") from None

    return get


def is_constant(node: Any, sc: Scope) -> bool:
    """Whether an expression is a constant, by what it is made of."""
    from xref.golang.entities import ConstEntity, entity

    if node.type == "identifier":
        name = node.text.decode()
        found = sc.lookup(name)
        if found is None:
            return name == "iota" or isinstance(entity(sc.unit.package, name, sc.unit), ConstEntity)
        return isinstance(found, Local) and found.value is not None
    if node.type == "selector_expression":
        from xref.golang.names import imported_path

        path = imported_path(node.named_children[0], sc)
        package = sc.unit.package.loader.package(path) if path is not None else None
        if package is None:
            return path is not None  # a native's constant, such as time.Second
        name = node.named_children[-1].text.decode()
        return isinstance(entity(package, name, sc.unit), ConstEntity)
    if node.type in ("call_expression", "type_conversion_expression"):
        function, *rest = node.named_children
        inner = rest[-1] if rest else node
        if inner.type == "argument_list":
            inner = inner.named_children[0] if inner.named_children else node
        return denoted(function, sc) is not None and inner is not node and is_constant(inner, sc)
    if node.type in ("binary_expression", "unary_expression", "parenthesized_expression"):
        return all(is_constant(n, sc) for n in node.named_children)
    return str(node.type).endswith("_literal") and node.type not in ("func_literal",)


def _chain(node: Any, op: str) -> list[Any]:
    """The operands of a left-leaning chain of one operator, such as a long concatenation."""
    right: list[Any] = []
    while node.type == "binary_expression" and node.child_by_field_name("operator").type == op:
        right.append(node.child_by_field_name("right"))
        node = node.child_by_field_name("left")
    return [node, *reversed(right)]


def _sum(parts: list[Expr]) -> Expr:
    def get(fr: list[Any]) -> Value:
        total: Value = parts[0](fr)
        for part in parts[1:]:
            total = operators.binary("+", total, part(fr))
        return total

    return get


def _logical(op: str, left: Expr, right: Expr) -> Expr:
    stop = op == "||"

    def get(fr: list[Any]) -> Value:
        a = left(fr)
        if type(a) is not Scalar:
            b = _guessed(fr, right, a)
            if type(b) is Scalar and b.v is stop:
                return Scalar(stop, b.t, join(b.o, a.o))
            return a  # type: ignore[no-any-return]
        if a.v is stop:
            return a
        b = right(fr)
        return Scalar(b.v, b.t, join(a.o, b.o)) if type(b) is Scalar else b

    return get


def _guessed(fr: list[Any], right: Expr, a: Value) -> Any:
    """The right operand of && or ||, where it is not known whether it is evaluated at all."""
    from xref.golang.effects import quietly

    m = fr[0]
    if m is None:
        return right(fr)
    before = m.control
    m.control = join(before, a.o)
    b = quietly(fr, right, fr)
    m.control = before
    return b if b is not None else a


def _unary(node: Any, sc: Scope) -> Expr:
    op = node.child_by_field_name("operator").type
    operand = node.child_by_field_name("operand")
    if op == "&":
        from xref.golang.places import address

        return address(operand, sc)
    inner = expression(operand, sc)
    if op == "*":
        return _dereference(inner)
    if op == "<-":
        return unknown("what is received from a channel", node, sc)
    return lambda fr: operators.unary(op, inner(fr))


def _dereference(inner: Expr) -> Expr:
    def get(fr: list[Any]) -> Value:
        v = inner(fr)
        if type(v) is Ptr:
            return load(v)
        if type(v) is Nil:
            raise fr[0].nil_dereference()
        return v if type(v) is Unknown else Unknown("a dereference of no pointer", o=v.o)

    return get


def _func_literal(node: Any, sc: Scope) -> Expr:
    from xref.golang.code import Closure

    return Closure(node, sc.snapshot()).value


def _assertion(node: Any, sc: Scope) -> Expr:
    from xref.golang.dynamic import assert_type

    inner = expression(node.child_by_field_name("operand"), sc)
    t = type_of(node.child_by_field_name("type"), sc)
    return lambda fr: assert_type(fr[0], inner(fr), t)


def _conversion_node(node: Any, sc: Scope) -> Expr:
    """``T(x)`` of a type that can be nothing else, and ``f[A](x)`` or ``m[k](x)``."""
    from xref.golang.calls import instantiated_call
    from xref.golang.dynamic import convert

    type_node = node.child_by_field_name("type")
    if type_node.type == "generic_type":
        call = instantiated_call(type_node, node, sc)
        if call is not None:
            return call
    t = type_of(type_node, sc)
    inner = expression(node.child_by_field_name("operand"), sc)
    return lambda fr: convert(fr[0], inner(fr), t)


def _call(node: Any, sc: Scope) -> Expr:
    from xref.golang.calls import call

    return call(node, sc)


def _index(node: Any, sc: Scope) -> Expr:
    from xref.golang.indexing import index

    return index(node, sc)


def _slice(node: Any, sc: Scope) -> Expr:
    from xref.golang.indexing import slice_expression

    return slice_expression(node, sc)


def _composite(node: Any, sc: Scope) -> Expr:
    from xref.golang.composites import composite

    return composite(node, sc)


def _instantiation(node: Any, sc: Scope) -> Expr:
    from xref.golang.calls import instantiation

    return instantiation(node, sc)


EXPRESSIONS: dict[str, Callable[[Any, Scope], Expr]] = {
    "int_literal": _literal(literals.integer, T.UNTYPED_INT),
    "float_literal": _literal(literals.floating, T.UNTYPED_FLOAT),
    "imaginary_literal": _literal(literals.imaginary, T.COMPLEX128),
    "rune_literal": _literal(literals.rune, T.UNTYPED_RUNE),
    "interpreted_string_literal": _literal(literals.string, T.UNTYPED_STRING),
    "raw_string_literal": _literal(literals.raw_string, T.UNTYPED_STRING),
    "identifier": _identifier,
    "true": _identifier,
    "false": _identifier,
    "nil": _identifier,
    "iota": _identifier,
    "selector_expression": _selector,
    "parenthesized_expression": _parenthesized,
    "binary_expression": _binary,
    "unary_expression": _unary,
    "func_literal": _func_literal,
    "type_assertion_expression": _assertion,
    "type_conversion_expression": _conversion_node,
    "call_expression": _call,
    "index_expression": _index,
    "slice_expression": _slice,
    "composite_literal": _composite,
    "type_instantiation_expression": _instantiation,
}
