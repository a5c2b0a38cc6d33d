"""The bundled sample: the repositories that are made of it, and xref's answers about them."""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import gocases
import pytest
import sample_truth
from git import Repo

from xref import demo
from xref.__main__ import main
from xref.errors import XrefError

TAGS = ("1.0.0", "1.1.0")
OWN_FLAG_FIELDS = ("name", "shorthand", "type", "no_opt_default", "usage", "deprecated")


@pytest.fixture(scope="module")
def control(sample_repositories: dict[str, Path]) -> Repo:
    return Repo(sample_repositories[demo.PROJECT])


@pytest.fixture(scope="module")
def index(sample_index: Path) -> Iterator[sqlite3.Connection]:
    """An index of both releases."""
    connection = sqlite3.connect(sample_index)
    connection.row_factory = sqlite3.Row
    yield connection
    connection.close()


def test_commit_ids_depend_on_the_sample_alone(
    sample_repositories: dict[str, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = tmp_path / "home"
    home.mkdir()
    settings = (
        "[user]\nname = Someone\n[init]\ndefaultBranch = x\n[i18n]\ncommitEncoding = latin1\n"
    )
    (home / ".gitconfig").write_text(settings)
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "elsewhere"))
    monkeypatch.setenv("GIT_AUTHOR_NAME", "Someone")
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    again = demo.make_repositories(tmp_path)
    monkeypatch.delenv("GIT_DIR")
    for project, path in sample_repositories.items():
        ids = {tag.name: tag.object.hexsha for tag in Repo(path).tags}
        assert set(ids) == set(TAGS)
        assert {tag.name: tag.object.hexsha for tag in Repo(again[project]).tags} == ids
    assert not (tmp_path / "elsewhere").exists()


def test_repositories_are_sound(sample_repositories: dict[str, Path]) -> None:
    for path in sample_repositories.values():
        assert Repo(path).bare
        assert Repo(path).git.fsck("--strict", "--no-progress") == ""


def test_first_release_is_the_folder_as_it_stands(control: Repo) -> None:
    root = demo.SAMPLE / "control" / "1.0.0"
    on_disk = {p.relative_to(root).as_posix(): p for p in root.rglob("*") if p.is_file()}
    blobs = {b.path: b for b in control.commit("1.0.0").tree.traverse() if b.type == "blob"}
    assert set(blobs) == set(on_disk)
    differing = {n for n, b in blobs.items() if b.data_stream.read() != on_disk[n].read_bytes()}
    assert differing == {"istio.deps"}
    assert {n for n, b in blobs.items() if b.mode == 0o100755} == {"tools/deb/lagoon-iptables.sh"}


def test_second_release_moves_adds_and_removes(control: Repo) -> None:
    old, new = (_paths(control, tag) for tag in TAGS)
    assert "tide/cmd/lagoonctl/main.go" in old - new
    assert "lagoonctl/cmd/lagoonctl/main.go" in new - old
    assert "tools/loadgen/main.go" in old - new
    assert {"go.mod", "buoy/cmd/buoy/main.go"} <= new - old
    listed = (demo.SAMPLE / "control" / "1.1.0.removed").read_text().split()
    assert old - new == set(listed)


def test_control_plane_pins_the_proxy_whatever_its_tag(
    control: Repo, sample_repositories: dict[str, Path]
) -> None:
    proxy = Repo(sample_repositories[demo.PROXY])
    assert _pinned(control, "1.0.0") == proxy.commit("1.0.0").hexsha
    assert _pinned(control, "1.1.0") == proxy.commit("1.1.0").parents[0].hexsha


def test_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("")
    with pytest.raises(XrefError, match="cannot be built in") as told:
        demo.make_repositories(file)
    assert "\n" not in str(told.value)


def test_demo_keeps_out_of_folders_in_use(tmp_path: Path) -> None:
    (tmp_path / "mine").write_text("")
    with pytest.raises(XrefError, match="is not empty"):
        demo.run(main, tmp_path)
    assert [p.name for p in tmp_path.iterdir()] == ["mine"]


@pytest.mark.parametrize("tag", TAGS)
def test_truth_is_what_the_compiled_programs_say(
    sample_repositories: dict[str, Path], tag: str, tmp_path: Path
) -> None:
    try:
        programs = sample_truth.compiled(sample_repositories[demo.PROJECT], tag, tmp_path)
    except gocases.NoToolchain as reason:
        pytest.skip(str(reason))
    if os.environ.get("XREF_REGENERATE") == "1":
        sample_truth.save(tag, programs)
    assert programs == sample_truth.load(tag)


def test_truth_shows_every_kind_of_change() -> None:
    """The sample is there to show them; a later edit must not lose one unseen."""
    old, new = (_flags_by_name(sample_truth.load(tag)) for tag in TAGS)
    assert old.keys() - new.keys()
    assert new.keys() - old.keys()
    both = [(old[key], new[key]) for key in old.keys() & new.keys()]
    fields = {field for before, after in both for field in before if before[field] != after[field]}
    wanted = {"default", "type", "shorthand", "hidden", "deprecated", "persistent", "usage"}
    assert fields >= wanted | {"no_opt_default"}


@pytest.mark.parametrize("tag", TAGS)
def test_xref_says_what_the_compiled_programs_say(index: sqlite3.Connection, tag: str) -> None:
    truth = sample_truth.load(tag)
    found = {package: _indexed(index, tag, package) for package in truth}
    for package, program in truth.items():
        assert found[package] == program, package
    rows = index.execute(
        "SELECT package FROM program_view WHERE project = ? AND tag = ? AND kind = 'go'",
        (demo.PROJECT, tag),
    )
    assert {row["package"] for row in rows} == set(truth)


