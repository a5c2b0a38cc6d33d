"""Functions: what a call does, with frames, results, deferred calls and panics.

Part of the interpreter. A function is compiled when it is first called.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from xref.golang import types as T
from xref.golang.index import Decl
from xref.golang.memory import fit, taint, zero
from xref.golang.packages import part_key
from xref.golang.scope import FunctionScope, Local, Scope, Unit
from xref.golang.signals import GoPanic, Return
from xref.golang.statements import block, may_defer
from xref.golang.typexpr import parameters, result_list
from xref.golang.values import ZERO, Cell, FuncVal, SliceVal, Unknown, Value

Body = Callable[[list[Any]], Any]


class Compiled:
    """A function's body made ready to run.

    Slots: 0 the machine; then captured variables (for a literal), the receiver and the
    parameters, the named results, the list of deferred calls, the locals.
    """

    __slots__ = (
        "body",
        "defers",
        "first",
        "guards",
        "params",
        "result_slots",
        "results",
        "scope",
        "zeros",
    )

    def __init__(
        self,
        scope: Scope,
        params: list[tuple[str, T.Type]],
        results: list[tuple[str, T.Type]],
        body: Any,
    ) -> None:
        function = scope.function
        self.scope = function
        self.first = function.size
        for name, _ in params:
            scope.declare(name or "_")
        self.params = [t for _, t in params]
        self.results = [t for _, t in results]
        named = bool(results) and bool(results[0][0])
        self.result_slots = [scope.declare(name) for name, _ in results] if named else []
        self.zeros = scope.unit.place(body, ZERO) if named else ()
        function.defers = scope.declare("_") if may_defer(body) else 0
        function.result_slots = tuple(self.result_slots)
        function.result_types = tuple(self.results)
        self.defers = function.defers
        self.guards = bool(self.defers) and scope.unit.recovers()
        self.body: Body = block(body, scope, new_scope=False)

    def run(self, m: Any, args: list[Value], captured: list[Any] | None) -> Any:
        """Call: the function's result, a tuple of several, or None where it has none."""
        m.enter()
        size = self.scope.size
        if captured is None:
            fr: list[Any] = [None] * size
            fr[0] = m
        else:
            fr = captured[: self.first]
            fr.extend([None] * (size - len(fr)))
        i = self.first
        for a, t in zip(args, self.params, strict=False):
            fr[i] = Cell(fit(a, t), t)
            i += 1
        if len(args) < len(self.params):  # no Go
            for t in self.params[len(args) :]:
                fr[i] = Cell(Unknown("an argument that is not there"), t)
                i += 1
        for slot, t in zip(self.result_slots, self.results, strict=False):
            fr[slot] = Cell(zero(t, self.zeros), t)
        control = m.control
        if self.defers:
            result = self._run_deferring(m, fr)
        else:
            signal = self.body(fr)
            result = signal.value if type(signal) is Return else self.falling(fr)
        m.depth -= 1
        if m.control is not control:
            # What was returned depends on what the branches before the return depended on.
            added, m.control = m.control, control
            if type(result) is tuple:
                return tuple(taint(v, added) for v in result)
            return taint(result, added) if result is not None else None
        return result

    def falling(self, fr: list[Any]) -> Any:
        """The result of a bare return, or of running off the end."""
        slots = self.result_slots
        if not slots:
            return None
        if len(slots) == 1:
            return fr[slots[0]].v
        return tuple(fr[s].v for s in slots)

    def _run_deferring(self, m: Any, fr: list[Any]) -> Any:
        calls: list[Callable[[], Any]] = []
        fr[self.defers] = calls
        depth, sites, control = m.depth, len(m.sites), m.control
        panic: GoPanic | None = None
        result: Any = None
        guards = m.guards
        m.guards += self.guards
        try:
            signal = self.body(fr)
            result = signal.value if type(signal) is Return else self.falling(fr)
        except GoPanic as raised:
            panic = raised
        m.guards = guards
        returned_named = bool(self.result_slots) and panic is None
        if returned_named:
            self._keep(fr, result)
        while calls:
            call = calls.pop()
            m.depth = depth
            del m.sites[sites:]
            if panic is not None:
                m.panics.append(panic)
            try:
                call()
            except GoPanic as raised:
                if panic is not None:
                    m.panics.pop()
                panic = raised
                continue
            if panic is not None:
                m.panics.pop()
                if panic.recovered:
                    panic = None
                    m.control = control
                    result = self.falling(fr)
                    if not self.result_slots and self.results:
                        zeros = [zero(t) for t in self.results]
                        result = zeros[0] if len(zeros) == 1 else tuple(zeros)
        m.depth = depth
        del m.sites[sites:]
        if panic is not None:
            raise panic
        return self.falling(fr) if self.result_slots else result

    def _keep(self, fr: list[Any], result: Any) -> None:
        values = result if type(result) is tuple else (result,)
        for slot, v in zip(self.result_slots, values, strict=False):
            fr[slot].v = v


