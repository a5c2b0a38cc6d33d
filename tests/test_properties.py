"""Generated programs: what they compute is what an independent oracle computes; mutated source
never makes the interpreter fail.

The oracle builds Go's text and Python's value of an expression side by side, with wrap-around of
its own. Mutants are the cases and our small libraries with bytes taken out, doubled, swapped or
replaced.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from gocases import load_cases
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from test_interpreter import program

from xref.golang.program import Outcome, evaluate, new_loader
from xref.golang.sources import Tree
from xref.model import Status

ROOT = Path(__file__).parents[1]
SOURCES = [c.source.read_bytes() for c in load_cases()]
LIBRARIES = {
    f"{folder}/{path.name}": path.read_bytes()
    for folder in ("github.com/spf13/pflag", "github.com/spf13/cobra", "flag")
    for path in sorted((ROOT / "xref/golang/stdlib" / folder).glob("*.go"))
}
BITS = {"int": 64, "int8": 8, "int16": 16, "uint8": 8, "uint16": 16, "uint32": 32, "uint64": 64}
relaxed = settings(
    deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow], derandomize=True
)


@dataclass(frozen=True)
class Part:
    """An expression or some statements: Go's text, and what it gives."""

    go: str
    value: Any


def wrapped(v: int, kind: str) -> int:
    """An independent wrap-around: by remainders, not by masks."""
    size = 2 ** BITS[kind]
    v %= size
    return v - size if not kind.startswith("u") and v >= size // 2 else v


@st.composite
def integers(draw: Any, kind: str, depth: int = 3) -> Part:
    """An integer expression of a kind; every leaf is converted, so that nothing is a constant."""
    if depth == 0 or draw(st.integers(0, 4)) == 0:
        v = wrapped(draw(st.integers(-(2**63), 2**63) | st.integers(-9, 9)), kind)
        return Part(f"id_{kind}({v})", v)
    form = draw(st.sampled_from(["+", "-", "*", "&", "|", "^", "&^", "/", "%", "<<", ">>", "neg"]))
    a = draw(integers(kind, depth - 1))
    if form == "neg":
        return Part(f"(-{a.go})", wrapped(-a.value, kind))
    if form in ("<<", ">>"):
        n = draw(st.integers(0, 70))
        v = a.value * 2**n if form == "<<" else a.value // 2**n
        return Part(f"({a.go} {form} id_uint8({n}))", wrapped(v, kind))
    b = draw(integers(kind, depth - 1))
    if form in "/%" and b.value == 0:
        return Part(f"({a.go} + {b.go})", a.value)
    return Part(f"({a.go} {form} {b.go})", wrapped(computed(form, a.value, b.value), kind))


def computed(form: str, a: int, b: int) -> int:
    if form in "/%":
        quotient = abs(a) // abs(b) * (1 if (a < 0) == (b < 0) else -1)
        return quotient if form == "/" else a - b * quotient
    if form == "&^":
        return a & ~b
    table = {"+": a + b, "-": a - b, "*": a * b, "&": a & b, "|": a | b, "^": a ^ b}
    return table[form]


TEXTS = st.text(st.sampled_from('ab é"\\\n%$`字'), max_size=6)


def quoted(text: str) -> str:
    """A Go string literal, by escapes of its bytes."""
    return '"' + "".join(f"\\x{byte:02x}" for byte in text.encode()) + '"'


@st.composite
def texts(draw: Any, depth: int = 3) -> Part:
    if depth == 0 or draw(st.integers(0, 3)) == 0:
        text = draw(TEXTS)
        return Part(quoted(text), text)
    a, b = draw(texts(depth - 1)), draw(texts(depth - 1))
    form = draw(st.sampled_from(["add", "repeat", "replace", "join", "pick", "upper", "sprint"]))
    if form == "repeat":
        n = draw(st.integers(0, 3))
        return Part(f"strings.Repeat({a.go}, {n})", a.value * n)
    if form == "replace":
        old = draw(st.sampled_from("ab字"))
        made = a.value.replace(old, b.value)
        return Part(f"strings.Replace({a.go}, {quoted(old)}, {b.go}, -1)", made)
    if form == "join":
        return Part(f'strings.Join([]string{{{a.go}, {b.go}}}, "-")', f"{a.value}-{b.value}")
    if form == "pick":
        made = a.value if a.value < b.value else b.value
        return Part(f"pick({a.go} < {b.go}, {a.go}, {b.go})", made)
    if form == "upper":
        return Part(f"strings.ToUpper({a.go})", a.value.upper())
    if form == "sprint":
        return Part(f'fmt.Sprintf("%s|%6s|%v", {a.go}, "x", {b.go})', f"{a.value}|     x|{b.value}")
    return Part(f"({a.go} + {b.go})", a.value + b.value)


@st.composite
def statements(draw: Any) -> Part:
    """Statements over the variables a, b, c and the slice s; their values at the end."""
    state: dict[str, Any] = {"a": 1, "b": 2, "c": 3, "s": [1, 2]}
    lines = [draw(one_statement(state)) for _ in range(draw(st.integers(1, 8)))]
    return Part("\n".join(lines), state)


