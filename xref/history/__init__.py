"""A name over all releases of a project in the index: when it came, changed and went.

Beside ``diff``; reads the index alone. Releases stand in the order of their versions, so that a
line of releases is followed to its end before the next one begins, though they overlap in time.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from xref.errors import UsageError
from xref.history import facts
from xref.history.facts import UNKNOWN, Fact, Held
from xref.names import not_found
from xref.query import Row, pick_release
from xref.versions import version_key

# Of these it counts whether they are there, not what they say.
_MESSAGES = ("deprecated",)


class History(NamedTuple):
    """The spans as rows, and the releases that seem to be missing from the index, by ranges."""

    rows: list[Row]
    gaps: list[str]


class _Span(NamedTuple):
    """Releases one after another that say the same; ``fact`` is None where the thing is not there.

    ``unread`` tells that it was not seen in a program of which not all could be read.
    """

    releases: list[Held]
    fact: Fact | None
    unread: bool


def history(
    connection: sqlite3.Connection, project: str, words: Iterable[str], kind: str = ""
) -> History:
    """The history of all that ``words`` name, each thing's spans in order.

    Raises UsageError where the index has no release of the project, and NotFound where none has
    anything of the name.
    """
    words = list(words)
    held = sorted(facts.releases(connection, project), key=lambda one: version_key(one.tag))
    if not held:
        pick_release(connection, project, "")
        raise UsageError(f"the index holds no {project}")
    found = facts.find(connection, project, words, kind)
    if not found:
        what = kind or "program, command, flag, image or port"
        raise not_found(connection, held[-1].id, " ".join(words), what)
    doubtful = facts.incomplete(connection, project)
    rows: list[Row] = []
    for things in _things(found):
        rows += _rows(project, _spans(held, things, doubtful), held[0])
    return History(rows, gaps([one.tag for one in held]))


def _things(found: list[Fact]) -> list[list[Fact]]:
    """The facts of each thing: the same in another folder, unless two have one name at once."""
    by_name: dict[tuple[str, ...], list[Fact]] = {}
    for fact in found:
        key = (fact.kind, fact.program, fact.command, fact.name)
        by_name.setdefault(key, []).append(fact)
    things: list[list[Fact]] = []
    for named in by_name.values():
        at_once = {(fact.release_id, fact.package) for fact in named}
        if len(at_once) == len({release for release, _ in at_once}):
            things.append(named)
            continue
        by_package: dict[str, list[Fact]] = {}
        for fact in named:
            by_package.setdefault(fact.package, []).append(fact)
        things += by_package.values()
    order = {kind: number for number, kind in enumerate(facts.KINDS)}
    return sorted(things, key=lambda held: (order[held[0].kind], held[0].package, *held[0][2:6]))


def _spans(held: Sequence[Held], things: list[Fact], doubtful: set[tuple[int, str]]) -> list[_Span]:
    """The spans from the first release that has the thing on."""
    of_release: dict[int, Fact] = {}
    for fact in things:
        of_release.setdefault(fact.release_id, fact)
    package = things[0].package
    spans: list[_Span] = []
    for release in held:
        now = of_release.get(release.id)
        unread = now is None and (release.id, package) in doubtful
        last = spans[-1] if spans else None
        if last is not None and _same(last.fact, now) and last.unread == unread:
            last.releases.append(release)
        elif last is not None or now is not None:
            spans.append(_Span([release], now, unread))
        package = now.package if now is not None else package
    return spans


def _same(before: Fact | None, after: Fact | None) -> bool:
    if before is None or after is None:
        return before is after
    return not _changes(before, after)


def _changes(before: Fact, after: Fact) -> list[Row]:
    """The fields that differ; what is not known in one of the two is no difference."""
    found: list[Row] = []
    for (field, old), (_, new) in zip(before.fields, after.fields, strict=True):
        same = bool(old) == bool(new) if field in _MESSAGES else old == new
        if not same and UNKNOWN not in (old, new):
            found.append({"field": field, "old": old, "new": new})
    return found


def _rows(project: str, spans: list[_Span], oldest: Held) -> list[Row]:
    """A row for each span, as the JSON output has it."""
    rows: list[Row] = []
    before: Fact | None = None
    told = next(span.fact for span in spans if span.fact is not None)
    for number, span in enumerate(spans):
        fact = span.fact
        changes = _changes(before, fact) if before is not None and fact is not None else []
        first, last = span.releases[0], span.releases[-1]
        at = fact or told
        rows.append(
            {
                "project": project,
                "kind": at.kind,
                "program": at.program,
                "package": at.package,
                "command": at.command,
                "name": at.name,
                "first": first.tag,
                "last": last.tag,
                "releases": len(span.releases),
                "event": _event(span, number, spans, changes, first is oldest),
                "changes": changes,
                "facts": [{"field": f, "value": v} for f, v in fact.fields] if fact else [],
                "file": fact.file if fact else "",
                "line": fact.line if fact else 0,
                "url": first.url(project, fact.file, fact.line) if fact else "",
            }
        )
        before = fact if fact is not None else None
        told = at
    return rows


def _event(
    span: _Span, number: int, spans: list[_Span], changes: list[Row], is_oldest: bool
) -> str:
    """What the span begins with: ``there`` if the oldest release of the index has the thing."""
    if span.fact is None:
        return "unknown" if span.unread else "went"
    if number == 0:
        return "there" if is_oldest else "came"
    if spans[number - 1].fact is None:
        return "seen" if spans[number - 1].unread else "came"
    deprecated = any(one["field"] == "deprecated" and one["new"] for one in changes)
    return "deprecated" if deprecated else "changed"


def gaps(tags: Sequence[str]) -> list[str]:
    """The releases between others of their line (``1.1.1 - 1.1.6``) that are not among the tags.

    Whether there ever was such a release, the index does not know.
    """
    lines: dict[str, set[int]] = {}
    for tag in tags:
        line, _, patch = tag.rpartition(".")
        if version_key(tag)[0] and line.count(".") == 1 and patch.isdecimal() and len(patch) < 4:
            lines.setdefault(line, set()).add(int(patch))
    found: list[str] = []
    for line, patches in lines.items():
        missing = [number for number in range(max(patches)) if number not in patches]
        start = None
        for number in missing:
            if number - 1 not in missing:
                start = number
            if number + 1 not in missing:
                first, last = f"{line}.{start}", f"{line}.{number}"
                found.append(first if first == last else f"{first} - {last}")
    return found
