"""Manifests -> workloads and Services: third and last step from a rendering to facts."""

from __future__ import annotations

import re
import shlex
from collections.abc import Callable, Iterator

from xref.deployment import (
    Argument,
    Container,
    ContainerPort,
    ImageText,
    Labels,
    Probe,
    Service,
    ServicePort,
    ValueUse,
    Workload,
)
from xref.extract.charts.lines import Line
from xref.extract.charts.manifests import WORKLOADS, Manifest, Part

Uses = Callable[[tuple[str, ...]], tuple[ValueUse, ...]]

# Where a workload's pod stands in its manifest.
_POD = {"Pod": (), "CronJob": ("spec", "jobTemplate", "spec", "template")}
_TEMPLATE = ("spec", "template")
_PROBES = ("livenessProbe", "readinessProbe", "startupProbe")
_QUOTED = re.compile(r"([\"'])(.*?)\1(?:\s*#.*)?")
_COMMENT = re.compile(r"(?:^|\s)#(?![^{]*}})")
_ITEM = re.compile(r"\s*-\s+")
_FLOW = re.compile(r"[{\[](?!\{)")
_NAMED = re.compile(r"\s*(?:-\s+)*[\"']?[\w./-]+[\"']?:\s*")


def workload_of(manifest: Manifest, chart: str, enabled_by: str, uses: Uses) -> Workload | None:
    """The workload that a manifest is, or None. ``uses`` places the values that a line reads."""
    root = manifest.whole()
    kind = root.text("kind")
    if kind not in WORKLOADS:
        return None
    pod = root.at(*_POD.get(kind, _TEMPLATE))
    spec = pod.at("spec") if pod is not None else None
    guard = _guard(root)
    containers: list[Container] = []
    for key in ("initContainers", "containers"):
        for listed in spec.all(key) if spec is not None else ():
            containers += [
                _container(each, key == "initContainers", guard, uses)
                for each in listed.items()
                if each.node.kind == "map"
            ]
    return Workload(
        kind,
        root.text("metadata", "name"),
        chart,
        root.location(),
        enabled_by,
        guard,
        manifest.active,
        _labels(pod.at("metadata", "labels") if pod is not None else None),
        root.text("metadata", "annotations", "helm.sh/hook"),
        tuple(containers),
    )


def service_of(manifest: Manifest, chart: str, uses: Uses) -> Service | None:
    """The Service that a manifest is, or None."""
    root = manifest.whole()
    if root.text("kind") != "Service":
        return None
    guard = _guard(root)
    ports = root.at("spec", "ports")
    return Service(
        root.text("metadata", "name"),
        chart,
        root.location(),
        guard,
        manifest.active,
        root.text("spec", "type"),
        _labels(root.at("spec", "selector")),
        tuple(_service_port(port, guard, uses) for port in (ports.items() if ports else ())),
    )


def _guard(part: Part) -> tuple[str, ...]:
    return part.line().around


def _inside(guards: tuple[str, ...], outer: tuple[str, ...]) -> tuple[str, ...]:
    """The guards within those around: what both begin with is left out."""
    shared = 0
    for own, around in zip(guards, outer, strict=False):
        if own != around:
            break
        shared += 1
    return guards[shared:]


def _labels(part: Part | None) -> Labels:
    if part is None:
        return ()
    return tuple((key, str(v.node.value)) for key, v in part.pairs() if v.active)


def _container(part: Part, init: bool, outer: tuple[str, ...], uses: Uses) -> Container:
    line = part.line()
    arguments: list[Argument] = []
    for key in ("command", "args"):
        for listed in part.all(key):
            arguments += [
                _argument(key, word, line.around, uses)
                for word in listed.items()
                if word.node.kind == "scalar"
            ]
    return Container(
        part.text("name"),
        init,
        part.text("image"),
        tuple(dict.fromkeys(_images(part, line.around, uses))),
        _inside(line.around, outer),
        part.active,
        part.location(),
        tuple(arguments),
        tuple(_ports(part, line.around, uses)),
        tuple(_probes(part)),
    )


def _images(part: Part, outer: tuple[str, ...], uses: Uses) -> Iterator[ImageText]:
    for image in part.all("image"):
        if image.node.kind == "scalar" and not image.node.absent:
            line = image.line()
            guard = _inside(line.guards, outer)
            at = image.location()
            yield ImageText(
                _named(image), str(image.node.value), guard, image.active, at, uses(line.uses)
            )


def _argument(key: str, part: Part, outer: tuple[str, ...], uses: Uses) -> Argument:
    line = part.line()
    # In `command: [a, b]` or a text of several lines the line is not the word's alone.
    flow = not _ITEM.match(line.text)
    several = part.node.value.count("\n") > 0
    text = str(part.node.value) if flow or several else _source(line, _ITEM)
    guard = _inside(line.guards, outer)
    return Argument(
        key, text, str(part.node.value), guard, part.active, part.location(), uses(line.uses)
    )


def _named(part: Part) -> str:
    """What the template says as the value of a key; in ``{a: b}`` the line is not the value's."""
    line = part.line()
    found = _NAMED.match(line.source)
    flow = found is None or _FLOW.match(line.source, found.end())
    return str(part.node.value) if flow else _source(line, _NAMED)


def _source(line: Line, head: re.Pattern[str]) -> str:
    """What the template says on a line after the item's dash or the key, without quotes.

    A comment behind it is left out.
    """
    found = head.match(line.source)
    text = line.source[found.end() :] if found is not None else line.source
    quoted = _QUOTED.fullmatch(text.strip())
    return quoted[2] if quoted is not None else _COMMENT.split(text, maxsplit=1)[0].strip()


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 8 else 0


def _ports(part: Part, outer: tuple[str, ...], uses: Uses) -> Iterator[ContainerPort]:
    for listed in part.all("ports"):
        for port in listed.items():
            value = port.at("containerPort")
            if value is None:
                continue
            line = value.line()
            yield ContainerPort(
                _number(port.text("containerPort")),
                port.text("name"),
                port.text("protocol"),
                _named(value),
                _inside(line.guards, outer),
                port.active,
                value.location(),
                uses(line.uses),
            )


def _probes(part: Part) -> Iterator[Probe]:
    for key in _PROBES:
        for probe in part.all(key)[:1]:
            kind = key.removesuffix("Probe")
            http, tcp = probe.at("httpGet"), probe.at("tcpSocket")
            command = probe.at("exec", "command")
            if http is not None:
                port = _number(http.text("port"))
                yield Probe(kind, "httpGet", http.text("path"), port, probe.location())
            elif tcp is not None:
                yield Probe(kind, "tcpSocket", "", _number(tcp.text("port")), probe.location())
            elif command is not None:
                words = [str(w.node.value) for w in command.items() if w.active]
                yield Probe(kind, "exec", shlex.join(words), 0, probe.location())


def _service_port(part: Part, outer: tuple[str, ...], uses: Uses) -> ServicePort:
    number = part.at("port") or part
    line = number.line()
    return ServicePort(
        part.text("name"),
        _number(part.text("port")),
        part.text("targetPort"),
        _number(part.text("nodePort")),
        part.text("protocol"),
        _inside(line.guards, outer),
        part.active,
        number.location(),
        uses(line.uses),
    )
