"""How charts are installed: whose values prevail, what a profile chooses, and bad input."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from chartfiles import CRANE, FOLDER, TEMPLATE, VALUES, chart, pod, rendered
from trees import tree

from xref.deployment import Rendering, ValueUse
from xref.extract.charts.chart import Document, document_of
from xref.extract.charts.release import Choice, rendering_of, renderings_of
from xref.model import Location
from xref.yamltree import YamlError

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
