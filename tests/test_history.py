"""``xref history``: a name over all releases of a project."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from gitrepo import build_repository

from xref import demo
from xref.__main__ import main
from xref.build import build_tag
from xref.errors import NotFound, UsageError
from xref.history import gaps, history
from xref.query import Row

PROJECT = "lagoon-mesh/small"

_MAIN = """package main

import (
	"github.com/spf13/cobra"

	"elsewhere.example/elsewhere"
)

var _ = elsewhere.Port

func run(*cobra.Command, []string) {}

func main() {
	root := &cobra.Command{Use: "%s", Run: run}
	serve := &cobra.Command{Use: "serve", Run: run}
	root.AddCommand(serve)
%s
	root.Execute()
}
"""
_PORT = 'serve.Flags().Int("port", %s, "where to listen")\n'
_OLD = 'serve.Flags().MarkDeprecated("port", "%s")\n'
_EXTRA = 'root.AddCommand(&cobra.Command{Use: "more", Run: run})\n'

# Out of order in time: 1.0.2 was made after 1.1.0.
_BODIES = {
    "1.0.0": "",
    "1.0.1": _PORT % "1",
    "1.1.0": _PORT % "2" + _EXTRA,
    "1.0.2": _PORT % "1" + "// the line is another\n",
    "1.1.1": _PORT % "elsewhere.Port()" + _EXTRA,
    "1.1.2": _PORT % "2" + _OLD % "use --address" + _EXTRA,
    "1.1.10": _PORT % "2" + _OLD % "use --listen" + _EXTRA,
    "1.2.0-rc.0": "",
    "1.2.0": _PORT % "2",
}


def _tree(tag: str) -> dict[str, str]:
    folder = "cmd/app" if tag < "1.1" else "app/cmd/app"
    trees = {f"{folder}/main.go": _MAIN % ("app", _BODIES[tag])}
    if tag != "1.0.0":
        for name in ("a", "b"):
            trees[f"{name}/server/main.go"] = _MAIN % ("server", _PORT % "7")
    return {"go.mod": "module lagoon.example/small\n"} | trees


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An index of all releases, built in the order of time."""
    folder = tmp_path_factory.mktemp("history")
    trees = {tag: _tree(tag) for tag in _BODIES}
    repository = build_repository(folder / "repository", trees)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(folder / "cache"))
        for tag in _BODIES:
            build_tag(
                tag,
                project=PROJECT,
                overrides={PROJECT: str(repository)},
                index=folder / "index.db",
                progress=lambda _: None,
            )
    return folder / "index.db"


@pytest.fixture(scope="module")
def connection(index: Path) -> Iterator[sqlite3.Connection]:
    connection = sqlite3.connect(index)
    connection.row_factory = sqlite3.Row
    yield connection
    connection.close()


@pytest.fixture
def spans(connection: sqlite3.Connection) -> Callable[..., list[str]]:
    """A name's spans in short: ``FIRST-LAST EVENT CHANGES``."""

    def ask(*words: str, kind: str = "") -> list[str]:
        return [short(row) for row in history(connection, PROJECT, words, kind).rows]

    return ask


def short(row: Row) -> str:
    changes = " ".join(f"{one['field']}:{one['old']}>{one['new']}" for one in row["changes"])
    return f"{row['first']}-{row['last']} {row['event']} {changes}".rstrip()


def test_a_flag_comes_changes_goes_and_comes_again(spans: Callable[..., list[str]]) -> None:
    """In the order of versions, where 1.1.10 is after 1.1.2, and a candidate before its release.

    A default that is not known, and another message of deprecation, are no changes.
    """
    assert spans("app", "--port") == [
        "1.0.1-1.0.2 came",
        "1.1.0-1.1.1 changed default:1>2",
        "1.1.2-1.1.10 deprecated hidden:false>true deprecated:>use --address",
        "1.2.0-rc.0-1.2.0-rc.0 went",
        "1.2.0-1.2.0 came",
    ]


def test_what_the_oldest_release_has_was_there(spans: Callable[..., list[str]]) -> None:
    assert spans("app serve")[0].startswith("1.0.0-1.2.0 there")


def test_a_program_in_another_folder_goes_on(spans: Callable[..., list[str]]) -> None:
    assert spans("app") == [
        "1.0.0-1.0.2 there",
        "1.1.0-1.1.10 changed package:cmd/app>app/cmd/app"
        " entry:cmd/app/main.go>app/cmd/app/main.go commands:app serve>app more, app serve",
        "1.2.0-rc.0-1.2.0 changed commands:app more, app serve>app serve",
    ]


def test_programs_of_one_name_are_told_apart(connection: sqlite3.Connection) -> None:
    rows = history(connection, PROJECT, ["server"]).rows
    assert [(row["kind"], row["package"]) for row in rows] == [
        ("program", "a/server"),
        ("program", "b/server"),
    ]


def test_each_program_that_has_a_flag_is_told(connection: sqlite3.Connection) -> None:
    rows = history(connection, PROJECT, ["--port"]).rows
    assert {row["package"] for row in rows} == {"app/cmd/app", "cmd/app", "a/server", "b/server"}