class FuncCode:
    """A declared function or method. ``targs`` are the types bound to its type parameters."""

    __slots__ = (
        *("_compiled", "by_pointer", "decl", "file", "hook", "instances", "name", "native"),
        *("node", "package", "plain", "ran_by", "targs", "type", "type_params"),
    )

    def __init__(
        self,
        package: Any,
        file: Any,
        decl: Decl,
        targs: tuple[T.Type, ...] = (),
    ) -> None:
        self.package = package
        self.file = file
        self.decl = decl
        self.targs = targs
        own = f"{decl.receiver}.{decl.name}" if decl.kind == "method" else decl.name
        self.name = f"{package.path}.{own}"
        text = file.data[decl.start : decl.end]
        head = text[: text.find(b")") + 1]
        self.by_pointer = decl.kind == "method" and b"*" in head
        after = text[4:].lstrip()[len(decl.name) :].lstrip() if decl.kind == "func" else b""
        self.type_params = after.startswith(b"[") and not targs
        self.instances: dict[tuple[T.Type, ...], FuncCode] = {}
        self._compiled: Compiled | None = None
        self.node: Any = None
        self.type: T.Func | None = None
        self.plain: Any = None  # what is kept of its results, see plain; None if nothing is
        self.ran_by = 0  # the number of the machine that ran it last
        self.hook = package.loader.hooks.get((package.path, own))

    def clear(self) -> None:
        """Let go of what was made of it."""
        self._compiled = self.plain = self.node = None
        self.instances.clear()

    def receiver_is_pointee(self, t: T.Type) -> bool:
        """Whether a value of the pointer type ``t`` must be followed to get the receiver."""
        return not self.by_pointer and t.under.kind == "ptr"

    def syntax(self) -> Any:
        """The declaration's syntax node."""
        if self.node is None:
            from xref.golang.entities import parse_decl

            self.node = parse_decl(self.file, self.decl)
        return self.node

    def scope(self) -> Scope:
        """The scope of the signature: type parameters are bound in it."""
        return self._scope(self.package.unit("m", self.file, self.decl))

    def body_scope(self) -> Scope:
        """The scope of the body."""
        return self._scope(self.package.unit("b", self.file, self.decl))

    def _scope(self, unit: Unit) -> Scope:
        from xref.golang.entities import bind_type_params

        scope = Scope(unit, FunctionScope())
        node = self.syntax()
        bind_type_params(node.child_by_field_name("type_parameters"), self.targs, scope)
        receiver = node.child_by_field_name("receiver")
        if receiver is not None and self.targs:
            for name, t in zip(_receiver_params(receiver), self.targs, strict=False):
                scope.names[name] = Local(type=t)
        return scope

    @property
    def func_type(self) -> T.Func:
        """The function's type, without its receiver."""
        if self.type is None:
            from xref.golang.typexpr import signature

            self.type = signature(self.syntax(), self.scope())
        return self.type

    def compiled(self) -> Compiled:
        """The body, compiled at the first call."""
        from xref.golang.plain import plain

        if self._compiled is None:
            node, scope = self.syntax(), self.body_scope()
            params: list[tuple[str, T.Type]] = []
            receiver = node.child_by_field_name("receiver")
            if receiver is not None:
                params += parameters(receiver, scope)[0]
            params += parameters(node.child_by_field_name("parameters"), scope)[0]
            results = result_list(node.child_by_field_name("result"), scope)
            body = node.child_by_field_name("body")
            if body is None:
                raise MissingBody(self.name)
            self._compiled = Compiled(scope, params, results, body)
            self.plain = plain(self, self._compiled)
        return self._compiled

    def plain_part(self) -> Any:
        """What is kept of its results, if it is a plain function; None if not, or not yet known."""
        try:
            self.compiled()
        except MissingBody:
            return None
        return self.plain

    def looked_into(self, by: Any) -> None:
        """Take note that ``by`` (a unit, a machine) hangs on the body."""
        by.reads.add((self.package, part_key("b", self.file, self.decl)))

    def invoke(self, m: Any, args: list[Value]) -> Any:
        """Call it with all arguments (the receiver first, variadic ones packed)."""
        if self.hook is not None:
            return self.hook(m, self, args)
        return self.proceed(m, args)

    def proceed(self, m: Any, args: list[Value]) -> Any:
        """Run the body, whatever hook the function has."""
        if self.ran_by != m.number:
            self.ran_by = m.number
            m.ran.append(self)
            if self.plain is not None:
                m.ran += self.plain.calls
        if self.package.state == 0:
            m.touch(self.package)
        if self.type_params:
            return self._inferred(m, args)
        compiled = self._compiled
        if compiled is None:
            try:
                compiled = self.compiled()
            except MissingBody:
                return m.unknown(f"{self.name} has no body in Go")
            m.ran += self.plain.calls if self.plain is not None else ()
        if self.plain is not None:
            return self.plain.run(m, compiled, args)
        return compiled.run(m, args, None)

    def _inferred(self, m: Any, args: list[Value]) -> Any:
        """Call a generic function that was passed on as a value."""
        from xref.golang.generics import infer

        last = args[-1] if args and self.func_type.variadic else None
        flat = [*args[:-1], *last.items()] if type(last) is SliceVal else args
        bound = infer(self, flat, ())
        if bound is not None:
            return self.instance(bound).proceed(m, args)
        lost = m.unknown(f"the type parameters of {self.name}")
        m.unentered(args, lost)
        return lost

    def instance(self, targs: tuple[T.Type, ...]) -> FuncCode:
        """The generic function with its type parameters bound."""
        found = self.instances.get(targs)
        if found is None:
            found = self.instances[targs] = FuncCode(self.package, self.file, self.decl, targs)
        return found

    def value(self) -> FuncVal:
        """The function as a value."""
        return FuncVal(self.func_type, self.invoke, self.name, captured=self)


