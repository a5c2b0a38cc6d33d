"""``errors.As``, which Go source without reflection cannot express; the rest of it is Go source."""

from __future__ import annotations

from xref.golang import types as T
from xref.golang.natives.lift import NotKnown, Table, known
from xref.golang.natives.protocol import Machine, Result
from xref.golang.types import Type
from xref.golang.values import Nil, Origins, Ptr, Scalar, SliceVal, Value, boolean, join

TABLE = Table("errors")
_MOST_DEPTH = 100


def methods_of(t: Type) -> set[str]:
    """The names of an interface's methods, its embedded ones among them.

    :raises NotKnown: where an embedded type is no known interface.
    """
    under = t.under
    if not isinstance(under, T.Interface):
        raise NotKnown(f"the methods of {t} are not known")
    names = set(under.methods)
    for inner in under.embedded:
        names |= methods_of(inner)
    return names


def _assignable(m: Machine, v: Value, t: Type) -> bool:
    if T.is_interface(t):
        return all(m.method(v, name) is not None for name in methods_of(t))
    if t.under.kind == "unresolved":
        raise NotKnown(f"the type {t} is not known")
    return v.t is t


def _within(m: Machine, v: Value) -> list[Value]:
    """What an error wraps."""
    unwrap = m.method(v, "Unwrap")
    inner = known(m.call(unwrap, [])) if unwrap is not None else Nil()
    return inner.items() if isinstance(inner, SliceVal) else [inner]


def _find(m: Machine, v: Value, target: Ptr, elem: Type, depth: int) -> tuple[bool, Origins]:
    known(v)
    if isinstance(v, Nil) and (v.t is None or T.is_interface(v.t)):
        return False, v.o
    if depth > _MOST_DEPTH:
        raise NotKnown("errors are wrapped too deeply")
    if _assignable(m, v, elem):
        m.store(target, v)
        return True, v.o
    as_method = m.method(v, "As")
    if as_method is not None:
        answer = known(m.call(as_method, [target]))
        if isinstance(answer, Scalar) and answer.v is True:
            return True, answer.o
    o = v.o
    for inner in _within(m, v):
        found, places = _find(m, inner, target, elem, depth + 1)
        o = join(o, places)
        if found:
            return True, o
    return False, o


@TABLE.add("As", pure=False)
def _as(m: Machine, args: list[Value]) -> Result:
    error, target = known(args[0]), known(args[1])
    if not isinstance(target, Ptr) or target.t is None:
        m.panic(m.error("errors: target must be a non-nil pointer", args[1].o))
    elem: Type = target.t.under.elem  # type: ignore[attr-defined]
    try:
        found, o = _find(m, error, target, elem, 0)
    except NotKnown as e:
        m.store(target, m.unknown(e.reason or "errors.As of an unknown error"))
        raise
    return boolean(found, o)
