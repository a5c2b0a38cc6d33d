"""Containers with their arguments and ports, as the index holds them: for all values at once.

Below ``workloads`` and ``where``. A row has ``active`` beside the guard that decides it; which
renderings have the workload is a question of its own (``renderings``).
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from xref.query import Release, Row
from xref.query.uses import add_uses

Groups = dict[int, list[Row]]

_EMPTY = '""'  # how an empty word is shown


def containers_where(
    connection: sqlite3.Connection,
    release: Release,
    condition: str,
    *values: object,
    arguments: bool = True,
) -> list[Row]:
    """Containers under an SQL condition on ``c`` (container) and ``w`` (workload), in order.

    Each has its ``id``, ``workload_id``, ``image_id`` and ``program_id`` beside what is shown.
    Most rows of an index are arguments; who does not need them leaves them out, and with them what
    the template says of the image.
    """
    query = f"""SELECT c.id, c.workload_id, c.image_id, c.program_id, c.name, w.name AS workload,
        w.kind AS resource, w.enabled_by, w.guard AS workload_guard, c.init,
        c.reference AS image, c.guard, c.active AND w.active AS active, c.file, c.line,
        coalesce(i.name, '') AS image_name, coalesce(i.file, '') AS image_file,
        coalesce(i.line, 0) AS image_line, coalesce(p.name, '') AS program,
        coalesce(p.package, '') AS package, coalesce(p.file, '') AS program_file,
        coalesce(p.line, 0) AS program_line
        FROM container c JOIN workload w ON w.id = c.workload_id
            LEFT JOIN image i ON i.id = c.image_id LEFT JOIN program p ON p.id = c.program_id
        WHERE c.release_id = ? AND {condition} ORDER BY c.id"""
    found = [dict(row) for row in connection.execute(query, (release.id, *values))]
    ids = [row["id"] for row in found]
    words = _arguments(connection, release, ids) if arguments else {}
    images = _images(connection, release, ids) if arguments else {}
    ports = _ports(connection, release, ids)
    for row in found:
        row["init"], row["active"] = bool(row["init"]), bool(row["active"])
        for name in ("", "image_", "program_"):
            row[f"{name}url"] = release.url(row[f"{name}file"], row[f"{name}line"])
        row["images"] = images.get(row["id"], [])
        row["arguments"] = words.get(row["id"], [])
        row["ports"] = ports.get(row["id"], [])
    return found


def flag_text(command: str, name: str, shorthand: str) -> str:
    """``mixs server --monitoringPort``, an option without a long name as ``NAME -p``, or ""."""
    if not name:
        return ""
    return f"{command} {'-' if name == shorthand else '--'}{name}"


def _arguments(connection: sqlite3.Connection, release: Release, ids: Iterable[int]) -> Groups:
    """The words of ``command`` and ``args`` by container, in order."""
    query = f"""SELECT a.id, a.container_id, a.part, a.text, a.value, a.guard, a.active, a.kind,
        coalesce(m.path, '') AS command, coalesce(f.name, '') AS name,
        coalesce(f.shorthand, '') AS shorthand, coalesce(f.default_value, '') AS "default",
        coalesce(f.status, '') AS status, coalesce(f.no_opt_default, '') AS no_opt_default,
        coalesce(a.flag_id, 0) AS flag_id, a.file, a.line
        FROM container_arg a LEFT JOIN flag f ON f.id = a.flag_id
            LEFT JOIN command m ON m.id = f.command_id
        WHERE a.container_id IN ({", ".join(map(str, ids))}) ORDER BY a.container_id, a.position"""
    return _grouped(connection, release, "container_arg", query)


def _images(connection: sqlite3.Connection, release: Release, ids: Iterable[int]) -> Groups:
    """All that the template says of the image, by container, what holds first."""
    query = f"""SELECT id, container_id, text, value, guard, active, file, line
        FROM container_image WHERE container_id IN ({", ".join(map(str, ids))})
        ORDER BY container_id, position"""
    return _grouped(connection, release, "container_image", query)


def _ports(connection: sqlite3.Connection, release: Release, ids: Iterable[int]) -> Groups:
    """The ports that containers declare, by container."""
    query = f"""SELECT id, container_id, port, name, protocol, text, guard, active, file, line
        FROM container_port WHERE container_id IN ({", ".join(map(str, ids))}) ORDER BY id"""
    return _grouped(connection, release, "container_port", query)


def _grouped(connection: sqlite3.Connection, release: Release, table: str, query: str) -> Groups:
    found: Groups = {}
    rows = [dict(row) for row in connection.execute(query)]
    add_uses(connection, release, table, rows)
    for made in rows:
        key = made.pop("container_id")
        made["active"] = bool(made["active"])
        made["url"] = release.url(made["file"], made["line"])
        if "command" in made:
            made["flag"] = flag_text(made.pop("command"), made.pop("name"), made.pop("shorthand"))
        found.setdefault(key, []).append(made)
    return found


def joined(arguments: Iterable[Row]) -> list[Row]:
    """The arguments with each flag and the word that is its value as one row, at the flag's line.

    ``text`` is what the template says, both words, and ``given`` what the container gets; ``value``
    is what the flag is given (of a word that is no flag, the word). Where the guard does not hold,
    these are as the template has them.
    """
    found: list[Row] = []
    flag: Row | None = None  # the one whose value may come
    for argument in arguments:
        row = dict(argument)
        row["value"] = shown = _shown(argument)
        row["given"] = _given(argument)
        if row["kind"] == "value" and flag is not None and flag["flag"] == row["flag"]:
            if found[-1] is flag:
                found.pop()
            found.append(_with_value(flag, row))
            continue
        flag = row if row["kind"] == "flag" else None
        if flag is not None:
            row["value"] = _value_in(shown, argument["no_opt_default"])
        found.append(row)
    return found


def _with_value(flag: Row, value: Row) -> Row:
    """A flag and the next word; where a condition chooses the word, there is a row for each."""
    return flag | {
        "text": f"{flag['text']} {value['text'] or _EMPTY}",
        "given": f"{flag['given']} {value['given']}",
        "value": value["value"],
        "guard": max(flag["guard"], value["guard"], key=len),
        "active": flag["active"] and value["active"],
        "uses": flag["uses"] + value["uses"],
    }


def _given(argument: Row) -> str:
    """The word as the container gets it; of what is off, the template's where values decide it."""
    text = str(argument["text"])
    return text if not argument["active"] and "{{" in text else _shown(argument) or _EMPTY


def _shown(argument: Row) -> str:
    return str(argument["value"] if argument["active"] else argument["value"] or argument["text"])


def _value_in(word: str, alone: str) -> str:
    """The value that a flag's own word gives it; ``alone`` is what a flag without one gets."""
    head, equals, rest = word.partition("=")
    if equals or head.startswith("--"):
        return rest if equals else alone
    return head[2:] or alone
