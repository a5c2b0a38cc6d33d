"""The build as a whole, over small repositories: what is found, what is kept, what goes wrong."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from gitrepo import Files, build_repository, git, isolate, one_line

from xref import cache, config, demo, programs, reading
from xref.build import BuildSummary, build_tag
from xref.errors import SourceError, TagNotFound
from xref.reading import Progress
from xref.schema import TABLES

PROJECT = "some/tool"


@pytest.fixture(autouse=True)
def home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    return isolate(monkeypatch, tmp_path / "home")


def program(port: str = "8080", imports: str = "", more: str = "") -> str:
    """A program with one command and the flag ``--port``; ``port`` is its default in Go."""
    return f"""package main

import (
\t"github.com/spf13/cobra"
{imports}
)
{more}
func main() {{
\troot := &cobra.Command{{Use: "tool", Run: func(*cobra.Command, []string) {{}}}}
\troot.Flags().Int("port", {port}, "The port")
\troot.Execute()
}}
"""


def options(port: int) -> str:
    return f"package options\n\nconst Port = {port}\n"


class Built:
    """An index, and what the build of a tag into it told."""

    def __init__(self, index: Path, summary: BuildSummary) -> None:
        self.index = index
        self.summary = summary

    def select(self, query: str) -> list[tuple[Any, ...]]:
        with closing(sqlite3.connect(self.index)) as connection:
            return connection.execute(query).fetchall()

    def rows(self) -> dict[str, list[tuple[Any, ...]]]:
        """All rows of all tables."""
        return {name: self.select(f"SELECT * FROM {name}") for name in [*TABLES, "search_view"]}

    def ports(self) -> dict[str, tuple[str, str]]:
        """Default and status of ``--port`` by package folder."""
        query = "SELECT package, default_value, status FROM flag_view WHERE name = 'port'"
        return {package: (default, status) for package, default, status in self.select(query)}

    def messages(self, package: str) -> list[str]:
        query = "SELECT program_id, subject, message FROM diagnostic_view"
        return [message for _, subject, message in self.select(query) if subject == package]


def built(
    repository: Path,
    index: Path,
    *,
    tag: str = "1.0.0",
    project: str = PROJECT,
    processes: int = 1,
    progress: Callable[[Progress], None] = lambda _: None,
) -> Built:
    # The sample pins its proxy, whose repository is made beside it.
    overrides = {project: str(repository), demo.PROXY: str(repository.parent / "proxy.git")}
    summary = build_tag(
        tag,
        project=project,
        overrides=overrides,
        index=index,
        progress=progress,
        processes=processes,
    )
    return Built(index, summary)


def built_of(tmp_path: Path, files: Files) -> Built:
    return built(build_repository(tmp_path / "repo", {"1.0.0": files}), tmp_path / "i.db")


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The control plane of the bundled sample: many programs, one tree."""
    return demo.make_repositories(tmp_path_factory.mktemp("sample"))[demo.PROJECT]


def built_sample(sample: Path, index: Path, **changes: Any) -> Built:
    return built(sample, index, **{"project": demo.PROJECT, "tag": "1.1.0", **changes})


@pytest.fixture
def first(sample: Path, tmp_path: Path) -> Built:
    """The sample, built with an empty cache."""
    made = built_sample(sample, tmp_path / "first.db")
    assert made.summary.flags > 50
    return made


# What is kept between builds


def test_a_second_build_takes_all_from_the_cache_and_gives_the_same(
    first: Built, sample: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("this was worked out before")

    monkeypatch.setattr(reading, "scan", refuse)
    monkeypatch.setattr(programs, "evaluate", refuse)
    again = built_sample(sample, tmp_path / "again.db")
    assert again.rows() == first.rows()
    assert again.summary.by_status == first.summary.by_status


def test_a_change_of_an_imported_package_is_noticed(tmp_path: Path) -> None:
    root = {
        "go.mod": "module example.org/m\n",
        "cmd/a/main.go": program("options.Port", '\t"example.org/m/options"'),
        "cmd/b/main.go": program(),
    }
    releases = {
        tag: {**root, "options/options.go": options(port)}
        for tag, port in (("1.0.0", 1), ("1.1.0", 2))
    }
    repository = build_repository(tmp_path / "repo", releases)
    for tag, port in (("1.0.0", "1"), ("1.1.0", "2"), ("1.0.0", "1")):
        made = built(repository, tmp_path / f"{tag}.db", tag=tag)
        assert made.ports() == {"cmd/a": (port, "exact"), "cmd/b": ("8080", "exact")}


@pytest.mark.parametrize("processes", [2, 3])
def test_the_number_of_processes_changes_nothing(
    first: Built,
    sample: Path,
    tmp_path: Path,
    processes: int,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "another cache"))
    monkeypatch.setattr(reading, "_WORTH_SHARING", 1)
    again = built_sample(sample, tmp_path / "again.db", processes=processes)
    assert again.rows() == first.rows()


