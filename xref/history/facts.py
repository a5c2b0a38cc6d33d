"""Reads from the index what ``history`` tells: the facts of a name in all releases of a project.

Part of ``history``; all its SQL stands here. A name is taken as it is written, then without regard
to case.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable
from typing import NamedTuple

from xref import names
from xref.links import blob_url

Pairs = tuple[tuple[str, str], ...]
UNKNOWN = "?"
KINDS = ("program", "command", "flag", "image", "port", "service port")


class Fact(NamedTuple):
    """What one release says of a thing; ``fields`` are what may change, by their names."""

    release_id: int
    kind: str
    name: str
    program: str
    package: str
    command: str
    fields: Pairs
    file: str
    line: int


class Held(NamedTuple):
    """A release of the project in the index."""

    id: int
    tag: str
    commit: str
    sources: dict[str, str]

    def url(self, project: str, file: str, line: int) -> str:
        """The address of a line."""
        return blob_url(project, self.commit, file, line, self.sources)


def releases(connection: sqlite3.Connection, project: str) -> list[Held]:
    """The project's releases in the index, in no order."""
    query = """SELECT s.release_id, s.repo, s.commit_sha FROM source s
        JOIN release r ON r.id = s.release_id WHERE r.project = ? ORDER BY s.id DESC"""
    sources: dict[int, dict[str, str]] = {}
    for release_id, repo, commit in connection.execute(query, (project,)):
        sources.setdefault(release_id, {})[repo] = commit
    query = "SELECT id, tag, commit_sha FROM release WHERE project = ?"
    found = connection.execute(query, (project,))
    return [Held(id_, tag, commit, sources.get(id_, {})) for id_, tag, commit in found]


def incomplete(connection: sqlite3.Connection, project: str) -> set[tuple[int, str]]:
    """The programs (release and package) of which not all could be read."""
    query = "SELECT release_id, package FROM program_view WHERE project = ? AND NOT complete"
    return {(row[0], row[1]) for row in connection.execute(query, (project,))}


def find(
    connection: sqlite3.Connection, project: str, words: Iterable[str], kind: str
) -> list[Fact]:
    """The facts of all that ``words`` name, of one kind or, where ``kind`` is "", of any.

    The kind ``port`` stands for the ports of Services too.

    Raises UsageError for no name; [] says that no release has it.
    """
    name = names.parse(words)
    wanted = [of for of in _READERS if kind in ("", of, of.rpartition(" ")[2])]
    if name.dashed:
        wanted = [of for of in wanted if of == "flag"]
    for collation in ("BINARY", "NOCASE"):
        found = [
            fact for of in wanted for fact in _READERS[of](connection, project, name, collation)
        ]
        if found:
            programs = {fact.package for fact in found if fact.kind == "program"}
            return [fact for fact in found if not (_is_root(fact) and fact.package in programs)]
    return []


def _is_root(fact: Fact) -> bool:
    """A root command is told with its program."""
    return fact.kind == "command" and " " not in fact.command


def _programs(
    connection: sqlite3.Connection, project: str, name: names.Name, collation: str
) -> list[Fact]:
    query = f"""SELECT release_id, program, package, file, line, program_id FROM program_view
        WHERE project = :project AND evaluated
        AND (program = :name COLLATE {collation} OR package = :path COLLATE {collation})"""
    path = name.text.removeprefix("./").rstrip("/")
    values = {"project": project, "name": name.text, "path": path}
    rows = connection.execute(query, values).fetchall()
    below: dict[int, list[str]] = {}
    query = f"""SELECT program_id, command FROM command_view
        WHERE program_id IN ({", ".join(str(row[5]) for row in rows)}) ORDER BY command"""
    for program_id, command in connection.execute(query):
        if " " in command:
            below.setdefault(program_id, []).append(command)
    return [
        Fact(
            *(release, "program", program, program, package, ""),
            (
                ("package", package),
                ("entry", file),
                ("commands", ", ".join(below.get(program_id, []))),
            ),
            file,
            line,
        )
        for release, program, package, file, line, program_id in rows
    ]


def _commands(
    connection: sqlite3.Connection, project: str, name: names.Name, collation: str
) -> list[Fact]:
    alias = "SELECT command_id FROM command_alias WHERE name = :last"
    query = f"""SELECT release_id, command_id, program, package, command, hidden, deprecated,
            runnable, file, line FROM command_view
        WHERE project = :project AND (command = :name COLLATE {collation}
            OR substr(command, -length(:name) - 1) = ' ' || :name COLLATE {collation}
            OR command_id IN ({alias} COLLATE {collation}))"""
    values = {"project": project, "name": name.text, "last": name.text.rpartition(" ")[2]}
    rows = connection.execute(query, values).fetchall()
    aliases: dict[int, list[str]] = {}
    query = f"""SELECT command_id, name FROM command_alias
        WHERE command_id IN ({", ".join(str(row[1]) for row in rows)}) ORDER BY position"""
    for command_id, other in connection.execute(query):
        aliases.setdefault(command_id, []).append(other)
    fold = names.FOLDS[collation == "NOCASE"]
    found: list[Fact] = []
    for release, id_, program, package, path, hidden, deprecated, runnable, file, line in rows:
        held = aliases.get(id_, [])
        paths = tuple(f"{path.rpartition(' ')[0]} {other}".lstrip() for other in held)
        known = names.CommandName(id_, 0, program, package, path, paths)
        if names.is_command(known, name.text, fold):
            fields = (
                *(("aliases", ", ".join(held)), ("runnable", _truth(runnable))),
                *(("hidden", _truth(hidden)), ("deprecated", deprecated)),
            )
            fact = Fact(release, "command", path, program, package, path, fields, file, line)
            found.append(fact)
    return found


