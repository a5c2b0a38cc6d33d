"""Executes the statements of a template: text, actions, branches, loops and calls of templates.

Last of the chain ``lexer -> parser -> evaluate -> execute``. An arm that is not taken is executed as a
*ghost*: with a depth of its own, errors turned to Unknown, changes undone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from xref.template import nodes
from xref.template.errors import ExecError, Exhausted, GhostsExhausted, LoopExit
from xref.template.evaluate import pipeline
from xref.template.formatting import sprint
from xref.template.run import Piece, Run
from xref.template.values import CONTAINERS, Element, List, Map, Paths, Unknown, has_unknown, truth

NO_VALUE = "<no value>"
GHOST = "what these values turn off is not reached"


def body(run: Run, statements: nodes.Body) -> None:
    """Execute statements in turn. Raises ExecError, LoopExit, GhostsExhausted."""
    for node in statements:
        run.step()
        EXECUTE[type(node)](run, node)


def evaluated(run: Run, pipe: nodes.Pipe) -> tuple[Any, Paths]:
    """A pipeline's value and the paths that it depends on. Errors in ghosts give Unknown."""
    run.line = pipe.line
    run.uses = uses = set()
    try:
        value = pipeline(run, pipe)
    except ExecError as error:
        if not run.depth or isinstance(error, Exhausted):
            if not error.line:
                error.file, error.line = run.file, pipe.line
            raise
        value = Unknown(error.message)
    run.read |= uses
    return value, tuple(sorted(uses)) if uses else ()


def _text(run: Run, node: nodes.Text) -> None:
    run.emit(node.text, node.line, node.text)


def _action(run: Run, node: nodes.Action) -> None:
    if node.stages is not None:
        _include(run, node)
        return
    run.source = node.source
    pipe = node.pipe
    value, uses = evaluated(run, pipe)
    if pipe.slots:
        _bind(run, pipe, pipe.slots[0], value, uses)
    else:
        _print(run, node, value, uses)


def _bind(run: Run, pipe: nodes.Pipe, slot: int, value: Any, uses: Paths) -> None:
    if pipe.declares:
        run.frame[slot] = (value, uses)
    else:
        run.put(run.frame, slot, (value, uses))


def _print(run: Run, node: nodes.Action, value: Any, uses: Paths) -> None:
    if isinstance(value, CONTAINERS):
        run.uses = seen = set(uses)
        run.consume(value)
        run.read |= seen
        uses = tuple(sorted(seen))
        value = has_unknown(value) or value
    if isinstance(value, Unknown):
        run.emit(node.source, node.line, node.source, uses, unknown=True)
        return
    text = value if type(value) is str else NO_VALUE if value is None else sprint(value)
    if not run.captures and NO_VALUE in text:
        text = text.replace(NO_VALUE, "")
    run.emit(text, node.line, node.source, uses)


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
            raise ExecError(f"wrong type for value in {node.pipe.text}", run.file, node.line)
        outer, run.pieces = run.pieces, inner
        try:
            invoke(run, name, data, uses)
        finally:
            run.pieces = outer
    except ExecError as error:
        # What it printed before the error is lost, as it is to ``include``.
        if not run.depth or isinstance(error, Exhausted):
            if not error.line:
                error.file, error.line = run.file, node.line
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
    values, uses = [], ()
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
    width = max(0, min(amount[0], run.budget.output))
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


def invoke(run: Run, name: str, data: Any, uses: Paths) -> None:
    """Execute the template ``name`` with ``data`` as its dot. Raises ExecError."""
    definition = run.templates.get(name)
    if definition is None:
        raise ExecError(f"template: no template {name!r}")
    if run.depth and name in run.calls:
        return
    if len(run.calls) >= run.budget.depth:
        raise ExecError(f"template {name!r} is called too deeply")
    enter(run, definition, data, uses)


def enter(run: Run, definition: nodes.Definition, data: Any, uses: Paths) -> None:
    """Execute a definition in a frame of its own."""
    saved = run.file, run.line, run.source, run.frame, run.dot, run.dot_uses, run.uses
    if isinstance(data, CONTAINERS) and getattr(data, "path", None) is not None:
        uses = ()
    run.calls.append(definition.name)
    run.file = definition.file
    run.frame = [None] * definition.slots
    run.frame[0] = (data, uses)
    run.dot, run.dot_uses = data, uses
    run.uses = set()
    try:
        body(run, definition.body)
    finally:
        run.calls.pop()
        run.file, run.line, run.source, run.frame, run.dot, run.dot_uses, run.uses = saved


