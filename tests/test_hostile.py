"""Hostile source: evaluation ends, in an outcome with a diagnostic where it stopped short.

Nothing here may raise, hang, or take memory without bounds. No test measures time: the budget of
steps is what ends what would not end.
"""

from __future__ import annotations

import pytest

from xref.golang.program import Outcome, evaluate, new_loader
from xref.golang.sources import Tree
from xref.model import Status

MODULE = "example.com/case"
STEPS = 20_000
DEEP = 10_000


def run(files: dict[str, bytes | str], folder: str = "", steps: int = STEPS) -> Outcome:
    """Evaluate the program in ``folder`` of a module of these files, by path."""
    data = {p: t.encode() if isinstance(t, str) else t for p, t in files.items()}
    folders: dict[str, list[tuple[str, str]]] = {}
    for path in data:
        at, _, name = path.rpartition("/")
        folders.setdefault(at, []).append((name, path))
    tree = Tree(folders, lambda keys: [(k, data[k]) for k in keys], {MODULE: ""})
    return evaluate(new_loader(tree), folder, "prog", steps=steps)


def main(body: str, more: str = "", imports: str = '"flag"') -> str:
    head = "\n".join(f"import {i}" for i in imports.split(" ") if i)
    return f"package main\n{head}\n{more}\nfunc main() {{\n{body}\n}}\n"


def flagged(expression: str, more: str = "", imports: str = '"flag"', before: str = "") -> str:
    """A program with one flag, ``x``, whose default is the expression."""
    body = f'{before}\nflag.String("x", {expression}, "")\nflag.Parse()'
    return main(body, more, imports)


def statuses(outcome: Outcome) -> dict[str, Status]:
    return {f.name: f.status for c in outcome.commands for f in c.flags}


def default(outcome: Outcome) -> tuple[str, Status]:
    (flag,) = (f for c in outcome.commands for f in c.flags)
    return flag.default, flag.status


ENDLESS = {
    "for": main("for {}"),
    "for-true": main("for true { n++ }", "var n int"),
    "for-three": main("for i := 0; ; i++ {}"),
    "for-negative": main("for i := 0; i < 10; i-- {}"),
    "nested": main("for i := 0; i < 1000000; i++ { for j := 0; j < 1000000; j++ {} }"),
    "range-int": main("for i := range 1 << 40 { _ = i }"),
    "goto": main("again:\n\tgoto again"),
    "goto-labelled": main("n := 0\nagain:\n\tn++\n\tif n > 0 { goto again }"),
    "range-growing-map": main(
        "m := map[int]int{0: 0}\nfor { for k := range m { m[k+1] = k } }",
    ),
    "continue": main("L:\n\tfor { for { continue L } }"),
    "recursion": main("f()", "func f() { f() }"),
    "mutual": main("f(1)", "func f(n int) int { return g(n) }\nfunc g(n int) int { return f(n) }"),
    "methods": main(
        "t{}.f()", "type t struct{}\nfunc (x t) f() { x.g() }\nfunc (x t) g() { x.f() }"
    ),
    "closure": main("var f func()\nf = func() { f() }\nf()"),
    "interface": main("var x i = &t{}\nx.f()", "type i interface{ f() }\ntype t struct{ i }"),
    "self-interface": main(
        "x := &t{}\nx.i = x\nx.f()", "type i interface{ f() }\ntype t struct{ i }"
    ),
    "defer": main("f()", "func f() { defer f() }"),
    "defer-loop": main("for { defer func() {}() }"),
    "panic-recover": main("f()", "func f() { defer func() { recover(); f() }(); panic(1) }"),
    "iterator": main(
        "for range seq {}", "func seq(yield func() bool) { for yield() {} }", imports=""
    ),
    "init": "package main\nfunc init() { for {} }\nfunc main() {}\n",
    "init-recursion": "package main\nfunc init() { f() }\nfunc f() { f() }\nfunc main() {}\n",
    "variable": "package main\nvar x = f()\nfunc f() int { return f() }\nfunc main() {}\n",
    "string-method": main(
        "fmt.Sprint(t{})",
        "type t struct{}\nfunc (x t) String() string { return fmt.Sprint(x) }",
        '"fmt"',
    ),
    "error-method": main(
        "fmt.Sprint(&t{})",
        'type t struct{}\nfunc (x *t) Error() string { return fmt.Sprintf("%v", x) }',
        '"fmt"',
    ),
    "panicking-string": main(
        "panic(t{})", "type t struct{}\nfunc (x t) String() string { panic(x) }", ""
    ),
    "less": main(
        "sort.Slice(s, func(i, j int) bool { for {}; return true })",
        "var s = []int{3, 2, 1}",
        '"sort"',
    ),
    "generic": main("f(1)", "func f[T any](x T) { f([]T{x}) }", ""),
    "append-to-itself": main("s := []int{1}\nfor { s = append(s, s...) }"),
    "string-doubling": main('s := "ab"\nfor { s += s }'),
    "string-sum": main('s := "ab"\nfor { s = s + s + s + s + s + s + s + s + s + s + s }'),
    "byte-doubling": main('b := []byte("ab")\nfor { b = append(b, b...) }'),
    "join-doubling": main(
        's := "ab"\nfor { s = strings.Join([]string{s, s}, s) }', "", '"strings"'
    ),
    "replace-doubling": main(
        's := "aa"\nfor { s = strings.Replace(s, "a", s, -1) }', "", '"strings"'
    ),
    "sprintf-doubling": main('s := "ab"\nfor { s = fmt.Sprintf("%s%s%q", s, s, s) }', "", '"fmt"'),
    "multiplying": main("n := 3.0\ni := 3\nfor { n *= n; i *= i }"),
    "boxes": main("var v interface{} = 1\nfor { v = []interface{}{v, v} }"),
    "map-growing": main("m := map[int][]int{}\nfor i := 0; ; i++ { m[i] = make([]int, 100) }"),
}


