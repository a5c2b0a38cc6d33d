"""Trees of files for tests of what reads them, without git."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from xref.extract.files import Files


def tree(files: Mapping[str, str], repo: str = "") -> Files:
    """A tree of texts by path. The ids of its blobs are their paths."""

    def read(ids: list[str]) -> Iterator[tuple[str, bytes | None]]:
        return ((path, files[path].encode()) for path in dict.fromkeys(ids))

    return Files({path: path for path in files}, read, repo)


def folder(path: Path) -> dict[str, str]:
    """The files below a folder."""
    found = (each for each in sorted(path.rglob("*")) if each.is_file())
    return {each.relative_to(path).as_posix(): each.read_text("utf-8") for each in found}
