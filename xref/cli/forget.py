"""``xref forget``: takes releases out of the index."""

from __future__ import annotations

from typing import Annotated

import typer

from xref.cli.options import DEFAULT_PROJECT, Db, Project, complete_tag
from xref.cli.output import index_path, tell


def forget(
    tags: Annotated[
        list[str],
        typer.Argument(metavar="TAG...", autocompletion=complete_tag),
    ],
    project: Project = DEFAULT_PROJECT,
    db: Db = None,
) -> None:
    """Take releases out of the index.

    A TAG may be a pattern such as '1.1.*'.
    """
    from fnmatch import fnmatchcase

    from xref import query, store
    from xref.errors import UsageError
    from xref.tags import near

    index = index_path(db)
    with store.reading(index) as connection:
        held = [row["tag"] for row in query.releases(connection, project)]
    gone: dict[str, None] = {}
    for pattern in tags:
        fitting = [tag for tag in held if tag == pattern or fnmatchcase(tag, pattern)]
        if not fitting:
            hint = near(pattern, held)
            raise UsageError(f"the index holds no release {pattern} of {project}{hint}")
        gone.update(dict.fromkeys(fitting))
    store.forget(index, project, gone)
    for tag in gone:
        tell(f"forgot {project} {tag}")
