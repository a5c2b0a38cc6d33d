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
from xref.syntax import query

_OPTION = re.compile(r"--?([A-Za-z0-9][\w.-]*)(=\*|=)?\Z")
_TAKEN = re.compile(r"\$\{?(?:OPTARG|2)\b|\$\{1[#%]|\$\{\w+#\*=|shift\s+2|shift[\s;]+shift")
_HELP = re.compile(
    r"\s*(?:-\w\b[ ,|/]*)*--?([\w][\w-]*)(?:[ =]<[^>]*>|[ =][A-Z_]+\b)?(?=[\s:,|.\]]|\Z)"
)


@dataclass(slots=True)
class _Option:
    """An option as it is collected: ``arm`` is what the script does for it, None if nothing."""

    name: str
    takes: bool
    location: Location
    arm: Node | None = None
    shorthand: str = ""


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
    printed = _printed(root)
    variables = _variables(root, place, loops[0].node)
    return tuple(
        _flag(option, variables, _limit(root, loop.node), printed, place)
        for loop in loops
        for option in loop.options.values()
    )


def _getopts(root: Node, place: Callable[[Node], Location]) -> list[_Loop]:
    loops = []
    for found in query("bash", "getopts").matches(root):
        body = found["body"][0]
        spec = _text(found["options"][0]).strip("\"'")
        loop = _Loop(found["definition.options"][0])
        for letter, colon in re.findall(r"([A-Za-z0-9?])(:?)", spec.lstrip(":")):
            at = place(found["options"][0])
            loop.options[letter] = _Option(letter, bool(colon), at, None, letter)
        for pattern, arm in _arms(body):
            option = loop.options.get(pattern.strip("\"'\\"))
            if option is not None:
                option.arm, option.location = arm, _taking(arm, place)
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
            takes = any(equals for _, equals in names) or bool(_TAKEN.search(_text(arm)))
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
        found.append((_text(match["pattern"][0]), arm))
    return found


def _set_in(arm: Node) -> list[tuple[str, Node, str]]:
    """The assignments of an arm: the variable, the node, the text of the value."""
    return [
        (_text(found["name"][0]), found["definition.variable"][0], _text(value[0]))
        if (value := found.get("value"))
        else (_text(found["name"][0]), found["definition.variable"][0], "")
        for found in query("bash", "assignment").matches(arm)
        if "name" in found
    ]


def _taking(arm: Node, place: Callable[[Node], Location]) -> Location:
    """The line of an arm that takes the option's value, else its first."""
    for _, node, value in _set_in(arm):
        if _TAKEN.search(value):
            return place(node)
    return place(arm)


def _variables(root: Node, place: Callable[[Node], Location], loop: Node) -> Variables:
    called = _called(root, _limit(root, loop))
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
        name = _text(found["name"][0])
        assignments.append(Assignment(name, value[0] if value else None, node, is_certain(node)))
    return Variables(assignments, changes, place)


def _called(root: Node, before: int) -> set[str]:
    return {
        _text(found["name"][0])
        for found in query("bash", "call").matches(root)
        if found["call"][0].start_byte < before and function_around(found["call"][0]) is None
    }


def _limit(root: Node, loop: Node) -> int:
    """Where the options are read: at the loop, or where the function that holds it is called."""
    around = function_around(loop)
    if around is None:
        return loop.start_byte
    calls = [
        found["call"][0]
        for found in query("bash", "call").matches(root)
        if _text(found["name"][0]) == around and function_around(found["call"][0]) is None
    ]
    return calls[0].start_byte if calls else root.end_byte


def _flag(
    option: _Option,
    variables: Variables,
    before: int,
    printed: list[str],
    place: Callable[[Node], Location],
) -> Flag:
    value = _default(option, variables, before)
    return Flag(
        name=option.name,
        shorthand=option.shorthand,
        type="string" if option.takes else "bool",
        default=value.text,
        no_opt_default="" if option.takes else "true",
        usage=_usage(option, printed),
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
        text = _text(node)
        lines += (text if node.type == "heredoc_body" else text[1:-1]).split("\n")
    return lines


def _usage(option: _Option, printed: list[str]) -> str:
    """The help of an option: its line in the usage text, and the lines that go on with it."""
    for index, line in enumerate(printed):
        found = _HELP.match(line)
        if not found or found[1] not in (option.name, option.shorthand):
            continue
        indent = len(line) - len(line.lstrip())
        parts = [line[found.end() :].lstrip(" \t:,|.").strip()]
        for more in printed[index + 1 :]:
            deeper = len(more) - len(more.lstrip()) > indent
            if not more.strip() or not deeper or _HELP.match(more):
                break
            parts.append(more.strip())
        return " ".join(filter(None, parts))
    return ""


def _text(node: Node) -> str:
    return (node.text or b"").decode("utf-8", "replace")
