"""The places at which a program listens: calls of the standard library, direct or handed on.

Part of the listen extractor.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from xref.extract.listen.code import Body, Node, arguments, text
from xref.extract.listen.flow import Flow, Function
from xref.extract.listen.typing import imported, type_at
from xref.golang import types as T
from xref.golang.packages import Package

_NAMES = ("Listen", "ListenTCP", "ListenUnix", "ListenAndServe", "ListenAndServeTLS")
# The position of the address among the arguments.
_FUNCTIONS = {
    ("net", "Listen"): 1,
    ("net", "ListenTCP"): 1,
    ("net", "ListenUnix"): 1,
    ("crypto/tls", "Listen"): 1,
    ("net/http", "ListenAndServe"): 0,
    ("net/http", "ListenAndServeTLS"): 0,
}
_METHODS = {
    ("net.ListenConfig", "Listen"): (2, ""),
    ("net/http.Server", "ListenAndServe"): (-1, "Addr"),
    ("net/http.Server", "ListenAndServeTLS"): (-1, "Addr"),
}
_MOST_CALLERS = 400


@dataclass(frozen=True, slots=True, eq=False)
class Site:
    """A call that listens; ``address`` is the expression of the address, ``path`` its field."""

    call: Node
    body: Body
    address: Node
    path: str = ""


def sites(flow: Flow) -> Iterator[Site]:
    """The places in a program's own code that listen, those that nothing calls left out."""
    closure = flow.closure
    reach = Reach(flow)
    seen: set[tuple[str, int]] = set()
    for body, name in (found for n in _NAMES for found in closure.named(n, closure.packages)):
        for site in _sites_of(flow, name.parent, body):
            key = (site.body.file.path, site.body.decl.start + int(site.call.start_byte))
            if key not in seen and reach.reached(site.body):
                seen.add(key)
                yield site


def _sites_of(flow: Flow, node: Node, body: Body) -> Iterator[Site]:
    if node is None or node.type != "selector_expression":
        return
    operand, name = node.child_by_field_name("operand"), node.child_by_field_name("field")
    path = imported(operand, body)
    if path is not None:
        at = _FUNCTIONS.get((path, text(name)))
        for use in flow.uses(node, body) if at is not None else ():
            given = arguments(use.node)
            if at is not None and at < len(given):
                yield Site(use.node, use.body, given[at])
        return
    t = type_at(operand, body)
    under = t.elem if isinstance(t, T.Pointer) else t
    if not isinstance(under, T.Named):
        return
    position, field = _METHODS.get((f"{under.package}.{under.name}", text(name)), (-2, ""))
    call = node.parent
    if position == -2 or call.type != "call_expression":
        return
    if position < 0:
        yield Site(call, body, operand, field)
    elif position < len(arguments(call)):
        yield Site(call, body, arguments(call)[position])


class Reach:
    """What of a program's code can be run at all: what nothing leads to from ``main`` is not.

    A function is led to by any mention of it; a method by a selector on a value of its type, of an
    interface that the type fulfils, or of a type that is not known. Where there is none, a library
    may call an exported method through an interface of its own: then what names the type leads to
    it.
    """

    def __init__(self, flow: Flow) -> None:
        self.flow = flow
        self._known: dict[tuple[str, int], bool] = {}

    def reached(self, body: Body) -> bool:
        """Whether anything leads to a declaration; True if that takes too long to tell."""
        left, seen = [body], {_key(body)}
        while left:
            at = left.pop()
            known = self._known.get(_key(at))
            if known or (known is None and self._starts(at)) or len(seen) > _MOST_CALLERS:
                self._known[_key(body)] = True
                return True
            for other in self._leading(at) if known is None else ():
                if self._starts(other) or self._known.get(_key(other)):
                    self._known[_key(body)] = True
                    return True
                if _key(other) not in seen:
                    seen.add(_key(other))
                    left.append(other)
        for key in seen:
            self._known[key] = False
        return False

    def _starts(self, body: Body) -> bool:
        decl = body.decl
        if decl.kind not in ("func", "method"):
            return True
        main = decl.name == "main" and body.package.name == "main"
        return decl.kind == "func" and (decl.name == "init" or main)

    def _leading(self, body: Body) -> Iterator[Body]:
        """The declarations that mention a function."""
        function, decl = Function(body.root, body), body.decl
        found = False
        method = decl.kind == "method"
        for place, mention in self.flow.closure.mentions(decl.name, body.package, method):
            if place is not body and self.flow.may_mean(mention, place, function):
                found = True
                yield place
        if not found and method and decl.name[:1].isupper() and not self._is_private(body):
            for place, mention in self.flow.closure.mentions(decl.receiver, body.package):
                own = place.decl.kind == "type" or place.decl.receiver == decl.receiver
                if not own and _is_of(mention, place, body.package):
                    yield place

    def _is_private(self, body: Body) -> bool:
        """Whether a signature has types of the release's own, which no library's interface has."""
        stack = [body.root.child_by_field_name(part) for part in ("parameters", "result")]
        while stack:
            node = stack.pop()
            if node is None:
                continue
            if node.type == "qualified_type":
                path = body.package.imported(body.file, text(node.named_children[0]))
                if path is not None and self.flow.closure.codebase.loader.package(path) is not None:
                    return True
            elif node.type == "type_identifier":
                if text(node) in body.package.decls:
                    return True
            else:
                stack += node.named_children
        return False


def _is_of(mention: Node, body: Body, home: Package) -> bool:
    """Whether the mention of a type's name means the type of that package.

    ``var _ Interface = Type{}`` is for the compiler alone, and is none.
    """
    if mention.type != "type_identifier" or _is_assertion(mention):
        return False
    if mention.parent.type != "qualified_type":
        return body.package is home
    qualifier = mention.parent.named_children[0]
    return body.package.imported(body.file, text(qualifier)) == home.path


def _is_assertion(node: Node) -> bool:
    while node is not None and node.type != "var_spec":
        node = node.parent
    return node is not None and text(node.child_by_field_name("name")) == "_"


def _key(body: Body) -> tuple[str, int]:
    return body.file.path, body.decl.start
