"""Chart values: merged as helm merges them, and the line of the file that sets each.

A path is that of the root chart (``pilot.image`` for the chart ``pilot``'s own ``image``), written
as ``template.values`` does: ``gateways.ingress.ports[0]``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from xref.extract.charts.chart import Chart, Document
from xref.extract.files import Files
from xref.model import Location
from xref.template.values import child_path
from xref.yamltree import Node

Values = dict[str, Any]
Places = dict[str, Location]


def coalesce(high: Values, low: Values) -> Values:
    """``high`` laid over ``low``, map by map. A null in ``high`` takes away what ``low`` has."""
    made = dict(low)
    for key, value in high.items():
        below = low.get(key)
        if value is None and key in low:
            made.pop(key)
        elif isinstance(value, dict) and isinstance(below, dict):
            made[key] = coalesce(value, below)
        else:
            made[key] = value
    return made


def merged(layers: Sequence[Values]) -> Values:
    """Values files laid over one another, the last on top. A null stays, to take away defaults."""
    made: Values = {}
    for layer in layers:
        made = _over(layer, made)
    return made


def _over(high: Values, low: Values) -> Values:
    made = dict(low)
    for key, value in high.items():
        below = made.get(key)
        both = isinstance(value, dict) and isinstance(below, dict)
        made[key] = _over(value, below) if both else value  # type: ignore[arg-type]
    return made


def effective(chart: Chart, given: Values) -> Values:
    """A chart's values with those of the charts inside it, below what the user gives."""
    made = coalesce(given, chart.values.data)
    for child in chart.children:
        own = made.get(child.key)
        own = own if isinstance(own, dict) else {}
        shared = made.get("global")
        if isinstance(shared, dict):
            around = own.get("global")
            own = own | {"global": _over(shared, around if isinstance(around, dict) else {})}
        made[child.key] = effective(child, own)
    return made


def switched_on(chart: Chart, child: Chart, values: Values) -> bool:
    """Whether a chart inside is used: by the first of its conditions that is set, or its tags."""
    dependency = next((d for d in chart.dependencies if (d.alias or d.name) == child.key), None)
    if dependency is None:
        return True
    for condition in dependency.condition.split(","):
        found = at(values, condition.strip())
        if isinstance(found, bool):
            return found
    switches = values.get("tags")
    tags = [switches.get(tag) for tag in dependency.tags] if isinstance(switches, dict) else []
    known = [tag for tag in tags if isinstance(tag, bool)]
    return any(known) if known else True


def at(values: Values, path: str) -> Any:
    """The value at a path of keys, None where there is none."""
    found: Any = values
    for key in path.split("."):
        if not isinstance(found, dict):
            return None
        found = found.get(key)
    return found


def places(chart: Chart, given: Sequence[Document], files: Files) -> Places:
    """The line that sets each value, by path: of the file that prevails."""
    found: Places = {}
    _of_chart(chart, "", files, found)
    for document in given:
        _of_document(document, "", files, found)
    return found


def _of_chart(chart: Chart, prefix: str, files: Files, found: Places) -> None:
    for child in chart.children:
        _of_chart(child, child_path(prefix, child.key), files, found)
    _of_document(chart.values, prefix, files, found)


def _of_document(document: Document, prefix: str, files: Files, found: Places) -> None:
    if document.node is None:
        return
    for key, value in document.node.pairs():
        # What is global is the same for all charts; a chart's own default of it has no other path.
        shared = key.value == "global"
        for path, line in _lines(key, value, "" if shared else prefix):
            if not (shared and prefix and path in found):
                found[path] = files.location(document.path, line)


def _lines(key: Node, value: Node, prefix: str) -> Iterator[tuple[str, int]]:
    stack = [(child_path(prefix, str(key.value)), key.line, value)]
    while stack:
        path, line, node = stack.pop()
        yield path, line + 1
        stack += [(child_path(path, str(k.value)), k.line, v) for k, v in node.pairs()]
        stack += [(f"{path}[{n}]", item.line, item) for n, item in enumerate(node.items())]


def leaves(values: Mapping[str, Any], skipped: frozenset[str]) -> Iterator[tuple[str, Any]]:
    """The scalars, empty maps and empty lists in values by path, without the paths ``skipped``."""
    for key, value in values.items():
        yield from _leaves(child_path("", key), value, skipped)


def _leaves(path: str, value: Any, skipped: frozenset[str]) -> Iterator[tuple[str, Any]]:
    if path in skipped:
        return
    if isinstance(value, dict) and value:
        for key, below in value.items():
            yield from _leaves(child_path(path, key), below, skipped)
    elif isinstance(value, list) and value:
        for number, below in enumerate(value):
            yield from _leaves(f"{path}[{number}]", below, skipped)
    else:
        yield path, value
