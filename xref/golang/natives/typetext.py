"""A type's text as package ``reflect`` gives it. Under ``fmt`` (%T, %#v) and ``reflect``."""

from __future__ import annotations

from xref.golang import types as T
from xref.golang.natives.lift import NotKnown
from xref.golang.natives.quote import quote
from xref.golang.types import Type


def type_text(t: Type | None, full: bool = False) -> str:
    """As ``[]uint8``, ``*pkg.Name``, ``map[string]interface {}``.

    ``full`` writes whole import paths, as Go does between the brackets of a generic type.

    :raises NotKnown: for what the model does not keep (directions of channels, signatures of
        interface methods) or could not resolve.
    """
    if isinstance(t, T.Named):
        package = t.package if full else t.package_name
        args = f"[{','.join(type_text(a, True) for a in t.args)}]" if t.args else ""
        return (f"{package}.{t.name}" if package else t.name) + args
    if isinstance(t, T.Basic):
        return t.kind
    if isinstance(t, T.Pointer):
        return "*" + type_text(t.elem, full)
    if isinstance(t, T.Slice):
        return "[]" + type_text(t.elem, full)
    if isinstance(t, T.Array):
        return f"[{t.length}]{type_text(t.elem, full)}"
    if isinstance(t, T.Map):
        return f"map[{type_text(t.key, full)}]{type_text(t.elem, full)}"
    if isinstance(t, T.Func):
        return _func_text(t, full)
    if isinstance(t, T.Struct):
        return _struct_text(t, full)
    if isinstance(t, T.Interface) and not t.methods and not t.embedded:
        return "interface {}"
    raise NotKnown(f"the text of the type {t} is not known")


def _func_text(t: T.Func, full: bool) -> str:
    params = [type_text(p, full) for p in t.params]
    if t.variadic:
        params[-1] = "..." + params[-1][2:]
    results = [type_text(r, full) for r in t.results]
    text = f"func({', '.join(params)})"
    if len(results) > 1:
        return f"{text} ({', '.join(results)})"
    return f"{text} {results[0]}" if results else text


def _struct_text(t: T.Struct, full: bool) -> str:
    fields = []
    for f in t.fields:
        text = type_text(f.type, full)
        text = text if f.embedded else f"{f.name} {text}"
        fields.append(f"{text} {quote(f.tag)}" if f.tag else text)
    return f"struct {{ {'; '.join(fields)} }}" if fields else "struct {}"
