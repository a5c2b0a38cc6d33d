"""How large Go's values are on linux/amd64, and how far append grows a slice.

Part of the interpreter; pure functions. The growth decides whether two slices share their
elements after an append, so it follows the Go runtime's rule and its allocator's size classes.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import Any

from xref.golang.types import Type

_CLASSES = (
    *(8, 16, 24, 32, 48, 64, 80, 96, 112, 128, 144, 160, 176, 192, 208, 224, 240, 256, 288, 320),
    *(352, 384, 416, 448, 480, 512, 576, 640, 704, 768, 896, 1024, 1152, 1280, 1408, 1536, 1792),
    *(2048, 2304, 2688, 3072, 3200, 3456, 4096, 4864, 5120, 5376, 6144, 6528, 6784, 6912, 8192),
    *(9472, 9728, 10240, 10880, 12288, 13568, 14336, 16384, 18432, 19072, 20480, 21760, 24576),
    *(27264, 28672, 32768),
)
_PAGE = 8192
_WORDS = {"string": 2, "slice": 3, "interface": 2, "complex128": 2}
_BYTES = {"bool": 1, "float32": 4, "float64": 8, "complex64": 8}


def size_of(t: Type) -> int:
    """The size of a value of the type, in bytes."""
    under: Any = t.under
    if under.kind == "struct":
        end, widest = 0, 1
        for f in under.fields:
            align = _align_of(f.type)
            widest = max(widest, align)
            end = -(-end // align) * align + size_of(f.type)
        return -(-end // widest) * widest
    if under.kind == "array":
        return int(under.length) * size_of(under.elem)
    bits = getattr(under, "bits", 0)
    return bits // 8 or _BYTES.get(under.kind) or 8 * _WORDS.get(under.kind, 1)


def _align_of(t: Type) -> int:
    under: Any = t.under
    if under.kind == "struct":
        return max((_align_of(f.type) for f in under.fields), default=1)
    if under.kind == "array":
        return _align_of(under.elem)
    return min(size_of(t), 8) or 1


def grown(cap: int, need: int, elem: Type) -> int:
    """The capacity after an append that needs ``need`` elements where ``cap`` are there."""
    if need > 2 * cap:
        room = need
    elif cap < 256:
        room = 2 * cap
    else:
        room = cap
        while room < need:
            room += (room + 3 * 256) // 4
    size = size_of(elem)
    if size == 0:
        return room
    total = room * size
    if total <= _CLASSES[-1]:
        return _CLASSES[bisect_left(_CLASSES, total)] // size
    return -(-total // _PAGE) * _PAGE // size
