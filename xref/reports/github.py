"""Findings as annotations of GitHub's workflows: a command line each."""

from __future__ import annotations

from collections.abc import Sequence

from xref.check.findings import Level
from xref.render import Style, neutral
from xref.reports.report import Report

_COMMANDS = {Level.ERROR: "error", Level.WARNING: "warning", Level.NOTE: "notice"}


def github(reports: Sequence[Report], style: Style) -> str:
    """The annotations, "" where there are none."""
    return "\n".join(
        f"::{_COMMANDS[one.level]} file={_property(one.file)},line={one.line},col={one.column},"
        f"title={_property(one.rule)}::{_text(one.message)}"
        for report in reports
        for one in report.findings
    )


def _text(text: str) -> str:
    """A text without line ends, which would end the command, and escaped as workflows want it."""
    return neutral(text).replace("%", "%25")


def _property(text: str) -> str:
    return _text(text).replace(":", "%3A").replace(",", "%2C")