@pytest.mark.parametrize("name", sorted(ENDLESS))
def test_what_does_not_end_is_ended(name: str) -> None:
    outcome = run({"main.go": ENDLESS[name]})
    assert outcome.diagnostics
    assert outcome.commands == ()


CYCLES = {
    "type-of-itself": "type T T\nvar v T\nvar p = &v",
    "types-of-each-other": "type T U\ntype U T\nvar v T",
    "alias": "type T = T\nvar v T",
    "aliases": "type T = U\ntype U = T\nvar v T",
    "array-of-itself": "type T [2]T\nvar v T",
    "struct-of-itself": "type T struct{ t T; n int }\nvar v T\nvar w = v.t.t.n",
    "structs-of-each-other": "type T struct{ u U }\ntype U struct{ t T }\nvar v T",
    "embedding-itself": "type T struct{ T }\nvar v T\nvar w = v.x",
    "embedding-each-other": "type T struct{ *U }\ntype U struct{ *T }\nvar v T\nvar w = v.x",
    "interface-of-itself": "type T interface{ T }\nvar v T\nvar w, ok = v.(T)",
    "interfaces": "type T interface{ U }\ntype U interface{ T; m() }\nvar v T = 1\nvar w = v.(U)",
    "pointer": "type T *T\nvar v T\nvar w = *v",
    "slice": "type T []T\nvar v = T{T{}, T{T{}}}",
    "map": 'type T map[string]T\nvar v = T{"a": T{}}',
    "func": "type T func(T) T\nvar v T = func(t T) T { return t }",
    "constants": "const a = b\nconst b = a\nvar v = a",
    "constant": "const a = a + 1\nvar v = a",
    "array-length": "const n = len(a)\nvar a [n]int\nvar v = a",
    "variables": "var a = b\nvar b = a\nvar v = a",
    "through-functions": "var a = f()\nvar b = g()\n"
    "func f() int { return b }\nfunc g() int { return a }",
    "generic": "type T[A any] struct{ t *T[T[A]] }\nvar v T[int]\nvar w = v.t.t.t",
    "generic-by-value": "type T[A any] struct{ t T[[]A] }\nvar v T[int]",
    "constraint": "type C[T any] interface{ C[T] }\nfunc f[T C[T]](t T) {}\nfunc g() { f(1) }",
}


