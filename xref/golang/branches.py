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
from functools import partial
from typing import Any

from xref.golang import operators
from xref.golang.assignments import Stmt
from xref.golang.dynamic import matches
from xref.golang.effects import Effects, quietly
from xref.golang.expressions import expression
from xref.golang.natives import GoExit
from xref.golang.scope import Scope
from xref.golang.signals import Jump, OutOfBudget, Return
from xref.golang.statements import lazy_block, sequence, statement, statement_nodes
from xref.golang.typexpr import type_of
from xref.golang.values import (
    ASSUMPTION,
    Cell,
    Nil,
    Origins,
    Scalar,
    Unknown,
    Value,
    hinges,
    join,
)

_FATAL = re.compile(rb"(?:^|\.)(?:Exit|[Ff]atal(?:f|ln|Depth)?)$")
_PANIC = re.compile(rb"(?:^|\.)(?:panic|Panic(?:f|ln)?)$")
_LEAVES = ("return_statement", "break_statement", "continue_statement", "goto_statement")
DIES, PANICS, RETURNS, JUMPS, STAYS = "dies", "panics", "returns", "jumps", ""
_MOST_GUESSES = 5
_GUESS_STEPS = 20_000  # what an arm that may not be entered at all is worth
_COST = 300  # steps; to run and to forget arms takes as long as so many turns of a plain loop


class Arm:
    """One way on from a branch: how it ends, and what it changes in the surroundings."""

    __slots__ = ("_effects", "ending", "node", "run", "scope")

    def __init__(self, run: Stmt | None, node: Any, scope: Scope, clause: bool = False) -> None:
        self.run = run
        self.node = node
        self.scope = scope
        self.ending = ending(node, clause)
        self._effects: Effects | None = None

    def share(self, other: Arm) -> None:
        """Has the other's node, and so its effects."""
        self.node = other.node
        self._effects = other.effects

    @property
    def effects(self) -> Effects:
        if self._effects is None:
            self._effects = Effects(self.node, self.scope)
        return self._effects


def ending(node: Any, clause: bool = False) -> str:
    """How a block's last statement leaves it; in a ``clause`` of a switch, break does not."""
    found = statement_nodes(node) if node is not None else []
    if not found:
        return STAYS
    last = found[-1]
    if last.type == "return_statement":
        return RETURNS
    if last.type in _LEAVES:
        plain = clause and last.type == "break_statement" and not last.named_children
        return STAYS if plain else JUMPS
    if last.type == "expression_statement":
        call = last.named_children[0]
        if call.type == "call_expression":
            name = call.child_by_field_name("function").text
            return PANICS if _PANIC.search(name) else DIES if _FATAL.search(name) else STAYS
    return STAYS


def leaning(fr: list[Any], taken: Arm | None, arms: list[Arm], o: Origins) -> Any:
    """Run the arm taken, where the decision hangs on ``o``."""
    m = fr[0]
    before = m.control
    inside = m.control = join(before, o)
    signal = taken.run(fr) if taken is not None and taken.run is not None else None
    others = [a for a in arms if a is not taken]
    for arm in others:
        arm.effects.mark(fr, o)
    stays = signal is None and m.control is inside and not any(_leaves(m, a) for a in others)
    if stays:
        m.control = before
    return signal


def _leaves(m: Any, arm: Arm) -> bool:
    return arm.effects.leaves or (arm.ending == PANICS and m.guards > 0)


