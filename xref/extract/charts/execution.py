"""One template of a chart -> the workloads, Services and ConfigMaps that it gives.

Below ``rendering``, which gives it the data. What a template gave for an earlier release is taken
where nothing has changed that it hangs on, which is most of a chart from one release to the next.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial
from hashlib import blake2b

from xref.deployment import Service, ValueUse, Workload
from xref.extract.charts.chart import Chart
from xref.extract.charts.injection_texts import config_maps, may_configure
from xref.extract.charts.lines import Text, text_of
from xref.extract.charts.manifests import holds_manifests, manifests
from xref.extract.charts.values import Places
from xref.extract.charts.workloads import service_of, workload_of
from xref.extract.files import Files
from xref.model import Diagnostic, Location
from xref.template.nodes import Definition, Parsed
from xref.template.render import TemplateSet, render
from xref.template.run import Encoded
from xref.template.values import Map
from xref.yamltree import Node


@dataclass(frozen=True, slots=True)
class Template:
    """A template file, and helm's names of it and of the folder it lies in."""

    path: str
    name: str
    base: str
    parsed: Parsed


@dataclass(frozen=True, slots=True)
class Setting:
    """What all templates of a chart are executed with in one rendering.

    ``active`` tells that the chart is installed, ``enabled_by`` the values that decide it;
    ``state`` is a digest of all that they get, of the chart and of its values.
    """

    templates: TemplateSet
    set_by: Places
    chart: Chart
    active: bool
    enabled_by: str
    state: str


@dataclass(frozen=True, slots=True)
class Executed:
    """What a template gives. ``config_maps`` are texts with what is under ``data``.

    It hangs on ``called``, the definitions that it used by name, and on where the values are set
    that its lines use. ``changed``: it may have changed the data for the templates after it.
    """

    read: frozenset[str]
    encoded: tuple[Encoded, ...]
    config_maps: tuple[tuple[Text, Node], ...]
    workloads: tuple[Workload, ...]
    services: tuple[Service, ...]
    problems: tuple[Diagnostic, ...]
    called: Mapping[str, Definition | None]
    set_by: Mapping[str, Location | None]
    changed: bool


@dataclass(slots=True)
class _Uses:
    """The values at some paths with the lines that set them, of which it keeps note."""

    set_by: Places
    asked: dict[str, Location | None] = field(default_factory=dict)

    def __call__(self, paths: tuple[str, ...]) -> tuple[ValueUse, ...]:
        self.asked.update((path, self.set_by.get(path)) for path in paths)
        return tuple(ValueUse(path, self.asked[path]) for path in paths)


def state_of(chart: Chart, values: Map, files: Files, *others: object) -> str:
    """A digest of what a chart's templates get, ``others`` included."""
    own = [(path, files.blob(path)) for path in chart.readable]
    told = repr((chart.folder, chart.about, own, values.path, values, *others))
    return blake2b(told.encode("utf-8", "replace"), digest_size=16).hexdigest()


def execute(template: Template, data: Map, setting: Setting) -> Executed:
    """Execute a template; its changes stay in the data."""
    rendered = render(setting.templates, template.path, data)
    problems = list(rendered.diagnostics)
    text = "".join([piece.text for piece in rendered.pieces])
    configuring, holding = may_configure(text), holds_manifests(text)
    lines = text_of(rendered.pieces) if configuring or holding else Text([])
    uses = _Uses(setting.set_by)
    workloads: list[Workload] = []
    services: list[Service] = []
    for manifest in manifests(lines, setting.active, problems) if holding else ():
        workload = workload_of(manifest, setting.chart.name, setting.enabled_by, uses)
        if workload is not None:
            workloads.append(workload)
        service = service_of(manifest, setting.chart.name, uses)
        if service is not None:
            services.append(service)
    return Executed(
        rendered.read,
        rendered.encoded,
        tuple(config_maps(lines)) if configuring else (),
        tuple(workloads),
        tuple(services),
        tuple(problems) if setting.active else (),
        rendered.called,
        uses.asked,
        rendered.changed,
    )


def remembered(template: Template, data: Map, setting: Setting, files: Files) -> Executed:
    """The same, from an earlier release if it would be the same; for data as its chart had it."""
    definitions, set_by = setting.templates.templates, setting.set_by

    def holds(before: Executed) -> bool:
        return (
            not before.changed
            and all(definitions.get(name) is found for name, found in before.called.items())
            and all(set_by.get(path) == place for path, place in before.set_by.items())
        )

    make = partial(execute, template, data, setting)
    return files.memo.get("executed", template.name, setting.state, make, holds)
