"""Evaluates the expressions of a template: operands, fields, calls and pipelines.

Third of the chain ``lexer -> parser -> evaluate -> execute``. What is read is noted in
``Run.uses``.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from xref.template import nodes
from xref.template.errors import ExecError
from xref.template.functions.registry import Function
from xref.template.run import MISSING, Run
from xref.template.values import Element, Map, Struct, Unknown, has_unknown, type_name


def evaluate(run: Run, node: Any, final: Any = MISSING) -> Any:
    """The value of a node; ``final`` is what the command before it in the pipeline gives.

    Raises ExecError.
    """
    return EVALUATE[type(node)](run, node, final)


def pipeline(run: Run, pipe: nodes.Pipe, final: Any = MISSING) -> Any:
    """The value of a pipeline without its variables."""
    if final is not MISSING:
        raise ExecError(f"can't give argument to non-function {pipe.text}")
    if type(pipe.commands[0]) is nodes.Literal and pipe.commands[0].value is None:
        raise ExecError("nil is not a command")
    value = MISSING
    for command in pipe.commands:
        value = EVALUATE[type(command)](run, command, value)
    return value


def own_uses(run: Run, node: Any) -> tuple[Any, tuple[str, ...]]:
    """The value of an operand and the paths it depends on, which are not noted for the rest."""
    outer, run.uses = run.uses, set()
    try:
        value = evaluate(run, node)
        return value, tuple(sorted(run.uses))
    finally:
        run.read |= run.uses
        run.uses = outer


def fields(
    run: Run, value: Any, names: Sequence[str], args: Sequence[Any], uses: Sequence[str] = ()
) -> Any:
    """The field chain ``names`` of ``value``; ``args`` go to the last, which is a method if any.

    Fields of nil are nil where the nil was the result of a pipeline, and an error where it was
    found in a map or list: that is what Go's reflection makes of the two. ``uses`` are those of
    ``value``.
    """
    last = len(names) - 1
    for position, name in enumerate(names):
        if isinstance(value, Map):
            parent = value
            found = _struct_field(value, name) if isinstance(value, Struct) else value.get(name)
            value = found
            if callable(value):
                value = method(value, args if position == last else ())
                if position == last:
                    return value
            elif position == last:
                if args:
                    raise ExecError(f"{name} has arguments but cannot be invoked as function")
                return run.element(parent, name, value)
        elif isinstance(value, Unknown):
            return Unknown(value.reason)
        elif value is None:
            if not run.strict or (position == 0 and not isinstance(uses, Element)):
                return None
            raise ExecError(f"nil pointer evaluating interface {{}}.{name}")
        else:
            raise ExecError(f"can't evaluate field {name} in type {type_name(value)}")
    return value


def _struct_field(value: Struct, name: str) -> Any:
    if name in value.methods:
        return value.methods[name]
    if value.strict and name not in value:
        raise ExecError(f"can't evaluate field {name}")
    return value.get(name)


def method(function: Callable[..., Any], args: Sequence[Any]) -> Any:
    """Call a method of the data. Raises ExecError for what it refuses."""
    unknown = has_unknown(list(args))
    if unknown is not None:
        return unknown
    try:
        return function(*args)
    except (TypeError, ValueError) as error:
        raise ExecError(str(error)) from error


def _literal(run: Run, node: nodes.Literal, final: Any) -> Any:
    if final is not MISSING:
        raise ExecError(f"can't give argument to non-function {node.text}")
    return node.value


def _dot(run: Run, node: nodes.Dot, final: Any) -> Any:
    if final is not MISSING:
        raise ExecError("can't give argument to non-function .")
    run.uses.update(run.dot_uses)
    return run.dot


def _field(run: Run, node: nodes.Field, final: Any) -> Any:
    if run.dot_uses:
        run.uses.update(run.dot_uses)
    return fields(run, run.dot, node.names, () if final is MISSING else (final,), run.dot_uses)


def _variable(run: Run, node: nodes.Variable, final: Any) -> Any:
    value, uses = run.frame[node.slot]
    if uses:
        run.uses.update(uses)
    if node.names:
        return fields(run, value, node.names, () if final is MISSING else (final,), uses)
    if final is not MISSING:
        raise ExecError(f"can't give argument to non-function {node.text}")
    return value


def _chain(run: Run, node: nodes.Chain, final: Any) -> Any:
    value = EVALUATE[type(node.head)](run, node.head, MISSING)
    return fields(run, value, node.names, () if final is MISSING else (final,))


def _command(run: Run, node: nodes.Command, final: Any) -> Any:
    """A method with arguments; anything else that has arguments is an error."""
    head = node.head
    if not isinstance(head, METHODS):
        raise ExecError(f"can't give argument to non-function {head.text}")
    args = [EVALUATE[type(a)](run, a, MISSING) for a in node.args]
    if final is not MISSING:
        args.append(final)
    if isinstance(head, nodes.Field):
        run.uses.update(run.dot_uses)
        return fields(run, run.dot, head.names, args, run.dot_uses)
    if isinstance(head, nodes.Variable) and head.names:
        value, uses = run.frame[head.slot]
        run.uses.update(uses)
        return fields(run, value, head.names, args, uses)
    if isinstance(head, nodes.Chain):
        return fields(run, evaluate(run, head.head), head.names, args)
    raise ExecError(f"can't give argument to non-function {head.text}")


METHODS = (nodes.Field, nodes.Variable, nodes.Chain)


def _call(run: Run, node: nodes.Call, final: Any) -> Any:
    function: Function | None = run.functions.get(node.name)
    if function is None:
        run.say_once(node.name, f'function "{node.name}" is not known')
        for argument in node.args:
            own_uses(run, argument)
        return Unknown(f'function "{node.name}" is not known')
    if function.special is not None:
        return function.special(run, node.args, final)
    args = [EVALUATE[type(a)](run, a, MISSING) for a in node.args]
    if final is not MISSING:
        args.append(final)
    try:
        return function.invoke(run, args, node.args)
    except ExecError as error:
        if not error.line and not error.message.startswith("error calling"):
            error.message = f"error calling {node.name}: {error.message}"
        raise


EVALUATE: dict[type, Callable[[Run, Any, Any], Any]] = {
    nodes.Literal: _literal,
    nodes.Dot: _dot,
    nodes.Field: _field,
    nodes.Variable: _variable,
    nodes.Chain: _chain,
    nodes.Command: _command,
    nodes.Call: _call,
    nodes.Pipe: pipeline,
}
