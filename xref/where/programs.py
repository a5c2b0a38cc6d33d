"""Findings of ``where`` about programs, and what sets a flag: the chain from the pods' side."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence

from xref import names
from xref.names import Fold
from xref.query import Release, Row, across, commands_where, flags_where
from xref.where.shipped import Heard, uses

FlagName = tuple[str, str, str]
"""Package, command and name."""


def programs(
    connection: sqlite3.Connection, release: Release, text: str, fold: Fold, heard: Heard
) -> list[Row]:
    """Programs by name, package folder or Bazel target, with the images and pods that have them."""
    query = """SELECT program_id, project, tag, program AS name, package, kind AS language, role,
        evaluated, complete, file, line, url
        FROM program_view WHERE release_id = ? ORDER BY package"""
    targets = "SELECT program_id FROM proxy WHERE release_id = ? AND target = ?"
    labelled = {key for (key,) in connection.execute(targets, (release.id, text))}
    found: list[Row] = []
    for row in connection.execute(query, (release.id,)).fetchall():
        named = names.is_program(row["name"], row["package"], text, fold)
        if named or row["program_id"] in labelled:
            found.append(_program(connection, release, row, heard))
    return found


def _program(
    connection: sqlite3.Connection, release: Release, row: sqlite3.Row, heard: Heard
) -> Row:
    program: Row = {"kind": "program"} | dict(row)
    program |= {"evaluated": bool(row["evaluated"]), "complete": bool(row["complete"])}
    key = program.pop("program_id")
    values = {"program": key}
    commands = commands_where(connection, "program_id = :program", values)
    flags = flags_where(connection, "program_id = :program", values)
    program["commands"] = _with_flags(commands, flags)
    query = "SELECT message, file, line FROM diagnostic WHERE program_id = :program ORDER BY id"
    program["diagnostics"] = [dict(one) for one in connection.execute(query, values)]
    query = """SELECT f.image AS name, f.destination, i.program_id = :program AS starts, f.file,
        f.line, f.url FROM image_file_view f JOIN image i ON i.id = f.image_id
        WHERE f.program_id = :program ORDER BY f.image"""
    program["images"] = [
        dict(one) | {"starts": bool(one["starts"])} for one in connection.execute(query, values)
    ]
    runs = """(c.program_id = ?
        OR c.image_id IN (SELECT image_id FROM image_file WHERE program_id = ?))"""
    program["containers"] = uses(connection, release, runs, key, key)
    program["listeners"] = [
        one
        for one in (heard() if program["containers"] else [])
        if one["package"] == row["package"]
    ]
    program["proxy"] = _proxy(connection, release, key)
    return program


def _with_flags(commands: Sequence[Row], flags: Sequence[Row]) -> list[Row]:
    by_command: dict[tuple[str, str], list[Row]] = {}
    for flag in flags:
        by_command.setdefault((flag["package"], flag["command"]), []).append(flag)
    return [
        command | {"flags": by_command.get((command["package"], command["command"]), [])}
        for command in commands
    ]


def _proxy(connection: sqlite3.Connection, release: Release, program_id: int) -> list[Row]:
    """Of the proxy's binary: where it comes from, and the filters and libraries linked into it."""
    query = """SELECT repo, commit_sha AS "commit", target, envoy_commit, pinned_file, pinned_line,
        envoy_file, envoy_line FROM proxy WHERE program_id = ?"""
    found = [dict(row) for row in connection.execute(query, (program_id,))]
    for row in found:
        for name in ("pinned", "envoy"):
            row[f"{name}_url"] = release.url(row[f"{name}_file"], row[f"{name}_line"])
        query = """SELECT name, kind AS type, target, folder, file, line, url FROM filter_view
            WHERE release_id = ? ORDER BY filter_id"""
        row["filters"] = [dict(one) for one in connection.execute(query, (release.id,))]
        query = "SELECT file FROM proxy_library WHERE release_id = ? ORDER BY id"
        row["libraries"] = [file for (file,) in connection.execute(query, (release.id,))]
    return found


def set_by(
    connection: sqlite3.Connection, release: Release, condition: str, values: Mapping[str, object]
) -> dict[FlagName, list[Row]]:
    """The arguments of containers that set the flags under a condition on ``flag_view``."""
    query = f"SELECT flag_id, package, command, name FROM flag_view WHERE {condition}"
    flags = {key: tuple(name) for key, *name in connection.execute(query, values)}
    setting = f"""c.id IN (SELECT container_id FROM container_arg
        WHERE flag_id IN ({", ".join(map(str, flags))}))"""
    keys = ("text", "value", "guard", "values", "file", "line", "url")
    found: dict[FlagName, list[Row]] = {}
    for container in across.containers(connection, release, setting):
        for argument in container["arguments"]:
            if argument["flag_id"] in flags:
                named = {"workload": container["workload"], "resource": container["resource"]}
                named["container"] = container["name"]
                row = named | {key: argument[key] for key in keys}
                found.setdefault(flags[argument["flag_id"]], []).append(row)
    return found
