"""Holds a command line against the program that gets it: flags, subcommands, values.

Of the checkers, above ``knowledge``; the readers of files make invocations, and this judges them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from xref.arguments import CommandLine, Read
from xref.check import rules
from xref.check.findings import Confidence, Finding, Level, Rule
from xref.check.flagvalues import is_bool, refusal, same
from xref.check.knowledge import Knowledge, KnownFlag
from xref.deployment import ArgumentKind, FlagKey
from xref.model import Command, Location, Program, Role, Status

# What cobra and the standard library's ``flag`` take care of in every program, or in those of some
# versions: no program registers them itself.
_BUILT_IN_FLAGS = ("help", "h", "version")
_LONGEST = 200
_BUILT_IN_COMMANDS = ("help", "completion", "__complete", "__completeNoDesc")


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a command line at its place, line and column from 1.

    ``known`` is False where a part is filled in elsewhere (``$(PORT)``), ``single`` where what is
    filled in may be several words, or none.
    """

    text: str
    line: int
    column: int
    known: bool = True
    single: bool = True


@dataclass(frozen=True, slots=True)
class Invocation:
    """A program and the words that it gets, at a place of the checked file.

    ``before`` are the words that its image's entry point puts first. ``runs`` tells that it is
    started just so: a Dockerfile's entry point may get more words. ``where`` names the place
    (``container discovery``).
    """

    program: Program
    before: tuple[str, ...]
    words: tuple[Word, ...]
    line: int
    column: int
    where: str
    runs: bool = True
    confidence: Confidence = Confidence.HIGH
    image: str = ""


