"""Charts to workloads and Services: arms of conditions, YAML's odd forms, values, bad input."""

from __future__ import annotations

from collections.abc import Mapping
from textwrap import dedent, indent

import pytest
from trees import tree

from xref.deployment import Container, Rendering, Service, ValueUse, Workload
from xref.extract.charts.chart import Document, document_of
from xref.extract.charts.release import Choice, rendering_of, renderings_of
from xref.model import Location
from xref.yamltree import YamlError

FOLDER = "charts/harbor"
TEMPLATE = f"{FOLDER}/templates/pier.yaml"
VALUES = f"{FOLDER}/values.yaml"


def chart(values: str = "", **templates: str) -> dict[str, str]:
    """The files of a chart; templates by their names without the suffix."""
    files = {f"{FOLDER}/templates/{name}.yaml": dedent(text) for name, text in templates.items()}
    return {f"{FOLDER}/Chart.yaml": "name: harbor\n", VALUES: dedent(values), **files}


def rendered(files: Mapping[str, str]) -> Rendering:
    """What the charts give by default; nothing went wrong."""
    [found], problems = renderings_of(tree(files))
    assert problems == []
    assert found.diagnostics == ()
    return found


def pod(containers: str, kind: str = "Deployment", name: str = "pier") -> str:
    """A manifest of eight lines, and then the containers."""
    head = f"""\
apiVersion: apps/v1
kind: {kind}
metadata:
  name: {name}
spec:
  template:
    spec:
      containers:
"""
    return head + indent(dedent(containers), "      ")


def only(text: str, values: str = "") -> Workload:
    [workload] = rendered(chart(values, pier=text)).workloads
    return workload


def args(container: Container) -> list[tuple[str, str, tuple[str, ...], bool, int]]:
    return [
        (one.text, one.value, one.guard, one.active, one.location.line)
        for one in container.arguments
    ]


CRANE = """
- name: crane
  image: hub/crane:1
"""


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
    assert (container.image, container.image_text) == ("h/crane:1", "{{ .Values.hub }}/crane:1")
    assert container.image_location == Location(TEMPLATE, 10)
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
    assert (proxy.image, proxy.image_text) == ("hub/proxy:3", "hub/proxy:{{ .Values.tag }}")
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
    assert (crane.image, crane.image_location.line) == ("hub/new:2", 12)
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


# Values


UMBRELLA = {
    "install/fleet/Chart.yaml": "name: fleet\n",
    "install/fleet/requirements.yaml": """\
        dependencies:
        - name: pier
          condition: pier.enabled
        - name: crane
          condition: crane.enabled
        """,
    "install/fleet/values.yaml": """\
        pier:
          enabled: true
        crane:
          enabled: false
        global:
          hub: h
        """,
    "install/fleet/values-fleet-demo.yaml": "crane:\n  enabled: true\npier:\n  port: 3\n",
    "install/fleet/values-fleet-demo-common.yaml": "pier:\n  port: 2\n  mode: x\n",
    "install/fleet/charts/pier/Chart.yaml": "name: pier\n",
    "install/fleet/charts/pier/values.yaml": "port: 1\nmode: slow\nidle: 5\n",
    "install/fleet/charts/pier/templates/a.yaml": pod("""\
        - name: pier
          image: "{{ .Values.global.hub }}/pier:1"
          args: ["--port={{ .Values.port }}", "--mode={{ .Values.mode }}"]
        """),
    "install/fleet/charts/crane/Chart.yaml": "name: crane\n",
    "install/fleet/charts/crane/values.yaml": "tag: 1\n",
    "install/fleet/charts/crane/templates/a.yaml": pod(CRANE, name="crane"),
    "Makefile": """\
        out/fleet-demo.yaml:
        \thelm template --values install/fleet/values-fleet-demo-common.yaml \\
        \t--values install/fleet/values-fleet-demo.yaml install/fleet >> $@
        """,
}


