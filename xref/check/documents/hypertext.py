"""Reads HTML as blocks.

Between the document and ``blocks``. A scanner of its own: ``html.parser`` takes time that grows
with the square of the length of broken markup (80 KB of ``<a`` take it half a minute), and does
not tell the columns of what stands between two tags. Tags need not match.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from xref.check.documents.blocks import Block, Outline, Part, Pieces

_NAME = re.compile(r"/?[A-Za-z][A-Za-z0-9]{0,30}")
_TEXT = re.compile(
    r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});|[^&\n]+|[&\n]"
)
_SKIPPED = {"script", "style", "head", "svg", "template", "noscript"}
_CODE = {"code", "tt", "kbd", "samp", "pre", "var"}
_BREAKS = {
    *("p", "div", "section", "article", "main", "body", "blockquote", "br", "hr", "figure", "dd"),
    *("header", "footer", "nav", "aside", "form", "details", "summary", "tbody", "thead", "tfoot"),
}
_DEEPEST = 100


@dataclass(slots=True)
class _Open:
    """A tag that makes a block and is open; ``index`` is its block, ``cells`` a row's number."""

    tag: str
    index: int
    cells: int = 0


@dataclass(slots=True)
class _Reader:
    outline: Outline = field(default_factory=Outline)
    open: list[_Open] = field(default_factory=list)
    pieces: Pieces = field(default_factory=Pieces)
    code: int = 0
    literal: int = 0  # <pre> around
    heading: int = 0  # the level of the heading that is open

    @property
    def around(self) -> int:
        for opened in reversed(self.open):
            return opened.index
        return self.outline.section

    def close(self) -> None:
        """Ends the stretch of text that is open, as what stands around it has it."""
        pieces, self.pieces = self.pieces, Pieces()
        if pieces.empty:
            return
        text, runs = pieces.text, tuple(pieces.runs)
        if self.heading:
            self.outline.heading(self.heading, text, runs)
            return
        top = self.open[-1] if self.open else None
        own = self.outline.blocks[top.index] if top else None
        if self.literal:
            self.outline.add(Block(Part.CODE, self.around, text, runs))
        elif top and own and own.part in (Part.ITEM, Part.CELL, Part.HEADER) and not own.runs:
            made = Block(own.part, own.parent, text, runs, own.column)
            self.outline.blocks[top.index] = made
        else:
            self.outline.add(Block(Part.TEXT, self.around, text, runs))

    def enter(self, tag: str, part: Part, column: int = 0) -> None:
        if len(self.open) < _DEEPEST:
            index = self.outline.add(Block(part, self.around, column=column))
            self.open.append(_Open(tag, index))

    def leave(self, tags: set[str], within: set[str]) -> None:
        """Ends the innermost open one of ``tags``, unless one of ``within`` stands in between."""
        for depth in range(len(self.open) - 1, -1, -1):
            if self.open[depth].tag in tags:
                del self.open[depth:]
                return
            if self.open[depth].tag in within:
                return


def hypertext(text: str) -> list[Block]:
    """The blocks of a page."""
    reader = _Reader()
    line, start = 1, 0  # of the line that the scan is in
    for at, end, tag in _scan(text):
        if tag:
            _tag(reader, tag)
        else:
            _text(reader, text[at:end], line, at - start + 1)
        breaks = text.count("\n", at, end)
        if breaks:
            line += breaks
            start = text.rindex("\n", at, end) + 1
    reader.close()
    return reader.outline.blocks


def _scan(text: str) -> Iterator[tuple[int, int, str]]:
    """Start, end and tag (``/p``) of everything; the tag of text is "", of what to skip ``!``."""
    at = 0
    ended: set[str] = set()  # what the rest does not hold any more
    while at < len(text):
        angle = text.find("<", at)
        if angle < 0:
            angle = len(text)
        if angle > at:
            yield at, angle, ""
        at = angle
        if at >= len(text):
            return
        close, tag = ">", "!"
        if text.startswith("<!--", at):
            close = "-->"
        elif name := _NAME.match(text, at + 1):
            tag = name[0].lower()
        elif text[at + 1 : at + 2] not in ("!", "?"):
            yield at, at + 1, ""
            at += 1
            continue
        end = -1 if close in ended else text.find(close, at + 1)
        if end < 0 and close == ">":  # no tag is left
            yield at, len(text), ""
            return
        if end < 0:
            ended.add(close)
            yield at, at + 1, ""
            at += 1
            continue
        end += len(close)
        yield at, end, tag
        at = end
        if tag in _SKIPPED and f"</{tag}" not in ended:
            over = text.find(f"</{tag}", at)
            if over < 0:
                ended.add(f"</{tag}")
            elif over > at:
                yield at, over, "!"
                at = over


def _text(reader: _Reader, text: str, line: int, column: int) -> None:
    """Adds text; a line's end is a blank, except in code of several lines."""
    for match in _TEXT.finditer(text):
        piece = match[0]
        if piece == "\n":
            reader.pieces.add("\n" if reader.literal else " ", line, column, reader.code > 0)
            line, column = line + 1, 1
            continue
        shown = html.unescape(piece) if piece[0] == "&" and len(piece) > 1 else piece
        reader.pieces.add(shown, line, column, reader.code > 0)
        column += len(piece)


def _tag(reader: _Reader, tag: str) -> None:
    """What a tag does to the text around it."""
    name = tag.lstrip("/")
    ends = tag.startswith("/")
    if name in _CODE:
        if name == "pre":
            reader.close()
            reader.literal = max(reader.literal + (-1 if ends else 1), 0)
        reader.code = max(reader.code + (-1 if ends else 1), 0)
    elif len(name) == 2 and name[0] == "h" and name[1] in "123456":
        reader.close()
        if not ends:
            reader.open = []
        reader.heading = 0 if ends else int(name[1])
    elif name in ("ul", "ol", "menu", "dl", "table", "tr", "li", "td", "th", "dt"):
        reader.close()
        _structure(reader, name, ends)
    elif name in _BREAKS:
        reader.close()


def _structure(reader: _Reader, name: str, ends: bool) -> None:
    """Lists, items, tables, rows and cells; what opens closes what it cannot stand in."""
    lists, tables = {"ul", "ol", "menu", "dl"}, {"table"}
    if name in lists:
        reader.leave(lists, tables) if ends else reader.enter(name, Part.LIST)
    elif name == "table":
        reader.leave(tables, set()) if ends else reader.enter(name, Part.TABLE)
    elif name == "tr":
        reader.leave({"tr"}, tables)
        if not ends:
            reader.enter(name, Part.ROW)
    elif name in ("td", "th"):
        reader.leave({"td", "th"}, {"tr", "table"})
        if not ends:
            row = reader.open[-1] if reader.open else None
            column = row.cells if row else 0
            reader.enter(name, Part.CELL if name == "td" else Part.HEADER, column)
            if row:
                row.cells += 1
    elif not (name == "dt" and ends):  # what describes a term belongs to it
        reader.leave({"li", "dt"}, lists | tables)
        if not ends:
            reader.enter(name, Part.ITEM)
