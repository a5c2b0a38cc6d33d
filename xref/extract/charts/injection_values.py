"""The values that a chart hands on to its injector as JSON, and which of them anything reads.

Beside ``injection``. To be handed on is not to be read: what counts is what the injector's
templates read, by the paths that the values have in the chart.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from xref.extract.charts.injection_texts import ConfigMap, joined
from xref.model import Diagnostic, Location
from xref.template.run import Encoded
from xref.template.values import CONTAINERS, List, Map, Unknown, track

_READ = re.compile(r"\.Values((?:\.\w+)+)")


@dataclass(slots=True)
class Reads:
    """Which values the templates of a chart's injectors read.

    ``handed`` is the JSON that hands values to an injector, ``read`` are the paths that its
    templates read.
    """

    handed: list[Encoded] = field(default_factory=list)
    read: set[str] = field(default_factory=set)

    def of(self, encoded: Iterable[Encoded]) -> Iterator[str]:
        """All paths that are read, given all that the chart's templates print as JSON."""
        yield from self.read
        for each in encoded:
            if not any(each is one for one in self.handed):
                yield from each.read


def injected_values(source: ConfigMap, problems: list[Diagnostic], reads: Reads) -> Any:
    """The chart's values as the injector gets them; Unknown where a chart hands none on.

    What they are made of is added to ``reads``.
    """
    text = source.block("values")
    if text is None:
        return Unknown("the chart hands no values on to the injector")
    places = {(line.file, line.line) for line in text.lines}
    within = [each for each in source.encoded if (each.file, each.line) in places]
    try:
        found = json.loads(joined(text.lines), parse_int=float)
        return _sourced(track(found), within, reads)
    except (ValueError, RecursionError):
        line = text.lines[0]
        told = "the values for the injector are no JSON"
        problems.append(Diagnostic(told, Location(line.file, line.line)))
        return Unknown(told)


def _sourced(data: Any, within: list[Encoded], reads: Reads) -> Any:
    """The values, each part with the paths of what it is the JSON of; the rest is as it was."""
    if not isinstance(data, CONTAINERS):
        return data
    for each in within:
        if each.value == data:
            reads.handed.append(each)
            return _named(data, each.value)
    if isinstance(data, Map):
        for key, item in data.items():
            data[key] = _sourced(item, within, reads)
    return data


def _named(data: Any, source: Any) -> Any:
    """A value with the paths of one that is equal."""
    if isinstance(source, Map) and isinstance(data, Map):
        made = Map({key: _named(item, source[key]) for key, item in data.items()}, source.path)
        made.origins = {key: source.origin(key) for key in data}
        return made
    if isinstance(source, List) and isinstance(data, List):
        listed = List(map(_named, data, source), source.path)
        listed.origins = [source.origin(index) for index in range(len(data))]
        return listed
    return data


def named_paths(text: str, values: Any) -> Iterator[str]:
    """The paths in the chart of the values that a template's text names, with all below them."""
    for found in _READ.findall(text):
        value = values
        for name in found[1:].split("."):
            if not isinstance(value, Map):
                break
            yield from value.origin(name)
            value = value.get(name)
        yield from _below(value)


def _below(value: Any) -> Iterator[str]:
    waiting = [value]
    while waiting:
        each = waiting.pop()
        if isinstance(each, Map):
            yield from (path for key in each for path in each.origin(key))
            waiting += each.values()
        elif isinstance(each, List):
            yield from (path for index in range(len(each)) for path in each.origin(index))
            waiting += each
