"""A cheap index of one Go file: its package, imports and top-level declarations.

Part of the golang layer: the interpreter reads it to find the one declaration it needs, and then
parses those bytes alone. It knows a blob and never a path. Files that gofmt has formatted are
read by a few regular expressions; any other gets a whole parse with the same answer.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from xref.golang.buildtags import build_selected, constraint_of
from xref.golang.index_parse import DeclKind, RawDecl, parse_index
from xref.golang.index_scan import (
    GAP,
    IDENT,
    NAMES,
    declaration_end,
    group_end,
    split_names,
)

__all__ = [
    "Decl",
    "FileIndex",
    "Import",
    "build_selected",
    "import_of",
    "imports_of",
    "index_file",
    "package_of",
]

_KINDS: dict[bytes, DeclKind] = {b"var": "var", b"const": "const", b"type": "type"}
_PACKAGE = re.compile(rb"(?:\xef\xbb\xbf)?" + GAP + rb"package[ \t]+(" + IDENT + rb")")
_IMPORT = re.compile(GAP + rb"import(?![\w\x80-\xff])[ \t]*(?P<group>\()?")
_IMPORT_SPEC = re.compile(
    GAP
    + rb"(?:(?P<close>\))|(?P<name>\.|"
    + IDENT
    + rb")?[ \t]*(?P<path>\"[^\"\n]*+\"|`[^`\n]*+`))"
)
_GAP = re.compile(GAP)
_HEAD = re.compile(
    rb"func[ \t]+(?P<method>\([ \t]*(?:"
    + IDENT
    + rb"[ \t]+)?\*?[ \t]*(?P<receiver>"
    + IDENT
    + rb")"
    rb"(?:\[[^\]\n]*+\])?[ \t]*\)[ \t]*)?(?P<name>" + IDENT + rb")(?=[ \t]*[(\[])"
    rb"|(?P<kind>var|const|type)(?:[ \t]*(?P<group>\()|[ \t]+" + NAMES + rb")"
)
_MOST_IMPORTS = 20_000  # kept, to be shared by the files that have them
_HEAD_PARTS = ("kind", "name", "receiver", "group", "names")


@dataclass(frozen=True, slots=True)
class Import:
    """An import; ``name`` is "" if none is stated, else an alias, ``.`` or ``_``."""

    name: str
    path: str


@lru_cache(_MOST_IMPORTS)
def import_of(name: str, path: str) -> Import:
    """An import; the same one for many files."""
    return Import(name, path)


@dataclass(frozen=True, slots=True)
class Decl:
    """A name that a file declares, and the bytes of its declaration, which can be parsed alone.

    ``start`` and ``end`` are byte offsets, without the line end behind it; ``line`` is that of
    ``start`` and counts from 1. ``receiver`` is the base type's name of a method, else "". Where
    one declaration has several names, each has its own Decl with the same range; ``group`` tells
    that it has parentheses.
    """

    kind: DeclKind
    name: str
    receiver: str
    start: int
    end: int
    line: int
    group: bool


@dataclass(frozen=True, slots=True)
class FileIndex:
    """What one Go file declares. ``constraint`` is a ``//go:build`` expression, or "".

    ``decls`` stand in the order of the text, blank names and every ``init`` among them.
    """

    package: str
    imports: tuple[Import, ...]
    decls: tuple[Decl, ...]
    constraint: str
    cgo: bool


def package_of(data: bytes) -> str:
    """The name in the package clause, or "" if there is none."""
    clause = _PACKAGE.match(data)
    return _text(parse_index(data)[0] if clause is None else clause[1])


def imports_of(data: bytes) -> tuple[str, tuple[Import, ...], str]:
    """Package name, imports and build constraint, from the head of the file alone.

    A head of unusual layout takes a whole parse. What is no Go at all gives ("", (), "").
    """
    head = _scan_head(data)
    if head is not None:
        return head[0], head[1], constraint_of(data[: head[2]])
    package, imports, _, clause = parse_index(data)
    return _text(package), _imports(imports), constraint_of(data[: max(clause, 0)])


def index_file(data: bytes) -> FileIndex:
    """The index of a file, whatever its layout; of broken text, what could be made out of it."""
    return scanned(data) or index_by_parse(data)


def scanned(data: bytes) -> FileIndex | None:
    """As :func:`index_file` without a parser, or None where the layout is not gofmt's."""
    head = _scan_head(data)
    if head is None:
        return None
    package, imports, clause, position = head
    declarations = _scan_declarations(data, position)
    if declarations is None:
        return None
    return _file_index(data, package, imports, clause, declarations)


def index_by_parse(data: bytes) -> FileIndex:
    """As :func:`index_file`, by a whole parse in any case."""
    package, imports, declarations, clause = parse_index(data)
    return _file_index(data, _text(package), _imports(imports), max(clause, 0), declarations)


def _file_index(
    data: bytes,
    package: str,
    imports: tuple[Import, ...],
    clause: int,
    declarations: list[RawDecl],
) -> FileIndex:
    """Decode the names and count the lines."""
    decls: list[Decl] = []
    line = 1
    counted = 0
    for kind, name, receiver, start, end, group in declarations:
        line += data.count(b"\n", counted, start)
        counted = start
        decls.append(Decl(kind, _text(name), _text(receiver), start, end, line, group))
    cgo = any(each.path == "C" for each in imports)
    return FileIndex(package, imports, tuple(decls), constraint_of(data[:clause]), cgo)


def _scan_head(data: bytes) -> tuple[str, tuple[Import, ...], int, int] | None:
    """Package, imports, the offset of the package's name, and where the imports end; or None."""
    clause = _PACKAGE.match(data)
    if clause is None:
        return None
    imports: list[Import] = []
    position = clause.end()
    while (statement := _IMPORT.match(data, position)) is not None:
        position = statement.end()
        while True:
            spec = _IMPORT_SPEC.match(data, position)
            if spec is None or bool(spec["close"]) > bool(statement["group"]):
                return None
            position = spec.end()
            if spec["close"]:
                break
            name, path = spec["name"] or b"", spec["path"][1:-1]
            imports.append(import_of(_text(name), _text(path)))
            if not statement["group"]:
                break
    return _text(clause[1]), tuple(imports), clause.start(1), position


def _scan_declarations(data: bytes, position: int) -> list[RawDecl] | None:
    """All declarations from ``position`` on, or None where anything else stands between them."""
    found: list[RawDecl] = []
    while True:
        gap = _GAP.match(data, position)
        start = position if gap is None else gap.end()
        if start == len(data):
            return found
        head = _HEAD.match(data, start)
        if head is None:
            return None
        kind, name, receiver, group, names = head.group(*_HEAD_PARTS)
        if name:
            position = declaration_end(data, head.end(), is_func=True)
            form: DeclKind = "method" if receiver else "func"
            found.append((form, name, receiver or b"", start, position, False))
        else:
            if group:
                declared, position = group_end(data, head.end())
            else:
                declared = split_names(names)
                position = declaration_end(data, head.end(), is_func=False)
            form = _KINDS[kind]
            found += [(form, each, b"", start, position, bool(group)) for each in declared]
        if position < 0:
            return None


def _imports(raw: list[tuple[bytes, bytes]]) -> tuple[Import, ...]:
    return tuple(import_of(_text(name), _text(path[1:-1])) for name, path in raw)


def _text(name: bytes) -> str:
    return name.decode("utf-8", "replace")
