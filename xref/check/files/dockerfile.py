"""Reads Dockerfiles: what each stage starts, and the calls of programs while it is built.

Of the readers; ``extract.dockerfile`` takes the instructions apart.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from xref.check.commandlines import Invocation, Word
from xref.check.files.reading import Reading
from xref.check.files.shell import commands_in, shell_text
from xref.check.findings import Confidence
from xref.check.starts import Start, Starts
from xref.deployment import Image
from xref.extract.dockerfile import Instruction, exec_form, instructions

_MOST_STAGES = 200


@dataclass(slots=True)
class _Stage:
    base: str
    image: tuple[Image, Confidence] | None = None
    entry: Instruction | None = None
    command: Instruction | None = None


def read_dockerfile(text: str, file: str, starts: Starts) -> Reading:
    """The entry points of the stages, and the calls in their ``RUN``."""
    found = Reading()
    lines = text.split("\n")
    stages: list[_Stage] = []
    named: dict[str, _Stage] = {}
    for one in instructions(text):
        if one.word == "FROM":
            stages = [*stages, _stage(one, named, starts)][-_MOST_STAGES:]
        elif not stages:
            continue
        elif one.word == "ENTRYPOINT":
            stages[-1].entry, stages[-1].command = one, None
        elif one.word == "CMD":
            stages[-1].command = one
        elif one.word == "RUN":
            found.invocations += _shell_form(one, lines, starts, "RUN")
    for stage in stages:
        found.invocations += _started(stage, lines, starts)
    return found


def _stage(one: Instruction, named: dict[str, _Stage], starts: Starts) -> _Stage:
    words = [word for word in one.text.split() if not word.startswith("--")]
    base = words[0] if words else ""
    before = named.get(base.lower())
    made = (
        replace(before, command=before.command)
        if before is not None
        else _Stage(base, starts.image(base) if "$" not in base.rpartition(":")[0] else None)
    )
    if before is not None:
        # What it inherits is judged where it stands.
        made.entry = made.command = None
    if len(words) > 2 and words[1].lower() == "as":
        named[words[2].lower()] = made
    return made


def _started(stage: _Stage, lines: list[str], starts: Starts) -> list[Invocation]:
    """What a stage starts: its entry point with its command, or that of its base image."""
    entry, command = stage.entry, stage.command
    if entry is not None:
        words = exec_form(entry.text)
        if words is None:
            return _shell_form(entry, lines, starts, "ENTRYPOINT")
        start, taken = _program(words, stage, starts)
        if start is None:
            return _shell_form(entry, lines, starts, "ENTRYPOINT")
        found = _placed(words, entry, lines)[taken:]
        usual = exec_form(command.text) if command is not None else None
        if command is not None and usual is not None:
            found += _placed(usual, command, lines)
        return [_invocation(start, found, entry, "ENTRYPOINT")]
    if command is None:
        return []
    words = exec_form(command.text)
    if words is None:
        return _shell_form(command, lines, starts, "CMD")
    if stage.image is not None and stage.image[0].entrypoint is not None:
        begun = starts.of_image(*stage.image, has_args=True)
        placed = _placed(words, command, lines)
        return [_invocation(begun, placed, command, "CMD")] if begun is not None else []
    start, taken = _program(words, stage, starts)
    if start is None:
        return _shell_form(command, lines, starts, "CMD")
    return [_invocation(start, _placed(words, command, lines)[taken:], command, "CMD")]


def _program(words: list[str], stage: _Stage, starts: Starts) -> tuple[Start | None, int]:
    """The program that the first word names, and how many words do that."""
    reference = stage.base if stage.image is not None else ""
    return starts.of_container(reference, words[:1], False) if words else (None, 0)


def _invocation(start: Start, words: list[Word], at: Instruction, where: str) -> Invocation:
    # Whoever runs the image may add words, so that nothing can be said to be missing.
    return Invocation(
        start.program,
        start.before,
        tuple(words),
        at.line,
        1,
        where,
        runs=False,
        confidence=start.confidence,
    )


def _shell_form(one: Instruction, lines: list[str], starts: Starts, where: str) -> list[Invocation]:
    """The calls in a text for the shell, or in the words that a shell gets."""
    words = exec_form(one.text)
    text = one.text if words is None else shell_text(words)
    found = commands_in(Word(text, one.line, 1), starts, where)
    return [replace(call, words=tuple(_located(list(call.words), one, lines))) for call in found]


def _placed(words: list[str], one: Instruction, lines: list[str]) -> list[Word]:
    return _located([Word(text, one.line, 1, known="$" not in text) for text in words], one, lines)


def _located(words: list[Word], one: Instruction, lines: list[str]) -> list[Word]:
    """The words at their own places, which are looked for from the instruction's line on."""
    line, column = one.line - 1, 0
    found: list[Word] = []
    for word in words:
        at, place = line, -1
        while at < min(len(lines), line + 200):
            place = lines[at].find(word.text, column if at == line else 0) if word.text else -1
            if place >= 0 or not lines[at].rstrip().endswith("\\"):
                break
            at += 1
        if place >= 0:
            line, column = at, place + len(word.text)
            found.append(replace(word, line=at + 1, column=place + 1))
        else:
            found.append(replace(word, line=line + 1))
    return found
