"""The proxy that a release pins: its binary, the filters linked into it, the commit of Envoy.

Part of the extract layer, over ``bazel`` (which target links what) and ``cppfilters`` (what its
sources register). Everything is found by what it is, so that BUILD files may stand anywhere: the
binary is the C++ binary that links Envoy's own main entry.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from xref.deployment import Filter, Proxy
from xref.extract.bazel import Target, Workspace
from xref.extract.bazelvalues import Text, argument, parts
from xref.extract.cppfilters import Registration, registrations
from xref.extract.files import Files
from xref.extract.pins import Pin
from xref.extract.proxylibs import client_libraries
from xref.extract.proxynames import Sources
from xref.model import Diagnostic, Location, Program, Role
from xref.roles import role_of

_BINARY = "cc_binary"
_MAIN_ENTRY = re.compile(r"@envoy//source/exe:\w*main\w*\Z")
_COMMIT = re.compile(r"[0-9a-f]{40}\Z")
_ARCHIVE = ("commit", "strip_prefix", "urls", "url")
_LINKS = ("deps", "actual", "exports", "implementation_deps")
_MOST_TARGETS = 5_000


def proxy(files: Files, pin: Pin) -> Proxy:
    """The proxy at the commit of ``pin``, whose files are ``files``.

    Without a binary, ``target`` and ``name`` are "", ``location`` is that of the pin, and a
    diagnostic tells so.
    """
    workspace = Workspace(files)
    sources = Sources(files)
    binary = _binary(workspace)
    envoy, envoy_pinned = _envoy(workspace)
    filters: list[Filter] = []
    libraries: tuple[Location, ...] = ()
    told: list[Diagnostic] = []
    if binary is None:
        told.append(
            Diagnostic(f"{pin.repo} has no target that links Envoy", pin.location, pin.repo)
        )
    else:
        links = _links(workspace, binary)
        filters = _filters(workspace, sources, binary, links)
        libraries = client_libraries(workspace, links)
    if not envoy:
        told.append(Diagnostic(f"{pin.repo} names no commit of Envoy", pin.location, pin.repo))
    return Proxy(
        repo=pin.repo,
        commit=pin.commit,
        pinned=pin.location,
        target=binary.label if binary is not None else "",
        name=binary.name if binary is not None else "",
        location=binary.location if binary is not None else pin.location,
        envoy=envoy,
        envoy_pinned=envoy_pinned,
        filters=tuple(filters),
        libraries=libraries,
        diagnostics=(*told, *workspace.diagnostics, *sources.diagnostics),
        named=binary.named if binary is not None else None,
    )


def program_of(found: Proxy) -> Program | None:
    """The proxy's binary as a program of kind ``bazel``; None where there is no binary."""
    if not found.target:
        return None
    package = found.target.removeprefix("//").partition(":")[0] or "."
    place = found.named or found.location
    return Program(found.name, package, Role.PRODUCT, place, evaluated=False, kind="bazel")


def _binary(workspace: Workspace) -> Target | None:
    """The C++ binary that links Envoy's main entry; of several, the one that is called envoy."""
    found: list[Target] = []
    paths = [path for path in workspace.build_paths() if role_of(path) is Role.PRODUCT]
    for path, content in workspace.files.read_all(sorted(paths)):
        if _BINARY.encode() not in content:
            continue
        file = workspace.build_file(path.rpartition("/")[0])
        for target in file.targets.values() if file is not None else ():
            if target.kind.endswith(_BINARY):
                labels = workspace.labels(target, "deps", "srcs")
                if any(_MAIN_ENTRY.match(label) for label, _ in labels):
                    found.append(target)
    return min(found, key=lambda target: (target.name != "envoy", target.label), default=None)


Links = dict[str, tuple[Target, list[tuple[str, Location]]]]
"""Targets of the tree by label, each with the labels that it links and their places."""


def _links(workspace: Workspace, binary: Target) -> Links:
    """Everything of the tree that is linked into the binary, the binary first, near ones first."""
    found: Links = {}
    level = [binary]
    while level and len(found) < _MOST_TARGETS:
        below: list[Target] = []
        for target in level:
            linked: list[tuple[str, Location]] = []
            found[target.label] = target, linked
            for label, place in workspace.labels(target, *_LINKS):
                other = workspace.target(label, target.package)
                if other is not None:
                    below.append(other)
                elif target is binary and workspace.resolve(label, target.package) is not None:
                    told = Diagnostic(f"no rule makes {label}", place, label)
                    workspace.diagnostics.append(told)
                linked.append((other.label if other is not None else label, place))
        level = [t for t in {t.label: t for t in below}.values() if t.label not in found]
    return found


def _filters(workspace: Workspace, sources: Sources, binary: Target, links: Links) -> list[Filter]:
    """The filters that the binary's dependencies bring, in the order in which it names those.

    A filter belongs to the dependency that is nearest to the target that registers it.
    """
    by_source = {
        label: workspace.sources(target) for label, (target, _) in links.items() if target != binary
    }
    sources.read([path for paths in by_source.values() for path in paths])
    registered = {
        label: [each for path in paths for each in registrations(sources, path)]
        for label, paths in by_source.items()
    }
    direct = {label: place for label, place in links[binary.label][1] if label in by_source}
    brought_by = {label: label for label in direct}
    queue = [*direct]
    for label in queue:  # grows as it is walked
        for other, _ in links[label][1]:
            if other in by_source and other not in brought_by:
                brought_by[other] = brought_by[label]
                queue.append(other)
    found: dict[Location, Filter] = {}
    for label in queue:
        root = brought_by[label]
        for each in registered[label]:
            if each.kind:
                made = _filter(root, direct[root], links[label][0], each)
                found.setdefault(each.location, made)
    for label, place in direct.items():
        if not any(registered[other] for other in _below(label, links) if other in registered):
            told = Diagnostic(f"{label} registers nothing that can be found", place, label)
            workspace.diagnostics.append(told)
    order = [*direct]
    return sorted(found.values(), key=lambda each: order.index(each.target))


def _below(label: str, links: Links) -> Iterator[str]:
    """A target and all of the tree that it links, near ones first."""
    seen = {label}
    queue = [label]
    for each in queue:  # grows as it is walked
        yield each
        for other, _ in links[each][1]:
            if other in links and other not in seen:
                seen.add(other)
                queue.append(other)


def _filter(root: str, place: Location, target: Target, found: Registration) -> Filter:
    return Filter(
        name=found.name.text if found.name is not None else "",
        kind=found.kind,
        target=root,
        folder=target.package or ".",
        location=place,
        named=found.name.location if found.name is not None else None,
        registered=found.location,
    )


def _envoy(workspace: Workspace) -> tuple[str, Location | None]:
    """The commit of Envoy, in what fetches the repository called envoy, and its place."""
    for text, place in _archive_texts(workspace):
        if _COMMIT.match(text):
            return text, place
    return "", None


def _archive_texts(workspace: Workspace) -> Iterator[tuple[str, Location]]:
    """The pieces of the texts that say which Envoy is fetched."""
    root = workspace.root()
    archive = root.targets.get("envoy") if root is not None else None
    if root is None or archive is None:
        return
    for name in _ARCHIVE:
        value = argument(archive.call, name)
        if value is None:
            continue
        items = value.named_children if value.type == "list" else [value]
        for item in items:
            for part in parts(item, root.constants):
                if isinstance(part, Text):
                    for piece in re.split(r"[^0-9a-zA-Z]+", part.text):
                        yield piece, workspace.files.location(root.path, part.line)
