"""What changed between two releases: one :class:`Change` for each thing or field that differs.

Bottom of ``diff``; imports nothing of xref. docs/changes.md tells the classes and their rules.
"""

from __future__ import annotations

from typing import Any, NamedTuple, Protocol

BREAKING = "breaking"  # a command line, a manifest or a values file of a user stops working
RISKY = "risky"  # it works, and what runs behaves otherwise
SAFE = "safe"
CLASSES = (BREAKING, RISKY, SAFE)

# In the order in which they are told.
KINDS = (
    *("program", "command", "flag", "source", "image", "workload", "container", "argument"),
    *("service", "service port", "container port", "port", "value", "proxy", "filter"),
)


class Subject(NamedTuple):
    """What a change is about: texts are "" where they say nothing of a kind of fact.

    ``label`` is what people call it (``mixs server --port``), "" where that is the name.
    """

    kind: str
    name: str
    program: str = ""
    package: str = ""
    command: str = ""
    label: str = ""


class Placed(Protocol):
    """A fact with its place."""

    @property
    def file(self) -> str: ...
    @property
    def line(self) -> int: ...


class Change(NamedTuple):
    """One difference. ``change`` is added, removed, renamed, moved, or the name of a field.

    A place is "" and 0 where the thing is not there.
    """

    level: str
    subject: Subject
    change: str
    old: str
    new: str
    old_file: str
    old_line: int
    new_file: str
    new_line: int
    why: str

    def row(self) -> dict[str, Any]:
        """The change as the JSON output has it."""
        one = self.subject
        return {
            "class": self.level,
            "kind": one.kind,
            "change": self.change,
            "program": one.program,
            "package": one.package,
            "command": one.command,
            "name": one.name,
            "old": self.old,
            "new": self.new,
            "old_file": self.old_file,
            "old_line": self.old_line,
            "new_file": self.new_file,
            "new_line": self.new_line,
            "why": self.why,
        }


class Verdict(NamedTuple):
    """A change's class, and the reason in a short sentence."""

    level: str
    why: str


def change(
    subject: Subject,
    what: str,
    verdict: Verdict,
    before: Placed | None,
    after: Placed | None,
    old: str = "",
    new: str = "",
) -> Change:
    """A change from the fact ``before`` to the fact ``after``, None where there is none."""
    return Change(
        verdict.level,
        subject,
        what,
        old,
        new,
        before.file if before is not None else "",
        before.line if before is not None else 0,
        after.file if after is not None else "",
        after.line if after is not None else 0,
        verdict.why,
    )


def worst(levels: list[str]) -> str:
    """The class that weighs most, SAFE of none."""
    return min(levels, key=CLASSES.index, default=SAFE)
