"""Packages: where import paths lead, which files belong, and what names they declare.

Part of the interpreter. A :class:`Loader` finds a package's files in the release's tree, in its
``vendor`` folders, or among the small libraries that come with xref. A :class:`Package` knows its
declarations by name from a cheap index (:mod:`xref.golang.index`) and parses one only when it is
asked for.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from typing import Any

from xref.golang import index
from xref.golang import types as T
from xref.golang.index import Decl
from xref.golang.libraries import library_files, library_paths
from xref.golang.scope import Unit
from xref.golang.sources import Blob, SourceFile, Tree, digest_of, head_of


class Package:
    """A Go package. ``files`` are those of a linux/amd64 build, in the order of their names.

    ``own`` tells that it is of the release's own code, not vendored and not a library of xref's;
    ``in_tree`` that it is of the release at all.
    """

    def __init__(
        self,
        path: str,
        files: list[SourceFile],
        own: bool,
        loader: Loader,
        in_tree: bool = False,
    ) -> None:
        self.path = path
        self.files = files
        self.own = own
        self.in_tree = in_tree
        self.loader = loader
        self.name = files[0].head.package if files else path.rpartition("/")[2]
        self._decls: dict[str, list[tuple[SourceFile, Decl]]] | None = None
        self._methods: dict[tuple[str, str], tuple[SourceFile, Decl]] = {}
        self.inits: list[tuple[SourceFile, Decl]] = []
        self.variables: list[tuple[SourceFile, Decl]] = []
        self.entities: dict[str, Any] = {}
        self.methods: dict[tuple[str, str], Any] = {}
        self.named_types: dict[str, T.Named] = {}
        self.groups: dict[tuple[str, int], Any] = {}
        self.startup: Any = None  # the specs that are initialised first, once they are in order
        self.registering: Any = None  # see registering: what it gives, in a tuple
        # What was read, see reads: the units of types and functions, methods asked for by type,
        # what the order of initialisation hangs on in other packages, and answers given.
        self.units: dict[str, Unit] = {}
        self.asked: dict[str, set[str]] = {}
        self.starting: set[tuple[Package, str]] = set()
        self.answers: dict[str, Any] = {}
        heads = [f.head for f in files] if in_tree else []
        self.mentions = any(h.mentions for h in heads)
        called = self.mentions and any(h.starts for h in heads)
        self.executes = any(f.head.executes for f in files)
        self.triggered = called or any(h.triggered for h in heads)
        self.digest: str | None = None
        self.closure: list[Package] | None = None
        self.imports = list(dict.fromkeys(i.path for f in files for i in f.head.imports))
        self.state = 0  # 0 untouched, 1 being initialised, 2 ready; per program

    def __repr__(self) -> str:
        return f"<package {self.path}>"

    @property
    def decls(self) -> dict[str, list[tuple[SourceFile, Decl]]]:
        """Declarations by name; for a group every name that it may declare leads to it."""
        if self._decls is None:
            self._decls = {}
            self.loader.tree.load(self.files)
            for file in self.files:
                for decl in file.index.decls:
                    self._note(file, decl)
        return self._decls

    def _note(self, file: SourceFile, decl: Decl) -> None:
        assert self._decls is not None
        if decl.kind == "method":
            self._methods.setdefault((decl.receiver, decl.name), (file, decl))
            return
        if decl.kind == "func" and decl.name == "init":
            self.inits.append((file, decl))
            return
        if decl.kind == "var":
            self.variables.append((file, decl))
        self._decls.setdefault(decl.name, []).append((file, decl))

    def unit(self, part: str, file: SourceFile, decl: Decl) -> Unit:
        """The unit of a part of a declaration, see ``part_key``."""
        key = part_key(part, file, decl)
        found = self.units.get(key)
        if found is None:
            found = self.units[key] = Unit(self, file, decl.line)
        return found

    def clear(self) -> None:
        """Let go of all code: its parts refer to each other, and would wait for the collector."""
        groups = [group if isinstance(group, list) else [group] for group in self.groups.values()]
        code = (*self.entities.values(), *self.methods.values(), *chain.from_iterable(groups))
        # What an alias stands for is another package's, and may live on.
        own = (
            named for named in self.named_types.values() if getattr(named, "owner", None) is self
        )
        for made in (*own, *code):
            if hasattr(made, "clear"):
                made.clear()
        for unit in self.units.values():
            unit.reads.clear()
        for table in (self.entities, self.methods, self.named_types, self.groups, self.units):
            table.clear()
        self.answers.clear()
        self.starting.clear()
        self.startup = self.registering = self.closure = self._decls = None

    def method_decl(self, receiver: str, name: str) -> tuple[SourceFile, Decl] | None:
        """The declaration of a method, by its receiver's base type."""
        _ = self.decls
        return self._methods.get((receiver, name))

    def method(self, named: T.Named, name: str) -> Any:
        """The method declared on a type of this package; None if there is none."""
        key = (f"{named.name}[{','.join(str(id(a)) for a in named.args)}]", name)
        if key not in self.methods:
            from xref.golang.code import FuncCode

            self.asked.setdefault(named.name, set()).add(name)
            found = self.method_decl(named.name, name)
            self.methods[key] = FuncCode(self, *found, named.args) if found is not None else None
        return self.methods[key]

    def imported(self, file: SourceFile, name: str) -> str | None:
        """The import path that ``name`` stands for in the file; None if it is no package."""
        if file.imports is None:
            file.imports = {}
            for item in file.head.imports:
                if item.name in ("_", "."):
                    continue
                file.imports[item.name or self.loader.package_name(item.path)] = item.path
        return file.imports.get(name)

    def dot_imports(self, file: SourceFile) -> list[str]:
        """Import paths whose names the file uses unqualified."""
        return [i.path for i in file.head.imports if i.name == "."]


