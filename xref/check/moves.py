"""What changes for a file when it is used with another release: what no longer fits, what moves.

Of the checkers. The file is read twice, once against each release.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from xref.check import kinds
from xref.check.checking import Checked, Checker, Input, text_of
from xref.check.commandlines import Invocation, Judge
from xref.check.files.reading import Reading
from xref.check.findings import Confidence, Finding
from xref.check.flagvalues import same
from xref.check.knowledge import KnownFlag
from xref.check.rules import CHANGED_TYPE, MOVED_DEFAULT, MOVED_VALUE, UNKNOWN_VALUE, UNREADABLE
from xref.model import Status

_SURE = (Status.EXACT, Status.ENVIRONMENT)


@dataclass(frozen=True, slots=True)
class Move:
    """From one release to another."""

    old: Checker
    new: Checker

    def check(self, inputs: Iterable[Input]) -> Checked:
        """What the move changes for each of the files."""
        made = Checked()
        for one in inputs:
            before, after = self.old.check([one]), self.new.check([one])
            known = {_key(finding) for finding in before.findings}
            # What cannot be read stays so, and is told.
            findings = [
                finding
                for finding in after.findings
                if _key(finding) not in known or finding.rule == UNREADABLE.id
            ]
            text = text_of(one.data)
            if text is not None and after.kinds:
                kind = next(iter(after.kinds))
                pair = self.old.read(text, one.file, kind), self.new.read(text, one.file, kind)
                moved = self.new.finished(text, one.file, self._moved(one.file, kind, *pair))
                findings = sorted((*findings, *moved), key=lambda f: (f.line, f.column, f.rule))
            made.findings += findings
            made.arguments += after.arguments
            made.files += after.files
            made.passed_over += after.passed_over
            for kind, count in after.kinds.items():
                made.kinds[kind] = made.kinds.get(kind, 0) + count
        return made

    def _moved(self, file: str, kind: str, old: Reading, new: Reading) -> Iterator[Finding]:
        if kind == kinds.VALUES:
            yield from self._values(file, old, new)
            return
        before = {(one.line, one.column): one for one in old.invocations}
        for one in new.invocations:
            other = before.get((one.line, one.column))
            if other is not None:
                yield from self._invocation(file, other, one)

    def _invocation(self, file: str, old: Invocation, new: Invocation) -> Iterator[Finding]:
        """Types of flags that are set and defaults of those that are not, where they move."""
        before = Judge(self.old.knowledge, file, old)
        after = Judge(self.new.knowledge, file, new)
        given = {key.name: word for key, word in after.given().items()}
        for name, known in sorted(after.flags.items()):
            other = before.flags.get(name)
            if other is None:
                continue
            word = given.get(name)
            if word is not None and _retyped(other, known):
                yield after.finding(
                    CHANGED_TYPE,
                    word,
                    f"--{name} of `{after.path}` takes {known.flag.type} in {self._new},"
                    f" and took {other.flag.type} in {self._old}",
                    name,
                    evidence=(known.flag.location,),
                )
            elif word is None and _moves(other, known):
                yield after.finding(
                    MOVED_DEFAULT,
                    after.here(),
                    f"--{name} of `{after.path}` is not set here, and its default moves from"
                    f" {_shown(other)} ({self._old}) to {_shown(known)} ({self._new}):"
                    " set it to keep what was",
                    name,
                    evidence=(known.flag.location,),
                )

    @property
    def _old(self) -> str:
        return self.old.knowledge.release.tag

    @property
    def _new(self) -> str:
        return self.new.knowledge.release.tag

    def _values(self, file: str, old: Reading, new: Reading) -> Iterator[Finding]:
        """Values that the charts moved, of the parts that the file sets something of."""
        parts = {path.rpartition(".")[0] for path in new.values} - {""}
        unknown = {one.name for one in new.findings if one.rule == UNKNOWN_VALUE.id}
        first = {part: min(_lines(new, part)) for part in parts - unknown}
        for path, value in self.new.knowledge.values.items():
            before = self.old.knowledge.values.get(path)
            above = path.rpartition(".")[0]
            if before is None or path in new.values or above not in first:
                continue
            if before.text != value.text and value.read:
                yield Finding(
                    MOVED_VALUE.id,
                    MOVED_VALUE.level,
                    Confidence.MEDIUM,
                    file,
                    first[above],
                    1,
                    f"{path} is not set here, and the charts' default moves from"
                    f" {before.text or 'nothing'} ({self._old}) to {value.text or 'nothing'}"
                    f" ({self._new})",
                    name=path,
                    evidence=(value.location,),
                )


def _lines(reading: Reading, part: str) -> list[int]:
    return [line for path, line in reading.values.items() if path.startswith(f"{part}.")]


def _key(finding: Finding) -> tuple[str, int, int, str]:
    return finding.rule, finding.line, finding.column, finding.name


def _retyped(old: KnownFlag, new: KnownFlag) -> bool:
    return bool(old.flag.type and new.flag.type) and old.flag.type != new.flag.type


def _moves(old: KnownFlag, new: KnownFlag) -> bool:
    """Whether a default moves; what is not known of either is passed over."""
    if old.flag.status not in _SURE or new.flag.status not in _SURE:
        return False
    return not same(new.flag.type, old.flag.default, new.flag.default)


def _shown(known: KnownFlag) -> str:
    return known.flag.default or '""'
