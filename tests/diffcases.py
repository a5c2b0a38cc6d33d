"""The cases of ``xref diff`` (``tests/diff_cases``): programs of two releases, and what changed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

CASES = Path(__file__).parent / "diff_cases"
TAGS = ("1.0.0", "1.1.0")

_SECTION = re.compile(r"^-- (.+) --\n", re.MULTILINE)
_PROGRAM = """package main

import (
	"time"

	"github.com/spf13/cobra"

	"elsewhere.example/elsewhere"
)

var _ = time.Hour
var _ = elsewhere.Port

func use(any) {}

func run(*cobra.Command, []string) {}

func main() {
	root := &cobra.Command{Use: "app", Run: run}
%s
	root.Execute()
}
"""


@dataclass(frozen=True, slots=True)
class DiffCase:
    """A case: its files in both releases, by paths within its own folder, and the changes."""

    name: str
    old: dict[str, str]
    new: dict[str, str]
    changes: list[str]


def load() -> list[DiffCase]:
    """All cases, in the order of their names."""
    return [_read(path) for path in sorted(CASES.glob("*.txtar"))]


def _read(path: Path) -> DiffCase:
    _, *parts = _SECTION.split(path.read_text("utf-8"))
    sections = dict(zip(parts[::2], parts[1::2], strict=True))
    changes = sections.pop("changes").splitlines()
    sides: dict[str, dict[str, str]] = {"old": {}, "new": {}}
    for name, text in sections.items():
        side, slash, file = name.partition("/")
        sides[side][file if slash else "cmd/app/main.go"] = text if slash else _PROGRAM % text
    expected = [line.replace("HERE", path.stem) for line in changes]
    return DiffCase(path.stem, sides["old"], sides["new"], expected)


def releases(cases: list[DiffCase]) -> dict[str, dict[str, str]]:
    """The trees of both releases with every case in a folder of its own."""
    trees: dict[str, dict[str, str]] = {}
    for tag, side in zip(TAGS, ("old", "new"), strict=True):
        files = {"go.mod": "module lagoon.example/cases\n"}
        for case in cases:
            own: dict[str, str] = getattr(case, side)
            files |= {f"{case.name}/{file}": text for file, text in own.items()}
        trees[tag] = files
    return trees
