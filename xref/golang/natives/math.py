"""The packages ``math`` and ``math/bits``: what Python computes to the last bit as Go does.

Functions whose last bit depends on the C library (Sin, Exp, ...) are exact only for arguments
with an exact result; elsewhere they are unknown rather than nearly right.
"""

from __future__ import annotations

import math
import struct
from collections.abc import Callable

from xref.golang.natives.floats import to_float32
from xref.golang.natives.lift import NotKnown, Table

TABLE = Table("math")
BITS = Table("math/bits")
_MOST_POWER = 4096
_Float = Callable[[float], float]


def _whole(f: Callable[[float], int]) -> _Float:
    """A rounding function that keeps infinities, NaN and the sign of zero."""

    def rounded(x: float) -> float:
        x = float(x)
        return math.copysign(f(x), x) if math.isfinite(x) else x

    return rounded


def _half_away(x: float) -> int:
    whole = math.trunc(x)
    return whole + (1 if x > 0 else -1) if abs(x - whole) >= 0.5 else whole


def _maximum(x: float, y: float) -> float:
    x, y = float(x), float(y)
    if math.inf in (x, y):
        return math.inf
    if math.isnan(x) or math.isnan(y):
        return math.nan
    if x == y == 0:
        return y if math.copysign(1, x) < 0 else x
    return max(x, y)


def _minimum(x: float, y: float) -> float:
    return -_maximum(-float(x), -float(y))


def _sqrt(x: float) -> float:
    return math.sqrt(x) if not x < 0 else math.nan


def _mod(x: float, y: float) -> float:
    x, y = float(x), float(y)
    if y == 0 or math.isinf(x) or math.isnan(x) or math.isnan(y):
        return math.nan
    return math.fmod(x, y)


def _pow(x: float, y: float) -> float:
    """Exact powers; Go's own rounding of others differs from C's in the last bit."""
    x, y = float(x), float(y)
    if y == 0 or x == 1:
        return 1.0
    if x and math.isfinite(x) and 0 < y <= _MOST_POWER and y.is_integer():
        n, d = x.as_integer_ratio()
        n, d = int(n ** int(y)), int(d ** int(y))
        try:
            found: float = n / d
        except OverflowError:
            return math.inf if n > 0 else -math.inf
        if found.as_integer_ratio() == (n, d):
            return found
    if y == 0.5:
        return _sqrt(x)
    if y == -1 and x:
        return 1 / x
    raise NotKnown("math.Pow of these arguments is not exact")


def _log(name: str) -> _Float:
    """A logarithm where it is exact: of 1, and for Log2 of all powers of two."""

    def log(x: float) -> float:
        x = float(x)
        if x <= 0:
            return math.nan if x < 0 else -math.inf
        if math.isinf(x) or math.isnan(x) or x == 1:
            return 0.0 if x == 1 else x
        mantissa, exponent = math.frexp(x)
        if name == "Log2" and mantissa == 0.5:
            return float(exponent - 1)
        raise NotKnown(f"math.{name} of this argument is not exact")

    return log


def _inf(sign: int) -> float:
    return math.inf if sign >= 0 else -math.inf


def _is_inf(x: float, sign: int) -> bool:
    return math.isinf(x) and (sign == 0 or (x > 0) == (sign > 0))


def _modf(x: float) -> tuple[float, float]:
    x = float(x)
    if math.isinf(x):
        return x, math.nan
    fraction, whole = math.modf(x)
    return whole, fraction


def _bits64(x: float) -> int:
    found: int = struct.unpack("<Q", struct.pack("<d", x))[0]
    return found


def _bits32(x: float) -> int:
    found: int = struct.unpack("<I", struct.pack("<f", to_float32(x)))[0]
    return found


def _from_bits(code: str, whole: str) -> Callable[[int], float]:
    def make(n: int) -> float:
        found: float = struct.unpack(code, struct.pack(whole, n))[0]
        return found

    return make


TABLE.lift(
    "float64",
    Abs=lambda x: abs(float(x)),
    Ceil=_whole(math.ceil),
    Floor=_whole(math.floor),
    Trunc=_whole(math.trunc),
    Round=_whole(_half_away),
    RoundToEven=_whole(round),
    Max=_maximum,
    Min=_minimum,
    Mod=_mod,
    Sqrt=_sqrt,
    Pow=_pow,
    Pow10=lambda n: float(f"1e{n}"),
    Log2=_log("Log2"),
    Log10=_log("Log10"),
    Log=_log("Log"),
    Inf=_inf,
    NaN=lambda: math.nan,
    Copysign=lambda x, y: math.copysign(x, y),
    Dim=lambda x, y: 0.0 if x <= y else float(x - y),
    Float64frombits=_from_bits("<d", "<Q"),
)
TABLE.lift("float32", Float32frombits=_from_bits("<f", "<I"))
TABLE.lift("(float64, float64)", Modf=_modf)
TABLE.lift("bool", IsNaN=lambda x: x != x, IsInf=_is_inf, Signbit=lambda x: math.copysign(1, x) < 0)
TABLE.lift("uint64", Float64bits=_bits64)
TABLE.lift("uint32", Float32bits=_bits32)
TABLE.unknown(
    1,
    "may differ in the last bit",
    *("Sin", "Cos", "Tan", "Asin", "Acos", "Atan", "Atan2", "Sinh", "Cosh", "Tanh", "Asinh"),
    *("Acosh", "Atanh", "Exp", "Exp2", "Expm1", "Log1p", "Gamma", "Erf", "Erfc", "Cbrt", "Hypot"),
)
TABLE.unknown(2, "may differ in the last bit", "Sincos", "Frexp", "Lgamma")


def _sized(f: Callable[[int, int], int]) -> dict[str, Callable[[int], int]]:
    def of(bits: int) -> Callable[[int], int]:
        return lambda n: f(n, bits)

    return {"": of(64), "8": of(8), "16": of(16), "32": of(32), "64": of(64)}


_COUNTS: dict[str, Callable[[int, int], int]] = {
    "Len": lambda n, bits: n.bit_length(),
    "OnesCount": lambda n, bits: n.bit_count(),
    "LeadingZeros": lambda n, bits: bits - n.bit_length(),
    "TrailingZeros": lambda n, bits: (n & -n).bit_length() - 1 if n else bits,
}
for _name, _f in _COUNTS.items():
    BITS.lift("int", **{_name + size: g for size, g in _sized(_f).items()})
