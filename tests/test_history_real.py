# ruff: noqa: E501 (the lines are as they are printed)
"""``xref history`` over five real releases of Istio, as a person would write it."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent

import pytest
from conftest import ISTIO, PROXY, local

from xref.__main__ import main

pytestmark = pytest.mark.real

TAGS = ("1.0.9", "1.1.0", "1.1.17", "1.2.0", "1.3.8")


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory, place: str) -> Path:
    """An index with the releases."""
    path = tmp_path_factory.mktemp("history") / "index.db"
    proxy = local(PROXY) or str(path.parent / "none")
    git = ["--git", f"{ISTIO}={place}", "--git", f"{PROXY}={proxy}"]
    assert main(["build", *TAGS, "--quiet", *git, "--db", str(path)]) == 0
    return path


HISTORIES = {
    "mixs server --monitoringPort": """
        flag mixs server --monitoringPort  (mixer/cmd/mixs)
          1.0.9          uint16, default 9093, persistent   since 1.0.9 or before  mixer/cmd/mixs/cmd/server.go:46
          1.1.0 - 1.3.8  uint16, default 15014, persistent  default 9093 → 15014   mixer/cmd/mixs/cmd/server.go:45
    """,
    "pilot-discovery discovery --monitoringPort": """
        flag pilot-discovery discovery --monitoringPort  (pilot/cmd/pilot-discovery)
          1.0.9          int, default 9093, persistent, deprecated  since 1.0.9 or before  pilot/cmd/pilot-discovery/main.go:149
          1.1.0 - 1.3.8                                             gone
    """,
    "--grpcAddr": """
        flag pilot-discovery discovery --grpcAddr  (pilot/cmd/pilot-discovery)
          1.0.9 - 1.3.8  string, default :15010, persistent  since 1.0.9 or before  pilot/cmd/pilot-discovery/main.go:130
    """,
    "mixs": """
        program mixs  (mixer/cmd/mixs)
          1.0.9 - 1.1.17  mixer/cmd/mixs, 8 commands  since 1.0.9 or before                                                mixer/cmd/mixs/main.go:36
          1.2.0 - 1.3.8   mixer/cmd/mixs, 4 commands  − mixs crd; − mixs crd adapter; − mixs crd all; − mixs crd instance  mixer/cmd/mixs/main.go:36
    """,
    "node_agent": """
        program node_agent  (security/cmd/node_agent)
          1.0.9 - 1.3.8  security/cmd/node_agent, 2 commands  since 1.0.9 or before  security/cmd/node_agent/main.go:77
    """,
}  # fmt: skip


@pytest.mark.parametrize("name", HISTORIES)
def test_a_history_reads_well(name: str, index: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["history", *name.split(), "--db", str(index)]) == 0
    told = capsys.readouterr().out
    assert [line.rstrip() for line in told.splitlines()] == dedent(HISTORIES[name]).strip().split(
        "\n"
    )
