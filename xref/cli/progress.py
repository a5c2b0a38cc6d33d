"""How far a build is, as one line on a terminal that is drawn over.

Part of the command line.
"""

from __future__ import annotations

import shutil
import sys
import time
from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from xref.reading import Progress

_CELLS = 20


class ProgressLine:
    """A bar over all tags, what each process is at, and the time left; silent if asked to be.

    With a single tag the bar is that of the stage it is in. The time left is what the releases that
    are done took in the mean, for those that are not.
    """

    def __init__(
        self, tags: int, silent: bool, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._tags = tags
        self._silent = silent
        self._clock = clock
        self._started = clock()
        self._ended = self._built = 0
        self._at: dict[int, Progress] = {}
        self._shown = ""

    def __call__(self, progress: Progress) -> None:
        """Draws how far it is."""
        self._at[progress.process] = progress
        if not progress.stage:
            del self._at[progress.process]
        if not self._silent:
            self._draw(self._of_one(progress) if self._tags == 1 else self._of_many())

    def ended(self, built: bool) -> None:
        """A tag is done with; ``built`` tells that work was done for it."""
        self._ended += 1
        self._built += built

    def clear(self) -> None:
        """Takes the line away, so that what is told next stands alone."""
        if self._shown:
            self._shown = ""
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()

    def _of_one(self, progress: Progress) -> str:
        what = _plain(f"{progress.tag}: {progress.stage}" if progress.tag else progress.stage)
        amount = f"{progress.done:,}/{progress.total:,}"
        bar = f" {_bar(progress.done, progress.total)} {amount}" if progress.total else ""
        return what[:50] + bar

    def _of_many(self) -> str:
        doing = [_plain(f"{far.tag} {far.stage}") for _, far in sorted(self._at.items())]
        parts = [f"{_bar(self._ended, self._tags)} {self._ended:,}/{self._tags:,}", *self._left()]
        return "  ".join((*parts, ", ".join(doing)))

    def _left(self) -> list[str]:
        if not self._built:
            return []
        took = self._clock() - self._started
        seconds = round(took / self._built * (self._tags - self._ended))
        minutes, seconds = divmod(seconds, 60)
        hours, minutes = divmod(minutes, 60)
        return [
            f"{hours}:{minutes:02}:{seconds:02} left" if hours else f"{minutes}:{seconds:02} left"
        ]

    def _draw(self, text: str) -> None:
        line = text[: shutil.get_terminal_size().columns - 1]
        if line != self._shown:
            self._shown = line
            sys.stderr.write(f"\r\x1b[K{line}")
            sys.stderr.flush()


def _plain(text: str) -> str:
    """A text as it can be shown on a line of a terminal."""
    from xref.render import one_line

    return one_line(text.strip())


def _bar(done: int, total: int) -> str:
    return f"[{'#' * round(_CELLS * done / total):<{_CELLS}}]"
