"""What a name in a function means: the declaration that it leads to, by Go's block scopes.

Part of the listen extractor. Exact within a function, so that two variables of one name are two.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from xref.extract.listen.code import Body, Node, text

_FUNCTIONS = frozenset(("function_declaration", "method_declaration", "func_literal"))
_BLOCKS = frozenset(
    ("statement_list", "block", "expression_case", "default_case", "communication_case")
)


@dataclass(frozen=True, slots=True)
class Local:
    """A variable or constant of a function, by the name's node in its declaration.

    ``kind`` is param, receiver, result, var, const, range or alias (of a type switch); ``owner`` is
    the declaration's node, ``scope`` the node within which the name stands for it.
    """

    kind: str
    name: Node
    owner: Node
    scope: Node

    @property
    def key(self) -> int:
        """What tells it from the other names of its top-level declaration."""
        return int(self.name.start_byte)


def local(node: Node, body: Body) -> Local | None:
    """What an identifier means within its function; None for what the package declares.

    Raises TooMuch.
    """
    body.spend()
    name = text(node)
    at = node
    while at is not None and at != body.root:
        above = at.parent
        if above is None:
            return None
        found = _declared_in(above, at, name, body)
        if found is not None:
            return found
        at = above
    return None


def _declared_in(above: Node, at: Node, name: str, body: Body) -> Local | None:
    kind = above.type
    if kind in _BLOCKS:
        function = above.parent if kind == "statement_list" else None
        function = function.parent if function is not None else None
        if function is not None and function.type in _FUNCTIONS:
            found = _in_signature(function, name)
            if found is not None:
                return found
        return _in_block(above, at, name, body)
    if kind in ("if_statement", "expression_switch_statement", "type_switch_statement"):
        return _in_header(above, at, name)
    if kind == "for_statement":
        return _in_for(above, at, name)
    return _in_signature(above, name) if kind in _FUNCTIONS else None


def _in_block(block: Node, at: Node, name: str, body: Body) -> Local | None:
    """The first declaration of the name before the statement; later ``:=`` only assign."""
    declared = body.blocks.get(block.id)
    if declared is None:
        declared = body.blocks[block.id] = {}
        for statement in block.named_children:
            for each in _of_statement(statement, block):
                declared.setdefault(text(each.name), each)
    found: Local | None = declared.get(name)
    if found is None or found.owner.end_byte > at.start_byte:
        return None
    return found


def _in_statement(statement: Node, name: str, scope: Node) -> Local | None:
    return next((v for v in _of_statement(statement, scope) if text(v.name) == name), None)


def _of_statement(statement: Node, scope: Node) -> Iterator[Local]:
    """The variables and constants that a statement declares."""
    kind = statement.type
    while kind == "labeled_statement" and statement.named_children:
        statement = statement.named_children[-1]
        kind = statement.type
    if kind == "short_var_declaration":
        for each in statement.child_by_field_name("left").named_children:
            yield Local("var", each, statement, scope)
    elif kind in ("var_declaration", "const_declaration"):
        for spec in _specs(statement):
            for each in spec.children_by_field_name("name"):
                if each.type == "identifier":
                    yield Local(kind.partition("_")[0], each, spec, scope)


def _specs(declaration: Node) -> Iterator[Node]:
    for child in declaration.named_children:
        if child.type.endswith("_list"):
            yield from child.named_children
        else:
            yield child


def _in_header(statement: Node, at: Node, name: str) -> Local | None:
    first = statement.child_by_field_name("initializer")
    if first is not None and at != first:
        found = _in_statement(first, name, statement)
        if found is not None:
            return found
    alias = statement.child_by_field_name("alias")
    if alias is not None and at != alias:
        for each in alias.named_children:
            if text(each) == name:
                return Local("alias", each, statement, statement)
    return None


def _in_for(statement: Node, at: Node, name: str) -> Local | None:
    for child in statement.named_children:
        if child.type == "for_clause" and at != child:
            first = child.child_by_field_name("initializer")
            return _in_statement(first, name, statement) if first is not None else None
        if child.type == "range_clause" and at != child:
            left = child.child_by_field_name("left")
            for each in left.named_children if left is not None else ():
                if each.type == "identifier" and text(each) == name and _declares(child):
                    return Local("range", each, child, statement)
    return None


def _declares(clause: Node) -> bool:
    return any(child.type == ":=" for child in clause.children)


def _in_signature(function: Node, name: str) -> Local | None:
    for part, kind in (("parameters", "param"), ("receiver", "receiver"), ("result", "result")):
        given = function.child_by_field_name(part)
        if given is None or given.type != "parameter_list":
            continue
        for declaration in given.named_children:
            for each in declaration.children_by_field_name("name"):
                if text(each) == name:
                    return Local(kind, each, declaration, function)
    return None


def mentions_of(variable: Local, body: Body) -> Iterator[Node]:
    """The identifiers that stand for a variable, in the order of the text, its own name too.

    Raises TooMuch.
    """
    source = body.root.text
    base = body.root.start_byte
    pattern = re.compile(rb"(?<![\w\x80-\xff])" + variable.name.text + rb"(?![\w\x80-\xff])")
    scope = variable.scope
    for match in pattern.finditer(source, scope.start_byte - base, scope.end_byte - base):
        node = body.at(*(body.decl.start + base + at for at in match.span()))
        if node is None or node.type != "identifier" or is_key(node):
            continue
        if _key_at(node, body) == variable.key:
            yield node


def _key_at(node: Node, body: Body) -> int:
    """The key of the variable that an identifier stands for, where it is declared too; -1: none."""
    above = node.parent
    own = int(node.start_byte)
    declares = above is not None and above.type in ("var_spec", "const_spec")
    if declares and any(each == node for each in above.children_by_field_name("name")):
        return own
    found = local(node, body)
    statement = above.parent if above is not None and above.type == "expression_list" else None
    if statement is not None and statement.child_by_field_name("left") == above:
        if statement.type == "range_clause" and _declares(statement):
            return own
        if statement.type == "short_var_declaration" and not _same_block(found, statement):
            return own
    return found.key if found is not None else -1


def _same_block(found: Local | None, statement: Node) -> bool:
    """Whether a variable belongs to the block of a ``:=``, which then only assigns to it."""
    if found is None:
        return False
    block = statement.parent
    if block == found.scope:
        return True
    function = block.parent.parent if block is not None and block.parent is not None else None
    return bool(function is not None and function == found.scope)


def is_key(node: Node) -> bool:
    """Whether an identifier is the key of a field in a composite literal."""
    element = node.parent
    if element is None or element.type != "literal_element":
        return False
    pair = element.parent
    return pair is not None and pair.type == "keyed_element" and pair.named_children[0] == element


def function_of(node: Node) -> Any:
    """The innermost function (or function literal) around a node; None at package level."""
    at = node.parent
    while at is not None and at.type not in _FUNCTIONS:
        at = at.parent
    return at


def parameter_index(variable: Local) -> tuple[int, bool]:
    """The position of a parameter, and whether it is the variadic one."""
    at = 0
    given = variable.scope.child_by_field_name("parameters")
    for declaration in given.named_children:
        names = declaration.children_by_field_name("name")
        for each in names:
            if each == variable.name:
                return at, declaration.type == "variadic_parameter_declaration"
            at += 1
        at += 0 if names else 1
    return -1, False
