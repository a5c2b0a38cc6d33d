"""Images: which came, went or were renamed, and what differs in them.

Part of ``diff``.
"""

from __future__ import annotations

from xref.diff.model import BREAKING, RISKY, SAFE, Change, Subject, Verdict, change
from xref.diff.pairs import by_key, evident
from xref.diff.shipped import Image


def diff(old: list[Image], new: list[Image]) -> list[Change]:
    """What changed of the images.

    An image has another name if one went and one came that have the same Dockerfile, or start the
    same program by the same words, and no other is so.
    """
    pairs, gone, came = by_key(old, new, lambda one: (one.name, one.foreign))
    pairs += evident(gone, came, lambda one: None if one.foreign else one.file)
    pairs += evident(gone, came, _starts)
    found = [each for one, other in pairs for each in _compare(one, other)]
    found += [change(_subject(one), "removed", _went(one), one, None) for one in gone]
    return found + [change(_subject(one), "added", _came(one), None, one) for one in came]


def _starts(one: Image) -> tuple[str, str, str] | None:
    """What an image starts, None if it is no program of the release."""
    return (one.program, one.entrypoint, one.cmd) if one.program else None


def _subject(one: Image) -> Subject:
    return Subject("image", one.name, one.program)


def _went(one: Image) -> Verdict:
    if one.foreign:
        return Verdict(SAFE, "the charts no longer name it")
    if not one.released:
        return Verdict(SAFE, "it was built, and was none of the release's")
    return Verdict(BREAKING, "what pulls it gets no image of this release")


def _came(one: Image) -> Verdict:
    return Verdict(SAFE, "the charts name it now" if one.foreign else "a new image")


def _compare(before: Image, after: Image) -> list[Change]:
    found: list[Change] = []

    def add(what: str, verdict: Verdict, old: str, new: str, kind: str = "image") -> None:
        subject = _subject(after)._replace(kind=kind)
        found.append(change(subject, what, verdict, before, after, old, new))

    if before.name != after.name:
        add("renamed", _went(before), before.name, after.name)
    if before.foreign:
        if before.reference != after.reference:
            verdict = Verdict(RISKY, "the charts run another version of it")
            add("reference", verdict, before.reference, after.reference)
        return found
    if before.file != after.file:
        verdict = Verdict(SAFE, "its Dockerfile is another file")
        add("moved", verdict, before.file, after.file, "source")
    for what, one, other, words in (
        ("base", before.base, after.base, "it is built on another image"),
        ("entrypoint", before.entrypoint, after.entrypoint, "it starts another command line"),
        ("cmd", before.cmd, after.cmd, "it starts with other arguments"),
    ):
        if one != other:
            add(what, Verdict(RISKY, words), one, other)
    if before.released != after.released:
        lost = Verdict(BREAKING, "it is no longer one of the release's")
        verdict = Verdict(SAFE, "it is one of the release's now") if after.released else lost
        add(
            "released",
            verdict,
            str(bool(before.released)).lower(),
            str(bool(after.released)).lower(),
        )
    return found
