"""Documents of several languages and formats, held against a small release."""

from __future__ import annotations

from pathlib import Path

import pytest
from document_release import knowledge

from xref.check.documents import RULES, check_document
from xref.check.findings import Confidence, Finding, Level

FOLDER = Path(__file__).parent / "documents"
KNOWN = knowledge()


def check(text: str, file: str = "a.md") -> list[Finding]:
    return check_document(text, file, KNOWN)


def seen(text: str) -> list[tuple[str, str, tuple[str, ...]]]:
    return [(found.rule, found.name, found.suggestions) for found in check(text)]


WHOLE = {
    "overview.zh.md": [
        (11, 3, "unknown-container", "Tide_Init"),
        (14, 55, "unknown-path", "gauge/cmd/gaugd"),
        (17, 17, "unknown-target", "Envoy"),
        (23, 39, "unknown-program", "tdie-agent"),
        (28, 7, "other-default", "adminPort"),
        (30, 8, "unknown-program", "tdie-agent"),
        (39, 6, "other-port", "15111"),
        (40, 7, "unknown-flag", "monitoringPort"),
        (50, 27, "unknown-flag", "monitoring-port"),
    ],
    "overview.en.html": [
        (11, 15, "other-default", "port"),
        (12, 15, "unknown-flag", "monitoring-port"),
        (15, 11, "other-default", "trace"),
        (21, 5, "unknown-flag", "grpcPort"),
        (24, 24, "unknown-container", "Tide-Proxy"),
    ],
    "overview.de.txt": [
        (4, 43, "other-port", "15111"),
        (4, 66, "unknown-program", "tide-agnt"),
        (6, 31, "other-default", "statusPort"),
        (8, 10, "unknown-path", "tide/docker/Dockerfile.tyde"),
        (8, 39, "unknown-path", "tide/docker/Dockerfile.harbor"),
        (9, 1, "unknown-path", "tide/cmd/server.go"),
    ],
    "true.md": [],
}


@pytest.mark.parametrize("name", WHOLE)
def test_a_document_has_these_findings_and_no_others(name: str) -> None:
    found = check((FOLDER / name).read_text(encoding="utf-8"), name)
    assert [(one.line, one.column, one.rule, one.name) for one in found] == WHOLE[name]
    assert {one.file for one in found} <= {name}


def test_a_finding_tells_what_was_understood_the_mend_and_the_evidence() -> None:
    (found,) = check("`tide-server` has these:\n\n- `--monitoringPort`: metrics\n")
    assert (found.level, found.confidence) == (Level.ERROR, Confidence.HIGH)
    assert (found.program, found.command) == ("tide/cmd/tide-server", "tide-server discovery")
    assert "the text above speaks of tide-server" in found.message
    assert "did you mean --monitoringAddr?" in found.message
    assert "--monitoringPort is a flag of gauged" in found.message
    assert [(place.file, place.line) for place in found.evidence] == [
        ("tide/cmd/tide-server/main.go", 41),
        ("gauge/pkg/args.go", 61),
    ]


