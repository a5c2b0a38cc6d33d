"""The ports that a proxy listens on by default: those of the mesh configuration that Go code makes.

Part of the extract layer. Envoy gets these listeners from the control plane, and where they listen
stands in a literal of ``MeshConfig`` with ``ProxyListenPort`` and its like.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tree_sitter import Node

from xref.extract.files import Files
from xref.golang.index import index_file
from xref.model import Location, Role
from xref.roles import role_of
from xref.syntax import parse_go

_MARK = b"ProxyListenPort"
_PORT = re.compile(r"Proxy\w*Port\Z")
_NUMBER = re.compile(r"[1-9][0-9]{0,4}\Z")
_CLAUSE = b"package p\n"


@dataclass(frozen=True, slots=True)
class MeshDefault:
    """A port of the mesh configuration: ``field`` as ``ProxyListenPort``.

    ``text`` is its expression, and ``port`` 0 where that is no plain number. ``package`` is the
    folder and ``function`` the declaration that makes the configuration; several may, each for its
    own program.
    """

    field: str
    port: int
    text: str
    package: str
    function: str
    location: Location


def mesh_defaults(files: Files) -> tuple[MeshDefault, ...]:
    """The ports of all literals of a mesh configuration, without tests and what is vendored."""
    paths = [path for path in files.blobs if path.endswith(".go")]
    counted = sorted(path for path in paths if role_of(path) is Role.PRODUCT)
    found: list[MeshDefault] = []
    for path, content in files.read_all(counted):
        if _MARK in content:
            found += _in_file(files, path, content)
    return tuple(found)


def _in_file(files: Files, path: str, content: bytes) -> Iterator[MeshDefault]:
    package = path.rpartition("/")[0]
    for decl in index_file(content).decls:
        text = content[decl.start : decl.end]
        if _MARK not in text:
            continue
        for key, value in _fields(parse_go(_CLAUSE + text).root_node):
            place = files.location(path, decl.line + value.start_point.row - 1)
            written = _told(value)
            port = int(written) if _NUMBER.match(written) else 0
            yield MeshDefault(_told(key), port, written, package, decl.name, place)


def _fields(root: Node) -> Iterator[tuple[Node, Node]]:
    """The keys and values of the ports in literals of a mesh configuration."""
    stack = [root]
    while stack:
        node = stack.pop()
        stack.extend(reversed(node.named_children))
        if node.type == "keyed_element" and len(node.named_children) == 2:
            key, value = node.named_children
            made = node.parent.parent if node.parent is not None else None
            of = made.child_by_field_name("type") if made is not None else None
            is_mesh = of is not None and _told(of).rpartition(".")[2] == "MeshConfig"
            if is_mesh and _PORT.match(_told(key)):
                yield key, value


def _told(node: Node) -> str:
    return (node.text or b"").decode("utf-8", "replace")
