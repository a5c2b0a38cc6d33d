"""The package ``strconv``, all of it but the Append functions' sharing of memory."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from xref.golang import types as T
from xref.golang.natives import numbers, quote, runes
from xref.golang.natives.floats import format_float
from xref.golang.natives.lift import NotKnown, Panic, Table

TABLE = Table("strconv")


def _framed(name: str, s: str, found: tuple[Any, str | None]) -> tuple[Any, str | None]:
    """A result with the text of a *NumError."""
    value, error = found
    text = f"strconv.{name}: parsing {quote.quote(s)}: {error}"
    return value, None if error is None else text


def atoi(s: str) -> tuple[int, str | None]:
    return _framed("Atoi", s, numbers.parse_int(s, 10, 0))


def parse_int(s: str, base: int, bits: int) -> tuple[int, str | None]:
    return _framed("ParseInt", s, numbers.parse_int(s, base, bits))


def parse_uint(s: str, base: int, bits: int) -> tuple[int, str | None]:
    return _framed("ParseUint", s, numbers.parse_uint(s, base, bits))


def parse_float(s: str, bits: int) -> tuple[float, str | None]:
    return _framed("ParseFloat", s, numbers.parse_float(s, bits))


def parse_bool(s: str) -> tuple[bool, str | None]:
    return _framed("ParseBool", s, numbers.parse_bool(s))


def format_int(n: int, base: int) -> str:
    """:raises Panic: for a base that is none."""
    if not 2 <= base <= 36:
        raise Panic("strconv: illegal AppendInt/FormatInt base")
    if base == 10:
        return str(n)
    digits, m = "", abs(n)
    while m or not digits:
        m, d = divmod(m, base)
        digits = "0123456789abcdefghijklmnopqrstuvwxyz"[d] + digits
    return "-" + digits if n < 0 else digits


def _format_float(x: float, form: int, precision: int, bits: int) -> str:
    if bits not in (32, 64):
        raise Panic("strconv: illegal AppendFloat/FormatFloat bitSize")
    return format_float(x, chr(form), precision, bits)


def _unquote(s: str) -> tuple[str, str | None]:
    found = quote.unquote(s)
    return ("", numbers.SYNTAX) if found is None else (found, None)


def _boolean(b: bool) -> str:
    return "true" if b else "false"


def _appending(form: Callable[..., str]) -> Callable[..., bytes]:
    """An Append function: ``form``'s text after the bytes of its first argument."""

    def append(dst: bytes | None, *args: Any) -> bytes:
        return (dst or b"") + form(*args).encode("utf-8", "surrogateescape")

    return append


def _form_complex(c: complex, form: int, precision: int, bits: int) -> str:
    if bits not in (64, 128):
        raise Panic("invalid bitSize")
    imaginary = _format_float(c.imag, form, precision, bits // 2)
    sign = "" if imaginary[0] in "+-" else "+"
    return f"({_format_float(c.real, form, precision, bits // 2)}{sign}{imaginary}i)"


def _parse_complex(s: str, bits: int) -> tuple[complex, str | None]:
    raise NotKnown("strconv.ParseComplex is not modelled")


_quoting: dict[str, Callable[..., str]] = {
    "Quote": quote.quote,
    "QuoteToASCII": quote.quote_ascii,
    "QuoteToGraphic": quote.quote_graphic,
    "QuoteRune": quote.quote_rune,
    "QuoteRuneToASCII": quote.quote_rune_ascii,
    "QuoteRuneToGraphic": quote.quote_rune_graphic,
}
_forms: dict[str, Callable[..., str]] = {
    "Int": format_int,
    "Uint": format_int,
    "Float": _format_float,
    "Bool": _boolean,
}

TABLE.lift("(int, error)", Atoi=atoi)
TABLE.lift("(int64, error)", ParseInt=parse_int)
TABLE.lift("(uint64, error)", ParseUint=parse_uint)
TABLE.lift("(float64, error)", ParseFloat=parse_float)
TABLE.lift("(bool, error)", ParseBool=parse_bool)
TABLE.lift("(complex128, error)", ParseComplex=_parse_complex)
TABLE.lift("string", Itoa=str, FormatComplex=_form_complex, **_quoting)
TABLE.lift("string", **{f"Format{name}": form for name, form in _forms.items()})
TABLE.lift("[]byte", **{f"Append{n}": _appending(f) for n, f in (_forms | _quoting).items()})
TABLE.lift("(string, error)", Unquote=_unquote)
TABLE.lift(
    "bool",
    CanBackquote=quote.can_backquote,
    IsPrint=runes.is_print,
    IsGraphic=runes.is_graphic,
)
TABLE.unknown(4, "is not modelled", "UnquoteChar")
TABLE.unknown(2, "is not modelled", "QuotedPrefix")

VARIABLES = {
    ("strconv", "ErrRange"): lambda m: m.error(numbers.RANGE, ()),
    ("strconv", "ErrSyntax"): lambda m: m.error(numbers.SYNTAX, ()),
}
INT_SIZE = T.INT.bits
