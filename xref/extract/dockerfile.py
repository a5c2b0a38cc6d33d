"""Reads a Dockerfile: its stages, with what each starts from, copies, runs and starts.

Part of the extract layer; knows one file's bytes and the build arguments, and no tree.
Instructions go over continued lines (comments between them are left out), ``ENTRYPOINT`` and
``CMD`` have the exec or the shell form, and here-documents are passed over. Variables are expanded
as Docker does.
"""

from __future__ import annotations

import json
import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from xref.errors import XrefError

_ESCAPE = re.compile(r"#\s*escape\s*=\s*(\S)\s*\Z", re.I)
_HEREDOC = re.compile(r"<<-?(['\"]?)(\w+)\1")
_FLAG = re.compile(r"--([\w-]+)(?:=(\S*))?\s+")
_VARIABLE = re.compile(r"\\(.)|\$(?:(\w+)|\{(\w+)(?::?([-+?])|\}))", re.S)
_BRACES = re.compile(r"\$\{|\}")
_PAIR = re.compile(r"(?<![\w.-])([\w.-]+)=(\"(?:\\.|[^\"\\])*\"|'[^']*'|(?:\\.|\S)*)")
_SHELL = ("/bin/sh", "-c")
_DEPTH = 20
_LONGEST = 4_000
_MOST_STAGES = 200


class DockerLimitError(XrefError):
    """A Dockerfile that takes more work than any honest one."""


@dataclass(frozen=True, slots=True)
class Start:
    """The words of ``ENTRYPOINT`` or ``CMD``, and the instruction's line."""

    words: tuple[str, ...]
    line: int


@dataclass(frozen=True, slots=True)
class Copy:
    """An ``ADD`` or ``COPY``: sources and destination expanded, relative ones made absolute.

    ``stage`` is what ``--from`` names. ``written`` are the sources as they are written. ``inline``
    tells that the content is a here-document.
    """

    word: str
    sources: tuple[str, ...]
    written: tuple[str, ...]
    destination: str
    line: int
    stage: str = ""
    inline: bool = False


@dataclass(slots=True)
class Stage:
    """A stage. ``base`` is as written, ``parent`` what it comes to, ``line`` that of its ``FROM``.

    What the stage inherits from another one of the file is in ``entrypoint`` and ``command``, but
    not in ``copies``. ``runs`` are the texts of ``RUN`` with the folder each runs in.
    """

    name: str
    base: str
    parent: str
    line: int
    entrypoint: Start | None = None
    command: Start | None = None
    copies: list[Copy] = field(default_factory=list)
    runs: list[tuple[str, str]] = field(default_factory=list)
    folder: str = "/"
    variables: dict[str, str] = field(default_factory=dict)
    shell: tuple[str, ...] = _SHELL
    before: Stage | None = None

    def chain(self) -> list[Stage]:
        """The stages of the file that this one is built on, the first of them first."""
        return [*(self.before.chain() if self.before else ()), self]


@dataclass(frozen=True, slots=True)
class Instruction:
    """An instruction: its ``word`` in capitals, the rest with continued lines joined, its line.

    ``inline`` tells that here-documents follow.
    """

    word: str
    text: str
    line: int
    inline: bool


def parse_dockerfile(data: bytes, arguments: Mapping[str, str]) -> list[Stage]:
    """The stages of a Dockerfile in their order, under build ``arguments``; none without a FROM.

    Raises DockerLimitError.
    """
    stages: list[Stage] = []
    outer: dict[str, str] = {}
    for instruction in instructions(data.decode("utf-8", "replace")):
        if instruction.word == "FROM":
            stages.append(_from(instruction, outer, stages))
            if len(stages) > _MOST_STAGES:
                raise DockerLimitError(f"it has more than {_MOST_STAGES} stages")
        elif not stages:
            if instruction.word == "ARG":
                _argument(instruction.text, outer, arguments, {})
        else:
            _apply(instruction, stages[-1], outer, arguments)
    return stages


def stage_of(stages: list[Stage], name: str) -> Stage | None:
    """The stage that ``--from=NAME`` or ``FROM NAME`` means: by its name, or its number."""
    for stage in reversed(stages):
        if stage.name and stage.name.lower() == name.lower():
            return stage
    return stages[int(name)] if name.isdigit() and int(name) < len(stages) else None


def expand(text: str, variables: Mapping[str, str], depth: int = 0) -> str:
    """The text with its ``$NAME``, ``${NAME}`` and ``${NAME:-default}``; "" for what is not set.

    Raises DockerLimitError for a value that doubles itself beyond all bounds.
    """
    if "$" not in text or depth > _DEPTH:
        return text
    out: list[str] = []
    at = 0
    while found := _VARIABLE.search(text, at):
        out.append(text[at : found.start()])
        at = found.end()
        if found[1]:
            out.append(found[1])
        elif found[4]:
            end = _closing(text, at)
            value = variables.get(found[3], "")
            other = expand(text[at:end], variables, depth + 1)
            out.append((other if value else "") if found[4] == "+" else value or other)
            at = end + 1
        else:
            out.append(variables.get(found[2] or found[3], ""))
    out.append(text[at:])
    if sum(map(len, out)) > max(_LONGEST, len(text)):
        raise DockerLimitError("a variable's value is too long")
    return "".join(out)


