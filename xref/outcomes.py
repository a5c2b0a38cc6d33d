"""Outcomes of evaluations that are kept between builds, with what they depend on.

Layer 4, part of building.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from xref.cache import FactCache
from xref.golang import Loader, Outcome, Shifts, Trace, digest_of, moved, trace
from xref.model import Command, Flag, Location
from xref.plain import from_command, from_diagnostic, to_command, to_diagnostic

_MOST_RECORDS = 16  # outcomes kept for one state of a program's main package


@dataclass(frozen=True, slots=True)
class Record:
    """An outcome, and the traces of the packages that it depends on by import path."""

    outcome: Outcome
    traces: dict[str, Trace]


def record(loader: Loader, outcome: Outcome) -> Record:
    """The outcome with what its evaluation read of the release's packages.

    Of its main package all is taken into account by the key that it is kept under.
    """
    traces = {
        package.path: trace(loader, package, keys)
        for package, keys in outcome.reads.items()
        if package.in_tree
    }
    return Record(replace(outcome, reads={}), traces)


class Outcomes:
    """The kept outcomes of one release's programs."""

    def __init__(self, loader: Loader, cache: FactCache) -> None:
        self.loader = loader
        self.cache = cache
        self._moved: dict[str, Shifts | None] = {}

    def find(self, keys: Sequence[str]) -> dict[str, list[Any]]:
        """The records kept under the keys."""
        return self.cache.texts("program", [k for k in keys if k])

    def holding(self, records: list[Any], circumstances: list[str]) -> Outcome | None:
        """The outcome of the first record that still holds, at the lines of this release."""
        for before, traces, name in records:
            shifts = self._shifts(traces) if before == circumstances else None
            outcome = self._outcome(name) if shifts is not None else None
            if outcome is None:
                continue
            if not shifts:
                return outcome
            try:
                return _shifted(outcome, shifts)
            except _Lost:
                continue
        return None

    def _outcome(self, name: str) -> Outcome | None:
        """What records hold by its name: many have the same."""
        plain = self.cache.texts("outcome", [name]).get(name)
        if plain is None:
            return None
        commands, diagnostics, complete = plain
        return Outcome(
            tuple(map(to_command, commands)), tuple(map(to_diagnostic, diagnostics)), complete
        )

    def _shifts(self, traces: list[list[str]]) -> Shifts | None:
        """Where declarations have moved that an outcome hangs on; None if it no longer holds."""
        changed: list[str] = []
        for path, digest, key in traces:
            package = self.loader.package(path)
            if package is None or not package.in_tree:
                return None
            if self.loader.digest(package) != digest:
                changed.append(key)
        self._compare([key for key in changed if key not in self._moved])
        shifts: Shifts = {}
        for key in changed:
            moves = self._moved[key]
            if moves is None:
                return None
            for file, places in moves.items():
                shifts.setdefault(file, set()).update(places)
        return shifts

    def _compare(self, keys: list[str]) -> None:
        kept = self.cache.texts("trace", keys)
        for key in keys:
            path, before = kept.get(key, ("", None))
            package = self.loader.package(path) if path else None
            self._moved[key] = moved(package, before) if package is not None else None

    def keep(self, made: Mapping[str, tuple[Record, list[str], list[Any]]]) -> None:
        """Keep new records: by key, each with its circumstances and the older records."""
        rows: dict[str, Any] = {}
        traces: dict[str, Any] = {}
        outcomes: dict[str, Any] = {}
        for key, (new, circumstances, older) in made.items():
            listed = [
                [path, found[0], _name(traces, [path, found])]
                for path, found in sorted(new.traces.items())
            ]
            commands = [from_command(c) for c in new.outcome.commands]
            diagnostics = [from_diagnostic(d) for d in new.outcome.diagnostics]
            name = _name(outcomes, [commands, diagnostics, new.outcome.complete])
            rows[key] = [[circumstances, listed, name], *older][:_MOST_RECORDS]
        self.cache.put_texts("trace", traces)
        self.cache.put_texts("outcome", outcomes)
        self.cache.put_texts("program", rows)


def _name(kept: dict[str, Any], plain: Any) -> str:
    """Adds to what is kept, under a name that what has the same content shares."""
    name = digest_of([json.dumps(plain)])
    kept[name] = plain
    return name


class _Lost(Exception):
    """A line that an outcome mentions is in no declaration that it hangs on."""


def _shifted(outcome: Outcome, shifts: Shifts) -> Outcome:
    """The outcome with each place where it is now. Raises _Lost."""

    def at(place: Location | None) -> Location | None:
        return now(place) if place is not None else None

    def now(place: Location) -> Location:
        if place.file not in shifts:
            return place
        lines = {
            place.line - before + after
            for before, count, after in shifts[place.file]
            if before <= place.line < before + count
        }
        if len(lines) != 1:
            raise _Lost
        return Location(place.file, lines.pop())

    def flag(f: Flag) -> Flag:
        origins = tuple(replace(o, location=at(o.location)) for o in f.origins)
        sites = tuple(map(now, f.sites))
        return replace(f, location=now(f.location), origins=origins, sites=sites)

    def command(c: Command) -> Command:
        return replace(c, location=at(c.location), flags=tuple(map(flag, c.flags)))

    diagnostics = tuple(replace(d, location=at(d.location)) for d in outcome.diagnostics)
    return replace(outcome, commands=tuple(map(command, outcome.commands)), diagnostics=diagnostics)
