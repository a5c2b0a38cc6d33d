"""A repository to read: tags, commits, trees and blobs, all from git objects.

The top of the git layer, made by ``locate``; ``build`` reads a release through it. A repository of
the user's is only read; one that comes from a URL stands in the cache and can fetch.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

from xref.errors import SourceError, TagNotFound
from xref.gitsource import clone, command
from xref.gitsource.batch import BatchReader
from xref.gitsource.command import GitFailure, Progress
from xref.gitsource.names import Place, check_commit, check_tag, home_page, is_commit
from xref.tally import counts
from xref.versions import version_key

SYMLINK = 0o120000


@dataclass(frozen=True, slots=True)
class Commit:
    """A commit; ``committed_at`` is ISO 8601 with an offset, ``tree`` the id of its root tree."""

    id: str
    committed_at: str
    tree: str


@dataclass(frozen=True, slots=True)
class TreeEntry:
    """A file or symbolic link (``mode`` SYMLINK) of a tree; ``blob`` is the id of its content.

    Bytes of ``path`` that are no UTF-8 are surrogate escapes.
    """

    path: str
    mode: int
    blob: str


class Repository:
    """The objects of one project. For one thread of one process; close it, or use ``with``.

    ``path`` is the git folder that is read (not there yet for a URL of which nothing has been
    fetched), ``url`` the page on GitHub that places link to.
    """

    def __init__(self, place: Place) -> None:
        """Raises SourceError where ``place`` is a path at which there is no repository."""
        self._place = place
        self.project = place.project
        self.path = git_folder(place) if place.path is not None else clone.path_of(place.url)
        self.url = home_page(place.project, place.url)
        self._reader = BatchReader(self.path)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None
    ) -> None:
        self.close()

    def reopened(self) -> Repository:
        """The same repository with a pipe to git of its own, for another process."""
        return Repository(self._place)

    def close(self) -> None:
        """Ends the git process. A later read starts it anew."""
        self._reader.close()

    def fetch(
        self,
        tags: Sequence[str] = (),
        commits: Sequence[str] = (),
        progress: Progress | None = None,
    ) -> None:
        """Makes sure that ``tags`` and ``commits`` can be read, fetching into the cache only.

        Raises UsageError for what cannot be a tag or a full id, TagNotFound, and SourceError where
        the remote cannot be reached, or a repository of the user's lacks a commit.
        """
        tags, commits = [*map(check_tag, tags)], [*map(check_commit, commits)]
        if self._place.path is None:
            clone.ensure(self._place, tags, commits, progress)
        for name in (*tags, *commits):
            self.commit(name)

    def tags(self) -> tuple[str, ...]:
        """The tags that can be read now, in the order of their versions."""
        if self._place.path is None and not (self.path / "HEAD").is_file():
            return ()
        output = command.read(self.path, "for-each-ref", "--format=%(refname:strip=2)", "refs/tags")
        return _ordered(output.splitlines())

    def remote_tags(self) -> tuple[str, ...]:
        """The tags that could be built: the remote's, or those of a path. Raises SourceError."""
        if self._place.path is not None:
            return self.tags()
        options = ("ls-remote", "--tags", "--refs", "--end-of-options")
        try:
            output = command.run_remote(self.path, *options, self._place.url)
        except GitFailure as failure:
            raise clone.explain(self._place, failure) from failure
        names = (line.partition(b"\trefs/tags/")[2] for line in output.splitlines())
        return _ordered(name for name in names if name)

    def commit(self, rev: str) -> Commit:
        """The commit of a tag, annotated or not, or of a full id.

        Raises UsageError for what cannot be a tag, TagNotFound with the nearest names, and
        SourceError for an id that is not there or a commit that cannot be read.
        """
        check_tag(rev)
        answer = self._reader.get(f"{clone.tag_ref(rev)}^{{commit}}") if self._exists() else None
        if answer is None and is_commit(rev):
            answer = self._reader.get(f"{rev}^{{commit}}") if self._exists() else None
            if answer is None:
                raise SourceError(f"{self.path} has no commit {rev}: {self._mend(rev)}")
        if answer is None:
            raise TagNotFound(self._no_tag(rev))
        return _commit(answer.id, answer.content)

    def tree(self, commit_id: str) -> tuple[TreeEntry, ...]:
        """All files and symbolic links below a commit (or tree), in git's order; no submodules.

        Raises SourceError where the commit or one of its trees is not there.
        """
        check_commit(commit_id)
        output = command.read(self.path, "ls-tree", "-r", "-z", "--full-tree", commit_id)
        return tuple(_entries(output))

    def read_blobs(self, ids: Iterable[str]) -> Iterator[tuple[str, bytes | None]]:
        """Each distinct id with its content, in the given order; None for a missing blob.

        Fast: git works ahead of the caller. It may be left unfinished or run beside others.
        Raises SourceError where git fails as a whole.
        """
        for name, answer in self._reader.read(ids):
            counts["blobs"] += 1
            yield name, None if answer is None else answer.content

    def read_blob(self, blob: str) -> bytes | None:
        """The content of one blob, None if it is missing."""
        counts["blobs"] += 1
        answer = self._reader.get(blob)
        return None if answer is None else answer.content

    def _exists(self) -> bool:
        return self._place.path is not None or (self.path / "HEAD").is_file()

    def _mend(self, what: str) -> str:
        """What the user can do about something that is not there."""
        if self._place.path is None:
            return "`xref releases --available` lists what there is"
        kind = what if is_commit(what) else "--tags"
        return f"fetch it there with `git -C {self._place.path} fetch origin {kind}`"

    def _no_tag(self, tag: str) -> str:
        from difflib import get_close_matches

        known = self.tags()
        near = get_close_matches(tag, known, n=3)
        hint = f" (near: {', '.join(near)})" if near else "" if known else ", nor any other"
        return f"{self.project} has no tag {tag!r} in {self.path}{hint}: {self._mend(tag)}"


