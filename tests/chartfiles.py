"""The files of small charts, and what comes of them, for the tests of charts."""

from __future__ import annotations

from collections.abc import Mapping
from textwrap import dedent, indent

from trees import tree

from xref.deployment import Rendering, Workload
from xref.extract.charts.release import renderings_of

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


CRANE = """
- name: crane
  image: hub/crane:1
"""
