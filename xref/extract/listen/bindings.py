"""Which variable each flag of a program sets: from the call that registers it.

Part of the listen extractor. The evaluation has told at which line each flag is registered; the
variable is the one whose address that call is given.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from xref.deployment import FlagKey
from xref.extract.flagkinds import SHAPES
from xref.extract.listen.code import STRINGS, Body, Closure, Node, arguments, literal_value, text
from xref.extract.listen.names import local
from xref.extract.listen.typing import imported, member
from xref.golang import types as T
from xref.model import Flag, Location, Program, Status

VariableKey = tuple[str, str, int, str]


def variable_key(node: Node, body: Body) -> VariableKey | None:
    """What tells a variable or a field of a type from all others; None of anything else."""
    if node.type == "parenthesized_expression" and node.named_children:
        return variable_key(node.named_children[0], body)
    if node.type == "unary_expression" and node.children[0].type in ("&", "*"):
        return variable_key(node.child_by_field_name("operand"), body)
    if node.type == "identifier":
        variable = local(node, body)
        if variable is not None:
            return ("local", body.file.path, body.decl.start + variable.key, text(node))
        if text(node) in body.package.decls:
            return ("package", body.package.path, 0, text(node))
        return None
    if node.type == "selector_expression":
        operand, name = node.child_by_field_name("operand"), node.child_by_field_name("field")
        path = imported(operand, body)
        if path is not None:
            return ("package", path, 0, text(name))
        found = member(operand, text(name), body)
        return field_key(found) if isinstance(found, T.Field) else None
    return None


def field_key(field: T.Field) -> VariableKey | None:
    """The key of a struct's field: where it is declared."""
    return ("field", field.file, field.line, field.name) if field.file else None


@dataclass(frozen=True, slots=True)
class Bound:
    """A flag and its default; ``place`` is what sets that."""

    key: FlagKey
    flag: Flag
    place: Location

    @property
    def known(self) -> bool:
        """Whether its default is known: an empty text may stand for one that is not."""
        return self.flag.status is not Status.UNKNOWN or bool(self.flag.default)


class Bindings:
    """A program's flags by the variables that they set, and by the calls that make them."""

    def __init__(self, closure: Closure, program: Program) -> None:
        self.closure = closure
        self._by_name: dict[str, list[tuple[Node, Body, Bound]]] = {}
        self._by_call: dict[tuple[str, int], list[Bound]] = {}
        at: dict[Location, list[Bound]] = {}
        for command in program.commands:
            for flag in command.flags:
                key = FlagKey(program.package, command.path, flag.name)
                places = (o.location for o in flag.origins if o.location is not None)
                bound = Bound(key, flag, next(places, flag.location))
                at.setdefault(flag.location, []).append(bound)
        for place, flags in at.items():
            calls = list(self._calls(place))
            for call, body in calls:
                self._bind(call, body, flags)
            if not calls:
                self._bind_by_origin(flags)

    def of(self, key: VariableKey) -> list[Bound]:
        """The flags that set a variable."""
        found = []
        for node, body, bound in self._by_name.get(key[3], ()):
            if variable_key(node, body) == key:
                found.append(bound)
        return found

    def made_by(self, call: Node, body: Body) -> list[Bound]:
        """The flags that a call makes and returns a pointer to."""
        return self._by_call.get((body.file.path, body.decl.start + int(call.start_byte)), [])

    def _calls(self, place: Location) -> Iterator[tuple[Node, Body]]:
        """The calls of registering methods at a line."""
        found = self.closure.files.get(place.file)
        body = self.closure.codebase.line(*found, place.line) if found is not None else None
        if body is None:
            return
        for call in _all_calls(body.root, place.line - body.decl.line):
            name = called_name(call)
            if name in SHAPES and len(arguments(call)) == SHAPES[name].arity:
                yield call, body

    def _bind_by_origin(self, flags: Sequence[Bound]) -> None:
        """Flags of the standard library that a set hands on (``AddGoFlagSet``), each by the call
        that names it: on the way to the set, or where its default is written."""
        for bound in flags:
            origins = (o.location for o in bound.flag.origins if o.location is not None)
            places = dict.fromkeys((*bound.flag.sites, *origins))
            for call, body in (found for place in places for found in self._calls(place)):
                if text(arguments(call)[SHAPES[called_name(call)].name])[1:-1] == bound.flag.name:
                    self._bind(call, body, [bound])

    def _bind(self, call: Node, body: Body, flags: Sequence[Bound]) -> None:
        shape = SHAPES[called_name(call)]
        given = arguments(call)
        name = given[shape.name]
        if name.type in STRINGS:
            flags = [b for b in flags if b.flag.name == literal_value(name)]
        elif len({b.flag.name for b in flags}) != 1:
            return  # one call for several flags: which variable is whose cannot be told
        if not shape.pointer and called_name(call) not in ("Var", "VarP"):
            key = (body.file.path, body.decl.start + int(call.start_byte))
            self._by_call.setdefault(key, []).extend(flags)
            return
        tail = last_name(given[0])
        if tail:
            self._by_name.setdefault(tail, []).extend((given[0], body, b) for b in flags)


def _all_calls(root: Node, row: int) -> Iterator[Node]:
    """The calls whose called name stands in a row."""
    stack = [root]
    while stack:
        node = stack.pop()
        if node.start_point[0] > row or node.end_point[0] < row:
            continue
        if node.type == "call_expression":
            function = node.child_by_field_name("function")
            if function.end_point[0] == row or node.start_point[0] == row:
                yield node
        stack.extend(node.named_children)


def called_name(call: Node) -> str:
    """The last name of what is called: ``StringVar``."""
    function = call.child_by_field_name("function")
    name = function.child_by_field_name("field") if function is not None else None
    return text(name) if name is not None else ""


def last_name(node: Node) -> str:
    """The last name of ``&a.b.c``, "" of what has none."""
    while node.type in ("unary_expression", "parenthesized_expression") and node.named_children:
        node = node.named_children[0]
    if node.type == "identifier":
        return text(node)
    name = node.child_by_field_name("field") if node.type == "selector_expression" else None
    return text(name) if name is not None else ""
