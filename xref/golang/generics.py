"""Type parameters: what a generic function's are bound to by its arguments.

Part of the interpreter. Inference goes by the arguments' dynamic types, which suffices where a
parameter's type mentions the type parameter plainly, and by the constraints' core types.
"""

from __future__ import annotations

from typing import Any

from xref.golang import types as T
from xref.golang.scope import Local, Scope
from xref.golang.types import Type
from xref.golang.typexpr import type_of
from xref.golang.values import FuncVal, Scalar, Value


def infer(code: Any, args: list[Value], given: tuple[Type, ...]) -> tuple[Type, ...] | None:
    """The types bound to the function's parameters; None if they cannot be told."""
    node = code.syntax()
    constraints: dict[str, Any] = {}
    for item in node.child_by_field_name("type_parameters").named_children:
        for name in item.children_by_field_name("name"):
            constraints[name.text.decode()] = item.child_by_field_name("type")
    bound: dict[str, Type] = dict(zip(constraints, given, strict=False))
    if len(bound) < len(constraints):
        ft = code.func_type
        params = list(ft.params)
        if ft.variadic:
            last: Any = params.pop()
            params += [last.elem] * max(0, len(args) - len(params))
        for param, arg in zip(params, args, strict=False):
            _bind(param, arg, bound)
    for name, constraint in constraints.items():
        if name not in bound and constraint is not None:
            _by_constraint(name, constraint, code.scope(), bound)
    if any(n not in bound for n in constraints):
        return None
    return tuple(bound[n] for n in constraints)


def _bind(param: Type, arg: Value, bound: dict[str, Type]) -> None:
    results = getattr(arg.captured, "results", None) if type(arg) is FuncVal else None
    if arg.t is not None:
        _unify(param, T.default_type(arg.t) if type(arg) is Scalar else arg.t, bound)
    elif results is not None and isinstance(param, T.Func):
        # Of a native function only the results' types are written down.
        for p, r in zip(param.results, results, strict=False):
            _unify(p, r, bound)


def _by_constraint(name: str, node: Any, scope: Scope, bound: dict[str, Type]) -> None:
    """Bind a parameter whose constraint admits but one type, such as ``interface{ *T }``."""
    if node.type == "type_constraint":
        node = node.named_children[0]
    for other, t in bound.items():
        scope.names[other] = Local(type=t)
    core = getattr(type_of(node, scope).under, "core", None)
    if core is not None and not _open(core):
        bound[name] = core


def _open(t: Type) -> bool:
    """Whether a type mentions a type parameter that nothing has bound."""
    parts = (getattr(t, "elem", None), getattr(t, "key", None))
    inner = [p for p in (*parts, *getattr(t, "params", ()), *getattr(t, "results", ())) if p]
    return type(t) is T.TypeParam or any(map(_open, [*inner, *getattr(t, "args", ())]))


def _unify(param: Type, arg: Type, bound: dict[str, Type]) -> None:
    if type(param) is T.TypeParam:
        if not _open(arg):
            bound.setdefault(param.name, arg)
        return
    if type(param) is T.Named and type(arg) is T.Named:
        for p, a in zip(param.args, arg.args, strict=False):
            _unify(p, a, bound)
        return
    under = arg.under
    if type(param) is not type(under):
        return
    for part in ("key", "elem"):
        if hasattr(param, part):
            _unify(getattr(param, part), getattr(under, part), bound)
    if isinstance(param, T.Func) and isinstance(under, T.Func):
        for p, a in zip(param.params, under.params, strict=False):
            _unify(p, a, bound)
        for p, a in zip(param.results, under.results, strict=False):
            _unify(p, a, bound)
