"""Workloads under one set of values, as ``xref workloads`` shows them."""

from __future__ import annotations

import sqlite3

from xref import names
from xref.query import Release, Row
from xref.query.containers import containers_where
from xref.query.renderings import Rendering
from xref.query.services import selected, services_where

_ARGUMENT = (
    *("text", "value", "guard", "active", "file", "line", "flag", "kind", "default", "status"),
    "uses",
)
_SERVICE_PORT = ("name", "port", "targetPort", "nodePort", "protocol")


def workloads(
    connection: sqlite3.Connection,
    release: Release,
    rendering: Rendering,
    name: str = "",
    everything: bool = False,
) -> list[Row]:
    """The workloads of a rendering in the charts' order, or those that ``name`` means.

    ``everything`` adds what these values turn off, and tells it from the rest by ``active``.
    Raises NotFound where the name means none.
    """
    found = workloads_where(connection, release, "x.rendering_id = ?", rendering.id)
    if name:
        known = {(row["resource"], row["name"]) for row in found}
        wanted = names.workloads_named(known, name)
        if not wanted:
            raise names.not_found(connection, release.id, name, "workload")
        found = [row for row in found if (row["resource"], row["name"]) in wanted]
    chosen = [row for row in found if everything or row["active"]]
    condition = "c.workload_id IN (SELECT workload_id FROM rendering_workload WHERE rendering_id=?)"
    containers: dict[int, list[Row]] = {}
    for container in containers_where(connection, release, condition, rendering.id):
        if everything or container["active"]:
            containers.setdefault(container["workload_id"], []).append(container)
    condition = "s.id IN (SELECT service_id FROM rendering_service WHERE rendering_id = ?)"
    services = {
        row["id"]: row for row in services_where(connection, release, condition, rendering.id)
    }
    exposed: dict[int, list[Row]] = {}
    for service_id, workload_id in selected(connection, rendering.id):
        if everything or services[service_id]["active"]:
            exposed.setdefault(workload_id, []).append(services[service_id])
    return [
        _workload(row, containers.get(row["id"], []), exposed.get(row["id"], []), everything)
        for row in chosen
    ]


def workloads_where(
    connection: sqlite3.Connection, release: Release, condition: str, *values: object
) -> list[Row]:
    """Workloads under an SQL condition on ``w`` and ``x`` (its renderings), each once, in order."""
    query = f"""SELECT w.id, w.name, w.kind AS resource, w.chart, w.enabled_by, w.guard, w.active,
        w.labels, w.hook, w.file, w.line
        FROM workload w JOIN rendering_workload x ON x.workload_id = w.id
        WHERE w.release_id = ? AND {condition} GROUP BY w.id ORDER BY min(x.id)"""
    found = [dict(row) for row in connection.execute(query, (release.id, *values))]
    for row in found:
        row["active"] = bool(row["active"])
        row["url"] = release.url(row["file"], row["line"])
    return found


def _workload(row: Row, containers: list[Row], services: list[Row], everything: bool) -> Row:
    shown = {
        "kind": row["resource"],
        "name": row["name"],
        "chart": row["chart"],
        "file": row["file"],
        "line": row["line"],
        "enabled_by": row["enabled_by"],
        "containers": [_container(container, everything) for container in containers],
        "services": [_service(service, everything) for service in services],
    }
    return shown | {"active": row["active"]} if everything else shown


def _container(row: Row, everything: bool) -> Row:
    words: dict[str, list[str]] = {"command": [], "args": []}
    for argument in row["arguments"]:
        if argument["active"]:
            words[argument["part"]].append(argument["value"])
    shown = {
        "name": row["name"],
        "init": row["init"],
        "image": row["image"],
        "program": row["program"],
        **words,
        "ports": [
            {"containerPort": port["port"], "name": port["name"], "protocol": port["protocol"]}
            for port in row["ports"]
            if everything or port["active"]
        ],
        "arguments": [{key: one[key] for key in _ARGUMENT} for one in row["arguments"]],
    }
    return shown | {"active": row["active"]} if everything else shown


def _service(row: Row, everything: bool) -> Row:
    ports = [port for port in row["ports"] if everything or port["active"]]
    shown: Row = {key: row[key] for key in ("name", "type", "file", "line")}
    shown["ports"] = [{key: port[key] for key in _SERVICE_PORT} for port in ports]
    return shown | {"active": row["active"]} if everything else shown
