"""Building: tags of a project into the index, each read whole and written in one transaction.

Layer 4, at its top: a reader makes facts of a tag, in this process or in several that last for many
tags. A release that is in the index at the same commit, made by the same code, is kept.
"""

from __future__ import annotations

import gc
import os
import time
import traceback
from collections import Counter
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Self

from xref import tally
from xref.cache import FactCache, release_code
from xref.config import cache_dir
from xref.errors import IndexFileError, XrefError
from xref.facts import ReleaseFacts
from xref.fetching import AtHand, fetch_pinned, fetch_tags, open_pinned
from xref.gitsource import locate
from xref.model import Diagnostic, Release, Status
from xref.reading import Progress, ReleaseReader, Report
from xref.store import held, prepare, write_release
from xref.workers import streamed

_PROCESSES = 2
_BETWEEN_NOTES = 0.2  # seconds, of one process
_OLDEST = 2  # the collector's generation of what has outlived a collection
_FULL = 24  # releases of a process, after which that is collected too


@dataclass(frozen=True, slots=True)
class Work:
    """What a release took of the process that built it; what it shared with others is not counted.

    ``blobs`` were read, ``parses`` of Go declarations or files and ``programs`` evaluated;
    ``seconds`` are by stage: reading, shipping, evaluating, linking, writing.
    """

    blobs: int
    parses: int
    programs: int
    seconds: Mapping[str, float]


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
    work: Work


@dataclass(frozen=True, slots=True)
class Kept:
    """A release that the index has already, at this commit and made by the same code."""

    commit: str


Built = tuple[str, BuildSummary | Kept | XrefError]
"""A tag, and what came of it."""


@dataclass(frozen=True, slots=True)
class Building:
    """What is built: a project's tags, from where, into which index; ``force`` keeps nothing."""

    project: str
    overrides: Mapping[str, str]
    index: Path
    force: bool = False


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
    what = Building(project, overrides, index, force=True)
    count = processes or min(_PROCESSES, os.cpu_count() or 1)
    [(_, built)] = build_tags([tag], what, count, progress)
    assert not isinstance(built, Kept)
    if isinstance(built, XrefError):
        raise built
    return built


def build_tags(
    tags: Sequence[str], what: Building, processes: int, progress: Report
) -> Generator[Built, None, None]:
    """Index several tags, in up to so many processes, and tell of each when it is done.

    First come those that cannot be read and those that are kept. Neighbours in ``tags`` are built
    one after the other as far as can be. A tag that fails does not stop the others, nor does a
    process that is killed: what it had in hand is tried once more. A single tag is read by all
    processes together.
    Raises UsageError for what cannot be a tag, IndexFileError where the index cannot be written,
    and SourceError where nothing can be read.
    """
    prepare(what.index)  # before the long work, which would be lost otherwise
    at_hand = fetch_tags(what.project, what.overrides, tags, progress)
    yield from at_hand.failed.items()
    left = []
    kept = _kept(what)
    for tag, commit in at_hand.commits.items():
        if kept.get(tag) == commit:
            yield tag, Kept(commit)
        else:
            left.append(tag)
    if not left:
        return
    with _without_collection():
        if len(left) == 1:
            with _Builder(what, at_hand, progress, processes) as builder:
                yield left[0], builder.build(left[0])
            return
        import xref.shipping  # noqa: F401 (once, and not in each process)

        commits = [at_hand.commits[tag] for tag in left]
        lost = fetch_pinned(what.project, what.overrides, commits, progress)
        at_hand = AtHand(at_hand.commits, at_hand.failed, lost)

        @contextmanager
        def begin(tell: Report) -> Iterator[Callable[[str], BuildSummary | Kept | XrefError]]:
            with _Builder(what, at_hand, tell) as builder:
                yield builder.build_next

        def heard(process: int, note: Progress | None) -> None:
            far = note or Progress("", 0, 0)
            progress(Progress(far.stage, far.done, far.total, far.tag, process))

        yield from streamed(left, begin, processes, heard)


class _Builder:
    """Builds tags in one process, which lasts for all of them."""

    def __init__(
        self, what: Building, at_hand: AtHand, progress: Report, processes: int = 1
    ) -> None:
        self._what = what
        self._commits = at_hand.commits
        self._progress = progress
        self._repository = locate(what.project, what.overrides)
        self._cache = FactCache(cache_dir())
        self._built = 0
        self._reader = ReleaseReader(
            self._repository,
            self._cache,
            lambda repo, commit: open_pinned(repo, commit, what.overrides, at_hand.lost),
            processes,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._repository.close()
        self._cache.close()

    def build(self, tag: str) -> BuildSummary | XrefError:
        """Builds a tag whatever the index holds. Raises IndexFileError, which would stop others."""
        try:
            return self._build(tag, lambda far: self._progress(replace(far, tag=tag)))
        except IndexFileError:
            raise
        except XrefError as error:
            return error

    def build_next(self, tag: str) -> BuildSummary | Kept | XrefError:
        """One of many: another build may have made it meanwhile, and a mistake stops only it."""
        if _kept(self._what).get(tag) == self._commits[tag]:
            return Kept(self._commits[tag])
        self._collect()
        try:
            return self._build(tag, _seldom(tag, self._progress))
        except IndexFileError:
            raise
        except XrefError as error:
            return error
        except Exception as error:  # noqa: BLE001 - the others go on, and it is told with its place
            place = traceback.extract_tb(error.__traceback__)[-1]
            kind, file = type(error).__name__, Path(place.filename).name
            return XrefError(f"a mistake of xref: {kind} at {file}:{place.lineno} ({error})")

    def _collect(self) -> None:
        """Frees what the last release left: tens of MiB in cycles, nearly all of them its own."""
        self._built += 1
        gc.collect(_OLDEST if self._built % _FULL == 0 else _OLDEST - 1)

    def _build(self, tag: str, progress: Report) -> BuildSummary:
        started = time.monotonic()
        counts, seconds = tally.counts.copy(), dict(tally.seconds)
        facts = self._reader.read(tag, progress)
        progress(Progress("writing", 0, 0))
        with tally.stage("writing"):
            write_release(self._what.index, facts, release_code() if facts.whole else "")
        done = tally.counts - counts
        took = {name: took - seconds.get(name, 0.0) for name, took in tally.seconds.items()}
        work = Work(done["blobs"], done["parses"], done["programs"], took)
        return _summary(facts, time.monotonic() - started, work)


def _kept(what: Building) -> dict[str, str]:
    """The commits of the releases that the index has, made by the same code, by tag."""
    if what.force:
        return {}
    found = held(what.index, what.project).items()
    return {tag: commit for tag, (commit, code) in found if code == release_code()}


def _seldom(tag: str, progress: Report) -> Report:
    """Passes on what is told of a tag, now and then: at each stage, and between at intervals."""
    last = Progress("", 0, 0)
    at = 0.0

    def report(far: Progress) -> None:
        nonlocal last, at
        now = time.monotonic()
        if far.stage != last.stage or now - at > _BETWEEN_NOTES:
            last, at = far, now
            progress(Progress(far.stage, far.done, far.total, tag))

    return report


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


def _summary(facts: ReleaseFacts, seconds: float, work: Work) -> BuildSummary:
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
        work,
    )
