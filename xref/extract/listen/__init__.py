"""The addresses that a Go program listens on, and what sets them: a flag's default or a literal.

An extractor of its own: it reads syntax, takes the interpreter's types, and what the evaluation
told of the program's flags. ``code`` finds where names are mentioned, ``names`` and ``typing`` tell
what a name and an expression are, ``bindings`` which variable a flag sets, ``flow`` follows values
and functions one step, ``conditions`` and ``trace`` follow them to their ends, ``sites`` finds the
calls that listen, and ``address`` is what comes out.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from xref.deployment import Listener, SetBy
from xref.extract.listen.address import Condition, GoListener, Part, decisive, port_of
from xref.extract.listen.code import Closure, Codebase
from xref.extract.listen.flow import NO_ENV, Step
from xref.extract.listen.sites import Site, sites, way_there
from xref.extract.listen.trace import Text, Tracer
from xref.model import Diagnostic, Location, Program

__all__ = ["Codebase", "Condition", "GoListener", "Listening", "Part", "go_listeners"]


@dataclass(frozen=True, slots=True)
class Listening:
    """What a program listens on, in the order of the places; a diagnostic for what is not known."""

    listeners: tuple[GoListener, ...]
    diagnostics: tuple[Diagnostic, ...]


def go_listeners(program: Program, codebase: Codebase) -> Listening:
    """The listeners of an evaluated program.

    Never raises for what the program's source is. Share ``codebase`` between the programs of a
    release: declarations are parsed once.
    """
    folder = "" if program.package == "." else program.package
    tracer = Tracer(Closure(codebase, folder), program)
    listeners: list[GoListener] = []
    diagnostics: list[Diagnostic] = []
    for site in sites(tracer.flow):
        tracer.begin()
        place = site.body.location(site.call)
        found = list(_texts(tracer, site))
        known = [each for each in found if each is not None]
        listeners += [_listener(program, each, place) for each in _merged(known)]
        if not known:
            text = "it listens here on an address that could not be traced to a flag or a literal"
            diagnostics.append(Diagnostic(text, place, program.package))
    return Listening(tuple(sorted(listeners, key=_order)), tuple(diagnostics))


def _texts(tracer: Tracer, site: Site) -> Iterator[Text | None]:
    step = Step(site.address, site.body, NO_ENV)
    conditions = list(tracer.conditions.at(step))
    for call in way_there(tracer.flow, site):
        conditions = [*tracer.conditions.at(call), *conditions]
    for each in tracer.texts(step, site.path):
        yield each.under(tuple(dict.fromkeys(conditions))) if each is not None else None


def _merged(texts: list[Text]) -> list[Text]:
    """Each address once: of several ways to it the one on the fewest conditions."""
    best: dict[tuple[object, ...], Text] = {}
    for each in texts:
        key = tuple((p.text, p.flag) for p in each.parts)
        if key not in best or len(each.conditions) < len(best[key].conditions):
            best[key] = each
    return list(best.values())


def _listener(program: Program, found: Text, listens: Location) -> GoListener:
    address = "".join(part.text for part in found.parts)
    part = decisive(found.parts)
    assert part is not None
    flag = part.flag
    made = Listener(
        port=port_of(address),
        address=address,
        program=program.package,
        process=program.name,
        workload="",
        container="",
        set_by=SetBy.DEFAULT if flag is not None else SetBy.LITERAL,
        text=f"default of --{flag.name}" if flag is not None else "literal",
        location=part.location,
        listens=listens,
        flag=flag,
    )
    return GoListener(made, found.parts, found.conditions)


def _order(each: GoListener) -> tuple[object, ...]:
    place = each.listener.listens or each.listener.location
    return place.file, place.line, each.listener.address
