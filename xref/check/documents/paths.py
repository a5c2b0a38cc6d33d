"""Paths of the sources that are not in the release's tree.

A rule of documents. A path is one of the release if it begins with a folder of its tree, with or
without the project's name before it. What is missing is claimed where a neighbour has a name near
to it, where the file lies elsewhere, or where an address names the very tag.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from urllib.parse import unquote

from xref.check.documents.blocks import Part
from xref.check.documents.lexicon import IMAGE, Lexicon, folded
from xref.check.documents.mentions import Mention, Sort
from xref.check.documents.rules import UNKNOWN_PATH, finding, listed
from xref.check.documents.subjects import Scope
from xref.check.findings import Confidence, Finding
from xref.check.knowledge import Knowledge
from xref.model import Location

_ADDRESS = re.compile(
    r"https?://(?:www\.)?(?:github\.com/([^/]+/[^/]+)/(?:blob|tree|raw|edit)"
    r"|raw\.githubusercontent\.com/([^/]+/[^/]+))/([^?#]+)"
)
_DEEPEST = 30
_REMEMBERED = 10_000  # answers about paths


@dataclass(frozen=True)
class Tree:
    """The files and folders of the release, as far as they are known."""

    known: Knowledge
    _asked: dict[str, tuple[str, ...]] = field(default_factory=dict)

    @cached_property
    def files(self) -> frozenset[str]:
        return self.known.tree or self.known.files

    @property
    def whole(self) -> bool:
        """Whether no file is missing here."""
        return self.known.tree is not None

    @cached_property
    def children(self) -> dict[str, set[str]]:
        """The names in each folder; "" is the root."""
        found: dict[str, set[str]] = {}
        for path in (*self.files, *self.known.folders):
            folder, _, name = path.rpartition("/")
            found.setdefault(folder, set()).add(name)
        return found

    @cached_property
    def by_name(self) -> dict[str, list[str]]:
        """Files by their names, without what is vendored."""
        found: dict[str, list[str]] = {}
        for path in sorted(self.files):
            if not path.startswith("vendor/"):
                found.setdefault(path.rpartition("/")[2], []).append(path)
        return found

    @cached_property
    def folders_by_name(self) -> dict[str, list[str]]:
        """Folders by their names."""
        found: dict[str, list[str]] = {}
        for path in sorted(self.known.folders):
            found.setdefault(path.rpartition("/")[2], []).append(path)
        return found

    def has(self, path: str) -> bool:
        """Whether there is such a file or folder, seen from the root."""
        return path in self.files or path in self.known.folders

    def has_below(self, path: str) -> bool:
        """Whether there is one as seen from some folder: a text may be about a part of the tree."""
        name = path.rpartition("/")[2]
        same = (*self.by_name.get(name, ())[:200], *self.folders_by_name.get(name, ())[:200])
        return any(known.endswith(f"/{path}") for known in same)

    def mended(self, path: str) -> tuple[str, ...]:
        """Paths of the tree that ``path`` may be meant to be: a neighbour, or a file elsewhere."""
        if len(self._asked) > _REMEMBERED:
            self._asked.clear()
        if path not in self._asked:
            self._asked[path] = self._mended(path)
        return self._asked[path]

    def _mended(self, path: str) -> tuple[str, ...]:
        parts = path.split("/")
        there = 0
        while there < len(parts) and self.has("/".join(parts[: there + 1])):
            there += 1
        folder = "/".join(parts[:there])
        if not there or len(parts) > _DEEPEST or folder not in self.children:
            return ()
        near = self.known.near(parts[there], self.children[folder])
        near = tuple(name for name in near if _is_near(parts[there], name))
        found = ["/".join([folder, name, *parts[there + 1 :]]) for name in near]
        made = [each for each in found if self.has(each)]
        name = parts[-1]
        if not made and ("." in name or name[:1].isupper()):
            made = self.by_name.get(name, [])
            made = made[:3] if len(made) <= 3 else []
        return tuple(made)


def _is_near(text: str, name: str) -> bool:
    """Whether a name is a slip away: not one that merely shares words with it."""
    if folded(text) == folded(name):
        return True
    if abs(len(text) - len(name)) > 2 or len(text) < 4:
        return False
    if [c for c in text if c.isdigit()] != [c for c in name if c.isdigit()]:
        return False
    start = 0
    while start < min(len(text), len(name)) and text[start] == name[start]:
        start += 1
    end = 0
    while end < min(len(text), len(name)) - start and text[-1 - end] == name[-1 - end]:
        end += 1
    return max(len(text), len(name)) - start - end <= 2


def check_paths(scope: Scope, lexicon: Lexicon, tree: Tree) -> Iterator[Finding]:
    """Findings on the paths and addresses of a block."""
    for mention in scope.mentions:
        if mention.sort is Sort.URL:
            made = _address(scope, mention, tree)
        elif mention.sort is Sort.PATH and scope.block.part is not Part.CODE:
            made = _path(scope, mention, lexicon, tree)
        else:
            continue
        if made:
            yield made


def _address(scope: Scope, mention: Mention, tree: Tree) -> Finding | None:
    """An address of a file of the project at this very tag."""
    match = _ADDRESS.match(mention.text)
    release = tree.known.release
    if not match or (match[1] or match[2]).casefold() != release.project.casefold():
        return None
    ref, _, path = unquote(match[3]).partition("/")
    path = path.strip("/")
    if not path or ref not in (release.tag, release.commit) or not tree.whole or tree.has(path):
        return None
    return _missing(scope, mention, path, tree.mended(path), Confidence.HIGH)


def _path(scope: Scope, mention: Mention, lexicon: Lexicon, tree: Tree) -> Finding | None:
    text = mention.text.removeprefix("./")
    if text.startswith(("/", "~", "..")) or "//" in text or text.count("/") > _DEEPEST:
        return None
    if any(thing.kind == IMAGE for thing in lexicon.things.get(text.rpartition("/")[2], ())):
        return None
    before = scope.block.text[max(0, mention.start - 3) : mention.start]
    if before.endswith(("$", "}", "*", ">", "://", "@")) or "$" in text:
        return None
    candidates = [text, *_stripped(text, tree.known.release.project)]
    if any(tree.has(candidate) or tree.has_below(candidate) for candidate in candidates):
        return None
    for candidate in reversed(candidates):
        mended = tree.mended(candidate)
        if mended:
            same = mended[0].rpartition("/")[2] == candidate.rpartition("/")[2]
            near = mended[0].count("/") == candidate.count("/")
            sure = Confidence.HIGH if tree.whole and (near or not same) else Confidence.MEDIUM
            return _missing(scope, mention, candidate, mended, sure)
    return None


def _stripped(text: str, project: str) -> Iterator[str]:
    """A path without the name of the project before it, as texts and Go imports have it."""
    owner, _, name = project.partition("/")
    for prefix in (f"github.com/{project}/", f"{owner}.io/{name}/", f"{project}/", f"{name}/"):
        if text.startswith(prefix):
            yield text.removeprefix(prefix)


def _missing(
    scope: Scope, mention: Mention, path: str, mended: tuple[str, ...], confidence: Confidence
) -> Finding:
    message = f"the release has no {path}"
    if mended:
        message += f": did you mean {listed(mended[:3])}?"
    return finding(
        UNKNOWN_PATH,
        confidence,
        (scope.block, mention),
        message,
        name=path,
        suggestions=mended[:3],
        evidence=tuple(Location(file, 0) for file in mended[:3]),
    )
