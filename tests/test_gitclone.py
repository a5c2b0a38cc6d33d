"""Cloning into the cache: what is fetched, from where, and what goes wrong on the way."""

from __future__ import annotations

import os
import random
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from gitrepo import build_repository, git, isolate, one_line

from xref import config
from xref.errors import SourceError, TagNotFound
from xref.gitsource import Repository, clone, locate
from xref.gitsource.command import GitFailure
from xref.gitsource.names import Place

PROJECT = "istio/istio"
RELEASES = {f"1.{minor}.0": {"a.go": f"package a{minor}\n", "same": "same\n"} for minor in range(6)}

SCRIPT = """
import sys
from xref.gitsource import locate
url, *tags = sys.argv[1:]
with locate("istio/istio", {"istio/istio": url}, tags=tags) as repository:
    for tag in tags:
        entries = repository.tree(repository.commit(tag).id)
        assert None not in dict(repository.read_blobs(e.blob for e in entries)).values()
"""
KILLED = """
import os, signal, sys
from xref.gitsource import locate
locate("istio/istio", {"istio/istio": sys.argv[1]}, tags=sys.argv[2:],
       progress=lambda stage, share: os.killpg(0, signal.SIGKILL))
"""


@pytest.fixture(autouse=True)
def home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    return isolate(monkeypatch, tmp_path / "home")


@pytest.fixture
def remote(tmp_path: Path) -> Path:
    return build_repository(tmp_path / "remote.git", RELEASES, bare=True, annotated=("1.2.0",))


@pytest.fixture
def daemon(tmp_path: Path, remote: Path) -> Iterator[str]:
    """The address of a git daemon on loopback that serves ``tmp_path``."""
    program = Path(git(tmp_path, "--exec-path").decode().strip()) / "git-daemon"
    if not program.exists():
        pytest.skip("this git has no git daemon")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    options = ["--listen=127.0.0.1", f"--port={port}", "--export-all", f"--base-path={tmp_path}"]
    with subprocess.Popen([program, *options], stderr=subprocess.DEVNULL) as process:
        try:
            for _ in range(200):
                try:
                    socket.create_connection(("127.0.0.1", port)).close()
                    break
                except ConnectionRefusedError:
                    time.sleep(0.05)
            yield f"git://127.0.0.1:{port}"
        finally:
            process.terminate()


def from_url(url: str, *tags: str, commits: tuple[str, ...] = ()) -> Repository:
    return locate(PROJECT, {PROJECT: url}, tags=tags, commits=commits)


def contents(repository: Repository, tag: str) -> dict[str, bytes | None]:
    entries = repository.tree(repository.commit(tag).id)
    blobs = dict(repository.read_blobs(entry.blob for entry in entries))
    return {entry.path: blobs[entry.blob] for entry in entries}


# What is fetched


@pytest.mark.parametrize("transport", ["file", "daemon"])
def test_just_the_wanted_tags_are_cloned_and_others_added(
    remote: Path, transport: str, request: pytest.FixtureRequest
) -> None:
    base = request.getfixturevalue("daemon") if transport == "daemon" else f"file://{remote.parent}"
    url = f"{base}/remote.git"
    with from_url(url, "1.1.0", "1.2.0") as repository:
        assert repository.tags() == ("1.1.0", "1.2.0")
        assert repository.remote_tags() == tuple(RELEASES)
        assert contents(repository, "1.2.0") == {"a.go": b"package a2\n", "same": b"same\n"}
        assert git(repository.path, "rev-list", "--count", "1.2.0") == b"1\n"
        repository.fetch(["1.5.0"])
        assert repository.tags() == ("1.1.0", "1.2.0", "1.5.0")
        assert contents(repository, "1.5.0")["a.go"] == b"package a5\n"
    remote.rename(remote.with_name("gone"))  # what is cached needs no remote
    with from_url(url, "1.2.0", "1.5.0") as repository:
        assert contents(repository, "1.1.0")["a.go"] == b"package a1\n"
        git(repository.path, "fsck", "--strict")


def test_without_a_source_named_it_is_github(
    tmp_path: Path, remote: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gitconfig = tmp_path / "gitconfig"
    gitconfig.write_text(f'[url "file://{tmp_path}/"]\n insteadOf = https://github.com/\n')
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(gitconfig))
    (tmp_path / "istio").mkdir()
    remote.rename(tmp_path / "istio/istio.git")
    stages: dict[str, list[float | None]] = {}

    def told(stage: str, share: float | None) -> None:
        stages.setdefault(stage, []).append(share)

    with locate(PROJECT, tags=["1.3.0"], progress=told) as repository:
        assert repository.tags() == ("1.3.0",)
        assert repository.url == "https://github.com/istio/istio"
    assert stages["receiving objects"][-1] == 1.0


