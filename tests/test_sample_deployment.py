"""The whole chain of the bundled sample, in the index of both releases, as users ask for it.

What helm makes of the charts is in ``truth/sample-rendered-TAG.json``, written by helm itself. All
else was read off the sample by hand; lines are those of the sample's own files.
"""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import sample_helm
from git import Repo
from sample_helm import CHART

from xref import demo
from xref.__main__ import main
from xref.build import build_tag

Rows = list[dict[str, Any]]
Ask = Callable[..., Rows]

TAGS = ("1.0.0", "1.1.0")
HELPERS = f"{CHART}/templates/_helpers.tpl"
TIDE = f"{CHART}/charts/tide/templates/deployment.yaml"
GAUGE = f"{CHART}/charts/gauge/templates/deployment.yaml"
REEF = f"{CHART}/charts/security/templates/deployment.yaml"
MAPVIEW = f"{CHART}/charts/mapview/templates/deployment.yaml"
INJECTION = f"{CHART}/files/injection-template.yaml"
INJECTOR = f"{CHART}/templates/sidecar-injector-configmap.yaml"
PROXY = f"{demo.PROXY}:src/envoy"


@pytest.fixture(scope="module")
def repositories(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    return demo.make_repositories(tmp_path_factory.mktemp("sample"))


@pytest.fixture(scope="module")
def index(repositories: dict[str, Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("index")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(folder / "cache"))
        for tag in TAGS:
            summary = build_tag(
                tag,
                project=demo.PROJECT,
                overrides={name: str(path) for name, path in repositories.items()},
                index=folder / "xref.db",
                progress=lambda _: None,
            )
            assert [problem.message for problem in summary.diagnostics] == []
    return folder / "xref.db"


@pytest.fixture
def ask(index: Path, capfd: pytest.CaptureFixture[str]) -> Ask:
    """Asks a command of xref about a release: ``ask(TAG, "where", "NAME")``."""

    def run(tag: str, *words: str) -> Rows:
        capfd.readouterr()
        given = ["--tag", tag, "--project", demo.PROJECT, "--db", str(index), "--json"]
        assert main([*words, *given]) == 0
        rows: Rows = json.loads(capfd.readouterr().out)
        return rows

    return run


def place(row: dict[str, Any]) -> str:
    return f"{row['file']}:{row['line']}"


@pytest.mark.parametrize("tag", TAGS)
def test_images(ask: Ask, tag: str) -> None:
    rows = ask(tag, "images")
    own = {row["name"]: row for row in rows if not row["foreign"]}
    assert {name: (row["program"], row["entrypoint"], row["cmd"]) for name, row in own.items()} == {
        "gauge": (
            "gauged",
            ["/usr/local/bin/gauged", "server"],
            ["--configStore=k8s://" if tag == "1.0.0" else "--configStoreURL=k8s://"],
        ),
        "mapview": ("mapview", ["/usr/local/bin/mapview"], []),
        "proxy": ("tide-agent", ["/usr/local/bin/tide-agent"], []),
        "proxy_init": ("lagoon-iptables.sh", ["/usr/local/bin/lagoon-iptables.sh"], []),
        "reef": ("reef_ca", ["/usr/local/bin/reef_ca", "--self-signed-ca"], []),
        "tide": ("tide-server", ["/usr/local/bin/tide-server"], ["discovery"]),
    } | ({"buoy": ("buoy", ["/usr/local/bin/buoy"], [])} if tag == "1.1.0" else {})
    assert all(row["released"] and row["target"] == f"docker.{name}" for name, row in own.items())
    prometheus, kubectl = ("v2.3.1", "v1.10") if tag == "1.0.0" else ("v2.5.0", "v1.12")
    assert {row["reference"] for row in rows if row["foreign"]} == {
        f"docker.io/prom/prometheus:{prometheus}",
        f"docker.io/harbour/kubectl:{kubectl}",
        "docker.io/library/busybox:1.30",
    } | ({"docker.io/prom/statsd-exporter:v0.6.0"} if tag == "1.0.0" else set())


def test_files_of_the_image_with_envoy(ask: Ask) -> None:
    (image,) = [row for row in ask("1.1.0", "images") if row["name"] == "proxy"]
    files = {
        f"{file['kind']} {file['subject']}": (file["destination"], place(file))
        for file in image["files"]
    }
    docker = "tide/docker/Dockerfile.proxy"
    assert files == {
        "bazel src/envoy": ("/usr/local/bin/envoy", f"{docker}:6"),
        "go tide/cmd/tide-agent": ("/usr/local/bin/tide-agent", f"{docker}:7"),
        "source tools/deb/envoy_bootstrap.json": (
            "/var/lib/lagoon/envoy/envoy_bootstrap_tmpl.json",
            f"{docker}:9",
        ),
        "source tide/docker/envoy_tide.yaml.tmpl": (
            "/etc/lagoon/proxy/envoy_tide.yaml.tmpl",
            f"{docker}:10",
        ),
        "source tide/docker/envoy_gauge.yaml.tmpl": (
            "/etc/lagoon/proxy/envoy_gauge.yaml.tmpl",
            f"{docker}:10",
        ),
    }


@pytest.mark.parametrize("tag", TAGS)
def test_truth_is_what_helm_makes(repositories: dict[str, Path], tag: str, tmp_path: Path) -> None:
    try:
        workloads = sample_helm.rendered(repositories[demo.PROJECT], tag, tmp_path)
    except sample_helm.NoHelm as reason:
        pytest.skip(str(reason))
    if os.environ.get("XREF_REGENERATE") == "1":
        sample_helm.save(tag, workloads)
    assert workloads == sample_helm.load(tag)


@pytest.mark.parametrize("values", ["default", "demo"])
@pytest.mark.parametrize("tag", TAGS)
def test_workloads_are_what_helm_makes(ask: Ask, tag: str, values: str) -> None:
    fields = ("name", "init", "image", "command", "args", "ports")
    found = [
        {
            "kind": row["kind"],
            "name": row["name"],
            "services": sorted(service["name"] for service in row["services"]),
            "containers": [{key: each[key] for key in fields} for each in row["containers"]],
        }
        for row in ask(tag, "workloads", "--values", values)
        if row["kind"] != "Pod"  # helm does not know what an injector makes of its template
    ]
    found.sort(key=lambda row: (row["kind"], row["name"]))
    assert found == sample_helm.load(tag)[values]


@pytest.mark.parametrize("tag", TAGS)
def test_injected_pod(ask: Ask, tag: str) -> None:
    (pod,) = ask(tag, "workloads", "injected-pod")
    old = tag == "1.0.0"
    assert (pod["kind"], place(pod)) == ("Pod", f"{INJECTOR}:10" if old else f"{INJECTION}:1")
    init, proxy = pod["containers"]
    assert (init["name"], init["init"], init["program"]) == (
        "lagoon-init",
        True,
        "lagoon-iptables.sh",
    )
    inbound = [] if old else ["-z", "15006"]
    assert init["args"] == ["-p", "15001", *inbound, "-u", "1337", "-m", "REDIRECT"]
    assert (proxy["name"], proxy["init"], proxy["program"]) == ("lagoon-proxy", False, "tide-agent")
    assert proxy["args"] == [
        *("proxy", "--role", "sidecar", "--configPath", "/etc/lagoon/proxy"),
        *("--drainDuration", "2s" if old else "30s"),
        *("--discoveryAddress", "lagoon-tide:8181" if old else "lagoon-tide:8183"),
        *(("--statusPort", "15020") if old else ("--statusListenPort", "15021")),
        *("--concurrency", "2"),
    ]


def test_job_of_a_hook(ask: Ask) -> None:
    (job,) = ask("1.0.0", "workloads", "lagoon-cleanup-secrets")
    assert (job["kind"], job["enabled_by"]) == ("Job", "security.enabled")
    assert job["containers"][0]["arguments"][-1]["kind"] == "foreign"


LOGGING = ".Values.global.logging"
ARGUMENTS = [
    # A value of values.yaml, in a helper that the chart includes; and one whose guard is off.
    ("1.1.0", "lagoon-tide", "--log_output_level=default:info", "flag", f"{HELPERS}:3"),
    ("1.1.0", "lagoon-tide", "--log_as_json", "flag", f"{HELPERS}:6"),
    # A flag and its value apart; the value is a default of the template itself.
    ("1.1.0", "lagoon-tide", "--domain", "flag", f"{TIDE}:25"),
    ("1.1.0", "lagoon-tide", "cluster.local", "value", f"{TIDE}:26"),
    ("1.1.0", "lagoon-tide", "-a", "flag", f"{TIDE}:28"),
    ("1.1.0", "lagoon-reef", "--self-signed-ca=true", "flag", f"{REEF}:23"),
    ("1.1.0", "lagoon-reef", "--self-signed-ca=false", "flag", f"{REEF}:25"),
    # The flag was deprecated in the release before, and the chart was forgotten.
    ("1.0.0", "lagoon-reef", "--grpc-hostname=reef.istio-system", "flag", f"{REEF}:19"),
    ("1.1.0", "lagoon-reef", "--grpc-hostname=reef.istio-system", "unknown", f"{REEF}:19"),
    ("1.1.0", "lagoon-telemetry", "--loadsheddingMode=disabled", "flag", f"{GAUGE}:53"),
    ("1.0.0", "injected-pod", "--statusPort", "flag", f"{INJECTOR}:36"),
    ("1.1.0", "injected-pod", "--statusListenPort", "flag", f"{INJECTION}:33"),
    ("1.1.0", "injected-pod", "15021", "value", f"{INJECTION}:34"),
    ("1.1.0", "injected-pod", "-z", "flag", f"{INJECTION}:7"),
    ("1.1.0", "prometheus", "--storage.tsdb.retention=6h", "foreign", None),
]


@pytest.mark.parametrize(("tag", "workload", "value", "kind", "where"), ARGUMENTS)
def test_argument(
    ask: Ask, tag: str, workload: str, value: str, kind: str, where: str | None
) -> None:
    found = _argument(ask, tag, workload, value)
    assert found["kind"] == kind
    assert where is None or place(found) == where


@pytest.mark.parametrize(
    ("workload", "value", "text", "guard", "active", "flag", "default"),
    [
        (
            "lagoon-tide",
            "--log_output_level=default:info",
            f"--log_output_level={{{{ {LOGGING}.level }}}}",
            f"{LOGGING}.level",
            True,
            "tide-server --log_output_level",
            "default:info",
        ),
        (
            "lagoon-tide",
            "--log_as_json",
            "--log_as_json",
            f"{LOGGING}.json",
            False,
            "tide-server --log_as_json",
            "false",
        ),
        (
            "lagoon-tide",
            "--monitoringAddr=:15014",
            "--monitoringAddr=:{{ .Values.global.monitoringPort }}",
            "",
            True,
            "tide-server discovery --monitoringAddr",
            ":15014",
        ),
        (
            "lagoon-reef",
            "--workload-cert-ttl=1080h",
            "--workload-cert-ttl={{ .Values.workloadCertTtl }}",
            "",
            True,
            "reef_ca --workload-cert-ttl",
            "2160h0m0s",
        ),
        (
            "lagoon-reef",
            "--self-signed-ca=false",
            "--self-signed-ca=false",
            "not (.Values.selfSigned)",
            False,
            "reef_ca --self-signed-ca",
            "false",
        ),
        (
            "lagoon-policy",
            "unix:///sock/gauge.socket",
            "unix:///sock/gauge.socket",
            "",
            True,
            "gauged server --address",
            "",
        ),
        (
            "injected-pod",
            "2",
            "{{ .ProxyConfig.Concurrency }}",
            "gt .ProxyConfig.Concurrency 0",
            True,
            "tide-agent proxy --concurrency",
            "0",
        ),
        ("injected-pod", "15006", "{{ .MeshConfig.ProxyInboundListenPort }}", "", True, None, None),
    ],
)
def test_argument_beside_its_flag(
    ask: Ask,
    workload: str,
    value: str,
    text: str,
    guard: str,
    active: bool,
    flag: str | None,
    default: str | None,
) -> None:
    found = _argument(ask, "1.1.0", workload, value)
    assert (found["text"], found["guard"], found["active"]) == (text, guard, active)
    if flag is not None:
        assert (found["flag"], found["default"]) == (flag, default)


@pytest.mark.parametrize(
    ("values", "value", "guard"),
    [("default", "", "{}"), ("demo", ":8183", "not ({})")],
)
def test_condition_within_a_line(ask: Ask, values: str, value: str, guard: str) -> None:
    (pod,) = ask("1.1.0", "workloads", "lagoon-tide", "--values", values)
    (found,) = [a for a in pod["containers"][0]["arguments"] if place(a) == f"{TIDE}:32"]
    assert (found["value"], found["flag"]) == (value, "tide-server discovery --secureGrpcAddr")
    assert found["guard"] == guard.format(".Values.global.controlPlaneSecurityEnabled")


@pytest.mark.parametrize("tag", TAGS)
def test_arguments_stand_where_it_is_said(
    ask: Ask, repositories: dict[str, Path], tag: str
) -> None:
    tree = Repo(repositories[demo.PROJECT]).commit(tag).tree
    seen = 0
    for values in ("default", "demo"):
        for row in ask(tag, "workloads", "--values", values):
            for each in (a for c in row["containers"] for a in c["arguments"]):
                if each["text"]:  # an empty one cannot be looked for
                    line = (tree / each["file"]).data_stream.read().decode().splitlines()
                    assert each["text"] in line[each["line"] - 1]
                    seen += 1
    assert seen > 80


@pytest.mark.parametrize("tag", TAGS)
def test_only_what_went_is_unknown(ask: Ask, tag: str) -> None:
    rows = ask(tag, "workloads", "--values", "demo")
    unknown = [
        each["value"]
        for row in rows
        for container in row["containers"]
        for each in container["arguments"]
        if each["kind"] == "unknown"
    ]
    assert unknown == ([] if tag == "1.0.0" else ["--grpc-hostname=reef.istio-system"])


def test_chart_that_only_the_demo_has(ask: Ask) -> None:
    usual = {row["name"] for row in ask("1.0.0", "workloads")}
    added = [row for row in ask("1.0.0", "workloads", "--all") if row["name"] not in usual]
    assert [(row["name"], row["enabled_by"]) for row in added] == [("mapview", "mapview.enabled")]
    depth = _argument(ask, "1.0.0", "mapview", "--depth=2", "--values", "demo")
    assert (depth["flag"], depth["default"]) == ("mapview --depth", "0")
    assert place(depth) == f"{MAPVIEW}:19"


def _argument(ask: Ask, tag: str, workload: str, value: str, *more: str) -> dict[str, Any]:
    """The one argument of a workload that has this value."""
    found: Rows = [
        each
        for row in ask(tag, "workloads", workload, *more)
        for container in row["containers"]
        for each in container["arguments"]
        if each["value"] == value
    ]
    (argument,) = found
    return argument


def _ports(rows: Rows) -> set[tuple[Any, ...]]:
    return {
        (
            row["port"],
            row["process"],
            f"{row['workload']}/{row['container']}",
            row["set_by"],
            ",".join(f"{each['name']}:{each['port']}" for each in row["services"]),
            place(row),
        )
        for row in rows
        if row["kind"] == "listener"
    }


def _of_gauge(kind: str, old: bool) -> set[tuple[Any, ...]]:
    """What listens in a pod of Gauge, which calls come to through a socket."""
    pod, proxy = f"lagoon-{kind}/gauge", f"lagoon-{kind}/lagoon-proxy"
    agent, bootstrap = "tide/cmd/tide-agent/main.go", "tide/docker/envoy_gauge.yaml.tmpl"
    monitoring = 9193 if old else 15014
    counts = "" if old or kind == "policy" else f"lagoon-{kind}:42422"
    found: set[tuple[Any, ...]] = {
        (0, "gauged", pod, "argument", "", f"{GAUGE}:10"),
        (
            monitoring,
            "gauged",
            pod,
            "argument",
            f"lagoon-{kind}:{monitoring}",
            f"{GAUGE}:8",
        ),
        (42422, "gauged", pod, "literal", counts, "gauge/pkg/server/serve.go:11"),
        (9191, "envoy", proxy, "bootstrap", f"lagoon-{kind}:9191", f"{bootstrap}:20"),
        (15000, "envoy", proxy, "default", "", f"{agent}:{94 if old else 95}"),
    }
    if not old:
        found.add((15004, "envoy", proxy, "bootstrap", f"lagoon-{kind}:15004", f"{bootstrap}:31"))
    return found


@pytest.mark.parametrize("values", ["default", "demo"])
@pytest.mark.parametrize("tag", TAGS)
def test_ports(ask: Ask, tag: str, values: str) -> None:
    old, secure = tag == "1.0.0", values == "default" and tag == "1.1.0"
    tide, pod = "lagoon-tide/discovery", "injected-pod/lagoon-proxy"
    args, agent = f"tide/pkg/bootstrap/args.go:{84 if old else 90}", "tide/cmd/tide-agent/main.go"
    expected = {
        (8160, "reef_ca", "lagoon-reef/reef", "argument", "lagoon-reef:8160", f"{REEF}:18"),
        (8180, "tide-server", tide, "default", "lagoon-tide:8180", args),
        (8181, "tide-server", tide, "default", "lagoon-tide:8181", args),
        (9876, "tide-server", tide, "literal", "", f"pkg/ports/ports.go:{22 if old else 23}"),
        (15000, "envoy", pod, "default", "", f"{agent}:{94 if old else 95}"),
        (15001, "envoy", pod, "literal", "", f"pkg/mesh/config.go:{90 if old else 93}"),
        (15090, "envoy", pod, "bootstrap", "", "tools/deb/envoy_bootstrap.json:32"),
        *_of_gauge("policy", old),
        *_of_gauge("telemetry", old),
    }
    if values == "demo":
        server = "addons/mapview/cmd/mapview/server.go:15"
        expected.add((8288, "mapview", "mapview/mapview", "default", "mapview:80", server))
    if old:
        expected.add((15020, "tide-agent", pod, "argument", "", f"{INJECTOR}:37"))
    else:
        injector = "lagoon-sidecar-injector"
        expected |= {
            (15021, "tide-agent", pod, "argument", "", f"{INJECTION}:34"),
            (15006, "envoy", pod, "literal", "", "pkg/mesh/config.go:94"),
            (15014, "tide-server", tide, "argument", "lagoon-tide:15014", f"{TIDE}:33"),
            (
                *(9443, "buoy", f"{injector}/webhook", "default"),
                *(f"{injector}:443", "pkg/ports/ports.go:26"),
            ),
        }
    if secure:
        proxy, bootstrap = "lagoon-tide/lagoon-proxy", "tide/docker/envoy_tide.yaml.tmpl:21"
        expected |= {
            (8183, "envoy", proxy, "bootstrap", "lagoon-tide:8183", bootstrap),
            (15000, "envoy", proxy, "default", "", f"{agent}:95"),
        }
    elif not old:
        expected.add((8183, "tide-server", tide, "argument", "lagoon-tide:8183", f"{TIDE}:32"))
    assert _ports(ask(tag, "ports", "--values", values)) == expected


def test_options_of_the_script(ask: Ask) -> None:
    name, script = "lagoon-iptables.sh", "tools/deb/lagoon-iptables.sh"
    old, new = (
        {(row["name"], row["default"], place(row)) for row in ask(tag, "flags", name)}
        for tag in TAGS
    )
    assert old == {
        ("p", "15001", f"{script}:27"),
        ("u", "", f"{script}:30"),
        ("m", "REDIRECT", f"{script}:33"),
        ("b", "", f"{script}:36"),
        ("h", "false", f"{script}:38"),
    }
    assert new == {
        ("p", "15001", f"{script}:29"),
        ("z", "15006", f"{script}:32"),
        ("u", "", f"{script}:35"),
        ("m", "REDIRECT", f"{script}:38"),
        ("b", "*", f"{script}:41"),
        ("h", "false", f"{script}:43"),
    }


@pytest.mark.parametrize(
    ("tag", "unread"),
    [
        ("1.0.0", {"gauge.adapters.useStdio", "tide.traceSampling"}),
        ("1.1.0", {"gauge.adapters.useStdio", "mapview.depth"}),
    ],
)
def test_values_that_nothing_reads(ask: Ask, tag: str, unread: set[str]) -> None:
    assert {row["path"] for row in ask(tag, "values", "--unread")} == unread


def test_value_has_the_line_of_the_file_that_prevails(ask: Ask) -> None:
    for values, text, file in (
        ("default", "2", f"{CHART}/values.yaml:13"),
        ("demo", "1", f"{CHART}/values-lagoon-demo-common.yaml:4"),
    ):
        rows = {row["path"]: row for row in ask("1.0.0", "values", "--values", values)}
        found = rows["global.proxy.concurrency"]
        assert (found["value"], place(found)) == (text, file)


def test_proxy_and_its_filters(index: Path, repositories: dict[str, Path]) -> None:
    connection = sqlite3.connect(index)
    pinned = {
        tag: _select(connection, "proxy_view", tag, "commit_sha, envoy_commit") for tag in TAGS
    }
    filters = {tag: _select(connection, "filter_view", tag, "name, kind, folder") for tag in TAGS}
    connection.close()
    commits = Repo(repositories[demo.PROXY])
    tagged, newer = commits.commit("1.0.0"), commits.commit("1.1.0").parents[0]
    assert pinned == {
        "1.0.0": {(tagged.hexsha, "3f2a9c15d0b84e7796ac1d5e8f04b7c2a96d1e58")},
        "1.1.0": {(newer.hexsha, "91c6e0b7f25d48a3bb7e60d19f5c2a84e3d7016f")},
    }
    old = {
        ("lagoon_authn", "http", "src/envoy/http/authn"),
        ("gauge", "http", "src/envoy/http/gauge"),
        ("gauge", "network", "src/envoy/tcp/gauge"),
    }
    assert filters["1.0.0"] == old
    assert filters["1.1.0"] == old | {("sni_check", "network", "src/envoy/tcp/sni_check")}


def _select(connection: Any, view: str, tag: str, columns: str) -> set[tuple[Any, ...]]:
    return set(connection.execute(f"SELECT {columns} FROM {view} WHERE tag = ?", (tag,)))


@pytest.mark.parametrize(
    ("name", "kinds"),
    [
        ("lagoon-tide", {"workload", "service"}),
        ("lagoon-init", {"container"}),
        ("proxy_init", {"image"}),
        ("8183", {"port"}),
        ("lagoon-reef", {"workload", "service"}),
        ("lagoon-iptables.sh", {"program", "path"}),
        ("sni_check", {"filter"}),
        ("envoy", {"program"}),
        ("docker.io/prom/prometheus", {"image"}),
    ],
)
def test_where_from_any_end(ask: Ask, name: str, kinds: set[str]) -> None:
    assert {row["kind"] for row in ask("1.1.0", "where", name)} == kinds


def test_where_of_a_port_tells_who_listens_after_all(
    index: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    given = ["--project", demo.PROJECT, "--db", str(index)]
    assert main(["where", "8183", *given]) == 0
    told = capfd.readouterr().out
    assert "tide/docker/envoy_tide.yaml.tmpl:21" in told
    assert "--secureGrpcAddr" in told
    assert f"{TIDE}:32" in told
    assert main(["where", "lagoon_Init", *given]) == 1
    assert "lagoon-init" in capfd.readouterr().err
