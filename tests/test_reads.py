"""What an outcome hangs on: it is taken from the cache where it holds, and never where it does not.

Each case is two releases of one repository that differ by a single declaration.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from gomodule import loader_of

from xref.cache import FactCache
from xref.golang import Loader, Outcome, circumstances, evaluate
from xref.golang.reads import signature_of
from xref.outcomes import Outcomes, record

MAIN = """package main

import (
	"flag"
	"fmt"
	"m/lib"
	"m/tune"
)

func main() {
	tune.Touch()
	flag.Int("default", lib.Default(), "")
	flag.Int("plain", lib.Plain, "")
	flag.Int("second", lib.Second, "")
	flag.Int("computed", lib.Computed, "")
	flag.Int("simple", lib.Simple, "")
	flag.Int("grouped", lib.GroupB, "")
	flag.Int("registry", lib.Registry["a"], "")
	flag.Int("port", lib.NewOuter().Port, "")
	flag.Int("knob", lib.Knob, "")
	flag.Int("deep", lib.Deep(), "")
	flag.Int("aliased", lib.Aliased(), "")
	flag.Int("length", lib.Length("four"), "")
	flag.Int("dotted", lib.Dotted(), "")
	flag.Int("small", lib.Wrapped(100), "")
	flag.Int("held", lib.Held, "")
	flag.Int("counted", lib.Counted("abc"), "")
	flag.Int("guarded", lib.Guarded(), "")
	flag.Int("swayed", lib.Swayed, "")
	flag.Int("either", lib.Either(), "")
	flag.String("level", fmt.Sprint(lib.Level(3)), "")
	flag.String("shown", lib.Shown(lib.NewOuter()), "")
	flag.String("described", lib.NewOuter().Describe(), "")
	flag.String("asked", lib.Asked(), "")
	flag.String("kind", fmt.Sprintf("%T", lib.Renamed(nil)), "")
	flag.String("picked", lib.Pick("x"), "")
	flag.Int("ordered", lib.Later, "")
	flag.Parse()
}
"""
OTHER = """package main

import (
	"flag"
	"m/lib"
)

func main() {
	flag.Int("plain", lib.Plain + lib.GroupA, "")
	flag.Parse()
}
"""
LIB = """package lib

import (
	"fmt"
	"os"
	. "m/dot"
	b "m/base"
	"m/mid"
)

const Plain = 10

const (
	First = iota + 1
	Second
)

var (
	GroupA = 1
	GroupB = 2
)

var Simple = 3

var Computed = compute()

func compute() int { return 7 }

var Registry = map[string]int{}

func init() {
	Registry["a"] = 5
}

var Knob = 1

var Held = b.Seed

var Swayed = 4

func init() {
	if os.Getenv("SWAY") != "" {
		sway()
	}
}

func sway() { Swayed = 5 }

type Level int

func (l Level) String() string { return "low" }

type Inner struct{ Port int }

func (i Inner) Describe() string { return "inner" }

type Outer struct {
	Inner
	Name string
}

func NewOuter() *Outer {
	o := &Outer{Name: "n"}
	o.Inner.Port = 4
	return o
}

func Shown(v interface{}) string {
	if s, ok := v.(fmt.Stringer); ok {
		return s.String()
	}
	return "not shown"
}

type Asker interface{ Ask(n int) string }

type asked struct{}

func (asked) Ask(n int) string { return "yes" }

func Asked() string {
	var v interface{} = asked{}
	if a, ok := v.(Asker); ok {
		return a.Ask(1)
	}
	return "no"
}

func Default() int { return helper() * 2 }

func helper() int { return 21 }

func Unused() int { return 99 }

func Spare() int { return 97 }

func Aliased() int { return b.Seed }

func Length(s string) int { return len(s) }

func Dotted() int { return FromDot }

type Small int8

func Wrapped(n int) int { return int(Small(n) + Small(n)) }

type Renamed = []Level

func Deep() int { return mid.Deep() }

func Counted(s string) int {
	n := 0
	for i := 0; i < len(s); i++ {
		n = added(n, 1)
	}
	return n
}

func added(n int, m int) int { return n + m }

func Guarded() (n int) {
	n = 1
	defer rescue()
	fail()
	return 2
}

