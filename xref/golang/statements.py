"""Statements: from a syntax node to a Python function of the frame.

Part of the interpreter. A statement's closure returns None where control goes on to the next,
else a :class:`Return` or a :class:`Jump`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from xref.golang import operators
from xref.golang import types as T
from xref.golang.expressions import Expr, expression
from xref.golang.memory import assign, copy, fit, taint, zero
from xref.golang.places import prepared, target
from xref.golang.scope import FunctionScope, Local, Scope
from xref.golang.signals import BREAK, CONTINUE, FALLTHROUGH, Jump, Return
from xref.golang.typexpr import type_of
from xref.golang.values import ZERO, Cell, Scalar, Unknown, Value

Stmt = Callable[[list[Any]], Any]


def may_defer(body: Any) -> bool:
    """Whether a function's body may hold a defer statement."""
    return b"defer" in body.text


def statement_nodes(node: Any) -> list[Any]:
    """The statements of a block or a case clause."""
    found: list[Any] = []
    for child in node.named_children:
        if child.type == "statement_list":
            found.extend(c for c in child.named_children if c.type != "comment")
        elif child.type.endswith(("_statement", "_declaration")) or child.type == "block":
            found.append(child)
    return found


def block(node: Any, sc: Scope, new_scope: bool = True) -> Stmt:
    """The closure that runs a block."""
    return sequence(statement_nodes(node), sc.child() if new_scope else sc)


def lazy_block(node: Any, sc: Scope) -> Stmt:
    """A block that is compiled when it is first entered: most error branches never are."""
    at = sc.snapshot()
    made: list[Stmt] = []

    def run(fr: list[Any]) -> Any:
        if not made:
            made.append(block(node, at))
        size = at.function.size
        if len(fr) < size:
            fr.extend([None] * (size - len(fr)))
        return made[0](fr)

    return run


def sequence(nodes: list[Any], sc: Scope) -> Stmt:
    """The closure that runs statements one after the other."""
    steps: list[Stmt] = []
    labels: dict[str, int] = {}
    for node in nodes:
        if node.type == "labeled_statement":
            labels[node.child_by_field_name("label").text.decode()] = len(steps)
        step = statement(node, sc)
        if step is not None:
            steps.append(step)
    if len(steps) == 1 and not labels:
        return steps[0]
    if labels:
        return _with_labels(steps, labels)

    def run(fr: list[Any]) -> Any:
        for step in steps:
            signal = step(fr)
            if signal is not None:
                return signal
        return None

    return run


def _with_labels(steps: list[Stmt], labels: dict[str, int]) -> Stmt:
    def run(fr: list[Any]) -> Any:
        i = 0
        while i < len(steps):
            signal = steps[i](fr)
            i += 1
            if signal is not None:
                if type(signal) is Jump and signal.kind == "goto" and signal.label in labels:
                    i = labels[signal.label]
                    fr[0].step()
                    continue
                return signal
        return None

    return run


def statement(node: Any, sc: Scope) -> Stmt | None:
    """The closure that runs a statement; None if there is nothing to run."""
    make = STATEMENTS.get(node.type)
    if make is None:
        return _as_expression(node, sc)
    return make(node, sc)


def _as_expression(node: Any, sc: Scope) -> Stmt | None:
    if node.type in ("empty_statement", "comment", "ERROR"):
        return None
    inner = expression(node, sc)

    def run(fr: list[Any]) -> None:
        inner(fr)

    return run


def _expression_statement(node: Any, sc: Scope) -> Stmt | None:
    return _as_expression(node.named_children[0], sc)


def _nodes(node: Any) -> list[Any]:
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
        return lambda fr: _spread(exprs[0](fr), count)
    if len(exprs) == 1:
        only = exprs[0]
        return lambda fr: [_one(only(fr))]
    return lambda fr: [_one(e(fr)) for e in exprs]


def _one(v: Any) -> Value:
    if v is None or type(v) is tuple:
        return v[0] if v else Unknown("a result that is not there")
    return v  # type: ignore[no-any-return]


def _spread(v: Any, count: int) -> list[Any]:
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


def _short_declaration(node: Any, sc: Scope) -> Stmt:
    names = _nodes(node.child_by_field_name("left"))
    right = sources(_nodes(node.child_by_field_name("right")), len(names), sc)
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


def _var_declaration(node: Any, sc: Scope) -> Stmt:
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
    right = sources(_nodes(value), len(names), sc) if value is not None else None
    slots = [sc.declare(name) for name in names]
    o = sc.unit.place(node, ZERO)

    def run(fr: list[Any]) -> None:
        values = right(fr) if right is not None else [zero(t or T.ANY, o) for _ in slots]
        control = fr[0].control
        for slot, v in zip(slots, values, strict=False):
            fr[slot] = Cell(fit(taint(v, control) if control else v, t), t)

    return run


