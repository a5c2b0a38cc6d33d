"""``xref where``: a name, and the chain around it."""

from __future__ import annotations

from typing import Annotated

import typer

from xref.cli.options import DEFAULT_PROJECT, Db, Format, Json, Kind, Project, Tag, complete_words
from xref.cli.output import answering, emit, form_of, index_path, output_style, show


def where(
    words: Annotated[
        list[str],
        typer.Argument(
            metavar="NAME...",
            autocompletion=complete_words,
        ),
    ],
    kind: Kind = None,
    tag: Tag = "",
    project: Project = DEFAULT_PROJECT,
    db: Db = None,
    as_json: Json = False,
    form: Format = "table",
) -> None:
    """Show where a name stands, and its chain.

    NAME is a program, a command, a flag (with or without dashes, also after a command), a workload
    or a pod, a container, an image, a Service, a port, a filter of Envoy, a file, FILE:LINE or a
    folder. If it is several of them, all are shown, and their kinds first.
    """
    from xref.query import pick_release
    from xref.store import reading
    from xref.where import where as find

    form_name = form_of(as_json, form)
    with reading(index_path(db)) as connection, answering(form_name):
        release = pick_release(connection, project, tag)
        findings = find(connection, release, words, kind or "")
    if form_name == "table":
        from xref.chain import chain_text

        emit(chain_text(findings, release.commit, output_style()))
    elif form_name == "json":
        from xref.formats import as_json as to_json

        emit(to_json(findings))
    else:
        from xref.layout import PLACES, places

        show(places(findings, release.commit), PLACES, form_name)
