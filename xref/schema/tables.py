"""The tables and views of the index, as SQL. No code runs here; ``store`` applies it.

Tables have singular lower-case names, an integer key, a ``release_id`` on every row, and ``file``
and ``line`` wherever a fact has a place ("" and 0 where it has none). ``default`` and ``commit``
are SQL keywords, hence ``default_value`` and ``commit_sha``. docs/schema.md describes each table.
"""

from __future__ import annotations

from xref.links import sql_blob_url

_RELEASE_ID = "release_id INTEGER NOT NULL REFERENCES release(id) ON DELETE CASCADE"
_PLACE = "file TEXT NOT NULL DEFAULT '', line INTEGER NOT NULL DEFAULT 0"

# In the order of their references: a row's parents stand in an earlier table.
TABLES: dict[str, str] = {
    "release": """
        project TEXT NOT NULL,
        tag TEXT NOT NULL,
        commit_sha TEXT NOT NULL,
        committed_at TEXT NOT NULL,
        UNIQUE (project, tag)""",
    "source": f"""
        {_RELEASE_ID},
        repo TEXT NOT NULL,
        commit_sha TEXT NOT NULL,
        why TEXT NOT NULL""",
    "program": f"""
        {_RELEASE_ID},
        name TEXT NOT NULL,
        package TEXT NOT NULL,
        kind TEXT NOT NULL,
        role TEXT NOT NULL,
        evaluated INTEGER NOT NULL CHECK (evaluated IN (0, 1)),
        {_PLACE},
        UNIQUE (release_id, package)""",
    "command": f"""
        {_RELEASE_ID},
        program_id INTEGER NOT NULL REFERENCES program(id) ON DELETE CASCADE,
        path TEXT NOT NULL,
        hidden INTEGER NOT NULL CHECK (hidden IN (0, 1)),
        deprecated TEXT NOT NULL,
        runnable INTEGER NOT NULL CHECK (runnable IN (0, 1)),
        short TEXT NOT NULL,
        long TEXT NOT NULL,
        {_PLACE}""",
    "command_alias": f"""
        {_RELEASE_ID},
        command_id INTEGER NOT NULL REFERENCES command(id) ON DELETE CASCADE,
        position INTEGER NOT NULL,
        name TEXT NOT NULL""",
    "flag": f"""
        {_RELEASE_ID},
        command_id INTEGER NOT NULL REFERENCES command(id) ON DELETE CASCADE,
        name TEXT NOT NULL,
        shorthand TEXT NOT NULL,
        type TEXT NOT NULL,
        default_value TEXT NOT NULL,
        no_opt_default TEXT NOT NULL,
        usage TEXT NOT NULL,
        persistent INTEGER NOT NULL CHECK (persistent IN (0, 1)),
        hidden INTEGER NOT NULL CHECK (hidden IN (0, 1)),
        deprecated TEXT NOT NULL,
        status TEXT NOT NULL CHECK (status IN ('exact', 'environment', 'assumed', 'unknown')),
        {_PLACE}""",
    "flag_origin": f"""
        {_RELEASE_ID},
        flag_id INTEGER NOT NULL REFERENCES flag(id) ON DELETE CASCADE,
        position INTEGER NOT NULL,
        kind TEXT NOT NULL,
        text TEXT NOT NULL,
        {_PLACE}""",
    "definition": f"""
        {_RELEASE_ID},
        flag_id INTEGER REFERENCES flag(id) ON DELETE SET NULL,
        kind TEXT NOT NULL,
        library TEXT NOT NULL,
        name TEXT NOT NULL,
        name_expr TEXT NOT NULL,
        default_expr TEXT NOT NULL,
        role TEXT NOT NULL,
        {_PLACE}""",
    "flag_site": f"""
        {_RELEASE_ID},
        flag_id INTEGER NOT NULL REFERENCES flag(id) ON DELETE CASCADE,
        definition_id INTEGER REFERENCES definition(id) ON DELETE SET NULL,
        position INTEGER NOT NULL,
        {_PLACE}""",
    "diagnostic": f"""
        {_RELEASE_ID},
        program_id INTEGER REFERENCES program(id) ON DELETE CASCADE,
        subject TEXT NOT NULL,
        message TEXT NOT NULL,
        {_PLACE}""",
}

# Full text. ``words`` holds the name's words apart (monitoringPort: "monitoring Port"), since the
# tokenizer knows nothing of camel case. It is last in TABLES' sense: it refers to no row.
SEARCH = """
CREATE VIRTUAL TABLE search USING fts5(
    kind UNINDEXED, name, words, text, program UNINDEXED,
    file UNINDEXED, line UNINDEXED, release_id UNINDEXED, tokenize = 'unicode61')"""

