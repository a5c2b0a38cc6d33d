"""Renders an injection template whose lines know their places in the chart, ghosts included.

Second step from a rendering to what is injected. Lines that other values of the chart would bring
are templates of their own, whose output stands where it would come.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from xref.extract.charts.injection_functions import functions
from xref.extract.charts.injection_texts import joined
from xref.extract.charts.lines import Line, Text, text_of
from xref.model import Diagnostic, Location
from xref.template import nodes
from xref.template.errors import TemplateError
from xref.template.parser import parse
from xref.template.render import TemplateSet, render
from xref.template.run import Piece

Guards = tuple[str, ...]
_NAME = "injection"
_BRANCHES = (nodes.If, nodes.With, nodes.Range)


class Condition(str):
    """A condition of the injection template, with the line of the template that begins it.

    ``around`` are the conditions of the chart around that line, once it is known.
    """

    __slots__ = ("around", "line")
    line: int
    around: Guards

    def __new__(cls, text: str, line: int, around: Guards = ()) -> Condition:
        made = super().__new__(cls, text)
        made.line, made.around = line, around
        return made


@dataclass(slots=True)
class Parser:
    """Parses injection templates, each text once."""

    known: dict[str, nodes.Parsed | TemplateError] = field(default_factory=dict)

    def parse(self, text: str) -> nodes.Parsed:
        """A template, its conditions marked with their lines. Raises TemplateError."""
        if text not in self.known:
            try:
                parsed = parse(_NAME, _translated(text) if _is_bracketed(text) else text)
            except TemplateError as error:
                self.known[text] = error
            else:
                main = parsed.main._replace(body=_marked(parsed.main.body))
                defines = tuple(d._replace(body=_marked(d.body)) for d in parsed.defines)
                self.known[text] = parsed._replace(main=main, defines=defines)
        found = self.known[text]
        if isinstance(found, TemplateError):
            raise TemplateError(found.message, found.name, found.line)
        return found


def _is_bracketed(text: str) -> bool:
    return "[[" in text and "{{" not in text


def _translated(text: str) -> str:
    """A template with brackets as one with braces: nothing moves."""
    return text.replace("[[", "{{").replace("]]", "}}")


def _marked(body: nodes.Body) -> nodes.Body:
    return tuple(
        node._replace(
            body=_marked(node.body),
            orelse=_marked(node.orelse),
            guard=Condition(node.guard, node.line),
            otherwise=Condition(node.otherwise, node.line),
        )
        if isinstance(node, _BRANCHES)
        else node
        for node in body
    )


@dataclass(slots=True)
class Rendition:
    """One template under way. ``problems`` have the places of the chart's lines.

    ``read`` are the paths of the values that it reads, ``complete`` whether all of it was executed.
    """

    parser: Parser
    data: Any
    problems: list[Diagnostic]
    texts: list[list[Line]] = field(default_factory=list)
    bracketed: bool = False
    read: set[str] = field(default_factory=set)
    complete: bool = False

    def text(self, template: Text) -> Text | None:
        """The output, its lines with their places in the chart; None if it is no template."""
        self.bracketed = _is_bracketed(joined(template.lines))
        try:
            pieces = self._pieces(template)
        except TemplateError as error:
            line = template.lines[min(error.line, len(template.lines)) - 1]
            told = f"not an injection template: {error.message}"
            self.problems.append(Diagnostic(told, Location(line.file, line.line)))
            return None
        return self._placed(text_of(pieces))

    def _pieces(self, template: Text, ghost: bool = False) -> list[Piece]:
        """The pieces of a template, each with the number of its text for its file."""
        parsed = self.parser.parse(joined(template.lines))
        number = str(len(self.texts))
        self.texts.append(template.lines)
        known = TemplateSet(functions=functions(self.parser.parse, self.data), strict=False)
        known.add(parsed)
        rendered = render(known, _NAME, self.data)
        self.read |= rendered.read
        if not ghost:
            self.complete = rendered.complete
            self._tell(rendered.diagnostics, template.lines)
        guards: dict[Guards, Guards] = {}
        pieces = [self._owned(p, number, template.lines, guards) for p in rendered.pieces]
        if not template.ghosts:
            return pieces
        return list(_with_ghosts(pieces, self._ghosts(template)))

    def _ghosts(self, template: Text) -> list[tuple[int, list[Piece]]]:
        """What other values of the chart would bring, where it is a template of its own."""
        found = []
        for at, ghost in template.ghosts:
            # Half a branch is left out: it means nothing without what surrounds it.
            try:
                pieces = self._pieces(ghost, ghost=True)
            except TemplateError:
                continue
            if any(piece.text.strip() for piece in pieces):
                found.append((at, pieces))
        return sorted(found, key=lambda each: each[0])

    def _owned(
        self, piece: Piece, number: str, lines: list[Line], known: dict[Guards, Guards]
    ) -> Piece:
        if piece.guards not in known:
            known[piece.guards] = tuple(_placed_guard(guard, lines) for guard in piece.guards)
        text = piece.text
        if piece.unknown and self.bracketed:
            text = text.replace("{{", "[[").replace("}}", "]]")
        return piece._replace(file=number, guards=known[piece.guards], text=text)

    def _tell(self, diagnostics: tuple[Diagnostic, ...], lines: list[Line]) -> None:
        for each in diagnostics:
            at = each.location.line if each.location is not None else 1
            line = lines[min(max(at, 1), len(lines)) - 1]
            told = Diagnostic(each.message, Location(line.file, line.line))
            if told not in self.problems:
                self.problems.append(told)

    def _placed(self, text: Text) -> Text:
        lines = [self._place(line) for line in text.lines]
        return Text(lines, [(at, self._placed(ghost)) for at, ghost in text.ghosts])

    def _place(self, line: Line) -> Line:
        lines = self.texts[int(line.file)]
        own = lines[min(line.line, len(lines)) - 1]
        uses = tuple(dict.fromkeys((*own.uses, *line.uses)))
        return line._replace(
            file=own.file,
            line=own.line,
            guards=_merged(own.guards, line.guards),
            source=own.source,
            uses=uses,
            around=_merged(own.around, line.around),
        )


def _placed_guard(guard: str, lines: list[Line]) -> str:
    if not isinstance(guard, Condition):
        return guard
    return Condition(guard, guard.line, lines[min(guard.line, len(lines)) - 1].guards)


def _merged(outer: Guards, inner: Guards) -> Guards:
    """The conditions of chart and template around a line, outermost first."""
    made: list[str] = []
    done = 0
    for guard in inner:
        around = guard.around if isinstance(guard, Condition) else ()
        shared = len(_common(outer, around))
        made += outer[done:shared]
        done = max(done, shared)
        made.append(str(guard))
    return (*made, *outer[done:])


def _common(one: Guards, other: Guards) -> Guards:
    count = 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        count += 1
    return one[:count]


def _portions(pieces: list[Piece]) -> Iterator[Piece]:
    """The pieces, literal text cut into lines."""
    for piece in pieces:
        if piece.source.startswith("{{") or "\n" not in piece.text:
            yield piece
            continue
        *ended, rest = piece.text.split("\n")
        for number, part in enumerate(ended):
            yield piece._replace(text=f"{part}\n", line=piece.line + number)
        if rest:
            yield piece._replace(text=rest, line=piece.line + len(ended))


def _with_ghosts(pieces: list[Piece], ghosts: list[tuple[int, list[Piece]]]) -> Iterator[Piece]:
    """The pieces, and before the line that follows the first ``at`` lines each ghost's own."""
    left = ghosts[::-1]
    before: Piece | None = None
    for piece in _portions(pieces):
        while left and piece.line > left[-1][0]:
            yield from _ghost(left.pop()[1], before, piece)
        yield piece
        before = piece if piece.text else before
    while left:
        yield from _ghost(left.pop()[1], before, before)


def _ghost(pieces: list[Piece], before: Piece | None, after: Piece | None) -> Iterator[Piece]:
    around = before or after
    beside = after or before
    if around is None or beside is None:
        return
    guards = _common(around.guards, beside.guards)
    depth = min(around.depth, beside.depth) + 1
    made = [
        p._replace(guards=(*guards, *p.guards), depth=p.depth + depth, active=False) for p in pieces
    ]
    if before is not None and not before.text.endswith("\n"):
        yield made[0]._replace(text="\n", source="\n")
    yield from made
    yield made[-1]._replace(text="\n", source="\n")
