"""Lines of a rendering -> Kubernetes manifests whose every node knows its lines.

Second step from a rendering to facts. Ghost lines are parsed as fragments and attached to the list
or map that they would extend, so that whoever reads a manifest sees them beside what is active.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from xref.extract.charts.lines import Line, Text
from xref.model import Diagnostic, Location
from xref.yamltree import Node, YamlError, documents

WORKLOADS = frozenset(
    {"Deployment", "DaemonSet", "StatefulSet", "ReplicaSet", "Job", "CronJob", "Pod"}
)
_WANTED = re.compile(
    rf"^[ -]*[\"']?kind[\"']?:\s*[\"']?(?:{'|'.join(sorted(WORKLOADS))}|Service)\b", re.M
)
_HEAD = re.compile(r"\s*(?:- +)*(?:[\"']?[\w./-]+[\"']?: +)?")
_OPENS = re.compile(r":(\s+#.*)?\s*$")
_SEPARATOR = re.compile(r"^---(\s|$)")
_KEY = re.compile(r"[\"']?[\w./-]+[\"']?:(\s|$)")


@dataclass(slots=True)
class Manifest:
    """A document: its node, the lines it was read from, and the ghosts by the node they extend.

    ``first`` is the number of its first line in ``lines``; the lines of nodes count from there.
    ``active`` tells whether it comes out under the values at all.
    """

    node: Node
    lines: list[Line]
    active: bool
    ghosts: dict[int, list[tuple[int, Part]]] = field(default_factory=dict)

    def whole(self) -> Part:
        return Part(self, self.node, self.active)


@dataclass(frozen=True, slots=True)
class Part:
    """A node of a manifest, or of a ghost fragment in it (``active`` False)."""

    manifest: Manifest
    node: Node
    active: bool

    def line(self) -> Line:
        """The line that the node begins on."""
        lines = self.manifest.lines
        return lines[min(self.node.line, len(lines) - 1)]

    def location(self) -> Location:
        line = self.line()
        return Location(line.file, line.line)

    def items(self) -> list[Part]:
        """The items of a list, ghosts where they would stand."""
        found = [(item.line, 1, self._part(item)) for item in self.node.items()]
        for at, ghost in self.manifest.ghosts.get(id(self.node), ()):
            found += [(at, 0, item) for item in ghost.items()]  # before the line of that number
        found.sort(key=lambda each: each[:2])
        return [part for _, _, part in found]

    def pairs(self) -> Iterator[tuple[str, Part]]:
        """The keys and values of a map, the last of equal keys, then those of ghosts."""
        own = {key.value: value for key, value in self.node.pairs() if key.kind == "scalar"}
        for key, value in own.items():
            yield key, self._part(value)
        for _, ghost in self.manifest.ghosts.get(id(self.node), ()):
            yield from ghost.pairs()

    def all(self, key: str) -> list[Part]:
        """The values of a key, the active one first if there is one."""
        found = [part for name, part in self.pairs() if name == key]
        return sorted(found, key=lambda part: not part.active)

    def at(self, *path: str) -> Part | None:
        """The value at a path of keys, the active one if there is one."""
        part: Part | None = self
        for key in path:
            found = part.all(key) if part is not None else []
            part = found[0] if found else None
        return part

    def text(self, *path: str) -> str:
        """The scalar at a path of keys, "" if there is none."""
        part = self.at(*path)
        if part is None or part.node.kind != "scalar" or part.node.absent:
            return ""
        return str(part.node.value)

    def _part(self, node: Node) -> Part:
        return Part(self.manifest, node, self.active)


def holds_manifests(text: str) -> bool:
    """Whether a text may hold a workload or a Service: most templates give neither."""
    return _WANTED.search(text) is not None


def manifests(text: Text, active: bool, problems: list[Diagnostic]) -> list[Manifest]:
    """The workloads and Services in a text and in its ghosts; what is no YAML is told."""
    found: list[Manifest] = []
    starts = [0, *(n for n, line in enumerate(text.lines) if _SEPARATOR.match(line.text))]
    starts.append(len(text.lines))
    for start, end in pairwise(starts):
        ghosts = [(at - start, g) for at, g in text.ghosts if start < at <= end or at == start == 0]
        found += _of_document(text.lines[start:end], ghosts, active, problems)
    return found


def fragment(text: Text, active: bool, problems: list[Diagnostic]) -> Manifest | None:
    """The text as one document, whatever its kind, with its ghosts; None if there is none."""
    for node in _read(text.lines, problems):
        manifest = Manifest(node, text.lines, active)
        for at, ghost in text.ghosts:
            _attach(manifest, at, ghost)
        return manifest
    return None


def _of_document(
    lines: list[Line], ghosts: list[tuple[int, Text]], active: bool, problems: list[Diagnostic]
) -> list[Manifest]:
    whole = [g for _, g in ghosts if _WANTED.search(_joined(g.lines))]
    found: list[Manifest] = []
    if _WANTED.search(_joined(lines)):
        for node in _read(lines, problems if active else None):
            for one in _listed(node):
                manifest = Manifest(one, lines, active)
                for at, ghost in ghosts:
                    if ghost not in whole:
                        _attach(manifest, at, ghost)
                found.append(manifest)
    else:
        # Nothing here is a workload, but what would come further in may be one.
        whole = [g for _, g in ghosts]
    for ghost in whole:
        found += manifests(ghost, False, problems)
    return found


def _listed(node: Node) -> list[Node]:
    """The manifests in a ``List``, or the one that a node is."""
    items = node.get("items") if node.text("kind") == "List" else None
    return items.items() if items is not None else [node]


def _joined(lines: list[Line]) -> str:
    return "\n".join(_quoted(line.text) if line.doubtful else line.text for line in lines)


def _quoted(text: str) -> str:
    """A line whose plain word is put in quotes, for ``- {{ a }}:{{ b }}`` is no YAML."""
    found = _HEAD.match(text)
    end = found.end() if found is not None else 0
    word = text[end:]
    plain = word.startswith(("{{", "[[")) or word[:1] not in ("", *"\"'|>[{#&*!")
    if not plain or _KEY.fullmatch(word):
        return text
    return f"{text[:end]}'{word.replace(chr(39), chr(39) * 2)}'"


def _read(lines: list[Line], problems: list[Diagnostic] | None) -> list[Node]:
    try:
        return list(documents(_joined(lines)))
    except YamlError as error:
        if problems is not None:
            at = lines[min(error.line, len(lines)) - 1]
            problems.append(Diagnostic(f"no YAML comes of it: {error}", Location(at.file, at.line)))
        return []


def _attach(manifest: Manifest, at: int, ghost: Text) -> None:
    """Parses a ghost's lines, fragment by fragment, and hangs each on what it would extend."""
    for start, end in _fragments(ghost.lines):
        lines = ghost.lines[start:end]
        nodes = _read(lines, None)
        if len(nodes) != 1 or nodes[0].kind == "scalar":
            continue
        node = nodes[0]
        host = _host(manifest.node, at, node.column, node.kind)
        if host is None:
            continue
        fragment = Manifest(node, lines, False)
        for inner_at, inner in ghost.ghosts:
            if start <= inner_at <= end:
                _attach_inner(manifest, fragment, at, inner_at - start, inner)
        manifest.ghosts.setdefault(id(host), []).append((at, fragment.whole()))


