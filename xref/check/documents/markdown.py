"""Reads Markdown, and plain text, which has much the same habits, as blocks.

Between the document and ``blocks``. It is a reader for finding structure, not a renderer: what it
takes for a list or a heading is what a person would. One pass over the lines, bounded nesting.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from xref.check.documents.blocks import Block, Outline, Part, Pieces
from xref.check.documents.inline import inline

_FENCE = re.compile(r"(`{3,}|~{3,})")
_HEADING = re.compile(r"(#{1,6}|={1,6})[ \t]+(?=\S)")
_UNDERLINE = re.compile(r"(?:=+|-+|~+|\^+|\"+)[ \t]*$")
_MARKER = re.compile(r"(?:[-*+•·]|[0-9]{1,9}[.)])[ \t]+(?=\S)|[0-9]{1,9}、")
_DELIMITER = re.compile(r"[ \t]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$")
_QUOTE = re.compile(r"(?:[ \t]{0,3}>){1,20}[ \t]?")
_LEVELS = {"=": 1, "-": 2}
_DEEPEST = 50  # levels of lists
_LONG_ROW = 20_000  # characters in a line that may belong to a table
_CODE_INDENT = 4


@dataclass(slots=True)
class _Item:
    """A list item that is open: where its marker and its text begin, and its blocks."""

    marker: int
    content: int
    list: int
    item: int


@dataclass(slots=True)
class _Reader:
    outline: Outline = field(default_factory=Outline)
    items: list[_Item] = field(default_factory=list)
    lines: list[tuple[str, int, int]] = field(default_factory=list)  # the open paragraph
    opener: _Item | None = None  # the item that the open paragraph is the first of
    blank: bool = True

    @property
    def around(self) -> int:
        """The block that the next one stands in."""
        return self.items[-1].item if self.items else self.outline.section

    def close(self) -> None:
        """Ends the open paragraph."""
        if self.lines:
            text, runs = inline(self.lines)
            if self.opener:
                made = Block(Part.ITEM, self.opener.list, text, runs)
                self.outline.blocks[self.opener.item] = made
            else:
                self.outline.add(Block(Part.TEXT, self.around, text, runs))
        self.lines, self.opener = [], None

    def heading(self, level: int) -> None:
        """Makes the open paragraph a heading."""
        text, runs = inline(self.lines)
        self.lines, self.opener, self.items = [], None, []
        self.outline.heading(level, text, runs)

    def leave(self, indent: int) -> None:
        """Ends the items that a block so far to the left does not belong to."""
        while self.items and self.items[-1].content > indent:
            self.items.pop()

    def item(self, indent: int, content: int) -> None:
        """Begins a list item, in the list of the one before it or in a new one."""
        self.close()
        while self.items and self.items[-1].marker > indent + 1:
            self.items.pop()
        same = self.items[-1] if self.items and indent < self.items[-1].content else None
        if same or len(self.items) >= _DEEPEST:
            own = self.items.pop().list
        else:
            own = self.outline.add(Block(Part.LIST, self.around))
        placeholder = self.outline.add(Block(Part.ITEM, own))
        self.opener = _Item(indent, content, own, placeholder)
        self.items.append(self.opener)


def markdown(text: str) -> list[Block]:
    """The blocks of a text."""
    lines = text.split("\n")
    reader = _Reader()
    at = _front_matter(lines)
    while at < len(lines):
        at = _line(reader, lines, at)
    reader.close()
    return reader.outline.blocks


def _front_matter(lines: list[str]) -> int:
    """The line after the data that some sites begin their pages with."""
    if lines[0].rstrip() not in ("---", "+++"):
        return 0
    for number, line in enumerate(lines[1:200], 1):
        if line.rstrip() == lines[0].rstrip():
            return number + 1
    return 0


def _line(reader: _Reader, lines: list[str], at: int) -> int:
    """Reads the line ``at``, with those that belong to it, and gives the next one's number."""
    whole = (
        lines[at].rstrip("\r").expandtabs(_CODE_INDENT) if "\t" in lines[at][:200] else lines[at]
    )
    quote = _QUOTE.match(whole)
    start = quote.end() if quote else 0
    line = whole[start:].rstrip()
    body = line.lstrip(" ")
    indent = len(line) - len(body)
    column = start + indent + 1
    if not body:
        reader.close()
        reader.blank = True
        return at + 1
    after_blank, reader.blank = reader.blank, False
    if fence := _FENCE.match(body):
        return _fenced(reader, lines, at, fence[1], indent)
    if reader.lines and not reader.opener and _UNDERLINE.match(body) and len(body) > 1:
        reader.heading(_LEVELS.get(body[0], 3))
        return at + 1
    if heading := _HEADING.match(body):
        reader.close()
        reader.lines = [(body[heading.end() :], at + 1, column + heading.end())]
        reader.heading(heading.end(1))
        return at + 1
    if _is_table(lines, at, body):
        reader.close()
        reader.leave(indent)
        return _table(reader, lines, at)
    literal = after_blank and indent >= _CODE_INDENT and not reader.items
    if not literal and (marker := _MARKER.match(body)):
        reader.item(indent, indent + marker.end())
        reader.lines = [(body[marker.end() :], at + 1, column + marker.end())]
        return at + 1
    if after_blank:
        reader.leave(indent)
        inner = reader.items[-1].content if reader.items else 0
        if indent >= inner + _CODE_INDENT:
            return _indented(reader, lines, at, inner + _CODE_INDENT)
    reader.lines.append((body, at + 1, column))
    return at + 1


