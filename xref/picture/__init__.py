"""A release's chain as a picture: pod -> container -> image -> program, with ports and Services.

Beside ``chain``; asks ``query`` and draws nothing itself: ``dot`` and ``mermaid`` write it down.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from textwrap import wrap
from typing import NamedTuple

from xref.query import Release, Row
from xref.query.containers import containers_where
from xref.query.images import images_where
from xref.query.ports import ports
from xref.query.renderings import Rendering

_WIDTH = 34  # characters of a line that lists ports


class Node(NamedTuple):
    """A box. ``kind`` is service, container, image, foreign or program; the first line is its name.

    ``group`` is the workload that a container belongs to, "" for the rest.
    """

    id: str
    kind: str
    lines: tuple[str, ...]
    url: str
    group: str = ""


class Edge(NamedTuple):
    """An arrow; ``dashed`` to a program that is not started, or where nothing may listen."""

    tail: str
    head: str
    label: tuple[str, ...] = ()
    dashed: bool = False


class Graph(NamedTuple):
    """What is drawn, from the left to the right; ``groups`` are titles by key."""

    title: str
    groups: dict[str, tuple[str, ...]]
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]


def graph(connection: sqlite3.Connection, release: Release, rendering: Rendering) -> Graph:
    """The chain under one set of values: what these turn off is left out."""
    inside = "c.workload_id IN (SELECT workload_id FROM rendering_workload WHERE rendering_id = ?)"
    containers = [
        row for row in containers_where(connection, release, inside, rendering.id) if row["active"]
    ]
    heard = ports(connection, release, rendering)
    groups, nodes, edges = _pods(connection, release, containers, heard)
    services, exposing = _services(containers, heard)
    used = {row["image_name"] for row in containers}
    images = [row for row in images_where(connection, release, "1") if row["name"] in used]
    built, holding = _images(connection, release, images)
    title = f"{release.project} {release.tag}, values {rendering.name}"
    return Graph(title, groups, (*services, *nodes, *built), (*exposing, *edges, *holding))


def _key(container: Row) -> str:
    return f"container {container['id']}"


def _pods(
    connection: sqlite3.Connection, release: Release, containers: Iterable[Row], heard: list[Row]
) -> tuple[dict[str, tuple[str, ...]], list[Node], list[Edge]]:
    """Containers in their workloads, with who listens on what, and the images that they run."""
    query = "SELECT id, chart FROM workload WHERE release_id = ?"
    charts = dict(connection.execute(query, (release.id,)).fetchall())
    groups: dict[str, tuple[str, ...]] = {}
    nodes: list[Node] = []
    edges: list[Edge] = []
    for row in containers:
        group = f"workload {row['workload_id']}"
        chart = charts[row["workload_id"]]
        told = f"{row['resource']}, chart {chart}" if chart else str(row["resource"])
        groups[group] = (row["workload"], told)
        name = f"{row['name']} (init)" if row["init"] else row["name"]
        lines = (name, *_listening(row, heard))
        nodes.append(Node(_key(row), "container", lines, row["url"], group))
        if row["image_name"]:
            edges.append(Edge(_key(row), f"image {row['image_name']}"))
    return groups, nodes, edges


def _listening(container: Row, heard: Iterable[Row]) -> list[str]:
    """Who listens in a container: ``envoy: 15000, 15011``."""
    found: dict[str, list[str]] = {}
    for one in heard:
        if (one["workload"], one["container"]) == (container["workload"], container["name"]):
            told = str(one["port"] or one["address"])
            found.setdefault(one["process"] or "declared", []).append(told)
    lists = [f"{process}: {', '.join(dict.fromkeys(own))}" for process, own in found.items()]
    return [line for one in lists for line in wrap(one, _WIDTH)]


def _services(containers: Iterable[Row], heard: Iterable[Row]) -> tuple[list[Node], list[Edge]]:
    """Services with an arrow for each container that their ports lead to, the ports beside it.

    Where nothing is known to listen, it leads to the first container of a pod that is selected.
    """
    targets: dict[tuple[str, str], str] = {}
    for row in containers:
        targets[row["workload"], row["name"]] = _key(row)
        if not row["init"]:
            targets.setdefault((row["workload"], ""), _key(row))
    leads: dict[tuple[str, str, bool], list[str]] = {}
    urls: dict[str, str] = {}
    for row in heard:
        for service in row["services"]:
            urls.setdefault(service["name"], service["url"])
            target = targets.get((row["workload"], row["container"]), "")
            port = str(service["port"])
            told = port if service["port"] == row["port"] else f"{port} to {row['port']}"
            key = (f"service {service['name']}", target, row["kind"] == "service")
            leads.setdefault(key, []).append(told)
    nodes = [
        Node(f"service {name}", "service", (name, "Service"), url) for name, url in urls.items()
    ]
    edges = [
        Edge(tail, head, tuple(wrap(", ".join(dict.fromkeys(told)), _WIDTH)), unheard)
        for (tail, head, unheard), told in leads.items()
    ]
    return nodes, edges


def _images(
    connection: sqlite3.Connection, release: Release, images: Iterable[Row]
) -> tuple[list[Node], list[Edge]]:
    """Images, the programs in them, and where these begin."""
    query = "SELECT package, program, kind, file, line, url FROM program_view WHERE release_id = ?"
    known = {row["package"]: row for row in connection.execute(query, (release.id,))}
    nodes: dict[str, Node] = {}
    edges: dict[tuple[str, str], Edge] = {}
    for image in images:
        key = f"image {image['name']}"
        kind = "foreign" if image["foreign"] else "image"
        below = image["reference"] if image["foreign"] else f"{image['file']}:{image['line']}"
        nodes[key] = Node(key, kind, (image["name"], below), image["url"])
        held = [file["subject"] for file in image["files"] if file["program"]]
        for package in dict.fromkeys([image["package"], *held]):
            if package not in known:
                continue
            program = known[package]
            place = f"{program['file']}:{program['line']}"
            lines = (program["program"], f"{program['kind']} program", place)
            nodes[f"program {package}"] = Node(
                f"program {package}", "program", lines, program["url"]
            )
            dashed = package != image["package"]
            edges[key, package] = Edge(key, f"program {package}", (), dashed)
    return list(nodes.values()), list(edges.values())
