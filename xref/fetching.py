"""What a build reads, brought to hand before it begins: tags, and the commits that they pin.

Layer 4, below ``build``. All is fetched in one go for each repository, so that processes that build
side by side need not, and none waits for another's network.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from xref.errors import TagNotFound, XrefError
from xref.gitsource import Progress as Fetching
from xref.gitsource import Repository, locate
from xref.gitsource.names import source_of
from xref.reading import Progress, Report


@dataclass(frozen=True, slots=True)
class AtHand:
    """What can be read: ``commits`` by tag, and why the other tags cannot (``failed``).

    ``lost`` gives repositories of pinned commits that were out of reach.
    """

    commits: Mapping[str, str]
    failed: Mapping[str, XrefError] = field(default_factory=dict)
    lost: Mapping[str, XrefError] = field(default_factory=dict)


def fetch_tags(
    project: str, overrides: Mapping[str, str], tags: Sequence[str], progress: Report
) -> AtHand:
    """Has the tags at hand, as far as there are such.

    Raises UsageError for what cannot be a tag, and SourceError where nothing can be read.
    """
    commits: dict[str, str] = {}
    failed: dict[str, XrefError] = {}
    with locate(project, overrides) as repository:
        try:
            repository.fetch(tags, progress=_stages(progress))
        except TagNotFound:
            known = set(repository.remote_tags())
            there = [tag for tag in tags if tag in known]
            if there:
                repository.fetch(there, progress=_stages(progress))
        for tag in tags:
            try:
                commits[tag] = repository.commit(tag).id
            except XrefError as error:
                failed[tag] = error
    return AtHand(commits, failed)


def fetch_pinned(
    project: str, overrides: Mapping[str, str], commits: Sequence[str], progress: Report
) -> dict[str, XrefError]:
    """Has at hand the proxy's commits that the releases at ``commits`` pin.

    The first and the last of them tell whether there is anything to fetch: trees take time to read,
    and repositories that are read in place need nothing. Gives the repositories that are out of
    reach, with the reason; a commit that one of them lacks is told when it is asked for.
    """
    lost: dict[str, XrefError] = {}
    wanted: dict[str, dict[str, None]] = {}
    with locate(project, overrides) as repository:
        ends = _pinned(repository, dict.fromkeys((*commits[:1], *commits[-1:])))
        if any(not _is_local(repo, overrides) for repo, _ in ends):
            for repo, commit in _pinned(repository, commits):
                wanted.setdefault(repo, {})[commit] = None
    for repo, pinned in wanted.items():
        try:
            locate(repo, overrides, commits=[*pinned], progress=_stages(progress)).close()
        except TagNotFound:
            continue  # a commit is nowhere: the release that pins it says so when it is read
        except XrefError as error:
            lost[repo] = error
    return lost


def open_pinned(
    repo: str, commit: str, overrides: Mapping[str, str], lost: Mapping[str, XrefError]
) -> Repository:
    """A repository with a commit at hand; one that is lost is not asked for over the network again.

    Raises XrefError.
    """
    if repo not in lost:
        return locate(repo, overrides, commits=[commit])
    repository = locate(repo, overrides)
    try:
        repository.commit(commit)
    except XrefError:
        repository.close()
        raise lost[repo] from None
    return repository


def _pinned(repository: Repository, commits: Iterable[str]) -> list[tuple[str, str]]:
    """The repository and commit of each proxy that is pinned."""
    from xref.extract.pins import pins
    from xref.shipping import files_of

    found = []
    for commit in commits:
        pin = pins(files_of(repository, repository.tree(commit)), repository.project).proxy
        if pin is not None:
            found.append((pin.repo, pin.commit))
    return found


def _is_local(repo: str, overrides: Mapping[str, str]) -> bool:
    try:
        return source_of(repo, overrides).path is not None
    except XrefError:
        return True  # what cannot be a repository is told when it is asked for


def _stages(progress: Report) -> Fetching:
    def report(stage: str, share: float | None) -> None:
        progress(Progress(stage, int((share or 0) * 100), 100 if share is not None else 0))

    return report
