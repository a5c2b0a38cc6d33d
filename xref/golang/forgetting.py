"""Forgetting: what a call that cannot be entered may have changed. Part of the interpreter."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from xref.golang.values import (
    ArrayVal,
    Cell,
    FuncVal,
    MapVal,
    Ptr,
    SliceVal,
    StructVal,
    Unknown,
    Value,
)

_MOST = 20_000


def forget(values: Iterable[Any], lost: Unknown, spared: Callable[[Ptr], bool]) -> list[Ptr]:
    """Everything that the values reach becomes ``lost``; ``spared`` pointers are returned.

    A value itself is not reached by its copy: only what pointers, slices, maps and captured
    variables lead to is forgotten.
    """
    kept: list[Ptr] = []
    seen: set[int] = set()
    stack: list[Any] = list(values)
    while stack and len(seen) < _MOST:
        v = stack.pop()
        if v is None or id(v) in seen:
            continue
        seen.add(id(v))
        if type(v) is Ptr:
            if spared(v):
                kept.append(v)
            else:
                stack.extend(_forget_target(v, lost))
        elif type(v) is SliceVal and v.backing is not None:
            stack.extend(_blank(v.backing, lost))
        elif type(v) is MapVal and v.entries is not None:
            stack.extend(x for entry in v.entries.values() for x in entry)
            v.unknown = lost
        elif type(v) is StructVal:
            stack.extend(v.fields)
        elif type(v) is ArrayVal:
            stack.extend(v.elems)
        elif type(v) is FuncVal and isinstance(v.captured, list):
            stack.extend(_cells(v.captured, lost))
    return kept


def _forget_target(p: Ptr, lost: Unknown) -> list[Any]:
    holder = p.holder
    if p.index is not None:
        old, holder[p.index] = holder[p.index], lost
        return [old]
    if type(holder) is Cell:
        old, holder.v = holder.v, lost
        return [old]
    if type(holder) is StructVal:
        return _blank(holder.fields, lost)
    if type(holder) is ArrayVal:
        return _blank(holder.elems, lost)
    return []


def _blank(places: list[Any], lost: Unknown) -> list[Any]:
    """Make every place unknown, in depth for the structs and arrays that lie in them."""
    old = list(places)
    for i, v in enumerate(old):
        if type(v) is StructVal:
            _blank(v.fields, lost)
        elif type(v) is ArrayVal:
            _blank(v.elems, lost)
        else:
            places[i] = lost
    return old


def _cells(captured: list[Any], lost: Unknown) -> list[Any]:
    """What a closure's variables lead to; the variables themselves are kept.

    Which of them the closure assigns is not asked: one that is only called back for its result is
    by far the most common.
    """
    return [c.v for c in captured if type(c) is Cell]


__all__ = ["Value", "forget"]
