"""sprig's functions of strings.

Part of ``template.functions``.
"""

from __future__ import annotations

import re
import textwrap
from typing import Any

from xref.template.errors import ExecError
from xref.template.formatting import quote, sprint, strval
from xref.template.functions.registry import Library
from xref.template.run import Run
from xref.template.values import List

LIBRARY = Library()
function = LIBRARY.function

SPACE = "".join(map(chr, (*range(9, 14), 32, 0x85, 0xA0, 0x1680, *range(0x2000, 0x200B), 0x2028)))
SPACE += "\u2029\u202f\u205f\u3000"


@function("quote", "a*")
def _quote(*values: Any) -> str:
    return " ".join(quote(strval(v)) for v in values if v is not None)


@function("squote", "a*")
def _squote(*values: Any) -> str:
    return " ".join(f"'{sprint(v)}'" for v in values if v is not None)


@function("cat", "a*")
def _cat(*values: Any) -> str:
    return " ".join(sprint(v) for v in values if v is not None)


function("trim", "s")(lambda text: text.strip(SPACE))
function("trimAll trimall", "ss")(lambda cut, text: text.strip(cut) if cut else text)
function("trimSuffix", "ss")(lambda suffix, text: text.removesuffix(suffix))
function("trimPrefix", "ss")(lambda prefix, text: text.removeprefix(prefix))
function("upper", "s")(lambda text: text.upper())
function("lower", "s")(lambda text: text.lower())
function("contains", "ss")(lambda part, text: part in text)
function("hasPrefix", "ss")(lambda prefix, text: text.startswith(prefix))
function("hasSuffix", "ss")(lambda suffix, text: text.endswith(suffix))
function("nospace", "s")(lambda text: "".join(c for c in text if c not in SPACE))
function("toString", "a")(strval)
function("hello", "")(lambda: "Hello!")


@function("title", "s")
def _title(text: str) -> str:
    """The first letter of each word in upper case, the rest as it is."""
    found, start = [], True
    for character in text:
        found.append(character.title() if start else character)
        start = not (character.isalnum() or character == "_") and (
            character in SPACE or character.isascii()
        )
    return "".join(found)


@function("untitle", "s")
def _untitle(text: str) -> str:
    found, start = [], True
    for character in text:
        found.append(character.lower() if start else character)
        start = character in SPACE
    return "".join(found)


@function("replace", "sss", context=True)
def _replace(run: Run, old: str, new: str, text: str) -> str:
    run.fits(len(text) + (text.count(old) if old else len(text) + 1) * len(new))
    return text.replace(old, new)


@function("repeat", "is", context=True)
def _repeat(run: Run, count: int, text: str) -> str:
    if count < 0:
        raise ExecError("negative Repeat count")
    run.fits(len(text) * count)
    return text * count


@function("indent", "is", context=True)
def indent(run: Run, width: int, text: str) -> str:
    """``text`` with each line indented by ``width`` blanks."""
    if width < 0:
        raise ExecError("negative Repeat count")
    run.fits(len(text) + (text.count("\n") + 1) * width)
    pad = " " * width
    return pad + text.replace("\n", "\n" + pad)


@function("nindent", "is", context=True)
def _nindent(run: Run, width: int, text: str) -> str:
    return "\n" + indent(run, width, text)


@function("trunc", "is")
def _trunc(size: int, text: str) -> str:
    """The first ``size`` bytes, or the last if it is negative."""
    content = text.encode()
    if size < 0:
        content = content[size:] if len(content) + size > 0 else content
    else:
        content = content[:size]
    return content.decode("utf-8", "replace")


@function("abbrev", "is")
def _abbrev(width: int, text: str) -> str:
    if width < 4 or len(text) <= width:
        return text
    return text[: width - 3] + "..."


@function("substr", "iis")
def _substr(start: int, end: int, text: str) -> str:
    content = text.encode()
    if (start < 0 and not 0 <= end <= len(content)) or start > (
        end if 0 <= end <= len(content) else len(content)
    ):
        raise ExecError("slice bounds out of range")
    if start < 0:
        content = content[:end]
    elif end < 0 or end > len(content):
        content = content[start:]
    else:
        content = content[start:end]
    return content.decode("utf-8", "replace")


@function("initials", "s")
def _initials(text: str) -> str:
    return "".join(word[0] for word in text.split())


@function("wrap", "is")
def _wrap(width: int, text: str) -> str:
    return "\n".join(
        textwrap.fill(line, max(width, 1), break_long_words=False, break_on_hyphens=False)
        for line in text.split("\n")
    )


@function("abbrevboth", "iis")
def _abbrev_both(left: int, width: int, text: str) -> str:
    if width < 4 or (left > 0 and width < 7) or len(text) <= width:
        return text
    offset = min(left, len(text))
    if len(text) - offset < width - 3:
        offset = len(text) - (width - 3)
    if offset <= 4:
        return text[: width - 3] + "..."
    if offset + width - 3 < len(text):
        return "..." + _abbrev(width - 3, text[offset:])
    return "..." + text[len(text) - (width - 3) :]


@function("plural", "ssi")
def _plural(one: str, many: str, count: int) -> str:
    return one if count == 1 else many


JOINER = re.compile(r"[_\- ](?=[^_\- ])")
BOUNDARY = re.compile(
    r"(?<=[a-z])(?=\d)|(?<=[A-Z]{2})(?=\d)|(?<=[a-z\d])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|[ _\-]"
)
"""Where the words of a name part."""


def _delimited(text: str, sign: str) -> str:
    return BOUNDARY.sub(sign, text).lower()


function("snakecase", "s")(lambda text: _delimited(text, "_"))
function("kebabcase", "s")(lambda text: _delimited(text, "-"))


@function("camelcase", "s")
def _camelcase(text: str) -> str:
    lead = text[: len(text) - len(text.lstrip("_- "))]
    words = JOINER.split(text[len(lead) :])
    return lead + "".join(w.capitalize() if w.isupper() else w[:1].upper() + w[1:] for w in words)


@function("swapcase", "s")
def _swapcase(text: str) -> str:
    return text.swapcase()


@function("splitList", "ss")
def _split_list(sign: str, text: str) -> List:
    return List(text.split(sign) if sign else list(text))


@function("split", "ss")
def _split(sign: str, text: str) -> dict[str, Any]:
    return {f"_{i}": part for i, part in enumerate(text.split(sign) if sign else text)}


@function("splitn", "sis")
def _splitn(sign: str, count: int, text: str) -> dict[str, Any]:
    if count == 0:
        return {}
    if not sign:
        cut = len(text) if count < 0 else count - 1
        rest = [text[cut:]] if text[cut:] else []
        return {f"_{i}": part for i, part in enumerate([*text[:cut], *rest])}
    parts = text.split(sign, count - 1) if count > 0 else text.split(sign)
    return {f"_{i}": part for i, part in enumerate(parts)}


def strings(value: Any) -> list[str]:
    """A list's elements that are not nil, as texts; a single value as a list."""
    if isinstance(value, list):
        return [strval(v) for v in value if v is not None]
    return [] if value is None else [strval(value)]


@function("join", "sa", context=True)
def _join(run: Run, sign: str, value: Any) -> str:
    parts = strings(value)
    run.fits(sum(map(len, parts)) + len(sign) * len(parts))
    return sign.join(parts)


@function("toStrings", "a")
def _to_strings(value: Any) -> List:
    return List(strings(value))


@function("sortAlpha", "a")
def _sort_alpha(value: Any) -> List:
    return List(sorted(strings(value), key=str.encode))
