"""Calls: of functions, methods, function values, types (conversions) and built-ins.

Part of the interpreter. What can be told from names (which function, which conversion) is worked
out when the call is compiled; a method is looked up when the receiver is there.
"""

from __future__ import annotations

from typing import Any

from xref.golang import types as T
from xref.golang.builtins import BUILTINS, FEWEST
from xref.golang.dynamic import convert
from xref.golang.expressions import Expr, expression, unknown
from xref.golang.generics import infer
from xref.golang.lookup import find
from xref.golang.names import imported_path
from xref.golang.places import address
from xref.golang.scope import Scope
from xref.golang.selectors import receive, selected
from xref.golang.typexpr import denoted, type_of
from xref.golang.values import FuncVal, Nil, Ptr, SliceVal, StructVal, Unknown, Value

Site = tuple[str, int]


def call(node: Any, sc: Scope) -> Expr:
    """The closure that evaluates a call expression."""
    function = node.child_by_field_name("function")
    while function.type == "parenthesized_expression":
        function = function.named_children[0]
    name_node = function.child_by_field_name("field") or function
    site = (sc.unit.file.path, sc.unit.line_of(name_node))
    arguments = node.child_by_field_name("arguments")
    if function.type == "identifier":
        builtin = _builtin(function, arguments, sc, site)
        if builtin is not None:
            return builtin
    t = denoted(function, sc)
    if t is not None:
        if not arguments.named_children:
            return unknown("a conversion of nothing", node, sc)
        inner = expression(arguments.named_children[0], sc)
        return lambda fr: convert(fr[0], inner(fr), t)
    args = Arguments(arguments, sc)
    if node.child_by_field_name("type_arguments") is not None:
        targs = node.child_by_field_name("type_arguments").named_children
        return _call_code(function, args, site, sc, tuple(type_of(a, sc) for a in targs))
    if function.type == "selector_expression":
        path = imported_path(function.child_by_field_name("operand"), sc)
        operand = function.child_by_field_name("operand")
        if path is None and denoted(operand, sc) is None:
            return _method_call(function, args, site, sc)
    if function.type in ("identifier", "selector_expression"):
        return _call_code(function, args, site, sc, ())
    return _call_value(expression(function, sc), args, site)


class Arguments:
    """A call's arguments: evaluated in order, one call of several results spread out."""

    __slots__ = ("exprs", "nodes", "scope", "spread")

    def __init__(self, node: Any, sc: Scope) -> None:
        self.spread = False
        self.exprs: list[Expr] = []
        self.nodes: list[Any] = []
        self.scope = sc
        for child in node.named_children:
            if child.type == "comment":
                continue
            if child.type == "variadic_argument":
                self.spread = True
                child = child.named_children[0]
            self.nodes.append(child)
            self.exprs.append(expression(child, sc))

    def values(self, fr: list[Any]) -> list[Any]:
        """The arguments' values, as written."""
        exprs = self.exprs
        if len(exprs) == 1:
            v = exprs[0](fr)
            return list(v) if type(v) is tuple else [v]
        return [e(fr) for e in exprs]

    def flat(self, fr: list[Any]) -> list[Any]:
        """The arguments' values, with ``xs...`` spread out (natives take them so)."""
        values = self.values(fr)
        if self.spread and values and type(values[-1]) is SliceVal:
            return values[:-1] + values[-1].items()
        return values


def pack(values: list[Any], count: int, t: T.Type) -> list[Any]:
    """``values`` with those from the last parameter on packed into its slice."""
    extra = values[count - 1 :]
    return [*values[: count - 1], SliceVal(t, list(extra) if extra else None)]


def _packed(values: list[Any], ft: Any, spread: bool) -> list[Any]:
    if ft.variadic and not spread:
        from xref.golang.memory import fit

        last: Any = ft.params[-1]
        count = len(ft.params)
        fitted = [*values[: count - 1], *(fit(v, last.elem) for v in values[count - 1 :])]
        return pack(fitted, count, last)
    return values


def _builtin(function: Any, arguments: Any, sc: Scope, site: Site) -> Expr | None:
    name = function.text.decode()
    make = BUILTINS.get(name)
    if make is None or sc.lookup(name) is not None or sc.unit.declares(name):
        return None
    if len(arguments.named_children) < FEWEST.get(name, 0):
        return unknown(f"{name} of too little", function, sc)
    return make(arguments, sc, site)


def _call_code(
    function: Any, args: Arguments, site: Site, sc: Scope, targs: tuple[T.Type, ...]
) -> Expr:
    """A call of what a name denotes: a declared function directly, else a value."""
    code = declared_function(function, sc)
    if code is None:
        return _call_value(expression(function, sc), args, site)
    if code.type_params:
        return _generic_call(code, args, site, targs)
    return _direct_call(code, args, site)


def declared_function(node: Any, sc: Scope) -> Any:
    """The function that an identifier or ``package.Name`` denotes; None if it is none."""
    from xref.golang.code import FuncCode
    from xref.golang.entities import entity

    unit = sc.unit
    path: str | None
    if node.type in ("identifier", "type_identifier"):
        name = node.text.decode()
        if sc.lookup(name) is not None:
            return None
        found = entity(unit.package, name, unit)
        for path in unit.dot_imports() if found is None else ():
            package = unit.package.loader.package(path)
            found = entity(package, name, unit) if package is not None else None
    elif node.type in ("selector_expression", "qualified_type"):
        first, last = node.named_children[0], node.named_children[-1]
        name = last.text.decode()
        if first.type == "package_identifier":
            path = unit.imported(first.text.decode())
        else:
            path = imported_path(first, sc)
        if path is None or unit.package.loader.natives.modelled(path, name) is not None:
            return None
        package = unit.package.loader.package(path)
        found = entity(package, name, unit) if package is not None else None
    else:
        return None
    return found if isinstance(found, FuncCode) else None


