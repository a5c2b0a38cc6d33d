"""What a rendering keeps besides its text: places, guards, ghosts, and the values it read."""

from __future__ import annotations

from typing import Any

import pytest

from xref.template.errors import TemplateError
from xref.template.objects import api_versions, files, kube_version
from xref.template.parser import parse
from xref.template.render import Rendered, TemplateSet, render
from xref.template.run import Budget, Piece
from xref.template.values import List, Map, Unknown, track


def show(data: Any, budget: Budget | None = None, **texts: str) -> Rendered:
    """``main`` of ``texts``, rendered."""
    templates = TemplateSet()
    for name, text in texts.items():
        templates.add(parse(name, text))
    return render(templates, "main", data, budget=budget or Budget())


def with_values(values: Any, **texts: str) -> Rendered:
    return show(track({"Values": track(values)}, None), **texts)


def piece(rendered: Rendered, part: str) -> Piece:
    """The one piece whose text or source holds ``part``."""
    found = [p for p in rendered.pieces if part in p.text or part in p.source]
    assert len(found) == 1, found
    return found[0]


ARMS = """a: 1
{{- if .Values.on }}
b: {{ .Values.b }}
{{- else if eq .Values.kind "x" }}
c: 3
{{- else }}
d: 4
{{- end }}
"""


def test_arms_that_are_not_taken_are_ghosts() -> None:
    found = with_values({"on": False, "b": "B", "kind": "y"}, main=ARMS)
    assert found.text == "a: 1\nd: 4\n"
    assert found.complete
    assert not found.diagnostics
    ghost = piece(found, "b: ")
    assert (ghost.active, ghost.depth, ghost.guards) == (False, 1, (".Values.on",))
    assert piece(found, ".Values.b").text == "B"
    other = piece(found, "c: 3")
    assert other.guards == ("not (.Values.on)", 'eq .Values.kind "x"')
    assert (other.active, other.depth) == (False, 1)
    taken = piece(found, "d: 4")
    assert taken.guards == ("not (.Values.on)", 'not (eq .Values.kind "x")')
    assert (taken.active, taken.depth) == (True, 0)


def test_depth_counts_the_conditions_that_would_have_to_be_otherwise() -> None:
    found = with_values({"on": True, "b": "", "kind": "y"}, main=ARMS)
    assert [piece(found, t).depth for t in ("b: ", "c: 3", "d: 4")] == [0, 2, 1]


def test_pieces_begin_at_lines_of_the_template() -> None:
    found = with_values({"on": True, "b": "B", "kind": ""}, main="# one\n\n" + ARMS)
    assert piece(found, "# one").line == 1
    # A literal begins with the line break that ends its action's line.
    assert (piece(found, "b: ").text, piece(found, "b: ").line) == ("\nb: ", 4)
    assert piece(found, ".Values.b").line == 5
    assert piece(found, "c: 3").line == 6
    trimmed = with_values({}, main="{{- /* c */ -}}\n\n  x: 1\n{{ 2 -}}\n\n y")
    assert (piece(trimmed, "x: 1").line, piece(trimmed, "y").line) == (3, 6)
    assert piece(trimmed, "2").source == "{{ 2 -}}"


INCLUDED = """{{- define "box" }}
- name: {{ .name }}
{{- if .on }}
  on: {{ .on }}
{{- else }}
  off: 1
{{- end }}
{{- end }}"""


