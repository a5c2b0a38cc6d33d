"""What an extractor has asked of a tree, and whether another tree gives it the same answers.

Part of the extract layer, below ``files``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Changes:
    """How a tree differs from another: ``paths`` with another blob or in one of them alone.

    Of the latter, which came or went, ``folders`` are all those around them.
    """

    paths: frozenset[str]
    moved: frozenset[str]
    folders: frozenset[str]


def changes(old: Mapping[str, str], new: Mapping[str, str]) -> Changes:
    """How two trees differ, each given by the blobs of its paths."""
    paths = frozenset(path for path, _ in old.items() ^ new.items())
    moved = frozenset(path for path in paths if path not in old or path not in new)
    return Changes(paths, moved, folders_of(path.rpartition("/")[0] for path in moved))


def folders_of(folders: Iterable[str]) -> frozenset[str]:
    """The folders, and all those that they lie in; the root is the empty one."""
    found: set[str] = set()
    for folder in folders:
        while folder not in found:
            found.add(folder)
            folder = folder.rpartition("/")[0]
    return frozenset(found)


@dataclass(frozen=True, slots=True)
class Notes:
    """What was asked: whether there are files (``there``), their contents (``read``), what lies in
    or below ``folders``, and which of all paths fit ``choices``."""

    there: set[str] = field(default_factory=set)
    read: set[str] = field(default_factory=set)
    folders: set[str] = field(default_factory=set)
    choices: list[Callable[[str], bool]] = field(default_factory=list)

    def hold(self, between: Changes) -> bool:
        """Whether a tree with these changes gives the same answers."""
        return (
            self.read.isdisjoint(between.paths)
            and self.there.isdisjoint(between.moved)
            and self.folders.isdisjoint(between.folders)
            and not any(chosen(path) for chosen in self.choices for path in between.moved)
        )