@pytest.mark.parametrize("name", sorted(CYCLES))
def test_a_cycle_of_declarations_ends(name: str) -> None:
    body = 'f := []interface{}{v}\nflag.Int("n", len(f), "")\nflag.Parse()'
    more = CYCLES[name] + ("" if "var v" in CYCLES[name] else "\nvar v = 1")
    outcome = run({"main.go": main(body, more)})
    found = statuses(outcome)
    assert outcome.diagnostics or found == {"n": Status.EXACT}


def nested(opening: str, closing: str, inner: str = "1") -> str:
    return opening * DEEP + inner + closing * DEEP


NESTED = {
    "parentheses": main(f"x := {nested('(', ')')}\n_ = x"),
    "blocks": main(nested("{", "}", "")),
    "ifs": main(nested("if true {", "}", "")),
    "loops": main(nested("for {", "}", "")),
    "literals": main(f"x := []interface{{}}{nested('{', '}')}\n_ = x"),
    "minus": main(f"x := {'- ' * DEEP}1\n_ = x"),
    "not": main(f"x := {'!' * DEEP}true\n_ = x"),
    "stars": main(f"x := {'*' * DEEP}y\n_ = x"),
    "addresses": main(f"x := {'& ' * DEEP}y\n_ = x"),
    "pointers": main(f"var x {'*' * DEEP}int\n_ = x"),
    "slices": main(f"var x {'[]' * DEEP}int\n_ = x"),
    "arrays": main(f"var x {'[1]' * DEEP}int\n_ = x"),
    "maps": main(f"var x {'map[string]' * DEEP}int\n_ = x"),
    "structs": main(f"var x {nested('struct{ x ', '}', 'int')}\n_ = x"),
    "functions": main(f"x := {nested('func() { ', ' }', '')}\nx()"),
    "called-functions": main(nested("func() { ", " }()", "")),
    "function-types": main(f"var x {'func() ' * DEEP}\n_ = x"),
    "else-if": main("n := 5\n" + "if n == 1 {} else " * DEEP + "{}"),
    "sum": main("x := 1" + " + 1" * DEEP + "\n_ = x"),
    "product": main("x := 1" + " * 1" * DEEP + "\n_ = x"),
    "mixed": main("x := 1" + " * 1 + 1" * DEEP + "\n_ = x"),
    "ands": main("x := true" + " && true" * DEEP + "\n_ = x"),
    "comparisons": main("x := true" + " == true" * DEEP + "\n_ = x"),
    "selectors": main("x := y" + ".z" * DEEP + "\n_ = x"),
    "calls": main("x := f" + "()" * DEEP + "\n_ = x"),
    "call-chain": main("x := f" + ".g()" * DEEP + "\n_ = x"),
    "indexes": main("x := y" + "[0]" * DEEP + "\n_ = x"),
    "assertions": main("x := y" + ".(int)" * DEEP + "\n_ = x"),
    "conversions": main(f"x := {nested('int(', ')')}\n_ = x"),
    "arguments": main(f"x := {nested('f(', ')')}\n_ = x", "func f(n int) int { return n }"),
    "switches": main(nested("switch { default: ", "}", "")),
    "labels": main("".join(f"l{i}:\n" for i in range(DEEP)) + "return"),
    "generics": main(f"var x {nested('T[', ']', 'int')}\n_ = x", "type T[A any] struct{ a *A }"),
    "comments": main("/*" * DEEP + "*/"),
    "constants": main("", f"const c = {nested('(', ')')}\nvar v = c"),
    "declaration": main("", f"var v = {nested('[]int{', '}')}"),
}


@pytest.mark.parametrize("name", sorted(NESTED))
def test_deep_nesting_is_borne(name: str) -> None:
    outcome = run({"main.go": NESTED[name], "flags.go": main_less_flag()})
    assert outcome.diagnostics or statuses(outcome) == {"there": Status.EXACT}


def main_less_flag() -> str:
    """A second file that registers a flag before ``main``."""
    return 'package main\nimport "flag"\nvar there = flag.Int("there", 1, "")\n'


