"""Findings of ``where`` about a port: who listens, what sets or mentions it, what exposes it."""

from __future__ import annotations

import re
import sqlite3

from xref.query import Release, Row, across, flags_where
from xref.where.shipped import Heard

_HIGHEST = 65535


def port(connection: sqlite3.Connection, release: Release, text: str, heard: Heard) -> list[Row]:
    """The finding for a port (``15011`` or ``:15011``), [] where nothing has to do with it."""
    digits = text.removeprefix(":")
    if not (digits.isascii() and digits.isdecimal() and len(digits) < 6):
        return []
    number = int(digits)
    if not 0 < number <= _HIGHEST:
        return []
    containers = across.containers(connection, release, "1")
    found: dict[str, list[Row]] = {
        "listeners": [row for row in heard() if row["port"] == number],
        "declared": [
            _of(container, declared)
            for container in containers
            for declared in container["ports"]
            if declared["port"] == number
        ],
        "services": _services(connection, release, number),
        "arguments": _arguments(containers, number),
        "flags": _flags(connection, release, number),
        "values": _values(connection, release, number),
    }
    if not any(found.values()):
        return []
    head = {"kind": "port", "project": release.project, "tag": release.tag}
    return [head | {"name": str(number), "port": number} | found]


def _mention(number: int) -> re.Pattern[str]:
    """The number as a word of its own: neither part of a longer one nor of an address's octets."""
    return re.compile(rf"(?<![\w.]){number}(?!\w|\.\d)")


def _of(container: Row, row: Row) -> Row:
    """A row of a container with the container's name before it.

    Where no values turn the container on, its guard and those around it stand before the row's own.
    """
    named = {"workload": container["workload"], "resource": container["resource"]}
    named |= {"container": container["name"], "program": container["program"]}
    shown = named | {key: value for key, value in row.items() if key != "no_opt_default"}
    if not container["values"]:
        around = (container["enabled_by"], container["workload_guard"], container["guard"])
        shown["guard"] = " and ".join(filter(None, (*around, row["guard"])))
    return shown


def _arguments(containers: list[Row], number: int) -> list[Row]:
    """Arguments that mention the port, active or not, and what else sets the same flags there.

    What sets a flag whose own default mentions it is told too: the default does not hold there.
    """
    mention = _mention(number)
    found: list[Row] = []
    for container in containers:
        hits = [
            one
            for one in container["arguments"]
            if any(mention.search(one[key]) for key in ("text", "value", "default"))
        ]
        flags = {one["flag_id"] for one in hits} - {0}
        for one in container["arguments"]:
            if one in hits or one["flag_id"] in flags:
                row = _of(container, one)
                del row["flag_id"]
                found.append(row)
    return found


def _services(connection: sqlite3.Connection, release: Release, number: int) -> list[Row]:
    condition = """s.id IN (SELECT service_id FROM service_port
        WHERE port = ? OR target_port = CAST(? AS TEXT) OR node_port = ?)"""
    wanted = (number, str(number), number)
    return [
        {"name": service["name"], "type": service["type"], "portName": one["name"]}
        | {key: value for key, value in one.items() if key != "name"}
        | {"guard": one["guard"] or ("" if service["values"] else service["guard"])}
        for service in across.services(connection, release, condition, *wanted)
        for one in service["ports"]
        if number in (one["port"], one["targetPort"], one["nodePort"])
    ]


def _flags(connection: sqlite3.Connection, release: Release, number: int) -> list[Row]:
    """Flags whose default mentions the port."""
    condition = "release_id = :release AND instr(default_value, :number)"
    values = {"release": release.id, "number": str(number)}
    mention = _mention(number)
    return [
        row
        for row in flags_where(connection, condition, values)
        if mention.search(str(row["default"]))
    ]


def _values(connection: sqlite3.Connection, release: Release, number: int) -> list[Row]:
    """Chart values that are the port."""
    query = """SELECT DISTINCT path, text AS value, file, line, url FROM value_view
        WHERE release_id = ? AND text = ? ORDER BY path, file, line"""
    return [dict(row) for row in connection.execute(query, (release.id, str(number)))]
