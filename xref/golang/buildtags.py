"""Build constraints: whether a Go file belongs to a build for linux/amd64.

Part of the golang layer; follows the rules of ``go/build`` for file names, ``//go:build`` lines
and the older ``// +build`` lines, which are turned into an expression of the same form.
"""

from __future__ import annotations

import re
from functools import lru_cache

_OPERATING_SYSTEM = re.compile(
    r"aix|android|darwin|dragonfly|freebsd|hurd|illumos|ios|js|linux|nacl|netbsd|openbsd|plan9"
    r"|solaris|wasip1|windows|zos"
)
_ARCHITECTURE = re.compile(
    r"386|amd64(?:p32)?|arm(?:64)?(?:be)?|loong64|mips(?:64(?:p32)?)?(?:le)?|ppc(?:64(?:le)?)?"
    r"|riscv(?:64)?|s390x?|sparc(?:64)?|wasm"
)
_TRUE = re.compile(r"linux|amd64|unix|gc|cgo|go1\.[1-9][0-9]?")
_TOKEN = re.compile(r"\s*(&&|\|\||[!()]|[\w.]+)")
_PRECEDENCE = {"||": 1, "&&": 2, "!": 3}


def constraint_of(header: bytes) -> str:
    """The constraint that a file states in ``header``, its text up to the package's name.

    A ``//go:build`` line wins. ``// +build`` lines count only above the last blank line of the
    leading line comments: directly above the package clause they are its documentation.
    """
    if b"build" not in header:
        return ""
    older: list[str] = []
    pending: list[str] = []
    leading = True
    for raw in _without_block_comments(header).split("\n"):
        line = raw.strip()
        if line.startswith("//go:build") and line[10:11] in (" ", "\t"):
            return line[10:].strip()
        if not line and leading:
            older += pending
            pending = []
        leading = leading and (not line or line.startswith("//"))
        words = line[2:].split() if leading and line else []
        if words and words[0] == "+build":
            pending.append(_from_plus_build(words[1:]))
    return older[0] if len(older) == 1 else " && ".join(f"({each})" for each in older)


def build_selected(filename: str, constraint: str) -> bool:
    """Whether a file takes part in a build for linux/amd64 that is no test.

    ``filename`` may have folders before it. A constraint that cannot be read selects nothing, as
    with the Go tool.
    """
    base = filename.rpartition("/")[2]
    if not base.endswith(".go") or base.endswith("_test.go") or base[0] in "._":
        return False
    # Only what follows the first underscore can be a suffix: linux.go is an ordinary name.
    suffixes = base.partition(".")[0].split("_")[1:]
    if suffixes and _ARCHITECTURE.fullmatch(suffixes[-1]) and suffixes.pop() != "amd64":
        return False
    if suffixes and _OPERATING_SYSTEM.fullmatch(suffixes[-1]) and suffixes[-1] != "linux":
        return False
    return not constraint or _satisfied(constraint)


def _without_block_comments(header: bytes) -> str:
    """The text, with a word in place of each block comment, since it ends the leading lines."""
    text = header.removeprefix(b"\xef\xbb\xbf").decode("utf-8", "replace").replace("\r\n", "\n")
    return re.sub(r"(//[^\n]*)|/\*.*?\*/", lambda m: m[1] or "comment", text, flags=re.DOTALL)


def _from_plus_build(options: list[str]) -> str:
    """``a,!b c`` as ``(a && !b) || c``; a line without options is never satisfied."""
    alternatives = [option.split(",") for option in options]
    texts = [" && ".join(terms) for terms in alternatives]
    if len(texts) > 1:
        texts = [
            f"({text})" if len(terms) > 1 else text
            for text, terms in zip(texts, alternatives, strict=True)
        ]
    return " || ".join(texts) or "ignore"


@lru_cache(maxsize=1024)
def _satisfied(constraint: str) -> bool:
    """Evaluate an expression of tags; operators wait on a stack, so nesting costs no recursion."""
    values: list[bool] = []
    operators: list[str] = []
    operand_next = True
    for token in _tokens(constraint):
        if operand_next == (token in ("&&", "||", ")")):
            return False
        if token == ")":
            while operators and operators[-1] != "(":
                _apply(operators.pop(), values)
            if not operators:
                return False
            operators.pop()
        elif token in ("!", "("):
            operators.append(token)
        elif token in _PRECEDENCE:
            while operators and _PRECEDENCE.get(operators[-1], 0) >= _PRECEDENCE[token]:
                _apply(operators.pop(), values)
            operators.append(token)
            operand_next = True
        else:
            values.append(_TRUE.fullmatch(token) is not None)
            operand_next = False
    if operand_next or "(" in operators:
        return False
    while operators:
        _apply(operators.pop(), values)
    return values == [True]


def _apply(operator: str, values: list[bool]) -> None:
    right = values.pop()
    if operator == "!":
        values.append(not right)
    elif operator == "&&":
        values.append(values.pop() and right)
    else:
        values.append(values.pop() or right)


def _tokens(constraint: str) -> list[str]:
    """The tokens; an odd character makes one that fits nowhere, so that nothing is satisfied."""
    tokens: list[str] = []
    position = 0
    text = constraint.rstrip()
    while position < len(text):
        found = _TOKEN.match(text, position)
        if found is None:
            return [")"]
        tokens.append(found[1])
        position = found.end()
    return tokens
