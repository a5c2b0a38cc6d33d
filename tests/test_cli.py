"""The command line: options, exit codes, output, completion, and real processes."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import shlex
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Generator, Mapping, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from deployment_facts import PILOT_BOOTSTRAP, PILOT_CHART, deployed_facts
from facts import ARGS, PROJECT, release_facts
from typer.testing import CliRunner

from xref import __version__, store
from xref.__main__ import main
from xref.build import Building, BuildSummary, Built, Kept, Work
from xref.cli import COMMANDS, app
from xref.cli.progress import ProgressLine
from xref.errors import IndexFileError, SourceError, TagNotFound, XrefError
from xref.model import Diagnostic, Location
from xref.reading import Progress
from xref.schema import TABLES, VIEWS

REPOSITORY = Path(__file__).parent.parent
TAGS = ("1.0.9", "1.1.0-rc.0", "1.1.0", "1.1.1", "1.2.0")


@pytest.fixture
def index(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An index with two releases, which XREF_DB names."""
    path = tmp_path / "i.db"
    for tag in ("1.0.9", "1.1.0"):
        store.write_release(path, release_facts(tag))
    monkeypatch.setenv("XREF_DB", str(path))
    return path


@pytest.fixture
def deployed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An index with a release that ships something, which XREF_DB names."""
    path = tmp_path / "deployed.db"
    store.write_release(path, deployed_facts())
    monkeypatch.setenv("XREF_DB", str(path))
    return path


class Run:
    """Calls the command line in this process, and keeps what it said."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self._capsys = capsys
        self.err = ""

    def __call__(self, *words: str, status: int = 0) -> str:
        self._capsys.readouterr()
        got = main(list(words))
        out, self.err = self._capsys.readouterr()
        assert got == status, self.err
        if status:
            assert self.err.startswith("xref: ")
            assert self.err.count("\n") == 1, "an error is one line"
            assert "Traceback" not in self.err
        return out

    def json(self, *words: str, status: int = 0) -> Any:
        return json.loads(self(*words, "--json", status=status))


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    return Run(capsys)


def process(*words: str, **options: Any) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "xref", *words],
        cwd=REPOSITORY,
        stderr=subprocess.PIPE,
        text=True,
        **({"stdout": subprocess.PIPE} | options),
    )


# Reading


def test_help_and_version(run: Run) -> None:
    assert run("--version") == f"xref {__version__}\n"
    overview = run()
    assert overview == run("--help") == run("-h")
    for name in COMMANDS:
        assert f"\n  {name} " in overview
        text = run(name, "--help")
        assert text.startswith(f"Usage: xref {name} ")
        assert "\\[" not in text
        assert "..." not in overview.split(f"\n  {name} ")[1].split("\n")[0]


def test_every_reading_command_has_the_common_options(run: Run) -> None:
    reading = ("images", "workloads", "ports", "values")
    for name in ("where", "flags", "commands", "releases", "search", *reading):
        text = run(name, "--help")
        for option in ("--tag", "--project", "--db", "--json", "--format"):
            assert option in text, (name, option)
        assert "[table|json|csv|tsv|markdown]" in text


def test_where_a_flag_that_begins_with_dashes(index: Path, run: Run) -> None:
    text = run("where", "--monitoringPort")
    assert f"{ARGS}:109" in text
    for words in (["monitoringPort"], ["mixs", "--monitoringPort"], ["--", "--monitoringPort"]):
        assert f"{ARGS}:109" in run("where", *words)
    [flag] = run.json("where", "mixs", "--monitoringPort")
    assert (flag["kind"], flag["default"], flag["origin"][0]["file"]) == ("flag", "15014", ARGS)
    [flag] = run.json("where", "--json", "-m")
    assert flag["name"] == "monitoringPort"
    assert "oldFlag" in run("flags", "mixs", "--oldFlag")


def test_where_a_program(index: Path, run: Run) -> None:
    text = run("where", "mixs")
    assert "mixer/cmd/mixs/main.go:31" in text
    assert "https://github.com/istio/istio/blob/" in text
    [program] = run.json("where", "mixs")
    assert program["kind"] == "program"
    assert [one["command"] for one in program["commands"]] == ["mixs", "mixs server"]
    assert run("where", "server").startswith("1 program, 1 command")
    assert run("where", "server", "--kind", "command").startswith("mixs server")


