"""Reading a user's repository in place: sources, tags, commits, trees and blobs."""

from __future__ import annotations

import random
import subprocess
import sys
from itertools import islice
from pathlib import Path

import pytest
from gitrepo import COMMITTED_AT, Link, build_repository, git, isolate, one_line

from xref import config
from xref.errors import SourceError, TagNotFound, UsageError
from xref.gitsource import Repository, locate
from xref.gitsource.repository import SYMLINK

PROJECT = "istio/istio"
RELEASES = {
    "1.0.0": {"a.go": "package a\n"},
    "1.1.0-rc.0": {"a.go": "package b\n", "empty": ""},
    "1.1.0": {"a.go": "package b\n", "b/c.go": "package c\n", "b/link": Link("c.go")},
}


@pytest.fixture(autouse=True)
def home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    return isolate(monkeypatch, tmp_path / "home")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return build_repository(tmp_path / "istio", RELEASES, annotated=("1.1.0",))


def at(path: Path) -> Repository:
    return locate(PROJECT, {PROJECT: str(path)})


# Where the objects come from


def test_the_first_source_that_applies(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, folder: Path
) -> None:
    places = {
        name: build_repository(tmp_path / name, {name: {"f": ""}}) for name in ("o", "e", "c", "x")
    }
    file = config.config_file()
    file.parent.mkdir(parents=True)
    file.write_text(f'[git]\n"{PROJECT}" = "{places["c"]}"\n"near/by" = "../../../x"\n')
    assert locate(PROJECT).tags() == ("c",)
    assert locate("near/by").tags() == ("x",)
    monkeypatch.setenv("XREF_GIT", f" other/one=/nowhere  {PROJECT}={places['e']} ")
    assert locate(PROJECT).tags() == ("e",)
    assert locate(PROJECT, {PROJECT: str(places["o"])}).tags() == ("o",)
    assert locate(PROJECT, {"other/one": str(places["o"])}).tags() == ("e",)
    monkeypatch.setenv("XREF_GIT", PROJECT)
    with pytest.raises(UsageError, match="XREF_GIT"):
        locate(PROJECT)


def test_a_path_may_be_relative_or_at_home(
    folder: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder.parent)
    assert "1.1.0" in locate(PROJECT, {PROJECT: "istio"}).tags()
    folder.rename(home / "mine")
    assert "1.1.0" in locate(PROJECT, {PROJECT: "~/mine"}).tags()


def test_bare_ordinary_and_linked_repositories(tmp_path: Path, folder: Path) -> None:
    bare = build_repository(tmp_path / "bare.git", RELEASES, bare=True)
    linked = tmp_path / "linked"
    git(folder, "worktree", "add", "--quiet", "--detach", str(linked), "1.0.0")
    for path in (bare, folder, folder / ".git", linked):
        with at(path) as repository:
            assert repository.tags() == tuple(RELEASES)
            assert repository.remote_tags() == tuple(RELEASES)
            assert repository.url == "https://github.com/istio/istio"
            assert len(repository.tree(repository.commit("1.1.0").id)) == 3


def test_an_empty_repository(tmp_path: Path) -> None:
    with at(build_repository(tmp_path / "empty", {})) as repository:
        assert repository.tags() == ()
        with pytest.raises(TagNotFound, match="nor any other") as error:
            repository.commit("1.1.0")
    one_line(error)


@pytest.mark.parametrize("make", ["nothing", "file", "folder", "broken gitfile", "inside"])
def test_a_path_that_is_no_repository(tmp_path: Path, folder: Path, make: str) -> None:
    path = tmp_path / "place"
    if make == "file":
        path.write_text("x")
    elif make == "inside":
        path = folder / "b"
    elif make != "nothing":
        path.mkdir()
        if make == "broken gitfile":
            (path / ".git").write_text("gitdir: /nowhere\n")
    with pytest.raises(SourceError, match="is no git repository") as error:
        at(path)
    assert f"{path} (named by --git)" in one_line(error)


def test_a_repository_of_an_unknown_format(folder: Path) -> None:
    git(folder, "config", "core.repositoryFormatVersion", "99")
    with pytest.raises(SourceError, match="version") as error:
        at(folder)
    one_line(error)


# Tags, commits and trees


def test_commits_of_tags_and_ids(folder: Path) -> None:
    with at(folder) as repository:
        for tag in RELEASES:
            commit = repository.commit(tag)
            assert commit.id == git(folder, "rev-parse", f"{tag}^{{commit}}").decode().strip()
            assert commit.tree == git(folder, "rev-parse", f"{tag}^{{tree}}").decode().strip()
            assert commit.committed_at == COMMITTED_AT
            assert repository.commit(commit.id) == commit


def test_an_unknown_tag_is_told_with_near_ones(folder: Path) -> None:
    with at(folder) as repository, pytest.raises(TagNotFound) as error:
        repository.commit("1.1.00")
    assert "near: 1.1.0" in one_line(error)
    assert f"git -C {folder} fetch" in str(error.value)
    with pytest.raises(SourceError, match=f"no commit {'0' * 40}") as error:
        locate(PROJECT, {PROJECT: str(folder)}, commits=["0" * 40])
    one_line(error)