@pytest.mark.parametrize(
    ("call", "text"),
    [
        ('{{ include "box" .Values.b | indent 2 }}', "  \n  - name: n\n    off: 1"),
        ('{{- include "box" .Values.b | nindent 2 }}', "\n  \n  - name: n\n    off: 1"),
        ('{{ include "box" .Values.b | trim | nindent 1 }}', "\n - name: n\n   off: 1"),
        ('{{ template "box" .Values.b }}', "\n- name: n\n  off: 1"),
        ('{{ include "box" .Values.b }}', "\n- name: n\n  off: 1"),
    ],
)
def test_includes_keep_the_pieces_of_the_template(call: str, text: str) -> None:
    found = with_values(
        {"b": {"name": "n", "on": False}, "y": 1},
        main="{{ if .Values.y }}" + call + "{{ end }}",
        h=INCLUDED,
    )
    assert found.text == text
    name = piece(found, ".name")
    assert (name.file, name.line, name.uses) == ("h", 2, ("b.name",))
    assert piece(found, "off: 1").guards == (".Values.y", "not (.on)")
    ghost = piece(found, "on: ")
    assert (ghost.active, ghost.depth, ghost.guards) == (False, 1, (".Values.y", ".on"))
    assert ghost.text.count(" ") == piece(found, "off: 1").text.count(" ")


def test_an_include_within_functions_is_one_piece() -> None:
    found = with_values(
        {"b": {"name": "n", "on": False}}, main='{{ include "box" .Values.b | quote }}', h=INCLUDED
    )
    assert [p.text for p in found.pieces] == ['"\\n- name: n\\n  off: 1"']
    assert found.pieces[0].uses == ("b.name", "b.on")


def test_a_loop_over_nothing_is_a_ghost_with_unknown_elements() -> None:
    text = (
        "{{ range $k, $v := .Values.m }}{{ $k }}={{ $v.x }}{{ .y | quote }}{{ else }}none{{ end }}"
    )
    found = with_values({"m": {}}, main=text)
    assert found.text == "none"
    assert [p.text for p in found.pieces if not p.active] == [
        "{{ $k }}",
        "=",
        "{{ $v.x }}",
        "{{ .y | quote }}",
    ]
    assert piece(found, "$k").guards == ("range $k, $v := .Values.m",)
    assert piece(found, "none").guards == ("not (.Values.m)",)
    assert piece(found, "$k").unknown


def test_a_loop_shows_each_turn_and_its_ghosts() -> None:
    text = "{{ range .Values.l }}{{ if .on }}{{ .n }}{{ end }}{{ end }}"
    found = with_values({"l": [{"n": "a", "on": True}, {"n": "b"}]}, main=text)
    assert [(p.text, p.depth, p.uses) for p in found.pieces] == [
        ("a", 0, ("l[0].n",)),
        ("b", 1, ("l[1].n",)),
    ]


def test_the_else_of_with_is_guarded_by_its_value() -> None:
    found = with_values(
        {"x": {"a": 1.0}}, main="{{ with $y := .Values.x }}{{ $y.a }}{{ else }}no{{ end }}"
    )
    assert piece(found, "$y.a").guards == ("with $y := .Values.x",)
    assert piece(found, "no").guards == ("not (.Values.x)",)


def test_errors_in_ghosts_are_unknown_and_no_diagnostics() -> None:
    text = '{{ if .Values.on }}{{ .Values.a.b.c }}{{ fail "no" }}{{ template "none" }}{{ end }}ok'
    found = with_values({}, main=text)
    assert found.text == "ok"
    assert found.complete
    assert not found.diagnostics
    assert [p.text for p in found.pieces] == [
        "{{ .Values.a.b.c }}",
        '{{ fail "no" }}',
        '{{ template "none" }}',
        "ok",
    ]


def test_an_error_in_a_condition_of_a_ghost_shows_both_arms() -> None:
    text = "{{ if .Values.on }}{{ if .Values.a.b.c }}x{{ else }}y{{ end }}{{ end }}"
    assert [(p.text, p.depth) for p in with_values({}, main=text).pieces] == [("x", 2), ("y", 2)]


