"""Reads the index: releases, flags, commands, definitions and full text, as rows for ``render``.

Above ``store``, beside ``build``; its modules ask of what a release ships. Rows are plain
dictionaries with the keys of the JSON output, in its order; an absent text is "" and an absent list
[].
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from xref import names
from xref.errors import NotFound, UsageError
from xref.links import DEFAULT_PROJECT, blob_url
from xref.versions import latest, version_key

Row = dict[str, Any]

_FLAG_COLUMNS = """project, tag, program, package, command, name, shorthand, type,
    default_value AS "default", no_opt_default, usage, persistent, hidden, deprecated, status,
    file, line, url"""
_BOOLEANS = ("persistent", "hidden", "runnable", "evaluated", "complete")
_ROLES = "CASE role WHEN 'product' THEN 0 WHEN 'tool' THEN 1 WHEN 'sample' THEN 2 ELSE 3 END"


class Release(NamedTuple):
    """The release that a question is about; ``sources`` are its repositories' commits."""

    id: int
    project: str
    tag: str
    commit: str
    sources: dict[str, str]

    def url(self, file: str, line: int) -> str:
        """The address of a line, of whichever repository."""
        return blob_url(self.project, self.commit, file, line, self.sources)


class FlagFilter(NamedTuple):
    """Which flags are wanted; "" and None leave a question open."""

    program: str = ""
    status: str = ""
    role: str = ""
    hidden: bool | None = None
    deprecated: bool | None = None


def pick_release(connection: sqlite3.Connection, project: str, tag: str) -> Release:
    """The release of that tag, or the project's highest one where ``tag`` is "".

    Raises UsageError where the index does not hold it: ``xref build`` is the mend.
    """
    query = "SELECT id, tag, commit_sha FROM release WHERE project = ?"
    held = {row["tag"]: row for row in connection.execute(query, (project,))}
    wanted = tag or latest(held) or ""
    if wanted in held:
        query = "SELECT repo, commit_sha FROM source WHERE release_id = ? ORDER BY id DESC"
        row = held[wanted]
        sources = connection.execute(query, (row["id"],))
        return Release(row["id"], project, wanted, row["commit_sha"], dict(sources.fetchall()))
    name = f"{project} {tag}".rstrip()
    option = "" if project == DEFAULT_PROJECT else f" --project {project}"
    what = tag or ("" if project == DEFAULT_PROJECT else "TAG")
    raise UsageError(
        f"the index holds no {name}{_held(connection, project, held)}:"
        f" run `{f'xref build{option} {what}'.rstrip()}`"
    )


def _held(connection: sqlite3.Connection, project: str, tags: Iterable[str]) -> str:
    """What the index holds instead, for an error's text."""
    ordered = sorted(tags, key=version_key)
    if ordered:
        return f" (of {project} it holds {', '.join(ordered[-8:])})"
    query = "SELECT DISTINCT project FROM release ORDER BY project"
    others = [row[0] for row in connection.execute(query)]
    return f" (it holds {', '.join(others)}: choose with --project)" if others else ""


def releases(connection: sqlite3.Connection, project: str = "", tag: str = "") -> list[Row]:
    """The releases of one project or of all, in the order of their versions."""
    query = "SELECT repo, commit_sha, why FROM source WHERE release_id = ? ORDER BY id"
    found = connection.execute("SELECT * FROM release WHERE ? IN ('', project)", (project,))
    rows = [row for row in found.fetchall() if tag in ("", row["tag"])]
    rows.sort(key=lambda row: (row["project"], version_key(row["tag"])))
    return [
        {
            "project": row["project"],
            "tag": row["tag"],
            "commit": row["commit_sha"],
            "committed_at": row["committed_at"],
            "sources": [
                {"repo": repo, "commit": commit, "why": why}
                for repo, commit, why in connection.execute(query, (row["id"],))
            ],
        }
        for row in rows
    ]


