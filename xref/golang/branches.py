"""if, switch, type switch and select, and what to do where a condition is not known.

Part of the interpreter, and the room where "never guess" is kept:

* A condition that is known but hangs on the environment (or on an assumption) marks what depends
  on it: what the arm taken stores, what the other arms would have stored, and, where an arm
  leaves the function, all that follows in it.
* A condition that is not known: arms that end the process are taken as not entered, for a program
  that shows its flags did not enter them. Arms that return are taken as not entered and what
  follows is marked as assumed. Any other arm is run under that mark, for the flags that it may
  register, and what it assigns is forgotten.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from xref.golang import operators
from xref.golang.dynamic import matches
from xref.golang.expressions import Expr, expression
from xref.golang.memory import taint
from xref.golang.places import Store, target
from xref.golang.scope import Scope
from xref.golang.signals import GoPanic, Jump, Return
from xref.golang.statements import Stmt, lazy_block, sequence, statement, statement_nodes
from xref.golang.typexpr import type_of
from xref.golang.values import (
    ASSUMPTION,
    Cell,
    Nil,
    Origins,
    Scalar,
    Unknown,
    Value,
    decisive,
    join,
)

_FATAL = re.compile(rb"(?:^|\.)(?:panic|Exit|[Ff]atal(?:f|ln|Depth)?|Panicf?)$")
_LEAVES = ("return_statement", "break_statement", "continue_statement", "goto_statement")
DIES, RETURNS, JUMPS, STAYS = "dies", "returns", "jumps", ""


class Arm:
    """One way on from a branch: how it ends, and what it assigns in the surroundings."""

    __slots__ = ("_targets", "ending", "node", "run", "scope")

    def __init__(self, run: Stmt | None, node: Any, scope: Scope) -> None:
        self.run = run
        self.node = node
        self.scope = scope
        self.ending = ending(node)
        self._targets: list[tuple[Expr, Store]] | None = None

    @property
    def targets(self) -> list[tuple[Expr, Store]]:
        if self._targets is None:
            self._targets = assigned(self.node, self.scope)
        return self._targets


def ending(node: Any) -> str:
    """How a block's last statement leaves it."""
    found = statement_nodes(node) if node is not None else []
    if not found:
        return STAYS
    last = found[-1]
    if last.type == "return_statement":
        return RETURNS
    if last.type in _LEAVES:
        return JUMPS
    if last.type == "expression_statement":
        call = last.named_children[0]
        if call.type == "call_expression":
            name = call.child_by_field_name("function").text
            return DIES if _FATAL.search(name) else STAYS
    return STAYS


def assigned(node: Any, sc: Scope) -> list[tuple[Expr, Store]]:
    """Readers and writers of the places outside the node that statements in it assign to."""
    found: list[tuple[Expr, Store]] = []
    inner: set[bytes] = set()
    stack = [node] if node is not None else []
    while stack:
        at = stack.pop()
        if at.type == "func_literal":
            continue
        if at.type in ("short_var_declaration", "var_spec"):
            left = at.child_by_field_name("left") or at
            inner.update(n.text for n in left.named_children if n.type == "identifier")
        lefts: list[Any] = []
        if at.type == "assignment_statement":
            lefts = at.child_by_field_name("left").named_children
        elif at.type in ("inc_statement", "dec_statement"):
            lefts = at.named_children[:1]
        for left in lefts:
            if left.type != "comment" and _root(left) not in inner and left.text != b"_":
                found.append((expression(left, sc), target(left, sc)))
        stack.extend(reversed(at.named_children))
    return found


def _root(node: Any) -> bytes:
    while node.named_children and node.type != "identifier":
        node = node.named_children[0]
    return bytes(node.text)


def _mark(fr: list[Any], arm: Arm, o: Origins) -> None:
    """What the arm would have assigned also depends on ``o``."""
    for get, put in arm.targets:
        _quietly(fr, lambda get=get, put=put: put(fr, taint(get(fr), o)))


def _forget(fr: list[Any], arm: Arm, lost: Unknown) -> None:
    for _, put in arm.targets:
        _quietly(fr, lambda put=put: put(fr, lost))


def _quietly(fr: list[Any], run: Callable[[], Any]) -> Any:
    """Run what may panic only because it is not sure to be reached."""
    m = fr[0]
    depth, sites = m.depth, len(m.sites)
    try:
        return run()
    except (GoPanic, AttributeError):
        # A place that does not exist yet (a nil on the way, a variable not declared) is not lost.
        m.depth = depth
        del m.sites[sites:]
        return None


