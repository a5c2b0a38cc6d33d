"""Ports: every listener with what sets it and what exposes it, and ports on which none is known.

Above ``containers`` and ``services``, all under one set of values.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from typing import NamedTuple

from xref import names
from xref.errors import NotFound
from xref.query import Release, Row
from xref.query.containers import containers_where, flag_text
from xref.query.renderings import Rendering
from xref.query.services import selected, services_where, target_of


class _Pods(NamedTuple):
    """What runs and is exposed under one set of values.

    ``exposed`` gives the Services by the id of the workload, ``selects`` the ids of the workloads
    by that of the Service.
    """

    containers: list[Row]
    exposed: dict[int, list[Row]]
    services: list[Row]
    selects: dict[int, set[int]]


def ports(
    connection: sqlite3.Connection,
    release: Release,
    rendering: Rendering | None,
    wanted: str = "",
) -> list[Row]:
    """Listeners, then container ports and Services' ports without one, each by number.

    ``wanted`` is a number, or the name of a process, a workload, a container, a Service or a port.
    Raises NotFound where it is none of these.
    """
    pods = _pods(connection, release, rendering)
    rows = _listeners(connection, release, rendering, pods)
    rows += _unheard(rows, pods)
    head = {"project": release.project, "tag": release.tag}
    rows = [head | row for row in rows]
    if wanted:
        known = sorted({name for row in rows for name in _names(row)})
        for fold in names.FOLDS:
            found = [row for row in rows if fold(wanted) in map(fold, _names(row))]
            if found:
                return found
        raise _not_found(wanted, known)
    return rows


def _not_found(wanted: str, known: list[str]) -> NotFound:
    near = names.close(wanted, known)
    hint = f": did you mean {', '.join(near)}?" if near else ""
    return NotFound(f"no port {wanted!r} here{hint}")


def _names(row: Row) -> set[str]:
    told = {str(row["port"]), row["address"], row["process"], row["workload"], row["container"]}
    for service in row["services"]:
        told |= {service["name"], service["portName"], str(service["port"])}
    return told - {"", "0"}


def _pods(connection: sqlite3.Connection, release: Release, rendering: Rendering | None) -> _Pods:
    if rendering is None:
        return _Pods([], {}, [], {})
    condition = "c.workload_id IN (SELECT workload_id FROM rendering_workload WHERE rendering_id=?)"
    containers = [
        row
        for row in containers_where(connection, release, condition, rendering.id, arguments=False)
        if row["active"]
    ]
    condition = "s.id IN (SELECT service_id FROM rendering_service WHERE rendering_id = ?)"
    found = services_where(connection, release, condition, rendering.id)
    services = {row["id"]: row for row in found if row["active"]}
    exposed: dict[int, list[Row]] = {}
    pairs = selected(connection, rendering.id)
    for service_id, workload_id in pairs:
        if service_id in services:
            exposed.setdefault(workload_id, []).append(services[service_id])
    return _Pods(containers, exposed, list(services.values()), _sets(pairs))


def _sets(pairs: Iterable[tuple[int, int]]) -> dict[int, set[int]]:
    found: dict[int, set[int]] = {}
    for key, value in pairs:
        found.setdefault(key, set()).add(value)
    return found


def _listeners(
    connection: sqlite3.Connection, release: Release, rendering: Rendering | None, pods: _Pods
) -> list[Row]:
    """The listeners under these values, and those of programs that no container runs."""
    query = """SELECT * FROM listener_view WHERE release_id = ? AND rendering IN ('', ?)
        ORDER BY port, address, process, workload, container, listener_id"""
    values = (release.id, rendering.name if rendering else "")
    found: list[Row] = []
    for listener in map(dict, connection.execute(query, values)):
        inside = [row for row in pods.containers if _is_in(row, listener)]
        if inside or not listener["workload"] or rendering is None:
            found.append(_listener(release, listener, inside[0] if inside else None, pods))
    return sorted(found, key=lambda row: (row["port"] == 0, row["port"]))


def _is_in(container: Row, listener: Row) -> bool:
    return container["workload"] == listener["workload"] and listener["container"] in (
        "",
        container["name"],
    )


def _listener(release: Release, listener: Row, container: Row | None, pods: _Pods) -> Row:
    row = {
        "kind": "listener",
        **{key: listener[key] for key in ("port", "address", "process", "package")},
        "workload": container["workload"] if container else listener["workload"],
        "container": container["name"] if container else listener["container"],
        **{key: listener[key] for key in ("set_by", "text")},
        "flag": flag_text(listener["command"], listener["flag"], listener["shorthand"]),
        "default": listener["default_value"],
        **{key: listener[key] for key in ("file", "line", "url")},
        "listens_file": listener["listens_file"],
        "listens_line": listener["listens_line"],
        "listens_url": release.url(listener["listens_file"], listener["listens_line"]),
    }
    return row | {"services": _exposing(listener["port"], container, pods) if container else []}


def _exposing(port: int, container: Row, pods: _Pods) -> list[Row]:
    """The Services' ports that lead to a port of the container's pod."""
    workload = container["workload_id"]
    declared = [
        one for row in pods.containers if row["workload_id"] == workload for one in row["ports"]
    ]
    return [
        _service_port(service, one)
        for service in pods.exposed.get(workload, [])
        for one in service["ports"]
        if port and one["active"] and target_of(one, declared) == port
    ]


def _service_port(service: Row, port: Row) -> Row:
    return {
        "name": service["name"],
        "type": service["type"],
        "portName": port["name"],
        **{key: port[key] for key in ("port", "targetPort", "nodePort", "protocol", "uses")},
        **{key: port[key] for key in ("file", "line", "url")},
    }


def _unheard(listeners: Iterable[Row], pods: _Pods) -> list[Row]:
    """What containers declare and Services expose, where nothing is known to listen."""
    heard = {(row["workload"], row["port"]) for row in listeners}
    told = {(s["name"], s["file"], s["line"]) for row in listeners for s in row["services"]}
    found: list[Row] = []
    for container in pods.containers:
        for port in container["ports"]:
            if not port["active"] or (container["workload"], port["port"]) in heard:
                continue
            services = _exposing(port["port"], container, pods)
            told |= {(one["name"], one["file"], one["line"]) for one in services}
            found.append(_declared("container", port, container, services))
    for service in pods.services:
        pods_of = pods.selects.get(service["id"], ())
        workloads = {row["workload"] for row in pods.containers if row["workload_id"] in pods_of}
        found += [
            _declared("service", port, None, [_service_port(service, port)])
            | {"workload": ", ".join(sorted(workloads))}
            for port in service["ports"]
            if port["active"] and (service["name"], port["file"], port["line"]) not in told
        ]
    return sorted(found, key=lambda row: row["port"])


def _declared(kind: str, port: Row, container: Row | None, services: list[Row]) -> Row:
    return {
        "kind": kind,
        "port": port["port"],
        "address": "",
        "process": "",
        "package": container["package"] if container else "",
        "workload": container["workload"] if container else "",
        "container": container["name"] if container else "",
        "set_by": "",
        "text": "",
        "flag": "",
        "default": "",
        **{key: port[key] for key in ("file", "line", "url")},
        "listens_file": "",
        "listens_line": 0,
        "listens_url": "",
        "services": services,
    }