def _plain(row: sqlite3.Row) -> Row:
    plain = dict(row)
    for key in _BOOLEANS:
        if key in plain:
            plain[key] = bool(plain[key])
    return plain


def flags_where(
    connection: sqlite3.Connection, condition: str, values: Mapping[str, object]
) -> list[Row]:
    """Flags of ``flag_view`` under an SQL condition, each with its origins in order."""
    origins: dict[int, list[Row]] = {}
    query = f"""SELECT flag_id, kind, file, line, text FROM flag_origin
        WHERE flag_id IN (SELECT flag_id FROM flag_view WHERE {condition})
        ORDER BY flag_id, position"""
    for flag_id, *origin in connection.execute(query, values):
        row = dict(zip(("kind", "file", "line", "text"), origin, strict=True))
        origins.setdefault(flag_id, []).append(row)
    query = f"""SELECT {_FLAG_COLUMNS}, flag_id FROM flag_view WHERE {condition}
        ORDER BY {_ROLES}, package, command, name"""
    flags = [_plain(row) for row in connection.execute(query, values)]
    for flag in flags:
        flag["origin"] = origins.get(flag.pop("flag_id"), [])
    return flags


def flags_of(connection: sqlite3.Connection, ids: Iterable[int], more: str = "") -> list[Row]:
    """The flags that the commands of these ids register; ``more`` is SQL that narrows them."""
    listed = ", ".join(map(str, ids))
    return flags_where(connection, f"command_id IN ({listed}) {more}", {})


def flags(
    connection: sqlite3.Connection,
    release: Release,
    words: Iterable[str] = (),
    wanted: FlagFilter | None = None,
    inherited: bool = False,
) -> list[Row]:
    """The flags of a release, or of a program, a command and those below it, or of that name.

    ``inherited`` adds the persistent flags of the commands above. Raises NotFound where the words
    name nothing; an empty list says that the filter leaves nothing.
    """
    wanted = wanted or FlagFilter()
    words = list(words)
    conditions = ["release_id = :release"]
    values: dict[str, object] = {"release": release.id, "program": wanted.program}
    known = names.commands(connection, release.id) if words else []
    if words:
        conditions.append(_flag_condition(connection, release, known, words, inherited, values))
    if wanted.program:
        conditions.append("(program = :program OR package = rtrim(:program, '/'))")
        query = f"SELECT 1 FROM program_view WHERE {conditions[0]} AND {conditions[-1]}"
        if connection.execute(query, values).fetchone() is None:
            raise names.not_found(connection, release.id, wanted.program, "program")
    for column, value in (("status", wanted.status), ("role", wanted.role)):
        if value:
            conditions.append(f"{column} = :{column}")
            values[column] = value
    if wanted.hidden is not None:
        conditions.append("hidden" if wanted.hidden else "NOT hidden")
    if wanted.deprecated is not None:
        conditions.append("deprecated <> ''" if wanted.deprecated else "deprecated = ''")
    return flags_where(connection, " AND ".join(conditions), values)


def _flag_condition(
    connection: sqlite3.Connection,
    release: Release,
    known: list[names.CommandName],
    words: list[str],
    inherited: bool,
    values: dict[str, object],
) -> str:
    """SQL for the flags that ``words`` (a program, a command, a flag, or both) stand for."""
    name = names.parse(words)
    if not name.dashed:
        inside, above = names.scope(known, name.text)
        if inside or names.has_program(connection, release.id, name.text):
            return in_commands(inside, above if inherited else [])
    values["name"] = name.flag or name.shorthand
    condition = f"{'name' if name.flag else 'shorthand'} = :name COLLATE NOCASE"
    if name.scope:
        inside, above = names.scope(known, name.scope)
        if not inside:
            raise names.not_found(connection, release.id, name.scope, "program or command")
        condition += f" AND {in_commands(inside, above)}"
    query = f"SELECT 1 FROM flag_view WHERE release_id = :release AND {condition}"
    if connection.execute(query, values).fetchone() is None:
        what = "flag" if name.dashed else "program, command or flag"
        raise names.not_found(connection, release.id, name.text, what)
    return condition


