"""Documents that are made to be slow or to break the readers: each ends, and says nothing false."""

from __future__ import annotations

import random

import pytest
from document_release import knowledge

from xref.check.documents import check_document

KNOWN = knowledge()
MANY = 100_000

REPEATED = {
    "letters": "a",
    "dashes": "-",
    "backticks": "`",
    "angles": "<",
    "open tags": "<a ",
    "comments": "<!--",
    "links": "](a",
    "bars": "|",
    "quotes": "> ",
    "lists": "- ",
    "escapes": "\\_",
    "slashes": "a/",
    "headings": "# a\n",
    "underlines": "a\n=\n",
    "fences": "```\n",
    "zeros": "\0",
    "lines": "\n",
    "defaults": "default ",
    "flags": "`--nothing` ",
    "items": "<ul><li>",
    "cells": "<td>",
    "pre": "<pre>",
    "entities": "&amp",
    "scripts": "<script>",
}


@pytest.mark.parametrize("file", ["a.md", "a.html"])
@pytest.mark.parametrize("unit", REPEATED.values(), ids=REPEATED)
def test_what_is_repeated_without_end_gives_nothing(unit: str, file: str) -> None:
    assert check_document(unit * (MANY // len(unit)), file, KNOWN) == []


@pytest.mark.parametrize("encoding", ["latin-1", "utf-8", "utf-16"])
@pytest.mark.parametrize("file", ["a.md", "a.html", "a"])
def test_bytes_of_another_kind_give_nothing(encoding: str, file: str) -> None:
    data = random.Random(7).randbytes(MANY)
    assert check_document(data.decode(encoding, "replace"), file, KNOWN) == []


def test_lists_in_lists_without_end_are_read_to_their_end() -> None:
    text = "".join(f"{' ' * (2 * depth)}- `gauged`\n" for depth in range(400))
    found = check_document(f"{text}\n`tide-sevrer`\n", "a.md", KNOWN)
    assert [(one.line, one.name) for one in found] == [(402, "tide-sevrer")]
    page = "<ul><li>gauged " * 5000 + "<p>tide-sevrer"
    assert [one.name for one in check_document(page, "a.html", KNOWN)] == ["tide-sevrer"]


def test_one_enormous_line_has_its_columns() -> None:
    filler = "word " * 50_000
    (found,) = check_document(f"{filler}`tide-sevrer` {filler}", "a.md", KNOWN)
    assert (found.line, found.column) == (1, len(filler) + 2)


def test_a_document_that_is_too_long_is_told_to_be() -> None:
    (found,) = check_document(" " * 10_000_001, "a.md", KNOWN)
    assert (found.rule, found.line) == ("unreadable", 1)


def test_a_document_of_findings_has_them_all() -> None:
    text = "`gauged`:\n\n" + "- 9191: x\n" * 3000
    assert len(check_document(text, "a.md", KNOWN)) == 3000
