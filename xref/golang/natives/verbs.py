"""Formatting of single basic values under one directive of ``fmt``: flags, width, precision.

Between ``floats``/``quote`` and the printer of whole values; knows nothing of Values.
"""

from __future__ import annotations

from collections.abc import Callable

from xref.golang.natives import quote, runes
from xref.golang.natives.floats import format_float
from xref.golang.natives.lift import to_bytes

_MASK = (1 << 64) - 1


class Flags:
    """A directive's flags; ``width`` and ``precision`` are None where absent."""

    __slots__ = (
        "minus",
        "plus",
        "plus_v",
        "precision",
        "sharp",
        "sharp_v",
        "space",
        "width",
        "zero",
    )

    def __init__(self) -> None:
        self.minus = self.plus = self.sharp = self.space = self.zero = False
        self.plus_v = self.sharp_v = False
        self.width: int | None = None
        self.precision: int | None = None


def pad(f: Flags, s: str, zero: bool | None = None) -> str:
    """``s`` to the width; with zeros where ``zero`` (by default: the flag) says so."""
    if not f.width:
        return s
    if f.minus:
        return s.ljust(f.width)
    return s.rjust(f.width, "0" if (f.zero if zero is None else zero) else " ")


def boolean(f: Flags, v: bool) -> str:
    return pad(f, "true" if v else "false")


def integer(f: Flags, v: int, base: int, verb: str, sharp: bool | None = None) -> str:
    """An integer in base 2, 8, 10 or 16; ``sharp`` overrides the flag."""
    sharp = f.sharp if sharp is None else sharp
    precision = 0
    if f.precision is not None:
        precision = f.precision
        if precision == 0 and v == 0:
            return " " * (f.width or 0)
    elif f.zero and not f.minus and f.width is not None:
        precision = f.width - (1 if v < 0 or f.plus or f.space else 0)
    digits = format(abs(v), {2: "b", 8: "o", 10: "d", 16: "x"}[base]).rjust(precision, "0")
    if verb == "X":
        digits = digits.upper()
    if sharp and base != 10:
        prefix = {2: "0b", 8: "" if digits[0] == "0" else "0", 16: "0X" if verb == "X" else "0x"}
        digits = prefix[base] + digits
    if verb == "O":
        digits = "0o" + digits
    sign = "-" if v < 0 else "+" if f.plus else " " if f.space else ""
    return pad(f, sign + digits, False)


def _rune(v: int) -> int:
    return v if 0 <= v <= runes.MAX_RUNE else runes.RUNE_ERROR


def character(f: Flags, v: int) -> str:
    return pad(f, runes.encode(_rune(v)).decode())


def quoted_character(f: Flags, v: int) -> str:
    return pad(f, (quote.quote_rune_ascii if f.plus else quote.quote_rune)(_rune(v)))


def code_point(f: Flags, v: int) -> str:
    """The verb %U."""
    text = f"U+{format(v & _MASK, 'X').rjust(max(f.precision or 0, 4), '0')}"
    if f.sharp and 0 <= v <= runes.MAX_RUNE and runes.is_print(v):
        text += f" '{chr(v)}'"
    return pad(f, text, False)


def _cut(f: Flags, s: str) -> str:
    return s if f.precision is None else s[: f.precision]


def plain_string(f: Flags, s: str) -> str:
    return pad(f, _cut(f, s))


def quoted_string(f: Flags, s: str) -> str:
    s = _cut(f, s)
    if f.sharp and quote.can_backquote(s):
        return pad(f, f"`{s}`")
    return pad(f, (quote.quote_ascii if f.plus else quote.quote)(s))


def hex_string(f: Flags, b: bytes, upper: bool) -> str:
    """The verbs %x and %X of strings and bytes."""
    b = b if f.precision is None else b[: f.precision]
    if not b:
        return pad(f, "")
    prefix = "0x" if f.sharp else ""
    text = " ".join(f"{prefix}{c:02x}" for c in b) if f.space else prefix + b.hex()
    return pad(f, text.upper() if upper else text)


def string(f: Flags, s: str, verb: str) -> str | None:
    """A string under ``verb``; None if the verb is none for strings."""
    if verb == "s" or (verb == "v" and not f.sharp_v):
        return plain_string(f, s)
    if verb in "vq":
        return quoted_string(f, s)
    return hex_string(f, to_bytes(s), verb == "X") if verb in "xX" else None


def number(f: Flags, v: int, signed: bool, verb: str) -> str | None:
    """An integer under ``verb``; None if the verb is none for integers."""
    if verb == "v" and f.sharp_v and not signed:
        return integer(f, v, 16, verb, True)
    bases = {"v": 10, "d": 10, "b": 2, "o": 8, "O": 8, "x": 16, "X": 16}
    if verb in bases:
        return integer(f, v, bases[verb], verb)
    others: dict[str, Callable[[Flags, int], str]] = {
        "c": character,
        "q": quoted_character,
        "U": code_point,
    }
    return others[verb](f, v) if verb in others else None


def _sharpened(num: str, form: str, precision: int) -> str:
    """A signed number with the point and the trailing zeros that the flag # asks for."""
    digits = (6 if precision == -1 else precision) if form in "gGx" else 0
    letters = "pP" if form in "xX" else "eEpP"
    end = next((i for i, c in enumerate(num) if c in letters), len(num))
    num, tail = num[:end], num[end:]
    significant = num[1:].replace(".", "").lstrip("0")
    if form in "xX":  # Go counts the x of the prefix as a digit
        significant = num[2:].replace(".", "")
    digits -= len(significant)
    if "." not in num:
        if len(num) == 2 and num[1] == "0":
            digits -= 1
        num += "."
    return num + "0" * max(digits, 0) + tail


def floating(f: Flags, v: float, bits: int, verb: str) -> str | None:
    """A float under ``verb``; None if the verb is none for floats."""
    if verb not in "vbgGxXfFeE":
        return None
    form = {"v": "g", "F": "f"}.get(verb, verb)
    precision = 6 if verb in "fFeE" else -1
    precision = precision if f.precision is None else f.precision
    num = format_float(v, form, precision, bits)
    if num[0] not in "+-":
        num = "+" + num
    if f.space and num[0] == "+" and not f.plus:
        num = " " + num[1:]
    if num[1] in "IN":
        if num[1] == "N" and not f.space and not f.plus:
            num = num[1:]
        return pad(f, num, False)
    if f.sharp and form != "b":
        num = _sharpened(num, form, precision)
    if f.plus or num[0] != "+":
        if f.zero and not f.minus and f.width is not None and f.width > len(num):
            return num[0] + num[1:].rjust(f.width - 1, "0")
        return pad(f, num)
    return pad(f, num[1:])


def complex_number(f: Flags, v: complex, bits: int, verb: str) -> str | None:
    """A complex number under ``verb``; None if the verb is none for them."""
    real = floating(f, v.real, bits // 2, verb)
    plus, f.plus = f.plus, True
    imaginary = floating(f, v.imag, bits // 2, verb)
    f.plus = plus
    return None if real is None or imaginary is None else f"({real}{imaginary}i)"
