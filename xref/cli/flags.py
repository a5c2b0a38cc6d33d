"""``xref flags``: flags with their defaults, and definitions that no program reached."""

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
    Status,
    Tag,
    complete_program,
    complete_words,
)
from xref.cli.output import answering, form_of, index_path, show

Words = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[COMMAND]",
        show_default=False,
        autocompletion=complete_words,
    ),
]
Program = Annotated[
    str,
    typer.Option(
        help="Only this program (its name or its package folder).",
        show_default=False,
        autocompletion=complete_program,
    ),
]


def flags(
    words: Words = None,
    program: Program = "",
    status: Status = None,
    role: Role = None,
    hidden: Annotated[
        bool | None,
        typer.Option("--hidden/--no-hidden", help="Only (or no) hidden flags."),
    ] = None,
    deprecated: Annotated[
        bool | None,
        typer.Option("--deprecated/--no-deprecated", help="Only (or no) deprecated flags."),
    ] = None,
    inherited: Annotated[
        bool, typer.Option("--inherited", help="Add persistent flags of the commands above.")
    ] = False,
    unreached: Annotated[
        bool,
        typer.Option(
            "--unreached", help="Places that define a flag which no program was seen to have."
        ),
    ] = False,
    tag: Tag = "",
    project: Project = DEFAULT_PROJECT,
    db: Db = None,
    as_json: Json = False,
    form: Format = "table",
) -> None:
    """List flags with their defaults.

    Those of all programs, or of COMMAND: a program, or a command (`mixs server`) and those below
    it, and a flag if one alone is wanted. With --unreached it is a folder or a file.
    """
    from xref import layout, query
    from xref.errors import UsageError
    from xref.store import reading

    form_name = form_of(as_json, form)
    narrowed = (program, status, hidden is not None, deprecated is not None, inherited)
    if unreached and any(narrowed):
        raise UsageError("--unreached goes with --role and a path, not with what narrows flags")
    with reading(index_path(db)) as connection, answering(form_name):
        release = query.pick_release(connection, project, tag)
        if unreached:
            rows = query.unreached(connection, release, words or (), role or "")
        else:
            wanted = query.FlagFilter(program, status or "", role or "", hidden, deprecated)
            rows = query.flags(connection, release, words or (), wanted, inherited)
    show(rows, layout.UNREACHED if unreached else layout.FLAGS, form_name)
