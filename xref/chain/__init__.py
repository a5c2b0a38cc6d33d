"""The findings of ``where`` as text: each thing with what stands around it, line by line.

Beside ``render`` and ``layout``, whose columns it uses; below ``cli``. No queries here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from xref.layout import FLAG_COLUMNS, PLACES, default, flag_name, place, status_tint
from xref.links import blob_url
from xref.render import Column, Row, Style, link, one_line, paint, table_lines

_URL = Column("url", lambda row: str(row["url"]))


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
        else:
            blocks.append(_path(finding, style))
    return "\n\n".join("\n".join(block) for block in blocks)


def _at(row: Row, style: Style) -> str:
    """The place, as a hyperlink where the terminal has them and with its address elsewhere."""
    text = one_line(place(row))
    if style.terminal:
        return link(paint(text, "dim", style), row["url"], style)
    return f"{text}  {one_line(row['url'])}".rstrip()


def _columns(columns: Sequence[Column], style: Style) -> tuple[Column, ...]:
    return tuple(columns) if style.terminal else (*columns, _URL)


def _indented(lines: Sequence[str], blanks: int = 2) -> list[str]:
    return [" " * blanks + line for line in lines]


def _narrower(style: Style, blanks: int) -> Style:
    width = max(style.width - blanks, 1) if style.width else None
    return Style(style.color, style.links, style.terminal, width)


def _details(pairs: Sequence[tuple[str, str]]) -> list[str]:
    """Aligned lines of a label and a text; those without a text are left out."""
    shown = [(label, text) for label, text in pairs if text]
    width = max((len(label) for label, _ in shown), default=0)
    return _indented([f"{label:<{width}}  {text}" for label, text in shown])


def _head(name: str, what: str, row: Row, style: Style) -> str:
    release = f"{row['project']} {row['tag']}"
    return f"{paint(one_line(name), 'bold', style)}  {one_line(f'{what} of {release}')}"


def _program(program: Row, style: Style) -> list[str]:
    lines = [_head(program["name"], f"{program['language']} program", program, style)]
    lines += _details(
        [
            ("package", one_line(program["package"])),
            ("role", str(program["role"])),
            ("entry", _at(program, style)),
            ("note", "" if program["evaluated"] else "listed only, not evaluated"),
            *(
                ("gap", one_line(f"{gap['message']} ({place(gap)})".replace(" ()", "")))
                for gap in program["diagnostics"]
            ),
        ]
    )
    flags = [flag for command in program["commands"] for flag in command["flags"]]
    table = iter(table_lines(_columns(FLAG_COLUMNS, style), flags, _narrower(style, 4), False))
    for command in program["commands"]:
        lines += ["", *_indented(_command_head(command, style))]
        lines += _indented([next(table) for _ in command["flags"]], 4)
    return lines


def _command_head(command: Row, style: Style) -> list[str]:
    aliases = f" ({', '.join(command['aliases'])})" if command["aliases"] else ""
    name = paint(one_line(command["command"] + aliases), "bold", style)
    marks = [mark for mark in ("hidden", "deprecated") if command[mark]]
    told = ": ".join(filter(None, [", ".join(marks), one_line(command["short"])]))
    return [f"{name}  {_at(command, style)}".rstrip(), *_indented([told] if told else [])]


def _command(command: Row, style: Style) -> list[str]:
    lines = [_head(command["command"], "command", command, style)]
    lines += _details(
        [
            ("program", one_line(f"{command['program']} ({command['package']})")),
            ("aliases", one_line(", ".join(command["aliases"]))),
            ("short", one_line(command["short"])),
            ("deprecated", one_line(command["deprecated"])),
            ("hidden", "yes" if command["hidden"] else ""),
            ("runs", "" if command["runnable"] else "no, it only groups commands"),
            ("place", _at(command, style)),
            ("commands", one_line(", ".join(command["commands"]))),
        ]
    )
    for heading, key in (("flags", "flags"), ("flags of the commands above", "inherited")):
        if command[key]:
            columns = _columns(FLAG_COLUMNS, style)
            lines += ["", f"  {heading}"]
            lines += _indented(table_lines(columns, command[key], _narrower(style, 4), False), 4)
    return lines


def _flag(flag: Row, commit: str, style: Style) -> list[str]:
    lines = [_head(f"{flag['command']} {flag_name(flag)}", "flag", flag, style)]
    lines += _details(
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
            ("registered", _at(flag, style)),
            *(("origin", _origin(origin, flag, commit, style)) for origin in flag["origin"]),
        ]
    )
    return lines


def _origin(origin: Row, flag: Row, commit: str, style: Style) -> str:
    url = blob_url(flag["project"], commit, origin["file"], origin["line"])
    told = one_line(f"{origin['kind']} {origin['text']}")
    return f"{told}  {_at({**origin, 'url': url}, style)}".rstrip()


def _path(path: Row, style: Style) -> list[str]:
    name = f"{path['name']}:{path['line']}" if path["line"] else str(path["name"])
    lines = [_head(name, "source path", path, style)]
    lines += _indented([] if style.terminal else [one_line(path["url"])])
    columns = _columns(PLACES.columns, style)
    return lines + _indented(table_lines(columns, path["places"], _narrower(style, 2), False))