@pytest.mark.parametrize("transport", ["file", "daemon"])
def test_a_commit_is_fetched_by_its_id(
    remote: Path, transport: str, request: pytest.FixtureRequest
) -> None:
    git(remote, "config", "uploadpack.allowAnySHA1InWant", "true")
    base = request.getfixturevalue("daemon") if transport == "daemon" else f"file://{remote.parent}"
    commit = git(remote, "rev-parse", "1.3.0^{commit}").decode().strip()
    with from_url(f"{base}/remote.git", commits=(commit,)) as repository:
        assert repository.tags() == ()
        assert repository.commit(commit).id == commit
        assert contents(repository, commit)["a.go"] == b"package a3\n"
        repository.fetch(["1.4.0"], [commit])
        assert contents(repository, commit)["a.go"] == b"package a3\n"


def test_two_urls_never_share_a_clone() -> None:
    urls = ["https://a/x/y", "https://b/x/y", "https://a/x/y.git", "https://u:p@a/x/y", "a:x/y"]
    assert len({clone.path_of(url) for url in urls}) == len(urls)
    assert "p@" not in clone.path_of(urls[3]).name


def test_looking_at_the_remote_makes_no_clone(remote: Path, home: Path) -> None:
    with from_url(f"file://{remote}") as repository:
        assert repository.remote_tags() == tuple(RELEASES)
    assert list(home.iterdir()) == []


def test_an_empty_remote_has_no_tags(tmp_path: Path) -> None:
    url = f"file://{build_repository(tmp_path / 'empty', {}, bare=True)}"
    assert from_url(url).remote_tags() == ()
    with pytest.raises(TagNotFound, match=r"no 1\.1\.0") as error:
        from_url(url, "1.1.0")
    one_line(error)


# Several at once, and interrupted ones


def test_processes_at_once_do_not_harm_each_other(remote: Path) -> None:
    url = f"file://{remote}"
    wanted = [["1.0.0", "1.1.0"], ["1.1.0", "1.2.0"], ["1.0.0", "1.3.0"], ["1.4.0"]]
    running = [
        subprocess.Popen([sys.executable, "-c", SCRIPT, url, *tags], stderr=subprocess.PIPE)
        for tags in wanted
    ]
    ends = [(process.communicate()[1], process.returncode) for process in running]
    assert ends == [(b"", 0)] * len(wanted)
    with from_url(url) as repository:
        assert repository.tags() == tuple(RELEASES)[:5]
        git(repository.path, "fsck", "--strict")


@pytest.mark.parametrize("before", [(), ("1.0.0",)])
def test_a_killed_fetch_leaves_the_cache_usable(remote: Path, before: tuple[str, ...]) -> None:
    url = f"file://{remote}"
    from_url(url, *before).close()
    command = [sys.executable, "-c", KILLED, url, "1.1.0"]
    # Its git goes as well: one that lives on would write while the next fetch does.
    done = subprocess.run(command, capture_output=True, start_new_session=True)
    assert done.returncode == -9, done.stderr
    path = clone.path_of(url)
    (path / "shallow.lock").touch()  # what git leaves when it is killed as well
    (path / "refs/tags").mkdir(parents=True, exist_ok=True)
    (path / "refs/tags/1.1.0.lock").touch()
    (path / "objects/pack").mkdir(parents=True, exist_ok=True)
    (path / "objects/pack/tmp_pack_x").write_bytes(b"PACK")
    with from_url(url, *before, "1.1.0") as repository:
        assert repository.tags() == (*before, "1.1.0")
        git(path, "fsck", "--strict")
    assert not list(path.rglob("*.lock"))
    assert not list(path.rglob("tmp_*"))


def test_a_clone_killed_while_it_was_made_is_made_again(remote: Path) -> None:
    url = f"file://{remote}"
    (clone.path_of(url) / "objects").mkdir(parents=True)
    with from_url(url, "1.1.0") as repository:
        assert repository.tags() == ("1.1.0",)


def test_a_progress_that_raises_ends_the_fetch(remote: Path) -> None:
    def interrupt(stage: str, share: float | None) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        locate(PROJECT, {PROJECT: f"file://{remote}"}, tags=["1.0.0"], progress=interrupt)
    assert from_url(f"file://{remote}", "1.0.0").tags() == ("1.0.0",)


# What goes wrong


def test_a_tag_that_the_remote_lacks(remote: Path) -> None:
    with pytest.raises(TagNotFound, match=r"has no 9\.9\.9 at file://") as error:
        from_url(f"file://{remote}", "1.0.0", "9.9.9")
    assert "xref releases --available" in one_line(error)


