"""The native (Python) functions of Go's standard library, by import path and name.

Called by the machine for what no Go source supplies. ``NATIVES`` has functions, and methods of
native types as ``(path, "Type.Method")`` with the receiver first; ``VARIABLES`` makes variables
and constants; ``TYPES`` are the types that natives alone declare.
"""

from __future__ import annotations

from collections.abc import Callable

from xref.golang.natives import (
    base64,
    encoding,
    errors,
    fmt,
    maps,
    math,
    os,
    paths,
    reflect,
    regexp,
    sort,
    strconv,
    strings,
    template,
    time,
    unicode,
)
from xref.golang.natives.protocol import GoExit, Key, Machine, Native, Result
from xref.golang.natives.pure import PURE_PACKAGES
from xref.golang.types import Type
from xref.golang.values import Value

NATIVES: dict[Key, Native] = {}
for _table in (
    *(fmt.TABLE, strconv.TABLE, strings.STRINGS, strings.BYTES, unicode.UNICODE, unicode.UTF8),
    *(math.TABLE, math.BITS, paths.PATH, paths.FILEPATH, time.TABLE, sort.SORT, sort.SLICES),
    *(maps.STANDARD, maps.EXPERIMENTAL, os.TABLE, os.RUNTIME, os.USER, regexp.TABLE),
    *(reflect.TABLE, errors.TABLE, base64.TABLE, *encoding.TABLES, *template.TABLES),
):
    NATIVES.update(_table)
# The experimental package has the same generic functions.
NATIVES.update({("golang.org/x/exp/slices", n): f for (_, n), f in sort.SLICES.items()})

VARIABLES: dict[Key, Callable[[Machine], Value]] = {
    **strconv.VARIABLES,
    **paths.VARIABLES,
    **os.VARIABLES,
    **reflect.VARIABLES,
    **base64.VARIABLES,
}
TYPES: dict[Key, Type] = {
    **regexp.TYPES,
    **reflect.TYPES,
    **base64.TYPES,
    **template.TYPES,
}

__all__ = [
    "NATIVES",
    "PURE_PACKAGES",
    "TYPES",
    "VARIABLES",
    "GoExit",
    "Machine",
    "Native",
    "Result",
]
