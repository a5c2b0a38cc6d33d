"""Places that can be assigned to: ``&x`` and the left sides of assignments.

Part of the interpreter. ``address`` gives a closure that yields a pointer, ``target`` one that
stores a value.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from xref.golang import types as T
from xref.golang.expressions import Expr, expression, unknown
from xref.golang.lookup import find
from xref.golang.memory import assign, field, fit, key_of, replace, store, taint
from xref.golang.names import imported_path
from xref.golang.scope import Local, Scope
from xref.golang.selectors import follow, struct_of
from xref.golang.values import (
    ArrayVal,
    Cell,
    MapVal,
    Nil,
    Ptr,
    Scalar,
    SliceVal,
    StructVal,
    Unknown,
    Value,
    decisive,
    join,
)

Store = Callable[[list[Any], Value], None]


def pointer_into(cell: Cell) -> Value:
    """A pointer to a variable."""
    v = cell.v
    t = cell.t
    if type(v) in (StructVal, ArrayVal) and (t is None or not T.is_interface(t)):
        return Ptr(T.pointer_to(v.t), v)  # type: ignore[arg-type]
    if t is None:
        t = v.t
    if t is None:
        return Unknown("a pointer to what is not known", o=v.o)
    return Ptr(T.pointer_to(t), cell)


def element_pointer(backing: list[Any], i: int, t: T.Type) -> Value:
    """A pointer to an element of a slice or array, or to a field."""
    v = backing[i]
    if type(v) in (StructVal, ArrayVal) and not T.is_interface(t):
        return Ptr(T.pointer_to(v.t), v)
    return Ptr(T.pointer_to(t), backing, i)


def address(node: Any, sc: Scope) -> Expr:
    """The closure that yields ``&node``."""
    kind = node.type
    if kind == "parenthesized_expression":
        return address(node.named_children[0], sc)
    if kind == "composite_literal":
        inner = expression(node, sc)
        return lambda fr: _fresh(inner(fr))
    if kind == "identifier":
        cell = cell_of(node, sc)
        return lambda fr: pointer_into(cell(fr)) if cell else Unknown("the address of no variable")
    if kind == "selector_expression":
        return _field_address(node, sc)
    if kind == "index_expression":
        return _element_address(node, sc)
    if kind == "unary_expression" and node.children[0].type == "*":
        return expression(node.child_by_field_name("operand"), sc)
    return unknown("an address of what has none", node, sc)


def _fresh(v: Value) -> Value:
    if type(v) in (StructVal, ArrayVal):
        return Ptr(T.pointer_to(v.t), v)  # type: ignore[arg-type]
    if v.t is None:
        return v if type(v) is Unknown else Unknown("a pointer to what is not known", o=v.o)
    return Ptr(T.pointer_to(v.t), Cell(v, v.t))


def cell_of(node: Any, sc: Scope) -> Callable[[list[Any]], Cell] | None:
    """The closure that yields a variable's cell; None if the name is no variable's."""
    from xref.golang.entities import VarEntity, entity

    name = node.text.decode()
    found = sc.lookup(name)
    if isinstance(found, Local):
        return None
    if found is not None:
        slot = found
        return lambda fr: fr[slot]
    unit = sc.unit
    variable = entity(unit.package, name, unit)
    for path in unit.dot_imports() if variable is None else ():
        other = unit.package.loader.package(path)
        if variable is None and other is not None:
            variable = entity(other, name, unit)
    if isinstance(variable, VarEntity):
        return lambda fr: variable.get(fr[0])
    return None


def _imported_cell(path: str, name: str, sc: Scope) -> Callable[[list[Any]], Cell] | None:
    from xref.golang.entities import VarEntity, entity

    package = sc.unit.package.loader.package(path)
    variable = entity(package, name, sc.unit) if package is not None else None
    if isinstance(variable, VarEntity):
        return lambda fr: variable.get(fr[0])
    return None


def _field_address(node: Any, sc: Scope) -> Expr:
    operand = node.child_by_field_name("operand")
    name = node.child_by_field_name("field").text.decode()
    path = imported_path(operand, sc)
    if path is not None:
        cell = _imported_cell(path, name, sc)
        if cell is None:
            return unknown(f"the address of {path}.{name}", node, sc)
        return lambda fr: pointer_into(cell(fr))
    base = expression(operand, sc)

    def get(fr: list[Any]) -> Value:
        s, i = _field_place(fr[0], base(fr), name)
        if type(s) is not StructVal:
            return s
        field(s, i)
        t = s.t.under.fields[i].type  # type: ignore[attr-defined]
        return element_pointer(s.fields, i, t)

    return get


def _field_place(m: Any, v: Value, name: str) -> tuple[Value, int]:
    """The struct and index of a field; an Unknown and 0 where that is not known."""
    if type(v) is Unknown:
        return v, 0
    if type(v) is Nil:
        raise m.nil_dereference()
    found = find(v.t, name) if v.t is not None else None
    if found is None or found.method is not None or not found.path:
        return Unknown(f"{v.t} has no field {name} that is known", o=v.o, may=(v,)), 0
    s = struct_of(m, follow(m, v, found.path[:-1]))
    if type(s) not in (StructVal, Unknown):
        s = Unknown("no struct", o=s.o, may=(v,))
    return s, found.path[-1]


def _element_address(node: Any, sc: Scope) -> Expr:
    base = expression(node.child_by_field_name("operand"), sc)
    index = expression(node.child_by_field_name("index"), sc)

    def get(fr: list[Any]) -> Value:
        v, i = base(fr), index(fr)
        if type(v) is Ptr:
            v = struct_of(fr[0], v)
        if type(i) is not Scalar or type(v) not in (SliceVal, ArrayVal):
            lost = i if type(i) is Unknown else v
            return Unknown("the address of an element that is not known", o=lost.o, may=(v,))
        backing, at = element_at(fr[0], v, i.v)
        return element_pointer(backing, at, v.t.under.elem)

    return get


def element_at(m: Any, v: Any, i: int) -> tuple[list[Any], int]:
    """The list and the index of an element; panics as Go does if there is none."""
    length = v.length if type(v) is SliceVal else len(v.elems)
    if not 0 <= i < length:
        text = f"runtime error: index out of range [{i}] with length {length}"
        raise m.panic_text(text)
    if type(v) is SliceVal:
        assert v.backing is not None
        return v.backing, v.start + i
    return v.elems, i


def target(node: Any, sc: Scope) -> Store:
    """The closure that stores a value in the place that the node names."""
    kind = node.type
    if kind == "parenthesized_expression":
        return target(node.named_children[0], sc)
    if kind == "identifier":
        return _variable_target(node, sc)
    if kind == "selector_expression":
        return _field_target(node, sc)
    if kind == "index_expression":
        return _element_target(node, sc)
    if kind == "unary_expression":
        return _pointer_target(expression(node.child_by_field_name("operand"), sc))
    return lambda fr, v: None


def _with_control(fr: list[Any], v: Value) -> Value:
    control = fr[0].control
    return taint(v, control) if control else v


def _hanging(fr: list[Any], holder: Value, v: Value) -> Value:
    """What is stored through ``holder``: that it is stored there hangs on what that hangs on."""
    o = decisive(holder.o) if holder.o and type(holder) is Ptr else ()
    if fr[0].control or o:
        return taint(v, join(fr[0].control, o))
    return v


def _variable_target(node: Any, sc: Scope) -> Store:
    if node.text == b"_":
        return lambda fr, v: None
    cell = cell_of(node, sc)
    if cell is None:
        return lambda fr, v: None
    slot = sc.lookup(node.text.decode())
    if isinstance(slot, int):

        def put_local(fr: list[Any], v: Value) -> None:
            assign(fr[slot], taint(v, fr[0].control) if fr[0].control else v)

        return put_local
    return lambda fr, v: assign(cell(fr), _with_control(fr, v))


def _field_target(node: Any, sc: Scope) -> Store:
    operand = node.child_by_field_name("operand")
    name = node.child_by_field_name("field").text.decode()
    path = imported_path(operand, sc)
    if path is not None:
        cell = _imported_cell(path, name, sc)
        if cell is None:
            return lambda fr, v: None
        return lambda fr, v: assign(cell(fr), _with_control(fr, v))
    base = expression(operand, sc)
    return lambda fr, v: _set_field(fr, base(fr), name, v)


def stored_through(m: Any, p: Unknown, v: Value) -> None:
    """Something was stored through ``p``: whatever that may be has lost its value."""
    if p.may:
        m.forget(p.may, Unknown(f"what is stored through it ({p.reason})", o=p.o, may=(v,)))


def _set_field(fr: list[Any], holder: Value, name: str, v: Value) -> None:
    s, i = _field_place(fr[0], holder, name)
    if type(s) is StructVal:
        t = s.t.under.fields[i].type  # type: ignore[attr-defined]
        s.fields[i] = replace(s.fields[i], fit(_hanging(fr, holder, v), t))
    elif type(s) is Unknown:
        stored_through(fr[0], s, v)


def _pointer_target(inner: Expr) -> Store:
    def put(fr: list[Any], v: Value) -> None:
        p = inner(fr)
        if type(p) is Ptr:
            store(p, _hanging(fr, p, v))
        elif type(p) is Nil:
            raise fr[0].nil_dereference()
        elif type(p) is Unknown:
            stored_through(fr[0], p, v)

    return put


def _element_target(node: Any, sc: Scope) -> Store:
    base = expression(node.child_by_field_name("operand"), sc)
    index = expression(node.child_by_field_name("index"), sc)

    return lambda fr, v: _put_element(fr, base(fr), index(fr), v)


def _put_element(fr: list[Any], container: Value, i: Value, v: Value) -> None:
    if type(container) is Ptr:
        container = struct_of(fr[0], container)
    v = _with_control(fr, v)
    if type(container) is MapVal:
        set_entry(fr[0], container, i, v)
    elif type(container) in (SliceVal, ArrayVal):
        _set_element(fr[0], container, i, v)
    elif type(container) is Nil:
        raise fr[0].nil_dereference()
    elif type(container) is Unknown:
        stored_through(fr[0], container, v)


def prepared(node: Any, sc: Scope) -> Callable[[list[Any]], Store]:
    """Like :func:`target`, in two steps: what the place hangs on, then the store."""
    while node.type == "parenthesized_expression":
        node = node.named_children[0]
    if node.type == "index_expression":
        base = expression(node.child_by_field_name("operand"), sc)
        index = expression(node.child_by_field_name("index"), sc)
        return lambda fr: _element_store(base(fr), index(fr))
    if node.type == "selector_expression":
        operand = node.child_by_field_name("operand")
        if imported_path(operand, sc) is None:
            name = node.child_by_field_name("field").text.decode()
            holder = expression(operand, sc)
            return lambda fr: _field_store(holder(fr), name)
    if node.type == "unary_expression":
        pointer = expression(node.child_by_field_name("operand"), sc)
        return lambda fr: _pointer_target(_constantly(pointer(fr)))
    put = target(node, sc)
    return lambda fr: put


def _constantly(v: Value) -> Expr:
    return lambda fr: v


def _element_store(container: Value, i: Value) -> Store:
    return lambda fr, v: _put_element(fr, container, i, v)


def _field_store(holder: Value, name: str) -> Store:
    return lambda fr, v: _set_field(fr, holder, name, v)


def set_entry(m: Any, container: MapVal, k: Value, v: Value) -> None:
    """``container[k] = v``."""
    if container.entries is None:
        raise m.panic_text("assignment to entry in nil map")
    t: Any = container.t.under
    k = fit(k, t.key)
    key = key_of(k)
    if key is None:
        lost = Unknown("a map stored to under a key that is not known", o=k.o, may=(container,))
        container.lose(lost)
        key = object()  # what is stored can still be reached
    if m.control and key not in container.entries:
        k = taint(k, m.control)
        container.entries.doubt = join(container.entries.doubt, m.control)
    container.entries[key] = (k, fit(v, t.elem))


def _set_element(m: Any, container: Any, i: Value, v: Value) -> None:
    elem = container.t.under.elem
    if type(i) is not Scalar:
        lost = Unknown("an element stored at an index that is not known", o=i.o, may=(v,))
        whole = type(container) is ArrayVal
        m.forget([Ptr(T.pointer_to(container.t), container) if whole else container], lost)
        return
    backing, at = element_at(m, container, i.v)
    backing[at] = replace(backing[at], fit(v, elem))
