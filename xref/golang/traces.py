"""What an evaluation has read of a package, kept, and whether another version still says the same.

Part of the interpreter. An outcome may be used again where each look-up that it hangs on gives what
it gave (see :mod:`xref.golang.reads`). Declarations may stand on other lines by then.
"""

from __future__ import annotations

from typing import Any

from xref.golang.packages import Loader, Package
from xref.golang.reads import answer, stable

# The package's digest, files, and for each key: a digest of the answer, and for each declaration
# that it led to the file's number, the line and the number of lines.
Trace = tuple[str, list[str], dict[str, list[Any]]]

# By file: for each declaration its line before, its number of lines, and its line now.
Shifts = dict[str, set[tuple[int, int, int]]]


def trace(loader: Loader, package: Package, keys: set[str]) -> Trace:
    """What the look-ups under the keys give."""
    files: dict[str, int] = {}
    read: dict[str, list[Any]] = {}
    for key in stable(package, keys):
        digest, places = answer(package, key)
        row = read[key] = [digest]
        for path, line, count in places:
            row += (files.setdefault(path, len(files)), line, count)
    return loader.digest(package), list(files), read


def moved(package: Package, before: Any) -> Shifts | None:
    """Where the declarations of a trace stand now.

    None if the package, perhaps of another release, no longer says what the trace has read.
    """
    _, files, read = before
    shifts: Shifts = {path: set() for path in files}
    for key, (digest, *places) in read.items():
        now, found = answer(package, key)
        if now != digest:
            return None
        for i, (path, line, _) in enumerate(found):
            number, old, count = places[3 * i : 3 * i + 3]
            if files[number] != path:
                return None
            shifts[path].add((old, count, line))
    return shifts
