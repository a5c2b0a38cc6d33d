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
from xref.yamltree import YamlError, documents

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
    paths = files.paths(lambda path: bool(_NAME.search(path)) and not path.startswith("vendor/"))
    for path, data in files.read_all(sorted(paths)):
        if b"dockerfile" not in data or b"images" not in data:
            continue
        if len(data) > _LARGEST:
            diagnostics.append(Diagnostic("the plan is too large", files.location(path), path))
            continue
        try:
            plans += _entries(files, path, data)
        except YamlError as error:
            place = files.location(path, error.line)
            diagnostics.append(Diagnostic(f"not YAML: {error}", place, path))
    return plans, diagnostics


def _entries(files: Files, path: str, data: bytes) -> Iterator[Planned]:
    for document in documents(data.decode("utf-8", "replace")):
        images = document.get("images")
        for entry in images.items() if images is not None else ():
            name, dockerfile = entry.text("name"), entry.text("dockerfile")
            if name and dockerfile:
                listed = [entry.get(key) for key in ("files", "targets")]
                words = [word for each in listed if each is not None for word in each.items()]
                yield Planned(
                    name,
                    dockerfile,
                    files.location(path, entry.line + 1),
                    entry.text("base").lower() == "true",
                    tuple(
                        PlannedFile(word.value, files.location(path, word.line + 1))
                        for word in words
                        if word.kind == "scalar"
                    ),
                )
