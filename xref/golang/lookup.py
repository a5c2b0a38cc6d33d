"""Selectors: which field or method ``x.name`` means, through embedding.

Part of the interpreter. Answers depend on types alone and are kept on the type.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from xref.golang import types as T
from xref.golang.types import Type


@dataclass(frozen=True, slots=True)
class Selection:
    """What a selector found: the fields' indexes on the way, then a method (if it is one).

    ``method`` is the interpreter's method, or None for a field; ``dynamic`` tells that the last
    field on the way is an interface, whose dynamic value must be asked for the method.
    """

    path: tuple[int, ...]
    method: Any = None
    by_pointer: bool = False
    dynamic: bool = False


def find(t: Type, name: str) -> Selection | None:
    """The field or method ``name`` of a value of type ``t`` (or of what it points to)."""
    try:
        found: Selection | None = t._found[name]
    except KeyError:
        base = t.under.elem if t.under.kind == "ptr" and not _own_method(t, name) else t  # type: ignore[attr-defined]
        found = t._found[name] = _search(base, name)
    return found


def _own_method(t: Type, name: str) -> Any:
    """The method declared on the named type itself."""
    if type(t) is T.Named and t.owner is not None:
        return t.owner.method(t, name)
    return None


def _search(t: Type, name: str) -> Selection | None:
    """Breadth first through embedded fields, as Go does."""
    level: list[tuple[Type, tuple[int, ...]]] = [(t, ())]
    seen: set[int] = set()
    while level:
        deeper: list[tuple[Type, tuple[int, ...]]] = []
        for at, path in level:
            if at.under.kind == "ptr":
                at = at.under.elem  # type: ignore[attr-defined]
            if id(at) in seen:
                continue
            seen.add(id(at))
            method = _own_method(at, name)
            if method is not None:
                return Selection(path, method, method.by_pointer)
            under: Any = at.under
            if under.kind == "interface" and path and has_method(under, name):
                return Selection(path, dynamic=True)
            if under.kind != "struct":
                continue
            i = under.index.get(name)
            if i is not None:
                return Selection((*path, i))
            deeper.extend((f.type, (*path, i)) for i, f in enumerate(under.fields) if f.embedded)
        level = deeper
    return None


def has_method(t: Type, name: str) -> bool:
    """Whether an interface type has the method."""
    return name in method_names(t)


def method_names(t: Type) -> frozenset[str]:
    """All methods of an interface type, those of embedded interfaces included."""
    under: Any = t.under
    if under.kind != "interface":
        return frozenset()
    found = under._found.get(" methods")
    if found is None:
        names = set(under.methods)
        for inner in under.embedded:
            names |= method_names(inner)
        found = under._found[" methods"] = frozenset(names)
    return found  # type: ignore[no-any-return]


def implements(t: Type | None, interface: Type) -> bool | None:
    """Whether a dynamic type has all methods of an interface; None if that cannot be known."""
    if t is None:
        return None
    if _lacks_source(t) or interface.under.kind == "unresolved":
        return None
    pointer = t.under.kind == "ptr"
    for name in method_names(interface):
        if type(t) is T.Named and t.under.kind == "interface":
            found: Selection | None = Selection(()) if has_method(t, name) else None
        else:
            found = find(t, name)
        if found is None or (found.method is None and not found.dynamic):
            return False
        if found.by_pointer and not pointer and not _through_pointer(t, found.path):
            return False
        wanted = _method_type(interface, name)
        method = found.method
        if wanted is not None and method and not _alike(method.func_type, wanted, 0):
            return False
    return True


def _method_type(t: Type, name: str) -> Type | None:
    """The type of an interface's method, if it is known."""
    under: Any = t.under
    if under.kind != "interface":
        return None
    found: Type | None = under.types.get(name)
    for inner in under.embedded if found is None else ():
        found = found or _method_type(inner, name)
    return found


def _alike(a: Type, b: Type, depth: int) -> bool:
    """Whether two types can be one: False only where they surely are two."""
    if a is b or depth > 8:
        return True
    if isinstance(a, T.Func) and isinstance(b, T.Func):
        pairs = [*zip(a.params, b.params, strict=False), *zip(a.results, b.results, strict=False)]
        same = len(a.params) == len(b.params) and len(a.results) == len(b.results)
        return same and all(_alike(x, y, depth + 1) for x, y in pairs)
    if isinstance(a, T.Pointer | T.Slice) and isinstance(b, T.Pointer | T.Slice):
        return a.kind == b.kind and _alike(a.elem, b.elem, depth + 1)
    plain = (T.Basic, T.Slice, T.Pointer, T.Map, T.Func, T.Chan)
    named = isinstance(a, T.Named) and isinstance(b, T.Named)
    if named or (isinstance(a, plain) and isinstance(b, plain)):
        return a.kind == b.kind == "map"
    sure = (*plain, T.Named)
    return not (isinstance(a, sure) and isinstance(b, sure))


def _lacks_source(t: Type) -> bool:
    base = t.under.elem if t.under.kind == "ptr" else t  # type: ignore[attr-defined]
    return bool(base.under.kind == "unresolved")


def _through_pointer(t: Type, path: tuple[int, ...]) -> bool:
    """Whether the way to a promoted method leads through an embedded pointer."""
    for i in path:
        under: Any = t.under
        if under.kind == "ptr":
            under = under.elem.under
        t = under.fields[i].type
        if t.under.kind == "ptr":
            return True
    return False
