"""The interpreter over every case of ``tests/cases``: what it reads is what the program has.

What is expected was written by the compiled programs (``test_cases_go`` holds it against them).
The cases of the area ``unknown`` ask for what the interpreter does not know: it must say so.
"""

from __future__ import annotations

from typing import Any

import pytest
from gocases import Case, load_cases

from xref.golang.packages import Loader
from xref.golang.program import Outcome, evaluate, new_loader
from xref.golang.sources import Tree
from xref.model import Command, Flag, Status

MODULE = "example.com/case"
CASES = load_cases()
UNKNOWN_AREA = "unknown"
FLAG_FIELDS = (
    *("name", "shorthand", "type", "default", "no_opt_default"),
    *("usage", "persistent", "hidden", "deprecated"),
)
COMMAND_FIELDS = ("path", "hidden", "deprecated", "runnable", "short")


def program(data: bytes, **options: Any) -> Loader:
    """A loader of a module that is one program of one file."""
    tree = Tree({"": [("main.go", "main")]}, lambda keys: [(k, data) for k in keys], {MODULE: ""})
    return new_loader(tree, **options)


def run(case: Case) -> Outcome:
    own_variables = case.go_version != "1.20"
    return evaluate(program(case.source.read_bytes(), loop_variables=own_variables), "", case.name)


def shape(commands: tuple[Command, ...]) -> list[dict[str, Any]]:
    """Commands as the cases' JSON files have them."""
    return [
        {f: getattr(c, f) for f in COMMAND_FIELDS}
        | {"aliases": list(c.aliases), "flags": [flag_shape(f) for f in c.flags]}
        for c in sorted(commands, key=lambda c: c.path)
    ]


def flag_shape(flag: Flag) -> dict[str, Any]:
    return {f: getattr(flag, f) for f in FLAG_FIELDS}


def expected(case: Case) -> list[dict[str, Any]]:
    commands = sorted(case.expected["commands"], key=lambda c: str(c["path"]))
    return [c | {"flags": sorted(c["flags"], key=lambda f: str(f["name"]))} for c in commands]


@pytest.mark.parametrize("case", [c for c in CASES if c.area != UNKNOWN_AREA], ids=lambda c: c.key)
def test_case_is_read_as_it_is(case: Case) -> None:
    outcome = run(case)
    assert shape(outcome.commands) == expected(case)
    doubtful = {Status.ENVIRONMENT, Status.EXACT, Status.ASSUMED}
    assert {f.status for c in outcome.commands for f in c.flags} <= doubtful
    for flag in (f for c in outcome.commands for f in c.flags):
        assert flag.location.file == "main.go"
        assert flag.location.line > 0


@pytest.mark.parametrize("case", [c for c in CASES if c.area == UNKNOWN_AREA], ids=lambda c: c.key)
def test_case_that_cannot_be_known_is_said_to_be_unknown(case: Case) -> None:
    found = {f.name: f for c in run(case).commands for f in c.flags}
    truth = {f["name"]: f for c in expected(case) for f in c["flags"]}
    assert found.keys() == truth.keys()
    wrong = {name for name, flag in found.items() if flag_shape(flag) != truth[name]}
    assert wrong
    assert {found[name].status for name in wrong} == {Status.UNKNOWN}


def test_there_are_cases_of_every_area() -> None:
    assert len(CASES) > 200
    assert all(case.expected for case in CASES)
