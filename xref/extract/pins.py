"""Commits of other repositories that a release pins: its ``*.deps`` files.

Part of the extract layer. Such a file is a JSON list of objects with a ``repoName`` and a
``lastStableSHA``; the proxy's commit for a release is the one that stands there, and never the one
of the proxy's own tag of that name.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any

from xref.extract.files import Files
from xref.model import Diagnostic, Location, Role
from xref.roles import role_of

_COMMIT = re.compile(r"[0-9a-f]{40}\Z")
_KEY = re.compile(r'"lastStableSHA"\s*:\s*("(?:[^"\\]|\\.)*")')
_LARGEST = 1 << 20


@dataclass(frozen=True, slots=True)
class Pin:
    """A commit of another repository (``repo`` is OWNER/NAME), and the line that names it."""

    name: str
    repo: str
    commit: str
    location: Location


@dataclass(frozen=True, slots=True)
class Pins:
    """What a release pins; ``proxy`` is the pin of its proxy, None where there is none."""

    all: tuple[Pin, ...] = ()
    proxy: Pin | None = None
    diagnostics: tuple[Diagnostic, ...] = ()


def pins(files: Files, project: str) -> Pins:
    """The pins of a release of ``project`` (OWNER/NAME), in the order of their files and lines.

    A name without an owner is a repository of the project's owner. Entries that name no commit but
    something else (an image's version) are no pins; the proxy's gets a diagnostic.
    """
    found: list[Pin] = []
    told: list[Diagnostic] = []
    paths = files.paths(lambda path: path.endswith(".deps") and _counts(path))
    for path, content in files.read_all(sorted(paths, key=lambda path: (path.count("/"), path))):
        if b'"lastStableSHA"' in content:
            _read(files, path, content, project.partition("/")[0], found, told)
    proxy = next((pin for pin in found if _is_proxy(pin.name, pin.repo)), None)
    return Pins(tuple(found), proxy, tuple(told))


def _counts(path: str) -> bool:
    return role_of(path) not in (Role.VENDOR, Role.TEST, Role.SAMPLE)


def _is_proxy(name: str, repo: str) -> bool:
    """Whether an entry is the proxy's, by its repository or by the name of its variable."""
    return repo.rpartition("/")[2] == "proxy" or name.startswith("PROXY_")


def _read(
    files: Files, path: str, content: bytes, owner: str, found: list[Pin], told: list[Diagnostic]
) -> None:
    """Adds the pins of one file."""
    text = content.decode("utf-8", "replace")
    try:
        if len(content) > _LARGEST:
            raise ValueError(f"larger than {_LARGEST} bytes")
        entries: Any = json.loads(text)
        if not isinstance(entries, list):
            raise ValueError("not a list of pins")
    except (ValueError, RecursionError) as error:
        told.append(Diagnostic(f"cannot be read: {error}", files.location(path), path))
        return
    lines = _Lines(text)
    for entry in entries:
        sha = entry.get("lastStableSHA") if isinstance(entry, dict) else None
        if not isinstance(sha, str):
            continue
        place = files.location(path, lines.next(sha))
        name, repo = str(entry.get("name", "")), str(entry.get("repoName", ""))
        repo = repo if "/" in repo else f"{owner}/{repo}"
        if _COMMIT.match(sha):
            found.append(Pin(name, repo, sha, place))
        elif _is_proxy(name, repo):
            told.append(Diagnostic(f"{name} names no commit: {sha!r}", place, path))


class _Lines:
    """The lines of the values of ``lastStableSHA``, asked for in the order of the text."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0
        self._line = 1

    def next(self, value: str) -> int:
        """The line of the next entry with that value; 0 if its key or value is written oddly."""
        for match in _KEY.finditer(self._text, self._at):
            if json.loads(match[1], strict=False) == value:
                self._line += self._text.count("\n", self._at, match.end())
                self._at = match.end()
                return self._line
        return 0
