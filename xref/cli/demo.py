"""``xref demo``: the bundled sample, indexed and asked."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def demo(
    context: typer.Context,
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

    command = context.find_root().command

    def call(words: list[str]) -> int:
        status = command.main(args=words, prog_name="xref", standalone_mode=False)
        return status if isinstance(status, int) else 0

    status = run(call, keep)
    if status:
        raise typer.Exit(status)
