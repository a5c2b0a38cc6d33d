"""``xref values``: chart values with their places, and which of them no template reads."""

from __future__ import annotations

from typing import Annotated

import typer

from xref.cli.options import (
    DEFAULT_PROJECT,
    Db,
    Format,
    Git,
    Json,
    Project,
    Setting,
    Tag,
    Values,
    complete_value,
)
from xref.cli.output import answering, form_of, index_path, show


def values(
    path: Annotated[
        str,
        typer.Argument(metavar="[PATH]", show_default=False, autocompletion=complete_value),
    ] = "",
    unread: Annotated[
        bool, typer.Option("--unread", help="Only values that no template reads.")
    ] = False,
    chosen: Values = "default",
    settings: Setting = None,
    git: Git = None,
    tag: Tag = "",
    project: Project = DEFAULT_PROJECT,
    db: Db = None,
    as_json: Json = False,
    form: Format = "table",
) -> None:
    """List chart values and whether they are read.

    All of them, or those at and below PATH (`global.proxy`).
    """
    from xref import query
    from xref.cli.rendered import Wanted, rendered
    from xref.layout.shipped import VALUES
    from xref.query.values import values as find
    from xref.store import reading

    form_name = form_of(as_json, form)
    with reading(index_path(db)) as connection, answering(form_name):
        release = query.pick_release(connection, project, tag)
        with rendered(connection, release, Wanted(chosen, settings or (), git or ())) as (at, one):
            rows = find(at, release, one, path, unread)
    show(rows, VALUES, form_name)
