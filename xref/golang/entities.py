"""What a package declares: functions, variables, constants and types, made on first mention.

Part of the interpreter. Code belongs to the release and is shared by all of its programs; only a
variable's cell belongs to the program that is running.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from xref.golang import types as T
from xref.golang.code import FuncCode
from xref.golang.expressions import Expr, expression
from xref.golang.index import Decl
from xref.golang.memory import fit, zero
from xref.golang.packages import Package
from xref.golang.scope import FunctionScope, Local, Scope, Unit
from xref.golang.source import without_comments
from xref.golang.sources import SourceFile
from xref.golang.typexpr import type_of
from xref.golang.values import ZERO, Cell, Origins, Unknown, Value
from xref.syntax import parse_go


class VarEntity:
    """A package variable; ``cell`` is its place in the running program, None until first use."""

    __slots__ = ("cell", "name", "package", "spec")

    def __init__(self, name: str, package: Package, spec: VarSpec) -> None:
        self.name = name
        self.package = package
        self.spec = spec
        self.cell: Cell | None = None

    def get(self, m: Any) -> Cell:
        """The variable's cell, initialised."""
        if self.cell is None:
            if self.package.state == 0:
                m.touch(self.package)
            if self.cell is None:
                self.spec.initialise(m)
        assert self.cell is not None
        return self.cell


class VarSpec:
    """``var a, b T = x, y``: the names that are initialised together."""

    __slots__ = ("_compiled", "entities", "node", "scope")

    def __init__(self, node: Any, scope: Scope) -> None:
        self.node = node
        self.scope = scope
        self.entities: list[VarEntity] = []
        self._compiled: tuple[T.Type | None, list[Expr] | None, Origins] | None = None

    def clear(self) -> None:
        """Let go of what was made of it."""
        self.entities.clear()
        self._compiled = None

    def compiled(self) -> tuple[T.Type | None, list[Expr] | None, Origins]:
        """The type if one is given, the closures of the values if there are any, and the place."""
        if self._compiled is None:
            scope = self.scope
            type_node = self.node.child_by_field_name("type")
            t = type_of(type_node, scope) if type_node is not None else None
            value = self.node.child_by_field_name("value")
            given = value.named_children if value is not None else []
            sources = [expression(n, scope) for n in given if n.type != "comment"]
            place = scope.unit.place(self.node, ZERO)
            self._compiled = t, sources if value is not None else None, place
        return self._compiled

    def initialise(self, m: Any) -> None:
        """Give each variable its first value."""
        scope = self.scope
        t, sources, place = self.compiled()
        # Until the initialiser is done the variables are there, so that a cycle ends.
        for entity in self.entities:
            entity.cell = Cell(Unknown(f"{entity.name} is initialised through itself"), t)
            m.used.append(entity)
        if sources is None:
            for entity in self.entities:
                assert t is not None
                entity.cell = Cell(zero(t, place), t)
            return
        frame = [m] + [None] * scope.function.size
        sites, m.sites = m.sites, [(scope.unit.file.path, scope.unit.line_of(self.node))]
        control, m.control = m.control, ()
        got = [source(frame) for source in sources]
        m.sites, m.control = sites, control
        if len(got) == 1 and type(got[0]) is tuple:
            got = list(got[0])
        for i, entity in enumerate(self.entities):
            v = got[i] if i < len(got) else Unknown("a value of a call that is not known")
            entity.cell = Cell(fit(_single(v), t), t)


def _single(v: Any) -> Value:
    found: Value = v[0] if type(v) is tuple else v
    return found


class ConstEntity:
    """A package constant; its value is worked out once, for all programs."""

    __slots__ = ("node", "scope", "type", "value")

    def __init__(self, node: Any, type_node: Any, scope: Scope) -> None:
        self.node = node
        self.type = type_node
        self.scope = scope
        self.value: Value | None = None

    def get(self) -> Value:
        """The constant's value."""
        if self.value is None:
            self.value = Unknown("a constant that is declared through itself")
            v = expression(self.node, self.scope)([None] * (self.scope.function.size + 1))
            if self.type is not None:
                v = fit(v, type_of(self.type, self.scope))
            self.value = v
        return self.value


class TypeEntity:
    """The name of a declared type."""

    __slots__ = ("name", "package")

    def __init__(self, name: str, package: Package) -> None:
        self.name = name
        self.package = package


Entity = FuncCode | VarEntity | ConstEntity | TypeEntity


def entity(package: Package, name: str, by: Any) -> Entity | None:
    """What the package declares under that name; None if it declares no such thing.

    ``by`` (a unit, a machine) is who asks: its ``reads`` notes it.
    """
    by.reads.add((package, "n" + name))
    found = package.entities.get(name)
    if found is None and name in package.decls:
        for file, decl in package.decls[name]:
            _declare(package, file, decl)
            found = package.entities.get(name)
            if found is not None:
                break
    return found