@pytest.mark.parametrize(
    "change",
    [
        "{{ $x = 2 }}",
        '{{ $_ := set $d "k" 2 }}',
        '{{ $_ := set $d "new" 2 }}',
        '{{ $_ := unset $d "k" }}',
        '{{ $_ := mergeOverwrite $d (dict "k" 2 "e" (dict "f" 2)) }}',
        "{{ range list 3 4 }}{{ $x = . }}{{ break }}{{ end }}",
        '{{ template "t" $d }}',
        '{{ $_ := include "t" $d }}',
        '{{ with $d.e }}{{ $_ := set . "f" 2 }}{{ end }}',
    ],
)
def test_ghosts_change_nothing(change: str) -> None:
    text = '{{ $x := 1 }}{{ $d := dict "k" 1 "e" (dict "f" 1) }}{{ if COND }}' + change
    text += '{{ end }}{{ $x }} {{ $d }}{{ define "t" }}{{ $_ := set . "k" 2 }}{{ end }}'
    plain = "1 map[e:map[f:1] k:1]"
    assert with_values({}, main=text.replace("COND", ".Values.on")).text.strip() == plain
    assert with_values({}, main=text.replace("COND", "not .Values.on")).text.strip() != plain


def test_a_template_is_not_entered_from_itself_in_a_ghost() -> None:
    text = (
        '{{ define "t" }}<{{ if .on }}{{ template "t" . }}'
        '{{ include "t" . }}{{ end }}>{{ end }}{{ template "t" .Values }}'
    )
    found = with_values({"on": False}, main=text)
    assert (found.text, found.diagnostics) == ("<>", ())


def test_uses_follow_variables_functions_and_arguments() -> None:
    text = (
        "{{ $spec := .Values.gw }}{{ $tag := .Values.tag }}"
        '{{ printf "%s:%s" $spec.sds.image $tag | quote }}|'
        '{{ with .Values.gw }}{{ .n }}{{ end }}|{{ (dict "i" .Values.other).i }}|'
        "{{ default .Values.tag .Values.none }}|{{ index .Values.gw.l 1 }}|"
        '{{ $d := dict "p" .Values.deep }}'
        "{{ $d.p.q }}|{{ range $k, $v := .Values.env }}{{ $v }}{{ end }}"
    )
    values = {
        "gw": {"sds": {"image": "i"}, "n": "n", "l": ["a", "b"]},
        "tag": "t",
        "other": "o",
        "deep": {"q": "q"},
        "env": {"A.b": "e"},
    }
    found = with_values(values, main=text)
    assert found.text == '"i:t"|n|o|t|b|q|e'
    uses = [p.uses for p in found.pieces if p.source.startswith("{{")]
    assert uses == [
        ("gw.sds.image", "tag"),
        ("gw.n",),
        ("other",),
        ("none", "tag"),
        ("gw.l[1]",),
        ("deep.q",),
        (r"env.A\.b",),
    ]


def test_what_is_read_is_told_ghosts_included() -> None:
    text = (
        "{{ if .Values.on }}{{ .Values.ghost }}{{ end }}{{ .Values.walk.a }}"
        "{{ toYaml .Values.whole }}{{ if .Values.tested }}{{ end }}"
    )
    values = {
        "on": False,
        "ghost": 1.0,
        "walk": {"a": "1", "b": "2"},
        "whole": {"x": [1.0, {"y": 2.0}]},
        "tested": {"z": 1.0},
        "never": 1.0,
    }
    found = with_values(values, main=text)
    assert found.read == {
        "on",
        "ghost",
        "walk.a",
        "whole",
        "whole.x",
        "whole.x[0]",
        "whole.x[1]",
        "whole.x[1].y",
        "tested",
    }


def test_values_keep_their_paths_through_merges_and_copies() -> None:
    text = (
        '{{ $d := mergeOverwrite (deepCopy .Values.defaults) (omit .Values "defaults") }}'
        '{{ $d.a }}{{ $d.c.x }}{{ $d.b }}{{ (pick .Values "b").b }}{{ get .Values.defaults "a" }}'
    )
    values = {"defaults": {"a": "1", "b": "2", "c": {"x": "3"}}, "b": "B", "c": {"x": "X"}}
    found = with_values(values, main=text)
    assert found.text == "1XBB1"
    assert [p.uses for p in found.pieces] == [
        ("defaults.a",),
        ("c.x",),
        ("b",),
        ("b",),
        ("defaults.a",),
    ]


