"""Type expressions: from a syntax node to a :class:`~xref.golang.types.Type`.

Part of the interpreter. Naming a declared type does not look at its declaration.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from xref.golang import types as T
from xref.golang.scope import Local, Scope
from xref.golang.types import Type

UNIVERSE: dict[str, Type] = {
    **T.BASIC,
    "error": T.ERROR,
    "any": T.ANY,
    "comparable": T.ANY,
}


def type_of(node: Any, sc: Scope) -> Type:
    """The type that a type node denotes."""
    make = _TYPES.get(node.type)
    return make(node, sc) if make else T.Unresolved(f"a type of the form {node.type}")


def named_type(name: str, sc: Scope, args: tuple[Type, ...] = ()) -> Type | None:
    """The type that an unqualified name denotes; None if it denotes no type."""
    found = sc.lookup(name)
    if found is not None:
        return found.type if isinstance(found, Local) else None
    unit = sc.unit
    package = unit.package
    if name in package.decls:
        return declared_type(package, name, unit, args)
    unit.declares(name)
    for path in unit.dot_imports():
        other = package.loader.package(path)
        if other is not None:
            declared = declared_type(other, name, unit, args)
            if declared is not None or name in other.decls:
                return declared
    return UNIVERSE.get(name)


def declared_type(package: Any, name: str, by: Any, args: tuple[Type, ...] = ()) -> Type | None:
    """The type of that name declared by the package; None if the name is no type's.

    ``by`` (a unit, a machine) is who asks: its ``reads`` notes it.
    """
    by.reads.add((package, "n" + name))
    if not args and name in package.named_types:
        return package.named_types[name]  # type: ignore[no-any-return]
    for file, decl in package.decls.get(name, ()):
        if decl.kind == "type":
            return _make_named(package, name, args, file, decl)
    return None


def _make_named(package: Any, name: str, args: tuple[Type, ...], file: Any, decl: Any) -> Type:
    from xref.golang.entities import alias_target, underlying_type

    key = f"{name}[{','.join(str(id(a)) for a in args)}]" if args else name
    found: Type | None = package.named_types.get(key)
    if found is None:
        named = T.Named(
            name,
            package.path,
            package.name,
            package,
            lambda named: underlying_type(package, named, file, decl),
            args,
        )
        found = package.named_types[key] = named
        if b"=" in file.data[decl.start : decl.end]:
            found = alias_target(package, name, args, file, decl) or named
            package.named_types[key] = found
    return found


def qualified_type(package_name: str, name: str, sc: Scope, args: tuple[Type, ...] = ()) -> Type:
    """The type ``package_name.name``."""
    unit = sc.unit
    path = unit.imported(package_name)
    if path is None:
        return T.Unresolved(f"{package_name} is no import of {unit.file.path}")
    if path == "unsafe" and name == "Pointer":
        return T.UNSAFE_POINTER
    return imported_type(unit.package.loader, path, name, unit, args)


def imported_type(loader: Any, path: str, name: str, by: Any, args: tuple[Type, ...] = ()) -> Type:
    """The type of that name in the package of an import path."""
    package = loader.package(path)
    found = declared_type(package, name, by, args) if package is not None else None
    if found is not None:
        return found
    known = loader.natives.type(path, name)
    if known is not None:
        return known  # type: ignore[no-any-return]
    reason = f"the source of {path}.{name} is not there"
    short = loader.package_name(path)
    absent = loader.absent_types.get((path, name))
    if absent is None:
        absent = T.Named(name, path, short, None, lambda _: T.Unresolved(reason))
        loader.absent_types[(path, name)] = absent
    return absent  # type: ignore[no-any-return]


def _identifier(node: Any, sc: Scope) -> Type:
    name = node.text.decode()
    found = named_type(name, sc)
    return found if found is not None else T.Unresolved(f"{name} names no type that is known")


def _qualified(node: Any, sc: Scope) -> Type:
    package, name = node.named_children[:2]
    return qualified_type(package.text.decode(), name.text.decode(), sc)


def _generic(node: Any, sc: Scope) -> Type:
    base = node.child_by_field_name("type")
    elems = node.child_by_field_name("type_arguments").named_children
    args = tuple(type_of(e, sc) for e in elems)
    if base.type == "qualified_type":
        package, name = base.named_children[:2]
        return qualified_type(package.text.decode(), name.text.decode(), sc, args)
    found = named_type(base.text.decode(), sc, args)
    return found if found is not None else T.Unresolved(f"{base.text.decode()} names no type")


def _array(node: Any, sc: Scope) -> Type:
    from xref.golang.expressions import constant

    length = constant(node.child_by_field_name("length"), sc)
    if not isinstance(length, int):
        return T.Unresolved("an array whose length is not known")
    return T.array_of(type_of(node.child_by_field_name("element"), sc), length)


def signature(node: Any, sc: Scope) -> T.Func:
    """The function type of anything that has parameters and perhaps a result."""
    params, variadic = parameters(node.child_by_field_name("parameters"), sc)
    results = result_list(node.child_by_field_name("result"), sc)
    made = T.func_of(tuple(t for _, t in params), tuple(t for _, t in results), variadic)
    assert isinstance(made, T.Func)
    return made


def parameters(node: Any, sc: Scope) -> tuple[list[tuple[str, Type]], bool]:
    """The (name, type) pairs of a parameter list, and whether the last is variadic."""
    found: list[tuple[str, Type]] = []
    variadic = False
    if node is None:
        return found, variadic
    for child in node.named_children:
        if child.type == "parameter_declaration":
            t = type_of(child.child_by_field_name("type"), sc)
        elif child.type == "variadic_parameter_declaration":
            t = T.slice_of(type_of(child.child_by_field_name("type"), sc))
            variadic = True
        else:
            continue
        names = child.children_by_field_name("name")
        found.extend((n.text.decode(), t) for n in names)
        if not names:
            found.append(("", t))
    return found, variadic


def result_list(node: Any, sc: Scope) -> list[tuple[str, Type]]:
    """The (name, type) pairs of a function's results."""
    if node is None:
        return []
    if node.type == "parameter_list":
        return parameters(node, sc)[0]
    return [("", type_of(node, sc))]