def test_a_commit_that_the_remote_lacks(remote: Path) -> None:
    with pytest.raises(SourceError, match="0" * 40) as error:
        from_url(f"file://{remote}", commits=("0" * 40,))
    one_line(error)


@pytest.mark.parametrize("look", [lambda it: it.fetch(["1.1.0"]), lambda it: it.remote_tags()])
@pytest.mark.parametrize("url", ["git://127.0.0.1:1/x", "file:///nowhere", "http://127.0.0.1:1/x"])
def test_an_unreachable_remote_is_told_with_the_mend(
    url: str, look: Callable[[Repository], object]
) -> None:
    with from_url(url) as repository, pytest.raises(SourceError) as error:
        look(repository)
    message = one_line(error)
    assert f"cannot read istio/istio from {url}" in message
    assert "--git istio/istio=/path/to/clone" in message
    assert str(config.config_file()) in message


def test_a_silent_remote_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("xref.gitsource.command.SILENCE", 0.3)
    with socket.create_server(("127.0.0.1", 0)) as server:  # takes connections, never answers
        url = f"git://127.0.0.1:{server.getsockname()[1]}/x"
        with pytest.raises(SourceError, match="no answer") as error:
            from_url(url, "1.1.0")
    one_line(error)


def test_passwords_stay_out_of_messages() -> None:
    with pytest.raises(SourceError) as error:
        from_url("http://me:secret@127.0.0.1:1/x", "1.1.0")
    assert "secret" not in one_line(error)


def test_a_cache_folder_that_cannot_be_made(
    remote: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").touch()  # root may write to any folder, but not below a file
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    with pytest.raises(SourceError, match="cannot write to the cache folder") as error:
        from_url(f"file://{remote}", "1.1.0")
    assert "XDG_CACHE_HOME" in one_line(error)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write to a read-only folder")
def test_a_read_only_cache_folder_can_be_read_but_not_added_to(remote: Path) -> None:
    url = f"file://{remote}"
    from_url(url, "1.1.0").close()
    folders = [config.cache_dir() / "git", *(config.cache_dir() / "git").rglob("*")]
    modes = {path: path.stat().st_mode for path in folders}
    for path in folders:
        path.chmod(modes[path] & ~0o222)
    try:
        with from_url(url, "1.1.0") as repository:
            assert contents(repository, "1.1.0")["a.go"] == b"package a1\n"
        with pytest.raises(SourceError, match="cannot write to the cache folder") as error:
            from_url(url, "1.2.0")
        one_line(error)
    finally:
        for path, mode in modes.items():
            path.chmod(mode)


@pytest.mark.parametrize(
    ("output", "says"),
    [
        ("fatal: write error: No space left on device\nfatal: index-pack failed\n", "disk is full"),
        ("error: file write error: Disk quota exceeded\n", "disk is full"),
        ("error: insufficient permission for adding an object to x\n", "cannot write to the cache"),
        ("fatal: unable to create temporary file: Read-only file system\n", "cannot write to the"),
        ("ssh: Could not resolve hostname x\r\nfatal: Could not read from remote\n", "resolve"),
        ("remote: Repository not found.\nfatal: repository 'u' not found\n", "'u' not found"),
        ("\x1b[31mwhat\x00\n", "what"),
        ("", "git gave no reason"),
    ],
)
def test_failures_of_git_become_one_line(output: str, says: str) -> None:
    place = Place(PROJECT, None, "https://example.com/x", "")
    message = str(clone.explain(place, GitFailure(output)))
    assert says in message
    assert message.isprintable()


def test_a_fetch_that_cannot_write_leaves_the_cache_usable(tmp_path: Path) -> None:
    """A limit on the size of files stands in for a full disk: writing fails midway."""
    files = {"big": random.Random(5).randbytes(1 << 20)}
    url = f"file://{build_repository(tmp_path / 'big.git', {'1.0.0': files}, bare=True)}"
    limit = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (65536, 65536))\n"
    command = [sys.executable, "-c", limit + SCRIPT, url, "1.0.0"]
    done = subprocess.run(command, capture_output=True, text=True)
    assert "SourceError: cannot write to the cache folder" in done.stderr
    assert not list(clone.path_of(url).rglob("tmp_*"))
    with from_url(url, "1.0.0") as repository:
        assert contents(repository, "1.0.0") == files


def test_a_damaged_clone_is_told(remote: Path) -> None:
    url = f"file://{remote}"
    with from_url(url, "1.1.0") as repository:
        path = repository.path
    shutil.rmtree(path / "objects")
    with pytest.raises(SourceError, match="remove it and try again") as error:
        from_url(url, "1.1.0")
    assert str(path) in one_line(error)
