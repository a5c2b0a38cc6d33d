"""Packages: where import paths lead, which files belong, and what names they declare.

Part of the interpreter. A :class:`Loader` finds a package's files in the release's tree, in its
``vendor`` folders, or among the small libraries that come with xref. A :class:`Package` knows its
declarations by name from a cheap index (:mod:`xref.golang.index`) and parses one only when it is
asked for.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from xref.golang import index
from xref.golang import types as T
from xref.golang.index import Decl, FileIndex

LIBRARY = "<xref>/"


@dataclass(frozen=True, slots=True)
class Head:
    """What is to be known of a file before anything asks for its declarations.

    ``triggered`` tells that it registers something as a side effect of being linked in.
    """

    package: str
    imports: tuple[index.Import, ...]
    constraint: str
    triggered: bool = False


def head_of(data: bytes, triggers: Iterable[Trigger] = ()) -> Head:
    """The head of a file, from its contents."""
    package, imports, constraint = index.imports_of(data)
    triggered = any(t.needle in data and t.pattern.search(data) is not None for t in triggers)
    return Head(package, imports, constraint, triggered)


@dataclass(frozen=True, slots=True)
class Trigger:
    """A text that makes a package worth initialising though nothing touches it.

    ``needle`` are bytes that any match of ``pattern`` holds; searching for them is much faster.
    """

    needle: bytes
    pattern: re.Pattern[bytes]


class SourceFile:
    """A file of a package: its path, its head, and on demand its contents and index."""

    __slots__ = ("_data", "_index", "consulted", "head", "imports", "key", "path", "tree")

    def __init__(self, path: str, key: str, head: Head, tree: Tree | None, data: bytes | None):
        self.path = path
        self.key = key
        self.head = head
        self.tree = tree
        self._data = data
        self._index: FileIndex | None = None
        self.imports: dict[str, str] | None = None
        self.consulted: set[int] = set()  # where the declarations start that were read

    @property
    def data(self) -> bytes:
        """The contents; empty where the blob is missing."""
        if self._data is None:
            assert self.tree is not None
            self._data = dict(self.tree.read([self.key])).get(self.key) or b""
        return self._data

    @data.setter
    def data(self, data: bytes | None) -> None:
        self._data = data or b""

    def fingerprint(self, decl: Decl) -> str:
        """A digest of a declaration's text."""
        return hashlib.blake2b(self.data[decl.start : decl.end], digest_size=8).hexdigest()

    @property
    def index(self) -> FileIndex:
        """The file's declarations; made at the first question."""
        if self._index is None:
            self._index = index.index_file(self.data)
        return self._index


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
        self.triggered = in_tree and any(f.head.triggered for f in files)
        self.digest: str | None = None
        self.ever_touched = False
        self.state = 0  # 0 untouched, 1 being initialised, 2 ready; per program

    def __repr__(self) -> str:
        return f"<package {self.path}>"

    @property
    def indexed(self) -> bool:
        """Whether anything has asked for a declaration of the package."""
        return self._decls is not None

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

    def method_decl(self, receiver: str, name: str) -> tuple[SourceFile, Decl] | None:
        """The declaration of a method, by its receiver's base type."""
        _ = self.decls
        return self._methods.get((receiver, name))

    def method(self, named: T.Named, name: str) -> Any:
        """The method declared on a type of this package; None if there is none."""
        key = (f"{named.name}[{','.join(str(id(a)) for a in named.args)}]", name)
        if key not in self.methods:
            from xref.golang.code import FuncCode

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