def leaning(fr: list[Any], taken: Arm | None, arms: list[Arm], o: Origins) -> Any:
    """Run the arm taken, where the decision hangs on ``o``."""
    m = fr[0]
    before = m.control
    m.control = join(before, o)
    signal = taken.run(fr) if taken is not None and taken.run is not None else None
    if signal is not None or any(a.ending in (RETURNS, JUMPS) for a in arms):
        return signal
    m.control = before
    for arm in arms:
        if arm is not taken:
            _mark(fr, arm, o)
    return signal


def undecided(
    fr: list[Any], arms: list[Arm], complete: bool, why: Value, node: Any, sc: Scope
) -> Any:
    """Go on where it is not known which arm is entered; ``complete``: one of them surely is."""
    m = fr[0]
    unit = sc.unit
    text = " ".join(node.text.decode("utf-8", "replace").split())[:60]
    place = (unit.file.path, unit.line_of(node))
    o = ((ASSUMPTION, *place, f"{text} is not known"),)
    live = [a for a in arms if a.ending != DIES]
    staying = [a for a in live if a.ending == STAYS]
    if complete and live and not staying and all(a.ending == RETURNS for a in live):
        reason = why.reason if type(why) is Unknown else "a condition that is not known"
        lost = Unknown(reason, o=join(why.o, o))
        count = len(sc.function.result_types)
        return Return(lost if count == 1 else (lost,) * count if count else None)
    if len(live) > len(staying):
        m.control = join(m.control, o)
    if complete and len(staying) == 1:
        only = staying[0]
        return only.run(fr) if only.run is not None else None
    before = m.control
    m.control = join(before, o)
    for arm in staying:
        if arm.run is not None:
            _quietly(fr, lambda arm=arm: arm.run(fr))
    m.control = before
    lost = Unknown(f"{text} is not known", o=join(why.o, o))
    for arm in staying:
        _forget(fr, arm, lost)
    return None


def if_statement(node: Any, sc: Scope) -> Stmt:
    initializer = node.child_by_field_name("initializer")
    if initializer is not None:
        sc = sc.child()
    start = statement(initializer, sc) if initializer is not None else None
    condition_node = node.child_by_field_name("condition")
    condition = expression(condition_node, sc)
    consequence = node.child_by_field_name("consequence")
    alternative = node.child_by_field_name("alternative")
    at = sc.snapshot()
    then = lazy_block(consequence, at)
    other = _alternative(alternative, at)
    arms: list[Arm] = []

    def both() -> list[Arm]:
        if not arms:
            arms.append(Arm(then, consequence, at))
            if alternative is not None:
                block_node = alternative if alternative.type == "block" else None
                arms.append(Arm(other, block_node, at))
        return arms

    def run(fr: list[Any]) -> Any:
        if start is not None:
            start(fr)
        c = condition(fr)
        if type(c) is not Scalar:
            return undecided(fr, both(), alternative is not None, c, condition_node, at)
        weighty = decisive(c.o) if c.o else ()
        if weighty:
            ways = both()
            taken = ways[0] if c.v else ways[1] if len(ways) > 1 else None
            return leaning(fr, taken, ways, weighty)
        if c.v:
            return then(fr)
        return other(fr) if other is not None else None

    return run


def _alternative(node: Any, sc: Scope) -> Stmt | None:
    if node is None:
        return None
    if node.type == "block":
        return lazy_block(node, sc)
    return lazily(lambda at: if_statement(node, at), sc)


def lazily(make: Callable[[Scope], Stmt], sc: Scope) -> Stmt:
    """A statement that is compiled when it is first run."""
    at = sc.snapshot()
    made: list[Stmt] = []

    def run(fr: list[Any]) -> Any:
        if not made:
            made.append(make(at))
        size = at.function.size
        if len(fr) < size:
            fr.extend([None] * (size - len(fr)))
        return made[0](fr)

    return run


def _clause_arms(clauses: list[Any], sc: Scope) -> list[Arm]:
    return [
        Arm(lazily(lambda at, c=c: sequence(statement_nodes(c), at.child()), sc), c, sc)
        for c in clauses
    ]


def _clauses(node: Any) -> list[Any]:
    return [c for c in node.named_children if c.type.endswith("_case")]


def _run_clauses(fr: list[Any], arms: list[Arm], chosen: int) -> Any:
    """Run a clause, and the next ones while they fall through."""
    for arm in arms[chosen:]:
        assert arm.run is not None
        signal = arm.run(fr)
        if type(signal) is Jump:
            if signal.kind == "fallthrough":
                continue
            if signal.kind == "break" and not signal.label:
                return None
        return signal
    return None


