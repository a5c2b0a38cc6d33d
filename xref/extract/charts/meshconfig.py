"""The defaults of the mesh configuration, as the release's own Go code makes them.

Read from the literals that a function returns, with constants, sums of texts and durations: what
hangs on a condition or is computed otherwise is Unknown.
The names are those of the Go fields, such as ``DiscoveryAddress``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from tree_sitter import Node

from xref.extract.bootstrapmesh import MeshDefault
from xref.extract.files import Files
from xref.golang.index import index_file
from xref.golang.natives.time import parse_duration
from xref.syntax import parse_go
from xref.template.constants import string
from xref.template.values import Unknown

_CLAUSE = b"package p\n"
_LONGEST = 200  # of a name
_DEEPEST = 20  # of literals in one another
_ENUM = re.compile(r"(?:\w+\.)?\w*[a-z]\w*?_([A-Z][A-Z0-9_]*)\Z")
_DURATION = re.compile(r"(\d+) \* time\.(\w+)\Z")
_UNITS = {"Millisecond": "ms", "Second": "s", "Minute": "m", "Hour": "h"}
_IMPORT = re.compile(rb'^[ \t]*(?:import[ \t]+)?(\w+)?[ \t]*"([\w./-]+)"', re.M)
_PARTS = ((3_600_000_000_000, "h"), (60_000_000_000, "m"))

Config = dict[str, Any]
"""Fields by their Go names: str, int, bool, Enum, Unknown, or lists and dicts of them."""


class Enum(str):
    """The name of a value of an enumeration."""

    __slots__ = ()


def config_defaults(files: Files, ports: Iterable[MeshDefault]) -> tuple[Config, Config]:
    """The default mesh configuration and proxy configuration; {} for what no function makes.

    ``ports`` tell which files make a mesh configuration. The one that counts says how proxies are
    configured, too.
    """
    for path in dict.fromkeys(port.location.file for port in ports):
        content = files.read(path) or b""
        if b"DefaultConfig" not in content:
            continue
        mesh, proxy = (
            next(_returned(files, path, content, kind), {})
            for kind in ("MeshConfig", "ProxyConfig")
        )
        if "DefaultConfig" in mesh:
            mesh["DefaultConfig"] = proxy
            return mesh, proxy
    return {}, {}


def _returned(files: Files, path: str, content: bytes, kind: str) -> Iterator[Config]:
    """The literals of a type that functions of a file return whatever the conditions are."""
    for decl in index_file(content).decls:
        text = content[decl.start : decl.end]
        if f"{kind}{{".encode() not in text or not text.startswith(b"func "):
            continue
        root = parse_go(_CLAUSE + text).root_node
        body = root.named_children[-1].child_by_field_name("body")
        for statement in _statements(body):
            made = _literal(statement)
            if made is None or statement.type != "return_statement":
                continue
            if _type(made) == kind:
                yield _Reader(files, path, content).fields(made)


def _statements(body: Node | None) -> list[Node]:
    listed = body.named_children if body is not None else []
    return [n for part in listed if part.type == "statement_list" for n in part.named_children]


def _literal(node: Node) -> Node | None:
    """The composite literal that an expression is, with or without its address being taken."""
    while node.type in ("return_statement", "expression_list", "unary_expression"):
        if not node.named_children:
            return None
        node = node.named_children[0]
    return node if node.type == "composite_literal" else None


def _type(made: Node) -> str:
    of = made.child_by_field_name("type")
    return _text(of).rpartition(".")[2] if of is not None else ""


def _text(node: Node) -> str:
    return (node.text or b"").decode("utf-8", "replace")


class _Reader:
    """Reads the expressions of a file."""

    def __init__(self, files: Files, path: str, content: bytes) -> None:
        self.files = files
        self.path = path
        self.content = content
        self.depth = 0

    def fields(self, made: Node) -> Config:
        """The fields of a literal. One that holds a choice among messages is not named itself."""
        found: Config = {}
        body = made.child_by_field_name("body")
        for element in body.named_children if body is not None else ():
            if element.type != "keyed_element" or len(element.named_children) != 2:
                continue
            key, value = (self._bare(part) for part in element.named_children)
            read = self.value(value)
            inner = _literal(value)
            if inner is not None and isinstance(read, dict) and len(read) == 1:
                choice = _type(inner).rstrip("_").rpartition("_")[2]
                if choice in read:
                    found |= read
                    continue
            found[_text(key)] = read
        return found

    def value(self, node: Node) -> Any:
        """What an expression gives, or Unknown."""
        text = _text(node)
        if node.type in ("interpreted_string_literal", "raw_string_literal"):
            return string(text)
        if node.type == "int_literal" and text.isdigit():
            return int(text)
        if node.type in ("true", "false"):
            return node.type == "true"
        if node.type == "nil":
            return None
        made = _literal(node)
        if made is not None:
            return self._made(made, text) if self.depth < _DEEPEST else self._unknown(text)
        if node.type == "call_expression":
            return self._call(node, text)
        if node.type in ("identifier", "selector_expression"):
            return self._named(text)
        if node.type == "binary_expression":
            found = _duration(text)
            return self._sum(node, text) if found is None else found
        return self._unknown(text)

    def _sum(self, node: Node, text: str) -> Any:
        """Two texts as one."""
        sides = [node.child_by_field_name(side) for side in ("left", "right")]
        plus = node.child_by_field_name("operator")
        if plus is None or plus.type != "+" or self.depth >= _DEEPEST:
            return self._unknown(text)
        self.depth += 1
        try:
            parts = [self.value(side) for side in sides if side is not None]
        finally:
            self.depth -= 1
        return "".join(parts) if all(type(part) is str for part in parts) else self._unknown(text)

    def _made(self, made: Node, text: str) -> Any:
        of = made.child_by_field_name("type")
        self.depth += 1
        try:
            if of is not None and of.type == "slice_type":
                body = made.child_by_field_name("body")
                items = [self.value(self._bare(n)) for n in (body.named_children if body else ())]
                return self._unknown(text) if any(isinstance(i, Unknown) for i in items) else items
            found = self.fields(made)
            return found["Value"] if list(found) == ["Value"] else found
        finally:
            self.depth -= 1

    def _call(self, node: Node, text: str) -> Any:
        arguments = node.child_by_field_name("arguments")
        given = arguments.named_children if arguments is not None else []
        if len(given) != 1:
            return self._unknown(text)
        found = _duration(_text(given[0]))
        if found is not None:
            return found
        # A message that wraps a value, for a field that may be absent.
        if given[0].type in ("true", "false", "int_literal") and re.match(r"\w*wrap\w*\.", text):
            return self.value(given[0])
        return self._unknown(text)

    def _named(self, text: str) -> Any:
        enum = _ENUM.match(text) if len(text) < _LONGEST else None
        if enum is not None:
            return Enum(enum[1])
        package, _, name = text.rpartition(".")
        found = self._constant(package, name)
        return self._unknown(text) if found is None else found

    def _constant(self, package: str, name: str) -> str | None:
        """The text of a constant of this package, or of one that is imported."""
        pattern = re.compile(
            rf"^[ \t]*(?:const[ \t]+)?{name}(?:[ \t]+string)?[ \t]*=[ \t]*(\"[^\"\n]*\")", re.M
        )
        folder = self._folder(package) if package else self.path.rpartition("/")[0]
        beside = (p for p in self.files.listed(folder) if p.endswith(".go")) if folder else ()
        for _, data in self.files.read_all(sorted(p for p in beside if not p.endswith("_test.go"))):
            found = pattern.search(data.decode("utf-8", "replace"))
            if found is not None:
                return string(found[1])
        return None

    def _folder(self, package: str) -> str:
        """The folder of the tree that an imported package stands for, "" if it is none of it."""
        for alias, imported in _IMPORT.findall(self.content):
            path = imported.decode()
            if (alias.decode() or path.rpartition("/")[2]) == package:
                parts = path.split("/")
                tails = ("/".join(parts[first:]) for first in range(len(parts)))
                return next((t for t in tails if self.files.has_folder(t)), "")
        return ""

    def _bare(self, node: Node) -> Node:
        return node.named_children[0] if node.type == "literal_element" else node

    def _unknown(self, text: str) -> Unknown:
        return Unknown(f"{text.partition(chr(10))[0]} in {self.path} is no constant")


def _duration(text: str) -> str | None:
    """``45 * time.Second`` as Go prints it; None if it is no such product."""
    found = _DURATION.match(text)
    return duration(f"{found[1]}{_UNITS[found[2]]}") if found and found[2] in _UNITS else None


def duration(text: str) -> str | None:
    """A duration as Go prints it, ``1m0s``; None if ``text`` is none."""
    left, problem = parse_duration(text)
    if problem is not None:
        return None
    sign, left = ("-", -left) if left < 0 else ("", left)
    if 0 < left < 1_000_000_000:
        size, unit = next(p for p in ((10**6, "ms"), (10**3, "µs"), (1, "ns")) if left >= p[0])
        return f"{sign}{_decimal(left, size)}{unit}"
    made = ""
    for size, unit in _PARTS:
        if left >= size or made:
            made += f"{left // size}{unit}"
            left %= size
    return f"{sign}{made}{_decimal(left, 10**9)}s"


def _decimal(amount: int, size: int) -> str:
    whole, rest = divmod(amount, size)
    digits = str(size + rest)[1:].rstrip("0") if rest else ""
    return f"{whole}.{digits}" if digits else str(whole)
