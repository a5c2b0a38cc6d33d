"""The files of one commit, for the extractors: their paths, and how to read them.

Part of the extract layer, which knows git only through the function that it is given.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any, TypeVar

from xref.model import Location

ReadBlobs = Callable[[list[str]], Iterable[tuple[str, bytes | None]]]
Made = TypeVar("Made")


class Memo:
    """What was made of files, for the next release that has the same ones.

    It holds what the present release and the one before it asked for, so that it stays of one size.
    """

    def __init__(self) -> None:
        self._now: dict[tuple[str, str, str], Any] = {}
        self._before: dict[tuple[str, str, str], Any] = {}

    def turn(self) -> None:
        """The next release begins."""
        self._before, self._now = self._now, {}

    def get(
        self,
        kind: str,
        path: str,
        blob: str,
        make: Callable[[], Made],
        holds: Callable[[Made], bool] = lambda _: True,
    ) -> Made:
        """What ``make`` gives for a file of that path and blob, or gave for it before.

        ``holds`` tells of what was made for an earlier release whether it would be the same now.
        """
        key = (kind, path, blob)
        if key not in self._now or not holds(self._now[key]):
            kept = key in self._before and holds(self._before[key])
            self._now[key] = self._before[key] if kept else make()
        return self._now[key]  # type: ignore[no-any-return]

    def has(self, kind: str, path: str, blob: str) -> bool:
        """Whether something was made of a file."""
        key = (kind, path, blob)
        return key in self._now or key in self._before


@dataclass(frozen=True, slots=True)
class Files:
    """A commit's files: ``blobs`` gives the blob of each path, ``read_blobs`` (id, bytes) pairs.

    ``repo`` is "" for the release's own repository, and else OWNER/NAME: places then have it before
    the path. ``memo`` keeps what was made of a file for other releases.
    """

    blobs: Mapping[str, str]
    read_blobs: ReadBlobs
    repo: str = ""
    memo: Memo = field(default_factory=Memo)

    def kept(self, kind: str, path: str, make: Callable[[], Made]) -> Made:
        """What ``make`` makes of a file; it must hang on the file's path and content alone."""
        return self.memo.get(kind, path, self.blobs.get(path, ""), make)

    def kept_all(
        self, kind: str, paths: Iterable[str], make: Callable[[str, bytes], Made]
    ) -> Iterator[Made]:
        """What ``make`` makes of several files, as ``kept`` does; those new are read in one go.

        Those that cannot be read are left out.
        """
        wanted = [path for path in paths if path in self.blobs]
        new = [p for p in wanted if not self.memo.has(kind, p, self.blobs[p])]
        contents = dict(self.read_all(new))
        lost = set(new).difference(contents)
        for path in wanted:
            if path not in lost:
                yield self.kept(kind, path, partial(make, path, contents.get(path, b"")))

    def read(self, path: str) -> bytes | None:
        """The content of a file; None if there is none of that path, or its blob is missing."""
        return dict(self.read_all([path])).get(path)

    def read_all(self, paths: Iterable[str]) -> Iterator[tuple[str, bytes]]:
        """The contents of several files, in one go; those that cannot be read are left out."""
        wanted = [path for path in paths if path in self.blobs]
        found = dict(self.read_blobs([self.blobs[path] for path in wanted]))
        for path in wanted:
            data = found.get(self.blobs[path])
            if data is not None:
                yield path, data

    def location(self, path: str, line: int = 0) -> Location:
        """The place of a line, with the repository before it where it is another one."""
        return Location(f"{self.repo}:{path}" if self.repo else path, line)
