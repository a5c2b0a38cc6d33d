"""The order of tags: numeric, and a pre-release before its release.

Bottom of the chain; imports nothing of xref and is light, since every reading command needs it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

_VERSION = re.compile(r"v?([0-9]+(?:\.[0-9]+)*)(.*)", re.DOTALL)
_TOKEN = re.compile(r"[0-9]+|[^0-9.\-_+]+")

# A part of a tag: (0, length, digits) for a number and (1, 0, text) for a word. Numbers compare by
# length and then by digits, since a tag may have more digits than int() takes.
Token = tuple[int, int, str]
VersionKey = tuple[int, tuple[Token, ...], int, tuple[Token, ...], str]

_NOT_A_VERSION, _A_VERSION = 0, 1
_PRE_RELEASE, _RELEASE = 0, 1


def _tokens(text: str) -> tuple[Token, ...]:
    tokens: list[Token] = []
    for part in _TOKEN.findall(text):
        if part[0] in "0123456789":
            digits = part.lstrip("0")
            tokens.append((0, len(digits), digits))
        else:
            tokens.append((1, 0, part.lower()))
    return tuple(tokens)


def version_key(tag: str) -> VersionKey:
    """A sort key: ``1.1.0-rc.0`` < ``1.1.0`` < ``1.1.10``; tags that are no version come first."""
    match = _VERSION.fullmatch(tag)
    if match is None:
        return (_NOT_A_VERSION, _tokens(tag), _RELEASE, (), tag)
    numbers, rest = match.groups()
    # What follows a "+" is build metadata: still the release itself.
    kind = _RELEASE if not rest or rest.startswith("+") else _PRE_RELEASE
    return (_A_VERSION, _tokens(numbers), kind, _tokens(rest), tag)


def is_release(tag: str) -> bool:
    """Whether the tag is a version and not a pre-release."""
    key = version_key(tag)
    return key[0] == _A_VERSION and key[2] == _RELEASE


def latest(tags: Iterable[str]) -> str | None:
    """The highest release; a pre-release or other tag only if there is nothing else."""
    ordered = sorted(tags, key=version_key)
    releases = [tag for tag in ordered if is_release(tag)]
    return next(reversed(releases or ordered), None)
