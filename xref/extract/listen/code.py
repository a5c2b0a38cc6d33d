"""The text of a program's own packages: where a name is mentioned, and the declaration around it.

Part of the listen extractor, below all its others. Files are searched by bytes; only declarations
that mention what was looked for are parsed, once for all programs of a release.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from xref.golang import Loader, literals
from xref.golang.entities import parse_decl
from xref.golang.index import Decl
from xref.golang.packages import Package
from xref.golang.scope import FunctionScope, Scope, Unit
from xref.golang.sources import SourceFile
from xref.model import Location

Node = Any

_BUDGET = 200_000_000  # bytes for each program; Istio's take a hundredth
STRINGS = ("interpreted_string_literal", "raw_string_literal")
_NAMES = frozenset(("identifier", "field_identifier", "type_identifier"))


class TooMuch(Exception):
    """Tracing has looked at more than any sensible program would need."""


class Budget:
    """What tracing may yet look at, in bytes of declarations that were searched for a node."""

    def __init__(self) -> None:
        self.left = _BUDGET

    def spend(self, size: int) -> None:
        """Take note of a search. Raises TooMuch once all is spent."""
        self.left -= size
        if self.left < 0:
            raise TooMuch


@dataclass(frozen=True, slots=True, eq=False)
class Body:
    """A parsed top-level declaration; ``scope`` is for what it names in its package.

    ``types`` keeps what was worked out of its expressions, by their bytes, and ``blocks`` what its
    blocks declare, by node and name.
    """

    package: Package
    file: SourceFile
    decl: Decl
    root: Node
    scope: Scope
    budget: Budget
    types: dict[tuple[int, int], Any] = field(default_factory=dict)
    blocks: dict[int, dict[str, Any]] = field(default_factory=dict)

    def location(self, node: Node) -> Location:
        """The place of a node of this declaration."""
        return Location(self.file.path, self.decl.line + int(node.start_point[0]))

    def spend(self) -> None:
        """Take note of a search in the declaration. Raises TooMuch."""
        self.budget.spend(self.decl.end - self.decl.start)

    def at(self, start: int, end: int) -> Node:
        """The smallest node that spans these bytes of the file. Raises TooMuch."""
        self.spend()
        return self.root.descendant_for_byte_range(start - self.decl.start, end - self.decl.start)


class _OwnPackages(Loader):
    """The release's own packages alone: what is vendored has no types and no members here.

    No address is kept in a library's field, and to index the libraries would take most of the time.
    """

    def __init__(self, everything: Loader) -> None:
        super().__init__(everything.tree, everything.natives, {})
        self.everything = everything

    def _find(self, path: str) -> Package | None:
        return self.own(self.everything.package(path))

    def own(self, found: Package | None) -> Package | None:
        """This loader's twin of a package, which has the same files; None if it is vendored."""
        if found is None or not (found.own and found.in_tree):
            return None
        return Package(found.path, found.files, True, self, in_tree=True)

    def main_package(self, folder: str) -> Package | None:
        """As the loader of all packages; a main package counts as its own in any case."""
        found = self.everything.main_package(folder)
        return Package(found.path, found.files, True, self) if found is not None else None

    def package_name(self, path: str) -> str:
        """As the loader of all packages, which knows the vendored ones' names."""
        return self.everything.package_name(path)


class Codebase:
    """A release's own declarations, parsed when something first asks for one.

    ``loader`` is the one that the programs were evaluated with; nothing of it is changed.
    """

    def __init__(self, loader: Loader) -> None:
        self.everything = loader
        self.loader = _OwnPackages(loader)
        self.budget = Budget()
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
            found = self._bodies[key] = Body(package, file, decl, root, scope, self.budget)
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
    """A program's own packages: of its import closure, those that are not vendored.

    ``folder`` is that of its main package; a program without files has none.
    """

    def __init__(self, codebase: Codebase, folder: str) -> None:
        self.codebase = codebase
        codebase.budget.left = _BUDGET
        loader = codebase.loader
        main = loader.main_package(folder)
        self.packages = loader.closure(main) if main is not None else []
        self.files = {f.path: (p, f) for p in self.packages for f in p.files}
        loader.tree.load(f for _, f in self.files.values())
        self._beyond: dict[str, list[Package]] = {}
        self._mentions: dict[tuple[str, str], list[tuple[Body, Node]]] = {}

    def home(self, path: str, here: Package) -> Package | None:
        """The package of that import path, seen from a package (which may be ``main`` itself).

        A vendored one is found too: for its constants.
        """
        if here.path == path:
            return here
        own = self.codebase.loader.package(path)
        return own if own is not None else self.codebase.everything.package(path)

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

    def mentions(self, name: str, home: Package, anywhere: bool = False) -> list[tuple[Body, Node]]:
        """Where code mentions a name that is declared in ``home``, or a field or method there.

        ``anywhere`` is for methods, which may be called through an interface by packages that
        know nothing of ``home``.
        """
        exported = name[:1].isupper()
        key = (name, "" if anywhere and exported else home.path)
        found = self._mentions.get(key)
        if found is None:
            packages = self.importers(home) if exported else [home]
            packages = self.packages if anywhere and exported else packages
            found = self._mentions[key] = list(self.named(name, packages))
        return found

    def named(self, name: str, packages: Iterable[Package]) -> Iterator[tuple[Body, Node]]:
        """The identifiers of that name in the packages' code, each with its declaration."""
        size = len(name.encode())
        for package in packages:
            for file in package.files:
                for start in file.offsets(name):
                    body = self.codebase.around(package, file, start)
                    if body is not None:
                        node = body.at(start, start + size)
                        if node is not None and node.type in _NAMES:
                            yield body, node


def text(node: Node) -> str:
    """The source of a node."""
    return str(node.text.decode("utf-8", "replace"))


def literal_value(node: Node) -> str | None:
    """The text of a literal: a string's value, a number in decimal; None of what is neither."""
    written = text(node)
    try:
        if node.type == "int_literal":
            return str(literals.integer(written))
        if node.type == "raw_string_literal":
            return literals.raw_string(written)
        if node.type == "interpreted_string_literal":
            return literals.string(written).encode("utf-8", "replace").decode()
    except ValueError:
        pass  # no literal of Go's: its value is not known
    return None


def arguments(call: Node) -> list[Node]:
    """The arguments of a call."""
    given = call.child_by_field_name("arguments")
    return list(given.named_children) if given is not None else []
