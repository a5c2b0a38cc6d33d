"""``xref demo``: the bundled sample, indexed and asked."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def demo(
    keep: Annotated[
        Path | None,
        typer.Option(
            metavar="PATH",
            help="Keep the sample's repositories and index in this new folder.",
            show_default=False,
        ),
    ] = None,
) -> None:
    """Index the bundled sample and ask it."""
    from xref.demo import run

    status = run(keep)
    if status:
        raise typer.Exit(status)
