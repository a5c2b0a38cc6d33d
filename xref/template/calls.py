"""Executes named templates: ``template``, what ``include`` prints, and texts that are captured.

Part of the chain ``lexer -> parser -> evaluate -> execute``.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from xref.template import nodes
from xref.template.errors import ExecError, Exhausted
from xref.template.run import Run
from xref.template.statements import body, evaluated, executes
from xref.template.values import CONTAINERS, Paths, Unknown


def invoke(run: Run, name: str, data: Any, uses: Paths) -> None:
    """Execute the template ``name`` with ``data`` as its dot. Raises ExecError."""
    definition = run.called[name] = run.templates.get(name)
    if definition is None:
        raise ExecError(f"template: no template {name!r}")
    if run.depth and name in run.calls:
        return
    if len(run.calls) >= run.budget.depth:
        raise ExecError(f"template {name!r} is called too deeply")
    enter(run, definition, data, uses)


def enter(run: Run, definition: nodes.Definition, data: Any, uses: Paths) -> None:
    """Execute a definition in a frame of its own."""
    saved = run.file, run.line, run.source, run.frame, run.dot, run.dot_uses, run.uses
    if isinstance(data, CONTAINERS) and getattr(data, "path", None) is not None:
        uses = ()
    run.calls.append(definition.name)
    run.file = definition.file
    run.frame = [None] * definition.slots
    run.frame[0] = (data, uses)
    run.dot, run.dot_uses = data, uses
    run.uses = set()
    try:
        body(run, definition.body)
    finally:
        run.calls.pop()
        run.file, run.line, run.source, run.frame, run.dot, run.dot_uses, run.uses = saved


def capture(run: Run, work: Callable[[], None]) -> Any:
    """The text that ``work`` prints, or Unknown if part of it is; what it depends on is noted."""
    saved = run.pieces, run.captured, run.capture_depth, run.size
    run.pieces, run.captured, run.capture_depth = [], set(), run.depth
    run.captures += 1
    try:
        work()
        found = [p for p in run.pieces if p.depth == run.depth]
        run.uses |= run.captured
    finally:
        run.captures -= 1
        run.pieces, run.captured, run.capture_depth, run.size = saved
    lost = next((p for p in found if p.unknown), None)
    if lost is not None:
        return Unknown(f"it holds {lost.source}")
    text = "".join([p.text for p in found])
    run.fits(len(text))
    return text


@executes(nodes.Template)
def _template(run: Run, node: nodes.Template) -> None:
    data: Any = None
    uses: Paths = ()
    if node.pipe is not None:
        data, uses = evaluated(run, node.pipe)
    run.line = node.line
    try:
        invoke(run, node.name, data, uses)
    except ExecError as error:
        if not run.depth or isinstance(error, Exhausted):
            raise
        run.emit(node.source, node.line, node.source, uses, unknown=True)
