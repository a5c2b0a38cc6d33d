"""Templates that mean harm, or nothing at all: they end soon, with a diagnostic."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xref.template.errors import TemplateError
from xref.template.parser import parse
from xref.template.render import Rendered, TemplateSet, render
from xref.template.run import Budget
from xref.template.values import track

SMALL = Budget(steps=20_000, ghost_steps=2_000, output=100_000, depth=30)


def show(text: str, data: object = None, budget: Budget = SMALL) -> Rendered:
    templates = TemplateSet()
    templates.add(parse("main", text))
    return render(templates, "main", track({} if data is None else data), budget=budget)


@pytest.mark.parametrize(
    "text",
    [
        "{{ range until 1000000000 }}x{{ end }}",
        "{{ range 1000000000 }}{{ end }}",
        "{{ range untilStep 0 1000000000 1 }}x{{ end }}",
        "{{ seq 1000000000 }}",
        (
            "{{ range until 1000 }}{{ range until 1000 }}"
            "{{ range until 1000 }}{{ end }}{{ end }}{{ end }}"
        ),
        '{{ repeat 1000000000 "abc" }}',
        '{{ indent 1000000000 "a" }}',
        '{{ include "x" . | indent 1000000000 }}{{ define "x" }}a{{ end }}',
        '{{ printf "%1000000000d" 1 }}',
        "{{ $x := list 1 }}{{ range until 12 }}{{ $x = concat $x $x }}{{ end }}"
        '{{ printf "%900000d" $x }}',
        '{{ printf "' + "%900000d" * 1000 + '"' + " 1" * 1000 + " }}",
        '{{ semverCompare "' + "=>" * 100_000 + '" "1.2.3" }}',
        '{{ $x := "ab" }}{{ range until 100 }}{{ $x = print $x $x }}{{ end }}{{ $x }}',
        '{{ $x := "ab" }}{{ range until 100 }}{{ $x = replace "" $x $x }}{{ end }}',
        "{{ $x := list 1 }}{{ range until 100 }}{{ $x = concat $x $x }}{{ end }}",
        '{{ range until 2000 }}{{ repeat 1000 "x" }}{{ end }}',
        '{{ define "t" }}{{ template "t" . }}{{ end }}{{ template "t" . }}',
        '{{ define "t" }}{{ include "t" . | quote }}{{ end }}{{ include "t" . }}',
        (
            '{{ define "a" }}{{ include "b" . }}{{ end }}{{ define "b" }}'
            '{{ include "a" . }}{{ end }}{{ include "a" . }}'
        ),
        '{{ $t := "{{ tpl .t . }}" }}{{ tpl $t (dict "t" $t) }}',
        '{{ $d := dict }}{{ $_ := set $d "d" $d }}{{ toYaml $d }}{{ toJson $d }}{{ $d }}',
        '{{ $d := dict }}{{ $_ := set $d "d" $d }}{{ $e := deepCopy $d }}',
        '{{ $d := dict "a" 1 }}{{ range until 60 }}{{ $d = dict "l" $d "r" $d }}{{ end }}{{ $d }}',
        '{{ $d := dict "a" 1 }}{{ range until 60 }}{{ $d = dict "l" $d "r" $d }}{{ end }}'
        "{{ $e := deepCopy $d }}",
        '{{ $d := dict "a" 1 }}{{ range until 60 }}{{ $d = dict "l" $d "r" $d }}{{ end }}'
        "{{ $e := mergeOverwrite (deepCopy (dict)) $d | toYaml }}",
        (
            "{{ $d := dict }}{{ range until 200 }}"
            '{{ $d = dict "d" $d }}{{ end }}{{ $d | toJson | fail }}'
        ),
        '{{ mustFromJson (repeat 10000 "[") | toJson | fail }}',
    ],
)
def test_it_ends_with_a_diagnostic(text: str) -> None:
    found = show(text)
    assert not found.complete
    assert len(found.diagnostics) == 1
    location = found.diagnostics[0].location
    assert location is not None
    assert (location.file, location.line) == ("main", 1)


def test_calls_that_multiply_end() -> None:
    text = "".join(
        (
            f'{{{{ define "t{i}" }}}}{{{{ include "t{i + 1}" . }}}}'
            f'{{{{ include "t{i + 1}" . }}}}{{{{ end }}}}'
        )
        for i in range(25)
    )
    assert not show(text + '{{ define "t25" }}x{{ end }}{{ include "t0" . }}').complete


def test_ghosts_have_a_budget_of_their_own() -> None:
    text = "{{ if .no }}{{ range until 1000 }}{{ range until 1000 }}x{{ end }}{{ end }}{{ end }}end"
    found = show(text + "{{ if .no }}more{{ end }}")
    assert found.text == "end"
    assert found.complete
    assert len(found.diagnostics) == 1
    assert "more" not in [p.text for p in found.pieces]


def test_ghosts_of_captured_texts_are_cut_off_too() -> None:
    text = '{{ define "t" }}{{ if .no }}{{ range until 9999 }}x{{ end }}{{ end }}y{{ end }}'
    found = show(text + '{{ include "t" . | quote }}{{ include "t" . | indent 1 }}')
    assert found.text == '"y" y'
    assert len(found.diagnostics) == 1


@pytest.mark.parametrize(
    "text",
    [
        "{{ if .x }}" * 100_000,
        "{{ " + "(" * 100_000,
        "{{ " + "(" * 1000 + ".x" + ")" * 1000 + " }}",
        "{{ if .x }}" * 500 + "{{ end }}" * 500,
        "{{ if .x }}{{ else if .y }}" * 1 + "{{ else if .y }}" * 5000 + "{{ end }}",
        "{{ if .x }}",
        "{{ .x",
        "{{/* never closed",
        '{{ "never closed }}',
        "{{ range }}{{ end }}",
        "{{ 99999999999999999999 }}",
        "{{ 0x" + "f" * 10_000 + " }}",
        "{{ " + "9" * 10_000 + " }}",
        "{{ 1e999 }}",
        "{{ \x00 }}",
    ],
)
def test_bad_syntax_has_a_place(text: str) -> None:
    with pytest.raises(TemplateError) as caught:
        parse("f", text)
    assert caught.value.line >= 1


@pytest.mark.parametrize("pattern", ["(a+)+$", "(a|a)*$", "(a|b|ab)*c", "(.*)*x", "(a*)*b"])
def test_expressions_that_may_take_for_ever_are_unknown(pattern: str) -> None:
    found = show("{{ regexMatch .p .t }}", {"p": pattern, "t": "a" * 5000 + "!"})
    assert found.pieces[0].unknown


def test_a_yaml_bomb_is_refused() -> None:
    bomb = "a0: &a0 [x, x]\n" + "".join(
        f"a{i}: &a{i} [*a{i - 1}, *a{i - 1}, *a{i - 1}, *a{i - 1}, *a{i - 1}, *a{i - 1}]\n"
        for i in range(1, 12)
    )
    merged = "a0: &a0 {" + ", ".join(f"k{i}: 1" for i in range(9)) + "}\n"
    merged += "".join(
        f"a{i}: &a{i} {{<<: [{', '.join([f'*a{i - 1}'] * 9)}]}}\n" for i in range(1, 12)
    )
    text = "{{ if (fromYaml .b).Error }}refused{{ end }}"
    assert show(text, {"b": bomb}).text == "refused"
    # Later versions of the parser drop what is merged twice, which is as good.
    assert show(text, {"b": merged}).text in ("refused", "")


WORDS = [
    "{{",
    "}}",
    "{{-",
    "-}}",
    "if",
    "else",
    "end",
    "range",
    "with",
    "define",
    "template",
    "block",
    "include",
    ".a",
    ".Values.b",
    "$x",
    ":=",
    "=",
    "|",
    "(",
    ")",
    '"s"',
    "1",
    "nil",
    "true",
    "dict",
    "list",
    "index",
    "set",
    "printf",
    "toYaml",
    "indent",
    "eq",
    "and",
    "or",
    "not",
    "break",
    "continue",
    "/*",
    "*/",
    " ",
    "\n",
    "text",
    ",",
    "until",
    "fromYaml",
    "merge",
    "tpl",
    "first",
    "default",
    "len",
    "`",
    "'",
    "\\",
    "-",
]


@settings(max_examples=400, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=30))
def test_no_text_brings_it_down(words: list[str]) -> None:
    try:
        found = show(" ".join(words), {"a": [1.0, "x"], "Values": {"b": {"c": "d"}}})
    except TemplateError:
        return
    assert found.complete or found.diagnostics


@settings(max_examples=300, deadline=None)
@given(
    st.lists(st.sampled_from(["if", "with", "range"]), max_size=3),
    st.lists(
        st.sampled_from(
            [
                "dict",
                "list",
                "index",
                "set",
                "printf",
                "toYaml",
                "indent",
                "eq",
                "and",
                "merge",
                "tpl",
                "first",
                "default",
                "len",
                "until",
                "substr",
                "trunc",
                "slice",
                "splitList",
                "regexReplaceAll",
                "semverCompare",
                "dig",
                "keys",
                "pluck",
                "get",
                "add",
                "int",
                "round",
                "toJson",
                "fromYaml",
                "join",
                "camelcase",
                "wrap",
                "append",
                "mergeOverwrite",
                "has",
                "ternary",
                "untilStep",
                "b64dec",
                "urlParse",
                "repeat",
                "splitn",
                "chunk",
                "toToml",
            ]
        ),
        min_size=1,
        max_size=3,
    ),
    st.lists(
        st.sampled_from(
            [
                ".a",
                ".Values.b",
                '"s"',
                '"1.2"',
                "1",
                "-3",
                "1.5",
                "nil",
                "true",
                ".",
                "(list 1)",
                "(dict)",
                "$",
                ".u",
                '"a: ["',
                "`(`",
            ]
        ),
        max_size=4,
    ),
)
def test_no_call_brings_it_down(
    blocks: list[str], functions: list[str], operands: list[str]
) -> None:
    inner = "{{ " + " | ".join(f"{f} {' '.join(operands)}" for f in functions) + " }}"
    text = "".join(f"{{{{ {b} .Values.b }}}}" for b in blocks) + inner + "{{ end }}" * len(blocks)
    found = show(text, {"a": [1.0, "x"], "Values": {"b": {"c": "d"}}})
    assert found.complete or found.diagnostics
