"""What Envoy listens on by its bootstrap templates: the admin's address and the static listeners.

Part of the extract layer, over ``bootstraptree``. A bootstrap is told by what it holds, an
``admin`` with an address or ``static_resources`` with listeners or clusters, whatever its name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from xref.extract.bootstraptree import BootstrapError, Node, read_tree
from xref.extract.files import Files
from xref.model import Diagnostic, Location, Role
from xref.roles import role_of

_SUFFIXES = (".json", ".yaml", ".yml", ".tmpl", ".tpl")
_MARKS = (b"static_resources", b"staticResources")
_ADMIN = re.compile(rb"""["']?\badmin["']?\s*:""")
_ADDRESS = re.compile(rb"socket_?address", re.IGNORECASE)
_LARGEST = 1 << 18
_FIELD = re.compile(r"\{\{-?\s*\$?\.([\w.]+)\s*-?\}\}\Z")


@dataclass(frozen=True, slots=True)
class Address:
    """An address of a bootstrap, at the line of its port, under the conditions ``guard``.

    ``port`` is 0 where it is no number: ``text`` is what the template says, and ``field`` the field
    that gives it (``config.ProxyAdminPort``) if it is just one. ``address`` is a host, as it is
    written, ``unix://PATH`` for a pipe, or "" where an action gives the whole (``text`` then).
    """

    address: str
    port: int
    text: str
    field: str
    guard: tuple[str, ...]
    location: Location


@dataclass(frozen=True, slots=True)
class Forward:
    """A cluster that a listener sends to, and the line that names it."""

    cluster: str
    location: Location


@dataclass(frozen=True, slots=True)
class BootstrapListener:
    """Something that Envoy listens on: ``admin``, or a static listener by its name ("" if none)."""

    name: str
    admin: bool
    address: Address
    forwards: tuple[Forward, ...] = ()


@dataclass(frozen=True, slots=True)
class Cluster:
    """An upstream of Envoy and its addresses, on which others listen."""

    name: str
    location: Location
    addresses: tuple[Address, ...]


@dataclass(frozen=True, slots=True)
class Bootstrap:
    """A bootstrap template. ``diagnostics`` tells what of it could not be read."""

    file: str
    listeners: tuple[BootstrapListener, ...] = ()
    clusters: tuple[Cluster, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()

    def upstreams(self, listener: BootstrapListener) -> tuple[Address, ...]:
        """The addresses that a listener sends to."""
        names = {forward.cluster for forward in listener.forwards}
        found = (cluster for cluster in self.clusters if cluster.name in names)
        return tuple(address for cluster in found for address in cluster.addresses)


def bootstraps(files: Files) -> tuple[Bootstrap, ...]:
    """The bootstrap templates of a tree, without those of tests, samples and what is vendored."""
    found = files.kept_all("bootstrap", sorted(files.paths(_counts)), partial(_of_file, files))
    return tuple(bootstrap for bootstrap in found if bootstrap is not None)


def _counts(path: str) -> bool:
    return path.endswith(_SUFFIXES) and role_of(path) in (Role.PRODUCT, Role.TOOL)


def _of_file(files: Files, path: str, content: bytes) -> Bootstrap | None:
    """The template that a file is; None where it is none."""
    if any(mark in content for mark in _MARKS) or (
        _ADDRESS.search(content) and _ADMIN.search(content)
    ):
        found = read_bootstrap(files, path, content)
        return found if found.listeners or found.clusters or found.diagnostics else None
    return None


def read_bootstrap(files: Files, path: str, content: bytes) -> Bootstrap:
    """What a template says; nothing but a diagnostic where it cannot be read."""
    if len(content) > _LARGEST:
        return _failed(files, path, f"is larger than {_LARGEST} bytes", 0)
    reader = _Reader(files, path)
    gaps: list[tuple[str, int]] = []
    try:
        for document in read_tree(content.decode("utf-8", "replace"), gaps):
            reader.read(document)
    except BootstrapError as error:
        return _failed(files, path, f"cannot be read as a bootstrap: {error}", error.line)
    told = (
        Diagnostic(f"what {action} gives is not known", files.location(path, line), path)
        for action, line in gaps
        if reader.listeners or reader.clusters
    )
    return Bootstrap(path, tuple(reader.listeners), tuple(reader.clusters), tuple(told))


def _failed(files: Files, path: str, why: str, line: int) -> Bootstrap:
    return Bootstrap(
        path, diagnostics=(Diagnostic(f"{path} {why}", files.location(path, line), path),)
    )


class _Reader:
    """Gathers listeners and clusters of the documents of one file."""

    def __init__(self, files: Files, path: str) -> None:
        self._files = files
        self._path = path
        self.listeners: list[BootstrapListener] = []
        self.clusters: list[Cluster] = []

    def read(self, document: Node) -> None:
        """A document: a bootstrap itself, or one that holds some in blocks of text."""
        roots = [document, *(node for _, node in document.walk() if node.text and node.items)]
        for root in roots:
            bodies = [root, *(each for key, each in root.items if not key and root.text)]
            for body in bodies:
                for admin in body.all("admin"):
                    for address in self._addresses(admin.all("address")):
                        self.listeners.append(BootstrapListener("admin", True, address))
                for resources in body.all("static_resources"):
                    self._resources(resources)

    def _resources(self, resources: Node) -> None:
        for listeners in resources.all("listeners"):
            for _, listener in listeners.items:
                forwards = tuple(self._forwards(listener))
                for address in self._listened(listener):
                    name = _name(listener)
                    self.listeners.append(BootstrapListener(name, False, address, forwards))
        for clusters in resources.all("clusters"):
            for _, cluster in clusters.items:
                upstream = (*cluster.all("hosts"), *cluster.all("load_assignment"))
                addresses = tuple(address for node in upstream for address in self._below(node))
                self.clusters.append(Cluster(_name(cluster), self._place(cluster), addresses))

    def _below(self, node: Node) -> Iterator[Address]:
        """The addresses anywhere below a node."""
        for key, each in node.walk():
            if key == "socket_address":
                yield from self._socket(each)
            elif key == "pipe":
                yield from self._pipe(each)

    def _listened(self, listener: Node) -> Iterator[Address]:
        """The address of a listener, and those that it has besides."""
        yield from self._addresses(listener.all("address"))
        for more in listener.all("additional_addresses"):
            for _, each in more.items:
                yield from self._addresses(each.all("address"))

    def _addresses(self, nodes: Iterator[Node]) -> Iterator[Address]:
        for node in nodes:
            for socket in node.all("socket_address"):
                yield from self._socket(socket)
            for pipe in node.all("pipe"):
                yield from self._pipe(pipe)
            if node.text is not None:
                yield self._address("", node)

    def _socket(self, node: Node) -> Iterator[Address]:
        """A socket address; one for each of the ports that it may have."""
        if node.text is not None:
            yield self._address("", node)
            return
        host = next((each.text or "" for each in node.all("address")), "")
        for key in ("port_value", "named_port"):
            for port in node.all(key):
                yield self._address(host, port)

    def _pipe(self, node: Node) -> Iterator[Address]:
        for path in node.all("path"):
            if path.text is not None:
                yield Address(f"unix://{path.text}", 0, "", "", path.guard, self._place(path))

    def _address(self, host: str, node: Node) -> Address:
        text = node.text or ""
        field = _FIELD.match(text)
        port = int(text) if re.fullmatch(r"[0-9]{1,5}", text) else 0
        name = field[1] if field is not None else ""
        return Address(host, port, text, name, node.guard, self._place(node))

    def _forwards(self, listener: Node) -> Iterator[Forward]:
        """The clusters that a listener's routes or TCP proxies name, each once."""
        seen: set[str] = set()
        for key, node in listener.walk():
            named = [node] if key == "cluster" else []
            if key == "weighted_clusters":
                named = [n for c in node.all("clusters") for _, w in c.items for n in w.all("name")]
            for each in named:
                if each.text and each.text not in seen:
                    seen.add(each.text)
                    yield Forward(each.text, self._place(each))

    def _place(self, node: Node) -> Location:
        return self._files.location(self._path, node.line)


def _name(node: Node) -> str:
    return next((each.text or "" for each in node.all("name")), "")
