"""Builds the releases that a question needs and the index lacks.

Part of the command line.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from xref.cli.output import tell

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path


def build_missing(
    index: Path, project: str, tags: Iterable[str], overrides: Mapping[str, str]
) -> None:
    """Builds those of the tags that the index does not hold. Raises as ``build_tag`` does."""
    from xref import store

    held: set[str] = set()
    if store.exists(index):
        with store.reading(index) as connection:
            query = "SELECT tag FROM release WHERE project = ?"
            held = {row[0] for row in connection.execute(query, (project,))}
    missing = [tag for tag in dict.fromkeys(tags) if tag not in held]
    if not missing:
        return
    from xref.build import build_tag

    store.prepare(index)
    for tag in missing:
        tell(f"xref: building {project} {tag}, which the index lacks")
        build_tag(tag, project=project, overrides=overrides, index=index, progress=lambda _: None)