def test_a_span_has_its_facts_and_place(connection: sqlite3.Connection) -> None:
    rows = history(connection, PROJECT, ["app", "--port"]).rows
    facts = {one["field"]: one["value"] for one in rows[1]["facts"]}
    assert (facts["type"], facts["default"]) == ("int", "2")
    assert rows[1]["file"] == "app/cmd/app/main.go"
    assert "/app/cmd/app/main.go#L" in rows[1]["url"]
    assert rows[1]["releases"] == 2
    gone = rows[3]
    assert (gone["facts"], gone["file"], gone["line"], gone["url"]) == ([], "", 0, "")


def test_names(spans: Callable[..., list[str]]) -> None:
    assert spans("PORT") == spans("--port")
    assert spans("serve", kind="command")
    assert spans("more") == ["1.1.0-1.1.10 came", "1.2.0-rc.0-1.2.0 went"]
    assert spans("port", kind="flag") == spans("--port")
    with pytest.raises(NotFound, match="port"):
        spans("prt")
    with pytest.raises(NotFound):
        spans("app", kind="flag")
    with pytest.raises(UsageError):
        spans("--a", "--b")


def test_a_project_without_releases(connection: sqlite3.Connection) -> None:
    with pytest.raises(UsageError, match="holds no lagoon-mesh/none"):
        history(connection, "lagoon-mesh/none", ["app"])


def test_gaps() -> None:
    tags = ["1.0.0", "1.0.1", "1.1.2", "1.1.3", "1.1.7", "1.2.0-rc.0", "1.2.0.snapshot.3", "v2"]
    assert gaps(tags) == ["1.1.0 - 1.1.1", "1.1.4 - 1.1.6"]
    assert gaps(["1.1.0", "1.1.2"]) == ["1.1.1"]
    assert gaps(["1.1.0", "1.1.123456789"]) == []


def test_text(index: Path, capsys: pytest.CaptureFixture[str]) -> None:
    options = ["--project", PROJECT, "--db", str(index)]
    assert main(["history", "app", "--port", *options]) == 0
    told = capsys.readouterr()
    lines = [" ".join(line.split()) for line in told.out.splitlines()]
    assert lines[0] == "flag app serve --port (cmd/app)"
    assert lines[1].startswith("1.0.1 - 1.0.2 int, default 1 came cmd/app/main.go:")
    assert lines[2].startswith("1.1.0 - 1.1.1 int, default 2 default 1 → 2 app/cmd/app/main.go:")
    assert "hidden, deprecated: use --address" in lines[3]
    assert lines[4] == "1.2.0-rc.0 gone"
    assert lines[5].startswith("1.2.0 int, default 2 came")
    assert "1.1.3 - 1.1.9" in told.err


@pytest.mark.parametrize("form", ["json", "csv", "tsv", "markdown"])
def test_formats(form: str, index: Path, capsys: pytest.CaptureFixture[str]) -> None:
    options = ["--project", PROJECT, "--db", str(index), "--format", form]
    assert main(["history", "more", *options]) == 0
    out = capsys.readouterr().out
    assert "app more" in out
    assert "1.1.10" in out
    if form == "json":
        assert [row["event"] for row in json.loads(out)] == ["came", "went"]


def test_not_found(index: Path, capsys: pytest.CaptureFixture[str]) -> None:
    options = ["--project", PROJECT, "--db", str(index), "--json"]
    assert main(["history", "serv", *options]) == 1
    told = capsys.readouterr()
    assert json.loads(told.out) == []
    assert "serve" in told.err


def test_images_and_ports(
    tmp_path_factory: pytest.TempPathFactory, capsys: pytest.CaptureFixture[str]
) -> None:
    """Of the bundled sample, whose second release has other ports and another image."""
    folder = tmp_path_factory.mktemp("sample")
    (folder / "repositories").mkdir()
    found = demo.make_repositories(folder / "repositories")
    overrides = {project: str(path) for project, path in found.items()}
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(folder / "cache"))
        for tag in ("1.0.0", "1.1.0"):
            build_tag(
                tag,
                project=demo.PROJECT,
                overrides=overrides,
                index=folder / "index.db",
                progress=lambda _: None,
            )

    def ask(*words: str) -> list[dict[str, Any]]:
        options = ["--project", demo.PROJECT, "--db", str(folder / "index.db"), "--json"]
        assert main(["history", *words, *options]) == 0
        rows: list[dict[str, Any]] = json.loads(capsys.readouterr().out)
        return rows

    assert [short(row) for row in ask("buoy", "--kind", "image")] == ["1.1.0-1.1.0 came"]
    events = {(row["kind"], row["name"], row["event"]) for row in ask("15014")}
    assert ("port", "lagoon-policy/gauge:15014", "came") in events
    assert ("service port", "lagoon-policy:15014", "came") in events
    assert {row["kind"] for row in ask("15014", "--kind", "port")} == {"port", "service port"}
    gone = {(row["kind"], row["name"]) for row in ask("9193") if row["event"] == "went"}
    assert gone >= {("port", "lagoon-policy/gauge:9193"), ("service port", "lagoon-policy:9193")}
    assert {row["name"] for row in ask("lagoon-mesh/gauge:9.9", "--kind", "image")} == {"gauge"}
