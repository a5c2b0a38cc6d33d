"""``xref workloads``: what the charts run, under one set of values."""

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
    complete_workload,
)
from xref.cli.output import answering, form_of, index_path, show


def workloads(
    name: Annotated[
        str,
        typer.Argument(metavar="[NAME]", show_default=False, autocompletion=complete_workload),
    ] = "",
    values: Values = "default",
    settings: Setting = None,
    everything: Annotated[
        bool, typer.Option("--all", help="Add what these values turn off.")
    ] = False,
    git: Git = None,
    tag: Tag = "",
    project: Project = DEFAULT_PROJECT,
    db: Db = None,
    as_json: Json = False,
    form: Format = "table",
) -> None:
    """List workloads with containers and arguments.

    As the charts give them under these values. NAME is a workload, or a pod of one.
    """
    from xref import query
    from xref.cli.rendered import Wanted, rendered
    from xref.layout.shipped import containers, workloads_layout
    from xref.query.workloads import workloads as find
    from xref.store import reading

    form_name = form_of(as_json, form)
    with reading(index_path(db)) as connection, answering(form_name):
        release = query.pick_release(connection, project, tag)
        with rendered(connection, release, Wanted(values, settings or (), git or ())) as (at, one):
            rows = find(at, release, one, name, everything)
    shown = rows if form_name == "json" else containers(rows)
    show(shown, workloads_layout(release.url), form_name)
