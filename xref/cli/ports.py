"""``xref ports``: who listens where, what sets it, and what exposes it."""

from __future__ import annotations

from typing import Annotated

import typer

from xref.cli.options import (
    DEFAULT_PROJECT,
    Db,
    Format,
    Json,
    Project,
    Tag,
    complete_port,
    complete_values,
)
from xref.cli.output import answering, form_of, index_path, show


def ports(
    wanted: Annotated[
        str,
        typer.Argument(metavar="[PORT|NAME]", show_default=False, autocompletion=complete_port),
    ] = "",
    values: Annotated[
        str,
        typer.Option(
            metavar="default|demo",
            help="The charts' values.",
            autocompletion=complete_values,
        ),
    ] = "default",
    tag: Tag = "",
    project: Project = DEFAULT_PROJECT,
    db: Db = None,
    as_json: Json = False,
    form: Format = "table",
) -> None:
    """List listeners and the Services that expose them.

    Ports on which nothing is known to listen come last. NAME is a process, a workload, a container,
    a Service or a port's name.
    """
    from xref import query
    from xref.layout.shipped import PORTS
    from xref.query.ports import ports as find
    from xref.query.renderings import rendering, renderings
    from xref.store import reading

    form_name = form_of(as_json, form)
    with reading(index_path(db)) as connection, answering(form_name):
        release = query.pick_release(connection, project, tag)
        charts = renderings(connection, release)
        one = rendering(connection, release, values) if charts or values != "default" else None
        rows = find(connection, release, one, wanted)
    show(rows, PORTS, form_name)
