"""Charts and values -> a rendering: workloads, Services, and which values are read.

Templates are parsed once and may be rendered under several sets of values.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from xref.deployment import Rendering, Service, Value, ValueUse, Workload
from xref.extract.charts import context
from xref.extract.charts.chart import Chart, Document
from xref.extract.charts.execution import (
    Executed,
    Setting,
    Template,
    execute,
    remembered,
    state_of,
)
from xref.extract.charts.injection import Injection
from xref.extract.charts.injection_texts import ConfigMap
from xref.extract.charts.injection_values import Reads
from xref.extract.charts.values import Places, effective, leaves, merged, places, switched_on
from xref.extract.files import Files
from xref.model import Diagnostic
from xref.template.errors import TemplateError
from xref.template.parser import parse
from xref.template.render import TemplateSet
from xref.template.run import Encoded
from xref.template.values import Map, child_path, track

_NOTES = "NOTES.txt"


@dataclass(frozen=True, slots=True)
class Given:
    """A set of values: its name, its files (later ones prevail), and what ``--set`` adds."""

    name: str
    documents: tuple[Document, ...] = ()
    settings: dict[str, Any] = field(default_factory=dict)


@dataclass(slots=True)
class Renderer:
    """Renders one chart with all that is inside it. ``problems`` are of the templates' syntax.

    ``injection`` adds what the chart's injector puts into a pod; the charts of a release share it.
    """

    chart: Chart
    files: Files
    release: str
    namespace: str
    injection: Injection
    problems: list[Diagnostic] = field(default_factory=list)
    _templates: dict[str, list[Template]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._parse(self.chart, self.chart.name)

    def _parse(self, chart: Chart, name: str) -> None:
        if chart.folder not in self._templates:
            found: list[Template] = []
            for path, data in self.files.read_all(chart.templates):
                text = data.decode("utf-8", "replace")
                helm_name = f"{name}{path[len(chart.folder) :]}"
                try:
                    parsed = self.files.kept("template", path, partial(parse, path, text))
                except TemplateError as error:
                    place = self.files.location(path, error.line)
                    self.problems.append(Diagnostic(error.message, place, path))
                else:
                    found.append(Template(path, helm_name, f"{name}/templates", parsed))
            # Helm goes through the templates backwards, the deepest first.
            found.sort(key=lambda each: (each.path.count("/"), each.path), reverse=True)
            self._templates[chart.folder] = found
        for child in chart.children:
            self._parse(child, f"{name}/charts/{child.key}")

    def render(self, given: Given, active: bool = True, enabled_by: str = "") -> Rendering:
        """What comes of the chart under a set of values; not ``active``: it is not installed."""
        documents = given.documents
        user = merged([*(document.data for document in documents), given.settings])
        values = effective(self.chart, user)
        set_by = places(self.chart, documents, self.files)
        one = _Pass(self, values, set_by)
        one.run(
            self.chart,
            _tracked(self.chart, values, ""),
            "",
            active,
            enabled_by,
            self._set(self.chart, values),
        )
        reads = Reads()
        one.workloads += self.injection.injected(one.config_maps, one.uses, one.problems, reads)
        one.read.update(reads.of(one.encoded))
        return Rendering(
            given.name,
            tuple(dict.fromkeys(document.path for document in documents if document.path)),
            tuple(one.workloads),
            tuple(one.services),
            tuple(_values(self.chart, values, set_by, one.read)),
            tuple(one.problems),
        )

    def _set(self, chart: Chart, values: dict[str, Any]) -> TemplateSet:
        """All templates under the names that may call them; a chart that is switched off yields."""
        off: list[Template] = []
        on: list[Template] = []

        def gather(chart: Chart, active: bool) -> None:
            (on if active else off).extend(self._templates[chart.folder])
            for child in chart.children:
                gather(child, active and switched_on(chart, child, values))

        gather(chart, True)
        made = TemplateSet()
        for each in (*off, *on):
            made.add(each.parsed)
            made.templates[each.name] = each.parsed.main
        return made


@dataclass(slots=True)
class _Pass:
    """One rendering under way."""

    renderer: Renderer
    values: dict[str, Any]
    set_by: Places
    workloads: list[Workload] = field(default_factory=list)
    services: list[Service] = field(default_factory=list)
    config_maps: list[ConfigMap] = field(default_factory=list)
    problems: list[Diagnostic] = field(default_factory=list)
    read: set[str] = field(default_factory=set)
    encoded: list[Encoded] = field(default_factory=list)
    changed: bool = False

    def run(
        self,
        chart: Chart,
        values: Map,
        prefix: str,
        active: bool,
        enabled_by: str,
        templates: TemplateSet,
    ) -> None:
        """Render a chart and those inside it."""
        renderer, files = self.renderer, self.renderer.files
        release = renderer.release, renderer.namespace
        data = context.context(chart, values, files, *release)
        state = state_of(chart, values, files, *release, active, enabled_by)
        setting = Setting(templates, self.set_by, chart, active, enabled_by, state)
        for each in renderer._templates[chart.folder]:
            name = each.path.rpartition("/")[2]
            if not name.startswith("_") and name != _NOTES:
                context.template(data, each.name, each.base)
                found = (
                    execute(each, data, setting)
                    if self.changed  # by a template before, and nobody knows what
                    else remembered(each, data, setting, files)
                )
                self._add(found, data, setting)
        for child in chart.children:
            below = values.get(child.key)
            if not isinstance(below, Map):
                continue
            dependency = next(
                (d for d in chart.dependencies if (d.alias or d.name) == child.key), None
            )
            condition = dependency.condition if dependency is not None else ""
            self.read.update(path.strip() for path in condition.split(","))
            on = active and switched_on(chart, child, self.values)
            self.run(child, below, child_path(prefix, child.key), on, condition, templates)

    def _add(self, found: Executed, data: Map, setting: Setting) -> None:
        self.changed = self.changed or found.changed
        self.read |= found.read
        # To print all values at once is to read none of them.
        self.encoded += (e for e in found.encoded if e.value is not data.get("Values"))
        chart, active, enabled_by = setting.chart, setting.active, setting.enabled_by
        self.config_maps += (
            ConfigMap(chart, text, node, active, enabled_by, found.encoded)
            for text, node in found.config_maps
        )
        self.workloads += found.workloads
        self.services += found.services
        self.problems += found.problems

    def uses(self, paths: tuple[str, ...]) -> tuple[ValueUse, ...]:
        """The values at some paths, with the lines that set them."""
        return tuple(ValueUse(path, self.set_by.get(path)) for path in paths)


def _tracked(chart: Chart, values: dict[str, Any], path: str) -> Map:
    """Values that know their paths; what is global has the same ones in all charts."""
    children = {child.key: child for child in chart.children}
    made = Map(path=path)
    for key, value in values.items():
        if key in children and isinstance(value, dict):
            made[key] = _tracked(children[key], value, child_path(path, key))
        else:
            made[key] = track(value, key if key == "global" else child_path(path, key))
    return made


def _values(
    chart: Chart, values: dict[str, Any], set_by: Places, read: Iterable[str]
) -> Iterable[Value]:
    known = frozenset(read)
    for path, value in leaves(values, frozenset(_copies(chart, ""))):
        place = set_by.get(path)
        if place is not None:
            yield Value(path, _text(value), place, path in known)


def _copies(chart: Chart, prefix: str) -> Iterable[str]:
    """The paths at which charts inside have their copies of what is global."""
    for child in chart.children:
        inner = child_path(prefix, child.key)
        yield f"{inner}.global"
        yield from _copies(child, inner)


def _text(value: Any) -> str:
    """A value as YAML writes it in a line."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return value if isinstance(value, str) else json.dumps(value)
