"""Go's operators on scalars: wrap-around, constants, comparison and conversion of numbers.

Part of the interpreter; knows values and types, nothing of syntax. Operands that are not known
give results that are not known, with the places of both.
"""

from __future__ import annotations

import math
import operator
import struct
from collections.abc import Callable
from fractions import Fraction
from typing import Any

from xref.golang import types as T
from xref.golang.types import Type
from xref.golang.values import (
    ArrayVal,
    ChanVal,
    FuncVal,
    MapVal,
    NativeObject,
    Nil,
    Origins,
    Ptr,
    Scalar,
    SliceVal,
    StructVal,
    Unknown,
    Value,
    join,
)

_MOST_BITS = 100_000
MOST_TEXT = 1_000_000


class DivisionByZero(Exception):
    """An integer division by zero: the program panics."""


def wrap(v: int, t: T.Basic) -> int:
    """``v`` as an integer of type ``t`` holds it."""
    bits = t.bits
    v &= (1 << bits) - 1
    return v - (1 << bits) if t.signed and v >> (bits - 1) else v


def float32(v: float) -> float:
    """``v`` rounded to single precision."""
    try:
        return float(struct.unpack("f", struct.pack("f", v))[0])
    except OverflowError:
        return math.copysign(math.inf, v)


def _to_float(v: Any) -> float:
    if isinstance(v, complex):
        v = v.real
    try:
        return float(v)
    except OverflowError:
        return math.inf if v > 0 else -math.inf


def number(v: Any, under: T.Basic) -> Any:
    """The Python number ``v`` as the basic type ``under`` holds it."""
    kind = under.kind
    if under.bits:
        if type(v) is not int:
            v = int(v.real if isinstance(v, complex) else v)
        return wrap(v, under)
    if kind == "float64":
        return _to_float(v)
    if kind == "float32":
        return float32(_to_float(v))
    if kind in T.COMPLEXES:
        return complex(v)
    return v


def represent(v: Scalar, t: Type) -> Scalar:
    """The constant ``v`` in the type ``t``."""
    under: Any = t.under
    raw = v.v
    if type(raw) is not str and type(raw) is not bool and type(under) is T.Basic:
        raw = number(raw, under)
    return Scalar(raw, t, v.o)


_RANK = {"int": 0, "int32": 1, "float64": 2, "complex128": 3}


def _common(a: Scalar, b: Scalar) -> tuple[Type, Any, Any]:
    """The type that both operands take, and their Python values in it."""
    ta, tb = a.t, b.t
    if ta is tb:
        return ta, a.v, b.v
    untyped_a = type(ta) is T.Basic and ta.untyped
    untyped_b = type(tb) is T.Basic and tb.untyped
    if untyped_a and untyped_b:
        t = ta if _RANK.get(ta.kind, 0) >= _RANK.get(tb.kind, 0) else tb
        return t, a.v, b.v
    if untyped_a:
        return tb, represent(a, tb).v, b.v
    if untyped_b:
        return ta, a.v, represent(b, ta).v
    return ta, a.v, b.v


def _quotient(a: Any, b: Any, under: Any) -> Any:
    if isinstance(a, int) and isinstance(b, int) and (under.bits or under.kind in ("int", "int32")):
        return _integer_quotient(a, b)
    if b == 0:
        if isinstance(a, Fraction | int):
            raise DivisionByZero
        return math.nan if a == 0 or a != a else math.copysign(math.inf, a) * math.copysign(1, b)
    if under.untyped:
        return Fraction(a) / Fraction(b) if not isinstance(a, complex) else a / b
    return a / b


def _remainder(a: Any, b: Any, under: Any) -> Any:
    return a - b * _quotient(a, b, under)


_ARITHMETIC: dict[str, Callable[[Any, Any], Any]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "&": operator.and_,
    "|": operator.or_,
    "^": operator.xor,
    "&^": lambda a, b: a & ~b,
}


def _integer_quotient(x: int, y: int) -> int:
    if y == 0:
        raise DivisionByZero
    q = abs(x) // abs(y)
    return q if (x < 0) == (y < 0) else -q


_ON_INTEGERS: dict[str, Callable[[Any, Any], Any]] = {
    **_ARITHMETIC,
    "/": _integer_quotient,
    "%": lambda x, y: x - y * _integer_quotient(x, y),
}
_SHIFTS: dict[str, Callable[[int, int], int]] = {"<<": operator.lshift, ">>": operator.rshift}


def _unknown(a: Value, b: Value) -> Unknown:
    first = a if type(a) is Unknown else b
    reason = first.reason if type(first) is Unknown else "operands that are no scalars"
    return Unknown(reason, o=join(a.o, b.o))


