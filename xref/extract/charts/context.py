"""What helm gives to a chart's templates besides their values: release, chart, files, capabilities.

The names are helm's own. Where ``helm template`` asks no cluster, neither does this.
"""

from __future__ import annotations

import base64
import fnmatch
from collections.abc import Iterable
from typing import Any

from xref.extract.charts.chart import Chart
from xref.extract.files import Files
from xref.template.values import Map, Struct, track
from xref.template.yamltext import to_yaml

# What helm 3.17 stands for where it knows no cluster.
_KUBERNETES = ("1", "32", "v1.32.0")
_HELM = "v3.17.3"
_TILLER = "v2.17.0"
# The groups of Kubernetes' own APIs that such a helm knows, with their versions.
_APIS = """v1 admissionregistration.k8s.io/v1 admissionregistration.k8s.io/v1beta1
apiextensions.k8s.io/v1 apiextensions.k8s.io/v1beta1 apps/v1 apps/v1beta1 apps/v1beta2
authentication.k8s.io/v1 authentication.k8s.io/v1beta1 authorization.k8s.io/v1
authorization.k8s.io/v1beta1 autoscaling/v1 autoscaling/v2 autoscaling/v2beta1 autoscaling/v2beta2
batch/v1 batch/v1beta1 certificates.k8s.io/v1 certificates.k8s.io/v1beta1 coordination.k8s.io/v1
coordination.k8s.io/v1beta1 discovery.k8s.io/v1 discovery.k8s.io/v1beta1 events.k8s.io/v1
events.k8s.io/v1beta1 extensions/v1beta1 flowcontrol.apiserver.k8s.io/v1 networking.k8s.io/v1
networking.k8s.io/v1beta1 node.k8s.io/v1 node.k8s.io/v1beta1 policy/v1 policy/v1beta1
rbac.authorization.k8s.io/v1 rbac.authorization.k8s.io/v1beta1 scheduling.k8s.io/v1
scheduling.k8s.io/v1beta1 storage.k8s.io/v1 storage.k8s.io/v1beta1"""


def context(chart: Chart, values: Map, files: Files, release: str, namespace: str) -> Map:
    """The data of a chart's templates; ``template`` adds what differs from one to the next."""
    return Map(
        {
            "Values": values,
            "Release": Struct(
                {
                    "Name": release,
                    "Namespace": namespace,
                    "Service": "Helm",
                    "IsInstall": True,
                    "IsUpgrade": False,
                    "Revision": 1,
                }
            ),
            "Chart": _about(chart),
            "Files": _files(chart.folder, chart.others, files),
            "Capabilities": _capabilities(),
            "Subcharts": Map(),
        }
    )


def template(data: Map, name: str, base: str) -> None:
    """Puts into the data which template is executed: helm's names of it and of its folder."""
    data["Template"] = Struct({"Name": name, "BasePath": base})


def _about(chart: Chart) -> Struct:
    about = {key[:1].upper() + key[1:]: value for key, value in chart.about.items()}
    about.setdefault("AppVersion", "")
    return Struct(track({**about, "Name": chart.name}, None))


def _capabilities() -> Struct:
    major, minor, version = _KUBERNETES
    known = set(_APIS.split())
    kubernetes = Struct(
        {"Major": major, "Minor": minor, "Version": version, "GitVersion": version}, text=version
    )
    return Struct(
        {
            "KubeVersion": kubernetes,
            "APIVersions": Struct(methods={"Has": lambda name: name in known}),
            "HelmVersion": Struct({"Version": _HELM}),
            "TillerVersion": Struct({"SemVer": _TILLER}),
        }
    )


def _files(folder: str, paths: Iterable[str], files: Files) -> Struct:
    names = {path[len(folder) + 1 :]: path for path in paths}

    def get(name: str) -> str:
        data = files.read(names[name]) if name in names else None
        return (data or b"").decode("utf-8", "replace")

    def glob(pattern: str) -> Struct:
        return _files(folder, [names[n] for n in sorted(fnmatch.filter(names, pattern))], files)

    def config() -> str:
        return to_yaml({name.rpartition("/")[2]: get(name) for name in names})

    def secrets() -> str:
        coded = {n.rpartition("/")[2]: base64.b64encode(get(n).encode()).decode() for n in names}
        return to_yaml(coded)

    methods: dict[str, Any] = {
        "Get": get,
        "GetBytes": get,
        "Glob": glob,
        "Lines": lambda name: get(name).splitlines(),
        "AsConfig": config,
        "AsSecrets": secrets,
    }
    return Struct({}, methods)
