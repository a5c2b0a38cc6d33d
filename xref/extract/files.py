"""The files of one commit, for the extractors: their paths, and how to read them.

Part of the extract layer, which knows git only through the function that it is given. Extractors
ask :class:`Files` alone, so that it can be noted what their result hangs on: it is then taken for
the next release where all that they asked has the same answers.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any, TypeVar

from xref.extract.noting import Changes, Notes, changes, folders_of
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
        self._noted: dict[str, tuple[Any, Notes, Any]] = {}
        self._blobs: Mapping[str, str] = {}

    def turn(self, blobs: Mapping[str, str]) -> None:
        """The next release begins, with the blobs of its paths."""
        self._before, self._now = self._now, {}
        between: Changes = changes(self._blobs, blobs)
        self._noted = {k: kept for k, kept in self._noted.items() if kept[1].hold(between)}
        self._blobs = blobs

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

    def noted(self, kind: str, given: Any, make: Callable[[Notes], Made]) -> Made:
        """What ``make`` gives, or gave for the release before if it asked nothing that has changed.

        ``given`` is what it hangs on besides. It takes the notes in which it writes what it asks.
        """
        if kind not in self._noted or self._noted[kind][0] != given:
            notes = Notes()
            self._noted[kind] = given, notes, make(notes)
        return self._noted[kind][2]  # type: ignore[no-any-return]


@dataclass(slots=True)
class _Folders:
    """The files that lie in each folder, once something asks."""

    found: dict[str, list[str]] | None = None


@dataclass(frozen=True, slots=True)
class Files:
    """A commit's files: ``blobs`` gives the blob of each path, ``read_blobs`` (id, bytes) pairs.

    ``repo`` is "" for the release's own repository, and else OWNER/NAME: places then have it before
    the path. ``memo`` keeps what was made of a file for other releases, ``notes`` what is asked.
    """

    blobs: Mapping[str, str]
    read_blobs: ReadBlobs
    repo: str = ""
    memo: Memo = field(default_factory=Memo)
    notes: Notes = field(default_factory=Notes)
    _folders: _Folders = field(default_factory=_Folders)

    def noted(self, kind: str, given: Any, make: Callable[[Files], Made]) -> Made:
        """What ``make`` gives for these files, or gave for those of the release before.

        It must hang on what it asks of the files that it is given, and on ``given``, alone. Such
        calls do not nest: the outer one would not hear what the inner one asks.
        """
        return self.memo.noted(kind, given, lambda notes: make(replace(self, notes=notes)))

    def kept(self, kind: str, path: str, make: Callable[[], Made]) -> Made:
        """What ``make`` makes of a file; it must hang on the file's path and content alone."""
        return self.memo.get(kind, path, self.blob(path), make)

    def kept_all(
        self, kind: str, paths: Iterable[str], make: Callable[[str, bytes], Made]
    ) -> Iterator[Made]:
        """What ``make`` makes of several files, as ``kept`` does; those new are read in one go.

        Those that cannot be read are left out.
        """
        wanted = [path for path in paths if self.has(path)]
        new = [p for p in wanted if not self.memo.has(kind, p, self.blobs[p])]
        contents = dict(self.read_all(new))
        lost = set(new).difference(contents)
        for path in wanted:
            if path not in lost:
                yield self.kept(kind, path, partial(make, path, contents.get(path, b"")))

    def paths(self, chosen: Callable[[str], bool]) -> list[str]:
        """The paths that are chosen, which must hang on a path alone; in git's order."""
        self.notes.choices.append(chosen)
        return [path for path in self.blobs if chosen(path)]

    def has(self, path: str) -> bool:
        """Whether there is a file of that path."""
        self.notes.there.add(path)
        return path in self.blobs

    def blob(self, path: str) -> str:
        """The id of a file's blob, "" if there is none of that path."""
        self.notes.read.add(path)
        return self.blobs.get(path, "")

    def has_folder(self, path: str) -> bool:
        """Whether there is a folder of that path."""
        self.notes.folders.add(path)
        return path in self._by_folder()

    def listed(self, folder: str) -> list[str]:
        """The files that lie in a folder themselves; "" is the root."""
        self.notes.folders.add(folder)
        return self._by_folder().get(folder, [])

    def below(self, folder: str) -> Iterator[str]:
        """All files in a folder and in those below it."""
        self.notes.folders.add(folder)
        for other, paths in self._by_folder().items():
            if other == folder or other.startswith(f"{folder}/"):
                yield from paths

    def _by_folder(self) -> dict[str, list[str]]:
        if self._folders.found is None:
            found: dict[str, list[str]] = {}
            for path in self.blobs:
                found.setdefault(path.rpartition("/")[0], []).append(path)
            for folder in folders_of(found):
                found.setdefault(folder, [])
            self._folders.found = found
        return self._folders.found

    def read(self, path: str) -> bytes | None:
        """The content of a file; None if there is none of that path, or its blob is missing."""
        return dict(self.read_all([path])).get(path)

    def read_all(self, paths: Iterable[str]) -> Iterator[tuple[str, bytes]]:
        """The contents of several files, in one go; those that cannot be read are left out."""
        wanted = [path for path in paths if self.blob(path)]
        found = dict(self.read_blobs([self.blobs[path] for path in wanted]))
        for path in wanted:
            data = found.get(self.blobs[path])
            if data is not None:
                yield path, data

    def location(self, path: str, line: int = 0) -> Location:
        """The place of a line, with the repository before it where it is another one."""
        return Location(f"{self.repo}:{path}" if self.repo else path, line)