def test_flags_in_json(index: Path, run: Run) -> None:
    flags = run.json("flags", "--tag", "1.0.9")
    assert len(flags) == 5
    assert {flag["tag"] for flag in flags} == {"1.0.9"}
    assert list(flags[0]) == [
        "project", "tag", "program", "package", "command", "name", "shorthand", "type", "default",
        "no_opt_default", "usage", "persistent", "hidden", "deprecated", "status", "file", "line",
        "url", "origin",
    ]  # fmt: skip
    assert run.json("flags", "--format", "json")[0]["tag"] == "1.1.0"
    assert run.json("flags", "--status", "assumed") == []
    assert run("flags", "--status", "assumed") == ""
    assert "nothing fits" in run.err


@pytest.mark.parametrize(
    "words",
    [
        ["flags"],
        ["flags", "--unreached"],
        ["commands"],
        ["releases"],
        ["search", "monitoring"],
        ["where", "mixs"],
        ["where", "--monitoringPort"],
        ["where", ARGS],
        ["images"],
        ["workloads"],
        ["ports"],
        ["values"],
        ["where", "istio-pilot"],
        ["where", "15011"],
        ["where", "proxyv2"],
    ],
)
def test_rows_come_in_every_format(deployed: Path, run: Run, words: list[str]) -> None:
    rows = list(csv.reader(io.StringIO(run(*words, "--format", "csv"))))
    assert len({len(row) for row in rows}) == 1
    lines = run(*words, "--format", "tsv").removesuffix("\n").split("\n")
    assert len(lines) == len(rows) > 1
    assert [line.split("\t")[0] for line in lines] == [row[0] for row in rows]
    table = run(*words, "--format", "markdown").removesuffix("\n").split("\n")
    assert len(table) == len(rows) + 1
    assert all(line.startswith("| ") and line.endswith(" |") for line in table[2:])
    assert run(*words) == run(*words, "--format", "table")
    found = run.json(*words)
    if words[0] not in ("where", "workloads"):
        assert list(found[0]) == rows[0]
        assert len(found) == len(rows) - 1


def test_releases(index: Path, run: Run) -> None:
    rows = run.json("releases")
    assert [row["tag"] for row in rows] == ["1.0.9", "1.1.0"]
    assert list(rows[0]) == ["project", "tag", "commit", "committed_at", "sources"]
    assert rows[0]["sources"][0]["why"] == "tag"
    run("releases", "--tag", "7", status=2)
    run("releases", "--project", "a/b", status=2)


def test_search(index: Path, run: Run) -> None:
    assert "mixer/cmd/mixs/cmd/server.go:70" in run("search", "self", "monitoring")
    assert [row["kind"] for row in run.json("search", "abstraction")] == ["command"]
    assert run.json("search", "unheard", status=1) == []


def test_what_is_shipped(deployed: Path, run: Run) -> None:
    assert "pilot-discovery" in run("images", "pilot")
    [row] = run.json("workloads", "istio-pilot-5bd6f8b4b5-x2k4p")
    assert row["containers"][0]["args"][0] == "discovery"
    assert "grafana" not in run("workloads")
    assert "  off  " in run("workloads", "--all")
    assert "grafana/grafana:5.4.0" in run("workloads", "--values", "demo")
    assert f"{PILOT_BOOTSTRAP}:143" in run("ports", "15011")
    assert "never read" in run("values", "--unread")
    assert run.json("values", "grafana", "--values", "demo")[0]["value"] == "true"
    assert f"{PILOT_CHART}:69" in run("where", "--secureGrpcAddr")


def test_what_is_shipped_and_is_not_there(deployed: Path, run: Run) -> None:
    for words, near in (
        (["images", "proxyv3"], "proxyv2"),
        (["workloads", "istio-polit"], "istio-pilot"),
        (["ports", "1501"], "15011"),
        (["values", "global.hubb"], "global.hub"),
        (["where", "Istio_init"], "istio-init"),
    ):
        assert run.json(*words, status=1) == []
        assert "did you mean" in run.err
        assert near in run.err


def test_a_release_that_ships_nothing(index: Path, run: Run) -> None:
    assert run("images") == run("ports") == ""
    for name in ("workloads", "values", "map"):
        run(name, status=1)
        assert "has no charts" in run.err


