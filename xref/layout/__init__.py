"""Which fields and columns each sort of row has.

Beside ``render``, which it feeds; below ``cli``. No queries here. ``shipped`` has those of images,
workloads, ports and values.
"""

from __future__ import annotations

from collections.abc import Sequence

from xref.links import blob_url
from xref.render import Column, Layout, Row

_TINTS = {"environment": "cyan", "assumed": "yellow", "unknown": "red"}


def place(row: Row) -> str:
    """``file:line``, the file alone for line 0, or "" where there is no place."""
    if not row["file"]:
        return ""
    return f"{row['file']}:{row['line']}" if row["line"] else str(row["file"])


def flag_name(row: Row) -> str:
    """``--monitoringPort, -m``; an option without a long name has its letter as its name."""
    if row["name"] == row["shorthand"]:
        return f"-{row['name']}"
    return f"--{row['name']}" + (f", -{row['shorthand']}" if row["shorthand"] else "")


def default(row: Row) -> str:
    """The default; ``""`` where it is empty, ``?`` where it is not known."""
    if row["default"]:
        return str(row["default"])
    return "?" if row["status"] == "unknown" else '""'


def field(key: str, heading: str = "", shrinks: bool = False) -> Column:
    """A column that shows a field as it is."""
    return Column(heading or key, lambda row: str(row[key]), shrinks=shrinks)


def _marks(row: Row) -> str:
    marks = [mark for mark in ("persistent", "hidden") if row.get(mark)]
    if row.get("runnable") is False:
        marks.append("not runnable")
    return ", ".join(marks + (["deprecated"] if row["deprecated"] else []))


def status_tint(row: Row) -> str:
    """The colour that says how sure a flag is; "" for an exact one."""
    return _TINTS.get(row["status"], "")


PLACE = Column("place", place, lambda row: str(row["url"]), lambda row: "dim")
_STATUS = Column("status", lambda row: str(row["status"]), tint=status_tint)
# A flag's columns without its command, which ``chain`` gives as a heading.
FLAG_COLUMNS = (
    Column("flag", flag_name, tint=lambda row: "bold"),
    field("type"),
    Column("default", default, shrinks=True),
    _STATUS,
    Column("marks", _marks),
    PLACE,
)

FLAGS = Layout(
    fields=(
        *("project", "tag", "program", "package", "command", "name", "shorthand", "type"),
        *("default", "no_opt_default", "usage", "persistent", "hidden", "deprecated", "status"),
        *("file", "line", "url", "origin"),
    ),
    columns=(field("command"), *FLAG_COLUMNS),
)
COMMANDS = Layout(
    fields=(
        *("project", "tag", "program", "package", "command", "aliases", "hidden", "deprecated"),
        *("runnable", "short", "long", "file", "line", "url"),
    ),
    columns=(
        Column("command", lambda row: str(row["command"]), tint=lambda row: "bold"),
        Column("aliases", lambda row: ", ".join(row["aliases"])),
        field("short", shrinks=True),
        Column("marks", _marks),
        PLACE,
    ),
)
RELEASES = Layout(
    fields=("project", "tag", "commit", "committed_at", "sources"),
    columns=(
        field("project"),
        Column("tag", lambda row: str(row["tag"]), tint=lambda row: "bold"),
        field("commit"),
        field("committed_at", "committed at"),
        Column(
            "sources",
            lambda row: ", ".join(f"{one['repo']} ({one['why']})" for one in row["sources"]),
        ),
    ),
)
AVAILABLE = Layout(
    fields=("project", "tag", "indexed"),
    columns=(
        field("project"),
        field("tag"),
        Column("indexed", lambda row: "yes" if row["indexed"] else "no"),
    ),
)
UNREACHED = Layout(
    fields=(
        *("project", "tag", "role", "library", "kind", "name", "name_expr", "default_expr"),
        *("file", "line", "url"),
    ),
    columns=(
        Column("flag", lambda row: f"--{row['name']}" if row["name"] else str(row["name_expr"])),
        field("kind"),
        field("library"),
        field("default_expr", "default", shrinks=True),
        field("role"),
        PLACE,
    ),
)
SEARCH = Layout(
    fields=("project", "tag", "kind", "program", "name", "text", "file", "line", "url"),
    columns=(
        field("kind"),
        field("program"),
        Column("name", lambda row: str(row["name"]), tint=lambda row: "bold"),
        field("text", shrinks=True),
        PLACE,
    ),
)
PLACES = Layout(
    fields=("kind", "program", "name", "detail", "file", "line", "url"),
    columns=(
        field("kind"),
        field("program"),
        Column("name", lambda row: str(row["name"]), tint=lambda row: "bold"),
        field("detail", shrinks=True),
        PLACE,
    ),
)


def places(findings: Sequence[Row], commit: str) -> list[Row]:
    """Findings of ``where`` as rows of PLACES, for the formats that know rows alone."""
    rows: list[Row] = []
    for finding in findings:
        kind = finding["kind"]
        if kind == "path":
            rows += finding["places"]
        elif kind == "flag":
            rows += _flag_places(finding, commit)
        elif kind == "command":
            rows += _command_places(finding)
        elif kind != "program":
            from xref.layout import shipped

            rows += shipped.places(finding)
        else:
            name = finding["name"]
            rows.append(place_row("program", name, name, finding["role"], finding))
            for command in finding["commands"]:
                rows += _command_places(command)
    return rows


def _command_places(command: Row) -> list[Row]:
    path = command["command"]
    row = place_row("command", command["program"], path, command["short"], command)
    flags = [*command["flags"], *command.get("inherited", ())]
    return [row, *map(_flag_place, flags)]


def _flag_place(flag: Row) -> Row:
    name = f"{flag['command']} {'-' if flag['name'] == flag['shorthand'] else '--'}{flag['name']}"
    return place_row("flag", flag["program"], name, flag["default"], flag)


def _flag_places(flag: Row, commit: str) -> list[Row]:
    row = _flag_place(flag)
    origins = [
        {
            **place_row("origin", flag["program"], row["name"], origin["text"], origin),
            "url": blob_url(flag["project"], commit, origin["file"], origin["line"]),
        }
        for origin in flag["origin"]
        if origin["file"]
    ]
    return [row, *origins]


def place_row(kind: str, program: str, name: str, detail: str, at: Row) -> Row:
    """A row of PLACES for what stands at a place."""
    keys: dict[str, object] = {"kind": kind, "program": program, "name": name, "detail": detail}
    return keys | {"file": at["file"], "line": at["line"], "url": at.get("url", "")}
