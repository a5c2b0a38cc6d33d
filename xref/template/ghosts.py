"""Executes the arms of a branch: as text, or as *ghosts*, which show what other values would give.

Part of the chain ``lexer -> parser -> evaluate -> execute``. A ghost has a depth of its own; its
errors are Unknown values, and its changes are undone.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from xref.template import nodes
from xref.template.errors import GhostsExhausted, LoopExit
from xref.template.run import Change, Run
from xref.template.statements import body
from xref.template.values import Unknown

CUT = "what other values would give is not shown from here on: the budget for it is out"


def arm(run: Run, statements: nodes.Body, guard: str) -> None:
    """Execute an arm that is taken."""
    saved = run.guards
    run.guards = (*saved, guard)
    try:
        body(run, statements)
    finally:
        run.guards = saved


def ghost(run: Run, statements: nodes.Body, guard: str, prepare: Callable[[], None]) -> None:
    """Execute an arm that is not taken, after ``prepare``, and undo what it changes."""
    if not statements or run.ghosts_off:
        return
    mark = len(run.changes)
    saved = run.dot, run.dot_uses, run.line
    run.depth += 1
    try:
        prepare()
        arm(run, statements, guard)
    except LoopExit:
        pass
    except GhostsExhausted:
        if run.depth > 1:
            raise
        run.ghosts_off = True
        run.say(CUT)
    finally:
        run.undo(mark)
        run.depth -= 1
        run.dot, run.dot_uses, run.line = saved


def both(run: Run, node: Any, prepare: Callable[[], None]) -> None:
    """Both arms as ghosts, since the condition is not known; what they change is Unknown then."""
    mark = len(run.changes)
    run.depth += 1
    lost: list[Change] = []
    try:
        for statements, guard, before in (
            (node.body, node.guard, prepare),
            (node.orelse, node.otherwise, nothing),
        ):
            _unknown_arm(run, statements, guard, before)
            lost.extend(run.changes[mark:])
            run.undo(mark)
    except GhostsExhausted:
        if run.depth > 1:
            raise
        run.ghosts_off = True
        run.say(CUT)
    finally:
        run.undo(mark)
        run.depth -= 1
    reason = f"it depends on {node.guard}"
    for change in lost:
        unknown: Any = Unknown(reason)
        run.put(
            change.target, change.key, unknown if isinstance(change.target, dict) else (unknown, ())
        )


def _unknown_arm(run: Run, statements: nodes.Body, guard: str, prepare: Callable[[], None]) -> None:
    if not statements or run.ghosts_off:
        return
    saved = run.dot, run.dot_uses, run.line
    try:
        prepare()
        arm(run, statements, guard)
    except LoopExit:
        if run.depth == 1:
            run.say(f"whether the loop ends here is not known: {guard}")
    finally:
        run.dot, run.dot_uses, run.line = saved


def nothing() -> None:
    """Nothing to prepare."""
