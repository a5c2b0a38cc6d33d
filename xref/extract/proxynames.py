"""The texts behind C++ expressions: constants, followed through the headers that a file includes.

Part of the extract layer; serves ``cppfilters``, which asks for the names of factories. Only files
of the tree are looked at. An expression that is no text, or that could be two, has none.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from tree_sitter import Node

from xref.extract.files import Files
from xref.extract.unwieldy import WHY, unwieldy
from xref.model import Diagnostic, Location
from xref.syntax import Captures, MatchLimitError, node_text, parse, query

_INCLUDE = re.compile(rb'^[ \t]*#[ \t]*include[ \t]*"([^"\n]+)"', re.MULTILINE)
_SCOPES = ("namespace_definition", "class_specifier", "struct_specifier")
_CONVERSIONS = ("string", "string_view", "StringView")
_LARGEST = 1 << 20
_MOST_FILES = 400
_MOST_STEPS = 50


@dataclass(frozen=True, slots=True)
class Named:
    """A text and the place of its literal."""

    text: str
    location: Location


class Sources:
    """The C++ files of a tree, each read and parsed once; what could not be is told."""

    def __init__(self, files: Files) -> None:
        self.files = files
        self.diagnostics: list[Diagnostic] = []
        self._content: dict[str, bytes] = {}
        self._roots: dict[str, Node] = {}
        self._matches: dict[tuple[str, str], list[Captures]] = {}
        self._grouped: dict[tuple[str, str], dict[str, list[Captures]]] = {}
        self._reached: dict[str, list[str]] = {}

    def read(self, paths: list[str]) -> None:
        """Reads several files in one go, ahead of their use."""
        wanted = [path for path in paths if path not in self._content]
        found = dict(self.files.read_all(wanted))
        for path in wanted:
            content = found.get(path)
            if content is None or len(content) > _LARGEST:
                why = "is missing" if content is None else f"is larger than {_LARGEST} bytes"
                place = self.files.location(path)
                self.diagnostics.append(Diagnostic(f"{path} {why}", place, path))
            self._content[path] = (
                content if content is not None and len(content) <= _LARGEST else b""
            )

    def content(self, path: str) -> bytes:
        """A file's text; nothing for one that cannot be read."""
        if path not in self._content:
            self.read([path])
        return self._content[path]

    def matches(self, path: str, name: str) -> list[Captures]:
        """The matches of a query in a file; none, and a diagnostic, in one nested too deeply."""
        if (path, name) not in self._matches:
            if path not in self._roots:
                self._roots[path] = self._parse(path)
            try:
                self._matches[path, name] = query("cpp", name).matches(self._roots[path])
            except MatchLimitError as error:
                self._matches[path, name] = []
                place = self.files.location(path)
                self.diagnostics.append(Diagnostic(str(error), place, path))
        return self._matches[path, name]

    def grouped(
        self, path: str, name: str, key: Callable[[Captures], str]
    ) -> dict[str, list[Captures]]:
        """The matches of a query in a file by their ``key``, always the same for one query."""
        if (path, name) not in self._grouped:
            found: dict[str, list[Captures]] = {}
            for captures in self.matches(path, name):
                found.setdefault(key(captures), []).append(captures)
            self._grouped[path, name] = found
        return self._grouped[path, name]

    def _parse(self, path: str) -> Node:
        """The root of a file's tree; an empty one for a file that is nested too deeply."""
        content = self.content(path)
        tree = parse("cpp", content)
        if unwieldy(tree, len(content)):
            place = self.files.location(path)
            self.diagnostics.append(Diagnostic(f"{path} {WHY}", place, path))
            tree = parse("cpp", b"")
        return tree.root_node

    def reached(self, path: str) -> list[str]:
        """The file, what it includes of the tree, and the sources beside that; near ones first."""
        if path not in self._reached:
            found = dict.fromkeys([path])
            level = [path]
            while level and len(found) < _MOST_FILES:
                self.read(level)
                nearer = [other for each in level for other in self._beside(each)]
                level = [other for other in dict.fromkeys(nearer) if other not in found]
                found |= dict.fromkeys(level)
            self._reached[path] = [*found]
        return self._reached[path]

    def _beside(self, path: str) -> Iterator[str]:
        folder = path.rpartition("/")[0]
        for match in _INCLUDE.finditer(self.content(path)):
            name = match[1].decode("utf-8", "replace")
            for header in (name, f"{folder}/{name}"):
                if self.files.has(header):
                    yield header
                    stem = header.rpartition(".")[0]
                    yield from (f for f in (f"{stem}.cc", f"{stem}.cpp") if self.files.has(f))
                    break

    def location(self, path: str, node: Node) -> Location:
        """The place of a node's first line."""
        return self.files.location(path, node.start_point.row + 1)


