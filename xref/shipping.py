"""How a release is shipped: the extractors of everything but Go programs, one after the other.

Layer 4, part of building. Runs beside the evaluation of the programs, in whatever process is free.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from xref.deployment import Proxy, Rendering
from xref.errors import XrefError
from xref.extract.bootstrap import Bootstrap, bootstraps
from xref.extract.bootstrapmesh import ProxyDefaults, proxy_defaults
from xref.extract.charts.release import renderings_of
from xref.extract.files import Files, Memo
from xref.extract.images import Images, images
from xref.extract.pins import Pin, pins
from xref.extract.proxy import program_of, proxy
from xref.extract.shell import scripts
from xref.gitsource import Repository, TreeEntry
from xref.model import Diagnostic, Location, Program, Source

OpenCommit = Callable[[str, str], Repository]
"""Opens a repository (OWNER/NAME) that holds a commit. Raises XrefError."""


@dataclass(frozen=True, slots=True)
class Shipped:
    """What the extractors found. ``programs`` are scripts and the proxy's binary; ``sources`` the
    commits of other repositories that were read; ``whole`` is False where one could not be."""

    images: Images
    renderings: tuple[Rendering, ...]
    bootstraps: tuple[Bootstrap, ...] = ()
    defaults: ProxyDefaults = field(default_factory=lambda: ProxyDefaults((), ()))
    programs: tuple[Program, ...] = ()
    proxy: Proxy | None = None
    sources: tuple[Source, ...] = ()
    whole: bool = True
    diagnostics: tuple[Diagnostic, ...] = field(default=())

    @property
    def binary(self) -> Program | None:
        """The proxy's binary, if it was found."""
        return next((program for program in self.programs if program.kind == "bazel"), None)


def files_of(
    repository: Repository,
    entries: Iterable[TreeEntry],
    repo: str = "",
    memo: Memo | None = None,
) -> Files:
    """The files of a tree; ``repo`` is OWNER/NAME where it is not the release's own."""
    blobs = {entry.path: entry.blob for entry in entries}
    return Files(blobs, repository.read_blobs, repo, memo or Memo())


def ship(files: Files, project: str, mains: Mapping[str, Location], opened: OpenCommit) -> Shipped:
    """Everything but the Go programs. ``mains`` gives the place of ``func main`` by package."""
    built = files.noted("images", mains, lambda asked: images(asked, mains))
    defaults = proxy_defaults(files)
    renderings, problems = files.noted(
        "renderings", defaults.ports, lambda asked: renderings_of(asked, defaults.ports)
    )
    found = bootstraps(files)
    pinned = pins(files, project)
    started = files.noted("scripts", built, lambda asked: scripts(asked, built))
    told = [*built.diagnostics, *problems, *pinned.diagnostics]
    told += [problem for each in renderings for problem in each.diagnostics]
    told += [problem for each in found for problem in each.diagnostics]
    read = _proxy(files, pinned.proxy, opened, told) if pinned.proxy is not None else None
    binary = program_of(read) if read is not None else None
    return Shipped(
        built,
        tuple(renderings),
        found,
        defaults,
        (*started, *((binary,) if binary is not None else ())),
        read,
        (_source(pinned.proxy),) if pinned.proxy is not None and read is not None else (),
        pinned.proxy is None or read is not None,
        tuple(dict.fromkeys(told)),
    )


def _source(pin: Pin) -> Source:
    return Source(pin.repo, pin.commit, f"{pin.location.file}:{pin.location.line}")


def _proxy(files: Files, pin: Pin, opened: OpenCommit, told: list[Diagnostic]) -> Proxy | None:
    """The proxy at its pinned commit; None, and a diagnostic, where that cannot be read."""

    def make() -> Proxy:
        with opened(pin.repo, pin.commit) as repository:
            entries = repository.tree(repository.commit(pin.commit).id)
            return proxy(files_of(repository, entries, pin.repo), pin)

    try:
        found = files.memo.get("proxy", pin.repo, f"{pin.commit} {pin.location}", make)
    except XrefError:
        # What went wrong here may be of this machine alone, and has no place in an index.
        mend = f"name a copy with --git {pin.repo}=PATH_OR_URL"
        told.append(Diagnostic(f"{pin.repo} {pin.commit} was not read: {mend}", pin.location))
        return None
    told += found.diagnostics
    return found
