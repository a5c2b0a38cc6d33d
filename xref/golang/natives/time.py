"""The package ``time``, where it reads no clock; Duration's methods are Go source elsewhere."""

from __future__ import annotations

import re

from xref.golang.natives.lift import Table, text, to_bytes
from xref.golang.natives.protocol import Machine, Result
from xref.golang.values import Nil, Scalar, Value

TABLE = Table("time")
_UNITS = {
    "ns": 1,
    "us": 1000,
    "µs": 1000,
    "μs": 1000,
    "ms": 10**6,
    "s": 10**9,
    "m": 60 * 10**9,
    "h": 3600 * 10**9,
}
_PART = re.compile(r"([0-9]*)(\.([0-9]*))?([^.0-9]*)")
_MOST = 1 << 63
_INVALID = "invalid duration"


def time_quote(s: str) -> str:
    """As package time quotes within its errors: bytes beyond ASCII as hexadecimal."""
    out = []
    for b in to_bytes(s):
        ch = chr(b)
        if b >= 0x80 or b < 0x20:
            out.append(f"\\x{b:02x}")
        else:
            out.append("\\" + ch if ch in '"\\' else ch)
    return '"' + "".join(out) + '"'


def _fraction(digits: str) -> tuple[int, float]:
    """The digits behind the point as far as 63 bits hold them, and their scale."""
    n, scale = 0, 1.0
    for d in digits:
        grown = n * 10 + int(d)
        if n > (_MOST - 1) // 10 or grown > _MOST:
            break
        n, scale = grown, scale * 10
    return n, scale


def _nanoseconds(s: str) -> tuple[int, str | None]:
    """A duration's text without its sign; with what is wrong with it."""
    total, i = 0, 0
    while i < len(s):
        m = _PART.match(s, i)
        assert m is not None
        whole, _, fraction, unit = m.groups()
        if not whole and not fraction:
            return 0, _INVALID
        if int(whole or "0") > _MOST:
            return 0, _INVALID
        if not unit:
            return 0, "missing unit in duration"
        if unit not in _UNITS:
            return 0, f"unknown unit {time_quote(unit)} in duration"
        size = _UNITS[unit]
        if int(whole or "0") > _MOST // size:
            return 0, _INVALID
        f, scale = _fraction(fraction or "")
        part = int(whole or "0") * size + (int(f * (size / scale)) if f > 0 else 0)
        total += part
        if part > _MOST or total > _MOST:
            return 0, _INVALID
        i = m.end()
    return total, None


def parse_duration(s: str) -> tuple[int, str | None]:
    """``time.ParseDuration``: nanoseconds, and the error's text."""
    body = s[1:] if s[:1] in ("+", "-") else s
    if body == "0":
        return 0, None
    n, problem = _nanoseconds(body) if body else (0, _INVALID)
    negative = s[:1] == "-"
    if problem is None and n == _MOST and not negative:
        problem = _INVALID
    if problem is not None:
        return 0, f"time: {problem} {time_quote(s)}"
    return -n if negative else n, None


@TABLE.add("ParseDuration", results=2)
def _parse_duration(m: Machine, args: list[Value]) -> Result:
    n, problem = parse_duration(text(args[0]))
    o = args[0].o
    error = Nil(None, o) if problem is None else m.error(problem, o)
    return Scalar(n, m.named("time", "Duration"), o), error


TABLE.unknown(1, "depends on the clock", "Now", "Since", "Until")
TABLE.unknown(1, "waits for the clock", "After", "Tick", "NewTimer", "NewTicker", "AfterFunc")
TABLE.unknown(1, "is not modelled", "Unix", "UnixMilli", "UnixMicro", "Date", "FixedZone")
TABLE.unknown(2, "is not modelled", "Parse", "ParseInLocation", "LoadLocation")


@TABLE.add("Sleep", results=0)
def _sleep(m: Machine, args: list[Value]) -> Result:
    return ()
