"""Text to numbers, as ``strconv`` reads them: each result comes with the error's word, or None.

Under ``strconv`` and ``time``; texts are ``str``, whose non-ASCII characters are never digits.
"""

from __future__ import annotations

import math
import re

from xref.golang.natives.floats import round32

SYNTAX = "invalid syntax"
RANGE = "value out of range"

_BASES = {"b": 2, "o": 8, "x": 16}
_DIGITS = {c: i for i, c in enumerate("0123456789abcdefghijklmnopqrstuvwxyz")}
_DIGITS |= {c.upper(): i for c, i in _DIGITS.items()}
_DECIMAL = re.compile(r"[+-]?(?=\.?\d)\d*\.?\d*(?:[eE][+-]?\d+)?", re.ASCII)
_HEXADECIMAL = re.compile(
    r"([+-]?)0[xX](?=\.?[\da-fA-F])([\da-fA-F]*)\.?([\da-fA-F]*)[pP]([+-]?\d+)", re.ASCII
)
_SPECIAL = re.compile(r"[+-]?inf(inity)?|nan", re.IGNORECASE | re.ASCII)
_MOST_EXPONENT = 10000  # beyond this every exponent means the same; keeps integers small


def underscores_fit(s: str) -> bool:
    """Whether underscores stand only between digits, or between a base's prefix and a digit."""
    s = s.removeprefix("-") if s.startswith("-") else s.removeprefix("+")
    digits = "0-9"
    if s[:1] == "0" and s[1:2].lower() in _BASES:
        digits = "0-9a-fA-F" if s[1] in "xX" else digits
        s = "0" + s[2:]
    return re.search(rf"(?<![{digits}])_|_(?![{digits}])", s) is None


def parse_uint(s: str, base: int, bits: int) -> tuple[int, str | None]:
    """``strconv.ParseUint`` without its error's frame."""
    if not s:
        return 0, SYNTAX
    digits, base0 = s, base == 0
    if base0:
        base = 10
        if len(s) >= 3 and s[0] == "0" and s[1].lower() in _BASES:
            base, digits = _BASES[s[1].lower()], s[2:]
        elif s[0] == "0":
            base, digits = 8, s[1:]
    elif not 2 <= base <= 36:
        return 0, f"invalid base {base}"
    bits = bits or 64
    if not 0 < bits <= 64:
        return 0, f"invalid bit size {bits}"
    most, n = (1 << bits) - 1, 0
    for c in digits:
        if c == "_" and base0:
            continue
        d = _DIGITS.get(c, 99)
        if d >= base:
            return 0, SYNTAX
        n = n * base + d
        if n > most:  # Go looks no further: what follows may be anything
            return most, RANGE
    if base0 and "_" in digits and not underscores_fit(s):
        return 0, SYNTAX
    return n, None


def parse_int(s: str, base: int, bits: int) -> tuple[int, str | None]:
    """``strconv.ParseInt`` without its error's frame."""
    if not s:
        return 0, SYNTAX
    negative = s[0] == "-"
    n, error = parse_uint(s[1:] if s[0] in "+-" else s, base, bits)
    if error not in (None, RANGE):
        return 0, error
    limit = 1 << ((bits or 64) - 1)
    if not negative and n >= limit:
        return limit - 1, RANGE
    if negative and n > limit:
        return -limit, RANGE
    return -n if negative else n, None


def _exponent(text: str) -> int:
    return max(-_MOST_EXPONENT, min(_MOST_EXPONENT, int(text[:8])))


def _fraction(s: str) -> tuple[int, int] | None:
    """A decimal or hexadecimal text as a fraction; None if it is neither."""
    if m := _HEXADECIMAL.fullmatch(s):
        n = int((m[2] + m[3]) or "0", 16) * (-1 if m[1] == "-" else 1)
        power, base = _exponent(m[4]) - 4 * len(m[3]), 2
    elif _DECIMAL.fullmatch(s):
        mantissa, _, exponent = s.lower().partition("e")
        whole, _, fraction = mantissa.partition(".")
        n = int(whole + fraction)
        power, base = _exponent(exponent or "0") - len(fraction), 10
    else:
        return None
    return (n * base**power, 1) if power >= 0 else (n, base**-power)


def parse_float(s: str, bits: int) -> tuple[float, str | None]:
    """``strconv.ParseFloat`` without its error's frame; the nearest number, ties to even."""
    if _SPECIAL.fullmatch(s):
        return float(s), None
    plain = s.replace("_", "")
    if "_" in s and not underscores_fit(s):
        return 0.0, SYNTAX
    if bits != 32 and _DECIMAL.fullmatch(plain):
        x = float(plain)
    else:
        found = _fraction(plain)
        if found is None:
            return 0.0, SYNTAX
        n, d = found
        try:
            x = round32(n, d) if bits == 32 else n / d
        except OverflowError:
            x = math.inf if n > 0 else -math.inf
        if n == 0 and plain.startswith("-"):
            x = -0.0
    return x, RANGE if math.isinf(x) else None


def parse_bool(s: str) -> tuple[bool, str | None]:
    """``strconv.ParseBool`` without its error's frame."""
    if s in ("1", "t", "T", "true", "TRUE", "True"):
        return True, None
    if s in ("0", "f", "F", "false", "FALSE", "False"):
        return False, None
    return False, SYNTAX
