"""Outcomes of evaluations that are kept between builds, with what they depend on.

Layer 4, part of building.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from xref.cache import FactCache
from xref.golang import Loader, Outcome, Trace, digest_of, moved, trace
from xref.plain import from_command, from_diagnostic, to_command, to_diagnostic

_MOST_RECORDS = 16  # outcomes kept for one state of a program's main package


@dataclass(frozen=True, slots=True)
class Record:
    """An outcome, and the traces of the packages that it depends on by import path."""

    outcome: Outcome
    traces: dict[str, Trace]


def record(loader: Loader, outcome: Outcome) -> Record:
    """The outcome with the present traces."""
    traces: dict[str, Trace] = {}
    for path in outcome.packages:
        package = loader.package(path)
        if package is not None and package.in_tree:
            traces[path] = trace(loader, package)
    return Record(outcome, traces)


class Outcomes:
    """The kept outcomes of one release's programs."""

    def __init__(self, loader: Loader, cache: FactCache) -> None:
        self.loader = loader
        self.cache = cache
        self._traces: dict[str, Any] = {}
        self._moved: dict[str, frozenset[str] | None] = {}

    def find(self, keys: Sequence[str]) -> dict[str, list[Any]]:
        """The records kept under the keys; the traces that they mention are read at once."""
        kept = self.cache.texts("program", [k for k in keys if k])
        wanted = {t for records in kept.values() for _, traces, *_ in records for t in traces}
        self._traces = self.cache.texts("trace", sorted(wanted))
        return kept

    def holding(self, records: list[Any], triggered: list[str]) -> Outcome | None:
        """The outcome of the first record that still holds."""
        for before, traces, files, commands, diagnostics, complete in records:
            if before == triggered and all(self._holds(t, files) for t in traces):
                return Outcome(
                    tuple(to_command(c) for c in commands),
                    tuple(to_diagnostic(d) for d in diagnostics),
                    complete=complete,
                )
        return None

    def _holds(self, key: str, files: list[str]) -> bool:
        """Whether a trace still holds for an outcome that mentions lines of ``files``."""
        if key not in self._moved:
            found = self._traces.get(key)
            path, before = found if found is not None else ("", None)
            package = self.loader.package(path) if path else None
            self._moved[key] = moved(self.loader, package, before) if package is not None else None
        shifted = self._moved[key]
        return shifted is not None and shifted.isdisjoint(files)

    def keep(self, made: Mapping[str, tuple[Record, list[str], list[Any]]]) -> None:
        """Keep new records: by key, each with its triggered packages and the older records."""
        rows: dict[str, Any] = {}
        kept: dict[str, Any] = {}
        for key, (new, triggered, older) in made.items():
            names = {path: _name(path, found) for path, found in new.traces.items()}
            kept.update((names[path], [path, found]) for path, found in new.traces.items())
            row = [
                triggered,
                sorted(names.values()),
                sorted(_mentioned(new.outcome)),
                [from_command(c) for c in new.outcome.commands],
                [from_diagnostic(d) for d in new.outcome.diagnostics],
                new.outcome.complete,
            ]
            rows[key] = [row, *older][:_MOST_RECORDS]
        self.cache.put_texts("trace", kept)
        self.cache.put_texts("program", rows)


def _mentioned(outcome: Outcome) -> set[str]:
    """The files that an outcome names a line of."""
    places = [d.location for d in outcome.diagnostics] + [c.location for c in outcome.commands]
    for command in outcome.commands:
        for flag in command.flags:
            places += [flag.location, *flag.sites, *(o.location for o in flag.origins)]
    return {place.file for place in places if place is not None}


def _name(path: str, found: Trace) -> str:
    """The key of a trace: two with the same contents are one."""
    digest, read, methods, startup, _ = found
    parts = [path, digest, startup, *sorted(read), "", *sorted(methods)]
    return digest_of(parts)
