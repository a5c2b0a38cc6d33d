"""Evaluating a program: from its main package to its commands and flags.

The top of the interpreter and what the rest of xref calls. A program is run from the
initialisation of its packages through ``main`` to the moment when cobra would execute its root
command or the flags would be parsed.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field

from xref.golang.bridge import Natives
from xref.golang.code import FuncCode
from xref.golang.commands import Reader
from xref.golang.entities import VarEntity, entity
from xref.golang.hooks import COBRA, FLAG, HOOKS, PFLAG, SPARED
from xref.golang.machine import STEPS, Machine
from xref.golang.natives import GoExit
from xref.golang.packages import Loader, Package
from xref.golang.reads import broken, reads_of
from xref.golang.signals import Ended, GoPanic, OutOfBudget
from xref.golang.sources import Tree, Trigger
from xref.model import Command, Diagnostic, Location

# Packages that register a flag or add a command as a side effect are initialised though nothing
# touches them. Callers add what else their project registers.
FLAG_TRIGGERS = (
    Trigger(
        b"lag",
        re.compile(
            rb"lag(?:s|[sS]et)?(?:\(\))?\."
            rb"(?:Add|Bool|Count|Duration|Float|Func|Int|IP|String|Text|Uint|Var)"
        ),
    ),
    Trigger(b"AddCommand(", re.compile(rb"\.AddCommand\(")),
)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a program's evaluation told.

    ``complete`` tells that no command or flag is missing. ``reads`` are the keys of what it hangs
    on by package, see :mod:`xref.golang.reads`.
    """

    commands: tuple[Command, ...]
    diagnostics: tuple[Diagnostic, ...]
    complete: bool = False
    reads: Mapping[Package, set[str]] = field(default_factory=dict, compare=False, repr=False)


def new_loader(
    tree: Tree,
    vendored: bool = True,
    without: frozenset[str] = frozenset(),
    without_natives: frozenset[tuple[str, str]] = frozenset(),
    loop_variables: bool = False,
) -> Loader:
    """A loader with the natives and hooks that every evaluation needs."""
    natives = Natives(without_natives)
    return Loader(tree, natives, HOOKS, SPARED, vendored, without, loop_variables)


def evaluate(
    loader: Loader,
    folder: str,
    name: str,
    steps: int = STEPS,
) -> Outcome:
    """Evaluate the program whose main package lies in ``folder``; never raises for its source."""
    package = loader.main_package(folder)
    machine = Machine(loader, loader.natives, name, steps)
    if package is None:
        missing = Diagnostic("its files are not there", Location(folder, 0), folder)
        return Outcome((), (missing,))
    try:
        with _deep_recursion():
            stopped = _run(machine, package)
            commands = _read(machine, name)
    finally:
        machine.close()
    if stopped is not None and not machine.state.get("parsed"):
        machine.notes.append(stopped)
    reads = reads_of(machine)
    text = "a syntax error in this declaration: it was read as far as possible"
    machine.notes += ((text, *place) for place in sorted(broken(reads)))
    complete = bool(commands) and not machine.notes
    machine.clear()
    return Outcome(commands, _diagnostics(machine, folder), complete, reads)


@contextmanager
def _deep_recursion() -> Iterator[None]:
    """Go calls nest several Python calls each; the machine's own limits end before this one."""
    before = sys.getrecursionlimit()
    sys.setrecursionlimit(max(before, 30_000))
    try:
        yield
    finally:
        sys.setrecursionlimit(before)


Note = tuple[str, str, int]

NO_GO = (ArithmeticError, AssertionError, AttributeError, LookupError, TypeError, ValueError)
"""What working on source that a Go compiler refuses may raise: it can have operands, arguments and
nodes of any kind anywhere."""


