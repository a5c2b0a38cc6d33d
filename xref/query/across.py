"""What a release ships under any of the values that it was rendered with, told once.

Above ``containers``, ``services`` and ``ports``. ``values`` of a row are the names of the
renderings in which it is there and active, [] where no values that the index knows turn it on.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from xref.query import Release, Row
from xref.query.containers import containers_where, joined
from xref.query.ports import ports
from xref.query.renderings import Rendering, by_rendering, renderings
from xref.query.services import services_where
from xref.query.workloads import workloads_where

Named = tuple[Row, list[str]]
T = TypeVar("T")

_ARGUMENT = ("text", "guard", "file", "line")
_IMAGE = ("text", "guard", "file", "line")
_PORT = ("port", "name", "protocol", "guard", "file", "line")
_SERVICE_PORT = ("name", "port", "targetPort", "nodePort", "protocol", "guard", "file", "line")


def _once(rows: Iterable[Named], keys: Sequence[str], *values: str) -> list[Row]:
    """Rows that are alike in ``keys`` and ``values`` as one, with the renderings of all of them.

    Where some are active, those that are alike in ``keys`` and are not active are left out.
    """
    groups: dict[tuple[object, ...], dict[tuple[object, ...], Row]] = {}
    for row, named in rows:
        group = groups.setdefault(tuple(row[key] for key in keys), {})
        one = group.setdefault(tuple(row[key] for key in values), row | {"values": []})
        one["values"] += [name for name in named if row["active"] and name not in one["values"]]
        if "uses" in one:
            one["uses"] = one["uses"] + [use for use in row["uses"] if use not in one["uses"]]
    found: list[Row] = []
    for group in groups.values():
        active = [row for row in group.values() if row["values"]]
        found += active or list(group.values())[:1]
    for row in found:
        del row["active"]
    return found


def _by(rows: Iterable[T], key: Callable[[T], object]) -> list[list[T]]:
    found: dict[object, list[T]] = {}
    for row in rows:
        found.setdefault(key(row), []).append(row)
    return list(found.values())


def containers(
    connection: sqlite3.Connection,
    release: Release,
    condition: str,
    *values: object,
    arguments: bool = True,
) -> list[Row]:
    """Containers under an SQL condition on ``c`` and ``w``, their arguments joined."""
    rows = containers_where(connection, release, condition, *values, arguments=arguments)
    names = by_rendering(connection, "workload", {row["workload_id"] for row in rows})
    named = [(row, names.get(row["workload_id"], [])) for row in rows]
    keys = ("resource", "workload", "name", "image", "file", "line")
    found: list[Row] = []
    for alike in _by(named, lambda one: tuple(one[0][key] for key in keys)):
        [row] = _once(alike, keys)
        words = [(line, own) for one, own in alike for line in joined(one["arguments"])]
        row["arguments"] = _once(words, _ARGUMENT, "value")
        texts = [(text, own) for one, own in alike for text in one["images"]]
        row["images"] = _once(texts, _IMAGE, "value")
        declared = [(port, own) for one, own in alike for port in one["ports"]]
        row["ports"] = _once(declared, _PORT)
        found.append(row)
    return found


def workloads(
    connection: sqlite3.Connection, release: Release, condition: str, *values: object
) -> list[Row]:
    """Workloads under an SQL condition on ``w``, with their containers and Services."""
    rows = workloads_where(connection, release, condition, *values)
    names = by_rendering(connection, "workload", {row["id"] for row in rows})
    keys = ("resource", "name", "file", "line")
    found = _once([(row, names[row["id"]]) for row in rows], keys)
    for row in found:
        alike = "w.kind = ? AND w.name = ? AND w.file = ? AND w.line = ?"
        told = [row[key] for key in keys]
        row["containers"] = containers(connection, release, alike, *told)
        selecting = f"""s.id IN (SELECT x.service_id FROM service_workload x
            JOIN workload w ON w.id = x.workload_id WHERE {alike})"""
        row["services"] = services(connection, release, selecting, *told)
    return found


def services(
    connection: sqlite3.Connection, release: Release, condition: str, *values: object
) -> list[Row]:
    """Services under an SQL condition on ``s``."""
    rows = services_where(connection, release, condition, *values)
    names = by_rendering(connection, "service", [row["id"] for row in rows])
    named = [(row, names.get(row["id"], [])) for row in rows]
    keys = ("name", "type", "file", "line")
    found: list[Row] = []
    for alike in _by(named, lambda one: tuple(one[0][key] for key in keys)):
        [row] = _once(alike, keys)
        row["ports"] = _once(
            [(port | {"active": port["active"] and one["active"]}, own)
             for one, own in alike for port in one["ports"]],
            _SERVICE_PORT,
        )  # fmt: skip
        found.append(row)
    return found


def listeners(connection: sqlite3.Connection, release: Release) -> list[Row]:
    """All listeners, as ``ports`` has them."""
    found: list[Named] = []
    known: list[Rendering | None] = [*renderings(connection, release)]
    for rendering in known or [None]:
        named = [rendering.name] if rendering else []
        rows = ports(connection, release, rendering)
        found += [(row | {"active": True}, named) for row in rows if row["kind"] == "listener"]
    keys = ("port", "address", "process", "workload", "container", "text", "file", "line")
    return _once(found, keys)