@pytest.mark.parametrize("tag", TAGS)
def test_environment_is_the_only_doubt(index: sqlite3.Connection, tag: str) -> None:
    rows = index.execute(
        "SELECT program, name FROM flag_view WHERE tag = ? AND status = 'environment'"
        " AND program NOT LIKE '%.sh'",
        (tag,),
    )
    assert {tuple(row) for row in rows} == {
        ("lagoonctl", "kubeconfig"),
        ("tide-agent", "ip"),
        ("tide-agent", "discoveryAddress"),
        ("tide-server", "keepaliveMaxServerConnectionAge"),
        ("mapview", "theme"),
        ("src", "show"),
    } | ({("tide-server", "resync")} if tag == "1.1.0" else set())
    assert not index.execute(
        "SELECT program, name FROM flag_view WHERE status IN ('assumed', 'unknown')"
    ).fetchall()


@pytest.mark.parametrize(
    ("package", "role"),
    [
        ("gauge/cmd/gauged", "product"),
        ("reef/cmd/reef_ca", "product"),
        ("tests/echo/cmd/server", "test"),
        ("tools/loadgen", "tool"),
        ("samples/ferry/src", "sample"),
    ],
)
def test_programs_have_their_roles(index: sqlite3.Connection, package: str, role: str) -> None:
    row = index.execute(
        "SELECT role FROM program_view WHERE tag = '1.0.0' AND package = ?", (package,)
    ).fetchone()
    assert row["role"] == role


@pytest.mark.parametrize(
    ("program", "flag", "registered", "origin", "text"),
    [
        (
            "gauged",
            "monitoringPort",
            "gauge/cmd/gauged/cmd/server.go",
            "pkg/ports/ports.go",
            "Monitoring = 9193",
        ),
        (
            "reef_ca",
            "self-signed-ca-cert-ttl",
            "reef/cmd/reef_ca/reef.go",
            "reef/pkg/ca/times.go",
            "DefaultRootTTL = 365 * day",
        ),
    ],
)
def test_default_is_traced_to_the_constant(
    index: sqlite3.Connection,
    control: Repo,
    program: str,
    flag: str,
    registered: str,
    origin: str,
    text: str,
) -> None:
    flags = index.execute(
        "SELECT flag_id, file FROM flag_view WHERE tag = '1.0.0' AND program = ? AND name = ?",
        (program, flag),
    ).fetchall()
    assert [row["file"] for row in flags] == [registered]
    places = index.execute(
        "SELECT file, line FROM flag_origin WHERE flag_id = ? ORDER BY position",
        (flags[0]["flag_id"],),
    ).fetchall()
    lines = [_line(control, "1.0.0", row["file"], row["line"]) for row in places]
    assert (origin, text) in zip([row["file"] for row in places], lines, strict=True)


def test_demo_shows_each_command_and_its_answer(
    capfd: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    before = dict(os.environ)
    assert demo.run(main, tmp_path / "kept here") == 0
    out = capfd.readouterr().out
    parts = out.split("\n$ xref ")[1:]
    assert [part.split()[0] for part in parts] == [words[0] for _, words in demo.COMMANDS]
    assert all(len(part.splitlines()) > 1 for part in parts[1:])
    assert "gauge/cmd/gauged/cmd/server.go" in out
    assert "15014" in out
    assert "tide/docker/envoy_tide.yaml.tmpl" in out
    assert f"export XREF_DB='{tmp_path}/kept here/xref.db'" in out
    assert dict(os.environ) == before


def _paths(repo: Repo, tag: str) -> set[str]:
    return {str(b.path) for b in repo.commit(tag).tree.traverse() if b.type == "blob"}


def _pinned(repo: Repo, tag: str) -> str:
    pins = json.loads((repo.commit(tag).tree / "istio.deps").data_stream.read())
    return str(next(pin["lastStableSHA"] for pin in pins if pin["repoName"] == "proxy"))


def _line(repo: Repo, tag: str, file: str, line: int) -> str:
    text: bytes = (repo.commit(tag).tree / file).data_stream.read()
    return text.decode().splitlines()[line - 1].strip()


def _flags_by_name(programs: sample_truth.Programs) -> dict[tuple[str, str, str], dict[str, Any]]:
    """Flags by program, command and name; programs by their own name, since they move."""
    return {
        (Path(package).name, command["path"], flag["name"]): flag
        for package, program in programs.items()
        for command in program["commands"]
        for flag in command["flags"]
    }


def _indexed(index: sqlite3.Connection, tag: str, package: str) -> dict[str, Any]:
    """A program as the index has it, in the shape of the truth."""
    commands = index.execute(
        "SELECT * FROM command_view WHERE tag = ? AND package = ? ORDER BY command", (tag, package)
    ).fetchall()
    return {"commands": [_command(index, row) for row in commands]}


def _command(index: sqlite3.Connection, row: sqlite3.Row) -> dict[str, Any]:
    key = (row["command_id"],)
    aliases = index.execute(
        "SELECT name FROM command_alias WHERE command_id = ? ORDER BY position", key
    )
    flags = index.execute("SELECT * FROM flag WHERE command_id = ? ORDER BY name", key)
    return {
        "path": row["command"],
        "aliases": [alias["name"] for alias in aliases],
        "hidden": bool(row["hidden"]),
        "deprecated": row["deprecated"],
        "runnable": bool(row["runnable"]),
        "short": row["short"],
        "flags": [
            {
                **{field: flag[field] for field in OWN_FLAG_FIELDS},
                "default": flag["default_value"],
                "persistent": bool(flag["persistent"]),
                "hidden": bool(flag["hidden"]),
            }
            for flag in flags
        ],
    }
