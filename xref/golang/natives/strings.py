"""The functions of the packages ``strings`` and ``bytes``, from their common core ``search``.

What ``bytes`` returns is always new memory: a result never shares its backing with an argument,
as some do in Go. The types (Builder, Reader, Buffer, ...) are Go source elsewhere.
"""

from __future__ import annotations

from typing import Any

from xref.golang.natives import runes, search
from xref.golang.natives.lift import Table

STRINGS = Table("strings", raw=True)
BYTES = Table("bytes", raw=True)


def _both(strings: str, octets: str, **functions: Any) -> None:
    STRINGS.lift(strings, **functions)
    BYTES.lift(octets, **functions)


_both(
    "bool",
    "bool",
    Contains=search.contains,
    ContainsRune=search.contains_rune,
    ContainsAny=search.contains_any,
    ContainsFunc=search.contains_func,
    HasPrefix=search.has_prefix,
    HasSuffix=search.has_suffix,
    EqualFold=search.equal_fold,
)
_both(
    "int",
    "int",
    Index=search.index,
    LastIndex=search.last_index,
    IndexByte=search.index_byte,
    LastIndexByte=search.last_index_byte,
    IndexRune=search.index_rune,
    IndexAny=search.index_any,
    LastIndexAny=search.last_index_any,
    IndexFunc=search.index_func,
    LastIndexFunc=search.last_index_func,
    Count=search.count,
    Compare=search.compare,
)
_both(
    "[]string",
    "[][]byte",
    Split=search.split,
    SplitN=search.split_n,
    SplitAfter=search.split_after,
    SplitAfterN=search.split_after_n,
    Fields=search.fields,
    FieldsFunc=search.fields_func,
)
_both(
    "string",
    "[]byte",
    Join=search.join,
    Repeat=search.repeat,
    Replace=search.replace,
    ReplaceAll=search.replace_all,
    Map=search.map_runes,
    ToUpper=search.to_upper,
    ToLower=search.to_lower,
    ToTitle=search.to_title,
    ToValidUTF8=search.to_valid,
    Title=search.title,
    TrimFunc=search.trim_func,
    TrimLeftFunc=search.trim_left_func,
    TrimRightFunc=search.trim_right_func,
    Trim=search.trim,
    TrimLeft=search.trim_left,
    TrimRight=search.trim_right,
    TrimSpace=search.trim_space,
    TrimPrefix=search.trim_prefix,
    TrimSuffix=search.trim_suffix,
)
_both("(string, string, bool)", "([]byte, []byte, bool)", Cut=search.cut)
_both("(string, bool)", "([]byte, bool)", CutPrefix=search.cut_prefix, CutSuffix=search.cut_suffix)
STRINGS.lift("string", Clone=lambda s: s)
BYTES.lift("[]byte", Clone=lambda b: b)
BYTES.lift("bool", Equal=search.equal)
BYTES.lift("[]rune", Runes=lambda b: [r for r, _ in runes.decode(b or b"")])
