"""The text functions of make: ``$(subst ...)``, ``$(notdir ...)`` and their like, on plain strings.

Part of the extract layer, below :mod:`xref.extract.makefile_expand`. A text may hold atoms, words
that stand for what only the build machine knows (``atom``); they are strings like any other here.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable

ATOM_START, ATOM_END = "\x01", "\x02"
_ATOM = re.compile(f"{ATOM_START}[^{ATOM_END}]*{ATOM_END}")

# The folder that the makefile stands in, which is the root of the tree.
ROOT = f"{ATOM_START}root{ATOM_END}"


def atom(kind: str, name: str) -> str:
    """A word for an unknown text: the same ``kind`` and ``name`` give the same word."""
    return f"{ATOM_START}{kind}-{name}{ATOM_END}"


def without_atoms(text: str) -> str:
    """The text with its atoms left out."""
    return _ATOM.sub("", text)


def is_known(text: str) -> bool:
    """Whether a text holds no atom."""
    return ATOM_START not in text


def matches(pattern: str, word: str) -> str | None:
    """What ``%`` stands for where the word is of the pattern, "" where both are the same."""
    head, percent, tail = pattern.partition("%")
    if not percent:
        return "" if pattern == word else None
    fits = word.startswith(head) and word.endswith(tail) and len(word) >= len(head) + len(tail)
    return word[len(head) : len(word) - len(tail)] if fits else None


def patsubst(pattern: str, replacement: str, text: str) -> str:
    """make's ``$(patsubst pattern,replacement,text)``."""
    out = []
    for word in text.split():
        stem = matches(pattern, word)
        out.append(word if stem is None else replacement.replace("%", stem, 1))
    return " ".join(out)


def _filter(patterns: str, text: str, keep: bool) -> str:
    wanted = patterns.split()
    return " ".join(
        word
        for word in text.split()
        if any(matches(pattern, word) is not None for pattern in wanted) is keep
    )


def _dir(word: str) -> str:
    head, slash, _ = word.rpartition("/")
    return head + slash if slash else "./"


def _suffix(word: str) -> str:
    name = word.rpartition("/")[2]
    return "." + name.rpartition(".")[2] if "." in name else ""


def _basename(word: str) -> str:
    suffix = _suffix(word)
    return word[: len(word) - len(suffix)] if suffix else word


def _words(change: Callable[[str], str]) -> Callable[[list[str]], str]:
    return lambda args: " ".join(filter(None, map(change, args[0].split())))


def _real(word: str) -> str:
    return word if word.startswith(("/", ATOM_START)) else posixpath.normpath(f"{ROOT}/{word}")


def _number(text: str) -> int:
    return int(text) if text.strip().isdigit() else 0


def _word(args: list[str]) -> str:
    words, number = args[1].split(), _number(args[0])
    return words[number - 1] if 0 < number <= len(words) else ""


# How many arguments a function needs, and what it does; a comma in the last one is plain text.
TEXT_FUNCTIONS: dict[str, tuple[int, Callable[[list[str]], str]]] = {
    "subst": (3, lambda args: args[2].replace(args[0], args[1]) if args[0] else args[2]),
    "patsubst": (3, lambda args: patsubst(args[0].strip(), args[1].strip(), args[2])),
    "strip": (1, lambda args: " ".join(args[0].split())),
    "findstring": (2, lambda args: args[0] if args[0] in args[1] else ""),
    "filter": (2, lambda args: _filter(args[0], args[1], True)),
    "filter-out": (2, lambda args: _filter(args[0], args[1], False)),
    "sort": (1, lambda args: " ".join(sorted(set(args[0].split())))),
    "word": (2, _word),
    "words": (1, lambda args: str(len(args[0].split()))),
    "wordlist": (3, lambda a: " ".join(a[2].split()[max(_number(a[0]) - 1, 0) : _number(a[1])])),
    "firstword": (1, lambda args: "".join(args[0].split()[:1])),
    "lastword": (1, lambda args: "".join(args[0].split()[-1:])),
    "dir": (1, _words(_dir)),
    "notdir": (1, _words(lambda word: word.rpartition("/")[2])),
    "suffix": (1, _words(_suffix)),
    "basename": (1, _words(_basename)),
    "addsuffix": (2, lambda args: " ".join(word + args[0] for word in args[1].split())),
    "addprefix": (2, lambda args: " ".join(args[0] + word for word in args[1].split())),
    "abspath": (1, _words(_real)),
    "realpath": (1, _words(_real)),
    "info": (1, lambda args: ""),
    "warning": (1, lambda args: ""),
    "error": (1, lambda args: ""),
}


def shell(command: str) -> str | None:
    """What a command of ``$(shell ...)`` prints; None where only a machine can tell.

    A release is taken as built on linux/amd64, which is what its images hold.
    """
    match command.split():
        case ["uname"] | ["uname", "-s"]:
            return "Linux"
        case ["uname", "-m"]:
            return "x86_64"
        case ["pwd"]:
            return ROOT
        case ["basename", word]:
            return posixpath.basename(word.strip("\"'").rstrip("/"))
        case ["dirname", word]:
            return posixpath.dirname(word.strip("\"'")) or "."
    return None
