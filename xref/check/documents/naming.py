"""Names that the release does not have and that are near to one it has.

A rule of documents. A slip of one letter is claimed wherever the word looks like a name; what
differs in case, dashes and underscores alone only where the text says what it is the name of,
since prose writes the names of components as it likes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from xref.check.documents.blocks import Part
from xref.check.documents.lexicon import (
    CONTAINER,
    IMAGE,
    PROGRAM,
    SERVICE,
    TARGET,
    WORKLOAD,
    Lexicon,
    Thing,
    is_compound,
)
from xref.check.documents.mentions import Mention, Sort
from xref.check.documents.rules import (
    UNKNOWN_COMMAND,
    UNKNOWN_CONTAINER,
    UNKNOWN_IMAGE,
    UNKNOWN_PROGRAM,
    UNKNOWN_SERVICE,
    UNKNOWN_TARGET,
    UNKNOWN_WORKLOAD,
    finding,
    listed,
)
from xref.check.documents.subjects import Scope
from xref.check.documents.words import BINARY, beside
from xref.check.documents.words import CONTAINER as CONTAINER_WORD
from xref.check.findings import Confidence, Finding, Rule
from xref.model import Program

BY_KIND: dict[str, Rule] = {
    PROGRAM: UNKNOWN_PROGRAM,
    TARGET: UNKNOWN_TARGET,
    CONTAINER: UNKNOWN_CONTAINER,
    IMAGE: UNKNOWN_IMAGE,
    WORKLOAD: UNKNOWN_WORKLOAD,
    SERVICE: UNKNOWN_SERVICE,
}
_BAZEL_NAME = re.compile(r"name ?= ?[\"'“”]$")


def unknown(
    scope: Scope, mention: Mention, near: tuple[Thing, ...], confidence: Confidence, why: str
) -> Finding:
    """The finding for a name that is none, near to ``near`` (of one kind); ``why`` is what the text
    says of it."""
    kind = near[0].kind
    names = tuple(dict.fromkeys(thing.name for thing in near))
    what = "Service" if kind == SERVICE else kind
    message = (
        f"{mention.text!r} {why}, and the release has no {what} of that name: "
        f"did you mean {listed(names)}?"
    )
    programs = {package for thing in near for package in thing.programs}
    return finding(
        BY_KIND[kind],
        confidence,
        (scope.block, mention),
        message,
        program=min(programs) if len(programs) == 1 else "",
        suggestions=names,
        evidence=tuple(dict.fromkeys(thing.location for thing in near[:3])),
    )


def check_names(scope: Scope, lexicon: Lexicon) -> Iterator[Finding]:
    """Findings on the words of a block."""
    words = {line.word.start for line in scope.lines if line.word and (line.slip or line.programs)}
    for line in scope.lines:
        if (
            line.word
            and line.slip
            and (line.word.whole or _is_started(scope, line.rest, line.word))
        ):
            why = "stands as a command here" if line.rest else "looks like a name"
            yield unknown(scope, line.word, line.programs, Confidence.HIGH, why)
    if scope.block.part is not Part.CODE:
        for mention in scope.mentions:
            if mention.sort is Sort.WORD and mention.start not in words:
                yield from _word(scope, mention, lexicon)
    for line in scope.lines:
        if line.programs and not line.slip:
            yield from _command(scope, line.rest, line.programs, lexicon)


def _is_started(scope: Scope, rest: tuple[Mention, ...], word: Mention) -> bool:
    """Whether a word has arguments as a command has, and nothing of another language."""
    gap = scope.block.text[word.end : rest[0].start] if rest else "x"
    return bool(gap) and gap.strip(" \t\\") == ""


def _word(scope: Scope, mention: Mention, lexicon: Lexicon) -> Iterator[Finding]:
    text, (start, end) = scope.block.text, (mention.start, mention.end)
    if mention.text in lexicon.things:
        return
    alike = lexicon.alike(mention.text)
    if alike:
        kind, why = _stated(scope, mention)
        near = tuple(thing for thing in alike if thing.kind == kind)
        if kind == TARGET:
            near = _targets(lexicon, alike)
        if near:
            yield unknown(scope, mention, near, Confidence.HIGH, why)
        return
    if not (mention.whole or is_compound(mention.text)) or _is_part(text, start, end):
        return
    near = lexicon.misspelt(mention.text)
    if near:
        best = tuple(thing for thing in near if thing.kind == near[0].kind)
        sure = is_compound(mention.text)
        confidence = Confidence.HIGH if sure else Confidence.MEDIUM
        yield unknown(scope, mention, best, confidence, "looks like a name")


def _is_part(text: str, start: int, end: int) -> bool:
    """Whether a word is part of something longer: an address, a setting, a pattern."""
    return text[start - 1 : start] in ("@", "=", "%", "&", "#") or text[end : end + 1] in (
        *("@", "=", "*", "%", "{", "<", "["),
    )


def _stated(scope: Scope, mention: Mention) -> tuple[str, str]:
    """What the text says right beside a word that it is the name of: kind, and how it says it."""
    text = scope.block.text
    if mention.code and _BAZEL_NAME.search(text, max(0, mention.start - 12), mention.start):
        return TARGET, "is given as the name of a build target"
    if mention.code and beside(CONTAINER_WORD, text, mention.start, mention.end):
        return CONTAINER, "is called a container"
    if mention.code and beside(BINARY, text, mention.start, mention.end):
        return TARGET, "is called a binary or target"
    return "", ""


def _targets(lexicon: Lexicon, alike: tuple[Thing, ...]) -> tuple[Thing, ...]:
    """The targets of Bazel, or else the programs, among what is alike."""
    programs = [thing for thing in alike if thing.kind == PROGRAM]
    targets = [t for t in programs if _kinds(lexicon, t) == {"bazel"}]
    made = [Thing(TARGET, t.name, t.programs, t.location) for t in targets]
    return tuple(made or programs)


def _kinds(lexicon: Lexicon, thing: Thing) -> set[str]:
    return {lexicon.known.by_package[package].kind for package in thing.programs}


def _command(
    scope: Scope, rest: tuple[Mention, ...], programs: tuple[Thing, ...], lexicon: Lexicon
) -> Iterator[Finding]:
    """A word in the place of a subcommand that is one with a slip in it."""
    packages = {package for thing in programs for package in thing.programs}
    if len(packages) != 1 or not rest or rest[0].sort is not Sort.WORD:
        return
    program: Program = lexicon.known.by_package[packages.pop()]
    line = lexicon.known.line(program)
    word = rest[0].text
    names = [path[len(line.root) + 1 :] for path in line.commands if path != line.root]
    names = [name for name in names if " " not in name]
    if not program.complete or word in names or len(word) < 4:
        return
    near = tuple(name for name in lexicon.known.near(word, names, 1) if _is_close(word, name))
    if near:
        message = f"{program.name} has no command {word!r}: did you mean {near[0]}?"
        yield finding(
            UNKNOWN_COMMAND,
            Confidence.MEDIUM,
            (scope.block, rest[0]),
            message,
            program=program.package,
            command=line.root,
            suggestions=near,
            evidence=(program.location,),
        )


def _is_close(word: str, name: str) -> bool:
    """Whether a word is a name with its end missing, or a few letters more."""
    return abs(len(word) - len(name)) <= 2 and (word.startswith(name[:4]) or name[-4:] == word[-4:])
