"""The options and completions that several commands share.

Part of the command line. Imports nothing of xref but what the options' declarations need.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import click
import typer
from click.shell_completion import CompletionItem
from typer.core import TyperCommand

from xref.links import DEFAULT_PROJECT as DEFAULT_PROJECT

# click's choices and not typing.Literal, for which typer imports all of typing_extensions.
_FORMATS = click.Choice(["table", "json", "csv", "tsv", "markdown"])
_SHIPPED = ("workload", "container", "image", "service", "filter")
_KINDS = click.Choice(["program", "command", "flag", *_SHIPPED, "port", "path"])
_ROLES = click.Choice(["product", "tool", "test", "sample", "vendor"])
_STATUSES = click.Choice(["exact", "environment", "assumed", "unknown"])


def complete_tag(ctx: click.Context, incomplete: str) -> list[str]:
    """Tags of the index."""
    from xref.cli.complete import completions

    return completions(ctx, "tag", incomplete)


def complete_program(ctx: click.Context, incomplete: str) -> list[str]:
    """Programs of the release."""
    from xref.cli.complete import completions

    return completions(ctx, "program", incomplete)


def complete_words(ctx: click.Context, incomplete: str) -> list[str]:
    """The next word of a command's path, a program's name, or (in ``where``) a flag."""
    from xref.cli.complete import words

    return words(ctx, incomplete)


def complete_workload(ctx: click.Context, incomplete: str) -> list[str]:
    """Workloads of the release."""
    from xref.cli.complete import completions

    return completions(ctx, "workload", incomplete)


def complete_image(ctx: click.Context, incomplete: str) -> list[str]:
    """Images of the release."""
    from xref.cli.complete import completions

    return completions(ctx, "image", incomplete)


def complete_port(ctx: click.Context, incomplete: str) -> list[str]:
    """Ports, workloads and Services of the release."""
    from xref.cli.complete import completions

    kinds = ("port", "workload", "service")
    return sorted({name for kind in kinds for name in completions(ctx, kind, incomplete)})


def complete_value(ctx: click.Context, incomplete: str) -> list[str]:
    """Paths of chart values."""
    from xref.cli.complete import completions

    return completions(ctx, "value", incomplete)


def complete_values(ctx: click.Context, incomplete: str) -> list[str]:
    """The sets of values that the release was rendered with."""
    from xref.cli.complete import completions

    return completions(ctx, "rendering", incomplete)


class Command(TyperCommand):
    """A command whose help has plain brackets: typer escapes them for rich, which draws nothing."""

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        super().format_options(ctx, formatter)
        formatter.buffer[:] = [text.replace("\\[", "[") for text in formatter.buffer]


class FlagCompletion(Command):
    """A command whose argument may be a flag: ``--mon<TAB>`` offers flags besides its options."""

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        items = super().shell_complete(ctx, incomplete)
        if incomplete.startswith("-"):
            from xref.cli.complete import completions

            items += map(CompletionItem, completions(ctx, "flag", incomplete))
        return items


Tag = Annotated[
    str,
    typer.Option(
        metavar="TAG",
        help="The release to look at (default: the highest in the index).",
        show_default=False,
        autocompletion=complete_tag,
    ),
]
Project = Annotated[str, typer.Option(metavar="OWNER/NAME", help="The project on GitHub.")]
Db = Annotated[
    Path | None,
    typer.Option(
        metavar="PATH",
        help="The index (default: XREF_DB, or index.db in your data folder).",
        show_default=False,
    ),
]
Json = Annotated[bool, typer.Option("--json", help="Short for --format json.")]
Format = Annotated[str, typer.Option("--format", click_type=_FORMATS, help="How rows come out.")]
Kind = Annotated[
    str | None,
    typer.Option(
        "--kind", click_type=_KINDS, help="Only what is of this kind.", show_default=False
    ),
]
SearchKind = Annotated[
    str | None,
    typer.Option(
        "--kind",
        click_type=click.Choice(["program", "command", "flag", *_SHIPPED]),
        help="Only what is of this kind.",
        show_default=False,
    ),
]
Status = Annotated[
    str | None,
    typer.Option(
        "--status", click_type=_STATUSES, help="Only flags that are so sure.", show_default=False
    ),
]
Role = Annotated[
    str | None,
    typer.Option(
        "--role", click_type=_ROLES, help="Only programs of this role.", show_default=False
    ),
]
Values = Annotated[
    str,
    typer.Option(
        "--values",
        metavar="default|demo|FILE",
        help="The charts' values: as they are, the demo's, or with those of a file.",
        autocompletion=complete_values,
    ),
]
Setting = Annotated[
    list[str] | None,
    typer.Option(
        "--set",
        metavar="PATH=VALUE",
        help="Set a value, as helm does; may be repeated.",
        show_default=False,
    ),
]
Git = Annotated[
    list[str] | None,
    typer.Option(
        metavar="OWNER/NAME=PATH_OR_URL",
        help="Where a repository's objects come from; may be repeated.",
        show_default=False,
    ),
]
