"""The inside of a Markdown line or paragraph: code spans, links, tags of HTML.

Between ``markdown`` and ``blocks``. Every character keeps its offset: what is no text of the author
becomes blanks. All scans are linear.
"""

from __future__ import annotations

import re
from collections import defaultdict, deque
from collections.abc import Iterator, Sequence

from xref.check.documents.blocks import Run

_TICKS = re.compile(r"`+")
_TAG = re.compile(r"</?([A-Za-z][A-Za-z0-9]{0,20})(?:[\s/][^<>]{0,1000})?>|<!--|-->")
_TARGET = re.compile(r"\]\(([^()\s<>]{0,2000})\)?")
_CODE_TAGS = {"code", "tt", "kbd", "samp", "pre"}

Lines = Sequence[tuple[str, int, int]]
"""Lines of a paragraph: text, line and column of its first character."""


def inline(lines: Lines) -> tuple[str, tuple[Run, ...]]:
    """The text of a paragraph, and its runs."""
    text = "\n".join(line for line, _, _ in lines)
    if len(lines) == 1 and "`" not in text and "<" not in text:
        return _blanked(text), (Run(0, lines[0][1], lines[0][2], False),)
    spans = list(_code_spans(text))
    shown = _masked(text, spans)
    runs: list[Run] = []
    start = 0
    waiting = deque(spans)
    for line, number, column in lines:
        end = start + len(line)
        at = start
        while at <= end:
            while waiting and waiting[0][1] <= at:
                waiting.popleft()
            inside = bool(waiting) and waiting[0][0] <= at
            runs.append(Run(at, number, column + at - start, inside))
            if not waiting or waiting[0][0] > end or (inside and waiting[0][1] > end):
                break
            at = waiting[0][1] if inside else waiting[0][0]
        start = end + 1
    return shown, tuple(runs)


def _code_spans(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of what stands between backticks, or between tags of code, in order."""
    found = sorted([*_ticked(text), *_tagged(text)])
    last = 0
    for start, end in found:
        if start >= last and end > start:
            yield start, end
            last = end


def _ticked(text: str) -> Iterator[tuple[int, int]]:
    """Between a run of backticks and the next one that is as long."""
    ticks = [match.span() for match in _TICKS.finditer(text)]
    places: dict[int, deque[int]] = defaultdict(deque)
    for index, (start, end) in enumerate(ticks):
        places[end - start].append(index)
    index = 0
    while index < len(ticks):
        start, end = ticks[index]
        same = places[end - start]
        while same and same[0] <= index:
            same.popleft()
        if same:
            index = same[0]
            yield end, ticks[index][0]
        index += 1


def _tagged(text: str) -> Iterator[tuple[int, int]]:
    opened = -1
    for match in _TAG.finditer(text) if "<" in text else ():
        if (match[1] or "").lower() not in _CODE_TAGS:
            continue
        if match[0].startswith("</"):
            if opened >= 0:
                yield opened, match.start()
            opened = -1
        elif opened < 0:
            opened = match.end()


def _masked(text: str, spans: Sequence[tuple[int, int]]) -> str:
    """The text with blanks in place of tags, ends of links and backticks outside of code."""
    made: list[str] = []
    at = 0
    for start, end in (*spans, (len(text), len(text))):
        made.append(_blanked(text[at:start]))
        made.append(text[start:end])
        at = end
    return "".join(made)


def _blanked(text: str) -> str:
    if "<" in text or ">" in text:
        text = _TAG.sub(lambda match: " " * len(match[0]), text)
    if "](" in text:
        text = _TARGET.sub(_link, text)
    return text.replace("`", " ").replace("*", " ")


def _link(match: re.Match[str]) -> str:
    """The target of a link is shown where it is an address; a file beside the document is not."""
    return match[0] if "://" in match[1] else "]" + " " * (len(match[0]) - 1)
