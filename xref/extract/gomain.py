"""The entry point of a Go program in one blob: ``func main`` of ``package main``.

Part of the extract layer; knows a blob and never a path, so tests, samples and vendored programs
are found like any other (:mod:`xref.roles` tells them apart), and so are files that a build
constraint keeps for ``go run``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from xref.golang.index import index_file, package_of
from xref.syntax import parse_go, query

_CANDIDATE = re.compile(rb"func\s+main\s*\(")
_CLAUSE = b"package main\n"


@dataclass(frozen=True, slots=True)
class BlobMain:
    """A program's entry point: the line of ``func main``, and the file's build constraint or ""."""

    line: int
    constraint: str


def main_of(data: bytes) -> BlobMain | None:
    """The entry point in a Go file, if it has one."""
    if package_of(data) != "main" or not _CANDIDATE.search(data):
        return None
    index = index_file(data)
    for decl in index.decls:
        if decl.kind == "func" and decl.name == "main":
            tree = parse_go(_CLAUSE + data[decl.start : decl.end])
            if query("go", "main_package").matches(tree.root_node):
                return BlobMain(decl.line, index.constraint)
    return None
