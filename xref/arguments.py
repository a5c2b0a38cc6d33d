"""What each argument of a container is to its program: a flag, its value, a command, or unknown.

Layer 3, part of linking. Reads a command line as cobra and pflag do: first the command that the
words name, then its flags and those that it inherits.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from xref.deployment import Argument, ArgumentKind, FlagKey
from xref.model import Command, Flag, Program

Flags = dict[str, tuple[FlagKey, Flag]]


@dataclass(frozen=True, slots=True)
class Read:
    """What a word is; ``value`` is what its flag is given by it, None if by the next word."""

    kind: ArgumentKind
    flag: FlagKey | None = None
    value: str | None = None


class CommandLine:
    """Reads the words that a program is started with."""

    def __init__(self, program: Program) -> None:
        self.program = program
        self.commands: dict[str, Command] = {}
        self._known: dict[str, Flags] = {}
        for command in program.commands:
            parent, _, _ = command.path.rpartition(" ")
            for name in (command.path, *(f"{parent} {alias}" for alias in command.aliases)):
                self.commands.setdefault(name, command)
        self.root = program.commands[0].path if program.commands else program.name
        # Options of the standard library's ``flag`` may have one dash, and no shorthands.
        flags = [flag for command in program.commands for flag in command.flags]
        self.one_dash = len(program.commands) == 1 and not any(
            flag.shorthand or flag.persistent for flag in flags
        )

    def read(self, words: Sequence[str]) -> list[Read]:
        """What each word is. The first word is the first one behind the program itself."""
        path, named = self._command(words)
        flags = self._flags(path)
        found: list[Read] = []
        wants: FlagKey | None = None
        ended = False
        for at, word in enumerate(words):
            if wants is not None:
                found.append(Read(ArgumentKind.VALUE, wants, word))
                wants = None
            elif at in named:
                found.append(Read(ArgumentKind.COMMAND))
            elif ended or not word.startswith("-") or word == "-":
                found.append(Read(ArgumentKind.OPERAND))
            elif word == "--":
                ended = True
                found.append(Read(ArgumentKind.OPERAND))
            else:
                one = self._flag(word, flags)
                found.append(one)
                wants = one.flag if one.value is None else None
        return found

    def command(self, words: Sequence[str]) -> str:
        """The path of the command that the words name."""
        return self._command(words)[0]

    def _command(self, words: Sequence[str]) -> tuple[str, set[int]]:
        """The command that the words name, and the places of those that name it.

        As in cobra, a flag that is not known is held to take the next word as its value.
        """
        path, named = self.root, set[int]()
        flags = self._flags(path)
        skip = False
        for at, word in enumerate(words):
            if skip:
                skip = False
            elif word == "--":
                break
            elif word.startswith("-") and word != "-":
                one = self._flag(word, flags)
                unknown = one.kind is ArgumentKind.UNKNOWN and "=" not in word
                skip = unknown or (one.flag is not None and one.value is None)
            else:
                below = self.commands.get(f"{path} {word}")
                if below is None:
                    break
                path = below.path
                named.add(at)
                flags = self._flags(path)
        return path, named

    def _flags(self, path: str) -> Flags:
        """The flags that a command takes, by name with two dashes and by shorthand with one."""
        if path not in self._known:
            self._known[path] = self._flags_of(path)
        return self._known[path]

    def _flags_of(self, path: str) -> Flags:
        found: Flags = {}
        words = path.split(" ")
        for length in range(1, len(words) + 1):
            command = self.commands.get(" ".join(words[:length]))
            for flag in command.flags if command is not None else ():
                if not flag.persistent and length < len(words):
                    continue
                key = FlagKey(self.program.package, command.path if command else "", flag.name)
                if flag.name != flag.shorthand:
                    found[f"--{flag.name}"] = key, flag
                if self.one_dash:
                    found[f"-{flag.name}"] = key, flag
                if flag.shorthand:
                    found[f"-{flag.shorthand}"] = key, flag
        return found

    def _flag(self, word: str, flags: Flags) -> Read:
        name, equals, value = word.partition("=")
        if name in flags:
            key, flag = flags[name]
            if equals:
                return Read(ArgumentKind.FLAG, key, value)
            return Read(ArgumentKind.FLAG, key, _without_value(flag))
        if word.startswith("--"):
            return Read(ArgumentKind.UNKNOWN)
        return self._shorthands(word, flags)

    def _shorthands(self, word: str, flags: Flags) -> Read:
        """``-abc``: switches, of which the last may take the rest of the word as its value."""
        for at in range(1, len(word)):
            if f"-{word[at]}" not in flags:
                break
            key, flag = flags[f"-{word[at]}"]
            rest = word[at + 1 :]
            if rest.startswith("="):
                return Read(ArgumentKind.FLAG, key, rest[1:])
            given = _without_value(flag)
            if given is None:
                return Read(ArgumentKind.FLAG, key, rest or None)
            if not rest:
                return Read(ArgumentKind.FLAG, key, given)
        return Read(ArgumentKind.UNKNOWN)


def _without_value(flag: Flag) -> str | None:
    """What a flag is set to where it stands alone; None if it takes the next word."""
    if flag.no_opt_default:
        return flag.no_opt_default
    return "true" if flag.type == "bool" else None


def tie(
    line: CommandLine, before: Sequence[str], arguments: Sequence[Argument]
) -> tuple[tuple[Argument, ...], dict[FlagKey, tuple[str, Argument]], str]:
    """Ties a container's arguments to the flags of the program whose command line it is.

    ``before`` are the words that the image's entry point puts first. Gives the arguments, what each
    flag is set to by the active ones (the last one counts) and by which argument, and the path of
    the command. An argument that is not active is read among those that would stand with it; where
    none is active, of two that exclude each other the first stands.
    """
    skip = len(before)
    active = [argument for argument in arguments if argument.active]
    words = [*before, *(argument.value for argument in active)]
    read = dict(zip(map(id, active), line.read(words)[skip:], strict=True))
    given: dict[FlagKey, tuple[str, Argument]] = {}
    tied: list[Argument] = []
    for at, argument in enumerate(arguments):
        if argument.active:
            one = read[id(argument)]
        else:
            present = [a.value for a in _present(arguments[:at], argument)]
            one = line.read([*before, *present, argument.value])[-1]
        kind = one.kind
        if not line.program.complete and kind in (ArgumentKind.UNKNOWN, ArgumentKind.OPERAND):
            kind = ArgumentKind.UNDETERMINED
        tied.append(replace(argument, kind=kind, flag=one.flag))
        if argument.active and one.flag is not None and one.value is not None:
            given[one.flag] = one.value, tied[-1]
    return tuple(tied), given, line.command(words)


def _present(earlier: Sequence[Argument], argument: Argument) -> list[Argument]:
    """Those of the arguments before it that come out where the guards of ``argument`` hold."""
    around = set(argument.guard)
    holding = set(around)
    some_active = any(other.active for other in earlier)
    found: list[Argument] = []
    for other in earlier:
        if some_active and not other.active:
            stands = around.issuperset(other.guard)
        else:
            stands = not any(_opposite(guard) in holding for guard in other.guard)
        if stands:
            found.append(other)
            holding.update(other.guard)
    return found


def _opposite(guard: str) -> str:
    """The guard of the other arm."""
    return guard[5:-1] if guard.startswith("not (") else f"not ({guard})"
