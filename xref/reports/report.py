"""What is reported: findings, what was checked, and against which release.

Bottom of the package.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from xref.check.findings import Finding, Level

LEVELS = list(Level)  # the worst first


@dataclass(frozen=True, slots=True)
class Report:
    """What one check found.

    ``files`` are the checked files in order, ``arguments`` how many words were held against a
    program, ``about`` says what was checked against what. ``url`` gives the address of a line of
    the release that the evidence is in, ``place_url`` that of a finding's place where it is in a
    release too. ``fail_on`` is the mildest level that fails, None for none.
    """

    findings: tuple[Finding, ...]
    files: tuple[str, ...]
    arguments: int
    project: str
    tag: str
    about: str
    url: Callable[[str, int], str]
    fail_on: Level | None = Level.ERROR
    place_url: Callable[[str, int], str] = lambda file, line: ""

    def summary(self) -> str:
        """What was found in a line: findings by level, what was examined."""
        counts = Counter(one.level for one in self.findings)
        told = ", ".join(f"{counts[level]:,} of level {level}" for level in LEVELS if counts[level])
        count = len(self.files)
        files = f"{count:,} file{'s' * (count != 1)}, " if count else ""
        return (
            f"{self.about}: {told or 'no findings'} ({files}{self.arguments:,} arguments examined)"
        )

    def fails(self, finding: Finding) -> bool:
        """Whether a finding is at the level from which one fails, or above."""
        return self.fail_on is not None and at_least(finding.level, self.fail_on)


def at_least(level: Level, other: Level) -> bool:
    """Whether a level is as bad as the other, or worse."""
    return LEVELS.index(level) <= LEVELS.index(other)


def program_name(package: str, project: str) -> str:
    """A program's name, of its package folder: as in all other answers."""
    return project.rpartition("/")[2] if package == "." else package.rpartition("/")[2]
