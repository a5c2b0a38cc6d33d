"""Reads Kubernetes manifests: the containers of whatever has any, with their words and ports.

Of the readers. A file may hold several documents, lists of resources, and resources of any kind: a
pod's specification is known by its containers. Each document is read by itself, so that a bad one
hides no other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import pairwise

from xref.check.commandlines import Invocation, Judge, Word, brief
from xref.check.files.reading import Reading, unreadable
from xref.check.files.shell import commands_in, shell_text
from xref.check.findings import Confidence, Finding, Level
from xref.check.rules import UNHEARD_PORT
from xref.check.starts import Start, Starts
from xref.deployment import FileKind
from xref.yamltree import Node, YamlError, documents

_DOCUMENT = re.compile(r"^---(?=\s|$)", re.M)
_LONG = 1 << 18  # characters of a document
_SHORT = 1 << 15
_ITEMS = re.compile(r"^items:[ \t]*$\n(?=- )", re.M)
_ITEM = re.compile(r"^- ", re.M)
_LISTS = ("containers", "initContainers", "ephemeralContainers")
_TEMPLATE = re.compile(r"^\s*(?:-\s*)?\{\{|:\s*\{\{", re.M)


def read_manifest(text: str, file: str, starts: Starts) -> Reading:
    """The invocations of the containers of a manifest; what cannot be read is a finding."""
    found = Reading()
    source = _Source(file, text, starts, found)
    for first, part in _parts(text):
        # What has no containers starts nothing, and large files mostly hold other things.
        if "ontainers" not in part:
            continue
        try:
            containers = _short(part) if len(part) < _SHORT else _all_containers(part)
        except YamlError as error:
            line = first + error.line
            if _TEMPLATE.search(part):
                why = "this is a template, not a manifest: check what `helm template` makes of it"
                found.findings.append(unreadable(file, line, why, Level.NOTE))
            else:
                found.findings.append(unreadable(file, line, f"this cannot be read: {error}"))
            continue
        for line, container in containers:
            _read(container, first + line, source)
    return found


@dataclass(frozen=True)
class _Source:
    """The file that is read, and what is found in it."""

    file: str
    text: str
    starts: Starts
    found: Reading

    @cached_property
    def lines(self) -> list[str]:
        return self.text.split("\n")

    def indent(self, word: Word) -> int:
        """How far a word's text is indented where it is a literal block (``|``), else -1."""
        if "\n" not in word.text or not self.lines[word.line - 1].startswith("|", word.column - 1):
            return -1
        inside = (line for line in self.lines[word.line :] if line.strip())
        first = next((line for line in word.text.split("\n") if line.strip()), "")
        line = next(inside, "")
        return len(line) - len(line.lstrip(" ")) - (len(first) - len(first.lstrip(" ")))


@lru_cache(maxsize=1_000)
def _short(part: str) -> list[tuple[int, Node]]:
    """The same of a short document, which other files often have word for word."""
    return _all_containers(part)


def _all_containers(part: str) -> list[tuple[int, Node]]:
    """The containers of a document, each with the number of lines before what it was read from.

    The items of a long list are read one by one: as a whole it would have too many nodes. Where one
    needs what stands in another, it is read as a whole after all. Raises YamlError.
    """
    if len(part) > _LONG and (items := _ITEMS.search(part)):
        marks = [found.start() for found in _ITEM.finditer(part, items.end())]
        try:
            return list(_of_items(part, [*marks, len(part)]))
        except YamlError:
            pass
    return [(0, one) for root in documents(part) for one in _containers(root)]


def _of_items(part: str, marks: list[int]) -> Iterator[tuple[int, Node]]:
    line = part.count("\n", 0, marks[0])
    for start, end in pairwise(marks):
        item = part[start:end]
        if "ontainers" in item:
            for root in documents(item):
                yield from ((line, one) for one in _containers(root))
        line += item.count("\n")