def in_commands(inside: list[names.CommandName], above: list[names.CommandName]) -> str:
    """SQL for the flags of the commands ``inside``, and the persistent ones of those above."""
    here, over = (", ".join(str(one.id) for one in those) for those in (inside, above))
    return f"(command_id IN ({here}) OR persistent AND command_id IN ({over}))"


def commands_where(
    connection: sqlite3.Connection, condition: str, values: Mapping[str, object]
) -> list[Row]:
    """Commands of ``command_view`` under an SQL condition, each with its aliases."""
    query = f"""SELECT command_id, project, tag, program, package, command, '' AS aliases, hidden,
        deprecated, runnable, short, long, file, line, url FROM command_view
        WHERE {condition} ORDER BY {_ROLES}, package, command"""
    rows = [_plain(row) for row in connection.execute(query, values)]
    query = "SELECT name FROM command_alias WHERE command_id = ? ORDER BY position"
    for row in rows:
        found = connection.execute(query, (row.pop("command_id"),))
        row["aliases"] = [alias for (alias,) in found]
    return rows


def commands(
    connection: sqlite3.Connection, release: Release, words: Iterable[str] = (), role: str = ""
) -> list[Row]:
    """The commands of a release, or of a program, or a command and those below it.

    Raises NotFound where the words name nothing.
    """
    text = " ".join(words)
    condition = "release_id = :release AND :role IN ('', role)"
    if text:
        inside, _ = names.scope(names.commands(connection, release.id), text)
        if not inside and not names.has_program(connection, release.id, text):
            raise names.not_found(connection, release.id, text, "program or command")
        condition += f" AND command_id IN ({', '.join(str(one.id) for one in inside)})"
    return commands_where(connection, condition, {"release": release.id, "role": role})


def unreached(
    connection: sqlite3.Connection, release: Release, words: Iterable[str] = (), role: str = ""
) -> list[Row]:
    """Places that define a flag and that no program's evaluation reached, products first.

    ``words`` narrow them to a folder or a file. Raises NotFound if nothing is defined there.
    """
    path = " ".join(words).removeprefix("./").rstrip("/")
    values = {"release": release.id, "role": role, "path": path}
    inside = "(:path = '' OR file = :path OR substr(file, 1, length(:path) + 1) = :path || '/')"
    query = f"SELECT 1 FROM definition WHERE release_id = :release AND {inside}"
    if path and connection.execute(query, values).fetchone() is None:
        raise NotFound(f"no flag is defined in {path!r}: name a folder or a file of the sources")
    query = f"""SELECT project, tag, role, library, kind, name, name_expr, default_expr, file,
        line, url FROM unreached_view
        WHERE release_id = :release AND :role IN ('', role) AND {inside}
        ORDER BY {_ROLES}, role, file, line, definition_id"""
    return [dict(row) for row in connection.execute(query, values)]


def search(
    connection: sqlite3.Connection, release: Release, text: str, kind: str = ""
) -> list[Row]:
    """Whatever has all the words in its name or texts, best first.

    A word matches whole words that begin with it. Raises UsageError where there is no word.
    """
    words = ["".join(c if c.isalnum() else " " for c in word).strip() for word in text.split()]
    terms = [f'"{part}"*' for word in words for part in word.split()]
    if not terms:
        raise UsageError("give a word to search for")
    query = """SELECT kind, program, name, search.text, t.text AS file, line FROM search
        JOIN search_place x ON x.search_id = search.rowid JOIN text t ON t.id = x.file_id
        WHERE search MATCH :terms AND x.release_id = :release AND :kind IN ('', kind)
        ORDER BY bm25(search, 0, 10, 5, 1), program, name, file, line"""
    values = {"terms": " ".join(terms), "release": release.id, "kind": kind}
    head = {"project": release.project, "tag": release.tag}
    found = connection.execute(query, values)
    return [head | dict(row) | {"url": release.url(row["file"], row["line"])} for row in found]
