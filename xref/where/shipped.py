"""Findings of ``where`` about what is shipped: workloads, containers, images, Services, filters.

Beside ``where``'s own, which are programs, commands, flags and paths.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable

from xref import names
from xref.names import FOLDS, Fold
from xref.query import Release, Row, across
from xref.query.images import image_ids, images_where

Heard = Callable[[], list[Row]]
"""All listeners; costs something when it is first called."""

_INSIDE = ("id", "workload_id", "image_id", "program_id", "enabled_by", "workload_guard")


def workloads(
    connection: sqlite3.Connection, release: Release, text: str, fold: Fold, heard: Heard
) -> list[Row]:
    """Workloads of that name, or whose pod has it."""
    query = "SELECT DISTINCT kind, name FROM workload WHERE release_id = ?"
    known = {(kind, name) for kind, name in connection.execute(query, (release.id,))}
    found = {(kind, name) for kind, name in known if fold(name) == fold(text)}
    if not found and fold is FOLDS[0]:
        found = names.pod_owners(known, text)
    rows: list[Row] = []
    for kind, name in sorted(found):
        rows += across.workloads(connection, release, "w.kind = ? AND w.name = ?", kind, name)
    rows.sort(key=lambda row: not row["values"])
    for row in rows:
        row["containers"] = [_shown(one, heard()) for one in row["containers"]]
        row["services"] = [_without(one, ("id",)) for one in row["services"]]
    return [_finding("workload", release, _without(row, ("id",))) for row in rows]


def containers(
    connection: sqlite3.Connection, release: Release, text: str, fold: Fold, heard: Heard
) -> list[Row]:
    """Containers of that name, of whichever workloads."""
    query = "SELECT DISTINCT name FROM container WHERE release_id = ?"
    found = [name for (name,) in connection.execute(query, (release.id,))]
    rows: list[Row] = []
    for name in found:
        if fold(name) == fold(text):
            rows += across.containers(connection, release, "c.name = ?", name)
    return [_finding("container", release, _shown(row, heard())) for row in rows]


def _shown(container: Row, heard: Iterable[Row]) -> Row:
    """A container without its keys, and with what listens in it."""
    row = _without(container, _INSIDE)
    row["arguments"] = [_without(one, ("flag_id", "no_opt_default")) for one in row["arguments"]]
    row["listeners"] = [
        one
        for one in heard
        if (one["workload"], one["container"]) == (container["workload"], container["name"])
    ]
    return row


def images(
    connection: sqlite3.Connection, release: Release, text: str, fold: Fold, heard: Heard
) -> list[Row]:
    """Images of that name or reference, with the containers that run them."""
    ids = image_ids(connection, release, text, fold)
    if not ids:
        return []
    rows = images_where(connection, release, f"image_id IN ({', '.join(map(str, ids))})")
    running = "c.image_id IN (SELECT id FROM image WHERE release_id = c.release_id AND name = ?)"
    return [
        {"kind": "image"} | row | {"containers": uses(connection, release, running, row["name"])}
        for row in rows
    ]


def uses(
    connection: sqlite3.Connection, release: Release, condition: str, *values: object
) -> list[Row]:
    """Containers under an SQL condition, told in short."""
    keys = ("workload", "resource", "name", "init", "image", "guard", "values")
    found = across.containers(connection, release, condition, *values, arguments=False)
    return [{key: row[key] for key in (*keys, "file", "line", "url")} for row in found]


def services(
    connection: sqlite3.Connection, release: Release, text: str, fold: Fold, heard: Heard
) -> list[Row]:
    """Services of that name, with the workloads that they select and what listens there."""
    query = "SELECT DISTINCT name FROM service WHERE release_id = ?"
    found = [name for (name,) in connection.execute(query, (release.id,))]
    rows: list[Row] = []
    for name in found:
        if fold(name) == fold(text):
            rows += across.services(connection, release, "s.name = ?", name)
    rows.sort(key=lambda row: not row["values"])
    query = """SELECT DISTINCT w.kind AS resource, w.name, w.file, w.line FROM service_workload x
        JOIN workload w ON w.id = x.workload_id JOIN service s ON s.id = x.service_id
        WHERE s.release_id = ? AND s.name = ? AND s.file = ? AND s.line = ?"""
    for row in rows:
        own = (release.id, row["name"], row["file"], row["line"])
        selected = connection.execute(query, own)
        row["workloads"] = [
            dict(one) | {"url": release.url(one["file"], one["line"])} for one in selected
        ]
        row["listeners"] = [
            one
            for one in heard()
            if row["values"] and any(s["name"] == row["name"] for s in one["services"])
        ]
    return [_finding("service", release, _without(row, ("id",))) for row in rows]


def filters(
    connection: sqlite3.Connection, release: Release, text: str, fold: Fold, heard: Heard
) -> list[Row]:
    """Envoy filters by their registered name, Bazel target or folder."""
    query = """SELECT name, kind AS type, target, folder, named_file, named_line, registered_file,
        registered_line, file, line, url FROM filter_view WHERE release_id = ? ORDER BY filter_id"""
    wanted = fold(text.rstrip("/"))
    found: list[Row] = []
    for row in connection.execute(query, (release.id,)):
        if wanted in (fold(row["name"]), fold(row["target"]), fold(row["folder"])):
            shown = dict(row)
            for name in ("named", "registered"):
                shown[f"{name}_url"] = release.url(row[f"{name}_file"], row[f"{name}_line"])
            found.append(_finding("filter", release, shown))
    return found


def _finding(kind: str, release: Release, row: Row) -> Row:
    return {"kind": kind, "project": release.project, "tag": release.tag} | row


def _without(row: Row, keys: Iterable[str]) -> Row:
    return {key: value for key, value in row.items() if key not in keys}
