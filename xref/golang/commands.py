"""From the command tree of an evaluated program to facts.

Part of the interpreter. The tree is asked through cobra's and pflag's own methods, whichever
version of them the program was evaluated with.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from xref.golang import types as T
from xref.golang.hooks import FLAG
from xref.golang.libraries import LIBRARY
from xref.golang.memory import field, load, provenance
from xref.golang.values import (
    ASSUMPTION,
    ENVIRONMENT,
    NIL,
    UNKNOWN,
    ZERO,
    FuncVal,
    Origins,
    Ptr,
    Scalar,
    SliceVal,
    StructVal,
    Unknown,
    Value,
    decisive,
    join,
)
from xref.model import Command, Flag, Location, Origin, OriginKind, Status

Site = tuple[str, int]
_DEEPEST = 50  # commands below commands


class Reader:
    """Reads one machine's command tree. What cannot be read is noted on the machine."""

    def __init__(self, m: Any, program: str) -> None:
        self.m = m
        self.program = program

    def tree(self, root: Value) -> tuple[Command, ...]:
        """All commands from the root down, in the order of their paths."""
        found: list[Command] = []
        self._walk(root, "", set(), found, ())
        return tuple(sorted(found, key=lambda c: c.path.split(" ")))

    def alone(self, library: str, flag_set: Value) -> Command:
        """The one command of a program that has flags and no cobra."""
        flags = [self._flag(f, False, library) for f in self._flags(flag_set)]
        made = tuple(sorted((f for f in flags if f is not None), key=lambda f: f.name))
        return Command(self.program, (), False, "", True, "", "", None, made)

    def _walk(
        self,
        command: Value,
        parent: str,
        inherited: set[int],
        found: list[Command],
        doubts: Origins,
    ) -> None:
        """Read a command and those below it; ``doubts``: what their being there hangs on."""
        command = _bare(command)
        struct = load(command) if type(command) is Ptr else None
        if type(struct) is not StructVal or parent.count(" ") > _DEEPEST:
            self.note("a command that is not known", command)
            return
        adopted = self.m.state.get("adopted", {})
        doubts = join(doubts, adopted.get(id(command.holder), ()))  # type: ignore[attr-defined]
        name = self._text(self._call(command, "Name"), "the name of a command")
        path = f"{parent} {name}".strip()
        flags, persistent = self._command_flags(command, inherited, doubts)
        found.append(self._command(command, struct, path, flags))
        children = self._call(command, "Commands")
        if type(children) is not SliceVal:
            self.note(f"the commands of {path} are not known", children)
            return
        for child in children.items():
            if type(child) is Ptr and self._is_help(child, struct):
                continue
            self._walk(child, path, inherited | persistent, found, doubts)

    def _is_help(self, child: Ptr, parent: StructVal) -> bool:
        """Whether a command is the help command that cobra adds by itself."""
        struct = load(child)
        places = struct.o[:1] if struct.o else ()
        if not places or "/spf13/cobra/" not in places[0][1]:
            return False
        return self._text(self._call(child, "Name"), "the name of a command") == "help"

    def _command(
        self, command: Value, struct: StructVal, path: str, flags: tuple[Flag, ...]
    ) -> Command:
        aliases = self._member(struct, "Aliases")
        items = aliases.items() if type(aliases) is SliceVal else []
        runnable = self._call(command, "Runnable")
        place = next(((f, n) for k, f, n, _ in struct.o if k == ZERO and _in_tree(f)), None)
        return Command(
            path=path,
            aliases=tuple(self._text(a, f"an alias of {path}") for a in items),
            hidden=self._truth(self._member(struct, "Hidden"), f"whether {path} is hidden"),
            deprecated=self._text(self._member(struct, "Deprecated"), f"deprecation of {path}"),
            runnable=self._truth(runnable, f"whether {path} is runnable"),
            short=self._text(self._member(struct, "Short"), f"the short text of {path}"),
            long=self._text(self._member(struct, "Long"), f"the long text of {path}"),
            location=Location(*place) if place else None,
            flags=flags,
            ignores_unknown=self._ignores_unknown(struct, path),
        )

    def _ignores_unknown(self, struct: StructVal, path: str) -> bool:
        """Whether flags that are not known are passed over, which older cobras know nothing of."""
        passed = self._optional(struct, "FParseErrWhitelist")
        if type(passed) is not StructVal:
            return False
        what = f"whether {path} passes over flags that it does not know"
        return self._truth(self._member(passed, "UnknownFlags"), what)

    def _command_flags(
        self, command: Value, inherited: set[int], doubts: Origins
    ) -> tuple[tuple[Flag, ...], set[int]]:
        """The flags that the command registers, and the identities of its persistent ones."""
        persistent = self._flags(self._call(command, "PersistentFlags"))
        keys = {id(f.holder) for f in persistent}
        local = self._flags(self._call(command, "Flags"))
        own = [f for f in persistent if id(f.holder) not in inherited]
        flags = [self._flag(f, True, doubts=doubts) for f in own]
        own = [f for f in local if id(f.holder) not in keys | inherited]
        flags += [self._flag(f, False, doubts=doubts) for f in own]
        known = [f for f in flags if f is not None]
        return tuple(sorted(known, key=lambda f: f.name)), keys

    def _flags(self, flag_set: Value) -> list[Ptr]:
        found: list[Ptr] = []

        def visit(m: Any, args: list[Value]) -> Value:
            if type(args[0]) is Ptr:
                found.append(_bare(args[0]))
            else:
                self.note("a flag that is not known", args[0])
            return NIL

        visited = self._call(flag_set, "VisitAll", FuncVal(None, visit, "visit", native=True))
        if type(visited) is Unknown:
            self.note("flags that are not known", visited)
        return found

    def _flag(
        self, p: Ptr, persistent: bool, library: str = "", doubts: Origins = ()
    ) -> Flag | None:
        struct = load(p)
        if type(struct) is not StructVal:
            return None
        name = self._member(struct, "Name")
        if type(name) is not Scalar:
            self.note("a flag whose name is not known", name)
            return None
        sites, control = self._registered(p, name.v, library, struct)
        place = _own(sites) or (sites[0] if sites else None)
        if place is None:
            self.note(f"the flag --{name.v} was registered at no place that is known", name)
            return None
        default = self._member(struct, "DefValue")
        texts = [self._optional(struct, n) for n in ("Shorthand", "Usage", "NoOptDefVal")]
        deprecated = self._optional(struct, "Deprecated")
        hidden = self._optional(struct, "Hidden", Scalar(False, T.BOOL))
        value = self._member(struct, "Value")
        parts = [name, default, *texts, deprecated, hidden]
        doubts = join(doubts, control)
        for part in parts:
            doubts = join(doubts, decisive(part.o))
        kind = self._type(value, library)
        parts.append(kind)
        shorthand, usage, no_opt = (_plain(t) for t in texts)
        return Flag(
            name=name.v,
            shorthand=shorthand,
            type=_plain(kind),
            default=_plain(default),
            no_opt_default=self._no_opt(value) if library == FLAG else no_opt,
            usage=usage,
            persistent=persistent,
            hidden=type(hidden) is Scalar and bool(hidden.v),
            deprecated=_plain(deprecated),
            status=_status(parts, doubts),
            location=Location(*place),
            origins=_origins(default, value, doubts),
            sites=tuple(Location(*s) for s in sites if _in_tree(s[0])),
        )

    def _registered(
        self, p: Ptr, name: str, library: str, struct: StructVal
    ) -> tuple[tuple[Site, ...], Origins]:
        """The call places on the way to the flag's registration, innermost first."""
        go_flags = self.m.state.get("go_flags", {})
        if library == FLAG:
            return go_flags.get(name, ((), ()))  # type: ignore[no-any-return]
        _, sites, control = self.m.state.get("registered", {}).get(id(p.holder), (p, (), ()))
        value = self._member(struct, "Value")
        t: Any = value.t
        if t is not None and "flagValueWrapper" in str(t) and name in go_flags:
            # A flag of the standard library that was added to a pflag set.
            sites = (*sites, *go_flags[name][0])
            control = join(control, go_flags[name][1])
        return sites, control

    def _type(self, value: Value, library: str) -> Value:
        if library != FLAG:
            return self._call(value, "Type")
        t: Any = value.t
        base = t.under.elem if t is not None and t.under.kind == "ptr" else t
        # pflag names a standard flag's type after its Go type.
        name = base.name if type(base) is T.Named else str(base)
        return Scalar(name.removesuffix("Value"), T.STRING)

    def _no_opt(self, value: Value) -> str:
        method = self.m.method(value, "IsBoolFlag")
        answer = self.m.call(method, []) if method is not None else None
        return "true" if type(answer) is Scalar and answer.v else ""

    # Small questions

    def _call(self, v: Value, name: str, *args: Value) -> Value:
        method = self.m.method(v, name)
        if method is None:
            return v if type(v) is Unknown else Unknown(f"{v.t} has no method {name}")
        result = self.m.call(method, list(args))
        return result if result is not None else NIL

    def _member(self, struct: StructVal, name: str) -> Value:
        i = struct.t.under.index.get(name)  # type: ignore[attr-defined]
        return field(struct, i) if i is not None else Unknown(f"{struct.t} has no field {name}")

    def _optional(self, struct: StructVal, name: str, absent: Value | None = None) -> Value:
        if name in struct.t.under.index:  # type: ignore[attr-defined]
            return self._member(struct, name)
        return absent if absent is not None else Scalar("", T.STRING)

    def _text(self, v: Value, what: str) -> str:
        if type(v) is not Scalar:
            self.note(f"{what} is not known", v)
            return ""
        return str(v.v)

    def _truth(self, v: Value, what: str) -> bool:
        if type(v) is not Scalar:
            self.note(f"{what} is not known", v)
            return False
        return bool(v.v)

    def note(self, text: str, v: Value) -> None:
        """Note something unread, at the place where it was lost."""
        reason = f" ({v.reason})" if type(v) is Unknown else ""
        place = next(((f, n) for _, f, n, _ in v.o if f), ("", 0))
        self.m.notes.append((text + reason, *place))


