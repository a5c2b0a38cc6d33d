"""The charts of the real 1.1.0: workloads, containers, arguments, ports, Services and values.

Held against what helm renders, and against what the templates say at which line and under which
conditions. Needs local copies of istio/istio and istio/proxy.
"""

from __future__ import annotations

import re
from ast import literal_eval
from collections.abc import Iterator
from typing import Any

import pytest
from shipped_truth import (
    VALUES,
    Release,
    Rendered,
    Row,
    at,
    deployed,
    indexed_services,
    shown_services,
    shown_workloads,
)

pytestmark = pytest.mark.real

# The truth counts the conditions around a container from the beginning of its text. These two are
# in named templates, and the index counts on from where those are called.
CALLED = {"istio-policy": 'eq $key "policy"', "istio-telemetry": 'not (eq $key "policy")'}
# The templates of tests that helm runs on request make pods; the truth leaves them out.
TEST_PODS = re.compile(r"istio-[a-z]+-test")

values_of = pytest.mark.parametrize("values", VALUES)


def joined(guards: list[str]) -> str:
    """Conditions as the index has them. The truth itself joins some of an else-if's."""
    return " and ".join(guards)


def all_workloads(release: Release, values: str) -> dict[str, Row]:
    """All workloads by name, those that are off too, but no pods."""
    rows = release.ask("workloads", "--all", "--values", values)
    assert len({row["name"] for row in rows}) == len(rows)
    return {row["name"]: row for row in rows if row["kind"] != "Pod"}


def containers(values: str) -> Iterator[tuple[Row, Row, bool]]:
    """Each container of the truth with its workload and whether it is there under the values."""
    for workload in deployed()["workloads"]:
        for one in workload["containers"]:
            yield workload, one, workload["in"][values] and one["active"][values]


@values_of
def test_workloads_are_what_helm_renders(release: Release, values: str) -> None:
    told = Rendered("1.1.0", values)
    rows = release.ask("workloads", "--values", values)
    assert shown_workloads(rows) == told.workloads()
    files = {f"{row['kind']} {row['name']}": row["file"] for row in rows if row["kind"] != "Pod"}
    assert files.keys() == told.sources().keys()


@values_of
def test_services_are_what_helm_renders(release: Release, values: str) -> None:
    told = Rendered("1.1.0", values).services()
    assert indexed_services(release, values) == told
    shown = shown_services(release.ask("workloads", "--values", values))
    without = {n: {k: s[k] for k in s if k != "selector"} for n, s in told.items()}
    assert shown == without


@values_of
def test_workloads_that_are_off_are_there_with_what_turns_them_on(
    release: Release, values: str
) -> None:
    found = all_workloads(release, values)
    told = {workload["name"]: workload for workload in deployed()["workloads"]}
    assert found.keys() == told.keys()
    for name, workload in told.items():
        row = found[name]
        expected = workload["kind"], workload["chart"], workload["chart_enabled_by"]["condition"]
        assert (row["kind"], row["chart"], row["enabled_by"]) == expected, name
        assert row["active"] == workload["in"][values], name
        assert [(one["name"], one["init"]) for one in row["containers"]] == [
            (one["name"], one["init"]) for one in workload["containers"]
        ], name
    query = "SELECT DISTINCT workload FROM workload_view WHERE kind = 'Pod' AND hook <> ''"
    tests = [row["workload"] for row in release.select(query)]
    assert len(tests) == 6
    assert all(map(TEST_PODS.fullmatch, tests))


@values_of
def test_guards_and_hooks_of_workloads(release: Release, values: str) -> None:
    query = "SELECT * FROM workload_view WHERE rendering = ? AND kind <> 'Pod'"
    found = {row["workload"]: row for row in release.select(query, values)}
    for workload in deployed()["workloads"]:
        row = found[workload["name"]]
        assert row["hook"] == workload.get("helm_hook", ""), workload["name"]
        if "guard" in workload:
            assert row["guard"] == workload["guard"]


@values_of
def test_places_guards_and_images_of_containers(release: Release, values: str) -> None:
    query = """SELECT c.*, w.guard AS around FROM container_view c
        JOIN workload w ON w.id = c.workload_id WHERE rendering = ? AND w.kind <> 'Pod'"""
    rows = release.select(query, values)
    found = {(row["workload"], row["container"]): row for row in rows}
    told = list(containers(values))
    assert len(told) == 32
    assert len(found) == len(rows)
    for workload, one, active in told:
        name = workload["name"], one["name"]
        row = found[name]
        assert (at(row), bool(row["init"])) == (one["at"], one["init"]), name
        assert bool(row["active"]) == active, name
        if workload["name"] in CALLED:
            assert row["guard"] == joined([CALLED[workload["name"]], *one["guard"]])
        else:
            around = [row["around"]] if row["around"] else []
            inside = [row["guard"]] if row["guard"] else []
            assert joined(around + inside) == joined(one["guard"]), name
        # Where a value is not there, the truth writes nothing and the index the action itself.
        assert re.sub(r"{{.*?}}", "", row["reference"]) == one["image_default"], name
        # Of two arms the second holds: no image of the values has a hub of its own.
        image = one["image_exprs"][-1]
        assert (row["reference_text"], at(row, "reference_")) == (image["expr"], image["at"]), name


