"""A rendering's pieces as lines that know their place in the templates.

First step from a rendering to facts. Lines that other values would bring (ghosts) stand where they
would come, one level deeper each time another condition would have to be otherwise.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import NamedTuple

from xref.template.run import Piece


class Line(NamedTuple):
    """A line of output. ``source`` is the template's own text of it; ``line`` counts from 1.

    ``around`` are the conditions around the whole of it, ``guards`` those within it too.
    ``doubtful`` tells that the text is not what would be printed: an action stands there for what
    is not known, or a line that other values bring misses something that these values lack.
    """

    text: str
    file: str
    line: int
    guards: tuple[str, ...]
    source: str
    uses: tuple[str, ...]
    doubtful: bool = False
    around: tuple[str, ...] = ()


@dataclass(slots=True)
class Text:
    """Lines of one level, and the ghosts that follow on a line: ``ghosts`` by the number of lines
    before them."""

    lines: list[Line] = field(default_factory=list)
    ghosts: list[tuple[int, Text]] = field(default_factory=list)


def text_of(pieces: Sequence[Piece], depth: int = 0) -> Text:
    """The lines of the pieces of one depth, with those of deeper ones as ghosts."""
    made = Text()
    open_line = _OpenLine()
    for deeper, group in groupby(pieces, key=lambda piece: piece.depth > depth):
        if not deeper:
            for piece in group:
                _add(made.lines, open_line, piece)
            continue
        run = _in_a_line_of_its_own(list(group), open_line)
        if run:
            level = min(piece.depth for piece in run if piece.text.strip())
            # A ghost on a line that is still blank stands before that line, else after it.
            at = len(made.lines) + (not open_line.blank)
            made.ghosts.append((at, text_of(run, level)))
    if open_line.parts:
        made.lines.append(open_line.close())
    return made


class _OpenLine:
    """The parts of a line whose end has not come yet."""

    def __init__(self) -> None:
        self.parts: list[tuple[str, str, Piece, int]] = []

    @property
    def blank(self) -> bool:
        return not any(text.strip() for text, *_ in self.parts)

    def add(self, text: str, source: str, piece: Piece, line: int) -> None:
        self.parts.append((text, source, piece, line))

    def close(self) -> Line:
        """The line, at the place of its first part that shows.

        A condition within the line is one of the line: its guards are those of the innermost part.
        """
        parts, self.parts = self.parts, []
        if len(parts) == 1:  # as nearly all are
            text, source, piece, line = parts[0]
            uses, doubtful = tuple(dict.fromkeys(piece.uses)), _is_doubtful(piece)
            return Line(text, piece.file, line, piece.guards, source, uses, doubtful, piece.guards)
        shown = [part for part in parts if part[0].strip()] or parts[:1]
        _, _, piece, line = shown[0]
        around = min((p.guards for _, _, p, _ in shown), key=len)
        guards = max((p.guards for _, _, p, _ in shown), key=len)
        text = "".join(text for text, *_ in parts)
        source = "".join(source for _, source, *_ in parts)
        uses = tuple(dict.fromkeys(use for _, _, p, _ in parts for use in p.uses))
        doubtful = any(_is_doubtful(p) for _, _, p, _ in parts)
        return Line(text, piece.file, line, guards, source, uses, doubtful, around)


def _is_doubtful(piece: Piece) -> bool:
    return piece.unknown or bool(piece.depth and not piece.text)


def _add(lines: list[Line], open_line: _OpenLine, piece: Piece) -> None:
    action = piece.source.startswith("{{")
    for number, text in enumerate(piece.text.split("\n")):
        if number:
            if not open_line.parts:
                open_line.add("", "", piece, piece.line)
            lines.append(open_line.close())
        line = piece.line if action else piece.line + number
        if text or (action and not number):  # what prints nothing is source all the same
            # An action that gives nothing but blanks only indents what another one prints.
            source = piece.source if action and not text.isspace() else text
            open_line.add(text, source, piece, line)


def _in_a_line_of_its_own(run: list[Piece], open_line: _OpenLine) -> list[Piece]:
    """A run of ghosts without what belongs to a line that shows anyway, such as half a word."""
    if open_line.blank:
        if not run[0].text.startswith("\n"):
            indent = "".join(text for text, *_ in open_line.parts)
            run = [run[0]._replace(text=indent, source=indent), *run]
    else:
        run = list(_after_first_end(run))
    return run if any(piece.text.strip() for piece in run) else []


def _after_first_end(run: Sequence[Piece]) -> Iterator[Piece]:
    ended = False
    for piece in run:
        if ended:
            yield piece
        elif "\n" in piece.text:
            ended = True
            _, _, rest = piece.text.partition("\n")
            if rest:
                action = piece.source.startswith("{{")
                yield piece._replace(text=rest, line=piece.line + (not action))