def test_the_demo_is_what_the_makefile_gives_in_its_order() -> None:
    (default, demo), problems = renderings_of(tree(UMBRELLA))
    assert problems == []
    assert (default.name, default.files) == ("default", ())
    assert (demo.name, demo.files) == (
        "demo",
        ("install/fleet/values-fleet-demo-common.yaml", "install/fleet/values-fleet-demo.yaml"),
    )
    states = [{w.name: (w.active, w.enabled_by) for w in one.workloads} for one in (default, demo)]
    assert states == [
        {"pier": (True, "pier.enabled"), "crane": (False, "crane.enabled")},
        {"pier": (True, "pier.enabled"), "crane": (True, "crane.enabled")},
    ]
    given = [
        [a.value for w in one.workloads for c in w.containers for a in c.arguments]
        for one in (default, demo)
    ]
    assert given == [["--port=1", "--mode=slow"], ["--port=3", "--mode=x"]]
    placed = {value.path: (value.text, value.location) for value in demo.values}
    assert placed["pier.port"] == ("3", Location("install/fleet/values-fleet-demo.yaml", 4))
    assert placed["pier.mode"] == (
        "x",
        Location("install/fleet/values-fleet-demo-common.yaml", 2 + 1),
    )
    assert placed["pier.idle"] == ("5", Location("install/fleet/charts/pier/values.yaml", 3))
    assert {value.path: value.read for value in demo.values if value.path.startswith("pier.")} == {
        "pier.enabled": True,  # by the condition
        "pier.port": True,
        "pier.mode": True,
        "pier.idle": False,
    }


def test_what_a_user_gives_prevails() -> None:
    user = Document("mine.yaml", None, {"pier": {"port": 8, "mode": "y"}})
    choice = Choice("mine", "demo", (user,), {"pier": {"mode": "z"}})
    found = rendering_of(tree(UMBRELLA), choice)
    assert found is not None
    assert found.name == "mine"
    given = [a.value for w in found.workloads for c in w.containers for a in c.arguments]
    assert given == ["--port=8", "--mode=z"]
    assert rendering_of(tree(chart(pier="")), Choice("mine", "demo")) is None


def test_a_tree_without_charts() -> None:
    assert renderings_of(tree({"README.md": "none\n"})) == ([], [])
    assert rendering_of(tree({"README.md": "none\n"}), Choice("mine")) is None


PROFILES = {
    "manifests/profiles/default.yaml": """\
        kind: IstioOperator
        spec:
          hub: h
          tag: 9
          components:
            dock:
              enabled: true
            gates:
            - name: gate
              enabled: false
          values:
            dock:
              mode: slow
        """,
    "manifests/profiles/demo.yaml": """\
        kind: IstioOperator
        spec:
          components:
            gates:
            - name: gate
              enabled: true
          values:
            dock:
              mode: fast
        """,
    "operator/pkg/names.go": """\
        package names

        const (
        \tDockName ComponentName = "Dock"
        \tGateName ComponentName = "Gates"
        )

        var components = map[ComponentName]*Map{
        \tDockName: {
        \t\tHelmSubdir:           "dock",
        \t\tToHelmValuesTreeRoot: "dock",
        \t},
        \tGateName: {
        \t\tHelmSubdir:           "gates/gate",
        \t\tToHelmValuesTreeRoot: "gate",
        \t},
        }
        """,
    "manifests/charts/dock/Chart.yaml": "name: dock\n",
    "manifests/charts/dock/values.yaml": "dock:\n  mode: none\nglobal:\n  hub: x\n  tag: 0\n",
    "manifests/charts/dock/templates/a.yaml": pod("""\
        - name: dock
          image: "{{ .Values.global.hub }}/dock:{{ .Values.global.tag }}"
          args: ["--mode={{ .Values.dock.mode }}"]
        """),
    "manifests/charts/gates/gate/Chart.yaml": "name: gate\n",
    "manifests/charts/gates/gate/values.yaml": "gate:\n  name: none\n",
    "manifests/charts/gates/gate/templates/a.yaml": pod(CRANE, name="{{ .Values.gate.name }}"),
}


def test_a_profile_chooses_charts_and_demo_is_laid_over_default() -> None:
    (default, demo), problems = renderings_of(tree(PROFILES))
    assert problems == []
    assert default.files == ("manifests/profiles/default.yaml",)
    assert demo.files == (*default.files, "manifests/profiles/demo.yaml")
    told = [[(w.name, w.active, w.enabled_by) for w in one.workloads] for one in (default, demo)]
    assert told[0][0] == told[1][0] == ("pier", True, "components.dock.enabled")
    assert [one[1][1:] for one in told] == [
        (False, "components.gates.enabled"),
        (True, "components.gates.enabled"),
    ]
    assert told[1][1][0] == "gate"
    containers = [one.workloads[0].containers[0] for one in (default, demo)]
    assert [one.image for one in containers] == ["h/dock:9", "h/dock:9"]
    assert [one.arguments[0].value for one in containers] == ["--mode=slow", "--mode=fast"]
    uses = containers[1].arguments[0].uses
    assert uses == (ValueUse("dock.mode", Location("manifests/profiles/demo.yaml", 9)),)