def text_of(sources: Sources, path: str, node: Node) -> Named | None:
    """The text that an expression of a file has; None where that is not plain."""
    for _ in range(_MOST_STEPS):
        literal = _literal(node)
        if literal is not None:
            return Named(literal, sources.location(path, node))
        inner = _inner(node)
        if inner is not None:
            node = inner
            continue
        found = _definition(sources, path, node)
        if found is None:
            return None
        path, node = found
        if node.type == "preproc_arg":
            written = node_text(node).strip()
            plain = re.fullmatch(r'"([^"\\]*)"', written)
            return Named(plain[1], sources.location(path, node)) if plain else None
    return None


def last_name(text: str) -> str:
    """The last part of a qualified name, without template arguments."""
    return text.partition("<")[0].rpartition("::")[2].strip()


def scope_of(node: Node) -> tuple[str, ...]:
    """The names of the namespaces and classes around a node, outermost first."""
    names: list[str] = []
    parent = node.parent
    while parent is not None:
        if parent.type in _SCOPES:
            name = parent.child_by_field_name("name")
            names = [*node_text(name).split("::"), *names] if name is not None else names
        parent = parent.parent
    return tuple(names)


def _literal(node: Node) -> str | None:
    """The text of a literal, or of several in a row; None for anything else, and for escapes."""
    if node.type == "concatenated_string":
        parts = [_literal(child) for child in node.named_children if child.type != "comment"]
        return None if None in parts else "".join(part for part in parts if part is not None)
    if node.type not in ("string_literal", "raw_string_literal"):
        return None
    inside = node.named_children
    if any(child.type == "escape_sequence" for child in inside):
        return None
    kinds = ("string_content", "raw_string_content")
    return "".join(node_text(child) for child in inside if child.type in kinds)


def _inner(node: Node) -> Node | None:
    """What an expression that only wraps another one wraps: parentheses, braces, std::string(x)."""
    if node.type == "call_expression":
        function = node.child_by_field_name("function")
        if function is None or last_name(node_text(function)) not in _CONVERSIONS:
            return None
        arguments = node.child_by_field_name("arguments")
        return _inner(arguments) if arguments is not None else None
    if node.type in ("parenthesized_expression", "initializer_list", "argument_list"):
        inside = [child for child in node.named_children if child.type != "comment"]
        return inside[0] if len(inside) == 1 else None
    return None


def _definition(sources: Sources, path: str, node: Node) -> tuple[str, Node] | None:
    """Where the constant that an expression names gets its value; the nearest file that has it."""
    if node.type == "field_expression":  # Names::get().Filter: a member, whatever it belongs to
        field = node.child_by_field_name("field")
        qualifiers: tuple[str, ...] = ()
        name = node_text(field) if field is not None else ""
    elif node.type in ("identifier", "qualified_identifier", "field_identifier"):
        *qualifying, name = node_text(node).split("::")
        qualifiers = tuple(part.strip() for part in qualifying if part)
    else:
        return None
    name = name.strip()
    written = name.encode()
    if not re.fullmatch(r"\w+", name):
        return None
    for other in sources.reached(path):
        if written not in sources.content(other):
            continue
        found = list(_defined(sources, other, name, qualifiers))
        if len(found) > 1:  # the innermost scope that also holds the place of use
            around = scope_of(node) if other == path else ()
            near = [v for v in found if around[: len(scope_of(v))] == scope_of(v)]
            longest = max((len(scope_of(v)) for v in near), default=0)
            found = [v for v in near if len(scope_of(v)) == longest]
        if found:
            return (other, found[0]) if len(found) == 1 else None
    return None


def _defined(sources: Sources, path: str, name: str, qualifiers: tuple[str, ...]) -> Iterator[Node]:
    """The values of the constants of a file that have a name, qualified as it is asked for."""
    for captures in sources.matches(path, "constant"):
        written = captures["name"][0]
        while written.type == "array_declarator" and written.named_child(0) is not None:
            written = written.named_children[0]
        *own, last = node_text(written).split("::")
        if last != name:
            continue
        scope = (*scope_of(written), *(part for part in own if part))
        if not qualifiers or scope[-len(qualifiers) :] == qualifiers:
            yield captures["value"][0]
