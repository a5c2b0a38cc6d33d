"""``xref images``: images, what is in them, and what they start."""

from __future__ import annotations

from typing import Annotated

import typer

from xref.cli.options import DEFAULT_PROJECT, Db, Format, Json, Project, Tag, complete_image
from xref.cli.output import answering, form_of, index_path, show


def images(
    name: Annotated[
        str,
        typer.Argument(metavar="[NAME]", show_default=False, autocompletion=complete_image),
    ] = "",
    tag: Tag = "",
    project: Project = DEFAULT_PROJECT,
    db: Db = None,
    as_json: Json = False,
    form: Format = "table",
) -> None:
    """List images with what they start and hold.

    Those that the release builds, and those of others that its charts use. NAME is an image's name
    or a reference (`HUB/NAME:TAG`).
    """
    from xref import query
    from xref.layout.shipped import IMAGES
    from xref.query.images import images as find
    from xref.store import reading

    form_name = form_of(as_json, form)
    with reading(index_path(db)) as connection, answering(form_name):
        release = query.pick_release(connection, project, tag)
        rows = find(connection, release, name)
    show(rows, IMAGES, form_name)