def binary(op: str, a: Value, b: Value) -> Value:
    """``a op b`` for arithmetic, strings and shifts. Raises :class:`DivisionByZero`."""
    if type(a) is not Scalar or type(b) is not Scalar:
        return _unknown(a, b)
    x, y, t = a.v, b.v, a.t
    if type(x) is int and type(y) is int and type(t) is T.Basic and t.bits:
        # The bulk of all arithmetic: two integers of one plain type, or a constant on the right.
        plain = _ON_INTEGERS.get(op)
        other = b.t
        if plain is not None and (other is t or (type(other) is T.Basic and other.untyped)):
            return Scalar(wrap(plain(x, y), t), t, join(a.o, b.o))
        if op in _SHIFTS and 0 <= y < t.bits:
            return Scalar(wrap(_SHIFTS[op](x, y), t), t, join(a.o, b.o))
    if op == "<<" or op == ">>":
        return _shift(op, a, b)
    common, x, y = _common(a, b)
    t, under = common, common.under
    o = join(a.o, b.o)
    if type(x) is str or type(y) is str:
        if op != "+" or type(x) is not type(y):
            return Unknown(f"the operator {op} on a text", o=o)
        if len(x) + len(y) > MOST_TEXT:
            return Unknown(f"a text of {len(x) + len(y)} characters", o=o)
        return Scalar(x + y, t, o)
    if type(under) is not T.Basic or type(x) is bool or type(y) is bool:
        return Unknown(f"the operator {op} on a {t}", o=o)
    if under.untyped and _bits(x) + _bits(y) > _MOST_BITS:
        return Unknown("a constant that is too large", o=o)
    try:
        return _number(op, t, under, x, y, o)
    except (TypeError, OverflowError, ValueError):
        # What Go's compiler would refuse, such as 1.5 & 1.
        return Unknown(f"the operator {op} on such operands", o=o)


def _bits(v: Any) -> int:
    if isinstance(v, Fraction):
        return v.numerator.bit_length() + v.denominator.bit_length()
    return v.bit_length() if isinstance(v, int) else 64


def _number(op: str, t: Type, under: T.Basic, x: Any, y: Any, o: Origins) -> Value:
    v: Any
    if op == "/":
        v = _quotient(x, y, under)
    elif op == "%":
        v = _remainder(x, y, under)
    else:
        if under.kind in ("float64", "complex128") and under.untyped and type(x) is float:
            x = Fraction(x)
        v = _ARITHMETIC[op](x, y)
    if type(under) is T.Basic and not under.untyped:
        v = number(v, under)
    return Scalar(v, t, o)


