"""The index's tables of releases, programs, commands and flags, and what all tables have alike.

Read by ``schema`` alone. The type SHARED (see ``shared``) is for texts that most releases repeat,
in tables of many rows.
"""

from __future__ import annotations

RELEASE_ID = "release_id INTEGER NOT NULL REFERENCES release(id) ON DELETE CASCADE"
PLACE = "file TEXT NOT NULL DEFAULT '', line INTEGER NOT NULL DEFAULT 0"
SHARED_PLACE = "file SHARED, line INTEGER NOT NULL DEFAULT 0"

# In the order of their references: a row's parents stand in an earlier table.
PROGRAM_TABLES: dict[str, str] = {
    "release": """
        project TEXT NOT NULL,
        tag TEXT NOT NULL,
        commit_sha TEXT NOT NULL,
        committed_at TEXT NOT NULL,
        code TEXT NOT NULL,
        UNIQUE (project, tag)""",
    "source": f"""
        {RELEASE_ID},
        repo TEXT NOT NULL,
        commit_sha TEXT NOT NULL,
        why TEXT NOT NULL""",
    "program": f"""
        {RELEASE_ID},
        name TEXT NOT NULL,
        package TEXT NOT NULL,
        kind TEXT NOT NULL,
        role TEXT NOT NULL,
        evaluated INTEGER NOT NULL CHECK (evaluated IN (0, 1)),
        complete INTEGER NOT NULL CHECK (complete IN (0, 1)),
        {PLACE},
        UNIQUE (release_id, package)""",
    "command": f"""
        {RELEASE_ID},
        program_id INTEGER NOT NULL REFERENCES program(id) ON DELETE CASCADE,
        path TEXT NOT NULL,
        hidden INTEGER NOT NULL CHECK (hidden IN (0, 1)),
        deprecated TEXT NOT NULL,
        runnable INTEGER NOT NULL CHECK (runnable IN (0, 1)),
        ignores_unknown INTEGER NOT NULL CHECK (ignores_unknown IN (0, 1)),
        short SHARED,
        long SHARED,
        {SHARED_PLACE}""",
    "command_alias": f"""
        {RELEASE_ID},
        command_id INTEGER NOT NULL REFERENCES command(id) ON DELETE CASCADE,
        position INTEGER NOT NULL,
        name TEXT NOT NULL""",
    "flag": f"""
        {RELEASE_ID},
        command_id INTEGER NOT NULL REFERENCES command(id) ON DELETE CASCADE,
        name TEXT NOT NULL,
        shorthand TEXT NOT NULL,
        type TEXT NOT NULL,
        default_value TEXT NOT NULL,
        no_opt_default TEXT NOT NULL,
        usage SHARED,
        persistent INTEGER NOT NULL CHECK (persistent IN (0, 1)),
        hidden INTEGER NOT NULL CHECK (hidden IN (0, 1)),
        deprecated TEXT NOT NULL,
        status TEXT NOT NULL CHECK (status IN ('exact', 'environment', 'assumed', 'unknown')),
        {SHARED_PLACE}""",
    "flag_origin": f"""
        {RELEASE_ID},
        flag_id INTEGER NOT NULL REFERENCES flag(id) ON DELETE CASCADE,
        position INTEGER NOT NULL,
        kind SHARED,
        text SHARED,
        {SHARED_PLACE}""",
    "definition": f"""
        {RELEASE_ID},
        flag_id INTEGER REFERENCES flag(id) ON DELETE SET NULL,
        kind SHARED,
        library SHARED,
        name SHARED,
        name_expr SHARED,
        default_expr SHARED,
        role SHARED,
        variable SHARED,
        {SHARED_PLACE}""",
    "flag_site": f"""
        {RELEASE_ID},
        flag_id INTEGER NOT NULL REFERENCES flag(id) ON DELETE CASCADE,
        definition_id INTEGER NOT NULL REFERENCES definition(id) ON DELETE CASCADE,
        position INTEGER NOT NULL""",
    "diagnostic": f"""
        {RELEASE_ID},
        program_id INTEGER REFERENCES program(id) ON DELETE CASCADE,
        subject TEXT NOT NULL,
        message TEXT NOT NULL,
        {PLACE}""",
}

INDEXES = (
    ("source", "release_id"),
    ("program", "release_id, name"),
    ("command", "release_id, path"),
    ("command", "program_id"),
    ("command_alias", "release_id, name"),
    ("command_alias", "command_id"),
    ("flag", "release_id, name"),
    ("flag", "command_id"),
    ("flag_origin", "release_id"),
    ("flag_origin", "flag_id"),
    ("definition", "release_id"),
    ("flag_site", "flag_id"),
    ("diagnostic", "release_id"),
    ("diagnostic", "program_id"),
)
