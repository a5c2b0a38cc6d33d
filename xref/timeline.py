"""``xref history`` as text for people: each thing, and a line for each span of its releases.

Beside ``notes``; knows the rows of ``history`` and no index.
"""

from __future__ import annotations

from collections.abc import Sequence

from xref.layout import PLACE
from xref.render import Column, Layout, Row, Style, one_line, paint, table_lines

_TINTS = {"went": "red", "changed": "yellow", "deprecated": "yellow", "unknown": "yellow"}


def when(row: Row) -> str:
    """``1.1.0 - 1.1.17``, or the one release."""
    return str(row["first"]) if row["first"] == row["last"] else f"{row['first']} - {row['last']}"


def what(row: Row) -> str:
    """What the span begins with: ``default 9093 → 15014``."""
    event = str(row["event"])
    if event == "there":
        return f"since {row['first']} or before"
    if event == "unknown":
        return "not seen, but not all of the program could be read"
    if event not in ("changed", "deprecated"):
        return "gone" if event == "went" else event
    return ", ".join(map(_change, row["changes"]))


def _change(change: Row) -> str:
    field, old, new = (str(change[key]) for key in ("field", "old", "new"))
    if field == "commands":
        had, has = set(old.split(", ")) - {""}, set(new.split(", ")) - {""}
        parts = [f"+ {name}" for name in sorted(has - had)]
        return "; ".join(parts + [f"− {name}" for name in sorted(had - has)])
    if {old, new} == {"true", "false"}:
        return field if new == "true" else f"no longer {field}"
    if field == "deprecated":
        return f"deprecated: {new}" if new else "no longer deprecated"
    return f"{field} {old or _NOTHING} → {new or _NOTHING}"


_NOTHING = '""'


def facts(row: Row) -> str:
    """What holds in the span: ``uint16, default 15014``."""
    held: dict[str, str] = {one["field"]: one["value"] for one in row["facts"]}
    if not held:
        return ""
    if row["kind"] == "flag":
        parts = [held["type"], f"default {held['default'] or _NOTHING}"]
        parts += [f"-{held['shorthand']}"] if held["shorthand"] not in ("", row["name"]) else []
        parts += [mark for mark in ("persistent", "hidden") if held[mark] == "true"]
        return ", ".join(parts + (["deprecated"] if held["deprecated"] else []))
    if row["kind"] == "program":
        count = held["commands"].count(", ") + 1 if held["commands"] else 0
        return held["package"] + (f", {count} command{'s' * (count != 1)}" if count else "")
    if row["kind"] == "command":
        parts = [f"aliases {held['aliases']}"] if held["aliases"] else []
        parts += ["hidden"] if held["hidden"] == "true" else []
        parts += ["not runnable"] if held["runnable"] == "false" else []
        return ", ".join(parts + (["deprecated"] if held["deprecated"] else []))
    if row["kind"] == "image":
        return held["reference"] or held["entrypoint"]
    if row["kind"] == "port":
        return f"{held['process']} on {held['address']}, {held['set_by']}"
    parts = [held["name"], f"to {held['target_port']}" if held["target_port"] else ""]
    return " ".join(part for part in parts if part)


COLUMNS = (
    Column("", when, tint=lambda row: "bold"),
    Column("", facts, shrinks=True),
    Column("", what, tint=lambda row: _TINTS.get(row["event"], ""), shrinks=True),
    PLACE,
)
HISTORY = Layout(
    fields=(
        *("project", "kind", "program", "package", "command", "name", "first", "last", "releases"),
        *("event", "changes", "facts", "file", "line", "url"),
    ),
    columns=(
        Column("kind", lambda row: str(row["kind"])),
        Column("what", lambda row: title(row)),
        Column("releases", when),
        Column("event", lambda row: str(row["event"])),
        Column("change", what),
        Column("facts", facts),
        PLACE,
    ),
)


def title(row: Row) -> str:
    """What the thing is called: ``mixs server --port``."""
    if row["kind"] != "flag":
        return str(row["name"])
    short = {"field": "shorthand", "value": row["name"]} in row["facts"]
    return f"{row['command']} {'-' if short else '--'}{row['name']}"


def text(rows: Sequence[Row], style: Style) -> str:
    """Each thing's name, and its spans below it."""
    groups: list[list[Row]] = []
    for row in rows:
        if groups and _continues(groups[-1][-1], row):
            groups[-1].append(row)
        else:
            groups.append([row])
    narrow = style._replace(width=max(style.width - 2, 1)) if style.width else style
    lines: list[str] = []
    for group in groups:
        head = one_line(f"{group[0]['kind']} {title(group[0])}")
        package = group[0]["package"]
        lines += ["", paint(head, "bold", style) + (f"  ({one_line(package)})" if package else "")]
        spans = table_lines(COLUMNS, group, narrow, headings=False)
        lines += [f"  {line}" for line in spans]
    return "\n".join(lines[1:])


def _continues(before: Row, row: Row) -> bool:
    """Whether a row is about what the one before it is: only what was gone comes again."""
    same = all(before[key] == row[key] for key in ("kind", "program", "command", "name"))
    return same and (
        row["event"] not in ("there", "came") or before["event"] in ("went", "unknown")
    )
