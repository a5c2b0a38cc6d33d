"""Commands, flags and diagnostics as plain lists and back, to be kept as JSON.

Layer 0, beside the model whose fields it writes out in order.
"""

from __future__ import annotations

from typing import Any

from xref.model import Command, Diagnostic, Flag, Location, Origin, OriginKind, Status


def from_location(place: Location | None) -> list[Any] | None:
    """A place as ``[file, line]``."""
    return [place.file, place.line] if place is not None else None


def to_location(plain: Any) -> Location | None:
    """The place of :func:`from_location`."""
    return Location(str(plain[0]), int(plain[1])) if plain is not None else None


def _place(plain: Any) -> Location:
    return Location(str(plain[0]), int(plain[1]))


def from_flag(f: Flag) -> list[Any]:
    """A flag as a list of its fields."""
    origins = [[o.kind.value, from_location(o.location), o.text] for o in f.origins]
    sites = [from_location(s) for s in f.sites]
    texts = [f.name, f.shorthand, f.type, f.default, f.no_opt_default, f.usage]
    facts = [f.persistent, f.hidden, f.deprecated, f.status.value, from_location(f.location)]
    return [*texts, *facts, origins, sites]


def to_flag(plain: list[Any]) -> Flag:
    """The flag of :func:`from_flag`."""
    name, shorthand, kind, default, no_opt, usage, *facts, origins, sites = plain
    persistent, hidden, deprecated, status, place = facts
    return Flag(
        name=name,
        shorthand=shorthand,
        type=kind,
        default=default,
        no_opt_default=no_opt,
        usage=usage,
        persistent=persistent,
        hidden=hidden,
        deprecated=deprecated,
        status=Status(status),
        location=_place(place),
        origins=tuple(Origin(OriginKind(k), to_location(at), text) for k, at, text in origins),
        sites=tuple(_place(s) for s in sites),
    )


def from_command(c: Command) -> list[Any]:
    """A command as a list of its fields, flags included."""
    facts = [c.path, list(c.aliases), c.hidden, c.deprecated, c.runnable, c.short, c.long]
    place, flags = from_location(c.location), [from_flag(f) for f in c.flags]
    return [*facts, place, flags, c.ignores_unknown]


def to_command(plain: list[Any]) -> Command:
    """The command of :func:`from_command`."""
    path, aliases, hidden, deprecated, runnable, short, long, place, flags, ignores = plain
    made = tuple(to_flag(f) for f in flags)
    at = to_location(place)
    facts = (path, tuple(aliases), hidden, deprecated, runnable, short, long, at, made)
    return Command(*facts, ignores_unknown=ignores)


def from_diagnostic(d: Diagnostic) -> list[Any]:
    """A diagnostic as a list of its fields."""
    return [d.message, from_location(d.location), d.subject]


def to_diagnostic(plain: list[Any]) -> Diagnostic:
    """The diagnostic of :func:`from_diagnostic`."""
    message, place, subject = plain
    return Diagnostic(message, to_location(place), subject)
