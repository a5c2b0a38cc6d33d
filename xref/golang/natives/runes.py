"""Characters as Go sees them: decoding, classes and simple (one to one) case mappings.

Under ``strings``, ``bytes``, ``unicode`` and the quoting of ``strconv``. Python's tables are of
an older Unicode than a recent Go's; characters that only the newer one knows count as unassigned.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator

RUNE_ERROR = 0xFFFD
MAX_RUNE = 0x10FFFF
_SPACES = frozenset((9, 10, 11, 12, 13, 32, 0x85, 0xA0))
# Python's full mappings expand these; Go maps one character to one.
_LOWER = {0x130: 0x69}
# Equal by Python's full folding, not by Go's simple one.
_UNFOLDED = frozenset((0x1FD3, 0x1FE3, 0xFB06))
_UPPER_KEPT = frozenset((0xDF, 0x149, 0x1F0, 0x390, 0x3B0, 0x587))


def valid(r: int) -> bool:
    """Whether ``r`` can be encoded: in range and no surrogate half."""
    return 0 <= r < 0xD800 or 0xDFFF < r <= MAX_RUNE


def encode(r: int) -> bytes:
    """UTF-8 of a rune, that of U+FFFD if it has none."""
    return chr(r if valid(r) else RUNE_ERROR).encode()


def decode(b: bytes) -> Iterator[tuple[int, int]]:
    """The runes of ``b``, each with its width; a bad byte is (0xFFFD, 1)."""
    for ch in b.decode("utf-8", "surrogateescape"):
        r = ord(ch)
        if 0xDC80 <= r <= 0xDCFF:
            yield RUNE_ERROR, 1
        else:
            yield r, 1 if r < 0x80 else 2 if r < 0x800 else 3 if r < 0x10000 else 4


def category(r: int) -> str:
    """The two letters of a rune's general category; "Cn" where it has none."""
    import unicodedata  # here, since most programs need ASCII alone

    return unicodedata.category(chr(r)) if valid(r) else "Cn"


def is_space(r: int) -> bool:
    return r in _SPACES or (r > 0xFF and (category(r) in ("Zs", "Zl", "Zp")))


def is_letter(r: int) -> bool:
    return category(r)[0] == "L"


def is_digit(r: int) -> bool:
    return 48 <= r <= 57 if r < 0x80 else category(r) == "Nd"


def is_number(r: int) -> bool:
    return category(r)[0] == "N"


def is_punct(r: int) -> bool:
    return category(r)[0] == "P"


def is_symbol(r: int) -> bool:
    return category(r)[0] == "S"


def is_mark(r: int) -> bool:
    return category(r)[0] == "M"


def is_control(r: int) -> bool:
    return category(r) == "Cc"


def is_graphic(r: int) -> bool:
    return category(r)[0] in "LMNPS" or category(r) == "Zs"


def is_print(r: int) -> bool:
    return r == 32 or (33 <= r <= 126 if r < 0x80 else category(r)[0] in "LMNPS")


def is_upper(r: int) -> bool:
    return 65 <= r <= 90 if r < 0x80 else category(r) == "Lu"


def is_lower(r: int) -> bool:
    return 97 <= r <= 122 if r < 0x80 else category(r) == "Ll"


def is_title(r: int) -> bool:
    return category(r) == "Lt"


def to_upper(r: int) -> int:
    if not valid(r) or r in _UPPER_KEPT:
        return r
    upper = chr(r).upper()
    if len(upper) > 1:  # Greek with iota below: its simple capital is the title form
        upper = chr(r).title()
    return ord(upper) if len(upper) == 1 else r


def to_lower(r: int) -> int:
    lower = chr(r).lower() if valid(r) else ""
    return _LOWER.get(r, r) if len(lower) != 1 else ord(lower)


def to_title(r: int) -> int:
    title = chr(r).title() if valid(r) else ""
    return ord(title) if len(title) == 1 else to_upper(r)


@functools.cache
def fold(r: int) -> str:
    """The same text for all runes that differ in case alone."""
    if r < 0x80:
        return chr(r).lower()
    if r in _UNFOLDED:
        return chr(r)
    return chr(r).casefold() if valid(r) else chr(RUNE_ERROR)
