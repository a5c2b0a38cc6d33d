"""Containers with their arguments and ports, as the index holds them: for all values at once.

Below ``workloads`` and ``where``. A row has ``active`` beside the guard that decides it; which
renderings have the workload is a question of its own (``renderings``).
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from xref.query import Release, Row

Groups = dict[int, list[Row]]


def containers_where(
    connection: sqlite3.Connection, release: Release, condition: str, *values: object
) -> list[Row]:
    """Containers under an SQL condition on ``c`` (container) and ``w`` (workload), in order.

    Each has its ``id``, ``workload_id``, ``image_id`` and ``program_id`` beside what is shown.
    """
    query = f"""SELECT c.id, c.workload_id, c.image_id, c.program_id, c.name, w.name AS workload,
        w.kind AS resource, c.init, c.reference AS image, coalesce(i.name, '') AS image_name,
        coalesce(p.name, '') AS program, coalesce(p.package, '') AS package, c.guard,
        c.active AND w.active AS active, c.reference_text AS image_text,
        c.reference_file AS image_file, c.reference_line AS image_line, c.file, c.line
        FROM container c JOIN workload w ON w.id = c.workload_id
            LEFT JOIN image i ON i.id = c.image_id LEFT JOIN program p ON p.id = c.program_id
        WHERE c.release_id = ? AND {condition} ORDER BY c.id"""
    found = [dict(row) for row in connection.execute(query, (release.id, *values))]
    ids = [row["id"] for row in found]
    arguments, ports = _arguments(connection, release, ids), _ports(connection, release, ids)
    for row in found:
        row["init"], row["active"] = bool(row["init"]), bool(row["active"])
        row["url"] = release.url(row["file"], row["line"])
        row["image_url"] = release.url(row["image_file"], row["image_line"])
        row["arguments"] = arguments.get(row["id"], [])
        row["ports"] = ports.get(row["id"], [])
    return found


def flag_text(command: str, name: str, shorthand: str) -> str:
    """``mixs server --monitoringPort``, an option without a long name as ``NAME -p``, or ""."""
    if not name:
        return ""
    return f"{command} {'-' if name == shorthand else '--'}{name}"


def _arguments(connection: sqlite3.Connection, release: Release, ids: Iterable[int]) -> Groups:
    """The words of ``command`` and ``args`` by container, in order."""
    query = f"""SELECT a.container_id, a.part, a.text, a.value, a.guard, a.active, a.kind,
        coalesce(m.path, '') AS command, coalesce(f.name, '') AS name,
        coalesce(f.shorthand, '') AS shorthand, coalesce(f.default_value, '') AS "default",
        coalesce(f.status, '') AS status, coalesce(f.no_opt_default, '') AS no_opt_default,
        coalesce(a.flag_id, 0) AS flag_id, a.file, a.line
        FROM container_arg a LEFT JOIN flag f ON f.id = a.flag_id
            LEFT JOIN command m ON m.id = f.command_id
        WHERE a.container_id IN ({", ".join(map(str, ids))}) ORDER BY a.container_id, a.position"""
    return _grouped(connection, release, query)


def _ports(connection: sqlite3.Connection, release: Release, ids: Iterable[int]) -> Groups:
    """The ports that containers declare, by container."""
    query = f"""SELECT container_id, port, name, protocol, text, guard, active, file, line
        FROM container_port WHERE container_id IN ({", ".join(map(str, ids))}) ORDER BY id"""
    return _grouped(connection, release, query)


def _grouped(connection: sqlite3.Connection, release: Release, query: str) -> Groups:
    found: Groups = {}
    for row in connection.execute(query):
        made = dict(row)
        key = made.pop("container_id")
        made["active"] = bool(made["active"])
        made["url"] = release.url(made["file"], made["line"])
        if "command" in made:
            made["flag"] = flag_text(made.pop("command"), made.pop("name"), made.pop("shorthand"))
        found.setdefault(key, []).append(made)
    return found


def settings(arguments: Iterable[Row]) -> list[Row]:
    """What arguments set flags to: one row a flag that is set, its value taken from the next word.

    ``text`` is what the template says, flag and value; ``value`` what the flag is given: the
    template's text where its guard does not hold.
    """
    found: list[Row] = []
    for argument in arguments:
        if not argument["flag_id"]:
            continue
        if argument["kind"] == "value":
            if found and found[-1]["flag_id"] == argument["flag_id"]:
                found[-1] = _with_value(found[-1], argument)
            continue
        row = dict(argument)
        shown = _given(argument)
        head, equals, rest = shown.partition("=")
        if equals:
            row["value"] = rest
        elif head.startswith("--") or len(head) == 2:
            row["value"] = argument["no_opt_default"]
        else:
            row["value"] = head[2:]
        found.append(row)
    return found


def _given(argument: Row) -> str:
    return str(argument["value"] if argument["active"] else argument["value"] or argument["text"])


def _with_value(flag: Row, value: Row) -> Row:
    place = {key: value[key] for key in ("file", "line", "url")}
    text = f"{flag['text']} " + (value["text"] or '""')
    return flag | {"text": text, "value": _given(value)} | place
