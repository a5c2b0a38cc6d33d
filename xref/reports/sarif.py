"""Findings as SARIF 2.1.0, the form that code scanning services read."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

from xref import __version__
from xref.check.findings import Confidence, Finding, Level
from xref.check.rules import rules
from xref.render import Style
from xref.reports.report import Report, program_name

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_RANKS = {Confidence.HIGH: 90.0, Confidence.MEDIUM: 60.0, Confidence.LOW: 30.0}


def sarif(reports: Sequence[Report], style: Style) -> str:
    """One log, with a run for each report."""
    log = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [_run(report) for report in reports]}
    # Escaped throughout: a terminal obeys nothing of it.
    return json.dumps(log, indent=2)


def _run(report: Report) -> dict[str, Any]:
    told = sorted({one.rule for one in report.findings})
    return {
        "tool": {
            "driver": {
                "name": "xref",
                "version": __version__,
                "rules": [_rule(name) for name in told],
            }
        },
        "results": [_result(one, told, report) for one in report.findings],
        "artifacts": [{"location": _artifact(file)} for file in report.files],
        "columnKind": "unicodeCodePoints",
        "properties": {
            "project": report.project,
            "tag": report.tag,
            "about": report.about,
            "argumentsExamined": report.arguments,
        },
    }


def _rule(name: str) -> dict[str, Any]:
    rule = rules()[name]
    return {
        "id": rule.id,
        "shortDescription": {"text": rule.text},
        "defaultConfiguration": {"level": str(rule.level)},
        "properties": {"kinds": list(rule.kinds)},
    }


def _result(one: Finding, told: list[str], report: Report) -> dict[str, Any]:
    known = f"{one.rule}\0{one.name}\0{one.file}"
    made: dict[str, Any] = {
        "ruleId": one.rule,
        "ruleIndex": told.index(one.rule),
        "level": str(Level(one.level)),
        "rank": _RANKS[one.confidence],
        "message": {"text": one.message},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": _artifact(one.file),
                    "region": {"startLine": max(1, one.line), "startColumn": max(1, one.column)},
                }
            }
        ],
        "partialFingerprints": {"xref/v1": hashlib.sha256(known.encode()).hexdigest()},
        "properties": {
            "confidence": str(one.confidence),
            "program": program_name(one.program, report.project),
            "command": one.command,
            "name": one.name,
            "suggestions": list(one.suggestions),
        },
    }
    related = [
        {
            "id": at,
            "message": {"text": f"{report.project} {report.tag}"},
            "physicalLocation": {
                "artifactLocation": {"uri": report.url(place.file, place.line).partition("#")[0]},
                "region": {"startLine": max(1, place.line)},
            },
        }
        for at, place in enumerate(one.evidence)
        if place.file
    ]
    return made | ({"relatedLocations": related} if related else {})


def _artifact(file: str) -> dict[str, Any]:
    """Where a file is; standard input has a name that no file has."""
    return {"uri": "stdin:" if file == "-" else quote(file.encode("utf-8", "surrogateescape"))}
