"""Executes texts and actions, and keeps the pieces of templates that an action includes.

Last of the chain ``lexer -> parser -> evaluate -> execute``; importing it makes all statements
known.
"""

from __future__ import annotations

from typing import Any

from xref.template import branches as branches  # registers its statements
from xref.template import nodes
from xref.template.calls import invoke
from xref.template.errors import ExecError, Exhausted
from xref.template.formatting import sprint
from xref.template.run import Encoded, Piece, Run
from xref.template.statements import bind, evaluated, executes
from xref.template.values import CONTAINERS, Paths, Unknown, has_unknown

NO_VALUE = "<no value>"


@executes(nodes.Text)
def _text(run: Run, node: nodes.Text) -> None:
    run.emit(node.text, node.line, node.text)


@executes(nodes.Action)
def _action(run: Run, node: nodes.Action) -> None:
    if node.stages is not None:
        _include(run, node)
        return
    run.source = node.source
    if "Json" in node.source and not node.pipe.slots and not run.depth:
        _encode(run, node)
    else:
        _evaluate(run, node)


def _encode(run: Run, node: nodes.Action) -> None:
    """An action that may print a value as JSON: what it reads is kept apart."""
    outer, run.read = run.read, set()
    run.json = []
    try:
        _evaluate(run, node)
    finally:
        own, run.read = run.read, outer
        if len(run.json) == 1:
            run.encoded.append(Encoded(run.file, node.line, run.json[0], frozenset(own)))
        else:
            run.read |= own


def _evaluate(run: Run, node: nodes.Action) -> None:
    pipe = node.pipe
    value, uses = evaluated(run, pipe)
    if pipe.slots:
        bind(run, pipe, pipe.slots[0], value, uses)
    else:
        _print(run, node, value, uses)


def _print(run: Run, node: nodes.Action, value: Any, uses: Paths) -> None:
    if isinstance(value, CONTAINERS):
        value, uses = _whole(run, value, uses)
    if isinstance(value, Unknown):
        run.emit(node.source, node.line, node.source, uses, unknown=True)
        return
    text = value if type(value) is str else NO_VALUE if value is None else sprint(value)
    if run.strict and not run.captures and NO_VALUE in text:
        text = text.replace(NO_VALUE, "")
    run.emit(text, node.line, node.source, uses)


def _whole(run: Run, value: Any, uses: Paths) -> tuple[Any, Paths]:
    """The text of a container that is printed, and what it depends on."""
    run.uses = seen = set(uses)
    try:
        run.consume(value)
        text = has_unknown(value) or sprint(value)
    except (ExecError, ValueError) as error:
        if not run.depth:
            raise ExecError(str(error)) from error
        text = Unknown(str(error))
    run.read |= seen
    return text, tuple(sorted(seen))


def _include(run: Run, node: nodes.Action) -> None:
    """``include NAME DATA | indent N``: the pieces of the template, indented."""
    call = node.pipe.commands[0]
    inner: list[Piece] = []
    unknown: Unknown | None = None
    uses: Paths = ()
    try:
        (name, data), uses = _operands(run, call.args, node)
        amounts = [_operands(run, stage.args, node)[0] for stage in node.stages or ()]
        if not isinstance(name, str) or any(type(n) is not int for a in amounts for n in a):
            raise ExecError(f"wrong type for value in {node.pipe.text}")
        outer, run.pieces = run.pieces, inner
        try:
            invoke(run, name, data, uses)
        finally:
            run.pieces = outer
    except ExecError as error:
        # What it printed before the error is lost, as it is to ``include``.
        if not run.depth or isinstance(error, Exhausted):
            raise
        unknown = Unknown(error.message)
        inner = []
    if unknown is not None:
        run.emit(node.source, node.line, node.source, uses, unknown=True)
        return
    for stage, amount in zip(node.stages or (), amounts, strict=True):
        inner = _staged(run, node, stage.name, amount, inner)
    run.pieces.extend(inner)


def _operands(run: Run, args: Any, node: nodes.Action) -> tuple[list[Any], Paths]:
    values: list[Any] = []
    uses: Paths = ()
    for argument in args:
        pipe = nodes.Pipe((argument,), (), False, node.line, argument.text)
        value, uses = evaluated(run, pipe)
        values.append(value)
    return values, uses


def _staged(
    run: Run, node: nodes.Action, name: str, amount: Any, inner: list[Piece]
) -> list[Piece]:
    if name == "trim":
        return _trimmed(_trimmed(inner, run.depth, 0), run.depth, -1)
    width = max(0, amount[0])
    run.fits(width)
    pad = " " * width
    run.fits(sum(len(p.text) + p.text.count("\n") * width for p in inner))
    first = Piece(
        ("\n" if name == "nindent" else "") + pad,
        run.file,
        node.line,
        run.guards,
        not run.depth,
        node.source,
        (),
        run.depth,
    )
    padded = "\n" + pad
    return [
        first,
        *(p._replace(text=p.text.replace("\n", padded)) if "\n" in p.text else p for p in inner),
    ]


def _trimmed(pieces: list[Piece], depth: int, end: int) -> list[Piece]:
    """``pieces`` without the blanks at the beginning (``end`` 0) or end (-1) of their text."""
    found = list(pieces)
    order = range(len(found)) if end == 0 else range(len(found) - 1, -1, -1)
    for index in order:
        piece = found[index]
        if piece.depth != depth:
            continue
        text = piece.text.lstrip() if end == 0 else piece.text.rstrip()
        line = piece.line
        if end == 0 and piece.text == piece.source:
            line += piece.text.count("\n", 0, len(piece.text) - len(text))
        found[index] = piece._replace(text=text, line=line)
        if text:
            break
    return found
