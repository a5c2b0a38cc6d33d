"""Findings about what a release ships as text: workloads, containers, images, Services, ports.

Beside ``chain``'s own, which are programs, commands, flags and paths.
"""

from __future__ import annotations

import shlex
from collections.abc import Callable, Mapping, Sequence

from xref.chain.arguments import argument_lines, flag_lines, inside, shown_state, value_texts
from xref.chain.lines import at, details, head, indented, section
from xref.layout import FLAG_COLUMNS, field, place
from xref.layout.shipped import SHORT_PLACE, exposed, overridden, port_text, set_by
from xref.render import Column, Row, Style, one_line

_OFF = "off in all that are indexed"


def state(row: Row, whole: Sequence[str] | None = None) -> str:
    """Under which values a thing is there: "" where under all that ``whole`` has.

    ``off: CONDITION`` where under none that the index knows, ``in demo`` where under some.
    """
    if not row["values"]:
        return f"off: {row['guard']}" if row.get("guard") else "off"
    if whole is not None and list(row["values"]) == list(whole):
        return ""
    return f"in {', '.join(row['values'])}"


def brief(rows: Sequence[Row]) -> list[Row]:
    """What is off under all values after what is on, and one of those that one line gives.

    A template that ranges over values gives the same line for each of them.
    """

    def line(row: Row) -> tuple[object, ...]:
        return row["file"], row["line"], row.get("text", "")

    on = [row for row in rows if row["values"]]
    told = set(map(line, on))
    off: dict[tuple[object, ...], Row] = {}
    for row in rows:
        if line(row) not in told:
            off.setdefault(line(row), row)
    return on + list(off.values())


_INSIDE = Column("in", inside, tint=lambda row: "bold")
_STATE = Column("state", state, shrinks=True)
_SERVICE_PORT = (
    Column("port", port_text),
    Column("target", lambda row: f"to {row['targetPort']}" if row["targetPort"] else ""),
    Column("node", lambda row: f"node port {row['nodePort']}" if row["nodePort"] else ""),
    Column("values", lambda row: ", ".join(value_texts(row)), shrinks=True),
)
_LISTENER = (
    Column("address", lambda row: str(row["address"] or row["port"])),
    field("process"),
    Column("set by", set_by, shrinks=True),
    Column("default", lambda row: f"default {overridden(row)}" if overridden(row) else ""),
    Column("services", exposed, shrinks=True),
    SHORT_PLACE,
)
_USE = (_INSIDE, field("resource"), _STATE, SHORT_PLACE)


def workload(found: Row, style: Style) -> list[str]:
    """A workload with its containers and Services."""
    lines = [head(found["name"], found["resource"], found, style)]
    lines += details(
        [
            ("chart", one_line(found["chart"])),
            ("enabled by", one_line(found["enabled_by"])),
            ("if", one_line(found["guard"])),
            ("values", ", ".join(found["values"]) or _OFF),
            ("hook", one_line(found["hook"])),
            ("labels", one_line(found["labels"])),
            ("place", at(found, style)),
        ]
    )
    for one in found["containers"]:
        name = f"{one['name']}{' (init)' if one['init'] else ''}"
        told = state(one, found["values"])
        lines += ["", "  " + "  ".join(filter(None, (one_line(name), one_line(told)))).rstrip()]
        lines += [f"  {line}" if line else "" for line in _container_lines(one, style, 4)]
    for one in found["services"]:
        told = state(one, found["values"])
        title = one_line(f"Service {one['name']} ({_type(one)})  {told}")
        lines += section(title, _service_columns(one), one["ports"], style)
    return lines


def container(found: Row, style: Style) -> list[str]:
    """A container with its image, program, arguments and ports."""
    what = f"container of {found['resource']} {found['workload']}"
    lines = [head(found["name"], f"{'init ' * found['init']}{what}", found, style)]
    return lines + _container_lines(found, style, 2)


