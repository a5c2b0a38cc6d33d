"""The static type of an expression, as far as finding fields and methods needs it.

Part of the listen extractor; types are the interpreter's. What is not worked out is None; what
comes of a package whose source is not there (the standard library) is of a type without members.
"""

from __future__ import annotations

from xref.extract.listen.code import Body, Node, text
from xref.extract.listen.names import Local, local
from xref.golang import types as T
from xref.golang.code import FuncCode
from xref.golang.entities import ConstEntity, TypeEntity, VarEntity, entity
from xref.golang.lookup import find
from xref.golang.packages import Package
from xref.golang.typexpr import denoted, signature, type_of

_DEEPEST = 30
FOREIGN = T.Unresolved("it comes of a package whose source is not there")
_BASIC = {
    "interpreted_string_literal": T.STRING,
    "raw_string_literal": T.STRING,
    "int_literal": T.INT,
    "float_literal": T.FLOAT64,
    "true": T.BOOL,
    "false": T.BOOL,
}


def imported(node: Node, body: Body) -> str | None:
    """The import path of ``node`` where it is a package's name, as in ``net.Listen``."""
    if node.type != "identifier" or local(node, body) is not None:
        return None
    name = text(node)
    return None if name in body.package.decls else body.package.imported(body.file, name)


def type_at(node: Node, body: Body, depth: int = 0) -> T.Type | None:
    """The type of an expression; None where it is not worked out."""
    key = (int(node.start_byte), int(node.end_byte))
    if key in body.types:
        found = body.types[key]
    else:
        found = _type(node, body, depth)
        if found is not None or depth == 0:
            body.types[key] = found
    if found is None or isinstance(found, tuple):
        return None
    return None if found.kind == "unresolved" and found is not FOREIGN else found


Types = T.Type | tuple[T.Type, ...] | None


def _type(node: Node, body: Body, depth: int) -> Types:
    kind = node.type
    if depth > _DEEPEST:
        return None
    if kind in _BASIC:
        return _BASIC[kind]
    if kind == "identifier":
        variable = local(node, body)
        if variable is not None:
            return _local_type(variable, body, depth)
        return _package_level(body.package, text(node), body, depth)
    if kind == "selector_expression":
        return _selector_type(node, body, depth)
    if kind == "call_expression":
        return _call_type(node, body, depth)
    if kind in ("composite_literal", "type_assertion_expression", "type_conversion_expression"):
        named = node.child_by_field_name("type")
        return type_of(named, body.scope) if named is not None else None
    if kind == "func_literal":
        return signature(node, body.scope)
    if kind == "parenthesized_expression" and node.named_children:
        return _type(node.named_children[0], body, depth + 1)
    if kind == "unary_expression":
        return _unary_type(node, body, depth)
    if kind == "index_expression":
        return _element(type_at(node.child_by_field_name("operand"), body, depth + 1))
    if kind == "slice_expression":
        return _type(node.child_by_field_name("operand"), body, depth + 1)
    if kind == "binary_expression":
        return _type(node.child_by_field_name("left"), body, depth + 1)
    return None


def _unary_type(node: Node, body: Body, depth: int) -> Types:
    inner = type_at(node.child_by_field_name("operand"), body, depth + 1)
    operator = node.children[0].type
    if inner is None:
        return None
    if operator == "&":
        return T.pointer_to(inner)
    if operator == "*":
        return inner.under.elem if isinstance(inner.under, T.Pointer) else None
    return inner


def _element(t: T.Type | None) -> T.Type | None:
    under = t.under if t is not None else None
    if isinstance(under, T.Pointer):
        under = under.elem.under
    return under.elem if isinstance(under, T.Slice | T.Array | T.Map) else None


def _local_type(variable: Local, body: Body, depth: int) -> Types:
    owner = variable.owner
    if variable.kind in ("param", "receiver", "result", "var", "const"):
        named = owner.child_by_field_name("type")
        if named is not None:
            found = type_of(named, body.scope)
            return T.slice_of(found) if owner.type.startswith("variadic") else found
    if variable.kind == "range":
        return _range_type(variable, body, depth)
    if variable.kind != "var":
        return None
    names, values = _sides(owner)
    return _assigned_type(names, values, variable.name, body, depth)


def _range_type(variable: Local, body: Body, depth: int) -> T.Type | None:
    names = variable.owner.child_by_field_name("left").named_children
    if len(names) < 2 or names[1] != variable.name:
        return None
    return _element(type_at(variable.owner.child_by_field_name("right"), body, depth + 1))


