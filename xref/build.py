"""Building: tags of a project into the index, one after the other or in several processes.

Layer 4, at its top: a reader makes facts of a tag, and these go into the index in one transaction.
"""

from __future__ import annotations

import gc
import os
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from xref.cache import FactCache
from xref.config import cache_dir
from xref.errors import IndexFileError, XrefError
from xref.facts import ReleaseFacts
from xref.gitsource import Repository, locate
from xref.model import Diagnostic, Release, Status
from xref.parallel import streamed
from xref.reading import Progress, ReleaseReader, Report
from xref.store import write_release

_PROCESSES = 2
_TAGS_AT_ONCE = 6  # that a process takes; neighbours have most in common
_COLLECT_AFTER = 6  # releases


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


Built = tuple[str, BuildSummary | XrefError]
"""A tag, and what came of it."""


@dataclass(frozen=True, slots=True)
class Building:
    """What is built: a project's tags, from where, into which index."""

    project: str
    overrides: Mapping[str, str]
    index: Path


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
    what = Building(project, overrides, index)
    count = processes or min(_PROCESSES, os.cpu_count() or 1)
    with _opened(what, [tag], progress) as (repository, cache), _without_collection():
        reader = ReleaseReader(repository, cache, _opener(overrides), count)
        return _build(reader, tag, index, progress)


def build_tags(
    tags: Sequence[str], what: Building, processes: int, progress: Report
) -> Iterator[Built]:
    """Index several tags, each in one of so many processes, in whatever order they are done.

    Neighbours in ``tags`` are built one after the other. A tag that fails does not stop the others.
    Raises IndexFileError where the index cannot be written, SourceError where nothing can be read.
    """
    with _opened(what, tags, progress):
        pass  # all that must be fetched is there before the processes begin
    size = max(1, min(_TAGS_AT_ONCE, -(-len(tags) // processes)))
    parts = [tags[at : at + size] for at in range(0, len(tags), size)]

    def prepare() -> Callable[[Sequence[str]], Iterator[Built]]:
        gc.disable()
        return _Worker(what).build

    yield from streamed(parts, prepare, processes)


class _Worker:
    """Builds tags in one process, which lasts for all of them."""

    def __init__(self, what: Building) -> None:
        self._what = what
        self._cache = FactCache(cache_dir())
        self._repository = locate(what.project, what.overrides)
        self._reader = ReleaseReader(self._repository, self._cache, _opener(what.overrides), 1)
        self._done = 0

    def build(self, tags: Sequence[str]) -> Iterator[Built]:
        for tag in tags:
            try:
                yield tag, _build(self._reader, tag, self._what.index, lambda progress: None)
            except IndexFileError:
                raise  # it would stop the other tags too
            except XrefError as error:
                yield tag, error
            self._done += 1
            if self._done % _COLLECT_AFTER == 0:
                gc.collect()


def _build(reader: ReleaseReader, tag: str, index: Path, progress: Report) -> BuildSummary:
    started = time.monotonic()
    facts = reader.read(tag, progress)
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


@contextmanager
def _opened(
    what: Building, tags: Sequence[str], progress: Report
) -> Iterator[tuple[Repository, FactCache]]:
    """The repository, with the tags at hand, and the cache."""

    def report(stage: str, share: float | None) -> None:
        progress(Progress(stage, int((share or 0) * 100), 100 if share is not None else 0))

    cache = FactCache(cache_dir())
    try:
        with locate(what.project, what.overrides, tags=tags, progress=report) as repository:
            yield repository, cache
    finally:
        cache.close()


def _opener(overrides: Mapping[str, str]) -> Callable[[str, str], Repository]:
    return lambda repo, commit: locate(repo, overrides, commits=[commit])


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