def _container_lines(found: Row, style: Style, blanks: int) -> list[str]:
    """The chain below a container; ``blanks`` is how far in its tables' rows stand."""
    image = {key: found[f"image_{key}"] for key in ("file", "line", "url")}
    program = {key: found[f"program_{key}"] for key in ("file", "line", "url")}
    main = f"{found['program']}  {at(program, style)}" if found["program"] else ""
    ports = ", ".join(
        f"{port_text(port)}{f' ({told})' if (told := state(port, found['values'])) else ''}"
        for port in found["ports"]
    )
    values = "" if blanks > 2 else ", ".join(found["values"]) or _OFF
    lines = details(
        [
            ("values", values),
            ("place", at(found, style)),
            ("if", one_line(found["guard"])),
            ("image", one_line(found["image"])),
            *_image_texts(found),
            ("built from", f"{one_line(found['image_name'])}  {at(image, style)}".strip()),
            ("runs", main),
            ("ports", one_line(ports)),
        ]
    )
    if found["arguments"]:
        words = argument_lines(brief(found["arguments"]), found["values"], style)
        lines += ["", *indented(["arguments", *indented(words)], blanks - 2 or 2)]
    when = Column("state", lambda row: shown_state(row, found["values"]))
    columns = (*_LISTENER[:-1], when, SHORT_PLACE)
    return lines + section("listens", columns, found["listeners"], style, blanks - 2 or 2)


def _image_texts(found: Row) -> list[tuple[str, str]]:
    """What the template says of the image, under which conditions, and the values behind it."""
    lines: list[tuple[str, str]] = []
    for number, one in enumerate(found["images"]):
        lines.append(("or from" if number else "from", one_line(one["text"])))
        guard = f"if {one['guard']}" if one["guard"] else ""
        below = [guard, place(one), *([] if number else value_texts(one))]
        lines += [("", one_line(text)) for text in below]
    return lines


def image(found: Row, style: Style) -> list[str]:
    """An image with what goes in and who runs it."""
    rule = {key: found[f"rule_{key}"] for key in ("file", "line", "url")}
    starts = f"{found['program']} ({found['package']})" if found["program"] else ""
    what = "foreign image" if found["foreign"] else "image"
    lines = [head(found["name"], what, found, style)]
    lines += details(
        [
            ("reference", one_line(found["reference"])),
            ("base", one_line(found["base"])),
            ("entrypoint", one_line(shlex.join(found["entrypoint"]))),
            ("cmd", one_line(shlex.join(found["cmd"]))),
            ("starts", one_line(starts)),
            ("target", f"{one_line(found['target'])}  {at(rule, style)}".strip()),
            ("released", "" if found["foreign"] else ("yes" if found["released"] else "no")),
            ("place", at(found, style)),
        ]
    )
    columns = (
        Column("file", lambda row: str(row["name"]), tint=lambda row: "bold"),
        field("kind"),
        Column("is", lambda row: str(row["subject"]), shrinks=True),
        Column("to", lambda row: str(row["destination"]), shrinks=True),
        SHORT_PLACE,
    )
    lines += section("files", columns, found["files"], style)
    return lines + section("run by", _USE, brief(found["containers"]), style)


def _type(service: Row) -> str:
    """The type, which Kubernetes takes to be ClusterIP where the chart gives none."""
    return str(service["type"] or "ClusterIP")


def _service_columns(service: Row) -> tuple[Column, ...]:
    when = Column("state", lambda row: state(row, service["values"]), shrinks=True)
    return (*_SERVICE_PORT, when, SHORT_PLACE)


def service(found: Row, style: Style) -> list[str]:
    """A Service with its ports, what it selects and what listens there."""
    what = f"Service ({_type(found)})"
    lines = [head(found["name"], what, found, style)]
    lines += details(
        [
            ("chart", one_line(found["chart"])),
            ("selector", one_line(found["selector"])),
            ("if", one_line(found["guard"])),
            ("values", ", ".join(found["values"]) or _OFF),
            ("place", at(found, style)),
            *(
                ("selects", f"{one_line(one['resource'] + ' ' + one['name'])}  {at(one, style)}")
                for one in found["workloads"]
            ),
        ]
    )
    lines += section("ports", _service_columns(found), found["ports"], style)
    return lines + _listening(found["listeners"], style, "leads to")


def envoy_filter(found: Row, style: Style) -> list[str]:
    """A filter of the proxy with its sources."""
    named, registered = (
        {key: found[f"{name}_{key}"] for key in ("file", "line", "url")}
        for name in ("named", "registered")
    )
    lines = [head(found["name"], f"Envoy filter ({found['type']})", found, style)]
    return lines + details(
        [
            ("sources", one_line(found["folder"])),
            ("target", one_line(found["target"])),
            ("linked", at(found, style)),
            ("named", at(named, style)),
            ("registered", at(registered, style)),
        ]
    )


