"""Fixtures that several files of tests share."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from xref.__main__ import main
from xref.build import build_tag
from xref.errors import XrefError
from xref.gitsource import locate, source_of

ISTIO = "istio/istio"


@pytest.fixture(scope="session")
def place() -> str:
    """The local copy of istio/istio; tests are skipped where none is named."""
    try:
        found = source_of(ISTIO, {})
    except XrefError as error:
        pytest.skip(f"the copy of {ISTIO} cannot be found: {error}")
    if found.path is None:
        pytest.skip(f"no local copy of {ISTIO} is named in XREF_GIT or config.toml")
    return str(found.path)


@pytest.fixture(scope="session")
def built(place: str, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """Builds a tag of istio/istio with an empty cache, each but once, and gives its index.

    Skips where the copy has no such tag.
    """

    @cache
    def build(tag: str) -> Path:
        with locate(ISTIO, {ISTIO: place}) as repository:
            if tag not in repository.tags():
                pytest.skip(f"{place} has no tag {tag}")
        folder = tmp_path_factory.mktemp(f"real-{tag}")
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("XDG_CACHE_HOME", str(folder / "cache"))
            build_tag(
                tag,
                project=ISTIO,
                overrides={ISTIO: place},
                index=folder / "index.db",
                progress=lambda _: None,
            )
        return folder / "index.db"

    return build


class Release:
    """Answers about 1.1.0 of istio/istio, from its index: ``ask`` as users do, ``select`` by SQL."""

    def __init__(self, index: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self._index = index
        self._capsys = capsys

    def ask(self, *words: str) -> list[dict[str, Any]]:
        self._capsys.readouterr()
        assert main([*words, "--json", "--db", str(self._index)]) == 0
        rows: list[dict[str, Any]] = json.loads(self._capsys.readouterr().out)
        return rows

    def select(self, query: str, *values: object) -> list[dict[str, Any]]:
        with closing(sqlite3.connect(self._index)) as connection:
            connection.row_factory = sqlite3.Row
            return [dict(row) for row in connection.execute(query, values)]


@pytest.fixture
def release(built: Callable[[str], Path], capsys: pytest.CaptureFixture[str]) -> Release:
    return Release(built("1.1.0"), capsys)
