"""Two releases of the index -> what changed from one to the other, with its class and why.

Beside ``where``; reads the index alone. ``facts`` and ``shipped`` have the SQL, each other module
compares one kind of facts, purely. docs/changes.md tells the rules.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable
from typing import NamedTuple, TypeVar

from xref.diff import (
    arguments,
    commandlines,
    images,
    ports,
    proxies,
    services,
    shipped,
    values,
    workloads,
)
from xref.diff.model import CLASSES, KINDS, Change
from xref.query import Release
from xref.roles import role_of

T = TypeVar("T")
In = TypeVar("In", shipped.Word, shipped.ContainerPort)
_ASIDE = ("test", "sample")


class Options(NamedTuple):
    """``everything`` compares tests, samples and tools too, ``texts`` the help texts too."""

    everything: bool = False
    texts: bool = False


class Difference(NamedTuple):
    """The changes in the order in which they are told.

    ``uncertain`` are flags, as they are written, of whose defaults one could not be known.
    """

    changes: list[Change]
    uncertain: list[str]


def diff(
    connection: sqlite3.Connection, old: Release, new: Release, options: Options | None = None
) -> Difference:
    """What changed from one release to the other."""
    options = options or Options()
    wanted = (options.everything, options.texts)
    lines = commandlines.diff(connection, old, new, *wanted)
    renamed = lines.renamed_flags()
    changes = lines.changes + _shipped(connection, (old.id, new.id), renamed, options.everything)
    return Difference(sorted(changes, key=_order), lines.uncertain)


def _order(one: Change) -> tuple[object, ...]:
    """Programs with all that is theirs first, then kind by kind."""
    subject = one.subject
    kind = KINDS.index(subject.kind)
    program = subject.package if kind < KINDS.index("source") else "\uffff"
    return (program, kind, subject.command, subject.name, CLASSES.index(one.level), one.change)


def _shipped(
    connection: sqlite3.Connection,
    ids: tuple[int, int],
    renamed: dict[tuple[str, str], str],
    everything: bool,
) -> list[Change]:
    """What changed of images, charts and the proxy; ``renamed`` are flags."""

    def both(read: Callable[[sqlite3.Connection, int], T]) -> tuple[T, T]:
        return read(connection, ids[0]), read(connection, ids[1])

    built = tuple(_products(found, everything) for found in both(shipped.images))
    pods = both(shipped.containers)
    tags = (shipped.own_tag(pods[0], built[0]), shipped.own_tag(pods[1], built[1]))
    makers = both(shipped.workloads)
    changes, kept = workloads.diff((makers[0], pods[0]), (makers[1], pods[1]), tags)
    found = images.diff(built[0], built[1]) + changes
    words = [_by_container(each) for each in both(shipped.words)]
    declared = [_by_container(each) for each in both(shipped.container_ports)]
    for one, other in kept:
        given = (words[0].get(one.id, []), words[1].get(other.id, []))
        found += arguments.diff(one, other, given, renamed, tags)
        found += ports.declared(other, declared[0].get(one.id, []), declared[1].get(other.id, []))
    named = both(shipped.services)
    opened = both(shipped.service_ports)
    found += services.diff((named[0], opened[0]), (named[1], opened[1]))
    found += ports.listeners(*both(shipped.listeners), kept, renamed)
    found += values.diff(*both(shipped.values), both(shipped.value_uses), tags)
    found += proxies.diff(*both(shipped.proxy))
    return found + proxies.filters(*both(shipped.filters))


def _products(found: list[shipped.Image], everything: bool) -> list[shipped.Image]:
    """The images but for those of tests and samples, unless everything is wanted."""
    return [one for one in found if everything or role_of(one.file) not in _ASIDE]


def _by_container(items: Iterable[In]) -> dict[int, list[In]]:
    found: dict[int, list[In]] = {}
    for item in items:
        found.setdefault(item.container_id, []).append(item)
    return found
