"""Which fields and columns images, workloads, ports and values have. No queries here."""

from __future__ import annotations

import shlex
from collections.abc import Callable, Sequence

from xref.layout import PLACE, field, place
from xref.render import Column, Layout, Row

Url = Callable[[str, int], str]


def _words(words: Sequence[str]) -> str:
    return shlex.join(words)


def _marks(image: Row) -> str:
    if image["foreign"]:
        return "foreign"
    return "" if image["released"] else "not released"


IMAGES = Layout(
    fields=(
        *("project", "tag", "name", "base", "entrypoint", "cmd", "program", "package", "target"),
        *("rule_file", "rule_line", "rule_url", "released", "foreign", "reference"),
        *("file", "line", "url", "programs", "files"),
    ),
    columns=(
        Column("image", lambda row: str(row["name"]), tint=lambda row: "bold"),
        Column("starts", lambda row: _words((*row["entrypoint"], *row["cmd"])), shrinks=True),
        Column("programs", lambda row: ", ".join(row["programs"]), shrinks=True),
        Column("base", lambda row: str(row["base"] or row["reference"]), shrinks=True),
        field("target"),
        Column("marks", _marks),
        PLACE,
    ),
)


def containers(workloads: Sequence[Row]) -> list[Row]:
    """Workloads as one row a container, for tables; a workload without any keeps a row."""
    none = {"name": "", "init": False, "image": "", "program": "", "command": [], "args": []}
    rows: list[Row] = []
    for workload in workloads:
        for container in workload["containers"] or [none | {"ports": []}]:
            shown = {"active": True} | {k: v for k, v in workload.items() if k != "containers"}
            rows.append(
                shown
                | {key: container[key] for key in ("init", "image", "program", "command", "args")}
                | {
                    "container": container["name"],
                    "ports": container["ports"],
                    "active": shown["active"] and container.get("active", True),
                }
            )
    return rows


def port_text(port: Row) -> str:
    """``15010 grpc``, with the protocol where it is not TCP."""
    protocol = "" if port["protocol"] in ("", "TCP") else f"/{port['protocol']}"
    return f"{port['port']}{protocol} {port['name']}".rstrip()


def _ports(row: Row) -> str:
    return ", ".join(str(port["containerPort"]) for port in row["ports"])


def workloads_layout(url: Url) -> Layout:
    """The layout of ``containers``; ``url`` gives the address of a line, which rows lack."""
    return Layout(
        fields=(
            *("kind", "name", "chart", "container", "init", "image", "program", "command", "args"),
            *("ports", "services", "enabled_by", "active", "file", "line"),
        ),
        columns=(
            Column("workload", lambda row: str(row["name"]), tint=lambda row: "bold"),
            field("kind"),
            Column("container", lambda row: row["container"] + (" (init)" if row["init"] else "")),
            field("image", shrinks=True),
            field("program"),
            Column("runs", lambda row: _words((*row["command"], *row["args"])), shrinks=True),
            Column("ports", _ports, shrinks=True),
            Column("services", lambda row: ", ".join(one["name"] for one in row["services"])),
            Column("", lambda row: "" if row["active"] else "off"),
            Column("place", place, lambda row: url(row["file"], row["line"]), lambda row: "dim"),
        ),
    )


def exposed(row: Row) -> str:
    """``istio-pilot:15011``, one for each Service's port that leads to a listener."""
    return ", ".join(f"{one['name']}:{one['port']}" for one in row["services"])


def overridden(row: Row) -> str:
    """The default that an argument overrides, "" where none does."""
    if row["set_by"] != "argument" or not row["flag"]:
        return ""
    return str(row["default"] or '""')


def _listens(row: Row) -> str:
    return str(row["process"] or "(nothing known)")


PORTS = Layout(
    fields=(
        *("project", "tag", "kind", "port", "address", "process", "package", "workload"),
        *("container", "set_by", "text", "flag", "default", "file", "line", "url"),
        *("listens_file", "listens_line", "listens_url", "services"),
    ),
    columns=(
        Column("port", lambda row: str(row["port"] or "-"), tint=lambda row: "bold"),
        Column("listens", _listens, tint=lambda row: "" if row["process"] else "dim"),
        Column("in", lambda row: "/".join(filter(None, (row["workload"], row["container"])))),
        field("address", shrinks=True),
        Column("set by", lambda row: f"{row['set_by']} {row['text']}".strip(), shrinks=True),
        Column("default", overridden),
        Column("services", exposed, shrinks=True),
        PLACE,
    ),
)
VALUES = Layout(
    fields=("project", "tag", "path", "value", "read", "file", "line", "url"),
    columns=(
        Column("value", lambda row: str(row["path"]), tint=lambda row: "bold"),
        Column("is", lambda row: str(row["value"]), shrinks=True),
        Column("read", lambda row: "" if row["read"] else "never read"),
        PLACE,
    ),
)