class MissingBody(Exception):
    """A function that is declared in Go and written in assembly."""


def _receiver_params(receiver: Any) -> list[str]:
    """The names that a generic receiver ``(s *Set[K, V])`` gives to the type's parameters."""
    node = receiver.named_children[0].child_by_field_name("type")
    while node is not None and node.type in ("pointer_type", "parenthesized_type"):
        node = node.named_children[0]
    if node is None or node.type != "generic_type":
        return []
    arguments = node.child_by_field_name("type_arguments")
    return [a.text.decode() for a in arguments.named_children]


def _changed(fr: list[Any], get: Any, put: Any, change: Callable[[Any], Any]) -> None:
    put(fr, change(get(fr)))


class Closure:
    """A function literal: compiled when first called, with the names of where it stands."""

    __slots__ = ("_compiled", "effects", "node", "scope", "type")

    def __init__(self, node: Any, scope: Scope) -> None:
        self.effects: Any = None
        self.node = node
        self.scope = scope
        self._compiled: Compiled | None = None
        self.type: T.Func | None = None

    @property
    def func_type(self) -> T.Func:
        if self.type is None:
            from xref.golang.typexpr import signature

            self.type = signature(self.node, self.scope)
        return self.type

    def invoke(self, m: Any, args: list[Value], captured: list[Any]) -> Any:
        """Call it with the frame of the place where its value was made."""
        if self._compiled is None:
            scope = self.scope
            inner = Scope(scope.unit, FunctionScope(scope.function.size), scope)
            params = parameters(self.node.child_by_field_name("parameters"), scope)[0]
            results = result_list(self.node.child_by_field_name("result"), scope)
            body = self.node.child_by_field_name("body")
            self._compiled = Compiled(inner, params, results, body)
        return self._compiled.run(m, args, captured)

    def value(self, fr: list[Any]) -> FuncVal:
        """The function as a value that has captured the frame's present variables."""
        captured = fr[:]

        def call(m: Any, args: list[Value]) -> Any:
            return self.invoke(m, args, captured)

        return FuncVal(self.func_type, call, "func literal", captured=(captured, self))

    def change_assigned(self, captured: list[Any], change: Callable[[Any], Any]) -> list[Value]:
        """Change what the body assigns of what it has captured, and of package variables.

        What it could change by the calls that it makes is given back.
        """
        from xref.golang.effects import Effects, quietly

        if self.effects is None:
            self.effects = Effects(self.node.child_by_field_name("body"), self.scope)
        fr = captured + [None] * (self.scope.function.size - len(captured))
        for get, put in self.effects.targets:
            quietly(fr, _changed, fr, get, put, change)
        return self.effects.reached(fr)  # type: ignore[no-any-return]
