"""``xref map``: a release's chain as a picture."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import click
import typer

from xref.cli.options import DEFAULT_PROJECT, Db, Project, Tag, complete_values
from xref.cli.output import emit, index_path, tell

_FORMATS = ("svg", "dot", "mermaid")
_SUFFIXES = {".svg": "svg", ".dot": "dot", ".gv": "dot", ".mmd": "mermaid", ".mermaid": "mermaid"}


def map(
    output: Annotated[
        Path | None,
        typer.Option(
            "--output", "-o", metavar="FILE", help="Write to this file.", show_default=False
        ),
    ] = None,
    form: Annotated[
        str | None,
        typer.Option(
            "--format",
            click_type=click.Choice(_FORMATS),
            help="Default: by FILE's name, else svg where Graphviz is, else mermaid.",
            show_default=False,
        ),
    ] = None,
    values: Annotated[
        str,
        typer.Option(
            metavar="default|demo", help="The charts' values.", autocompletion=complete_values
        ),
    ] = "default",
    tag: Tag = "",
    project: Project = DEFAULT_PROJECT,
    db: Db = None,
) -> None:
    """Draw pods, images and programs as a picture.

    From Services over the containers of each workload and their images to the programs and where
    these begin; what the values turn off is left out.
    """
    from xref import query
    from xref.errors import UsageError
    from xref.picture import dot, graph, mermaid
    from xref.query.renderings import rendering
    from xref.store import reading

    with reading(index_path(db)) as connection:
        release = query.pick_release(connection, project, tag)
        drawn = graph(connection, release, rendering(connection, release, values))
    form_name = form or _SUFFIXES.get(output.suffix.lower() if output else "", "")
    form_name = form_name or ("svg" if dot.has_dot() else "mermaid")
    write = {"svg": dot.as_svg, "dot": dot.as_dot, "mermaid": mermaid.as_mermaid}[form_name]
    text = write(drawn)
    if output is None:
        emit(text)
    else:
        try:
            output.write_text(f"{text}\n", encoding="utf-8", errors="replace")
        except OSError as error:
            raise UsageError(f"cannot write {output} ({error.strerror})") from error
        tell(f"wrote {output} ({form_name})")
