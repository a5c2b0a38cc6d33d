"""``x.name``: fields and methods of values, through pointers and embedding.

Part of the interpreter.
"""

from __future__ import annotations

from typing import Any

from xref.golang import types as T
from xref.golang.lookup import Selection, find
from xref.golang.memory import field, load, taint
from xref.golang.values import (
    ASSUMPTION,
    ArrayVal,
    FuncVal,
    NativeObject,
    Nil,
    Ptr,
    StructVal,
    Unknown,
    Value,
    decisive,
)

Site = tuple[str, int]


def selected(m: Any, v: Value, name: str, site: Site) -> Value:
    """The field or bound method ``name`` of ``v``."""
    if type(v) is Unknown:
        return v
    if type(v) is NativeObject or v.t is None:
        return _native_method(m, v, name, site)
    found = find(v.t, name)
    if found is None:
        return _native_method(m, v, name, site)
    if found.method is not None:
        receiver = receive(m, v, found)
        return bind(found.method, receiver)
    weighty = decisive(v.o)
    v = follow(m, v, found.path)
    if weighty and type(v) is not StructVal and type(v) is not ArrayVal:
        v = taint(v, weighty)
    return selected(m, v, name, site) if found.dynamic else v


def _native_method(m: Any, v: Value, name: str, site: Site) -> Value:
    if type(v) is Nil and v.t is None:
        return _beyond_nil(m, v)
    native = m.natives.method(v, name)
    if native is not None:
        return native  # type: ignore[no-any-return]
    return Unknown(f"{v.t}.{name} is not modelled", *site, may=(v,))


def struct_of(m: Any, v: Value) -> Value:
    """The struct that ``v`` is or points to; an Unknown where that is not known."""
    if type(v) is Ptr:
        v = load(v)
        if type(v) is Ptr:
            v = load(v)
    return _beyond_nil(m, v) if type(v) is Nil else v


def _beyond_nil(m: Any, v: Nil) -> Unknown:
    """What is had of a nil: a panic, unless it is nil only by what was assumed on the way.

    A program that goes on has shown such an assumption to be wrong.
    """
    if any(place[0] == ASSUMPTION for place in v.o):
        return Unknown("nil only by what was assumed", o=v.o, may=(v,))
    raise m.nil_dereference()


def follow(m: Any, v: Value, path: tuple[int, ...]) -> Value:
    """The value at the end of a way through fields."""
    for i in path:
        v = struct_of(m, v)
        if type(v) is not StructVal:
            return v if type(v) is Unknown else Unknown("a field of no struct", o=v.o, may=(v,))
        v = field(v, i)
    return v


def receive(m: Any, v: Value, found: Selection) -> Value:
    """The receiver that a method found in ``v`` gets."""
    if found.path:
        holder = struct_of(m, follow(m, v, found.path[:-1]))
        if type(holder) is not StructVal:
            return holder
        i = found.path[-1]
        v = field(holder, i)
        if found.by_pointer and type(v) not in (Ptr, Nil, StructVal, Unknown):
            t = holder.t.under.fields[i].type  # type: ignore[attr-defined]
            return Ptr(T.pointer_to(t), holder.fields, i)
    if found.by_pointer:
        if type(v) is StructVal:
            return Ptr(T.pointer_to(v.t), v)
        return v
    if type(v) is Ptr and found.method.receiver_is_pointee(v.t):
        return load(v)
    if type(v) is Nil and v.t is not None and v.t.under.kind == "ptr":
        raise m.nil_dereference()
    return v


def bind(method: Any, receiver: Value) -> FuncVal:
    """A method value: the receiver is fixed (and copied, if it is a value) now."""
    from xref.golang.memory import copy

    bound = copy(receiver)

    def call(m: Any, args: list[Value]) -> Any:
        return method.invoke(m, [bound, *args])

    return FuncVal(method.func_type, call, method.name, captured=[bound])


def method_expression(m: Any, t: T.Type, name: str) -> Value:
    """``T.Method``: a function whose first argument is the receiver."""
    found = find(t, name)
    if (found is None or found.method is None) and not T.is_interface(t):
        return m.unknown(f"{t} has no method {name}")  # type: ignore[no-any-return]

    def call(m: Any, args: list[Value]) -> Any:
        return m.call(selected(m, args[0], name, m.place()), args[1:])

    params: tuple[T.Type, ...] = (t,)
    if found is not None and found.method is not None:
        inner = found.method.func_type
        made = T.func_of((t, *inner.params), inner.results, inner.variadic)
    else:
        made = T.func_of(params, (), False)
    return FuncVal(made, call, f"{t}.{name}")
