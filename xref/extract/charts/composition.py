"""Which chart a release is deployed by, and which values files make its ``demo``.

An umbrella chart holds all others as charts inside it. The demo's values are those that the
release's own makefile gives to helm, in its order, or else the one file that is named after it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from xref.extract.charts.chart import Chart
from xref.extract.files import Files
from xref.extract.makefile import Makefile

_VALUES = re.compile(r"(?:--values|-f)[ =]+([^\s;|>]+)")
_DEMO = re.compile(r"(?:.*[-/])?demo\.ya?ml\Z")


def umbrella(roots: Iterable[Chart]) -> Chart | None:
    """The chart that holds the most others, None if no chart holds any."""
    found = [chart for chart in roots if chart.children]
    return max(found, key=lambda chart: len(chart.children), default=None)


def demo_files(chart: Chart, files: Files, makefile: Makefile) -> tuple[str, ...]:
    """The values files of the chart's demo, in the order in which later ones prevail."""
    for target in sorted(target for target in makefile.rules if _DEMO.match(target)):
        text = "\n".join(line.text for line in makefile.commands(target))
        given = [makefile.path(word) for word in _VALUES.findall(text)]
        found = tuple(path for path in given if path is not None and files.has(path))
        if found and any(path.startswith(f"{chart.folder}/") for path in found):
            return found
    named = [path for path in chart.others if _DEMO.match(path.rpartition("/")[2])]
    return tuple(named) if len(named) == 1 else ()
