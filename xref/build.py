"""Building: a tag of a project to facts, and the facts into the index.

Layer 4. The one place where the layers below meet: git objects are scanned blob by blob, the Go
programs that this finds are evaluated, and what both told goes into the index in one transaction.
Scanning and evaluating are shared with a child process, and kept in a cache by blob.
"""

from __future__ import annotations

import gc
import os
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from xref.cache import FactCache
from xref.config import cache_dir
from xref.extract.goblob import BlobScan, from_plain, scan, to_plain
from xref.extract.gotree import Main, definitions, go_tree, mains
from xref.extract.listen import Listening
from xref.facts import ReleaseFacts
from xref.gitsource import Repository, locate
from xref.gitsource.repository import TreeEntry
from xref.linking import Parts, link
from xref.listeners import Sources
from xref.model import Diagnostic, Location, Program, Release, Role, Source, Status
from xref.parallel import shared_map
from xref.programs import Evaluated, Evaluator
from xref.store import write_release

if TYPE_CHECKING:
    from xref.shipping import OpenCommit, Shipped

_PROCESSES = 2
_WORTH_SHARING = 400  # blobs; fewer are scanned faster than a process starts


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a build is: ``done`` of ``total`` items of a stage; ``total`` 0 if not known."""

    stage: str
    done: int
    total: int


@dataclass(frozen=True, slots=True)
class BuildSummary:
    """What a build put into the index. ``seconds`` is wall time."""

    release: Release
    programs: int
    commands: int
    flags: int
    by_status: dict[str, int]
    diagnostics: tuple[Diagnostic, ...]
    seconds: float


Report = Callable[[Progress], None]


def available(project: str, overrides: Mapping[str, str]) -> tuple[str, ...]:
    """The tags that can be built, in version order. Raises SourceError as ``locate`` does."""
    with locate(project, overrides) as repository:
        return repository.remote_tags()


def build_tag(
    tag: str,
    *,
    project: str,
    overrides: Mapping[str, str],
    index: Path,
    progress: Report,
    processes: int | None = None,
) -> BuildSummary:
    """Index a tag; what the index had of it is replaced.

    Raises TagNotFound, SourceError, UsageError or IndexFileError; the index then is as it was.
    """
    started = time.monotonic()
    cache = FactCache(cache_dir())
    try:
        with _repository(project, tag, overrides, progress) as repository, _without_collection():
            count = processes or _processes()
            opened = _opener(overrides)
            facts = read_release(repository, tag, cache, progress, count, opened)
    finally:
        cache.close()
    progress(Progress("writing", 0, 0))
    write_release(index, facts)
    return _summary(facts, time.monotonic() - started)


@contextmanager
def _without_collection() -> Iterator[None]:
    """No cyclic garbage collection: a build makes millions of objects and keeps most of them.

    It takes a fifth of the time and frees next to nothing; memory is bounded by the evaluations'
    budgets. What an earlier build in this process has left is collected first.
    """
    gc.collect()
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def _processes() -> int:
    return min(_PROCESSES, os.cpu_count() or 1)


def _repository(
    project: str, tag: str, overrides: Mapping[str, str], progress: Report
) -> Repository:
    def report(stage: str, share: float | None) -> None:
        progress(Progress(stage, int((share or 0) * 100), 100 if share is not None else 0))

    return locate(project, overrides, tags=[tag], progress=report)


def _opener(overrides: Mapping[str, str]) -> OpenCommit:
    return lambda repo, commit: locate(repo, overrides, commits=[commit])


def read_release(
    repository: Repository,
    tag: str,
    cache: FactCache,
    progress: Report,
    processes: int,
    opened: OpenCommit,
) -> ReleaseFacts:
    """All facts of a tag. ``opened`` gives the repositories whose commits it pins."""
    commit = repository.commit(tag)
    release = Release(
        repository.project,
        tag,
        commit.id,
        commit.committed_at,
        (Source(repository.project, commit.id, "tag"),),
    )
    entries = repository.tree(commit.id)
    scans, missing = _scans(repository, entries, cache, progress, processes)
    tree = go_tree(entries, scans, repository.read_blob)
    found = mains(tree, scans)

    def beside(own: Repository) -> Shipped:
        # Loaded by the process that does this work, while another one evaluates.
        from xref.shipping import files_of, ship

        places = {main.folder: main.location for main in found}
        return ship(files_of(own, entries), repository.project, places, opened)

    evaluator = Evaluator(tree, scans, cache, repository)
    evaluated, shipped = _programs(repository, found, evaluator, progress, processes, beside)
    programs = (*(each.program for each in evaluated), *shipped.programs)
    listening = {each.program.package: each.listening.listeners for each in evaluated}
    defaults = shipped.defaults
    sources = Sources(
        listening,
        shipped.bootstraps,
        [path.path for path in defaults.paths],
        defaults.ports,
        shipped.binary,
    )
    parts = Parts(
        programs,
        shipped.images.images,
        shipped.renderings,
        sources,
        shipped.proxy,
        [
            *shipped.diagnostics,
            *(told for each in evaluated for told in each.listening.diagnostics),
        ],
    )
    return ReleaseFacts(
        replace(release, sources=(*release.sources, *shipped.sources)),
        programs,
        tuple(definitions(tree, scans)),
        missing,
        link(parts),
    )


def _scans(
    repository: Repository,
    entries: Iterable[TreeEntry],
    cache: FactCache,
    progress: Report,
    processes: int,
) -> tuple[dict[str, BlobScan], tuple[Diagnostic, ...]]:
    """The scans of the Go blobs by id, and a diagnostic for each file whose blob is missing."""
    paths = {e.blob: e.path for e in entries if e.path.endswith(".go")}
    scans = {k: from_plain(v) for k, v in cache.texts("blob", paths).items()}
    unread = [blob for blob in paths if blob not in scans]
    share = processes if len(unread) > _WORTH_SHARING else 1
    size = max(1, min(200, -(-len(unread) // (share * 4))))
    parts = [unread[at : at + size] for at in range(0, len(unread), size)]

    def tick(done: int) -> None:
        progress(Progress("reading", min(done * size, len(unread)), len(unread)))

    found = shared_map(parts, lambda: _scanner(repository), share, tick)
    fresh = {blob: made for part in found for blob, made in part}
    cache.put_texts("blob", {b: to_plain(s) for b, s in fresh.items() if s is not None})
    scans.update((b, s) for b, s in fresh.items() if s is not None)
    missing = tuple(
        Diagnostic("the blob is missing from the repository", Location(paths[b], 0), paths[b])
        for b, s in fresh.items()
        if s is None
    )
    return scans, missing


def _scanner(
    repository: Repository,
) -> Callable[[list[str]], list[tuple[str, BlobScan | None]]]:
    """The work of one process: its own pipe to git, and a scan of each blob."""
    own = repository.reopened()

    def work(blobs: list[str]) -> list[tuple[str, BlobScan | None]]:
        return [(b, scan(d) if d is not None else None) for b, d in own.read_blobs(blobs)]

    return work


def _programs(
    repository: Repository,
    found: Sequence[Main],
    evaluator: Evaluator,
    progress: Report,
    processes: int,
    beside: Callable[[Repository], Shipped],
) -> tuple[list[Evaluated], Shipped]:
    """All Go programs of the tree, in the order of their folders, and how they are shipped."""
    name = repository.project.rpartition("/")[2]
    listed = [Evaluated(_program(main, name), Listening((), ())) for main in found]
    wanted = [i for i, main in enumerate(found) if main.role is not Role.VENDOR]

    def tick(done: int) -> None:
        progress(Progress("evaluating", done, len(wanted)))

    jobs = [(listed[i].program, found[i]) for i in wanted]
    evaluated, shipped = evaluator.evaluate_all(jobs, processes, tick, beside)
    for i, program in zip(wanted, evaluated, strict=True):
        listed[i] = program
    return listed, shipped


def _program(main: Main, project: str) -> Program:
    name = main.folder.rpartition("/")[2] or project
    return Program(name, main.folder or ".", main.role, main.location, evaluated=False)


def _summary(facts: ReleaseFacts, seconds: float) -> BuildSummary:
    commands = [c for p in facts.programs for c in p.commands]
    flags = [f for c in commands for f in c.flags]
    counts = Counter(f.status.value for f in flags)
    gaps = [d for p in facts.programs for d in p.diagnostics]
    return BuildSummary(
        facts.release,
        len(facts.programs),
        len(commands),
        len(flags),
        {status.value: counts[status.value] for status in Status},
        (*facts.diagnostics, *gaps),
        seconds,
    )
