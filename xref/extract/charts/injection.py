"""What an injector puts into a user's pod: the rendered injection template as a workload of its own.

A chart renders the template into a ConfigMap, and the injector executes it when a pod comes along; what
pod and what mesh are taken for that is told in ``injection_data``. The ConfigMap is found by what it
holds: ``config`` with a ``template`` or ``templates``, beside the chart's ``values``.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace

from xref.deployment import ValueUse, Workload
from xref.extract.bootstrapmesh import MeshDefault, proxy_defaults
from xref.extract.charts.injection_data import Message, mesh_messages, pod_data
from xref.extract.charts.injection_render import Parser, Rendition
from xref.extract.charts.injection_texts import ConfigMap, Sources, block, joined
from xref.extract.charts.lines import Text
from xref.extract.charts.manifests import Manifest, fragment
from xref.extract.charts.meshconfig import Config, config_defaults
from xref.extract.charts.workloads import workload_of
from xref.extract.files import Files
from xref.extract.yamltree import Node, YamlError, documents
from xref.model import Diagnostic, Location
from xref.template.values import Unknown

POD = "injected-pod"
"""The name of the workload that stands for a user's pod."""

_USUAL = ("sidecar",)  # the templates for a pod that asks for none, where the chart names none
_CHOICE = "inject.istio.io/templates"

Uses = Callable[[tuple[str, ...]], tuple[ValueUse, ...]]


@dataclass(slots=True)
class Injection:
    """Injects into the example pod. What it reads of the tree is read once for all renderings.

    ``ports`` are those of ``proxy_defaults``, None to have them read here.
    """

    files: Files
    ports: Sequence[MeshDefault] | None = None
    _parser: Parser = field(default_factory=Parser)
    _defaults: tuple[Config, Config] | None = None
    _sources: Sources | None = None

    def injected(
        self, maps: Iterable[ConfigMap], uses: Uses, problems: list[Diagnostic]
    ) -> list[Workload]:
        """The pods of the injectors that a rendering configures; problems are added to the list."""
        listed = list(maps)
        found: list[Workload] = []
        for each in listed:
            config = each.block("config")
            if config is not None:
                found += self._of(each, config, _mesh(each, listed), uses, problems)
        return found

    def _of(
        self,
        source: ConfigMap,
        config: Text,
        mesh: Text | None,
        uses: Uses,
        problems: list[Diagnostic],
    ) -> list[Workload]:
        if self._sources is None:
            self._sources = Sources(self.files)
        config = self._sources.traced(config, source.chart)
        node = _node(config, [])
        if node is None:
            return []
        templates = _templates(node)
        if not templates:
            return []
        told = problems if source.active else []
        data = pod_data(*self._mesh(mesh, told), _values(source, told))
        usual = _usual(node, templates)
        found: list[Workload] = []
        for name in usual:
            rendition = Rendition(self._parser, data, told)
            text = rendition.text(block(config, templates[name]))
            pod = fragment(text, source.active, told) if text is not None else None
            if pod is not None:
                made = workload_of(_as_pod(pod, POD), source.chart.name, source.enabled_by, uses)
                found += [made] if made is not None else []
        if not found:
            return []
        # A pod for which several templates are usual gets the containers of all.
        containers = tuple(each for workload in found for each in workload.containers)
        return [replace(found[0], containers=containers)]

    def _mesh(
        self, mesh: Text | None, problems: list[Diagnostic]
    ) -> tuple[Message | Unknown, Message | Unknown]:
        if self._defaults is None:
            ports = proxy_defaults(self.files).ports if self.ports is None else self.ports
            self._defaults = config_defaults(self.files, ports)
            if not self._defaults[0]:
                problems.append(Diagnostic("no Go code makes a mesh configuration with defaults"))
        node = _node(mesh, problems) if mesh is not None else None
        if mesh is None or node is None:
            unknown = Unknown("the chart renders no mesh configuration")
            return unknown, unknown
        return mesh_messages(
            self._defaults, node, {n: line.uses for n, line in enumerate(mesh.lines) if line.uses}
        )


def _mesh(source: ConfigMap, maps: Iterable[ConfigMap]) -> Text | None:
    """The mesh configuration for an injector: of its own chart, else of any."""
    found = [(each.chart.folder != source.chart.folder, each.block("mesh")) for each in maps]
    known = [(other, text) for other, text in found if text is not None]
    return min(known, key=lambda each: each[0])[1] if known else None


def _node(text: Text, problems: list[Diagnostic]) -> Node | None:
    try:
        return next(documents(joined(text.lines)), None)
    except YamlError as error:
        line = text.lines[min(error.line, len(text.lines)) - 1]
        problems.append(Diagnostic(f"no YAML comes of it: {error}", Location(line.file, line.line)))
        return None


def _templates(config: Node) -> dict[str, Node]:
    """The templates of a configuration by name; the only one of an older release has none."""
    several = config.get("templates")
    pairs = several.pairs() if several is not None else []
    found = {str(key.value): node for key, node in pairs if node.kind == "scalar"}
    only = config.get("template")
    if not found and only is not None and only.kind == "scalar" and not only.absent:
        return {"": only}
    return found


def _usual(config: Node, templates: dict[str, Node]) -> list[str]:
    """The templates that a pod gets which asks for none."""
    if "" in templates:
        return [""]
    listed = config.get("defaultTemplates")
    names = [str(item.value) for item in (listed.items() if listed is not None else ())]
    return [name for name in names or _USUAL if name in templates]


def _values(source: ConfigMap, problems: list[Diagnostic]) -> object:
    """The chart's values as the injector gets them; none before charts hand them on."""
    text = source.block("values")
    if text is None:
        return Unknown("the chart hands no values on to the injector")
    try:
        return json.loads(joined(text.lines), parse_int=float)
    except (ValueError, RecursionError):
        line = text.lines[0]
        told = "the values for the injector are no JSON"
        problems.append(Diagnostic(told, Location(line.file, line.line)))
        return Unknown(told)


def _as_pod(found: Manifest, name: str) -> Manifest:
    """What a template gives, a pod's specification or a part of a pod, as a pod with a name."""
    node = found.node

    def pair(key: str, value: Node) -> tuple[Node, Node]:
        return Node("scalar", key, node, True), value

    spec = node.get("spec") or node
    own = node.get("metadata") if spec is not node else None
    kept = [each for each in (own.pairs() if own is not None else []) if each[0].value != "name"]
    meta = Node("map", [pair("name", Node("scalar", name, node, True)), *kept], node)
    kind = pair("kind", Node("scalar", "Pod", node, True))
    found.node = Node("map", [kind, pair("metadata", meta), pair("spec", spec)], node)
    return found
