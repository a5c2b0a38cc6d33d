"""tree-sitter parsers, and the queries of ``queries/LANGUAGE/NAME.scm``, each compiled once.

Layer 1: knows languages and queries, and nothing of what they are asked for.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from importlib.resources import files
from pathlib import Path

from tree_sitter import Language, Node, Parser, Query, QueryCursor, Tree

from xref.errors import XrefError
from xref.tally import counts

_LANGUAGES = ("bash", "cpp", "go", "starlark")

# Matches under way at one time, not matches in all: enough for calls nested tens of thousands
# deep, and few enough that a hostile file cannot take all memory.
_MATCH_LIMIT = 1 << 16

# Openings of comments times the bytes that follow; about half a second of parsing.
_OPEN_COMMENT_LIMIT = 10_000_000
_UP_TO_OPEN_COMMENT = re.compile(
    rb"(?:[^\"'`/]++|\"(?:[^\"\\\n]|\\.)*+\"|'(?:[^'\\\n]|\\.)*+'|`[^`]*+`"
    rb"|//[^\n]*+|/\*(?s:.*?)\*/|/(?!\*)|[\"'`])*+"
)

Captures = dict[str, list[Node]]


class MatchLimitError(XrefError):
    """A query dropped matches because too many were under way at once."""


@dataclass(frozen=True, slots=True)
class CompiledQuery:
    """A query of one language; ``name`` is ``LANGUAGE/NAME`` of its file."""

    name: str
    query: Query
    match_limit: int = _MATCH_LIMIT

    def matches(self, node: Node) -> list[Captures]:
        """The captures of every match below ``node``, in the order of the text.

        Raises MatchLimitError rather than giving some of the matches.
        """
        cursor = QueryCursor(self.query, match_limit=self.match_limit)
        found = [captures for _, captures in cursor.matches(node)]
        if cursor.did_exceed_match_limit:
            raise MatchLimitError(
                f"query {self.name} has more than {self.match_limit} matches under way at once:"
                " the source is nested too deeply to be searched"
            )
        return found


def parse_go(data: bytes) -> Tree:
    """The syntax tree of a Go file, or of one top-level declaration; bad syntax gives ERROR nodes.

    Offsets and rows of the tree count from the beginning of ``data``, from 0. A line end is added
    where there is none: without one the grammar reports an error behind the last declaration.
    """
    counts["parses"] += 1
    data = _without_open_comment(data)
    return _parser("go").parse(data if data.endswith(b"\n") else data + b"\n")


def parse(language: str, data: bytes) -> Tree:
    """The syntax tree of a file in one of the other languages; bad syntax gives ERROR nodes."""
    return _parser(language).parse(data)


def node_text(node: Node) -> str:
    """The source of a node."""
    return (node.text or b"").decode("utf-8", "replace")


def _without_open_comment(data: bytes) -> bytes:
    """The text before a block comment that nothing closes, if there are very many such.

    The parser reads to the end of the text for each of them, so that a file of 150 KB can take it
    minutes. Globs such as "/*" in strings are no comments, and stay.
    """
    closed = data.rfind(b"*/") + 1
    if data.count(b"/*", closed) * (len(data) - closed) < _OPEN_COMMENT_LIMIT:
        return data
    found = _UP_TO_OPEN_COMMENT.match(data)
    return data if found is None else data[: found.end()]


@cache
def query(language: str, name: str) -> CompiledQuery:
    """The query ``queries/LANGUAGE/NAME.scm``. Raises LookupError if there is none."""
    source = _query_text(language, name)
    return CompiledQuery(f"{language}/{name}", Query(_language(language), source))


@cache
def _language(language: str) -> Language:
    if language not in _LANGUAGES:
        raise LookupError(f"no grammar for {language}")
    # Each grammar takes a while to load, and few releases need all of them.
    return Language(import_module(f"tree_sitter_{language}").language())


@cache
def _parser(language: str) -> Parser:
    return Parser(_language(language))


def _query_text(language: str, name: str) -> str:
    """The text of a query: inside the package in a wheel, beside it in the source tree."""
    inside = files("xref").joinpath("queries", language, f"{name}.scm")
    beside = Path(__file__).resolve().parent.parent / "queries" / language / f"{name}.scm"
    for place in (inside, beside):
        if place.is_file():
            return place.read_text(encoding="utf-8")
    raise LookupError(f"no query {language}/{name}.scm")
