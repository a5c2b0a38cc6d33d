"""``xref rules``: what ``xref check`` looks for."""

from __future__ import annotations

from typing import Annotated

import typer

from xref.cli.options import Format, Json
from xref.cli.output import form_of, show


def rules(
    kind: Annotated[
        str,
        typer.Option(help="Only the rules for files of this kind.", show_default=False),
    ] = "",
    as_json: Json = False,
    form: Format = "table",
) -> None:
    """List the rules of `xref check`."""
    from xref.check.kinds import KINDS
    from xref.check.rules import rules as known
    from xref.errors import UsageError
    from xref.layout.checks import RULES

    if kind and kind not in KINDS:
        raise UsageError(f"there is no kind {kind!r}: it is one of {', '.join(KINDS)}")
    rows = [
        {"rule": one.id, "level": str(one.level), "kinds": list(one.kinds), "text": one.text}
        for one in known().values()
        if not kind or kind in one.kinds
    ]
    show(rows, RULES, form_of(as_json, form))
