"""Go's own functions: logic, comparisons, ``index``, ``len``, ``print`` and escapes.

Part of ``template.functions``.
"""

from __future__ import annotations

import html
import operator
import urllib.parse
from collections.abc import Callable, Sequence
from typing import Any

from xref.template.errors import ExecError
from xref.template.evaluate import evaluate, method
from xref.template.formatting import sprint, sprint_all, sprintf
from xref.template.functions.registry import Library
from xref.template.run import MISSING, Run
from xref.template.values import CONTAINERS, List, Map, Unknown, truth, type_name

LIBRARY = Library()


@LIBRARY.special("and")
def _and(run: Run, args: Sequence[Any], final: Any) -> Any:
    """The first empty argument, else the last."""
    return _decide(run, args, final, stop=False)


@LIBRARY.special("or")
def _or(run: Run, args: Sequence[Any], final: Any) -> Any:
    """The first argument that is not empty, else the last."""
    return _decide(run, args, final, stop=True)


def _decide(run: Run, args: Sequence[Any], final: Any, stop: bool) -> Any:
    """The first argument whose truth is ``stop``, else the last; Unknown after an Unknown."""
    if not args and final is MISSING:
        raise ExecError(
            f"wrong number of args for {'or' if stop else 'and'}: want at least 1 got 0"
        )
    lost: Unknown | None = None
    value: Any = None
    for node in (*args, None) if final is not MISSING else args:
        value = final if node is None else evaluate(run, node)
        run.touch(value)
        decided = truth(value)
        if decided is stop:
            return value if lost is None else Unknown(lost.reason, stop)
        if decided is None:
            lost = value if isinstance(value, Unknown) else Unknown("")
    return value if lost is None else Unknown(lost.reason)


@LIBRARY.special("not")
def _not(run: Run, args: Sequence[Any], final: Any) -> Any:
    values = [*(evaluate(run, node) for node in args), *(() if final is MISSING else (final,))]
    if len(values) != 1:
        raise ExecError(f"wrong number of args for not: want 1 got {len(values)}")
    run.touch(values[0])
    decided = truth(values[0])
    return Unknown(values[0].reason) if decided is None else not decided


def basic_kind(value: Any) -> str:
    """The kind that comparisons tell apart. Raises ExecError."""
    if isinstance(value, bool):
        return "bool"
    if isinstance(value, int):
        return "int"
    if isinstance(value, float):
        return "float"
    if isinstance(value, str):
        return "string"
    raise ExecError("invalid type for comparison")


@LIBRARY.function("eq", "aa*")
def _eq(first: Any, *others: Any) -> bool:
    if not others:
        raise ExecError("missing argument for comparison")
    return any(_equal(first, other) for other in others)


def _equal(first: Any, other: Any) -> bool:
    kinds = [
        None if v is None or isinstance(v, CONTAINERS) else basic_kind(v) for v in (first, other)
    ]
    if kinds[0] != kinds[1]:
        if first is not None and other is not None:
            raise ExecError("incompatible types for comparison")
        return False
    if isinstance(first, CONTAINERS):
        raise ExecError(f"non-comparable type: {type_name(first)}")
    return bool(first == other)


@LIBRARY.function("ne", "aa")
def _ne(first: Any, other: Any) -> bool:
    return not _eq(first, other)


def _ordered(first: Any, other: Any, compare: Callable[[Any, Any], bool]) -> bool:
    kinds = basic_kind(first), basic_kind(other)
    if kinds[0] != kinds[1]:
        raise ExecError("incompatible types for comparison")
    if kinds[0] == "bool":
        raise ExecError("invalid type for comparison")
    if kinds[0] == "string":
        return compare(first.encode(), other.encode())
    return compare(first, other)


for _name, _operator in (
    ("lt", operator.lt),
    ("le", operator.le),
    ("gt", operator.gt),
    ("ge", operator.ge),
):
    LIBRARY.function(_name, "aa")(lambda a, b, _operator=_operator: _ordered(a, b, _operator))


@LIBRARY.function("index", "aa*", walks=True, context=True)
def _index(run: Run, value: Any, *keys: Any) -> Any:
    if value is None:
        raise ExecError("index of untyped nil")
    for key in keys:
        value = _indexed(run, value, key)
    return value


def _indexed(run: Run, value: Any, key: Any) -> Any:
    if isinstance(value, Unknown):
        return value
    if value is None:
        raise ExecError("index of nil pointer")
    if isinstance(value, Map):
        if not isinstance(key, str):
            raise ExecError(f"value has type {type_name(key)}; should be string")
        found = value.get(key)
        return run.element(value, key, found)
    if isinstance(value, (List, str)):
        if not isinstance(key, int) or isinstance(key, bool):
            raise ExecError(f"cannot index slice/array with type {type_name(key)}")
        content = value.encode() if isinstance(value, str) else value
        if not 0 <= key < len(content):
            raise ExecError(f"index out of range: {key}")
        return content[key] if isinstance(value, str) else run.element(value, key, content[key])
    raise ExecError(f"can't index item of type {type_name(value)}")


def sublist(value: List, indices: Sequence[int]) -> List:
    """The elements at ``indices``, each with the paths it was read from."""
    found = List(value[i] for i in indices)
    found.origins = [value.origin(i) for i in indices]
    return found


@LIBRARY.function("len", "a", walks=True, context=True)
def _len(run: Run, value: Any) -> int:
    run.touch(value)
    if value is None:
        raise ExecError("len of nil pointer")
    if isinstance(value, str):
        return len(value) if value.isascii() else len(value.encode())
    if isinstance(value, CONTAINERS):
        return len(value)
    raise ExecError(f"len of type {type_name(value)}")


@LIBRARY.function("call", "a*", walks=True)
def _call(function: Any, *args: Any) -> Any:
    if not callable(function):
        raise ExecError(f"non-function of type {type_name(function)}")
    return method(function, args)


LIBRARY.function("print", "a*")(lambda *values: sprint_all(values))
LIBRARY.function("println", "a*")(lambda *values: " ".join(map(sprint, values)) + "\n")
LIBRARY.function("printf", "sa*")(lambda layout, *values: sprintf(layout, values))


def _joined(values: Sequence[Any]) -> str:
    return sprint_all(["<no value>" if v is None else v for v in values])


@LIBRARY.function("html", "a*")
def _html(*values: Any) -> str:
    text = html.escape(_joined(values), quote=True)
    return text.replace("&quot;", "&#34;").replace("&#x27;", "&#39;").replace("\0", "�")


@LIBRARY.function("urlquery", "a*")
def _urlquery(*values: Any) -> str:
    return urllib.parse.quote_plus(_joined(values), safe="~").replace("%7E", "~")


JS = {
    "\\": "\\\\",
    "'": r"\'",
    '"': r"\"",
    "<": r"\u003C",
    ">": r"\u003E",
    "&": r"\u0026",
    "=": r"\u003D",
}


@LIBRARY.function("js", "a*")
def _js(*values: Any) -> str:
    return "".join(
        JS.get(c) or (f"\\u{ord(c):04X}" if not c.isprintable() else c) for c in _joined(values)
    )
