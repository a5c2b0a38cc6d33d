"""What Go code says of a proxy's listeners: the mesh's default ports, the default bootstrap.

Part of the extract layer. Envoy gets its dynamic listeners from the control plane, and where they
listen stands in a literal of ``MeshConfig`` with ``ProxyListenPort`` and its like. Which bootstrap
a proxy starts with, if no argument names one, is a path in its image that stands in a constant.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from tree_sitter import Node

from xref.extract.files import Files
from xref.golang.index import index_file
from xref.model import Location, Role
from xref.roles import role_of
from xref.syntax import node_text, parse_go

_MARK = b"ProxyListenPort"
_PORT = re.compile(r"Proxy\w*Port\Z")
_NUMBER = re.compile(r"[1-9][0-9]{0,4}\Z")
_SUFFIXES = (b'.json"', b'.yaml"', b'.tmpl"')
_PATH = re.compile(rb'= *"\.?/[\w./-]+\.(?:json|yaml|tmpl)"')
_VALUE = re.compile(rb'(\w+)[ \t]*= *"(\.?/[\w./-]+\.(?:json|yaml|tmpl))"')
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


@dataclass(frozen=True, slots=True)
class ConfigPath:
    """A constant or variable of a package (a folder) that is a file's path in an image.

    ``path`` is absolute, also where the program writes it from its root as ``./``. It is the
    default bootstrap if an image holds a bootstrap there.
    """

    name: str
    path: str
    package: str
    location: Location


@dataclass(frozen=True, slots=True)
class ProxyDefaults:
    """The mesh's default ports, and the paths of files that may be the default bootstrap."""

    ports: tuple[MeshDefault, ...]
    paths: tuple[ConfigPath, ...]


def proxy_defaults(files: Files) -> ProxyDefaults:
    """What the Go code of a tree says, in one pass, without tests and what is vendored."""
    paths = sorted(files.paths(lambda path: path.endswith(".go") and role_of(path) is Role.PRODUCT))
    parts = [part for part in files.kept_all("mesh", paths, partial(_of_file, files)) if part]
    return ProxyDefaults(
        tuple(port for part in parts for port in part.ports),
        tuple(path for part in parts for path in part.paths),
    )


def _of_file(files: Files, path: str, content: bytes) -> ProxyDefaults | None:
    """What one file says; None for nothing."""
    ports = tuple(_ports(files, path, content)) if _MARK in content else ()
    named = any(mark in content for mark in _SUFFIXES) and _PATH.search(content)
    # The names of a group share its text.
    paths = tuple(dict.fromkeys(_paths(files, path, content))) if named else ()
    return ProxyDefaults(ports, paths) if ports or paths else None


def _paths(files: Files, path: str, content: bytes) -> Iterator[ConfigPath]:
    """The paths among a file's constants and variables that are plain texts."""
    package = path.rpartition("/")[0]
    for decl in index_file(content).decls:
        if decl.kind in ("const", "var"):
            for match in _VALUE.finditer(content, decl.start, decl.end):
                line = decl.line + content.count(b"\n", decl.start, match.start(2))
                written = match[2].decode().removeprefix(".")
                name = match[1].decode()
                yield ConfigPath(name, written, package, files.location(path, line))


def _ports(files: Files, path: str, content: bytes) -> Iterator[MeshDefault]:
    package = path.rpartition("/")[0]
    for decl in index_file(content).decls:
        text = content[decl.start : decl.end]
        if _MARK not in text:
            continue
        for key, value in _fields(parse_go(_CLAUSE + text).root_node):
            place = files.location(path, decl.line + value.start_point.row - 1)
            written = node_text(value)
            port = int(written) if _NUMBER.match(written) else 0
            yield MeshDefault(node_text(key), port, written, package, decl.name, place)


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
            is_mesh = of is not None and node_text(of).rpartition(".")[2] == "MeshConfig"
            if is_mesh and _PORT.match(node_text(key)):
                yield key, value
