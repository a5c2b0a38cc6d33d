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
from xref.syntax import Captures

_MARKS = (b"RegisterFactory", b"REGISTER_", b"PluginFactory")
_KIND = re.compile(r"(Http|Network|Listener)FilterConfigFactory\Z")
_PLUGIN = re.compile(r"PluginFactory\Z")
_STATEMENTS = ("declaration", "expression_statement", "field_declaration")
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
        if "registered" in captures:
            named = text_of(sources, path, captures["registered"][0])
            yield _checked(sources, Registration("wasm", "", location, named))
            continue
        if "category" not in captures:
            yield Registration("", "", location, None)
            continue
        kind = _kind(_told(captures["category"][0]))
        factory = _told(captures["factory"][0])
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
        matches = [(p, captures) for p in holding for captures in sources.matches(p, "factory")]
        bases = [base for _, each in matches for base in _bases(each, name, around)]
        for other, captures in matches:
            given = _given(captures, name, around, bases)
            if given is not None:
                return text_of(sources, other, given)
        wanted += bases
    return None


def _bases(captures: Captures, name: str, around: tuple[str, ...]) -> Iterator[str]:
    """The names of the base classes, if a match is the definition of the class."""
    if "class" in captures:
        node = captures["class"][0]
        if last_name(_told(node)) == name and _near(scope_of(node), around):
            kinds = ("type_identifier", "qualified_identifier", "template_type")
            for child in captures["bases"][0].named_children:
                if child.type in kinds:
                    yield last_name(_told(child))


def _given(captures: Captures, name: str, around: tuple[str, ...], bases: list[str]) -> Node | None:
    """The expression that names a class, if a match is its method or its constructor."""
    node = next((captures[role][0] for role in ("method", "constructor") if role in captures), None)
    if node is None:
        return None
    *own, written = _told(node).split("::")
    scope = (*scope_of(node), *(part for part in own if part))
    if not scope or scope[-1] != name or not _near(scope[:-1], around):
        return None
    if "method" in captures:
        return _only_return(captures["value"][0])
    is_base = last_name(_told(captures["base"][0])) in bases
    return captures["value"][0] if written == name and is_base else None


def _only_return(value: Node) -> Node | None:
    """The expression that a method returns, if it returns in one place and does nothing else."""
    statement = value.parent
    body = statement.parent if statement is not None else None
    if body is None or sum(child.type != "comment" for child in body.named_children) != 1:
        return None
    return value


def _near(scope: tuple[str, ...], around: tuple[str, ...]) -> bool:
    """Whether what is defined in ``scope`` can be the one that is meant from ``around``.

    Sources put factories of one name into namespaces of their own; one scope holds the other.
    """
    shorter = min(len(scope), len(around))
    return scope[:shorter] == around[:shorter]


def _told(node: Node) -> str:
    return (node.text or b"").decode("utf-8", "replace")
