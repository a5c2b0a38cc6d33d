"""Ports that a text says a program has open, and that another process has.

A rule of documents. That a program listens is said by a list or table of ports below the program's
name, or by a sentence with one program, one port and a word for listening. A finding needs the
release to know the process that does listen, in a pod where the program runs.
"""

from __future__ import annotations

from collections.abc import Iterator

from xref.check.documents.blocks import Part
from xref.check.documents.lexicon import CONTAINER, PROGRAM, Lexicon
from xref.check.documents.mentions import Mention, Sort
from xref.check.documents.rules import OTHER_PORT, dashed, finding, listed
from xref.check.documents.subjects import FOREIGN, Named, Scope, Subject, subject
from xref.check.documents.words import LISTENS
from xref.check.findings import Confidence, Finding
from xref.check.knowledge import KnownFlag
from xref.check.loading import KnownListener
from xref.model import Program

_DIRECT = (PROGRAM, CONTAINER)


def check_ports(scope: Scope, lexicon: Lexicon) -> Iterator[Finding]:
    """Findings on the ports of a block."""
    if scope.block.part is Part.ITEM:
        yield from check_entry(scope, lexicon)
    if scope.block.part in (Part.TEXT, Part.ITEM):
        for mention, said in _sentences(scope):
            yield from _claim(scope, mention, said, Confidence.MEDIUM, lexicon)


def check_entry(scope: Scope, lexicon: Lexicon) -> Iterator[Finding]:
    """A finding on the port that a list item or a cell begins with."""
    first = scope.mentions[0] if scope.mentions else None
    head = scope.block.text.lstrip(" :*\"'`")
    if first and first.sort is Sort.NUMBER and head.startswith(first.text):
        said = scope.own or scope.around
        if said and not scope.heading and _is_port(scope.block.text, first):
            sure = Confidence.MEDIUM if scope.own else Confidence.HIGH
            yield from _claim(scope, first, said, sure, lexicon)


def _claim(
    scope: Scope, mention: Mention, said: Subject, confidence: Confidence, lexicon: Lexicon
) -> Iterator[Finding]:
    """The finding on a port that is said to be that of one program, if others listen on it."""
    if len(said.programs) != 1 or FOREIGN in said.programs or said.kind not in _DIRECT:
        return
    program = lexicon.known.by_package[min(said.programs)]
    port = int(mention.text)
    listeners = _others(port, program, lexicon)
    if not listeners and not _own(program, port):
        listeners, confidence = _elsewhere(port, program, lexicon), Confidence.LOW
    if listeners:
        yield _finding(scope, mention, program, listeners, confidence)


def _is_port(text: str, mention: Mention) -> bool:
    """Whether a number at the head of an item stands for itself: ``15011: xDS``, ``15011``."""
    after = text[mention.end :].lstrip(" *\"'")
    return not after or after[0] in ":：,，-–—(（=/|、" or after.startswith("\n")


def _sentences(scope: Scope) -> Iterator[tuple[Mention, Subject]]:
    """A number that a sentence with one program and a word for listening has."""
    sentences: dict[int, list[Named]] = {}
    for named in scope.named:
        sentences.setdefault(named.mention.sentence, []).append(named)
    numbers: dict[int, list[Mention]] = {}
    for mention in scope.mentions:
        if mention.sort is Sort.NUMBER and mention.sentence in sentences:
            numbers.setdefault(mention.sentence, []).append(mention)
    for sentence, found in numbers.items():
        names = sentences[sentence]
        whole = [*found, *(named.mention for named in names)]
        start, end = min(m.start for m in whole), max(m.end for m in whole)
        if end - start > 300 or len(found) > 1:
            continue
        said = subject(names, scope.index)
        everything = frozenset[str]().union(*(named.thing.programs for named in names))
        between = scope.block.text[start:end].lower()
        if said and everything == said.programs and LISTENS.search(between):
            yield found[0], said


def _others(port: int, program: Program, lexicon: Lexicon) -> list[KnownListener]:
    """Who listens on a port in the program's pods, if it does not itself."""
    known = lexicon.known
    listeners = known.ports.get(port, ())
    if any(listener.package == program.package for listener in listeners):
        return []
    pods = {c.workload for c in known.containers if c.package == program.package}
    pods |= {name.workload for name in known.listeners if name.package == program.package}
    return [found for found in listeners if found.workload and found.workload in pods]


def _elsewhere(port: int, program: Program, lexicon: Lexicon) -> list[KnownListener]:
    """Who listens on a port in other pods, if it is known what the program listens on."""
    known = lexicon.known
    own = {name.port for name in known.listeners if name.package == program.package} - {0}
    if not own or port in own:
        return []
    return [found for found in known.ports.get(port, ()) if found.workload]


def _finding(
    scope: Scope,
    mention: Mention,
    program: Program,
    listeners: list[KnownListener],
    confidence: Confidence,
) -> Finding:
    port = int(mention.text)
    processes = list(dict.fromkeys(listener.process for listener in listeners))
    pods = list(dict.fromkeys(listener.workload for listener in listeners))
    where = list(dict.fromkeys(f"{found.workload}/{found.container}" for found in listeners))
    message = (
        f"{port} is said to be a port of {program.name}; in {listed(pods[:3], 'and')} it is "
        f"{listed(processes, 'and')} that listens on it ({listed(where[:3], 'and')})"
    )
    own = _own(program, port)
    if own:
        message += f"; to {program.name} it is merely the default of {dashed(own[0].flag)}"
    places = [listener.location for listener in listeners[:3]]
    return finding(
        OTHER_PORT,
        Confidence.MEDIUM if own else confidence,
        (scope.block, mention),
        message,
        program=program.package,
        suggestions=tuple(processes),
        evidence=tuple(dict.fromkeys((*places, *(flag.flag.location for flag in own[:1])))),
    )


def _own(program: Program, port: int) -> list[KnownFlag]:
    """The program's flags that have the port as their default."""
    texts = (str(port), f":{port}")
    return [
        KnownFlag(program, command, flag)
        for command in program.commands
        for flag in command.flags
        if flag.default == texts[0] or flag.default.endswith(texts[1])
    ]
