"""Cuts a template into literal texts and actions, and actions into tokens.

First of the chain ``lexer -> parser -> evaluate``. One regular expression does the tokens.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from xref.template.errors import TemplateError

SPACES = " \t\r\n"

TOKEN = re.compile(
    r"""
      (?P<end>[ \t\r\n]+-\}\}|\}\})
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
    """,
    re.VERBOSE,
)


class Token(NamedTuple):
    """``kind`` is a group of the token expression; ``start`` and ``end`` are offsets in the file."""

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


def cut(name: str, text: str) -> Iterator[Piece]:
    """The literal texts and actions of ``text``. Raises TemplateError."""
    position, line, trim = 0, 1, False
    while True:
        start = text.find("{{", position)
        literal = text[position:] if start < 0 else text[position:start]
        after = line + literal.count("\n")
        dashed = start >= 0 and text[start + 2 : start + 3] == "-"
        dashed = dashed and text[start + 3 : start + 4] in SPACES and start + 3 < len(text)
        yield from _literal(literal, line, trim, dashed)
        if start < 0:
            return
        line = after
        inner = start + 4 if dashed else start + 2
        if text.startswith("/*", inner):
            position, trim = _comment(name, text, inner, line)
        else:
            tokens, position, trim = _tokens(name, text, inner, line)
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


def _comment(name: str, text: str, inner: int, line: int) -> tuple[int, bool]:
    """The offset after a comment that begins at ``inner``, and whether it trims what follows."""
    closing = text.find("*/", inner)
    if closing < 0:
        raise TemplateError("unclosed comment", name, line)
    found = TOKEN.match(text, closing + 2)
    if found is None or found.lastgroup != "end":
        raise TemplateError("comment ends before closing delimiter", name, line)
    return found.end(), "-" in found.group()


def _tokens(name: str, text: str, position: int, line: int) -> tuple[list[Token], int, bool]:
    """The tokens of an action, the offset after it, and whether it trims what follows."""
    tokens: list[Token] = []
    begin = position
    match = TOKEN.match
    while True:
        found = match(text, position)
        if found is None:
            at = line + text.count("\n", begin, position)
            raise TemplateError(_complaint(text, position), name, at)
        kind = found.lastgroup or ""
        position = found.end()
        if kind == "end":
            if tokens and tokens[-1].kind == "space":
                tokens.pop()
            return tokens, position, "-" in found.group()
        if tokens or kind != "space":
            tokens.append(Token(kind, found.group(), found.start(), position))


def _complaint(text: str, position: int) -> str:
    if position >= len(text):
        return "unclosed action"
    character = text[position]
    if character in '"`':
        return "unterminated quoted string"
    if character == "'":
        return "unterminated character constant"
    if text.startswith("{{", position):
        return "unclosed action"
    return f"unexpected {character!r} in action"
