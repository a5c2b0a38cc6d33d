"""What of a package runs though nothing touches it: what registers flags, and no more.

Each case is a package ``m/aside`` that the program imports for its side effects alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from gomodule import loader_of

from xref.cache import FactCache
from xref.golang import (
    FLAG_TRIGGERS,
    Loader,
    Outcome,
    circumstances,
    evaluate,
)
from xref.outcomes import Outcomes, record

MAIN = """package main

import (
	"flag"
	_ "m/aside"
	"m/tune"
)

func main() {
	flag.Int("tuned", tune.Port, "")
	flag.Parse()
}
"""
USING = MAIN.replace('_ "m/aside"', '"m/aside"').replace("tune.Port, ", "tune.Port+aside.Other, ")
TUNE = """package tune

import "flag"

var Port = start()

func start() int { return 1 }

func Registered(name string) int {
	flag.Int(name, 5, "")
	return 2
}

func Plain(name string) int { return len(name) }
"""
ASIDE = """package aside

import "flag"

var port = flag.Int("port", 7, "")

var Other = other()
"""
STOPS = "\nfunc other() int {\n\tpanic(1)\n}\n"
THREE = "\nfunc other() int { return 3 }\n"


def module(files: Mapping[str, str]) -> Loader:
    return loader_of(files, triggers=FLAG_TRIGGERS)


def files_with(aside: str, main: str = MAIN) -> dict[str, str]:
    return {"cmd/main.go": main, "aside/aside.go": aside, "tune/tune.go": TUNE}


def run(files: Mapping[str, str]) -> Outcome:
    return evaluate(module(files), "cmd", "cmd")


def flags(outcome: Outcome) -> dict[str, str]:
    return {f.name: f.default for c in outcome.commands for f in c.flags}


def test_only_what_registers_is_run() -> None:
    outcome = run(files_with(ASIDE + STOPS))
    assert flags(outcome) == {"port": "7", "tuned": "1"}
    assert outcome.diagnostics == ()


def test_the_rest_is_run_once_something_uses_the_package() -> None:
    outcome = run(files_with(ASIDE + THREE, USING))
    assert flags(outcome) == {"port": "7", "tuned": "4"}
    assert outcome.diagnostics == ()


def test_a_package_that_registers_nothing_at_its_start_is_not_run() -> None:
    aside = 'package aside\n\nimport "flag"\n\nfunc Add() { flag.Int("late", 1, "") }\n'
    start = "\nfunc init() {\n\tpanic(1)\n}\n"
    outcome = run(files_with(aside + start))
    assert flags(outcome) == {"tuned": "1"}
    assert outcome.diagnostics == ()


WHOLE = {
    "an initialiser that needs a variable of its package": (
        ASIDE.replace("7", "base") + THREE + "\nvar base = other() + 1\n",
        {"port": "4", "tuned": "1"},
    ),
    "an init function that registers": (
        ASIDE + THREE + '\nfunc init() {\n\tflag.Int("more", Other, "")\n}\n',
        {"port": "7", "more": "3", "tuned": "1"},
    ),
    "a function that an initialiser calls": (
        ASIDE + '\nfunc other() int {\n\treturn *flag.Int("more", 4, "")\n}\n',
        {"port": "7", "more": "4", "tuned": "1"},
    ),
    "a function behind another one": (
        ASIDE
        + "\nfunc other() int { return inner() }\n"
        + '\nfunc inner() int {\n\treturn *flag.Int("more", 4, "")\n}\n',
        {"port": "7", "more": "4", "tuned": "1"},
    ),
    "a method that an init function calls": (
        ASIDE
        + THREE
        + "\ntype T struct{}\n"
        + '\nfunc (T) add() {\n\tflag.Int("more", 4, "")\n}\n'
        + "\nfunc init() {\n\tT{}.add()\n}\n",
        {"port": "7", "more": "4", "tuned": "1"},
    ),
    "a function of another package that registers": (
        ASIDE.replace('"flag"', '(\n\t"flag"\n\t"m/tune"\n)').replace(
            "other()", 'tune.Registered("more")'
        ),
        {"port": "7", "more": "5", "tuned": "1"},
    ),
    "an init function that sets another package's variable": (
        ASIDE.replace('"flag"', '(\n\t"flag"\n\t"m/tune"\n)')
        + THREE
        + "\nfunc init() {\n\ttune.Port = 9\n}\n",
        {"port": "7", "tuned": "9"},
    ),
}


@pytest.mark.parametrize("name", WHOLE)
def test_more_than_initialisers_makes_it_run_as_a_whole(name: str) -> None:
    aside, expected = WHOLE[name]
    outcome = run(files_with(aside))
    assert flags(outcome) == expected
    assert outcome.diagnostics == ()


def test_a_function_of_another_package_that_registers_nothing_is_no_reason() -> None:
    aside = ASIDE.replace('"flag"', '(\n\t"flag"\n\t"m/tune"\n)')
    aside = aside.replace("other()", 'tune.Plain("x") + other()')
    outcome = run(files_with(aside + STOPS))
    assert flags(outcome) == {"port": "7", "tuned": "1"}
    assert outcome.diagnostics == ()


ROOT = """package tune

