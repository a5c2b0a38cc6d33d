"""Whether help lists a command or a flag, and whether its use is warned of: alike for both.

Part of ``diff``.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from xref.diff.model import RISKY, SAFE, Verdict

Add = Callable[[str, Verdict, str, str], None]
"""Takes a difference: its name, its verdict, what was and what is."""


class Listed(Protocol):
    """A command or a flag."""

    @property
    def hidden(self) -> int: ...
    @property
    def deprecated(self) -> str: ...


def compare(before: Listed, after: Listed, add: Add) -> None:
    """Give ``add`` what differs; a message of deprecation that is another is no difference."""
    if before.hidden != after.hidden:
        verdict = Verdict(SAFE, f"help {'no longer' if after.hidden else 'now'} lists it")
        add("hidden", verdict, truth(before.hidden), truth(after.hidden))
    if bool(before.deprecated) != bool(after.deprecated):
        deprecated = Verdict(RISKY, "its use is warned of, and it may go")
        verdict = deprecated if after.deprecated else Verdict(SAFE, "it is no longer deprecated")
        add("deprecated", verdict, before.deprecated, after.deprecated)


def truth(value: int) -> str:
    """A truth of the index as Go writes it."""
    return "true" if value else "false"