def _flags(
    connection: sqlite3.Connection, project: str, name: names.Name, collation: str
) -> list[Fact]:
    column = "name" if name.flag else "shorthand"
    query = f"""SELECT release_id, program, package, command, name, shorthand, type, default_value,
            no_opt_default, persistent, hidden, deprecated, status, file, line
        FROM flag_view WHERE project = ? AND {column} = ? COLLATE {collation}"""
    found: list[Fact] = []
    for row in connection.execute(query, (project, name.flag or name.shorthand)):
        (
            release, program, package, command, flag, shorthand, type_, default, no_opt,
            persistent, hidden, deprecated, status, file, line,
        ) = row  # fmt: skip
        if not _in_scope(name.scope, program, package, command, bool(persistent), collation):
            continue
        fields = (
            ("type", type_),
            ("default", UNKNOWN if status == "unknown" else default),
            ("shorthand", shorthand),
            ("no_opt_default", no_opt),
            ("persistent", _truth(persistent)),
            ("hidden", _truth(hidden)),
            ("deprecated", deprecated),
        )
        found.append(Fact(release, "flag", flag, program, package, command, fields, file, line))
    return found


def _in_scope(
    scope: str, program: str, package: str, command: str, persistent: bool, collation: str
) -> bool:
    """Whether a flag is one of the program or command ``scope``, or is taken by it."""
    if not scope:
        return True
    fold = names.FOLDS[collation == "NOCASE"]
    if names.is_program(program, package, scope, fold):
        return True
    path, wanted = fold(command), fold(scope)
    above = persistent and wanted.startswith(f"{path} ")
    return above or f" {wanted} " in f" {path} "


def _images(
    connection: sqlite3.Connection, project: str, name: names.Name, collation: str
) -> list[Fact]:
    query = f"""SELECT release_id, image, program, package, base, entrypoint, cmd, released,
            reference, file, line FROM image_view
        WHERE project = :project AND (image = :name COLLATE {collation}
            OR image = :short COLLATE {collation} AND NOT is_foreign)"""
    reference = names.image_repository(name.text)
    values = {"project": project, "name": reference, "short": reference.rpartition("/")[2]}
    return [
        Fact(
            *(release, "image", image, program, package, ""),
            (
                *(("base", base), ("entrypoint", entrypoint), ("cmd", cmd)),
                *(("released", _truth(released)), ("reference", held), ("Dockerfile", file)),
            ),
            file,
            line,
        )
        for release, image, program, package, base, entrypoint, cmd, released, held, file, line in (
            connection.execute(query, values)
        )
    ]


def _listeners(
    connection: sqlite3.Connection, project: str, name: names.Name, collation: str
) -> list[Fact]:
    query = """SELECT release_id, process, package, workload, container, address, set_by, text,
            command, flag, file, line FROM listener_view
        WHERE project = ? AND port = ? ORDER BY listener_id"""
    found: list[Fact] = []
    for row in connection.execute(query, (project, _port(name.text))):
        release, process, package, workload, container, address, set_by, text, *rest = row
        command, flag, file, line = rest
        where = f"{workload}/{container}" if workload else process
        set_in = text if text.startswith(set_by) else f"{set_by} {text}".rstrip()
        fields = (
            *(("address", address), ("process", process), ("set_by", set_in)),
            ("flag", f"{command} --{flag}" if flag else ""),
        )
        label = f"{where}:{_port(name.text)}"
        found.append(Fact(release, "port", label, process, package, "", fields, file, line))
    return found


def _service_ports(
    connection: sqlite3.Connection, project: str, name: names.Name, collation: str
) -> list[Fact]:
    query = """SELECT DISTINCT v.release_id, v.service, p.port, p.name, p.target_port, p.node_port,
            p.protocol, p.file, p.line
        FROM service_port p JOIN service_view v ON v.service_id = p.service_id
        WHERE v.project = ? AND p.port = ? ORDER BY p.active DESC, p.id"""
    return [
        Fact(
            *(release, "service port", f"{service}:{port}", "", "", ""),
            (
                *(("name", called), ("target_port", target)),
                *(("node_port", str(node or "")), ("protocol", protocol)),
            ),
            file,
            line,
        )
        for release, service, port, called, target, node, protocol, file, line in (
            connection.execute(query, (project, _port(name.text)))
        )
    ]


def _port(text: str) -> int:
    """The number of ``15014`` or ``:15014``, -1 of anything else."""
    digits = text.removeprefix(":")
    return int(digits) if digits.isascii() and digits.isdecimal() and len(digits) < 6 else -1


def _truth(value: int) -> str:
    return "true" if value else "false"


_Reader = Callable[[sqlite3.Connection, str, names.Name, str], list[Fact]]
_READERS: dict[str, _Reader] = {
    "program": _programs,
    "command": _commands,
    "flag": _flags,
    "image": _images,
    "port": _listeners,
    "service port": _service_ports,
}
