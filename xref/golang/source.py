"""A declaration's source, ready for a parser. Part of the interpreter; pure functions."""

from __future__ import annotations

import re

_TOKENS = re.compile(
    rb'"(?:[^"\\\n]|\\.)*"|`[^`]*`|\'(?:[^\'\\\n]|\\.)*\'|//[^\n]*|/\*.*?(?:\*/|\Z)', re.S
)
_VISIBLE = re.compile(rb"[^\n]")


def without_comments(data: bytes) -> bytes:
    """``data`` with each comment blanked out, so that lines and columns stay.

    A comment may stand between any two tokens, where code that walks a syntax tree would have to
    step over it.
    """
    if b"//" not in data and b"/*" not in data:
        return data
    return _TOKENS.sub(_blank, data)


def _blank(token: re.Match[bytes]) -> bytes:
    text = token[0]
    if text[:1] != b"/":
        return text
    return _VISIBLE.sub(b" ", text) if b"\n" in text else b" " * len(text)
