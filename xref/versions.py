"""The order of tags: numeric, and a pre-release before its release.

Bottom of the chain; imports nothing of xref and is light, since every reading command needs it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

# A number or word of a tag. Numbers compare by length and then by digits, since a tag may have more
# digits than int() takes; words by their rank in time and then by the alphabet.
Part = tuple[int, int, str]
VersionKey = tuple[bool, tuple[Part, ...], bool, tuple[Part, ...], str]

# At least two numbers: a bare "v2" or "20190115" is a moving or a dated tag, not a release.
_VERSION = re.compile(r"v?(?P<numbers>[0-9]+(?:\.[0-9]+)+)(?P<rest>(?:[-._~]?[A-Za-z].*|[-+~].*)?)")
_PART = re.compile(r"[0-9]+|[A-Za-z]+")
_NUMBER, _WORD = 0, 1
_EARLIEST = {"dev": 0, "snapshot": 1, "alpha": 2}
"""Words of pre-releases whose order in time is not their order in the alphabet."""


def version_key(tag: str) -> VersionKey:
    """A sort key: releases in numeric order, each after its pre-releases.

    ``1.9.0 < 1.10.0.snapshot.2 < 1.10.0-alpha.1 < 1.10.0-rc.0 < 1.10.0``; a leading ``v`` counts
    for nothing, and tags that are no versions come first, by name. The keys of different tags
    differ, so that the order is total. ``key[0]`` tells whether the tag is a version.
    """
    match = _VERSION.fullmatch(tag)
    if match is None:
        return (False, (), False, (), tag)
    numbers = [_part(digits) for digits in match["numbers"].split(".")]
    while numbers and numbers[-1] == _part("0"):  # 1.1 and 1.1.0 are one version
        numbers.pop()
    rest = match["rest"]
    # What follows a "+" is build metadata: still the release itself.
    released = not rest or rest.startswith("+")
    parts = () if released else tuple(_part(text) for text in _PART.findall(rest))
    return (True, tuple(numbers), released, parts, tag)


def _part(text: str) -> Part:
    """A number or word: numbers first and by size, then words."""
    if text.isdigit():
        digits = text.lstrip("0")
        return (_NUMBER, len(digits), digits)
    word = text.lower()
    return (_WORD, _EARLIEST.get(word, len(_EARLIEST)), word)


def is_release(tag: str) -> bool:
    """Whether the tag is a version and not a pre-release."""
    key = version_key(tag)
    return key[0] and key[2]


def latest(tags: Iterable[str]) -> str | None:
    """The highest release; a pre-release or other tag only if there is nothing else."""
    ordered = sorted(tags, key=version_key)
    releases = [tag for tag in ordered if is_release(tag)]
    return next(reversed(releases or ordered), None)
