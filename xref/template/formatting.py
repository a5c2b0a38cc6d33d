"""Texts of values as Go's ``fmt`` prints them, and ``printf``.

Part of ``template``, above the values.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from xref.template.values import DEEPEST, Struct, kind, type_name

VERB = re.compile(r"%([+\-# 0]*)(\*|\d+)?(?:\.(\*|\d+)?)?(.|$)", re.S)
WIDEST = 1_000_000
LONGEST = 8 << 20
QUOTED = {
    "\a": r"\a",
    "\b": r"\b",
    "\f": r"\f",
    "\n": r"\n",
    "\r": r"\r",
    "\t": r"\t",
    "\v": r"\v",
    "\\": "\\\\",
    '"': r"\"",
}


def sprint(value: Any, depth: int = 0) -> str:
    """``value`` as ``%v`` prints it; None is ``<nil>``. Raises ValueError for one too deep."""
    if type(value) is str:
        return str(value)
    if value is None:
        return "<nil>"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(int(value))
    if isinstance(value, float):
        return general(value)
    if depth > DEEPEST:
        raise ValueError("a value is nested too deeply")
    if isinstance(value, Struct) and value.text is not None:
        return value.text
    if isinstance(value, dict):
        inner = (f"{k}:{sprint(value[k], depth + 1)}" for k in sorted(value))
        return f"map[{' '.join(inner)}]"
    if isinstance(value, list):
        return f"[{' '.join(sprint(v, depth + 1) for v in value)}]"
    return str(value)


def general(value: float) -> str:
    """The shortest text of a float, with an exponent where Go's ``%v`` has one."""
    if math.isnan(value):
        return "NaN"
    if math.isinf(value):
        return "+Inf" if value > 0 else "-Inf"
    digits, exponent = shortest(value)
    sign = "-" if math.copysign(1, value) < 0 else ""
    if exponent < -4 or exponent >= 6:
        return sign + _scientific(digits, exponent)
    return sign + _decimal(digits, exponent)


def shortest(value: float) -> tuple[str, int]:
    """The fewest digits that give ``value`` back, and the exponent of the first."""
    mantissa, _, exponent = f"{abs(value)!r}".partition("e")
    whole, _, fraction = mantissa.partition(".")
    power = int(exponent or 0) + len(whole) - 1
    digits = whole + fraction
    stripped = digits.lstrip("0")
    power -= len(digits) - len(stripped)
    stripped = stripped.rstrip("0")
    return (stripped, power) if stripped else ("0", 0)


def _scientific(digits: str, exponent: int) -> str:
    mantissa = digits[0] + ("." + digits[1:] if len(digits) > 1 else "")
    return f"{mantissa}e{'-' if exponent < 0 else '+'}{abs(exponent):02d}"


def _decimal(digits: str, exponent: int) -> str:
    if exponent < 0:
        return "0." + "0" * (-exponent - 1) + digits
    if exponent >= len(digits) - 1:
        return digits + "0" * (exponent - len(digits) + 1)
    return digits[: exponent + 1] + "." + digits[exponent + 1 :]


def json_float(value: float) -> str:
    """A float as Go's JSON encoder writes it. Raises ValueError for what JSON does not have."""
    if math.isnan(value) or math.isinf(value):
        raise ValueError(f"json: unsupported value: {general(value)}")
    digits, exponent = shortest(value)
    sign = "-" if math.copysign(1, value) < 0 else ""
    if value and (exponent < -6 or exponent >= 21):
        text = _scientific(digits, exponent)
        return sign + (text.replace("e-0", "e-") if "e-0" in text else text)
    return sign + _decimal(digits, exponent)


def quote(text: str) -> str:
    """``text`` as ``%q`` prints it."""
    if text.isascii() and text.isprintable() and '"' not in text and "\\" not in text:
        return f'"{text}"'
    return f'"{"".join(_quoted(c) for c in text)}"'


def _quoted(character: str) -> str:
    if character in QUOTED:
        return QUOTED[character]
    if character.isprintable():
        return character
    code = ord(character)
    if code < 0x80:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def sprint_all(values: Sequence[Any]) -> str:
    """``print``: a blank between two operands neither of which is a string."""
    found: list[str] = []
    for index, value in enumerate(values):
        if index and not isinstance(value, str) and not isinstance(values[index - 1], str):
            found.append(" ")
        found.append(sprint(value))
    return "".join(found)


def sprintf(layout: str, values: Sequence[Any]) -> str:
    """``printf``. Wrong verbs and missing or extra values show as Go shows them."""
    return _joined("", _printed(layout, values))


def _printed(layout: str, values: Sequence[Any]) -> Iterator[str]:
    used = position = 0
    for match in VERB.finditer(layout):
        yield layout[position : match.start()]
        position = match.end()
        flags, width, precision, verb = match.groups()
        if verb in ("", "%"):
            yield verb or "%!(NOVERB)"
            continue
        if width == "*" or precision == "*":
            raise ValueError("printf with * is not supported")
        if int(width or 0) > WIDEST or int(precision or 0) > WIDEST:
            raise ValueError("printf with a width beyond all bounds")
        if used >= len(values):
            yield f"%!{verb}(MISSING)"
            continue
        limit = int(precision or 0) if "." in match.group()[:-1] else -1
        yield _formatted(flags, int(width or 0), limit, verb, values[used])
        used += 1
    yield layout[position:]
    if used < len(values):
        yield f"%!(EXTRA {', '.join(map(_typed, values[used:]))})"


