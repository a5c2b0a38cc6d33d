"""``xref diff`` on the command line: the bundled sample's two releases."""

from __future__ import annotations

import csv
import io
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from gitrepo import build_repository

from xref import demo
from xref.__main__ import main
from xref.diff.model import KINDS

TAGS = ("1.0.0", "1.1.0")
PROJECT = ("--project", demo.PROJECT)

Rows = list[dict[str, Any]]
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(
    sample_index: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Run:
    """Runs ``xref diff`` and gives its exit status, standard output and standard error."""
    monkeypatch.setenv("XREF_DB", str(sample_index))

    def diff(*words: str) -> tuple[int, str, str]:
        code = main(["diff", *words, *PROJECT])
        told = capsys.readouterr()
        return code, told.out, told.err

    return diff


@pytest.fixture
def rows(run: Run) -> Callable[..., Rows]:
    def ask(*words: str) -> Rows:
        code, out, _ = run(*TAGS, *words, "--json")
        assert code == 0
        found: Rows = json.loads(out)
        return found

    return ask


def test_the_sample_shows_every_kind_of_change(rows: Callable[..., Rows]) -> None:
    found = rows()
    assert {row["kind"] for row in found} == set(KINDS)
    assert {row["class"] for row in found} == {"breaking", "risky", "safe"}
    flags = {row["change"] for row in found if row["kind"] == "flag"}
    fields = {"default", "type", "shorthand", "hidden", "deprecated", "persistent"}
    assert flags >= fields | {"no_opt_default", "added", "removed", "renamed"}
    assert {row["change"] for row in found} >= {"added", "removed", "renamed", "moved"}


def test_a_renamed_flag_is_one_change(rows: Callable[..., Rows]) -> None:
    found = [row for row in rows("--kind", "flag") if "configStore" in row["name"]]
    (row,) = found
    assert (row["change"], row["name"]) == ("renamed", "configStoreURL")
    assert (row["old"], row["new"]) == ("configStore", "configStoreURL")
    assert row["class"] == "breaking"


def test_a_program_that_moved_is_told_under_its_folder(rows: Callable[..., Rows]) -> None:
    folders = {row["package"] for row in rows("lagoonctl")}
    assert folders == {"lagoonctl/cmd/lagoonctl"}


@pytest.mark.parametrize(
    ("words", "kinds"),
    [
        (["lagoonctl"], {"program", "command", "flag"}),
        (["tide/cmd/lagoonctl"], {"program", "command", "flag"}),
        (["lagoonctl/cmd/lagoonctl"], {"program", "command", "flag"}),
        (["gauged", "server"], {"flag", "argument", "port"}),
        (["gauged", "server", "--monitoringPort"], {"flag", "argument"}),
        (["--configStore"], {"flag"}),
        (["-w"], {"flag"}),
        (["lagoon-tide"], {"container", "argument", "service port", "container port", "port"}),
        (["prometheus"], {"image", "container", "value"}),
        (["gauge"], {"image", "argument", "container port", "port", "value"}),
        (["15014"], {"service port", "container port", "port"}),
        (["mapview.depth"], {"value"}),
        (["sni_check"], {"filter"}),
    ],
)
def test_a_name_narrows(words: list[str], kinds: set[str], rows: Callable[..., Rows]) -> None:
    assert {row["kind"] for row in rows(*words)} == kinds


def test_a_name_that_did_not_change_says_so(run: Run) -> None:
    code, out, error = run(*TAGS, "gauged", "--log_rotate", "--json")
    assert (code, json.loads(out)) == (0, [])
    assert "nothing" in error


def test_a_name_that_nobody_has_is_not_found(run: Run) -> None:
    code, out, error = run(*TAGS, "gaugd", "--json")
    assert code == 1
    assert json.loads(out) == []
    assert "gauged" in error


def test_filters(rows: Callable[..., Rows]) -> None:
    everything = rows()
    assert rows("--only", "breaking") == [r for r in everything if r["class"] == "breaking"]
    ports = [r for r in everything if r["kind"].split()[-1] == "port"]
    assert rows("--kind", "port") == ports
    both = [r for r in everything if r["kind"] in ("flag", "command")]
    assert rows("--kind", "flag", "--kind", "command") == both


def test_exit_status(run: Run) -> None:
    assert run(*TAGS)[0] == 0
    assert run(*TAGS, "--fail-on", "breaking")[0] == 1
    assert run(*TAGS, "sni_check", "--fail-on", "risky")[0] == 0
    assert run(*TAGS, "--kind", "proxy", "--fail-on", "breaking")[0] == 0
    assert run(*TAGS, "--kind", "proxy", "--fail-on", "risky")[0] == 1
    assert run(*TAGS, "--only", "safe", "--fail-on", "breaking")[0] == 1
    assert run(*TAGS, "--fail-on", "safe")[0] == 2


def test_releases_come_first(run: Run) -> None:
    code, _, error = run("--port", *TAGS)
    assert code == 2
    assert "xref diff OLD NEW" in error


def test_nothing_changed(run: Run) -> None:
    code, out, error = run("1.0.0", "1.0.0")
    assert (code, out) == (0, "")
    assert "nothing" in error
    assert json.loads(run("1.0.0", "1.0.0", "--json")[1]) == []


def test_a_table_has_a_heading_for_each_program_and_kind(run: Run) -> None:
    _, out, error = run(*TAGS)
    lines = out.splitlines()
    assert "gauged (gauge/cmd/gauged)" in lines
    assert "chart values" in lines
    assert "breaking" in error
    # What came whole is one line, whose flags are counted.
    assert sum("buoy" in line and "flag" in line.split()[:2] for line in lines) == 0
    assert any("with 2 commands and 19 flags" in line for line in lines)
    assert "buoy --port" in run(*TAGS, "buoy")[1]


def test_a_release_note(run: Run) -> None:
    out = run(*TAGS, "--format", "markdown")[1]
    lines = out.splitlines()
    assert lines[0] == "# lagoon-mesh/lagoon 1.0.0 to 1.1.0"
    headings = [line for line in lines if line.startswith("## ")]
    assert headings == ["## Breaking", "## Risky", "## Safe"]
    (line,) = [line for line in lines if "--self-signed-ca-cert-ttl" in line]
    assert line.startswith("- `reef_ca --self-signed-ca-cert-ttl` default `8760h0m0s` → ")
    assert "/reef/cmd/reef_ca/reef.go#L" in line


def test_csv_has_every_field(run: Run) -> None:
    found = list(csv.DictReader(io.StringIO(run(*TAGS, "--format", "csv")[1])))
    assert found
    assert set(found[0]) == set(json.loads(run(*TAGS, "--json")[1])[0])


def test_texts_are_compared_where_that_is_asked_for(rows: Callable[..., Rows]) -> None:
    assert not [row for row in rows() if row["change"] in ("usage", "short", "long")]
    assert [row for row in rows("--text") if row["change"] == "usage"]


def test_what_is_missing_is_built(
    sample_repositories: dict[str, Path],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    git = [
        word for repo, path in sample_repositories.items() for word in ("--git", f"{repo}={path}")
    ]
    words = ["diff", *TAGS, *PROJECT, "--db", str(tmp_path / "new.db"), "--json"]
    assert main([*words, *git]) == 0
    told = capsys.readouterr()
    assert json.loads(told.out)
    assert told.err.count("building") == 2
    assert main(words) == 0  # needs no repository any more
    assert "building" not in capsys.readouterr().err


def test_a_tag_that_does_not_exist(
    sample_repositories: dict[str, Path],
    sample_index: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    copy = tmp_path / "index.db"
    shutil.copy(sample_index, copy)
    git = [
        word for repo, path in sample_repositories.items() for word in ("--git", f"{repo}={path}")
    ]
    assert main(["diff", "1.0.0", "9.9.9", *PROJECT, "--db", str(copy), *git]) == 2
    error = capsys.readouterr().err
    assert "9.9.9" in error
    assert "Traceback" not in error


def test_texts_of_the_sources_are_shown_and_never_obeyed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Names and defaults are the sources': they may hold anything."""
    program = """package main

import "flag"

func main() {
	flag.String("port", "%s", "where")
	flag.Parse()
}
"""
    trees = {
        tag: {"go.mod": "module x.example/x\n", "cmd/app/main.go": program % default}
        for tag, default in (("1.0.0", r"`a|b*c"), ("1.1.0", r"\x1b[31m\n# d ``e``"))
    }
    repository = build_repository(tmp_path / "hostile", trees)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    words = ["diff", *TAGS, "--project", "x/hostile", "--db", str(tmp_path / "index.db")]
    words += ["--git", f"x/hostile={repository}"]
    for form in ("table", "markdown", "json", "csv"):
        assert main([*words, "--format", form]) == 0
        out = capsys.readouterr().out
        assert "\x1b" not in out or form == "csv"
        assert not any(line.startswith("# d") for line in out.splitlines()) or form == "csv"
