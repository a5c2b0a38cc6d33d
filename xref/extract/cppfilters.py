"""Filters that C++ sources register with Envoy: their kind, their name and both places.

Part of the extract layer. A filter is a factory that registers itself under a category, as
``NamedHttpFilterConfigFactory``; its name is what the factory's ``name()`` returns, or what its
constructor hands to a base class.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tree_sitter import Node

from xref.extract.proxynames import Named, Sources, last_name, scope_of, text_of
from xref.model import Diagnostic, Location
from xref.syntax import Captures, node_text

_MARKS = (b"RegisterFactory", b"REGISTER_", b"PluginFactory")
_KIND = re.compile(r"(Http|Network|Listener)FilterConfigFactory\Z")
_PLUGIN = re.compile(r"PluginFactory\Z")
_STATEMENTS = ("declaration", "expression_statement", "field_declaration")
_DECLARATORS = ("function_declarator", "reference_declarator", "pointer_declarator")
_MOST_BASES = 8


@dataclass(frozen=True, slots=True)
class Registration:
    """A factory that registers itself at ``location``.

    ``kind`` is ``http``, ``network`` or ``listener`` for a filter, ``wasm`` for a plugin of the
    WebAssembly filter that is compiled in, and "" for any other extension of Envoy.
    """

    kind: str
    factory: str
    location: Location
    name: Named | None


def registrations(sources: Sources, path: str) -> Iterator[Registration]:
    """The registrations in a file, in its order."""
    if not any(mark in sources.content(path) for mark in _MARKS):
        return
    for captures in sources.matches(path, "registration"):
        node = captures["definition.registration"][0]
        location = sources.location(path, _statement(node))
        role = "plugin" if "plugin" in captures else "arguments"
        arguments = [n for n in captures[role][0].named_children if n.type != "comment"]
        if role == "plugin" and arguments:
            named = text_of(sources, path, arguments[0])
            yield _checked(sources, Registration("wasm", "", location, named))
        elif len(arguments) < 2:  # REGISTER_WASM_EXTENSION(Extension) and the like
            yield Registration("", "", location, None)
        else:
            factory, kind = node_text(arguments[0]), _kind(node_text(arguments[1]))
            name = _factory_name(sources, path, factory, node) if kind else None
            yield _checked(sources, Registration(kind, last_name(factory), location, name))


def _checked(sources: Sources, found: Registration) -> Registration:
    if found.kind and found.name is None:
        what = f"the name of {found.factory or 'a plugin'} cannot be told"
        sources.diagnostics.append(Diagnostic(what, found.location, found.factory))
    return found


def _kind(category: str) -> str:
    match = _KIND.search(last_name(category))
    if match is not None:
        return match[1].lower()
    return "wasm" if _PLUGIN.search(last_name(category)) else ""


def _statement(node: Node) -> Node:
    """The statement that a registration is; the node itself where it is none."""
    found: Node | None = node
    while found is not None and found.type not in _STATEMENTS:
        found = found.parent
    return found if found is not None else node


def _factory_name(sources: Sources, path: str, factory: str, node: Node) -> Named | None:
    """The name that a factory has, by its own code or by that of its base classes in the tree."""
    around = scope_of(node)
    wanted = [last_name(factory)]
    for _ in range(_MOST_BASES):
        if not wanted:
            break
        name = wanted.pop(0)
        holding = [p for p in sources.reached(path) if name.encode() in sources.content(p)]
        matches = [
            (p, captures)
            for p in holding
            for captures in sources.grouped(p, "factory", _class_of).get(name, ())
        ]
        bases = [base for _, each in matches for base in _bases(each, around)]
        for other, captures in matches:
            given = _given(captures, name, around, bases)
            if given is not None:
                return text_of(sources, other, given)
        wanted += bases
    return None


def _class_of(captures: Captures) -> str:
    """The name of the class whose bases, method or constructor a match is; "" if of none."""
    if "bases" in captures:
        holder = captures["bases"][0].parent
        name = holder.child_by_field_name("name") if holder is not None else None
        return last_name(node_text(name)) if name is not None else ""
    node = _function(captures["return" if "return" in captures else "initializer"][0])
    return (_scope_and_name(node)[0] or ("",))[-1] if node is not None else ""


def _scope_and_name(node: Node) -> tuple[tuple[str, ...], str]:
    """What a function's name stands in, whether around it or written before it, and the name."""
    *own, written = node_text(node).split("::")
    return (*scope_of(node), *(part for part in own if part)), written


def _bases(captures: Captures, around: tuple[str, ...]) -> Iterator[str]:
    """The names of the base classes, if a match is those of the class."""
    if "bases" not in captures:
        return
    clause = captures["bases"][0]
    if clause.parent is not None and _near(scope_of(clause.parent), around):
        kinds = ("type_identifier", "qualified_identifier", "template_type")
        yield from (last_name(node_text(c)) for c in clause.named_children if c.type in kinds)


def _given(captures: Captures, name: str, around: tuple[str, ...], bases: list[str]) -> Node | None:
    """The expression that names the class, if a match is its method or its constructor."""
    if "return" in captures:
        wanted, value = "name", _only_return(captures["return"][0], captures["value"][0])
    elif "initializer" in captures:
        wanted, value = name, _handed_on(captures["initializer"][0], bases)
    else:
        return None
    node = _function(value) if value is not None else None
    if node is None:
        return None
    scope, written = _scope_and_name(node)
    return value if written == wanted and _near(scope[:-1], around) else None


def _only_return(statement: Node, value: Node) -> Node | None:
    """The expression that a function returns, if it does nothing else."""
    body = statement.parent
    if body is None or body.parent is None or body.parent.type != "function_definition":
        return None
    return value if sum(child.type != "comment" for child in body.named_children) == 1 else None


def _handed_on(initializer: Node, bases: list[str]) -> Node | None:
    """The first argument that a constructor hands to the constructor of a base class."""
    base, arguments = initializer.named_child(0), initializer.named_child(1)
    if base is None or arguments is None or last_name(node_text(base)) not in bases:
        return None
    return next((node for node in arguments.named_children if node.type != "comment"), None)


def _function(node: Node) -> Node | None:
    """The name of the function that something is in, where it is declared with its class or not."""
    found: Node | None = node
    while found is not None and found.type != "function_definition":
        found = found.parent
    declarator = found.child_by_field_name("declarator") if found is not None else None
    while declarator is not None and declarator.type in _DECLARATORS:
        inner = declarator.child_by_field_name("declarator")
        # A reference's declarator has no name for what it holds.
        declarator = inner if inner is not None else declarator.named_child(0)
    return declarator


def _near(scope: tuple[str, ...], around: tuple[str, ...]) -> bool:
    """Whether what is defined in ``scope`` can be the one that is meant from ``around``.

    Sources put factories of one name into namespaces of their own; one scope holds the other.
    """
    shorter = min(len(scope), len(around))
    return scope[:shorter] == around[:shorter]
