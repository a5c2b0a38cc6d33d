"""The names of a release as a text may use them, and the nearest one of a name that is none.

Between ``knowledge`` and the rules. Every name knows the programs that a text speaks of when it
says it: a container's name those that run in it, a workload's those of its containers.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property

from xref.check.documents.words import TOOLS
from xref.check.knowledge import Knowledge, KnownFlag
from xref.deployment import FileKind
from xref.model import Location, Program, Role

Programs = frozenset[str]
"""Package folders of programs."""

_NONE: Programs = frozenset()
_SHORTEST_MISSPELT = 5
_LONGEST_MISSPELT = 64
_REMEMBERED = 100_000  # answers about words
_BINARIES = (FileKind.GO, FileKind.SCRIPT, FileKind.BAZEL)

# Of what a text names, what tells best which program it speaks of, best first.
PROGRAM, TARGET, CONTAINER, IMAGE, WORKLOAD, SERVICE = (
    *("program", "target", "container", "image", "workload", "service"),
)
RANKS = (PROGRAM, CONTAINER, IMAGE, WORKLOAD, SERVICE)


@dataclass(frozen=True, slots=True)
class Thing:
    """Something that has a name: its kind (see RANKS), the programs it stands for, its place."""

    kind: str
    name: str
    programs: Programs
    location: Location


def folded(name: str) -> str:
    """A name without what people get wrong of it: case, dashes and underscores."""
    return name.casefold().replace("_", "").replace("-", "")


def is_plain(name: str) -> bool:
    """Whether a name could be a word of a language too."""
    return name.isalpha()


def is_compound(name: str) -> bool:
    """Whether a name is put together in a way that words of a language are not, or rarely."""
    return any(char in "-_." for char in name)


@dataclass(frozen=True)
class Lexicon:
    """The names of a release; built once for each document."""

    known: Knowledge
    _nearest: dict[str, tuple[Thing, ...]] = field(default_factory=dict, repr=False)

    @cached_property
    def things(self) -> dict[str, tuple[Thing, ...]]:
        """What has a name, by name."""
        found: dict[str, dict[tuple[str, str], Thing]] = {}
        for thing in self._things():
            same = found.setdefault(thing.name, {})
            old = same.get((thing.kind, thing.name))
            if old:
                merged = old.programs | thing.programs
                thing = Thing(thing.kind, thing.name, merged, old.location)
            same[(thing.kind, thing.name)] = thing
        return {name: tuple(same.values()) for name, same in found.items()}

    def _things(self) -> Iterator[Thing]:
        known = self.known
        for program in known.programs:
            if program.role is not Role.VENDOR and self.is_name(program):
                yield Thing(PROGRAM, program.name, frozenset([program.package]), program.location)
        packed: dict[str, Programs] = {}
        for name, image in known.images.items():
            inside = {file.subject for file in image.files if file.kind in _BINARIES}
            packed[name] = frozenset((inside | {image.program}) & known.by_package.keys())
            yield Thing(IMAGE, name.rpartition("/")[2], packed[name], image.location)
        for container in known.containers:
            own = frozenset([container.package]) if container.package else _NONE
            runs = own | packed.get(container.image, _NONE)
            yield Thing(CONTAINER, container.name, runs, container.location)
            yield Thing(WORKLOAD, container.workload, runs, container.location)
        for service in known.services:  # a Service bears the name of its workload, mostly
            yield Thing(SERVICE, service.name, _NONE, service.location)

    def is_name(self, program: Program) -> bool:
        """Whether a program's name says which it is: no name of several, no command's name."""
        same = [p for p in self.known.by_name[program.name] if p.role is not Role.VENDOR]
        if len(same) > 1 or program.name in TOOLS:
            return False
        return program.role is Role.PRODUCT or not is_plain(program.name)

    @cached_property
    def _by_folded(self) -> dict[str, tuple[Thing, ...]]:
        found: dict[str, list[Thing]] = {}
        for same in self.things.values():
            for thing in same:
                found.setdefault(folded(thing.name), []).append(thing)
        return {key: tuple(things) for key, things in found.items()}

    def alike(self, text: str) -> tuple[Thing, ...]:
        """What differs from ``text`` in case, dashes and underscores alone."""
        return self._by_folded.get(folded(text), ())

    @cached_property
    def words(self) -> frozenset[str]:
        """Every word that is a name of something, of which no misspelling can be claimed."""
        found: set[str] = set(self.things) | set(self.known.flags) | set(TOOLS)
        for path in self.known.tree or self.known.files:
            for part in path.split("/"):
                found.add(part)
                found.add(part.partition(".")[0])
        for path in self.known.values:
            found.update(path.split("."))
        for program in self.known.programs:
            found.add(program.name)
            for command in program.commands:
                found.update(command.path.split(" "))
        for service in self.known.services:
            found.update(name for _, name, _ in service.ports)
        return frozenset(word.casefold() for word in found)

    def misspelt(self, text: str) -> tuple[Thing, ...]:
        """What ``text`` is a misspelling of: one letter more, less, other, or two swapped."""
        lowered = text.casefold()
        if not _SHORTEST_MISSPELT <= len(lowered) <= _LONGEST_MISSPELT:
            return ()
        if len(self._nearest) > _REMEMBERED:
            self._nearest.clear()
        if lowered not in self._nearest:
            self._nearest[lowered] = self._look(lowered)
        return self._nearest[lowered]

    def _look(self, text: str) -> tuple[Thing, ...]:
        near: set[str] = set()
        for key in _shortened(text):
            near |= self._shorter.get(key, set())
        near = {name for name in near if _is_slip(text, name.casefold())}
        if not near or text in self.words:
            return ()
        if text[-1:] in "sd" and text[:-1] in self.words:  # a plural, a verb's form
            return ()
        return tuple(thing for name in sorted(near) for thing in self.things[name])

    @cached_property
    def _shorter(self) -> dict[str, set[str]]:
        """Names by themselves with a letter left out: what two near names have in common."""
        found: dict[str, set[str]] = {}
        for name in self.things:
            if _SHORTEST_MISSPELT <= len(name) <= _LONGEST_MISSPELT:
                for key in _shortened(name.casefold()):
                    found.setdefault(key, set()).add(name)
        return found

    def flags(self, programs: Iterable[str], name: str) -> list[KnownFlag]:
        """The flags of that name which these programs have."""
        wanted = set(programs)
        known = self.known.flags.get(name, ())
        return [flag for flag in known if flag.program.package in wanted]


def _shortened(text: str) -> Iterator[str]:
    yield text
    for at in range(len(text)):
        yield text[:at] + text[at + 1 :]


def _is_slip(text: str, name: str) -> bool:
    """Whether one slip makes ``text`` of ``name``; numbers differ on purpose, as dashes may."""
    if text == name:
        return False
    start = 0
    while start < min(len(text), len(name)) and text[start] == name[start]:
        start += 1
    end = 0
    while end < min(len(text), len(name)) - start and text[-1 - end] == name[-1 - end]:
        end += 1
    left, right = text[start : len(text) - end], name[start : len(name) - end]
    if any(char in "0123456789-_." for char in left + right):
        return False
    return max(len(left), len(right)) <= 1 or (len(left) == 2 and left == right[::-1])
