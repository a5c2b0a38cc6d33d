"""Holds every interpreter case against the compiled program with the real cobra and pflag.

With ``XREF_REGENERATE=1`` the compiled programs' answers become what the cases expect.
"""

from __future__ import annotations

import json
import os
from typing import Any

import pytest
from gocases import Case, NoToolchain, compiled_trees, load_cases, unformatted, write_expected

CASES = load_cases()
KEYS = [case.key for case in CASES]


@pytest.fixture(scope="module")
def trees(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, Any]]:
    try:
        found = compiled_trees(CASES, tmp_path_factory.mktemp("gocases"))
    except NoToolchain as reason:
        pytest.skip(str(reason))
    if os.environ.get("XREF_REGENERATE") == "1":
        for case in CASES:
            write_expected(case, found[case.key])
    return found


def expected(case: Case) -> dict[str, Any]:
    """What stands beside the case now, which may be newer than what was loaded."""
    tree: dict[str, Any] = json.loads(case.expected_file.read_text("utf-8"))
    return tree


@pytest.mark.parametrize("case", CASES, ids=KEYS)
def test_expected_tree_is_the_compiled_programs(
    case: Case, trees: dict[str, dict[str, Any]]
) -> None:
    assert expected(case) == trees[case.key]


@pytest.mark.parametrize("case", CASES, ids=KEYS)
def test_case_expects_flags_and_is_small(case: Case) -> None:
    commands = expected(case)["commands"]
    assert any(command["flags"] for command in commands)
    assert [c["path"] for c in commands] == sorted(c["path"] for c in commands)
    assert len(case.source.read_text("utf-8").splitlines()) <= 80


def test_there_are_many_cases_of_many_areas() -> None:
    assert len(CASES) >= 200
    assert len({case.area for case in CASES}) >= 25
    assert len(set(KEYS)) == len(KEYS)


def test_only_the_format_area_is_unformatted() -> None:
    try:
        found = unformatted(CASES)
    except NoToolchain as reason:
        pytest.skip(str(reason))
    assert found == {case.key for case in CASES if case.area == "format"}