def _direct_call(code: Any, args: Arguments, site: Site) -> Expr:
    values, spread = args.values, args.spread
    variadic: list[Any] = []

    def get(fr: list[Any]) -> Any:
        m = fr[0]
        given = values(fr)
        if not variadic:
            variadic.append(code.func_type)
        if variadic[0].variadic:
            given = _packed(given, variadic[0], spread)
        m.sites.append(site)
        result = code.invoke(m, given)
        m.sites.pop()
        return result

    return get


def _generic_call(code: Any, args: Any, site: Site, targs: tuple[T.Type, ...]) -> Expr:
    def get(fr: list[Any]) -> Any:
        m = fr[0]
        given = args.values(fr)
        bound = infer(code, given, targs)
        if bound is None:
            lost = Unknown(f"the type parameters of {code.name}", *site, may=tuple(given))
            m.unentered(given, lost)
            return lost
        instance = code.instance(bound)
        given = _packed(given, instance.func_type, args.spread)
        m.sites.append(site)
        result = instance.invoke(m, given)
        m.sites.pop()
        return result

    return get


def _method_call(function: Any, args: Arguments, site: Site, sc: Scope) -> Expr:
    operand = function.child_by_field_name("operand")
    name = function.child_by_field_name("field").text.decode()
    base = expression(operand, sc)
    pointer: list[Expr] = []

    def get(fr: list[Any]) -> Any:
        m = fr[0]
        v = base(fr)
        found = find(v.t, name) if v.t is not None else None
        if found is None or found.method is None:
            return call_value(m, selected(m, v, name, site), args, fr, site)
        method = found.method
        if found.by_pointer and not found.path and type(v) not in (Ptr, StructVal, Nil):
            if not pointer:
                pointer.append(address(operand, sc))
            v = pointer[0](fr)
        else:
            v = receive(m, v, found)
        if type(v) is Unknown:
            return call_value(m, v, args, fr, site)
        given = args.values(fr)
        ft = method.func_type
        if ft.variadic:
            given = _packed(given, ft, args.spread)
        m.sites.append(site)
        result = method.invoke(m, [v, *given])
        m.sites.pop()
        return result

    return get


def _call_value(function: Expr, args: Arguments, site: Site) -> Expr:
    return lambda fr: call_value(fr[0], function(fr), args, fr, site)


def call_value(m: Any, fn: Value, args: Arguments, fr: list[Any], site: Site) -> Any:
    """Call a function value with a call's arguments."""
    if type(fn) is FuncVal:
        if fn.native:
            given = args.flat(fr)
        else:
            given = args.values(fr)
            ft: Any = fn.t.under if fn.t is not None else None
            if ft is not None and ft.kind == "func" and ft.variadic:
                given = _packed(given, ft, args.spread)
        m.sites.append(site)
        result = fn.call(m, given)
        m.sites.pop()
        return result
    given = args.flat(fr)
    if type(fn) is Nil:
        raise m.nil_dereference()
    reason = fn.reason if type(fn) is Unknown else "a call of what is no function"
    given = [*given, fn]
    lost = Unknown(reason, *site, may=tuple(given))
    if m is not None:  # None works out a constant: what takes its value can change nothing
        m.unentered(given, lost)
    return lost


def generic_instance(node: Any, sc: Scope) -> Expr | None:
    """``f[A]`` as a function value; None if the node is an ordinary index expression."""
    code = declared_function(node.child_by_field_name("operand"), sc)
    if code is None or not code.type_params:
        return None
    targs = tuple(denoted(n, sc) or T.ANY for n in node.named_children[1:])
    return lambda fr: code.instance(targs).value()


def instantiation(node: Any, sc: Scope) -> Expr:
    """``f[A, B]`` as a function value."""
    code = declared_function(node.named_children[0], sc)
    if code is None:
        return unknown("an instance of no generic function", node, sc)
    targs = tuple(type_of(n, sc) for n in node.named_children[1:])
    return lambda fr: code.instance(targs).value()


def instantiated_call(type_node: Any, node: Any, sc: Scope) -> Expr | None:
    """``f[A](x)`` or ``m[k](x)``, which the grammar takes for a conversion to a generic type.

    None if the name before the bracket really is a type's.
    """
    from xref.golang.indexing import element

    base = type_node.child_by_field_name("type")
    operand = node.child_by_field_name("operand")
    arguments = type_node.child_by_field_name("type_arguments").named_children
    site = (sc.unit.file.path, sc.unit.line_of(base))
    code = declared_function(base, sc)
    if code is not None and code.type_params:
        targs = tuple(type_of(a, sc) for a in arguments)
        return _generic_call(code, _One(operand, sc), site, targs)
    if base.type == "qualified_type" or denoted(base, sc) is not None:
        return None
    found, key = (_named(n, sc) for n in (base, arguments[0].named_children[0]))
    inner = expression(operand, sc)

    def indexed(fr: list[Any]) -> Any:
        m = fr[0]
        given = inner(fr)
        return m.call(element(m, found(fr), key(fr))[0], [given], site)

    return indexed


class _One:
    """The single argument of a call that the grammar takes for a conversion."""

    __slots__ = ("inner", "spread")

    def __init__(self, node: Any, sc: Scope) -> None:
        self.inner = expression(node, sc)
        self.spread = False

    def values(self, fr: list[Any]) -> list[Any]:
        v = self.inner(fr)
        return list(v) if type(v) is tuple else [v]


def _named(node: Any, sc: Scope) -> Expr:
    """A type identifier read as a value."""
    from xref.golang.expressions import EXPRESSIONS

    return EXPRESSIONS["identifier"](node, sc)
