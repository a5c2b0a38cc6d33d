"""The text of a program's own packages: where a name is mentioned, and the declaration around it.

Part of the listen extractor, below all its others. Files are searched by bytes; only declarations
that mention what was looked for are parsed, once for all programs of a release.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from xref.golang import Loader
from xref.golang.entities import parse_decl
from xref.golang.index import Decl
from xref.golang.packages import Package
from xref.golang.scope import FunctionScope, Scope, Unit
from xref.golang.sources import SourceFile
from xref.model import Location

Node = Any

_NAMES = frozenset(("identifier", "field_identifier", "type_identifier"))


@dataclass(frozen=True, slots=True, eq=False)
class Body:
    """A parsed top-level declaration; ``scope`` is for what it names in its package."""

    package: Package
    file: SourceFile
    decl: Decl
    root: Node
    scope: Scope

    def location(self, node: Node) -> Location:
        """The place of a node of this declaration."""
        return Location(self.file.path, self.decl.line + int(node.start_point[0]))

    def at(self, start: int, end: int) -> Node:
        """The smallest node that spans these bytes of the file."""
        return self.root.descendant_for_byte_range(start - self.decl.start, end - self.decl.start)


class Codebase:
    """A release's declarations, parsed when something first asks for one."""

    def __init__(self, loader: Loader) -> None:
        self.loader = loader
        self._bodies: dict[tuple[str, int], Body] = {}
        self._starts: dict[str, list[Decl]] = {}

    def around(self, package: Package, file: SourceFile, offset: int) -> Body | None:
        """The declaration that holds a byte of a file."""
        decls = self._starts.get(file.path)
        if decls is None:
            unique = {d.start: d for d in file.index.decls}
            decls = self._starts[file.path] = [unique[start] for start in sorted(unique)]
        i = bisect_right(decls, offset, key=lambda d: d.start) - 1
        if i < 0 or offset >= decls[i].end:
            return None
        return self.body(package, file, decls[i])

    def body(self, package: Package, file: SourceFile, decl: Decl) -> Body:
        """A declaration, parsed."""
        key = (file.path, decl.start)
        found = self._bodies.get(key)
        if found is None:
            scope = Scope(Unit(package, file, decl.line), FunctionScope())
            root = parse_decl(file, decl)
            found = self._bodies[key] = Body(package, file, decl, root, scope)
        return found

    def line(self, package: Package, file: SourceFile, line: int) -> Body | None:
        """The declaration that holds a line of a file."""
        decls = [d for d in file.index.decls if d.line <= line]
        if not decls:
            return None
        last = max(decls, key=lambda d: d.start)
        body = self.body(package, file, last)
        return body if line <= last.line + int(body.root.end_point[0]) else None


class Closure:
    """A program's own packages: of its import closure, those that are not vendored."""

    def __init__(self, codebase: Codebase, main: Package) -> None:
        self.codebase = codebase
        loader = codebase.loader
        self.packages = [p for p in loader.closure(main) if p.own and p.in_tree or p is main]
        self.files = {f.path: (p, f) for p in self.packages for f in p.files}
        loader.tree.load(f for _, f in self.files.values())
        self._beyond: dict[str, list[Package]] = {}
        self._mentions: dict[tuple[str, str], list[tuple[Body, Node]]] = {}

    def importers(self, package: Package) -> list[Package]:
        """The package itself and those that import it, at however many removes."""
        found = self._beyond.get(package.path)
        if found is None:
            paths = {package.path}
            found = [package]
            # What is imported stands before what imports it.
            for other in self.packages:
                if other is not package and not paths.isdisjoint(other.imports):
                    paths.add(other.path)
                    found.append(other)
            self._beyond[package.path] = found
        return found

    def mentions(self, name: str, home: Package) -> list[tuple[Body, Node]]:
        """Where code mentions a name that is declared in ``home``, or a field or method there."""
        key = (name, home.path)
        found = self._mentions.get(key)
        if found is None:
            exported = name[:1].isupper()
            packages = self.importers(home) if exported else [home]
            pattern = re.compile(rb"(?<![\w\x80-\xff])" + name.encode() + rb"(?![\w\x80-\xff])")
            found = self._mentions[key] = list(self.matches(pattern, packages))
        return found

    def matches(
        self, pattern: re.Pattern[bytes], packages: Iterable[Package]
    ) -> Iterator[tuple[Body, Node]]:
        """The identifiers in code that a pattern matches, each with its declaration."""
        for package in packages:
            for file in package.files:
                for match in pattern.finditer(file.data):
                    body = self.codebase.around(package, file, match.start())
                    if body is not None:
                        node = body.at(match.start(), match.end())
                        if node is not None and node.type in _NAMES:
                            yield body, node


def text(node: Node) -> str:
    """The source of a node."""
    return str(node.text.decode("utf-8", "replace"))


def arguments(call: Node) -> list[Node]:
    """The arguments of a call."""
    given = call.child_by_field_name("arguments")
    return list(given.named_children) if given is not None else []