@st.composite
def one_statement(draw: Any, state: dict[str, Any]) -> str:
    """One statement, which is also carried out on ``state``."""
    x, y = draw(st.sampled_from("abc")), draw(st.sampled_from("abc"))
    n = draw(st.integers(-5, 5))
    form = draw(st.sampled_from(["set", "if", "for", "append", "swap", "call", "switch", "range"]))
    if form == "set":
        state[x] = state[y] * 3 + n
        return f"{x} = {y}*3 + {n}"
    if form == "if":
        state[x] = state[x] + 1 if state[y] > n else state[x] - 1
        return f"if {y} > {n} {{ {x}++ }} else {{ {x}-- }}"
    if form == "for":
        for i in range(abs(n)):
            if i == 3:
                break
            state[x] += state[y] % 7 if state[y] >= 0 else 1
        body = f"if {y} >= 0 {{ {x} += {y} % 7 }} else {{ {x}++ }}"
        return f"for i := 0; i < {abs(n)}; i++ {{ if i == 3 {{ break }}; {body} }}"
    if form == "append":
        state["s"] = [*state["s"], state[x]]
        return f"s = append(s, {x})"
    if form == "swap":
        state[x], state[y] = state[y], state[x]
        return f"{x}, {y} = {y}, {x}"
    if form == "call":
        state[x] += n
        return f"func(p *int) {{ defer func() {{ *p += {n} }}() }}(&{x})"
    if form == "switch":
        state[x] = {0: 10, 1: 20}.get(state[y] % 3 if state[y] >= 0 else -1, 30)
        pick = f"func() int {{ if {y} >= 0 {{ return {y} % 3 }}; return -1 }}()"
        return f"switch {pick} {{ case 0: {x} = 10; case 1: {x} = 20; default: {x} = 30 }}"
    for v in state["s"]:
        state[x] += v % 5 if v >= 0 else 0
    return f"for _, v := range s {{ if v >= 0 {{ {x} += v % 5 }} }}"


HELPERS = "".join(f"func id_{k}(n {k}) {k} {{ return n }}\n" for k in BITS) + (
    "func pick(c bool, a, b string) string { if c { return a }; return b }\n"
)


def defaults(body: str) -> dict[str, tuple[str, Status]]:
    source = (
        'package main\nimport ("flag"; "fmt"; "strings")\nvar _ = fmt.Sprint\n'
        f"var _ = strings.Repeat\n{HELPERS}func main() {{\n{body}\nflag.Parse()\n}}\n"
    )
    outcome = evaluate(program(source.encode(), loop_variables=True), "", "prog")
    return {f.name: (f.default, f.status) for c in outcome.commands for f in c.flags}


@pytest.mark.parametrize("kind", sorted(BITS))
@settings(relaxed, max_examples=25)
@given(data=st.data())
def test_integer_arithmetic(kind: str, data: st.DataObject) -> None:
    part = data.draw(integers(kind))
    got = defaults(f'flag.String("x", fmt.Sprint({part.go}), "")')
    assert got == {"x": (str(part.value), Status.EXACT)}


@relaxed
@given(texts())
def test_string_operations(part: Part) -> None:
    assert defaults(f'flag.String("x", {part.go}, "")') == {"x": (part.value, Status.EXACT)}


@relaxed
@given(statements())
def test_statements(part: Part) -> None:
    state = part.value
    shown = 'flag.String("x", fmt.Sprint(a, b, c, s), "")'
    got = defaults(f"a, b, c, s := 1, 2, 3, []int{{1, 2}}\n{part.go}\n{shown}")
    numbers = " ".join(str(state[name]) for name in "abc")
    assert got == {"x": (f"{numbers} [{' '.join(map(str, state['s']))}]", Status.EXACT)}


@st.composite
def mutated(draw: Any, source: bytes) -> bytes:
    """The source with a few pieces deleted, doubled, swapped or replaced."""
    for _ in range(draw(st.integers(1, 4))):
        i = draw(st.integers(0, len(source)))
        j = min(len(source), i + draw(st.integers(0, 30)))
        form = draw(st.sampled_from(["delete", "double", "swap", "replace"]))
        piece = source[i:j]
        if form == "delete":
            piece = b""
        elif form == "double":
            piece *= 2
        elif form == "swap":
            piece = piece[::-1]
        else:
            piece = draw(st.binary(max_size=8) | st.sampled_from(TOKENS))
        source = source[:i] + piece + source[j:]
    return source


TOKENS = [b"(", b")", b"{", b"}", b"nil", b"0", b"&", b"*", b":=", b"...", b"func", b"[]", b'"']


def assert_well_formed(outcome: Outcome) -> None:
    for command in outcome.commands:
        assert all(isinstance(t, str) for t in (command.path, command.short, command.long))
        names = [f.name for f in command.flags]
        assert names == sorted(names)
        for flag in command.flags:
            texts = (flag.name, flag.shorthand, flag.type, flag.default, flag.usage)
            assert all(isinstance(t, str) for t in texts)
            assert isinstance(flag.status, Status)
            assert flag.location.line >= 0
    assert all(d.message for d in outcome.diagnostics)


@settings(relaxed, max_examples=120)
@given(data=st.data())
def test_mutated_programs_make_no_error(data: st.DataObject) -> None:
    source = data.draw(mutated(data.draw(st.sampled_from(SOURCES))))
    assert_well_formed(evaluate(program(source), "", "prog", steps=20_000))


@settings(relaxed, max_examples=60)
@given(data=st.data())
def test_mutated_libraries_make_no_error(data: st.DataObject) -> None:
    changed = data.draw(st.sampled_from(sorted(LIBRARIES)))
    files = {f"vendor/{p}": d for p, d in LIBRARIES.items()}
    files[f"vendor/{changed}"] = data.draw(mutated(LIBRARIES[changed]))
    files["main.go"] = data.draw(st.sampled_from(SOURCES))
    folders: dict[str, list[tuple[str, str]]] = {}
    for path in files:
        at, _, name = path.rpartition("/")
        folders.setdefault(at, []).append((name, path))
    tree = Tree(folders, lambda keys: [(k, files[k]) for k in keys], {"example.com/case": ""})
    assert_well_formed(evaluate(new_loader(tree), "", "prog", steps=20_000))
