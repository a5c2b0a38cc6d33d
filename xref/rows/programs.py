"""Programs, commands and flags as rows; joins flags with the definitions they were made by."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from xref.rows.tables import Place, Tables, place_of

if TYPE_CHECKING:
    from xref.model import Command, Definition, Flag, Program


@dataclass(frozen=True, slots=True)
class _Site:
    """A call place of a flag, kept until the definitions are there to be joined with."""

    flag_id: int
    name: str
    position: int
    place: Place


class ProgramRows:
    """Adds the rows of programs; ``ids`` are their row ids by package, ``flags`` those of flags by
    package, path of the command, and name."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables
        self._sites: list[_Site] = []
        self.ids: dict[str, int] = {}
        self.flags: dict[tuple[str, str, str], int] = {}

    def add(self, program: Program) -> None:
        place = place_of(program.location)
        names = (program.name, program.package, program.kind, program.role)
        row = (*names, program.evaluated, program.complete)
        program_id = self._tables.add("program", *row, *place)
        self.ids[program.package] = program_id
        self._tables.add_search("program", program.name, program.package, program.name, place)
        for command in program.commands:
            self._add_command(program, program_id, command)
        for diagnostic in program.diagnostics:
            subject = diagnostic.subject or program.package
            at = place_of(diagnostic.location)
            self._tables.add("diagnostic", program_id, subject, diagnostic.message, *at)

    def _add_command(self, program: Program, program_id: int, command: Command) -> None:
        place = place_of(command.location)
        texts = (command.short, command.long)
        switches = (
            *(command.hidden, command.deprecated, command.runnable),
            command.ignores_unknown,
        )
        command_id = self._tables.add(
            "command", program_id, command.path, *switches, *texts, *place
        )
        for position, alias in enumerate(command.aliases):
            self._tables.add("command_alias", command_id, position, alias)
        help_text = "\n".join(text for text in texts if text)
        self._tables.add_search("command", command.path, help_text, program.name, place)
        for flag in command.flags:
            self._add_flag(program, command_id, command.path, flag)

    def _add_flag(self, program: Program, command_id: int, path: str, flag: Flag) -> None:
        place = place_of(flag.location)
        defaults = (flag.default, flag.no_opt_default)
        switches = (flag.persistent, flag.hidden, flag.deprecated, flag.status)
        names = (flag.name, flag.shorthand, flag.type)
        flag_id = self._tables.add(
            "flag", command_id, *names, *defaults, flag.usage, *switches, *place
        )
        self.flags.setdefault((program.package, path, flag.name), flag_id)
        for position, origin in enumerate(flag.origins):
            where = place_of(origin.location)
            self._tables.add("flag_origin", flag_id, position, origin.kind, origin.text, *where)
        for position, site in enumerate(flag.sites):
            self._sites.append(_Site(flag_id, flag.name, position, place_of(site)))
        self._tables.add_search("flag", flag.name, flag.usage, program.name, place)

    def add_definitions(self, definitions: tuple[Definition, ...]) -> None:
        """A definition is reached when a flag was made at its line, by its name if it is literal.

        Several flags may come from one definition (a helper that many commands call): the first
        stands in the definition itself, all of them in ``flag_site``.
        """
        sites_at: dict[Place, list[_Site]] = defaultdict(list)
        for site in self._sites:
            sites_at[site.place].append(site)
        definition_of: dict[_Site, int] = {}
        for definition in definitions:
            place = place_of(definition.location)
            fitting = [
                site
                for site in sites_at.get(place, ())
                if site not in definition_of and definition.name in ("", site.name)
            ]
            what = (definition.kind, definition.library, definition.name)
            texts = (definition.name_expr, definition.default_expr)
            row = (*what, *texts, definition.role, definition.variable, *place)
            first = fitting[0].flag_id if fitting else None
            definition_id = self._tables.add("definition", first, *row)
            definition_of.update(dict.fromkeys(fitting, definition_id))
        for site, definition_id in definition_of.items():
            self._tables.add("flag_site", site.flag_id, definition_id, site.position)
