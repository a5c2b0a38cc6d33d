"""Cuts a template into literal texts and actions, and actions into tokens.

First of the chain ``lexer -> parser -> evaluate``. One regular expression does the tokens.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple, NoReturn

from xref.template.errors import TemplateError

SPACES = " \t\r\n"

TOKEN = r"""
      (?P<end>[ \t\r\n]+-RIGHT|RIGHT)
    | (?P<space>[ \t\r\n]+)
    | (?P<string>"(?:[^"\\\n]|\\[^\n])*"|`[^`]*`)
    | (?P<number>[+-]?(?:0[xX][0-9a-fA-F_]+(?:\.[0-9a-fA-F_]*)?(?:[pP][+-]?\d+)?
        |0[bB][01_]+|0[oO][0-7_]+|(?:\d[\d_]*\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)(?!\w)
        |'(?:[^'\\\n]|\\[^\n])+')
    | (?P<variable>\$\w*(?:\.[^\W\d]\w*)*)
    | (?P<field>(?:\.[^\W\d]\w*)+)
    | (?P<dot>\.)
    | (?P<word>[^\W\d]\w*)
    | (?P<sign>:=|[|(),=])
    """


@lru_cache(maxsize=16)
def grammar(right: str) -> re.Pattern[str]:
    """The expression of tokens where ``right`` ends an action."""
    return re.compile(TOKEN.replace("RIGHT", re.escape(right)), re.VERBOSE)


class Token(NamedTuple):
    """``kind`` is a group of ``TOKEN``; ``start`` and ``end`` are offsets in the file."""

    kind: str
    text: str
    start: int
    end: int


class Piece(NamedTuple):
    """A literal text (``tokens`` is None) or an action, without its delimiters' tokens.

    ``text`` is the trimmed literal, or the action's whole source.
    """

    text: str
    line: int
    tokens: list[Token] | None


class Source(NamedTuple):
    """A text with the delimiters of its actions."""

    name: str
    text: str
    left: str
    right: str

    def fail(self, message: str, line: int) -> NoReturn:
        """Raise TemplateError."""
        raise TemplateError(message, self.name, line)


def cut(source: Source) -> Iterator[Piece]:
    """The literal texts and actions of ``source``. Raises TemplateError."""
    text, left = source.text, source.left
    position, line, trim = 0, 1, False
    while True:
        start = text.find(left, position)
        literal = text[position:] if start < 0 else text[position:start]
        after = line + literal.count("\n")
        inner = start + len(left)
        dashed = start >= 0 and text[inner : inner + 1] == "-" and text[inner + 1 : inner + 2] != ""
        dashed = dashed and text[inner + 1] in SPACES
        yield from _literal(literal, line, trim, dashed)
        if start < 0:
            return
        line = after
        inner += 2 * dashed
        if text.startswith("/*", inner):
            position, trim = _comment(source, inner, line)
        else:
            tokens, position, trim = _tokens(source, inner, line)
            yield Piece(text[start:position], line, tokens)
        line += text.count("\n", start, position)


def _literal(text: str, line: int, trim_left: bool, trim_right: bool) -> Iterator[Piece]:
    if trim_left:
        kept = text.lstrip(SPACES)
        line += text.count("\n", 0, len(text) - len(kept))
        text = kept
    if trim_right:
        text = text.rstrip(SPACES)
    if text:
        yield Piece(text, line, None)


def _comment(source: Source, inner: int, line: int) -> tuple[int, bool]:
    """The offset after a comment that begins at ``inner``, and whether it trims what follows."""
    closing = source.text.find("*/", inner)
    if closing < 0:
        source.fail("unclosed comment", line)
    found = grammar(source.right).match(source.text, closing + 2)
    if found is None or found.lastgroup != "end":
        source.fail("comment ends before closing delimiter", line)
    return found.end(), _trims(found)


def _trims(end: re.Match[str]) -> bool:
    return end.group()[0] in SPACES


def _tokens(source: Source, position: int, line: int) -> tuple[list[Token], int, bool]:
    """The tokens of an action, the offset after it, and whether it trims what follows."""
    tokens: list[Token] = []
    begin, text = position, source.text
    match = grammar(source.right).match
    while True:
        found = match(text, position)
        if found is None:
            at = line + text.count("\n", begin, position)
            source.fail(_complaint(source, position), at)
        kind = found.lastgroup or ""
        position = found.end()
        if kind == "end":
            if tokens and tokens[-1].kind == "space":
                tokens.pop()
            return tokens, position, _trims(found)
        if tokens or kind != "space":
            tokens.append(Token(kind, found.group(), found.start(), position))


def _complaint(source: Source, position: int) -> str:
    if position >= len(source.text) or source.text.startswith(source.left, position):
        return "unclosed action"
    character = source.text[position]
    if character in '"`':
        return "unterminated quoted string"
    if character == "'":
        return "unterminated character constant"
    return f"unexpected {character!r} in action"
