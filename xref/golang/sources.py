"""The Go files of a release: what is known of each, and how its contents are read.

Part of the interpreter. A :class:`Tree` lists files by folder; a :class:`SourceFile` reads its
contents and makes its index when something first asks.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from xref.golang import index
from xref.golang.index import Decl, FileIndex


@dataclass(frozen=True, slots=True)
class Head:
    """What is to be known of a file before anything asks for its declarations.

    ``triggered`` tells that it registers something as a side effect of being linked in,
    ``mentions`` that a function of it would if it were called then, and ``starts`` that it may call
    functions then. ``executes``: it may execute a command of cobra's.
    """

    package: str
    imports: tuple[index.Import, ...]
    constraint: str
    triggered: bool = False
    mentions: bool = False
    starts: bool = False
    executes: bool = False


def head_of(data: bytes, triggers: Iterable[Trigger] = ()) -> Head:
    """The head of a file, from its contents."""
    package, imports, constraint = index.imports_of(data)
    found = {_weight(data, at) for at in matches(data, triggers)}
    starts = b"\nfunc init(" in data or b"\nvar _ = " in data
    executes = b'spf13/cobra"' in data and b"Execute" in data
    return Head(package, imports, constraint, 2 in found, 1 in found, starts, executes)


_WORD = re.compile(rb"[\w\x80-\xff]")
_ASSIGNED = re.compile(rb"\t\w[\w, ]*(?: [\w.*\[\]]+)?\s*=\s*[&\w.]*")


def matches(data: bytes, triggers: Iterable[Trigger]) -> Iterator[int]:
    """Where the code of a file has what makes its package worth initialising."""
    for trigger in triggers:
        for match in trigger.pattern.finditer(data) if trigger.needle in data else ():
            at = match.start()
            line = _line_before(data, at)
            if b"//" not in line and not line.count(b'"') % 2:  # in no comment and no text
                yield at


def _line_before(data: bytes, at: int) -> bytes:
    return data[data.rfind(b"\n", 0, at) + 1 : at]


def _weight(data: bytes, at: int) -> int:
    """2 for a match that is run when the package is initialised, else 1; 0 for a function's name.

    What looks like a variable of a group may stand in a function, which costs only time.
    """
    line = _line_before(data, at)
    if line[:1] not in b"\t ":
        return 2 if line.startswith(b"var ") else 0
    function, group = data.rfind(b"\nfunc ", 0, at), data.rfind(b"\nvar (\n", 0, at)
    if group > function and data.find(b"\n)", group, at) < 0:
        return 2
    starts = _ASSIGNED.fullmatch(line) or data.startswith(b"func init(", function + 1)
    return 2 if starts else 1


@dataclass(frozen=True, slots=True)
class Trigger:
    """A text that makes a package worth initialising though nothing touches it.

    ``needle`` are bytes that any match of ``pattern`` holds; searching for them is much faster.
    """

    needle: bytes
    pattern: re.Pattern[bytes]


class Blob:
    """What was read of a file, whatever its path: shared by all releases that have it.

    ``data`` and ``index`` are None until something asks for them; ``parsed`` has the syntax nodes
    of declarations by where they start, and ``broken`` the lines of those with a syntax error;
    ``words`` where names stand that were looked for.
    """

    __slots__ = ("broken", "data", "index", "parsed", "words")

    def __init__(self, data: bytes | None = None) -> None:
        self.data = data
        self.index: FileIndex | None = None
        self.parsed: dict[int, Any] = {}
        self.broken: dict[int, int] = {}
        self.words: dict[str, list[int]] = {}


class SourceFile:
    """A file of a package: its path, its head, and on demand its contents and index."""

    __slots__ = ("blob", "head", "imports", "key", "path", "tree")

    def __init__(self, path: str, key: str, head: Head, tree: Tree | None, blob: Blob):
        self.path = path
        self.key = key
        self.head = head
        self.tree = tree
        self.blob = blob
        self.imports: dict[str, str] | None = None

    @property
    def data(self) -> bytes:
        """The contents; empty where the blob is missing."""
        if self.blob.data is None:
            assert self.tree is not None
            self.blob.data = dict(self.tree.read([self.key])).get(self.key) or b""
        return self.blob.data

    def text(self, decl: Decl) -> bytes:
        """A declaration's text."""
        return self.data[decl.start : decl.end]

    @property
    def index(self) -> FileIndex:
        """The file's declarations; made at the first question."""
        if self.blob.index is None:
            self.blob.index = index.index_file(self.data)
        return self.blob.index

    def offsets(self, name: str) -> list[int]:
        """Where a name stands in the file as a whole word, in comments and texts too."""
        found = self.blob.words.get(name)
        if found is None:
            data, needle = self.data, name.encode()
            found = self.blob.words[name] = []
            at = data.find(needle)
            while at >= 0:
                end = at + len(needle)
                if not (_WORD.match(data, at - 1) if at else None) and not _WORD.match(data, end):
                    found.append(at)
                at = data.find(needle, end)
        return found


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

    def close(self) -> None:
        """Nothing is asked any more: what stands behind it is not held for as long as a file is."""
        self.read = lambda _: ()
        self.folders, self.heads = {}, {}

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
        unread = {f.key: f.blob for f in files if f.blob.data is None}
        for key, data in self.read(list(unread)) if unread else ():
            unread[key].data = data or b""

    def import_path(self, folder: str) -> str:
        """The import path of a folder of the release's own tree."""
        for module, root in sorted(self.modules.items(), key=lambda m: -len(m[1])):
            if folder == root:
                return module
            if not root or folder.startswith(root + "/"):
                return f"{module}/{folder[len(root) :].lstrip('/')}"
        return folder


def digest_of(parts: Iterable[str]) -> str:
    """A digest of texts in order."""
    data = "\0".join(parts).encode("utf-8", "surrogateescape")
    return hashlib.blake2b(data, digest_size=16).hexdigest()
