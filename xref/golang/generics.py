"""Type parameters: what a generic function's are bound to by its arguments.

Part of the interpreter. Inference goes by the arguments' dynamic types, which suffices where a
parameter's type mentions the type parameter plainly.
"""

from __future__ import annotations

from typing import Any

from xref.golang import types as T
from xref.golang.types import Type
from xref.golang.values import Scalar, Value


def infer(code: Any, args: list[Value], given: tuple[Type, ...]) -> tuple[Type, ...] | None:
    """The types bound to the function's parameters; None if they cannot be told."""
    node = code.syntax()
    names: list[str] = []
    for item in node.child_by_field_name("type_parameters").named_children:
        names += [n.text.decode() for n in item.children_by_field_name("name")]
    bound: dict[str, Type] = dict(zip(names, given, strict=False))
    if len(bound) < len(names):
        ft = code.func_type
        params = list(ft.params)
        if ft.variadic:
            last: Any = params.pop()
            params += [last.elem] * max(0, len(args) - len(params))
        for param, arg in zip(params, args, strict=False):
            if arg.t is not None:
                _unify(param, _argument_type(arg), bound)
    if any(n not in bound for n in names):
        return None
    return tuple(bound[n] for n in names)


def _argument_type(arg: Value) -> Type:
    assert arg.t is not None
    return T.default_type(arg.t) if type(arg) is Scalar else arg.t


def _unify(param: Type, arg: Type, bound: dict[str, Type]) -> None:
    if type(param) is T.TypeParam:
        bound.setdefault(param.name, arg)
        return
    if type(param) is T.Named and type(arg) is T.Named:
        for p, a in zip(param.args, arg.args, strict=False):
            _unify(p, a, bound)
        return
    under: Any = arg.under
    if type(param) is not type(under):
        return
    for part in ("key", "elem"):
        if hasattr(param, part):
            _unify(getattr(param, part), getattr(under, part), bound)
    if type(param) is T.Func:
        for p, a in zip(param.params, under.params, strict=False):
            _unify(p, a, bound)
        for p, a in zip(param.results, under.results, strict=False):
            _unify(p, a, bound)
