"""Never guess: what the interpreter does not know it says it does not know.

Natives and libraries are taken away from the cases one by one. Whatever is then still stated as
exact (or as hanging on the environment alone) must be what the program really has; what is gone
must be told by a diagnostic. Programs of our own ask for the statuses of single flags.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest

from gocases import Case, load_cases
from test_interpreter import expected, flag_shape, program
from xref.golang.natives import NATIVES
from xref.golang.packages import library_files
from xref.golang.program import Outcome, evaluate
from xref.model import Flag, Status

CASES = load_cases()
IMPORT = re.compile(r'^\s*(?:import\s+)?(?:(\w+)\s+)?"([^"]+)"\s*$', re.M)
STEPS = 300_000
MOST_CASES = 2
SURE = (Status.EXACT, Status.ENVIRONMENT)
ENDING = {("os", "Exit")}
"""What only ends the process; without it there is no telling where a program ends."""


def imports(source: str) -> dict[str, str]:
    """The packages that a file imports, by the name that each goes by in it."""
    head = source.partition("\nfunc ")[0]
    found = {m[1] or m[2].rpartition("/")[2]: m[2] for m in IMPORT.finditer(head)}
    return {name: path for name, path in found.items() if name != "_"}


def natives_used(case: Case) -> Iterator[tuple[str, str]]:
    """The natives that a case's source names, and all methods of a native type it imports."""
    source = case.source.read_text("utf-8", "replace")
    for name, path in sorted(imports(source).items()):
        for member in sorted(set(re.findall(rf"\b{name}\.(\w+)", source))):
            if (path, member) in NATIVES and (path, member) not in ENDING:
                yield path, member


def removals() -> Iterator[Any]:
    """Each native is taken from some cases, each library from some, and all natives from each."""
    taken: Counter[Any] = Counter()
    for case in CASES:
        keys = frozenset(natives_used(case))
        for key in sorted(keys):
            if taken[key] < MOST_CASES:
                taken[key] += 1
                only = {"without_natives": frozenset((key,))}
                yield pytest.param(case, only, id=f"{case.key}-{'.'.join(key)}")
        if len(keys) > 1:
            yield pytest.param(case, {"without_natives": keys}, id=f"{case.key}-all")
        source = case.source.read_text("utf-8", "replace")
        for path in sorted(set(imports(source).values())):
            if library_files(path) and taken[path] < MOST_CASES:
                taken[path] += 1
                yield pytest.param(case, {"without": frozenset((path,))}, id=f"{case.key}-{path}")


def surely_wrong(case: Case, outcome: Outcome) -> list[tuple[str, str, Any, Any]]:
    """The flags that are stated as sure and are not what the program has."""
    truth = {(c["path"], f["name"]): f for c in expected(case) for f in c["flags"]}
    wrong = []
    for command in outcome.commands:
        if not command.path and outcome.diagnostics:
            continue  # its name is said not to be known
        for flag in command.flags:
            real = truth.get((command.path, flag.name))
            if flag.status in SURE and flag_shape(flag) != real:
                wrong.append((command.path, flag.name, flag_shape(flag), real))
    return wrong


@pytest.mark.parametrize(("case", "options"), removals())
def test_what_is_taken_away_is_never_guessed(case: Case, options: dict[str, Any]) -> None:
    loader = program(
        case.source.read_bytes(), loop_variables=case.go_version != "1.20", **options
    )
    outcome = evaluate(loader, "", case.name, steps=STEPS)
    assert surely_wrong(case, outcome) == []
    found = {(c.path, f.name) for c in outcome.commands for f in c.flags}
    truth = {(c["path"], f["name"]) for c in expected(case) for f in c["flags"]}
    doubtful = [f for c in outcome.commands for f in c.flags if f.status not in SURE]
    assert truth <= found or outcome.diagnostics or doubtful
