"""Services with their ports and the workloads that they select, for all values at once.

Below ``workloads``, ``ports`` and ``where``.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from xref.query import Release, Row
from xref.query.uses import add_uses


def services_where(
    connection: sqlite3.Connection, release: Release, condition: str, *values: object
) -> list[Row]:
    """Services under an SQL condition on ``s``, in order; each has its ``id``."""
    query = f"""SELECT s.id, s.name, s.type, s.chart, s.selector, s.guard, s.active, s.file, s.line
        FROM service s WHERE s.release_id = ? AND {condition} ORDER BY s.id"""
    found = [dict(row) for row in connection.execute(query, (release.id, *values))]
    ports = _ports(connection, release, [row["id"] for row in found])
    for row in found:
        row["active"] = bool(row["active"])
        row["url"] = release.url(row["file"], row["line"])
        row["ports"] = ports.get(row["id"], [])
    return found


def _ports(
    connection: sqlite3.Connection, release: Release, ids: Iterable[int]
) -> dict[int, list[Row]]:
    query = f"""SELECT id, service_id, name, port, target_port AS targetPort, node_port AS nodePort,
        protocol, guard, active, file, line FROM service_port
        WHERE service_id IN ({", ".join(map(str, ids))}) ORDER BY id"""
    found: dict[int, list[Row]] = {}
    rows = [dict(row) for row in connection.execute(query)]
    add_uses(connection, release, "service_port", rows)
    for port in rows:
        # A number or a name, as Kubernetes has it.
        if _is_number(port["targetPort"]):
            port["targetPort"] = int(port["targetPort"])
        port["active"] = bool(port["active"])
        port["url"] = release.url(port["file"], port["line"])
        found.setdefault(port.pop("service_id"), []).append(port)
    return found


def selected(connection: sqlite3.Connection, rendering_id: int) -> list[tuple[int, int]]:
    """Which Service selects which workload in a rendering, as pairs of their ids."""
    query = """SELECT service_id, workload_id FROM service_workload WHERE rendering_id = ?
        ORDER BY id"""
    return [(service, workload) for service, workload in connection.execute(query, (rendering_id,))]


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) < 6


def target_of(port: Row, declared: Iterable[Row]) -> int:
    """The number of the pod's port that a Service's port leads to, 0 if its name is not known.

    ``declared`` are the ports of the pod's containers.
    """
    target = port["targetPort"] or port["port"]
    if isinstance(target, int):
        return target
    return next((int(one["port"]) for one in declared if one["name"] == target), 0)
