"""The index of a Go file by a whole parse: slower than the scan, and content with any layout.

Part of the golang layer, below ``index``; gives plain tuples, so that it needs none of its types.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from tree_sitter import Node

from xref.syntax import parse_go

# (kind, name, receiver, start, end, group)
DeclKind = Literal["func", "method", "var", "const", "type"]
RawDecl = tuple[DeclKind, bytes, bytes, int, int, bool]

_KINDS: dict[str, DeclKind] = {
    "function_declaration": "func",
    "method_declaration": "method",
    "var_declaration": "var",
    "const_declaration": "const",
    "type_declaration": "type",
}
_SPECS = frozenset({"var_spec", "const_spec", "type_spec", "type_alias"})


def parse_index(data: bytes) -> tuple[bytes, list[tuple[bytes, bytes]], list[RawDecl], int]:
    """Package name, imports (name, quoted path), declarations and where the package's name is.

    The last is an offset, -1 if there is none. Of broken text, what could be recovered.
    """
    package = b""
    clause = -1
    imports: list[tuple[bytes, bytes]] = []
    declarations: list[RawDecl] = []
    for node in _top_level(parse_go(data).root_node):
        if node.type == "package_clause" and clause < 0:
            name = next((each for each in node.children if each.type == "package_identifier"), None)
            package = _text(name, data)
            clause = node.end_byte if name is None else name.start_byte
        elif node.type == "import_declaration":
            imports += _imports(node, data)
        elif node.type in _KINDS:
            declarations += _declarations(node, data)
    return package, imports, declarations, clause


def _top_level(root: Node) -> Iterator[Node]:
    """The children of the file, and of what stands in it as an error."""
    for node in root.named_children:
        if node.type == "ERROR":
            yield from node.named_children
        else:
            yield node


def _imports(node: Node, data: bytes) -> Iterator[tuple[bytes, bytes]]:
    for child in node.named_children:
        specs = child.named_children if child.type == "import_spec_list" else [child]
        for spec in specs:
            path = spec.child_by_field_name("path")
            if spec.type == "import_spec" and path is not None:
                yield _text(spec.child_by_field_name("name"), data), _text(path, data)


def _declarations(node: Node, data: bytes) -> Iterator[RawDecl]:
    kind = _KINDS[node.type]
    if kind in ("func", "method"):
        name = _text(node.child_by_field_name("name"), data)
        receiver = _receiver(node, data) if kind == "method" else b""
        yield kind, name, receiver, node.start_byte, node.end_byte, False
        return
    group = any(child.type == "(" or (child.type == "var_spec_list") for child in node.children)
    for spec in _specs(node):
        for name_node in spec.children_by_field_name("name"):
            # The grammar puts the commas between several names under the same field.
            if name_node.is_named:
                name = _text(name_node, data)
                yield kind, name, b"", node.start_byte, node.end_byte, group


def _specs(node: Node) -> Iterator[Node]:
    for child in node.named_children:
        if child.type in _SPECS:
            yield child
        elif child.type == "var_spec_list":
            yield from (spec for spec in child.named_children if spec.type in _SPECS)


def _receiver(node: Node, data: bytes) -> bytes:
    """The name of a receiver's base type: ``T`` of ``(t *T[K])``."""
    pending = [node.child_by_field_name("receiver")]
    while pending:
        current = pending.pop()
        if current is None:
            continue
        if current.type == "type_identifier":
            return _text(current, data)
        if current.type in ("parameter_declaration", "generic_type"):
            pending.append(current.child_by_field_name("type"))
        else:
            pending += reversed(current.named_children)
    return b""


def _text(node: Node | None, data: bytes) -> bytes:
    return b"" if node is None else data[node.start_byte : node.end_byte]
