"""Runs the command line, and turns every error into one line and an exit status.

0    fine
1    what was asked for is not there (NotFound)
2    wrong use or a failure (all other XrefErrors, options that do not exist, a full disk)
130  Ctrl-C
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence


def main(argv: Sequence[str] | None = None) -> int:
    """Runs ``xref`` with these arguments (default: the process's own) and gives the exit status."""
    try:
        return _run(argv)
    except KeyboardInterrupt:
        return 130


def _run(argv: Sequence[str] | None) -> int:
    import click
    import typer

    from xref.cli import app
    from xref.cli.output import drop_output
    from xref.errors import XrefError

    _mend_streams()
    command = typer.main.get_command(app)
    try:
        status = command.main(args=argv, prog_name="xref", standalone_mode=False)
        sys.stdout.flush()
    except XrefError as error:
        return _fail(str(error), error.exit_code)
    except click.exceptions.NoArgsIsHelpError as error:
        typer.echo(error.format_message())
        return 0
    except click.UsageError as error:
        path = error.ctx.command_path if error.ctx else "xref"
        return _fail(f"{error.format_message()} (`{path} --help` tells more)", 2)
    except click.ClickException as error:
        return _fail(error.format_message(), 2)
    except click.Abort:
        return 130
    except OSError as error:
        drop_output()
        what = f" {error.filename}" if error.filename else ""
        return _fail(f"cannot read or write{what}: {error.strerror or error}", 2)
    return status if isinstance(status, int) else 0


def _mend_streams() -> None:
    """Makes output possible where the shell closed it or the locale lacks characters."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, open(os.devnull, "w"))  # noqa: SIM115 (open to the end)
        elif hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")


def _fail(message: str, status: int) -> int:
    from xref.render import one_line

    print(one_line(f"xref: {message}"), file=sys.stderr)
    return status


if __name__ == "__main__":
    sys.exit(main())
