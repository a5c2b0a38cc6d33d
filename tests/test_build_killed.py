"""Builds of many tags as processes of their own: killed, interrupted, side by side."""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import subprocess
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from gitrepo import build_repository, isolate
from indexrows import Rows, rows_of, tags_of
from test_build_many import PROJECT, TAGS, files_of
from test_build_process import REPOSITORY, finished, gone, start

from xref import store

MANY = (*TAGS, *(f"2.{n}.0" for n in range(14)))


@pytest.fixture(autouse=True)
def home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    monkeypatch.setenv("PYTHONPATH", str(REPOSITORY))
    return isolate(monkeypatch, tmp_path / "home")


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    releases = {tag: files_of(number) for number, tag in enumerate(MANY)}
    return build_repository(tmp_path_factory.mktemp("killed") / "repo", releases)


def building(repository: Path, index: Path, *words: str) -> subprocess.Popen[str]:
    places = (f"--git={PROJECT}={repository}", "--project", PROJECT, "--db", str(index))
    return start("build", "--all", *words, *places)


@pytest.fixture(scope="module")
def whole(repository: Path, tmp_path_factory: pytest.TempPathFactory) -> Rows:
    """What an undisturbed build gives, by one process."""
    folder = tmp_path_factory.mktemp("whole")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", str(REPOSITORY))
        patch.setenv("XDG_CACHE_HOME", str(folder / "cache"))
        told = finished(building(repository, folder / "i.db", "--jobs", "1"))
    assert told.count(f"{PROJECT} ") == len(MANY)
    return rows_of(folder / "i.db")


def held(index: Path) -> int:
    """How many releases are there; 0 where none can be told yet."""
    try:
        with closing(sqlite3.connect(f"{index.as_uri()}?mode=ro", uri=True)) as connection:
            return int(connection.execute("SELECT count(*) FROM release").fetchone()[0])
    except sqlite3.Error:
        return 0


def waiting(process: subprocess.Popen[str], index: Path, count: int) -> None:
    """Waits until so many releases are there, or the build is over."""
    until = time.monotonic() + 60
    while held(index) < count and process.poll() is None:
        assert time.monotonic() < until
        time.sleep(0.002)


def children(process: int) -> Iterator[int]:
    """The processes of Python that a process started, those of git left out."""
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                fields = (entry / "stat").read_text().rpartition(")")
                words = (entry / "cmdline").read_bytes()
            except OSError:
                continue  # it has ended meanwhile
            if int(fields[2].split()[1]) == process and b"xref" in words:
                yield int(entry.name)


@pytest.mark.parametrize("jobs", ["1", "2", "3"])
def test_killed_at_any_moment_and_started_again_it_ends_the_same(
    repository: Path, whole: Rows, tmp_path: Path, jobs: str
) -> None:
    index = tmp_path / "i.db"
    moments = random.Random(jobs)
    kept = 0
    for _ in range(4):
        process = building(repository, index, "--jobs", jobs)
        waiting(process, index, kept + moments.randrange(1, 4))
        time.sleep(moments.uniform(0, 0.05))
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate(timeout=60)
        if store.exists(index):
            rows = rows_of(index)
            for name, found in rows.items():
                assert found <= whole[name], "what is there is there whole"
            assert len(tags_of(rows)) >= kept, "and stays"
            kept = len(tags_of(rows))
    told = finished(building(repository, index, "--jobs", jobs))
    assert f"{kept} releases are in the index already" in told
    assert told.count("programs") == len(MANY) - kept, "the others are built"
    assert rows_of(index) == whole


@pytest.mark.skipif(not Path("/proc/self/cmdline").exists(), reason="needs Linux's /proc")
def test_a_child_that_is_killed_loses_nothing(
    repository: Path, whole: Rows, tmp_path: Path
) -> None:
    index = tmp_path / "i.db"
    process = building(repository, index, "--jobs", "2")
    waiting(process, index, 3)
    for child in [*children(process.pid)][:1]:
        os.kill(child, signal.SIGKILL)
    finished(process)
    assert rows_of(index) == whole


@pytest.mark.parametrize("whom", ["all", "parent"])
def test_ctrl_c_is_130_and_ends_all(
    repository: Path, whole: Rows, tmp_path: Path, whom: str
) -> None:
    index = tmp_path / "i.db"
    process = building(repository, index, "--jobs", "2", "--quiet")
    waiting(process, index, 2)
    (os.killpg if whom == "all" else os.kill)(process.pid, signal.SIGINT)
    _, err = process.communicate(timeout=60)
    assert (process.returncode, err) == (130, "")
    gone(process.pid)
    rows = rows_of(index)
    assert 2 <= len(tags_of(rows)) < len(MANY)
    for name, found in rows.items():
        assert found <= whole[name]


def test_two_at_once_do_no_harm(repository: Path, whole: Rows, tmp_path: Path) -> None:
    index = tmp_path / "i.db"
    both = [building(repository, index, "--jobs", "2") for _ in range(2)]
    for process in both:
        finished(process)
    assert rows_of(index) == whole


def test_a_failure_among_many_is_told_and_is_2_in_the_end(
    repository: Path, whole: Rows, tmp_path: Path
) -> None:
    places = (f"--git={PROJECT}={repository}", "--project", PROJECT)
    index = tmp_path / "i.db"
    process = start("build", "1.0.0", "9.9.9", "1.1.0", *places, "--db", str(index))
    out, err = process.communicate(timeout=60)
    assert (process.returncode, out) == (2, "")
    lines = err.splitlines()
    assert lines[0].startswith("xref: 9.9.9: some/tool has no tag '9.9.9'")
    assert lines[-1].startswith("xref: 1 of 3 tags could not be built")
    assert tags_of(rows_of(index)) == {"1.0.0", "1.1.0"}
