"""sprig's functions of lists.

Part of ``template.functions``. Elements keep the paths that they were read from.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from xref.template.errors import ExecError
from xref.template.evaluate import own_uses
from xref.template.functions.builtins import sublist
from xref.template.functions.numbers import to_int
from xref.template.functions.registry import Library
from xref.template.run import MISSING, Run
from xref.template.values import List, Paths, Unknown, truth, type_name

LIBRARY = Library()
function = LIBRARY.function


@LIBRARY.special("list", "tuple")
def _list(run: Run, args: Sequence[Any], final: Any) -> List:
    found, origins = List(), []
    for node in args:
        value, uses = own_uses(run, node)
        found.append(value)
        origins.append(uses)
    if final is not MISSING:
        found.append(final)
        origins.append(())
    found.origins = origins
    return found


def as_list(value: Any, name: str) -> List:
    """``value`` as a list. Raises ExecError for what is none."""
    if isinstance(value, List):
        return value
    if isinstance(value, list):
        return List(value)
    if isinstance(value, str) and name in ("first", "last", "rest", "initial", "reverse", "uniq"):
        raise ExecError(f"Cannot find {name} on type string")
    raise ExecError(f"Cannot {name} on type {type_name(value)}")


@function("first mustFirst", "a", walks=True, context=True)
def _first(run: Run, value: Any) -> Any:
    items = as_list(value, "first")
    return run.element(items, 0, items[0]) if items else None


@function("last mustLast", "a", walks=True, context=True)
def _last(run: Run, value: Any) -> Any:
    items = as_list(value, "last")
    return run.element(items, len(items) - 1, items[-1]) if items else None


@function("rest mustRest", "a", walks=True)
def _rest(value: Any) -> Any:
    items = as_list(value, "rest")
    return sublist(items, range(1, len(items)))


@function("initial mustInitial", "a", walks=True)
def _initial(value: Any) -> Any:
    items = as_list(value, "initial")
    return sublist(items, range(len(items) - 1))


@function("reverse mustReverse", "a", walks=True)
def _reverse(value: Any) -> List:
    items = as_list(value, "reverse")
    return sublist(items, range(len(items) - 1, -1, -1))


@function("uniq mustUniq", "a", walks=True, context=True)
def _uniq(run: Run, value: Any) -> List:
    items = as_list(value, "uniq")
    run.consume(items)
    run.step(len(items) ** 2 >> 4)
    return sublist(items, [i for i, item in enumerate(items) if not _holds(items[:i], item)])


def _holds(items: Sequence[Any], wanted: Any) -> bool:
    return any(same(item, wanted) for item in items)


def same(a: Any, b: Any) -> bool:
    """Whether two values are deeply equal, types included."""
    if isinstance(a, dict) and isinstance(b, dict):
        return a.keys() == b.keys() and all(same(v, b[k]) for k, v in a.items())
    if isinstance(a, list) and isinstance(b, list):
        return len(a) == len(b) and all(map(same, a, b))
    return type(a) is type(b) and bool(a == b)


@function("without mustWithout", "aa*", walks=True, context=True)
def _without(run: Run, value: Any, *unwanted: Any) -> List:
    items = as_list(value, "without")
    run.consume(items)
    return sublist(items, [i for i, item in enumerate(items) if not _holds(unwanted, item)])


@function("compact mustCompact", "a", walks=True)
def _compact(value: Any) -> List:
    items = as_list(value, "compact")
    return sublist(items, [i for i, item in enumerate(items) if truth(item) is not False])


@function("has mustHas", "aa")
def _has(wanted: Any, value: Any) -> bool:
    return value is not None and _holds(as_list(value, "find has on"), wanted)


def joined(run: Run, *parts: List) -> List:
    """The elements of all ``parts``, with their paths."""
    found, origins = List(), list[Paths]()
    for part in parts:
        run.step(len(part) >> 4)
        found.extend(part)
        origins.extend(part.origin(i) for i in range(len(part)))
    found.origins = origins
    return found


def _single(run: Run, node: Any, final: Any) -> List:
    value, uses = own_uses(run, node) if node is not None else (final, ())
    item = List([value])
    item.origins = [uses]
    return item


@LIBRARY.special("append", "push", "mustAppend", "mustPush")
def _append(run: Run, args: Sequence[Any], final: Any) -> Any:
    return _added(run, args, final, front=False)


@LIBRARY.special("prepend", "mustPrepend")
def _prepend(run: Run, args: Sequence[Any], final: Any) -> Any:
    return _added(run, args, final, front=True)


def _added(run: Run, args: Sequence[Any], final: Any, front: bool) -> Any:
    nodes = [*args, *(() if final is MISSING else (None,))]
    if len(nodes) != 2:
        raise ExecError(f"wrong number of args for append: want 2 got {len(nodes)}")
    value, uses = own_uses(run, nodes[0]) if nodes[0] is not None else (final, ())
    run.note(uses)
    if isinstance(value, Unknown):
        return value
    items = as_list(value, "push on")
    item = _single(run, nodes[1], final)
    return joined(run, item, items) if front else joined(run, items, item)


@function("concat", "a*", walks=True, context=True)
def _concat(run: Run, *values: Any) -> List:
    return joined(run, *(as_list(v, "concat") for v in values))


@function("slice mustSlice", "aa*", walks=True)
def _slice(value: Any, *bounds: Any) -> Any:
    items = as_list(value, "slice")
    if not items:
        return None
    start = to_int(bounds[0]) if bounds else 0
    end = to_int(bounds[1]) if len(bounds) > 1 else len(items)
    if not 0 <= start <= end <= len(items):
        raise ExecError("slice bounds out of range")
    return sublist(items, range(start, end))


@function("chunk mustChunk", "ia", walks=True)
def _chunk(size: int, value: Any) -> List:
    items = as_list(value, "chunk")
    if size <= 0:
        raise ExecError("chunk needs a positive size")
    return List(
        sublist(items, range(i, min(i + size, len(items)))) for i in range(0, len(items), size)
    )
