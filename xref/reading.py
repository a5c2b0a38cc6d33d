"""Reading a release: git objects -> facts, as a whole.

Layer 4, part of building. Go blobs are scanned, the programs that this finds are evaluated, and
what ships is extracted beside them, shared with a child process or not; in the end all is linked. A
reader lasts for many releases: what it learnt of one serves the next.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from xref.cache import FactCache
from xref.extract.files import Memo
from xref.extract.goblob import BlobScan, from_plain, scan, to_plain
from xref.extract.gotree import Main, definitions, go_tree, mains
from xref.extract.listen import Listening
from xref.facts import ReleaseFacts
from xref.gitsource import Repository
from xref.gitsource.repository import TreeEntry
from xref.golang import Loader
from xref.linking import Parts, link
from xref.listeners import Sources
from xref.model import Diagnostic, Location, Program, Release, Role, Source
from xref.parallel import shared_map
from xref.programs import Evaluated, Evaluator, Heard
from xref.tally import stage

if TYPE_CHECKING:
    from xref.shipping import OpenCommit, Shipped

_WORTH_SHARING = 400  # blobs; fewer are scanned faster than a process starts


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a build is: ``done`` of ``total`` items of a stage; ``total`` 0 if not known.

    Where several tags are built, ``tag`` is the one that process number ``process`` has in hand;
    ``stage`` "" tells that this is done.
    """

    stage: str
    done: int
    total: int
    tag: str = ""
    process: int = 0


Report = Callable[[Progress], None]


class ReleaseReader:
    """Reads releases of one repository, best in the order of their versions.

    ``opened`` gives the repositories whose commits a release pins. With one process everything is
    done in this one, and compiled code is kept for the next release.
    """

    def __init__(
        self, repository: Repository, cache: FactCache, opened: OpenCommit, processes: int
    ) -> None:
        self._repository = repository
        self._cache = cache
        self._opened = opened
        self._processes = processes
        self._scans: dict[str, BlobScan] = {}
        self._memo = Memo()
        self._loader: Loader | None = None
        self._heard = Heard()

    def read(self, tag: str, progress: Report) -> ReleaseFacts:
        """All facts of a tag. Raises TagNotFound or SourceError."""
        repository = self._repository
        commit = repository.commit(tag)
        with stage("reading"):
            entries = repository.tree(commit.id)
            missing = self._scan(entries, progress)
            tree = go_tree(entries, self._scans, repository.read_blob)
            found = mains(tree, self._scans)
        self._memo.turn({entry.path: entry.blob for entry in entries})

        def beside(own: Repository) -> Shipped:
            # Loaded by the process that does this work, while another one evaluates.
            from xref.shipping import files_of, ship

            with stage("shipping"):
                places = {main.folder: main.location for main in found}
                files = files_of(own, entries, memo=self._memo)
                return ship(files, repository.project, places, self._opened)

        with stage("evaluating"):
            evaluator = Evaluator(
                *(tree, self._scans, self._cache, repository),
                before=self._loader,
                heard=self._heard,
            )
            if self._processes == 1:
                self._loader = evaluator.loader
            evaluated, shipped = self._programs(found, evaluator, progress, beside)
        programs = (*(each.program for each in evaluated), *shipped.programs)
        with stage("linking"):
            deployment = link(_parts(evaluated, programs, shipped))
        source = Source(repository.project, commit.id, "tag")
        return ReleaseFacts(
            Release(
                repository.project,
                tag,
                commit.id,
                commit.committed_at,
                (source, *shipped.sources),
            ),
            programs,
            tuple(definitions(tree, self._scans)),
            missing,
            deployment,
            shipped.whole,
        )

    def _scan(self, entries: Iterable[TreeEntry], progress: Report) -> tuple[Diagnostic, ...]:
        """Has the scans of the release's Go blobs; a diagnostic for each whose blob is missing."""
        paths = {e.blob: e.path for e in entries if e.path.endswith(".go")}
        scans = {blob: self._scans[blob] for blob in paths if blob in self._scans}
        wanted = [blob for blob in paths if blob not in scans]
        scans |= {k: from_plain(v) for k, v in self._cache.texts("blob", wanted).items()}
        unread = [blob for blob in wanted if blob not in scans]
        share = self._processes if len(unread) > _WORTH_SHARING else 1
        size = max(1, min(200, -(-len(unread) // (share * 4))))
        parts = [unread[at : at + size] for at in range(0, len(unread), size)]

        def tick(done: int) -> None:
            progress(Progress("reading", min(done * size, len(unread)), len(unread)))

        found = shared_map(parts, lambda: _scanner(self._repository), share, tick)
        fresh = {blob: made for part in found for blob, made in part}
        self._cache.put_texts("blob", {b: to_plain(s) for b, s in fresh.items() if s is not None})
        self._scans = scans | {b: s for b, s in fresh.items() if s is not None}
        return tuple(
            Diagnostic("the blob is missing from the repository", Location(paths[b], 0), paths[b])
            for b, s in fresh.items()
            if s is None
        )

    def _programs(
        self,
        found: Sequence[Main],
        evaluator: Evaluator,
        progress: Report,
        beside: Callable[[Repository], Shipped],
    ) -> tuple[list[Evaluated], Shipped]:
        """All Go programs, in the order of their folders, and how the release is shipped."""
        name = self._repository.project.rpartition("/")[2]
        listed = [Evaluated(_program(main, name), Listening((), ())) for main in found]
        wanted = [i for i, main in enumerate(found) if main.role is not Role.VENDOR]

        def tick(done: int) -> None:
            progress(Progress("evaluating", done, len(wanted)))

        jobs = [(listed[i].program, found[i]) for i in wanted]
        evaluated, shipped = evaluator.evaluate_all(jobs, self._processes, tick, beside)
        for i, program in zip(wanted, evaluated, strict=True):
            listed[i] = program
        return listed, shipped


def _scanner(
    repository: Repository,
) -> Callable[[list[str]], list[tuple[str, BlobScan | None]]]:
    """The work of one process: its own pipe to git, and a scan of each blob."""
    own = repository.reopened()

    def work(blobs: list[str]) -> list[tuple[str, BlobScan | None]]:
        return [(b, scan(d) if d is not None else None) for b, d in own.read_blobs(blobs)]

    return work


def _program(main: Main, project: str) -> Program:
    name = main.folder.rpartition("/")[2] or project
    return Program(name, main.folder or ".", main.role, main.location, evaluated=False)


def _parts(
    evaluated: Sequence[Evaluated], programs: tuple[Program, ...], shipped: Shipped
) -> Parts:
    """What is to be linked."""
    defaults = shipped.defaults
    sources = Sources(
        {each.program.package: each.listening.listeners for each in evaluated},
        shipped.bootstraps,
        [path.path for path in defaults.paths],
        defaults.ports,
        shipped.binary,
    )
    heard = [told for each in evaluated for told in each.listening.diagnostics]
    return Parts(
        programs,
        shipped.images.images,
        shipped.renderings,
        sources,
        shipped.proxy,
        [*shipped.diagnostics, *heard],
    )