class Judge:
    """Judges one invocation."""

    def __init__(self, knowledge: Knowledge, file: str, invocation: Invocation) -> None:
        self.knowledge = knowledge
        self.file = file
        self.it = invocation
        self.program = invocation.program
        self.reader: CommandLine = knowledge.line(invocation.program)
        words = [*invocation.before, *(word.text for word in invocation.words)]
        self.reads = self.reader.read(words)[len(invocation.before) :]
        self.path = self.reader.command(words)
        self.command: Command | None = self.reader.commands.get(self.path)
        self.flags = knowledge.flags_of(self.program, self.path)
        self.below = [path for path in self.reader.commands if path.rpartition(" ")[0] == self.path]
        # A word that is filled in elsewhere may be the subcommand's name.
        self.open = bool(self.below) and any(
            not word.known and read.kind is ArgumentKind.OPERAND
            for word, read in zip(invocation.words, self.reads, strict=True)
        )

        self.misspelt = self._misspelt()

    def findings(self) -> Iterator[Finding]:
        """All that does not fit, in the order of the words."""
        if not self.program.commands:
            return
        yield from self._deprecated_command()
        operand_seen = False
        for at, (word, read) in enumerate(zip(self.it.words, self.reads, strict=True)):
            if read.kind is ArgumentKind.UNKNOWN:
                yield from self._unknown(word)
            elif read.kind is ArgumentKind.OPERAND and word.text != "--":
                yield from self._operand(at, word)
                operand_seen = True
            elif read.kind is ArgumentKind.FLAG and read.flag is not None:
                yield from self._flag(at, word, read, read.flag)
            elif read.kind is ArgumentKind.VALUE and read.flag is not None and word.known:
                yield from self._value(word, read.flag, word.text)
        if not operand_seen:
            yield from self._missing_command()

    def given(self) -> dict[FlagKey, Word]:
        """The flags that the words set, and by which word."""
        pairs = zip(self.it.words, self.reads, strict=True)
        return {read.flag: word for word, read in pairs if read.flag is not None}

    def _deprecated_command(self) -> Iterator[Finding]:
        if self.command is not None and self.command.deprecated:
            pairs = zip(self.it.words, self.reads, strict=True)
            named = [word for word, read in pairs if read.kind is ArgumentKind.COMMAND]
            yield self.finding(
                rules.DEPRECATED_COMMAND,
                named[-1] if named else self.here(),
                f"`{self.path}` is deprecated: {self.command.deprecated}",
                self.path,
                evidence=_places(self.command.location),
            )

    def here(self) -> Word:
        """The place of the command line as a whole."""
        return Word("", self.it.line, self.it.column)

    def _missing_command(self) -> Iterator[Finding]:
        command = self.command
        helped = any(word.text.lstrip("-") in _BUILT_IN_FLAGS for word in self.it.words)
        if not self.it.runs or helped or not all(word.known for word in self.it.words):
            return
        if command is None or command.runnable or not self.below or not self.program.complete:
            return
        names = sorted(path.rpartition(" ")[2] for path in self.below)
        yield self.finding(
            rules.MISSING_COMMAND,
            self.here(),
            f"`{self.path}` only prints its help: name one of its subcommands"
            f" ({', '.join(names[:6])})",
            self.path,
            evidence=_places(command.location),
        )

    def _operand(self, at: int, word: Word) -> Iterator[Finding]:
        """A plain word: a misspelt subcommand, or a switch's value that stands apart."""
        before = self.reads[at - 1] if at else None
        if before is not None and before.kind is ArgumentKind.FLAG and before.flag is not None:
            known = self._known(before.flag)
            apart = known is not None and known.flag.type == "bool" and is_bool(word.text)
            if known is not None and apart and "=" not in self.it.words[at - 1].text:
                yield self._apart(word, known)
                return
        if at != self.misspelt:
            return
        runnable = self.command is None or self.command.runnable
        names = [path.rpartition(" ")[2] for path in self.below]
        near = self.knowledge.near(word.text, names)
        hint = f": did you mean {', '.join(near)}?" if near else f" (it has {_few(names)})"
        made = self.finding(
            rules.UNKNOWN_COMMAND,
            word,
            f"`{self.path}` has no subcommand {brief(word.text)!r}{hint}",
            word.text,
            near,
            _places(self.command.location if self.command is not None else None),
        )
        # A command that does something by itself may take plain words.
        yield replace(made, level=Level.WARNING, confidence=_least(made)) if runnable else made

    def _misspelt(self) -> int | None:
        """The place of the word that should be a subcommand's name and is none."""
        if not self.below or not self.program.complete or self.open:
            return None
        operands = (at for at, read in enumerate(self.reads) if read.kind is ArgumentKind.OPERAND)
        at = next(operands, None)
        if at is None or self.it.words[at].text in ("--", *_BUILT_IN_COMMANDS):
            return None
        # Below the root cobra takes any plain words; a command that does nothing prints its help.
        root = self.path == self.reader.root
        runnable = self.command is None or self.command.runnable
        return None if (runnable and not root) or not self.it.words[at].known else at

    def _apart(self, word: Word, known: KnownFlag) -> Finding:
        return self.finding(
            rules.BAD_VALUE,
            word,
            f"--{known.flag.name} is a switch, which takes no value from the next word:"
            f" {word.text!r} is a word of its own here. Write --{known.flag.name}={word.text}",
            known.flag.name,
            evidence=(known.flag.location,),
        )

    def _unknown(self, word: Word) -> Iterator[Finding]:
        name = word.text.lstrip("-").partition("=")[0]
        told = word.known or not _gaps(word.text.partition("=")[0])
        built_in = name in _BUILT_IN_FLAGS and self.program.kind == "go"
        if not told or not self.program.complete or built_in or not name:
            return
        elsewhere = [
            known
            for known in self.knowledge.flags.get(name, ())
            if known.program.package == self.program.package
        ]
        # Whose flags they are is not known where the subcommand is not.
        if elsewhere and (self.open or self.misspelt is not None):
            return
        near = self._near(name)
        hints = [
            self._elsewhere(name, elsewhere),
            _had(self.knowledge.tags_with_flag(name, self.program)),
        ]
        hints += [f"did you mean {' or '.join(near)}?"] if near else []
        ignored = self.command is not None and self.command.ignores_unknown
        what = "and starts without it" if ignored else "and would not start"
        rule = rules.UNKNOWN_FLAG
        yield self.finding(
            replace(rule, level=Level.WARNING) if ignored else rule,
            word,
            f"`{self.path}` of {self.knowledge.release.tag} has no flag"
            f" {_dashed(word.text)}, {what}: {'; '.join(filter(None, hints))}",
            name,
            near,
            _places(self.command.location if self.command is not None else None),
        )

    def _elsewhere(self, name: str, own: list[KnownFlag]) -> str:
        """Which other commands, or else programs, have a flag of that name; "" if none has."""
        others = own or [
            known
            for known in self.knowledge.flags.get(name, ())
            if known.program.role is Role.PRODUCT
        ]
        paths = dict.fromkeys(f"`{known.command.path}`" for known in others)
        return f"it is a flag of {_few(list(paths))}" if paths else ""

    def _near(self, name: str) -> tuple[str, ...]:
        """The nearest flags of the command, with their dashes."""
        if name in self.flags:  # with one dash where two are needed
            return (f"--{name}",)
        return tuple(f"--{near}" for near in self.knowledge.near(name, self.flags))

    def _flag(self, at: int, word: Word, read: Read, key: FlagKey) -> Iterator[Finding]:
        known = self._known(key)
        if known is None:
            return
        flag = known.flag
        if flag.deprecated:
            yield self.finding(
                rules.DEPRECATED_FLAG,
                word,
                f"--{flag.name} of `{key.command}` is deprecated: {flag.deprecated}",
                flag.name,
                evidence=(flag.location,),
            )
        elif flag.hidden:
            yield self.finding(
                rules.HIDDEN_FLAG,
                word,
                f"--{flag.name} of `{key.command}` is hidden from its help: it may go unannounced",
                flag.name,
                evidence=(flag.location,),
            )
        if read.value is None and at == len(self.it.words) - 1 and word.known:
            yield self.finding(
                rules.MISSING_VALUE,
                word,
                f"--{flag.name} of `{key.command}` needs a value ({flag.type or 'a text'})",
                flag.name,
                evidence=(flag.location,),
            )
        elif read.value is not None and (word.known or not _gaps(read.value)):
            yield from self._value(word, key, read.value)

    def _value(self, word: Word, key: FlagKey, text: str) -> Iterator[Finding]:
        known = self._known(key)
        if known is None:
            return
        flag = known.flag
        why = refusal(flag.type, text)
        if why:
            default = f", such as its default {flag.default}" if flag.default else ""
            yield self.finding(
                rules.BAD_VALUE,
                word,
                f"--{flag.name} of `{key.command}` takes {_article(flag.type)}{default}:"
                f" {brief(text)!r} {why}",
                flag.name,
                evidence=(flag.location,),
            )
        elif flag.status is Status.EXACT and flag.type and same(flag.type, flag.default, text):
            yield self.finding(
                rules.SAME_AS_DEFAULT,
                word,
                f"--{flag.name} of `{key.command}` is {brief(text) or 'an empty text'} anyway",
                flag.name,
                evidence=(flag.location,),
            )

    def _known(self, key: FlagKey) -> KnownFlag | None:
        known = self.flags.get(key.name)
        return known if known is not None and known.key == key else None

    def finding(
        self,
        rule: Rule,
        word: Word,
        message: str,
        name: str,
        suggestions: tuple[str, ...] = (),
        evidence: tuple[Location, ...] = (),
    ) -> Finding:
        """A finding at a word, about the program and the command that the words name."""
        return Finding(
            rule.id,
            rule.level,
            self.it.confidence,
            self.file,
            word.line,
            word.column,
            f"{self.it.where}: {message}" if self.it.where else message,
            self.program.package,
            self.path,
            brief(name),
            suggestions,
            evidence,
        )


def _least(finding: Finding) -> Confidence:
    return Confidence.LOW if finding.confidence is Confidence.LOW else Confidence.MEDIUM


def _places(location: Location | None) -> tuple[Location, ...]:
    return (location,) if location is not None else ()


def _gaps(text: str) -> bool:
    """Whether a part of the text is filled in elsewhere."""
    return "$" in text or "{{" in text or "`" in text


def _dashed(text: str) -> str:
    return brief(text.partition("=")[0])


def brief(text: str) -> str:
    """A text of the file, cut where it would fill a message."""
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}..."


def _article(kind: str) -> str:
    return f"{'an' if kind[:1] in 'aeio' else 'a'} {kind}" if kind else "a value"


def _few(names: list[str]) -> str:
    return ", ".join(names[:6]) + (", ..." if len(names) > 6 else "")


def _had(tags: list[str]) -> str:
    if not tags:
        return "no indexed release of the program has it"
    if len(tags) <= 6:
        return f"of the indexed releases it is in {', '.join(tags)}"
    return f"of the indexed releases {len(tags)} have it, {tags[0]} to {tags[-1]} among them"
