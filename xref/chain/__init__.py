"""The findings of ``where`` as text: each thing with what stands around it, line by line.

Beside ``render`` and ``layout``, whose columns it uses; below ``cli``. No queries here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from xref.chain.lines import aligned, at, details, head, indented, section
from xref.chain.shipped import SHIPPED, around_program, setting
from xref.layout import FLAG_COLUMNS, PLACES, default, flag_name, place, status_tint
from xref.links import blob_url
from xref.render import Row, Style, one_line, paint


def chain_text(findings: Sequence[Row], commit: str, style: Style) -> str:
    """All findings, apart by a blank line; if they are of several kinds, these come first."""
    blocks: list[list[str]] = []
    kinds = Counter(str(finding["kind"]) for finding in findings)
    if len(kinds) > 1:
        counts = [f"{count} {kind}{'s' * (count > 1)}" for kind, count in kinds.items()]
        blocks.append([f"{', '.join(counts)} (--kind chooses one kind)"])
    for finding in findings:
        if finding["kind"] == "program":
            blocks.append(_program(finding, style))
        elif finding["kind"] == "command":
            blocks.append(_command(finding, style))
        elif finding["kind"] == "flag":
            blocks.append(_flag(finding, commit, style))
        elif finding["kind"] in SHIPPED:
            blocks.append(SHIPPED[finding["kind"]](finding, style))
        else:
            blocks.append(_path(finding, style))
    return "\n\n".join("\n".join(block) for block in blocks)


def _program(program: Row, style: Style) -> list[str]:
    told = program["evaluated"] or program["language"] != "go"
    lines = [head(program["name"], f"{program['language']} program", program, style)]
    lines += details(
        [
            ("package", one_line(program["package"])),
            ("role", str(program["role"])),
            ("entry", at(program, style)),
            ("note", "" if told else "listed only, not evaluated"),
            *(
                ("gap", one_line(f"{gap['message']} ({place(gap)})".replace(" ()", "")))
                for gap in program["diagnostics"]
            ),
        ]
    )
    lines += around_program(program, style)
    flags = [flag for command in program["commands"] for flag in command["flags"]]
    table = iter(aligned(FLAG_COLUMNS, flags, style, 4))
    for command in program["commands"]:
        lines += ["", *indented(_command_head(command, style))]
        lines += [next(table) for _ in command["flags"]]
    return lines


def _command_head(command: Row, style: Style) -> list[str]:
    aliases = f" ({', '.join(command['aliases'])})" if command["aliases"] else ""
    name = paint(one_line(command["command"] + aliases), "bold", style)
    marks = [mark for mark in ("hidden", "deprecated") if command[mark]]
    told = ": ".join(filter(None, [", ".join(marks), one_line(command["short"])]))
    return [f"{name}  {at(command, style)}".rstrip(), *indented([told] if told else [])]


def _command(command: Row, style: Style) -> list[str]:
    lines = [head(command["command"], "command", command, style)]
    lines += details(
        [
            ("program", one_line(f"{command['program']} ({command['package']})")),
            ("aliases", one_line(", ".join(command["aliases"]))),
            ("short", one_line(command["short"])),
            ("deprecated", one_line(command["deprecated"])),
            ("hidden", "yes" if command["hidden"] else ""),
            ("runs", "" if command["runnable"] else "no, it only groups commands"),
            ("place", at(command, style)),
            ("commands", one_line(", ".join(command["commands"]))),
        ]
    )
    lines += section("flags", FLAG_COLUMNS, command["flags"], style)
    return lines + section("flags of the commands above", FLAG_COLUMNS, command["inherited"], style)


def _flag(flag: Row, commit: str, style: Style) -> list[str]:
    lines = [head(f"{flag['command']} {flag_name(flag)}", "flag", flag, style)]
    lines += details(
        [
            ("program", one_line(f"{flag['program']} ({flag['package']})")),
            ("usage", one_line(flag["usage"])),
            ("type", one_line(flag["type"])),
            ("default", one_line(default(flag))),
            ("without a value", one_line(flag["no_opt_default"])),
            ("status", paint(str(flag["status"]), status_tint(flag), style)),
            ("persistent", "yes" if flag["persistent"] else ""),
            ("hidden", "yes" if flag["hidden"] else ""),
            ("deprecated", one_line(flag["deprecated"])),
            ("registered", at(flag, style)),
            *(("origin", _origin(origin, flag, commit, style)) for origin in flag["origin"]),
            *(("set by", setting(one, style)) for one in flag["set_by"]),
        ]
    )
    return lines


def _origin(origin: Row, flag: Row, commit: str, style: Style) -> str:
    url = blob_url(flag["project"], commit, origin["file"], origin["line"])
    told = one_line(f"{origin['kind']} {origin['text']}")
    return f"{told}  {at({**origin, 'url': url}, style)}".rstrip()


def _path(path: Row, style: Style) -> list[str]:
    name = f"{path['name']}:{path['line']}" if path["line"] else str(path["name"])
    lines = [head(name, "source path", path, style)]
    lines += indented([] if style.terminal else [one_line(path["url"])])
    return lines + aligned(PLACES.columns, path["places"], style, 2)
