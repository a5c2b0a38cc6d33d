"""The Go side of a release's tree: folders, modules, programs.

Part of the extract layer. Given the tree's entries and the scans of its Go blobs, it tells what a
Go toolchain would be told by the file system.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol

from xref.extract.goblob import BlobScan
from xref.golang import build_selected
from xref.model import Definition, Location, Role
from xref.roles import role_of

_MODULE = re.compile(rb'^\s*module\s+"?([^\s"]+)"?', re.M)
_GO_VERSION = re.compile(rb"^go\s+(\d+)\.(\d+)", re.M)
_EVIDENCE = 3  # imports that must agree before a root is believed


class Entry(Protocol):
    """A file of a tree."""

    @property
    def path(self) -> str: ...
    @property
    def blob(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Main:
    """A main package: its folder, and the file and line of its ``func main``.

    ``excluded`` is the build constraint that keeps it out of a linux/amd64 build, or "".
    """

    folder: str
    location: Location
    role: Role
    excluded: str


@dataclass(frozen=True, slots=True)
class GoTree:
    """The Go files of a release: by folder as (name, blob) pairs, and the folders' import paths.

    ``loop_variables`` tells that the root module's Go is 1.22 or later, where each turn of a loop
    has variables of its own.
    """

    folders: dict[str, list[tuple[str, str]]]
    modules: dict[str, str]
    loop_variables: bool = False


def go_files(entries: Iterable[Entry]) -> dict[str, list[tuple[str, str]]]:
    """The (name, blob) pairs of Go files by folder."""
    folders: dict[str, list[tuple[str, str]]] = {}
    for entry in entries:
        if entry.path.endswith(".go"):
            folder, _, name = entry.path.rpartition("/")
            folders.setdefault(folder, []).append((name, entry.blob))
    return folders


def go_tree(
    entries: Iterable[Entry],
    scans: Mapping[str, BlobScan],
    read: Callable[[str], bytes | None],
) -> GoTree:
    """The Go side of a tree. ``read`` gives the contents of a blob (of a ``go.mod``)."""
    listed = list(entries)
    folders = go_files(listed)
    modules: dict[str, str] = {}
    modern = False
    for entry in listed:
        folder, _, name = entry.path.rpartition("/")
        if name != "go.mod" or role_of(entry.path) is Role.VENDOR:
            continue
        data = read(entry.blob) or b""
        found = _MODULE.search(data)
        if found is not None:
            modules.setdefault(found[1].decode("utf-8", "replace"), folder)
        version = _GO_VERSION.search(data)
        if not folder and version is not None:
            modern = (int(version[1]), int(version[2])) >= (1, 22)
    if "" not in modules.values():
        root = told_by_imports(folders, scans)
        if root:
            modules[root] = ""
    return GoTree(folders, modules, modern)


def told_by_imports(
    folders: Mapping[str, list[tuple[str, str]]], scans: Mapping[str, BlobScan]
) -> str:
    """The import path of the tree's root, as the imports in the tree itself tell; "" if none do.

    An import that ends in one of the tree's own folders speaks for what stands before it.
    """
    votes: Counter[str] = Counter()
    own = [f for f in folders if role_of(f) is not Role.VENDOR]
    known = set(own)
    for folder in own:
        for _, blob in folders[folder]:
            scan = scans.get(blob)
            for item in scan.head.imports if scan is not None else ():
                parts = item.path.split("/")
                for at in range(1, len(parts)):
                    if "/".join(parts[at:]) in known and f"vendor/{item.path}" not in folders:
                        votes["/".join(parts[:at])] += 1
    best = votes.most_common(1)
    return best[0][0] if best and best[0][1] >= min(_EVIDENCE, len(own)) else ""


def mains(tree: GoTree, scans: Mapping[str, BlobScan]) -> list[Main]:
    """The main packages of the tree, each folder once, in the order of their folders."""
    found: list[Main] = []
    for folder in sorted(tree.folders):
        candidates: list[Main] = []
        for name, blob in sorted(tree.folders[folder]):
            scan = scans.get(blob)
            if scan is None or not scan.main_line or name.endswith("_test.go"):
                continue
            path = f"{folder}/{name}" if folder else name
            chosen = build_selected(name, scan.head.constraint)
            excluded = "" if chosen else scan.head.constraint or name
            location = Location(path, scan.main_line)
            candidates.append(Main(folder, location, role_of(path), excluded))
        if candidates:
            found.append(min(candidates, key=lambda m: bool(m.excluded)))
    return found


def definitions(tree: GoTree, scans: Mapping[str, BlobScan]) -> list[Definition]:
    """All flag definition sites of the tree, in the order of their places."""
    found: list[Definition] = []
    for folder in sorted(tree.folders):
        for name, blob in sorted(tree.folders[folder]):
            scan = scans.get(blob)
            if scan is None or not scan.definitions:
                continue
            path = f"{folder}/{name}" if folder else name
            role = role_of(path)
            found.extend(
                Definition(
                    Location(path, d.line),
                    d.kind,
                    d.library,
                    d.name,
                    d.name_expr,
                    d.default_expr,
                    role,
                    d.variable,
                )
                for d in scan.definitions
            )
    return found