def test_neither_branches_nor_trees_are_tags(folder: Path) -> None:
    git(folder, "tag", "a-tree", "1.1.0^{tree}")
    with at(folder) as repository:
        for name in ("main", "HEAD", "refs/heads/main", "a-tree"):
            with pytest.raises(TagNotFound):
                repository.commit(name)


def test_a_tree_has_files_and_links_in_order(folder: Path) -> None:
    with at(folder) as repository:
        entries = repository.tree(repository.commit("1.1.0").id)
        assert [(entry.path, entry.mode) for entry in entries] == [
            ("a.go", 0o100644),
            ("b/c.go", 0o100644),
            ("b/link", SYMLINK),
        ]
        assert repository.read_blob(entries[2].blob) == b"c.go"


def test_submodules_are_left_out(folder: Path) -> None:
    head = git(folder, "rev-parse", "HEAD").decode().strip()
    git(folder, "update-index", "--add", "--cacheinfo", f"160000,{head},module")
    git(folder, "commit", "--quiet", "-m", "module")
    git(folder, "tag", "2.0.0")
    with at(folder) as repository:
        paths = [entry.path for entry in repository.tree(repository.commit("2.0.0").id)]
    assert paths == ["a.go", "b/c.go", "b/link"]


def test_paths_of_any_bytes(tmp_path: Path) -> None:
    names = ["\udcff\udcfe.go", "a\tb", "a\nb", 'q"\\', "\u00e9/\u4e2d.go"]
    path = build_repository(
        tmp_path / "odd",
        {"1.0.0": {name: name.encode("utf-8", "replace") for name in names}},
        bare=True,
    )
    with at(path) as repository:
        entries = repository.tree(repository.commit("1.0.0").id)
    assert sorted(entry.path for entry in entries) == sorted(names)


def test_a_missing_tree_is_told(folder: Path) -> None:
    with at(folder) as repository:
        with pytest.raises(SourceError, match="cannot be read") as error:
            repository.tree("0" * 40)
        one_line(error)


# Blobs


@pytest.fixture
def many(tmp_path: Path) -> tuple[Path, dict[str, bytes]]:
    """A repository whose blobs together are far larger than any pipe, and its blobs by id."""
    numbers = random.Random(7)
    files = {f"{n:04}": numbers.randbytes(numbers.choice((0, 1, 200, 70_000))) for n in range(600)}
    path = build_repository(tmp_path / "many", {"1.0.0": files}, bare=True)
    with at(path) as repository:
        entries = repository.tree(repository.commit("1.0.0").id)
    return path, {entry.blob: files[entry.path] for entry in entries}


def test_blobs_come_once_each_and_in_the_given_order(many: tuple[Path, dict[str, bytes]]) -> None:
    path, blobs = many
    ids = random.Random(3).sample(list(blobs), len(blobs))
    with at(path) as repository:
        assert list(repository.read_blobs([*ids, *ids])) == [(id_, blobs[id_]) for id_ in ids]
        assert list(repository.read_blobs([])) == []


def test_one_process_serves_all_reads(many: tuple[Path, dict[str, bytes]]) -> None:
    path, blobs = many
    with at(path) as repository:
        first = next(iter(blobs))
        repository.read_blob(first)
        process = repository._reader._process
        assert process is not None
        assert list(islice(repository.read_blobs(blobs), 3)) == list(blobs.items())[:3]
        assert dict(repository.read_blobs(blobs)) == blobs
        assert repository._reader._process is process
    assert process.popen.returncode is not None
    assert repository.read_blob(first) == blobs[first]  # a closed one starts anew
    repository.close()


def test_reads_may_be_interleaved(many: tuple[Path, dict[str, bytes]]) -> None:
    path, blobs = many
    back = list(reversed(blobs))
    with at(path) as repository:
        for (one, ours), (two, theirs) in zip(
            repository.read_blobs(blobs), repository.read_blobs(back), strict=True
        ):
            assert (ours, theirs) == (blobs[one], blobs[two])
            assert repository.read_blob(back[0]) == blobs[back[0]]


def test_a_reader_that_is_closed_meanwhile_says_so(many: tuple[Path, dict[str, bytes]]) -> None:
    path, blobs = many
    with at(path) as repository:
        reading = repository.read_blobs(blobs)
        next(reading)
    with pytest.raises(SourceError, match="ended before its end"):
        list(reading)


def test_missing_blobs_are_none(folder: Path) -> None:
    with at(folder) as repository:
        known = repository.tree(repository.commit("1.1.0").id)[0].blob
        assert list(repository.read_blobs(["0" * 40, known])) == [
            ("0" * 40, None),
            (known, b"package b\n"),
        ]


