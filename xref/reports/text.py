"""Findings for people: a line each, as compilers have it, and the places of the release below."""

from __future__ import annotations

from collections.abc import Sequence

from xref.check.findings import Confidence, Finding, Level
from xref.render import Style, link, one_line, paint
from xref.reports.report import Report

_TINTS = {Level.ERROR: "red", Level.WARNING: "yellow", Level.NOTE: "dim"}


def text(reports: Sequence[Report], style: Style) -> str:
    """The findings, "" where there are none."""
    return "\n".join(_lines(one, report, style) for report in reports for one in report.findings)


def _lines(one: Finding, report: Report, style: Style) -> str:
    place = one_line(f"{one.file}:{one.line}:{one.column}")
    place = link(place, report.place_url(one.file, one.line), style)
    sure = "" if one.confidence is Confidence.HIGH else f", {one.confidence} confidence"
    level = paint(str(one.level), _TINTS[one.level], style)
    lines = [f"{place}: {level}: {one_line(one.message)} [{one.rule}{sure}]"]
    for at in one.evidence:
        shown = one_line(f"{at.file}:{at.line}" if at.line else at.file)
        lines.append(f"    {report.tag}: {link(shown, report.url(at.file, at.line), style)}")
    return "\n".join(lines)
