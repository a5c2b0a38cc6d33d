"""Executes statements in turn, each by the function that is registered for its kind.

Part of the chain ``lexer -> parser -> evaluate -> execute``: what the modules of statements share.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeAlias, TypeVar

from xref.template import nodes
from xref.template.errors import ExecError, Exhausted
from xref.template.evaluate import pipeline
from xref.template.run import Run
from xref.template.values import Paths, Unknown

EXECUTE: dict[type, Callable[[Run, Any], None]] = {}
Statement: TypeAlias = Callable[[Run, Any], None]
S = TypeVar("S", bound=Statement)


def executes(kind: type) -> Callable[[S], S]:
    """Register the decorated function for statements of ``kind``."""

    def register(function: S) -> S:
        EXECUTE[kind] = function
        return function

    return register


def body(run: Run, statements: nodes.Body) -> None:
    """Execute statements in turn. Raises ExecError, LoopExit, GhostsExhausted."""
    node = None
    try:
        for node in statements:
            run.step()
            EXECUTE[type(node)](run, node)
    except ExecError as error:
        if not error.line and node is not None:
            error.file, error.line = run.file, node.line
        raise


def evaluated(run: Run, pipe: nodes.Pipe) -> tuple[Any, Paths]:
    """A pipeline's value and the paths that it depends on. Errors in ghosts give Unknown."""
    run.line = pipe.line
    uses: set[str] = set()
    run.uses = uses
    try:
        value = pipeline(run, pipe)
    except ExecError as error:
        if not run.depth or isinstance(error, Exhausted):
            raise
        value = Unknown(error.message)
    run.read |= uses
    if run.depth == run.capture_depth:
        run.captured |= uses
    return value, tuple(sorted(uses)) if uses else ()


def bind(run: Run, pipe: nodes.Pipe, slot: int, value: Any, uses: Paths) -> None:
    """Set the variable in ``slot``, as ``pipe`` says."""
    if pipe.declares:
        run.frame[slot] = (value, uses)
    else:
        run.put(run.frame, slot, (value, uses))