def _parts(text: str) -> Iterator[tuple[int, str]]:
    """The documents as texts, each with the number of lines before it."""
    start = line = 0
    for mark in (*(found.start() for found in _DOCUMENT.finditer(text)), len(text)):
        if mark > start:
            yield line, text[start:mark]
            line += text.count("\n", start, mark)
            start = mark


def _containers(root: Node) -> Iterator[Node]:
    """The containers below a node. What aliases share is seen once: its place is but one."""
    seen: set[int] = set()
    stack = [root]
    while stack:
        node = stack.pop()
        if id(node) in seen or node.kind == "scalar":
            continue
        seen.add(id(node))
        inner: list[Node] = list(node.items())
        for key, value in node.pairs():
            inner.append(value)
            if key.value in _LISTS:
                yield from (item for item in value.items() if item.get("name") or item.get("image"))
        stack.extend(reversed(inner))


def _read(container: Node, first: int, source: _Source) -> None:
    file, starts, found = source.file, source.starts, source.found
    command, args = _words(container, "command", first), _words(container, "args", first)
    reference = container.text("image")
    name = container.text("name")
    where = f"container {brief(name)}" if name else "container"
    script = shell_text([word.text for word in (*command, *args)]) if command else ""
    if script:
        at = next(word for word in (*command, *args) if word.text == script)
        found.invocations += commands_in(at, starts, where, source.indent(at))
        return
    start, named = starts.of_container(reference, [word.text for word in command], bool(args))
    if start is None:
        return
    words = (*command[named:], *args)
    line, column = _place(container.get("image") or container, first)
    if command:
        line, column = command[0].line, command[0].column
    made = Invocation(
        start.program,
        start.before,
        words,
        line,
        column,
        where,
        confidence=start.confidence,
        image=reference,
    )
    found.invocations.append(made)
    found.findings += _ports(container, first, file, starts, start, made)


def _place(node: Node, first: int) -> tuple[int, int]:
    return first + node.line + 1, node.column + 1


def _words(container: Node, key: str, first: int) -> list[Word]:
    listed = container.get(key)
    found: list[Word] = []
    for item in listed.items() if listed is not None else ():
        if item.kind != "scalar":
            continue
        text = str(item.value)
        known = "$(" not in text and "{{" not in text
        found.append(Word(text, *_place(item, first), known=known))
    return found


def _ports(
    container: Node, first: int, file: str, starts: Starts, start: Start, made: Invocation
) -> Iterator[Finding]:
    """Declared ports on which nothing listens, where it is known what listens in the container.

    Envoy listens wherever its configuration has it: what runs it is not judged.
    """
    listed = container.get("ports")
    ports = listed.items() if listed is not None else []
    found = starts.image(container.text("image"))
    if not ports or (found and any(f.kind is FileKind.BAZEL for f in found[0].files)):
        return
    knowledge = starts.knowledge
    package = start.program.package
    heard = {one.port for one in knowledge.listeners if one.package == package and one.port}
    if not heard:
        return
    judge = Judge(knowledge, file, made)
    if not all(word.known for word in made.words):
        return
    # Any number that the container is given may be a port of its.
    told = set(re.findall(r"\d+", " ".join(word.text for word in made.words)))
    for port in ports:
        number = port.get("containerPort")
        text = str(number.value) if number is not None and number.kind == "scalar" else ""
        if number is None or not text.isdigit() or text in told or int(text) in heard:
            continue
        known = ", ".join(str(port) for port in sorted(heard))
        line, column = _place(number, first)
        yield Finding(
            UNHEARD_PORT.id,
            UNHEARD_PORT.level,
            Confidence.LOW,
            file,
            line,
            column,
            f"{made.where}: nothing of {start.program.name} is known to listen on {text}"
            f" (it listens on {known})",
            package,
            judge.path,
            text,
            evidence=tuple(
                one.location for one in knowledge.listeners if one.package == package and one.port
            )[:3],
        )
