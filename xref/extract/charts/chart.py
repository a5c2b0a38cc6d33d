"""The charts of a tree: their folders, values, templates, and the charts inside them.

Found by their ``Chart.yaml``, wherever a release keeps them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from xref.extract.files import Files
from xref.model import Diagnostic, Location, Role
from xref.roles import role_of
from xref.yamltree import Node, YamlError, data, documents

_CHART = "Chart.yaml"
_TAKEN = (_CHART, "Chart.lock", "values.yaml", "values.schema.json")


@dataclass(frozen=True, slots=True)
class Document:
    """A YAML file's only document: its node, and the same as plain data."""

    path: str
    node: Node | None
    data: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Dependency:
    """What a chart says of a chart inside it; ``condition`` is a path in the values, or several."""

    name: str
    alias: str
    condition: str
    tags: tuple[str, ...]
    location: Location


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart. ``key`` is where its parent's values hold its own: its alias or its name.

    ``templates`` and ``others`` are paths of the tree: those of its templates, and of its remaining
    files.
    """

    key: str
    folder: str
    about: dict[str, Any]
    values: Document
    templates: tuple[str, ...]
    others: tuple[str, ...]
    dependencies: tuple[Dependency, ...] = ()
    children: tuple[Chart, ...] = ()

    @property
    def name(self) -> str:
        """The chart's name, as its ``Chart.yaml`` has it."""
        return str(self.about.get("name") or self.folder.rpartition("/")[2])

    @property
    def readable(self) -> tuple[str, ...]:
        """The files that its templates can read: all others but those that helm reads itself."""
        taken = {f"{self.folder}/{name}" for name in _TAKEN}
        return tuple(path for path in self.others if path not in taken)

    def family(self) -> Iterator[Chart]:
        """The chart and all those inside it."""
        yield self
        for child in self.children:
            yield from child.family()


@dataclass(slots=True)
class Charts:
    """Reads the charts of a tree; what cannot be read is told in ``problems``."""

    files: Files
    problems: list[Diagnostic] = field(default_factory=list)

    def roots(self) -> list[Chart]:
        """The charts of the product that are in no other chart, in the order of their folders."""
        folders = {path.rpartition("/")[0] for path in self.files.paths(_is_chart)}
        roots = [folder for folder in sorted(folders) if _parent(folder) not in folders]
        return [self._chart(root, sorted(self.files.below(root)), "") for root in roots]

    def document(self, path: str) -> Document:
        """A YAML file; an empty one if it is not there or is none, which is told."""
        try:
            return self.files.kept("document", path, partial(self._read, path))
        except YamlError as error:
            self._tell(f"not read: {error}", path, error.line)
            return Document(path, None, {})

    def _read(self, path: str) -> Document:
        found = self.files.read(path)
        return document_of(path, found) if found is not None else Document(path, None, {})

    def _tell(self, message: str, path: str, line: int) -> None:
        self.problems.append(Diagnostic(message, self.files.location(path, line), path))

    def _chart(self, folder: str, paths: list[str], key: str) -> Chart:
        inside = f"{folder}/charts/"
        own = [path for path in paths if not path.startswith(inside)]
        templates = tuple(path for path in own if path.startswith(f"{folder}/templates/"))
        about = self.document(f"{folder}/{_CHART}")
        dependencies = tuple(self._dependencies(folder, about))
        by_folder: dict[str, list[str]] = {}
        for path in paths:
            if path.startswith(inside):
                name = path[len(inside) :].partition("/")[0]
                by_folder.setdefault(name, []).append(path)
        children = [
            self._chart(f"{inside}{name}", listed, alias)
            for name, listed in sorted(by_folder.items())
            if f"{inside}{name}/{_CHART}" in listed
            for alias in _aliases(dependencies, name)
        ]
        return Chart(
            key or str(about.data.get("name") or folder.rpartition("/")[2]),
            folder,
            about.data,
            self.document(f"{folder}/values.yaml"),
            templates,
            tuple(path for path in own if path not in templates),
            dependencies,
            tuple(children),
        )

    def _dependencies(self, folder: str, about: Document) -> Iterable[Dependency]:
        for document in (self.document(f"{folder}/requirements.yaml"), about):
            listed = document.node.get("dependencies") if document.node is not None else None
            for each in listed.items() if listed is not None else ():
                condition = each.get("condition")
                line = (condition or each).line + 1
                tags = each.get("tags")
                yield Dependency(
                    each.text("name"),
                    each.text("alias"),
                    each.text("condition"),
                    tuple(str(tag.value) for tag in (tags.items() if tags is not None else ())),
                    self.files.location(document.path, line),
                )


def document_of(path: str, content: bytes) -> Document:
    """A file that holds a map. Raises YamlError."""
    nodes = list(documents(content.decode("utf-8", "replace")))
    node = nodes[0] if nodes else None
    read = data(node)
    if read is not None and not isinstance(read, dict):
        raise YamlError("it holds no map", 1)
    return Document(path, node, read or {})


def _is_chart(path: str) -> bool:
    return path.endswith(f"/{_CHART}") and role_of(path) is Role.PRODUCT


def _aliases(dependencies: tuple[Dependency, ...], name: str) -> list[str]:
    """The keys under which a chart inside stands: one for each alias, or its own name."""
    return [each.alias or name for each in dependencies if each.name == name] or [""]


def _parent(folder: str) -> str:
    """The chart that a folder under ``charts/`` belongs to; "" elsewhere."""
    above, _, _ = folder.rpartition("/")
    return above.removesuffix("/charts") if above.endswith("/charts") else ""