def _run(m: Machine, package: Package) -> Note | None:
    """Run the program; the note of where it stopped short, or None if it went to its end."""
    try:
        closure = m.loader.closure(package)
        m.state["executes"] = _executes(closure)
        m.state["missing"] = _missing_libraries(closure)
        for path in m.state["missing"]:
            m.notes.append((f"the source of {path} is not there", "", 0))
        for imported in closure:
            if imported.state == 0 and imported is not package and imported.triggered:
                m.register(imported)
        m.state["started"] = len(m.ran)
        m.touch(package)
        main = entity(package, "main", m)
        if isinstance(main, FuncCode):
            main.invoke(m, [])
    except (Ended, GoExit):
        return None
    except GoPanic as panic:
        return _stopped(str(panic), panic.place, package)
    except OutOfBudget as spent:
        return _stopped(str(spent), m.place(), package)
    except RecursionError:
        return _stopped("the source nests too deeply", m.place(), package)
    except NO_GO as failed:
        return _stopped(f"no Go that compiles ({failed})", m.place(), package)
    return None


def _stopped(why: str, place: tuple[str, int], package: Package) -> Note:
    """The note of where an evaluation stopped: at a call, or in ``main`` before any."""
    if not place[0]:
        place = next(((f.path, d.line) for f, d in package.decls.get("main", ())), place)
    return (f"the evaluation stopped: {why}", *place)


def circumstances(loader: Loader, folder: str) -> list[str]:
    """What a program's outcome hangs on besides its main package and what was looked up.

    Which packages are initialised though nothing touches them, in order, and which have functions
    that make this so for who calls them; whether a command may be executed; which libraries of
    commands are missing; and what the tree has in place of libraries that natives look into.
    """
    package = loader.main_package(folder)
    closure = loader.closure(package) if package is not None else []
    found = [p.path for p in closure if p.triggered]
    found += [f"{p.path} registers" for p in closure if p.mentions]
    found += ["executes"] if _executes(closure) else []
    found += [f"no {path}" for path in _missing_libraries(closure)]
    return found + [f"{path} in the tree" for path in loader.replaced_libraries()]


def _executes(closure: list[Package]) -> bool:
    """Whether a program with that import closure may execute a command of cobra's."""
    return any(p.executes for p in closure)


def _missing_libraries(closure: list[Package]) -> list[str]:
    """The libraries of commands and flags that are imported and are nowhere to be found."""
    return [
        path
        for path in (COBRA, PFLAG, FLAG)
        if closure
        and closure[0].loader.package(path) is None
        and any(path in p.imports for p in closure)
    ]


def _read(m: Machine, name: str) -> tuple[Command, ...]:
    """The commands of what was executed; else what was learnt until the evaluation stopped."""
    m.steps = max(m.steps, 200_000)
    m.depth, m.control, m.sites, m.panics, m.guards = 0, (), [], [], 0
    reader = Reader(m, name)
    try:
        root = m.state.get("executed")
        if root is None and not m.state.get("parsed"):
            root = (m.state.get("parents") or [m.state.get("first")])[0]
        if root is not None and root is not m.state.get("executed"):
            m.notes.append(("no command was seen to be executed", "", 0))
        if root is not None:
            method = m.method(root, "Root")
            found = reader.tree(m.call(method, []) if method is not None else root)
            return found if m.state.get("executed") is not None or _is_used(m, found) else ()
        if m.state.get("missing"):
            return ()  # what is left is not all, and not where it belongs
        if m.state.get("parsed"):
            library, flag_set = m.state["parsed"][0]
            return (reader.alone(library, flag_set),)
        if m.state.get("go_flags"):
            variable = entity(m.loader.package(FLAG), "CommandLine", m)
            if isinstance(variable, VarEntity):
                return (reader.alone(FLAG, variable.get(m).v),)
    except (GoPanic, OutOfBudget, RecursionError, *NO_GO) as failed:
        m.notes.append((f"the command tree could not be read to its end: {failed}", *m.place()))
    return ()


def _is_used(m: Machine, commands: tuple[Command, ...]) -> bool:
    """Whether the program ran code of the package that makes a tree of commands.

    Such a package may be there for other uses, and its commands for other programs.
    """
    place = commands[0].location if commands else None
    ran = {code.file.path.rpartition("/")[0] for code in m.ran[m.state.get("started", 0) :]}
    return place is not None and place.file.rpartition("/")[0] in ran


def _diagnostics(m: Machine, folder: str) -> tuple[Diagnostic, ...]:
    unique = dict.fromkeys([*m.notes, *m.spoilt])
    return tuple(
        Diagnostic(text, Location(file, line) if file else None, folder)
        for text, file, line in unique
    )
