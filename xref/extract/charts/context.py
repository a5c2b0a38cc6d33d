"""What helm gives to a chart's templates besides their values: release, chart, files, capabilities.

The names are helm's own. Where ``helm template`` asks no cluster, neither does this.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from xref.extract.charts.chart import Chart
from xref.extract.files import Files
from xref.template import objects
from xref.template.values import Map, Struct, track

# What helm 3.17 stands for where it knows no cluster.
_KUBERNETES = "v1.32.0"
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
            "Files": objects.files(_Texts(chart, files)),
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
    return Struct(
        {
            "KubeVersion": objects.kube_version(_KUBERNETES),
            "APIVersions": objects.api_versions(_APIS.split()),
            "HelmVersion": Struct({"Version": _HELM}),
            "TillerVersion": Struct({"SemVer": _TILLER}),
        }
    )


class _Texts(Mapping[str, str]):
    """The files of a chart besides its templates, read when they are asked for."""

    def __init__(self, chart: Chart, files: Files) -> None:
        self._files = files
        self._paths = {path[len(chart.folder) + 1 :]: path for path in chart.readable}

    def __getitem__(self, name: str) -> str:
        data = self._files.read(self._paths[name])
        return (data or b"").decode("utf-8", "replace")

    def __iter__(self) -> Iterator[str]:
        return iter(self._paths)

    def __len__(self) -> int:
        return len(self._paths)
