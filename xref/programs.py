"""Evaluating a release's programs, as far as earlier builds have not done so.

Layer 4, part of building.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any, NamedTuple, TypeVar

from xref.cache import FactCache
from xref.extract.goblob import TRIGGERS, BlobScan
from xref.extract.gotree import GoTree, Main
from xref.extract.listen import Codebase, Listening, go_listeners
from xref.gitsource import Repository
from xref.golang import Loader, Outcome, Tree, circumstances, digest_of, evaluate, new_loader
from xref.model import Diagnostic, Program, Role
from xref.outcomes import Outcomes, Record, record
from xref.parallel import shared_map
from xref.tally import counts

_MANY_OBJECTS = 1_000_000
_BESIDE = -1

Job = tuple[Program, Main]


class Heard:
    """What programs of the release before listen on, for those that are the same in this one.

    That hangs on the source of all that a program imports, and on its commands.
    """

    def __init__(self) -> None:
        self._kept: dict[str, tuple[str, Program, Listening]] = {}

    def get(self, program: Program, state: str) -> Listening | None:
        """What it listens on, where nothing has changed; ``state`` is a digest of its source."""
        found = self._kept.get(program.package)
        return found[2] if found is not None and found[:2] == (state, program) else None

    def keep(self, program: Program, state: str, listening: Listening) -> None:
        """Keep what it listens on."""
        self._kept[program.package] = state, program, listening


class Evaluated(NamedTuple):
    """A program with its commands and diagnostics, and what it listens on."""

    program: Program
    listening: Listening


Beside = TypeVar("Beside")


class Evaluator:
    """Evaluates programs of one release; sources are read from git as they are needed."""

    def __init__(
        self,
        tree: GoTree,
        scans: Mapping[str, BlobScan],
        cache: FactCache,
        repository: Repository,
        vendored: bool = True,
        before: Loader | None = None,
        heard: Heard | None = None,
    ) -> None:
        """``before`` is the loader of a release that is done with, whose code may be of use here;
        ``heard`` is shared by the releases of one process.

        ``vendored`` False takes xref's own libraries where it has them, for comparison.
        """
        self.tree = tree
        self._reader = repository
        self._heard = heard if heard is not None else Heard()
        self._shared = False  # with processes that end with this release
        heads = {blob: found.head for blob, found in scans.items()}
        blobs = [b for files in tree.folders.values() for _, b in files]
        known = {b: heads.get(b) for b in blobs}
        self.loader = new_loader(
            Tree(tree.folders, self._read, tree.modules, known, TRIGGERS),
            vendored=vendored,
            loop_variables=tree.loop_variables,
        )
        if before is not None:
            self.loader.adopt(before)
        self.outcomes = Outcomes(self.loader, cache)

    def _read(self, blobs: Any) -> Any:
        return self._reader.read_blobs(blobs)

    def evaluate_all(
        self,
        jobs: Sequence[Job],
        processes: int,
        tick: Callable[[int], None],
        beside: Callable[[Repository], Beside],
    ) -> tuple[list[Evaluated], Beside]:
        """The programs with their commands and listeners, in the order given.

        ``beside`` is other work on the same repository, which is done along with them, in whatever
        process takes it; what it gives comes back too.
        """
        keys = [self._key(main) for _, main in jobs]
        kept = self.outcomes.find(keys)
        around = [circumstances(self.loader, main.folder) for _, main in jobs]
        outcomes: dict[int, Outcome] = {}
        for i, key in enumerate(keys):
            found = self.outcomes.holding(kept.get(key, []), around[i])
            if found is not None:
                outcomes[i] = found
        left = [i for i, (_, m) in enumerate(jobs) if i not in outcomes or m.role is Role.PRODUCT]
        # The largest first, so that no process is left with one at the end; products first of all.
        left.sort(key=lambda i: (jobs[i][1].role is not Role.PRODUCT, -self._size(jobs[i][1])))
        parent = self._reader
        self._shared = processes > 1

        def prepare() -> Callable[[int], Any]:
            # A pipe to git must not cross a fork.
            self._reader = own = parent.reopened() if self._shared else parent
            if self._shared:
                gc.freeze()
            code = Codebase(self.loader)

            def work(i: int) -> Any:
                if i == _BESIDE:
                    return beside(own)
                record = self._evaluate(*jobs[i]) if i not in outcomes else None
                outcome = record.outcome if record is not None else outcomes[i]
                return record, self._listening(*jobs[i], outcome, code)

            return work

        known = len(jobs) - len(left) - 1
        items = [_BESIDE, *left]
        others, *made = shared_map(items, prepare, processes, lambda done: tick(known + done))
        if self._reader is not parent:
            self._reader.close()
            self._reader = parent
        fresh = {}
        listening: dict[int, Listening] = {}
        for i, (new, listening[i]) in zip(left, made, strict=True):
            if new is None:
                continue
            outcomes[i] = new.outcome
            if keys[i]:
                older = kept.get(keys[i], [])
                fresh[keys[i]] = (new, around[i], older)
        self.outcomes.keep(fresh)
        silent = Listening((), ())
        return [
            Evaluated(_with(*jobs[i], outcomes[i]), listening.get(i, silent))
            for i in range(len(jobs))
        ], others

    def _evaluate(self, program: Program, main: Main) -> Record:
        if main.excluded:
            text = f"its build constraint keeps it out of a linux/amd64 build: {main.excluded}"
            return Record(Outcome((), (Diagnostic(text, main.location),)), {})
        counts["programs"] += 1
        made = record(self.loader, evaluate(self.loader, main.folder, program.name))
        if gc.get_count()[0] > _MANY_OBJECTS:
            # Programs' values go; code and packages stay, and need not be looked at again.
            gc.collect(1)
            if self._shared:
                gc.freeze()
        return made

    def _listening(
        self, program: Program, main: Main, outcome: Outcome, code: Codebase
    ) -> Listening:
        """What a program of the product listens on; others are not looked at."""
        if main.role is not Role.PRODUCT or main.excluded:
            return Listening((), ())
        evaluated = _with(program, main, outcome)
        state = digest_of(map(self.loader.digest, self._closure(main)))
        found = self._heard.get(evaluated, state)
        if found is None:
            found = go_listeners(evaluated, code)
            self._heard.keep(evaluated, state, found)
        return found

    def _closure(self, main: Main) -> list[Any]:
        package = self.loader.main_package(main.folder)
        return self.loader.closure(package) if package is not None else []

    def _size(self, main: Main) -> int:
        return len(self._closure(main))

    def _key(self, main: Main) -> str:
        """What a program's outcomes are kept under: its main package, and how paths resolve."""
        package = None if main.excluded else self.loader.main_package(main.folder)
        if package is None:
            return ""
        modules = (f"{path}={folder}" for path, folder in sorted(self.tree.modules.items()))
        modern = str(self.tree.loop_variables)
        return digest_of([main.folder, *modules, modern, self.loader.digest(package)])


def _with(program: Program, main: Main, outcome: Outcome) -> Program:
    diagnostics = tuple(replace(d, subject=program.package) for d in outcome.diagnostics)
    return replace(
        program,
        evaluated=not main.excluded,
        complete=outcome.complete,
        commands=outcome.commands,
        diagnostics=diagnostics,
    )
