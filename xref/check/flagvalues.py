"""Which texts the types of flags take, as pflag and the standard library's ``flag`` read them.

Of the checkers; knows types and texts, and nothing of programs. What a program's own type takes
is not known: of such no text is refused.
"""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Callable
from decimal import Decimal

_BOOLS = dict.fromkeys(("1", "t", "T", "TRUE", "true", "True"), "true") | dict.fromkeys(
    ("0", "f", "F", "FALSE", "false", "False"), "false"
)
# Later versions of Go take more than earlier ones: what one of them takes is not refused.
_INTEGER = re.compile(
    r"([-+]?)(?:0[xX]([0-9a-fA-F_]+)|0[bB]([01_]+)|0[oO]?([0-7_]*)|([1-9][0-9_]*))\Z"
)
_FLOAT = re.compile(
    r"[-+]?(?:[0-9_]+\.?[0-9_]*(?:[eE][-+]?[0-9]+)?|\.[0-9_]+(?:[eE][-+]?[0-9]+)?"
    r"|0[xX][0-9a-fA-F_.]+[pP][-+]?[0-9]+|inf(?:inity)?|nan)\Z",
    re.I,
)
_DURATION = re.compile(r"[-+]?(?:(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:ns|us|µs|μs|ms|s|m|h))+\Z")
_PART = re.compile(r"([0-9]+\.?[0-9]*|\.[0-9]+)(ns|us|µs|μs|ms|s|m|h)")
_SECONDS = {
    "ns": Decimal("1e-9"),
    **dict.fromkeys(("us", "µs", "μs"), Decimal("1e-6")),
    "ms": Decimal("1e-3"),
    "s": Decimal(1),
    "m": Decimal(60),
    "h": Decimal(3600),
}
_BITS = {"": 64, "8": 8, "16": 16, "32": 32, "64": 64}
_LONGEST = 400  # of a number; no honest one is longer

Refusal = str
"""Why a text is refused, as the end of a sentence; "" if it is taken."""


def refusal(kind: str, text: str) -> Refusal:
    """Why a flag of the type ``kind`` does not take ``text``; "" where it does, or may do so."""
    integer = re.fullmatch(r"(u?)int(8|16|32|64)?", kind)
    if integer:
        return _integer(text, _BITS[integer[2] or ""], unsigned=bool(integer[1]))
    if kind in _LISTS:
        parts = [part.strip() for part in text.strip("[]").split(",")] if text else []
        return next((why for part in parts if (why := refusal(_LISTS[kind], part))), "")
    reader = _READERS.get(kind)
    return reader(text) if reader is not None else ""


def same(kind: str, one: str, other: str) -> bool:
    """Whether two texts set a flag of the type to the same value."""
    return one == other or _value(kind, one) == _value(kind, other)


def is_bool(text: str) -> bool:
    """Whether it is a text that a switch takes."""
    return text in _BOOLS


def _value(kind: str, text: str) -> object:
    """What a text comes to, the text itself where that is not known."""
    if kind == "bool":
        return _BOOLS.get(text, text)
    if kind == "duration" and _DURATION.match(text):
        return _seconds(text)
    if re.fullmatch(r"u?int(8|16|32|64)?", kind):
        number = _number(text)
        return text if number is None else number
    if kind.endswith("Slice"):
        return tuple(text.removeprefix("[").removesuffix("]").split(","))
    return text


def _seconds(text: str) -> Decimal:
    total = sum((Decimal(n) * _SECONDS[unit] for n, unit in _PART.findall(text)), Decimal(0))
    return -total if text.startswith("-") else total


def _number(text: str) -> int | None:
    found = _INTEGER.match(text)
    if found is None or len(text) > _LONGEST or text.strip("-+") == "":
        return None
    for digits, base in zip(found.groups()[1:], (16, 2, 8, 10), strict=True):
        if digits is not None:
            bare = digits.replace("_", "") or "0"
            return int(found[1] + bare, base)
    return None


def _integer(text: str, bits: int, *, unsigned: bool) -> Refusal:
    number = _number(text)
    what = f"{'u' if unsigned else ''}int{bits}"
    if number is None or (unsigned and text[0] in "+-"):
        return "is no whole number" + (" from 0 on" if unsigned else "")
    low, high = (0, 2**bits - 1) if unsigned else (-(2 ** (bits - 1)), 2 ** (bits - 1) - 1)
    if not low <= number <= high:
        return f"does not fit into {what} ({low} to {high})"
    return ""


def _bool(text: str) -> Refusal:
    return "" if text in _BOOLS else "is neither true nor false"


def _float(text: str) -> Refusal:
    return "" if len(text) <= _LONGEST and _FLOAT.match(text) else "is no number"


def _duration(text: str) -> Refusal:
    if text in ("0", "+0", "-0") or (len(text) <= _LONGEST and _DURATION.match(text)):
        return ""
    if _FLOAT.match(text):
        return f"has no unit (such as {text}s)"
    return "is no duration (such as 1m30s)"


def _ip(text: str) -> Refusal:
    try:
        ipaddress.ip_address(text.strip())
    except ValueError:
        return "is no IP address"
    return ""


def _network(text: str) -> Refusal:
    try:
        ipaddress.ip_interface(text.strip())
    except ValueError:
        return "is no network in CIDR notation"
    return "" if "/" in text else "is no network in CIDR notation"


def _pairs(text: str) -> Refusal:
    parts = text.strip("[]").split(",") if text.strip("[]") else []
    bad = next((part for part in parts if "=" not in part), None)
    return "" if bad is None or '"' in text else f"has no = in {bad!r}"


_LISTS = {
    "intSlice": "int",
    "int32Slice": "int32",
    "int64Slice": "int64",
    "uintSlice": "uint",
    "boolSlice": "bool",
    "float32Slice": "float32",
    "float64Slice": "float64",
    "durationSlice": "duration",
    "ipSlice": "ip",
}
_READERS: dict[str, Callable[[str], Refusal]] = {
    "bool": _bool,
    "float32": _float,
    "float64": _float,
    "duration": _duration,
    "ip": _ip,
    "ipNet": _network,
    "stringToString": _pairs,
}