def test_map(deployed: Path, run: Run, tmp_path: Path) -> None:
    assert run("map", "--format", "dot").startswith("digraph")
    target = tmp_path / "map.mmd"
    assert run("map", "-o", str(target)) == ""
    assert "flowchart LR" in target.read_text()
    run("map", "--output", str(tmp_path / "none" / "map.dot"), status=2)
    assert "No such file" in run.err


def test_what_is_not_there_is_1_with_the_nearest_names(index: Path, run: Run) -> None:
    run("where", "monitoringport2", status=1)
    assert "did you mean --monitoringPort?" in run.err
    assert run.json("where", "zzz", status=1) == []
    run("flags", "mixx", status=1)
    assert "did you mean mixs?" in run.err
    run("commands", "mixx", status=1)
    run("flags", "--program", "mixx", status=1)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["wher", "mixs"], "did you mean 'where'"),
        (["where"], "missing argument"),
        (["where", "mixs", "--format", "xml"], "'xml' is not one of"),
        (["where", "mixs", "--kind", "pod"], "'pod' is not one of"),
        (["where", "--one", "--two"], "one flag at a time"),
        (["flags", "--status", "sure"], "'sure' is not one of"),
        (["commands", "--no-such"], "no such option"),
        (["flags", "--unreached", "--hidden"], "--unreached"),
        (["flags", "--tag", "9"], "run `xref build 9`"),
        (["flags", "--project", "a/b"], "choose with --project"),
        (["search", "..."], "give a word"),
        (["forget", "9"], "no release 9"),
        (["forget"], "missing argument"),
        (["build", "--git", "nonsense"], "owner/name=path_or_url"),
        (["flags", "--db", "/dev/null/x"], "cannot open"),
        (["flags", "--db", ""], "cannot open"),
    ],
)
def test_wrong_use_is_2_in_one_line(
    index: Path, run: Run, fake_build: Build, words: list[str], told: str
) -> None:
    assert run(*words, status=2) == ""
    assert told in run.err.lower() or told in run.err


