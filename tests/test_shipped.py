"""Questions about what a release ships: images, workloads, ports, values, under which values."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from deployment_facts import (
    AGENT,
    GATEWAY_CHART,
    HUB,
    INJECTION,
    PILOT_CHART,
    PILOT_SERVICE,
    SCRIPT,
    VALUES,
    deployed_facts,
    rendering,
)
from facts import COMMIT, PROJECT, release_facts

from xref import names, query, store
from xref.errors import NotFound
from xref.query.containers import joined
from xref.query.images import images
from xref.query.ports import ports
from xref.query.renderings import Rendering, renderings
from xref.query.renderings import rendering as held
from xref.query.values import values
from xref.query.workloads import workloads


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("shipped") / "i.db"
    store.write_release(path, release_facts("1.0.0"))
    store.write_release(path, deployed_facts())
    return path


@pytest.fixture
def connection(index: Path) -> Iterator[sqlite3.Connection]:
    with store.reading(index) as opened:
        yield opened


@pytest.fixture
def release(connection: sqlite3.Connection) -> query.Release:
    return query.pick_release(connection, PROJECT, "1.1.0")


@pytest.fixture
def default(connection: sqlite3.Connection, release: query.Release) -> Rendering:
    return held(connection, release, "default")


@pytest.fixture
def demo(connection: sqlite3.Connection, release: query.Release) -> Rendering:
    return held(connection, release, "demo")


# Tables


def test_what_two_renderings_have_alike_stands_once(connection: sqlite3.Connection) -> None:
    def count(table: str) -> int:
        return int(connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0])

    # Of five workloads, istio-policy and grafana differ; of four Services, grafana's.
    assert (count("workload"), count("rendering_workload")) == (7, 10)
    assert (count("service"), count("rendering_service")) == (5, 8)
    assert (count("value"), count("rendering_value")) == (6, 10)
    query = "SELECT count(*) FROM diagnostic_view WHERE message LIKE 'function nosuch%'"
    assert connection.execute(query).fetchone()[0] == 1


def test_keys_lead_to_what_is_meant(connection: sqlite3.Connection) -> None:
    query = """SELECT DISTINCT program, command, flag, default_value, text, active
        FROM argument_view WHERE flag = 'secureGrpcAddr' AND kind = 'value' ORDER BY text"""
    assert [tuple(row) for row in connection.execute(query)] == [
        ("pilot-discovery", "pilot-discovery discovery", "secureGrpcAddr", ":15012", "", 1),
        ("pilot-discovery", "pilot-discovery discovery", "secureGrpcAddr", ":15012", ":15011", 0),
    ]
    query = "SELECT rendering, program, image FROM container_view WHERE container = 'istio-init'"
    assert [tuple(row) for row in connection.execute(query)] == [
        ("default", "istio-iptables.sh", "proxy_init"),
        ("demo", "istio-iptables.sh", "proxy_init"),
    ]
    query = "SELECT p.name, x.repo, x.target FROM proxy x JOIN program p ON p.id = x.program_id"
    assert [tuple(row) for row in connection.execute(query)] == [
        ("envoy", "istio/proxy", "//src/envoy:envoy")
    ]
    query = """SELECT kind, workload, container, service FROM port_view
        WHERE port = 15011 AND active AND rendering IN ('', 'demo') ORDER BY kind"""
    assert [tuple(row) for row in connection.execute(query)] == [
        ("listener", "istio-pilot", "istio-proxy", ""),
        ("service", "", "", "istio-pilot"),
    ]
    assert connection.execute("PRAGMA foreign_key_check").fetchall() == []


# Workloads


def test_workloads_have_the_agreed_shape(
    connection: sqlite3.Connection, release: query.Release, default: Rendering
) -> None:
    [row] = workloads(connection, release, default, "istio-pilot")
    assert list(row) == [
        "kind", "name", "chart", "file", "line", "enabled_by", "containers", "services"
    ]  # fmt: skip
    assert list(row.values())[:6] == [
        "Deployment", "istio-pilot", "pilot", PILOT_CHART, 1, "pilot.enabled"
    ]  # fmt: skip
    discovery, proxy = row["containers"]
    assert list(discovery) == [
        "name", "init", "image", "program", "command", "args", "ports", "arguments"
    ]  # fmt: skip
    assert discovery["name"] == "discovery"
    assert discovery["init"] is False
    assert discovery["image"] == f"{HUB}/pilot:1.1.0"
    assert discovery["program"] == "pilot-discovery"
    assert discovery["command"] == []
    assert discovery["args"] == [
        "discovery", "--monitoringAddr=:15014", "--secureGrpcAddr", "", "--neverHeardOf"
    ]  # fmt: skip
    assert discovery["ports"] == [
        {"containerPort": 8080, "name": "", "protocol": "TCP"},
        {"containerPort": 15010, "name": "grpc", "protocol": "TCP"},
    ]
    assert discovery["arguments"][3] == {
        "text": ":15011", "value": "", "guard": ".Values.global.controlPlaneSecurity",
        "active": False, "file": PILOT_CHART, "line": 66,
        "flag": "pilot-discovery discovery --secureGrpcAddr", "kind": "value",
        "default": ":15012", "status": "exact", "uses": [],
    }  # fmt: skip
    assert proxy["program"] == "pilot-agent"
    assert row["services"] == [
        {
            "name": "istio-pilot", "type": "ClusterIP", "file": PILOT_SERVICE, "line": 2,
            "ports": [
                {"name": name, "port": port, "targetPort": target, "nodePort": 0,
                 "protocol": "TCP"}
                for port, name, target in (
                    (15010, "grpc-xds", ""), (15011, "https-xds", ""),
                    (8080, "http-legacy", 8080), (15014, "http-monitoring", ""),
                )
            ],
        }
    ]  # fmt: skip


def test_what_the_values_turn_off_is_left_out_unless_it_is_asked_for(
    connection: sqlite3.Connection, release: query.Release, default: Rendering, demo: Rendering
) -> None:
    def found(of: Rendering, everything: bool = False) -> list[str]:
        return [row["name"] for row in workloads(connection, release, of, "", everything)]

    on = ["istio-pilot", "istio-policy", "istio-ingressgateway", "istio-sidecar"]
    assert found(default) == on
    assert found(demo) == [*on, "grafana"]
    assert found(default, True) == [*on, "grafana"]
    [off] = workloads(connection, release, default, "grafana", True)
    assert off["active"] is False
    assert off["containers"][0]["active"] is False
    assert workloads(connection, release, default, "grafana") == []
    [policy] = workloads(connection, release, demo, "istio-policy")
    assert policy["containers"][0]["args"][-1] == "--verbose"
    [pilot] = workloads(connection, release, default, "istio-pilot", True)
    assert 15011 in [port["containerPort"] for port in pilot["containers"][0]["ports"]]


def test_a_pods_name_means_its_workload(
    connection: sqlite3.Connection, release: query.Release, default: Rendering
) -> None:
    pod = "istio-pilot-5bd6f8b4b5-x2k4p"
    assert [row["name"] for row in workloads(connection, release, default, pod)] == ["istio-pilot"]
    with pytest.raises(NotFound, match="did you mean istio-pilot"):
        workloads(connection, release, default, "istio-pilott")
    known = {("DaemonSet", "node"), ("StatefulSet", "db"), ("Deployment", "a"), ("Pod", "p")}
    assert names.pod_owners(known, "node-x2k4p") == {("DaemonSet", "node")}
    assert names.pod_owners(known, "db-0") == {("StatefulSet", "db")}
    assert names.pod_owners(known, "a-x2k4p") == set()
    assert names.pod_owners(known, "node-agent") == set(), "the random end has no vowels"
    assert names.pod_owners(known, "p-x2k4p") == set()


def test_a_release_without_charts_says_so(connection: sqlite3.Connection) -> None:
    bare = query.pick_release(connection, PROJECT, "1.0.0")
    assert renderings(connection, bare) == []
    with pytest.raises(NotFound, match="no charts"):
        held(connection, bare, "default")
    assert ports(connection, bare, None) == []
    assert images(connection, bare) == []


def test_a_rendering_that_no_index_holds_is_asked_alike(
    connection: sqlite3.Connection, release: query.Release, default: Rendering
) -> None:
    own = rendering("my.yaml", (VALUES, "my.yaml"), demo=True)
    own = replace(own, workloads=own.workloads[:2])
    with store.supposing(connection, release.id, own) as supposed:
        one = held(supposed, release, "my.yaml")
        assert one.files == (VALUES, "my.yaml")
        [pilot] = workloads(supposed, release, one, "istio-pilot")
        assert [pilot] == workloads(connection, release, default, "istio-pilot")
        assert values(supposed, release, one, "grafana")[0]["value"] == "true"
        with pytest.raises(sqlite3.OperationalError):
            supposed.execute("DELETE FROM workload")


# Arguments


def test_a_flag_and_its_value_are_one_row() -> None:
    def word(text: str, kind: str, flag: str = "", **changes: object) -> query.Row:
        return {
            "text": text, "value": text, "kind": kind, "flag": flag, "guard": "", "active": True,
            "no_opt_default": "true", "uses": [],
        } | changes  # fmt: skip

    def told(*words: query.Row) -> list[tuple[str, str, bool]]:
        return [(row["text"], row["value"], row["active"]) for row in joined(words)]

    a, b = word("--a", "flag", "c --a"), word("--b=1", "flag", "c --b")
    assert told(word("run", "command"), a, word("", "value", "c --a"), b) == [
        ("run", "run", True),
        ('--a ""', "", True),
        ("--b=1", "1", True),
    ]
    assert told(a, b) == [("--a", "true", True), ("--b=1", "1", True)]
    assert told(word("-p15", "flag", "c -p"), word("-v", "flag", "c -v")) == [
        ("-p15", "15", True),
        ("-v", "true", True),
    ]
    one = word("x", "value", "c --a", guard="if one")
    other = word("y", "value", "c --a", guard="if other", active=False, value="")
    assert told(a, one, other) == [("--a x", "x", True), ("--a y", "y", False)]
    assert [row["guard"] for row in joined([a, one, other])] == ["if one", "if other"]
    assert told(a, word("z", "operand")) == [("--a", "true", True), ("z", "z", True)]


# Images


def test_images_have_their_shape(connection: sqlite3.Connection, release: query.Release) -> None:
    rows = images(connection, release)
    assert [row["name"] for row in rows] == ["mixer", "pilot", "proxy_init", "proxyv2", "grafana"]
    proxy_init = rows[2]
    docker = "pilot/docker/Dockerfile.proxy_init"
    url = f"https://github.com/{PROJECT}/blob/{COMMIT}/"
    assert proxy_init == {
        "project": PROJECT, "tag": "1.1.0", "name": "proxy_init", "base": "example/small",
        "entrypoint": ["/usr/local/bin/istio-iptables.sh", "two words"], "cmd": ["--help"],
        "program": "istio-iptables.sh", "package": SCRIPT, "target": "docker.proxy_init",
        "rule_file": "tools/docker.mk", "rule_line": 30, "rule_url": f"{url}tools/docker.mk#L30",
        "released": True, "foreign": False,
        "reference": "", "file": docker, "line": 1, "url": f"{url}{docker}#L1",
        "programs": ["istio-iptables.sh"],
        "files": [
            {"name": "istio-iptables.sh", "destination": "/usr/local/bin/", "kind": "script",
             "subject": SCRIPT, "program": "istio-iptables.sh", "file": docker, "line": 8,
             "url": f"{url}{docker}#L8", "rule_file": "", "rule_line": 0, "rule_url": ""}
        ],
    }  # fmt: skip
    assert rows[3]["programs"] == ["envoy", "pilot-agent", "istio-iptables.sh"]
    assert (rows[4]["foreign"], rows[4]["reference"]) == (True, "grafana/grafana:5.4.0")


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("proxyv2", "proxyv2"),
        ("ProxyV2", "proxyv2"),
        ("docker.io/istio/proxyv2:1.1.0", "proxyv2"),
        ("registry:5000/istio/proxyv2", "proxyv2"),
        ("proxyv2@sha256:0123", "proxyv2"),
        ("grafana/grafana:5.4.0", "grafana"),
    ],
)
def test_an_image_by_name_or_reference(
    connection: sqlite3.Connection, release: query.Release, name: str, found: str
) -> None:
    assert [row["name"] for row in images(connection, release, name)] == [found]


def test_an_image_that_is_not_there(connection: sqlite3.Connection, release: query.Release) -> None:
    with pytest.raises(NotFound, match="did you mean proxyv2"):
        images(connection, release, "proxyv3")


# Ports


def test_listeners_with_what_sets_and_exposes_them(
    connection: sqlite3.Connection, release: query.Release, default: Rendering
) -> None:
    rows = {
        (row["port"], row["workload"], row["container"]): row
        for row in ports(connection, release, default)
    }
    monitoring = rows[15014, "istio-pilot", "discovery"]
    assert (monitoring["set_by"], monitoring["text"]) == ("argument", "--monitoringAddr=:15014")
    assert monitoring["flag"] == "pilot-discovery discovery --monitoringAddr"
    assert monitoring["default"] == ":15099", "what the argument overrides"
    assert [(one["name"], one["port"]) for one in monitoring["services"]] == [
        ("istio-pilot", 15014)
    ]
    sidecar = rows[15011, "istio-pilot", "istio-proxy"]
    assert (sidecar["process"], sidecar["set_by"], sidecar["line"]) == ("envoy", "bootstrap", 143)
    assert [one["portName"] for one in sidecar["services"]] == ["https-xds"]
    assert rows[15010, "istio-pilot", "discovery"]["set_by"] == "default"
    assert rows[42422, "istio-policy", "mixer"]["set_by"] == "literal"
    assert rows[0, "istio-policy", "mixer"]["address"] == "unix:///sock/mixer.socket"
    # By its target's number, and what no listener is known for.
    gateway = rows[80, "istio-ingressgateway", "istio-proxy"]
    assert (gateway["kind"], gateway["process"]) == ("container", "")
    assert [(one["port"], one["nodePort"]) for one in gateway["services"]] == [(8080, 31400)]
    kinds = [row["kind"] for row in rows.values()]
    assert kinds == sorted(kinds, key=["listener", "container", "service"].index)


def test_a_program_that_no_container_runs_listens_for_itself(tmp_path: Path) -> None:
    facts = deployed_facts()
    deployed = facts.deployment
    alone = replace(deployed.listeners[1], workload="", container="", port=15099, address=":15099")
    deployed = replace(deployed, listeners=(*deployed.listeners, alone))
    store.write_release(tmp_path / "i.db", replace(facts, deployment=deployed))
    with store.reading(tmp_path / "i.db") as connection:
        release = query.pick_release(connection, PROJECT, "")
        [row] = ports(connection, release, held(connection, release, "default"), "15099")
        assert (row["workload"], row["container"], row["services"]) == ("", "", [])


def test_listeners_of_some_values_only(
    connection: sqlite3.Connection, release: query.Release, default: Rendering, demo: Rendering
) -> None:
    def listeners(of: Rendering) -> set[int]:
        rows = ports(connection, release, of)
        return {row["port"] for row in rows if row["kind"] == "listener"}

    assert listeners(default) - listeners(demo) == {15020}
    off = [row for row in ports(connection, release, demo, "grafana") if row["port"] == 3000]
    assert [row["kind"] for row in off] == ["container", "service"]
    assert [row["workload"] for row in off] == ["grafana", "grafana"], "the target has no number"
    with pytest.raises(NotFound):
        ports(connection, release, default, "grafana")


@pytest.mark.parametrize(
    ("wanted", "numbers"),
    [
        ("15011", [15011]),
        ("envoy", [9091, 15011, 15090]),
        ("ISTIO-POLICY", [9091, 42422, 0, 15014]),
        ("https-xds", [15011]),
        ("8080", [80, 8080]),
        ("discovery", [15010, 15014, 8080]),
    ],
)
def test_ports_by_number_and_name(
    connection: sqlite3.Connection,
    release: query.Release,
    default: Rendering,
    wanted: str,
    numbers: list[int],
) -> None:
    assert [row["port"] for row in ports(connection, release, default, wanted)] == numbers


# Values


def test_values_and_which_of_them_are_read(
    connection: sqlite3.Connection, release: query.Release, default: Rendering, demo: Rendering
) -> None:
    rows = values(connection, release, default)
    assert [row["path"] for row in rows] == sorted(row["path"] for row in rows)
    assert rows[2] == {
        "project": PROJECT, "tag": "1.1.0", "path": "global.monitoringPort", "value": "15014",
        "read": True, "file": VALUES, "line": 17,
        "url": f"https://github.com/{PROJECT}/blob/{COMMIT}/{VALUES}#L17",
    }  # fmt: skip
    [unread] = values(connection, release, default, "", True)
    assert (unread["path"], unread["read"]) == ("global.omitted", False)
    assert values(connection, release, demo, ".Values.grafana")[0]["value"] == "true"
    assert len(values(connection, release, default, "global")) == 4
    assert values(connection, release, default, "grafana", True) == []
    with pytest.raises(NotFound, match=r"did you mean global\.hub"):
        values(connection, release, default, "global.hubb")


# Search


@pytest.mark.parametrize(
    ("text", "kind", "found"),
    [
        ("proxyv2", "image", ["proxyv2"]),
        ("grafana", "workload", ["grafana"]),
        ("discovery", "container", ["discovery"]),
        ("policy", "service", ["istio-policy"]),
        ("authn", "filter", ["istio_authn"]),
        ("iptables", "program", ["istio-iptables.sh"]),
    ],
)
def test_search_finds_what_is_shipped(
    connection: sqlite3.Connection, release: query.Release, text: str, kind: str, found: list[str]
) -> None:
    assert [row["name"] for row in query.search(connection, release, text, kind)] == found


def test_the_address_of_another_repository_is_at_its_commit(release: query.Release) -> None:
    assert "/istio/proxy/blob/89abcdef" in release.url("istio/proxy:WORKSPACE", 38)
    assert f"/{PROJECT}/blob/{COMMIT}/a:b" in release.url("a:b", 1)
    assert release.url(GATEWAY_CHART, 0).endswith(GATEWAY_CHART)
    assert release.url("", 0) == ""
    assert AGENT in release.url(f"{AGENT}/main.go", 1)
    assert INJECTION in release.url(INJECTION, 1)
