"""Arguments of containers as text: what each gives, and what becomes of the flags that they set.

Below ``chain.shipped``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from xref.chain.lines import aligned, indented
from xref.layout import default, place
from xref.layout.shipped import SHORT_PLACE
from xref.render import Column, Row, Style, one_line, paint

State = Callable[[Row], str]


def inside(row: Row) -> str:
    """``WORKLOAD/CONTAINER``."""
    return "/".join(filter(None, (row["workload"], row.get("container", row.get("name", "")))))


def shown_state(row: Row, whole: Sequence[str] | None = None) -> str:
    """``off``, or the values under which a row is there, "" where under all that ``whole`` has."""
    if not row["values"]:
        return "off" if whole != [] else ""
    if whole is not None and list(row["values"]) == list(whole):
        return ""
    return f"in {', '.join(row['values'])}"


def argument_lines(rows: Sequence[Row], whole: Sequence[str], style: Style) -> list[str]:
    """A container's arguments as it gets them; below each, what the template says in its place.

    ``whole`` are the values under which the container is there.
    """
    columns = (
        Column("argument", lambda row: str(row["given"]), shrinks=True),
        Column("default", _beside, shrinks=True),
        Column("state", lambda row: shown_state(row, whole)),
        SHORT_PLACE,
    )
    lines: list[str] = []
    for row, line in zip(rows, aligned(columns, rows, style, 0), strict=True):
        lines += [line, *indented(_below(row, style), 4)]
    return lines


def _beside(row: Row) -> str:
    if row["kind"] == "unknown":
        return "no such flag"
    return f"default {default(row)}" if row["flag"] else ""


def _below(row: Row, style: Style) -> list[str]:
    """What the template says, the values that it reads, and the guard of what is off."""
    told: list[str] = []
    if row["text"] != row["given"]:
        told.append(f"from {row['text']}")
    told += value_texts(row)
    if not row["values"] and row["guard"]:
        told.append(f"if {row['guard']}")
    return [paint(one_line(text), "dim", style) for text in told]


def value_texts(row: Row) -> list[str]:
    """The values that a row reads, with their places."""
    return [f"value {use['path']}  {place(use) or '(not set)'}" for use in row["uses"]]


def flag_lines(rows: Iterable[Row], style: Style) -> list[str]:
    """What becomes of flags: the default of each, and what containers pass in its place.

    Flags that are given a mere port come first, and words that set no flag last.
    """
    by_flag: dict[str, list[Row]] = {}
    for row in rows:
        by_flag.setdefault(row["flag"], []).append(row)
    blocks = sorted(by_flag.items(), key=lambda one: (not one[0], not any(map(_is_port, one[1]))))
    columns = (
        Column("passes", lambda row: str(row["told"]), shrinks=True),
        Column("state", shown_state),
        SHORT_PLACE,
    )
    told = [_told(group) for _, group in blocks]
    table = iter(aligned(columns, [row for group in told for row in group], style, 6))
    lines: list[str] = []
    for (flag, group), passed in zip(blocks, told, strict=True):
        own = f"{flag}, whose own default is {default(group[0])}" if flag else "words of no flag"
        lines += ["", f"    {one_line(own)}"]
        for row in passed:
            guard = f"if {row['guard']}" if row["guard"] and not row["values"] else ""
            below = [paint(one_line(guard), "dim", style)] if guard else []
            lines += [next(table), *indented(below, 10)]
    return lines[1:]


def _is_port(row: Row) -> bool:
    return str(row["value"]).rpartition(":")[2].isdecimal() and row["value"][:1] in ":0123456789"


def _told(rows: Iterable[Row]) -> list[Row]:
    """Rows of one flag, those that differ in their container alone as one."""
    found: dict[tuple[object, ...], Row] = {}
    for row in rows:
        value = _value(row)
        key = (value, shown_state(row), row["guard"], row["file"], row["line"])
        if key in found:
            found[key] = {**found[key], "where": [*found[key]["where"], inside(row)]}
        else:
            found[key] = {**row, "where": [inside(row)], "passed": value}
    return [{**row, "told": _passing(row)} for row in found.values()]


def _value(row: Row) -> str:
    """What a flag is given, as the template has it where that is off; of no flag, the words."""
    given = str(row["given"])
    if not row["flag"] or row["kind"] == "unknown":
        return given
    if row["values"]:
        return str(row["value"])
    first, _, rest = given.partition(" ")
    return given.partition("=")[2] if "=" in first else rest or str(row["value"])


def _passing(row: Row) -> str:
    where = list(dict.fromkeys(row["where"]))
    verb = "would pass" if not row["values"] else "passes" if len(where) == 1 else "pass"
    return f"{', '.join(where)} {verb} {row['passed'] or 'an empty value'}"