def git_folder(place: Place) -> Path:
    """The folder with refs and objects of the bare, ordinary or linked repository at a path.

    Raises SourceError, with what to do, where there is none or it cannot be read.
    """
    root = place.path
    assert root is not None
    try:
        folder = _pointed(root / ".git", "gitdir: ") or (
            root / ".git" if (root / ".git").is_dir() else root
        )
        folder = _pointed(folder / "commondir", "") or folder
        if not ((folder / "HEAD").is_file() and (folder / "objects").is_dir()):
            raise NotADirectoryError
        command.run(folder, "rev-parse", "--git-dir")
    except (OSError, GitFailure) as error:
        why = str(error) if isinstance(error, GitFailure) else error.strerror or "no repository"
        told_by = f" (named by {place.told_by})" if place.told_by else ""
        raise SourceError(
            f"{root}{told_by} is no git repository that can be read ({why}): "
            f"name a clone of {place.project}, bare or with its files"
        ) from error
    return folder


def _pointed(file: Path, prefix: str) -> Path | None:
    """The folder that a small file of git names, None without such a file."""
    if not file.is_file():
        return None
    text = os.fsdecode(file.read_bytes()).rstrip("\r\n")
    return Path(os.path.normpath(file.parent / text.removeprefix(prefix)))


def _ordered(names: Iterable[bytes]) -> tuple[str, ...]:
    return tuple(
        sorted((name.decode("utf-8", "surrogateescape") for name in names), key=version_key)
    )


def _commit(id_: str, content: bytes) -> Commit:
    """A commit of its content. Raises SourceError where that is damaged."""
    from datetime import datetime, timedelta, timezone

    fields = dict(line.split(b" ", 1) for line in content.split(b"\n\n")[0].split(b"\n") if line)
    try:
        _, seconds, offset = fields[b"committer"].rsplit(b" ", 2)
        minutes = int(offset[-2:]) + 60 * int(offset[-4:-2])
        zone = timezone(timedelta(minutes=-minutes if offset.startswith(b"-") else minutes))
        when = datetime.fromtimestamp(int(seconds), zone).isoformat()
        return Commit(id_, when, fields[b"tree"].decode("ascii"))
    except (KeyError, ValueError, OverflowError, OSError) as error:
        raise SourceError(f"the commit {id_} is damaged: `git fsck` tells more") from error


def _entries(output: bytes) -> Iterator[TreeEntry]:
    """The records of ``ls-tree -r -z``: ``MODE KIND ID<tab>PATH<nul>``."""
    for record in output.decode("utf-8", "surrogateescape").split("\0"):
        head, _, path = record.partition("\t")
        if path:
            mode, kind, blob = head.split(" ")
            if kind == "blob":
                yield TreeEntry(path, int(mode, 8), blob)