def undecided(
    fr: list[Any], arms: list[Arm], complete: bool, why: Value | None, node: Any, sc: Scope
) -> Any:
    """Go on where it is not known which arm is entered; ``complete``: one of them surely is."""
    m = fr[0]
    m.step(_COST)
    unit = sc.unit
    if why is None:
        why = Unknown("a result that is not there", unit.file.path, unit.line_of(node))
    text = " ".join(node.text.decode("utf-8", "replace").split())[:60]
    place = (unit.file.path, unit.line_of(node))
    o = ((ASSUMPTION, *place, f"{text} is not known"),)
    dying = (DIES,) if m.guards else (DIES, PANICS)
    live = [a for a in arms if a.ending not in dying]
    staying = [a for a in live if a.ending == STAYS]
    reason = why.reason if type(why) is Unknown else f"{text} is not known"
    lost = Unknown(reason, o=join(why.o, o), may=(why,))
    if complete and live and all(a.ending == RETURNS for a in live):
        given = [v for a in live for v in _guess(fr, a, o, lost)]
        lost = Unknown(reason, o=lost.o, may=tuple(given))
        count = len(sc.function.result_types)
        return Return(lost if count == 1 else (lost,) * count if count else None)
    before = m.control
    for arm in live:
        if arm not in staying:
            arm.effects.mark(fr, o)
    if len(live) > len(staying):
        before = m.control = join(m.control, o)
    if complete and len(staying) == 1:
        only = staying[0]
        return only.run(fr) if only.run is not None else None
    leaves = False
    for arm in staying:
        inside = m.control = join(before, o)
        for _ in _guess(fr, arm, o, lost):
            leaves = True
        leaves = leaves or m.control is not inside
    m.control = join(before, o) if leaves else before
    return None


def _guess(fr: list[Any], arm: Arm, o: Origins, lost: Unknown) -> list[Any]:
    """Run an arm that may not be entered, and forget what it assigns; what it would return."""
    m = fr[0]
    entered = arm.run is not None and m.guesses < _MOST_GUESSES
    signal = None
    before = m.control
    held = arm.effects.held(fr) if entered else None
    if arm.run is not None and entered:
        m.control = join(before, o)
        m.guesses += 1
        kept = m.steps
        m.steps = given = min(kept, _GUESS_STEPS)
        depth, sites = m.depth, len(m.sites)
        try:
            signal = quietly(fr, arm.run, fr)
        except OutOfBudget:
            m.depth = depth
            del m.sites[sites:]
        except GoExit:
            # A program that shows its flags did not come here.
            m.control = before
        finally:
            m.guesses -= 1
            m.steps += kept - given
    arm.effects.forget(fr, lost, held)
    if type(signal) is Return:
        values = signal.value if type(signal.value) is tuple else (signal.value,)
        return [v for v in values if v is not None] or [lost]
    if type(signal) is Jump and (signal.label or signal.kind not in ("break", "fallthrough")):
        return [lost]
    return []


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
        weighty = hinges(c.o) if c.o else ()
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


def _clause(node: Any, at: Scope) -> Stmt:
    return sequence(statement_nodes(node), at.child())


def _clause_arms(clauses: list[Any], sc: Scope) -> list[Arm]:
    return [Arm(lazily(partial(_clause, c), sc), c, sc, True) for c in clauses]


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
                o = join(o, hinges(c.o))
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
            return _lean(fr, arms, chosen, o, sc)
        return _run_clauses(fr, arms, chosen) if chosen >= 0 else None

    return run


def _lean(fr: list[Any], arms: list[Arm], chosen: int, o: Origins, sc: Scope) -> Any:
    """Run the clause chosen, where the choice hangs on ``o``."""
    taken = Arm(lambda f: _run_clauses(f, arms, chosen), None, sc) if chosen >= 0 else None
    return leaning(fr, taken, [a for i, a in enumerate(arms) if i != chosen], o)


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
        [_case_type(n, sc) for n in c.children_by_field_name("type") if n.is_named] for c in clauses
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
        if v.o and hinges(v.o):
            return _lean(fr, arms, chosen, hinges(v.o), sc)
        return _run_clauses(fr, arms, chosen) if chosen >= 0 else None

    return run


def _case_type(node: Any, sc: Scope) -> Any:
    """The type of a case; None for ``case nil``."""
    return None if node.text == b"nil" else type_of(node, sc)


def select_statement(node: Any, sc: Scope) -> Stmt:
    """Which communication is ready is never known, unless there is only the default."""
    clauses = [c for c in node.named_children if c.type in ("communication_case", "default_case")]
    arms = _clause_arms([c for c in clauses if c.type == "default_case"], sc)
    others = [Arm(None, c, sc, True) for c in clauses if c.type == "communication_case"]
    lost = Unknown("which case of a select is ready", sc.unit.file.path, sc.unit.line_of(node))

    def run(fr: list[Any]) -> Any:
        if not others and arms:
            return _run_clauses(fr, arms, 0)
        return _plain(undecided(fr, arms + others, True, lost, node.children[0], sc))

    return run
