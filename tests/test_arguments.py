"""What each word of a command line is to the program: as cobra and pflag take it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from xref.arguments import CommandLine, tie
from xref.deployment import Argument, FlagKey
from xref.model import Command, Flag, Location, Program, Role, Status

AT = Location("main.go", 1)


def flag(name: str, kind: str = "string", short: str = "", persistent: bool = False) -> Flag:
    no_opt = "true" if kind == "bool" else ""
    texts = (kind, "", no_opt, "")
    return Flag(name, short, *texts, persistent, False, "", Status.EXACT, AT)


def command(path: str, *flags: Flag, aliases: tuple[str, ...] = ()) -> Command:
    return Command(path, aliases, False, "", True, "", "", AT, flags)


def program(*commands: Command) -> Program:
    return Program("tide", "tide/cmd/tide", Role.PRODUCT, AT, True, commands, complete=True)


TIDE = program(
    command(
        "tide", flag("level", "string", "l", persistent=True), flag("quiet", "bool", "q", True)
    ),
    command("tide serve", flag("port", "uint16", "p"), flag("fast", "bool", "f"), aliases=("run",)),
    command("tide serve once", flag("times", "int")),
)


def kinds(words: str, of: Program = TIDE) -> str:
    """The kinds of the words, and the flag that each names or is given to."""
    read = CommandLine(of).read(words.split())
    return " ".join(f"{one.kind}:{one.flag.name}" if one.flag else str(one.kind) for one in read)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("serve --port=1", "command flag:port"),
        ("serve --port 1", "command flag:port value:port"),
        ("run -p 1", "command flag:port value:port"),
        ("serve -p1", "command flag:port"),
        ("serve -fp 1", "command flag:port value:port"),
        ("serve -fqp=1", "command flag:port"),
        ("serve --fast x", "command flag:fast operand"),
        (
            "--level debug serve once --times 3",
            "flag:level value:level command command flag:times value:times",
        ),
        ("-q serve", "flag:quiet command"),
        ("serve --times=1", "command unknown"),
        ("serve --wrong here", "command unknown operand"),
        # cobra takes the word behind a flag that it does not know for its value.
        ("--wrong serve once", "unknown operand operand"),
        ("serve -- --port", "command operand operand"),
        ("serve x once", "command operand operand"),
        ("serve - --port=1", "command operand flag:port"),
        ("--port=1", "unknown"),
        ("serve --port --fast", "command flag:port value:port"),
        ("serve -x", "command unknown"),
    ],
)
def test_words_are_read_as_cobra_reads_them(words: str, expected: str) -> None:
    assert kinds(words) == expected


def test_options_of_the_standard_library_have_one_dash_too() -> None:
    plain = program(command("tide", flag("listen"), flag("v", "bool")))
    assert kinds("-listen :1 --listen=:2 -v rest", plain) == (
        "flag:listen value:listen flag:listen flag:v operand"
    )


def test_options_of_a_script_are_letters() -> None:
    script = program(command("tide.sh", flag("p", "string", "p"), flag("h", "bool", "h")))
    assert kinds("-p 15001 -h", script) == "flag:p value:p flag:h"


def argument(value: str, active: bool = True, *guard: str) -> Argument:
    return Argument("args", value, value, guard, active, AT)


def test_the_last_active_argument_sets_a_flag() -> None:
    tied, given, path = tie(
        CommandLine(TIDE), ["serve"], [argument("--port=1"), argument("--port"), argument("2")]
    )
    key = FlagKey("tide/cmd/tide", "tide serve", "port")
    assert path == "tide serve"
    assert [one.flag for one in tied] == [key, key, key]
    assert given[key] == ("2", tied[2])


def test_an_argument_under_a_guard_is_read_among_those_that_stand_with_it() -> None:
    tied, given, _ = tie(
        CommandLine(TIDE),
        ["serve"],
        [
            argument("--port"),
            argument("1", False, "secure"),
            argument("2", True, "not (secure)"),
            argument("--level", False, "loud"),
            argument("debug", False, "loud"),
            argument("--absent=3", False, "loud"),
        ],
    )
    assert [str(one.kind) for one in tied] == ["flag", "value", "value", "flag", "value", "unknown"]
    assert [value for value, _ in given.values()] == ["2"]


def test_where_nothing_is_active_the_first_of_two_arms_stands() -> None:
    """A flag whose next word has arms takes one of them as its value, and not the next flag."""
    tied, given, _ = tie(
        CommandLine(TIDE),
        ["serve"],
        [
            argument("--port", False),
            argument("1", False, "secure"),
            argument("2", False, "not (secure)", "plain"),
            argument("3", False, "not (secure)", "not (plain)"),
            argument("--level", False),
            argument("debug", False),
        ],
    )
    assert [one.flag.name if one.flag else "" for one in tied] == ["port"] * 4 + ["level"] * 2
    assert [str(one.kind) for one in tied][4:] == ["flag", "value"]
    assert given == {}


def test_what_a_program_may_yet_know_is_not_called_unknown() -> None:
    partial = CommandLine(replace(TIDE, complete=False))
    words = [argument("--port=1"), argument("--absent"), argument("word")]
    tied, _, _ = tie(partial, ["serve"], words)
    assert [str(one.kind) for one in tied] == ["flag", "undetermined", "undetermined"]
