"""Findings in the forms that people and programs read: text, JSON, SARIF, GitHub, JUnit.

Above ``check`` and ``render``; facts in, text out.
"""

from __future__ import annotations

from xref.reports.github import github
from xref.reports.jsonrows import json_rows
from xref.reports.junit import junit
from xref.reports.report import Report
from xref.reports.sarif import sarif
from xref.reports.text import text

__all__ = ["FORMS", "Report"]

FORMS = {"text": text, "json": json_rows, "sarif": sarif, "github": github, "junit": junit}
"""The forms by name; each takes reports, in order, and a style."""