def _bare(v: Any) -> Any:
    """A pointer without provenance.

    All commands and flags are read, in whatever order they were sorted: what that order, and so
    each pointer's place, hangs on says nothing about what is pointed to.
    """
    return Ptr(v.t, v.holder, v.index, v.at) if type(v) is Ptr else v


def _plain(v: Value) -> str:
    return str(v.v) if type(v) is Scalar else ""


def _in_tree(file: str) -> bool:
    return bool(file) and not file.startswith(LIBRARY)


def is_own(file: str) -> bool:
    """Whether a file is of the release's own code: neither vendored nor a library of xref's."""
    return _in_tree(file) and not file.startswith("vendor/") and "/vendor/" not in file


def _own(sites: Iterable[Site]) -> Site | None:
    """The innermost place in the program's own code; else the innermost in the release."""
    places = [s for s in sites if _in_tree(s[0])]
    return next((s for s in places if is_own(s[0])), places[0] if places else None)


def _status(parts: list[Value], doubts: Origins) -> Status:
    kinds = {kind for kind, *_ in doubts}
    if UNKNOWN in kinds or any(type(p) is not Scalar for p in parts):
        return Status.UNKNOWN
    if ASSUMPTION in kinds:
        return Status.ASSUMED
    return Status.ENVIRONMENT if ENVIRONMENT in kinds else Status.EXACT


def _origins(default: Value, value: Value, doubts: Origins) -> tuple[Origin, ...]:
    """Where a default comes from: its own places, then those of the variable behind the flag."""
    places = default.o
    if type(value) is Ptr:
        behind = provenance(load(value), 2)
        places = join(places, tuple(p for p in behind if p not in decisive(behind)))
    places = join(places, doubts)
    shown = [p for p in places if _in_tree(p[1]) or p[0] not in ("literal", ZERO)]
    if any(is_own(file) for _, file, _, _ in shown):
        shown = [p for p in shown if is_own(p[1]) or p[0] not in ("literal", ZERO)]
    return tuple(
        Origin(OriginKind(kind), Location(file, line) if _in_tree(file) else None, text)
        for kind, file, line, text in shown
    )
