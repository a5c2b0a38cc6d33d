"""What the charts and images of real releases are, for the tests that hold the index against it.

``tests/truth/deploy-1.1.0.json`` was read from the sources of 1.1.0 with file and line;
``rendered-TAG-VALUES.json`` is what the real ``helm`` makes of a release's charts.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from xref.__main__ import main

Row = dict[str, Any]
Containers = list[Row]

VALUES = ("default", "demo")


@cache
def deployed() -> dict[str, Any]:
    """The chain of 1.1.0 as the sources have it."""
    told: dict[str, Any] = _read("deploy-1.1.0.json")
    return told


def _read(name: str) -> Any:
    return json.loads((Path(__file__).parent / "truth" / name).read_text("utf-8"))


def at(row: Row, prefix: str = "") -> str:
    """``FILE:LINE`` of a row's place."""
    return f"{row[f'{prefix}file']}:{row[f'{prefix}line']}"


class Release:
    """Answers about a real release from its index: ``ask`` as users do, ``select`` by SQL."""

    def __init__(self, index: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self._index = index
        self._capsys = capsys

    def ask(self, *words: str) -> list[Row]:
        self._capsys.readouterr()
        assert main([*words, "--json", "--db", str(self._index)]) == 0
        rows: list[Row] = json.loads(self._capsys.readouterr().out)
        return rows

    def select(self, query: str, *values: object) -> list[Row]:
        with closing(sqlite3.connect(self._index)) as connection:
            connection.row_factory = sqlite3.Row
            return [dict(row) for row in connection.execute(query, values)]


class Rendered:
    """What helm makes of a release's charts under a set of values."""

    def __init__(self, tag: str, values: str) -> None:
        self._told = _read(f"rendered-{tag}-{values}.json")

    def workloads(self) -> dict[str, Containers]:
        """The containers of each workload by its kind and name, init containers first."""
        return {
            f"{workload['kind']} {workload['name']}": [
                *(_container(one, True) for one in workload["initContainers"]),
                *(_container(one, False) for one in workload["containers"]),
            ]
            for workload in self._told["workloads"]
        }

    def sources(self) -> dict[str, str]:
        """The template of each workload."""
        return {f"{one['kind']} {one['name']}": one["source"] for one in self._told["workloads"]}

    def services(self) -> dict[str, Row]:
        """Each Service by its name."""
        return {
            service["name"]: {
                "type": service["type"] or "",
                "selector": service["selector"],
                "file": service["source"],
                "ports": [_service_port(port) for port in service["ports"]],
                "selects": sorted(service["selects"]),
            }
            for service in self._told["services"]
        }


def _container(told: Row, init: bool) -> Row:
    ports = told.get("ports") or []
    return {
        "name": told["name"],
        "init": init,
        "image": told["image"],
        "command": [str(word) for word in told.get("command") or []],
        "args": [str(word) for word in told.get("args") or []],
        "ports": [
            {
                "containerPort": port["containerPort"],
                "name": port.get("name", ""),
                "protocol": port.get("protocol", ""),
            }
            for port in ports
        ],
    }


def _service_port(told: Row) -> Row:
    return {
        "name": told.get("name") or "",
        "port": told["port"],
        "targetPort": told.get("targetPort", ""),
        "nodePort": told.get("nodePort", 0),
        "protocol": told.get("protocol", ""),
    }


def shown_workloads(rows: Iterable[Row]) -> dict[str, Containers]:
    """What ``xref workloads`` shows, in the form of ``Rendered.workloads``.

    The pods that are injected into are left out: helm has but the template that does it.
    """
    return {
        f"{row['kind']} {row['name']}": [
            {key: one[key] for key in ("name", "init", "image", "command", "args", "ports")}
            for one in sorted(row["containers"], key=lambda one: not one["init"])
        ]
        for row in rows
        if row["kind"] != "Pod"
    }


def shown_services(rows: Iterable[Row]) -> dict[str, Row]:
    """The Services of ``xref workloads`` with the names of the workloads that they select."""
    found: dict[str, Row] = {}
    for row in rows:
        for service in row["services"]:
            shown = {key: service[key] for key in ("type", "file", "ports")}
            found.setdefault(service["name"], shown | {"selects": []})
            found[service["name"]]["selects"].append(row["name"])
    return {name: row | {"selects": sorted(row["selects"])} for name, row in found.items()}


def indexed_services(release: Release, values: str) -> dict[str, Row]:
    """The Services of the index that are there under the values, in the form of ``Rendered``'s."""
    query = "SELECT * FROM service_view WHERE rendering = ? AND active ORDER BY service_id"
    return {
        row["service"]: {
            "type": row["type"],
            "selector": dict(one.split("=") for one in row["selector"].split(",") if one),
            "file": row["file"],
            "ports": _indexed_ports(release, row["service_id"]),
            "selects": _indexed_selects(release, row["service_id"], values),
        }
        for row in release.select(query, values)
    }


def _indexed_ports(release: Release, service: int) -> list[Row]:
    query = """SELECT name, port, target_port AS targetPort, node_port AS nodePort, protocol
        FROM service_port WHERE service_id = ? AND active ORDER BY id"""
    rows = release.select(query, service)
    return [
        row
        | {
            "targetPort": int(row["targetPort"])
            if row["targetPort"].isdigit()
            else row["targetPort"]
        }
        for row in rows
    ]


def _indexed_selects(release: Release, service: int, values: str) -> list[str]:
    query = """SELECT w.name FROM service_workload s JOIN workload w ON w.id = s.workload_id
        JOIN rendering g ON g.id = s.rendering_id
        WHERE s.service_id = ? AND g.name = ? AND w.kind <> 'Pod'"""
    return sorted(row["name"] for row in release.select(query, service, values))
