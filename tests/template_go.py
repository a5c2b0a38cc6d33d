"""The template cases (``tests/template_cases``), and what a Go toolchain makes of them.

Used by the tests that render the cases and by those that hold their expectations against Go.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from xref.template.yamltext import from_yaml

CASES = Path(__file__).parent / "template_cases"
MODULES = {"github.com/Masterminds/sprig/v3": "v3.3.0", "sigs.k8s.io/yaml": "v1.4.0"}
SETTINGS = {"GOFLAGS": "-mod=mod -buildvcs=false", "GOWORK": "off", "GOTOOLCHAIN": "local"}


class NoToolchain(Exception):
    """There is no Go toolchain, or the modules cannot be had; ``str()`` is the reason."""


@dataclass(frozen=True, slots=True)
class Case:
    """Templates, the dot of ``main``, and what Go gives: (output, whether it fails)."""

    area: str
    number: int
    files: dict[str, str]
    data: Any
    expected: tuple[str, bool] | None

    @property
    def key(self) -> str:
        return f"{self.area}-{self.number}"


def load_cases() -> list[Case]:
    """All cases, in the order of their files."""
    found = []
    for source in sorted(CASES.glob("*.yaml")):
        content = from_yaml(source.read_text("utf-8"))
        answers = source.with_suffix(".json")
        expected = json.loads(answers.read_text("utf-8")) if answers.exists() else []
        for number, case in enumerate(content["cases"]):
            files = {"main": case} if isinstance(case, str) else dict(sorted(case.items()))
            known = (expected[number][0], expected[number][1]) if number < len(expected) else None
            found.append(Case(source.stem, number, files, content["data"], known))
    return found


def answers(cases: list[Case], folder: Path) -> list[tuple[str, bool, str]]:
    """What Go gives for each case: (output, whether it fails, its error). Raises NoToolchain."""
    go = shutil.which("go")
    if go is None:
        raise NoToolchain("no go command")
    shutil.copy(CASES / "_harness" / "main.go", folder)
    requires = "".join(f"require {path} {version}\n" for path, version in MODULES.items())
    (folder / "go.mod").write_text(f"module cases\n\ngo 1.23\n\n{requires}", "utf-8")
    try:
        _call([go, "mod", "tidy"], folder)
    except subprocess.CalledProcessError as error:
        raise NoToolchain(error.stderr) from error
    _call([go, "build", "-o", "render", "."], folder)
    asked = [{"files": c.files, "main": "main", "data": c.data} for c in cases]
    found = json.loads(_call([str(folder / "render")], folder, json.dumps(asked)))
    return [(a["output"], bool(a["error"]), a["error"]) for a in found]


def write_expected(cases: list[Case], found: list[tuple[str, bool, str]]) -> None:
    """Make what Go gives what the cases expect."""
    for area in {case.area for case in cases}:
        rows = [
            json.dumps(list(answer[:2]), ensure_ascii=False)
            for case, answer in zip(cases, found, strict=True)
            if case.area == area
        ]
        text = "[\n" + ",\n".join(rows) + "\n]\n"
        (CASES / f"{area}.json").write_text(text, "utf-8", newline="\n")


def _call(command: list[str], folder: Path, given: str = "") -> str:
    done = subprocess.run(
        command,
        cwd=folder,
        env={**os.environ, **SETTINGS},
        input=given,
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout
