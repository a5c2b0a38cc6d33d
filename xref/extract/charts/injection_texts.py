"""Rendered ConfigMaps -> the texts in them, of which each line knows its place in the chart.

First step from a rendering to what is injected. A text that comes from a file of the chart has the
places of that file.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby, pairwise

from xref.extract.charts.chart import Chart
from xref.extract.charts.lines import Line, Text
from xref.extract.files import Files
from xref.template.run import Encoded
from xref.yamltree import Node, YamlError, documents

_CANDIDATE = re.compile(r"""^[ ]+["']?(?:config|mesh)["']?:[ ]*[|>"']""", re.M)
_SEPARATOR = re.compile(r"^---(\s|$)")
_KIND = re.compile(r"^kind:\s*[\"']?ConfigMap\b")
_QUOTED = re.compile(r"[\"`]([^\"`]+)[\"`]")


@dataclass(frozen=True, slots=True)
class ConfigMap:
    """A ConfigMap of a chart: the text it was read from, and its ``data``.

    ``encoded`` is what its template prints as JSON.
    """

    chart: Chart
    text: Text
    data: Node
    active: bool
    enabled_by: str
    encoded: tuple[Encoded, ...] = ()

    def block(self, key: str) -> Text | None:
        """The text under a key, None if there is none."""
        node = self.data.get(key)
        return block(self.text, node) if node is not None and node.kind == "scalar" else None


def may_configure(rendered: str) -> bool:
    """Whether a rendered text may hold what an injector is configured with."""
    return "ConfigMap" in rendered and _CANDIDATE.search(rendered) is not None


def config_maps(text: Text) -> Iterator[tuple[Text, Node]]:
    """The ConfigMaps of a text, each with its ``data``; those that are no YAML are left out."""
    starts = [0, *(n for n, line in enumerate(text.lines) if _SEPARATOR.match(line.text))]
    starts.append(len(text.lines))
    for start, end in pairwise(starts):
        lines = text.lines[start:end]
        if not any(_KIND.match(line.text) for line in lines):
            continue
        try:
            node = next(documents(joined(lines)), None)
        except YamlError:
            continue  # the rendering tells
        data = node.get("data") if node is not None else None
        if data is not None:
            ghosts = [(at - start, ghost) for at, ghost in text.ghosts if start < at <= end]
            yield Text(lines, ghosts), data


def joined(lines: Iterable[Line]) -> str:
    """The lines as one text."""
    return "\n".join(line.text for line in lines)


def block(text: Text, node: Node) -> Text:
    """The lines of a scalar, which was read from a text; of a literal block with its ghosts."""
    content = node.value.rstrip("\n").split("\n")
    header = text.lines[node.line]
    if not header.text[node.column :].startswith("|"):
        return Text([header._replace(text=part, source=header.source) for part in content])
    first = node.line + 1
    lines = text.lines[first : first + len(content)]
    indent = next(
        (len(own.text) - len(part) for own, part in zip(lines, content, strict=False) if part), 0
    )
    made = [line._replace(text=part) for line, part in zip(lines, content, strict=False)]
    ghosts = [
        (at - first, inner)
        for at, ghost in text.ghosts
        if first <= at <= first + len(content)
        for inner in [_outdented(ghost, indent)]
        if inner is not None
    ]
    return Text(made, ghosts)


def _outdented(text: Text, indent: int) -> Text | None:
    """The text without the indentation, None if one of its lines has less."""
    if any(line.text[:indent].strip() for line in text.lines):
        return None
    lines = [line._replace(text=line.text[indent:]) for line in text.lines]
    inner = [(at, _outdented(ghost, indent)) for at, ghost in text.ghosts]
    return Text(lines, [(at, ghost) for at, ghost in inner if ghost is not None])


@dataclass(slots=True)
class Sources:
    """Finds the lines of a chart's own files in what was rendered from them."""

    files: Files
    _known: dict[str, tuple[list[str], dict[str, list[int]]]] = field(default_factory=dict)

    def traced(self, text: Text, chart: Chart) -> Text:
        """The text with the places of the files that actions put in as a whole."""
        lines: list[Line] = []
        for _, group in groupby(text.lines, key=lambda line: (line.file, line.line)):
            run = list(group)
            path = self._named(run[0].source, chart) if len(run) > 1 else ""
            lines += self._placed(run, path) if path else run
        return Text(lines, text.ghosts)

    def _named(self, source: str, chart: Chart) -> str:
        """The file of the chart that an action names, "" if none."""
        if not source.lstrip().startswith("{{"):
            return ""
        paths = (f"{chart.folder}/{name}" for name in _QUOTED.findall(source))
        return next((path for path in paths if self.files.has(path)), "")

    def _placed(self, run: list[Line], path: str) -> Iterator[Line]:
        lines, places = self._lines(path)
        at = 0
        for line in run:
            found = places.get(line.text.strip(), [])
            next_one = bisect_left(found, at)
            if next_one == len(found):
                yield line
                continue
            at = found[next_one] + 1
            place = self.files.location(path, at)
            yield line._replace(file=place.file, line=at, source=lines[at - 1])

    def _lines(self, path: str) -> tuple[list[str], dict[str, list[int]]]:
        if path not in self._known:
            content = (self.files.read(path) or b"").decode("utf-8", "replace")
            lines = content.split("\n")
            places: dict[str, list[int]] = {}
            for number, line in enumerate(lines):
                places.setdefault(line.strip(), []).append(number)
            self._known[path] = lines, places
        return self._known[path]