def _closing(text: str, start: int) -> int:
    level = 1
    for found in _BRACES.finditer(text, start):
        level += -1 if found[0] == "}" else 1
        if not level:
            return found.start()
    return len(text)


def instructions(text: str) -> Iterator[Instruction]:
    """The instructions of a Dockerfile in their order."""
    lines = text.replace("\r\n", "\n").split("\n")
    first = _ESCAPE.match(lines[0])
    escape = first[1] if first else "\\"
    index = 0
    while index < len(lines):
        number = index + 1
        parts: list[str] = []
        more = True
        while more and index < len(lines):
            line = lines[index].strip()
            index += 1
            if line.startswith("#") or (parts and not line):
                continue
            more = line.endswith(escape)
            number = number if parts else index
            parts.append(line[:-1] if more else line)
        joined = "".join(parts).strip()
        word, rest = (*joined.split(None, 1), "", "")[:2]
        word = word.upper()
        ends = [found[2] for found in _HEREDOC.finditer(rest)] if word in _INLINE else []
        for end in ends:
            while index < len(lines) and lines[index].strip() != end:
                index += 1
            index += 1
        if word:
            yield Instruction(word, rest.strip(), number, bool(ends))


_INLINE = ("RUN", "COPY", "ADD")


def _from(instruction: Instruction, outer: Mapping[str, str], stages: list[Stage]) -> Stage:
    words = [word for word in instruction.text.split() if not word.startswith("--")]
    named = len(words) > 2 and words[1].lower() == "as"
    base = words[0] if words else ""
    parent = expand(base.strip("\"'"), outer)
    stage = Stage(words[2] if named else "", base, parent, instruction.line)
    before = stage_of(stages, parent) if not parent.isdigit() else None
    if before is not None:
        stage.before = before
        stage.entrypoint, stage.command = before.entrypoint, before.command
        stage.folder, stage.shell = before.folder, before.shell
        stage.variables = dict(before.variables)
    return stage


def _argument(
    text: str, into: dict[str, str], arguments: Mapping[str, str], outer: Mapping[str, str]
) -> None:
    for word in _words(text):
        name, equals, value = word.partition("=")
        if name in arguments:
            into[name] = arguments[name]
        elif equals:
            into[name] = expand(value, into)
        elif name in outer:
            into[name] = outer[name]


def _apply(
    instruction: Instruction,
    stage: Stage,
    outer: Mapping[str, str],
    arguments: Mapping[str, str],
) -> None:
    word, text = instruction.word, instruction.text
    if word == "ARG":
        _argument(text, stage.variables, arguments, outer)
    elif word == "ENV":
        for name, value in _environment(text):
            stage.variables[name] = expand(value, stage.variables)
    elif word == "WORKDIR":
        stage.folder = _absolute(stage.folder, expand(text.strip("\"'"), stage.variables))
    elif word == "SHELL":
        stage.shell = tuple(exec_form(text) or stage.shell)
    elif word == "RUN":
        stage.runs.append((text, stage.folder))
    elif word == "ENTRYPOINT":
        stage.entrypoint = _start(text, stage, instruction.line)
        # Docker forgets a command that was set for another entry point.
        inherited = stage.before.command if stage.before else None
        stage.command = None if stage.command is inherited else stage.command
    elif word == "CMD":
        stage.command = _start(text, stage, instruction.line)
    elif word in ("ADD", "COPY"):
        _copy(instruction, stage)


def _start(text: str, stage: Stage, line: int) -> Start | None:
    words = exec_form(text)
    if words is None:
        words = [*stage.shell, text] if text else []
    return Start(tuple(words), line) if words else None


def exec_form(text: str) -> list[str] | None:
    """The words of the exec form; None for the shell form, which bad JSON is as well."""
    if not text.startswith("["):
        return None
    try:
        words = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return [str(word) for word in words] if isinstance(words, list) else None


def _copy(instruction: Instruction, stage: Stage) -> None:
    flags, at = dict[str, str](), 0
    while found := _FLAG.match(instruction.text, at):
        flags[found[1]] = found[2] or ""
        at = found.end()
    text = instruction.text[at:]
    words = exec_form(text) or _words(text)
    if len(words) < 2:
        return
    written = tuple(words[:-1])
    stage.copies.append(
        Copy(
            instruction.word,
            tuple(expand(word, stage.variables) for word in written),
            written,
            _absolute(stage.folder, expand(words[-1], stage.variables)),
            instruction.line,
            expand(flags.get("from", ""), stage.variables),
            instruction.inline,
        )
    )


def _absolute(folder: str, path: str) -> str:
    """The path in the image; a trailing slash, which says that it is a folder, stays."""
    if path in (".", "./"):
        return folder.rstrip("/") + "/"
    joined = posixpath.join(folder, path)
    return posixpath.normpath(joined).rstrip("/") + ("/" if joined.endswith(("/", "/.")) else "")


def _words(text: str) -> list[str]:
    return [
        word[1:-1] if word[:1] in "\"'" and word[-1:] == word[:1] and len(word) > 1 else word
        for word in re.findall(r"\"(?:\\.|[^\"\\])*\"|'[^']*'|\S+", text)
    ]


def _environment(text: str) -> list[tuple[str, str]]:
    if re.match(r"[\w.-]+=", text):
        return [(name, value.strip("\"'")) for name, value in _PAIR.findall(text)]
    name, _, value = text.partition(" ")
    return [(name, value.strip())]
