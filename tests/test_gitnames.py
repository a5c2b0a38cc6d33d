"""What may be named to git."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from gitrepo import build_repository, isolate, one_line

from xref import config
from xref.errors import UsageError
from xref.gitsource import locate, parse_pair, parse_pairs
from xref.gitsource.names import check_url, home_page, redact

PROJECT = "istio/istio"
NO_TAGS = """-x --upload-pack=touch 1..0 a~1 a^ a:b a? a* a[ a\\b /a a/ a//b .a a/.b a. a.lock
a.lock/b a@{1} @"""
NO_URLS = """fd::17 ::x https::https://example.com/x -uhttps://x/y ext://sh/x ftp://example.com/x
ssh://-oProxyCommand=touch/x ssh://a@-b/x -oProxyCommand=x:y a@-b:c a:-b https:///x http://[x/y -"""
URLS = """https://example.com/a/b.git ssh://git@example.com:22/a git@example.com:a/b.git
git://127.0.0.1:9418/a file:///srv/a http://mirror/a example.com:a"""


@pytest.fixture(autouse=True)
def home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    return isolate(monkeypatch, tmp_path / "home")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return build_repository(tmp_path / "istio", {"1.0.0": {"f": ""}}, bare=True)


# Names


@pytest.mark.parametrize(
    "name", ["istio", "-o/x", "a/b/c", "a/..", "/b", "a/", "a b/c", "a/-b", ""]
)
def test_refused_projects(name: str, folder: Path) -> None:
    with pytest.raises(UsageError, match="OWNER/NAME") as error:
        locate(name, {name: str(folder)})
    one_line(error)


@pytest.mark.parametrize("tag", [*NO_TAGS.split(), "", "a b", "a\nb", "a\x7f"])
def test_refused_tags_are_those_that_git_refuses(tag: str, folder: Path) -> None:
    done = subprocess.run(["git", "check-ref-format", f"refs/tags/{tag}"], cwd=folder)
    assert done.returncode or tag.startswith("-") or tag == "@"
    with pytest.raises(UsageError) as error:
        locate(PROJECT, {PROJECT: str(folder)}, tags=[tag])
    one_line(error)


@pytest.mark.parametrize("commit", ["HEAD", "-x", "abc", "A" * 40, "0" * 41, "0" * 40 + "\n"])
def test_refused_commits(commit: str, folder: Path) -> None:
    with pytest.raises(UsageError, match="full id"):
        locate(PROJECT, {PROJECT: str(folder)}, commits=[commit])


@pytest.mark.parametrize("url", [*NO_URLS.split(), "ext::sh -c 'touch x'", "a:\nb", "a\0b", ""])
def test_refused_urls(url: str) -> None:
    with pytest.raises(UsageError) as error:
        locate(PROJECT, {PROJECT: url})
    one_line(error)
    assert not config.cache_dir().exists()


@pytest.mark.parametrize("url", URLS.split())
def test_accepted_urls_go_to_the_cache(url: str) -> None:
    assert check_url(url) == url
    with locate(PROJECT, {PROJECT: url}) as repository:
        assert repository.path.parent == config.cache_dir() / "git"
        assert repository.tags() == ()
    assert not config.cache_dir().exists()


def test_pairs() -> None:
    assert parse_pair("a/b=/c=d") == ("a/b", "/c=d")
    assert parse_pairs(["a/b=/c", "a/b=/d", "e/f=g:h"]) == {"a/b": "/d", "e/f": "g:h"}
    for wrong in ("a/b", "a/b=", "=x", "a=/x", "-a/b=/x"):
        with pytest.raises(UsageError, match="OWNER/NAME=PATH_OR_URL"):
            parse_pair(wrong)


def test_passwords_are_not_shown() -> None:
    assert redact("https://me:secret@example.com/a@b") == "https://example.com/a@b"


@pytest.mark.parametrize(
    ("url", "page"),
    [
        ("https://github.com/me/fork.git", "https://github.com/me/fork"),
        ("git@github.com:me/fork.git", "https://github.com/me/fork"),
        ("ssh://git@github.com/me/fork/", "https://github.com/me/fork"),
        ("https://example.com/me/fork", "https://github.com/istio/istio"),
        ("https://github.com.example.com/me/fork", "https://github.com/istio/istio"),
        ("", "https://github.com/istio/istio"),
    ],
)
def test_links_go_to_the_repository_that_is_read(url: str, page: str) -> None:
    assert home_page(PROJECT, url) == page
