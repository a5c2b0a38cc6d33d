"""Profiles of Istio's operator: which components a release installs, by which charts and values.

Since there is no umbrella chart, ``default`` and ``demo`` are documents of kind IstioOperator.
Which chart a component stands for is written in the operator's own sources. What the operator
patches on afterwards (environment, resources, probes, scaling) changes no command line, and is left
aside.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from xref.extract.charts.chart import Chart, Charts, Document
from xref.extract.charts.values import at, merged
from xref.extract.files import Files
from xref.model import Diagnostic, Role
from xref.roles import role_of
from xref.versions import version_key
from xref.yamltree import Node, YamlError, documents

_PROFILE = re.compile(r"(?:.*/)?profiles/([\w.-]+)\.yaml\Z")
_CONFIG = re.compile(r"(?:.*/)?translateConfig-([\d.]+)\.yaml\Z")
_SOURCE = re.compile(r"(?:.*/)?operator/(?!.*(?:_test|\.gen|\.pb)\.go\Z).*\.go\Z")
_SUBFOLDER = re.compile(r'\bHelmSubdir:\s*"([^"]+)"')
_ROOT = re.compile(r'\bToHelmValuesTreeRoot:\s*"([^"]+)"')
_SPEC_NAME = re.compile(r'\bSpecName:\s*"(\w+)"')
_KEY = re.compile(r"(?:\w+\.)?(\w+):\s*\{\s*\Z")
# The values that say where parts of the control plane are; later releases know the first alone.
_NAMESPACES = (
    "istioNamespace",
    "configNamespace",
    "policyNamespace",
    "prometheusNamespace",
    "securityNamespace",
    "telemetryNamespace",
)
_CONSTANT = re.compile(r'^\s*(\w+)\s+(?:\w+\.)?\w*Name\s*=\s*"(\w+)"', re.M)


@dataclass(frozen=True, slots=True)
class Component:
    """A component: its key in profiles, its chart's folder below those of all charts, and the path
    in the chart's values that stands for it."""

    key: str
    subfolder: str
    root: str


@dataclass(frozen=True, slots=True)
class Part:
    """A chart of a profile: under which values it is rendered, and whether it is installed."""

    chart: Chart
    documents: tuple[Document, ...]
    active: bool
    enabled_by: str


def profile_paths(files: Files) -> dict[str, str]:
    """The profiles of the product by their names."""
    found: dict[str, str] = {}
    for path in sorted(files.paths(lambda path: _PROFILE.match(path) is not None)):
        match = _PROFILE.match(path)
        if match is not None and role_of(path) is Role.PRODUCT:
            data = files.read(path) or b""
            if re.search(rb"^kind:\s*IstioOperator\b", data, re.M):
                found.setdefault(match[1], path)
    return found


def components(files: Files, problems: list[Diagnostic]) -> list[Component]:
    """The components that the operator's sources tell of; none is a diagnostic."""
    found = list(_of_config(files)) or list(_of_sources(files))
    if not found:
        told = "no source tells which charts the components of a profile stand for"
        problems.append(Diagnostic(told))
    return found


def _of_config(files: Files) -> Iterator[Component]:
    paths = files.paths(lambda path: _CONFIG.match(path) is not None)
    configs = {match[1]: path for path in paths if (match := _CONFIG.match(path))}
    for version in sorted(configs, key=version_key)[-1:]:
        data = files.read(configs[version]) or b""
        try:
            nodes = list(documents(data.decode("utf-8", "replace")))
        except YamlError:
            return
        maps = nodes[0].get("componentMaps") if nodes else None
        for key, value in maps.pairs() if maps is not None else ():
            if value.text("HelmSubdir"):
                name = _first_lower(str(key.value))
                root = value.text("ToHelmValuesTreeRoot")
                yield Component(name, value.text("HelmSubdir"), root)


def _is_source(path: str) -> bool:
    return _SOURCE.match(path) is not None and role_of(path) is Role.PRODUCT


def _of_sources(files: Files) -> Iterator[Component]:
    paths = files.paths(_is_source)
    texts = [data.decode("utf-8", "replace") for _, data in files.read_all(paths)]
    constants = {name: value for text in texts for name, value in _CONSTANT.findall(text)}
    for text in texts:
        for found in _SUBFOLDER.finditer(text):
            opening = text.rfind("{", 0, found.start())
            block = text[opening : text.find("}", found.end())]
            spec, root = _SPEC_NAME.search(block), _ROOT.search(block)
            key = _KEY.search(text[max(0, opening - 200) : opening + 1])
            name = spec[1] if spec is not None else constants.get(key[1], "") if key else ""
            if name:
                yield Component(_first_lower(name), found[1], root[1] if root is not None else "")


