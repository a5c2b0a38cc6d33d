"""Which tags are meant: names, patterns and ranges -> tags in the order of their versions.

Beside ``query``, below the command line. Knows names alone: neither git nor the index.

A name stands for itself. A pattern (``1.1.*``), a range (``1.0.0..1.3.8``, both ends included, an
absent end being open) and "all" stand for releases, and for pre-releases and tags that are no
versions as well where these are asked for, where a range ends at one, or where there is nothing
else: so ``1.1.0-rc.*`` needs no more than to be written.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fnmatch import fnmatchcase

from xref.errors import UsageError
from xref.names import close
from xref.versions import is_release, version_key

_RANGE = ".."  # git refuses it in the name of a tag


def is_name(text: str) -> bool:
    """Whether ``text`` is a tag's name, for which no list of tags is needed."""
    return _RANGE not in text and not set(text) & set("*?[")


def chosen(texts: Iterable[str], known: Sequence[str], project: str, pre: bool) -> list[str]:
    """The tags that ``texts`` mean, each once, in the order of their versions.

    ``known`` are the tags that there are; names are taken whether they are among them or not.
    ``pre`` takes pre-releases and other tags too. Raises UsageError, which names ``project``, for a
    pattern or range that fits nothing.
    """
    found: set[str] = set()
    for text in texts:
        if is_name(text):
            found.add(text)
        elif _RANGE in text:
            found.update(_between(text, known, project, pre))
        else:
            fitting = [tag for tag in known if fnmatchcase(tag, text)]
            if not fitting:
                raise UsageError(f"{project} has no tag like {text}{near(text, known)}")
            found.update(releases(fitting, pre))
    return sorted(found, key=version_key)


def releases(tags: Sequence[str], pre: bool) -> list[str]:
    """The releases among ``tags``; all of them where ``pre`` is set or none is a release."""
    found = [tag for tag in tags if is_release(tag)]
    return found if found and not pre else list(tags)


def near(tag: str, tags: Sequence[str]) -> str:
    """The tags that look like ``tag``, for the end of an error's text; "" if there are none."""
    found = close(tag.strip("*?"), tags)
    return f": did you mean {', '.join(found)}?" if found else ""


def _between(text: str, known: Sequence[str], project: str, pre: bool) -> list[str]:
    """The tags of a range. Raises UsageError for an end that is no tag, and for one of no tags."""
    low, _, high = text.partition(_RANGE)
    for end in filter(None, (low, high)):
        if end not in known:
            raise UsageError(f"{project} has no tag {end}, an end of {text}{near(end, known)}")
    if low and high and version_key(low) > version_key(high):
        raise UsageError(f"{low} comes after {high}: write {high}{_RANGE}{low}")
    fitting = [
        tag
        for tag in known
        if not (low and version_key(tag) < version_key(low))
        and not (high and version_key(tag) > version_key(high))
    ]
    if not fitting:
        raise UsageError(f"{project} has no tags")
    return releases(fitting, pre or not all(map(is_release, filter(None, (low, high)))))
