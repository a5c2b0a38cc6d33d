"""Injection templates: what they put into a pod, and the place of each word in the chart."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from trees import tree

from xref.deployment import Argument, Container, Workload
from xref.extract.bootstrapmesh import proxy_defaults
from xref.extract.charts.injection_functions import LIBRARY
from xref.extract.charts.meshconfig import Enum, config_defaults, duration
from xref.extract.charts.release import renderings_of
from xref.extract.files import Files
from xref.gitsource import locate
from xref.model import Diagnostic, Location
from xref.template.values import Map, Unknown

INLINE = "charts/mesh/templates/injector.yaml"
FILE = "charts/mesh/files/pod.yaml"

GO = """
    package config

    import (
        "time"

        types "example.org/proto/types"
        "example.org/mesh/pkg/names"
    )

    const folder = "/etc/demo"

    func ForProxies() *api.ProxyConfig {
        if testing {
            return &api.ProxyConfig{DrainDuration: types.DurationProto(9 * time.Hour)}
        }
        return &api.ProxyConfig{
            ConfigPath:       folder,
            DiscoveryAddress: names.Control,
            DrainDuration:    types.DurationProto(90 * time.Second),
            AuthPolicy:       api.AuthenticationPolicy_MUTUAL_TLS,
            AdminPort:        computed(),
            Threads:          &types.Int32Value{Value: 2},
            Tracing: &api.Tracing{
                Tracer: &api.Tracing_Zipkin_{Zipkin: &api.Tracing_Zipkin{Address: "zipkin:9411"}},
            },
        }
    }

    func ForMesh() api.MeshConfig {
        proxy := ForProxies()
        return api.MeshConfig{ProxyListenPort: 15001, DefaultConfig: proxy}
    }
"""

CHART = {
    "charts/mesh/Chart.yaml": "name: mesh\nversion: 1.0.0\n",
    "pkg/config/defaults.go": GO,
    "pkg/names/names.go": 'package names\n\nconst Control = "control:15010"\n',
}

MESH = """
    apiVersion: v1
    kind: ConfigMap
    metadata:
      name: mesh
    data:
      mesh: |-
        trustDomain: ""
        defaultConfig:
          threads: {{ .Values.threads }}
          drainDuration: 60s
"""

VALUES = """
    hub: example.org
    tag: "1.0"
    threads: 4
    debug: false
    statusPort: 15020
"""

BRACKETS = """
    apiVersion: v1
    kind: ConfigMap
    metadata:
      name: injector
    data:
      config: |-
        policy: enabled
        template: |-
          initContainers:
          [[ if ne (annotation .ObjectMeta `mode` .ProxyConfig.InterceptionMode) "NONE" -]]
          - name: setup
            image: "{{ .Values.hub }}/setup:{{ .Values.tag }}"
            args:
            - "-p"
            - {{ "[[ .MeshConfig.ProxyListenPort ]]" }}
            {{ "[[ if (isset .ObjectMeta.Annotations `ports`) -]]" }}
            - "-x"
            {{ "[[ end -]]" }}
            resources: {}
          [[ end -]]
          {{- if .Values.debug }}
          - name: dump
            image: dump
            args: [now]
          {{- end }}
          containers:
          - name: proxy
            image: {{ .Values.hub }}/proxy:{{ .Values.tag }}
            ports:
            - containerPort: 15090
            args:
            - proxy
            - {{ "[[ formatDuration .ProxyConfig.DrainDuration ]]" }}
            - --threads={{ "[[ .ProxyConfig.Threads ]]" }}
            {{ "[[ if ne \\"\\" (index .ObjectMeta.Labels \\"app\\") -]]" }}
            - {{ "[[ index .ObjectMeta.Labels \\"app\\" ]]" }}.$(NS)
            {{ "[[ else -]]" }}
            - {{ "[[ valueOrDefault .DeploymentMeta.Name \\"none\\" ]]" }}
            {{ "[[ end -]]" }}
            {{- if .Values.debug }}
            - --debug={{ .Values.debug }}
            {{- end }}
            - {{ "[[ .ProxyConfig.AdminPort ]]" }}
