"""What a reader makes of a file: invocations of programs, and findings of its own.

Bottom of the readers.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from xref.check.commandlines import Invocation
from xref.check.findings import Confidence, Finding, Level
from xref.check.rules import UNREADABLE


@dataclass(slots=True)
class Reading:
    """Filled by a reader. ``values`` are what a values file sets, by path, with the line; ``chart``
    is the path that they are below where the file is a chart's own."""

    invocations: list[Invocation] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    values: dict[str, int] = field(default_factory=dict)
    chart: str = ""


def unreadable(file: str, line: int, why: str, level: Level = UNREADABLE.level) -> Finding:
    """The finding for what cannot be read."""
    return Finding(UNREADABLE.id, level, Confidence.HIGH, file, line, 1, why)
