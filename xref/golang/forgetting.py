"""Forgetting: what a call that cannot be entered may have changed. Part of the interpreter."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from xref.golang.memory import taint
from xref.golang.values import (
    ArrayVal,
    Cell,
    FuncVal,
    MapVal,
    NativeObject,
    Origins,
    Ptr,
    SliceVal,
    StructVal,
    Unknown,
    Value,
    join,
)

_MOST = 20_000
Change = Callable[[Any], Any]


def forget(
    values: Iterable[Any], lost: Unknown, spared: Callable[[Ptr], bool]
) -> tuple[list[Ptr], int]:
    """Everything that the values reach becomes ``lost``; ``spared`` pointers are returned.

    Returned as well is how many values were looked at.

    A value itself is not reached by its copy: only what pointers, slices, maps and captured
    variables lead to is forgotten. Of a closure's variables those are that its body assigns.
    """

    def lose(v: Value | None) -> Value:
        old = v.may if type(v) is Unknown else () if v is None else (v,)
        return Unknown(lost.reason, o=lost.o, may=(*lost.may, *old))

    return _change(values, lose, lambda entries: setattr(entries, "unknown", lost), (), spared)


def doubt(values: Iterable[Any], o: Origins, spared: Callable[[Ptr], bool]) -> int:
    """Everything that the values reach also hangs on ``o``; how many values were looked at."""

    def mark(v: Value | None) -> Value | None:
        return taint(v, o) if v is not None else None

    def doubtful(entries: Any) -> None:
        entries.doubt = join(entries.doubt, o)

    return _change(values, mark, doubtful, o, spared)[1]


def _change(
    values: Iterable[Any],
    change: Change,
    entries_changed: Callable[[Any], None],
    o: Origins,
    spared: Callable[[Ptr], bool],
) -> tuple[list[Ptr], int]:
    kept: list[Ptr] = []
    seen: set[int] = set()
    holding: list[Any] = []  # what is seen must not be freed: an identity could be given anew
    stack: list[Any] = list(values)
    while stack and len(seen) < _MOST:
        v = stack.pop()
        if v is None or id(v) in seen:
            continue
        seen.add(id(v))
        holding.append(v)
        if type(v) is Ptr:
            if spared(v):
                kept.append(v)
            elif id(v.holder) not in seen or v.index is not None:
                if v.index is None:
                    seen.add(id(v.holder))
                stack.extend(_change_target(v, change, o))
        elif type(v) is SliceVal and v.backing is not None:
            if id(v.backing) not in seen:
                seen.add(id(v.backing))
                stack.extend(_change_all(v.backing, change, o))
        elif type(v) is MapVal and v.entries is not None:
            if id(v.entries) not in seen:
                seen.add(id(v.entries))
                stack.extend(x for entry in v.entries.values() for x in entry)
                for key, (k, x) in list(v.entries.items()) if o else ():
                    v.entries[key] = (change(k), change(x))
                entries_changed(v.entries)
        elif type(v) is StructVal:
            stack.extend(v.fields)
        elif type(v) is ArrayVal:
            stack.extend(v.elems)
        elif type(v) is Unknown:
            stack += [x for x in v.may if id(x) not in seen]  # many lead to the same ones
        elif type(v) is NativeObject:
            stack.append(v.data if isinstance(v.data, Value) else None)
        elif type(v) is FuncVal:
            stack.extend(_captured(v, change))
    return kept, len(seen)


def _change_target(p: Ptr, change: Change, o: Origins) -> list[Any]:
    """Change the place that a pointer leads to; what it held."""
    holder, index = p.holder, p.index
    old = holder[index] if index is not None else holder.v if type(holder) is Cell else holder
    if type(old) is StructVal or type(old) is ArrayVal:
        return _change_parts(old, change, o)
    if index is not None:
        holder[index] = change(old)
    elif type(holder) is Cell:
        holder.v = change(old)
    return [old]


def _change_parts(v: StructVal | ArrayVal, change: Change, o: Origins) -> list[Any]:
    v.o = join(v.o, o)  # what the zeros that nothing has looked at yet will have
    return _change_all(v.fields if type(v) is StructVal else v.elems, change, o)  # type: ignore[union-attr]


def _change_all(places: Any, change: Change, o: Origins) -> list[Any]:
    """Change every place, in depth for the structs and arrays that lie in them."""
    old = list(places)
    for i, v in enumerate(old):
        if type(v) is StructVal or type(v) is ArrayVal:
            _change_parts(v, change, o)
        else:
            places[i] = change(v)
    return old


def _captured(v: FuncVal, change: Change) -> list[Any]:
    """What a function value leads to; what a closure's body assigns is changed."""
    if isinstance(v.captured, list):
        return [c for c in v.captured if isinstance(c, Value)]
    if not isinstance(v.captured, tuple):
        return []
    frame, closure = v.captured
    reached = closure.change_assigned(frame, change)
    return [*reached, *(c.v for c in frame if type(c) is Cell)]
