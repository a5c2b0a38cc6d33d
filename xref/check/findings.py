"""What a check finds, and the rules by which it does: facts, no code of any rule.

Bottom of the package; imports nothing else of it.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from xref.model import Location


class Level(StrEnum):
    """How bad a finding is; the order is from worst to mildest."""

    ERROR = "error"  # the program would not start, or the name does not exist
    WARNING = "warning"
    NOTE = "note"


class Confidence(StrEnum):
    """How sure it is that the text means what was understood."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule: its id (``unknown-flag``), usual level, and what it says in a sentence.

    ``kinds`` are the kinds of file it is for: manifest, values, dockerfile, shell, document.
    """

    id: str
    level: Level
    text: str
    kinds: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that does not fit the release, at a place of the checked file.

    ``line`` and ``column`` count from 1. ``message`` tells what was understood, what the release
    says, and the mend. ``program`` is a package folder, ``command`` a full path, ``name`` what was
    named (a flag without dashes). ``evidence`` are places in the release.
    """

    rule: str
    level: Level
    confidence: Confidence
    file: str
    line: int
    column: int
    message: str
    program: str = ""
    command: str = ""
    name: str = ""
    suggestions: tuple[str, ...] = ()
    evidence: tuple[Location, ...] = ()
