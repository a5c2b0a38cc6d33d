"""Fixtures that several files of tests share."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from shipped_truth import Release

from xref import demo
from xref.build import build_tag
from xref.errors import XrefError
from xref.gitsource import locate
from xref.gitsource.names import source_of

ISTIO = "istio/istio"
PROXY = "istio/proxy"
SAMPLE_TAGS = ("1.0.0", "1.1.0")


def local(project: str) -> str:
    """The local copy of a repository, "" where none is named."""
    try:
        found = source_of(project, {})
    except XrefError:
        return ""
    return str(found.path or "")


@pytest.fixture(scope="session")
def sample_repositories(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The bundled sample's repositories by project."""
    return demo.make_repositories(tmp_path_factory.mktemp("sample"))


@pytest.fixture(scope="session")
def sample_index(
    sample_repositories: dict[str, Path], tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """An index of the sample's releases; only to be read."""
    folder = tmp_path_factory.mktemp("sample-index")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(folder / "cache"))
        for tag in SAMPLE_TAGS:
            build_tag(
                tag,
                project=demo.PROJECT,
                overrides={project: str(path) for project, path in sample_repositories.items()},
                index=folder / "index.db",
                progress=lambda _: None,
            )
    return folder / "index.db"


@pytest.fixture(scope="session")
def place() -> str:
    """The local copy of istio/istio; tests are skipped where none is named."""
    return local(ISTIO) or pytest.skip(f"no local copy of {ISTIO} is in XREF_GIT or config.toml")


@pytest.fixture(scope="session")
def built(place: str, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """Builds a tag of istio/istio with an empty cache, each but once, and gives its index.

    Skips where the copy has no such tag. The network is not asked for the proxy.
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
                overrides={ISTIO: place, PROXY: local(PROXY) or str(folder / "none")},
                index=folder / "index.db",
                progress=lambda _: None,
            )
        return folder / "index.db"

    return build


@pytest.fixture
def release_of(
    built: Callable[[str], Path], capsys: pytest.CaptureFixture[str]
) -> Callable[[str], Release]:
    """Answers about a tag of istio/istio, whose proxy is read from a local copy too."""
    if not local(PROXY):
        pytest.skip(f"no local copy of {PROXY} is in XREF_GIT or config.toml")
    return lambda tag: Release(built(tag), capsys)


@pytest.fixture
def release(release_of: Callable[[str], Release]) -> Release:
    """Answers about 1.1.0 of istio/istio."""
    return release_of("1.1.0")
