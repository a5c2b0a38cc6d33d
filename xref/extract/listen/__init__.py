"""The addresses that a Go program listens on, and what sets them: a flag's default or a literal.

An extractor of its own: it reads syntax, takes the interpreter's types, and what the evaluation
told of the program's flags. ``code`` finds where names are mentioned, ``names`` and ``typing`` tell
what a name and an expression are, ``bindings`` which variable a flag sets; ``writes`` knows what
stores a value, ``flow`` follows values and functions one step, ``conditions`` and ``trace`` follow
them to their ends; ``sites`` finds the calls that listen, and ``address`` is what comes out.
"""

from __future__ import annotations

from dataclasses import dataclass

from xref.deployment import FlagKey, Listener, SetBy
from xref.extract.listen.address import GoListener, decisive, port_of, rendered
from xref.extract.listen.code import Closure, Codebase, TooMuch
from xref.extract.listen.sites import Site, sites
from xref.extract.listen.trace import Text, Tracer
from xref.extract.listen.writes import NO_ENV, Step
from xref.golang.program import NO_GO
from xref.model import Diagnostic, Location, Program

__all__ = ["Codebase", "GoListener", "Listening", "go_listeners"]


_UNTRACED = "it listens on an address that could not be traced to a flag or a literal"
_ALSO_UNTRACED = "it may listen on other addresses too, which could not be traced"
_CUT = "what it listens on could not be traced to the end of its source"
_FREE_PORT = "it listens on any free port"


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
    listeners: list[GoListener] = []
    diagnostics: list[Diagnostic] = []
    place = program.location
    try:
        tracer = Tracer(Closure(codebase, folder), program)
        for site in sites(tracer.flow):
            place = site.body.location(site.call)
            found, gap = _listeners(program, tracer, site)
            listeners += found
            if gap:
                diagnostics.append(Diagnostic(gap, place, program.package))
    except (TooMuch, RecursionError):
        diagnostics.append(Diagnostic(f"{_CUT}: it is too large", place, program.package))
    except NO_GO as failed:
        text = f"{_CUT}: no Go that compiles ({failed})"
        diagnostics.append(Diagnostic(text, place, program.package))
    return Listening(tuple(sorted(listeners, key=_order)), tuple(diagnostics))


def _listeners(program: Program, tracer: Tracer, site: Site) -> tuple[list[GoListener], str]:
    """What a place listens on, as far as it could be traced, and what is not known of it."""
    tracer.begin()
    step = Step(site.address, site.body, NO_ENV)
    conditions = tracer.leading(step)
    texts = tracer.texts(step, site.path)
    known = _merged([t.under(conditions) for t in texts if t is not None])
    made = [_listener(program, t, site.body.location(site.call)) for t in known]
    found = [each for each in made if not _any_port(each)]
    if None in texts and not any(each.listener.flag for each in found):
        return found, _ALSO_UNTRACED if found else _UNTRACED
    return found, "" if len(found) == len(made) else _FREE_PORT


def _any_port(found: GoListener) -> bool:
    """Whether the system chooses the port: ``:0`` is no address that anyone can be told."""
    return found.listener.flag is None and found.listener.address.endswith(":0")


def _merged(texts: list[Text]) -> list[Text]:
    """Each address once: of several ways to it the one on the fewest conditions."""
    best: dict[tuple[object, ...], Text] = {}
    for each in texts:
        key = tuple((p.text, p.flag) for p in each.parts)
        if key not in best or len(each.conditions) < len(best[key].conditions):
            best[key] = each
    return list(best.values())


def _listener(program: Program, found: Text, listens: Location) -> GoListener:
    address = rendered(found.parts, {})
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
        text=_words(flag, all(p.known for p in found.parts)),
        location=part.location,
        listens=listens,
        flag=flag,
    )
    return GoListener(made, found.parts, found.conditions)


def _words(flag: FlagKey | None, known: bool) -> str:
    if flag is None:
        return "literal"
    return f"default of --{flag.name}" + ("" if known else ", which is not known")


def _order(each: GoListener) -> tuple[object, ...]:
    place = each.listener.listens or each.listener.location
    return place.file, place.line, each.listener.address
