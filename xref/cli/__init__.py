"""The command line: typer commands and options, and nothing else.

Top of the chain. Each command is a module of its own, imported and turned into a command only when
it is called or listed, so that a question costs what its answer needs. Errors are turned into exit
codes by ``xref.__main__`` alone.
"""

from __future__ import annotations

from importlib import import_module
from typing import Annotated

import click
import typer
from typer.core import TyperGroup

from xref import __version__
from xref.cli.options import Command, FlagCompletion

COMMANDS = (
    *("build", "where", "flags", "commands", "images", "workloads", "ports", "values", "map"),
    *("check", "rules", "diff", "history", "releases", "search", "forget", "demo"),
)

# A flag as it is written on its own command line (`xref where --monitoringPort`) is a name here.
_NAMES_FLAGS = ("where", "flags", "diff", "history")


class LazyGroup(TyperGroup):
    """Commands by the names of their modules; typer would make all of them for each call."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        if cmd_name not in self.commands:
            self.commands[cmd_name] = _command(cmd_name)
        return self.commands[cmd_name]

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and args[0] not in COMMANDS:
            for name in COMMANDS:  # click's suggestions look at the commands made so far
                self.get_command(ctx, name)
        return super().resolve_command(ctx, args)


def _command(name: str) -> click.Command:
    function = getattr(import_module(f"xref.cli.{name}"), name)
    alone = typer.Typer(add_completion=False, rich_markup_mode=None)
    if name in _NAMES_FLAGS:
        settings = {"ignore_unknown_options": True}
        alone.command(cls=FlagCompletion, context_settings=settings)(function)
    else:
        alone.command(cls=Command)(function)
    return typer.main.get_command(alone)


app = typer.Typer(
    name="xref",
    cls=LazyGroup,
    help="Where the programs, commands, flags and defaults of an Istio release live.",
    no_args_is_help=True,
    suggest_commands=False,  # click itself does
    rich_markup_mode=None,  # importing rich would double the time of an answer
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"xref {__version__}")
        raise typer.Exit


@app.callback()
def _main(
    version: Annotated[
        bool,
        typer.Option(
            "--version", callback=_version, is_eager=True, help="Show the version and exit."
        ),
    ] = False,
) -> None:
    pass