def test_shared_values_keep_the_paths_they_were_given() -> None:
    values = track({"image": "i"}, "pilot")
    values["global"] = track({"hub": "h"}, "global")
    found = show(
        track({"Values": values}, None), main="{{ .Values.global.hub }}/{{ .Values.image }}"
    )
    assert [p.uses for p in found.pieces] == [("global.hub",), (), ("pilot.image",)]


def test_an_unknown_condition_decides_nothing() -> None:
    text = "{{ $x := 1 }}{{ if .Values.u }}a{{ $x = 2 }}{{ else }}b{{ end }}{{ $x }}"
    found = with_values({"u": Unknown("no pod")}, main=text)
    assert found.text == "{{ $x }}"
    assert [(p.text, p.depth) for p in found.pieces if p.depth] == [("a", 1), ("b", 1)]
    assert piece(found, "{{ $x }}").unknown


@pytest.mark.parametrize(
    ("condition", "text"),
    [
        ("and .Values.u .Values.no", "n"),
        ("or .Values.u .Values.yes", "y"),
        ("not (and .Values.u .Values.no)", "y"),
        ("and .Values.yes .Values.u", ""),
        ("or .Values.no .Values.u", ""),
        ("eq .Values.u 1", ""),
        ("not .Values.u", ""),
        ("and .Values.no .Values.u", "n"),
        ('hasKey .Values.u "a"', ""),
        ("empty .Values.u", ""),
    ],
)
def test_known_values_may_decide_a_condition(condition: str, text: str) -> None:
    values = {"u": Unknown("no pod"), "yes": True, "no": False}
    found = with_values(values, main="{{ if " + condition + " }}y{{ else }}n{{ end }}")
    assert found.text == text
    assert not found.diagnostics


def test_what_an_unknown_condition_would_change_in_a_map_is_unknown() -> None:
    text = (
        '{{ $d := dict "k" 1 "o" 2 }}{{ if .Values.u }}'
        '{{ $_ := set $d "k" 2 }}{{ end }}{{ $d.o }}{{ $d.k }}'
    )
    assert with_values({"u": Unknown("")}, main=text).text == "2{{ $d.k }}"


def test_an_unknown_value_prints_its_source() -> None:
    text = (
        "{{ .Values.u.a | quote }}-{{ range .Values.u }}"
        "{{ . }}{{ else }}e{{ end }}{{ toJson .Values }}"
    )
    found = with_values({"u": Unknown("")}, main=text)
    assert found.text == "{{ .Values.u.a | quote }}-{{ toJson .Values }}"
    assert [p.depth for p in found.pieces] == [0, 0, 1, 1, 0]


def test_functions_of_chance_and_time_are_unknown() -> None:
    text = (
        '{{ randAlphaNum 5 }}{{ now | date "2006" }}'
        '{{ uuidv4 | quote }}{{ $ca := genCA "x" 1 }}{{ $ca.Cert }}'
    )
    found = with_values({}, main=text)
    assert all(p.unknown for p in found.pieces)
    assert len(found.pieces) == 4
    assert found.complete
    assert not found.diagnostics


def test_an_unknown_function_is_told_once_for_each_file() -> None:
    found = with_values({"a": 1.0}, main="x\n{{ mystery .Values.a }}\n{{ mystery 1 | quote }}")
    assert found.text == "x\n{{ mystery .Values.a }}\n{{ mystery 1 | quote }}"
    assert [(d.message, d.location and d.location.line) for d in found.diagnostics] == [
        ('function "mystery" is not known', 2)
    ]
    assert found.complete
    assert "a" in found.read