def _sides(owner: Node) -> tuple[list[Node], list[Node]]:
    """The names and the values of a ``:=`` or of a ``var``."""
    if owner.type == "short_var_declaration":
        left, right = owner.child_by_field_name("left"), owner.child_by_field_name("right")
        return list(left.named_children), list(right.named_children)
    value = owner.child_by_field_name("value")
    names = [n for n in owner.children_by_field_name("name") if n.type == "identifier"]
    return names, list(value.named_children) if value is not None else []


def _assigned_type(
    names: list[Node], values: list[Node], name: Node, body: Body, depth: int
) -> Types:
    at = next((i for i, n in enumerate(names) if n == name), -1)
    if at < 0 or not values:
        return None
    if len(values) == len(names):
        return _type(values[at], body, depth + 1)
    found = _type(values[0], body, depth + 1)
    if isinstance(found, tuple):
        return found[at] if at < len(found) else None
    return found if at == 0 or found is FOREIGN else None


def _package_level(package: Package, name: str, home: Body, depth: int) -> Types:
    found = entity(package, name, home.scope.unit)
    if isinstance(found, FuncCode):
        return found.func_type
    if isinstance(found, VarEntity):
        node, scope = found.spec.node, found.spec.scope
        named = node.child_by_field_name("type")
        if named is not None:
            return type_of(named, scope)
        places = [(f, d) for f, d in package.decls[name] if d.kind == "var"]
        if not places:
            return None
        body = Body(package, *places[0], node, scope, home.budget)
        names, values = _sides(node)
        own = next((n for n in names if text(n) == name), None)
        return _assigned_type(names, values, own, body, depth) if own is not None else None
    if isinstance(found, ConstEntity) and found.type is not None:
        return type_of(found.type, found.scope)
    return None


def _selector_type(node: Node, body: Body, depth: int) -> Types:
    operand = node.child_by_field_name("operand")
    name = text(node.child_by_field_name("field"))
    path = imported(operand, body)
    if path is not None:
        package = body.package.loader.package(path)
        if package is None or name not in package.decls:
            return FOREIGN
        return _package_level(package, name, body, depth + 1)
    found = member(operand, name, body, depth)
    if found is None and is_foreign(type_at(operand, body, depth + 1)):
        return FOREIGN
    if isinstance(found, T.Field):
        return found.type
    return found.func_type if found is not None else None


def is_foreign(t: T.Type | None) -> bool:
    """Whether nothing is known of a type's fields and methods, since it has no source."""
    if t is None or t is FOREIGN:
        return t is not None
    base = t.under.elem if isinstance(t.under, T.Pointer) else t
    return isinstance(base, T.Named) and isinstance(base.under, T.Unresolved)


def member(operand: Node, name: str, body: Body, depth: int = 0) -> T.Field | FuncCode | None:
    """The field or method that ``operand.name`` is; None where that is not known."""
    t = type_at(operand, body, depth + 1)
    found = find(t, name) if t is not None else None
    if t is None or found is None:
        return None
    if found.method is not None:
        return found.method if isinstance(found.method, FuncCode) else None
    field: T.Field | None = None
    for i in found.path:
        under = t.under.elem.under if isinstance(t.under, T.Pointer) else t.under
        if not isinstance(under, T.Struct):
            return None
        field = under.fields[i]
        t = field.type
    return None if found.dynamic else field


def _call_type(node: Node, body: Body, depth: int) -> Types:
    function = node.child_by_field_name("function")
    name = text(function)
    given = node.child_by_field_name("arguments").named_children
    if function.type == "identifier" and name in ("new", "make") and given:
        made = denoted(given[0], body.scope)
        return T.pointer_to(made) if name == "new" and made is not None else made
    found = type_at(function, body, depth + 1)
    if found is FOREIGN:
        return conversion(node, body) or FOREIGN
    under = found.under if found is not None else None
    if isinstance(under, T.Func):
        return under.results[0] if len(under.results) == 1 else under.results
    return conversion(node, body) if found is None else None


def conversion(node: Node, body: Body) -> T.Type | None:
    """The type that a call converts to; None if it is no conversion."""
    function = node.child_by_field_name("function")
    if function.type == "identifier":
        if local(function, body) is not None:
            return None
        declared = entity(body.package, text(function), body.scope.unit)
        if declared is not None and not isinstance(declared, TypeEntity):
            return None
    return denoted(function, body.scope)
