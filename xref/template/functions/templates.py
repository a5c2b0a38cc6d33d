"""helm's functions that execute templates, and ``lookup``.

Part of ``template.functions``.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from xref.model import Diagnostic, Location
from xref.template.calls import capture, enter, invoke
from xref.template.errors import ExecError, TemplateError
from xref.template.evaluate import own_uses
from xref.template.functions.registry import Library
from xref.template.parser import parse
from xref.template.run import MISSING, Run
from xref.template.values import Map, Paths, Unknown

LIBRARY = Library()


def _operands(run: Run, name: str, args: Sequence[Any], final: Any) -> tuple[Any, Any, Paths]:
    """The two operands of ``include`` and ``tpl``, and the paths of the second."""
    pairs = [own_uses(run, node) for node in args]
    if final is not MISSING:
        pairs.append((final, ()))
    if len(pairs) != 2:
        raise ExecError(f"wrong number of args for {name}: want 2 got {len(pairs)}")
    (first, uses), (data, data_uses) = pairs
    run.note(uses)
    if not isinstance(first, (str, Unknown)):
        raise ExecError("wrong type for value; expected string")
    return first, data, data_uses


@LIBRARY.special("include")
def _include(run: Run, args: Sequence[Any], final: Any) -> Any:
    name, data, uses = _operands(run, "include", args, final)
    if isinstance(name, Unknown):
        return name
    if run.depth and name in run.calls:
        return Unknown(f"{name} calls itself")
    return capture(run, lambda: invoke(run, name, data, uses))


@LIBRARY.special("tpl")
def _tpl(run: Run, args: Sequence[Any], final: Any) -> Any:
    """A text as a template; what it defines is seen by itself alone."""
    text, data, uses = _operands(run, "tpl", args, final)
    if isinstance(text, Unknown):
        return text
    if len(run.calls) >= run.budget.depth:
        raise ExecError("tpl is called too deeply")
    run.step(1 + (len(text) >> 5))
    try:
        parsed = parse(run.file, text)
    except TemplateError as error:
        raise ExecError(f"cannot parse template of tpl: {error.message}") from error
    outer, line, told = run.templates, run.line, len(run.diagnostics)
    if parsed.defines:
        run.templates = {**outer, **{d.name: d for d in parsed.defines}}
    try:
        found = capture(run, lambda: enter(run, parsed.main._replace(name="tpl"), data, uses))
    except ExecError as error:
        if error.file == run.file:
            error.line = line
        raise
    finally:
        run.templates, run.line = outer, line
        for index in range(told, len(run.diagnostics)):
            _move(run, index)
    return found.replace("<no value>", "") if isinstance(found, str) else found


def _move(run: Run, index: int) -> None:
    """A text's own lines are no lines of the file that it is executed in: take the caller's."""
    diagnostic = run.diagnostics[index]
    if diagnostic.location is not None and diagnostic.location.file == run.file:
        place = Location(run.file, run.line)
        run.diagnostics[index] = Diagnostic(diagnostic.message, place)


LIBRARY.function("lookup", "ssss")(lambda *_: Map())