def test_an_error_stops_the_file_and_has_its_place() -> None:
    found = with_values(
        {}, main='a\n{{ template "t" . }}\nb', h='{{ define "t" }}\n\n{{ .Values.x.y }}{{ end }}'
    )
    assert (found.text, found.complete) == ("a\n\n\n", False)
    (diagnostic,) = found.diagnostics
    assert diagnostic.location is not None
    assert (diagnostic.location.file, diagnostic.location.line) == ("h", 3)
    assert diagnostic.message == "nil pointer evaluating interface {}.y"


def test_a_text_that_is_executed_has_the_place_of_its_action() -> None:
    found = with_values({"t": "\n\n\n{{ mystery }}{{ .x.y }}"}, main="a\n{{ tpl .Values.t . }}")
    places = [d.location for d in found.diagnostics]
    assert [(p.file, p.line) for p in places if p] == [("main", 2), ("main", 2)]


def test_an_error_of_syntax_has_its_place() -> None:
    with pytest.raises(TemplateError) as caught:
        parse("f.yaml", "a\n{{ if .x }}\n{{ .y")
    assert (caught.value.name, caught.value.line) == ("f.yaml", 3)
    assert str(caught.value) == "f.yaml:3: unclosed action"


def test_delimiters_can_be_others() -> None:
    templates = TemplateSet()
    text = "a {{ x }} [[- if .on -]]\n b[[ .list | len ]] [[/* c */ -]]\n]] [[ end ]]"
    templates.add(parse("main", text, ("[[", "]]")))
    assert render(templates, "main", track({"on": True, "list": [1.0]})).text == "a {{ x }}b1 ]] "


def test_later_definitions_win_unless_they_are_empty() -> None:
    templates = TemplateSet()
    for name, text in (("a", "1"), ("b", "2"), ("c", " ")):
        templates.add(parse(name, '{{ define "t" }}' + text + "{{ end }}"))
    templates.add(parse("main", '{{ template "t" }}'))
    assert render(templates, "main", {}).text == "2"


def test_objects_of_the_program() -> None:
    data = Map(
        {
            "Files": files(
                {"files/a.yaml": "x: 1\n", "files/sub/b.yaml": "y: 2", "c.txt": "1\n2\n"}
            ),
            "Capabilities": Map(
                {
                    "APIVersions": api_versions(["v1", "policy/v1"]),
                    "KubeVersion": kube_version("v1.21.3"),
                }
            ),
        }
    )
    text = (
        '{{ (.Files.Get "files/a.yaml" | fromYaml).x }}{{ .Files.Get "none" }}|'
        '{{ range $p, $t := .Files.Glob "files/*.yaml" }}{{ $p }}{{ end }}|'
        '{{ (.Files.Glob "**.yaml").AsConfig }}|{{ .Files.Lines "c.txt" }}|'
        '{{ .Capabilities.APIVersions.Has "policy/v1" }}{{ .Capabilities.APIVersions.Has "x" }}|'
        "{{ .Capabilities.KubeVersion }} {{ .Capabilities.KubeVersion.Minor }}"
        '{{ if semverCompare ">=1.21-0" .Capabilities.KubeVersion.GitVersion }} new{{ end }}'
    )
    assert show(data, main=text).text == (
        '1|files/a.yaml|a.yaml: |\n  x: 1\nb.yaml: "y: 2"|[1 2]|truefalse|v1.21.3 21 new'
    ).replace('"y: 2"', "'y: 2'")


def test_changes_of_the_values_last_for_the_next_template() -> None:
    data = track({"Values": {"a": "1"}})
    assert show(data, main='{{ $_ := set .Values "a" "2" }}').complete
    assert show(data, main="{{ .Values.a }}").text == "2"
    assert isinstance(track([1, {"a": (2,)}])[1]["a"], List)
