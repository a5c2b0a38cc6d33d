"""Workloads and their containers: which came, went or were renamed, and what differs.

Part of ``diff``; ``arguments`` and ``ports`` compare what is in a container that stayed.
"""

from __future__ import annotations

from xref.diff.model import BREAKING, RISKY, SAFE, Change, Subject, Verdict, change
from xref.diff.pairs import Pairs, by_key, evident
from xref.diff.shipped import Container, Workload
from xref.names import image_repository

Tags = tuple[str, str]
"""The tags of the releases' own images, as ``shipped.own_tag`` tells them."""


def untagged(text: str, tag: str) -> str:
    """A text with the release's tag taken out of it."""
    return text.replace(tag, "TAG") if tag else text


def diff(
    old: tuple[list[Workload], list[Container]],
    new: tuple[list[Workload], list[Container]],
    tags: Tags,
) -> tuple[list[Change], Pairs[Container]]:
    """What changed of the workloads, and the containers that both releases have.

    A name that bears the release's tag is the same name. A workload has another name if one went
    and one came of the same chart and kind that have the same containers, and no other is so.
    """
    tag_of = {id(one): tags[0] for one in old[0]} | {id(one): tags[1] for one in new[0]}
    inside: dict[int, list[Container]] = {}
    for container in (*old[1], *new[1]):
        inside.setdefault(container.workload_id, []).append(container)

    def name(one: Workload) -> str:
        return untagged(one.name, tag_of[id(one)])

    def containers(one: Workload) -> object:
        names = sorted({(each.name, each.image) for each in inside.get(one.id, ())})
        return (one.kind, one.chart, *names) if names else None

    pairs, gone, came = by_key(old[0], new[0], lambda one: (one.kind, name(one), one.chart))
    pairs += evident(gone, came, lambda one: (one.kind, name(one)))
    pairs += evident(gone, came, name)
    pairs += evident(gone, came, containers)
    found: list[Change] = []
    kept: Pairs[Container] = []
    for one, other in pairs:
        found += _compare(one, other, name(one) != name(other))
        changes, same = _containers(inside.get(one.id, []), inside.get(other.id, []))
        found += changes
        kept += same
    found += [change(_subject(one), "removed", _went(one), one, None) for one in gone]
    found += [change(_subject(one), "added", _came(one), None, one) for one in came]
    return found, kept


def _subject(one: Workload) -> Subject:
    return Subject("workload", one.name)


def _went(one: Workload) -> Verdict:
    return Verdict(BREAKING, f"the charts have no {one.kind} of that name any more")


def _came(one: Workload) -> Verdict:
    off = "" if one.active else ", which the charts' own values leave out"
    return Verdict(SAFE, f"a new {one.kind}{off}")


def _compare(before: Workload, after: Workload, renamed: bool) -> list[Change]:
    found: list[Change] = []

    def add(what: str, verdict: Verdict, old: str, new: str) -> None:
        found.append(change(_subject(after), what, verdict, before, after, old, new))

    if renamed:
        verdict = Verdict(BREAKING, f"what names {before.kind}/{before.name} finds nothing")
        add("renamed", verdict, before.name, after.name)
    if before.kind != after.kind:
        verdict = Verdict(BREAKING, f"what names {before.kind}/{before.name} finds nothing")
        add("kind", verdict, before.kind, after.kind)
    if before.enabled_by != after.enabled_by:
        verdict = Verdict(RISKY, "other values turn it on and off")
        add("enabled_by", verdict, before.enabled_by, after.enabled_by)
    if before.active != after.active:
        how = "make it now" if after.active else "no longer make it"
        add("active", Verdict(RISKY, f"the charts' own values {how}"), *_truths(before, after))
    return found


def _containers(
    old: list[Container], new: list[Container]
) -> tuple[list[Change], Pairs[Container]]:
    pairs, gone, came = by_key(old, new, lambda one: (one.init, one.name))
    pairs += evident(gone, came, lambda one: one.name)
    pairs += evident(gone, came, lambda one: (one.init, one.image) if one.image else None)
    found = [each for one, other in pairs for each in _compare_containers(one, other)]
    for one in gone:
        verdict = Verdict(BREAKING, "what names this container finds nothing")
        found.append(change(container_subject(one), "removed", verdict, one, None))
    for one in came:
        verdict = Verdict(SAFE, "a new container in its pods")
        found.append(change(container_subject(one), "added", verdict, None, one))
    return found, pairs


def container_subject(one: Container, kind: str = "container") -> Subject:
    """What a container's change is about: ``istio-pilot/discovery``."""
    return Subject(kind, f"{one.workload}/{one.name}", one.program, one.package)


def _compare_containers(before: Container, after: Container) -> list[Change]:
    found: list[Change] = []

    def add(what: str, verdict: Verdict, old: str, new: str) -> None:
        found.append(change(container_subject(after), what, verdict, before, after, old, new))

    if before.name != after.name:
        verdict = Verdict(BREAKING, "what names this container finds nothing")
        add("renamed", verdict, before.name, after.name)
    old, new = _image(before), _image(after)
    if old != new:
        add("image", Verdict(RISKY, "it runs another image"), old, new)
    if before.active != after.active:
        how = "add it now" if after.active else "leave it out now"
        add("active", Verdict(RISKY, f"the charts' own values {how}"), *_truths(before, after))
    return found


def _image(one: Container) -> str:
    """The image's name; another tag is told of the image itself."""
    return one.image or image_repository(one.reference)


def _truths(before: Workload | Container, after: Workload | Container) -> tuple[str, str]:
    return (str(bool(before.active)).lower(), str(bool(after.active)).lower())
