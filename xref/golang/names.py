"""Names in expressions: variables, what packages declare, what imports lead to, and selectors.

Part of the interpreter.
"""

from __future__ import annotations

from typing import Any

from xref.golang import types as T
from xref.golang.expressions import Expr, expression, fixed, unknown
from xref.golang.memory import field
from xref.golang.scope import Local, Scope, Unit
from xref.golang.selectors import method_expression, selected
from xref.golang.typexpr import denoted
from xref.golang.values import LITERAL, NIL, Ptr, Scalar, StructVal, Unknown, Value


def identifier(node: Any, sc: Scope) -> Expr:
    """The closure that evaluates an unqualified name."""
    name = node.text.decode()
    found = sc.lookup(name)
    if found is None:
        return _package_level(name, node, sc)
    if isinstance(found, Local):
        if found.value is None:
            return unknown(f"{name} is a type, not a value", node, sc)
        return found.value if callable(found.value) else fixed(found.value)
    slot = found

    def get(fr: list[Any]) -> Value:
        return fr[slot].v  # type: ignore[no-any-return]

    return get


def _package_level(name: str, node: Any, sc: Scope) -> Expr:
    unit = sc.unit
    found = member(unit.package, name, unit)
    if found is not None:
        return found
    if name in ("true", "false", "nil", "iota"):
        return _predeclared(name, node, sc)
    for path in unit.dot_imports():
        found = known_member(path, name, unit)
        if found is not None:
            return found
    return unknown(f"{name} is declared nowhere", node, sc)


def _predeclared(name: str, node: Any, sc: Scope) -> Expr:
    if name in ("true", "false"):
        return fixed(Scalar(name == "true", T.UNTYPED_BOOL, sc.unit.place(node, LITERAL)))
    if name == "nil":
        return fixed(NIL)
    if name == "iota" and sc.iota >= 0:
        return fixed(Scalar(sc.iota, T.UNTYPED_INT, sc.unit.place(node, LITERAL)))
    return unknown(f"{name} is declared nowhere", node, sc)


def member(package: Any, name: str, unit: Unit) -> Expr | None:
    """The closure that evaluates a package's variable, constant or function in a unit's code."""
    from xref.golang.code import FuncCode
    from xref.golang.entities import ConstEntity, VarEntity, entity

    found = entity(package, name, unit)
    if isinstance(found, VarEntity):
        variable = found

        def get(fr: list[Any]) -> Value:
            cell = variable.cell
            if cell is None and fr[0] is None:
                return Unknown(f"the variable {name} in a constant")
            return cell.v if cell is not None else variable.get(fr[0]).v

        return get
    if isinstance(found, ConstEntity):
        return lambda fr: found.get()
    if isinstance(found, FuncCode):
        return lambda fr: found.value()
    return None


def imported_path(operand: Any, sc: Scope) -> str | None:
    """The import path that a selector's operand names; None if it is a value."""
    if operand.type != "identifier":
        return None
    name = operand.text.decode()
    if sc.lookup(name) is not None or sc.unit.declares(name):
        return None
    return sc.unit.imported(name)


def selector(node: Any, sc: Scope) -> Expr:
    """The closure that evaluates ``x.name``: a package's member, a field or a bound method."""
    operand = node.child_by_field_name("operand")
    name = node.child_by_field_name("field").text.decode()
    path = imported_path(operand, sc)
    if path is not None:
        return imported_member(path, name, node, sc)
    t = denoted(operand, sc)
    if t is not None:
        return lambda fr: method_expression(fr[0], t, name)
    base = expression(operand, sc)
    site = (sc.unit.file.path, sc.unit.line_of(node))

    def get(fr: list[Any]) -> Value:
        v = base(fr)
        s = v
        if type(s) is Ptr and s.index is None and s.at is None and not s.o:
            s = s.holder
        if type(s) is StructVal:
            i = s.t.under.index.get(name)  # type: ignore[attr-defined]
            if i is not None:
                f = s.fields[i]
                return f if f is not None else field(s, i)
        return selected(fr[0], v, name, site)

    return get


def imported_member(path: str, name: str, node: Any, sc: Scope) -> Expr:
    """The closure that evaluates ``package.name``: a native, else what Go source declares."""
    loader = sc.unit.package.loader
    constant = _library_constant(path, name, node, sc)
    found = constant or known_member(path, name, sc.unit)
    if found is not None:
        return found
    native = loader.natives.unmodelled(path, name)
    parent = node.parent
    called = parent is not None and parent.child_by_field_name("function") == node
    if native is not None and called:
        return fixed(native)
    return unknown(f"{path}.{name} is not modelled", node, sc)


def _library_constant(path: str, name: str, node: Any, sc: Scope) -> Expr | None:
    """The closure for a constant of xref's own libraries, such as ``time.Minute``.

    Its value comes from the place that names it: the library is no part of the release.
    """
    from xref.golang.entities import ConstEntity, entity

    package = sc.unit.package.loader.package(path)
    if package is None or package.in_tree:
        return None
    found = entity(package, name, sc.unit)
    if not isinstance(found, ConstEntity):
        return None
    o = sc.unit.place(node, LITERAL)

    def get(fr: list[Any]) -> Value:
        v = found.get()
        return Scalar(v.v, v.t, o) if type(v) is Scalar else v

    return get


def known_member(path: str, name: str, unit: Unit) -> Expr | None:
    """The closure for what a package is known to have under the name; None if there is nothing."""
    loader = unit.package.loader
    modelled = loader.natives.modelled(path, name)
    if modelled is not None:
        return fixed(modelled)
    package = loader.package(path)
    found = member(package, name, unit) if package is not None else None
    return found if found is not None else loader.natives.variable(path, name)
