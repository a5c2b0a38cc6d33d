"""sprig's arithmetic and conversions of numbers.

Part of ``template.functions``.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from functools import reduce
from typing import Any

from xref.template.errors import ExecError
from xref.template.functions.registry import Library
from xref.template.run import Run
from xref.template.values import Int64, List

LIBRARY = Library()
function = LIBRARY.function

LIMIT = 1 << 63
MOST = 1_000_000
"""How long a list of numbers may be."""


def wrapped(value: int) -> Int64:
    """``value`` as the 64 bits hold it."""
    return Int64((value + LIMIT) % (2 * LIMIT) - LIMIT)


def to_int(value: Any) -> int:
    """``value`` as sprig makes an integer of it: what is no number is 0."""
    if isinstance(value, bool):
        return int(value)
    if isinstance(value, int):
        return int(value)
    if isinstance(value, float):
        return int(value) if math.isfinite(value) and abs(value) < LIMIT else -LIMIT
    if isinstance(value, str):
        return _parsed(value)
    return 0


def _parsed(text: str) -> int:
    head, dot, tail = text.partition(".")
    if dot and not tail.strip("0"):
        text = head
    sign = text[:1] if text[:1] in "+-" else ""
    digits = text[len(sign) :]
    if digits != digits.strip() or not digits.isascii():
        return 0
    try:
        octal = len(digits) > 1 and digits[0] == "0" and digits[1].isdigit()
        value = int(digits, 8) if octal else int(digits, 0)
    except ValueError:
        return 0
    value = -value if sign == "-" else value
    return value if -LIMIT <= value < LIMIT else 0


def to_float(value: Any) -> float:
    """``value`` as sprig makes a float of it: what is no number is 0."""
    if isinstance(value, (bool, int, float)):
        return float(value)
    if isinstance(value, str):
        try:
            return float(value.replace("_", "x"))
        except ValueError:
            return 0.0
    return 0.0


function("int", "a")(to_int)
function("int64", "a")(lambda value: Int64(to_int(value)))
function("float64", "a")(to_float)


@function("atoi", "s")
def _atoi(text: str) -> int:
    try:
        return int(text) if text == text.strip() and "_" not in text else 0
    except ValueError:
        return 0


@function("toDecimal", "a")
def _to_decimal(value: Any) -> Int64:
    try:
        number = int(str(value), 8)
    except ValueError:
        return Int64(0)
    return Int64(number if -LIMIT <= number < LIMIT else 0)


def _folded(values: Iterable[Any], step: Callable[[int, int], int], start: int) -> Int64:
    return reduce(lambda a, b: wrapped(step(a, b)), map(to_int, values), Int64(start))


function("add", "a*")(lambda *values: _folded(values, lambda a, b: a + b, 0))
function("add1", "a")(lambda value: wrapped(to_int(value) + 1))
function("sub", "aa")(lambda a, b: wrapped(to_int(a) - to_int(b)))
function("mul", "aa*")(lambda *values: _folded(values, lambda a, b: a * b, 1))


@function("div", "aa")
def _div(a: Any, b: Any) -> Int64:
    left, right = to_int(a), to_int(b)
    if right == 0:
        raise ExecError("runtime error: integer divide by zero")
    quotient = abs(left) // abs(right)
    return wrapped(quotient if (left < 0) == (right < 0) else -quotient)


@function("mod", "aa")
def _mod(a: Any, b: Any) -> Int64:
    left, right = to_int(a), to_int(b)
    if right == 0:
        raise ExecError("runtime error: integer divide by zero")
    rest = abs(left) % abs(right)
    return wrapped(-rest if left < 0 else rest)


function("max biggest", "aa*")(lambda *values: Int64(max(map(to_int, values))))
function("min", "aa*")(lambda *values: Int64(min(map(to_int, values))))
function("addf", "a*")(lambda *values: math.fsum(map(to_float, values)))
function("add1f", "a")(lambda value: to_float(value) + 1)
function("subf", "aa*")(
    lambda first, *rest: reduce(lambda a, b: a - b, map(to_float, rest), to_float(first))
)
function("mulf", "aa*")(
    lambda first, *rest: reduce(lambda a, b: a * b, map(to_float, rest), to_float(first)) + 0.0
)
function("divf", "aa*")(lambda first, *rest: reduce(_ratio, map(to_float, rest), to_float(first)))
function("maxf", "aa*")(lambda *values: max(map(to_float, values)))
function("minf", "aa*")(lambda *values: min(map(to_float, values)))


def _ratio(a: float, b: float) -> float:
    if b == 0:
        raise ExecError("decimal division by 0")
    return a / b


function("floor", "a")(lambda value: _whole(math.floor, to_float(value)))
function("ceil", "a")(lambda value: _whole(math.ceil, to_float(value)))


def _whole(rounding: Callable[[float], int], value: float) -> float:
    return float(rounding(value)) if math.isfinite(value) else value


@function("round", "ai?f")
def _round(value: Any, places: int, above: float = 0.5) -> float:
    number = to_float(value)
    if not -300 < places < 300 or not math.isfinite(number):
        raise ExecError("round beyond all bounds")
    scale = 10.0**places
    whole = scale * number
    rest = math.modf(whole)[0]
    return (math.ceil(whole) if rest >= above else math.floor(whole)) / scale


@function("until", "i", context=True)
def _until(run: Run, count: int) -> List:
    return _steps(run, 0, count, -1 if count < 0 else 1)


@function("untilStep", "iii", context=True)
def _steps(run: Run, start: int, stop: int, step: int) -> List:
    if step == 0 or (stop < start) != (step < 0):
        return List()
    return List(_numbers(run, start, stop, step))


def _numbers(run: Run, start: int, stop: int, step: int) -> list[int]:
    numbers = range(start, stop, step)
    if len(numbers) > MOST:
        raise ExecError("a list of numbers is too long")
    run.step(len(numbers) >> 4)
    return list(numbers)


@function("seq", "a*", context=True)
def _seq(run: Run, *values: Any) -> str:
    numbers = [to_int(v) for v in values]
    if not numbers or len(numbers) > 3:
        return ""
    start = 1 if len(numbers) == 1 else numbers[0]
    stop = numbers[-1]
    step = numbers[1] if len(numbers) == 3 else -1 if stop < start else 1
    if step == 0 or (len(numbers) == 3 and (stop < start) != (step < 0) and stop != start):
        return ""
    return " ".join(map(str, _numbers(run, start, stop + (1 if step > 0 else -1), step)))
