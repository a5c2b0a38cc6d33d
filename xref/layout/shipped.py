"""Which fields and columns images, workloads, ports and values have. No queries here."""

from __future__ import annotations

import shlex
from collections.abc import Callable, Sequence

from xref.layout import PLACE, field, place_row
from xref.render import Column, Layout, Row

Url = Callable[[str, int], str]

# Paths of charts are long; on a terminal, where they are cut, they are links.
SHORT_PLACE = PLACE._replace(shrinks=True, keeps_end=True)


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
        SHORT_PLACE,
    ),
)


def containers(workloads: Sequence[Row]) -> Sequence[Row]:
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


def _services(row: Row) -> str:
    return ", ".join(one["name"] for one in row["services"])


def workloads_layout(url: Url) -> Layout:
    """The layout of ``containers``; ``url`` gives the address of a line, which rows lack."""
    return Layout(
        fields=(
            *("kind", "name", "chart", "container", "init", "image", "program", "command", "args"),
            *("ports", "services", "enabled_by", "active", "file", "line"),
        ),
        columns=(
            Column("workload", lambda row: str(row["name"]), None, lambda row: "bold", True),
            field("kind"),
            Column("container", lambda row: row["container"] + (" (init)" if row["init"] else "")),
            field("image", shrinks=True)._replace(keeps_end=True),
            field("program"),
            Column("runs", lambda row: _words((*row["command"], *row["args"])), shrinks=True),
            Column("ports", _ports, shrinks=True),
            Column("services", _services, shrinks=True),
            Column("", lambda row: "" if row["active"] else "off"),
            SHORT_PLACE._replace(url=lambda row: url(row["file"], row["line"])),
        ),
    )


def exposed(row: Row) -> str:
    """``istio-pilot:15011``, one for each Service's port that leads to a listener."""
    return ", ".join(f"{one['name']}:{one['port']}" for one in row["services"])


def set_by(row: Row) -> str:
    """What sets a listener's address: its kind, and in words where these do not begin with it."""
    text = str(row["text"])
    if text.startswith("--"):  # an argument, as anyone sees
        return text
    return text if text.startswith(row["set_by"]) else f"{row['set_by']} {text}".rstrip()


def overridden(row: Row) -> str:
    """The default that an argument overrides, "" where none does."""
    if row["set_by"] != "argument" or not row["flag"]:
        return ""
    return str(row["default"] or '""')


def _host(row: Row) -> str:
    """The address without the port, which has a column; of a socket, its path."""
    return str(row["address"]).removesuffix(f":{row['port']}")


def _services_beside(row: Row) -> str:
    """The Services that lead to a port, those of another port with theirs."""
    told = (
        one["name"] if one["port"] == row["port"] else f"{one['name']}:{one['port']}"
        for one in row["services"]
    )
    return ", ".join(told)


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
        field("workload", "in"),  # its containers are told apart by what listens
        Column("address", _host, shrinks=True),
        Column("set by", set_by, shrinks=True),
        Column("default", overridden, shrinks=True),
        Column("services", _services_beside, shrinks=True),
        SHORT_PLACE,
    ),
)
VALUES = Layout(
    fields=("project", "tag", "path", "value", "read", "file", "line", "url"),
    columns=(
        Column("value", lambda row: str(row["path"]), tint=lambda row: "bold"),
        Column("is", lambda row: str(row["value"]), shrinks=True),
        Column("read", lambda row: "" if row["read"] else "never read"),
        SHORT_PLACE,
    ),
)


def places(finding: Row) -> list[Row]:
    """A finding of ``where`` about what is shipped as rows of PLACES: the thing, then its parts."""
    kind = finding["kind"]
    name = str(finding["name"])
    if kind == "workload":
        rows = [place_row("workload", "", name, finding["resource"], finding)]
        for one in finding["containers"]:
            rows += _container(one)
        return rows + [row for one in finding["services"] for row in _service(one)]
    if kind == "container":
        return _container(finding)
    if kind == "image":
        files = [
            place_row(
                "image file", one["program"], f"{name} {one['name']}", one["destination"], one
            )
            for one in finding["files"]
        ]
        detail = finding["reference"] or shlex.join(finding["entrypoint"])
        return [place_row("image", finding["program"], name, detail, finding), *files]
    if kind == "service":
        return _service(finding) + [_listener(one) for one in finding["listeners"]]
    if kind == "filter":
        return [place_row("filter", "", name, finding["folder"], finding)]
    return _port(finding)


def _container(one: Row) -> list[Row]:
    name = f"{one['workload']} {one['name']}"
    program = one["program"]
    return [
        place_row("container", program, name, one["image"], one),
        *(place_row("argument", program, name, row["text"], row) for row in one["arguments"]),
        *(place_row("container port", program, name, port_text(row), row) for row in one["ports"]),
        *(_listener(row) for row in one["listeners"]),
    ]


def _service(one: Row) -> list[Row]:
    ports = [
        place_row("service port", "", one["name"], port_text(row), row) for row in one["ports"]
    ]
    return [place_row("service", "", one["name"], one["type"], one), *ports]


def _listener(one: Row) -> Row:
    name = f"{one['workload'] or one['process']} {one['container']}".rstrip()
    return place_row("listener", one["process"], name, one["address"] or str(one["port"]), one)


def _port(found: Row) -> list[Row]:
    rows = [_listener(one) for one in found["listeners"]]
    rows += [
        place_row("service port", "", one["name"], str(one["port"]), one)
        for one in found["services"]
    ]
    for kind, key in (("container port", "declared"), ("argument", "arguments")):
        for one in found[key]:
            name = f"{one['workload']} {one['container']}"
            rows.append(place_row(kind, one["program"], name, one["text"], one))
    for one in found["flags"]:
        name = f"{one['command']} --{one['name']}"
        rows.append(place_row("flag", one["program"], name, one["default"], one))
    return rows + [
        place_row("value", "", one["path"], one["value"], one) for one in found["values"]
    ]
