"""Constants as Go writes them: quoted strings, runes and numbers.

Part of ``template``; used by the parser.
"""

from __future__ import annotations

import math
import re

LONGEST = 1_000
"""How many characters a number may have."""

ESCAPE = re.compile(
    r"\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([0-7]{3})|(.))", re.S
)
SIMPLE = {
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


def string(text: str) -> str:
    """The value of a quoted string. Raises ValueError for a bad escape."""
    body = text[1:-1]
    if text[0] == "`":
        return body.replace("\r", "")
    if "\\" not in body:
        return body
    if r"\x" not in body and not re.search(r"\\[0-7]", body):
        return ESCAPE.sub(_escaped, body)
    # Escapes of bytes make up UTF-8 together.
    chunks: list[bytes] = []
    last = 0
    for match in ESCAPE.finditer(body):
        chunks.append(body[last : match.start()].encode())
        byte = (match[1] and int(match[1], 16)) or (match[4] and int(match[4], 8))
        chunks.append(bytes([byte or 0]) if match[1] or match[4] else _escaped(match).encode())
        last = match.end()
    chunks.append(body[last:].encode())
    return b"".join(chunks).decode("utf-8", "replace")


def _escaped(match: re.Match[str]) -> str:
    code = match[2] or match[3]
    if code:
        number = int(code, 16)
        return "\ufffd" if 0xD800 <= number < 0xE000 else chr(number)
    return SIMPLE.get(match[5]) or _bad(match.group())


def _bad(text: str) -> str:
    raise ValueError(f"invalid escape {text}")


def number(text: str) -> int | float:
    """The value of a number or rune. Raises ValueError."""
    if text[0] == "'":
        rune = string('"' + text[1:-1].replace('"', r"\"") + '"')
        if len(rune) != 1:
            raise ValueError("malformed character constant")
        return ord(rune)
    value = _number(text.lstrip("+-")) if len(text) <= LONGEST else math.inf
    value = -value if text[0] == "-" else value
    if isinstance(value, float) and not math.isfinite(value):
        raise ValueError("number overflow")
    if isinstance(value, int) and not -(1 << 63) <= value < 1 << 63:
        raise ValueError("integer overflow")
    return value


def _number(digits: str) -> int | float:
    lower = digits.lower()
    if lower.startswith("0x"):
        return float.fromhex(digits) if "p" in lower or "." in lower else int(digits, 16)
    if any(c in lower for c in ".e") and not lower.startswith(("0b", "0o")):
        return float(digits)
    if len(digits) > 1 and digits[0] == "0" and digits[1].isdigit():
        return int(digits, 8)
    return int(digits, 0)