class Tree:
    """The Go files of a release by folder, and how to read them.

    ``folders`` maps a folder ("" for the root) to its Go files' (name, key) pairs; ``read`` takes
    keys (blob ids) and yields (key, bytes or None for a missing blob); ``modules`` maps import
    paths to the folders that are their roots; ``heads`` has the heads of files by key, as far as
    they are known beforehand (None for a missing blob).
    """

    def __init__(
        self,
        folders: Mapping[str, list[tuple[str, str]]],
        read: Callable[[Iterable[str]], Iterable[tuple[str, bytes | None]]],
        modules: Mapping[str, str],
        heads: Mapping[str, Head | None] | None = None,
        triggers: tuple[Trigger, ...] = (),
    ) -> None:
        self.folders = folders
        self.read = read
        self.heads = dict(heads) if heads is not None else {}
        self.triggers = triggers
        self.modules = dict(sorted(modules.items(), key=lambda m: -len(m[0])))

    def folder_of(self, path: str) -> str | None:
        """The folder of the release's own tree that an import path names."""
        for module, folder in self.modules.items():
            if path == module:
                return folder
            if path.startswith(module + "/"):
                rest = path[len(module) + 1 :]
                return f"{folder}/{rest}" if folder else rest
        return None

    def files(self, folder: str) -> Iterator[tuple[str, str, Head | None]]:
        """The (name, key, head) of a folder's files that may be built, in order of name."""
        wanted = [(n, k) for n, k in self.folders[folder] if index.build_selected(n, "")]
        unread = [k for _, k in wanted if k not in self.heads]
        for key, data in self.read(unread) if unread else ():
            self.heads[key] = head_of(data, self.triggers) if data is not None else None
        for name, key in sorted(wanted):
            yield name, key, self.heads.get(key)

    def load(self, files: Iterable[SourceFile]) -> None:
        """Read the contents of several files at once."""
        unread = {f.key: f for f in files if f._data is None and f.tree is not None}
        for key, data in self.read(list(unread)) if unread else ():
            unread[key].data = data

    def import_path(self, folder: str) -> str:
        """The import path of a folder of the release's own tree."""
        for module, root in sorted(self.modules.items(), key=lambda m: -len(m[1])):
            if folder == root:
                return module
            if not root or folder.startswith(root + "/"):
                return f"{module}/{folder[len(root) :].lstrip('/')}"
        return folder


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
        self.missing: dict[str, str] = {}
        self.absent_types: dict[tuple[str, str], T.Named] = {}
        self._packages: dict[str, Package | None] = {}
        self._vendor_roots = [
            f[: f.index("vendor") + 6] for f in ("vendor",) if any(_under(tree.folders, f))
        ]

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
        found: list[Package] = []
        seen = {id(package)}
        stack = [(package, iter(self._imports(package)))]
        while stack:
            at, paths = stack[-1]
            for path in paths:
                other = self.package(path)
                if other is not None and id(other) not in seen:
                    seen.add(id(other))
                    stack.append((other, iter(self._imports(other))))
                    break
            else:
                found.append(at)
                stack.pop()
        return found

    def _imports(self, package: Package) -> list[str]:
        found: dict[str, None] = {}
        for file in package.files:
            for item in file.head.imports:
                found.setdefault(item.path)
        return list(found)

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
        for path in self._imports(package):
            other = self.package(path)
            name = other.name if other is not None else ""
            found[path] = f"{self.locate(path) or ''}>{name}"
        return found

    def consulted(self, package: Package) -> tuple[str, ...]:
        """The packages in the import closure that anything was ever looked up in."""
        return tuple(sorted(p.path for p in self.closure(package) if p.indexed))

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
                self.missing[path] = key
            elif not head.constraint or index.build_selected(name, head.constraint):
                files.append(SourceFile(path, key, head, self.tree, None))
        names = [f.head.package for f in files]
        chosen = package or next((n for n in names if n != "main"), "main")
        return [f for f in files if f.head.package == chosen]


def digest_of(parts: Iterable[str]) -> str:
    """A digest of texts in order."""
    data = "\0".join(parts).encode("utf-8", "surrogateescape")
    return hashlib.blake2b(data, digest_size=16).hexdigest()


def _library_file(path: str, data: bytes) -> SourceFile:
    return SourceFile(path, path, head_of(data), None, data)


def _under(folders: Iterable[str], root: str) -> Iterable[bool]:
    return (f.startswith(root + "/") for f in folders)


@cache
def library_files(path: str) -> tuple[tuple[str, bytes], ...]:
    """The Go files of one of xref's own small libraries: (path for places, contents)."""
    folder = resources.files("xref.golang") / "stdlib" / path
    if not folder.is_dir():
        return ()
    found = sorted(f.name for f in folder.iterdir() if f.name.endswith(".go"))
    return tuple((f"{LIBRARY}{path}/{name}", (folder / name).read_bytes()) for name in found)
