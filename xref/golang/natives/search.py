"""Go's functions on strings and byte slices: searching, cutting, splitting, on ``bytes``.

The common core of ``strings`` and ``bytes``. Indexes count bytes; -1 means not there. A ``None``
slice stands for nil.
"""

from __future__ import annotations

from collections.abc import Callable

from xref.golang.natives import runes
from xref.golang.natives.lift import NotKnown, Panic

Octets = bytes | None
Predicate = Callable[[int], bool]
_ASCII_SPACE = b"\t\n\v\f\r "
_MOST_BYTES = 1_000_000  # a longer text is a program gone astray


def _chars(chars: bytes) -> Predicate:
    wanted = {r for r, _ in runes.decode(chars)}
    return wanted.__contains__


def contains(s: Octets, sub: Octets) -> bool:
    return (sub or b"") in (s or b"")


def index(s: Octets, sub: Octets) -> int:
    return (s or b"").find(sub or b"")


def last_index(s: Octets, sub: Octets) -> int:
    return (s or b"").rfind(sub or b"")


def index_byte(s: Octets, c: int) -> int:
    return (s or b"").find(c)


def last_index_byte(s: Octets, c: int) -> int:
    return (s or b"").rfind(c)


def index_func(s: Octets, f: Predicate) -> int:
    at = 0
    for r, width in runes.decode(s or b""):
        if f(r):
            return at
        at += width
    return -1


def last_index_func(s: Octets, f: Predicate) -> int:
    at = len(s or b"")
    for r, width in reversed(list(runes.decode(s or b""))):
        at -= width
        if f(r):
            return at
    return -1


def index_rune(s: Octets, r: int) -> int:
    if r == runes.RUNE_ERROR:  # also finds bytes that are no UTF-8
        return index_func(s, lambda x: x == r)
    return (s or b"").find(runes.encode(r)) if runes.valid(r) else -1


def contains_rune(s: Octets, r: int) -> bool:
    return index_rune(s, r) >= 0


def contains_func(s: Octets, f: Predicate) -> bool:
    return index_func(s, f) >= 0


def index_any(s: Octets, chars: bytes) -> int:
    return index_func(s, _chars(chars))


def contains_any(s: Octets, chars: bytes) -> bool:
    return index_any(s, chars) >= 0


def last_index_any(s: Octets, chars: bytes) -> int:
    return last_index_func(s, _chars(chars))


def has_prefix(s: Octets, prefix: Octets) -> bool:
    return (s or b"").startswith(prefix or b"")


def has_suffix(s: Octets, suffix: Octets) -> bool:
    return (s or b"").endswith(suffix or b"")


def count(s: Octets, sub: Octets) -> int:
    s = s or b""
    return s.count(sub) if sub else sum(1 for _ in runes.decode(s)) + 1


def compare(a: Octets, b: Octets) -> int:
    a, b = a or b"", b or b""
    return (a > b) - (a < b)


def equal(a: Octets, b: Octets) -> bool:
    return (a or b"") == (b or b"")


def equal_fold(a: Octets, b: Octets) -> bool:
    def folded(s: Octets) -> list[str]:
        return [runes.fold(r) for r, _ in runes.decode(s or b"")]

    return folded(a) == folded(b)


def _explode(s: bytes, n: int) -> list[bytes]:
    out: list[bytes] = []
    at = 0
    for _, width in runes.decode(s):
        if 0 <= n - 1 == len(out):
            break
        out.append(s[at : at + width])
        at += width
    return [*out, s[at:]] if at < len(s) else out


def split_n(s: Octets, sep: Octets, n: int) -> list[bytes] | None:
    s = s or b""
    if n == 0:
        return None
    return s.split(sep, n - 1 if n > 0 else -1) if sep else _explode(s, n)


def split_after_n(s: Octets, sep: Octets, n: int) -> list[bytes] | None:
    parts = split_n(s, sep, n)
    if parts is None or not sep:
        return parts
    return [p + sep for p in parts[:-1]] + parts[-1:]


def split(s: Octets, sep: Octets) -> list[bytes] | None:
    return split_n(s, sep, -1)


def split_after(s: Octets, sep: Octets) -> list[bytes] | None:
    return split_after_n(s, sep, -1)


def fields_func(s: Octets, f: Predicate) -> list[bytes]:
    s = s or b""
    out: list[bytes] = []
    start, at = -1, 0
    for r, width in runes.decode(s):
        if f(r):
            if start >= 0:
                out.append(s[start:at])
            start = -1
        elif start < 0:
            start = at
        at += width
    return [*out, s[start:]] if start >= 0 else out


def fields(s: Octets) -> list[bytes]:
    return fields_func(s, runes.is_space)