"""

POD = """
    {{- define "level" }}info{{ end }}
    {{ $names := list }}
    {{- range $index, $each := .Spec.Containers }}{{ $names = append $names $each.Name }}{{ end }}
    metadata:
      labels:
        first: {{ index $names 0 }}
    spec:
      containers:
      - name: proxy
        image: "{{ .Values.hub }}/proxy"
        args:
        - proxy
        - --log={{ template "level" }}
        {{- if .Values.nothing.at.all }}
        - --never
        {{- end }}
        - "{{ excludeInboundPort .Values.statusPort `9,10` }}"
        - {{ .ProxyConfig.GetTracing.GetZipkin.GetAddress }}
        - {{ .NotYetInvented }}
"""

TEMPLATES = """
    apiVersion: v1
    kind: ConfigMap
    metadata:
      name: injector
    data:
      values: |-
        {{ .Values | toJson }}
      config: |-
        defaultTemplates: [pod]
        template: "{{ "{{ wrong_version }}" }}"
        templates:
          pod: |
    {{ .Files.Get "files/pod.yaml" | trim | indent 8 }}
          other: |
            spec:
              containers:
              - name: other
                args: [serve]
          managed: |
            apiVersion: apps/v1
            kind: Deployment
"""


def chart(texts: Mapping[str, str]) -> Files:
    return tree({**CHART, "charts/mesh/values.yaml": VALUES, **texts})


def rendered(texts: Mapping[str, str]) -> tuple[list[Workload], tuple[Diagnostic, ...]]:
    [rendering], problems = renderings_of(chart(texts))
    assert problems == []
    return list(rendering.workloads), rendering.diagnostics


def inline() -> Workload:
    [pod], problems = rendered({INLINE: BRACKETS, "charts/mesh/templates/mesh.yaml": MESH})
    assert problems == ()
    return pod


def args(container: Container, active: bool = True) -> list[str]:
    return [a.value for a in container.arguments if a.part == "args" and a.active >= active]


def argument(container: Container, value: str) -> Argument:
    [found] = [each for each in container.arguments if each.value == value]
    return found


def line_of(text: str, part: str) -> int:
    """The number of the only line that holds a text."""
    [found] = [n for n, line in enumerate(text.split("\n"), 1) if part in line]
    return found


def test_an_inline_template_becomes_a_pod() -> None:
    pod = inline()
    assert (pod.kind, pod.name, pod.active, pod.chart) == ("Pod", "injected-pod", True, "mesh")
    setup, _, proxy = pod.containers
    assert (setup.name, setup.init, setup.image) == ("setup", True, "example.org/setup:1.0")
    assert args(setup) == ["-p", "15001"]
    assert args(proxy)[:4] == ["proxy", "1m0s", "--threads=4", "demo.$(NS)"]
    assert [port.port for port in proxy.ports] == [15090]


def test_words_have_the_places_and_texts_of_the_chart() -> None:
    proxy = inline().containers[2]
    assert proxy.location == Location(INLINE, line_of(BRACKETS, "name: proxy"))
    drain = argument(proxy, "1m0s")
    assert drain.text == '{{ "[[ formatDuration .ProxyConfig.DrainDuration ]]" }}'
    assert drain.location == Location(INLINE, line_of(BRACKETS, "formatDuration"))


def test_a_word_depends_on_the_values_behind_the_mesh_configuration() -> None:
    [use] = argument(inline().containers[2], "--threads=4").uses
    assert use.path == "threads"
    assert use.location == Location("charts/mesh/values.yaml", line_of(VALUES, "threads"))


def test_conditions_of_both_stages_guard_what_lies_in_them() -> None:
    setup, dump, proxy = inline().containers
    assert setup.guard == (
        'ne (annotation .ObjectMeta `mode` .ProxyConfig.InterceptionMode) "NONE"',
    )
    assert argument(setup, "-x").guard == ("(isset .ObjectMeta.Annotations `ports`)",)
    assert (dump.active, dump.guard) == (False, (".Values.debug",))
    assert argument(proxy, "demo.$(NS)").guard == ('ne "" (index .ObjectMeta.Labels "app")',)


def test_what_either_stage_turns_off_is_not_active() -> None:
    setup, dump, proxy = inline().containers
    assert args(setup, active=False) == ["-p", "15001", "-x"]
    assert args(dump, active=False) == ["now"]
    assert "--debug=false" in args(proxy, active=False)
    other = argument(proxy, "demo")
    assert (other.active, other.guard) == (
        False,
        ('not (ne "" (index .ObjectMeta.Labels "app"))',),
    )


def test_what_is_not_known_is_the_text_of_the_template() -> None:
    assert args(inline().containers[2])[-1] == "[[ .ProxyConfig.AdminPort ]]"


def files_and_templates() -> list[Workload]:
    texts = {INLINE: TEMPLATES, FILE: POD, "charts/mesh/templates/mesh.yaml": MESH}
    pods, problems = rendered(texts)
    assert problems == ()
    return pods


def test_a_template_of_a_file_has_the_lines_of_that_file() -> None:
    pod = files_and_templates()[0]
    [proxy] = pod.containers
    assert proxy.location == Location(FILE, line_of(POD, "name: proxy"))
    port = argument(proxy, "9,10,15020")
    assert port.location == Location(FILE, line_of(POD, "excludeInboundPort"))
    assert port.text == "{{ excludeInboundPort .Values.statusPort `9,10` }}"
    [use] = port.uses
    assert (use.path, use.location) == (
        "statusPort",
        Location("charts/mesh/values.yaml", line_of(VALUES, "statusPort")),
    )


def test_a_template_of_a_part_of_a_pod_is_one() -> None:
    pod = files_and_templates()[0]
    assert (pod.kind, pod.name, pod.labels) == ("Pod", "injected-pod", (("first", "demo"),))
    assert args(pod.containers[0]) == [
        "proxy",
        "--log=info",
        "9,10,15020",
        "zipkin:9411",
        "{{ .NotYetInvented }}",
    ]


def test_a_missing_value_is_no_error_to_an_injector() -> None:
    never = argument(files_and_templates()[0].containers[0], "--never")
    assert (never.active, never.guard) == (False, (".Values.nothing.at.all",))


def test_other_templates_are_for_pods_that_ask_for_them() -> None:
    _, other = files_and_templates()
    assert (other.name, other.active) == ("injected-pod-other", False)
    assert other.enabled_by == "inject.istio.io/templates: other"
    assert args(other.containers[0], active=False) == ["serve"]


def test_several_default_templates_make_one_pod() -> None:
    both = TEMPLATES.replace("[pod]", "[pod, other]")
    texts = {INLINE: both, FILE: POD, "charts/mesh/templates/mesh.yaml": MESH}
    [pod], _ = rendered(texts)
    assert [each.name for each in pod.containers] == ["proxy", "other"]


def test_no_mesh_configuration_leaves_its_fields_open() -> None:
    [pod], _ = rendered({INLINE: BRACKETS})
    setup, _, proxy = pod.containers
    assert not setup.active
    assert args(setup, active=False)[1] == "[[ .MeshConfig.ProxyListenPort ]]"
    assert args(proxy)[1] == "[[ formatDuration .ProxyConfig.DrainDuration ]]"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("containers: {{ if }}", "not an injection template"),
        ("containers: {{ .Values.a }", "not an injection template"),
        ("containers: [", "no YAML comes of it"),
        ("containers: {{ nobody .Values }}", 'function "nobody" is not known'),
        ("containers: {{ fail `stop` }}", "stop"),
        ("{{ define `a` }}{{ template `a` }}{{ end }}{{ template `a` }}", "too deeply"),
    ],
)
def test_a_bad_template_is_told_at_its_line(text: str, told: str) -> None:
    bad = TEMPLATES.replace("defaultTemplates: [pod]", "defaultTemplates: [pod]\n        a: b")
    pods, problems = rendered({INLINE: bad, FILE: f"# one\n{text}\n"})
    assert [pod for pod in pods if pod.name == "injected-pod"] == []
    assert [each.message for each in problems if told in each.message]
    assert {each.location for each in problems} <= {Location(FILE, 1), Location(FILE, 2)}


def test_values_that_are_no_json_are_told() -> None:
    bad = TEMPLATES.replace("{{ .Values | toJson }}", "{ no")
    [pod, _], problems = rendered({INLINE: bad, FILE: POD})
    assert [each.message for each in problems] == ["the values for the injector are no JSON"]
    assert pod.containers[0].image == "{{ .Values.hub }}/proxy"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("{{ repeat 5000 `[` }}{{ repeat 5000 `]` }}", "the values for the injector are no JSON"),
        ("{{ repeat 200 `[` }}{{ repeat 200 `]` }}", "the values for the injector are no JSON"),
    ],
)
def test_values_nested_too_deeply_are_told(text: str, told: str) -> None:
    _, problems = rendered({INLINE: TEMPLATES.replace("{{ .Values | toJson }}", text), FILE: POD})
    assert [each.message for each in problems] == [told]


def test_a_mesh_configuration_of_aliases_ends_in_a_diagnostic() -> None:
    levels = [f"      a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 12)]
    bomb = [
        "apiVersion: v1",
        "kind: ConfigMap",
        "data:",
        "  mesh: |-",
        "      a0: &a0 [x]",
        *levels,
    ]
    _, problems = rendered(
        {INLINE: BRACKETS, "charts/mesh/templates/mesh.yaml": "\n".join([*bomb, ""])}
    )
    assert ["aliases" in each.message for each in problems] == [True]


def test_literals_nested_deeply_are_not_known() -> None:
    deep = "api.A{B: &" * 3000 + "api.A{}" + "}" * 3000
    _, proxy = defaults(**{"pkg/config/defaults.go": GO.replace("folder,", f"&{deep},")})
    found = proxy["ConfigPath"]
    while isinstance(found, dict):
        found = found["B"]
    assert isinstance(found, Unknown)


def test_a_configuration_without_templates_is_no_injector() -> None:
    plain = "apiVersion: v1\nkind: ConfigMap\ndata:\n  config: |\n    level: info\n"
    assert rendered({INLINE: plain}) == ([], ())


def defaults(**texts: str) -> tuple[dict[str, Any], dict[str, Any]]:
    files = chart({"pkg/config/defaults.go": GO} | texts)
    return config_defaults(files, proxy_defaults(files).ports)


def test_go_defaults_are_read_from_literals() -> None:
    mesh, proxy = defaults()
    assert mesh == {"ProxyListenPort": 15001, "DefaultConfig": proxy}
    unknown = proxy.pop("AdminPort")
    assert isinstance(unknown, Unknown)
    assert "computed()" in unknown.reason
    assert proxy == {
        "ConfigPath": "/etc/demo",
        "DiscoveryAddress": "control:15010",
        "DrainDuration": "1m30s",
        "AuthPolicy": "MUTUAL_TLS",
        "Threads": 2,
        "Tracing": {"Zipkin": {"Address": "zipkin:9411"}},
    }
    assert isinstance(proxy["AuthPolicy"], Enum)


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        ("45 * time.Second", "45s"),
        ('names.Control + "/proxy"', "control:15010/proxy"),
        ('"a" + folder + "/b"', "a/etc/demo/b"),
    ],
)
def test_go_defaults_may_be_sums_and_products(expression: str, value: str) -> None:
    _, proxy = defaults(**{"pkg/config/defaults.go": GO.replace("computed()", expression)})
    assert proxy["AdminPort"] == value


@pytest.mark.parametrize(
    "expression",
    ["computed() + folder", '"a" - folder', " + ".join(["folder"] * 5000), "4 * time.Eon"],
)
def test_other_sums_and_products_are_unknown(expression: str) -> None:
    _, proxy = defaults(**{"pkg/config/defaults.go": GO.replace("computed()", expression)})
    assert isinstance(proxy["AdminPort"], Unknown)


def test_a_mesh_without_a_proxy_configuration_does_not_count() -> None:
    lone = "package a\n\nfunc Lone() api.MeshConfig { return api.MeshConfig{ProxyListenPort: 1} }\n"
    files = chart({"pkg/a/a.go": lone})
    mesh, _ = config_defaults(files, proxy_defaults(files).ports)
    assert mesh["ProxyListenPort"] == 15001


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("60s", "1m0s"),
        ("1h", "1h0m0s"),
        ("90m", "1h30m0s"),
        ("1.5s", "1.5s"),
        ("100ms", "100ms"),
        ("0s", "0s"),
        ("-2s", "-2s"),
        ("15010", None),
    ],
)
def test_durations_print_as_in_go(text: str, printed: str | None) -> None:
    assert duration(text) == printed


@pytest.mark.parametrize(
    ("name", "given", "result"),
    [
        ("excludeInboundPort", (15020.0, ""), "15020"),
        ("excludeInboundPort", ("15020", "1,15020"), "1,15020"),
        ("excludeInboundPort", (0, "1"), "1"),
        ("formatDuration", ("no duration",), "1s"),
        ("directory", ("/etc/certs/root.pem",), "/etc/certs/"),
        ("indent", (2, "a\nb\nc"), "a\n  b\n  c"),
        ("valueOrDefault", (None, "b"), "b"),
        ("valueOrDefault", ("a", "b"), "a"),
        ("toJSON", (Map({"b": "1", "a": "2"}),), '{"a":"2","b":"1"}'),
        ("fromJSON", ("{",), None),
        ("omitNil", (Map({"a": None, "b": Map({"c": None})}),), None),
        ("annotation", (Map({"Annotations": Map({"a": ""})}), "a", "b"), ""),
        ("annotation", (Map({"Annotations": Map()}), "a", 8080.0), "8080"),
    ],
)
def test_functions_of_injectors(name: str, given: tuple[Any, ...], result: Any) -> None:
    apply = LIBRARY.functions[name].apply
    assert apply is not None
    assert apply(*given) == result


def real_pod(place: str, tag: str, values: str) -> Workload:
    with locate("istio/istio", {"istio/istio": place}) as repository:
        if tag not in repository.tags():
            pytest.skip(f"{place} has no tag {tag}")
        entries = repository.tree(repository.commit(tag).id)
        files = Files({entry.path: entry.blob for entry in entries}, repository.read_blobs)
        renderings, _ = renderings_of(files)
    [rendering] = [each for each in renderings if each.name == values]
    [pod] = [p for p in rendering.workloads if p.name == "injected-pod" and p.active]
    return pod


@pytest.mark.real
@pytest.mark.parametrize("values", ["default", "demo"])
def test_the_injected_pod_of_1_1_0(place: str, values: str) -> None:
    path = Path(__file__).parent / "truth" / "deploy-1.1.0.json"
    truth = json.loads(path.read_text("utf-8"))["injected"]
    pod = real_pod(place, "1.1.0", values)
    found = [
        {
            "name": each.name,
            "init": each.init,
            "at": f"{each.location.file}:{each.location.line}",
            "args": args(each),
            "ports": [port.port for port in each.ports if port.active],
            "probes": [{"path": p.text, "port": p.port} for p in each.probes],
        }
        for each in pod.containers
        if each.active
    ]
    assert found == [
        {
            **{key: each[key] for key in ("name", "init", "at", "args", "ports")},
            "probes": [each["readinessProbe"]] if each["readinessProbe"] else [],
        }
        for each in truth
    ]
    if values == "default":
        assert [c.image for c in pod.containers if c.active] == [t["image_default"] for t in truth]


@pytest.mark.real
@pytest.mark.parametrize("tag", ["1.0.9", "1.2.0", "1.6.0", "1.12.0", "1.20.0"])
def test_the_injected_pod_of_other_releases(place: str, tag: str) -> None:
    path = Path(__file__).parent / "truth" / "injected.json"
    pod = real_pod(place, tag, "default")
    assert [
        {
            "name": each.name,
            "init": each.init,
            "image": each.image,
            "command": [a.value for a in each.arguments if a.active and a.part == "command"],
            "args": args(each),
            "ports": [port.port for port in each.ports if port.active],
        }
        for each in pod.containers
        if each.active
    ] == json.loads(path.read_text("utf-8"))[tag]
