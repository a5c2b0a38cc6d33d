"""Checks files against a release: reads each, judges what it starts, leaves out what is ignored.

Top of the checkers. What a release's index tells is loaded once for all files.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from xref.check import kinds
from xref.check.commandlines import Judge
from xref.check.files.reading import Reading, unreadable
from xref.check.findings import Finding, Level
from xref.check.ignores import Ignore, comments, wanted
from xref.check.knowledge import Knowledge
from xref.check.starts import Starts
from xref.errors import UsageError

if TYPE_CHECKING:
    from xref.check.documents import Documents
    from xref.check.files.values import Shape

_LARGEST = 64 << 20  # bytes of a file
_BINARY = 8_000  # bytes in which a NUL tells that a file is no text
_OFTEN = 1_000  # findings of a file; a file with more has another trouble

Reads = Callable[[str], frozenset[str] | None]
"""Gives the paths of a values file that templates read under it, None where that is not known."""


@dataclass(frozen=True, slots=True)
class Input:
    """A file to check: its path as it was given, and its bytes; ``kind`` "" to be recognised."""

    file: str
    data: bytes
    kind: str = ""


@dataclass(slots=True)
class Checked:
    """What came of it.

    ``arguments`` counts the words that were held against a program, ``kinds`` the files of each
    kind; ``files`` are those that were checked, in order, ``passed_over`` those of no kind.
    """

    findings: list[Finding] = field(default_factory=list)
    arguments: int = 0
    kinds: dict[str, int] = field(default_factory=dict)
    files: list[str] = field(default_factory=list)
    passed_over: list[str] = field(default_factory=list)


class Checker:
    """Checks files against one release."""

    def __init__(
        self,
        knowledge: Knowledge,
        ignores: Iterable[Ignore] = (),
        reads: Reads = lambda file: None,
    ) -> None:
        self.knowledge = knowledge
        self.ignores = list(ignores)
        self.reads = reads

    @cached_property
    def starts(self) -> Starts:
        return Starts(self.knowledge)

    @cached_property
    def topmost(self) -> frozenset[str]:
        """The topmost keys of the charts' values."""
        return frozenset(path.partition(".")[0] for path in self.knowledge.values)

    def check(self, inputs: Iterable[Input]) -> Checked:
        """Checks the files, each by itself."""
        made = Checked()
        for one in inputs:
            self._check(one, made)
        return made

    def _check(self, one: Input, made: Checked) -> None:
        text = text_of(one.data)
        if text is None:
            made.files.append(one.file)
            made.findings += wanted(_no_text(one), self.ignores)
            return
        kind = one.kind or kinds.kind_of(one.file, text, self.topmost)
        if not kind:
            made.passed_over.append(one.file)
            return
        made.files.append(one.file)
        made.kinds[kind] = made.kinds.get(kind, 0) + 1
        found = self.read(text, one.file, kind)
        findings = found.findings
        for invocation in found.invocations:
            if invocation.program.commands:
                made.arguments += len(invocation.words)
                findings += Judge(self.knowledge, one.file, invocation).findings()
        made.findings += self.finished(text, one.file, findings)

    def finished(self, text: str, file: str, findings: Iterable[Finding]) -> list[Finding]:
        """The findings of a file in order, without what is ignored."""
        here, wrong = comments(text, file)
        left = wanted([*findings, *wrong], [*here, *self.ignores])
        left = sorted(dict.fromkeys(left), key=_place)
        if len(left) > _OFTEN:
            order = list(Level)
            worst = sorted(left, key=lambda f: order.index(f.level))[:_OFTEN]
            more = f"{len(left) - _OFTEN:,} more findings are not told"
            left = sorted(worst, key=_place)
            left.append(unreadable(file, 1, more, Level.NOTE))
        return left

    def read(self, text: str, file: str, kind: str) -> Reading:
        """What the reader of a kind makes of a text."""
        if kind == kinds.MANIFEST:
            from xref.check.files.manifest import read_manifest

            return read_manifest(text, file, self.starts)
        if kind == kinds.VALUES:
            from xref.check.files.values import confirmed, read_values

            found = read_values(text, file, self.shape)
            if not found.chart:
                found.findings = confirmed(found.findings, lambda: self.reads(file))
            return found
        if kind == kinds.DOCKERFILE:
            from xref.check.files.dockerfile import read_dockerfile

            return read_dockerfile(text, file, self.starts)
        if kind == kinds.SHELL:
            from xref.check.files.shell import read_shell

            return read_shell(text, file, self.starts)
        return Reading(findings=self.documents.check(text, file))

    @cached_property
    def documents(self) -> Documents:
        """The checker of documents, which reads the release's names once."""
        from xref.check.documents import Documents

        return Documents(self.knowledge)

    @cached_property
    def shape(self) -> Shape:
        """What kind of thing the charts have at each path of their values."""
        from xref.check.files.values import Shape

        return Shape(self.knowledge)


def _place(finding: Finding) -> tuple[int, int, str, str]:
    return finding.line, finding.column, finding.rule, finding.name


def text_of(data: bytes) -> str | None:
    """The text of a file; None for one that is no text."""
    if len(data) > _LARGEST:
        return None
    for mark, encoding in ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if data.startswith(mark):
            try:
                return data.decode(encoding)
            except UnicodeDecodeError:
                return None
    if b"\0" in data[:_BINARY]:
        return None
    return data.decode("utf-8-sig", "replace").replace("\r\n", "\n")


def _no_text(one: Input) -> list[Finding]:
    large = len(one.data) > _LARGEST
    why = f"it is larger than {_LARGEST >> 20} MiB" if large else "it is no text"
    return [unreadable(one.file, 1, f"the file was not checked: {why}", Level.WARNING)]


def inputs(paths: Iterable[str], kind: str, stdin: Iterable[bytes]) -> Iterator[Input]:
    """The files, folders gone through; ``-`` is standard input. Raises UsageError."""
    for path in paths:
        if path == "-":
            yield Input("-", b"".join(stdin), kind)
        elif Path(path).is_dir():
            for inner in sorted(Path(path).rglob("*")):
                if inner.is_file() and not any(part.startswith(".") for part in inner.parts):
                    yield Input(inner.as_posix(), _read(inner), kind)
        else:
            yield Input(path, _read(Path(path)), kind)


def _read(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(_LARGEST + 1)
    except OSError as error:
        raise UsageError(f"{path} cannot be read: {error.strerror}") from error
