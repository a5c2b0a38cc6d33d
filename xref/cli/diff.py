"""``xref diff``: what changed between two releases."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import click
import typer

from xref.cli.options import (
    DEFAULT_PROJECT,
    Db,
    Format,
    Git,
    Json,
    Project,
    complete_tag,
    complete_words,
)
from xref.cli.output import answering, emit, form_of, index_path, output_style, overrides_of, tell

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xref.diff.model import Change
    from xref.query import Release
    from xref.render import Row

_CLASSES = click.Choice(["breaking", "risky", "safe"])
_KINDS = click.Choice(
    [
        *("program", "command", "flag", "source", "image", "workload", "container", "argument"),
        *("service", "port", "value", "proxy", "filter"),
    ]
)


def diff(
    old: Annotated[str, typer.Argument(metavar="OLD", autocompletion=complete_tag)],
    new: Annotated[str, typer.Argument(metavar="NEW", autocompletion=complete_tag)],
    words: Annotated[
        list[str] | None,
        typer.Argument(metavar="[NAME...]", show_default=False, autocompletion=complete_words),
    ] = None,
    kind: Annotated[
        list[str] | None,
        typer.Option(
            click_type=_KINDS,
            help="Only changes of this kind; may be repeated.",
            show_default=False,
        ),
    ] = None,
    only: Annotated[
        str | None,
        typer.Option(click_type=_CLASSES, help="Only changes of this class.", show_default=False),
    ] = None,
    fail_on: Annotated[
        str | None,
        typer.Option(
            click_type=click.Choice(["breaking", "risky"]),
            help="Exit with 1 if a change is of this class, or worse.",
            show_default=False,
        ),
    ] = None,
    text: Annotated[bool, typer.Option("--text", help="Compare the texts of help too.")] = False,
    every: Annotated[
        bool, typer.Option("--all", help="Compare tools, samples and tests too.")
    ] = False,
    git: Git = None,
    project: Project = DEFAULT_PROJECT,
    db: Db = None,
    as_json: Json = False,
    form: Format = "table",
) -> None:
    """Show what changed from OLD to NEW, and what it breaks.

    NAME narrows it: a program, a command, a flag, an image, a workload, a container, a Service, a
    port, a chart value or a filter. What the index lacks of the two releases is built first.
    """
    from xref.cli.missing import build_missing
    from xref.diff import Options
    from xref.diff import diff as compare
    from xref.diff.narrow import narrow
    from xref.errors import UsageError
    from xref.query import pick_release
    from xref.store import reading

    form_name = form_of(as_json, form)
    if old.startswith("-") or new.startswith("-"):
        raise UsageError("name two releases first: xref diff OLD NEW [NAME...]")
    index = index_path(db)
    build_missing(index, project, (old, new), overrides_of(git or []))
    with reading(index) as connection, answering(form_name):
        releases = (
            pick_release(connection, project, old),
            pick_release(connection, project, new),
        )
        found = compare(connection, *releases, Options(every, text))
        changes = found.changes
        if words:
            changes = narrow(connection, releases, changes, words)
    rows = [
        row
        for row in (_row(change, form_name) for change in changes)
        if not kind or row["kind"] in kind or row["kind"].rpartition(" ")[2] in kind
    ]
    _show([row for row in rows if only in (None, row["class"])], releases, form_name, bool(words))
    if found.uncertain and not words and (not kind or "flag" in kind):
        tell(f"xref: one of the two defaults is not known of {', '.join(found.uncertain)}")
    failing = ("breaking", "risky") if fail_on == "risky" else ("breaking",)
    if fail_on and any(row["class"] in failing for row in rows):
        raise typer.Exit(1)


def _row(change: Change, form: str) -> Row:
    """The change as a row; for people it has what they call the thing too."""
    for_people = form in ("table", "markdown")
    return change.row() | ({"label": change.subject.label} if for_people else {})


def _show(rows: Sequence[Row], releases: tuple[Release, Release], form: str, named: bool) -> None:
    """Prints the changes; what came or went whole is one line for people, unless it was named."""
    from xref.layout.changes import folded, layout

    old, new = releases
    if not rows:
        tell(f"xref: nothing of that changed from {old.tag} to {new.tag}")
    if form in ("table", "markdown"):
        from xref.notes import counts, note, table

        shown = rows if named else folded(rows)
        if form == "markdown":
            title = f"{old.project} {old.tag} to {new.tag}"
            emit(note(title, shown, old.url, new.url))
        elif rows:
            emit(table(shown, layout(old.url, new.url), output_style()))
            tell(f"xref: {counts(rows)} from {old.tag} to {new.tag}")
        return
    from xref.render import render

    emit(render(rows, layout(old.url, new.url), form, output_style()))