def _struct(node: Any, sc: Scope) -> Type:
    fields: list[T.Field] = []
    for item in node.named_children[0].named_children:
        if item.type != "field_declaration":
            continue
        type_node = item.child_by_field_name("type")
        t = type_of(type_node, sc)
        line = sc.unit.line_of(item)
        path = sc.unit.file.path
        tag_node = item.child_by_field_name("tag")
        tag = tag_node.text.decode("utf-8", "replace") if tag_node is not None else ""
        names = item.children_by_field_name("name")
        fields += [T.Field(n.text.decode(), t, False, tag, path, line) for n in names]
        if not names:
            if item.children[0].type == "*":
                t = T.pointer_to(t)
            name = _embedded_name(type_node)
            fields.append(T.Field(name, t, True, tag, path, line))
    return T.Struct(tuple(fields))


def _embedded_name(node: Any) -> str:
    if node.type == "generic_type":
        node = node.child_by_field_name("type")
    if node.type == "qualified_type":
        node = node.child_by_field_name("name")
    return str(node.text.decode()).lstrip("*")


def _interface(node: Any, sc: Scope) -> Type:
    methods: dict[str, Type] = {}
    embedded: list[Type] = []
    core: Type | None = None
    for child in node.named_children:
        if child.type == "method_elem":
            methods[child.child_by_field_name("name").text.decode()] = signature(child, sc)
        elif child.type == "type_elem" and len(child.named_children) == 1:
            only = child.named_children[0]
            if only.type in ("type_identifier", "qualified_type", "generic_type"):
                embedded.append(type_of(only, sc))
            elif only.type in _TYPES:
                core = type_of(only, sc)
    if not methods and not embedded and core is None:
        return T.ANY
    made = T.Interface(tuple(methods), tuple(embedded), methods)
    made.core = core
    return made


def _first(wrap: Callable[[Type], Type]) -> Callable[[Any, Scope], Type]:
    return lambda node, sc: wrap(type_of(node.named_children[0], sc))


_TYPES: dict[str, Callable[[Any, Scope], Type]] = {
    "type_identifier": _identifier,
    "identifier": _identifier,
    "qualified_type": _qualified,
    "generic_type": _generic,
    "pointer_type": _first(T.pointer_to),
    "parenthesized_type": _first(lambda t: t),
    "type_elem": _first(lambda t: t),
    "slice_type": _first(T.slice_of),
    "array_type": _array,
    "implicit_length_array_type": _first(lambda t: T.array_of(t, -1)),
    "map_type": lambda n, sc: T.map_of(
        type_of(n.child_by_field_name("key"), sc), type_of(n.child_by_field_name("value"), sc)
    ),
    "channel_type": lambda n, sc: T.chan_of(type_of(n.child_by_field_name("value"), sc)),
    "function_type": signature,
    "struct_type": _struct,
    "interface_type": _interface,
}


def denoted(node: Any, sc: Scope) -> Type | None:
    """The type that an *expression* node denotes; None if it is no type."""
    kind = node.type
    if kind in ("identifier", "type_identifier"):
        return named_type(node.text.decode(), sc)
    if kind == "parenthesized_expression":
        return denoted(node.named_children[0], sc)
    if kind == "unary_expression" and node.children[0].type == "*":
        inner = denoted(node.child_by_field_name("operand"), sc)
        return T.pointer_to(inner) if inner is not None else None
    if kind == "selector_expression":
        return _denoted_selector(node, sc)
    if kind == "index_expression":
        return _denoted_generic(node, sc)
    return type_of(node, sc) if kind in _TYPES else None


def _denoted_selector(node: Any, sc: Scope) -> Type | None:
    operand = node.child_by_field_name("operand")
    if operand.type != "identifier":
        return None
    name = operand.text.decode()
    if sc.lookup(name) is not None or sc.unit.declares(name):
        return None
    path = sc.unit.imported(name)
    if path is None:
        return None
    field = node.child_by_field_name("field").text.decode()
    if path == "unsafe" and field == "Pointer":
        return T.UNSAFE_POINTER
    package = sc.unit.package.loader.package(path)
    return declared_type(package, field, sc.unit) if package is not None else None


def _denoted_generic(node: Any, sc: Scope) -> Type | None:
    base = denoted(node.child_by_field_name("operand"), sc)
    if not isinstance(base, T.Named) or base.owner is None:
        return None
    indexes = node.named_children[1:]
    args = tuple(denoted(i, sc) or T.ANY for i in indexes)
    return declared_type(base.owner, base.name, sc.unit, args)
