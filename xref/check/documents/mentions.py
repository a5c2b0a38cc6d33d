"""Finds what in a block may be a name: flags, numbers, words, paths, addresses, with their offsets.

Between ``blocks`` and the rules. One pass with one pattern; names are of ASCII, so that they end
where Han characters begin. Sentences are counted, since what stands in one belongs together.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from xref.check.documents.blocks import Block, Part

_LONGEST = 200  # characters of a name or path

_TOKEN = re.compile(
    r"(?P<url>https?://[^\s<>\"'`()\[\]{}，。；、）「」]+)"
    r"|(?<![A-Za-z0-9_/.\\-])(?P<flag>(?:(?:\\?-){1,2}|[–—])[A-Za-z](?:[A-Za-z0-9_-]|\.(?=[A-Za-z0-9])|\\[_-])*)"
    r"|(?P<word>(?:\.{1,2}/|~?/)?[A-Za-z0-9_](?:[A-Za-z0-9_/-]|\.(?=[A-Za-z0-9_/])|\\[_-])*)"
    r"|(?P<stop>[。！？；]|[.!?;:](?=\s)|\n\s*\n)"
    r"|(?P<newline>\n)"
)
_NUMBER = re.compile(r"[0-9]{2,5}$")
_VERSION = re.compile(r"v?[0-9]+(?:\.[0-9A-Za-z_-]+)+$")


class Sort(StrEnum):
    """What a mention looks like."""

    FLAG = "flag"
    NUMBER = "number"  # 2 to 5 digits
    WORD = "word"
    PATH = "path"  # has a slash
    URL = "url"


@dataclass(frozen=True, slots=True)
class Mention:
    """Something that may be a name, at ``start`` to ``end`` of its block's text.

    ``text`` is without backslashes; of a flag without dashes, ``dashes`` tells how many it has.
    ``run`` is the index of the code span that it stands in, -1 in running text; ``sentence`` counts
    within the block (in code, lines). ``whole`` tells that the code span holds nothing else.
    """

    sort: Sort
    text: str
    start: int
    end: int
    run: int
    sentence: int
    whole: bool = False
    dashes: int = 0

    @property
    def code(self) -> bool:
        return self.run >= 0

    @property
    def shown(self) -> str:
        """As a message has it."""
        return "-" * self.dashes + self.text


def mentions(block: Block) -> list[Mention]:
    """The mentions of a block, in order."""
    found: list[Mention] = []
    if not block.runs:
        return found
    sentence = 0
    in_code = block.part is Part.CODE
    for match in _TOKEN.finditer(block.text):
        if match["newline"] or match["stop"]:
            index = block.run(match.start())
            if match["stop"] and not in_code:
                sentence += not (block.runs[index].code or match["stop"] == ":")
            elif in_code and "\n" in match[0]:
                sentence += block.text[match.start() - 1 : match.start()] != "\\"
        elif mention := _mention(block, match, sentence):
            found.append(mention)
    return found


def _mention(block: Block, match: re.Match[str], sentence: int) -> Mention | None:
    start, end = match.span()
    index = block.run(start)
    run = index if block.runs[index].code else -1
    text = match[0].replace("\\", "").rstrip("./-")
    if len(text) > _LONGEST or not text:
        return None
    if match["url"]:
        return Mention(Sort.URL, text.rstrip(",:;"), start, end, run, sentence)
    end -= len(match[0]) - len(match[0].rstrip("./-"))
    whole = run >= 0 and _is_whole(block, index, start, end)
    if match["flag"]:
        name = text.lstrip("-–—")
        dashes = 2 if text[0] in "–—" else len(text) - len(name)
        if dashes == 1 and run < 0:
            return None
        return Mention(Sort.FLAG, name, start, end, run, sentence, whole, dashes)
    if "/" in text:
        return Mention(Sort.PATH, text, start, end, run, sentence, whole)
    if _NUMBER.match(text):
        return Mention(Sort.NUMBER, text, start, end, run, sentence, whole)
    bare = text.strip("_")
    if not bare or _VERSION.match(bare) or bare.isdigit():
        return None
    start += len(text) - len(text.lstrip("_"))
    return Mention(
        Sort.WORD, bare, start, end - (len(text) - len(text.rstrip("_"))), run, sentence, whole
    )


def _is_whole(block: Block, index: int, start: int, end: int) -> bool:
    """Whether a code span holds nothing but what stands from ``start`` to ``end``."""
    run = block.runs[index]
    after = block.runs[index + 1].offset if index + 1 < len(block.runs) else len(block.text)
    if after - run.offset > end - start + 20:
        return False
    return block.text[run.offset : after].strip() == block.text[start:end]