SYNTAX = {
    "empty": b"",
    "nothing-but-package": b"package main\n",
    "no-package": b"func main() {}\n",
    "unclosed": b"package main\nfunc main() {\n\tx := (1 + \n",
    "unclosed-string": b'package main\nfunc main() {\n\tx := "abc\n}\n',
    "unclosed-raw": b"package main\nfunc main() {\n\tx := `abc\n}\n",
    "unclosed-comment": b"package main\nfunc main() { /* }\n",
    "unclosed-import": b'package main\nimport (\n\t"flag"\nfunc main() { flag.Parse() }\n',
    "bad-import": b'package main\nimport flag\nimport "\nimport ""\nfunc main() {}\n',
    "operators": b"package main\nfunc main() { x := 1 + * 2; y := := 3; z = ; }\n",
    "keywords": b"package main\nfunc main() { for if switch := range { func type } }\n",
    "headless": b"package main\nfunc (main) {}\nfunc () x() {}\nfunc main( {}\nfunc main() {}\n",
    "declarations": b"package main\nvar\nconst\ntype\nvar x\nconst c\ntype T\nfunc f\n"
    b"func main() {}\n",
    "statements": b"package main\nfunc main() { defer; go; defer 1; go f; x++ ++; "
    b"return return }\n",
    "literals": b"package main\nfunc main() { x := 0x; y := 1e; z := '' ; w := 'ab'; v := 09 }\n",
    "jumps": b"package main\nfunc main() { break; continue; goto nowhere; fallthrough }\n",
    "cases": b"package main\nfunc main() { switch { case: default: default: case 1, : } }\n",
    "builtins": b"package main\nfunc main() { len(); cap(1); append(); copy(1); delete(); "
    b"make(); new(); panic(); recover(1); min(); max(); complex(1); real(); clear(); close() }\n",
    "arguments": b"package main\nfunc f(a, b int) int { return a }\n"
    b"func main() { f(); f(1); f(1, 2, 3); x, y := f(1, 2); var z int = f; z() ; x(y) }\n",
    "types": b"package main\nfunc main() { var x [-1]int; var y [n]int; var z map; var w chan; "
    b"a := struct{}{1, 2}; b := []int{-1: 2}; c := [2]int{5: 1}; d := map[int]int{1} }\n",
    "mistyped": b'package main\nfunc main() { x := 1 + "a"; y := "a" * 2; z := -"a"; '
    b'w := !1; v := 1 && 2; u := "a" << 1; t := 1.5 << 2; s := true + 1; r := 1 % 1.5; '
    b'q := 1 & 1.5; p := nil + nil; o := "a" < 1; n := 1 < nil; m := ^1.5; l := main + 1 }\n',
    "nul": b'package main\x00\nfunc main() {\x00 x := "\x00" }\x00\n',
    "only-nul": b"\x00" * 1000,
    "latin-1": 'package main\nfunc main() { größe := "é"; _ = größe }\n'.encode("latin-1"),
    "broken-utf-8": b'package main\nvar \xff\xfe = "\xc3\x28"\nfunc main() { \xff\xfe() }\n',
    "utf-16": "package main\nfunc main() {}\n".encode("utf-16"),
    "names-in-utf-8": b'package main\nimport \xff "flag"\n'
    b'func main() { \xff.Int("\xff", 1, "") }\n',
    "binary": bytes(range(256)) * 40,
    "carriage-returns": b"package main\rfunc main() {\r}\r",
    "one-line": b"package main; func main() { for { break }; }",
}


@pytest.mark.parametrize("name", sorted(SYNTAX))
def test_bad_source_is_no_error_of_ours(name: str) -> None:
    outcome = run({"main.go": SYNTAX[name], "flags.go": main_less_flag()})
    assert statuses(outcome) in ({}, {"there": Status.EXACT})


def test_a_program_of_nothing() -> None:
    assert run({}).diagnostics
    assert run({}, "cmd/nothing").diagnostics
    assert run({"main.go": b""}).commands == ()
    assert run({"lib/lib.go": "package lib\n"}, "lib").commands == ()
    assert run({"main.go": "package main\n"}).commands == ()
    assert run({"main.go": "package main\nvar main = 1\n"}).commands == ()