def told_words(workload: Row, one: Row, values: str) -> Iterator[Row]:
    """The words of a container's command and args as the truth has them, one row each.

    It has ``[a, b]`` as one row, and of a text of several lines just the ``>``, which stands for
    what helm made of it.
    """
    rendered = Rendered("1.1.0", "demo").workloads()
    for part in ("command", "args"):
        for position, word in enumerate(one[part]):
            texts = [word["text"]]
            if str(word["text"]).startswith("["):
                texts = literal_eval(word["text"])
            elif isinstance(word["text"], list):
                texts = word["text"]
            elif word["text"] == ">":
                made = rendered[f"{workload['kind']} {workload['name']}"]
                [whole] = [c for c in made if c["name"] == one["name"]]
                texts = [whole[part][position]]
            for text in texts:
                alone = len(texts) == 1 and word["text"] != ">"
                resolved = word["resolved"].get(values) if alone else text
                yield word | {"text": text, "part": part, "resolved": resolved}


@values_of
def test_every_argument_has_its_text_place_guard_and_value(release: Release, values: str) -> None:
    found = all_workloads(release, values)
    seen = 0
    for workload, one, active in containers(values):
        [row] = [c for c in found[workload["name"]]["containers"] if c["name"] == one["name"]]
        words = list(told_words(workload, one, values))
        shown = [
            {key: argument[key] for key in ("text", "guard", "active")} | {"at": at(argument)}
            for argument in row["arguments"]
        ]
        name = workload["name"], one["name"]
        assert shown == [
            {
                "text": word["text"],
                "guard": joined(word["guard"]),
                "active": active and word["active"][values],
                "at": word["at"],
            }
            for word in words
        ], name
        for argument, word in zip(row["arguments"], words, strict=True):
            if active and word["active"][values]:
                assert argument["value"] == word["resolved"], name
        seen += len(words)
    assert seen == 255


@values_of
def test_every_argument_that_looks_like_a_flag_is_tied_to_it(release: Release, values: str) -> None:
    """Of programs of the release, that is. Each flag is one that the program has."""
    flags = {
        f"{row['command']} {'-' if row['name'] == row['shorthand'] else '--'}{row['name']}"
        for row in release.ask("flags")
    }
    tied = 0
    for name, row in all_workloads(release, values).items():
        for container in row["containers"]:
            if not container["program"]:
                continue
            for argument in container["arguments"]:
                word = argument["text"].partition("=")[0]
                assert argument["kind"] in ("flag", "value", "command", "operand"), argument
                if word.startswith("--"):
                    assert argument["flag"].endswith(f" {word}"), (name, argument)
                if argument["kind"] in ("flag", "value"):
                    assert argument["flag"] in flags, (name, argument)
                    tied += 1
    assert tied > 190
    pilot = all_workloads(release, values)["istio-pilot"]["containers"][0]["arguments"]
    [short] = [argument for argument in pilot if argument["text"] == "-a"]
    assert short["flag"] == "pilot-discovery discovery --appNamespace"


@values_of
def test_what_arguments_depend_on_has_its_place(release: Release, values: str) -> None:
    """The values that a word's text names, where they stand by default."""
    query = """SELECT a.text, a.container_arg_id, u.path, u.file, u.line FROM value_use u
        JOIN argument_view a ON a.container_arg_id = u.container_arg_id WHERE a.rendering = ?"""
    rows = release.select(query, values)
    known = deployed()["values"]
    named = 0
    for _, one, _ in containers(values):
        for word in (*one["command"], *one["args"]):
            for path in re.findall(r"\.Values\.(global\.[\w.]+)", str(word["text"])):
                uses = [row for row in rows if row["text"] == word["text"] and row["path"] == path]
                assert uses, (word["text"], path)
                if path in known:
                    assert {at(row) for row in uses} == {known[path]["at"]}
                    named += 1
    assert named == 5


@values_of
def test_ports_of_containers(release: Release, values: str) -> None:
    query = """SELECT p.*, c.workload, c.container, p.active AND c.active AS there
        FROM container_port p JOIN container_view c ON c.container_id = p.container_id
        WHERE c.rendering = ? AND c.kind <> 'Pod' ORDER BY p.id"""
    found: dict[tuple[str, str], list[Row]] = {}
    for row in release.select(query, values):
        found.setdefault((row["workload"], row["container"]), []).append(row)
    seen = 0
    for workload, one, active in containers(values):
        name = workload["name"], one["name"]
        expected = [
            {
                "text": port["expr"],
                "at": port["at"],
                "guard": joined(port["guard"]),
                "name": port.get("name", ""),
                "protocol": port.get("protocol", ""),
                "port": number,
                "active": active and port.get("active", {}).get(values, True),
            }
            for port in one["ports"]
            for number in _numbers(port["resolved"])
        ]
        shown: list[dict[str, Any]] = [
            {key: row[key] for key in ("text", "guard", "name", "protocol", "port")}
            | {"at": at(row), "active": bool(row["there"])}
            for row in found.pop(name, [])
        ]
        assert shown == expected, name
        seen += len(shown)
    assert seen == 52
    assert found == {}


def _numbers(resolved: int | list[int]) -> list[int]:
    """A loop's line stands for one port each time round."""
    return resolved if isinstance(resolved, list) else [resolved]
