"""What helm makes of the sample's charts: ``tests/truth/sample-rendered-TAG.json``.

By values (``default``, ``demo``) the workloads, each with its containers and the Services that
select its pods, as ``helm template`` gives them for release ``istio``, namespace ``istio-system``.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import yaml
from git import Repo

TRUTH = Path(__file__).parent / "truth"
CHART = "install/kubernetes/helm/lagoon"
DEMO = ("values-lagoon-demo-common.yaml", "values-lagoon-demo.yaml")
KINDS = ("Deployment", "DaemonSet", "StatefulSet", "Job")
Workloads = dict[str, list[dict[str, Any]]]


class NoHelm(Exception):
    """There is no helm of version 3 here."""


def load(tag: str) -> Workloads:
    """The truth of a release, as the repository holds it."""
    found: Workloads = json.loads(_file(tag).read_text("utf-8"))
    return found


def save(tag: str, workloads: Workloads) -> None:
    """Make ``workloads`` the truth of a release; each container in a line of its own."""
    parts = []
    for values, listed in workloads.items():
        lines = ",\n".join(_lines(workload) for workload in listed)
        parts.append(f' "{values}": [\n{lines}\n ]')
    _file(tag).write_text("{\n" + ",\n".join(parts) + "\n}\n", "utf-8", newline="\n")


def rendered(repository: Path, tag: str, folder: Path) -> Workloads:
    """What helm makes of a release's charts, which are written to ``folder``. Raises NoHelm."""
    helm = shutil.which("helm")
    if helm is None:
        raise NoHelm("no helm command")
    version = subprocess.run([helm, "version", "--short"], capture_output=True, text=True)
    if not version.stdout.startswith("v3."):
        raise NoHelm("helm is not of version 3")
    for blob in Repo(repository).commit(tag).tree.traverse():
        if blob.type == "blob" and blob.path.startswith(f"{CHART}/"):
            path = folder / blob.path
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(blob.data_stream.read())
    chart = folder / CHART
    demo = [word for name in DEMO for word in ("--values", str(chart / name))]
    return {
        values: _workloads(_template(helm, chart, files))
        for values, files in (("default", []), ("demo", demo))
    }


def _template(helm: str, chart: Path, files: list[str]) -> list[dict[str, Any]]:
    command = [helm, "template", "istio", str(chart), "--namespace", "istio-system", *files]
    env = {**os.environ, "HOME": str(chart.parent)}
    done = subprocess.run(command, check=True, capture_output=True, text=True, env=env)
    return [document for document in yaml.safe_load_all(done.stdout) if document]


def _workloads(documents: list[dict[str, Any]]) -> list[dict[str, Any]]:
    services = [each for each in documents if each["kind"] == "Service"]
    found = [_workload(each, services) for each in documents if each["kind"] in KINDS]
    return sorted(found, key=lambda each: (each["kind"], each["name"]))


def _workload(document: dict[str, Any], services: list[dict[str, Any]]) -> dict[str, Any]:
    pod = document["spec"]["template"]
    labels = pod["metadata"].get("labels") or {}
    selected = [s for s in services if s["spec"]["selector"].items() <= labels.items()]
    return {
        "kind": document["kind"],
        "name": document["metadata"]["name"],
        "services": sorted(service["metadata"]["name"] for service in selected),
        "containers": [
            _container(each, init)
            for init, key in ((True, "initContainers"), (False, "containers"))
            for each in pod["spec"].get(key) or ()
        ],
    }


def _container(container: dict[str, Any], init: bool) -> dict[str, Any]:
    ports = container.get("ports") or ()
    return {
        "name": container["name"],
        "init": init,
        "image": container["image"],
        "command": container.get("command") or [],
        "args": container.get("args") or [],
        "ports": [
            {
                "containerPort": port["containerPort"],
                "name": port.get("name", ""),
                "protocol": port.get("protocol", ""),
            }
            for port in ports
        ],
    }


def _lines(workload: dict[str, Any]) -> str:
    head = json.dumps({k: v for k, v in workload.items() if k != "containers"})[:-1]
    containers = ",\n".join(f"   {json.dumps(each)}" for each in workload["containers"])
    return f'  {head}, "containers": [\n{containers}]}}'


def _file(tag: str) -> Path:
    return TRUTH / f"sample-rendered-{tag}.json"
