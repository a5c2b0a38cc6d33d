"""The JSON Schemas of docs/schema: every ``--json`` output is held against them."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from referencing import Registry, Resource

from xref import demo
from xref.__main__ import main
from xref.cli import COMMANDS

SCHEMAS = Path(__file__).parent.parent / "docs" / "schema"
TAGS = ("1.0.0", "1.1.0")

Rows = list[dict[str, Any]]
Ask = Callable[..., Rows]


def schemas() -> dict[str, dict[str, Any]]:
    return {path.name: json.loads(path.read_text("utf-8")) for path in SCHEMAS.glob("*.json")}


@pytest.fixture(scope="module")
def validators() -> dict[str, Draft202012Validator]:
    """A validator of each output, by the name of its schema."""
    held = schemas()
    registry: Registry[Any] = Registry().with_resources(
        (name, Resource.from_contents(schema)) for name, schema in held.items()
    )
    return {
        name.removesuffix(".json"): Draft202012Validator(schema, registry=registry)
        for name, schema in held.items()
    }


@pytest.fixture
def ask(sample_index: Path, capsys: pytest.CaptureFixture[str]) -> Ask:
    """Runs a command and gives its JSON."""

    def run(command: str, *words: str) -> Rows:
        options = ["--project", demo.PROJECT, "--db", str(sample_index), "--json"]
        assert main([command, *words, *options]) == 0
        rows: Rows = json.loads(capsys.readouterr().out)
        assert rows
        return rows

    return run


@pytest.mark.parametrize("name", sorted(schemas()))
def test_every_schema_is_one(name: str) -> None:
    Draft202012Validator.check_schema(schemas()[name])


def test_every_command_with_json_has_a_schema() -> None:
    without = {"build", "map", "forget", "demo"}
    assert {f"{name}.json" for name in set(COMMANDS) - without} == set(schemas())


@pytest.mark.parametrize(
    ("command", "words"),
    [
        ("flags", []),
        ("flags", ["--unreached"]),
        ("commands", []),
        ("images", []),
        ("workloads", []),
        ("workloads", ["--all"]),
        ("workloads", ["--all", "--values", "demo"]),
        ("ports", []),
        ("ports", ["--values", "demo"]),
        ("values", []),
        ("releases", []),
        ("search", ["tide"]),
        ("diff", [*TAGS, "--text", "--all"]),
        ("diff", [*TAGS, "gauged"]),
        ("history", ["--monitoringPort"]),
        ("history", ["gauged"]),
        ("history", ["register"]),
        ("history", ["proxy", "--kind", "image"]),
        ("history", ["15014"]),
    ],
)
def test_outputs(
    command: str, words: list[str], ask: Ask, validators: dict[str, Draft202012Validator]
) -> None:
    _hold(validators[command], ask(command, *words))


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        ("program", "tide-server"),
        ("program", "envoy"),
        ("program", "lagoon-iptables.sh"),
        ("command", "discovery"),
        ("flag", "monitoringPort"),
        ("workload", "lagoon-tide"),
        ("container", "discovery"),
        ("image", "proxy"),
        ("image", "docker.io/prom/prometheus"),
        ("service", "lagoon-policy"),
        ("filter", "sni_check"),
        ("port", "15014"),
        ("path", "gauge"),
    ],
)
def test_findings(
    kind: str, name: str, ask: Ask, validators: dict[str, Draft202012Validator]
) -> None:
    rows = ask("where", name, "--kind", kind)
    assert {row["kind"] for row in rows} == {kind}
    _hold(validators["where"], rows)


def test_a_check(
    sample_index: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    validators: dict[str, Draft202012Validator],
) -> None:
    script = tmp_path / "start.sh"
    script.write_text("#!/bin/sh\nreef_ca --grpc-hostname here\n", "utf-8")
    options = ["--project", demo.PROJECT, "--db", str(sample_index), "--json"]
    assert main(["check", str(script), *options]) == 1
    rows = json.loads(capsys.readouterr().out)
    assert rows
    _hold(validators["check"], rows)
    assert main(["rules", "--json"]) == 0
    _hold(validators["rules"], json.loads(capsys.readouterr().out))


def test_an_unknown_field_is_no_part_of_an_output(
    ask: Ask, validators: dict[str, Draft202012Validator]
) -> None:
    (row, *_) = ask("values")
    assert not validators["values"].is_valid([row | {"more": 1}])
    assert not validators["values"].is_valid([{k: v for k, v in row.items() if k != "path"}])
    assert not validators["values"].is_valid([row | {"value": None}])


def _hold(validator: Draft202012Validator, rows: Rows) -> None:
    error = next(iter(validator.iter_errors(rows)), None)
    assert error is None, f"{error.json_path}: {error.message[:300]}" if error else ""
