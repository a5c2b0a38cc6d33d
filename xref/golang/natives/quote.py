"""Go's quoted strings and characters, both ways. Under ``strconv`` and ``fmt``."""

from __future__ import annotations

import re
from collections.abc import Callable

from xref.golang.natives import runes
from xref.golang.natives.lift import to_bytes, to_text

_ESCAPES = {7: "a", 8: "b", 12: "f", 10: "n", 13: "r", 9: "t", 11: "v"}
_UNESCAPES = {v: k for k, v in _ESCAPES.items()} | {"\\": 92}
_ESCAPE = re.compile(
    r"""\\(?:([abfnrtv\\'"])|x([\da-fA-F]{2})|u([\da-fA-F]{4})|U([\da-fA-F]{8})|([0-7]{3}))"""
)


def _ascii(r: int) -> bool:
    return r < 0x80 and runes.is_print(r)


def _escape(r: int, mark: str, shown: Callable[[int], bool]) -> str:
    """One rune within the quotes ``mark``."""
    if chr(r) in (mark, "\\"):
        return "\\" + chr(r)
    if shown(r):
        return chr(r)
    if r in _ESCAPES:
        return "\\" + _ESCAPES[r]
    if r < 32 or r == 0x7F:
        return f"\\x{r:02x}"
    if not runes.valid(r):
        r = runes.RUNE_ERROR
    return f"\\u{r:04x}" if r < 0x10000 else f"\\U{r:08x}"


def _quote(s: str, shown: Callable[[int], bool]) -> str:
    out = []
    for ch in s:
        r = ord(ch)
        raw = 0xDC80 <= r <= 0xDCFF  # a byte that is no UTF-8
        out.append(f"\\x{r - 0xDC00:02x}" if raw else _escape(r, '"', shown))
    return '"' + "".join(out) + '"'


def _quote_rune(r: int, shown: Callable[[int], bool]) -> str:
    return "'" + _escape(r if runes.valid(r) else runes.RUNE_ERROR, "'", shown) + "'"


def quote(s: str) -> str:
    return _quote(s, runes.is_print)


def quote_ascii(s: str) -> str:
    return _quote(s, _ascii)


def quote_graphic(s: str) -> str:
    return _quote(s, runes.is_graphic)


def quote_rune(r: int) -> str:
    return _quote_rune(r, runes.is_print)


def quote_rune_ascii(r: int) -> str:
    return _quote_rune(r, _ascii)


def quote_rune_graphic(r: int) -> str:
    return _quote_rune(r, runes.is_graphic)


def can_backquote(s: str) -> bool:
    """Whether ``s`` can stand in backquotes on one line as it is."""
    return not any(
        ch in "`\x7f\ufeff" or (ch < " " and ch != "\t") or "\udc80" <= ch <= "\udcff" for ch in s
    )


def _unescape(body: str, mark: str) -> str | None:
    """The body of a quoted string without its escapes; None if it is malformed."""
    out, i = bytearray(), 0
    while i < len(body):
        ch = body[i]
        if ch in (mark, "\n"):
            return None
        if ch != "\\":
            # A bad byte between escapes is decoded, and so becomes U+FFFD.
            out += "\ufffd".encode() if "\udc80" <= ch <= "\udcff" else ch.encode()
            i += 1
            continue
        m = _ESCAPE.match(body, i)
        if m is None:
            return None
        one, x, u, big, octal = m.groups()
        if one is not None:
            if one in "'\"" and one != mark:
                return None
            out.append(_UNESCAPES.get(one, ord(one)))
        elif x is not None or octal is not None:
            value = int(x, 16) if x is not None else int(octal, 8)
            if value > 255:
                return None
            out.append(value)
        else:
            value = int(u or big, 16)
            if not runes.valid(value):
                return None
            out += chr(value).encode()
        i = m.end()
    return to_text(bytes(out))


def unquote(s: str) -> str | None:
    """``strconv.Unquote``; None where that gives ErrSyntax."""
    if len(s) < 2 or s[0] != s[-1]:
        return None
    mark, body = s[0], s[1:-1]
    if mark == "`":
        return None if "`" in body else body.replace("\r", "")
    if mark not in "\"'":
        return None
    out = _unescape(body, mark)
    if body and out is not None and mark == "'":  # '' gives the empty string
        escape = _ESCAPE.match(body)
        if len(body) != (escape.end() if escape else 1):
            return None
    return out


def byte_length(s: str) -> int:
    """How many bytes a Go string has."""
    return len(s) if s.isascii() else len(to_bytes(s))