def _junk(path: Path) -> None:
    path.write_bytes(b"no database at all" * 1000)


def _cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def _flip(path: Path) -> None:
    data = bytearray(path.read_bytes())
    for at in range(4096, len(data), 1009):
        data[at] ^= 0x55
    path.write_bytes(data)


def _mangle(path: Path) -> None:
    """Every row is there, and none is what it was."""
    with closing(sqlite3.connect(path)) as connection, connection:
        done = connection.execute("UPDATE fact SET value = CAST(replace(value, '8', '9') AS BLOB)")
        assert done.rowcount > 50


def _shorten(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE fact SET value = x''")


def _retype(path: Path) -> None:
    """One bit of a row's header makes a text of a blob."""
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE fact SET value = CAST(value AS TEXT)")


@pytest.mark.parametrize("damage", [_junk, _cut, _flip, _mangle, _shorten, _retype])
def test_a_damaged_cache_is_renewed_and_never_believed(
    first: Built, sample: Path, tmp_path: Path, damage: Callable[[Path], None]
) -> None:
    file = config.cache_dir() / cache.FILE
    damage(file)
    assert built_sample(sample, tmp_path / "again.db").rows() == first.rows()


def test_a_cache_that_cannot_be_written_costs_time_alone(
    first: Built, sample: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    assert built_sample(sample, tmp_path / "again.db").rows() == first.rows()


# What is found


def test_progress_goes_up_to_its_end(sample: Path, tmp_path: Path) -> None:
    seen: list[Progress] = []
    built_sample(sample, tmp_path / "i.db", progress=seen.append)
    stages = list(dict.fromkeys(progress.stage for progress in seen))
    assert stages == ["reading", "evaluating", "writing"]
    for stage in stages[:2]:
        steps = [progress for progress in seen if progress.stage == stage]
        assert [progress.done for progress in steps] == sorted(p.done for p in steps)
        assert steps[-1].done == steps[-1].total > 0


def test_imports_resolve_by_go_mod(tmp_path: Path) -> None:
    made = built_of(
        tmp_path,
        {
            "go.mod": '// a comment\nmodule "example.org/m" // another\n\ngo 1.12\n',
            "cmd/a/main.go": program("options.Port", '\t"example.org/m/pkg/options"'),
            "pkg/options/options.go": options(7),
        },
    )
    assert made.ports() == {"cmd/a": ("7", "exact")}


def test_imports_resolve_by_what_they_agree_on_where_there_is_no_go_mod(tmp_path: Path) -> None:
    files = {
        f"cmd/{name}/main.go": program("options.Port", '\t"old.example/m/pkg/options"')
        for name in ("a", "b", "c")
    }
    made = built_of(tmp_path, {**files, "pkg/options/options.go": options(7)})
    assert made.ports() == {f"cmd/{name}": ("7", "exact") for name in ("a", "b", "c")}


def test_nested_modules_have_roots_of_their_own(tmp_path: Path) -> None:
    imports = '\tmine "example.org/m/options"\n\tother "other.example/x/options"'
    made = built_of(
        tmp_path,
        {
            "go.mod": "module example.org/m\n",
            "options/options.go": options(1),
            "nested/go.mod": "module other.example/x\n",
            "nested/options/options.go": options(20),
            "nested/cmd/b/main.go": program("options.Port", '\t"other.example/x/options"'),
            "cmd/a/main.go": program("mine.Port + other.Port", imports),
        },
    )
    assert made.ports() == {"cmd/a": ("21", "exact"), "nested/cmd/b": ("20", "exact")}


def test_vendored_packages_are_found_and_vendored_programs_only_listed(tmp_path: Path) -> None:
    made = built_of(
        tmp_path,
        {
            "go.mod": "module example.org/m\n",
            "main.go": program("options.Port", '\t"lib.example/options"'),
            "vendor/lib.example/options/options.go": options(3),
            "vendor/lib.example/cmd/gen/main.go": program("4"),
        },
    )
    assert made.ports() == {".": ("3", "exact")}
    rows = made.select("SELECT package, program, role, evaluated FROM program_view ORDER BY 1")
    assert rows == [
        (".", "tool", "product", 1),
        ("vendor/lib.example/cmd/gen", "gen", "vendor", 0),
    ]


def test_a_missing_library_makes_unknown_and_never_a_guess(tmp_path: Path) -> None:
    imports = '\t"lib.example/options"'
    made = built_of(
        tmp_path,
        {"go.mod": "module example.org/m\n", "main.go": program("options.Port", imports)},
    )
    assert made.ports() == {".": ("", "unknown")}


def test_programs_that_a_build_constraint_excludes_are_told(tmp_path: Path) -> None:
    made = built_of(
        tmp_path,
        {
            "go.mod": "module example.org/m\n",
            "gen/gen.go": "// +build ignore\n\n" + program("1"),
            "win/main_windows.go": program("2"),
            "both/main_linux.go": program("3"),
            "both/main_darwin.go": program("4"),
        },
    )
    assert made.ports() == {"both": ("3", "exact")}
    rows = made.select("SELECT package, evaluated FROM program_view ORDER BY package")
    assert rows == [("both", 1), ("gen", 0), ("win", 0)]
    for package, reason in (("gen", "ignore"), ("win", "windows")):
        [message] = made.messages(package)
        assert "build constraint" in message
        assert reason in message


def test_a_program_that_does_not_end_is_indexed_with_what_was_learnt(tmp_path: Path) -> None:
    loop = "\nfunc init() {\n\tfor {\n\t}\n}\n"
    child = '\troot.AddCommand(&cobra.Command{Use: "child"})\n'
    inside = program().replace("\troot.Execute()", f"{child}\tfor {{\n\t}}\n")
    made = built_of(
        tmp_path,
        {
            "go.mod": "module example.org/m\n",
            "before/main.go": program(more=loop),
            "after/main.go": inside,
            "fine/main.go": program("5"),
        },
    )
    assert made.ports()["fine"] == ("5", "exact")
    assert made.ports()["after"][0] == "8080", "what was learnt before"
    for package in ("before", "after"):
        told = made.select(
            f"SELECT message, file, line FROM diagnostic WHERE subject = '{package}'"
        )
        [(file, line)] = [row[1:] for row in told if "budget" in row[0]]
        assert file == f"{package}/main.go"
        assert line > 0


def test_a_syntax_error_is_told_and_stops_only_its_program(tmp_path: Path) -> None:
    broken = program().replace('8080, "The port")', '80 80, "The port"')
    made = built_of(
        tmp_path,
        {
            "go.mod": "module example.org/m\n",
            "broken/main.go": broken,
            "fine/main.go": program("5"),
            "bytes/main.go": b"package main\n\nfunc main() { \xff\xfe\x00 }\n",
        },
    )
    assert made.ports()["fine"] == ("5", "exact")
    assert made.ports().get("broken", ("", "unknown"))[1] == "unknown"
    packages = {row[0] for row in made.select("SELECT package FROM program_view")}
    assert packages == {"broken", "fine", "bytes"}
    assert made.messages("broken")


def test_a_missing_blob_stops_only_what_needs_it(tmp_path: Path) -> None:
    files = {"go.mod": "module example.org/m\n", "fine/main.go": program("5")}
    repository = build_repository(tmp_path / "repo", {"0.9.0": files}, bare=True)
    tree = git(repository, "rev-parse", "0.9.0^{tree}").decode().strip()
    gone = "0123456789" * 4
    folder = git(repository, "mktree", "--missing", stdin=f"100644 blob {gone}\tx.go\n".encode())
    listing = git(repository, "ls-tree", tree) + b"040000 tree " + folder.strip() + b"\tgone\n"
    whole = git(repository, "mktree", "--missing", stdin=listing).decode().strip()
    commit = git(repository, "commit-tree", "-m", "x", whole).decode().strip()
    git(repository, "update-ref", "refs/tags/1.0.0", commit)
    made = built(repository, tmp_path / "i.db")
    assert made.ports() == {"fine": ("5", "exact")}
    assert made.select("SELECT message, file FROM diagnostic_view") == [
        ("the blob is missing from the repository", "gone/x.go")
    ]


@pytest.mark.parametrize("files", [{}, {"README.md": "no Go\n"}, {"a.go": "package a\n"}])
def test_a_release_without_programs_is_a_release(tmp_path: Path, files: Files) -> None:
    made = built_of(tmp_path, files)
    assert made.select("SELECT tag FROM release") == [("1.0.0",)]
    assert made.summary.programs == made.summary.flags == 0


# What goes wrong


def test_nothing_is_written_where_the_tag_is_not_there(tmp_path: Path) -> None:
    repository = build_repository(tmp_path / "repo", {"1.0.0": {"main.go": program()}})
    built(repository, tmp_path / "i.db")
    with pytest.raises(TagNotFound) as error:
        built(repository, tmp_path / "i.db", tag="1.0.1")
    assert "1.0.0" in one_line(error)
    with pytest.raises(SourceError) as failure:
        built(tmp_path / "home", tmp_path / "i.db")
    assert str(tmp_path / "home") in one_line(failure)
    with closing(sqlite3.connect(tmp_path / "i.db")) as connection:
        assert connection.execute("SELECT tag FROM release").fetchall() == [("1.0.0",)]


@pytest.fixture(autouse=True)
def untouched(tmp_path: Path) -> Iterator[None]:
    """No repository of the user's gets a file, a branch or a worktree by being read."""
    yield
    for repository in (tmp_path / "repo", tmp_path / "repo" / ".git"):
        assert not (repository / "worktrees").exists()
        assert not (repository / "FETCH_HEAD").exists()
