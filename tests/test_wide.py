"""Releases of Istio from 0.8 to the newest lines: each builds, and says so where it cannot know.

Spans many tags, hence for ``make test-all``. Needs a local copy of istio/istio, found as
``xref build`` finds one.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from xref.build import BuildSummary, build_tag
from xref.gitsource import locate

pytestmark = [pytest.mark.real, pytest.mark.wide]

PROJECT = "istio/istio"
# These carry their libraries' sources, so that nothing about a flag need stay unknown.
VENDORED = ("0.8.0", "1.0.9", "1.1.17", "1.2.10", "1.3.0", "1.3.8")
BARE = ("1.6.0", "1.12.0", "1.20.0")


def built(tag: str, place: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> BuildSummary:
    """Build a tag with a cold cache, if the copy has it."""
    overrides = {PROJECT: place}
    with locate(PROJECT, overrides) as repository:
        if tag not in repository.tags():
            pytest.skip(f"{place} has no tag {tag}")
    monkeypatch.setenv("XDG_CACHE_HOME", str(folder / "cache"))
    return build_tag(
        tag,
        project=PROJECT,
        overrides=overrides,
        index=folder / "index.db",
        progress=lambda progress: None,
    )


@pytest.mark.parametrize("tag", VENDORED)
def test_with_its_libraries_every_flag_is_known(
    tag: str, place: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = built(tag, place, tmp_path, monkeypatch)
    assert made.programs > 30
    assert made.flags > 500
    assert made.by_status["unknown"] == made.by_status["assumed"] == 0


@pytest.mark.parametrize("tag", BARE)
def test_without_its_libraries_gaps_are_told(
    tag: str, place: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = built(tag, place, tmp_path, monkeypatch)
    assert made.programs > 20
    assert made.flags > 50
    assert any("not" in d.message for d in made.diagnostics)
