"""Frozen facts: what the layers above extract from a release, link, store and show.

Bottom of the chain; imports nothing of xref. Every fact that has a place in the sources carries a
:class:`Location`. Paths are relative to the root of the repository, with forward slashes; lines
count from 1.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What a program is for, told by where its folder lies."""

    PRODUCT = "product"
    TOOL = "tool"
    TEST = "test"
    SAMPLE = "sample"
    VENDOR = "vendor"


class Status(StrEnum):
    """How sure a flag's facts are; the order is from best to worst."""

    EXACT = "exact"
    ENVIRONMENT = "environment"
    ASSUMED = "assumed"
    UNKNOWN = "unknown"


class OriginKind(StrEnum):
    """What kind of place a value comes from."""

    LITERAL = "literal"
    ZERO = "zero value"
    ENVIRONMENT = "environment"
    ASSUMPTION = "assumption"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, order=True)
class Location:
    """A line of a file of the release. ``line`` 0 means the file as a whole."""

    file: str
    line: int


@dataclass(frozen=True, slots=True)
class Origin:
    """One place that a value comes from.

    ``text`` is the expression at that place, the variable's name for ``environment``, or the
    reason for ``assumption`` and ``unknown``. ``location`` is None for what has no place in the
    release (a value that the tool's own small libraries supply).
    """

    kind: OriginKind
    location: Location | None
    text: str = ""


@dataclass(frozen=True, slots=True)
class Flag:
    """A flag as pflag sees it, at the command that registers it.

    ``name`` has no dashes. ``type``, ``default`` and ``no_opt_default`` are the texts that pflag
    gives, "" for what is not known (``status`` tells). ``deprecated`` is the message, or "".
    ``location`` is where the program's own code registers the flag; ``sites`` are all call places
    on the way there, innermost first (the one that names the flag among them).
    """

    name: str
    shorthand: str
    type: str
    default: str
    no_opt_default: str
    usage: str
    persistent: bool
    hidden: bool
    deprecated: str
    status: Status
    location: Location
    origins: tuple[Origin, ...] = ()
    sites: tuple[Location, ...] = ()


@dataclass(frozen=True, slots=True)
class Command:
    """A command of a program; ``path`` is the full one, such as ``mixs server``.

    ``location`` is where the command's value is made (its composite literal). ``ignores_unknown``
    tells that it passes over flags that it does not know (cobra's ``FParseErrWhitelist``).
    """

    path: str
    aliases: tuple[str, ...]
    hidden: bool
    deprecated: str
    runnable: bool
    short: str
    long: str
    location: Location | None
    flags: tuple[Flag, ...] = ()
    ignores_unknown: bool = False


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """Something that could not be read or worked out, at a place if it has one.

    ``subject`` names what it is about: a program's package folder, a file, or "".
    """

    message: str
    location: Location | None = None
    subject: str = ""


@dataclass(frozen=True, slots=True)
class Program:
    """A Go ``main`` package. ``package`` (its folder) is the key, ``name`` that folder's base name.

    ``kind`` is ``go``, ``script`` (a shell program: ``package`` is its path, ``location`` its first
    line, its options the flags of one command) or ``bazel`` (a binary of the proxy's build).
    ``location`` of a Go program is the line of ``func main``. ``commands`` stand in the order of
    their paths, the root first; a program of the standard ``flag`` alone has one command, named as
    the program.
    ``evaluated`` is False for programs that are only listed (those under ``vendor/``), ``complete``
    where commands or flags may be missing.
    """

    name: str
    package: str
    role: Role
    location: Location
    evaluated: bool = True
    commands: tuple[Command, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    kind: str = "go"
    complete: bool = False


@dataclass(frozen=True, slots=True)
class Definition:
    """A place whose syntax defines a flag, whether a program reaches it or not.

    ``kind`` is the method's or function's name (``StringVarP``), ``library`` is ``pflag`` or
    ``flag``, ``name`` the flag's name, or "" where the name is no literal (``name_expr`` has the
    expression's text), ``default_expr`` the text of the default's expression, "" if there is none.
    ``variable`` is the text of what gets the flag's value: the first argument of a ``Var`` function
    (``&args.port``) or what the result is assigned to, "" if that is not seen there.
    """

    location: Location
    kind: str
    library: str
    name: str
    name_expr: str
    default_expr: str
    role: Role
    variable: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """A repository and commit that a release was read from; ``why`` as ``tag`` or ``FILE:LINE``."""

    repo: str
    commit: str
    why: str


@dataclass(frozen=True, slots=True)
class Release:
    """A release of a project; ``committed_at`` is ISO 8601 with an offset."""

    project: str
    tag: str
    commit: str
    committed_at: str
    sources: tuple[Source, ...] = ()
