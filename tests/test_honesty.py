"""Never guess: what the interpreter does not know it says it does not know.

Natives and libraries are taken away from the cases one by one. Whatever is then still stated as
exact (or as hanging on the environment alone) must be what the program really has; what is gone
must be told by a diagnostic. Programs of our own ask for the statuses of single flags.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
from gocases import Case, load_cases
from test_interpreter import expected, flag_shape, program

from xref.golang.libraries import library_files
from xref.golang.natives import NATIVES
from xref.golang.program import Outcome, evaluate
from xref.model import Status

CASES = load_cases()
IMPORT = re.compile(r'^\s*(?:import\s+)?(?:(\w+)\s+)?"([^"]+)"\s*$', re.M)
STEPS = 300_000
MOST_CASES = 2
SURE = (Status.EXACT, Status.ENVIRONMENT)
ENDING = {("os", "Exit")}
"""What only ends the process; without it there is no telling where a program ends."""


def imports(source: str) -> dict[str, str]:
    """The packages that a file imports, by the name that each goes by in it."""
    head = source.partition("\nfunc ")[0]
    found = {m[1] or m[2].rpartition("/")[2]: m[2] for m in IMPORT.finditer(head)}
    return {name: path for name, path in found.items() if name != "_"}


def natives_used(case: Case) -> Iterator[tuple[str, str]]:
    """The natives that a case's source names, and all methods of a native type it imports."""
    source = case.source.read_text("utf-8", "replace")
    for name, path in sorted(imports(source).items()):
        for member in sorted(set(re.findall(rf"\b{name}\.(\w+)", source))):
            if (path, member) in NATIVES and (path, member) not in ENDING:
                yield path, member


def removals() -> Iterator[Any]:
    """Each native is taken from some cases, each library from some, and all natives from each."""
    taken: Counter[Any] = Counter()
    for case in CASES:
        keys = frozenset(natives_used(case))
        for key in sorted(keys):
            if taken[key] < MOST_CASES:
                taken[key] += 1
                only = {"without_natives": frozenset((key,))}
                yield pytest.param(case, only, id=f"{case.key}-{'.'.join(key)}")
        if len(keys) > 1:
            yield pytest.param(case, {"without_natives": keys}, id=f"{case.key}-all")
        source = case.source.read_text("utf-8", "replace")
        for path in sorted(set(imports(source).values())):
            if library_files(path) and taken[path] < MOST_CASES:
                taken[path] += 1
                yield pytest.param(case, {"without": frozenset((path,))}, id=f"{case.key}-{path}")


def surely_wrong(case: Case, outcome: Outcome) -> list[tuple[str, str, Any, Any]]:
    """The flags that are stated as sure and are not what the program has."""
    truth = {(c["path"], f["name"]): f for c in expected(case) for f in c["flags"]}
    wrong = []
    for command in outcome.commands:
        if not command.path and outcome.diagnostics:
            continue  # its name is said not to be known
        for flag in command.flags:
            real = truth.get((command.path, flag.name))
            if flag.status in SURE and flag_shape(flag) != real:
                wrong.append((command.path, flag.name, flag_shape(flag), real))
    return wrong


@pytest.mark.parametrize(("case", "options"), list(removals()))
def test_what_is_taken_away_is_never_guessed(case: Case, options: dict[str, Any]) -> None:
    loader = program(case.source.read_bytes(), loop_variables=case.go_version != "1.20", **options)
    outcome = evaluate(loader, "", case.name, steps=STEPS)
    assert surely_wrong(case, outcome) == []
    found = {(c.path, f.name) for c in outcome.commands for f in c.flags}
    truth = {(c["path"], f["name"]) for c in expected(case) for f in c["flags"]}
    doubtful = [f for c in outcome.commands for f in c.flags if f.status not in SURE]
    assert truth <= found or outcome.diagnostics or doubtful


# Programs of our own: what each flag's status must at least be. ``unk`` is a value that nobody
# knows, ``env`` one that hangs on the environment.

