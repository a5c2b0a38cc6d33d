"""for, in all its forms. Part of the interpreter.

A loop whose condition is not known is not run; what its body assigns is forgotten.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from xref.golang import types as T
from xref.golang.assignments import Stmt
from xref.golang.branches import Arm, undecided
from xref.golang.expressions import expression
from xref.golang.memory import assign, copy, fit, load, taint
from xref.golang.places import target
from xref.golang.scope import Scope
from xref.golang.signals import Jump, Return
from xref.golang.statements import block, statement
from xref.golang.values import (
    ASSUMPTION,
    ArrayVal,
    Cell,
    FuncVal,
    MapVal,
    Nil,
    Origins,
    Ptr,
    Scalar,
    SliceVal,
    Unknown,
    Value,
    decisive,
    join,
)

_MOST_DOUBTFUL = 200
_TRUE = Scalar(True, T.BOOL)


def for_statement(node: Any, sc: Scope) -> Stmt:
    label = sc.function.label
    sc.function.label = ""
    body = node.child_by_field_name("body")
    header = [c for c in node.named_children if c.type != "comment" and c != body]
    if header and header[0].type == "range_clause":
        return _range(header[0], node, label, sc)
    return _three_clauses(header[0] if header else None, node, label, sc)


def _leave(signal: Any, label: str) -> tuple[bool, Any]:
    """Whether a signal from the body ends the loop, and what the loop then hands up."""
    if type(signal) is Return:
        return True, signal
    mine = not signal.label or signal.label == label
    if signal.kind == "continue" and mine:
        return False, None
    if signal.kind == "break" and mine:
        return True, None
    return True, signal


def _three_clauses(header: Any, node: Any, label: str, sc: Scope) -> Stmt:
    body = node.child_by_field_name("body")
    outer = sc
    sc = sc.child()
    start = condition = post = None
    condition_node = header
    slots: list[int] = []
    if header is not None and header.type == "for_clause":
        initializer = header.child_by_field_name("initializer")
        condition_node = header.child_by_field_name("condition")
        update = header.child_by_field_name("update")
        if initializer is not None:
            start = statement(initializer, sc)
            slots = [s for s in sc.names.values() if isinstance(s, int)]
        if update is not None:
            post = statement(update, sc)
    if condition_node is not None:
        condition = expression(condition_node, sc)
    fresh = slots if sc.unit.package.loader.loop_variables else []
    run_body = block(body, sc)
    doubt = Doubt(node, outer)

    def turns(fr: list[Any]) -> Any:
        m = fr[0]
        if start is not None:
            start(fr)
        before, turn = m.control, 0
        while True:
            m.steps -= 1
            if m.steps < 0:
                m.step()
            turn += 1
            doubtful = m.control is not before and (condition is None or turn > _MOST_DOUBTFUL)
            if doubtful and doubt.endless(fr, before):
                return None
            c = condition(fr) if condition is not None else _TRUE
            if type(c) is not Scalar:
                return _unsure(fr, run_body, doubt, c, condition_node, outer)
            if c.o:
                doubt.enter(fr, decisive(c.o))
            if not c.v:
                return None
            signal = run_body(fr)
            if signal is not None:
                leave, up = _leave(signal, label)
                if leave:
                    return up
            for slot in fresh:
                fr[slot] = Cell(fr[slot].v, fr[slot].t)
            if post is not None:
                post(fr)

    def run(fr: list[Any]) -> Any:
        before = fr[0].control
        signal = turns(fr)
        if fr[0].control is not before:
            doubt.leave(fr, before, signal)
        return signal

    return run


class Doubt:
    """A loop of which it is known how often it turns, but hanging on the environment, say."""

    __slots__ = ("arm",)

    def __init__(self, node: Any, sc: Scope) -> None:
        self.arm = Arm(None, node, sc)

    def unsure(self, run: Stmt) -> Arm:
        """The body as an arm that may not be entered."""
        arm = Arm(run, None, self.arm.scope)
        arm.share(self.arm)
        return arm

    def enter(self, fr: list[Any], o: Origins) -> None:
        """The next turn hangs on ``o``."""
        if o:
            fr[0].control = join(fr[0].control, o)

    def endless(self, fr: list[Any], before: Origins) -> bool:
        """Whether an earlier turn may have left, so that nobody knows how many more there are.

        Then what the turns assign is not known.
        """
        guessed = [p for p in fr[0].control if p[0] == ASSUMPTION and p not in before]
        if guessed:
            self.arm.effects.forget(
                fr, Unknown(guessed[0][3], o=tuple(guessed)), self.arm.effects.held(fr)
            )
        return bool(guessed)

    def leave(self, fr: list[Any], before: Origins, signal: Any) -> None:
        """The loop is over: what a turn would assign hangs on what the turns do."""
        o = fr[0].control
        effects = self.arm.effects
        effects.mark(fr, o)
        if signal is None and not effects.leaves:
            fr[0].control = before


def _unsure(fr: list[Any], run: Stmt, doubt: Doubt, why: Value, node: Any, sc: Scope) -> Any:
    """A loop of which it is not known how often it turns: its body is run once, as a guess."""
    arm = doubt.unsure(run)
    signal = undecided(fr, [arm], False, why, node, sc)
    if signal is None and arm.effects.leaves:
        text = " ".join(node.text.decode("utf-8", "replace").split())[:60]
        place = (sc.unit.file.path, sc.unit.line_of(node))
        fr[0].control = join(fr[0].control, ((ASSUMPTION, *place, f"{text} is not known"),))
    return signal


def _range(header: Any, node: Any, label: str, sc: Scope) -> Stmt:
    body = node.child_by_field_name("body")
    source_node = header.child_by_field_name("right")
    source = expression(source_node, sc)
    left = header.child_by_field_name("left")
    names = [n for n in left.named_children if n.type != "comment"] if left is not None else []
    declares = any(c.type == ":=" for c in header.children)
    outer = sc
    sc = sc.child()
    bind = _declare(names, sc) if declares else _assign(names, outer)
    run_body = block(body, sc)
    doubt = Doubt(node, outer)

    def turns(fr: list[Any], v: Value) -> Any:
        m = fr[0]
        pairs = _pairs(m, v)
        if pairs is None:
            lost = v if type(v) is Unknown else getattr(v, "unknown", None) or v
            part = Unknown("an element of what is not known", o=lost.o, may=(v, lost))

            def once(fr: list[Any]) -> Any:
                bind(fr, part, part, True)
                return run_body(fr)

            return _unsure(fr, once, doubt, lost, source_node, outer)
        doubt.enter(fr, v.doubt if type(v) is MapVal else decisive(v.o))
        keyed = type(v) is MapVal
        first = True
        for key, value in pairs:
            m.step()
            if keyed and key.o:
                doubt.enter(fr, decisive(key.o))
            bind(fr, key, value, first)
            first = False
            signal = run_body(fr)
            if signal is not None:
                leave, up = _leave(signal, label)
                if leave:
                    return up
        return None

    def run(fr: list[Any]) -> Any:
        v = source(fr)
        before = fr[0].control
        if type(v) is FuncVal:
            return _over_function(fr[0], fr, v, bind, run_body, label)
        signal = turns(fr, v)
        if fr[0].control is not before:
            doubt.leave(fr, before, signal)
        return signal

    return run


Bind = Callable[[list[Any], Value, Value, bool], None]


def _declare(names: list[Any], sc: Scope) -> Bind:
    slots = [sc.declare(n.text.decode()) for n in names]
    fresh = sc.unit.package.loader.loop_variables

    def bind(fr: list[Any], key: Value, value: Value, first: bool) -> None:
        # Before Go 1.22 one variable serves all turns of a loop.
        for slot, v in zip(slots, (key, value), strict=False):
            if first or fresh:
                fr[slot] = Cell(fit(_hanging(fr, v), None))
            else:
                assign(fr[slot], _hanging(fr, v))

    return bind


def _hanging(fr: list[Any], v: Value) -> Value:
    return taint(v, fr[0].control) if fr[0].control else v


def _assign(names: list[Any], sc: Scope) -> Bind:
    targets = [target(n, sc) for n in names]

    def bind(fr: list[Any], key: Value, value: Value, first: bool) -> None:
        for put, v in zip(targets, (key, value), strict=False):
            put(fr, v)

    return bind


def _pairs(m: Any, v: Value) -> Iterable[tuple[Value, Value]] | None:
    """The (key, value) pairs that a range goes over; None if they are not known."""
    if type(v) is Ptr:
        v = load(v)
    if type(v) is SliceVal:
        return _elements(v)
    if type(v) is ArrayVal:
        return [(Scalar(i, T.INT, v.o), copy(e)) for i, e in enumerate(v.elems)]
    if type(v) is MapVal:
        return None if v.unknown is not None else _entries(v)
    if type(v) is Scalar:
        if isinstance(v.v, str):
            return _runes(v)
        t = T.default_type(v.t)
        return ((Scalar(i, t, v.o), v) for i in range(int(v.v)))
    return [] if type(v) is Nil else None


def _elements(v: SliceVal) -> Iterable[tuple[Value, Value]]:
    o = decisive(v.o)
    for i in range(v.length):
        assert v.backing is not None
        yield Scalar(i, T.INT, o), copy(v.backing[v.start + i])


def _entries(v: MapVal) -> Iterable[tuple[Value, Value]]:
    for form, (key, value) in list((v.entries or {}).items()):
        if form in (v.entries or {}):
            yield key, copy(value)


def _runes(v: Scalar) -> Iterable[tuple[Value, Value]]:
    at = 0
    for c in v.v:
        size = len(c.encode("utf-8", "surrogateescape"))
        code = ord(c)
        code = 0xFFFD if 0xDC80 <= code <= 0xDCFF else code
        yield Scalar(at, T.INT, v.o), Scalar(code, T.INT32, v.o)
        at += size


def _over_function(
    m: Any, fr: list[Any], v: FuncVal, bind: Bind, run_body: Stmt, label: str
) -> Any:
    """Range over an iterator function: the body becomes its ``yield``."""
    ended: list[Any] = []

    def step(machine: Any, args: list[Value]) -> Value:
        m.step()
        given = [*args, Unknown("no value"), Unknown("no value")]
        bind(fr, given[0], given[1], not ended)
        signal = run_body(fr)
        if signal is not None:
            leave, up = _leave(signal, label)
            if leave:
                ended.append(up)
                return Scalar(False, T.BOOL)
        return _TRUE

    m.call(v, [FuncVal(None, step, "yield", native=True)])
    return ended[0] if ended and (type(ended[0]) in (Return, Jump)) else None