def _shift(op: str, a: Scalar, b: Scalar) -> Value:
    under: Any = a.t.under
    o = join(a.o, b.o)
    numbers = [type(v) in (int, float, Fraction) and v == v // 1 for v in (a.v, b.v)]
    if type(under) is not T.Basic or not all(numbers):
        return Unknown("a shift of or by what is no integer", o=o)
    count, value = int(b.v), int(a.v)
    if count < 0 or (op == "<<" and under.untyped and count + value.bit_length() > _MOST_BITS):
        return Unknown(f"a shift by {count}", o=o)
    if op == ">>":
        v = value >> min(count, _MOST_BITS)
    elif under.bits and count >= under.bits and not under.untyped:
        v = 0
    else:
        v = value << count
    if under.untyped:
        return Scalar(v, T.UNTYPED_INT if under.kind == "float64" else a.t, o)
    return Scalar(wrap(v, under), a.t, o)


def narrowed(v: Value) -> Value:
    """The result of a shift whose count is a variable.

    An untyped left operand takes its type from what is around; in none is it wider than 64 bits.
    """
    if type(v) is Scalar and type(v.t) is T.Basic and v.t.untyped:
        return Scalar(wrap(int(v.v), T.INT), v.t, v.o)
    return v


def unary(op: str, a: Value) -> Value:
    """``op a`` for ``-``, ``+``, ``^`` and ``!``."""
    if type(a) is not Scalar:
        return _unknown(a, a)
    under: Any = a.t.under
    if op == "!":
        return Scalar(not a.v, a.t, a.o)
    if isinstance(a.v, bool | str) or (op == "^" and not isinstance(a.v, int)):
        return Unknown(f"the operator {op} on a {a.t}", o=a.o)
    v = operator.neg(a.v) if op == "-" else operator.invert(a.v) if op == "^" else a.v
    if under.bits and not under.untyped:
        v = wrap(v, under)
    return Scalar(v, a.t, a.o)


def equal(a: Value, b: Value) -> bool | None:
    """Whether ``a == b``; None if that cannot be known."""
    ka, kb = type(a), type(b)
    if ka is Unknown or kb is Unknown:
        return None
    if ka is Scalar and kb is Scalar:
        return _equal_scalars(a, b)  # type: ignore[arg-type]
    if ka is Nil and kb is Nil and a.t is not None and b.t is not None:
        return a.t is b.t
    if ka is Nil or kb is Nil:
        return is_nil(a) and is_nil(b)
    if ka is Ptr:
        return bool(a.same(b))  # type: ignore[attr-defined]
    if ka is SliceVal or ka is MapVal or ka is FuncVal:
        # Only comparison with nil is Go; one side is a nil of its own type.
        return is_nil(a) and is_nil(b) if is_nil(a) or is_nil(b) else None
    if ka is StructVal and kb is StructVal:
        return a.t is b.t and _all_equal(a.fields, b.fields)  # type: ignore[attr-defined]
    if ka is ArrayVal and kb is ArrayVal:
        return _all_equal(a.elems, b.elems)  # type: ignore[attr-defined]
    if ka is NativeObject and kb is NativeObject:
        return bool(a.data == b.data)  # type: ignore[attr-defined]
    if ka is ChanVal or kb is ChanVal:
        return a is b
    return False


def _equal_scalars(a: Scalar, b: Scalar) -> bool:
    if a.t is b.t:
        return bool(a.v == b.v)
    untyped = [type(x.t) is T.Basic and x.t.untyped for x in (a, b)]
    if not any(untyped):
        # Two typed operands of different types only meet as interfaces.
        return a.t.under is a.t is b.t and bool(a.v == b.v)
    if type(a.v) is not type(b.v) and (isinstance(a.v, str) or isinstance(b.v, str)):
        return False
    _, x, y = _common(a, b)
    return bool(x == y)


def _all_equal(xs: list[Any], ys: list[Any]) -> bool | None:
    if len(xs) != len(ys):
        return False
    sure = True
    for x, y in zip(xs, ys, strict=True):
        if x is None and y is None:
            continue
        same = _equal_or_zero(x, y)
        if same is False:
            return False
        if same is None:
            sure = False
    return True if sure else None


def _equal_or_zero(x: Value | None, y: Value | None) -> bool | None:
    """Compare two fields of which one may be a zero that was never looked at (None)."""
    if x is not None and y is not None:
        return equal(x, y)
    v = x if x is not None else y
    if type(v) is Scalar:
        return not v.v
    if type(v) is StructVal:
        return _all_equal(v.fields, [None] * len(v.fields))
    return None if v is None or type(v) is Unknown else is_nil(v)


def is_nil(v: Value) -> bool:
    """Whether ``v`` is a nil of any type."""
    kind = type(v)
    if kind is Nil:
        return not v.boxed  # type: ignore[attr-defined]
    if kind is SliceVal:
        return v.backing is None  # type: ignore[attr-defined]
    return kind is MapVal and v.entries is None  # type: ignore[attr-defined]


_ORDER: dict[str, Callable[[Any, Any], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}


def compare(op: str, a: Value, b: Value) -> Value:
    """``a op b`` for the six comparisons."""
    o = join(a.o, b.o)
    if op == "==" or op == "!=":
        same = equal(a, b)
        if same is None:
            return _unknown(a, b)
        return Scalar(same if op == "==" else not same, T.UNTYPED_BOOL, o)
    if type(a) is not Scalar or type(b) is not Scalar:
        return _unknown(a, b)
    x, y = a.v, b.v
    if type(x) is not int or type(y) is not int:
        _, x, y = _common(a, b)
    if (type(x) is str) is not (type(y) is str) or isinstance(x, complex) or isinstance(y, complex):
        return Unknown("a comparison of what has no common order", o=o)
    if type(x) is str and not (x.isascii() and y.isascii()):
        x, y = (s.encode("utf-8", "surrogateescape") for s in (x, y))
    return Scalar(_ORDER[op](x, y), T.UNTYPED_BOOL, o)


def convert_scalar(v: Scalar, t: Type, under: T.Basic) -> Value:
    """The conversion ``t(v)`` of a scalar to a basic type."""
    raw = v.v
    if under.kind == "string":
        if isinstance(raw, int) and not isinstance(raw, bool):
            ok = 0 <= raw < 0x110000 and not 0xD800 <= raw < 0xE000
            raw = chr(raw) if ok else "�"
        return Scalar(raw, t, v.o)
    if isinstance(raw, float) and under.bits and (math.isnan(raw) or math.isinf(raw)):
        return Unknown(f"the conversion of {raw} to {t}", o=v.o)
    if isinstance(raw, str | bool):
        return Scalar(raw, t, v.o)
    return Scalar(number(raw, under), t, v.o)
