"""Bazel's rules in a tree: targets by their labels, and what their attributes name.

Part of the extract layer; reads BUILD and WORKSPACE files one by one, when something asks for them.
Macros are not run: a target that only a macro makes is one that is not there.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fnmatch import fnmatchcase

from tree_sitter import Node

from xref.extract.bazelvalues import Gap, Glob, Text, argument, joined, strings
from xref.extract.files import Files
from xref.extract.unwieldy import WHY, unwieldy
from xref.model import Diagnostic, Location
from xref.syntax import node_text, parse, query

_BUILD = ("BUILD.bazel", "BUILD")
_WORKSPACE = ("WORKSPACE.bazel", "WORKSPACE", "MODULE.bazel")
_LARGEST = 1 << 20
_MOST_WILDCARDS = 8


@dataclass(frozen=True, slots=True)
class Target:
    """A rule: ``kind`` is what is called, ``location`` its first line, ``named`` its name's."""

    kind: str
    package: str
    name: str
    location: Location
    named: Location
    file: RuleFile
    call: Node

    @property
    def label(self) -> str:
        """The target's label, always with its name."""
        return f"//{self.package}:{self.name}"


@dataclass(frozen=True, slots=True)
class RuleFile:
    """A BUILD or WORKSPACE file: its rules by name, and its variables."""

    path: str
    targets: dict[str, Target]
    constants: dict[str, Node]


class Workspace:
    """The targets of a tree, each file parsed once; ``diagnostics`` tells what was not read."""

    def __init__(self, files: Files) -> None:
        self.files = files
        self.diagnostics: list[Diagnostic] = []
        self._read: dict[str, RuleFile | None] = {}
        self._inside: dict[str, list[str]] = {}
        self._gaps: set[Diagnostic] = set()
        root = self.root()
        self._name = (
            next((t.name for t in root.targets.values() if t.kind == "workspace"), "")
            if (root is not None)
            else ""
        )

    def root(self) -> RuleFile | None:
        """The WORKSPACE file, None where there is none."""
        return self._first(_WORKSPACE)

    def build_file(self, package: str) -> RuleFile | None:
        """The BUILD file of a folder ("" for the root), None where there is none."""
        folder = f"{package}/" if package else ""
        return self._first(tuple(folder + name for name in _BUILD))

    def build_paths(self) -> list[str]:
        """The paths of all BUILD files."""
        return self.files.paths(lambda path: path.rpartition("/")[2] in _BUILD)

    def resolve(self, label: str, package: str) -> tuple[str, str] | None:
        """The package and name of a label in ``package``; None for another repository."""
        repo, slashes, rest = label.partition("//")
        if not slashes:
            return (package, label.removeprefix(":")) if not label.startswith("@") else None
        if repo not in ("", "@", f"@{self._name}", f"@@{self._name}"):
            return None
        folder, colon, name = rest.partition(":")
        return folder, name if colon else folder.rpartition("/")[2]

    def target(self, label: str, package: str = "") -> Target | None:
        """The target of a label that stands in ``package``; None where no rule has that name."""
        resolved = self.resolve(label, package)
        found = self.build_file(resolved[0]) if resolved is not None else None
        return (
            found.targets.get(resolved[1]) if found is not None and resolved is not None else None
        )

    def labels(self, target: Target, *attributes: str) -> Iterator[tuple[str, Location]]:
        """The labels in some attributes of a target, as they are written, each with its place."""
        for attribute in attributes:
            value = argument(target.call, attribute)
            if value is None:
                continue
            for found in strings(value, target.file.constants):
                place = self.files.location(target.file.path, found.line)
                if isinstance(found, Text):
                    yield found.text, place
                elif isinstance(found, Glob):
                    yield from ((path, place) for path in self._globbed(target.package, found))
                else:
                    self.gap(found, target, attribute)

    def gap(self, gap: Gap, target: Target, attribute: str) -> None:
        """Notes a part of an attribute that is not known."""
        place = self.files.location(target.file.path, gap.line)
        told = Diagnostic(f"{attribute} of {target.label}: {gap.reason}", place, target.label)
        if told not in self._gaps:
            self._gaps.add(told)
            self.diagnostics.append(told)

    def sources(self, target: Target) -> list[str]:
        """The paths of a target's own C++ files that are in the tree, sources before headers."""
        found: dict[str, None] = {}
        for label, _ in self.labels(target, "srcs", "hdrs", "textual_hdrs"):
            resolved = self.resolve(label, target.package)
            if resolved is not None:
                path = "/".join(part for part in resolved if part)
                if self.files.has(path):
                    found[path] = None
        return [*found]

    def _globbed(self, package: str, glob: Glob) -> list[str]:
        """The files below a package, and in no package below it, that a glob stands for."""
        folder = f"{package}/" if package else ""
        if package not in self._inside:
            self._inside[package] = [
                path.removeprefix(folder)
                for path in sorted(self.files.paths(lambda path: path.startswith(folder)))
                if self._package_of(path) == package
            ]
        return [
            path
            for path in self._inside[package]
            if any(_globs(pattern, path) for pattern in glob.patterns)
            and not any(_globs(pattern, path) for pattern in glob.without)
        ]

    def _package_of(self, path: str) -> str:
        folder = path
        while folder:
            folder = folder.rpartition("/")[0]
            if any(self.files.has(f"{folder}/{name}".lstrip("/")) for name in _BUILD):
                break
        return folder

    def _first(self, paths: tuple[str, ...]) -> RuleFile | None:
        path = next((path for path in paths if self.files.has(path)), None)
        if path is None:
            return None
        if path not in self._read:
            self._read[path] = self._load(path)
        return self._read[path]

    def _load(self, path: str) -> RuleFile | None:
        content = self.files.read(path)
        if content is None or len(content) > _LARGEST:
            why = "is missing" if content is None else f"is larger than {_LARGEST} bytes"
            place = self.files.location(path)
            self.diagnostics.append(Diagnostic(f"{path} {why}", place, path))
            return None
        tree = parse("starlark", content)
        if unwieldy(tree, len(content)):
            place = self.files.location(path)
            self.diagnostics.append(Diagnostic(f"{path} {WHY}", place, path))
            return None
        return read_rules(self.files, path, tree.root_node)


def read_rules(files: Files, path: str, root: Node) -> RuleFile:
    """The rules and variables of a BUILD or WORKSPACE file, by the root of its tree."""
    constants: dict[str, Node] = {}
    for captures in query("starlark", "constant").matches(root):
        name = node_text(captures["name"][0])
        constants[name] = captures["value"][0]
    targets: dict[str, Target] = {}
    found = RuleFile(path, targets, constants)
    package = path.rpartition("/")[0]
    for captures in query("starlark", "rule").matches(root):
        call, name_node = captures["definition.rule"][0], captures["name"][0]
        named = joined(name_node, constants)
        if isinstance(named, Text):
            kind = node_text(captures["kind"][0])
            place = files.location(path, call.start_point.row + 1)
            name_line = files.location(path, named.line)
            targets[named.text] = Target(kind, package, named.text, place, name_line, found, call)
    return found


def _globs(pattern: str, path: str) -> bool:
    """Whether a pattern of Bazel's stands for a path: only ``**`` crosses folders."""
    if pattern.count("*") > _MOST_WILDCARDS:
        return False
    if "**" not in pattern:
        # With as many slashes on either side, no wildcard can stand for one.
        return pattern.count("/") == path.count("/") and fnmatchcase(path, pattern)
    return fnmatchcase(path, pattern) or fnmatchcase(path, pattern.replace("**/", "", 1))
