"""What code would change that is not run: the arm that is not taken, a goroutine, a callback.

Part of the interpreter. Goes by syntax alone: the places outside that statements assign to, the
values that could be changed by a call (an argument that is an address or a pointer, a receiver)
or through a variable of the code's own, and whether the code can leave what surrounds it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from xref.golang import types as T
from xref.golang.expressions import Expr, expression
from xref.golang.lookup import find
from xref.golang.memory import taint
from xref.golang.names import imported_path
from xref.golang.natives.pure import PURE_PACKAGES
from xref.golang.places import Store, target
from xref.golang.scope import Scope
from xref.golang.signals import GoPanic
from xref.golang.values import Origins, Ptr, StructVal, Unknown, Value

_SIMPLE = ("identifier", "selector_expression", "parenthesized_expression", "unary_expression")
_BLOCKS = ("block", "if_statement", "for_statement", "func_literal", "labeled_statement")
_LEAVES = ("return_statement", "goto_statement")
_DEEPEST = 3


def quietly(fr: list[Any], run: Callable[..., Any], *args: Any) -> Any:
    """Run what may panic only because it is not sure to be reached."""
    m = fr[0]
    depth, sites, control, guards = m.depth, len(m.sites), m.control, m.guards
    try:
        return run(*args)
    except (GoPanic, AttributeError, IndexError):
        # A place that does not exist yet (a nil on the way, a variable not declared) is not lost.
        m.depth, m.control, m.guards = depth, control, guards
        del m.sites[sites:]
        return None


class Effects:
    """What the code of a node would change in the surroundings ``scope``."""

    __slots__ = ("_aliases", "_busy", "_escapes", "leaves", "scope", "targets")

    def __init__(self, node: Any, scope: Scope, busy: tuple[int, ...] = ()) -> None:
        self.scope = scope
        self.targets: list[tuple[Expr, Store]] = []
        self.leaves = False
        self._escapes: list[Expr] = []
        self._aliases: list[Expr] = []
        self._busy = busy
        if node is not None:
            self._walk(node, set(), 0, False)

    def mark(self, fr: list[Any], o: Origins) -> None:
        """What would be changed also hangs on ``o``."""
        for get, put in self.targets:
            old = quietly(fr, get, fr)
            if isinstance(old, Value) and type(old) is not Unknown:
                quietly(fr, put, fr, taint(old, o))
        fr[0].doubt(self.reached(fr), o)

    def held(self, fr: list[Any]) -> list[Any]:
        """What the places hold that it assigns to."""
        return [quietly(fr, get, fr) for get, _ in self.targets]

    def forget(self, fr: list[Any], lost: Unknown, before: list[Any] | None = None) -> None:
        """What would be changed is not known.

        ``before``: the code was run, and that is what the places held which it assigns to.
        """
        aliases = [quietly(fr, get, fr) for get in self._aliases]
        if before is None:
            fr[0].forget(self.reached(fr), lost)
        was = before or [None] * len(self.targets)
        for (get, put), first in zip(self.targets, was, strict=True):
            old = quietly(fr, get, fr)
            may = tuple(v for v in (old, first, *aliases) if isinstance(v, Value))
            gone = Unknown(lost.reason, o=lost.o, may=(*lost.may, *may))
            quietly(fr, put, fr, gone)

    def reached(self, fr: list[Any]) -> list[Any]:
        """The values that it could change by calls."""
        found = [quietly(fr, get, fr) for get in self._escapes]
        return [v for v in found if isinstance(v, Value)]

    # Reading the code; ``inner`` are the names that it declares itself

    def _walk(self, node: Any, inner: set[bytes], loops: int, switch: bool) -> None:
        kind = node.type
        if kind in _LEAVES or (kind in ("break_statement", "continue_statement") and not loops):
            plain = kind == "break_statement" and switch and not node.named_children
            self.leaves = self.leaves or not plain
        elif kind in ("break_statement", "continue_statement"):
            self.leaves = self.leaves or bool(node.named_children)
        if kind in _BLOCKS or kind.endswith(("_case", "_switch_statement")):
            inner = set(inner)
        if kind == "func_literal":
            self._walk_literal(node, inner)
            return
        if kind.endswith("_switch_statement") or kind == "select_statement":
            switch = True
        if kind == "for_statement":
            loops, switch = loops + 1, False
        self._look_at(node, kind, inner)
        for child in node.named_children:
            self._walk(child, inner, loops, switch)
        self._declare(node, kind, inner)

    def _walk_literal(self, node: Any, inner: set[bytes]) -> None:
        for item in _all_of(node.child_by_field_name("parameters"), "identifier"):
            inner.add(item.text)
        leaves = self.leaves
        body = node.child_by_field_name("body")
        if body is not None:
            self._walk(body, inner, 0, False)
        self.leaves = leaves

    def _look_at(self, node: Any, kind: str, inner: set[bytes]) -> None:
        if kind == "assignment_statement":
            for left in node.child_by_field_name("left").named_children:
                self._assigned(left, inner)
            self._aliased(node.child_by_field_name("right"), inner)
        elif kind in ("inc_statement", "dec_statement"):
            self._assigned(node.named_children[0], inner)
        elif kind == "receive_statement":
            left = node.child_by_field_name("left")
            for name in left.named_children if left is not None else ():
                if any(c.type == ":=" for c in node.children):
                    inner.add(name.text)
                else:
                    self._assigned(name, inner)
        elif kind == "range_clause":
            left = node.child_by_field_name("left")
            names = left.named_children if left is not None else []
            if any(c.type == ":=" for c in node.children):
                inner.update(n.text for n in names)
                self._aliased(node.child_by_field_name("right"), inner, escape=True)
            else:
                for name in names:
                    self._assigned(name, inner)
        elif kind == "call_expression":
            self._called(node, inner)

    def _declare(self, node: Any, kind: str, inner: set[bytes]) -> None:
        if kind == "short_var_declaration":
            inner.update(n.text for n in node.child_by_field_name("left").named_children)
            self._aliased(node.child_by_field_name("right"), inner, escape=True)
        elif kind == "var_spec":
            inner.update(n.text for n in node.children_by_field_name("name"))
            value = node.child_by_field_name("value")
            if value is not None:
                self._aliased(value, inner, escape=True)

    def _assigned(self, left: Any, inner: set[bytes]) -> None:
        if left.type == "comment" or left.text == b"_" or _root(left) in inner:
            return
        self.targets.append((expression(left, self.scope), target(left, self.scope)))

    def _aliased(self, right: Any, inner: set[bytes], escape: bool = False) -> None:
        """Addresses on a right side: what is assigned may lead there."""
        for node in right.named_children:
            if not escape and _simple(node) and _root(node) not in inner:
                self._aliases.append(expression(node, self.scope))
        for node in _all_of(right, "unary_expression"):
            if node.children[0].type == "&" and _simple(node) and _root(node) not in inner:
                found = self._escapes if escape else self._aliases
                found.append(expression(node, self.scope))

    def _called(self, node: Any, inner: set[bytes]) -> None:
        from xref.golang.calls import declared_function

        function = node.child_by_field_name("function")
        sc = self.scope
        loader = sc.unit.package.loader
        last = 1 << 30
        if function.type == "selector_expression":
            operand = function.child_by_field_name("operand")
            path = imported_path(operand, sc)
            if path in PURE_PACKAGES or path == "log":
                last = 0 if path not in ("encoding/json", "os") else last
            if path is None and _simple(operand) and _root(operand) not in inner:
                name = function.child_by_field_name("field").text.decode()
                self._escapes.append(_receiver(expression(operand, sc), name))
            native = loader.natives.modelled(path, function.named_children[-1].text.decode())
            if native is not None and getattr(native.captured, "pure", False):
                last = 0
        code = None
        if _root(function) not in inner:
            code = declared_function(function, sc)
        if code is not None:
            self._enter(code)
            if code.func_type.variadic and T.is_interface(code.func_type.params[-1].elem):
                last = len(code.func_type.params) - 1
        arguments = node.child_by_field_name("arguments")
        for arg in list(arguments.named_children)[:last] if arguments is not None else ():
            if _simple(arg) and _root(arg) not in inner:
                self._escapes.append(expression(arg, sc))

    def _enter(self, code: Any) -> None:
        """The package variables that a function which is called assigns."""
        if len(self._busy) >= _DEEPEST or id(code) in self._busy:
            return
        body = code.syntax().child_by_field_name("body")
        if body is None:
            return
        code.looked_into(self.scope.unit)
        inside = Effects(body, code.body_scope(), (*self._busy, id(code)))
        self.targets += [_without_frame(get, put) for get, put in inside.targets]


def _without_frame(get: Expr, put: Store) -> tuple[Expr, Store]:
    return lambda fr: get(_bare(fr)), lambda fr, v: put(_bare(fr), v)


def _bare(fr: list[Any]) -> list[Any]:
    """A frame without variables, where only those of packages are to be found."""
    return [fr[0], *[None] * 64]


def _receiver(get: Expr, name: str) -> Expr:
    """What a method call can change: a pointer to the receiver, if the method takes one."""

    def receiver(fr: list[Any]) -> Any:
        v = get(fr)
        if type(v) is StructVal:
            found = find(v.t, name)
            if found is not None and found.method is not None and not found.by_pointer:
                return None
            return Ptr(T.pointer_to(v.t), v)
        return v

    return receiver


def _simple(node: Any) -> bool:
    """Whether an expression only names a place, so that to evaluate it changes nothing."""
    while node.type in _SIMPLE:
        if node.type == "identifier":
            return True
        if node.type == "unary_expression" and node.children[0].type not in ("&", "*"):
            return False
        node = node.named_children[0]
    return False


def _root(node: Any) -> bytes:
    while node.named_children and node.type != "identifier":
        node = node.named_children[0]
    return bytes(node.text)


def _all_of(node: Any, kind: str) -> Iterator[Any]:
    for child in node.named_children if node is not None else ():
        if child.type == kind:
            yield child
        else:
            yield from _all_of(child, kind)
