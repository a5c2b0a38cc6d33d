"""Statements: from a syntax node to a Python function of the frame.

Part of the interpreter. A statement's closure returns None where control goes on to the next,
else a :class:`Return` or a :class:`Jump`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from xref.golang.assignments import (
    Stmt,
    assignment,
    const_declaration,
    listed,
    short_declaration,
    single,
    sources,
    spread_out,
    step_by,
    type_declaration,
    var_declaration,
)
from xref.golang.expressions import expression
from xref.golang.memory import fit
from xref.golang.scope import Scope
from xref.golang.signals import BREAK, CONTINUE, FALLTHROUGH, Jump, Return
from xref.golang.values import Value


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


def _return(node: Any, sc: Scope) -> Stmt:
    nodes = listed(node.named_children[0]) if node.named_children else []
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
        return lambda fr: Return(fit(single(only(fr)), t))
    right = sources(nodes, len(types), sc) if len(nodes) == len(types) else None
    if right is None:
        inner = expression(nodes[0], sc)
        count = len(types)
        return lambda fr: Return(_fitted(spread_out(inner(fr), count), types))
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
    "short_var_declaration": short_declaration,
    "var_declaration": var_declaration,
    "const_declaration": const_declaration,
    "type_declaration": type_declaration,
    "assignment_statement": assignment,
    "inc_statement": step_by("+"),
    "dec_statement": step_by("-"),
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
