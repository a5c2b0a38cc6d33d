"""The rules for documents. What applies them stands beside: a module for each kind of name."""

from __future__ import annotations

from xref.check.documents.blocks import Block
from xref.check.documents.mentions import Mention
from xref.check.findings import Confidence, Finding, Level, Rule
from xref.model import Flag, Location

_KINDS = ("document",)

UNKNOWN_FLAG = Rule(
    "unknown-flag", Level.ERROR, "The program that the text speaks of has no such flag.", _KINDS
)
UNKNOWN_COMMAND = Rule("unknown-command", Level.ERROR, "The program has no such command.", _KINDS)
UNKNOWN_PROGRAM = Rule(
    "unknown-program", Level.ERROR, "No program has the name; one has a name near to it.", _KINDS
)
UNKNOWN_TARGET = Rule(
    "unknown-target", Level.ERROR, "No build target has the name; one differs in case.", _KINDS
)
UNKNOWN_CONTAINER = Rule(
    "unknown-container", Level.ERROR, "No container has the name; one has one near to it.", _KINDS
)
UNKNOWN_IMAGE = Rule(
    "unknown-image", Level.ERROR, "No image has the name; one has a name near to it.", _KINDS
)
UNKNOWN_WORKLOAD = Rule(
    "unknown-workload", Level.ERROR, "No workload has the name; one has one near to it.", _KINDS
)
UNKNOWN_SERVICE = Rule(
    "unknown-service", Level.ERROR, "No Service has the name; one has one near to it.", _KINDS
)
UNKNOWN_PATH = Rule(
    "unknown-path", Level.ERROR, "The release's tree has no such file or folder.", _KINDS
)
OTHER_DEFAULT = Rule(
    "other-default", Level.WARNING, "The flag has another default than the text says.", _KINDS
)
OTHER_PORT = Rule(
    "other-port", Level.WARNING, "Another process than the text says has the port open.", _KINDS
)
OTHER_PROGRAM = Rule(
    "other-program",
    Level.WARNING,
    "What a table's row puts together does not belong together.",
    _KINDS,
)

RULES = (
    *(UNKNOWN_FLAG, UNKNOWN_COMMAND, UNKNOWN_PROGRAM, UNKNOWN_TARGET, UNKNOWN_CONTAINER),
    *(UNKNOWN_IMAGE, UNKNOWN_WORKLOAD, UNKNOWN_SERVICE, UNKNOWN_PATH),
    *(OTHER_DEFAULT, OTHER_PORT, OTHER_PROGRAM),
)


def finding(
    rule: Rule,
    confidence: Confidence,
    place: tuple[Block, Mention],
    message: str,
    *,
    name: str = "",
    program: str = "",
    command: str = "",
    suggestions: tuple[str, ...] = (),
    evidence: tuple[Location, ...] = (),
) -> Finding:
    """A finding at a mention of a block; the file is set by the caller of all rules.

    What is not sure is no error.
    """
    block, mention = place
    line, column = block.place(mention.start)
    sure = confidence is not Confidence.LOW
    level = rule.level if sure or rule.level is not Level.ERROR else Level.WARNING
    return Finding(
        rule.id, level, confidence, "", line, column, message, program, command,
        name or mention.text, suggestions, evidence,
    )  # fmt: skip


def dashed(flag: Flag) -> str:
    """A flag as a command line has it: ``--port``, or ``-p`` where it has no long name."""
    return f"-{flag.name}" if flag.name == flag.shorthand else f"--{flag.name}"


def listed(names: tuple[str, ...] | list[str], last: str = "or") -> str:
    """Names as a message has them: ``a, b or c``."""
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} {last} {names[-1]}"
