"""The renderings of a release under default and demo values, or those that a user gives.

The door of this package. A release has one chart that holds all others, or profiles that choose
among its charts, or just charts.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Protocol

from xref.deployment import Rendering
from xref.extract.bootstrapmesh import MeshDefault
from xref.extract.charts import profiles
from xref.extract.charts.chart import Chart, Charts, Document
from xref.extract.charts.composition import demo_files, umbrella
from xref.extract.charts.injection import Injection
from xref.extract.charts.rendering import Given, Renderer
from xref.extract.files import Files
from xref.extract.makefile import Makefile, read_makefiles
from xref.model import Diagnostic

DEFAULT, DEMO = "default", "demo"
# What Istio's documents install it as.
_RELEASE, _NAMESPACE = "istio", "istio-system"


@dataclass(frozen=True, slots=True)
class Choice:
    """Values that a user gives on top of the release's own set ``base`` (``default`` or ``demo``).

    ``documents`` are the user's files, of which later ones prevail; ``settings`` prevail over all.
    ``name`` is what the rendering is called.
    """

    name: str
    base: str = DEFAULT
    documents: tuple[Document, ...] = ()
    settings: dict[str, Any] = field(default_factory=dict)


class _Installer(Protocol):
    """One way in which releases are installed."""

    def sets(self) -> Sequence[str]:
        """The names of the release's own sets of values."""

    def render(self, choice: Choice) -> Rendering:
        """What a set gives with what the user adds."""


def renderings_of(
    files: Files, ports: Sequence[MeshDefault] | None = None
) -> tuple[list[Rendering], list[Diagnostic]]:
    """What a release's charts give under its default and its demo values, and what went wrong.

    ``ports`` are those of ``proxy_defaults``, None to have them read where they are needed.
    """
    charts = Charts(files)
    installer = _installer(charts, Injection(files, ports))
    return [installer.render(Choice(name, name)) for name in installer.sets()], charts.problems


def rendering_of(files: Files, choice: Choice) -> Rendering | None:
    """What a release's charts give under a user's values; None if it has no such set or no chart.

    What went wrong is among the rendering's diagnostics.
    """
    charts = Charts(files)
    installer = _installer(charts, Injection(files))
    if choice.base not in installer.sets():
        return None
    found = installer.render(choice)
    return replace(found, diagnostics=(*charts.problems, *found.diagnostics))


def _installer(charts: Charts, injection: Injection) -> _Installer:
    roots = charts.roots()
    known = _Renderers(charts, injection)
    whole = umbrella(roots)
    if whole is not None:
        return _Umbrella(known, whole, read_makefiles(charts.files))
    paths = profiles.profile_paths(charts.files)
    return _Profiles(known, roots, paths) if DEFAULT in paths else _Loose(known, roots)


@dataclass(slots=True)
class _Renderers:
    """A renderer for each chart, made when it is first asked for."""

    charts: Charts
    injection: Injection
    made: dict[str, Renderer] = field(default_factory=dict)

    def of(self, chart: Chart) -> Renderer:
        if chart.folder not in self.made:
            files = self.charts.files
            renderer = Renderer(chart, files, _RELEASE, _NAMESPACE, self.injection)
            self.charts.problems += renderer.problems
            self.made[chart.folder] = renderer
        return self.made[chart.folder]


class _Umbrella:
    """One chart with all others inside it."""

    def __init__(self, renderers: _Renderers, chart: Chart, makefile: Makefile) -> None:
        self._charts = renderers.charts
        self._renderer = renderers.of(chart)
        self._paths = {DEFAULT: (), DEMO: demo_files(chart, self._charts.files, makefile)}

    def sets(self) -> Sequence[str]:
        return [name for name, paths in self._paths.items() if paths or name == DEFAULT]

    def render(self, choice: Choice) -> Rendering:
        own = [self._charts.document(path) for path in self._paths[choice.base]]
        return self._renderer.render(Given(choice.name, (*own, *choice.documents), choice.settings))


class _Profiles:
    """Charts that a profile chooses; ``demo`` is a profile laid over ``default``."""

    def __init__(
        self, renderers: _Renderers, roots: Sequence[Chart], paths: dict[str, str]
    ) -> None:
        self._charts = charts = renderers.charts
        self._roots = roots
        self._paths = paths
        self._known = profiles.components(charts.files, charts.problems)
        self._renderers = renderers

    def sets(self) -> Sequence[str]:
        return [name for name in (DEFAULT, DEMO) if name in self._paths]

    def render(self, choice: Choice) -> Rendering:
        used = tuple(self._paths[name] for name in dict.fromkeys((DEFAULT, choice.base)))
        parts: list[Rendering] = []
        for part in profiles.parts(self._charts, self._roots, self._known, used):
            given = Given(choice.name, (*part.documents, *choice.documents), choice.settings)
            renderer = self._renderers.of(part.chart)
            parts.append(renderer.render(given, part.active, part.enabled_by))
        theirs = tuple(document.path for document in choice.documents)
        return _joined(choice.name, (*used, *theirs), parts)


class _Loose:
    """Charts that nothing holds together: each under its own defaults."""

    def __init__(self, renderers: _Renderers, roots: Sequence[Chart]) -> None:
        self._roots = roots
        self._renderers = renderers

    def sets(self) -> Sequence[str]:
        return [DEFAULT] if self._roots else []

    def render(self, choice: Choice) -> Rendering:
        given = Given(choice.name, choice.documents, choice.settings)
        parts = [self._renderers.of(chart).render(given) for chart in self._roots]
        return _joined(choice.name, tuple(d.path for d in choice.documents), parts)


def _joined(name: str, files: tuple[str, ...], parts: Iterable[Rendering]) -> Rendering:
    """Several charts' renderings under the same values as one."""
    listed = list(parts)
    values = {value.path: value for part in listed for value in part.values}
    read = {value.path for part in listed for value in part.values if value.read}
    return Rendering(
        name,
        files,
        tuple(workload for part in listed for workload in part.workloads),
        tuple(service for part in listed for service in part.services),
        tuple(replace(value, read=value.path in read) for value in values.values()),
        tuple(problem for part in listed for problem in part.diagnostics),
    )
