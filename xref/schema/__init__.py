"""The tables and views of the index, as SQL. No code runs here; ``store`` applies it.

Tables have singular lower-case names, an integer key, a ``release_id`` on every row, and ``file``
and ``line`` wherever a fact has a place ("" and 0 where it has none). ``default`` and ``commit``
are SQL keywords, hence ``default_value`` and ``commit_sha``. docs/schema.md describes each table.
"""

from __future__ import annotations

from xref.schema.deployed import DEPLOYED, DEPLOYED_INDEXES
from xref.schema.deployed_views import DEPLOYED_VIEWS
from xref.schema.shared import TEXT, is_shared, shared_columns, stored_name, table_sql, view_sql
from xref.schema.tables import INDEXES, PROGRAM_TABLES
from xref.schema.views import PROGRAM_VIEWS, SEARCH_VIEW, WHERE_VIEW

# In the order of their references: a row's parents stand in an earlier table.
TABLES: dict[str, str] = PROGRAM_TABLES | DEPLOYED
VIEWS: dict[str, str] = (
    PROGRAM_VIEWS | DEPLOYED_VIEWS | {"where_view": WHERE_VIEW, "search_view": SEARCH_VIEW}
)

# By a table's name: the table that has its rows, and that one's columns for shared texts with their
# positions in a row.
STORED = {table: stored_name(table, body) for table, body in TABLES.items()}
SHARED = {table: shared_columns(body) for table, body in TABLES.items()}

# Full text. What several releases have alike stands once: ``search_place`` tells which of them have
# it, and where. ``words`` holds the name's words apart (monitoringPort: "monitoring Port"), since
# the tokenizer knows nothing of camel case.
SEARCH = (
    """CREATE VIRTUAL TABLE search USING fts5(
        kind UNINDEXED, name, words, text, program UNINDEXED, tokenize = 'unicode61')""",
    """CREATE TABLE search_place (
        release_id INTEGER NOT NULL REFERENCES release(id) ON DELETE CASCADE,
        search_id INTEGER NOT NULL,
        file_id INTEGER NOT NULL REFERENCES text(id),
        line INTEGER NOT NULL,
        PRIMARY KEY (release_id, search_id, file_id, line)) WITHOUT ROWID""",
)


def statements() -> list[str]:
    """Everything that makes an empty file an index, in order; safe inside a transaction."""
    made = [TEXT, *(table_sql(TABLES, name) for name in TABLES), *SEARCH]
    for number, (table, columns) in enumerate(INDEXES + DEPLOYED_INDEXES):
        made.append(f"CREATE INDEX {table}_index_{number} ON {_indexed(table, columns)}")
    made += [view_sql(name, body) for name, body in TABLES.items() if is_shared(body)]
    made += [f"CREATE VIEW {name} AS {body}" for name, body in VIEWS.items()]
    return made


def _indexed(table: str, columns: str) -> str:
    """What an index is on: of a key that may be null only the rows that have it."""
    may_be_null = f"{columns} INTEGER REFERENCES" in TABLES[table]
    return f"{STORED[table]} ({columns}){f' WHERE {columns} IS NOT NULL' if may_be_null else ''}"


def sweep() -> list[str]:
    """What deletes the texts that no row has any more, in order."""
    used = ["SELECT file_id FROM search_place"]
    for table, columns in SHARED.items():
        used += [f"SELECT {name} FROM {STORED[table]}" for name in columns]
    return [
        "DELETE FROM search WHERE rowid NOT IN (SELECT search_id FROM search_place)",
        f"DELETE FROM text WHERE id NOT IN ({' UNION '.join(used)})",
    ]
