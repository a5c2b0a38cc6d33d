"""sprig's regular expressions, in Go's syntax, by Python's engine.

Part of ``template.functions``. Go's engine takes linear time; Python's may take for ever, so
patterns that could (a repeat in a repeat, a choice in a repeat) on texts of some length give
Unknown.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from re import _constants as opcodes  # type: ignore[attr-defined]
from re import _parser as sre  # type: ignore[attr-defined]
from typing import Any

from xref.template.errors import ExecError
from xref.template.functions.registry import Library
from xref.template.run import Run
from xref.template.values import List, Unknown

LIBRARY = Library()
CLASSES = {
    "alnum": "0-9A-Za-z",
    "alpha": "A-Za-z",
    "digit": "0-9",
    "lower": "a-z",
    "upper": "A-Z",
    "space": r"\t\n\v\f\r ",
    "punct": r"!-/:-@\[-`{-~",
    "word": r"0-9A-Za-z_",
    "xdigit": "0-9A-Fa-f",
}
NAMED = re.compile(r"\[:(\^?)(\w+):\]")
EXPANSION = re.compile(r"\$(?:\$|\{(\w+)\}|(\w+))")
PATIENCE = 2_000_000


@lru_cache(maxsize=256)
def compiled(pattern: str) -> tuple[re.Pattern[str], int]:
    """The expression, and the power of the text's length that a search may take (9: any).

    Raises ExecError for what is no expression, or one that Python reads in another way.
    """
    text = NAMED.sub(lambda m: CLASSES.get(m[2], "") if not m[1] else "", pattern)
    text = text.replace(r"\z", r"\Z")
    if re.search(r"\(\?[=!<](?!\w)|\(\?<[=!]|\\[pPQCE]|\\[1-9]", text):
        raise ExecError(f"error parsing regexp: {pattern}")
    try:
        tree = sre.parse(text, re.ASCII)
        return re.compile(_dollar(text), re.ASCII), _power(tree, False)
    except (re.error, OverflowError, RecursionError) as error:
        raise ExecError(f"error parsing regexp: {error}: `{pattern}`") from error


def _dollar(text: str) -> str:
    r"""Go's ``$`` is the end of the text alone; Python's also comes before a final line break."""
    found, position, inside = [], 0, False
    while position < len(text):
        character = text[position]
        if character == "\\":
            found.append(text[position : position + 2])
            position += 2
            continue
        if character in "[]":
            inside = character == "["
        found.append(r"\Z" if character == "$" and not inside else character)
        position += 1
    return "".join(found) if "(?m" not in text else text


def _power(items: Any, within: bool) -> int:
    """How the time of a search may grow; a repeat or a choice in a repeat may take for ever."""
    power = 1
    for operation, argument in items:
        if operation in (opcodes.MAX_REPEAT, opcodes.MIN_REPEAT):
            _, most, inner = argument
            if most > 8:
                if within:
                    return 9
                power += 1
            power += _power(inner, within or most > 8) - 1
        elif operation is opcodes.SUBPATTERN:
            power += _power(argument[3], within) - 1
        elif operation is opcodes.BRANCH:
            if within:
                return 9
            power += max(_power(branch, within) for branch in argument[1]) - 1
    return min(power, 9)


def _search(run: Run, pattern: str, text: str, work: Callable[[re.Pattern[str]], Any]) -> Any:
    expression, power = compiled(pattern)
    run.step(1 + (len(text) >> 6))
    if len(text) > 24 and len(text) ** power > PATIENCE and not (power <= 2 and len(text) < 20_000):
        return Unknown(f"the expression {pattern!r} may take too long")
    return work(expression)


def function(names: str, signature: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Add a function under a name and under its ``must`` name."""
    must = " ".join(f"{n} must{n[0].upper()}{n[1:]}" for n in names.split())
    return LIBRARY.function(must, signature, context=True)


@LIBRARY.function("regexMatch", "ss", context=True)
def _match(run: Run, pattern: str, text: str) -> Any:
    try:
        return _must_match(run, pattern, text)
    except ExecError:
        return False


@LIBRARY.function("mustRegexMatch", "ss", context=True)
def _must_match(run: Run, pattern: str, text: str) -> Any:
    return _search(run, pattern, text, lambda e: e.search(text) is not None)


@function("regexFind", "ss")
def _find(run: Run, pattern: str, text: str) -> Any:
    def first(expression: re.Pattern[str]) -> str:
        found = expression.search(text)
        return found.group() if found else ""

    return _search(run, pattern, text, first)


@function("regexFindAll", "ssi")
def _find_all(run: Run, pattern: str, text: str, count: int) -> Any:
    def all_of(expression: re.Pattern[str]) -> List:
        found = [m.group() for m in expression.finditer(text)]
        return List(found if count < 0 else found[:count])

    return _search(run, pattern, text, all_of)


@function("regexReplaceAll", "sss")
def _replace(run: Run, pattern: str, text: str, new: str) -> Any:
    def replaced(match: re.Match[str]) -> str:
        return EXPANSION.sub(lambda m: _group(match, m), new)

    return _substituted(run, pattern, text, replaced, len(new))


@function("regexReplaceAllLiteral", "sss")
def _replace_literal(run: Run, pattern: str, text: str, new: str) -> Any:
    return _substituted(run, pattern, text, lambda _: new, len(new))


def _substituted(
    run: Run, pattern: str, text: str, new: Callable[[re.Match[str]], str], size: int
) -> Any:
    run.fits((len(text) + 1) * (1 + size))
    return _search(run, pattern, text, lambda e: e.sub(new, text))


def _group(match: re.Match[str], wanted: re.Match[str]) -> str:
    name = wanted[1] or wanted[2]
    if name is None:
        return "$"
    try:
        return match.group(int(name) if name.isdigit() else name) or ""
    except IndexError:
        return ""


@function("regexSplit", "ssi")
def _split(run: Run, pattern: str, text: str, count: int) -> Any:
    def parts(expression: re.Pattern[str]) -> List:
        if count == 0:
            return List()
        found, begin, end = List(), 0, 0
        for match in expression.finditer(text):
            if count > 0 and len(found) == count - 1:
                break
            end = match.start()
            if match.end():
                found.append(text[begin:end])
            begin = match.end()
        if end != len(text):
            found.append(text[begin:])
        return found

    return _search(run, pattern, text, parts)


LIBRARY.function("regexQuoteMeta", "s")(
    lambda text: "".join("\\" + c if c in r"\.+*?()|[]{}^$" else c for c in text)
)
