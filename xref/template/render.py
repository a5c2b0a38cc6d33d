"""Renders a template of a set: the text as Go gives it, in pieces, with what other values would
give.

The door of ``template``: :class:`TemplateSet` takes what ``parser.parse`` gives, :func:`render`
executes one of its templates. Knows nothing of charts.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from xref.model import Diagnostic
from xref.template import execute as execute  # registers its statements
from xref.template.calls import enter
from xref.template.errors import ExecError, GhostsExhausted, LoopExit
from xref.template.functions.all import FUNCTIONS
from xref.template.functions.registry import Function
from xref.template.nodes import Definition, Parsed
from xref.template.run import Budget, Encoded, Piece, Run
from xref.template.values import track

DEFAULT_BUDGET = Budget()


@dataclass(slots=True)
class TemplateSet:
    """Templates that can call each other, by name. ``functions`` are extra ones.

    ``strict``, as helm is: a field of a value that is missing is an error, and a missing value
    prints nothing. Else, as Go does of itself, it is missing too, and prints ``<no value>``.
    """

    templates: dict[str, Definition] = field(default_factory=dict)
    functions: Mapping[str, Function] = field(default_factory=dict)
    strict: bool = True

    def add(self, parsed: Parsed) -> None:
        """Add a file and what it defines. A later definition wins, unless it is empty."""
        for definition in (*parsed.defines, parsed.main):
            if _holds_something(definition) or definition.name not in self.templates:
                self.templates[definition.name] = definition


def _holds_something(definition: Definition) -> bool:
    return any(getattr(node, "text", "x").strip() for node in definition.body)


@dataclass(frozen=True, slots=True)
class Rendered:
    """What a template gives. The text is that of the active pieces, joined.

    ``read`` are the paths of all values that anything read, ghosts included; a map or list that is
    used as a whole counts with everything below it. What is read to be printed as JSON stands in
    ``encoded`` alone: it is handed on, and who gets it may pass over most of it. ``complete`` is
    False where an error or the budget stopped the file: the diagnostics tell where. ``called`` are
    the definitions that its names led to, None for a name that led to none. ``changed``: it changed
    a map, which may be one of the data.
    """

    pieces: tuple[Piece, ...]
    diagnostics: tuple[Diagnostic, ...]
    read: frozenset[str]
    complete: bool
    encoded: tuple[Encoded, ...] = ()
    called: Mapping[str, Definition | None] = field(default_factory=dict)
    changed: bool = False

    @property
    def text(self) -> str:
        """The output."""
        return "".join([piece.text for piece in self.pieces if piece.active])


def render(
    template_set: TemplateSet, name: str, data: Any, *, budget: Budget = DEFAULT_BUDGET
) -> Rendered:
    """Execute the template ``name`` with ``data`` as its dot.

    ``data`` is what ``values.track`` gives, or plain data, whose paths then begin at the root.
    Changes that templates make to tracked data (``set``) stay in it. Raises KeyError if there is no
    such template.
    """
    definition = template_set.templates[name]
    functions = {**FUNCTIONS, **template_set.functions} if template_set.functions else FUNCTIONS
    run = Run(
        template_set.templates, functions, budget, definition.file, strict=template_set.strict
    )
    run.called[name] = definition
    complete = False
    try:
        enter(run, definition, track(data), ())
        complete = True
    except ExecError as error:
        run.say(error.message, error.file, error.line)
    except RecursionError:
        run.say("templates or values are nested too deeply")
    except (GhostsExhausted, LoopExit):
        run.say("the budget is out")
    return Rendered(
        tuple(run.pieces),
        tuple(run.diagnostics),
        frozenset(run.read),
        complete,
        tuple(run.encoded),
        run.called,
        run.changed,
    )