def capture(run: Run, work: Callable[[], None]) -> Any:
    """The text that ``work`` prints, or Unknown if part of it is; what it depends on is noted."""
    outer, run.pieces = run.pieces, []
    run.captures += 1
    size = run.size
    try:
        work()
        found = [p for p in run.pieces if p.depth == run.depth]
    finally:
        run.pieces = outer
        run.captures -= 1
        run.size = size
    for piece in found:
        run.uses.update(piece.uses)
    lost = next((p for p in found if p.unknown), None)
    if lost is not None:
        return Unknown(f"it holds {lost.source}")
    text = "".join([p.text for p in found])
    run.fits(len(text))
    return text


def _template(run: Run, node: nodes.Template) -> None:
    data, uses = (None, ()) if node.pipe is None else evaluated(run, node.pipe)
    run.line = node.line
    try:
        invoke(run, node.name, data, uses)
    except ExecError as error:
        if not run.depth or isinstance(error, Exhausted):
            if not error.line:
                error.file, error.line = run.file, node.line
            raise
        run.emit(node.source, node.line, node.source, uses, unknown=True)


def _jump(run: Run, node: nodes.Jump) -> None:
    raise LoopExit(node.again)


def arm(run: Run, statements: nodes.Body, guard: str) -> None:
    """Execute an arm that is taken."""
    saved = run.guards
    run.guards = (*saved, guard)
    try:
        body(run, statements)
    finally:
        run.guards = saved


def ghost(run: Run, statements: nodes.Body, guard: str, prepare: Callable[[], None]) -> None:
    """Execute an arm that is not taken, after ``prepare``, and undo what it changes."""
    if not statements or run.ghosts_off:
        return
    mark = len(run.changes)
    saved = run.dot, run.dot_uses, run.line
    run.depth += 1
    try:
        prepare()
        arm(run, statements, guard)
    except LoopExit:
        pass
    except GhostsExhausted:
        if run.depth > 1:
            raise
        run.ghosts_off = True
        run.say(f"{GHOST} from here on: the budget for it is out")
    finally:
        run.undo(mark)
        run.depth -= 1
        run.dot, run.dot_uses, run.line = saved


def both(run: Run, node: Any, prepare: Callable[[], None]) -> None:
    """Both arms as ghosts, since the condition is not known; what they change is Unknown then."""
    mark = len(run.changes)
    run.depth += 1
    lost: list[Any] = []
    try:
        for statements, guard, before in (
            (node.body, node.guard, prepare),
            (node.orelse, node.otherwise, _nothing),
        ):
            _unknown_arm(run, statements, guard, before)
            lost.extend(run.changes[mark:])
            run.undo(mark)
    except GhostsExhausted:
        if run.depth > 1:
            raise
        run.ghosts_off = True
        run.say(f"{GHOST} from here on: the budget for it is out")
    finally:
        run.undo(mark)
        run.depth -= 1
    reason = f"it depends on {node.guard}"
    for change in lost:
        unknown: Any = Unknown(reason)
        run.put(
            change.target, change.key, unknown if isinstance(change.target, dict) else (unknown, ())
        )


def _unknown_arm(run: Run, statements: nodes.Body, guard: str, prepare: Callable[[], None]) -> None:
    if not statements or run.ghosts_off:
        return
    saved = run.dot, run.dot_uses, run.line
    try:
        prepare()
        arm(run, statements, guard)
    except LoopExit:
        if run.depth == 1:
            run.say(f"whether the loop ends here is not known: {guard}")
    finally:
        run.dot, run.dot_uses, run.line = saved


def _nothing() -> None:
    """Nothing to prepare."""


def _condition(run: Run, node: Any) -> tuple[Any, Paths, bool | None]:
    """The value of a branch's pipeline, bound to its variable, and whether it is true."""
    value, uses = evaluated(run, node.pipe)
    if isinstance(value, CONTAINERS):
        path = getattr(value, "path", None)
        if path:
            run.read.add(path)
    return value, uses, truth(value)