def _fenced(reader: _Reader, lines: list[str], at: int, fence: str, indent: int) -> int:
    """A block of code up to the fence that ends it."""
    reader.close()
    reader.leave(indent)
    pieces = Pieces()
    end = at + 1
    while end < len(lines):
        body = lines[end].strip()
        if body.startswith(fence) and not body.strip(fence[0]):
            break
        pieces.add(lines[end] + "\n", end + 1, 1, True)
        end += 1
    if not pieces.empty:
        around = reader.around
        reader.outline.add(Block(Part.CODE, around, pieces.text, tuple(pieces.runs)))
    return end + 1


def _indented(reader: _Reader, lines: list[str], at: int, indent: int) -> int:
    """A block of code that is told by its indentation."""
    pieces = Pieces()
    end = at
    while end < len(lines) and (not lines[end].strip() or lines[end][:indent].isspace()):
        pieces.add(lines[end] + "\n", end + 1, 1, True)
        end += 1
    if end == at:
        return at + 1
    reader.outline.add(Block(Part.CODE, reader.around, pieces.text, tuple(pieces.runs)))
    reader.blank = True
    return end


def _is_table(lines: list[str], at: int, body: str) -> bool:
    """Whether a table begins: a row, and below it the line between header and rows."""
    if "|" not in body or at + 1 >= len(lines) or len(body) > _LONG_ROW:
        return False
    below = lines[at + 1]
    return "-" in below and len(below) <= _LONG_ROW and bool(_DELIMITER.match(below))


def _table(reader: _Reader, lines: list[str], at: int) -> int:
    table = reader.outline.add(Block(Part.TABLE, reader.around))
    end = at
    while end < len(lines) and "|" in lines[end]:
        if end != at + 1:
            row = reader.outline.add(Block(Part.ROW, table))
            part = Part.HEADER if end == at else Part.CELL
            for column, (text, start) in enumerate(_cells(lines[end])):
                shown, runs = inline([(text, end + 1, start + 1)])
                reader.outline.add(Block(part, row, shown, runs, column))
        end += 1
    reader.blank = True
    return end


def _cells(line: str) -> list[tuple[str, int]]:
    """The cells of a row with their offsets; a bar after a backslash is text."""
    cells: list[tuple[str, int]] = []
    start = 0
    for match in re.finditer(r"\\.|\|", line):
        if match[0] == "|":
            cells.append((line[start : match.start()], start))
            start = match.end()
    cells.append((line[start:], start))
    if cells and not cells[0][0].strip():
        cells.pop(0)
    if cells and not cells[-1][0].strip():
        cells.pop()
    return cells
