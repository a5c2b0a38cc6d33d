"""Templates to workloads and Services: arms of conditions, and YAML's odd forms."""

from __future__ import annotations

import pytest
from chartfiles import CRANE, TEMPLATE, VALUES, chart, only, pod, rendered

from xref.deployment import Container, Service, ValueUse
from xref.model import Location


def args(container: Container) -> list[tuple[str, str, tuple[str, ...], bool, int]]:
    return [
        (one.text, one.value, one.guard, one.active, one.location.line)
        for one in container.arguments
    ]


# Both arms


def test_both_arms_of_a_condition_in_a_list_of_arguments() -> None:
    text = pod("""\
        - name: crane
          image: "{{ .Values.hub }}/crane:1"
          args:
          - serve
        {{- if .Values.tls }}
          - --tls
          - "{{ .Values.port }}"
        {{- else if .Values.plain }}
          - --plain
        {{- else }}
          - --none
        {{- end }}
          - --last
        """)
    workload = only(text, "hub: h\ntls: false\nplain: true\nport: 7\n")
    [container] = workload.containers
    no_tls = "not (.Values.tls)"
    assert args(container) == [
        ("serve", "serve", (), True, 12),
        ("--tls", "--tls", (".Values.tls",), False, 14),
        ("{{ .Values.port }}", "7", (".Values.tls",), False, 15),
        ("--plain", "--plain", (no_tls, ".Values.plain"), True, 17),
        ("--none", "--none", (no_tls, "not (.Values.plain)"), False, 19),
        ("--last", "--last", (), True, 21),
    ]
    assert container.arguments[2].uses[-1] == ValueUse("port", Location(VALUES, 4))
    assert (container.image, container.images[0].text) == ("h/crane:1", "{{ .Values.hub }}/crane:1")
    assert container.images[0].location == Location(TEMPLATE, 10)
    assert container.location == Location(TEMPLATE, 9)


def test_arms_at_the_beginning_and_as_the_whole_of_a_list() -> None:
    text = pod("""\
        - name: crane
          args:
          {{- if .Values.on }}
          - --first
          {{- end }}
          - rest
        - name: winch
          {{- if .Values.on }}
          args:
          - --only
          {{- end }}
          image: hub/winch:1
        """)
    crane, winch = only(text, "on: false\n").containers
    guard = (".Values.on",)
    assert args(crane) == [("--first", "--first", guard, False, 12), ("rest", "rest", (), True, 14)]
    assert args(winch) == [("--only", "--only", guard, False, 18)]
    assert winch.image == "hub/winch:1"


def test_conditions_in_conditions_that_do_not_hold() -> None:
    text = pod("""\
        - name: crane
          args:
          {{- if .Values.a }}
          - --a
          {{- if .Values.b }}
          - --b
          {{- else }}
          - --c
          {{- end }}
          {{- end }}
          - --d
        """)
    [crane] = only(text, "a: false\nb: true\n").containers
    assert args(crane) == [
        ("--a", "--a", (".Values.a",), False, 12),
        ("--b", "--b", (".Values.a", ".Values.b"), False, 14),
        ("--c", "--c", (".Values.a", "not (.Values.b)"), False, 16),
        ("--d", "--d", (), True, 19),
    ]


def test_a_value_that_is_not_there_leaves_its_line_and_the_lines_beside_it() -> None:
    text = pod("""\
        - name: crane
          args:
          {{- if .Values.host }}
          - --at
          - {{ .Values.host }}:{{ .Values.port }}
          - --trust={{ .Values.domain }}
          {{- end }}
        """)
    [crane] = only(text, "host:\nport:\ndomain: ''\n").containers
    assert [(one.text, one.active) for one in crane.arguments] == [
        ("--at", False),
        ("{{ .Values.host }}:{{ .Values.port }}", False),
        ("--trust={{ .Values.domain }}", False),
    ]