def parse_decl(file: SourceFile, decl: Decl) -> Any:
    """The syntax node of a declaration, parsed alone."""
    found = file.blob.parsed.get(decl.start)
    if found is None:
        root = parse_go(without_comments(file.data[decl.start : decl.end])).root_node
        if root.has_error:
            file.blob.broken[decl.start] = decl.line
        declared = (c for c in root.named_children if c.type.endswith("_declaration"))
        found = file.blob.parsed[decl.start] = next(declared, root)
    return found


def _declare(package: Package, file: SourceFile, decl: Decl) -> None:
    if decl.kind == "func":
        package.entities[decl.name] = FuncCode(package, file, decl)
    elif decl.kind == "type":
        package.entities[decl.name] = TypeEntity(decl.name, package)
    elif (file.path, decl.start) not in package.groups:
        if decl.kind == "var":
            var_specs(package, file, decl)
            return
        package.groups[file.path, decl.start] = True
        node, function = parse_decl(file, decl), FunctionScope()
        for name, const in constants(node, lambda: Scope(Unit(package, file, decl.line), function)):
            package.entities[name] = const


def specs(node: Any, kind: str) -> list[Any]:
    """The specs of a declaration, grouped or not."""
    found = []
    for child in node.named_children:
        if child.type == kind:
            found.append(child)
        elif child.type == f"{kind}_list":
            found.extend(c for c in child.named_children if c.type == kind)
    return found


def var_specs(package: Package, file: SourceFile, decl: Decl) -> list[VarSpec]:
    """The specs of a var declaration; their names are entered into the package."""
    made: list[VarSpec] | None = package.groups.get((file.path, decl.start))
    if made is not None:
        return made
    made = package.groups[file.path, decl.start] = []
    for item in specs(parse_decl(file, decl), "var_spec"):
        spec = VarSpec(item, Scope(Unit(package, file, decl.line), FunctionScope()))
        for name in item.children_by_field_name("name"):
            found = VarEntity(name.text.decode(), package, spec)
            spec.entities.append(found)
            if found.name != "_":
                package.entities[found.name] = found
        made.append(spec)
    return made


def constants(node: Any, scope: Callable[[], Scope]) -> list[tuple[str, ConstEntity]]:
    """The (name, constant) pairs of a const declaration, with iota and implicit repetition.

    ``scope`` gives the scope that the declaration stands in, for each constant anew.
    """
    made: list[tuple[str, ConstEntity]] = []
    values: list[Any] = []
    type_node = None
    for iota, item in enumerate(specs(node, "const_spec")):
        value = item.child_by_field_name("value")
        if value is not None:
            values = [n for n in value.named_children if n.type != "comment"]
            type_node = item.child_by_field_name("type")
        names = [n for n in item.children_by_field_name("name") if n.type == "identifier"]
        for i, name in enumerate(names):
            if i < len(values):
                around = scope()
                at = Scope(around.unit, around.function, around, iota)
                made.append((name.text.decode(), ConstEntity(values[i], type_node, at)))
    return made


def type_spec(name: str, package: Package, file: SourceFile, decl: Decl) -> tuple[Any, Scope]:
    """The syntax node that declares the type, and the scope that it stands in."""
    scope = Scope(package.unit("t", file, decl), FunctionScope())
    for child in parse_decl(file, decl).named_children:
        inner = child.named_children if child.type.endswith("_list") else [child]
        for spec in inner:
            found = spec.child_by_field_name("name")
            if found is not None and found.text.decode() == name:
                return spec, scope
    return None, scope


def underlying_type(package: Package, named: T.Named, file: SourceFile, decl: Decl) -> T.Type:
    """What lies under a declared type (called once for each, by the type itself)."""
    spec, scope = type_spec(named.name, package, file, decl)
    if spec is None:
        return T.Unresolved(f"the declaration of {named} cannot be read")
    bind_type_params(spec.child_by_field_name("type_parameters"), named.args, scope)
    return type_of(spec.child_by_field_name("type"), scope)


def alias_target(
    package: Package, name: str, args: tuple[T.Type, ...], file: SourceFile, decl: Decl
) -> T.Type | None:
    """The type that ``type name = ...`` stands for; None if the name is a type of its own."""
    spec, scope = type_spec(name, package, file, decl)
    if spec is None or spec.type != "type_alias":
        return None
    bind_type_params(spec.child_by_field_name("type_parameters"), args, scope)
    return type_of(spec.child_by_field_name("type"), scope)


def bind_type_params(node: Any, args: tuple[T.Type, ...], scope: Scope) -> list[str]:
    """Bind a declaration's type parameters, to ``args`` as far as given."""
    names: list[str] = []
    if node is None:
        return names
    for item in node.named_children:
        names += [name.text.decode() for name in item.children_by_field_name("name")]
    for i, found in enumerate(names):
        scope.names[found] = Local(type=args[i] if i < len(args) else T.TypeParam(found))
    return names
