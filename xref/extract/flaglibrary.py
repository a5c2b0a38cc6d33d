"""Which library a registering call belongs to, told from one file alone.

Part of the extract layer, for ``goflags``. Without types this is a judgement: by the name of an
imported package, by the declaration of a FlagSet within the same function, by cobra's methods
that give a flag set, and else by what the file imports.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from tree_sitter import Node

from xref.golang.index import Import

_FLAG_SET_OF_COMMAND = re.compile(
    r"(?:Persistent|Local|LocalNonPersistent|LocalPersistent|Inherited|NonInherited)?Flags"
)
_FLAG_SET_NAME = re.compile(r"(?i)(?:\bfs|flags|flagset)(?:\(\))?\Z")
_LONGEST = 256  # bytes of a receiver or declaration to look at; a chain of calls can be endless
_FLAG_SET_TYPE = re.compile(rb"\.(?:New)?(?:FlagSet|CommandLine)\b")
_DECLARED = re.compile(rb"((?:\w+\s*,\s*)*\w+)\s*(?::?=|\s)\s*[*&]?(\w+)\Z")


@dataclass(frozen=True, slots=True)
class Libraries:
    """What a file imports: names that mean ``flag`` or ``pflag``, other names, and cobra."""

    names: dict[str, str]
    others: frozenset[str]
    cobra: bool


def libraries_of(package: str, imports: Iterable[Import]) -> Libraries:
    """The libraries among a file's imports, or that it is part of; pflag may be any copy of it."""
    names: dict[str, str] = {".": package} if package in ("flag", "pflag") else {}
    others: set[str] = set()
    cobra = False
    for each in imports:
        last = each.path.rpartition("/")[2]
        cobra = cobra or last == "cobra"
        if each.path == "flag" or last == "pflag":
            names[each.name or last] = last
        else:
            others.add(each.name or last)
    return Libraries(names, frozenset(others), cobra)


def library_of(receiver: Node, text: bytes, standard: bool, libraries: Libraries) -> str:
    """``pflag`` or ``flag`` by what a call is made on; "" where it is neither.

    ``receiver`` is a node of ``text``, a declaration; ``standard`` tells that the standard library
    has a method of that name too.
    """
    start = max(receiver.start_byte, receiver.end_byte - _LONGEST)
    name = text[start : receiver.end_byte].decode("utf-8", "replace")
    if receiver.type in ("identifier", "selector_expression"):
        first, _, rest = name.partition(".")
        package = _declared_packages(text).get(name.rpartition(".")[2])
        if package in libraries.names:
            return libraries.names[package]
        if first in libraries.names and rest in ("", "CommandLine"):
            return libraries.names[first]
        if first in libraries.others:
            return ""
    function = receiver.child_by_field_name("function")
    called = None if function is None else function.child_by_field_name("field")
    if called is not None:
        method = text[called.start_byte : called.end_byte].decode("utf-8", "replace")
        if _FLAG_SET_OF_COMMAND.fullmatch(method):
            return "pflag"
    return _by_imports(name, standard, libraries)


@lru_cache(maxsize=1)
def _declared_packages(text: bytes) -> dict[str, str]:
    """Parameters and variables that are a FlagSet by their declaration in ``text``: whose."""
    found: dict[str, str] = {}
    for place in _FLAG_SET_TYPE.finditer(text):
        before = text[max(0, place.start() - _LONGEST) : place.start()]
        declared = _DECLARED.search(before)
        if declared is not None:
            for name in declared[1].split(b","):
                found.setdefault(name.strip().decode(), declared[2].decode())
    return found


def _by_imports(receiver: str, standard: bool, libraries: Libraries) -> str:
    """The library that a file's imports leave; pflag where they leave both or only cobra.

    Where they leave none, the flag set comes from another file of the package: pflag's, if the
    kind is pflag's alone or the receiver's name tells that it is a flag set.
    """
    if "pflag" in libraries.names.values() or libraries.cobra or not standard:
        return "pflag"
    if libraries.names:
        return "flag"
    return "pflag" if _FLAG_SET_NAME.search(receiver) else ""