INDEXES = (
    ("source", "release_id"),
    ("program", "release_id, name"),
    ("command", "release_id, path"),
    ("command", "program_id"),
    ("command_alias", "release_id, name"),
    ("command_alias", "command_id"),
    ("flag", "release_id, name"),
    ("flag", "command_id"),
    ("flag_origin", "release_id, file"),
    ("flag_origin", "flag_id"),
    ("definition", "release_id, file"),
    ("definition", "flag_id"),
    ("flag_site", "release_id"),
    ("flag_site", "flag_id"),
    ("flag_site", "definition_id"),
    ("diagnostic", "release_id"),
    ("diagnostic", "program_id"),
)


def _url(alias: str) -> str:
    return sql_blob_url("r.project", "r.commit_sha", f"{alias}.file", f"{alias}.line") + " AS url"


_RELEASE = "r.id AS release_id, r.project, r.tag"

VIEWS: dict[str, str] = {
    "program_view": f"""
        SELECT {_RELEASE}, p.id AS program_id, p.name AS program, p.package, p.kind, p.role,
            p.evaluated, p.file, p.line, {_url("p")}
        FROM program p JOIN release r ON r.id = p.release_id""",
    "command_view": f"""
        SELECT {_RELEASE}, p.id AS program_id, c.id AS command_id, p.name AS program, p.package,
            p.role, c.path AS command, c.hidden, c.deprecated, c.runnable, c.short, c.long,
            c.file, c.line, {_url("c")}
        FROM command c JOIN program p ON p.id = c.program_id
            JOIN release r ON r.id = c.release_id""",
    "flag_view": f"""
        SELECT {_RELEASE}, p.id AS program_id, c.id AS command_id, f.id AS flag_id,
            p.name AS program, p.package, p.role, c.path AS command, f.name, f.shorthand, f.type,
            f.default_value, f.no_opt_default, f.usage, f.persistent, f.hidden, f.deprecated,
            f.status, f.file, f.line, {_url("f")}
        FROM flag f JOIN command c ON c.id = f.command_id JOIN program p ON p.id = c.program_id
            JOIN release r ON r.id = f.release_id""",
    "origin_view": f"""
        SELECT {_RELEASE}, p.id AS program_id, f.id AS flag_id, p.name AS program, p.package,
            c.path AS command, f.name, f.default_value, f.status, o.position, o.kind, o.text,
            o.file, o.line, {_url("o")}
        FROM flag_origin o JOIN flag f ON f.id = o.flag_id JOIN command c ON c.id = f.command_id
            JOIN program p ON p.id = c.program_id JOIN release r ON r.id = o.release_id""",
    "definition_view": f"""
        SELECT {_RELEASE}, d.id AS definition_id, d.flag_id, d.kind, d.library, d.name,
            d.name_expr, d.default_expr, d.role, d.file, d.line, {_url("d")}
        FROM definition d JOIN release r ON r.id = d.release_id""",
    "unreached_view": "SELECT * FROM definition_view WHERE flag_id IS NULL",
    "diagnostic_view": f"""
        SELECT {_RELEASE}, d.id AS diagnostic_id, d.program_id, coalesce(p.name, '') AS program,
            d.subject, d.message, d.file, d.line, {_url("d")}
        FROM diagnostic d JOIN release r ON r.id = d.release_id
            LEFT JOIN program p ON p.id = d.program_id""",
    "where_view": """
        SELECT release_id, project, tag, 'program' AS kind, program, program AS name,
            role AS detail, file, line, url FROM program_view
        UNION ALL
        SELECT release_id, project, tag, 'command', program, command, short, file, line, url
            FROM command_view WHERE file <> ''
        UNION ALL
        SELECT release_id, project, tag, 'flag', program, command || ' --' || name,
            default_value, file, line, url FROM flag_view
        UNION ALL
        SELECT release_id, project, tag, 'origin', program, command || ' --' || name,
            text, file, line, url FROM origin_view WHERE file <> ''
        UNION ALL
        SELECT release_id, project, tag, 'definition', '', kind || ' ' ||
            CASE name WHEN '' THEN name_expr ELSE name END,
            default_expr, file, line, url FROM definition_view""",
}


def statements() -> list[str]:
    """Everything that makes an empty file an index, in order; safe inside a transaction."""
    made = [f"CREATE TABLE {name} (id INTEGER PRIMARY KEY,{body})" for name, body in TABLES.items()]
    made.append(SEARCH)
    for number, (table, columns) in enumerate(INDEXES):
        made.append(f"CREATE INDEX {table}_index_{number} ON {table} ({columns})")
    made += [f"CREATE VIEW {name} AS {body}" for name, body in VIEWS.items()]
    return made
