"""Evaluating a release's programs, with what earlier builds have learnt.

Layer 4, part of building. A program's outcome depends on the packages that its evaluation looked
anything up in; where these hold the same blobs as before, it is not evaluated again.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from xref.cache import FactCache
from xref.extract.goblob import TRIGGERS, BlobScan
from xref.extract.gotree import GoTree, Main
from xref.gitsource import Repository
from xref.golang import Loader, Outcome, Tree, evaluate, new_loader
from xref.model import Diagnostic, Program
from xref.parallel import shared_map
from xref.plain import from_command, from_diagnostic, to_command, to_diagnostic

_MOST_RECORDS = 16  # outcomes kept for one state of a program's main package

Job = tuple[Program, Main]


class Evaluator:
    """Evaluates programs of one release; sources are read from git as they are needed."""

    def __init__(self, tree: GoTree, scans: Mapping[str, BlobScan], cache: FactCache) -> None:
        self.tree = tree
        self.cache = cache
        self._reader: Repository | None = None
        heads = {blob: found.head for blob, found in scans.items()}
        blobs = [b for files in tree.folders.values() for _, b in files]
        known = {b: heads.get(b) for b in blobs}
        self.loader = new_loader(
            Tree(tree.folders, self._read, tree.modules, known, TRIGGERS),
            loop_variables=tree.loop_variables,
        )

    def _read(self, blobs: Any) -> Any:
        assert self._reader is not None
        return self._reader.read_blobs(blobs)

    def evaluate_all(
        self,
        jobs: Sequence[Job],
        repository: Repository,
        processes: int,
        tick: Callable[[], None],
    ) -> list[Program]:
        """The programs with their commands and diagnostics, in the order given."""
        self._reader = repository
        keys = [self._key(main) for _, main in jobs]
        kept = self.cache.texts("program", [k for k in keys if k])
        outcomes: dict[int, Outcome] = {}
        for i, key in enumerate(keys):
            found = self._known(jobs[i][1], kept.get(key, []))
            if found is not None:
                outcomes[i] = found
                tick()
        left = [i for i in range(len(jobs)) if i not in outcomes]
        # The largest first, so that no process is left with one at the end.
        left.sort(key=lambda i: -len(self._closure(jobs[i][1])))

        def prepare() -> Callable[[int], tuple[Outcome, dict[str, str]]]:
            self._reader = repository.reopened()
            return lambda i: self._evaluate(*jobs[i])

        made = shared_map(left, prepare, processes if len(left) > 1 else 1, tick)
        fresh: dict[str, list[Any]] = {}
        for i, (outcome, digests) in zip(left, made, strict=True):
            outcomes[i] = outcome
            if keys[i]:
                record = [digests, self._triggered(jobs[i][1]), *_to_plain(outcome)]
                fresh[keys[i]] = [record, *kept.get(keys[i], [])][:_MOST_RECORDS]
        self.cache.put_texts("program", fresh)
        return [_with(jobs[i][0], jobs[i][1], outcomes[i]) for i in range(len(jobs))]

    def _evaluate(self, program: Program, main: Main) -> tuple[Outcome, dict[str, str]]:
        if main.excluded:
            text = f"its build constraint keeps it out of a linux/amd64 build: {main.excluded}"
            return Outcome((), (Diagnostic(text, main.location, program.package),)), {}
        outcome = evaluate(self.loader, main.folder, program.name)
        return outcome, self._digests(outcome.packages)

    def _closure(self, main: Main) -> list[Any]:
        package = self.loader.main_package(main.folder)
        return self.loader.closure(package) if package is not None else []

    def _key(self, main: Main) -> str:
        """What a program's outcomes are kept under: its main package, and how paths resolve."""
        package = None if main.excluded else self.loader.main_package(main.folder)
        if package is None:
            return ""
        return _digest(
            main.folder,
            *(f"{path}={folder}" for path, folder in sorted(self.tree.modules.items())),
            str(self.tree.loop_variables),
            self.loader.digest(package),
        )

    def _known(self, main: Main, records: list[Any]) -> Outcome | None:
        """The kept outcome whose packages are all as they are now."""
        for digests, triggered, commands, diagnostics, packages in records:
            now = self._digests(packages)
            if now == digests and triggered == self._triggered(main):
                return Outcome(
                    tuple(to_command(c) for c in commands),
                    tuple(to_diagnostic(d) for d in diagnostics),
                    tuple(packages),
                )
        return None

    def _digests(self, packages: Sequence[str]) -> dict[str, str]:
        found: dict[str, str] = {}
        for path in packages:
            package = self.loader.package(path)
            found[path] = self.loader.digest(package) if package is not None else ""
        return found

    def _triggered(self, main: Main) -> list[str]:
        """The packages in the closure that are initialised though nothing touches them."""
        return [p.path for p in self._closure(main) if p.triggered]


def _digest(*parts: str) -> str:
    return hashlib.blake2b("\0".join(parts).encode(), digest_size=16).hexdigest()


def _to_plain(outcome: Outcome) -> tuple[list[Any], list[Any], list[str]]:
    return (
        [from_command(c) for c in outcome.commands],
        [from_diagnostic(d) for d in outcome.diagnostics],
        list(outcome.packages),
    )


def _with(program: Program, main: Main, outcome: Outcome) -> Program:
    subject = program.package
    diagnostics = tuple(replace(d, subject=subject) for d in outcome.diagnostics)
    return replace(
        program,
        evaluated=not main.excluded,
        commands=outcome.commands,
        diagnostics=diagnostics,
    )


__all__ = ["Evaluator", "Loader"]
