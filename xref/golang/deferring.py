"""defer and go. Part of the interpreter.

A goroutine is not run: what it does happens, if at all, at a time that is not known. What its
literal assigns to the surrounding variables is forgotten.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from xref.golang.assignments import Stmt
from xref.golang.builtins import BUILTINS
from xref.golang.calls import Arguments, call_value
from xref.golang.effects import Effects
from xref.golang.expressions import expression
from xref.golang.scope import Scope
from xref.golang.values import Unknown, Value, join


class _Given:
    """A deferred call's arguments, already evaluated."""

    __slots__ = ("given", "spread")

    def __init__(self, given: list[Value], spread: bool) -> None:
        self.given = given
        self.spread = spread

    def values(self, fr: list[Any]) -> list[Value]:
        return self.given

    def flat(self, fr: list[Any]) -> list[Value]:
        return self.given


def deferred(node: Any, sc: Scope) -> Stmt:
    """The closure that notes a deferred call; function and arguments are evaluated now."""
    call = node.named_children[0]
    slot = sc.function.defers
    if call.type != "call_expression":
        return lambda fr: None
    function = call.child_by_field_name("function")
    site = (sc.unit.file.path, sc.unit.line_of(call))
    if function.type == "identifier" and function.text.decode() in BUILTINS:
        whole = expression(call, sc)
        return lambda fr: fr[slot].append(_under(fr[0], lambda: whole(fr)))
    callee = expression(function, sc)
    args = Arguments(call.child_by_field_name("arguments"), sc)

    def run(fr: list[Any]) -> None:
        fn = callee(fr)
        given: Any = _Given(args.values(fr), args.spread)
        fr[slot].append(_under(fr[0], lambda: call_value(fr[0], fn, given, fr, site)))

    return run


def _under(m: Any, call: Callable[[], Any]) -> Callable[[], Any]:
    """A deferred call, which hangs on all that the defer statement hangs on."""
    control = m.control
    if not control:
        return call

    def run() -> Any:
        before = m.control
        m.control = join(before, control)
        result = call()
        m.control = before
        return result

    return run


def started(node: Any, sc: Scope) -> Stmt | None:
    """The closure for a go statement."""
    call = node.named_children[0]
    function = call.child_by_field_name("function")
    if function is None:
        return None
    place = (sc.unit.file.path, sc.unit.line_of(node))
    callee = expression(function, sc)
    args = Arguments(call.child_by_field_name("arguments"), sc)
    literal = function.child_by_field_name("body") if function.type == "func_literal" else None
    effects = Effects(literal, sc)

    def run(fr: list[Any]) -> None:
        lost = Unknown("what a goroutine changes", *place)
        given = args.values(fr)
        if literal is None:
            given = [*given, callee(fr)]
        fr[0].forget(given, lost)
        effects.forget(fr, lost)

    return run