def _const_declaration(node: Any, sc: Scope) -> None:
    from xref.golang.entities import constants

    inner = sc.snapshot()
    for name, const in constants(node, inner):
        if name != "_":
            inner.names[name] = sc.names[name] = Local(value=lambda fr, c=const: c.get())


def _type_declaration(node: Any, sc: Scope) -> None:
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


def _assignment(node: Any, sc: Scope) -> Stmt:
    left = _nodes(node.child_by_field_name("left"))
    op = node.child_by_field_name("operator").type
    right_nodes = _nodes(node.child_by_field_name("right"))
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


def _step(op: str) -> Callable[[Any, Scope], Stmt]:
    one = Scalar(1, T.UNTYPED_INT)

    def make(node: Any, sc: Scope) -> Stmt:
        return _op_assignment(node.named_children[0], op, lambda fr: one, sc)

    return make


def _return(node: Any, sc: Scope) -> Stmt:
    nodes = _nodes(node.named_children[0]) if node.named_children else []
    nodes = [n for n in nodes if n.type != "comment"]
    function = sc.function
    if not nodes:
        slots = function.result_slots
        if not slots:
            done = Return(None)
            return lambda fr: done
        if len(slots) == 1:
            return lambda fr: Return(fr[slots[0]].v)
        return lambda fr: Return(tuple(fr[s].v for s in slots))
    types = function.result_types
    if len(nodes) == 1 and len(types) == 1:
        only, t = expression(nodes[0], sc), types[0]
        return lambda fr: Return(fit(_one(only(fr)), t))
    right = sources(nodes, len(types), sc) if len(nodes) == len(types) else None
    if right is None:
        inner = expression(nodes[0], sc)
        count = len(types)
        return lambda fr: Return(_fitted(_spread(inner(fr), count), types))
    return lambda fr: Return(_fitted(right(fr), types))


def _fitted(values: list[Any], types: tuple[Any, ...]) -> tuple[Value, ...]:
    return tuple(fit(v, t) for v, t in zip(values, types, strict=False))


def _jump(kind: str, plain: Jump) -> Callable[[Any, Scope], Stmt]:
    def make(node: Any, sc: Scope) -> Stmt:
        label = node.named_children[0].text.decode() if node.named_children else ""
        signal = Jump(kind, label) if label else plain
        return lambda fr: signal

    return make


def _labeled(node: Any, sc: Scope) -> Stmt | None:
    label = node.child_by_field_name("label").text.decode()
    inner = [c for c in node.named_children if c.type not in ("label_name", "comment")]
    sc.function.label = label
    step = statement(inner[0], sc) if inner else None
    sc.function.label = ""
    if step is None:
        return lambda fr: None
    run = step

    # A loop takes the label itself; a switch or a block leaves its break to this.
    def labeled(fr: list[Any]) -> Any:
        signal = run(fr)
        if type(signal) is Jump and signal.kind == "break" and signal.label == label:
            return None
        return signal

    return labeled


def _block_statement(node: Any, sc: Scope) -> Stmt:
    return block(node, sc)


def _defer(node: Any, sc: Scope) -> Stmt:
    from xref.golang.deferring import deferred

    return deferred(node, sc)


def _go(node: Any, sc: Scope) -> Stmt | None:
    from xref.golang.deferring import started

    return started(node, sc)


def _branch(name: str) -> Callable[[Any, Scope], Stmt]:
    def make(node: Any, sc: Scope) -> Stmt:
        from xref.golang import branches, loops

        maker: Callable[[Any, Scope], Stmt] = getattr(
            loops if name == "for_statement" else branches, name
        )
        return maker(node, sc)

    return make


STATEMENTS: dict[str, Callable[[Any, Scope], Stmt | None]] = {
    "expression_statement": _expression_statement,
    "short_var_declaration": _short_declaration,
    "var_declaration": _var_declaration,
    "const_declaration": _const_declaration,
    "type_declaration": _type_declaration,
    "assignment_statement": _assignment,
    "inc_statement": _step("+"),
    "dec_statement": _step("-"),
    "return_statement": _return,
    "break_statement": _jump("break", BREAK),
    "continue_statement": _jump("continue", CONTINUE),
    "fallthrough_statement": _jump("fallthrough", FALLTHROUGH),
    "goto_statement": _jump("goto", Jump("goto")),
    "labeled_statement": _labeled,
    "block": _block_statement,
    "defer_statement": _defer,
    "go_statement": _go,
    "if_statement": _branch("if_statement"),
    "expression_switch_statement": _branch("switch_statement"),
    "type_switch_statement": _branch("type_switch_statement"),
    "select_statement": _branch("select_statement"),
    "for_statement": _branch("for_statement"),
}

__all__ = ["FunctionScope", "block", "lazy_block", "may_defer", "sequence", "sources", "statement"]
