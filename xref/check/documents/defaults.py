"""Defaults that differ from what a text says.

A rule of documents: ``--port``, then a word for "default" and a value, in one paragraph or item.
Values are compared by what they mean (``1m`` is ``60s``, ``15014`` is the port of ``:15014``);
what looks like no value is passed over.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from xref.check.documents.blocks import Block, Part
from xref.check.documents.flagging import Held, Holder
from xref.check.documents.lexicon import Lexicon
from xref.check.documents.mentions import Mention
from xref.check.documents.rules import OTHER_DEFAULT, finding
from xref.check.documents.subjects import FOREIGN, Scope
from xref.check.documents.words import BETWEEN, BY_DEFAULT, DEFAULT
from xref.check.findings import Confidence, Finding
from xref.check.knowledge import KnownFlag
from xref.model import Role, Status

_VALUE = re.compile(r"[\"'“‘`]([^\"'”’`\n]{0,200})[\"'”’`]|[^\s,，。;；、)）\"'`|<>]{1,200}")
_NUMBER = re.compile(r"-?[0-9]+(?:\.[0-9]+)?$")
_PORT = re.compile(r"(?:[a-z]+://)?[A-Za-z0-9.*\[\]-]*:([0-9]{1,5})/?$")
_DURATION = re.compile(r"(?:[0-9]+(?:\.[0-9]+)?(?:ns|us|µs|ms|h|m|s))+$")
_STEP = re.compile(r"([0-9]+(?:\.[0-9]+)?)(ns|us|µs|ms|h|m|s)")
_UNITS = {"ns": 1.0, "us": 1e3, "µs": 1e3, "ms": 1e6, "s": 1e9, "m": 6e10, "h": 3.6e12}
_REACH = 400  # characters between a flag and what is said of its default


def check_defaults(
    scope: Scope, held: Sequence[Held], below: Block, lexicon: Lexicon
) -> Iterator[Finding]:
    """Findings on the defaults that a block tells of its flags (``held``, see ``holders``).

    ``below`` is the next block, which may describe the flag that an item consists of.
    """
    if scope.block.part is Part.CODE:
        return
    flags = [(mention, holder) for mention, holder in held if mention.dashes == 2]
    block = scope.block
    for number, (mention, holder) in enumerate(flags):
        end = flags[number + 1][0].start if number + 1 < len(flags) else len(block.text)
        value = stated(block, mention.end, min(end, mention.end + _REACH))
        if value is None and len(held) == 1 and below.parent == scope.index and below.runs:
            value = stated(below, 0, min(len(below.text), _REACH))
        known = _known(mention, holder, lexicon)
        if value is None or not known:
            continue
        made = compare(scope, mention, value, known)
        if made:
            yield made


def _known(mention: Mention, holder: Holder | None, lexicon: Lexicon) -> list[KnownFlag]:
    """The flags that a mention may mean: of the programs named, else of whatever has it."""
    if holder and FOREIGN in holder.all:
        return []
    if holder:
        near = lexicon.flags(holder.programs, mention.text)
        return near or lexicon.flags(holder.all, mention.text)
    known = lexicon.known.flags.get(mention.text, ())
    if any(flag.flag.default != known[0].flag.default for flag in known):
        return []
    return [flag for flag in known if flag.program.role is Role.PRODUCT]


def stated(block: Block, start: int, end: int) -> str | None:
    """The value that a text behind a flag gives as its default, None if it gives none."""
    text = block.text[start:end]
    lowered = text.lower()
    if len(lowered) != len(text):  # some letters change their length
        return None
    word = DEFAULT.search(lowered)
    if word is None:
        return None
    if before := BY_DEFAULT.search(lowered):
        value = text[before.start(1) : before.end(1)].strip("`'\"“”()")
        return value if is_value(value) else None
    between = BETWEEN.match(lowered, word.end())
    at = between.end() if between else word.end()
    code = block.code(start + at)
    if code is not None:
        return code.strip().strip("'\"")
    match = _VALUE.match(text, at)
    if match is None:
        return None
    if match[1] is not None:
        return match[1]
    value = match[0].rstrip(".:!?…") or match[0]
    return value if is_value(value) else None


def is_value(text: str) -> bool:
    """Whether a bare word can only be a value: a number, a time, a boolean, an address."""
    plain = _NUMBER.match(text) or _PORT.match(text) or _DURATION.match(text)
    return bool(plain) or text.lower() in ("true", "false") or "://" in text


def compare(scope: Scope, mention: Mention, value: str, known: list[KnownFlag]) -> Finding | None:
    """The finding where no flag of ``known`` has this default, None where one has, or may."""
    if any(
        flag.flag.status is not Status.EXACT or agrees(value, flag.flag.default) for flag in known
    ):
        return None
    if not all(_comparable(value, flag.flag.default, flag.flag.type) for flag in known):
        return None
    first = known[0]
    default = first.flag.default or '""'
    message = (
        f"the text gives {value} as the default of {mention.shown}; "
        f"in {first.command.path} it is {default}"
    )
    alone = len({flag.key for flag in known}) == 1
    origins = [origin.location for origin in first.flag.origins if origin.location]
    return finding(
        OTHER_DEFAULT,
        Confidence.HIGH if alone else Confidence.MEDIUM,
        (scope.block, mention),
        message,
        program=first.program.package,
        command=first.command.path,
        suggestions=(first.flag.default,),
        evidence=tuple(dict.fromkeys((first.flag.location, *origins))),
    )


def agrees(value: str, default: str) -> bool:
    """Whether a value as a text has it means the default."""
    value, default = _bare(value), _bare(default)
    if value.casefold() == default.casefold():
        return True
    ports = {_port(value), _port(default)}
    if len(ports) == 1 and None not in ports:
        return True
    if _DURATION.match(value) and _DURATION.match(default):
        return _nanoseconds(value) == _nanoseconds(default)
    if _NUMBER.match(value) and _NUMBER.match(default):
        return float(value) == float(default)
    return bool(default) and (default.endswith(f"//{value}") or value.endswith(f"//{default}"))


def _bare(text: str) -> str:
    text = text.strip().strip("`'\"“”")
    inner = text[1:-1] if text[:1] == "[" and text[-1:] == "]" else text
    return inner.strip().rstrip("/")


def _port(text: str) -> int | None:
    if text.isascii() and text.isdigit() and len(text) <= 5:
        return int(text)
    match = _PORT.match(text)
    return int(match[1]) if match else None


def _nanoseconds(text: str) -> float:
    return sum(float(amount) * _UNITS[unit] for amount, unit in _STEP.findall(text))


def _comparable(value: str, default: str, kind: str) -> bool:
    """Whether a value is of the sort of the default, so that it is not about something else."""
    value, default = _bare(value), _bare(default)
    if kind == "bool":
        return value.lower() in ("true", "false")
    if _DURATION.match(default) and kind == "duration":
        return bool(_DURATION.match(value))
    if _NUMBER.match(default):
        return bool(_NUMBER.match(value))
    if _port(default) is not None:
        return _port(value) is not None
    return is_value(value) or not any(char.isspace() for char in value)
