"""What can go wrong in a template: bad syntax, an error of execution, a budget that is out.

Part of ``template``, beside the lexer at its bottom. Only :class:`TemplateError` leaves the
package; the others end up as diagnostics of a rendering.
"""

from __future__ import annotations

from xref.errors import XrefError


class TemplateError(XrefError):
    """A template whose syntax is bad: ``message``, and the place it stands at."""

    def __init__(self, message: str, name: str, line: int) -> None:
        super().__init__(f"{name}:{line}: {message}")
        self.message = message
        self.name = name
        self.line = line


class ExecError(Exception):
    """An error of execution, which stops the file; the innermost action fills in the place."""

    def __init__(self, message: str, file: str = "", line: int = 0) -> None:
        super().__init__(message)
        self.message = message
        self.file = file
        self.line = line


class Exhausted(ExecError):
    """The budget of steps, depth or output is out."""


class GhostsExhausted(Exception):
    """The budget of what is evaluated beside the active text is out."""


class LoopExit(Exception):
    """A ``break`` (``again`` is False) or ``continue`` on its way to its loop."""

    def __init__(self, again: bool) -> None:
        super().__init__()
        self.again = again
