"""The places at which a program listens: calls of the standard library, direct or handed on.

Part of the listen extractor.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from xref.extract.listen.code import Body, Node, arguments, text
from xref.extract.listen.flow import NO_ENV, Flow, Function, Step
from xref.extract.listen.names import function_of
from xref.extract.listen.typing import imported, type_at
from xref.golang import types as T

_CANDIDATE = re.compile(
    rb"(?<=\.)(?:Listen|ListenTCP|ListenUnix|ListenAndServe|ListenAndServeTLS)(?![\w\x80-\xff])"
)
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
    seen: set[tuple[str, int]] = set()
    for body, name in closure.matches(_CANDIDATE, closure.packages):
        for site in _sites_of(flow, name.parent, body):
            key = (site.body.file.path, site.body.decl.start + int(site.call.start_byte))
            if key not in seen and reached(flow, site.call, site.body):
                seen.add(key)
                yield site


def _sites_of(flow: Flow, node: Node, body: Body) -> Iterator[Site]:
    if node.type != "selector_expression":
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


def reached(flow: Flow, node: Node, body: Body) -> bool:
    """Whether anything leads to a place: what nothing in the program mentions is never run.

    A method counts as mentioned where any selector has its name; an exported one may be called
    through an interface of another package.
    """
    left = [body]
    seen: set[tuple[str, int]] = set()
    while left and len(seen) < _MOST_CALLERS:
        at = left.pop()
        decl = at.decl
        key = (at.file.path, decl.start)
        if key in seen:
            continue
        seen.add(key)
        started = decl.name == "init" or (decl.name == "main" and at.package.name == "main")
        if decl.kind not in ("func", "method") or (decl.kind == "func" and started):
            return True
        mentions = [b for b, _ in flow.closure.mentions(decl.name, at.package) if b is not at]
        if not mentions and decl.kind == "method" and decl.name[:1].isupper():
            return True
        left += mentions
    return bool(left)


def way_there(flow: Flow, site: Site) -> Iterator[Step]:
    """The calls that lead to a site, as far as there is one alone for each function."""
    node, body = site.call, site.body
    for _ in range(_MOST_CALLERS):
        function = function_of(node)
        while function is not None and function.type == "func_literal" and function.parent:
            outer = function_of(function)
            if outer is None:
                return
            function = outer
        callers = flow.callers(Function(function, body)) if function is not None else []
        if len(callers) != 1 or callers[0].node == node:
            return
        yield Step(callers[0].node, callers[0].body, NO_ENV)
        node, body = callers[0].node, callers[0].body
