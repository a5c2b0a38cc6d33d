"""Parses a template into the nodes that the evaluator walks.

Second of the chain ``lexer -> parser -> evaluate``. A function's name is not checked here: a
function that is not known shows when it is called.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, NoReturn

from xref.template import constants, nodes
from xref.template.errors import TemplateError
from xref.template.lexer import Piece, Source, Token, cut

DEEPEST = 60
"""How deep blocks and parentheses may nest: more is no honest template."""

CONSTANTS: dict[str, Any] = {"true": True, "false": False, "nil": None}
STAGES = {"indent": 1, "nindent": 1, "trim": 0}
"""Functions that leave it plain which piece a text comes from, with their own arguments."""

BRANCHES: dict[str, Any] = {"if": nodes.If, "with": nodes.With, "range": nodes.Range}


def parse(name: str, text: str, delimiters: tuple[str, str] = ("{{", "}}")) -> nodes.Parsed:
    """The file ``name`` with the text ``text``. Raises TemplateError."""
    parser = _Parser(name, list(cut(Source(name, text, *delimiters))))
    scope = _Scope()
    body, end = parser.body(scope, 0, ())
    if end:
        parser.fail(f"unexpected {{{{{end}}}}}")
    main = nodes.Definition(name, name, 1, body, scope.size)
    return nodes.Parsed(name, main, tuple(parser.defines))


@dataclass(slots=True)
class _Scope:
    """The variables in sight while a template is parsed; ``size`` is the most there ever were."""

    names: list[str] = field(default_factory=lambda: ["$"])
    slots: dict[str, list[int]] = field(default_factory=lambda: {"$": [0]})
    size: int = 1
    loops: int = 0

    def declare(self, name: str) -> int:
        slot = len(self.names)
        self.names.append(name)
        self.slots.setdefault(name, []).append(slot)
        self.size = max(self.size, slot + 1)
        return slot

    def leave(self, visible: int) -> None:
        """The variables after the first ``visible`` ones are out of sight."""
        for name in self.names[visible:]:
            self.slots[name].pop()
        del self.names[visible:]

    def find(self, name: str) -> int:
        """The slot of the innermost variable ``name``, -1 if there is none."""
        slots = self.slots.get(name)
        return slots[-1] if slots else -1


class _Parser:
    def __init__(self, name: str, pieces: list[Piece]) -> None:
        self.name = name
        self.pieces = pieces
        self.next = 0
        self.line = 1
        self.defines: list[nodes.Definition] = []

    def fail(self, message: str) -> NoReturn:
        raise TemplateError(message, self.name, self.line)

    def body(self, scope: _Scope, depth: int, ends: tuple[str, ...]) -> tuple[nodes.Body, str]:
        """Nodes up to an ``end`` or ``else`` that is among ``ends``, or the end of the file.

        After an ``else`` the action that holds it is the piece before ``next``.
        """
        if depth > DEEPEST:
            self.fail("blocks are nested too deeply")
        found: list[Any] = []
        while self.next < len(self.pieces):
            piece = self.pieces[self.next]
            self.next += 1
            self.line = piece.line
            if piece.tokens is None:
                found.append(nodes.Text(piece.text, piece.line))
                continue
            tokens = piece.tokens
            if not tokens:
                self.fail("missing value for command")
            word = tokens[0].text if tokens[0].kind == "word" else ""
            if word in ("end", "else"):
                if word not in ends:
                    self.fail(f"unexpected {{{{{word}}}}}")
                if word == "end" and len(tokens) > 1:
                    self.fail(f"unexpected {tokens[1].text!r} in end")
                return tuple(found), word
            node = self._statement(word, piece, tokens, scope, depth)
            if node is not None:
                found.append(node)
        if ends:
            self.fail("unexpected EOF: a block has no end")
        return tuple(found), ""

    def _statement(
        self, word: str, piece: Piece, tokens: list[Token], scope: _Scope, depth: int
    ) -> Any:
        if word in BRANCHES:
            return self._branch(word, piece, tokens[1:], scope, depth)
        if word == "define":
            self._define(tokens, depth)
            return None
        if word == "block":
            return self._block(piece, tokens, scope, depth)
        if word == "template":
            return self._template(piece, tokens, scope)
        if word in ("break", "continue") and len(tokens) == 1:
            if not scope.loops:
                self.fail(f"{{{{{word}}}}} outside {{{{range}}}}")
            return nodes.Jump(word == "continue", piece.line)
        pipe = _Expression(self, tokens, scope).whole("command")
        return nodes.Action(pipe, piece.line, piece.text, _stages(pipe))

    def _branch(
        self, word: str, piece: Piece, tokens: list[Token], scope: _Scope, depth: int
    ) -> Any:
        """An ``if``, ``with`` or ``range`` whose pipeline is ``tokens``, up to its ``end``."""
        line, visible = piece.line, len(scope.names)
        pipe = _Expression(self, tokens, scope).whole(word)
        scope.loops += word == "range"
        inner = len(scope.names)
        body, end = self.body(scope, depth + 1, ("end", "else"))
        scope.loops -= word == "range"
        scope.leave(inner)
        orelse: nodes.Body = ()
        if end == "else":
            orelse = self._orelse(word, scope, depth)
        scope.leave(visible)
        guard = pipe.text if word == "if" else f"{word} {pipe.text}"
        condition = pipe.text
        if word != "if" and ":=" in condition:
            condition = condition.partition(":=")[2].strip()
        return BRANCHES[word](pipe, body, orelse, guard, f"not ({condition})", line)

    def _orelse(self, word: str, scope: _Scope, depth: int) -> nodes.Body:
        piece = self.pieces[self.next - 1]
        rest = [t for t in piece.tokens or () if t.kind != "space"][1:]
        if not rest:
            return self.body(scope, depth + 1, ("end",))[0]
        if rest[0].text != word or word == "range":
            self.fail(f"unexpected {rest[0].text!r} in else")
        tokens = piece.tokens or []
        after = next(i for i, t in enumerate(tokens) if t is rest[0])
        return (self._branch(word, piece, tokens[after + 1 :], scope, depth + 1),)

    def _define(self, tokens: list[Token], depth: int) -> None:
        if depth:
            self.fail("unexpected {{define}} within a block")
        if [t.kind for t in tokens] != ["word", "space", "string"]:
            self.fail("define needs a name")
        self._definition(self._string(tokens[2]), depth)

    def _definition(self, name: str, depth: int) -> None:
        line, scope = self.line, _Scope()
        body, _ = self.body(scope, depth + 1, ("end",))
        self.defines.append(nodes.Definition(name, self.name, line, body, scope.size))

    def _block(self, piece: Piece, tokens: list[Token], scope: _Scope, depth: int) -> Any:
        call = self._template(piece, tokens, scope)
        if call.pipe is None:
            self.fail("missing value for block")
        self._definition(call.name, depth)
        return call

    def _template(self, piece: Piece, tokens: list[Token], scope: _Scope) -> nodes.Template:
        if len(tokens) < 3 or tokens[2].kind != "string":
            self.fail(f"{tokens[0].text} needs a name")
        pipe = None
        if len(tokens) > 3:
            pipe = _Expression(self, tokens[3:], scope).whole("template")
        return nodes.Template(self._string(tokens[2]), pipe, piece.line, piece.text)

    def _string(self, token: Token) -> str:
        try:
            return constants.string(token.text)
        except ValueError as error:
            self.fail(str(error))


class _Expression:
    """The tokens of one pipeline, parsed from left to right."""

    def __init__(self, parser: _Parser, tokens: list[Token], scope: _Scope) -> None:
        self.parser = parser
        self.tokens = tokens
        self.scope = scope
        self.at = 0
        self.depth = 0

    def whole(self, context: str) -> nodes.Pipe:
        """All tokens as one pipeline, which may set variables."""
        slots, declares, names = self._declaration(context)
        pipe = self._pipe(context)
        if self.at < len(self.tokens):
            self._unexpected(context)
        if declares:
            # Declared after the pipeline, which does not see them yet.
            slots = tuple(self.scope.declare(name) for name in names)
        return pipe._replace(slots=slots, declares=declares, text=self._text(0, len(self.tokens)))

    def _text(self, start: int, end: int) -> str:
        return "".join(t.text for t in self.tokens[start:end]).strip()

    def _kind(self, ahead: int = 0) -> str:
        at = self.at + ahead
        return self.tokens[at].kind if at < len(self.tokens) else ""

    def _skip_space(self) -> None:
        while self._kind() == "space":
            self.at += 1

    def _unexpected(self, context: str) -> NoReturn:
        if self.at >= len(self.tokens):
            self.parser.fail(f"missing value for {context}")
        self.parser.fail(f"unexpected {self.tokens[self.at].text!r} in {context}")

    def _declaration(self, context: str) -> tuple[tuple[int, ...], bool, list[str]]:
        """The variables that are set: (slots of those assigned to, whether declared, names)."""
        self._skip_space()
        start = self.at
        names: list[str] = []
        while self._kind() == "variable":
            names.append(self.tokens[self.at].text)
            self.at += 1
            self._skip_space()
            sign = self.tokens[self.at].text if self._kind() == "sign" else ""
            if sign == "," and context == "range" and len(names) == 1:
                self.at += 1
                self._skip_space()
                continue
            if sign in (":=", "="):
                self.at += 1
                if any("." in name for name in names):
                    self.parser.fail(f"unexpected {names[0]!r} in declaration")
                slots = () if sign == ":=" else tuple(self._slot(name) for name in names)
                return slots, sign == ":=", names
            break
        self.at = start
        return (), False, []

    def _slot(self, name: str) -> int:
        slot = self.scope.find(name)
        if slot < 0:
            self.parser.fail(f"undefined variable {name!r}")
        return slot

    def _pipe(self, context: str) -> nodes.Pipe:
        start = self.at
        commands: list[Any] = []
        while True:
            commands.append(self._command(context, first=not commands))
            if self._kind() != "sign" or self.tokens[self.at].text != "|":
                break
            self.at += 1
            self._skip_space()
            if not self._kind() or self.tokens[self.at].text == ")":
                break  # Go puts up with a pipe sign at the end.
        return nodes.Pipe(tuple(commands), (), False, self.parser.line, self._text(start, self.at))

    def _command(self, context: str, first: bool) -> Any:
        """Operands up to a pipe sign, a closing parenthesis or the end."""
        self._skip_space()
        start = self.at
        operands = []
        while True:
            operand = self._operand()
            if operand is None:
                break
            operands.append(operand)
            if self._kind() != "space":
                break
            self._skip_space()
        if not operands:
            self._unexpected(context)
        if self.at < len(self.tokens) and self.tokens[self.at].text not in ("|", ")"):
            self._unexpected("operand")
        head, text = operands[0], self._text(start, self.at)
        if not first and isinstance(head, (nodes.Literal, nodes.Dot)):
            self.parser.fail(f"non executable command in pipeline: {head.text}")
        if isinstance(head, nodes.Call):
            return nodes.Call(head.name, tuple(operands[1:]), text)
        if len(operands) == 1:
            return head
        return nodes.Command(head, tuple(operands[1:]), text)

    def _operand(self) -> Any:
        """The next operand with the fields that follow it, None if there is none here."""
        start = self.at
        term = self._term()
        if term is None or self._kind() != "field":
            return term
        token = self.tokens[self.at]
        if isinstance(term, (nodes.Literal, nodes.Dot)):
            self.parser.fail(f"unexpected . after term {term.text!r}")
        self.at += 1
        return nodes.Chain(term, _names(token.text), self._text(start, self.at))

    def _term(self) -> Any:
        kind = self._kind()
        if not kind:
            return None
        token = self.tokens[self.at]
        text = token.text
        if kind == "sign":
            return self._parenthesis() if text == "(" else None
        self.at += 1
        if kind == "field":
            return nodes.Field(_names(text), text)
        if kind == "variable":
            name, _, rest = text.partition(".")
            return nodes.Variable(self._slot(name), tuple(rest.split(".")) if rest else (), text)
        if kind == "dot":
            return nodes.Dot()
        if kind == "word":
            if text in CONSTANTS:
                return nodes.Literal(CONSTANTS[text], text)
            if text in BRANCHES or text in ("end", "else", "define", "block", "template"):
                self.parser.fail(f"unexpected {text!r} in operand")
            return nodes.Call(text, (), text)
        try:
            value = constants.string(text) if kind == "string" else constants.number(text)
        except ValueError as error:
            self.parser.fail(f"{error}: {text[:60]}")
        return nodes.Literal(value, text)

    def _parenthesis(self) -> nodes.Pipe:
        self.depth += 1
        if self.depth > DEEPEST:
            self.parser.fail("parentheses are nested too deeply")
        self.at += 1
        pipe = self._pipe("parenthesized pipeline")
        if self._kind() != "sign" or self.tokens[self.at].text != ")":
            self.parser.fail("unclosed left paren")
        self.at += 1
        self.depth -= 1
        return pipe._replace(text=f"({pipe.text})")


def _names(text: str) -> tuple[str, ...]:
    return tuple(text[1:].split("."))


def _stages(pipe: nodes.Pipe) -> tuple[nodes.Call, ...] | None:
    """What follows an ``include`` that heads ``pipe``, if its inner pieces can be kept."""
    head, *rest = pipe.commands
    if pipe.slots or not isinstance(head, nodes.Call):
        return None
    if head.name != "include" or len(head.args) != 2:
        return None
    for stage in rest:
        if not isinstance(stage, nodes.Call) or STAGES.get(stage.name) != len(stage.args):
            return None
    return tuple(rest)