def join(parts: list[bytes] | None, sep: bytes) -> bytes:
    parts = [p or b"" for p in parts or ()]
    _bounded(sum(map(len, parts)) + len(sep or b"") * len(parts))
    return (sep or b"").join(parts)


def _bounded(size: int) -> None:
    """:raises NotKnown: for a text that is longer than can be meant."""
    if size > _MOST_BYTES:
        raise NotKnown(f"a text of {size} bytes")


def repeat(s: Octets, n: int) -> bytes:
    """:raises Panic: for a negative or an absurd count."""
    if n < 0:
        raise Panic("strings: negative Repeat count")
    if len(s or b"") * n >= 1 << 63:
        raise Panic("strings: Repeat output length overflow")
    _bounded(len(s or b"") * n)
    return (s or b"") * n


def replace(s: Octets, old: Octets, new: Octets, n: int) -> bytes:
    s, new = s or b"", new or b""
    _bounded(len(s) + len(new) * (s.count(old) if old else len(s) + 1))
    if old:
        return s.replace(old, new, n if n >= 0 else -1)
    out, at, left = bytearray(), 0, n if n >= 0 else len(s) + 1
    for _, width in runes.decode(s):
        if left:
            out += new
            left -= 1
        out += s[at : at + width]
        at += width
    return bytes(out + new) if left else bytes(out)


def replace_all(s: Octets, old: Octets, new: Octets) -> bytes:
    return replace(s, old, new, -1)


def map_runes(f: Callable[[int], int], s: Octets) -> bytes:
    """``Map``: a negative rune drops the character."""
    mapped = (f(r) for r, _ in runes.decode(s or b""))
    return b"".join(runes.encode(r) for r in mapped if r >= 0)


def to_upper(s: Octets) -> bytes:
    s = s or b""
    return s.upper() if s.isascii() else map_runes(runes.to_upper, s)


def to_lower(s: Octets) -> bytes:
    s = s or b""
    return s.lower() if s.isascii() else map_runes(runes.to_lower, s)


def to_title(s: Octets) -> bytes:
    return map_runes(runes.to_title, s)


def to_valid(s: Octets, replacement: Octets) -> bytes:
    out, bad = bytearray(), False
    for ch in (s or b"").decode("utf-8", "surrogateescape"):
        raw = "\udc80" <= ch <= "\udcff"
        if not raw:
            out += ch.encode()
        elif not bad:
            out += replacement or b""
        bad = raw
    return bytes(out)


def title(s: Octets) -> bytes:
    """``Title``: letters that begin a word; only letters, digits, _ and marks continue one."""
    out, before = bytearray(), 32
    at = 0
    for r, width in runes.decode(s or b""):
        separates = runes.is_space(before) or (
            before < 0x80 and not (before == 95 or chr(before).isalnum())
        )
        raw = (s or b"")[at : at + width]
        out += runes.encode(runes.to_title(r)) if separates else raw
        at += width
        before = r
    return bytes(out)


def trim_left_func(s: Octets, f: Predicate) -> bytes:
    s = s or b""
    start = index_func(s, lambda r: not f(r))
    return s[start:] if start >= 0 else b""


def trim_right_func(s: Octets, f: Predicate) -> bytes:
    s = s or b""
    at = len(s)
    for r, width in reversed(list(runes.decode(s))):
        if not f(r):
            break
        at -= width
    return s[:at]


def trim_func(s: Octets, f: Predicate) -> bytes:
    return trim_right_func(trim_left_func(s, f), f)


def trim(s: Octets, cut: bytes) -> bytes:
    return trim_func(s, _chars(cut))


def trim_left(s: Octets, cut: bytes) -> bytes:
    return trim_left_func(s, _chars(cut))


def trim_right(s: Octets, cut: bytes) -> bytes:
    return trim_right_func(s, _chars(cut))


def trim_space(s: Octets) -> bytes:
    s = s or b""
    return s.strip(_ASCII_SPACE) if s.isascii() else trim_func(s, runes.is_space)


def trim_prefix(s: Octets, prefix: Octets) -> bytes:
    return (s or b"").removeprefix(prefix or b"")


def trim_suffix(s: Octets, suffix: Octets) -> bytes:
    return (s or b"").removesuffix(suffix or b"")


def cut(s: Octets, sep: Octets) -> tuple[bytes, bytes, bool]:
    before, found, after = (s or b"").partition(sep) if sep else (b"", b"-", s or b"")
    return before, after, bool(found)


def cut_prefix(s: Octets, prefix: Octets) -> tuple[bytes, bool]:
    return trim_prefix(s, prefix), has_prefix(s, prefix)


def cut_suffix(s: Octets, suffix: Octets) -> tuple[bytes, bool]:
    return trim_suffix(s, suffix), has_suffix(s, suffix)
