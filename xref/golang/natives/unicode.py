"""The packages ``unicode`` and ``unicode/utf8``."""

from __future__ import annotations

from xref.golang.natives import runes
from xref.golang.natives.lift import NotKnown, Panic, Table, known, number
from xref.golang.natives.protocol import Machine, Result
from xref.golang.types import UINT8
from xref.golang.values import Scalar, SliceVal, Value, integer

UNICODE = Table("unicode")
UTF8 = Table("unicode/utf8", raw=True)

UNICODE.lift(
    "bool",
    IsUpper=runes.is_upper,
    IsLower=runes.is_lower,
    IsTitle=runes.is_title,
    IsLetter=runes.is_letter,
    IsDigit=runes.is_digit,
    IsNumber=runes.is_number,
    IsSpace=runes.is_space,
    IsPunct=runes.is_punct,
    IsSymbol=runes.is_symbol,
    IsMark=runes.is_mark,
    IsControl=runes.is_control,
    IsGraphic=runes.is_graphic,
    IsPrint=runes.is_print,
)
UNICODE.lift("rune", ToUpper=runes.to_upper, ToLower=runes.to_lower, ToTitle=runes.to_title)
UNICODE.unknown(1, "is not modelled", "Is", "In", "IsOneOf", "To", "SimpleFold")


def _decode(b: bytes | None) -> tuple[int, int]:
    # Four bytes are enough for one rune, and a cut behind them harms none before.
    return next(runes.decode((b or b"")[:4]), (runes.RUNE_ERROR, 0))


def _decode_last(b: bytes | None) -> tuple[int, int]:
    found = list(runes.decode(b or b""))
    return found[-1] if found else (runes.RUNE_ERROR, 0)


def _count(b: bytes | None) -> int:
    return sum(1 for _ in runes.decode(b or b""))


def _valid(b: bytes | None) -> bool:
    try:
        (b or b"").decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _length(r: int) -> int:
    return len(runes.encode(r)) if runes.valid(r) else -1


def _full(b: bytes | None) -> bool:
    """Whether ``b`` begins with a whole rune, or with what never will be one."""
    b = (b or b"")[:4]
    if not b:
        return False
    try:
        b.decode("utf-8")
    except UnicodeDecodeError as e:
        return e.start > 0 or e.reason != "unexpected end of data"
    return True


UTF8.lift("int", RuneCount=_count, RuneCountInString=_count, RuneLen=_length)
UTF8.lift(
    "bool",
    Valid=_valid,
    ValidString=_valid,
    ValidRune=runes.valid,
    FullRune=_full,
    FullRuneInString=_full,
    RuneStart=lambda c: c & 0xC0 != 0x80,
)
UTF8.lift("(rune, int)", DecodeRune=_decode, DecodeRuneInString=_decode)
UTF8.lift("(rune, int)", DecodeLastRune=_decode_last, DecodeLastRuneInString=_decode_last)
UTF8.lift("[]byte", AppendRune=lambda b, r: (b or b"") + runes.encode(r))


@UTF8.add("EncodeRune", pure=False)
def _encode_rune(m: Machine, args: list[Value]) -> Result:
    p, r = args[0], number(args[1])
    encoded = runes.encode(r)
    if not isinstance(known(p), SliceVal):
        raise NotKnown("", p.o)
    assert isinstance(p, SliceVal)
    if p.length < len(encoded) or p.backing is None:
        raise Panic(f"runtime error: index out of range [{len(encoded) - 1}]")
    for i, b in enumerate(encoded, p.start):
        p.backing[i] = Scalar(b, UINT8, args[1].o)
    return integer(len(encoded), args[1].o)
