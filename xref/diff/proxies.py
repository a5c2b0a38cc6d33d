"""The pinned proxy, Envoy's commit, and the filters that are linked into it.

Part of ``diff``.
"""

from __future__ import annotations

from xref.diff.model import BREAKING, RISKY, SAFE, Change, Subject, Verdict, change
from xref.diff.pairs import by_key, evident
from xref.diff.shipped import Filter, Proxy


def diff(old: Proxy | None, new: Proxy | None) -> list[Change]:
    """What changed of the pins."""
    one = new or old
    if one is None:
        return []
    subject = Subject("proxy", one.repo, one.program)
    if old is None or new is None:
        lost = Verdict(BREAKING, "the release pins no proxy any more")
        verdict = lost if new is None else Verdict(SAFE, "the release pins a proxy now")
        return [change(subject, "added" if old is None else "removed", verdict, old, new)]
    found: list[Change] = []
    if old.repo != new.repo:
        verdict = Verdict(RISKY, "another repository's proxy runs")
        found.append(change(subject, "repo", verdict, old, new, old.repo, new.repo))
    if old.commit != new.commit:
        verdict = Verdict(RISKY, "another build of the proxy runs")
        found.append(change(subject, "commit", verdict, old, new, old.commit, new.commit))
    if old.envoy != new.envoy:
        verdict = Verdict(RISKY, "another Envoy runs")
        pins = (_envoy(old), _envoy(new))
        found.append(change(subject, "envoy_commit", verdict, *pins, old.envoy, new.envoy))
    return found


def _envoy(pinned: Proxy) -> Proxy:
    return pinned._replace(file=pinned.envoy_file, line=pinned.envoy_line)


def filters(old: list[Filter], new: list[Filter]) -> list[Change]:
    """What changed of the filters: one is the same by its name and kind, else by its target."""
    pairs, gone, came = by_key(old, new, lambda one: (one.name, one.kind))
    pairs += evident(gone, came, lambda one: (one.target, one.kind))
    found: list[Change] = []
    for one, other in pairs:
        if one.name != other.name:
            verdict = Verdict(BREAKING, f"configurations of Envoy that name {one.name} fail")
            names = (one.name, other.name)
            found.append(change(_subject(other), "renamed", verdict, one, other, *names))
        if one.folder != other.folder:
            verdict = Verdict(SAFE, "its sources lie elsewhere")
            folders = (one.folder, other.folder)
            moved = _subject(other)._replace(kind="source")
            found.append(change(moved, "moved", verdict, one, other, *folders))
    for one in gone:
        verdict = Verdict(BREAKING, f"configurations of Envoy that name {one.name} fail")
        found.append(change(_subject(one), "removed", verdict, one, None))
    new_one = Verdict(SAFE, "a new filter")
    return found + [change(_subject(one), "added", new_one, None, one) for one in came]


def _subject(one: Filter) -> Subject:
    return Subject("filter", one.name)
