"""Executes ``if``, ``with``, ``range``, ``break`` and ``continue``.

Part of the chain ``lexer -> parser -> evaluate -> execute``.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from xref.template import nodes
from xref.template.errors import ExecError, Exhausted, LoopExit
from xref.template.formatting import sprint
from xref.template.ghosts import arm, both, ghost, nothing
from xref.template.run import Run
from xref.template.statements import bind, evaluated, executes
from xref.template.values import CONTAINERS, Element, List, Map, Paths, Unknown, truth


@executes(nodes.Jump)
def _jump(run: Run, node: nodes.Jump) -> None:
    raise LoopExit(node.again)


def _condition(run: Run, node: Any) -> tuple[Any, Paths, bool | None]:
    """The value of a branch's pipeline, bound to its variable, and whether it is true."""
    value, uses = evaluated(run, node.pipe)
    if isinstance(value, CONTAINERS):
        path = getattr(value, "path", None)
        if path:
            run.read.add(path)
            run.captured.add(path)
    return value, uses, truth(value)


@executes(nodes.If)
def _if(run: Run, node: nodes.If) -> None:
    value, uses, decided = _condition(run, node)
    if node.pipe.slots:
        bind(run, node.pipe, node.pipe.slots[0], value, uses)
    if decided is None:
        both(run, node, nothing)
        return
    # A condition on constants and a loop's keys holds, or does not, whatever the data is.
    switched = bool(uses) or getattr(value, "path", None) is not None or nodes.reads(node.pipe)
    if not decided and switched:
        ghost(run, node.body, node.guard, nothing)
    if decided:
        arm(run, node.body, node.guard)
    elif node.orelse:
        arm(run, node.orelse, node.otherwise)
    if decided and switched:
        ghost(run, node.orelse, node.otherwise, nothing)


@executes(nodes.With)
def _with(run: Run, node: nodes.With) -> None:
    value, uses, decided = _condition(run, node)
    if node.pipe.slots:
        bind(run, node.pipe, node.pipe.slots[0], value, uses)
    saved = run.dot, run.dot_uses
    if decided:
        run.dot = value
        run.dot_uses = () if getattr(value, "path", None) is not None else uses
        try:
            arm(run, node.body, node.guard)
        finally:
            run.dot, run.dot_uses = saved
        ghost(run, node.orelse, node.otherwise, nothing)
        return

    def prepare() -> None:
        unknown = value if isinstance(value, Unknown) else Unknown(f"{node.pipe.text} is empty")
        run.dot, run.dot_uses = unknown, uses
        if node.pipe.slots:
            run.put(run.frame, node.pipe.slots[0], (unknown, uses))

    if decided is None:
        both(run, node, prepare)
        return
    ghost(run, node.body, node.guard, prepare)
    if node.orelse:
        arm(run, node.orelse, node.otherwise)


@executes(nodes.Range)
def _range(run: Run, node: nodes.Range) -> None:
    value, uses, _ = _condition(run, node)
    slots = node.pipe.slots

    def prepare() -> None:
        unknown = (
            value if isinstance(value, Unknown) else Unknown(f"{node.pipe.text} has no elements")
        )
        run.dot, run.dot_uses = unknown, uses
        for slot in slots:
            run.put(run.frame, slot, (unknown, uses))

    if isinstance(value, Unknown):
        both(run, node, prepare)
        return
    try:
        count = _turns(run, node, value, uses)
    except ExecError as error:
        if not run.depth or isinstance(error, Exhausted):
            raise
        value = Unknown(error.message)
        both(run, node, prepare)
        return
    if count:
        ghost(run, node.orelse, node.otherwise, nothing)
        return
    ghost(run, node.body, node.guard, prepare)
    if node.orelse:
        arm(run, node.orelse, node.otherwise)


def _turns(run: Run, node: nodes.Range, value: Any, uses: Paths) -> int:
    """The turns of a loop; how many there were."""
    slots, pipe = node.pipe.slots, node.pipe
    saved = run.dot, run.dot_uses
    count = 0
    try:
        for key, item, own in elements(value, uses):
            count += 1
            run.step()
            if item is None:
                own = Element(own)
            run.dot, run.dot_uses = item, own
            if slots:
                if len(slots) > 1:
                    bind(run, pipe, slots[0], key, ())
                bind(run, pipe, slots[-1], item, own)
            try:
                with _guest(run, value, item):
                    arm(run, node.body, node.guard)
            except LoopExit as leaving:
                if not leaving.again:
                    break
    finally:
        run.dot, run.dot_uses = saved
    return count


@contextmanager
def _guest(run: Run, value: Any, item: Any) -> Iterator[None]:
    """No ghosts in a turn over what stands in a map without belonging there, as its path tells.

    Such is what is global, among a chart's own values: a loop over these is not meant for it.
    """
    inside, own = getattr(value, "path", None), getattr(item, "path", None)
    if not inside or own is None or own.startswith((f"{inside}.", f"{inside}[")):
        yield
        return
    saved, run.ghosts_off = run.ghosts_off, True
    try:
        yield
    finally:
        run.ghosts_off = saved


def elements(value: Any, uses: Paths) -> Iterator[tuple[Any, Any, Paths]]:
    """(key, element, paths that the element depends on) of what ``range`` takes. Raises ExecError.

    An element that is a container and knows its path has no paths here.
    """
    keys: Any
    if isinstance(value, Map):
        keys = sorted(value)
        for key in keys:
            if key in value:
                item = value[key]
                walked = isinstance(item, CONTAINERS) and getattr(item, "path", None) is not None
                yield key, item, () if walked else (*uses, *value.origin(key))
    elif isinstance(value, List):
        for index, item in enumerate(list(value)):
            walked = isinstance(item, CONTAINERS) and getattr(item, "path", None) is not None
            yield index, item, () if walked else (*uses, *value.origin(index))
    elif isinstance(value, int) and not isinstance(value, bool):
        for index in range(value):
            yield index, index, uses
    elif value is not None:
        raise ExecError(f"range can't iterate over {sprint(value)}")
