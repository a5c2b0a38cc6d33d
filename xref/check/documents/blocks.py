"""What a document is made of: headings, paragraphs, list items, table cells and code, nested.

Bottom of the package; the readers make blocks, everything else reads them. A block stands after the
one around it, so that whatever is inherited can be worked out in one pass.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from enum import StrEnum


class Part(StrEnum):
    """What a block is. A list, a table and a row have no text of their own."""

    HEADING = "heading"
    TEXT = "text"
    LIST = "list"
    ITEM = "item"
    TABLE = "table"
    ROW = "row"
    HEADER = "header"  # a cell of a table's header
    CELL = "cell"
    CODE = "code"  # several lines of it


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of a block's text from ``offset`` on: its place in the file; whether it is code.

    ``line`` and ``column`` count from 1; a run does not go beyond its line.
    """

    offset: int
    line: int
    column: int
    code: bool


@dataclass(frozen=True, slots=True)
class Block:
    """A block; ``parent`` is the index of the one around it, -1 for none, ``column`` a cell's."""

    part: Part
    parent: int
    text: str = ""
    runs: tuple[Run, ...] = ()
    column: int = 0
    _offsets: list[int] = field(default_factory=list, repr=False, compare=False)

    def run(self, offset: int) -> int:
        """The index of the run that holds ``offset``."""
        if len(self.runs) == 1:
            return 0
        if not self._offsets:
            self._offsets.extend(run.offset for run in self.runs)
        return max(bisect_right(self._offsets, offset) - 1, 0)

    def code(self, offset: int) -> str | None:
        """The text of the code span that holds ``offset``, None in running text."""
        index = self.run(offset)
        if not self.runs[index].code:
            return None
        end = self.runs[index + 1].offset if index + 1 < len(self.runs) else len(self.text)
        return self.text[self.runs[index].offset : end]

    def place(self, offset: int) -> tuple[int, int]:
        """Line and column of ``offset``."""
        run = self.runs[self.run(offset)]
        return run.line, run.column + offset - run.offset


@dataclass(slots=True)
class Outline:
    """Blocks in the making: what the readers add to."""

    blocks: list[Block] = field(default_factory=list)
    _headings: list[tuple[int, int]] = field(default_factory=list)  # level, index

    def add(self, block: Block) -> int:
        """Adds a block and gives its index."""
        self.blocks.append(block)
        return len(self.blocks) - 1

    def heading(self, level: int, text: str, runs: tuple[Run, ...]) -> None:
        """Adds a heading, below the last one of a lower level."""
        while self._headings and self._headings[-1][0] >= level:
            self._headings.pop()
        index = self.add(Block(Part.HEADING, self.section, text, runs))
        self._headings.append((level, index))

    @property
    def section(self) -> int:
        """The heading that what comes next stands under, -1 before the first."""
        return self._headings[-1][1] if self._headings else -1


@dataclass(slots=True)
class Pieces:
    """A block's text in the making."""

    texts: list[str] = field(default_factory=list)
    runs: list[Run] = field(default_factory=list)
    length: int = 0

    def add(self, text: str, line: int, column: int, code: bool) -> None:
        """Appends a stretch of one line."""
        self.runs.append(Run(self.length, line, column, code))
        self.texts.append(text)
        self.length += len(text)

    @property
    def text(self) -> str:
        return "".join(self.texts)

    @property
    def empty(self) -> bool:
        return not any(text.strip() for text in self.texts)