func Either() int {
	if Plain > 5 {
		return 1
	}
	return Unused()
}

var Later = reading()

func reading() int { return hidden }

var hidden = compute() + 100
"""
FILES = {
    "cmd/one/main.go": MAIN,
    "cmd/other/main.go": OTHER,
    "lib/lib.go": LIB,
    "lib/rescue.go": "package lib\n\nfunc rescue() { recover() }\n\nfunc fail() { panic(1) }\n",
    "lib/pick.go": "package lib\n\nfunc Pick(s string) string { return pair(s, s)[0] }\n\n"
    "func pair[T any](a, b T) []T { return []T{a, b} }\n",
    "lib/windows.go": "// +build windows\n\npackage lib\n\nfunc init() { Simple = 50 }\n",
    "base/base.go": "package base\n\nconst Seed = 6\n\nconst Depth = 8\n",
    "other/other.go": "package other\n\nconst Seed = 66\n",
    "mid/mid.go": 'package mid\n\nimport "m/base"\n\nfunc Deep() int { return base.Depth }\n',
    "dot/dot.go": "package dot\n\nconst FromDot = 9\n",
    "tune/tune.go": 'package tune\n\nimport "m/lib"\n\nfunc init() { lib.Knob = 11 }\n\n'
    "func Touch() {}\n",
}


@dataclass(frozen=True)
class Change:
    """``file`` has ``new`` for ``old`` in the second release (all of it, where ``old`` is "").

    ``flags`` are those of ``cmd/one`` that this changes (None for all that follow one); there are
    none of ``cmd/other``'s.
    """

    file: str
    old: str
    new: str
    flags: tuple[str, ...] | None
    other: bool = True  # whether the outcome of ``cmd/other`` still holds


CHANGES = {
    "a function's body": Change("lib/lib.go", "return 21", "return 22", ("default",)),
    "a constant": Change("lib/lib.go", "Plain = 10", "Plain = 9", ("plain",), other=False),
    "a constant of a condition": Change(
        "lib/lib.go", "Plain = 10", "Plain = 2", ("either", "plain"), other=False
    ),
    "a group with iota": Change("lib/lib.go", "iota + 1\n", "iota + 1\n\tAnother\n", ("second",)),
    "the first of a group with iota": Change("lib/lib.go", "iota + 1", "iota + 5", ("second",)),
    "a variable's value": Change("lib/lib.go", "Simple = 3", "Simple = 4", ("simple",)),
    "one of a group of variables": Change("lib/lib.go", "GroupB = 2", "GroupB = 5", ("grouped",)),
    "an initialiser that calls": Change(
        "lib/lib.go", "Computed = compute()", "Computed = compute() + 1", ("computed",), False
    ),
    "a function of an initialiser": Change(
        "lib/lib.go", "return 7", "return 8", ("computed", "ordered"), other=False
    ),
    "an initialiser that another one needs": Change(
        "lib/lib.go", "compute() + 100", "compute() + 200", ("ordered",), other=False
    ),
    "an init function": Change("lib/lib.go", '["a"] = 5', '["a"] = 6', ("registry",), False),
    "an init function of another package": Change("tune/tune.go", "11", "12", ("knob",)),
    "a type": Change("lib/lib.go", "Small int8", "Small int16", ("small",)),
    "an alias": Change("lib/lib.go", "Renamed = []Level", "Renamed = []Small", ("kind",)),
    "a method": Change("lib/lib.go", '"low"', '"high"', ("level",)),
    "a field that hides a promoted one": Change(
        "lib/lib.go", "\tName string\n", "\tName string\n\tPort int\n", ("port",)
    ),
    "a method that makes a type implement an interface": Change(
        "lib/more.go",
        "",
        'package lib\n\nfunc (o *Outer) String() string { return "o" }\n',
        ("shown",),
    ),
    "a method that hides a promoted one": Change(
        "lib/more.go",
        "",
        'package lib\n\nfunc (o *Outer) Describe() string { return "o" }\n',
        ("described",),
    ),
    "a method that two embedded types have": Change(
        "lib/lib.go",
        "type Inner struct{ Port int }",
        "type Inner struct{ Port int; Level }",
        ("shown",),
    ),
    "a method of another signature": Change(
        "lib/lib.go", "(asked) Ask(n int)", "(asked) Ask(n string)", ("asked",)
    ),
    "an interface": Change("lib/lib.go", "Ask(n int) string }", "Ask(); Tell() }", ("asked",)),
    "a new file with an init function": Change(
        "lib/more.go", "", "package lib\n\nfunc init() { Simple = 40 }\n", ("simple",), False
    ),
    "a build constraint": Change("lib/windows.go", "// +build windows\n\n", "", ("simple",), False),
    "an import's path": Change("lib/lib.go", 'b "m/base"', 'b "m/other"', ("aliased", "held")),
    "a constant that becomes a variable": Change(
        "base/base.go", "const Seed = 6", "var Seed = 7", ("aliased", "held"), other=False
    ),
    "a package's name": Change("base/base.go", "package base", "package bass", ("deep",)),
    "a constant three packages away": Change("base/base.go", "Depth = 8", "Depth = 88", ("deep",)),
    "a dot-imported constant": Change("dot/dot.go", "FromDot = 9", "FromDot = 99", ("dotted",)),
    "a name in place of a dot-imported one": Change(
        "lib/more.go", "", "package lib\n\nconst FromDot = 3\n", ("dotted",)
    ),
    "a name in place of a built-in one": Change(
        "lib/more.go",
        "",
        "package lib\n\nfunc len(s string) int { return 77 }\n",
        ("counted", "length"),
    ),
    "a name in place of a built-in type": Change(
        "lib/more.go", "", "package lib\n\ntype int8 int64\n", ("small",)
    ),
    "a function that a plain one calls": Change("lib/lib.go", "n + m", "n + m + 1", ("counted",)),
    "what an arm that is not taken calls": Change(
        "lib/lib.go", "{ Swayed = 5 }", "{ Simple = 5 }", ("simple", "swayed"), other=False
    ),
    "who recovers": Change("lib/rescue.go", "{ recover() }", "{}", None),
    "a generic function": Change(
        "lib/pick.go", "[]T{a, b}", '[]T{b, a, any("y").(T)}[2:]', ("picked",)
    ),
}
HOLDING = {
    "a function that is not run": Change("lib/lib.go", "return 97", "return 98", ()),
    "a comment that moves all lines": Change(
        "lib/lib.go", "package lib\n", "package lib\n\n// A\n\n", ()
    ),
    "a constant that is not read": Change(
        "lib/lib.go", "Plain = 10\n", "Plain = 10\n\nconst More = 1\n", ()
    ),
    "a variable more in a group": Change(
        "lib/lib.go", "GroupB = 2\n", "GroupB = 2\n\tGroupC = 3\n", ()
    ),
    "a method that nobody asks for": Change(
        "lib/more.go", "", "package lib\n\nfunc (o *Outer) Spare() int { return 1 }\n", ()
    ),
    "an import more": Change("lib/lib.go", '\t"os"\n', '\t"os"\n\t"time"\n', ()),
}  # fmt: skip


def changed(change: Change) -> dict[str, str]:
    text = FILES.get(change.file, "")
    assert text.count(change.old) == 1 or not change.old
    return FILES | {change.file: text.replace(change.old, change.new) if change.old else change.new}


PROGRAMS = ("cmd/one", "cmd/other")


def run(loader: Loader, folder: str) -> Outcome:
    return evaluate(loader, folder, folder.rpartition("/")[2])


@dataclass
class Two:
    """Two releases: what the first gave, what is still held to be true, and what is true."""

    before: dict[str, Outcome]
    held: dict[str, Outcome | None]
    adopted: dict[str, Outcome]
    now: dict[str, Outcome]


@cache
def two(name: str) -> Two:
    change = (CHANGES | HOLDING)[name]
    kept_in = TemporaryDirectory()
    facts = FactCache(Path(kept_in.name))
    old = loader_of(FILES)
    kept = Outcomes(old, facts)
    before = {folder: run(old, folder) for folder in PROGRAMS}
    kept.keep({f: (record(old, o), circumstances(old, f), []) for f, o in before.items()})
    files = changed(change)
    new = loader_of(files, old)
    found = Outcomes(new, facts)
    rows = found.find(PROGRAMS)
    held = {f: found.holding(rows[f], circumstances(new, f)) for f in PROGRAMS}
    adopted = {folder: run(new, folder) for folder in PROGRAMS}
    now = {folder: run(loader_of(files), folder) for folder in PROGRAMS}
    facts.close()
    kept_in.cleanup()
    return Two(before, held, adopted, now)


def defaults(outcome: Outcome) -> dict[str, tuple[str, str]]:
    return {f.name: (f.default, f.status) for c in outcome.commands for f in c.flags}


def plain(outcome: Outcome) -> Outcome:
    return replace(outcome, reads={})


def test_the_programs_are_read_whole() -> None:
    loader = loader_of(FILES)
    one, other = (run(loader, folder) for folder in PROGRAMS)
    assert not one.diagnostics
    assert not other.diagnostics
    assert len(defaults(one)) == 26
    assert all(default for default, _ in defaults(one).values())


@pytest.mark.parametrize("name", [*CHANGES, *HOLDING])
def test_code_of_the_release_before_gives_what_fresh_code_gives(name: str) -> None:
    releases = two(name)
    for folder in PROGRAMS:
        assert plain(releases.adopted[folder]) == plain(releases.now[folder])


@pytest.mark.parametrize("name", CHANGES)
def test_an_outcome_that_a_change_alters_is_not_held(name: str) -> None:
    change = CHANGES[name]
    releases = two(name)
    was, now = (defaults(o["cmd/one"]) for o in (releases.before, releases.now))
    assert change.flags in (tuple(sorted(n for n in was if was[n] != now.get(n))), None)
    assert plain(releases.before["cmd/one"]) != plain(releases.now["cmd/one"])
    assert releases.held["cmd/one"] is None
    held = releases.held["cmd/other"]
    assert (held is not None) == change.other
    assert held is None or held == plain(releases.now["cmd/other"])


@pytest.mark.parametrize("name", HOLDING)
def test_an_outcome_that_a_change_leaves_alone_holds_at_its_new_lines(name: str) -> None:
    releases = two(name)
    for folder in PROGRAMS:
        assert releases.held[folder] == plain(releases.now[folder])
        assert defaults(releases.before[folder]) == defaults(releases.now[folder])


@pytest.mark.parametrize(
    ("text", "head"),
    [
        ("func f(a int) (b string) {\n\treturn\n}", "func f(a int) (b string) "),
        ("func f(a interface{}) struct{} { return g{} }", "func f(a interface{}) struct{} "),
        ("func f(a struct {\n\tx int\n}) {\n}", ""),
        ("func f() interface { g() } {\n}", ""),
        ("func f(a int /* ) */) {\n}", ""),
        ("func f(a [len(`x`)]int) {\n}", ""),
        ("func (t *T[K]) f(g func(int) bool) {\n}", "func (t *T[K]) f(g func(int) bool) "),
        ("func assembly(a int)", ""),
    ],
)
def test_a_signature_is_what_stands_before_the_body(text: str, head: str) -> None:
    assert signature_of(text.encode()).decode() == (head or text)


def test_a_type_lives_on_though_a_package_with_an_alias_of_it_does_not() -> None:
    files = {
        "cmd/main.go": (
            'package main\n\nimport (\n\t"flag"\n\t"m/alias"\n\t"m/base"\n)\n\nfunc main() {\n'
            '\tflag.Int("one", alias.Make().Port, "")\n'
            '\tflag.Int("two", base.NewBox().Port, "")\n\tflag.Parse()\n}\n'
        ),
        "alias/alias.go": (
            'package alias\n\nimport "m/base"\n\ntype Renamed = base.Box\n\n'
            "func Make() *Renamed { return &Renamed{Port: 5} }\n"
        ),
        "base/base.go": (
            "package base\n\ntype Box struct{ Port int }\n\nfunc NewBox() *Box { return &Box{7} }\n"
        ),
    }
    before = loader_of(files)
    assert defaults(run(before, "cmd")) == {"one": ("5", "exact"), "two": ("7", "exact")}
    after = files | {"alias/alias.go": files["alias/alias.go"].replace("5", "6")}
    found = run(loader_of(after, before), "cmd")
    assert defaults(found) == {"one": ("6", "exact"), "two": ("7", "exact")}
    assert plain(found) == plain(run(loader_of(after), "cmd"))
