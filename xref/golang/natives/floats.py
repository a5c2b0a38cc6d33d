"""Floating-point numbers as text, as ``strconv.FormatFloat`` writes them, and float32 rounding.

Under ``strconv``, ``fmt`` and ``math``; knows nothing of Values.
"""

from __future__ import annotations

import math


def round32(numerator: int, denominator: int) -> float:
    """The float32 nearest to a fraction, ties to even; infinity on overflow (exact, no detour)."""
    if numerator == 0:
        return 0.0
    sign = -1.0 if numerator < 0 else 1.0
    n, d = abs(numerator), denominator
    exponent = n.bit_length() - d.bit_length()
    if (n << max(-exponent, 0)) < (d << max(exponent, 0)):
        exponent -= 1
    shift = 23 - max(exponent, -126)  # n/d * 2**shift has 24 bits, fewer where subnormal
    n, d = (n << shift, d) if shift >= 0 else (n, d << -shift)
    q, rest = divmod(n, d)
    if 2 * rest > d or (2 * rest == d and q & 1):
        q += 1
    if exponent > 127 or (exponent == 127 and q == 1 << 24):
        return sign * math.inf
    return sign * math.ldexp(q, -shift)


def to_float32(x: float) -> float:
    """``float64(float32(x))``."""
    return math.copysign(round32(*x.as_integer_ratio()), x) if math.isfinite(x) else x


def _shortest32(x: float) -> tuple[str, int]:
    """Shortest digits that denote the float32 ``x`` > 0 among all float32, nearest of these."""
    exact_n, exact_d = x.as_integer_ratio()
    for precision in range(9):
        mantissa, exponent = f"{x:.{precision}e}".split("e")
        middle, scale = int(mantissa.replace(".", "")), int(exponent) - precision
        found = []
        for digits in (middle, middle - 1, middle + 1):  # the interval may lie to one side
            n, d = (digits * 10**scale, 1) if scale >= 0 else (digits, 10**-scale)
            if round32(n, d) == x:
                found.append((abs(n * exact_d - exact_n * d), digits))
        if found:
            text = str(min(found)[1])
            return text.rstrip("0") or "0", len(text) + scale
    raise AssertionError(f"9 digits always tell a float32: {x!r}")


def shortest(x: float, bits: int) -> tuple[str, int]:
    """Digits without trailing zeros, and the point's place: 0.digits * 10**place. ``x`` >= 0."""
    if x == 0:
        return "0", 1
    if bits == 32:
        return _shortest32(x)
    mantissa, _, exponent = f"{x!r}".partition("e")
    whole, _, fraction = mantissa.partition(".")
    point = len(whole) + int(exponent or 0)
    digits = whole + ("" if fraction == "0" else fraction)
    stripped = digits.lstrip("0")
    return stripped.rstrip("0"), point - (len(digits) - len(stripped))


def _exponent(e: int, letter: str) -> str:
    return f"{letter}{'-' if e < 0 else '+'}{abs(e):02d}"


def _e_form(digits: str, point: int, precision: int, letter: str) -> str:
    first, rest = digits[0], digits[1 : 1 + precision].ljust(precision, "0")
    exponent = 0 if digits == "0" else point - 1
    return first + ("." + rest if rest else "") + _exponent(exponent, letter)


def _f_form(digits: str, point: int, precision: int) -> str:
    whole = digits[:point].ljust(point, "0") if point > 0 else "0"
    fraction = ("0" * -point + digits if point < 0 else digits[point:])[:precision]
    return whole + ("." + fraction.ljust(precision, "0") if precision > 0 else "")


def _binary(x: float, bits: int) -> str:
    """The form 'b': decimal mantissa, binary exponent."""
    mantissa_bits, least = (23, -149) if bits == 32 else (52, -1074)
    if x == 0:
        return f"0p{least}"
    exponent = max(math.frexp(x)[1] - 1 - mantissa_bits, least)
    return f"{int(math.ldexp(x, -exponent))}p{exponent:+d}"


def _hexadecimal(x: float, precision: int, upper: bool) -> str:
    """The form 'x': a mantissa from 1 to 2 in hexadecimal, rounded to even."""
    if x == 0:
        mantissa, exponent = 0, 0
    else:
        fraction, exponent = math.frexp(x)
        mantissa, exponent = int(math.ldexp(fraction, 61)), exponent - 1  # 1.60 bits
    if 0 <= precision < 15:
        shift = 60 - 4 * precision
        rest, half = mantissa & ((1 << shift) - 1), 1 << (shift - 1)
        mantissa >>= shift
        if rest > half or (rest == half and mantissa & 1):
            mantissa += 1
        mantissa <<= shift
        if mantissa >> 61:
            mantissa, exponent = mantissa >> 1, exponent + 1
    digits = f"{mantissa & ((1 << 60) - 1):015x}"
    digits = digits.rstrip("0") if precision < 0 else digits[:precision].ljust(precision, "0")
    text = f"0x{mantissa >> 60}{'.' + digits if digits else ''}" + _exponent(exponent, "p")
    return text.upper() if upper else text


def _decimal(x: float, form: str, precision: int, bits: int) -> str:
    """The forms 'e', 'f' and 'g' (and capitals) of a finite ``x`` >= 0."""
    letter = "E" if form in "EG" else "e"
    if form == "f":
        if precision >= 0:
            return f"{x:.{precision}f}"
        digits, point = shortest(x, bits)
        return _f_form(digits, point, max(len(digits) - point, 0))
    if form in "eE":
        if precision >= 0:
            mantissa, exponent = f"{x:.{precision}e}".split("e")
            return mantissa + _exponent(int(exponent), letter)
        digits, point = shortest(x, bits)
        return _e_form(digits, point, len(digits) - 1, letter)
    if precision < 0:
        digits, point = shortest(x, bits)
        limit = 6
    else:
        precision = precision or 1
        mantissa, exponent = f"{x:.{precision - 1}e}".split("e")
        digits, point = mantissa.replace(".", "").rstrip("0") or "0", int(exponent) + 1
        limit = len(digits) if precision > len(digits) >= point else precision
    if not -4 <= point - 1 < limit:
        return _e_form(digits, point, len(digits) - 1, letter)
    return _f_form(digits, point, max(len(digits) - point, 0))


def format_float(x: float, form: str, precision: int, bits: int) -> str:
    """``strconv.FormatFloat``; an unknown ``form`` gives ``%form``, as Go does."""
    if bits == 32:
        x = to_float32(x)
    if math.isnan(x):
        return "NaN"
    if math.isinf(x):
        return "+Inf" if x > 0 else "-Inf"
    if form not in "beEfgGxX":
        return "%" + form
    sign = "-" if math.copysign(1, x) < 0 else ""
    x = abs(x)
    if form == "b":
        return sign + _binary(x, bits)
    if form in "xX":
        return sign + _hexadecimal(x, precision, form == "X")
    return sign + _decimal(x, form, precision, bits)