class Loader:
    """Finds packages by import path, each once.

    ``hooks`` maps (import path, ``Func`` or ``Type.Method``) to what is run in a function's place.
    ``spared`` names types (``path.Type``) that calls into the unknown do not make forget.
    ``vendored`` False prefers xref's own libraries to vendored ones. ``without`` hides import
    paths. ``loop_variables``: each turn of a loop has variables of its own (Go 1.22 and later).
    """

    def __init__(
        self,
        tree: Tree,
        natives: Any,
        hooks: Mapping[tuple[str, str], Any],
        spared: frozenset[str] = frozenset(),
        vendored: bool = True,
        without: frozenset[str] = frozenset(),
        loop_variables: bool = False,
    ) -> None:
        self.tree = tree
        self.natives = natives
        self.hooks = hooks
        self.spared = spared
        self.vendored = vendored
        self.without = without
        self.loop_variables = loop_variables
        self.blobs: dict[str, Blob] = {}
        self.absent_types: dict[tuple[str, str], T.Named] = {}
        self._packages: dict[str, Package | None] = {}
        self._replaced: list[str] | None = None
        self._vendor_roots = [
            f[: f.index("vendor") + 6] for f in ("vendor",) if any(_under(tree.folders, f))
        ]

    def adopt(self, before: Loader) -> None:
        """Take over the packages of another release that are the same in this one, with their code.

        Such is a package that has the same files and whose imports all lead to such packages, so
        that its code refers to none but these. Nothing may be asked of ``before`` any more, nor of
        its other packages, and of this loader nothing may have been asked yet.
        """
        if before.loop_variables != self.loop_variables or before.without != self.without:
            return
        self.natives, self.absent_types = before.natives, before.absent_types
        present = {key for files in self.tree.folders.values() for _, key in files}
        self.blobs = {key: blob for key, blob in before.blobs.items() if key in present}
        same: dict[str, bool] = {}
        known = {key: package for key, package in before._packages.items() if package is not None}
        names = {id(package): key for key, package in known.items()}
        for package in before.ordered(known.values()):
            own = names.get(id(package), package.path)
            same[own] = self._is_same(before, package, own, same)
        for key, package in known.items():
            if not same[key]:
                package.clear()
                continue
            self._packages[key] = package
            package.loader = self
            for file in package.files:
                file.tree = self.tree
        before._packages.clear()
        before.blobs.clear()
        before.tree.close()

    def _is_same(self, before: Loader, package: Package, key: str, same: dict[str, bool]) -> bool:
        for path in package.imports:
            other = before._packages.get(path)
            if other is None and (self.locate(path) is not None or library_files(path)):
                return False
            if other is not None and not same.get(path, False):
                return False
        if any("[" in name for name in package.named_types):
            return False  # instances of generic types, by arguments that may be of another release
        folder = before.locate(package.path) if package.in_tree else None
        if key.startswith("main:"):
            folder = key.removeprefix("main:")
        elif folder != self.locate(package.path):
            return False
        if folder is None:
            return not package.in_tree
        if folder not in self.tree.folders:
            return False
        if self.tree.folders[folder] == before.tree.folders.get(folder):
            return True
        files = self._read(folder, "main" if key.startswith("main:") else "")
        return [(f.path, f.key) for f in files] == [(f.path, f.key) for f in package.files]

    def package(self, path: str) -> Package | None:
        """The package of an import path; None where its source is nowhere."""
        try:
            return self._packages[path]
        except KeyError:
            found = self._packages[path] = self._find(path)
            return found

    def main_package(self, folder: str) -> Package | None:
        """The main package of a folder, whatever other packages have files there."""
        key = f"main:{folder}"
        if key not in self._packages:
            files = self._read(folder, "main") if folder in self.tree.folders else []
            path = self.tree.import_path(folder)
            self._packages[key] = Package(path, files, True, self) if files else None
        return self._packages[key]

    def closure(self, package: Package) -> list[Package]:
        """The package and all that it imports, what is imported before what imports it."""
        if package.closure is None:
            known = {id(other) for other in self._loaded() if other.closure is not None}
            for each in self._below(package, {*known, id(package)}):
                imported = (self.package(path) for path in each.imports)
                parts = (other.closure or () for other in imported if other is not None)
                each.closure = [*dict.fromkeys(chain.from_iterable(parts)), each]
        assert package.closure is not None
        return package.closure

    def _loaded(self) -> Iterable[Package]:
        return (package for package in self._packages.values() if package is not None)

    def ordered(self, packages: Iterable[Package]) -> Iterator[Package]:
        """The packages and all that they import, each once, after what it imports."""
        seen: set[int] = set()
        for package in packages:
            if id(package) not in seen:
                seen.add(id(package))
                yield from self._below(package, seen)

    def _below(self, package: Package, seen: set[int]) -> Iterator[Package]:
        stack = [(package, iter(package.imports))]
        while stack:
            at, paths = stack[-1]
            for path in paths:
                other = self.package(path)
                if other is not None and id(other) not in seen:
                    seen.add(id(other))
                    stack.append((other, iter(other.imports)))
                    break
            else:
                stack.pop()
                yield at

    def digest(self, package: Package) -> str:
        """What the package's meaning hangs on: its files, and where its imports lead."""
        if package.digest is None:
            parts = [f"{f.path}={f.key}" for f in package.files]
            parts += [f"{path}>{lead}" for path, lead in sorted(self.leads(package).items())]
            package.digest = digest_of(parts)
        return package.digest

    def leads(self, package: Package) -> dict[str, str]:
        """Where the package's imports lead: folder and package name by import path."""
        found: dict[str, str] = {}
        for path in package.imports:
            found[path] = self.lead(path)
        return found

    def lead(self, path: str) -> str:
        """Where an import path leads: the folder in the tree, if it is there, and the name."""
        other = self.package(path)
        return f"{self.locate(path) or ''}>{other.name if other is not None else ''}"

    def replaced_libraries(self) -> list[str]:
        """The import paths of xref's own libraries that the release's tree has itself."""
        if self._replaced is None:
            self._replaced = [path for path in library_paths() if self.locate(path) is not None]
        return self._replaced

    def package_name(self, path: str) -> str:
        """The name that a package goes by where its import gives none."""
        folder = self.locate(path)
        if folder is not None:
            package = self.package(path)
            if package is not None and package.files:
                return package.name
        elif library_files(path):
            package = self.package(path)
            if package is not None:
                return package.name
        last = path.rpartition("/")[2]
        if last[:1] == "v" and last[1:].isdigit():
            last = path.split("/")[-2] if "/" in path else last
        return last.partition(".v")[0].replace("-", "_")

    def locate(self, path: str) -> str | None:
        """The folder of the release that holds an import path's package; None if none does."""
        own = self.tree.folder_of(path)
        if own is not None and own in self.tree.folders:
            return own
        if self.vendored or not library_files(path):
            for root in self._vendor_roots:
                folder = f"{root}/{path}"
                if folder in self.tree.folders:
                    return folder
        return None

    def _find(self, path: str) -> Package | None:
        if path in self.without:
            return None
        folder = self.locate(path)
        if folder is not None:
            files = self._read(folder)
            if files:
                own = "vendor" not in folder.split("/")
                return Package(path, files, own, self, in_tree=True)
        found = library_files(path)
        if found:
            return Package(path, [_library_file(p, d) for p, d in found], False, self)
        return None

    def _read(self, folder: str, package: str = "") -> list[SourceFile]:
        """A folder's files that are built for linux/amd64, of one package.

        ``package`` "" takes the first that is not main, for a file that is to be run by itself
        (a generator, say) may lie beside a package's own.
        """
        files = []
        for name, key, head in self.tree.files(folder):
            path = f"{folder}/{name}" if folder else name
            if head is None:
                continue  # its blob is missing, which the reading of the release tells
            if not head.constraint or index.build_selected(name, head.constraint):
                blob = self.blobs.setdefault(key, Blob())
                files.append(SourceFile(path, key, head, self.tree, blob))
        # What has no package clause (an empty file, a symbolic link) belongs to none.
        names = [f.head.package for f in files if f.head.package]
        chosen = package or next((n for n in names if n != "main"), "main")
        return [f for f in files if f.head.package == chosen]


def part_key(part: str, file: SourceFile, decl: Decl) -> str:
    """Names a type (part ``t``), or a function's body (``b``) or signature (``m``)."""
    return f"{part}{file.path}\0{decl.start}\0{decl.name}"


def _library_file(path: str, data: bytes) -> SourceFile:
    return SourceFile(path, path, head_of(data), None, Blob(data))


def _under(folders: Iterable[str], root: str) -> Iterable[bool]:
    return (f.startswith(root + "/") for f in folders)
