"""Findings as JSON: an array, an object each."""

from __future__ import annotations

from collections.abc import Sequence

from xref.formats import as_json
from xref.render import Style
from xref.reports.report import Report, program_name


def json_rows(reports: Sequence[Report], style: Style) -> str:
    """The array; an absent text is "", an absent list []."""
    return as_json(
        [
            {
                "rule": one.rule,
                "level": str(one.level),
                "confidence": str(one.confidence),
                "file": one.file,
                "line": one.line,
                "column": one.column,
                "message": one.message,
                "program": program_name(one.program, report.project),
                "command": one.command,
                "name": one.name,
                "suggestions": list(one.suggestions),
                "evidence": [{"file": at.file, "line": at.line} for at in one.evidence],
            }
            for report in reports
            for one in report.findings
        ]
    )
