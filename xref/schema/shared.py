"""Texts that stand once for all releases. Read by ``schema``, and by who writes rows.

Most texts of a release are those of the one before it. A column whose type is SHARED is kept as the
id of its text: the table NAME then is a view that gives the texts, over a table NAME_row with a
column COLUMN_id in place of each of them. Only what writes has to know.
"""

from __future__ import annotations

import re

TEXT = "CREATE TABLE text (id INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE)"

_SHARED = re.compile(r"\b(\w+) SHARED\b")
_BETWEEN_COLUMNS = re.compile(r",\s*(?![^()]*\))")


def is_shared(body: str) -> bool:
    """Whether a table of these columns has one with shared texts."""
    return _SHARED.search(body) is not None


def stored_name(table: str, body: str) -> str:
    """The name of the table that has the rows of ``table``."""
    return f"{table}_row" if is_shared(body) else table


def shared_columns(body: str) -> dict[str, int]:
    """The columns for ids of texts, with their positions in a row, counted from its id."""
    columns = enumerate(_columns(body), 1)
    return {f"{text.split()[0]}_id": number for number, text in columns if is_shared(text)}


def table_sql(tables: dict[str, str], table: str) -> str:
    """The statement that makes the table of the rows."""
    body = _SHARED.sub(r"\1_id INTEGER NOT NULL REFERENCES text(id)", tables[table])
    for other in (name for name in tables if is_shared(tables[name])):
        body = body.replace(f"REFERENCES {other}(", f"REFERENCES {other}_row(")
    return f"CREATE TABLE {stored_name(table, tables[table])} (id INTEGER PRIMARY KEY,{body})"


def view_sql(table: str, body: str) -> str:
    """The statement that makes the view with the texts.

    They are looked up in expressions, not joined: a look-up that no one reads is not made, and such
    a view can be joined like a table.
    """
    given = ", ".join(_given(text) for text in ("id", *_columns(body)))
    return f"CREATE VIEW {table} AS SELECT {given} FROM {table}_row x"


def _columns(body: str) -> list[str]:
    """The definitions of columns, without those of the table's constraints."""
    parts = (part.strip() for part in _BETWEEN_COLUMNS.split(body))
    return [part for part in parts if not part.startswith("UNIQUE")]


def _given(column: str) -> str:
    name = column.split()[0]
    if is_shared(column):
        return f"(SELECT t.text FROM text t WHERE t.id = x.{name}_id) AS {name}"
    return f"x.{name}"