def _attach_inner(
    manifest: Manifest, fragment: Manifest, at: int, inner_at: int, inner: Text
) -> None:
    """A ghost in a ghost extends the fragment if it lies within, or else the manifest."""
    before = {key: len(parts) for key, parts in fragment.ghosts.items()}
    _attach(fragment, inner_at, inner)
    if {key: len(parts) for key, parts in fragment.ghosts.items()} == before:
        _attach(manifest, at, inner)


def _fragments(lines: list[Line]) -> Iterator[tuple[int, int]]:
    """The runs of lines that may stand alone: none is indented less than the run's first.

    A run of items and a run of keys at the same column are two, but for items that are the list of
    the key before them.
    """
    start, indent, item = 0, -1, False
    opened = False  # whether items at the column of the keys are the last key's list
    for number, line in enumerate(lines):
        stripped = line.text.lstrip()
        if not stripped or stripped.startswith("#"):
            continue
        column = len(line.text) - len(stripped)
        is_item = stripped.startswith("- ") or stripped == "-"
        stands = is_item == item or (is_item and opened)
        if indent >= 0 and (column < indent or (column == indent and not stands)):
            yield start, number
            indent = -1
        if indent < 0:
            start, indent, item = number, column, is_item
        if column == indent and not is_item:
            opened = bool(_OPENS.search(stripped))
    if indent >= 0:
        yield start, len(lines)


def _host(root: Node, at: int, column: int, kind: str) -> Node | None:
    """The node that a fragment at a column, after so many lines, extends; None if none does.

    A key that has no value yet is extended by a list at its column or by anything deeper.
    """
    chain: list[Node] = [root]
    empty: Node | None = None
    node = root
    while node.kind != "scalar":
        below = [
            pair for pair in (node.pairs() or [(i, i) for i in node.items()]) if pair[0].line < at
        ]
        if not below:
            break
        key, node = below[-1]
        if node.absent and (key.column < column or (key.column == column and kind == "list")):
            empty = node
        chain.append(node)
    for node in reversed(chain):
        if node.kind == kind and node.column == column:
            return node
    return empty