def switch_statement(node: Any, sc: Scope) -> Stmt:
    sc = sc.child()
    initializer = node.child_by_field_name("initializer")
    start = statement(initializer, sc) if initializer is not None else None
    value = node.child_by_field_name("value")
    tag = expression(value, sc) if value is not None else None
    clauses = _clauses(node)
    arms = _clause_arms(clauses, sc)
    default = next((i for i, c in enumerate(clauses) if c.type == "default_case"), -1)
    tests = [
        [expression(n, sc) for n in c.child_by_field_name("value").named_children]
        if c.type == "expression_case"
        else []
        for c in clauses
    ]
    header = value if value is not None else node.children[0]

    def choose(fr: list[Any]) -> tuple[int, Origins, Value | None]:
        """The clause entered (-1 for none), what that hangs on, the unknown test if any."""
        held = tag(fr) if tag is not None else None
        o: Origins = ()
        for i, row in enumerate(tests):
            for test in row:
                v = test(fr)
                c = operators.compare("==", held, v) if held is not None else v
                if type(c) is not Scalar:
                    return i, o, c
                o = join(o, decisive(c.o))
                if c.v:
                    return i, o, None
        return default, o, None

    def run(fr: list[Any]) -> Any:
        if start is not None:
            start(fr)
        chosen, o, lost = choose(fr)
        if lost is not None:
            left = arms[chosen:] + ([arms[default]] if 0 <= default < chosen else [])
            return _plain(undecided(fr, left, default >= 0, lost, header, sc))
        if o:
            taken = Arm(lambda f: _run_clauses(f, arms, chosen), None, sc) if chosen >= 0 else None
            others = [a for i, a in enumerate(arms) if i != chosen]
            here = arms[chosen].ending if chosen >= 0 else STAYS
            if taken is not None:
                taken.ending = here
            return leaning(fr, taken, others + ([taken] if taken else []), o)
        return _run_clauses(fr, arms, chosen) if chosen >= 0 else None

    return run


def _plain(signal: Any) -> Any:
    """A switch swallows its own break."""
    if type(signal) is Jump and signal.kind in ("break", "fallthrough") and not signal.label:
        return None
    return signal


def type_switch_statement(node: Any, sc: Scope) -> Stmt:
    sc = sc.child()
    initializer = node.child_by_field_name("initializer")
    start = statement(initializer, sc) if initializer is not None else None
    value = node.child_by_field_name("value")
    inner = expression(value, sc)
    alias = node.child_by_field_name("alias")
    slot = sc.declare(alias.text.decode()) if alias is not None else 0
    clauses = _clauses(node)
    arms = _clause_arms(clauses, sc)
    default = next((i for i, c in enumerate(clauses) if c.type == "default_case"), -1)
    types = [
        [_case_type(n, sc) for n in c.children_by_field_name("type") if n.is_named]
        for c in clauses
    ]

    def choose(v: Value) -> tuple[int, bool]:
        for i, row in enumerate(types):
            for t in row:
                held = type(v) is Nil and v.t is None if t is None else matches(v, t)
                if held is None:
                    return i, False
                if held:
                    return i, True
        return default, True

    def run(fr: list[Any]) -> Any:
        if start is not None:
            start(fr)
        v = inner(fr)
        chosen, sure = choose(v)
        if slot:
            fr[slot] = Cell(v)
        if not sure:
            left = arms[chosen:] + ([arms[default]] if 0 <= default < chosen else [])
            return _plain(undecided(fr, left, default >= 0, v, value, sc))
        return _run_clauses(fr, arms, chosen) if chosen >= 0 else None

    return run


def _case_type(node: Any, sc: Scope) -> Any:
    """The type of a case; None for ``case nil``."""
    return None if node.text == b"nil" else type_of(node, sc)


def select_statement(node: Any, sc: Scope) -> Stmt:
    """Which communication is ready is never known, unless there is only the default."""
    clauses = [c for c in node.named_children if c.type in ("communication_case", "default_case")]
    arms = _clause_arms([c for c in clauses if c.type == "default_case"], sc)
    others = [
        Arm(None, c, sc) for c in clauses if c.type == "communication_case"
    ]
    lost = Unknown("which case of a select is ready", sc.unit.file.path, sc.unit.line_of(node))

    def run(fr: list[Any]) -> Any:
        if not others and arms:
            return _run_clauses(fr, arms, 0)
        return _plain(undecided(fr, arms + others, True, lost, node.children[0], sc))

    return run
