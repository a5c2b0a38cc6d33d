"""What the commands do alike: find the index, read their options, print.

Part of the command line; imports stand inside the functions, since few commands need them all.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xref.render import Layout, Row, Style


def index_path(db: Path | None) -> Path:
    """The index that ``--db`` or ``XREF_DB`` names, or the one in the user's data folder."""
    from xref import config

    return config.expand(str(db)) if db is not None else config.index_path()


def overrides_of(pairs: Sequence[str]) -> dict[str, str]:
    """The values of ``--git`` as repository -> path or URL. Raises UsageError for other texts."""
    from xref.errors import UsageError

    overrides: dict[str, str] = {}
    for pair in pairs:
        repo, equals, place = pair.partition("=")
        owner, slash, name = repo.partition("/")
        if not (equals and place and owner and slash and name) or "/" in name:
            raise UsageError(f"--git takes OWNER/NAME=PATH_OR_URL, not {pair!r}")
        overrides[repo] = place
    return overrides


def output_style() -> Style:
    """What standard output may have: colour, hyperlinks, a width."""
    from xref.render import style_for

    return style_for(sys.stdout, os.environ)


def form_of(as_json: bool, form: str) -> str:
    """The output format; ``--json`` is short for ``--format json``."""
    return "json" if as_json else form


@contextmanager
def answering(form: str) -> Iterator[None]:
    """Prints an empty array before NotFound goes on, so that JSON output is JSON in any case."""
    from xref.errors import NotFound

    try:
        yield
    except NotFound:
        if form == "json":
            emit("[]")
        raise


def emit(text: str) -> None:
    """Prints a result on standard output.

    A reader that goes away (`xref flags | head`) has all it wants: that is no error.
    """
    try:
        typer.echo(text)
    except BrokenPipeError:
        drop_output()
        raise typer.Exit from None


def drop_output() -> None:
    """Keeps the interpreter's own flush at its exit from failing once more."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def show(rows: Sequence[Row], layout: Layout, form: str) -> None:
    """Prints rows; in place of an empty table one line on standard error."""
    from xref.render import render

    if rows or form != "table":
        emit(render(rows, layout, form, output_style()))
    else:
        tell("xref: nothing fits")


def tell(line: str) -> None:
    """Prints one line on standard error, whatever the text holds."""
    from xref.render import one_line

    typer.echo(one_line(line), err=True)
