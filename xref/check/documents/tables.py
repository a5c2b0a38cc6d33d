"""What tables say by their columns: names of one kind, and what stands together in a row.

A rule of documents. A column's kind is that of most of its cells, or what its header says, so that
no language need be understood. In such a column a name that differs only in case, dashes and
underscores is wrong too.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from xref.check.documents.blocks import Part
from xref.check.documents.defaults import compare, is_value
from xref.check.documents.flagging import holders
from xref.check.documents.lexicon import CONTAINER, IMAGE, PROGRAM, Lexicon, Thing
from xref.check.documents.mentions import Mention, Sort
from xref.check.documents.naming import unknown
from xref.check.documents.ports import check_entry
from xref.check.documents.rules import OTHER_PROGRAM, finding, listed
from xref.check.documents.subjects import FOREIGN, Scope
from xref.check.documents.words import (
    BINARY,
    DEFAULT,
)
from xref.check.documents.words import (
    CONTAINER as CONTAINER_WORD,
)
from xref.check.documents.words import (
    IMAGE as IMAGE_WORD,
)
from xref.check.findings import Confidence, Finding

Rows = list[dict[int, Scope]]
"""The cells of a table's rows by column."""

_KINDS = (CONTAINER, IMAGE, PROGRAM)
_HEADERS = ((CONTAINER, CONTAINER_WORD), (IMAGE, IMAGE_WORD), (PROGRAM, BINARY))


def check_tables(scopes: Sequence[Scope], lexicon: Lexicon) -> Iterator[Finding]:
    """Findings on all tables of a document."""
    tables: dict[int, dict[int, dict[int, Scope]]] = {}
    for scope in scopes:
        if scope.block.part in (Part.CELL, Part.HEADER) and scope.block.parent >= 0:
            row = scopes[scope.block.parent]
            rows = tables.setdefault(row.block.parent, {})
            rows.setdefault(row.index, {})[scope.block.column] = scope
    for rows in tables.values():
        yield from _table(list(rows.values()), lexicon)


def _table(rows: Rows, lexicon: Lexicon) -> Iterator[Finding]:
    header = {
        column: cell.block.text.lower()
        for row in rows[:1]
        for column, cell in row.items()
        if cell.block.part is Part.HEADER
    }
    body = [{c: cell for c, cell in row.items() if cell.block.part is Part.CELL} for row in rows]
    kinds = {
        column: _kind(
            [row[column] for row in body if column in row], header.get(column, ""), lexicon
        )
        for column in {column for row in body for column in row}
    }
    for row in body:
        for column, cell in row.items():
            if kinds[column]:
                yield from _cell(cell, kinds[column], lexicon)
        if any(m.sort is Sort.FLAG for cell in row.values() for m in cell.mentions):
            yield from _defaults(row, header, lexicon)
        else:
            for cell in row.values():
                yield from check_entry(cell, lexicon)
            yield from _together(row, kinds, lexicon)


def name_of(cell: Scope) -> Mention | None:
    """The name that a cell consists of, None if it has more, or less."""
    found = [m for m in cell.mentions if m.sort in (Sort.WORD, Sort.PATH)]
    if len(found) != 1 or len(cell.mentions) > 2:
        return None
    around = cell.block.text[: found[0].start] + cell.block.text[found[0].end :]
    return found[0] if len(around.strip(" \t`*_:.")) <= len(":1.10.10-rc.1") else None


def _of_kind(mention: Mention, kind: str, lexicon: Lexicon) -> tuple[Thing, ...]:
    """What a cell's name is of a kind; an image may have its registry before it."""
    text = mention.text.rpartition("/")[2] if kind == IMAGE else mention.text
    return tuple(thing for thing in lexicon.things.get(text, ()) if thing.kind == kind)


def _kind(cells: Sequence[Scope], header: str, lexicon: Lexicon) -> str:
    """The kind of most names in a column, "" if that is not clear."""
    names = [name for cell in cells if (name := name_of(cell))]
    counts = Counter(kind for name in names for kind in _KINDS if _of_kind(name, kind, lexicon))
    said = [kind for kind, word in _HEADERS if word.search(header)]
    if len(said) == 1 and (counts[said[0]] or len(cells) == 1):
        return said[0]
    best = counts.most_common(2)
    if not best or best[0][1] < 2 or best[0][1] * 2 <= len(names):
        return ""
    return best[0][0] if len(best) == 1 or best[0][1] > best[1][1] else ""


def _cell(cell: Scope, kind: str, lexicon: Lexicon) -> Iterator[Finding]:
    """A name in a column of its kind that is none, but for case, dashes and underscores."""
    name = name_of(cell)
    if name is None or name.sort is not Sort.WORD or name.text in lexicon.things:
        return
    near = tuple(thing for thing in lexicon.alike(name.text) if thing.kind == kind)
    if near:
        why = f"stands in a column of {kind}s"
        yield unknown(cell, name, near, Confidence.HIGH, why)


def _together(row: dict[int, Scope], kinds: dict[int, str], lexicon: Lexicon) -> Iterator[Finding]:
    """An image or program in a row whose container, or image, runs another."""
    found = {
        kinds[column]: (name, things)
        for column, cell in row.items()
        if kinds[column] and (name := name_of(cell))
        if (things := _of_kind(name, kinds[column], lexicon))
    }
    program = found.get(PROGRAM)
    for kind in (CONTAINER, IMAGE):
        if kind not in found or program is None:
            continue
        holder, things = found[kind]
        inside = frozenset[str]().union(*(thing.programs for thing in things))
        own = frozenset[str]().union(*(thing.programs for thing in program[1]))
        if inside and own and FOREIGN not in own and not inside & own:
            cell = next(c for c in row.values() if program[0] in c.mentions)
            names = sorted(lexicon.known.by_package[package].name for package in inside)
            message = (
                f"the row puts {program[0].text} beside the {kind} {holder.text}, "
                f"in which the release runs {listed(names, 'and')}"
            )
            yield finding(
                OTHER_PROGRAM,
                Confidence.MEDIUM,
                (cell.block, program[0]),
                message,
                suggestions=tuple(names),
                evidence=tuple(thing.location for thing in things[:2]),
            )
            return


def _defaults(row: dict[int, Scope], header: dict[int, str], lexicon: Lexicon) -> Iterator[Finding]:
    """A flag's default in a column whose header says so."""
    column = next((c for c, text in header.items() if c in row and DEFAULT.search(text)), None)
    if column is None:
        return
    value = row[column].block.text.strip().strip("`'\"")
    for cell in row.values():
        flags = [(m, held) for m, held in holders(cell) if m.dashes == 2]
        if cell.block.column == column or len(flags) != 1 or not is_value(value):
            continue
        mention, holder = flags[0]
        programs = holder.programs if holder else frozenset()
        known = lexicon.flags(programs, mention.text)
        if known and (made := compare(cell, mention, value, known)):
            yield made
        return
