"""xref's own small libraries: Go that stands in for what is not in a release's tree.

Part of the interpreter. They are its models of the standard library, and of the libraries of
commands and flags.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable

LIBRARY = "<xref>/"


@cache
def library_files(path: str) -> tuple[tuple[str, bytes], ...]:
    """The Go files of one of xref's own small libraries: (path for places, contents)."""
    folder = resources.files("xref.golang") / "stdlib" / path
    if not folder.is_dir():
        return ()
    found = sorted(f.name for f in folder.iterdir() if f.name.endswith(".go"))
    return tuple((f"{LIBRARY}{path}/{name}", (folder / name).read_bytes()) for name in found)


@cache
def library_paths() -> tuple[str, ...]:
    """The import paths of all of xref's own small libraries."""

    def below(folder: Traversable, path: str) -> Iterator[str]:
        for each in folder.iterdir():
            if each.is_dir():
                yield from below(each, f"{path}/{each.name}" if path else each.name)
            elif each.name.endswith(".go"):
                yield path

    return tuple(sorted(set(below(resources.files("xref.golang") / "stdlib", ""))))
