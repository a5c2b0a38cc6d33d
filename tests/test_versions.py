"""The order of tags, and which are releases."""

from __future__ import annotations

import random

import pytest

from xref.versions import is_release, latest, version_key

IN_ORDER = [
    *("", "20190115", "latest", "release-1.0", "v2", "0.8.0", "1.0.0-snapshot.9"),
    *("1.0.0-snapshot.10", "1.0.0", "1.0.9", "v1.0.10", "1.1.0.snapshot.1", "1.1.0-snapshot.2"),
    *("1.1.0-rc.0", "1.1.0-rc.2", "1.1.0-rc.10", "1.1.0", "v1.1.1", "1.1.2", "1.1.17", "1.2.0"),
    *("1.9.0", "1.10.0-alpha.0", "1.10-alpha.fe", "1.10.0-beta.1", "1.10.0"),
    *("1.31.0-alpha.1", "1.31.0-beta.1", "1.31.0-rc.0", "1.31.0", "9" * 5000 + ".0"),
]


@pytest.mark.parametrize("seed", range(5))
def test_versions_stand_in_the_order_in_which_they_came(seed: int) -> None:
    mixed = random.Random(seed).sample(IN_ORDER, len(IN_ORDER))
    assert sorted(mixed, key=version_key) == IN_ORDER


def test_keys_of_different_tags_differ() -> None:
    assert len({version_key(tag) for tag in ("1.1", "1.1.0", "v1.1.0", "1.1.0+b", "1.1.0-0")}) == 5


def test_releases_are_told_from_other_tags() -> None:
    tags = ["1.1", "v1.1.0", "1.1.0-rc.0", "1.1.0.snapshot.1", "1.1.0+b", "nightly", "2", ""]
    assert [tag for tag in tags if is_release(tag)] == ["1.1", "v1.1.0", "1.1.0+b"]


@pytest.mark.parametrize(
    ("tags", "highest"),
    [
        (["1.1.0", "1.2.0-rc.0", "1.0.9", "nightly", "20190115"], "1.1.0"),
        (["1.2.0-rc.1", "1.2.0-rc.10", "nightly"], "1.2.0-rc.10"),
        (["v1.9", "v1.10"], "v1.10"),
        (["b", "a"], "b"),
        ([], None),
    ],
)
def test_the_latest_is_a_release_if_there_is_one(tags: list[str], highest: str | None) -> None:
    assert latest(tags) == highest
