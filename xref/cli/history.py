"""``xref history``: a name over all releases in the index."""

from __future__ import annotations

from typing import Annotated

import click
import typer

from xref.cli.options import DEFAULT_PROJECT, Db, Format, Json, Project, complete_words
from xref.cli.output import answering, emit, form_of, index_path, output_style, show, tell

_KINDS = click.Choice(["program", "command", "flag", "image", "port"])


def history(
    words: Annotated[
        list[str],
        typer.Argument(metavar="NAME...", autocompletion=complete_words),
    ],
    kind: Annotated[
        str | None,
        typer.Option(click_type=_KINDS, help="Only what is of this kind.", show_default=False),
    ] = None,
    project: Project = DEFAULT_PROJECT,
    db: Db = None,
    as_json: Json = False,
    form: Format = "table",
) -> None:
    """Show when something came, changed and went.

    NAME is a program, a command, a flag, an image or a port. It is told of all releases of the
    project that are in the index, in the order of their versions, with a line for each span of
    releases that say the same.
    """
    from xref.history import history as find
    from xref.store import reading

    form_name = form_of(as_json, form)
    with reading(index_path(db)) as connection, answering(form_name):
        found = find(connection, project, words, kind or "")
    if form_name == "table":
        from xref.timeline import text

        emit(text(found.rows, output_style()))
    else:
        from xref.timeline import HISTORY

        show(found.rows, HISTORY, form_name)
    if found.gaps:
        tell(f"xref: the index lacks {', '.join(found.gaps)}; what came there is told later")