HEAD = """package main

import (
	"flag"
	"example.com/nowhere"
	"os"
	"sort"
)

var _ = sort.Ints
var _ = os.Getenv

type box struct {
	n    int
	list []string
	m    map[string]int
	p    *int
}

func (b *box) set(n int)  { b.n = n }
func (b box) copied() int { b.n = 9; return b.n }
func store(p *int)        { *p = 9 }
func setGlobal()          { global = 9 }
func fail()               { os.Exit(1) }

var global = 1
var unk = nowhere.Value()
var env = os.Getenv("VARIABLE") != ""

const limit = nowhere.Limit(7)

"""
GUESSED = {
    "constant-of-a-missing-type": "x := int(limit)",
    "if-assigns": "x := 1; if unk { x = 2 }",
    "if-else-assigns": "x := 1; if unk { x = 2 } else { x = 3 }",
    "if-calls": "x := 1; if unk { store(&x) }",
    "if-calls-method": "b := box{n: 1}; if unk { b.set(2) }; x := b.n",
    "if-sets-global": "if unk { setGlobal() }; x := global",
    "if-in-if": "x := 1; if unk { if true { x = 2 } }",
    "if-shadows-then-assigns": "x := 1; if unk { { x := 3; _ = x }; x = 2 }",
    "if-through-own-pointer": "x := 1; if unk { p := &x; *p = 2 }",
    "if-through-own-struct": "x := 1; if unk { b := box{p: &x}; *b.p = 2 }",
    "early-return": "x := func() int { if unk { return 2 }; return 1 }()",
    "nested-early-return": "x := func() int { if unk { if true { return 2 } }; return 1 }()",
    "both-return": "x := func() int { if unk { return 2 } else { return 1 } }()",
    "return-after-storing": "b := &box{n: 1}; func() { if unk { b.n = 2; return } }(); x := b.n",
    "return-after-calling": "y := 1; func() { if unk { store(&y); return } }(); x := y",
    "complete-return-stores": "y := 1; func() int { if unk { y = 2; return 1 }"
    " else { return 2 } }()"
    "; x := y",
    "loop-count": "x := 1; for i := 0; i < unk; i++ { x++ }",
    "loop-range": "x := 1; for range unk { x++ }",
    "loop-range-calls": "y := 1; for _, z := range unk { _ = z; store(&y) }; x := y",
    "loop-break": "x := 1; for i := 0; i < 3; i++ { if unk { break }; x++ }",
    "loop-continue": "x := 1; for i := 0; i < 3; i++ { if unk { continue }; x++ }",
    "loop-endless": "x := 1; for { if unk { break }; x++ }",
    "loop-condition": "x := 1; for !unk { x++ }",
    "goto": "x := 1\nagain:\n\tx++\n\tif unk { goto again }",
    "switch-value": "x := 1; switch unk { case 1: x = 2; case 2: x = 3 }",
    "switch-case": "x := 1; switch 1 { case unk: x = 2 }",
    "switch-default": "x := 1; switch unk { case 1: x = 2; default: x = 3 }",
    "switch-break": "x := 1; switch { case unk: x = 2; break }",
    "switch-fallthrough": "x := 1; switch { case unk: fallthrough; case false: x = 2 }",
    "type-switch": "x := 1; switch unk.(type) { case int: x = 2; case string: x = 3 }",
    "assertion": "x := 1; if _, ok := unk.(int); ok { x = 2 }",
    "and": "x := 1; if unk && func() bool { x = 2; return true }() { }",
    "or": "x := 1; if true && (unk || false) { x = 2 }",
    "panic-recovered": "x := 1; func() { defer func() { if recover() != nil { x = 2 } }()"
    "; if unk { panic(1) } }()",
    "panic-recovered-in-call": "x := func() (n int) { defer func() { if r := recover(); r != nil "
    "{ n = 2 } }(); if unk { panic(1) }; return 1 }()",
    "deferred-in-if": "x := 1; func() { if unk { defer func() { x = 2 }() } }()",
    "map-key": 'm := map[string]int{"a": 1}; m[unk] = 2; x := m["a"]',
    "map-key-through-alias": 'm := map[string]int{"a": 1}; type t map[string]int; n := t(m)'
    '; n[unk] = 2; x := m["a"]',
    "map-deleted": 'm := map[string]int{"a": 1}; delete(m, unk); x := m["a"]',
    "map-literal-key": 'm := map[string]int{"a": 1, unk: 2}; x := m["a"]',
    "map-length": 'm := map[string]int{"a": 1}; if unk { m["b"] = 2 }; x := len(m)',
    "map-missing": 'm := map[string]int{}; if unk { m["b"] = 2 }; x := m["b"]',
    "map-removed": 'm := map[string]int{"a": 1}; if unk { delete(m, "a") }; x := m["a"]',
    "map-iterated": 'm := map[string]int{}; if unk { m["b"] = 2 }; x := 1; for range m { x++ }',
    "map-by-unknown-value": 'y := 1; m := map[string]*int{"a": &y}; *m[unk] = 2; x := y',
    "slice-index": "s := []int{1, 2}; s[unk] = 3; x := s[0]",
    "slice-element": "s := []int{1, 2}; x := s[unk]",
    "slice-of-pointers": "y := 1; s := []*int{&y}; *s[unk] = 2; x := y",
    "slice-length": "s := []int{1}; if unk { s = append(s, 2) }; x := len(s)",
    "slice-bounds": "s := []int{1, 2}; t := s[:unk]; t[0] = 5; x := s[0]",
    "slice-appended": "s := []int{1, 2}; s = append(s, unk...); x := len(s)",
    "slice-copied": "s := []int{1, 2}; copy(s, unk); x := s[0]",
    "pointer-chosen": "y, z := 1, 1; p := &y; if unk { p = &z }; *p = 2; x := y",
    "pointer-chosen-other": "y, z := 1, 1; p := &y; if unk { p = &z }; *p = 2; x := z",
    "pointer-to-struct": "b, c := &box{n: 1}, &box{n: 1}; p := b; if unk { p = c }; p.n = 2"
    "; x := c.n",
    "pointer-method": "b, c := &box{n: 1}, &box{n: 1}; p := b; if unk { p = c }; p.set(2)"
    "; x := b.n",
    "pointer-converted": "y := 1; p := nowhere.T(&y); *p = 2; x := y",
    "pointer-in-literal": "y := 1; v := nowhere.T{P: &y}; v.Run(); x := y",
    "nil-by-assumption": "find := func() *box { if unk { return &box{n: 2} }; return nil }"
    "; x := find().n",
    "method-of-nil-by-assumption": "find := func() error { if unk { return nowhere.Err() }"
    "; return nil }; x := len(find().Error())",
    "pointer-given": "y := 1; nowhere.Set(&y); x := y",
    "pointer-kept": "y := 1; v := nowhere.New(&y); y = 2; v.Run(); x := y",
    "struct-given": "b := box{p: new(int)}; nowhere.Set(b); x := *b.p",
    "slice-given": "s := []int{1}; nowhere.Set(s); x := s[0]",
    "map-given": 'm := map[string]int{"a": 1}; nowhere.Set(m); x := m["a"]',
    "method-given": "b := &box{n: 1}; nowhere.Call(b.set); x := b.n",
    "closure-given": "y := 1; nowhere.Call(func() { y = 2 }); x := y",
    "closure-given-calls": "y := 1; nowhere.Call(func() { store(&y) }); x := y",
    "closure-sets-global": "nowhere.Call(func() { global = 2 }); x := global",
    "closure-kept": "y := 1; f := func() { y = 2 }; v := nowhere.New(f); v.Run(); x := y",
    "closure-range": "y := 1; nowhere.Each(func(n int) bool { y += n; return true }); x := y",
    "unknown-called": "y := 1; unk(&y); x := y",
    "function-chosen": "y := 1; f := func() {}; if unk { f = func() { y = 2 } }; f(); x := y",
    "sorted-by-unknown": "s := []int{3, 1, 2}; sort.Slice(s, func(i, j int) bool { return unk })"
    "; x := s[0]",
    "sorted-in-if": "s := []int{3, 1, 2}; if unk { sort.Ints(s) }; x := s[0]",
    "goroutine": "y := 1; go func() { y = 2 }(); x := y",
    "goroutine-call": "y := 1; go store(&y); x := y",
    "goroutine-method": "b := &box{n: 1}; go b.set(2); x := b.n",
    "select": "x := 1; c := make(chan int); select { case x = <-c: ; default: }",
    "select-assigns": "x := 1; c := make(chan int); select { case <-c: x = 2; default: }",
    "select-returns": "x := func() int { c := make(chan int); select { case <-c: return 2"
    "; default: return 1 } }()",
    "received": "c := make(chan int, 1); c <- 1; x := <-c",
    "channel-range": "x := 1; c := make(chan int); for range c { x = 2 }",
    "exits-in-call": "x := 1; if unk { x = 2; fail() }",
    "struct-copied": "b := box{n: 1}; c := b; if unk { c.n = 2 }; x := c.n",
    "array-index": "a := [2]int{1, 2}; a[unk] = 3; x := a[0]",
    "shadowed-error": "x := 1; if err := nowhere.Do(); err != nil { x = 2 }",
    "arithmetic": "x := 1 + unk",
    "length": "x := len(unk)",
    "ternary": "x := map[bool]int{true: 1, false: 2}[unk]",
    "closure-result": "f := func() int { if unk { return 2 }; return 1 }; x := f()",
    "recursive": "var f func(n int) int; f = func(n int) int { if unk { return n }"
    "; if n > 3 { return 0 }; return f(n + 1) }; x := f(0)",
}
EXACT = {
    "dead-branch": "x := 1; if false && unk { x = 2 }",
    "copy-is-changed": "b := box{n: 1}; c := b; if unk { c.n = 2 }; x := b.n",
    "other-variable": "x, y := 1, 1; if unk { y = 2 }; _ = y",
    "other-field": "b := box{n: 1}; if unk { b.list = nil }; x := b.n",
    "value-receiver": "b := box{n: 1}; if unk { b.copied() }; x := b.n",
    "process-ends": "x := 1; if unk { os.Exit(1) }",
    "process-ends-in-panic": "x := 1; if unk { panic(1) }",
    "assigned-afterwards": "x := 1; if unk { x = 2 }; x = 1",
    "value-given": "x := 1; nowhere.Set(x)",
    "short-circuit": "x := 1; if env || true { }",
}


