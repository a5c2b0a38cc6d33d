"""``xref commands``: commands with aliases and texts."""

from __future__ import annotations

from typing import Annotated

import typer

from xref.cli.options import (
    DEFAULT_PROJECT,
    Db,
    Format,
    Json,
    Project,
    Role,
    Tag,
    complete_words,
)
from xref.cli.output import answering, form_of, index_path, show


def commands(
    words: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[PROGRAM]",
            show_default=False,
            autocompletion=complete_words,
        ),
    ] = None,
    role: Role = None,
    tag: Tag = "",
    project: Project = DEFAULT_PROJECT,
    db: Db = None,
    as_json: Json = False,
    form: Format = "table",
) -> None:
    """List commands with aliases and texts.

    PROGRAM is a program, its package folder, or a command.
    """
    from xref import layout, query
    from xref.store import reading

    form_name = form_of(as_json, form)
    with reading(index_path(db)) as connection, answering(form_name):
        release = query.pick_release(connection, project, tag)
        rows = query.commands(connection, release, words or (), role or "")
    show(rows, layout.COMMANDS, form_name)
