"""Composite literals. Part of the interpreter."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from xref.golang import types as T
from xref.golang.expressions import Expr, constant, expression, unknown
from xref.golang.memory import fit, key_of, zeros
from xref.golang.scope import Scope
from xref.golang.typexpr import type_of
from xref.golang.values import (
    LITERAL,
    ZERO,
    ArrayVal,
    Entries,
    MapVal,
    Ptr,
    SliceVal,
    StructVal,
    Unknown,
    Value,
)

_LONGEST = 100_000
_MOST = 1_000_000


def composite(node: Any, sc: Scope) -> Expr:
    """The closure that makes the value of a composite literal."""
    body = node.child_by_field_name("body")
    t = type_of(node.child_by_field_name("type"), sc)
    return literal_value(body, t, sc)


def literal_value(body: Any, t: T.Type, sc: Scope) -> Expr:
    """The closure for ``{...}`` of a type, elided inner types included."""
    if len(body.text) > _LONGEST:
        return unknown("a literal too long to be worth reading", body, sc)
    return _make(body, t, sc)


def _make(body: Any, t: T.Type, sc: Scope) -> Expr:
    under: Any = t.under
    if under.kind == "ptr":
        inner = literal_value(body, under.elem, sc)
        return lambda fr: _pointer(t, inner(fr))
    kinds: dict[str, Callable[[Any, T.Type, Any, Scope], Expr]] = {
        "struct": _struct,
        "slice": _list,
        "array": _list,
        "map": _map,
    }
    make = kinds.get(under.kind)
    if make is None:
        reason = getattr(under, "reason", f"a composite literal of {t}")
        return _of_unknown_type(body, reason, sc)
    return make(body, t, under, sc)


def _of_unknown_type(body: Any, reason: str, sc: Scope) -> Expr:
    """A literal of a type that is not known: what it holds can be reached through it."""
    place = (sc.unit.file.path, sc.unit.line_of(body))
    nodes = [value for _, value in _elements(body) if value.type != "literal_value"]
    parts = [expression(n, sc) for n in nodes]
    return lambda fr: Unknown(reason, *place, may=tuple(part(fr) for part in parts))


def _pointer(t: T.Type, v: Value) -> Value:
    return v if type(v) is Unknown else Ptr(t, v)


def _elements(body: Any) -> list[tuple[Any, Any]]:
    """The (key or None, value) nodes of a literal's body."""
    found: list[tuple[Any, Any]] = []
    for child in body.named_children:
        if child.type == "keyed_element":
            key, value = (c.named_children[0] for c in child.named_children[:2])
            found.append((key, value))
        elif child.type == "literal_element":
            found.append((None, child.named_children[0]))
    return found


def _value(node: Any, t: T.Type, sc: Scope) -> Expr:
    return literal_value(node, t, sc) if node.type == "literal_value" else expression(node, sc)


def _struct(body: Any, t: T.Type, under: Any, sc: Scope) -> Expr:
    parts: list[tuple[int, T.Type, Expr]] = []
    for n, (key, value) in enumerate(_elements(body)):
        i = under.index.get(key.text.decode()) if key is not None else n
        if i is not None and i < len(under.fields):
            ft = under.fields[i].type
            parts.append((i, ft, _value(value, ft, sc)))
    count = len(under.fields)
    line = (sc.unit.file.path, sc.unit.line_of(body))
    o = ((ZERO, *line, str(t)),)

    def get(fr: list[Any]) -> Value:
        fields: list[Value | None] = [None] * count
        for i, ft, part in parts:
            fields[i] = fit(part(fr), ft)
        return StructVal(t, fields, o)

    return get


def _list(body: Any, t: T.Type, under: Any, sc: Scope) -> Expr:
    parts: list[tuple[int, Expr]] = []
    at = 0
    for key, value in _elements(body):
        if key is not None:
            found = constant(key, sc)
            if not isinstance(found, int) or not 0 <= found < _LONGEST:
                return unknown("a literal with an index that is not known", body, sc)
            at = found
        parts.append((at, _value(value, under.elem, sc)))
        at += 1
    count = max((i for i, _ in parts), default=-1) + 1
    is_slice = under.kind == "slice"
    if not is_slice and under.length >= 0:
        count = under.length
    if count > _MOST or any(i >= count for i, _ in parts):
        return unknown(f"a literal of {count} elements", body, sc)
    whole = t if is_slice or under.length >= 0 else T.array_of(under.elem, count)
    o = sc.unit.place(body, LITERAL)
    place = (sc.unit.file.path, sc.unit.line_of(body))
    elem = under.elem

    def get(fr: list[Any]) -> Value:
        elems: list[Any] = [None] * count
        for i, part in parts:
            elems[i] = fit(part(fr), elem)
        if len(parts) < count:
            rest = zeros(elem, count, o)
            if rest is None:
                return Unknown(f"a literal of {count} elements", *place)
            elems = [e if e is not None else z for e, z in zip(elems, rest, strict=True)]
        return SliceVal(whole, elems, o=o) if is_slice else ArrayVal(whole, elems, o)

    return get


def _map(body: Any, t: T.Type, under: Any, sc: Scope) -> Expr:
    parts = [
        (_value(key, under.key, sc), _value(value, under.elem, sc))
        for key, value in _elements(body)
        if key is not None
    ]
    o = sc.unit.place(body, LITERAL)
    kt, vt = under.key, under.elem

    def get(fr: list[Any]) -> Value:
        entries = Entries()
        for key, value in parts:
            k = fit(key(fr), kt)
            form = key_of(k)
            if form is None:
                form = object()
                entries.unknown = Unknown("a map with a key that is not known", o=k.o)
            entries[form] = (k, fit(value(fr), vt))
        return MapVal(t, entries, o)

    return get
