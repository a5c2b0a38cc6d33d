"""Values that a chart hands on to its injector as JSON: which of them anything reads."""

from __future__ import annotations

import textwrap

import pytest
from trees import tree

from xref.deployment import Rendering
from xref.extract.charts.release import renderings_of

VALUES = """
    hub: example.org
    unused: "1"
    revision: ""
    global:
      level: info
      spare: "2"
      proxy:
        image: proxy
        resources:
          cpu: "1"
"""

POD = """
    spec:
      containers:
      - name: proxy
        image: "{{ .Values.hub }}/{{ .Values.global.proxy.image }}"
        args: [serve, --log={{ .Values.global.level }}]
"""

INJECTOR = """
    apiVersion: v1
    kind: ConfigMap
    metadata:
      name: injector
    data:
      values: |-
{values}
      config: |-
        template: |
    {{{{ .Files.Get "pod.yaml" | trim | indent 6 }}}}
"""

ALL = {"hub", "unused", "revision", "global.level", "global.spare", "global.proxy.image"} | {
    "global.proxy.resources.cpu"
}
NAMED = {"hub", "global.level", "global.proxy.image"}


def rendering(values: str, pod: str = POD, **others: str) -> Rendering:
    template = INJECTOR.format(values=textwrap.indent(values, "    "))
    [found], problems = renderings_of(
        tree(
            {
                "charts/mesh/Chart.yaml": "name: mesh\nversion: 1.0.0\n",
                "charts/mesh/values.yaml": VALUES,
                "charts/mesh/templates/injector.yaml": template,
                "charts/mesh/pod.yaml": pod,
                **{f"charts/mesh/templates/{name}.yaml": text for name, text in others.items()},
            }
        )
    )
    assert problems == []
    return found


def read(found: Rendering) -> set[str]:
    return {value.path for value in found.values if value.read}


def test_to_be_handed_to_the_injector_is_not_to_be_read() -> None:
    assert read(rendering("    {{ .Values | toJson }}")) == NAMED


def test_what_is_picked_for_the_injector_is_not_read_either() -> None:
    picked = '{{ pick .Values "hub" "revision" "global" | toPrettyJson | indent 4 }}'
    assert read(rendering(picked)) == NAMED


def test_values_keep_their_paths_when_the_injector_gets_them_under_another_name() -> None:
    moved = """\
{{ $all := pick .Values "hub" -}}
{{ $all = set $all "shared" .Values.global -}}
{{ $all | toPrettyJson | indent 4 }}"""
    found = rendering(moved, POD.replace(".Values.global", ".Values.shared"))
    assert read(found) == NAMED
    [proxy] = found.workloads[0].containers
    assert {use.path for use in proxy.images[0].uses} == {"hub", "global.proxy.image"}
    assert proxy.image == "example.org/proxy"


def test_json_may_be_a_part_of_what_the_injector_gets() -> None:
    part = """\
    {"global": {{ toJson .Values.global }}, "hub": "{{ .Values.hub }}"}"""
    assert read(rendering(part)) == NAMED


def test_another_template_may_read_what_is_handed_on() -> None:
    other = "kind: ConfigMap\ndata:\n  spare: {{ .Values.global.spare }}\n"
    assert read(rendering("    {{ .Values | toJson }}", other=other)) == {*NAMED, "global.spare"}


def test_json_of_a_part_for_others_reads_it() -> None:
    other = "kind: ConfigMap\ndata:\n  all: '{{ .Values.global.proxy | toJson }}'\n"
    found = read(rendering("    {{ .Values | toJson }}", other=other))
    assert found == {*NAMED, "global.proxy.resources.cpu"}


def test_to_print_all_values_is_to_read_none() -> None:
    other = "kind: ConfigMap\ndata:\n  all: |-\n    {{ .Values | toJson }}\n"
    assert read(rendering("    {{ .Values | toJson }}", other=other)) == NAMED


@pytest.mark.parametrize(
    "pod",
    [
        "apiVersion: apps/v1\nkind: Deployment\nmetadata: {{ .Values.global.proxy }}\n",
        "spec: {{ .Values.global.proxy }}{{ if }}\n",
        "spec: {{ fail `it` }}{{ .Values.global.proxy }}\n",
    ],
    ids=["of whole objects", "no template", "stopped"],
)
def test_what_a_template_that_is_not_executed_names_is_read(pod: str) -> None:
    found = read(rendering("    {{ .Values | toJson }}", pod))
    assert found >= {"global.proxy.image", "global.proxy.resources.cpu"}
    assert "unused" not in found


def test_without_an_injector_all_that_is_printed_as_json_is_read() -> None:
    other = "kind: ConfigMap\ndata:\n  one: '{{ pick .Values `unused` `revision` | toJson }}'\n"
    assert read(rendering("    {}", other=other)) >= {"unused", "revision"}