def test_arms_that_are_containers() -> None:
    text = pod("""\
        - name: crane
          image: hub/crane:1
        {{- if .Values.proxy }}
        - name: proxy
          image: hub/proxy:{{ .Values.tag }}
          args: [run]
        {{- end }}
        - name: winch
          image: hub/winch:1
        """).replace(
        "      containers:",
        """\
      {{- if .Values.setup }}
      initContainers:
      - name: setup
        image: hub/setup:1
      {{- end }}
      containers:""",
    )
    workload = only(text, "proxy: false\nsetup: false\ntag: 3\n")
    told = [(c.name, c.init, c.active, c.guard, c.location.line) for c in workload.containers]
    assert told == [
        ("setup", True, False, (".Values.setup",), 10),
        ("crane", False, True, (), 14),
        ("proxy", False, False, (".Values.proxy",), 17),
        ("winch", False, True, (), 21),
    ]
    proxy = workload.containers[2]
    assert (proxy.image, proxy.images[0].text) == ("hub/proxy:3", "hub/proxy:{{ .Values.tag }}")
    assert args(proxy) == [("run", "run", (), False, 19)]


def test_arms_that_are_whole_workloads() -> None:
    text = f"""\
{{{{- if .Values.big }}}}
{pod(CRANE, "DaemonSet", "fleet")}
{{{{- else }}}}
{pod(CRANE, "Deployment", "pier")}
{{{{- end }}}}
"""
    found = rendered(chart("big: false\n", pier=text)).workloads
    told = [(w.kind, w.name, w.active, w.guard, [c.name for c in w.containers]) for w in found]
    assert sorted(told) == [
        ("DaemonSet", "fleet", False, (".Values.big",), ["crane"]),
        ("Deployment", "pier", True, ("not (.Values.big)",), ["crane"]),
    ]


def test_a_loop_and_a_named_template() -> None:
    named = """\
{{- define "crane" }}
- name: crane-{{ .name }}
  args:
  - --at={{ .at }}
{{- end }}
"""
    loop = '{{- range .Values.cranes }}\n{{- include "crane" . | nindent 6 }}\n{{- end }}\n'
    text = named + pod(loop)
    found = only(text, "cranes:\n- {name: a, at: 1}\n- {name: b, at: 2}\n").containers
    assert [(c.name, [a.value for a in c.arguments]) for c in found] == [
        ("crane-a", ["--at=1"]),
        ("crane-b", ["--at=2"]),
    ]
    assert {(c.location, c.guard) for c in found} == {
        (Location(TEMPLATE, 2), ("range .Values.cranes",))
    }
    assert found[0].arguments[0].uses[0].path == "cranes[0].at"


# Forms of YAML


def test_documents_are_told_apart() -> None:
    one, two = pod(CRANE, name="one"), pod(CRANE, name="two")
    text = f"# a comment\n---\n{one}\n---\n# nothing\n---  # two\n{two}"
    found = rendered(chart(pier=text)).workloads
    line = text[: text.rindex("apiVersion")].count("\n") + 1
    assert [(each.name, each.location.line) for each in found] == [("one", 3), ("two", line)]


def test_a_separator_in_a_condition() -> None:
    one, two = pod(CRANE, name="one"), pod(CRANE, name="two")
    text = f"{one}\n{{{{- if .Values.more }}}}\n---\n{two}\n{{{{- end }}}}\n"
    found = rendered(chart("more: false\n", pier=text)).workloads
    assert [(each.name, each.active) for each in found] == [("one", True), ("two", False)]


def test_of_equal_keys_the_last_counts() -> None:
    text = pod("""\
        - name: crane
          image: hub/old:1
          args: [old]
          image: hub/new:2
          args:
          - new
        """)
    [crane] = only(text).containers
    assert (crane.image, crane.images[0].location.line) == ("hub/new:2", 12)
    assert args(crane) == [("new", "new", (), True, 14)]


def test_lists_in_a_line_words_in_quotes_and_comments() -> None:
    text = pod("""\
        - name: crane
          command: ["sh", '-c', "run # it"]
          args: [ --a, '{{ .Values.b }}',
            --c ]
        - name: winch
          args:
          - "--quoted={{ .Values.b | default "x" }}"   # why
          - '45s' # drain
          - plain # it's "so"
          - a#b
          - 80
          - true
        """)
    crane, winch = only(text, "b: 2\n").containers
    told = [(one.part, one.value, one.location.line) for one in crane.arguments]
    assert told == [
        ("command", "sh", 10),
        ("command", "-c", 10),
        ("command", "run # it", 10),
        ("args", "--a", 11),
        ("args", "2", 11),
        ("args", "--c", 12),
    ]
    assert [(one.text, one.value) for one in winch.arguments] == [
        ('--quoted={{ .Values.b | default "x" }}', "--quoted=2"),
        ("45s", "45s"),
        ("plain", "plain"),
        ("a#b", "a#b"),
        ("80", "80"),
        ("true", "true"),
    ]


