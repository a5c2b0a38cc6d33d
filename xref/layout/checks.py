"""The columns of the rules of ``xref check``."""

from __future__ import annotations

from xref.layout import field
from xref.render import Column, Layout

RULES = Layout(
    fields=("rule", "level", "kinds", "text"),
    columns=(
        Column("rule", lambda row: str(row["rule"]), tint=lambda row: "bold"),
        field("level"),
        Column("kinds", lambda row: ", ".join(row["kinds"])),
        field("text", shrinks=True),
    ),
)
