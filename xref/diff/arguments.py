"""Arguments that the charts give to a container that both releases have.

Part of ``diff``. A flag and the word that is its value are one argument.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from xref.diff.model import RISKY, SAFE, Change, Verdict, change
from xref.diff.shipped import Container, Word
from xref.diff.workloads import Tags, container_subject, untagged


class Argument(NamedTuple):
    """An argument: ``key`` is the flag (``--name``) or the word itself, ``value`` the flag's."""

    key: str
    command: str
    value: str
    guard: str
    active: int
    file: str
    line: int


def joined(words: list[Word]) -> dict[str, Argument]:
    """The arguments that a container's words make, by their keys.

    Of one that stands under several conditions it is what is active; what is given several times
    has all its values.
    """
    found: list[Argument] = []
    for word in words:
        if word.kind == "value" and found:
            found[-1] = found[-1]._replace(value=word.value)
            continue
        head, equals, value = word.value.partition("=")
        key = f"--{word.flag}" if word.flag else word.text.partition("=")[0]
        held = word.value if not (word.flag or head.startswith("-")) else value if equals else ""
        place = (word.file, word.line)
        found.append(Argument(key, word.command, held, word.guard, word.active, *place))
    by_key: dict[str, Argument] = {}
    for one in found:
        before = by_key.setdefault(one.key, one)
        if before is not one and one.active:
            several = f"{before.value} {one.value}".strip()
            by_key[one.key] = before._replace(value=several) if before.active else one
    return by_key


def diff(
    before: Container,
    after: Container,
    words: tuple[list[Word], list[Word]],
    renamed: Mapping[tuple[str, str], str],
    tags: Tags,
) -> list[Change]:
    """What changed of a container's arguments.

    ``renamed`` are flags' new names by command and old name: an argument follows its flag. Where
    the values turn the whole container on or off, that alone is told.
    """
    names = [renamed.get((word.command, word.flag), word.flag) for word in words[0]]
    had = joined([word._replace(flag=name) for word, name in zip(words[0], names, strict=True)])
    has = joined(words[1])
    turned = before.active != after.active
    found: list[Change] = []
    for key in sorted(had.keys() | has.keys()):
        one, other = had.get(key), has.get(key)
        about = other or one
        judged = _judged(one, other, tags)
        if about is None or judged is None or (turned and one is not None and other is not None):
            continue
        what, verdict = judged
        subject = container_subject(after, "argument")
        subject = subject._replace(name=f"{subject.name} {key}", command=about.command)
        texts = [_shown(each, what) for each in (one, other)]
        found.append(change(subject, what, verdict, one, other, *texts))
    return found


def _shown(one: Argument | None, what: str) -> str:
    if one is None or (what != "guard" and not one.active):
        return ""
    return one.guard if what == "guard" else one.value


def _judged(one: Argument | None, other: Argument | None, tags: Tags) -> tuple[str, Verdict] | None:
    """What changed of an argument, and its class; None if nothing did."""
    if one is None or other is None:
        if one is not None:
            how = "is no longer passed" if one.active else "can no longer be turned on by values"
            return "removed", Verdict(RISKY, f"it {how}")
        if other is not None and other.active:
            return "added", Verdict(RISKY, "it is passed now")
        return "added", Verdict(SAFE, "the charts' own values do not turn it on")
    if one.active != other.active:
        return "value", Verdict(RISKY, _turned(bool(other.active)))
    if one.active and untagged(one.value, tags[0]) != untagged(other.value, tags[1]):
        return "value", Verdict(RISKY, "it is passed with another value")
    if one.guard != other.guard:
        return "guard", Verdict(RISKY, "it is passed under other conditions")
    return None


def _turned(on: bool) -> str:
    return "it is passed now" if on else "the charts' own values no longer pass it"