def test_words_of_several_lines() -> None:
    text = pod("""\
        - name: crane
          command:
          - sh
          - |
            one {{ .Values.a }}
            two
          - >-
            three
            four
          - last
        """)
    [crane] = only(text, "a: 1\n").containers
    told = [(one.value, one.location.line) for one in crane.arguments]
    assert told == [("sh", 11), ("one 1\ntwo\n", 12), ("three four", 15), ("last", 18)]


@pytest.mark.parametrize(
    ("kind", "path"),
    [
        ("StatefulSet", "template: {spec: %s}"),
        ("Job", "template: {spec: %s}"),
        ("CronJob", "jobTemplate: {spec: {template: {spec: %s}}}"),
        ("Pod", "%s"),
    ],
)
def test_kinds_of_workloads(kind: str, path: str) -> None:
    spec = path % "{containers: [{name: crane, image: hub/crane, args: [a, b]}]}"
    separator = "\n  " if not spec.startswith("{") else " "
    text = f"kind: {kind}\nmetadata: {{name: pier}}\nspec:{separator}{spec}\n"
    workload = only(text)
    assert (workload.kind, workload.name) == (kind, "pier")
    [crane] = workload.containers
    assert (crane.image, [one.value for one in crane.arguments]) == ("hub/crane", ["a", "b"])


def test_a_list_of_manifests_and_what_is_none() -> None:
    text = """\
        kind: List
        items:
        - kind: Deployment
          metadata: {name: one}
        - kind: ConfigMap
          metadata: {name: no}
        - kind: Service
          metadata: {name: two}
        """
    found = rendered(chart(pier=text))
    assert [one.name for one in found.workloads] == ["one"]
    assert [one.name for one in found.services] == ["two"]


def test_ports_and_probes() -> None:
    text = pod("""\
        - name: crane
          ports:
          - containerPort: {{ .Values.port }}
            name: http
            protocol: UDP
          {{- if .Values.more }}
          - name: more
            containerPort: 81
          {{- end }}
          - {containerPort: 82}
          livenessProbe:
            httpGet: {path: /live, port: 80}
          readinessProbe:
            exec:
              command: [check, "it all"]
          startupProbe:
            tcpSocket: {port: http}
        """)
    [crane] = only(text, "port: 80\nmore: false\n").containers
    told = [(p.port, p.name, p.protocol, p.text, p.guard, p.active) for p in crane.ports]
    assert told == [
        (80, "http", "UDP", "{{ .Values.port }}", (), True),
        (81, "more", "", "81", (".Values.more",), False),
        (82, "", "", "82", (), True),
    ]
    assert [one.location.line for one in crane.ports] == [11, 16, 18]
    assert crane.ports[0].uses == (ValueUse("port", Location(VALUES, 1)),)
    assert [(p.kind, p.handler, p.text, p.port) for p in crane.probes] == [
        ("liveness", "httpGet", "/live", 80),
        ("readiness", "exec", "check 'it all'", 0),
        ("startup", "tcpSocket", "", 0),
    ]


SERVICE = """\
kind: Service
metadata:
  name: pier
spec:
  type: {{ .Values.type }}
  selector:
    app: pier
  ports:
  - name: http
    port: {{ .Values.port }}
    targetPort: web
    nodePort: 31000
    protocol: TCP
  {{- if .Values.metrics }}
  - port: 9000
  {{- end }}
"""


def test_services() -> None:
    found = rendered(chart("type: NodePort\nport: 80\nmetrics: false\n", pier=SERVICE))
    [service] = found.services
    assert isinstance(service, Service)
    assert (service.name, service.type, service.selector) == (
        "pier",
        "NodePort",
        (("app", "pier"),),
    )
    http, metrics = service.ports
    assert (http.name, http.port, http.target_port, http.node_port, http.protocol) == (
        *("http", 80, "web", 31000, "TCP"),
    )
    assert (http.location, http.uses[0].path) == (Location(TEMPLATE, 10), "port")
    assert (metrics.port, metrics.guard, metrics.active) == (9000, (".Values.metrics",), False)
    assert metrics.location.line == 15
