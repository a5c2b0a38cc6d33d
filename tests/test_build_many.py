"""Several tags at once: whatever the order, the processes and what the index and the cache hold."""

from __future__ import annotations

import os
import random
import signal
import sqlite3
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from gitrepo import Files, build_repository, git, isolate
from indexrows import Rows, rows_of, tags_of
from test_build import options, program

from xref import build, cache, config, demo
from xref.build import Building, BuildSummary, Kept, build_tags
from xref.errors import IndexFileError, SourceError, TagNotFound, UsageError, XrefError
from xref.gitsource import clone
from xref.parallel import WorkerDied
from xref.reading import Progress, ReleaseReader

PROJECT = "some/tool"
TAGS = ("1.0.0", "1.0.1", "1.1.0", "1.1.1", "1.2.0", "1.3.0")


@pytest.fixture(autouse=True)
def home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    return isolate(monkeypatch, tmp_path / "home")


def sample(folder: Path) -> dict[str, Path]:
    """The repositories of the bundled sample."""
    (folder / "git").mkdir()
    return demo.make_repositories(folder / "git")


def files_of(number: int) -> Files:
    """A release: a program whose default moves, one that comes and goes, one that is always so."""
    imports = '\t"example.org/m/options"'
    files = {
        "go.mod": "module example.org/m\n",
        "options/options.go": options(8000 + number // 2),
        "cmd/a/main.go": "\n" * number + program("options.Port", imports),
        "cmd/same/main.go": program(),
    }
    if number % 2:
        files["cmd/odd/main.go"] = program(str(number))
        files["cmd/broken/main.go"] = "package main\n\nfunc main() { x := }\n"
    return files


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    releases = {tag: files_of(number) for number, tag in enumerate(TAGS)}
    return build_repository(tmp_path_factory.mktemp("many") / "repo", releases)


class Result:
    """What a build of several tags told, and what its index holds."""

    def __init__(self, told: dict[str, Any], index: Path) -> None:
        self.told = told
        self.index = index

    @property
    def rows(self) -> Rows:
        return rows_of(self.index)

    def of(self, kind: type[Any]) -> set[str]:
        return {tag for tag, made in self.told.items() if isinstance(made, kind)}


def built(
    places: Path | Mapping[str, str],
    index: Path,
    *tags: str,
    processes: int = 1,
    project: str = PROJECT,
    force: bool = False,
) -> Result:
    places = {project: str(places)} if isinstance(places, Path) else places
    what = Building(project, places, index, force)
    return Result(dict(build_tags(tags or TAGS, what, processes, lambda _: None)), index)


@pytest.fixture(scope="module")
def whole(repository: Path, tmp_path_factory: pytest.TempPathFactory) -> Rows:
    """What the index holds in the end: each tag built by itself, without a cache."""
    folder = tmp_path_factory.mktemp("whole")
    for tag in TAGS:
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("XDG_CACHE_HOME", str(folder / tag))
            assert built(repository, folder / "i.db", tag).of(BuildSummary) == {tag}
    rows = rows_of(folder / "i.db")
    assert tags_of(rows) == set(TAGS)
    assert len(rows["flag"]) > 5
    assert rows["diagnostic"]
    return rows


# Order, processes


@pytest.mark.parametrize("processes", [1, 2, 3])
@pytest.mark.parametrize("seed", range(3))
def test_neither_order_nor_processes_change_anything(
    repository: Path, whole: Rows, tmp_path: Path, processes: int, seed: int
) -> None:
    tags = random.Random(seed).sample(TAGS, len(TAGS)) if seed else [*TAGS]
    result = built(repository, tmp_path / "i.db", *tags, processes=processes)
    assert result.of(BuildSummary) == set(TAGS)
    assert result.rows == whole


def test_the_sample_is_the_same_by_one_process_and_by_two(tmp_path: Path) -> None:
    places = {name: str(path) for name, path in sample(tmp_path).items()}
    one = tmp_path / "one.db"
    for tag in ("1.1.0", "1.0.0"):
        built(places, one, tag, project=demo.PROJECT)
    cache_file = config.cache_dir() / cache.FILE
    cache_file.unlink()
    two = tmp_path / "two.db"
    built(places, two, "1.0.0", "1.1.0", project=demo.PROJECT, processes=2)
    assert rows_of(two) == rows_of(one)


def test_what_each_took_is_told(repository: Path, tmp_path: Path) -> None:
    told = built(repository, tmp_path / "i.db").told
    first, last = told[TAGS[0]].work, told[TAGS[-1]].work
    assert first.programs == 2
    assert last.programs == 2, "those that are as they were are not evaluated again"
    assert first.blobs > 0
    assert first.parses > last.parses > 0
    assert set(first.seconds) == {"reading", "shipping", "evaluating", "linking", "writing"}
    assert sum(first.seconds.values()) <= told[TAGS[0]].seconds


def test_progress_tells_the_tag_and_the_process(repository: Path, tmp_path: Path) -> None:
    told: list[Progress] = []
    what = Building(PROJECT, {PROJECT: str(repository)}, tmp_path / "i.db")
    list(build_tags(TAGS, what, 2, told.append))
    assert {far.process for far in told} == {0, 1}
    assert {far.tag for far in told if far.stage == "evaluating"} == set(TAGS)
    assert sum(not far.stage for far in told) == len(TAGS)


# What the index has


def test_what_is_there_is_kept(repository: Path, whole: Rows, tmp_path: Path) -> None:
    index = tmp_path / "i.db"
    built(repository, index, *TAGS[:4])
    again = built(repository, index, processes=2)
    assert again.of(Kept) == set(TAGS[:4])
    assert again.of(BuildSummary) == set(TAGS[4:])
    assert built(repository, index).of(Kept) == set(TAGS)
    assert built(repository, index, "1.1.0").of(Kept) == {"1.1.0"}
    assert built(repository, index, "1.1.0", force=True).of(BuildSummary) == {"1.1.0"}
    assert built(repository, index, force=True, processes=2).of(BuildSummary) == set(TAGS)
    assert rows_of(index) == whole


def test_other_code_renews(
    repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    index = tmp_path / "i.db"
    built(repository, index, "1.0.0", "1.1.0")
    monkeypatch.setattr(build, "release_code", lambda: "another")
    assert built(repository, index, "1.0.0", "1.2.0").of(BuildSummary) == {"1.0.0", "1.2.0"}
    assert built(repository, index, "1.0.0", "1.1.0").of(Kept) == {"1.0.0"}


def test_a_tag_that_moved_is_built_anew(tmp_path: Path) -> None:
    releases = {tag: files_of(number) for number, tag in enumerate(TAGS[:3])}
    moving = build_repository(tmp_path / "repo", releases)
    index = tmp_path / "i.db"
    built(moving, index, *TAGS[:3])
    git(moving, "tag", "--force", "1.0.0", "1.1.0")
    again = built(moving, index, *TAGS[:3])
    assert again.of(BuildSummary) == {"1.0.0"}
    with closing(sqlite3.connect(index)) as connection:
        query = "SELECT count(DISTINCT commit_sha), count(*) FROM release"
        assert connection.execute(query).fetchall() == [(2, 3)]


def test_a_proxy_that_could_not_be_read_is_tried_again(tmp_path: Path) -> None:
    found = sample(tmp_path)
    places = {demo.PROJECT: str(found[demo.PROJECT]), demo.PROXY: str(tmp_path / "none")}
    index = tmp_path / "i.db"
    tags = ("1.0.0", "1.1.0")
    without = built(places, index, *tags, project=demo.PROJECT)
    assert without.of(BuildSummary) == set(tags)
    assert not without.rows["filter"]
    places[demo.PROXY] = str(found[demo.PROXY])
    whole = built(places, index, *tags, project=demo.PROJECT)
    assert whole.of(BuildSummary) == set(tags)
    assert whole.rows["filter"]
    assert built(places, index, *tags, project=demo.PROJECT).of(Kept) == set(tags)


# What goes wrong


@pytest.mark.parametrize("processes", [1, 2])
def test_a_tag_that_fails_does_not_stop_the_others(
    repository: Path,
    whole: Rows,
    tmp_path: Path,
    processes: int,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    read = ReleaseReader.read

    def failing(self: ReleaseReader, tag: str, progress: Any) -> Any:
        if tag == "1.0.1":
            raise SourceError("no such tree")
        if tag == "1.2.0":
            raise KeyError("of our own")
        return read(self, tag, progress)

    monkeypatch.setattr(ReleaseReader, "read", failing)
    index = tmp_path / "i.db"
    result = built(repository, index, *TAGS, "2.0.0", processes=processes)
    assert result.of(XrefError) == {"1.0.1", "1.2.0", "2.0.0"}
    assert isinstance(result.told["2.0.0"], TagNotFound)
    assert str(result.told["1.0.1"]) == "no such tree"
    assert "KeyError at test_build_many.py:" in str(result.told["1.2.0"])
    assert tags_of(result.rows) == {"1.0.0", "1.1.0", "1.1.1", "1.3.0"}
    monkeypatch.undo()
    isolate(monkeypatch, tmp_path / "home")
    again = built(repository, index, processes=processes)
    assert again.of(Kept) == {"1.0.0", "1.1.0", "1.1.1", "1.3.0"}
    assert again.rows == whole


@pytest.mark.parametrize(("times", "lost"), [(1, set()), (9, {"1.1.1"})])
def test_a_process_that_is_killed(
    repository: Path,
    whole: Rows,
    tmp_path: Path,
    times: int,
    lost: set[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    read = ReleaseReader.read
    killed = tmp_path / "killed"
    killed.mkdir()

    def dying(self: ReleaseReader, tag: str, progress: Any) -> Any:
        found = read(self, tag, progress)
        if tag == "1.1.1" and len(list(killed.iterdir())) < times:
            (killed / str(os.getpid())).touch()
            os.kill(os.getpid(), signal.SIGKILL)
        return found

    monkeypatch.setattr(ReleaseReader, "read", dying)
    result = built(repository, tmp_path / "i.db", processes=2)
    assert result.of(WorkerDied) == lost
    assert result.of(BuildSummary) == set(TAGS) - lost
    if not lost:
        assert result.rows == whole


def test_an_index_that_fails_ends_it(
    repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise IndexFileError("no space left")

    monkeypatch.setattr(build, "write_release", full)
    for processes in (1, 2):
        with pytest.raises(IndexFileError, match="no space"):
            built(repository, tmp_path / "i.db", processes=processes)


def test_what_cannot_be_a_tag_is_wrong_use(repository: Path, tmp_path: Path) -> None:
    with pytest.raises(UsageError):
        built(repository, tmp_path / "i.db", "1.0.0", "a..b")
    with pytest.raises(SourceError):
        built(tmp_path / "home", tmp_path / "i.db")


@pytest.mark.parametrize("seed", range(4))
def test_a_cache_that_is_damaged_between_builds_is_not_believed(
    repository: Path, whole: Rows, tmp_path: Path, seed: int
) -> None:
    chance = random.Random(seed)
    order = chance.sample(TAGS, len(TAGS))
    file = config.cache_dir() / cache.FILE
    for at in range(0, len(order), 2):
        built(repository, tmp_path / "i.db", *order[at : at + 2], processes=2)
        data = bytearray(file.read_bytes())
        for _ in range(chance.choice([1, 20, 500])):
            data[chance.randrange(len(data))] = chance.randrange(256)
        file.write_bytes(data[: chance.choice([len(data), len(data) * 2 // 3])])
    assert rows_of(tmp_path / "i.db") == whole
    built(repository, tmp_path / "again.db", *order, processes=2)
    assert rows_of(tmp_path / "again.db") == whole


# The network


@pytest.fixture
def fetched(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A file that gets a line for each fetch: the process, and what is asked for."""
    log = tmp_path / "fetched"
    log.touch()
    fetch = clone._fetch

    def noted(git_dir: Path, url: str, wanted: Any, progress: Any) -> None:
        with log.open("a") as file:
            print(os.getpid(), Path(url).name, len(wanted), file=file)
        fetch(git_dir, url, wanted, progress)

    monkeypatch.setattr(clone, "_fetch", noted)
    return log


def test_all_is_fetched_first_and_in_one_go(fetched: Path, tmp_path: Path) -> None:
    found = sample(tmp_path)
    places = {name: path.as_uri() for name, path in found.items()}
    tags = ("1.0.0", "1.1.0")
    result = built(places, tmp_path / "i.db", *tags, project=demo.PROJECT, processes=2)
    own = str(os.getpid())
    assert fetched.read_text().split() == [own, "lagoon.git", "2", own, "proxy.git", "2"]
    in_place = {name: str(path) for name, path in found.items()}
    there = built(in_place, tmp_path / "j.db", *tags, project=demo.PROJECT)
    assert result.rows == there.rows


def test_tags_that_the_remote_lacks_do_not_stop_the_others(
    repository: Path, fetched: Path, tmp_path: Path
) -> None:
    places = {PROJECT: repository.as_uri()}
    result = built(places, tmp_path / "i.db", "0.9", "1.0.0", "1.1.0", processes=2)
    assert result.of(TagNotFound) == {"0.9"}
    assert result.of(BuildSummary) == {"1.0.0", "1.1.0"}


def test_a_proxy_out_of_reach_is_asked_for_once(fetched: Path, tmp_path: Path) -> None:
    found = sample(tmp_path)
    nowhere = (tmp_path / "nowhere.git").as_uri()
    places = {demo.PROJECT: str(found[demo.PROJECT]), demo.PROXY: nowhere}
    tags = ("1.0.0", "1.1.0")
    result = built(places, tmp_path / "i.db", *tags, project=demo.PROJECT, processes=2)
    assert result.of(BuildSummary) == set(tags)
    assert fetched.read_text().split() == [str(os.getpid()), "nowhere.git", "2"]
    told = [row for row in result.rows["diagnostic"] if "not read" in str(row)]
    assert len(told) == 2
