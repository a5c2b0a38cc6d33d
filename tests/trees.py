"""Trees in memory for tests of extractors."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from textwrap import dedent

from xref.extract.files import Files


def tree(texts: Mapping[str, str]) -> Files:
    """A tree of these files; the texts are dedented, and each file is its own blob."""
    blobs = {path: path for path in texts}

    def read(ids: Iterable[str]) -> Iterator[tuple[str, bytes | None]]:
        return ((id_, dedent(texts[id_]).encode()) for id_ in ids)

    return Files(blobs, read)
