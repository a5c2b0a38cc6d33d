"""Literals of Go's source as Python values. Part of the interpreter; pure functions."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Any

_ESCAPE = re.compile(
    r"\\(?:([0-7]{3})|x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|(.))", re.S
)
_SIMPLE = {
    "a": "\a",
    "b": "\b",
    "f": "\f",
    "n": "\n",
    "r": "\r",
    "t": "\t",
    "v": "\v",
    "\\": "\\",
    "'": "'",
    '"': '"',
}


def integer(text: str) -> int:
    """An integer literal; raises ValueError on what is none."""
    text = text.replace("_", "").lower()
    if len(text) > 1 and text[0] == "0" and text[1].isdigit():
        return int(text, 8)
    return int(text, 0)


def floating(text: str) -> Fraction:
    """A floating-point literal, exactly; raises ValueError on what is none."""
    text = text.replace("_", "").lower()
    if not text.startswith("0x"):
        mantissa, _, exponent = text.partition("e")
        if exponent and abs(int(exponent)) > 5000:
            raise ValueError(f"exponent of {text} is too large")
        return Fraction(mantissa) * Fraction(10) ** int(exponent or 0)
    mantissa, _, exponent = text[2:].partition("p")
    whole, _, part = mantissa.partition(".")
    return Fraction(int(whole + part, 16), 16 ** len(part)) * Fraction(2) ** int(exponent)


def string(text: str) -> str:
    """An interpreted string literal, quotes included."""
    inner = text[1:-1]
    if "\\" not in inner:
        return inner
    # Escapes of bytes can build or break characters, so the string is put together as bytes.
    parts: list[bytes] = []
    at = 0
    for m in _ESCAPE.finditer(inner):
        parts.append(inner[at : m.start()].encode("utf-8", "surrogateescape"))
        parts.append(_escaped(m))
        at = m.end()
    parts.append(inner[at:].encode("utf-8", "surrogateescape"))
    return b"".join(parts).decode("utf-8", "surrogateescape")


def _escaped(m: re.Match[str]) -> bytes:
    octal, byte, short, long, simple = m.groups()
    if octal:
        return bytes([int(octal, 8) & 255])
    if byte:
        return bytes([int(byte, 16)])
    if short or long:
        return chr(int(short or long, 16)).encode("utf-8", "replace")
    return _SIMPLE.get(simple, simple).encode()


def raw_string(text: str) -> str:
    """A raw string literal, quotes included; Go drops its carriage returns."""
    return text[1:-1].replace("\r", "")


def rune(text: str) -> int:
    """A rune literal, quotes included; raises ValueError on what is none."""
    inner = text[1:-1]
    m = _ESCAPE.fullmatch(inner)
    if m is not None:
        octal, byte, short, long, simple = m.groups()
        if octal or byte:
            return int(octal, 8) if octal else int(byte, 16)
        return int(short or long, 16) if short or long else ord(_SIMPLE[simple])
    if len(inner) != 1:
        raise ValueError(f"no rune: {text}")
    return ord(inner)


def imaginary(text: str) -> Any:
    """An imaginary literal."""
    body = text[:-1]
    return complex(0, float(floating(body)))
