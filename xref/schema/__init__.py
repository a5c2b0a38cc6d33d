"""The tables and views of the index, as SQL. No code runs here; ``store`` applies it.

Tables have singular lower-case names, an integer key, a ``release_id`` on every row, and ``file``
and ``line`` wherever a fact has a place ("" and 0 where it has none). ``default`` and ``commit``
are SQL keywords, hence ``default_value`` and ``commit_sha``. docs/schema.md describes each table.
"""

from __future__ import annotations

from xref.schema.deployed import DEPLOYED, DEPLOYED_INDEXES
from xref.schema.deployed_views import DEPLOYED_VIEWS
from xref.schema.tables import INDEXES, PROGRAM_TABLES
from xref.schema.views import PROGRAM_VIEWS, WHERE_VIEW

# In the order of their references: a row's parents stand in an earlier table.
TABLES: dict[str, str] = PROGRAM_TABLES | DEPLOYED
VIEWS: dict[str, str] = PROGRAM_VIEWS | DEPLOYED_VIEWS | {"where_view": WHERE_VIEW}

# Full text. ``words`` holds the name's words apart (monitoringPort: "monitoring Port"), since the
# tokenizer knows nothing of camel case. It is last in TABLES' sense: it refers to no row.
SEARCH = """
CREATE VIRTUAL TABLE search USING fts5(
    kind UNINDEXED, name, words, text, program UNINDEXED,
    file UNINDEXED, line UNINDEXED, release_id UNINDEXED, tokenize = 'unicode61')"""


def statements() -> list[str]:
    """Everything that makes an empty file an index, in order; safe inside a transaction."""
    made = [f"CREATE TABLE {name} (id INTEGER PRIMARY KEY,{body})" for name, body in TABLES.items()]
    made.append(SEARCH)
    for number, (table, columns) in enumerate(INDEXES + DEPLOYED_INDEXES):
        made.append(f"CREATE INDEX {table}_index_{number} ON {table} ({columns})")
    made += [f"CREATE VIEW {name} AS {body}" for name, body in VIEWS.items()]
    return made