def port(found: Row, style: Style) -> list[str]:
    """A port: who listens, what exposes it, and what sets or mentions it."""
    lines = [head(found["name"], "port", found, style)]
    lines += details([("who listens", one_line(_who(found["listeners"])))])
    lines += _listening(found["listeners"], style)
    shown = [{**one, "service": one["name"], "name": one["portName"]} for one in found["services"]]
    name = Column("service", lambda row: str(row["service"]), tint=lambda row: "bold")
    lines += section("exposed by", (name, *_SERVICE_PORT, _STATE, SHORT_PLACE), brief(shown), style)
    lines += section("declared by", (_INSIDE, _STATE, SHORT_PLACE), brief(found["declared"]), style)
    if found["arguments"]:
        title = "in arguments, with all that sets the same flag"
        lines += ["", f"  {title}", *flag_lines(brief(found["arguments"]), style)]
    flags = (field("command"), *FLAG_COLUMNS)
    lines += section("in defaults of flags", flags, found["flags"], style)
    path = Column("path", lambda row: str(row["path"]), tint=lambda row: "bold")
    return lines + section("in chart values", (path, SHORT_PLACE), found["values"], style)


def _listening(listeners: Sequence[Row], style: Style, heading: str = "listens") -> list[str]:
    """Listeners in their containers, and under which values each is there if these differ."""
    whole = max((list(one["values"]) for one in listeners), key=len, default=[])
    when = Column("state", lambda row: shown_state(row, whole))
    columns = (_INSIDE, *_LISTENER[:-1], when, SHORT_PLACE)
    return section(heading, columns, listeners, style)


def _who(listeners: Sequence[Row]) -> str:
    """``envoy in istio-pilot/istio-proxy``, each process once."""
    found: dict[str, dict[str, None]] = {}
    for one in listeners:
        found.setdefault(one["process"], {})[inside(one)] = None
    told = [f"{process} in {', '.join(places)}" for process, places in found.items()]
    return "; ".join(told) or "nothing that is known"


SHIPPED: Mapping[str, Callable[[Row, Style], list[str]]] = {
    "workload": workload,
    "container": container,
    "image": image,
    "service": service,
    "filter": envoy_filter,
    "port": port,
}


def around_program(program: Row, style: Style) -> list[str]:
    """The images and containers that have a program, where it listens, and the proxy's pins."""
    lines: list[str] = []
    for proxy in program["proxy"]:
        pinned, envoy = (
            {key: proxy[f"{name}_{key}"] for key in ("file", "line", "url")}
            for name in ("pinned", "envoy")
        )
        lines += ["", "  proxy"]
        pins = details(
            [
                ("target", one_line(proxy["target"])),
                ("repository", one_line(proxy["repo"])),
                ("commit", f"{one_line(proxy['commit'])}  {at(pinned, style)}"),
                ("envoy", f"{one_line(proxy['envoy_commit'])}  {at(envoy, style)}".strip()),
                *(("library", one_line(library)) for library in proxy["libraries"]),
            ]
        )
        lines += [f"  {line}" for line in pins]
        columns = (
            Column("filter", lambda row: str(row["name"]), tint=lambda row: "bold"),
            field("type"),
            field("folder", shrinks=True),
            SHORT_PLACE,
        )
        lines += section("filters", columns, proxy["filters"], style)
    columns = (
        Column("image", lambda row: str(row["name"]), tint=lambda row: "bold"),
        Column("starts", lambda row: "starts it" if row["starts"] else "holds it"),
        Column("to", lambda row: str(row["destination"]), shrinks=True),
        SHORT_PLACE,
    )
    lines += section("images", columns, program["images"], style)
    lines += section("containers", _USE, brief(program["containers"]), style)
    return lines + _listening(program["listeners"], style)


def setting(one: Row, style: Style) -> str:
    """What a container's argument sets a flag to, and when."""
    value = one["value"] or '""'
    told = f"{one['workload']}/{one['container']}: {value} ({state(one)})"
    return f"{one_line(told)}  {at(one, style)}"