def test_cyclic_imports_end() -> None:
    a = main('flag.Int("n", b.N, "")\nflag.Parse()', imports=f'"flag" "{MODULE}/b"')
    b = f'package b\nimport "{MODULE}/c"\nvar N = c.N + 1\n'
    c = f'package c\nimport "{MODULE}/b"\nvar N = b.N + 1\n'
    outcome = run({"a/a.go": a, "b/b.go": b, "c/c.go": c}, "a")
    assert statuses(outcome) == {"n": Status.UNKNOWN}
    own = f'package main\nimport "{MODULE}"\nfunc main() {{}}\n'
    assert run({"main.go": own}).commands == ()


HUGE = {
    "shift": "string(rune(1 << 1000000))",
    "shift-of-shift": "fmt.Sprint(1 << 90000 << 90000 << 90000 << 90000 >> 300000)",
    "constant-power": "fmt.Sprint(c9)",
    "variable-shift": "fmt.Sprint(one << uint(1<<62))",
    "shift-right": "fmt.Sprint(one >> uint(1<<62), 1 >> 1000000000000)",
    "exponent": "fmt.Sprint(1e999999999)",
    "width": 'fmt.Sprintf("%99999999d", 1)',
    "star-width": 'fmt.Sprintf("%*d", 99999999, 1)',
    "precision": 'fmt.Sprintf("%.99999999f", 1.5)',
    "many-widths": 'fmt.Sprintf(strings.Repeat("%999999d", 1000), 1)',
    "argument-index": 'fmt.Sprintf("%[99999999999999999999]d", 1)',
    "repeat": 'strings.Repeat("abc", 1<<40)',
    "repeat-of-repeat": 'strings.Repeat(strings.Repeat("abc", 1<<12), 1<<20)',
    "repeat-negative": 'strings.Repeat("abc", -1)',
    "bytes-repeat": 'string(bytes.Repeat([]byte("abc"), 1<<40))',
    "make": "fmt.Sprint(len(make([]int, 1<<40)))",
    "make-bytes": "string(make([]byte, 1<<33))",
    "make-of-structs": "fmt.Sprint(len(make([][1000]int, 900000)))",
    "array": "fmt.Sprint(len([1 << 40]int{}))",
    "arrays": "fmt.Sprint([1000][1000][1000][1000]int{})",
    "indexed-literal": "fmt.Sprint(len([]int{1 << 40: 1}))",
    "backtracking": 'fmt.Sprint(regexp.MustCompile("(a+)+$").MatchString('
    'strings.Repeat("a", 40) + "b"))',
    "backtracking-alternatives": 'regexp.MustCompile("(a|a|aa)*c").ReplaceAllString('
    'strings.Repeat("a", 60), "x")',
    "regexp-counts": 'fmt.Sprint(regexp.MustCompile("((a{1,100}){1,100}){1,100}")'
    '.MatchString("a"))',
    "parse": 'fmt.Sprint(strconv.Atoi(strings.Repeat("9", 100000)))',
    "parse-float": 'fmt.Sprint(strconv.ParseFloat("1e" + strings.Repeat("9", 100000), 64))',
    "format-base": "fmt.Sprint(strconv.FormatInt(1, 99))",
    "power": "fmt.Sprint(math.Pow(10, 1e300), math.Exp(1e300), math.MaxFloat64 * 2)",
    "replace-all": 'fmt.Sprint(len(strings.Replace(strings.Repeat("a", 900000), "a", '
    'strings.Repeat("b", 900000), -1)))',
    "join": 'strings.Join(make([]string, 1000000), strings.Repeat("x", 1000000))',
    "map-of-runes": 'strings.Map(func(r rune) rune { return r }, strings.Repeat("a", 9000000))',
    "split": 'fmt.Sprint(len(strings.Split(strings.Repeat("a", 90000000), "")))',
    "duration": "time.Duration(1 << 62 * 2).String()",
}
BIG = (
    "var one = 1\nconst c0 = 1 << 10000\nconst c1 = c0 * c0\nconst c2 = c1 * c1\n"
    "const c3 = c2 * c2\nconst c4 = c3 * c3\nconst c5 = c4 * c4\nconst c6 = c5 * c5\n"
    "const c7 = c6 * c6\nconst c8 = c7 * c7\nconst c9 = c8 * c8\n"
)


