"""``where`` from the pods' end: workloads, containers, images, Services, ports and filters."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from deployment_facts import (
    BUILD,
    CHARTS,
    ENVOY,
    MIXER_CHART,
    PILOT_BOOTSTRAP,
    PILOT_CHART,
    SCRIPT,
    VALUES,
    deployed_facts,
)
from facts import COMMIT, PROJECT

from xref import layout, query, store
from xref.chain import chain_text
from xref.errors import NotFound
from xref.query import Row
from xref.render import Style
from xref.where import where

SECURE = "pilot-discovery discovery --secureGrpcAddr"


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("where") / "i.db"
    store.write_release(path, deployed_facts())
    return path


@pytest.fixture
def connection(index: Path) -> Iterator[sqlite3.Connection]:
    with store.reading(index) as opened:
        yield opened


@pytest.fixture
def release(connection: sqlite3.Connection) -> query.Release:
    return query.pick_release(connection, PROJECT, "")


@pytest.mark.parametrize(
    ("name", "kinds"),
    [
        ("istio-pilot", ["workload", "service"]),
        ("istio-pilot-5bd6f8b4b5-x2k4p", ["workload"]),
        ("ISTIO-Pilot", ["workload", "service"]),
        ("discovery", ["command", "container"]),
        ("istio-proxy", ["container"] * 4),
        ("istio-init", ["container"]),
        ("pilot", ["image", "path"]),
        ("docker.io/istio/pilot:1.1.0", ["image"]),
        ("grafana", ["workload", "container", "image", "service"]),
        ("15011", ["port"]),
        (":15011", ["port"]),
        ("mixer", ["container", "image", "filter", "filter", "path"]),
        ("istio_authn", ["filter"]),
        ("//src/envoy/http/authn:lib", ["filter"]),
        ("src/envoy/http/authn", ["filter"]),
        ("envoy", ["program"]),
        ("//src/envoy:envoy", ["program"]),
        ("istio-iptables.sh", ["program", "path"]),
        (SCRIPT, ["program", "path"]),
        ("istio/proxy:src/envoy/BUILD", ["path"]),
        (f"{PILOT_CHART}:69", ["path"]),
    ],
)
def test_where_finds(
    connection: sqlite3.Connection, release: query.Release, name: str, kinds: list[str]
) -> None:
    assert [row["kind"] for row in where(connection, release, [name])] == kinds


@pytest.mark.parametrize(
    ("name", "near"),
    [
        ("Istio_init", "istio-init"),
        ("istio-pilot-5bd6f8b4b5-aeiou", "istio-pilot"),
        ("proxyv3", "proxyv2"),
        ("65536", "no name or source path '65536' here"),
        ("99999999999999999999", "no name or source path"),
        ("²", "no name or source path"),
        ("0", "no name or source path"),
    ],
)
def test_where_offers_the_nearest(
    connection: sqlite3.Connection, release: query.Release, name: str, near: str
) -> None:
    with pytest.raises(NotFound, match=re.escape(near)):
        where(connection, release, [name])


@pytest.mark.parametrize("kind", ["workload", "container", "image", "service", "filter", "port"])
def test_where_by_kind(connection: sqlite3.Connection, release: query.Release, kind: str) -> None:
    name = "15011" if kind == "port" else "mixer" if kind in ("filter", "container") else "grafana"
    assert {row["kind"] for row in where(connection, release, [name], kind)} == {kind}
    with pytest.raises(NotFound, match=f"no {kind} 'nothing'"):
        where(connection, release, ["nothing"], kind)


def plain(value: object) -> Iterator[object]:
    """All values of a finding, however deep."""
    if isinstance(value, dict):
        for one in value.values():
            yield from plain(one)
    elif isinstance(value, list):
        for one in value:
            yield from plain(one)
    else:
        yield value


def test_no_finding_has_a_null_or_a_key_of_a_table(
    connection: sqlite3.Connection, release: query.Release
) -> None:
    for name in ("istio-pilot", "grafana", "15011", "mixer", "envoy", "proxyv2", "-p"):
        for row in where(connection, release, [name]):
            assert None not in list(plain(row))
            assert not {"id", "workload_id", "flag_id", "active"} & set(row)
            assert (row["project"], row["tag"]) == (PROJECT, "1.1.0")


def test_the_chain_of_a_workload(connection: sqlite3.Connection, release: query.Release) -> None:
    [found] = where(connection, release, ["istio-policy"], "workload")
    assert (found["resource"], found["chart"], found["values"]) == (
        *("Deployment", "mixer"),
        ["default", "demo"],
    )
    mixer, proxy = found["containers"]
    assert (mixer["image_name"], mixer["image_file"], mixer["program_file"]) == (
        *("mixer", "mixer/docker/Dockerfile.mixer"),
        "mixer/cmd/mixs/main.go",
    )
    told = [(row["text"], row["default"], row["values"]) for row in mixer["arguments"]]
    assert told == [
        ("--monitoringPort=15014", "15014", ["default", "demo"]),
        ("--address", "", ["default", "demo"]),
        ("unix:///sock/mixer.socket", "", ["default", "demo"]),
        ("--verbose", "", ["demo"]),
    ]
    assert [row["address"] for row in proxy["listeners"]] == ["0.0.0.0:9091"]
    assert [row["port"] for row in found["services"][0]["ports"]] == [9091, 15014]


def test_a_workload_that_some_values_turn_on(
    connection: sqlite3.Connection, release: query.Release
) -> None:
    [found] = where(connection, release, ["grafana"], "workload")
    assert found["values"] == ["demo"]
    assert found["containers"][0]["values"] == ["demo"]
    assert found["services"][0]["values"] == ["demo"]


def test_a_port_tells_who_listens_and_what_sets_it(
    connection: sqlite3.Connection, release: query.Release
) -> None:
    [found] = where(connection, release, ["15011"])
    [listener] = found["listeners"]
    assert (listener["process"], listener["workload"], listener["container"]) == (
        *("envoy", "istio-pilot"),
        "istio-proxy",
    )
    assert (listener["file"], listener["line"]) == (PILOT_BOOTSTRAP, 143)
    [declared] = found["declared"]
    assert (declared["values"], declared["guard"]) == ([], "not .Values.sidecar")
    assert [row["portName"] for row in found["services"]] == ["https-xds"]
    off, on = found["arguments"]
    assert (off["flag"], off["value"], off["default"]) == (SECURE, ":15011", ":15012")
    assert (off["values"], off["guard"]) == ([], ".Values.global.controlPlaneSecurity")
    assert (on["flag"], on["value"], on["values"]) == (SECURE, "", ["default", "demo"])
    assert (on["file"], on["line"]) == (PILOT_CHART, 69)
    [own] = where(connection, release, ["15012"])
    assert [row["name"] for row in own["flags"]] == ["secureGrpcAddr"]
    assert own["listeners"] == own["services"] == []
    assert [row["value"] for row in own["arguments"]] == [":15011", ""], "not the default"


def test_a_port_is_a_word_of_its_own(
    connection: sqlite3.Connection, release: query.Release
) -> None:
    with pytest.raises(NotFound):
        where(connection, release, ["1501"])
    [found] = where(connection, release, ["15014"])
    assert [row["path"] for row in found["values"]] == ["global.monitoringPort"]
    assert [row["name"] for row in found["flags"]] == ["monitoringPort"]


def test_a_flag_tells_what_sets_it(connection: sqlite3.Connection, release: query.Release) -> None:
    [flag] = where(connection, release, ["--secureGrpcAddr"])
    keys = ("workload", "container", "value", "values", "line")
    assert [tuple(row[key] for key in keys) for row in flag["set_by"]] == [
        ("istio-pilot", "discovery", ":15011", [], 65),
        ("istio-pilot", "discovery", "", ["default", "demo"], 69),
    ]
    [option] = where(connection, release, ["istio-iptables.sh", "-p"])
    assert [row["value"] for row in option["set_by"]] == ["15001"]
    own, other = where(connection, release, ["monitoringPort"])
    assert [len(one["set_by"]) for one in (own, other)] == [1, 0], "of another program"


def test_a_program_tells_where_it_runs(
    connection: sqlite3.Connection, release: query.Release
) -> None:
    [envoy] = where(connection, release, ["envoy"])
    assert (envoy["language"], envoy["package"]) == ("bazel", ENVOY)
    assert envoy["url"].startswith("https://github.com/istio/proxy/blob/89abcdef")
    [image] = envoy["images"]
    assert (image["name"], image["starts"]) == ("proxyv2", False)
    assert [row["workload"] for row in envoy["containers"]] == [
        *("istio-pilot", "istio-policy", "istio-ingressgateway", "istio-sidecar")
    ]
    assert [row["port"] for row in envoy["listeners"]] == [9091, 15011, 15090]
    [proxy] = envoy["proxy"]
    assert (proxy["repo"], proxy["pinned_file"], proxy["pinned_line"]) == (
        *("istio/proxy", "istio.deps"),
        7,
    )
    assert [row["name"] for row in proxy["filters"]] == ["istio_authn", "mixer", "mixer"]
    script, _ = where(connection, release, ["istio-iptables.sh"])
    assert script["language"] == "script"
    assert [(row["name"], row["starts"]) for row in script["images"]] == [
        ("proxy_init", True),
        ("proxyv2", False),
    ]


def test_an_image_tells_who_runs_it(connection: sqlite3.Connection, release: query.Release) -> None:
    [image] = where(connection, release, ["proxyv2"])
    assert [row["workload"] for row in image["containers"]] == [
        *("istio-pilot", "istio-policy", "istio-ingressgateway", "istio-sidecar")
    ]
    [foreign] = where(connection, release, ["grafana"], "image")
    assert foreign["containers"][0]["values"] == ["demo"]


def test_what_stands_at_a_line(connection: sqlite3.Connection, release: query.Release) -> None:
    [line] = where(connection, release, [f"{PILOT_CHART}:69"])
    assert [(row["kind"], row["name"], row["detail"]) for row in line["places"]] == [
        ("argument", "istio-pilot discovery", "--secureGrpcAddr")
    ]
    [build] = where(connection, release, [BUILD])
    assert {row["kind"] for row in build["places"]} == {"program", "filter"}
    [folder] = where(connection, release, [CHARTS])
    assert {row["kind"] for row in folder["places"]} >= {
        *("workload", "container", "argument", "container port", "service", "service port"),
        *("value", "listener", "image"),
    }


# As text


def text(findings: list[Row]) -> str:
    shown = chain_text(findings, COMMIT, Style())
    return re.sub(r" +https://\S+", "", shown)


def lines(findings: list[Row], start: str) -> list[list[str]]:
    found = (line.split() for line in text(findings).split("\n"))
    return [words for words in found if words and words[0] == start]


def test_a_workload_as_text(connection: sqlite3.Connection, release: query.Release) -> None:
    found = where(connection, release, ["istio-pilot"], "workload")
    assert text(found).startswith(f"istio-pilot  Deployment of {PROJECT} 1.1.0\n")
    assert lines(found, "built")[0] == ["built", "from", "pilot", "pilot/docker/Dockerfile.pilot:1"]
    assert lines(found, "runs")[0][1:] == [
        "pilot-discovery",
        "pilot/cmd/pilot-discovery/main.go:20",
    ]
    on, off = lines(found, "--secureGrpcAddr")
    assert on[1:] == ['""', "default", ":15012", f"{PILOT_CHART}:69"]
    assert off[1:] == [":15011", "default", ":15012", "off", f"{PILOT_CHART}:65"]
    assert "\n          if .Values.global.controlPlaneSecurity\n" in text(found)
    assert "value global.hub charts/values.yaml:11" in text(found).replace(
        VALUES, "charts/values.yaml"
    )
    [unknown] = lines(found, "--neverHeardOf")
    assert unknown[1:4] == ["no", "such", "flag"]
    assert "15011 (off: not .Values.sidecar)" in text(found)
    assert lines(found, "0.0.0.0:15011")[0][1:4] == ["envoy", "bootstrap", "envoy_pilot.yaml.tmpl"]


def test_a_port_as_text(connection: sqlite3.Connection, release: query.Release) -> None:
    found = where(connection, release, ["15011"])
    headings = re.findall(r"^  (\w.*)$", text(found), re.MULTILINE)
    assert headings == [
        *("who listens  envoy in istio-pilot/istio-proxy", "listens", "exposed by", "declared by"),
        "in arguments, with all that sets the same flag",
    ]
    told = text(found)
    assert f"    {SECURE}, whose own default is :15012\n" in told
    assert "istio-pilot/discovery passes an empty value " in told
    assert "istio-pilot/discovery would pass :15011 " in told
    assert "nothing that is known" in text(where(connection, release, ["15012"]))


@pytest.mark.parametrize(
    "name", ["istio-pilot", "grafana", "15011", "15014", "mixer", "envoy", "proxyv2", "-p"]
)
def test_every_finding_as_text_and_as_rows(
    connection: sqlite3.Connection, release: query.Release, name: str
) -> None:
    found = where(connection, release, [name])
    for finding in found:
        shown = text([finding]).split("\n")
        assert f" of {PROJECT} 1.1.0" in shown[0]
        assert not [line for line in shown if line != line.rstrip()]
    rows = layout.places(found, COMMIT)
    assert rows
    assert {tuple(row) for row in rows} == {layout.PLACES.fields}
    assert all(isinstance(row["detail"], str) for row in rows)


def test_an_option_without_a_long_name_has_one_dash(
    connection: sqlite3.Connection, release: query.Release
) -> None:
    found = where(connection, release, ["istio-iptables.sh", "-p"])
    assert text(found).startswith("istio-iptables.sh -p  flag")
    assert lines(found, "set")[0][2:5] == ["istio-sidecar/istio-init:", "15001", "(in"]


def test_a_flag_that_is_set_as_text(connection: sqlite3.Connection, release: query.Release) -> None:
    told = text(where(connection, release, ["--secureGrpcAddr"]))
    assert "set by      istio-pilot/discovery: :15011 (off: .Values.global" in told
    assert f'istio-pilot/discovery: "" (in default, demo)  {PILOT_CHART}:69' in told
    assert MIXER_CHART not in told