@pytest.mark.parametrize("damage", [b"", b"\x00no object", b"x\x9c\x01"])
def test_damaged_blobs_are_none_and_the_others_are_read(tmp_path: Path, damage: bytes) -> None:
    files = {str(number): f"content {number}" for number in range(90)}  # few enough to be loose
    path = build_repository(tmp_path / "damaged", {"1.0.0": files}, bare=True)
    with at(path) as repository:
        blobs = {entry.path: entry.blob for entry in repository.tree(repository.commit("1.0.0").id)}
        for name in ("5", "6", "77"):
            object_ = path / "objects" / blobs[name][:2] / blobs[name][2:]
            object_.chmod(0o644)
            object_.write_bytes(damage)
        found = dict(repository.read_blobs(blobs.values()))
    assert {name for name in files if found[blobs[name]] is None} == {"5", "6", "77"}
    assert found[blobs["78"]] == b"content 78"


def test_a_repository_that_vanishes_is_an_error_and_not_missing_blobs(tmp_path: Path) -> None:
    path = build_repository(tmp_path / "here", {"1.0.0": {"f": "x"}}, bare=True)
    with at(path) as repository:
        path.rename(tmp_path / "gone")
        with pytest.raises(SourceError) as error:
            repository.read_blob("0" * 40)
    one_line(error)


@pytest.mark.parametrize("name", ["", "a b", "a\nb", "x" * 5000])
def test_names_that_would_break_the_protocol_are_refused(folder: Path, name: str) -> None:
    with at(folder) as repository, pytest.raises(ValueError, match="no name of a git object"):
        repository.read_blob(name)


def test_a_refused_name_leaves_the_reader_in_step(folder: Path) -> None:
    with at(folder) as repository:
        go, other, _ = (entry.blob for entry in repository.tree(repository.commit("1.1.0").id))
        with pytest.raises(ValueError, match="no name of a git object"):
            list(repository.read_blobs([go, "a b"]))
        assert repository.read_blob(other) == b"package c\n"


def test_an_interrupted_read_is_not_taken_for_the_next_answer(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(descriptor: int, size: int) -> bytes:
        raise KeyboardInterrupt

    with at(folder) as repository:
        go, other, _ = (entry.blob for entry in repository.tree(repository.commit("1.1.0").id))
        with monkeypatch.context() as patch:
            patch.setattr("xref.gitsource.batch.os.read", interrupt)
            with pytest.raises(KeyboardInterrupt):
                repository.read_blob(go)
        assert repository.read_blob(other) == b"package c\n"


# What a repository must not be able to do


def test_nothing_is_written_and_nothing_of_the_config_is_run(
    folder: Path, tmp_path: Path, home: Path
) -> None:
    marker = tmp_path / "ran"
    script = tmp_path / "script"
    script.write_text(f"#!/bin/sh\ntouch {marker}\n")
    script.chmod(0o755)
    for key in ("core.fsmonitor", "core.pager", "core.sshCommand", "core.askPass", "core.editor"):
        git(folder, "config", key, str(script))
    git(folder, "config", "core.hooksPath", str(tmp_path))
    git(folder, "config", "credential.helper", f"!{script}")
    git(folder, "config", "core.alternateRefsCommand", str(script))
    git(folder, "config", "remote.origin.url", f"ext::{script}")
    git(folder, "config", "remote.origin.promisor", "true")
    git(folder, "config", "protocol.allow", "always")
    git(folder, "config", "extensions.partialClone", "origin")
    git(folder, "config", "core.repositoryFormatVersion", "1")

    def state() -> dict[Path, tuple[int, int]]:
        stats = {path: path.lstat() for path in folder.rglob("*")}
        return {path: (stat.st_mtime_ns, stat.st_size) for path, stat in stats.items()}

    before = state()
    with at(folder) as repository:
        repository.fetch(tags=repository.remote_tags())
        commit = repository.commit("1.1.0")
        ids = [entry.blob for entry in repository.tree(commit.id)]
        assert None not in dict(repository.read_blobs(ids)).values()
        assert repository.read_blob("0" * 40) is None
    assert not marker.exists()
    assert state() == before
    assert list(home.iterdir()) == []


def test_variables_of_a_surrounding_git_do_not_count(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = build_repository(tmp_path / "other", {"9.9.9": {"f": ""}})
    monkeypatch.chdir(other)
    monkeypatch.setenv("GIT_DIR", str(other / ".git"))
    monkeypatch.setenv("GIT_WORK_TREE", str(other))
    monkeypatch.setenv("GIT_COMMON_DIR", str(other / ".git"))
    monkeypatch.setenv("GIT_OBJECT_DIRECTORY", str(other / ".git/objects"))
    monkeypatch.setenv("GIT_NAMESPACE", "nowhere")
    with at(folder) as repository:
        assert repository.tags() == tuple(RELEASES)
        assert len(repository.tree(repository.commit("1.1.0").id)) == 3


def test_git_is_needed_and_its_absence_told(
    folder: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    from git.cmd import Git

    monkeypatch.setattr(Git, "GIT_PYTHON_GIT_EXECUTABLE", str(tmp_path / "no-git"))
    with pytest.raises(SourceError, match="install git") as error:
        at(folder)
    one_line(error)


def test_gitpython_is_imported_only_when_git_is_run() -> None:
    code = "import sys, xref.gitsource; print('git' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
