"""Where values are stored: assignments, declarations and composite literals, by their syntax.

Part of the listen extractor, below ``flow``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from xref.extract.listen.bindings import VariableKey, field_key
from xref.extract.listen.code import Body, Node, text
from xref.extract.listen.names import Local, local
from xref.golang import types as T
from xref.golang.typexpr import type_of

_DEEPEST = 12


@dataclass(frozen=True, slots=True, eq=False)
class Step:
    """An expression that a value comes from: result ``index`` of ``node``, in its declaration.

    ``env`` has what the parameters are, as far as the call that leads there is known.
    """

    node: Node
    body: Body
    env: Mapping[VariableKey, Step]
    index: int = 0


NO_ENV: Mapping[VariableKey, Step] = {}


def parameter_names(function: Node) -> list[Node]:
    """The names of a function's parameters."""
    given = function.child_by_field_name("parameters")
    return [n for d in given.named_children for n in d.children_by_field_name("name")]


def selector_of(mention: Node) -> Node:
    """The selector that a field's name belongs to; the identifier itself else."""
    above = mention.parent
    if mention.type == "field_identifier" and above.type == "selector_expression":
        return above
    return mention


def literal_field(key: Node, body: Body) -> VariableKey | None:
    """The field that a key of a composite literal names."""
    name = key if key.type != "literal_element" else key.named_children[0]
    value = name.parent
    while value is not None and value.type != "literal_value":
        value = value.parent
    t = _literal_type(value, body, 0) if value is not None else None
    under = t.under if t is not None else None
    if isinstance(under, T.Pointer):
        under = under.elem.under
    if not isinstance(under, T.Struct) or text(name) not in under.index:
        return None
    return field_key(under.fields[under.index[text(name)]])


def _literal_type(value: Node, body: Body, depth: int) -> T.Type | None:
    """The type of a literal's braces, elided ones too."""
    above = value.parent
    if above is None or depth > _DEEPEST:
        return None
    if above.type == "composite_literal":
        return type_of(above.child_by_field_name("type"), body.scope)
    if above.type != "literal_element":
        return None
    outer = above.parent if above.parent.type != "keyed_element" else above.parent.parent
    t = _literal_type(outer, body, depth + 1)
    under = t.under if t is not None else None
    return under.elem if isinstance(under, T.Slice | T.Array | T.Map) else None


def specs_of(root: Node, name: str) -> Iterator[Node]:
    for child in root.named_children:
        for spec in child.named_children if child.type.endswith("_list") else (child,):
            if any(text(n) == name for n in spec.children_by_field_name("name")):
                yield spec


def spec_values(spec: Node, name: str, body: Body) -> Iterator[Step | None]:
    value = spec.child_by_field_name("value")
    if value is None:
        if spec.type == "const_spec":
            yield None  # repeats the one before it
        return
    names = [n for n in spec.children_by_field_name("name") if n.type == "identifier"]
    at = next(i for i, n in enumerate(names) if text(n) == name)
    yield from _paired(at, len(names), list(value.named_children), body, NO_ENV)


def _paired(at: int, count: int, values: list[Node], body: Body, env: Any) -> Iterator[Step | None]:
    if len(values) == count:
        yield Step(values[at], body, env)
    elif len(values) == 1:
        yield Step(values[0], body, env, at)
    else:
        yield None


def is_written(whole: Node) -> bool:
    """Whether an expression stands where something is stored in it, or its address is taken."""
    above = whole.parent
    if above.type == "unary_expression":
        return bool(above.children[0].type == "&")
    if above.type in ("inc_statement", "dec_statement", "var_spec", "const_spec"):
        return True
    left = above.parent.child_by_field_name("left") if above.type == "expression_list" else None
    return bool(left is not None and left == above)


def is_address(node: Node) -> bool:
    """Whether a node takes the address of a variable: then whoever gets that may set it."""
    if node.type != "unary_expression" or node.children[0].type != "&":
        return False
    return bool(node.child_by_field_name("operand").type in ("identifier", "selector_expression"))


def written(node: Node, body: Body, env: Any, initial: bool = True) -> Iterator[Step | None]:
    """What is stored in the variable that ``node`` names there; nothing where it is only read."""
    if not is_written(node):
        return
    above = node.parent
    if above.type in ("var_spec", "const_spec"):
        names = above.children_by_field_name("name")
        if initial and any(n == node for n in names):
            yield from spec_values(above, text(node), body)
        return
    if above.type != "expression_list":
        yield Step(above, body, env) if is_address(above) else None
        return
    statement = above.parent
    operator = statement.child_by_field_name("operator")
    plain = operator is None or text(operator) == "="
    right = statement.child_by_field_name("right")
    if statement.type == "range_clause" or not plain or right is None:
        yield None
        return
    targets = list(above.named_children)
    at = next(i for i, n in enumerate(targets) if n == node)
    yield from _paired(at, len(targets), list(right.named_children), body, env)


def targets_of(statement: Node, values: Node) -> list[Node]:
    """What the values of an assignment or declaration are stored in."""
    if statement.child_by_field_name("right") == values:
        return list(statement.child_by_field_name("left").named_children)
    if statement.type == "var_spec":
        return [n for n in statement.children_by_field_name("name") if n.type == "identifier"]
    return []


def declared_at(target: Node, body: Body) -> Local | None:
    """The local variable that a target of an assignment is."""
    if target.type != "identifier":
        return None
    owner = target.parent
    statement = owner.parent if owner.type == "expression_list" else owner
    if statement.type == "short_var_declaration":
        found = local(target, body)
        block = statement.parent
        return (
            found
            if found is not None and found.scope == block
            else Local("var", target, statement, block)
        )
    return local(target, body)
