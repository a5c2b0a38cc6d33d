"""What names mean where code stands: the compile-time half of variables.

Part of the interpreter. A function's variables live in its frame, a list whose item 0 is the
machine and whose others are :class:`~xref.golang.values.Cell`. A :class:`Scope` maps names to
indexes into that list, or to local constants, types and functions.

A function literal is compiled when it is first called, by which time its surroundings have
declared more names; :meth:`Scope.snapshot` keeps the names as they were where it stands.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from xref.golang.packages import Package
    from xref.golang.sources import SourceFile


def shortened(text: str) -> str:
    """A piece of source as one line of at most 80 characters."""
    if len(text) > 80:
        text = text[:77] + "..."
    return text if text.isprintable() else " ".join(text.split())


class Unit:
    """Where a piece of source stands: its package, its file, and the line its parse began at.

    ``reads`` is what was looked up for it, see :mod:`xref.golang.reads`.
    """

    __slots__ = ("file", "line", "package", "reads")

    def __init__(self, package: Package, file: SourceFile, line: int) -> None:
        self.package = package
        self.file = file
        self.line = line
        self.reads: set[tuple[Any, str]] = set()

    def declares(self, name: str) -> bool:
        """Whether the package declares the name."""
        self.reads.add((self.package, "k" + name))
        return name in self.package.decls

    def imported(self, name: str) -> str | None:
        """The import path that the name stands for in the file; None if it is no package."""
        self.reads.add((self.package, f"i{self.file.path}\0{name}"))
        return self.package.imported(self.file, name)

    def dot_imports(self) -> list[str]:
        """Import paths whose names the file uses unqualified."""
        self.reads.add((self.package, f"i{self.file.path}\0."))
        return self.package.dot_imports(self.file)

    def recovers(self) -> bool:
        """Whether a function of the file may recover from a panic."""
        self.reads.add((self.package, f"r{self.file.path}"))
        return b"recover(" in self.file.data

    def line_of(self, node: Any) -> int:
        """The line of the file on which the node begins."""
        return self.line + int(node.start_point[0])

    def place(self, node: Any, kind: str) -> tuple[tuple[str, str, int, str]]:
        """The provenance of a value that the node makes."""
        text = shortened(node.text.decode("utf-8", "replace"))
        return ((kind, self.file.path, self.line + node.start_point[0], text),)


class FunctionScope:
    """What belongs to a whole function: how many slots it needs, its results, whether it defers."""

    __slots__ = ("defers", "label", "result_slots", "result_types", "size", "start")

    def __init__(self, start: int = 1) -> None:
        self.start = start
        self.size = start
        self.result_types: tuple[Any, ...] = ()
        self.result_slots: tuple[int, ...] = ()
        self.defers = 0  # the slot of the list of deferred calls; 0 where there is none
        self.label = ""  # the label of the statement that is being compiled


class Local:
    """A local name that is no variable: a constant (a value) or a type."""

    __slots__ = ("type", "value")

    def __init__(self, value: Any = None, type: Any = None) -> None:
        self.value = value
        self.type = type


class Scope:
    """A block's names. ``iota`` is the current value within a constant declaration."""

    __slots__ = ("depth", "function", "iota", "names", "parent", "unit")

    def __init__(
        self, unit: Unit, function: FunctionScope, parent: Scope | None = None, iota: int = -1
    ) -> None:
        self.unit = unit
        self.function = function
        self.parent = parent
        self.names: dict[str, int | Local] = {}
        self.iota: int = iota if parent is None or iota >= 0 else parent.iota
        self.depth: int = parent.depth if parent is not None else 0

    def child(self) -> Scope:
        """A block within this one."""
        return Scope(self.unit, self.function, self)

    def lookup(self, name: str) -> int | Local | None:
        """What the name means locally; None if it is none of the function's own."""
        scope: Scope | None = self
        while scope is not None:
            found = scope.names.get(name)
            if found is not None:
                return found
            scope = scope.parent
        return None

    def declare(self, name: str) -> int:
        """A new variable's slot. The blank name gets one too, so that code need not care."""
        slot = self.function.size
        self.function.size = slot + 1
        if name != "_":
            self.names[name] = slot
        return slot

    def snapshot(self) -> Scope:
        """This scope as it is now, untouched by what is declared later."""
        chain: list[Scope] = []
        scope: Scope | None = self
        while scope is not None:
            chain.append(scope)
            scope = scope.parent
        made = Scope(self.unit, self.function)
        for scope in reversed(chain):
            made.names.update(scope.names)
        made.iota = self.iota
        made.depth = self.depth
        return made
