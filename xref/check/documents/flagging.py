"""Flags that the program which a text speaks of does not have.

A rule of documents. The program is the one of the same command line, else of the sentence, the
block, the row or what stands around; a flag that any of the programs named around has is never
claimed. The farther the program, the more it takes to claim anything.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from xref.check.documents.blocks import Part
from xref.check.documents.lexicon import PROGRAM, Lexicon, Programs, folded
from xref.check.documents.mentions import Mention, Sort
from xref.check.documents.rules import UNKNOWN_FLAG, finding, listed
from xref.check.documents.subjects import FOREIGN, Named, Scope, Subject, subject
from xref.check.findings import Confidence, Finding
from xref.check.knowledge import KnownFlag
from xref.model import Program, Role

_ALWAYS = {"help", "h", "version"}


@dataclass(frozen=True, slots=True)
class Holder:
    """The programs that a flag may be of by what the text says, and how surely.

    ``all`` are those and whatever else is named around: of the block alone, where a sentence says
    it plainly. ``firm`` tells that a flag is claimed to be
    theirs, whether or not it is known of another program or near to one of theirs.
    """

    programs: Programs
    all: Programs
    confidence: Confidence
    firm: bool
    why: str


Held = tuple[Mention, Holder | None]
"""A flag with the programs that it is said of, None where no program is named."""


def holders(scope: Scope) -> Iterator[Held]:
    """The flags of a block with the programs that they are said of; None where none is named."""
    of_line: dict[int, Holder | None] = {}
    for line in scope.lines:
        if line.word is None:
            continue
        programs = frozenset[str]().union(*(thing.programs for thing in line.programs))
        for mention in line.rest:
            if mention.sort is Sort.FLAG:
                why = f"in a command line of {line.word.text}"
                held = Holder(programs, programs, Confidence.HIGH, True, why)
                of_line[mention.start] = held if programs else None
    by_sentence: dict[int, list[Named]] = {}
    for named in scope.named:
        by_sentence.setdefault(named.mention.sentence, []).append(named)
    first = scope.mentions[0].start if scope.mentions else -1
    seen = 0
    inside = frozenset[str]().union(*(named.thing.programs for named in scope.named))
    row = scope.block.part is Part.CELL
    before: list[Named] = []
    for mention in scope.mentions:
        if mention.sort is not Sort.FLAG:
            continue
        if mention.start in of_line:
            yield mention, of_line[mention.start]
            continue
        if scope.block.part is Part.CODE:
            continue
        while seen < len(scope.named) and scope.named[seen].mention.start < mention.start:
            before = [*before[-20:], scope.named[seen]]
            seen += 1
        sentence = by_sentence.get(mention.sentence, [])
        head = mention.start == first and scope.block.part in (Part.ITEM, Part.CELL)
        yield mention, _holder(scope, mention, sentence, before, inside, head or row)


def _holder(
    scope: Scope,
    flag: Mention,
    sentence: list[Named],
    before: list[Named],
    inside: Programs,
    head: bool,
) -> Holder | None:
    everything = scope.outer | inside
    same = subject(sentence[:50], scope.index)
    if same:
        direct = same.kind == PROGRAM and len(same.programs) == 1
        # What an item says behind the flag at its head is what the flag is about, not whose it is.
        marked = direct and any(
            n.mention.code and n.thing.programs and (n.mention.start < flag.start or not head)
            for n in sentence
        )
        sure = direct and not scope.outer - same.programs
        confidence = Confidence.HIGH if sure else Confidence.MEDIUM
        near = inside if marked else everything
        return Holder(same.programs, near, confidence, marked, _said(same, "the sentence"))
    above = subject(before, scope.index)
    if above:
        return Holder(
            above.programs, everything, Confidence.MEDIUM, False, _said(above, "the text")
        )
    around = scope.around
    if around is None:
        return None
    # A list or table of flags below what names a program says that they are its flags.
    single = len(around.programs) == 1
    firm = head and single and not (scope.heading and around.kind != PROGRAM)
    confidence = Confidence.MEDIUM
    if firm and around.kind == PROGRAM:
        confidence = Confidence.HIGH
    elif not head:
        confidence = Confidence.LOW
    where = "the heading" if scope.heading else "the text above"
    return Holder(around.programs, everything, confidence, firm, _said(around, where))


def _said(found: Subject, where: str) -> str:
    return f"{where} speaks of {listed(list(found.names[:3]), 'and')}"


def check_flags(scope: Scope, held: Sequence[Held], lexicon: Lexicon) -> Iterator[Finding]:
    """Findings on the flags of a block, of which ``holders`` tells the programs."""
    for mention, holder in held:
        if holder is None or mention.dashes == 1 or mention.text in _ALWAYS:
            continue
        if FOREIGN in holder.all or lexicon.flags(holder.all, mention.text):
            continue
        programs = [lexicon.known.by_package[package] for package in sorted(holder.programs)]
        programs = [program for program in programs if program.commands]
        if programs:
            made = _claim(scope, mention, holder, programs, lexicon)
            if made:
                yield made


def _claim(
    scope: Scope, mention: Mention, holder: Holder, programs: list[Program], lexicon: Lexicon
) -> Finding | None:
    """The finding for a flag that none of ``programs`` has, None where too little speaks for it."""
    mine = [flag.name for p in programs for command in p.commands for flag in command.flags]
    same = tuple(dict.fromkeys(n for n in mine if folded(n) == folded(mention.text)))
    complete = all(lexicon.known.by_package[package].complete for package in holder.programs)
    owners = _owners(mention.text, lexicon)
    if not same and not (complete and (holder.firm or owners)):
        return None
    near = same or lexicon.known.near(mention.text, dict.fromkeys(mine))
    names = listed([program.name for program in programs])
    message = f"{mention.shown} is said of {names} ({holder.why}), which has no such flag"
    if near:
        message += f": did you mean {listed([f'--{name}' for name in near])}?"
    if owners:
        theirs = list(dict.fromkeys(flag.program.name for flag in owners))
        message += f"{'' if near else ';'} {mention.shown} is a flag of {listed(theirs[:4], 'and')}"
    alone = programs[0] if len(programs) == 1 else None
    shown = [flag for name in near[:1] for flag in lexicon.flags(holder.programs, name)][:1]
    return finding(
        UNKNOWN_FLAG,
        holder.confidence if complete else Confidence.LOW,
        (scope.block, mention),
        message,
        program=alone.package if alone else "",
        command=shown[0].command.path if shown else "",
        suggestions=tuple(f"--{name}" for name in near),
        evidence=tuple(flag.flag.location for flag in (*shown, *owners[:2])),
    )


def _owners(name: str, lexicon: Lexicon) -> list[KnownFlag]:
    """Who has a flag of that name, of the programs that are shipped."""
    known = lexicon.known.flags.get(name, ())
    return [flag for flag in known if flag.program.role is Role.PRODUCT]
