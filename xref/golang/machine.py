"""The machine: the state of one program's evaluation, and what running code asks of it.

Part of the interpreter. Code and packages are shared by a release's programs; a machine owns the
cells of package variables while its program runs, and gives them back in :meth:`Machine.close`.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import count
from typing import Any, NoReturn

from xref.golang import memory
from xref.golang import types as T
from xref.golang.bridge import Natives
from xref.golang.calls import pack
from xref.golang.code import FuncCode
from xref.golang.entities import VarEntity, VarSpec, entity
from xref.golang.forgetting import doubt, forget
from xref.golang.index import Decl
from xref.golang.lookup import find
from xref.golang.packages import Package
from xref.golang.registering import registering
from xref.golang.selectors import bind, receive
from xref.golang.signals import GoPanic, OutOfBudget
from xref.golang.sources import SourceFile
from xref.golang.startup import effective_inits, startup_order
from xref.golang.typexpr import imported_type
from xref.golang.values import (
    Entries,
    FuncVal,
    MapVal,
    Origins,
    Ptr,
    Scalar,
    StructVal,
    Unknown,
    Value,
    decisive,
)

STEPS = 1_000_000
# The side effects of one package get no more than this, so that one that the program's flags do
# not hang on cannot use up the whole program's budget.
PACKAGE_STEPS = 150_000
DEPTH = 400
Init = tuple[SourceFile, Decl]
_numbers = count(1)


class Machine:
    """One program's evaluation. ``notes`` collects (message, file, line) of what went unread,
    ``spoilt`` those of packages whose initialisation stopped: values may be lost, but no flags."""

    def __init__(self, loader: Any, natives: Natives, program: str, steps: int = STEPS) -> None:
        self.loader = loader
        self.natives = natives
        self.program = program
        self.steps = steps  # what may still be spent where the evaluation now is
        self.left = steps  # and by all packages' initialisations together
        self.depth = 0
        self.sites: list[tuple[str, int]] = []
        self.control: Origins = ()
        self.guesses = 0  # how deep in code that is run though it may not be entered
        self.guards = 0  # how many of the calls may recover from a panic
        self.panics: list[GoPanic] = []
        self.used: list[VarEntity] = []
        self.touched: list[Package] = []
        self.ran: list[FuncCode] = []
        self.reads: set[tuple[Any, str]] = set()  # what natives and hooks have looked up
        self.number = next(_numbers)
        self.notes: list[tuple[str, str, int]] = []
        self.spoilt: list[tuple[str, str, int]] = []
        self.state: dict[str, Any] = {}  # what hooks keep
        self.environ: dict[str, Value] = {}  # what the program itself has set

    # Bounds

    def step(self, cost: int = 1) -> None:
        """Count a turn of a loop, or what costs as much as so many."""
        self.steps -= cost
        if self.steps < 0:
            raise OutOfBudget("the evaluation's budget of steps is used up")

    def spend(self, elements: int) -> None:
        """Count memory that is taken, so that the budget bounds it too."""
        self.steps -= elements >> 2
        if self.steps < 0:
            raise OutOfBudget("the evaluation's budget of steps is used up")

    def enter(self) -> None:
        """Count a call, and how deep it is."""
        self.steps -= 1
        self.depth += 1
        if self.steps < 0:
            raise OutOfBudget("the evaluation's budget of steps is used up")
        if self.depth > DEPTH:
            raise OutOfBudget(f"calls nest more than {DEPTH} deep")

    # Packages

    def touch(self, package: Package) -> None:
        """Initialise a package: variables whose initialisers call something, then its inits."""
        package.state = 1
        self.touched.append(package)
        self._start(package, startup_order(package), effective_inits(package))
        package.state = 2

    def register(self, package: Package) -> None:
        """Run what of a package registers something, though nothing touches it."""
        self.reads.add((package, "t"))
        specs = registering(package)
        if specs is None:
            self.touch(package)
        else:
            self._start(package, specs, ())

    def _start(self, package: Package, specs: Iterable[VarSpec], inits: Iterable[Init]) -> None:
        """Run initialisers of a package, each only once, and functions."""
        kept = self.steps
        given = self.steps = min(self.left, PACKAGE_STEPS)
        depth, sites, control = self.depth, len(self.sites), self.control
        self.control = ()
        try:
            for spec in specs:
                if spec.entities[0].cell is None:
                    spec.initialise(self)
            for file, decl in inits:
                self._run_init(package, file, decl)
        except (GoPanic, OutOfBudget) as stopped:
            # A real program would have ended at a panic: that it comes to one is our model's fault.
            self._spoil(package, stopped, *self.place())
        self.depth, self.control = depth, control
        del self.sites[sites:]
        self.left -= given - self.steps
        self.steps = min(kept, self.left)

    def _spoil(self, package: Package, stopped: Exception, file: str, line: int) -> None:
        """The initialisation of a package stopped: what its variables hold is not known."""
        text = f"the initialisation of {package.path} stopped: {stopped}"
        self.spoilt.append((text, file, line))
        lost = Unknown(text, file, line)
        for variable in self.used:
            if variable.package is package and variable.cell is not None:
                variable.cell.v = lost

    def _run_init(self, package: Package, file: Any, decl: Any) -> None:
        key = (file.path, decl.start)
        code = package.groups.get(key)
        if code is None:
            code = package.groups[key] = FuncCode(package, file, decl)
        self.sites.append((file.path, decl.line))
        self.guards = 0
        code.proceed(self, [])
        self.sites.pop()

    def close(self) -> None:
        """Give back what the program used, so that the next one starts afresh."""
        for variable in self.used:
            variable.cell = None
        for package in self.touched:
            package.state = 0

    def clear(self) -> None:
        """Let go of all values: frames hold the machine, and would keep them for the collector."""
        for held in (self.state, self.environ, self.used, self.touched, self.ran, self.reads):
            held.clear()
        self.panics, self.control = [], ()

    # What natives and hooks ask for

    def call(self, fn: Value, args: list[Value], site: tuple[str, int] | None = None) -> Any:
        """Call a function value with flat arguments."""
        if type(fn) is not FuncVal:
            if type(fn) is Unknown:
                self.unentered(args, fn)
                return fn
            raise self.nil_dereference()
        ft: Any = fn.t.under if fn.t is not None else None
        if not fn.native and ft is not None and ft.kind == "func" and ft.variadic:
            args = pack(args, len(ft.params), ft.params[-1])
        self.sites.append(site or self.place())
        result = fn.call(self, args)
        self.sites.pop()
        return result

    def method(self, value: Value, name: str) -> FuncVal | None:
        """The bound method of a dynamic value, if its method set has one of that name."""
        t: Any = value.t
        if t is None:
            return None
        found = find(t, name)
        if found is None:
            return self.natives.method(value, name)
        if found.dynamic:
            from xref.golang.selectors import follow

            return self.method(follow(self, value, found.path), name)
        if found.method is None or (found.by_pointer and t.under.kind != "ptr" and not found.path):
            return None
        return bind(found.method, receive(self, value, found))

    def error(self, text: str, o: Origins = ()) -> Value:
        """A plain error value."""
        made = self._made("errors", "New", text, o) or self.unknown(f"an error: {text}")
        # That there is an error at all hangs on what it tells of.
        return memory.taint(made, decisive(o))

    def _made(self, path: str, name: str, text: str, o: Origins = ()) -> Any:
        """What a library's function makes of a text; None where the library is not there."""
        package = self.loader.package(path)
        make = entity(package, name, self) if package is not None else None
        if not isinstance(make, FuncCode):
            return None
        return self.call(make.value(), [Scalar(text, T.STRING, o)])

    def unknown(self, reason: str) -> Unknown:
        """An unknown value, at the place of the call."""
        return Unknown(reason, *self.place())

    def place(self) -> tuple[str, int]:
        """File and line of the call that is being run."""
        return self.sites[-1] if self.sites else ("", 0)

    load = staticmethod(memory.load)
    field = staticmethod(memory.field)
    zero = staticmethod(memory.zero)

    def store(self, p: Ptr, v: Value) -> None:
        """Store where a pointer points to, for a native."""
        memory.store(p, memory.taint(v, self.control) if self.control else v)

    def named(self, path: str, name: str) -> T.Type:
        """The declared type ``name`` of the package ``path``."""
        return imported_type(self.loader, path, name, self)

    def program_name(self) -> str:
        """What stands in for ``os.Args[0]``."""
        return self.program

    # Panics

    def panic(self, value: Value) -> NoReturn:
        """Raise a Go panic."""
        raise GoPanic(value, f"panic: {_shown(self, value)}", self.place())

    def panic_text(self, text: str, maker: str = "newError") -> GoPanic:
        """A runtime error, to be raised; ``maker`` is the function of the library that makes it."""
        value = self._made("runtime", maker, text) or self.unknown(text)
        return GoPanic(value, text, self.place())

    def nil_dereference(self) -> GoPanic:
        """The panic for following a nil pointer, to be raised."""
        return self.panic_text("runtime error: invalid memory address or nil pointer dereference")

    # Forgetting

    def spared(self, p: Ptr) -> bool:
        """Whether a pointer leads to what is noted instead of forgotten: commands, flag sets."""
        t = p.t.under.elem  # type: ignore[attr-defined]
        return type(t) is T.Named and f"{t.package}.{t.name}" in self.loader.spared

    def forget(self, values: list[Any], lost: Unknown) -> list[Ptr]:
        """Forget what the values reach."""
        kept, looked_at = forget(values, lost, self.spared)
        self.steps -= 10 + looked_at
        return kept

    def doubt(self, values: list[Any], o: Origins) -> None:
        """What the values reach also hangs on ``o``."""
        self.steps -= 10 + doubt(values, o, self.spared)

    def unentered(self, args: list[Any], lost: Unknown) -> None:
        """A call that cannot be entered was given ``args``."""
        for p in self.forget(args, lost)[:1]:
            _open_maps(p, lost)
            what = p.t.under.elem  # type: ignore[attr-defined]
            text = f"a {what} was given to code that is not known ({lost.reason})"
            self.notes.append((text, *self._own_place(lost)))

    def _own_place(self, lost: Unknown) -> tuple[str, int]:
        for _, file, line, _ in lost.o:
            if file:
                return file, line
        return self.place()


def _open_maps(p: Ptr, lost: Unknown) -> None:
    """Code that is not known may have added to what lies behind the pointer (flags to a set)."""
    struct = memory.load(p)
    if type(struct) is not StructVal:
        return
    for i in range(len(struct.fields)):
        held = memory.field(struct, i)
        if type(held) is MapVal:
            entries = held.entries if type(held.entries) is Entries else Entries(held.entries)
            entries.open = lost
            struct.fields[i] = MapVal(held.t, entries, held.o)


def _shown(m: Machine, value: Value) -> str:
    """A panic's value as text, as far as it is plain."""
    if type(value) is Scalar:
        return str(value.v)
    method = m.method(value, "Error") or m.method(value, "String")
    shown = m.call(method, []) if method is not None else None
    return str(shown.v) if type(shown) is Scalar else f"a {value.t}"