def _if(run: Run, node: nodes.If) -> None:
    value, uses, decided = _condition(run, node)
    if node.pipe.slots:
        _bind(run, node.pipe, node.pipe.slots[0], value, uses)
    if decided:
        arm(run, node.body, node.guard)
        ghost(run, node.orelse, node.otherwise, _nothing)
    elif decided is None:
        both(run, node, _nothing)
    else:
        ghost(run, node.body, node.guard, _nothing)
        if node.orelse:
            arm(run, node.orelse, node.otherwise)


def _with(run: Run, node: nodes.With) -> None:
    value, uses, decided = _condition(run, node)
    if node.pipe.slots:
        _bind(run, node.pipe, node.pipe.slots[0], value, uses)
    saved = run.dot, run.dot_uses
    if decided:
        run.dot = value
        run.dot_uses = () if getattr(value, "path", None) is not None else uses
        try:
            arm(run, node.body, node.guard)
        finally:
            run.dot, run.dot_uses = saved
        ghost(run, node.orelse, node.otherwise, _nothing)
        return

    def prepare() -> None:
        unknown = value if isinstance(value, Unknown) else Unknown(f"{node.pipe.text} is empty")
        run.dot, run.dot_uses = unknown, uses
        if node.pipe.slots:
            run.put(run.frame, node.pipe.slots[0], (unknown, uses))

    if decided is None:
        both(run, node, prepare)
        return
    ghost(run, node.body, node.guard, prepare)
    if node.orelse:
        arm(run, node.orelse, node.otherwise)


def _range(run: Run, node: nodes.Range) -> None:
    value, uses, _ = _condition(run, node)
    slots = node.pipe.slots

    def prepare() -> None:
        unknown = (
            value if isinstance(value, Unknown) else Unknown(f"{node.pipe.text} has no elements")
        )
        run.dot, run.dot_uses = unknown, uses
        for slot in slots:
            run.put(run.frame, slot, (unknown, uses))

    if isinstance(value, Unknown):
        both(run, node, prepare)
        return
    try:
        count = _turns(run, node, value, uses)
    except ExecError as error:
        if not error.line:
            error.file, error.line = run.file, node.line
        if not run.depth or isinstance(error, Exhausted):
            raise
        value = Unknown(error.message)
        both(run, node, prepare)
        return
    if count:
        ghost(run, node.orelse, node.otherwise, _nothing)
        return
    ghost(run, node.body, node.guard, prepare)
    if node.orelse:
        arm(run, node.orelse, node.otherwise)


def _turns(run: Run, node: nodes.Range, value: Any, uses: Paths) -> int:
    """The turns of a loop; how many there were."""
    slots, pipe = node.pipe.slots, node.pipe
    saved = run.dot, run.dot_uses
    count = 0
    try:
        for key, item, own in elements(value, uses):
            count += 1
            run.step()
            if item is None:
                own = Element(own)
            run.dot, run.dot_uses = item, own
            if slots:
                if len(slots) > 1:
                    _bind(run, pipe, slots[0], key, own or _paths(item))
                _bind(run, pipe, slots[-1], item, own)
            try:
                arm(run, node.body, node.guard)
            except LoopExit as leaving:
                if not leaving.again:
                    break
    finally:
        run.dot, run.dot_uses = saved
    return count


def _paths(value: Any) -> Paths:
    path = getattr(value, "path", None)
    return (path,) if path else ()


def elements(value: Any, uses: Paths) -> Iterator[tuple[Any, Any, Paths]]:
    """(key, element, paths that the element depends on) of what ``range`` takes. Raises ExecError.

    An element that is a container and knows its path has no paths here.
    """
    keys: Any
    if isinstance(value, Map):
        keys = sorted(value)
        for key in keys:
            if key in value:
                item = value[key]
                walked = isinstance(item, CONTAINERS) and getattr(item, "path", None) is not None
                yield key, item, () if walked else (*uses, *value.origin(key))
    elif isinstance(value, List):
        for index, item in enumerate(list(value)):
            walked = isinstance(item, CONTAINERS) and getattr(item, "path", None) is not None
            yield index, item, () if walked else (*uses, *value.origin(index))
    elif isinstance(value, int) and not isinstance(value, bool):
        for index in range(value):
            yield index, index, uses
    elif value is not None:
        raise ExecError(f"range can't iterate over {sprint(value)}")


EXECUTE: dict[type, Callable[[Run, Any], None]] = {
    nodes.Text: _text,
    nodes.Action: _action,
    nodes.If: _if,
    nodes.With: _with,
    nodes.Range: _range,
    nodes.Template: _template,
    nodes.Jump: _jump,
}
