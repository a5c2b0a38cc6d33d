"""The build as a process of its own: killed, beside another, and in places where it cannot work."""

from __future__ import annotations

import ctypes
import os
import random
import resource
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from gitrepo import build_repository, isolate

from xref import demo, store
from xref.schema import TABLES

REPOSITORY = Path(__file__).parent.parent
TAGS = ("1.0.0", "1.1.0")
_PR_CAPBSET_DROP = 24  # of Linux's headers, and so are CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH:
_ROOTS_OWN = (1, 2)
Counts = dict[str, dict[str, int]]
"""Rows by table, by tag."""


@pytest.fixture(autouse=True)
def home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    monkeypatch.setenv("PYTHONPATH", str(REPOSITORY))
    return isolate(monkeypatch, tmp_path / "home")


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return demo.make_repositories(tmp_path_factory.mktemp("sample"))[demo.PROJECT]


def start(*words: str, limit: int = 0) -> subprocess.Popen[str]:
    """``xref`` with these words in a process group of its own; it may write ``limit`` bytes.

    Permissions count for it even where root runs the tests.
    """

    def prepare() -> None:
        signal.signal(signal.SIGINT, signal.SIG_DFL)  # a shell's background jobs ignore it
        for capability in _ROOTS_OWN if sys.platform == "linux" else ():
            ctypes.CDLL(None).prctl(_PR_CAPBSET_DROP, capability, 0, 0, 0)
        if limit:
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    return subprocess.Popen(
        [sys.executable, "-m", "xref", *words],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        preexec_fn=prepare,
    )


def of_sample(sample: Path, index: Path, *tags: str) -> tuple[str, ...]:
    proxy = sample.parent / "proxy.git"
    places = (f"--git={demo.PROJECT}={sample}", f"--git={demo.PROXY}={proxy}")
    return ("build", *tags, "--project", demo.PROJECT, *places, "--db", str(index))


def finished(process: subprocess.Popen[str]) -> str:
    """What a build told that ended well."""
    out, err = process.communicate(timeout=120)
    assert (process.returncode, out) == (0, ""), err
    return err


def failed(process: subprocess.Popen[str]) -> str:
    """The one line of a build that ended with status 2."""
    out, err = process.communicate(timeout=120)
    assert (process.returncode, out) == (2, ""), err
    [line] = err.splitlines()
    assert line.startswith("xref: ")
    return line


def gone(group: int) -> None:
    """Waits for the end of all processes of a group: one of git ends when nobody asks it more."""
    until = time.monotonic() + 30
    while time.monotonic() < until:
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return
        time.sleep(0.01)
    raise AssertionError("a process is left")


