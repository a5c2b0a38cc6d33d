"""The options of a shell script: of ``getopts``, or of a loop with a ``case`` over the arguments.

Part of the extract layer, below :mod:`xref.extract.shell`. An option's default is what its variable
holds before the options are read.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from tree_sitter import Node

from xref.extract.shell_values import (
    Assignment,
    Value,
    Variables,
    function_around,
    is_certain,
)
from xref.model import Flag, Location, Origin, OriginKind, Status
from xref.syntax import node_text, query

_OPTION = re.compile(r"--?([A-Za-z0-9][\w.-]*)(=\*|=)?\Z")
_TAKEN = re.compile(r"\$\{?(?:OPTARG|2)\b|\$\{1[#%]|\$\{\w+#\*=|shift\s+2|shift[\s;]+shift")
_HELP = re.compile(
    r"\s*(?:-\w\b[ ,|/]*)*--?([\w][\w-]*)(?:[ =]<[^>]*>|[ =][A-Z_]+\b)?(?=[\s:,|.\]]|\Z)"
)


_LONGEST_LINE = 1_000  # of a usage text


@dataclass(slots=True)
class _Option:
    """An option as it is collected: ``arm`` is what the script does for it, None if nothing.

    ``ignored``: its value is asked for, and nothing can read it.
    """

    name: str
    takes: bool
    location: Location
    arm: Node | None = None
    shorthand: str = ""
    ignored: bool = False


@dataclass(slots=True)
class _Loop:
    node: Node
    options: dict[str, _Option] = field(default_factory=dict)


def options_of(root: Node, place: Callable[[Node], Location]) -> tuple[Flag, ...]:
    """The options of a script as flags, in their order; none if it reads none.

    Raises MatchLimitError for a script that is nested too deeply.
    """
    loops = _getopts(root, place) or _loops(root, place)
    if not loops:
        return ()
    calls = _calls(root)
    limits = [_limit(loop.node, calls, root.end_byte) for loop in loops]
    variables = _variables(root, place, {name for name, at in calls.items() if at < limits[0]})
    helps = _helps(root)
    return tuple(
        _flag(option, variables, limit, helps)
        for loop, limit in zip(loops, limits, strict=True)
        for option in loop.options.values()
    )


def _getopts(root: Node, place: Callable[[Node], Location]) -> list[_Loop]:
    loops = []
    for found in query("bash", "getopts").matches(root):
        body = found["body"][0]
        spec = node_text(found["options"][0]).strip("\"'")
        loop = _Loop(found["definition.options"][0])
        only_here = node_text(root).count("OPTARG") == node_text(body).count("OPTARG")
        for letter, colon in re.findall(r"([A-Za-z0-9?])(:?)", spec.lstrip(":")):
            at = place(found["options"][0])
            loop.options[letter] = _Option(letter, bool(colon), at, None, letter)
        for pattern, arm in _arms(body):
            option = loop.options.get(pattern.strip("\"'\\"))
            if option is not None:
                option.arm, option.location = arm, _taking(arm, place)
                option.ignored = only_here and "OPTARG" not in node_text(arm)
        loops.append(loop)
    return loops


def _loops(root: Node, place: Callable[[Node], Location]) -> list[_Loop]:
    loops = []
    for found in query("bash", "option_loop").matches(root):
        loop = _Loop(found["definition.options"][0])
        named: dict[int, list[tuple[str, bool]]] = {}
        arms: dict[int, Node] = {}
        for pattern, arm in _arms(found["case"][0]):
            if word := _OPTION.match(pattern.strip("\"'")):
                named.setdefault(arm.start_byte, []).append((word[1], bool(word[2])))
                arms[arm.start_byte] = arm
        for start, names in named.items():
            arm = arms[start]
            takes = any(equals for _, equals in names) or bool(_TAKEN.search(node_text(arm)))
            name = max((name for name, _ in names), key=len)
            short = next((name for name, _ in names if len(name) == 1), "")
            option = loop.options.setdefault(name, _Option(name, takes, _taking(arm, place), arm))
            option.takes = option.takes or takes
            option.shorthand = option.shorthand or short
        if loop.options:
            loops.append(loop)
    return loops


def _arms(node: Node) -> list[tuple[str, Node]]:
    """The patterns of a case with their arms, without those of a case inside an arm."""
    found: list[tuple[str, Node]] = []
    end = 0
    for match in query("bash", "case_arm").matches(node):
        arm = match["arm"][0]
        if arm.start_byte < end and not (found and found[-1][1] == arm):
            continue
        end = max(end, arm.end_byte)
        found.append((node_text(match["pattern"][0]), arm))
    return found


def _set_in(arm: Node) -> list[tuple[str, Node, str]]:
    """The assignments of an arm: the variable, the node, the text of the value."""
    return [
        (node_text(found["name"][0]), found["definition.variable"][0], node_text(value[0]))
        if (value := found.get("value"))
        else (node_text(found["name"][0]), found["definition.variable"][0], "")
        for found in query("bash", "assignment").matches(arm)
        if "name" in found
    ]


def _taking(arm: Node, place: Callable[[Node], Location]) -> Location:
    """The line of an arm that takes the option's value, else its first."""
    for _, node, value in _set_in(arm):
        if _TAKEN.search(value):
            return place(node)
    return place(arm)


