"""Reads a build plan of images in YAML: entries with a name, a Dockerfile, files and make targets.

Part of the extract layer. It is what replaced the images' make rules (``tools/docker.yaml``); it is
told by its content, a list ``images`` whose entries name a ``dockerfile``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from xref.extract.files import Files
from xref.model import Diagnostic, Location

_NAME = re.compile(r"(?:^|/)docker[\w.-]*\.ya?ml\Z")
_LARGEST = 1_000_000


@dataclass(frozen=True, slots=True)
class PlannedFile:
    """A file or make target that goes into an image's context, as it is written."""

    text: str
    location: Location


@dataclass(frozen=True, slots=True)
class Planned:
    """An entry of the plan; ``base`` tells that the image is only a base of others."""

    name: str
    dockerfile: str
    location: Location
    base: bool
    files: tuple[PlannedFile, ...]


def docker_plans(files: Files) -> tuple[list[Planned], list[Diagnostic]]:
    """The entries of every build plan of the tree, in their order."""
    plans: list[Planned] = []
    diagnostics: list[Diagnostic] = []
    paths = [path for path in files.blobs if _NAME.search(path) and not path.startswith("vendor/")]
    for path, data in files.read_all(sorted(paths)):
        if b"dockerfile" not in data or b"images" not in data:
            continue
        if len(data) > _LARGEST:
            diagnostics.append(Diagnostic("the plan is too large", files.location(path), path))
            continue
        try:
            plans += _entries(files, path, data)
        except ValueError as error:
            place = files.location(path, getattr(error, "line", 0))
            diagnostics.append(Diagnostic(f"not YAML: {error}", place, path))
    return plans, diagnostics


def _entries(files: Files, path: str, data: bytes) -> Iterator[Planned]:
    import yaml

    try:
        root = yaml.compose(data, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except (yaml.YAMLError, RecursionError) as error:
        problem = ValueError(str(error).split("\n", 1)[0])
        mark = getattr(error, "problem_mark", None)
        problem.line = mark.line + 1 if mark else 0  # type: ignore[attr-defined]
        raise problem from None
    images = _fields(root).get("images")
    for node in images.value if isinstance(images, yaml.SequenceNode) else ():
        entry = _fields(node)
        name, dockerfile = _text(entry.get("name")), _text(entry.get("dockerfile"))
        if not name or not dockerfile:
            continue
        yield Planned(
            name,
            dockerfile,
            files.location(path, node.start_mark.line + 1),
            _text(entry.get("base")).lower() == "true",
            tuple(
                PlannedFile(item.value, files.location(path, item.start_mark.line + 1))
                for key in ("files", "targets")
                if isinstance(entry.get(key), yaml.SequenceNode)
                for item in entry[key].value
                if isinstance(item, yaml.ScalarNode)
            ),
        )


def _fields(node: object) -> dict[str, object]:
    import yaml

    if not isinstance(node, yaml.MappingNode):
        return {}
    return {key.value: value for key, value in node.value if isinstance(key, yaml.ScalarNode)}


def _text(node: object) -> str:
    import yaml

    return node.value if isinstance(node, yaml.ScalarNode) else ""
