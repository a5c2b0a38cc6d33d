"""Findings as JUnit's XML: a test case for each finding, and one for each file without any."""

from __future__ import annotations

from collections.abc import Sequence
from xml.sax.saxutils import escape, quoteattr

from xref.check.findings import Finding
from xref.render import Style, neutral
from xref.reports.report import Report


def junit(reports: Sequence[Report], style: Style) -> str:
    """A suite for each report. A finding that does not fail is a case that passes and says so."""
    suites = [_suite(report) for report in reports]
    tests, failures = (sum(counts) for counts in zip(*(s[0] for s in suites), strict=True))
    return "\n".join(
        (
            '<?xml version="1.0" encoding="UTF-8"?>',
            f'<testsuites name="xref" tests="{tests}" failures="{failures}" errors="0" time="0">',
            *(text for _, text in suites),
            "</testsuites>",
        )
    )


def _suite(report: Report) -> tuple[tuple[int, int], str]:
    """How many cases and failures a suite has, and its text."""
    found = {one.file for one in report.findings}
    cases = [_case(one, report) for one in report.findings]
    cases += [
        f'    <testcase classname={_attribute(file)} name={_attribute(file)} time="0"/>'
        for file in report.files
        if file not in found
    ]
    failures = sum(report.fails(one) for one in report.findings)
    counts = f'tests="{len(cases)}" failures="{failures}" errors="0"'
    name = _attribute(f"xref check {report.about}")
    text = "\n".join(
        (
            f'  <testsuite name={name} {counts} skipped="0" time="0">',
            "    <properties>",
            f'      <property name="argumentsExamined" value="{report.arguments}"/>',
            "    </properties>",
            *cases,
            "  </testsuite>",
        )
    )
    return (len(cases), failures), text


def _case(one: Finding, report: Report) -> str:
    place = f"{one.file}:{one.line}:{one.column}"
    head = f'classname={_attribute(one.file)} name={_attribute(f"{one.rule} {place}")} time="0"'
    told = _clean(f"{place}: {one.level}: {one.message}")
    if report.fails(one):
        body = f"<failure type={_attribute(one.rule)} message={_attribute(one.message)}>"
        body += f"{escape(told)}</failure>"
    else:
        body = f"<system-out>{escape(told)}</system-out>"
    return f"    <testcase {head}>{body}</testcase>"


def _attribute(text: str) -> str:
    return quoteattr(_clean(text))


def _clean(text: str) -> str:
    """Text without what XML 1.0 cannot hold, and without what a terminal would obey."""
    return neutral(text)
