"""A release's facts as rows of the tables; joins flags with the definitions they were made by.

Between ``schema`` (whose column order the rows follow) and ``store`` (which inserts them).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from xref.schema import TABLES

if TYPE_CHECKING:
    from xref.model import Command, Definition, Flag, Location, Program, ReleaseFacts

Value = str | int | None
Row = tuple[Value, ...]
Place = tuple[str, int]

_WORDS = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[^\W\dA-Z_]+|\d+")


@dataclass(frozen=True, slots=True)
class _Site:
    """A call place of a flag, kept until the definitions are there to be joined with."""

    flag_id: int
    name: str
    position: int
    place: Place


def clean(value: Value) -> Value:
    """Text that UTF-8 can hold: file names may have bytes that are none (lone surrogates here)."""
    if isinstance(value, str):
        if value.isascii():
            return str(value)  # an enum's member becomes its plain text
        return value.encode("utf-8", "surrogatepass").decode("utf-8", "replace")
    return value


def split_words(name: str) -> str:
    """A name's words apart, for full-text search: ``monitoringPort`` -> ``monitoring Port``."""
    words = _WORDS.findall(name)
    return " ".join(words) if len(words) > 1 else ""


def _place(location: Location | None) -> Place:
    return (location.file, location.line) if location else ("", 0)


class Rows:
    """The rows of one release: ``tables`` by table, ``search`` for the full-text table.

    ``last`` gives the highest id of each table so far; new ids follow it, so that each table takes
    one ``executemany``.
    """

    def __init__(self, facts: ReleaseFacts, last: Mapping[str, int]) -> None:
        self._last = dict(last)
        self._last["release"] += 1
        self._release_id = self._last["release"]
        self._sites: list[_Site] = []
        self.tables: dict[str, list[Row]] = {table: [] for table in TABLES}
        self.search: list[Row] = []

        release = facts.release
        values = (release.project, release.tag, release.commit, release.committed_at)
        self.tables["release"].append((self._release_id, *map(clean, values)))
        for source in release.sources:
            self._add("source", source.repo, source.commit, source.why)
        for program in facts.programs:
            self._add_program(program)
        self._add_definitions(facts.definitions)
        for diagnostic in facts.diagnostics:
            place = _place(diagnostic.location)
            self._add("diagnostic", None, diagnostic.subject, diagnostic.message, *place)

    def _add(self, table: str, *values: Value) -> int:
        self._last[table] += 1
        row_id = self._last[table]
        self.tables[table].append((row_id, self._release_id, *map(clean, values)))
        return row_id

    def _add_search(self, kind: str, name: str, text: str, program: str, place: Place) -> None:
        row: Row = (kind, name, split_words(name), text, program, *place, self._release_id)
        self.search.append(tuple(map(clean, row)))

    def _add_program(self, program: Program) -> None:
        place = _place(program.location)
        row = (program.name, program.package, program.kind, program.role, program.evaluated)
        program_id = self._add("program", *row, *place)
        self._add_search("program", program.name, program.package, program.name, place)
        for command in program.commands:
            self._add_command(program, program_id, command)
        for diagnostic in program.diagnostics:
            subject = diagnostic.subject or program.package
            at = _place(diagnostic.location)
            self._add("diagnostic", program_id, subject, diagnostic.message, *at)

    def _add_command(self, program: Program, program_id: int, command: Command) -> None:
        place = _place(command.location)
        texts = (command.short, command.long)
        switches = (command.hidden, command.deprecated, command.runnable)
        command_id = self._add("command", program_id, command.path, *switches, *texts, *place)
        for position, alias in enumerate(command.aliases):
            self._add("command_alias", command_id, position, alias)
        help_text = "\n".join(text for text in texts if text)
        self._add_search("command", command.path, help_text, program.name, place)
        for flag in command.flags:
            self._add_flag(program, command_id, flag)

    def _add_flag(self, program: Program, command_id: int, flag: Flag) -> None:
        place = _place(flag.location)
        defaults = (flag.default, flag.no_opt_default)
        switches = (flag.persistent, flag.hidden, flag.deprecated, flag.status)
        names = (flag.name, flag.shorthand, flag.type)
        flag_id = self._add("flag", command_id, *names, *defaults, flag.usage, *switches, *place)
        for position, origin in enumerate(flag.origins):
            where = _place(origin.location)
            self._add("flag_origin", flag_id, position, origin.kind, origin.text, *where)
        for position, site in enumerate(flag.sites):
            self._sites.append(_Site(flag_id, flag.name, position, _place(site)))
        self._add_search("flag", flag.name, flag.usage, program.name, place)

    def _add_definitions(self, definitions: tuple[Definition, ...]) -> None:
        """A definition is reached when a flag was made at its line, by its name if it is literal.

        Several flags may come from one definition (a helper that many commands call): the first
        stands in the definition itself, all of them in ``flag_site``.
        """
        sites_at: dict[Place, list[_Site]] = defaultdict(list)
        for site in self._sites:
            sites_at[site.place].append(site)
        definition_of: dict[_Site, int] = {}
        for definition in definitions:
            place = _place(definition.location)
            fitting = [
                site
                for site in sites_at.get(place, ())
                if site not in definition_of and definition.name in ("", site.name)
            ]
            names = (definition.name, definition.name_expr, definition.default_expr)
            row = (definition.kind, definition.library, *names, definition.role)
            first = fitting[0].flag_id if fitting else None
            definition_id = self._add("definition", first, *row, *place)
            definition_of.update(dict.fromkeys(fitting, definition_id))
        for site in self._sites:
            row_end = (definition_of.get(site), site.position, *site.place)
            self._add("flag_site", site.flag_id, *row_end)
