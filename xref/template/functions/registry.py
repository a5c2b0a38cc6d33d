"""What a template function is: its parameters, and what it does with values that know their paths.

Bottom of ``template.functions``. A signature has a letter for each parameter: ``s`` string, ``i``
int, ``f`` float64, ``b`` bool, ``l`` list, ``m`` map, ``a`` anything; a final ``*`` repeats the
last, a ``?`` before a letter makes what follows optional.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from xref.template import nodes
from xref.template.errors import ExecError
from xref.template.run import Run
from xref.template.values import CONTAINERS, Unknown, has_unknown, plain, type_name

LONG = 256
"""Texts beyond this length cost steps."""

PARAMETERS: dict[str, tuple[tuple[type, ...], str]] = {
    "s": ((str,), "string"),
    "i": ((int,), "int"),
    "f": ((float,), "float64"),
    "b": ((bool,), "bool"),
    "l": ((list,), "[]interface {}"),
    "m": ((dict,), "map[string]interface {}"),
}


@dataclass(frozen=True, slots=True)
class Function:
    """A function of templates.

    ``apply`` gets the arguments, after the run if ``context``; it may raise ExecError, ValueError,
    TypeError, ArithmeticError or LookupError. If ``walks``, it passes containers on or looks into
    them in part and notes itself what it reads; else all that it gets counts as read. A ``special``
    function gets the nodes of its arguments in place of their values.
    """

    name: str
    signature: str = ""
    apply: Callable[..., Any] | None = None
    walks: bool = False
    context: bool = False
    special: Callable[[Run, Sequence[Any], Any], Any] | None = None

    def invoke(self, run: Run, args: list[Any], operands: Sequence[Any] = ()) -> Any:
        """Call it; ``operands`` are the nodes of ``args``. An Unknown argument makes the result
        Unknown.

        Raises ExecError.
        """
        assert self.apply is not None
        for value in args:
            if isinstance(value, Unknown):
                return Unknown(value.reason)
            if type(value) is str:
                if len(value) > LONG:
                    run.step(len(value) >> 5)
            elif not self.walks and isinstance(value, CONTAINERS):
                run.consume(value)
                unknown = has_unknown(value)
                if unknown is not None:
                    return Unknown(unknown.reason)
        self._check(args, operands)
        try:
            result = self.apply(run, *args) if self.context else self.apply(*args)
        except ExecError:
            raise
        except (ValueError, TypeError, ArithmeticError, LookupError) as error:
            raise ExecError(str(error)) from error
        if type(result) is str:
            run.fits(len(result))
        return plain(result)

    def _check(self, args: list[Any], operands: Sequence[Any]) -> None:
        least, letters, variadic = self._shape()
        count = len(args)
        if count < least or (count > len(letters) and not variadic):
            want = f"at least {least}" if variadic else str(least)
            raise ExecError(f"wrong number of args for {self.name}: want {want} got {count}")
        for index, value in enumerate(args):
            letter = letters[index] if index < len(letters) else letters[-1]
            if letter == "a":
                continue
            types, name = PARAMETERS[letter]
            if value is None:
                # A nil that a pipeline gave will do as a map, one found in a map will not.
                if letter not in "lm" or (index < len(operands) and _is_field(operands[index])):
                    raise ExecError(f"invalid value; expected {name}")
                args[index] = plain(types[0]())
            elif letter == "f" and type(value) is int:
                args[index] = float(value)
            elif type(value) not in types and (letter not in "slm" or not isinstance(value, types)):
                raise ExecError(f"wrong type for value; expected {name}; got {type_name(value)}")

    def _shape(self) -> tuple[int, str, bool]:
        """(least number of arguments, a letter for each parameter, whether the last repeats)."""
        required, _, optional = self.signature.partition("?")
        variadic = self.signature.endswith("*")
        letters = (required + optional).rstrip("*")
        least = len(required.rstrip("*")) - (variadic and not optional)
        return least, letters, variadic


def _is_field(operand: Any) -> bool:
    if isinstance(operand, nodes.Variable):
        return bool(operand.names)
    return isinstance(operand, (nodes.Field, nodes.Chain))


F = TypeVar("F", bound=Callable[..., Any])


class Library:
    """Functions by name, filled by decorators."""

    def __init__(self) -> None:
        self.functions: dict[str, Function] = {}

    def function(
        self, names: str, signature: str, *, walks: bool = False, context: bool = False
    ) -> Callable[[F], F]:
        """Add the decorated function under ``names`` (separated by blanks)."""

        def add(apply: F) -> F:
            for name in names.split():
                self.functions[name] = Function(name, signature, apply, walks, context)
            return apply

        return add

    def special(self, *names: str) -> Callable[[F], F]:
        """Add the decorated function, which gets the nodes of its arguments."""

        def add(apply: F) -> F:
            for name in names:
                self.functions[name] = Function(name, special=apply)
            return apply

        return add

    def unknown(self, names: str, reason: str) -> None:
        """Add functions whose result cannot be known."""
        for name in names.split():
            self.functions[name] = Function(name, "a*", lambda *_: Unknown(reason))
