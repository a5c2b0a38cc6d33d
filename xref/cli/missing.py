"""Builds the releases that a question needs and the index lacks.

Part of the command line.
"""

from __future__ import annotations

import sys
from contextlib import closing
from typing import TYPE_CHECKING

from xref.cli.output import tell

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path


def build_missing(
    index: Path, project: str, tags: Iterable[str], overrides: Mapping[str, str]
) -> None:
    """Builds those of the tags that the index does not hold, side by side where they are several.

    Raises as ``build_tag`` does; what was built until then is in the index.
    """
    from xref import store

    held: set[str] = set()
    if store.exists(index):
        with store.reading(index) as connection:
            query = "SELECT tag FROM release WHERE project = ?"
            held = {row[0] for row in connection.execute(query, (project,))}
    missing = [tag for tag in dict.fromkeys(tags) if tag not in held]
    if not missing:
        return
    from xref.build import Building, build_tags
    from xref.cli.build import processes_for
    from xref.cli.progress import ProgressLine
    from xref.errors import XrefError

    store.prepare(index)
    for tag in missing:
        tell(f"xref: building {project} {tag}, which the index lacks")
    what, processes = Building(project, overrides, index), processes_for(len(missing))
    line = ProgressLine(len(missing), silent=not sys.stderr.isatty())
    with closing(build_tags(missing, what, processes, line)) as built:
        try:
            for _, made in built:
                line.ended(built=True)
                if isinstance(made, XrefError):
                    raise made
        finally:
            line.clear()
