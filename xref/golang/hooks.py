"""The few functions that are not simply run.

Part of the interpreter. cobra's ``Execute`` and the ``Parse`` functions end the evaluation;
``AddFlag`` notes the places on the way to it and then runs as it is written; protobuf's registry
is not filled, and answers as if it were.
"""

from __future__ import annotations

from typing import Any

from xref.golang import types as T
from xref.golang.natives.reflect import RTYPE
from xref.golang.signals import Ended
from xref.golang.values import NIL, NativeObject, Ptr, Scalar, SliceVal, Unknown, Value

COBRA = "github.com/spf13/cobra"
PFLAG = "github.com/spf13/pflag"
FLAG = "flag"
_AFTER_PARSING = 20_000  # steps


def _execute(m: Any, code: Any, args: list[Value]) -> Any:
    m.state["executed"] = args[0]
    raise Ended("the root command is executed")


def _parse(library: str) -> Any:
    """``Parse()`` of the process's own flag set: over, unless a command is executed later."""

    def hook(m: Any, code: Any, args: list[Value]) -> Any:
        flag_set = _command_line(m, code)
        return _parsed(m, library, flag_set) if flag_set is not None else NIL

    return hook


def _command_line(m: Any, code: Any) -> Value | None:
    """The process's own flag set of a library."""
    from xref.golang.entities import VarEntity, entity

    variable = entity(code.package, "CommandLine", m)
    return variable.get(m).v if isinstance(variable, VarEntity) else None


def _parsed(m: Any, library: str, flag_set: Value) -> Any:
    m.state.setdefault("parsed", []).append((library, flag_set))
    # A command may yet be executed. To get there takes little; to run a server would take all.
    m.steps = min(m.steps, _AFTER_PARSING)
    if not m.state.get("executes"):
        raise Ended("the flags are parsed")
    return NIL


def _parse_method(library: str) -> Any:
    def hook(m: Any, code: Any, args: list[Value]) -> Any:
        own = _command_line(m, code)
        if m.state.get("executes") and not (type(own) is Ptr and own.same(args[0])):
            return NIL  # a program with commands may parse a set of its own on the way
        return _parsed(m, library, args[0])

    return hook


def _add_flag(m: Any, code: Any, args: list[Value]) -> Any:
    flag = args[1]
    if type(flag) is Ptr:
        registered = m.state.setdefault("registered", {})
        # The flag itself is kept, so that its identity is not given to another.
        registered.setdefault(id(flag.holder), (flag, tuple(reversed(m.sites)), m.control))
    return code.proceed(m, args)


def _go_flag(m: Any, code: Any, args: list[Value]) -> Any:
    """The standard library's ``FlagSet.Var``: every flag of that library passes through it."""
    name = args[2]
    key = getattr(name, "v", None)
    if isinstance(key, str):
        m.state.setdefault("go_flags", {})[key] = (tuple(reversed(m.sites)), m.control)
    return code.proceed(m, args)


def _asked_for_flags(m: Any, code: Any, args: list[Value]) -> Any:
    m.state.setdefault("first", args[0])
    return code.proceed(m, args)


def _add_command(m: Any, code: Any, args: list[Value]) -> Any:
    m.state.setdefault("parents", []).append(args[0])
    if m.control and type(args[1]) is SliceVal:
        adopted = m.state.setdefault("adopted", {})
        for child in args[1].items():
            if type(child) is Ptr:
                adopted[id(child.holder)] = m.control
    return code.proceed(m, args)


def _message_type(m: Any, code: Any, args: list[Value]) -> Any:
    """protobuf's look-up of a message type by name.

    The registry is filled by generated code in packages that nothing else touches, so it is not
    run. A program that shows its flags found the types that it asked for; nothing more is known
    of them than that they are there.
    """
    name = args[0]
    if type(name) is not Scalar:
        return Unknown("a protobuf message type whose name is not known", o=name.o)
    lost = T.Unresolved(f"the protobuf message {name.v} is not modelled")
    message = T.Named(name.v, "protobuf", "protobuf", None, lambda _: lost)
    return NativeObject(T.pointer_to(RTYPE), T.pointer_to(message), name.o)


def _nothing(m: Any, code: Any, args: list[Value]) -> Any:
    return NIL


_PROTOBUF = tuple(f"github.com/{who}/protobuf/proto" for who in ("gogo", "golang"))
_REGISTERING = ("RegisterType", "RegisterMapType", "RegisterFile", "RegisterEnum")

HOOKS: dict[tuple[str, str], Any] = {
    (COBRA, "Command.Execute"): _execute,
    (COBRA, "Command.ExecuteC"): _execute,
    (COBRA, "Command.ExecuteContext"): _execute,
    (COBRA, "Command.ExecuteContextC"): _execute,
    (COBRA, "Command.AddCommand"): _add_command,
    (COBRA, "Command.Flags"): _asked_for_flags,
    (COBRA, "Command.PersistentFlags"): _asked_for_flags,
    (PFLAG, "FlagSet.AddFlag"): _add_flag,
    (PFLAG, "Parse"): _parse(PFLAG),
    (PFLAG, "FlagSet.Parse"): _parse_method(PFLAG),
    (FLAG, "FlagSet.Var"): _go_flag,
    (FLAG, "Parse"): _parse(FLAG),
    (FLAG, "FlagSet.Parse"): _parse_method(FLAG),
    **{(path, "MessageType"): _message_type for path in _PROTOBUF},
    **{(path, name): _nothing for path in _PROTOBUF for name in _REGISTERING},
}

# What calls into the unknown do not make forget: it is noted that they were given it.
SPARED = frozenset((f"{COBRA}.Command", f"{PFLAG}.FlagSet", f"{FLAG}.FlagSet"))
