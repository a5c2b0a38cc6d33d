"""``xref search``: full text over names and help texts."""

from __future__ import annotations

from typing import Annotated

import typer

from xref.cli.options import DEFAULT_PROJECT, Db, Format, Json, Project, SearchKind, Tag
from xref.cli.output import answering, form_of, index_path, show


def search(
    words: Annotated[list[str], typer.Argument(metavar="TEXT...")],
    kind: SearchKind = None,
    tag: Tag = "",
    project: Project = DEFAULT_PROJECT,
    db: Db = None,
    as_json: Json = False,
    form: Format = "table",
) -> None:
    """Search names and help texts.

    Of programs, commands, flags, images, workloads and the like, those that have all the words of
    TEXT.
    """
    from xref import layout, query
    from xref.errors import NotFound
    from xref.store import reading

    text = " ".join(words)
    form_name = form_of(as_json, form)
    with reading(index_path(db)) as connection, answering(form_name):
        release = query.pick_release(connection, project, tag)
        rows = query.search(connection, release, text, kind or "")
        if not rows:
            raise NotFound(f"nothing in {project} {release.tag} has all the words of {text!r}")
    show(rows, layout.SEARCH, form_name)