def status_of(body: str) -> tuple[str, Status, Outcome]:
    source = HEAD + "func main() {\n" + body + '\nflag.Int("x", x, "")\nflag.Parse()\n}\n'
    outcome = evaluate(program(source.encode(), loop_variables=True), "", "prog", steps=STEPS)
    (flag,) = (f for c in outcome.commands for f in c.flags)
    return flag.default, flag.status, outcome


@pytest.mark.parametrize("name", sorted(GUESSED))
def test_what_hangs_on_the_unknown_is_never_exact(name: str) -> None:
    _, status, _ = status_of(GUESSED[name])
    assert status in (Status.UNKNOWN, Status.ASSUMED)


OTHERWISE = ("unk", "nowhere", "go ", "chan ")
# A pointer that would lead elsewhere if the variable were set is not followed there.
ELSEWHERE = ("loop-endless", "nil-by-assumption", "pointer-chosen-other", "pointer-to-struct")
IN_ENVIRONMENT = {
    name: changed
    for name, body in GUESSED.items()
    if "env" in (changed := body.replace("if unk {", "if env {"))
    and not any(word in changed for word in OTHERWISE)
    and name not in ELSEWHERE
}


@pytest.mark.parametrize("name", sorted(IN_ENVIRONMENT))
def test_what_hangs_on_the_environment_says_so(name: str) -> None:
    _, status, outcome = status_of(IN_ENVIRONMENT[name])
    assert status is Status.ENVIRONMENT
    (flag,) = (f for c in outcome.commands for f in c.flags)
    assert "VARIABLE" in {o.text for o in flag.origins}


@pytest.mark.parametrize("name", sorted(EXACT))
def test_what_hangs_on_nothing_is_exact(name: str) -> None:
    default, status, _ = status_of(EXACT[name])
    assert (default, status) == ("1", Status.EXACT)


def test_a_flag_that_only_an_unknown_branch_registers_is_assumed() -> None:
    body = 'x := 1; if unk { flag.Int("y", 2, "") }'
    source = HEAD + "func main() {\n" + body + '\nflag.Int("x", x, "")\nflag.Parse()\n}\n'
    outcome = evaluate(program(source.encode()), "", "prog", steps=STEPS)
    found = {f.name: f.status for c in outcome.commands for f in c.flags}
    assert found == {"x": Status.EXACT, "y": Status.ASSUMED}


def test_a_flag_set_that_was_given_away_is_noted() -> None:
    body = "x := 1; nowhere.Register(flag.CommandLine)"
    _, status, outcome = status_of(body)
    assert status is Status.EXACT
    assert [d for d in outcome.diagnostics if "FlagSet was given to code" in d.message]