import "github.com/spf13/cobra"

var Cmd = &cobra.Command{Use: "tool"}
"""
SUB = """package aside

import (
	"github.com/spf13/cobra"
	"m/tune"
)

func init() {
	sub := &cobra.Command{Use: "sub", Run: func(*cobra.Command, []string) {}}
	tune.Cmd.AddCommand(sub)
}
"""
FLAG = """package aside

import "m/tune"

func init() {
	tune.Cmd.PersistentFlags().IP("address", nil, "")
}
"""


@pytest.mark.parametrize(
    ("aside", "commands", "names"),
    [(SUB, ["tool", "tool sub"], []), (FLAG, ["tool"], ["address"])],
)
def test_a_package_gives_another_ones_command_what_it_has(
    aside: str, commands: list[str], names: list[str]
) -> None:
    main = 'package main\n\nimport (\n\t_ "m/aside"\n\t"m/tune"\n)\n'
    main += "\nfunc main() { tune.Cmd.Execute() }\n"
    outcome = run({"cmd/main.go": main, "aside/aside.go": aside, "tune/tune.go": ROOT})
    assert [command.path for command in outcome.commands] == commands
    assert [*flags(outcome)] == names
    assert outcome.diagnostics == ()


@pytest.mark.parametrize(
    ("call", "commands"),
    [("", []), ("tune.Start()", ["tool", "tool sub"])],
)
def test_commands_that_nothing_executes_are_a_programs_own_if_it_runs_their_package(
    call: str, commands: list[str]
) -> None:
    main = 'package main\n\nimport (\n\t_ "m/aside"\n\t"m/tune"\n)\n\nvar _ = tune.Cmd\n'
    main += f"\nfunc main() {{ {call} }}\n"
    root = ROOT + "\nfunc Start() {}\n"
    outcome = run({"cmd/main.go": main, "aside/aside.go": SUB, "tune/tune.go": root})
    assert [command.path for command in outcome.commands] == commands
    assert [d.message for d in outcome.diagnostics] == ["no command was seen to be executed"]
    assert not outcome.complete


@pytest.mark.parametrize(
    ("aside", "holds"),
    [
        (ASIDE + STOPS + "\nfunc unused() int { return 1 }\n", True),
        (ASIDE + STOPS.replace("1", "2"), True),
        (ASIDE.replace("7", "8") + STOPS, False),
        (ASIDE + STOPS + '\nvar second = flag.Int("second", 2, "")\n', False),
        (ASIDE + THREE + '\nfunc init() {\n\tflag.Int("third", 3, "")\n}\n', False),
    ],
)
def test_an_outcome_hangs_on_what_registers(aside: str, holds: bool, tmp_path: Path) -> None:
    facts = FactCache(tmp_path)
    old = module(files_with(ASIDE + STOPS))
    before = evaluate(old, "cmd", "cmd")
    around = circumstances(old, "cmd")
    Outcomes(old, facts).keep({"cmd": (record(old, before), around, [])})
    new = module(files_with(aside))
    kept = Outcomes(new, facts)
    held = kept.holding(kept.find(["cmd"])["cmd"], circumstances(new, "cmd"))
    facts.close()
    assert (held is not None) == holds
    if held is not None:
        assert flags(held) == flags(run(files_with(aside)))
    else:
        assert flags(before) != flags(run(files_with(aside)))
