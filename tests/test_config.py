"""The user's folders and config file."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from gitrepo import isolate

from xref import config
from xref.errors import UsageError


@pytest.fixture(autouse=True)
def home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    return isolate(monkeypatch, tmp_path / "home")


def write(text: str | bytes) -> None:
    path = config.config_file()
    path.parent.mkdir(parents=True)
    path.write_bytes(text.encode() if isinstance(text, str) else text)


def test_folders_follow_the_xdg_variables(home: Path) -> None:
    assert config.cache_dir() == home / "cache/xref"
    assert config.data_dir() == home / "data/xref"
    assert config.config_file() == home / "config/xref/config.toml"
    assert config.index_path() == home / "data/xref/index.db"


@pytest.mark.parametrize("value", ["", "relative/folder"])
def test_without_usable_variables_they_lie_in_the_home_folder(
    home: Path, monkeypatch: pytest.MonkeyPatch, value: str
) -> None:
    for name in ("XDG_CACHE_HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME"):
        monkeypatch.setenv(name, value)
    assert config.cache_dir() == home / ".cache/xref"
    assert config.data_dir() == home / ".local/share/xref"
    assert config.config_file() == home / ".config/xref/config.toml"


def test_xref_db_names_the_index(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XREF_DB", "~/mine.db")
    assert config.index_path() == home / "mine.db"
    monkeypatch.setenv("XREF_DB", "near.db")
    assert config.index_path() == Path("near.db")


def test_no_home_is_told_in_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    def homeless(_: Path) -> Path:
        raise RuntimeError("Could not determine home directory.")

    monkeypatch.delenv("XDG_CACHE_HOME")
    monkeypatch.setattr(Path, "expanduser", homeless)
    with pytest.raises(UsageError, match="set HOME"):
        config.cache_dir()


def test_git_table() -> None:
    write('[git]\n"istio/istio" = "/src/istio"\n"istio/proxy" = "https://example.com/proxy.git"\n')
    assert config.git_table() == {
        "istio/istio": "/src/istio",
        "istio/proxy": "https://example.com/proxy.git",
    }


def test_git_table_is_empty_without_file_or_table() -> None:
    assert config.git_table() == {}
    write("[other]\nkey = 1\n")
    assert config.git_table() == {}


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("[git\n", "no valid TOML"),
        (b"[git]\na = '\xff'\n", "no valid TOML"),
        ("git = " + "[" * 100_000, "no valid TOML"),
        ("git = 3\n", "no table"),
        ('[git]\n"istio/istio" = 3\n', "'istio/istio'"),
        ('[git]\nistio.istio = "/src"\n', "'istio'"),
    ],
)
def test_a_wrong_file_is_told_in_one_line_that_names_it(text: str | bytes, says: str) -> None:
    write(text)
    with pytest.raises(UsageError) as caught:
        config.git_table()
    message = str(caught.value)
    assert says in message
    assert str(config.config_file()) in message
    assert "\n" not in message


def test_an_unreadable_file_is_told() -> None:
    config.config_file().mkdir(parents=True)  # a folder in its place: unreadable, even for root
    with pytest.raises(UsageError, match=r"cannot read .*config\.toml"):
        config.git_table()


def test_importing_it_loads_nothing_heavy() -> None:
    code = "import sys, xref.config; print(*{'tomllib', 'git', 'typer'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""
