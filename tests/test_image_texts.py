"""What a template says of images and ports: each arm with its condition, and the values behind."""

from __future__ import annotations

from pathlib import Path

import pytest
from deployment_facts import deployed_facts
from facts import PROJECT
from trees import tree

from xref import query, store
from xref.chain import chain_text
from xref.deployment import Container, ImageText, ValueUse
from xref.extract.charts.release import renderings_of
from xref.model import Location
from xref.query.ports import ports
from xref.query.renderings import renderings
from xref.render import Style
from xref.where import where

TEMPLATE = "chart/templates/crane.yaml"
VALUES = "chart/values.yaml"

CHART = {
    "chart/Chart.yaml": "name: harbor\nversion: 1.0.0\n",
    VALUES: "image: crane\nhub: h\ndump: {}\n",
    TEMPLATE: """\
        apiVersion: apps/v1
        kind: Deployment
        metadata:
          name: crane
        spec:
          template:
            spec:
              containers:
              - name: {{ template "name" . }}
        {{- if contains "/" .Values.image }}
                image: "{{ .Values.image }}"
        {{- else }}
                image: "{{ .Values.hub }}/{{ .Values.image }}:1"
        {{- end }}
                ports:
                - containerPort: {{ .Values.port }}
        {{- define "name" }}{{ if .Values.short }}c{{ else }}crane{{ end }}{{ end }}
        """,
}


@pytest.fixture(scope="module")
def crane() -> Container:
    [rendering], problems = renderings_of(tree(CHART))
    assert problems == [] == list(rendering.diagnostics)
    [container] = rendering.workloads[0].containers
    return container


def test_both_arms_of_an_image_are_kept_what_holds_first(crane: Container) -> None:
    image, hub = (
        ValueUse(name, Location(VALUES, line)) for line, name in ((1, "image"), (2, "hub"))
    )
    slash = 'contains "/" .Values.image'
    assert crane.image == "h/crane:1"
    assert crane.images == (
        ImageText(
            "{{ .Values.hub }}/{{ .Values.image }}:1",
            "h/crane:1",
            (f"not ({slash})",),
            True,
            Location(TEMPLATE, 13),
            (hub, image),
        ),
        ImageText(
            "{{ .Values.image }}", "crane", (slash,), False, Location(TEMPLATE, 11), (image,)
        ),
    )


def test_a_condition_within_the_line_of_a_name_is_none_of_the_container(crane: Container) -> None:
    assert (crane.name, crane.guard, crane.active) == ("crane", (), True)


def test_a_port_knows_a_value_that_nothing_sets(crane: Container) -> None:
    assert crane.ports[0].uses == (ValueUse("port", None),)


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("images") / "i.db"
    store.write_release(path, deployed_facts())
    return path


def test_where_tells_the_texts_of_an_image_and_the_values_of_ports(index: Path) -> None:
    with store.reading(index) as connection:
        release = query.pick_release(connection, PROJECT, "")
        [found, *_] = where(connection, release, ["discovery"], "container")
        [text] = found["images"]
        assert text["text"] == "{{ .Values.global.hub }}/pilot:{{ .Values.global.tag }}"
        assert [use["path"] for use in text["uses"]] == ["global.hub"]
        assert text["values"] == ["default", "demo"]
        told = chain_text([found], "c" * 40, Style())
        assert f"  from        {text['text']}\n" in told
        rows = ports(connection, release, renderings(connection, release)[0], "istio-pilot")
        assert all(one["uses"] == [] for row in rows for one in row["services"])
