"""``xref releases``: what the index holds, and what can be built."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from xref.cli.options import DEFAULT_PROJECT, Db, Format, Git, Json, Tag
from xref.cli.output import form_of, index_path, overrides_of, show, tell


def releases(
    available: Annotated[
        bool, typer.Option("--available", help="The tags that can be built, instead.")
    ] = False,
    git: Git = None,
    tag: Tag = "",
    project: Annotated[
        str,
        typer.Option(
            metavar="OWNER/NAME",
            help=f"Only this project (default: all; {DEFAULT_PROJECT} with --available).",
            show_default=False,
        ),
    ] = "",
    db: Db = None,
    as_json: Json = False,
    form: Format = "table",
) -> None:
    """List the releases in the index.

    With --available, the tags that can be built.
    """
    from xref import layout, query
    from xref.store import reading

    form_name = form_of(as_json, form)
    if available:
        _available(project or DEFAULT_PROJECT, git or [], tag, index_path(db), form_name)
        return
    with reading(index_path(db)) as connection:
        rows = query.releases(connection, project, tag)
        if (project or tag) and not rows:
            query.pick_release(connection, project or DEFAULT_PROJECT, tag)
    if not rows:
        tell("xref: the index holds no releases: run `xref build`")
    if rows or form_name != "table":
        show(rows, layout.RELEASES, form_name)


def _available(project: str, git: list[str], tag: str, index: Path, form_name: str) -> None:
    """Prints the tags that can be built, and whether each of them is in the index already."""
    from fnmatch import fnmatchcase

    from xref import build, layout, query
    from xref.errors import NotFound
    from xref.store import exists, reading
    from xref.tags import near

    held: set[str] = set()
    if exists(index):
        with reading(index) as connection:
            held = {row["tag"] for row in query.releases(connection, project)}
    tags = build.available(project, overrides_of(git))
    rows = [
        {"project": project, "tag": one, "indexed": one in held}
        for one in tags
        if not tag or fnmatchcase(one, tag)
    ]
    if tag and not rows:
        raise NotFound(f"{project} has no tag {tag}{near(tag, tags)}")
    show(rows, layout.AVAILABLE, form_name)