@pytest.mark.parametrize(
    ("text", "rule", "name", "suggestion"),
    [
        ("Start tide-sevrer first.", "unknown-program", "tide-sevrer", "tide-server"),
        ("父进程`tide_server`的二进制", "unknown-program", "tide_server", "tide-server"),
        ("The `gaugd` process", "unknown-program", "gaugd", "gauged"),
        ("pod lagoon-polcy", "unknown-workload", "lagoon-polcy", "lagoon-policy"),
        ("`gauged serve` starts it", "unknown-command", "serve", "server"),
        ("Call `gauged server --prot 1`.", "unknown-flag", "prot", "--port"),
        ("`--monitoring_port` of `gauged`", "unknown-flag", "monitoring_port", "--monitoringPort"),
        ("gauged 的 –monitoring-port 参数", "unknown-flag", "monitoring-port", "--monitoringPort"),
        ("`--grpc-port` of `harbor_ca` is 8161 by default", "other-default", "grpc-port", "8160"),
        ("`harbor_ca`の`--grpc-port`（デフォルト: 8161）", "other-default", "grpc-port", "8160"),
        ("`tide-server`: `--resync`, par défaut 10s", "other-default", "resync", "1m0s"),
        ("`--domain` of `tide-server` defaults to `x.local`", "other-default", "domain",
         "cluster.local"),
        ("`gauged`\n\n* 9191: gRPC", "other-port", "9191", "envoy"),
        ("`gauged`监听9191端口", "other-port", "9191", "envoy"),
        ("See tide/cmd/tide-sever/main.go", "unknown-path", "tide/cmd/tide-sever/main.go",
         "tide/cmd/tide-server/main.go"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_found(text: str, rule: str, name: str, suggestion: str) -> None:
    (found,) = seen(text)
    assert found[:2] == (rule, name)
    assert suggestion in found[2]


@pytest.mark.parametrize(
    "text",
    [
        "Tide server, tide_agent and Gauge in running text are names as people write them.",
        "`kubectl --monitoring-port` and `foo --monitoring-port`, gauged or not",
        "helm takes --name; `gauged` is installed by it, as `--set` tells.",
        "`gauged` and `harbor_ca` have `--monitoring-port`.",
        "`gauged` runs. Somewhere `--frobnicate` is a word.",
        "`gauged` connects to 9191.",
        "Envoy listens on 9191.",
        "lagoon-policy:\n\n- 9191: of some container",
        "`--port` of `gauged` is `9191` by default, the default namespace is another thing",
        "`--trace` of `gauged`: default on",
        "`--domain` of `tide-server`: the default is the cluster's domain",
        "tide-servers, tide-server2, tide-server.yaml, my-tide-serverless",
        "/etc/tide/cmd/x, $ROOT/tide/cmd/gone.go, tide/cmd/*/gone.go",
        "https://github.com/other/lagoon/blob/1.1.0/tide/gone.go",
        "```\ntide-sevrer:\n  image: lagoon/tid\n```",
        "| a | b |\n|---|---|\n| Tide_Init | x |",
    ],
)
def test_what_is_right_or_not_understood_is_passed_over(text: str) -> None:
    assert seen(text) == []


def test_the_nearest_name_tells_the_program() -> None:
    text = "# gauged\n\n`harbor_ca` does more:\n\n- `--grpc-port` x\n- `--grpcport` y\n"
    assert seen(text) == [("unknown-flag", "grpcport", ("--grpc-port",))]
    # What is a flag of the program of the heading may be meant so.
    assert seen("# gauged\n\n`harbor_ca` starts it:\n\n- `--monitoringPort`\n") == []


def test_what_is_far_away_is_less_sure() -> None:
    near, far = (
        check(text)[0]
        for text in (
            "`gauged server --monitoring-port 1`",
            "`gauged` runs.\n\nMore on it. With --monitoring-port it is told.",
        )
    )
    assert (near.level, near.confidence) == (Level.ERROR, Confidence.HIGH)
    assert (far.level, far.confidence) == (Level.WARNING, Confidence.LOW)


def test_a_port_of_another_pod_is_not_sure() -> None:
    (found,) = check("`gauged` listens on 15110.")
    assert (found.rule, found.confidence) == ("other-port", Confidence.LOW)
    assert found.suggestions == ("tide-server",)
    assert check("`gauged` listens on 15999. `harbor_ca` listens on 15110.") == []


def test_a_table_tells_what_does_not_belong_together() -> None:
    rows = "| discovery | tide-server |\n| gauge | harbor_ca |\n| harbor | harbor_ca |\n"
    (found,) = check(f"| c | p |\n|---|---|\n{rows}")
    assert (found.rule, found.line, found.name) == ("other-program", 4, "harbor_ca")
    assert found.suggestions == ("gauged",)


def test_without_the_whole_tree_an_address_is_no_proof(monkeypatch: pytest.MonkeyPatch) -> None:
    known = knowledge(tree=False)
    monkeypatch.setattr("xref.check.knowledge.names.files", lambda *_: {"tide/cmd/main.go"})
    text = "https://github.com/lagoon/lagoon/blob/1.1.0/tide/cmd/gone.go and tide/cmd/mian.go"
    assert [found.name for found in check_document(text, "a.md", known)] == ["tide/cmd/mian.go"]


def test_every_rule_of_a_finding_is_listed() -> None:
    used = {rule for findings in WHOLE.values() for _, _, rule, _ in findings}
    assert used <= {rule.id for rule in RULES}
    assert len({rule.id for rule in RULES}) == len(RULES)
