"""A release's charts under values of the user's own: read from git, tied to the index's flags.

Layer 4, beside ``build``; for what the index cannot hold, since only the user knows it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from pathlib import Path

from xref.deployment import Rendering
from xref.errors import NotFound, UsageError
from xref.extract.charts.chart import Document, document_of
from xref.extract.charts.release import DEFAULT, DEMO, Choice, rendering_of
from xref.extract.charts.setting import settings
from xref.extract.images import images
from xref.gitsource import locate
from xref.linking import Parts, link
from xref.listeners import Sources
from xref.query import Release
from xref.query.programs import programs
from xref.shipping import files_of
from xref.yamltree import YamlError

_LARGEST = 4 << 20


def render(
    connection: sqlite3.Connection,
    release: Release,
    values: str,
    setting: Sequence[str],
    overrides: Mapping[str, str],
) -> Rendering:
    """What the charts of a release give; ``values`` is ``default``, ``demo`` or a file's path.

    Raises UsageError for values that cannot be read, NotFound where the release has no such set,
    SourceError where its repository cannot be read.
    """
    choice = _choice(values, setting)
    known = programs(connection, release)
    with locate(release.project, overrides, commits=[release.commit]) as repository:
        files = files_of(repository, repository.tree(release.commit))
        found = rendering_of(files, choice)
        if found is None:
            raise NotFound(
                f"{release.project} {release.tag} has no charts with {choice.base} values"
            )
        mains = {program.package: program.location for program in known if program.kind == "go"}
        built = images(files, mains)
    return link(Parts(known, built.images, [found], Sources())).renderings[0]


def _choice(values: str, setting: Sequence[str]) -> Choice:
    name = " ".join([values, *(f"--set {text}" for text in setting)])
    if values in (DEFAULT, DEMO):
        return Choice(name, values, (), settings(setting))
    return Choice(name, DEFAULT, (_document(values),), settings(setting))


def _document(path: str) -> Document:
    try:
        with Path(path).open("rb") as file:
            content = file.read(_LARGEST + 1)
        if len(content) > _LARGEST:
            raise UsageError(f"{path} is larger than {_LARGEST >> 20} MiB: no values file is")
        return document_of(path, content)
    except OSError as error:
        raise UsageError(
            f"--values takes default, demo or a file, and {path} cannot be read: {error.strerror}"
        ) from error
    except YamlError as error:
        raise UsageError(f"{path}:{error.line} is no values file: {error}") from error