def _variables(root: Node, place: Callable[[Node], Location], called: set[str]) -> Variables:
    """The variables that the script sets itself, or in one of the functions that it has called."""
    assignments: list[Assignment] = []
    changes: list[Node] = []
    for found in query("bash", "assignment").matches(root):
        if "changes" in found:
            changes.append(found["changes"][0])
            continue
        node = found["definition.variable"][0]
        around = function_around(node)
        if around is not None and around not in called:
            continue
        value = found.get("value")
        name = node_text(found["name"][0])
        assignments.append(Assignment(name, value[0] if value else None, node, is_certain(node)))
    return Variables(assignments, changes, place)


def _calls(root: Node) -> dict[str, int]:
    """Where the script itself, outside its functions, first runs each command."""
    calls: dict[str, int] = {}
    for found in query("bash", "call").matches(root):
        if function_around(found["call"][0]) is None:
            calls.setdefault(node_text(found["name"][0]), found["call"][0].start_byte)
    return calls


def _limit(loop: Node, calls: dict[str, int], end: int) -> int:
    """Where the options are read: at the loop, or where the function that holds it is called."""
    around = function_around(loop)
    return loop.start_byte if around is None else calls.get(around, end)


def _flag(option: _Option, variables: Variables, before: int, helps: Helps) -> Flag:
    value = _default(option, variables, before)
    return Flag(
        name=option.name,
        shorthand=option.shorthand,
        type="string" if option.takes else "bool",
        default=value.text,
        no_opt_default="" if option.takes else "true",
        usage=min(
            (helps[name] for name in (option.name, option.shorthand) if name in helps),
            default=(0, ""),
        )[1],
        persistent=False,
        hidden=False,
        deprecated="",
        status=value.status,
        location=option.location,
        origins=value.origins,
        sites=(option.location,),
    )


def _default(option: _Option, variables: Variables, before: int) -> Value:
    if not option.takes:
        origin = Origin(OriginKind.ZERO, option.location, "an option that is not given")
        return Value("false", Status.EXACT, (origin,))
    if option.ignored:
        origin = Origin(OriginKind.ZERO, option.location, "a value that nothing reads")
        return Value("", Status.EXACT, (origin,))
    names = [
        name
        for name, _, value in (_set_in(option.arm) if option.arm else ())
        if _TAKEN.search(value)
    ]
    if len(set(names)) != 1:
        reason = "the option sets no variable" if not names else "the option sets several variables"
        return Value("", Status.UNKNOWN, (Origin(OriginKind.UNKNOWN, option.location, reason),))
    value = variables.value(names[0], before)
    return Value(
        value.text,
        value.status,
        tuple(
            Origin(origin.kind, origin.location or option.location, origin.text)
            for origin in value.origins
        ),
    )


def _printed(root: Node) -> list[str]:
    """The lines that the script may print, as far as they are plain text."""
    lines: list[str] = []
    for found in query("bash", "printed").matches(root):
        node = found["text"][0]
        text = node_text(node)
        lines += (text if node.type == "heredoc_body" else text[1:-1]).split("\n")
    return lines


Helps = dict[str, tuple[int, str]]
"""The help of each option by name, with the number of its line."""


def _helps(root: Node) -> Helps:
    """What the usage text says: an option's line, and the deeper lines that go on with it."""
    lines = _printed(root)
    matches = [_HELP.match(line) if len(line) < _LONGEST_LINE else None for line in lines]
    helps: Helps = {}
    for start, (line, found) in enumerate(zip(lines, matches, strict=True)):
        if found is None or found[1] in helps:
            continue
        parts = [line[found.end() :].lstrip(" \t:,|.").strip()]
        at = start + 1
        while at < len(lines) and matches[at] is None and _indent(lines[at]) > _indent(line):
            parts.append(lines[at].strip())
            at += 1
        helps[found[1]] = start, " ".join(filter(None, parts))
    return helps


def _indent(line: str) -> int:
    """How far a line is indented; -1 for a blank one."""
    return len(line) - len(line.lstrip()) if line.strip() else -1
