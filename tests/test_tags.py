"""Which tags a selection means."""

from __future__ import annotations

import random

import pytest

from xref.errors import UsageError
from xref.tags import chosen, is_name, releases

KNOWN = (
    *("nightly", "1.0.0-snapshot.1", "1.0.0", "1.0.9", "1.0.10", "1.1.0.snapshot.1"),
    *("1.1.0-rc.0", "1.1.0-rc.1", "1.1.0", "1.1.1", "1.2.0-beta.1"),
)


def meant(*texts: str, pre: bool = False) -> list[str]:
    return chosen(texts, KNOWN, "a/b", pre)


@pytest.mark.parametrize(
    ("texts", "tags"),
    [
        (["1.1.0"], ["1.1.0"]),
        (["1.1.0", "1.0.9", "1.1.0"], ["1.0.9", "1.1.0"]),
        (["1.1.0-rc.1", "not-known"], ["not-known", "1.1.0-rc.1"]),
        (["1.0.*"], ["1.0.0", "1.0.9", "1.0.10"]),
        (["1.1.[01]"], ["1.1.0", "1.1.1"]),
        (["1.1.0-*"], ["1.1.0-rc.0", "1.1.0-rc.1"]),
        (["1.2.*"], ["1.2.0-beta.1"]),
        (["*.snapshot.*", "night*"], ["nightly", "1.1.0.snapshot.1"]),
        (["1.0.9..1.1.0"], ["1.0.9", "1.0.10", "1.1.0"]),
        (["1.0.10..1.0.10"], ["1.0.10"]),
        (["1.0.10.."], ["1.0.10", "1.1.0", "1.1.1"]),
        (["..1.0.9"], ["1.0.0", "1.0.9"]),
        ([".."], ["1.0.0", "1.0.9", "1.0.10", "1.1.0", "1.1.1"]),
        (["1.1.0-rc.1..1.1.1"], ["1.1.0-rc.1", "1.1.0", "1.1.1"]),
        (["1.1.0-rc.0..1.1.0-rc.1"], ["1.1.0-rc.0", "1.1.0-rc.1"]),
        (["1.1.1", "1.0.*", "1.0.9..1.1.0"], ["1.0.0", "1.0.9", "1.0.10", "1.1.0", "1.1.1"]),
    ],
)
def test_what_is_meant(texts: list[str], tags: list[str]) -> None:
    assert meant(*texts) == tags


def test_pre_releases_stand_before_their_release_where_they_are_asked_for() -> None:
    assert meant("1.1.*", pre=True) == [*KNOWN[5:10]]
    assert meant("1.0.10..1.1.0", pre=True) == [*KNOWN[4:9]]
    assert releases(KNOWN, pre=True) == [*KNOWN]
    assert releases(KNOWN, pre=False) == ["1.0.0", "1.0.9", "1.0.10", "1.1.0", "1.1.1"]
    assert releases(["nightly", "1.0-rc.1"], pre=False) == ["nightly", "1.0-rc.1"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("3.*", "a/b has no tag like 3.*"),
        ("1.1.0-rv.*", "did you mean 1.1.0-rc."),
        ("1.0.11..1.1.0", "a/b has no tag 1.0.11, an end of 1.0.11..1.1.0: did you mean 1.0.1"),
        ("1.0.0..9", "no tag 9"),
        ("1.0.*..1.1.0", "no tag 1.0.*"),
        ("1.0.0...1.1.0", "no tag .1.1.0"),
        ("1.1.0..1.0.0", "1.1.0 comes after 1.0.0: write 1.0.0..1.1.0"),
    ],
)
def test_what_means_nothing_is_told_with_what_is_near(text: str, told: str) -> None:
    with pytest.raises(UsageError) as error:
        meant("1.0.0", text)
    assert told in str(error.value)


def test_a_project_without_tags() -> None:
    with pytest.raises(UsageError, match="no tags"):
        chosen([".."], (), "a/b", False)


@pytest.mark.parametrize("seed", range(5))
def test_the_order_of_the_words_changes_nothing(seed: int) -> None:
    texts = ["1.1.*", "1.0.9..1.1.0", "1.1.0-rc.0", "new"]
    mixed = random.Random(seed).sample(texts, len(texts))
    assert meant(*mixed) == meant(*texts)


def test_names_need_no_list() -> None:
    names = ["1.1.0", "v1", "release-1.0", "a/b"]
    assert all(map(is_name, names))
    assert not any(map(is_name, ["1.*", "1.?", "[1]", "1..2", ".."]))
