"""Who listens on what in the real 1.1.0, and the flags behind it.

Held against what the sources say, each with file and line. Needs local copies of istio/istio and
istio/proxy.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from shipped_truth import Release, Rendered, Row, at, deployed

pytestmark = pytest.mark.real

GATEWAYS = ("istio-ingressgateway", "istio-egressgateway")
# Programs whose introspection listens, which the truth has among the flags.
INTROSPECTION = ("pilot-discovery", "galley", "mixs", "istio_ca")
# Where the truth has a line near by: a variable's declaration before the call that listens, and a
# call of the function that does.
NEARER = {
    "pilot/pkg/bootstrap/monitoring.go:65": "pilot/pkg/bootstrap/monitoring.go:67",
    "mixer/pkg/server/server.go:273": "mixer/pkg/server/monitoring.go:53",
}


def listeners(release: Release) -> list[Row]:
    rows = release.ask("ports", "--values", "demo")
    return [row for row in rows if row["kind"] == "listener" and row["workload"]]


def pods(release: Release, told: str) -> Iterator[str]:
    """The workloads that a text such as ``injected user pod, gateways`` means."""
    for one in told.split(", "):
        if one == "gateways":
            yield from GATEWAYS
        elif one == "injected user pod":
            query = "SELECT workload FROM workload_view WHERE kind = 'Pod' AND hook = '' AND active"
            [pod] = {row["workload"] for row in release.select(query)}
            yield pod
        else:
            yield one


def test_every_listener_is_known_with_what_sets_it(release: Release) -> None:
    rows = listeners(release)
    told = deployed()["listeners"]
    assert len(told) == 24
    for one in told:
        names = list(pods(release, one["pod"]))
        found = [row for row in rows if _is(row, one) and row["workload"] in names]
        assert sorted(row["workload"] for row in found) == sorted(names), one
        assert {row["container"] for row in found} == {one["container"]}
        assert {row["set_by"] for row in found} == {_set_by(one["set_by"])}, one
        flag = one["set_by"].split("=")[0].split(" ")[0] if one["set_by"][:2] == "--" else ""
        assert all(row["flag"].endswith(f" {flag}") if flag else not row["flag"] for row in found)
        if "bind" in one:
            host = "" if one["bind"] == "*" else one["bind"]
            assert {row["address"] for row in found} == {f"{host}:{one['port']}"}
        places = {at(row) for row in found} | {at(row, "listens_") for row in found}
        assert one["evidence"][0] in places, one
        if len(one["evidence"]) == len(names):
            assert set(one["evidence"]) <= places, one


def _is(row: Row, told: Row) -> bool:
    number = told["port"] if isinstance(told["port"], int) else 0
    return (
        row["process"] == told["process"]
        and row["port"] == number
        and (bool(number) or row["address"] == told["port"])
    )


def _set_by(told: str) -> str:
    """What decides on an address, of the truth's words for it."""
    if told.startswith("--"):
        return "default" if told.endswith(" default") else "argument"
    return "literal" if "MeshConfig" in told or "adapter" in told else "bootstrap"


def test_nothing_else_listens_in_the_control_plane(release: Release) -> None:
    """A flag's default that an argument or a condition puts out of force is none of these."""
    known = {
        (name, one["process"], one["port"])
        for one in deployed()["listeners"]
        for name in pods(release, one["pod"])
    }
    rows = listeners(release)
    found = [(row["workload"], row["process"], row["port"] or row["address"]) for row in rows]
    introspection = {(row["workload"], row["process"], row["port"]) for row in rows if _ctrlz(row)}
    assert {process for _, process, _ in introspection} == set(INTROSPECTION)
    assert set(found) == known | introspection
    assert len(found) == len(set(found))


def _ctrlz(row: Row) -> bool:
    return bool(row["flag"].endswith(" --ctrlz_port"))


def test_flags_behind_listeners(release: Release) -> None:
    told = deployed()["flags"]
    assert len(told) == 19
    query = "SELECT * FROM listener_view WHERE flag <> ''"
    rows = release.select(query)
    listens = {(row["process"], row["flag"]): at(row, "listens_") for row in rows}
    for flag in told:
        for binary in INTROSPECTION if flag["binary"] == "*" else [flag["binary"]]:
            command = " ".join((binary, flag["command"])).strip()
            rows = release.ask("flags", binary, f"--{flag['flag']}")
            paths = [_path(row["command"], binary) for row in rows]
            # Of the flag of several programs the truth does not tell at which command it is.
            row = rows[0 if flag["binary"] == "*" else paths.index(command)]
            assert (row["type"], row["default"]) == (flag["type"], _text(flag["default"]))
            assert at(row) == flag["at"], flag
            if "default_at" in flag:
                assert flag["default_at"] in {at(origin) for origin in row["origin"]}, flag
            if "skip_if" in flag:  # the chart gives what turns it off
                assert (binary, flag["flag"]) not in listens
            elif "listen_at" in flag:
                where = NEARER.get(flag["listen_at"], flag["listen_at"])
                assert listens[binary, flag["flag"]] == where


def _path(command: str, binary: str) -> str:
    """A command's path with the binary's name, which need not be the root command's."""
    return " ".join((binary, *command.split(" ")[1:]))


def _text(default: object) -> str:
    return str(default).lower() if isinstance(default, bool) else str(default)


def test_a_port_that_is_overridden_shows_both_values(release: Release) -> None:
    """The default of the flag stands beside what the chart gives."""
    rows = release.ask("ports", "15014", "--values", "demo")
    shown = {row["process"]: row for row in rows if row["process"]}
    assert {name: row["default"] for name, row in shown.items()} == {
        "pilot-discovery": ":15014",
        "galley": "15014",
        "mixs": "15014",
        "istio_ca": "15014",
    }
    assert {row["set_by"] for row in shown.values()} == {"argument"}
    rows = release.ask("flags", "pilot-discovery", "--secureGrpcAddr")
    assert [row["default"] for row in rows] == [":15012"]
    query = """SELECT value, active FROM argument_view WHERE rendering = 'demo'
        AND flag = 'secureGrpcAddr' AND kind = 'value' ORDER BY position"""
    given = [(row["value"], row["active"]) for row in release.select(query)]
    assert given == [(":15011", 0), ("", 1)]


def test_every_port_of_a_service_is_told(release: Release) -> None:
    """With whatever listens behind it, or as one where nothing is known to listen."""
    rows = release.ask("ports", "--values", "demo")
    shown = {(one["name"], one["port"]) for row in rows for one in row["services"]}
    told = Rendered("1.1.0", "demo").services()
    assert shown == {
        (name, port["port"]) for name, service in told.items() for port in service["ports"]
    }
