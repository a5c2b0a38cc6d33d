"""Changes between two releases as rows of a table, and what they are called. No queries here."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from xref.render import Column, Layout, Row

Url = Callable[[str, int], str]

FIELDS = (
    *("class", "kind", "change", "program", "package", "command", "name", "old", "new"),
    *("old_file", "old_line", "new_file", "new_line", "why"),
)
TINTS = {"breaking": "red", "risky": "yellow", "safe": "dim"}

_OF_PROGRAM = ("program", "command", "flag")
_PLURALS = {
    **{"source": "sources", "image": "images", "workload": "workloads", "container": "containers"},
    **{"argument": "arguments", "service": "Services", "service port": "ports of Services"},
    **{"container port": "ports of containers", "port": "listeners", "value": "chart values"},
    **{"proxy": "proxy", "filter": "filters of Envoy"},
}


def group(row: Row) -> str:
    """The heading that a change stands under: its program, or what sort of thing it is."""
    if row["kind"] in _OF_PROGRAM:
        name, package = str(row["program"]), str(row["package"])
        return f"{name} ({package})" if package not in ("", name) else name
    return _PLURALS[row["kind"]]


def subject(row: Row) -> str:
    """What changed: ``mixs server --port``, ``istio-pilot:15010``."""
    return str(row.get("label") or row["name"])


def happened(row: Row) -> str:
    """What happened to it: ``added``, ``renamed from a``, ``default 1 → 2``."""
    change = str(row["change"])
    if change in ("added", "removed"):
        return change
    if change == "renamed" and row["new"] == row["name"]:
        return f"renamed from {row['old']}"
    return f"{change} {row['old'] or _NOTHING} → {row['new'] or _NOTHING}"


_NOTHING = '""'


def folded(rows: Sequence[Row]) -> list[Row]:
    """The rows without the parts of what came or went whole, which its own row counts."""
    whole = ("added", "removed")
    programs = {r["package"] for r in rows if r["kind"] == "program" and r["change"] in whole}
    commands = {
        (r["package"], r["command"])
        for r in rows
        if r["kind"] == "command" and r["change"] in whole
    }
    return [
        row
        for row in rows
        if row["kind"] not in ("command", "flag")
        or (
            row["package"] not in programs
            and (row["kind"] == "command" or (row["package"], row["command"]) not in commands)
        )
    ]


def layout(old: Url, new: Url) -> Layout:
    """The layout of changes; ``old`` and ``new`` give the address of a line in each release."""
    return Layout(
        fields=FIELDS,
        columns=(
            Column("class", lambda row: str(row["class"]), tint=lambda row: TINTS[row["class"]]),
            Column("", lambda row: str(row["kind"])),
            Column("what", subject, tint=lambda row: "bold", shrinks=True),
            Column("change", happened, shrinks=True),
            Column("why", lambda row: str(row["why"]), shrinks=True),
            _place("old", old),
            _place("new", new),
        ),
    )


def place(row: Row, side: str) -> str:
    """``FILE:LINE`` of the side ``old`` or ``new``, "" where the thing is not there."""
    file, line = row[f"{side}_file"], row[f"{side}_line"]
    return f"{file}:{line}" if line else str(file)


def _place(side: str, url: Url) -> Column:
    return Column(
        f"{side} place",
        lambda row: place(row, side),
        lambda row: url(row[f"{side}_file"], row[f"{side}_line"]),
        lambda row: "dim",
        shrinks=True,
        keeps_end=True,
    )
