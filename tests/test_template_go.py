"""The evaluator of templates against Go's: all cases of ``template_cases``.

Where there is a Go toolchain, the expectations themselves are held against it, and written anew
with ``XREF_REGENERATE=1``.
"""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from template_go import Case, NoToolchain, answers, load_cases, write_expected

from xref.template.errors import TemplateError
from xref.template.parser import parse
from xref.template.render import TemplateSet, render

CASES = load_cases()


def rendered(case: Case) -> tuple[str, bool]:
    """What the evaluator makes of a case: (output, whether it fails)."""
    templates = TemplateSet()
    try:
        for name, text in case.files.items():
            templates.add(parse(name, text))
    except TemplateError:
        return "", True
    found = render(templates, "main", json.loads(json.dumps(case.data)))
    assert found.complete or found.diagnostics
    return found.text, not found.complete


@pytest.mark.parametrize("case", CASES, ids=[case.key for case in CASES])
def test_the_output_is_that_of_go(case: Case) -> None:
    assert case.expected is not None, "XREF_REGENERATE=1 writes it"
    assert rendered(case) == case.expected


def test_the_expectations_are_what_go_says(tmp_path: Path) -> None:
    try:
        found = answers(CASES, tmp_path)
    except NoToolchain as reason:
        pytest.skip(str(reason))
    if os.environ.get("XREF_REGENERATE"):
        write_expected(CASES, found)
        return
    wrong = {
        case.key: answer
        for case, answer in zip(CASES, found, strict=True)
        if case.expected != answer[:2]
    }
    assert not wrong