def _first_lower(name: str) -> str:
    return name[:1].lower() + name[1:]


def parts(
    charts: Charts, roots: Iterable[Chart], known: Iterable[Component], paths: Iterable[str]
) -> list[Part]:
    """The charts of a profile; ``paths`` are its files, of which later ones prevail."""
    read = [charts.document(path) for path in paths]
    specs = [each for each in map(_spec, read) if each is not None]
    spec = merged([each.data for each in specs])
    common = [_shared(each) for each in specs]
    values = [_below(each, "values") for each in specs]
    found: list[Part] = []
    for component in known:
        chart = next((c for c in roots if f"/{c.folder}".endswith(f"/{component.subfolder}")), None)
        if chart is None:
            continue
        setting, condition, ports = _enabled(spec, component.key)
        own = _nested(component.root, {"enabled": setting, **ports})
        switches = Document("", None, own | _cni(component, setting))
        given = [*common, switches, *values]
        if component.root and "." not in component.root and component.root == component.key:
            given += [_below(each, component.root) for each in values if _is_flat(chart)]
        found.append(Part(chart, tuple(given), setting, condition))
    return found


def _spec(document: Document) -> Document | None:
    node = document.node.get("spec") if document.node is not None else None
    data = document.data.get("spec")
    return replace(document, node=node, data=data) if isinstance(data, dict) else None


def _below(document: Document, key: str) -> Document:
    node = document.node.get(key) if document.node is not None else None
    data = document.data.get(key)
    return replace(document, node=node, data=data if isinstance(data, dict) else {})


def _shared(spec: Document) -> Document:
    """The values that every chart gets of a profile besides its ``values``."""
    pairs = {str(k.value): (k, v) for k, v in (spec.node.pairs() if spec.node is not None else ())}
    data: dict[str, Any] = {"global": dict.fromkeys(_NAMESPACES, "istio-system")}
    inner = [pairs[key] for key in ("hub", "tag") if key in pairs]
    data["global"] |= {k: spec.data[k] for k in ("hub", "tag") if k in spec.data}
    outer = [pairs[key] for key in ("meshConfig", "revision") if key in pairs]
    data |= {k: spec.data[k] for k in ("meshConfig", "revision") if k in spec.data}
    return replace(spec, node=_map([*outer, *_under("global", inner)]), data=data)


def _map(pairs: list[tuple[Node, Node]]) -> Node | None:
    return Node("map", pairs, pairs[0][0]) if pairs else None


def _under(key: str, pairs: list[tuple[Node, Node]]) -> list[tuple[Node, Node]]:
    inner = _map(pairs)
    return [] if inner is None else [(Node("scalar", key, inner, True), inner)]


def _nested(path: str, value: dict[str, Any]) -> dict[str, Any]:
    for key in reversed(path.split(".") if path else []):
        value = {key: value}
    return value


def _cni(component: Component, setting: bool) -> dict[str, Any]:
    """The sidecar injector asks for the CNI plugin by a name of its own."""
    return {"istio_cni": {"enabled": setting}} if component.key == "cni" else {}


def _enabled(spec: dict[str, Any], key: str) -> tuple[bool, str, dict[str, Any]]:
    """Whether a profile installs a component, where it says so, and the ports that it gives it."""
    for group in ("components", "addonComponents"):
        found = at(spec, f"{group}.{key}")
        if isinstance(found, list):
            for item in found:
                if isinstance(item, dict) and item.get("enabled"):
                    return True, f"{group}.{key}.enabled", _gateway(item)
            return False, f"{group}.{key}.enabled", {}
        if isinstance(found, dict):
            return bool(found.get("enabled")), f"{group}.{key}.enabled", {}
    return False, f"components.{key}.enabled", {}


def _gateway(item: dict[str, Any]) -> dict[str, Any]:
    ports = at(item, "k8s.service.ports")
    given = {"name": item.get("name"), "labels": item.get("label"), "ports": ports}
    return {key: value for key, value in given.items() if value}


def _is_flat(chart: Chart) -> bool:
    """Whether the chart's own values have no map of its name to hold them."""
    return not isinstance(chart.values.data.get(chart.key), dict)