def _typed(value: Any) -> str:
    return "<nil>" if value is None else f"{type_name(value)}={sprint(value)}"


def _joined(sign: str, texts: Iterable[str]) -> str:
    """The texts with ``sign`` between them. Raises ValueError before they take all memory."""
    found: list[str] = []
    size = 0
    for text in texts:
        found.append(text)
        size += len(text) + len(sign)
        if size > LONGEST:
            raise ValueError("what printf gives is too long")
    return sign.join(found)


def _formatted(flags: str, width: int, precision: int, verb: str, value: Any) -> str:
    if isinstance(value, list) and verb not in "vTp" and kind(value) == "slice":
        inner = _joined(" ", (_formatted(flags, width, precision, verb, v) for v in value))
        return f"[{inner}]"
    text = _verb(flags, precision, verb, value)
    if text is None:
        return f"%!{verb}({_typed(value)})"
    if len(text) >= width:
        return text
    if "-" in flags:
        return text.ljust(width)
    numeric = isinstance(value, (int, float)) and not isinstance(value, bool)
    if "0" in flags and (numeric or verb in "sqvxX"):
        if numeric and text[:1] in ("-", "+"):
            return text[0] + text[1:].rjust(width - 1, "0")
        return text.rjust(width, "0")
    return text.rjust(width)


def _verb(flags: str, precision: int, verb: str, value: Any) -> str | None:
    """``value`` by a verb, without padding; None if the verb does not fit."""
    if verb == "T":
        return type_name(value)
    if verb == "v":
        if "#" in flags:
            raise ValueError("printf with %#v is not supported")
        if isinstance(value, float) and precision >= 0:
            return _float(flags, precision, "g", value)
        text = sprint(value)
        plus = "+" in flags and isinstance(value, (int, float)) and not isinstance(value, bool)
        return "+" + text if plus and not text.startswith(("-", "+")) else text
    if isinstance(value, bool):
        return sprint(value) if verb == "t" else None
    if isinstance(value, int):
        return _integer(flags, verb, int(value))
    if isinstance(value, float):
        return _float(flags, precision, verb, value) if verb in "eEfFgG" else None
    if isinstance(value, str) or (isinstance(value, Struct) and value.text is not None):
        return _string(flags, precision, verb, sprint(value))
    if isinstance(value, dict):
        if verb not in "sdqxtfg":
            return None
        inner = (
            f"{_formatted(flags, 0, precision, verb, k)}:"
            f"{_formatted(flags, 0, precision, verb, value[k])}"
            for k in sorted(value)
        )
        return f"map[{_joined(' ', inner)}]"
    return None


def _string(flags: str, precision: int, verb: str, text: str) -> str | None:
    if precision >= 0:
        text = text[:precision]
    if verb == "s":
        return text
    if verb == "q":
        if "#" in flags and "`" not in text and text.isprintable():
            return f"`{text}`"
        return quote(text)
    if verb in "xX":
        digits = text.encode().hex(" ") if " " in flags else text.encode().hex()
        return digits if verb == "x" else digits.upper()
    return None


def _integer(flags: str, verb: str, value: int) -> str | None:
    sign = "-" if value < 0 else "+" if "+" in flags else " " if " " in flags else ""
    size = abs(value)
    sharp = "#" in flags
    if verb == "d":
        return f"{sign}{size}"
    if verb == "x":
        return f"{sign}{'0x' if sharp else ''}{size:x}"
    if verb == "X":
        return f"{sign}{'0X' if sharp else ''}{size:X}"
    if verb == "o":
        return f"{sign}{'0' if sharp else ''}{size:o}"
    if verb == "b":
        return f"{sign}{'0b' if sharp else ''}{size:b}"
    valid = 0 <= value < 0x110000
    if verb == "c":
        return chr(value) if valid else "�"
    if verb == "q":
        character = chr(value) if valid else "�"
        return (
            r"'\''"
            if character == "'"
            else f"'{_quoted(character) if character != chr(34) else chr(34)}'"
        )
    if verb == "U":
        return f"U+{size:04X}"
    return None


def _float(flags: str, precision: int, verb: str, value: float) -> str:
    if math.isnan(value) or math.isinf(value):
        return general(value)
    sign = "+" if "+" in flags and math.copysign(1, value) > 0 else ""
    lower = verb.lower()
    if lower == "g":
        text = general(value) if precision < 0 else f"{value:.{precision or 1}g}"
    else:
        text = f"{value:.{6 if precision < 0 else precision}{lower}}"
    return sign + (text.upper() if verb in "EG" else text)


def strval(value: Any) -> str:
    """sprig's text of a value."""
    return value if type(value) is str else sprint(value)
