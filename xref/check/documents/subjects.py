"""Which programs each block of a document speaks of.

Between ``lexicon`` and the rules. A block that names none goes by what stands around it: a list by
the paragraph before it and the item that it is in, a cell by its row, all by the heading. What one
item names says nothing of the next.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from xref.check.documents.blocks import Block, Part
from xref.check.documents.commands import Line, lines
from xref.check.documents.lexicon import (
    IMAGE,
    PROGRAM,
    RANKS,
    Lexicon,
    Programs,
    Thing,
    is_compound,
    is_plain,
)
from xref.check.documents.mentions import Mention, Sort, mentions
from xref.check.documents.words import COMMON, TOOLS
from xref.model import Location

FOREIGN = ""
"""Stands among programs for one that is none of the release's."""

_TOOL = Thing(PROGRAM, "", frozenset([FOREIGN]), Location("", 0))
_TITLES = (Part.HEADING, Part.HEADER, Part.CELL)


@dataclass(frozen=True, slots=True)
class Named:
    """A mention and what it names."""

    mention: Mention
    thing: Thing


@dataclass(frozen=True, slots=True)
class Subject:
    """The programs that a text speaks of, by the best kind of name; ``names`` are as it has them.

    ``kind`` as in ``lexicon.RANKS``, ``block`` is where they stand.
    """

    programs: Programs
    kind: str
    names: tuple[str, ...]
    block: int


@dataclass(frozen=True, slots=True)
class Scope:
    """A block with what it mentions, what of it is a name, and its subject.

    ``around`` is the subject that it has from the blocks around it, ``outer`` all programs that
    those name; ``heading`` tells whether ``around`` comes from a heading.
    """

    index: int
    block: Block
    mentions: tuple[Mention, ...]
    named: tuple[Named, ...]
    lines: tuple[Line, ...]
    own: Subject | None
    around: Subject | None
    outer: Programs
    heading: bool


def scopes(blocks: Sequence[Block], lexicon: Lexicon) -> list[Scope]:
    """All blocks with their subjects; takes one pass, as a block stands after what is around it."""
    read = [_read(index, block, lexicon) for index, block in enumerate(blocks)]
    rows = _rows(blocks, [own for *_, own in read])
    current: dict[int, Subject] = {}  # by the block around: what its paragraphs spoke of last
    made: list[Scope] = []
    for index, (block, (found, named, commands, own)) in enumerate(zip(blocks, read, strict=True)):
        own = rows.get(index, own)
        parent = made[block.parent] if block.parent >= 0 else None
        around, heading, outer = _inherited(block, parent, current)
        made.append(Scope(index, block, found, named, commands, own, around, outer, heading))
        if own and block.part is Part.TEXT:
            current[block.parent] = own
    return made


def _read(
    index: int, block: Block, lexicon: Lexicon
) -> tuple[tuple[Mention, ...], tuple[Named, ...], tuple[Line, ...], Subject | None]:
    found = tuple(mentions(block))
    if not found:
        return found, (), (), None
    commands = tuple(lines(block, found, lexicon))
    named = tuple(_named(block, found, commands, lexicon))
    own = subject(named, index) if block.part is not Part.CODE else None
    return found, named, commands, own


def _inherited(
    block: Block, parent: Scope | None, current: dict[int, Subject]
) -> tuple[Subject | None, bool, Programs]:
    """The subject around a block, whether a heading gives it, and all programs named around."""
    before = current.get(block.parent) if block.part is not Part.HEADING else None
    outer = parent.outer if parent else frozenset()
    if parent and parent.own and not parent.own.programs <= outer:
        outer |= parent.own.programs
    if before and not before.programs <= outer:
        outer |= before.programs
    if before:
        return before, False, outer
    if parent and parent.own:
        return parent.own, parent.block.part is Part.HEADING, outer
    if parent:
        return parent.around, parent.heading, outer
    return None, False, outer


def _rows(blocks: Sequence[Block], owns: Sequence[Subject | None]) -> dict[int, Subject]:
    """The subjects of a table's rows: what their cells name."""
    found: dict[int, Subject] = {}
    for block, own in zip(blocks, owns, strict=True):
        if block.part is Part.CELL and own and block.parent >= 0:
            found[block.parent] = _better(found.get(block.parent), own)
    return found


def _better(one: Subject | None, other: Subject) -> Subject:
    if one is None or RANKS.index(other.kind) < RANKS.index(one.kind):
        return other
    if RANKS.index(one.kind) < RANKS.index(other.kind):
        return one
    programs, names = one.programs | other.programs, (*one.names, *other.names)
    return Subject(programs, one.kind, names[:8], one.block)


def subject(named: Iterable[Named], index: int) -> Subject | None:
    """The programs of the best kind of names, None where no name tells any."""
    found: dict[str, list[Named]] = {}
    for name in named:
        if name.thing.programs:
            found.setdefault(name.thing.kind, []).append(name)
    for kind in RANKS:
        if kind in found:
            programs = frozenset().union(*(n.thing.programs for n in found[kind]))
            names = tuple(dict.fromkeys(n.mention.text for n in found[kind]))
            return Subject(programs, kind, names[:8], index)
    return None


def _named(
    block: Block, found: Sequence[Mention], commands: Sequence[Line], lexicon: Lexicon
) -> Iterable[Named]:
    """What of a block is a name; of a command line, its first word alone."""
    arguments = {
        mention.start
        for line in commands
        if line.word and (line.programs or line.word.text in TOOLS)
        for mention in line.rest
    }
    first = found[0].start if found else -1
    for mention in found:
        if mention.start in arguments or mention.sort not in (Sort.WORD, Sort.PATH):
            continue
        title = block.part in _TITLES or (block.part is Part.ITEM and mention.start == first)
        for thing in things(mention, title, lexicon):
            yield Named(mention, thing)


def things(mention: Mention, title: bool, lexicon: Lexicon) -> tuple[Thing, ...]:
    """What a word names where it stands; ``title`` for a heading, a cell, an item's first word."""
    text = mention.text
    if mention.sort is Sort.PATH:
        return _of_path(text, lexicon)
    if text in TOOLS and (mention.code or (text not in COMMON and len(text) > 3)):
        return (_TOOL,)
    known = lexicon.things.get(text, ())
    if not known and title:
        known = tuple(t for t in lexicon.alike(text) if t.kind != PROGRAM)
    if not known and (mention.code or is_compound(text)):
        known = lexicon.misspelt(text)
    if mention.code or title or not is_plain(text):
        return known
    return tuple(thing for thing in known if thing.kind == PROGRAM)


def _of_path(text: str, lexicon: Lexicon) -> tuple[Thing, ...]:
    """A program by the path of its binary or of its sources, an image by its reference."""
    base = text.rpartition("/")[2]
    parts = text.split("/")
    for first in range(min(len(parts) - 1, 6)):
        program = lexicon.known.by_package.get("/".join(parts[first:]))
        if program:
            place = program.location
            return (Thing(PROGRAM, program.name, frozenset([program.package]), place),)
    kind = PROGRAM if text.startswith(("/", "./")) else IMAGE
    return tuple(thing for thing in lexicon.things.get(base, ()) if thing.kind == kind)
