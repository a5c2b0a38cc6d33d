"""What an injector puts into a user's pod: the rendered injection template as a workload.

A chart renders the template into a ConfigMap, and the injector executes it when a pod comes along;
what pod and what mesh are taken for that is told in ``injection_data``. The ConfigMap is found by
what it holds: ``config`` with a ``template`` or ``templates``, beside the chart's ``values``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace

from xref.deployment import ValueUse, Workload
from xref.extract.bootstrapmesh import MeshDefault, proxy_defaults
from xref.extract.charts.injection_data import Message, mesh_messages, pod_data
from xref.extract.charts.injection_render import Parser, Rendition
from xref.extract.charts.injection_texts import ConfigMap, Sources, block, joined
from xref.extract.charts.injection_values import (
    Reads,
    injected_values,
    named_paths,
)
from xref.extract.charts.lines import Text
from xref.extract.charts.manifests import Manifest, fragment
from xref.extract.charts.meshconfig import Config, config_defaults
from xref.extract.charts.workloads import workload_of
from xref.extract.files import Files
from xref.model import Diagnostic, Location
from xref.template.values import Unknown
from xref.yamltree import Node, YamlError, data, documents

POD = "injected-pod"
"""The name of the workload that stands for a user's pod."""

_USUAL = ("sidecar",)  # the templates for a pod that asks for none, where the chart names none
_CHOICE = "inject.istio.io/templates"
_OBJECTS = re.compile(r"^kind:", re.M)

Uses = Callable[[tuple[str, ...]], tuple[ValueUse, ...]]


@dataclass(frozen=True, slots=True)
class _Template:
    """A template of an injector. ``usual``: a pod gets it without asking for it by its name.
    ``objects``: it is not for pods, but of whole objects that the control plane itself deploys.
    """

    name: str
    text: Text
    usual: bool
    objects: bool = False

    @property
    def pod(self) -> str:
        """The name of the pod that stands for those which get this template."""
        return POD if self.usual else f"{POD}-{self.name}"


@dataclass(frozen=True, slots=True)
class _Setting:
    """What templates of a chart are executed with, and where diagnostics go."""

    source: ConfigMap
    mesh: Message | Unknown
    proxy: Message | Unknown
    values: object
    uses: Uses
    problems: list[Diagnostic]
    reads: Reads


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
        self,
        maps: Iterable[ConfigMap],
        uses: Uses,
        problems: list[Diagnostic],
        reads: Reads,
    ) -> list[Workload]:
        """The pods of the injectors that a rendering configures; problems are added to the list,
        and to ``reads`` what the templates read.

        The first of an injector is the example pod; then come pods that ask for other templates,
        which are not active.
        """
        listed = list(maps)
        found: list[Workload] = []
        for source in listed:
            config = source.block("config")
            templates = self._templates(config, source) if config is not None else []
            if templates:
                told = problems if source.active else []
                mesh, proxy = self._mesh(_mesh_text(source, listed), told)
                values = injected_values(source, told, reads)
                setting = _Setting(source, mesh, proxy, values, uses, told, reads)
                found += _gathered([self._pod(each, setting) for each in templates])
        return found

    def _templates(self, config: Text, source: ConfigMap) -> list[_Template]:
        """The templates of a configuration; the only one of an older release is usual."""
        if self._sources is None:
            self._sources = Sources(self.files)
        config = self._sources.traced(config, source.chart)
        node = _node(config, [])
        if node is None:
            return []
        several, only = node.get("templates"), node.get("template")
        if several is None:
            single = only is not None and only.kind == "scalar" and not only.absent
            return [_Template("", block(config, only), True)] if only and single else []
        listed = node.get("defaultTemplates")
        usual = [str(item.value) for item in (listed.items() if listed else ())] or _USUAL
        found = [
            _Template(
                str(key.value),
                block(config, text),
                key.value in usual,
                _OBJECTS.search(text.value) is not None,
            )
            for key, text in several.pairs()
            if text.kind == "scalar"
        ]
        return sorted(found, key=lambda each: not each.usual)

    def _pod(self, template: _Template, setting: _Setting) -> Workload | None:
        source = setting.source
        told = setting.problems if template.usual else []
        given = pod_data(setting.mesh, setting.proxy, setting.values)
        rendition = Rendition(self._parser, given, told)
        text = rendition.text(template.text) if not template.objects else None
        setting.reads.read |= rendition.read
        if not rendition.complete:
            setting.reads.read.update(named_paths(joined(template.text.lines), given["Values"]))
        pod = fragment(text, source.active and template.usual, told) if text is not None else None
        if pod is None or pod.node.kind != "map":
            return None
        enabled_by = source.enabled_by if template.usual else f"{_CHOICE}: {template.name}"
        made = workload_of(_as_pod(pod, template.pod), source.chart.name, enabled_by, setting.uses)
        return made if made is not None and made.containers else None

    def _mesh(
        self, text: Text | None, problems: list[Diagnostic]
    ) -> tuple[Message | Unknown, Message | Unknown]:
        """The mesh and proxy configuration: what the chart renders, over Go's defaults."""
        if self._defaults is None:
            ports = proxy_defaults(self.files).ports if self.ports is None else self.ports
            self._defaults = config_defaults(self.files, ports)
        node = _node(text, problems) if text is not None else None
        if text is None or node is None or node.kind != "map":
            unknown = Unknown("the chart renders no mesh configuration")
            return unknown, unknown
        return mesh_messages(
            self._defaults, node, {n: line.uses for n, line in enumerate(text.lines) if line.uses}
        )


def _gathered(pods: Iterable[Workload | None]) -> list[Workload]:
    """The pods by their names: one for which several templates are usual gets all containers."""
    found: dict[str, Workload] = {}
    for pod in pods:
        if pod is not None:
            first = found.get(pod.name)
            found[pod.name] = (
                pod
                if first is None
                else replace(first, containers=first.containers + pod.containers)
            )
    return list(found.values())


def _mesh_text(source: ConfigMap, maps: Iterable[ConfigMap]) -> Text | None:
    """The mesh configuration for an injector: of its own chart, else of any."""
    found = [(each.chart.folder != source.chart.folder, each.block("mesh")) for each in maps]
    known = [(other, text) for other, text in found if text is not None]
    return min(known, key=lambda each: each[0])[1] if known else None


def _node(text: Text, problems: list[Diagnostic]) -> Node | None:
    try:
        node = next(documents(joined(text.lines)), None)
        data(node)  # raises for aliases that make too many nodes to walk through
        return node
    except YamlError as error:
        line = text.lines[min(error.line, len(text.lines)) - 1]
        problems.append(Diagnostic(f"no YAML comes of it: {error}", Location(line.file, line.line)))
        return None


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
