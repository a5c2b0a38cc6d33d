"""The rules for everything but prose, and the list of all rules.

Above ``findings``; the rules of documents stand with their code and are added here.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from xref.check.findings import Level, Rule

STARTS = ("manifest", "dockerfile", "shell")
"""The kinds of files that start programs."""
ALL = (*STARTS, "values", "document")

UNKNOWN_FLAG = Rule("unknown-flag", Level.ERROR, "The program's command has no such flag.", STARTS)
UNKNOWN_COMMAND = Rule(
    "unknown-command", Level.ERROR, "The program has no such subcommand.", STARTS
)
MISSING_COMMAND = Rule(
    "missing-command",
    Level.ERROR,
    "The command does nothing by itself: one of its subcommands must be named.",
    STARTS,
)
BAD_VALUE = Rule("bad-value", Level.ERROR, "The flag's type does not take the value.", STARTS)
MISSING_VALUE = Rule(
    "missing-value", Level.ERROR, "The flag needs a value, and none follows.", STARTS
)
DEPRECATED_FLAG = Rule("deprecated-flag", Level.WARNING, "The flag is deprecated.", STARTS)
DEPRECATED_COMMAND = Rule("deprecated-command", Level.WARNING, "The command is deprecated.", STARTS)
HIDDEN_FLAG = Rule("hidden-flag", Level.NOTE, "The flag is hidden from the program's help.", STARTS)
SAME_AS_DEFAULT = Rule(
    "same-as-default", Level.NOTE, "The flag is set to what its default is anyway.", STARTS
)
UNHEARD_PORT = Rule(
    "unheard-port",
    Level.WARNING,
    "The container declares a port on which none of its processes is known to listen.",
    ("manifest",),
)
UNKNOWN_IMAGE = Rule(
    "unknown-image",
    Level.ERROR,
    "The release builds no image of that name.",
    ("manifest",),
)
UNKNOWN_VALUE = Rule(
    "unknown-value", Level.WARNING, "No chart of the release has such a value.", ("values",)
)
UNREAD_VALUE = Rule(
    "unread-value", Level.NOTE, "A chart has the value, and no template reads it.", ("values",)
)
VALUE_TYPE = Rule(
    "value-type",
    Level.ERROR,
    "The value is a map, a list or a scalar where the chart's default is another of these.",
    ("values",),
)
MOVED_DEFAULT = Rule(
    "moved-default",
    Level.WARNING,
    "The default of a flag that the file leaves to it moves (only with --from and --to).",
    STARTS,
)
CHANGED_TYPE = Rule(
    "changed-type",
    Level.WARNING,
    "The type of a flag that the file sets changes (only with --from and --to).",
    STARTS,
)
MOVED_VALUE = Rule(
    "moved-value",
    Level.WARNING,
    "The charts' default for a value that the file leaves to it moves (only with --from and --to).",
    ("values",),
)
UNREADABLE = Rule("unreadable", Level.ERROR, "The file, or a part of it, cannot be read.", ALL)
BAD_IGNORE = Rule(
    "bad-ignore", Level.WARNING, "A comment ignores a rule that is none, or gives no reason.", ALL
)

_RULES = (
    *(UNKNOWN_FLAG, UNKNOWN_COMMAND, MISSING_COMMAND, BAD_VALUE, MISSING_VALUE),
    *(DEPRECATED_FLAG, DEPRECATED_COMMAND, HIDDEN_FLAG, SAME_AS_DEFAULT, UNHEARD_PORT),
    *(UNKNOWN_IMAGE, UNKNOWN_VALUE, UNREAD_VALUE, VALUE_TYPE),
    *(MOVED_DEFAULT, CHANGED_TYPE, MOVED_VALUE, UNREADABLE, BAD_IGNORE),
)


@cache
def rules() -> dict[str, Rule]:
    """All rules by id. What bears one id is one rule, whatever the kinds of files it is for."""
    from xref.check.documents.rules import RULES as DOCUMENT_RULES

    found: dict[str, Rule] = {}
    for rule in (*_RULES, *DOCUMENT_RULES):
        known = found.get(rule.id)
        kinds = () if known is None else known.kinds
        found[rule.id] = replace(known or rule, kinds=tuple(dict.fromkeys((*kinds, *rule.kinds))))
    return found
