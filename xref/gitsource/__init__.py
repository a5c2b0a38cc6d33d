"""Where a release is read from: repositories, their tags, trees and blobs.

The git layer. Above it stands ``build``; below, git itself. Nothing is checked out, and nothing is
written but to clones in the cache folder. ``names`` says what may be named, ``command`` runs git,
``batch`` reads objects, ``clone`` keeps the cache, ``repository`` puts them together.
:func:`locate` is the way in.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from xref.gitsource.command import Progress
from xref.gitsource.names import parse_pair, parse_pairs, source_of
from xref.gitsource.repository import Commit, Repository, TreeEntry

__all__ = [
    "Commit",
    "Progress",
    "Repository",
    "TreeEntry",
    "locate",
    "parse_pair",
    "parse_pairs",
]


def locate(
    project: str,
    overrides: Mapping[str, str] | None = None,
    tags: Sequence[str] = (),
    commits: Sequence[str] = (),
    progress: Progress | None = None,
) -> Repository:
    """The repository of ``project`` (OWNER/NAME), with ``tags`` and ``commits`` at hand.

    Its objects come from the first that applies: ``overrides`` (the pairs of ``--git``), the
    variable ``XREF_GIT``, the ``[git]`` table of the config file, else GitHub. A path is read in
    place. A URL has a clone in the cache, into which what is missing of ``tags`` and ``commits`` is
    fetched; the network is left alone if nothing is, and without tags and commits. ``progress``
    hears how that goes.

    Raises UsageError for names that cannot be, TagNotFound for a tag that is not there, SourceError
    where the repository cannot be opened, reached or written to the cache.
    """
    repository = Repository(source_of(project, overrides or {}))
    try:
        repository.fetch(tags, commits, progress)
    except BaseException:
        repository.close()
        raise
    return repository
