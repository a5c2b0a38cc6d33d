"""Command lines in code spans and code blocks: which program, and which words are its own.

Between ``mentions`` and the rules. A line is cut where a shell would begin another command; a
command that is none of the release's keeps its flags to itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from xref.check.documents.blocks import Block
from xref.check.documents.lexicon import PROGRAM, Lexicon, Thing
from xref.check.documents.mentions import Mention, Sort

_CUT = re.compile(r"\|\|?|&&|;|\$\(|(?<=\s)--(?=\s)")
_BEFORE = re.compile(r"[\s$%#>({\[\"'+-]*$")
_PREFIXES = {"sudo", "exec", "nohup", "time", "command"}


@dataclass(frozen=True, slots=True)
class Line:
    """A command: the word that names it (None where the line begins with a flag), and the rest.

    ``programs`` are what the word names in the release, ``slip`` tells that it is misspelt there.
    """

    word: Mention | None
    rest: tuple[Mention, ...]
    programs: tuple[Thing, ...] = ()
    slip: bool = False


def lines(block: Block, mentions: Sequence[Mention], lexicon: Lexicon) -> Iterator[Line]:
    """The commands in a block's code, in order; a word alone that names no program is none."""
    group: list[Mention] = []
    for mention in mentions:
        if not mention.code:
            continue
        if group and not _same_line(block, group[-1], mention):
            yield from _command(block, group, lexicon)
            group = []
        group.append(mention)
    if group:
        yield from _command(block, group, lexicon)


def _command(block: Block, group: Sequence[Mention], lexicon: Lexicon) -> Iterator[Line]:
    line = _line(block, group, lexicon)
    if line.rest or line.programs:
        yield line


def _same_line(block: Block, last: Mention, mention: Mention) -> bool:
    if last.sentence != mention.sentence:
        return False
    if last.run != mention.run and not _only_code(block, last.run, mention.run):
        return False
    return not _CUT.search(block.text, last.end, mention.start)


def _only_code(block: Block, first: int, last: int) -> bool:
    """Whether all runs between two are code: the lines of a block, or the pieces of a span."""
    return last - first < 50 and all(run.code for run in block.runs[first : last + 1])


def _line(block: Block, group: Sequence[Mention], lexicon: Lexicon) -> Line:
    words = list(group)
    while words and (words[0].text in _PREFIXES or _is_setting(block, words[0])):
        taken = words.pop(0)
        while (
            words
            and "=" in block.text[taken.end : taken.end + 1]
            and words[0].start == taken.end + 1
        ):
            taken = words.pop(0)
    if not words or words[0].sort not in (Sort.WORD, Sort.PATH):
        return Line(None, tuple(words))
    word = words[0]
    if not _is_apart(block, word):
        return Line(word, tuple(words[1:]))
    name = word.text.rpartition("/")[2]
    named = tuple(t for t in lexicon.things.get(name, ()) if t.kind == PROGRAM)
    slip = not named
    if slip:
        named = tuple(t for t in lexicon.misspelt(name) if t.kind == PROGRAM)
    return Line(word, tuple(words[1:]), named, slip and bool(named))


def _is_apart(block: Block, word: Mention) -> bool:
    """Whether a word ends as a command's does: ``gauged:`` is a key of something else."""
    after = block.text[word.end : word.end + 1]
    return word.whole or not after or after.isspace() or after in "\"'`)|;&"


def _is_setting(block: Block, mention: Mention) -> bool:
    """Whether a word is a variable that is set for the command: ``A=b mixs``."""
    after = block.text[mention.end : mention.end + 2]
    return mention.sort is Sort.WORD and after[:1] == "=" and not after[1:].isspace()
