"""Holds a document in Markdown, HTML or plain text, of any language, against a release.

One of the checkers, above ``findings`` and ``knowledge``: a reader makes blocks of the text
(``markdown``, ``hypertext``), ``mentions`` finds what may be names in them, ``subjects`` tells
which programs each block speaks of, and a module for each kind of name has the rules. Only names
and structure count; what is not understood is passed over in silence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from xref.check.documents.blocks import Block
from xref.check.documents.defaults import check_defaults
from xref.check.documents.flagging import check_flags, holders
from xref.check.documents.hypertext import hypertext
from xref.check.documents.lexicon import Lexicon
from xref.check.documents.markdown import markdown
from xref.check.documents.mentions import Sort
from xref.check.documents.naming import check_names
from xref.check.documents.paths import Tree, check_paths
from xref.check.documents.ports import check_ports
from xref.check.documents.rules import RULES
from xref.check.documents.subjects import scopes
from xref.check.documents.tables import check_tables
from xref.check.findings import Confidence, Finding, Level
from xref.check.knowledge import Knowledge

__all__ = ["RULES", "Documents", "check_document"]

_LONGEST = 10_000_000  # characters; a word takes some hundred bytes of memory

_MARKUP = re.compile(
    r"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,2000}?-->\s*)?<(?:!doctype|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)


def check_document(text: str, file: str, known: Knowledge) -> list[Finding]:
    """The findings on one document; of several, ``Documents`` reads the release but once."""
    return Documents(known).check(text, file)


class Documents:
    """Checks documents against one release."""

    def __init__(self, known: Knowledge) -> None:
        self.lexicon = Lexicon(known)
        self.tree = Tree(known)

    def check(self, text: str, file: str) -> list[Finding]:
        """The findings on a document, in the order of their places.

        ``file`` is its name: what ends in ``.html`` or ``.htm``, or begins as a page does, is HTML.
        """
        if len(text) > _LONGEST:
            return [_too_long(text, file)]
        found = dict.fromkeys(_findings(blocks(text, file), self.lexicon, self.tree))
        made = (replace(finding, file=file) for finding in found)
        return sorted(made, key=lambda one: (one.line, one.column, one.rule))


def _too_long(text: str, file: str) -> Finding:
    message = f"a document of {len(text):,} characters is not read: split it"
    return Finding("unreadable", Level.ERROR, Confidence.HIGH, file, 1, 1, message)


def blocks(text: str, file: str) -> list[Block]:
    """The structure of a document."""
    markup = file.lower().endswith((".html", ".htm", ".xhtml")) or _MARKUP.match(text[:4000])
    return hypertext(text) if markup else markdown(text)


def _findings(structure: list[Block], lexicon: Lexicon, tree: Tree) -> Iterator[Finding]:
    every = scopes(structure, lexicon)
    for index, scope in enumerate(every):
        sorts = {mention.sort for mention in scope.mentions}
        if Sort.WORD in sorts or Sort.PATH in sorts:
            yield from check_names(scope, lexicon)
        if Sort.FLAG in sorts:
            held = list(holders(scope))
            yield from check_flags(scope, held, lexicon)
            below = every[index + 1].block if index + 1 < len(every) else scope.block
            yield from check_defaults(scope, held, below, lexicon)
        if Sort.NUMBER in sorts:
            yield from check_ports(scope, lexicon)
        if Sort.PATH in sorts or Sort.URL in sorts:
            yield from check_paths(scope, lexicon, tree)
    yield from check_tables(every, lexicon)