def counts(index: Path) -> Counts:
    """The rows of each release; the file must be sound, and every row of a release."""
    if not store.exists(index):
        return {}
    with closing(sqlite3.connect(index)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        tags = dict(connection.execute("SELECT id, tag FROM release"))
        found: Counts = {tag: {} for tag in tags.values()}
        for table in [*TABLES, "search_place"]:
            key = "id" if table == "release" else "release_id"
            query = f"SELECT {key}, count(*) FROM {table} GROUP BY 1"
            for release, count in connection.execute(query):
                found[tags[release]][table] = count
        return found


@pytest.fixture(scope="module")
def whole(sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Counts:
    """What an index of the sample holds that nobody disturbed."""
    folder = tmp_path_factory.mktemp("whole")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", str(REPOSITORY))
        patch.setenv("XDG_CACHE_HOME", str(folder / "cache"))
        finished(start(*of_sample(sample, folder / "i.db", *TAGS)))
    found = counts(folder / "i.db")
    assert set(found) == set(TAGS)
    return found


# Killed, and two at once


@pytest.mark.parametrize("seed", range(3))
def test_a_build_killed_at_any_moment_leaves_whole_releases(
    sample: Path, whole: Counts, tmp_path: Path, seed: int
) -> None:
    index = tmp_path / "i.db"
    moments = random.Random(seed)
    for _ in range(4):
        process = start(*of_sample(sample, index, *TAGS))
        try:
            process.wait(timeout=moments.uniform(0.1, 1.2))
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
        process.communicate(timeout=60)
        found = counts(index)
        assert found == {tag: whole[tag] for tag in found}
    finished(start(*of_sample(sample, index, *TAGS)))
    assert counts(index) == whole, "what was cut short harms no later build"


def test_two_builds_at_once_do_not_harm_each_other(
    sample: Path, whole: Counts, tmp_path: Path
) -> None:
    index = tmp_path / "new" / "i.db"
    orders = (TAGS, TAGS[::-1], TAGS)
    for process in [start(*of_sample(sample, index, *tags)) for tags in orders]:
        finished(process)
    assert counts(index) == whole


def test_ctrl_c_is_130_and_leaves_no_process(sample: Path, tmp_path: Path) -> None:
    index = tmp_path / "i.db"
    store.prepare(index)
    with closing(sqlite3.connect(index)) as connection:
        connection.execute("BEGIN IMMEDIATE")  # the build waits to write, whatever the machine
        process = start(*of_sample(sample, index, *TAGS))
        with pytest.raises(subprocess.TimeoutExpired):
            process.wait(timeout=2)
        os.killpg(process.pid, signal.SIGINT)
        # SQLite sees the signal only when its wait for the lock is over.
        connection.rollback()
        _, err = process.communicate(timeout=60)
    assert (process.returncode, err) == (130, "")
    gone(process.pid)
    assert counts(index) == {}


# Where it cannot work


def test_a_summary_and_not_more_where_there_is_no_terminal(sample: Path, tmp_path: Path) -> None:
    told = finished(start(*of_sample(sample, tmp_path / "i.db", *TAGS)))
    lines = [line for line in told.splitlines() if line.startswith(demo.PROJECT)]
    names = sorted(line.split(":")[0] for line in lines)
    assert names == [f"{demo.PROJECT} {tag}" for tag in TAGS]
    assert "\x1b" not in told
    assert finished(start(*of_sample(sample, tmp_path / "i.db", "1.0.0"), "--quiet")) == ""


def test_a_tag_that_is_not_there(sample: Path, tmp_path: Path) -> None:
    line = failed(start(*of_sample(sample, tmp_path / "i.db", "1.1.1")))
    assert "1.1.1" in line
    assert "1.1.0" in line, "the nearest is offered"


def _nothing(_: Path) -> None:
    pass


def _folder(path: Path) -> None:
    path.mkdir()


def _file(path: Path) -> None:
    path.write_text("no repository")


@pytest.mark.parametrize("make", [_nothing, _folder, _file])
def test_a_path_that_is_no_repository(tmp_path: Path, make: Callable[[Path], None]) -> None:
    place = tmp_path / "place"
    make(place)
    words = ("build", "1.1.0", "--git", f"istio/istio={place}", "--db", str(tmp_path / "i.db"))
    assert str(place) in failed(start(*words))


def test_an_index_of_another_version(sample: Path, tmp_path: Path) -> None:
    index = tmp_path / "i.db"
    store.prepare(index)
    with closing(sqlite3.connect(index)) as connection:
        connection.execute(f"PRAGMA user_version = {store.SCHEMA_VERSION + 1}")
    before = index.read_bytes()
    line = failed(start(*of_sample(sample, index, "1.0.0")))
    assert "version" in line
    assert "delete it" in line
    assert index.read_bytes() == before


def test_a_folder_that_cannot_be_written(sample: Path, tmp_path: Path) -> None:
    folder = tmp_path / "closed"
    folder.mkdir(mode=0o555)
    assert str(folder) in failed(start(*of_sample(sample, folder / "i.db", "1.0.0")))


def test_a_folder_that_cannot_be_made(sample: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    line = failed(start(*of_sample(sample, tmp_path / "file" / "in" / "i.db", "1.0.0")))
    assert "--db" in line


def test_a_full_disk(sample: Path, whole: Counts, tmp_path: Path) -> None:
    index = tmp_path / "i.db"
    finished(start(*of_sample(sample, index, "1.0.0")))
    limit = index.stat().st_size
    line = failed(start(*of_sample(sample, index, "1.1.0"), limit=limit))
    assert str(index) in line
    assert counts(index) == {"1.0.0": whole["1.0.0"]}


def test_github_out_of_reach_is_one_line_with_what_to_do(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        port = closed.getsockname()[1]
    config = home / "gitconfig"
    settings = f'[url "http://127.0.0.1:{port}/"]\n\tinsteadOf = https://github.com/\n'
    config.write_text(settings)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(config))
    line = failed(start("build", "1.1.0", "--db", str(tmp_path / "i.db")))
    assert "istio/istio" in line
    assert "--git istio/istio=" in line
    assert "[git]" in line
    assert counts(tmp_path / "i.db") == {}


def test_a_broken_link_of_the_default_index_is_told(
    sample: Path, tmp_path: Path, home: Path
) -> None:
    (home / "data" / "xref").mkdir(parents=True)
    (home / "data" / "xref" / "index.db").symlink_to(tmp_path / "nowhere" / "i.db")
    words = of_sample(sample, tmp_path, "1.0.0")[:-2]
    assert "index.db" in failed(start(*words))


def test_other_projects_need_no_charts_and_no_proxy(tmp_path: Path) -> None:
    files = {"main.go": 'package main\n\nimport "flag"\n\nfunc main() {\n\tflag.Parse()\n}\n'}
    repository = build_repository(tmp_path / "repo", {"v1": files})
    place = f"--git=a/tool={repository}"
    index = str(tmp_path / "i.db")
    told = finished(start("build", "v1", "--project", "a/tool", place, "--db", index))
    assert told.startswith("a/tool v1: 1 programs, 1 commands, 0 flags")
