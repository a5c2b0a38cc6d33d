"""What asks the machine: ``os``, ``os/user``, ``runtime``. Its answers are symbolic or unknown.

The environment is taken as empty, and a value that depends on it says so in its provenance;
home is ``$HOME``. Files, network, processes and users are unknown.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from xref.golang import types as T
from xref.golang.memory import taint
from xref.golang.natives.lift import NotKnown, Table, canonical, known, number, text
from xref.golang.natives.protocol import GoExit, Key, Machine, Result
from xref.golang.values import (
    ARGV0,
    ENVIRONMENT,
    FuncVal,
    Nil,
    Origins,
    Scalar,
    SliceVal,
    Unknown,
    Value,
    boolean,
    join,
    string,
)

TABLE = Table("os")
RUNTIME = Table("runtime")
USER = Table("os/user")
_VARIABLE = re.compile(r"\$(?:\{([^}]*)\}|([*#$@!?\-0-9])|([A-Za-z_][A-Za-z0-9_]*)|(\{)|)")
_ANY = ""  # stands in ``Machine.environ`` for every name
_SPECIAL = "*#$@!?-0123456789"


def _environment(m: Machine, name: str) -> Origins:
    return ((ENVIRONMENT, *m.place(), name),)


def _value(name: str) -> str:
    return "$HOME" if name == "HOME" else ""


@TABLE.add("Getenv")
def _getenv(m: Machine, args: list[Value]) -> Result:
    return _variable(m, text(args[0]), args[0].o)


@TABLE.add("LookupEnv", results=2)
def _lookup(m: Machine, args: list[Value]) -> Result:
    name = text(args[0])
    found = _variable(m, name, args[0].o)
    given = m.environ.get(name)
    if isinstance(found, Unknown):
        return found, found
    is_set = not isinstance(given, Nil) if given is not None else name == "HOME"
    return found, boolean(is_set, found.o)


def _variable(m: Machine, name: str, o: Origins) -> Value:
    """The variable's value: what the program itself has set, else the empty environment's."""
    if _ANY in m.environ:
        return m.environ[_ANY]
    if name in m.environ:
        found = m.environ[name]
        return string("", found.o) if isinstance(found, Nil) else found
    return string(_value(name), join(_environment(m, name), o))


@TABLE.add("Setenv", pure=False)
def _setenv(m: Machine, args: list[Value]) -> Result:
    _set(m, args[0], args[1])
    return Nil()


def _set(m: Machine, name: Value, v: Value) -> None:
    """Set a variable; Nil takes it away. Under a name that is not known it could be any."""
    if not isinstance(name, Scalar):
        m.environ[_ANY] = m.unknown("a variable is set whose name is not known")
        raise NotKnown("", name.o)
    m.environ[text(name)] = taint(v, join(name.o, m.control)) if m.control else v


@TABLE.add("Unsetenv", pure=False)
def _unsetenv(m: Machine, args: list[Value]) -> Result:
    _set(m, args[0], Nil(None, args[0].o))
    return Nil()


@TABLE.add("Clearenv", results=0, pure=False)
def _clearenv(m: Machine, args: list[Value]) -> Result:
    m.environ[_ANY] = m.unknown("the environment is cleared")
    return ()


@TABLE.add("UserHomeDir", results=2)
def _home(m: Machine, args: list[Value]) -> Result:
    o = _environment(m, "HOME")
    return string("$HOME", o), Nil(None, o)


def _expand(s: str, value: Callable[[str], str]) -> str:
    """``os.Expand``: replaces ``$name`` and ``${name}``; bad syntax vanishes as in Go."""

    def replaced(found: re.Match[str]) -> str:
        braced, special, plain, opened = found.groups()
        if braced is not None:
            good = re.fullmatch(r"[A-Za-z_0-9]+|[*#$@!?\-0-9]", braced) is not None
            if braced and not good:
                # Go reads on after the first character that fits no name; too odd to follow.
                raise NotKnown(f"the expansion of ${{{braced}}} is not modelled")
            return value(braced) if braced else ""
        if special is not None or plain is not None:
            return value(special or plain)
        return "" if opened else "$"

    return _VARIABLE.sub(replaced, s)


@TABLE.add("ExpandEnv")
def _expand_env(m: Machine, args: list[Value]) -> Result:
    o = args[0].o

    def value(name: str) -> str:
        nonlocal o
        found = _variable(m, name, ())
        o = join(o, found.o)
        return text(found)

    expanded = _expand(text(args[0]), value)
    return string(expanded, o)


@TABLE.add("Expand")
def _expand_by(m: Machine, args: list[Value]) -> Result:
    o = args[0].o
    mapping = args[1]
    if not isinstance(known(mapping), FuncVal):
        raise NotKnown("", mapping.o)

    def value(name: str) -> str:
        nonlocal o
        given = m.call(mapping, [string(name)])
        o = join(o, given.o)
        return text(given)

    expanded = _expand(text(args[0]), value)
    return string(canonical(expanded), o)


@TABLE.add("Exit", results=0)
def _exit(m: Machine, args: list[Value]) -> Result:
    raise GoExit(number(args[0]))


TABLE.unknown(1, "depends on the environment", "Environ", pure=False)
TABLE.unknown(1, "depends on the machine", "TempDir", "Getpid", "Getppid", "Getuid", "Getgid")
TABLE.unknown(1, "depends on the machine", "Geteuid", "Getegid", "Getpagesize")
TABLE.unknown(2, "depends on the machine", "Hostname", "Getwd", "Executable", "UserCacheDir")
TABLE.unknown(2, "depends on the machine", "UserConfigDir", "Getgroups", "FindProcess")
TABLE.unknown(2, "reads the file system", "Stat", "Lstat", "Open", "OpenFile", "Create")
TABLE.unknown(2, "reads the file system", "ReadFile", "ReadDir", "Readlink")
TABLE.unknown(2, "reads the file system", "MkdirTemp", "CreateTemp")
TABLE.unknown(1, "changes the file system", "Mkdir", "MkdirAll", "Remove", "RemoveAll")
TABLE.unknown(1, "changes the file system", "Rename", "Chmod", "Chdir", "WriteFile", "Symlink")
RUNTIME.unknown(1, "depends on the machine", "NumCPU", "GOMAXPROCS", "NumGoroutine", "Version")
RUNTIME.unknown(1, "depends on the machine", "GOROOT", "NumCgoCall")
RUNTIME.unknown(4, "depends on the machine", "Caller")
USER.unknown(2, "depends on the machine", "Current", "Lookup", "LookupId", "LookupGroup")


@RUNTIME.add("GC", "Gosched", "KeepAlive", "SetFinalizer", "LockOSThread", results=0)
def _nothing(m: Machine, args: list[Value]) -> Result:
    return ()


def _args(m: Machine) -> Value:
    o: Origins = ((ENVIRONMENT, *m.place(), ARGV0),)
    return SliceVal(T.STRINGS, [string(m.program_name(), o)], o=o)


def _constant(s: str) -> Callable[[Machine], Value]:
    return lambda m: Scalar(s, T.STRING)


VARIABLES: dict[Key, Callable[[Machine], Value]] = {
    ("os", "Args"): _args,
    ("runtime", "GOOS"): _constant("linux"),
    ("runtime", "GOARCH"): _constant("amd64"),
    ("runtime", "Compiler"): _constant("gc"),
}
