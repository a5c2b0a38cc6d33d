"""Services, chart values and the injected pod of the real 1.1.0, with their places.

Held against what the charts say. Needs local copies of istio/istio and istio/proxy.
"""

from __future__ import annotations

from itertools import pairwise

import pytest
from shipped_truth import VALUES, Release, at, deployed

pytestmark = pytest.mark.real

CHARTS = "install/kubernetes/helm/istio"


def test_services_and_their_ports_have_their_places(release: Release) -> None:
    query = "SELECT * FROM service_view WHERE rendering = 'demo'"
    found = {row["service"]: row for row in release.select(query)}
    query = """SELECT s.service, p.* FROM service_port p JOIN service_view s USING (service_id)
        WHERE s.rendering = 'demo' AND p.active ORDER BY p.id"""
    ports = release.select(query)
    settings = release.ask("values", "--values", "demo")
    for service in deployed()["services"]:
        row = found[service["name"]]
        assert (row["chart"], row["file"]) == (service["chart"], service["template"])
        if service["guard"]:
            told = service["guard"].partition(" (")[0] if "$" in service["guard"] else None
            assert row["guard"].endswith(told or service["guard"])
        shown = [port for port in ports if port["service"] == service["name"]]
        assert [(one["name"], one["port"]) for one in shown] == [
            (port["name"] or "", port["port"]) for port in service["ports"]
        ]
        for number, (one, port) in enumerate(zip(shown, service["ports"], strict=True)):
            if "ports_from" in service:
                # A loop over a list of the values: the truth has the place of the list's item.
                path = f"{service['chart']}.{service['name']}.ports[{number}]"
                lines = [at(each) for each in settings if each["path"].startswith(f"{path}.")]
                assert min(lines, key=lambda place: int(place.rpartition(":")[2])) == port["at"]
                assert one["file"] == service["template"]
            else:
                assert at(one) == port["at"], service["name"]
            if "value_at" in port:
                path = _in_chart(port["expr"], service["chart"])
                [value] = [each for each in settings if each["path"] == path]
                assert (at(value), value["value"]) == (port["value_at"], str(port["port"]))


def _in_chart(expression: str, chart: str) -> str:
    """The path from the root chart of a value that a template of a chart names."""
    path = expression.removeprefix(".Values.")
    return path if path.startswith("global.") else f"{chart}.{path}"


def test_values_have_their_places_and_are_read(release: Release) -> None:
    told = deployed()["values"]
    assert len(told) == 35
    shown = {v: {row["path"]: row for row in release.ask("values", "--values", v)} for v in VALUES}
    for path, value in told.items():
        default, demo = (shown[name][path] for name in VALUES)
        assert at(default) == value["at"], path
        assert (default["value"], demo["value"]) == (text(value["default"]), text(value["demo"]))
        if demo["value"] == default["value"]:
            continue
        assert demo["file"] in (
            f"{CHARTS}/values-istio-demo-common.yaml",
            f"{CHARTS}/values-istio-demo.yaml",
        )
    # The chart's condition is an ``or`` of two other values, which helm makes nothing of.
    assert [path for path in told if not shown["default"][path]["read"]] == ["mixer.enabled"]


def text(value: object) -> str:
    """A value as YAML writes it."""
    return str(value).lower() if isinstance(value, bool) else str(value)


@pytest.mark.parametrize("values", VALUES)
def test_one_value_is_asked_for_by_its_path(release: Release, values: str) -> None:
    for path, value in deployed()["values"].items():
        [row] = release.ask("values", path, "--values", values)
        assert row["value"] == text(value[values])


def test_the_pod_that_is_injected_into(release: Release) -> None:
    """Its arguments but for those that hang on a user's pod, which the truth made one up for."""
    [pod] = [
        row
        for row in release.ask("workloads")
        if row["kind"] == "Pod" and row["file"].endswith("configmap.yaml")
    ]
    query = "SELECT * FROM container_view WHERE rendering = 'default' AND workload = ?"
    places = {row["container"]: row for row in release.select(query, pod["name"])}
    query = """SELECT c.name AS container, p.* FROM probe p JOIN container c
        ON c.id = p.container_id JOIN workload w ON w.id = c.workload_id WHERE w.name = ?"""
    probes = {row["container"]: row for row in release.select(query, pod["name"])}
    told = {one["name"]: one for one in deployed()["injected"]}
    shown = {one["name"]: one for one in pod["containers"]}
    assert set(told) <= set(shown)
    for name, one in told.items():
        assert (shown[name]["init"], shown[name]["image"]) == (one["init"], one["image_default"])
        assert at(places[name]) == one["at"]
        words = shown[name]["args"]
        flags = [word for word in one["args"] if word.startswith("-")]
        assert [word for word in words if word.startswith("-")] == flags
        pairs = dict(pairwise(words))
        for flag, value in pairwise(one["args"]):
            if flag.startswith("-") and "demo" not in value and value != "8080":
                assert pairs[flag] == value, flag
        assert [port["containerPort"] for port in shown[name]["ports"]] == one["ports"]
        if one["readinessProbe"]:
            probe = probes[name]
            assert (probe["text"], probe["port"]) == tuple(one["readinessProbe"].values())
