"""Trees of files in memory, for tests of extractors."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from textwrap import dedent

from xref.extract.files import Files


def tree(texts: Mapping[str, str], repo: str = "") -> Files:
    """A tree of these files; the texts are dedented, and each file is its own blob."""
    blobs = {path: path for path in texts}

    def read(ids: Iterable[str]) -> Iterator[tuple[str, bytes | None]]:
        return ((id_, dedent(texts[id_]).encode()) for id_ in ids)

    return Files(blobs, read, repo)


def folder(path: Path) -> dict[str, str]:
    """The files below a folder."""
    found = (each for each in sorted(path.rglob("*")) if each.is_file())
    return {each.relative_to(path).as_posix(): each.read_text("utf-8") for each in found}