def test_an_index_that_is_missing_asks_for_a_build(
    tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("XREF_DB", raising=False)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    for words in (["where", "x"], ["flags"], ["commands"], ["releases"], ["search", "x"]):
        run(*words, status=2)
        assert "run `xref build`" in run.err
        assert str(tmp_path / "xref" / "index.db") in run.err
    run("forget", "1.1.0", status=2)


def test_an_index_without_releases_asks_for_a_build(tmp_path: Path, run: Run) -> None:
    db = tmp_path / "i.db"
    store.prepare(db)
    run("where", "x", "--db", str(db), status=2)
    assert "run `xref build`" in run.err
    assert run("releases", "--db", str(db)) == ""
    assert "run `xref build`" in run.err
    assert run.json("releases", "--db", str(db)) == []


def test_names_in_errors_cannot_take_over_the_terminal(index: Path, run: Run) -> None:
    run("where", "\x1b[31m\nred", status=1)
    assert "\x1b" not in run.err


# Building


class Build:
    """Stands in for ``xref.build``: what it is asked for, and what it answers."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, str, Mapping[str, str]]] = []
        self.errors: dict[str, BaseException] = {}
        self.kept: set[str] = set()
        self.processes, self.force = 0, False
        self.gaps: tuple[Diagnostic, ...] = ()

    def build_tags(
        self,
        tags: Sequence[str],
        what: Building,
        processes: int,
        progress: Callable[[Progress], None],
    ) -> Generator[Built, None, None]:
        self.processes, self.force = processes, what.force
        for tag in tags:
            self.asked.append((tag, what.project, what.overrides))
            if tag in self.kept:
                yield tag, Kept("0" * 40)
                continue
            progress(Progress("reading", 1, 2, tag))
            progress(Progress("writing", 0, 0, tag))
            error = self.errors.get(tag)
            if isinstance(error, XrefError) and not isinstance(error, IndexFileError):
                yield tag, error
                continue
            if error is not None:
                raise error
            facts = release_facts(tag, what.project)
            store.write_release(what.index, facts)
            progress(Progress("", 0, 0, tag))
            counts = {"exact": 1000, "unknown": 5, "assumed": 0}
            work = Work(0, 0, 0, {})
            yield tag, BuildSummary(facts.release, 3, 3, 1005, counts, self.gaps, 1.25, work)

    def available(self, project: str, overrides: Mapping[str, str]) -> tuple[str, ...]:
        return TAGS if project == PROJECT else ()


@pytest.fixture
def fake_build(monkeypatch: pytest.MonkeyPatch) -> Build:
    build = Build()
    monkeypatch.setattr("xref.build.build_tags", build.build_tags)
    monkeypatch.setattr("xref.build.available", build.available)
    return build


@pytest.mark.parametrize(
    ("words", "tags"),
    [
        ([], ["1.1.0"]),
        (["1.2.0", "1.1.0", "1.2.0"], ["1.1.0", "1.2.0"]),
        (["1.1.*"], ["1.1.0", "1.1.1"]),
        (["1.1.*", "--pre"], ["1.1.0-rc.0", "1.1.0", "1.1.1"]),
        (["1.1.[01]", "never-listed"], ["never-listed", "1.1.0", "1.1.1"]),
        (["1.0.9..1.1.0"], ["1.0.9", "1.1.0"]),
        (["--all"], [tag for tag in TAGS if "rc" not in tag]),
        (["--all", "--pre"], list(TAGS)),
    ],
)
def test_which_tags_are_built(
    tmp_path: Path, run: Run, fake_build: Build, words: list[str], tags: list[str]
) -> None:
    db = str(tmp_path / "new" / "i.db")
    assert run("build", *words, "--db", db) == ""
    assert [asked[0] for asked in fake_build.asked] == tags
    assert f"{PROJECT} {tags[-1]}: 3 programs, 3 commands, 1,005 flags" in run.err
    assert "(1,000 exact, 5 unknown), 0 diagnostics, 1.2 s" in run.err
    assert "\x1b" not in run.err, "no progress bar where there is no terminal"
    held = [row["tag"] for row in run.json("releases", "--db", db)]
    assert sorted(held) == sorted(tags)


def test_progress_is_drawn_on_a_terminal_and_taken_away(
    index: Path, fake_build: Build, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen = io.StringIO()
    monkeypatch.setattr(screen, "isatty", lambda: True)
    monkeypatch.setattr(sys, "stderr", screen)
    assert main(["build"]) == 0
    drawn = screen.getvalue()
    assert "\r\x1b[K1.1.0: reading [##########          ] 1/2\r\x1b[K1.1.0: writing" in drawn
    last = drawn.rsplit("\x1b[K", 1)[1]
    assert last.startswith(f"{PROJECT} 1.1.0: 3 programs")


def test_progress_of_many_tags_tells_what_each_process_is_at(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    now = [0.0]
    screen = io.StringIO()
    monkeypatch.setattr(sys, "stderr", screen)
    monkeypatch.setenv("COLUMNS", "80")
    line = ProgressLine(74, silent=False, clock=lambda: now[0])

    def drawn(*steps: Progress) -> str:
        for step in steps:
            line(step)
        return screen.getvalue().rsplit("\x1b[K", 1)[1]

    bar = "[                    ] 0/74"
    assert drawn(Progress("receiving objects", 3, 100)) == f"{bar}  receiving objects"
    first = Progress("reading", 1, 2, "0.8.0", 0)
    assert drawn(first) == f"{bar}  0.8.0 reading"
    both = drawn(Progress("evaluating", 1, 2, "1.1.7", 1))
    assert both == f"{bar}  0.8.0 reading, 1.1.7 evaluating"
    line.ended(built=False)
    line.ended(built=True)
    line.ended(built=True)
    now[0] = 10.0
    bar = "[#                   ] 3/74"
    assert drawn(Progress("", 0, 0, "0.8.0", 0)) == f"{bar}  5:55 left  1.1.7 evaluating"
    now[0] = 300.0
    assert "  2:57:30 left  " in drawn(Progress("reading", 0, 0, "1.0.0", 0))
    assert len(drawn(Progress("reading\x1b" * 20, 0, 0, "1.0.0", 0))) == 79


def test_what_is_in_the_index_is_kept_and_said_so(index: Path, run: Run, fake_build: Build) -> None:
    fake_build.kept = {"1.0.9", "1.1.0"}
    run("build", "1.1.0")
    assert run.err == f"{PROJECT}: 1.1.0 is in the index already (--force builds anew)\n"
    run("build", "--all", "--jobs", "1")
    *_, last = run.err.splitlines()
    assert last == f"{PROJECT}: 2 releases are in the index already (--force builds anew)"
    assert (fake_build.processes, fake_build.force) == (1, False)
    run("build", "1.1.0", "--quiet", "--force")
    assert run.err == ""
    assert fake_build.force


def test_build_passes_project_and_places_on(index: Path, run: Run, fake_build: Build) -> None:
    run("build", "v1", "--project", "a/b", "--git", "a/b=/x=y", "--git", "c/d=https://h/e")
    assert fake_build.asked == [("v1", "a/b", {"a/b": "/x=y", "c/d": "https://h/e"})]
    assert len(run.json("flags", "--project", "a/b")) == 5


def test_build_tells_what_could_not_be_read(index: Path, run: Run, fake_build: Build) -> None:
    fake_build.gaps = tuple(
        Diagnostic(f"gap {n}\x1b", Location("a.go", n) if n else None) for n in range(12)
    )
    run("build")
    assert "gap 0\\x1b\na.go:1: gap 1\\x1b\n" in run.err
    assert "gap 10" not in run.err
    assert "... and 2 more" in run.err
    run("build", "--quiet")
    assert run.err == ""


def test_a_tag_that_fails_does_not_stop_the_others(
    index: Path, run: Run, fake_build: Build, capsys: pytest.CaptureFixture[str]
) -> None:
    fake_build.errors["1.1.0"] = TagNotFound("there is no tag 1.1.0")
    run("build", "1.1.0", status=2)
    assert run.err == "xref: there is no tag 1.1.0\n"
    assert main(["build", "1.0.9", "1.1.0", "1.2.0"]) == 2
    lines = capsys.readouterr().err.split("\n")
    assert lines[1] == "xref: 1.1.0: there is no tag 1.1.0"
    assert lines[2].startswith("istio/istio 1.2.0: 3 programs")
    assert lines[3].startswith("xref: 1 of 3 tags could not be built")
    fake_build.errors["1.0.9"] = IndexFileError("no space left to write i.db")
    fake_build.asked.clear()
    run("build", "1.0.9", "1.2.0", status=2)
    assert [asked[0] for asked in fake_build.asked] == ["1.0.9"]


def test_build_refuses_what_cannot_be_meant(index: Path, run: Run, fake_build: Build) -> None:
    run("build", "3.*", status=2)
    assert "no tag like 3.*" in run.err
    run("build", "1.0.9..1.3.0", status=2)
    assert "no tag 1.3.0, an end of 1.0.9..1.3.0" in run.err
    run("build", "--jobs", "0", status=2)
    run("build", "1.1.0", "--all", status=2)
    run("build", "--project", "a/b", status=2)
    assert "name the tags" in run.err
    run("build", "--all", "--project", "a/b", status=2)
    for pair in ("a=b", "a/b", "a/b=", "/b=c", "a/b/c=d"):
        run("build", "--git", pair, status=2)
    assert fake_build.asked == []


def test_an_index_that_cannot_be_written_stops_the_build_before_it_starts(
    tmp_path: Path, run: Run, fake_build: Build
) -> None:
    (tmp_path / "file").write_text("no database, but something of the user's\n" * 9)
    for db in (tmp_path / "file", tmp_path / "file" / "i.db", tmp_path):
        run("build", "--db", str(db), status=2)
        assert str(tmp_path) in run.err
    assert fake_build.asked == []


def test_releases_that_are_available(
    tmp_path: Path, index: Path, run: Run, fake_build: Build
) -> None:
    rows = run.json("releases", "--available")
    assert [(row["tag"], row["indexed"]) for row in rows] == [
        ("1.0.9", True), ("1.1.0-rc.0", False), ("1.1.0", True), ("1.1.1", False), ("1.2.0", False)
    ]  # fmt: skip
    [row] = run.json("releases", "--available", "--db", str(tmp_path / "none"), "--tag", "1.2*")
    assert row == {"project": PROJECT, "tag": "1.2.0", "indexed": False}
    assert run("releases", "--available", "--format", "csv").startswith("project,tag,indexed\n")
    run("releases", "--available", "--tag", "1.2.9", status=1)
    assert "did you mean 1.2.0" in run.err


def test_forget(index: Path, run: Run) -> None:
    run("forget", "1.0.*")
    assert run.err == f"forgot {PROJECT} 1.0.9\n"
    assert [row["tag"] for row in run.json("releases")] == ["1.1.0"]
    run("forget", "1.1.0", "1.0.9", status=2)
    assert len(run.json("releases")) == 1, "all or nothing"


def test_demo_is_called(tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    kept: list[Path | None] = []
    module = ModuleType("xref.demo")

    def show(call: Callable[[list[str]], int], keep: Path | None) -> int:
        assert call(["--version"]) == 0
        kept.append(keep)
        return 0

    module.__dict__["run"] = show
    monkeypatch.setitem(sys.modules, "xref.demo", module)
    run("demo")
    run("demo", "--keep", str(tmp_path))
    assert kept == [None, tmp_path]
    module.__dict__["run"] = lambda call, keep: 1
    assert main(["demo"]) == 1


def test_ctrl_c_is_130(index: Path, fake_build: Build, monkeypatch: pytest.MonkeyPatch) -> None:
    fake_build.errors["1.1.0"] = KeyboardInterrupt()
    assert main(["build", "1.1.0"]) == 130


def test_a_failure_of_the_source_is_2(index: Path, run: Run, fake_build: Build) -> None:
    fake_build.errors["1.1.0"] = SourceError("cannot reach\nGitHub")
    run("build", status=2)
    assert run.err == "xref: cannot reach GitHub\n"


# Completion


def complete(*words: str) -> list[str]:
    result = CliRunner().invoke(
        app,
        [],
        prog_name="xref",
        env={
            "_XREF_COMPLETE": "complete_bash",
            "COMP_WORDS": " ".join(["xref", *words]),
            "COMP_CWORD": str(len(words)),
        },
    )
    assert result.exit_code == 0
    assert result.stderr == ""
    return result.stdout.split()


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["fl"], ["flags"]),
        (["flags", "--tag", "1."], ["1.0.9", "1.1.0"]),
        (["forget", "1.1"], ["1.1.0"]),
        (["flags", "--program", "m"], ["mixs"]),
        (["flags", "mi"], ["mixs"]),
        (["flags", "mixs", "s"], ["server"]),
        (["commands", "ser"], ["server"]),
        (["where", "mon"], ["monitoringPort"]),
        (["where", "--mon"], ["--monitoringPort"]),
        (["where", "mixs", "--old"], ["--oldFlag"]),
        (["where", "--k"], ["--kind"]),
        (["flags", "--status", "e"], ["exact", "environment"]),
        (["flags", "--tag", "7", "mi"], []),
        (["flags", "--project", "a/b", "--tag", ""], []),
        (["wor"], ["workloads"]),
    ],
)
def test_completion(index: Path, words: list[str], expected: list[str]) -> None:
    assert complete(*words) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["images", "proxy"], ["proxy_init", "proxyv2"]),
        (["workloads", "istio-p"], ["istio-pilot", "istio-policy"]),
        (["workloads", "--values", "d"], ["default", "demo"]),
        (["ports", "1501"], ["15010", "15011", "15014"]),
        (["ports", "istio-p"], ["istio-pilot", "istio-policy"]),
        (["values", "global.h"], ["global.hub"]),
        (["where", "istio-i"], ["istio-ingressgateway", "istio-init", "istio-iptables.sh"]),
        (["where", "--kind", "w"], ["workload"]),
        (["map", "--format", "m"], ["mermaid"]),
    ],
)
def test_completion_of_what_is_shipped(
    deployed: Path, words: list[str], expected: list[str]
) -> None:
    assert complete(*words) == expected


def test_completion_is_silent_without_an_index(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XREF_DB", str(tmp_path / "none"))
    assert complete("flags", "--tag", "1") == []
    (tmp_path / "none").write_text("no index\n" * 100)
    assert complete("where", "mi") == []


# Real processes


def test_a_process_answers(index: Path) -> None:
    child = process("where", "--monitoringPort", "--json")
    out, err = child.communicate(timeout=60)
    assert (child.returncode, err) == (0, "")
    assert json.loads(out)[0]["default"] == "15014"


def test_a_process_that_fails_tells_one_line(index: Path) -> None:
    child = process("where", "nothing-of-the-kind")
    out, err = child.communicate(timeout=60)
    assert (child.returncode, out, err.count("\n")) == (1, "", 1)


def test_a_reader_that_goes_away_is_no_error(index: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    child = process("flags", "--json", stdout=writing)
    os.close(writing)
    _, err = child.communicate(timeout=60)
    assert (child.returncode, err) == (0, "")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_output_that_cannot_be_written_is_told(index: Path) -> None:
    with open("/dev/full", "w") as full:
        child = process("flags", "--json", stdout=full)
        _, err = child.communicate(timeout=60)
    assert child.returncode == 2
    assert err == "xref: cannot read or write: No space left on device\n"


@pytest.mark.parametrize("closed", [">&-", "2>&-", ">&- 2>&-"])
def test_output_that_is_closed_is_no_error(index: Path, closed: str) -> None:
    before = index.read_bytes()
    command = f"{shlex.quote(sys.executable)} -m xref flags mixs {closed}"
    done = subprocess.run(command, shell=True, cwd=REPOSITORY, capture_output=True, timeout=60)
    assert (done.returncode, done.stderr) == (0, b"")
    assert index.read_bytes() == before


def test_a_locale_without_the_characters_is_no_error(index: Path) -> None:
    facts = release_facts("2.0", "ö/漢")
    store.write_release(index, facts)
    child = process(
        "releases", encoding="latin-1", env={**os.environ, "PYTHONIOENCODING": "latin-1"}
    )
    out, err = child.communicate(timeout=60)
    assert (child.returncode, err) == (0, "")
    assert "ö/\\u6f22" in out


def test_ctrl_c_of_a_process(index: Path) -> None:
    code = """if True:
        import sys, time
        from xref import store
        from xref.__main__ import main
        def wait(*rest):
            print("here", flush=True)
            time.sleep(60)
        store.reading = wait
        sys.exit(main(["flags"]))
    """
    child = subprocess.Popen(
        [sys.executable, "-c", code],
        cwd=REPOSITORY,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        # A shell's background jobs ignore the signal, and so would their children.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )
    assert child.stdout is not None
    assert child.stdout.readline() == "here\n"
    time.sleep(0.05)
    child.send_signal(signal.SIGINT)
    _, err = child.communicate(timeout=60)
    assert (child.returncode, err) == (130, "")


def test_an_answer_imports_nothing_heavy(deployed: Path) -> None:
    code = """if True:
        import sys
        from xref.__main__ import main
        shipped = (["where", "15011"], ["images"], ["workloads"], ["ports"], ["values"])
        for words in (["where", "mixs"], ["flags", "mixs"], *shipped):
            assert main(words) == 0
        heavy = {"rich", "git", "tree_sitter", "sqlite_utils", "typing_extensions", "tomllib",
            "xref.model", "xref.build", "xref.golang", "xref.gitsource", "asyncio", "json", "csv"}
        heavy.add("xref.deployment")
        print(sorted(heavy & set(sys.modules)), file=sys.stderr)
    """
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=REPOSITORY, capture_output=True, text=True, timeout=60
    )
    assert done.stderr == "[]\n"


# Documents


def test_every_command_and_option_is_documented(run: Run) -> None:
    text = (REPOSITORY / "docs" / "commands.md").read_text()
    for name in COMMANDS:
        assert f"## `xref {name}" in text, name
        section = text.split(f"## `xref {name}")[1].split("\n## ")[0]
        common = {"--help", "--tag", "--project", "--db", "--json", "--format", "--git"}
        options = set(re.findall(r"(?<!\S)--[a-z-]+", run(name, "--help"))) - common
        assert {option for option in options if option not in section} == set(), name
    for option in ("--tag", "--project", "--db", "--json", "--format", "--git", "XREF_DB"):
        assert option in text


def test_every_table_view_and_column_is_documented(index: Path) -> None:
    text = (REPOSITORY / "docs" / "schema.md").read_text()
    with store.reading(index) as connection:
        for name in [*TABLES, *VIEWS, "search", "search_place", "text"]:
            assert f"### `{name}`" in text, name
            section = text.split(f"### `{name}`")[1].split("\n#")[0]
            columns = [row[1] for row in connection.execute(f"PRAGMA table_info({name})")]
            common = ("id", "release_id", "file", "line", "project", "tag", "url")
            for column in columns:
                assert column in common or f"`{column}`" in section, (name, column)
