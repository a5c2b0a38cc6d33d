"""The order of release tags. Pure; the git layer and all that lists releases sort with it."""

from __future__ import annotations

import re

VersionKey = tuple[bool, tuple[int, ...], bool, tuple[tuple[int, int, str], ...], str]

# At least two numbers: a bare "v2" or "20190115" is a moving or a dated tag, not a release.
_VERSION = re.compile(r"v?(?P<numbers>[0-9]+(?:\.[0-9]+)+)(?P<rest>(?:[-._~]?[A-Za-z].*|[-+~].*)?)")
_PART = re.compile(r"[0-9]+|[A-Za-z]+")
_EARLIEST = {"dev": 0, "snapshot": 1, "alpha": 2}
"""Words of pre-releases whose order in time is not their order in the alphabet."""
_WORD = 3


def version_key(tag: str) -> VersionKey:
    """Sort key of a tag: releases in numeric order, each after its pre-releases.

    ``1.9.0 < 1.10.0-alpha.1 < 1.10.0.snapshot.2 < 1.10.0-rc.0 < 1.10.0``; a leading ``v`` counts
    for nothing, and tags that are no versions come last, by name. The keys of different tags
    differ, so that the order is total. ``key[0]`` is True for a tag that is no version.
    """
    match = _VERSION.fullmatch(tag)
    if match is None:
        return (True, (), True, (), tag)
    numbers = [int(number) for number in match["numbers"].split(".")]
    while numbers and numbers[-1] == 0:  # 1.1 and 1.1.0 are one version
        numbers.pop()
    rest = match["rest"]
    released = not rest or rest.startswith("+")
    parts = () if released else tuple(_part(text) for text in _PART.findall(rest))
    return (False, tuple(numbers), released, parts, tag)


def is_release(tag: str) -> bool:
    """Whether ``tag`` is a version and no pre-release."""
    key = version_key(tag)
    return not key[0] and key[2]


def _part(text: str) -> tuple[int, int, str]:
    """A number or word of a pre-release: numbers first and by size, then words."""
    if text.isdigit():
        return (0, int(text), "")
    word = text.lower()
    return (1, _EARLIEST.get(word, _WORD), word)
