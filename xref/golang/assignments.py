"""Declarations and assignments in functions. Part of the interpreter."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from xref.golang import operators
from xref.golang import types as T
from xref.golang.expressions import Expr, expression
from xref.golang.memory import assign, copy, fit, taint, zero
from xref.golang.places import prepared, target
from xref.golang.scope import Local, Scope
from xref.golang.typexpr import type_of
from xref.golang.values import ZERO, Cell, Scalar, Unknown, Value

Stmt = Callable[[list[Any]], Any]


def listed(node: Any) -> list[Any]:
    if node is None:
        return []
    if node.type == "expression_list":
        return [n for n in node.named_children if n.type != "comment"]
    return [node]


def sources(nodes: list[Any], count: int, sc: Scope) -> Callable[[list[Any]], list[Any]]:
    """The closure that yields ``count`` values of the right side of an assignment."""
    if len(nodes) == 1 and count == 2:
        pair = pair_expression(nodes[0], sc)
        if pair is not None:
            return lambda fr: list(pair(fr))
    exprs = [expression(n, sc) for n in nodes]
    if len(exprs) == 1 and count > 1:
        return lambda fr: spread_out(exprs[0](fr), count)
    if len(exprs) == 1:
        only = exprs[0]
        return lambda fr: [single(only(fr))]
    return lambda fr: [single(e(fr)) for e in exprs]


def single(v: Any) -> Value:
    if v is None or type(v) is tuple:
        return v[0] if v else Unknown("a result that is not there")
    return v  # type: ignore[no-any-return]


def spread_out(v: Any, count: int) -> list[Any]:
    if type(v) is tuple:
        return list(v)
    lost = v if type(v) is Unknown else Unknown("results of a call that is not known")
    return [lost] * count


def pair_expression(node: Any, sc: Scope) -> Expr | None:
    """The closure for the ``v, ok`` forms; None if the node is none of them."""
    while node.type == "parenthesized_expression":
        node = node.named_children[0]
    if node.type == "index_expression":
        from xref.golang.indexing import pair

        return pair(node, sc)
    if node.type == "type_assertion_expression":
        from xref.golang.dynamic import assert_pair

        inner = expression(node.child_by_field_name("operand"), sc)
        t = type_of(node.child_by_field_name("type"), sc)
        return lambda fr: assert_pair(fr[0], inner(fr), t)
    return None


def short_declaration(node: Any, sc: Scope) -> Stmt:
    names = listed(node.child_by_field_name("left"))
    right = sources(listed(node.child_by_field_name("right")), len(names), sc)
    # The right side is compiled first: the new names are not yet in scope there.
    slots: list[tuple[int, bool]] = []
    for name in names:
        text = name.text.decode()
        old = sc.names.get(text) if text != "_" else None
        slots.append((old, False) if isinstance(old, int) else (sc.declare(text), True))
    if len(slots) == 1:
        slot = slots[0][0]

        def run_one(fr: list[Any]) -> None:
            v = fit(right(fr)[0], None)
            control = fr[0].control
            fr[slot] = Cell(taint(v, control) if control else v)

        return run_one

    def run(fr: list[Any]) -> None:
        control = fr[0].control
        for (slot, new), v in zip(slots, right(fr), strict=False):
            if control:
                v = taint(v, control)
            if new:
                fr[slot] = Cell(fit(v, None))
            else:
                assign(fr[slot], v)

    return run


def var_declaration(node: Any, sc: Scope) -> Stmt:
    from xref.golang.entities import specs

    steps = [_var_spec(item, sc) for item in specs(node, "var_spec")]

    def run(fr: list[Any]) -> None:
        for step in steps:
            step(fr)

    return run


def _var_spec(node: Any, sc: Scope) -> Stmt:
    type_node = node.child_by_field_name("type")
    t = type_of(type_node, sc) if type_node is not None else None
    names = [n.text.decode() for n in node.children_by_field_name("name")]
    value = node.child_by_field_name("value")
    right = sources(listed(value), len(names), sc) if value is not None else None
    slots = [sc.declare(name) for name in names]
    o = sc.unit.place(node, ZERO)

    def run(fr: list[Any]) -> None:
        values = right(fr) if right is not None else [zero(t or T.ANY, o) for _ in slots]
        control = fr[0].control
        for slot, v in zip(slots, values, strict=False):
            fr[slot] = Cell(fit(taint(v, control) if control else v, t), t)

    return run


def const_declaration(node: Any, sc: Scope) -> None:
    from xref.golang.entities import constants

    inner = sc.snapshot()
    for name, const in constants(node, lambda: inner):
        if name != "_":
            inner.names[name] = sc.names[name] = Local(value=lambda fr, c=const: c.get())


def type_declaration(node: Any, sc: Scope) -> None:
    for spec in node.named_children:
        inner = spec.named_children if spec.type.endswith("_list") else [spec]
        for item in inner:
            if item.child_by_field_name("name") is not None:
                _local_type(item, sc)


def _local_type(item: Any, sc: Scope) -> None:
    name = item.child_by_field_name("name").text.decode()
    package = sc.unit.package
    type_node = item.child_by_field_name("type")
    if item.type == "type_alias":
        sc.names[name] = Local(type=type_of(type_node, sc))
        return
    named = T.Named(name, package.path, package.name, None, lambda _: type_of(type_node, inside))
    sc.names[name] = Local(type=named)
    inside = sc.snapshot()


def assignment(node: Any, sc: Scope) -> Stmt:
    left = listed(node.child_by_field_name("left"))
    op = node.child_by_field_name("operator").type
    right_nodes = listed(node.child_by_field_name("right"))
    if op != "=":
        return _op_assignment(left[0], op[:-1], expression(right_nodes[0], sc), sc)
    right = sources(right_nodes, len(left), sc)
    if len(left) == 1:
        put = target(left[0], sc)

        def run_one(fr: list[Any]) -> None:
            put(fr, right(fr)[0])

        return run_one

    places = [prepared(n, sc) for n in left]

    def run(fr: list[Any]) -> None:
        # i, s[i] = 1, 2: what the left sides hang on is evaluated before anything is stored; and
        # a, b = b, a: structs are copied before anything is overwritten.
        puts = [place(fr) for place in places]
        values = [copy(v) for v in right(fr)]
        for put, v in zip(puts, values, strict=False):
            put(fr, v)

    return run


def _op_assignment(left: Any, op: str, right: Expr, sc: Scope) -> Stmt:
    get, put = expression(left, sc), target(left, sc)
    if op in "+-^*&|" and left.type == "identifier":
        slot = sc.lookup(left.text.decode())
        if isinstance(slot, int):
            return _op_local(slot, op, right)

    def run(fr: list[Any]) -> None:
        try:
            put(fr, operators.binary(op, get(fr), right(fr)))
        except operators.DivisionByZero:
            raise fr[0].panic_text("runtime error: integer divide by zero") from None

    return run


def _op_local(slot: int, op: str, right: Expr) -> Stmt:
    """``x op= y`` of a local variable, as loops do it: no division, so nothing panics."""

    def run(fr: list[Any]) -> None:
        cell = fr[slot]
        v = operators.binary(op, cell.v, right(fr))
        control = fr[0].control
        if control:
            v = taint(v, control)
        if type(v) is Scalar and v.t is cell.v.t:
            cell.v = v
        else:
            assign(cell, v)

    return run


def step_by(op: str) -> Callable[[Any, Scope], Stmt]:
    one = Scalar(1, T.UNTYPED_INT)

    def make(node: Any, sc: Scope) -> Stmt:
        return _op_assignment(node.named_children[0], op, lambda fr: one, sc)

    return make
