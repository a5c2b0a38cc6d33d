"""The files of one commit, for the extractors: their paths, and how to read them.

Part of the extract layer, which knows git only through the function that it is given.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from xref.model import Location

ReadBlobs = Callable[[list[str]], Iterable[tuple[str, bytes | None]]]


@dataclass(frozen=True, slots=True)
class Files:
    """A commit's files: ``blobs`` gives the blob of each path, ``read_blobs`` (id, bytes) pairs.

    ``repo`` is "" for the release's own repository, and else OWNER/NAME: places then have it before
    the path.
    """

    blobs: Mapping[str, str]
    read_blobs: ReadBlobs
    repo: str = ""

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