def test_profiles_without_a_source_that_tells_their_charts() -> None:
    files = {path: text for path, text in PROFILES.items() if not path.startswith("operator/")}
    found, problems = renderings_of(tree(files))
    assert [one.workloads for one in found] == [(), ()]
    assert [one.message for one in problems] == [
        "no source tells which charts the components of a profile stand for"
    ]


def test_what_helm_gives_to_templates() -> None:
    text = pod("""\
        - name: crane
          args:
          - {{ .Release.Name }}.{{ .Release.Namespace }}
          - {{ .Chart.Name }}-{{ .Chart.Version }}
          - {{ .Files.Get "files/a.txt" | trim }}
          - {{ .Capabilities.APIVersions.Has "batch/v1" }}
          - {{ .Template.Name }}
        """)
    files = chart(pier=text) | {
        f"{FOLDER}/Chart.yaml": "name: harbor\nversion: 1.2.3\n",
        f"{FOLDER}/files/a.txt": "ahoy\n",
    }
    [workload] = rendered(files).workloads
    assert [one.value for one in workload.containers[0].arguments] == [
        "istio.istio-system",
        "harbor-1.2.3",
        "ahoy",
        "true",
        "harbor/templates/pier.yaml",
    ]


# Bad input


def told(files: Mapping[str, str]) -> tuple[Rendering, list[tuple[str, str, int]]]:
    """The default rendering, and all that went wrong with its places."""
    found, problems = renderings_of(tree(files))
    every = [*problems, *(each for one in found for each in one.diagnostics)]
    places = [
        (each.message, each.location.file, each.location.line)
        for each in every
        if each.location is not None
    ]
    assert len(places) == len(every)
    return found[0], places


GOOD = pod(CRANE)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        pytest.param("{{ if .Values.a }}\nkind: Service\n", 1, id="open if"),
        pytest.param("kind: Service\nname: {{ .Values.a\n", 3, id="open action"),
        pytest.param("a: 1\nb: {{ nothing 1 }}\n", 2, id="no such function"),
        pytest.param("{{ end }}\n", 1, id="end of nothing"),
        pytest.param("{{ range until 1000000000 }}x{{ end }}\n", 1, id="a huge loop"),
        pytest.param(
            "{{ range until 9999 }}{{ range until 9999 }}{{ end }}{{ end }}\n", 1, id="loops"
        ),
        pytest.param(
            '{{ define "a" }}{{ template "a" . }}{{ end }}{{ template "a" . }}\n', 1, id="self"
        ),
        pytest.param('{{ repeat 1000000000 "x" }}\n', 1, id="a huge text"),
        pytest.param("kind: Service\nspec: [a\n", 2, id="no YAML"),
        pytest.param(f"kind: Service\nspec: {'[' * 5000}\n", 2, id="deep YAML"),
    ],
)
def test_a_bad_template_is_told_and_the_rest_stands(text: str, line: int) -> None:
    found, problems = told(chart("a: 1\n", pier=text, good=GOOD))
    assert [one.name for one in found.workloads] == ["pier"]
    assert problems
    assert {(file, at) for _, file, at in problems} == {(TEMPLATE, line)}


BOMB = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{new}: &{new} [{', '.join([f'*{old}'] * 9)}]\n"
    for old, new in zip("abcdefghij", "bcdefghijk", strict=True)
)


@pytest.mark.parametrize(
    "values",
    [
        pytest.param(BOMB, id="aliases"),
        pytest.param("a: [1\n", id="no YAML"),
        pytest.param("- a\n- b\n", id="a list"),
        pytest.param("just a text\n", id="a text"),
        pytest.param("a: {" * 3000, id="deep"),
        pytest.param("a: &a {b: *a}\n", id="itself"),
        pytest.param("\x00\x01\x02", id="bytes"),
    ],
)
def test_bad_values_are_told_and_the_rest_stands(values: str) -> None:
    text = pod("- name: crane\n  args: ['{{ .Values.a | toYaml | len }}']\n")
    found, problems = told(chart(pier=text, good=GOOD) | {VALUES: values})
    assert {file for _, file, _ in problems} <= {VALUES, TEMPLATE}
    assert problems
    assert found.workloads


def test_a_users_file_that_holds_no_map_is_refused() -> None:
    for text in (b"- a\n", b"a: [", b"text"):
        with pytest.raises(YamlError):
            document_of("mine.yaml", text)
    assert document_of("mine.yaml", b"").data == {}