@pytest.mark.parametrize("name", sorted(HUGE))
def test_what_is_huge_is_not_computed(name: str) -> None:
    used = ("bytes", "fmt", "math", "regexp", "strconv", "strings", "time")
    imports = " ".join(f'"{p}"' for p in ("flag", *used) if p == "flag" or f"{p}." in HUGE[name])
    outcome = run({"main.go": flagged(HUGE[name], BIG, imports)})
    flags = [f for c in outcome.commands for f in c.flags]
    assert all(len(f.default) < 2_000_000 for f in flags)
    assert outcome.diagnostics or [f.name for f in flags] == ["x"]


def test_generated_tables_are_read() -> None:
    rows = ",\n".join(f'\t{{"name{i}", {i}}}' for i in range(60_000))
    cases = "\n".join(f'\tcase {i}: return "v{i}"' for i in range(30_000))
    table = (
        "package main\n\ntype row struct { s string; n int }\n\n"
        f"var rows = []row{{\n{rows},\n}}\n"
    )
    switch = (
        "package main\n\nfunc pick(n int) string {\n\tswitch n {\n"
        f'{cases}\n\t}}\n\treturn ""\n}}\n'
    )
    program = flagged("pick(17)")
    outcome = run({"main.go": program, "switch.go": switch, "table.go": table}, steps=200_000)
    assert len(table) + len(switch) > 1_500_000
    assert default(outcome) == ("v17", Status.EXACT)


def test_much_code_that_nothing_calls_costs_little() -> None:
    functions = "\n".join(
        f"func f{i}(a, b int) (int, error) {{\n"
        f"\tfor a < b {{\n\t\ta += {i}\n\t}}\n\treturn a, nil\n}}\n"
        for i in range(30_000)
    )
    outcome = run({"main.go": flagged('"v"'), "more.go": "package main\n\n" + functions})
    assert len(functions) > 2_400_000
    assert default(outcome) == ("v", Status.EXACT)


def test_copies_of_deep_structs_end() -> None:
    levels = "".join(f"type t{i} struct {{ a, b t{i + 1} }}\n" for i in range(40))
    body = (
        'var x t0\ny := x\nz := y\n_ = z == x\nflag.Int("n", y'
        + ".a" * 40
        + '.n, "")\nflag.Parse()'
    )
    outcome = run({"main.go": main(body, levels + "type t40 struct { n int }\n")})
    assert outcome.diagnostics or statuses(outcome) == {"n": Status.EXACT}


def test_a_panic_that_cannot_be_shown_is_told() -> None:
    for value in (
        "func() {}",
        "map[string]int{}",
        "&[]int{1}",
        "make(chan int)",
        "nil",
        "t{}",
        "1.5",
    ):
        more = "type t struct{}\nfunc (t) Error() string { panic(1) }"
        outcome = run({"main.go": main(f"panic({value})", more)})
        assert [d.message for d in outcome.diagnostics if "stopped" in d.message]
        assert outcome.commands == ()


def test_flags_are_kept_when_the_evaluation_stops() -> None:
    body = 'flag.Int("before", 1, "")\nfor {}\nflag.Int("after", 1, "")\nflag.Parse()'
    outcome = run({"main.go": main(body)})
    assert [d for d in outcome.diagnostics if "budget" in d.message]
    assert statuses(outcome) == {"before": Status.EXACT}


def test_a_file_without_a_package_clause_belongs_to_no_package() -> None:
    body = 'flag.Int("n", lib.N, "u")\nflag.Parse()'
    files: dict[str, bytes | str] = {
        "main.go": main(body, imports=f'"flag" "{MODULE}/lib"'),
        "lib/a.go": "",
        "lib/b.go": "../elsewhere/b.go",
        "lib/c.go": "package lib\n\nconst N = 7\n",
    }
    (command,) = run(files).commands
    assert [(f.default, f.status) for f in command.flags] == [("7", Status.EXACT)]
