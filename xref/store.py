"""The index file: opens it, checks it, and writes or deletes a release in one transaction.

Above ``schema``, below ``build`` and ``query``. Reading commands import this module, hence only
the standard library's ``sqlite3`` (sqlite-utils takes ten times as long to import: ``forget`` alone
uses it), the schema only where something is written, and the model only for its types.

The journal is SQLite's rollback journal, not WAL: the index stays one file that opens from a
read-only folder too. Writers queue at ``BEGIN IMMEDIATE``; whatever is cut short is rolled back by
whoever opens the file next.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from xref.errors import IndexFileError

if TYPE_CHECKING:
    from xref.deployment import Rendering
    from xref.facts import ReleaseFacts
    from xref.rows.tables import Row

APPLICATION_ID = 0x78726566  # "xref" in ASCII
SCHEMA_VERSION = 6  # goes up with every change of ``schema``

_READER_PATIENCE = 10.0  # seconds; a release is written in a fraction of one
_WRITER_PATIENCE = 120.0

# SQLite's name of an error, by prefix, the more special first -> what to tell.
_REASONS = (
    ("SQLITE_NOTADB", "{path} is no xref index: name another with --db, or delete it"),
    ("SQLITE_CORRUPT", "{path} is damaged: delete it and run `xref build`"),
    ("SQLITE_FULL", "no space left to write {path}: make room and try again"),
    ("SQLITE_BUSY", "{path} is in use by another process: try again when that is done"),
    ("SQLITE_LOCKED", "{path} is in use by another process: try again when that is done"),
    (
        "SQLITE_READONLY_ROLLBACK",
        "{path} was left by an interrupted build and cannot be mended here:"
        " make the file and its folder writable",
    ),
    ("SQLITE_READONLY", "{path} is read-only: make it writable, or name another with --db"),
    (
        "SQLITE_CANTOPEN",
        "cannot open {path}: it must be a file in a folder that can be written,"
        " or name another with --db",
    ),
    ("SQLITE_PERM", "{path} may not be opened: check its permissions"),
    ("SQLITE_IOERR", "cannot read or write {path} ({error}): check the disk and its limits"),
)
# Mistakes of our own, not of the file: they must not be told as damage.
_OUR_MISTAKES = (sqlite3.ProgrammingError, sqlite3.InterfaceError, sqlite3.IntegrityError)


@contextmanager
def _explained(path: Path) -> Iterator[None]:
    """Turns SQLite's errors into one line that names the mend."""
    try:
        yield
    except _OUR_MISTAKES:
        raise
    except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
        name = getattr(error, "sqlite_errorname", "")
        for prefix, reason in _REASONS:
            if name.startswith(prefix):
                raise IndexFileError(reason.format(path=path, error=error)) from error
        if "fts5" in str(error):
            raise IndexFileError("this Python's SQLite has no FTS5: use another Python") from error
        raise IndexFileError(
            f"{path} is damaged ({error}): delete it and run `xref build`"
        ) from error


def _pragma(connection: sqlite3.Connection, name: str) -> int:
    return int(connection.execute(f"PRAGMA {name}").fetchone()[0])


def _is_empty(connection: sqlite3.Connection) -> bool:
    return connection.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone() is None


def _check(connection: sqlite3.Connection, path: Path) -> None:
    """Raises IndexFileError unless the file is an index of this version."""
    if _pragma(connection, "application_id") != APPLICATION_ID:
        raise IndexFileError(f"{path} is no xref index: name another with --db, or delete it")
    version = _pragma(connection, "user_version")
    if version != SCHEMA_VERSION:
        raise IndexFileError(
            f"{path} is an index of version {version}, and this xref reads version"
            f" {SCHEMA_VERSION}: delete it and run `xref build`"
        )


def exists(path: Path) -> bool:
    """Whether there is a file with anything in it: a build that was killed may leave none.

    Raises IndexFileError where that cannot be told.
    """
    try:
        return path.stat().st_size > 0
    except FileNotFoundError:
        return False
    except OSError as error:
        raise IndexFileError(f"cannot open {path} ({error.strerror})") from error


@contextmanager
def reading(path: Path) -> Iterator[sqlite3.Connection]:
    """A connection that only reads; rows come by column name. Raises IndexFileError."""
    if not exists(path):
        raise IndexFileError(f"no index at {path}: run `xref build`, or name one with --db")
    with _explained(path):
        # Read-write, since only such a connection can roll back what a killed build left behind;
        # SQLite itself falls back to read-only where the file or its folder is.
        uri = f"{path.absolute().as_uri()}?mode=rw"
        connection = sqlite3.connect(uri, uri=True, timeout=_READER_PATIENCE)
        try:
            connection.execute("PRAGMA query_only = ON")
            _check(connection, path)
            connection.row_factory = sqlite3.Row
            yield connection
        finally:
            connection.close()


@contextmanager
def _writing(path: Path) -> Iterator[sqlite3.Connection]:
    """One transaction, committed at the end and rolled back on any exception.

    Makes the folder, the file and the tables where they are not there yet. Raises IndexFileError.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise IndexFileError(
            f"cannot make the folder {path.parent} ({error.strerror}): name another with --db"
        ) from error
    from xref.schema import statements

    with _explained(path):
        connection = sqlite3.connect(path, timeout=_WRITER_PATIENCE, isolation_level=None)
        try:
            # Nothing reaches the file before the commit, so that readers wait for that alone.
            connection.execute("PRAGMA cache_spill = OFF")
            connection.execute("BEGIN IMMEDIATE")
            if _is_empty(connection):
                for statement in statements():
                    connection.execute(statement)
                connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
                connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
            _check(connection, path)
            yield connection
            connection.execute("COMMIT")
        finally:
            connection.close()  # rolls back what was not committed


def prepare(path: Path) -> None:
    """Makes an empty index if there is none, and proves that the one there can be written.

    Called before a build's long work, which would be lost otherwise. Raises IndexFileError.
    """
    with _writing(path) as connection:
        connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")


def held(path: Path, project: str) -> dict[str, tuple[str, str]]:
    """The releases of a project that are there: by tag the commit, and the code that made it.

    Raises IndexFileError.
    """
    with reading(path) as connection:
        query = "SELECT tag, commit_sha, code FROM release WHERE project = ?"
        return {tag: (commit, code) for tag, commit, code in connection.execute(query, (project,))}


def write_release(index: Path, facts: ReleaseFacts, code: str = "") -> None:
    """Writes a release whole, in place of the one of the same project and tag.

    ``code`` names the code that made the facts, for ``held``; "" where they should be made anew.
    Raises IndexFileError; the index is then as it was.
    """
    release = facts.release
    from xref.rows import release_rows
    from xref.rows.texts import Texts
    from xref.schema import STORED

    with _writing(index) as connection:
        replaced = _delete(connection, release.project, [release.tag])
        # Ids follow the highest ones: safe while the transaction holds the write lock.
        last = {
            table: connection.execute(f"SELECT coalesce(max(id), 0) FROM {stored}").fetchone()[0]
            for table, stored in STORED.items()
        }
        tables = release_rows(facts, last, code)
        texts = Texts(connection)
        for table, rows in tables.rows.items():
            _insert(connection, STORED[table], texts.rows(table, rows))
        _insert(connection, "search_place", texts.places(tables.search, tables.release_id))
        if replaced:
            _sweep(connection)


# What a rendering refers to.
_COPIED = ("release", "source", "program", "command", "flag", "image", "image_file")


@contextmanager
def supposing(
    connection: sqlite3.Connection, release_id: int, rendering: Rendering
) -> Iterator[sqlite3.Connection]:
    """An index in memory with one release and a rendering of its charts that no index holds.

    It has what a rendering refers to, so that the same questions can be asked of it; ``connection``
    is that of the index that has the release.
    """
    from xref.rows.deployed import DeployedRows, Known
    from xref.rows.tables import Tables
    from xref.rows.texts import Texts
    from xref.schema import STORED, TABLES, statements

    with closing(sqlite3.connect(":memory:")) as supposed:
        for statement in statements():
            supposed.execute(statement)
        texts = Texts(supposed)
        for table in _COPIED:
            key = "id" if table == "release" else "release_id"
            query = f"SELECT * FROM {table} WHERE {key} = ?"
            rows = [tuple(row) for row in connection.execute(query, (release_id,))]
            _insert(supposed, STORED[table], texts.rows(table, rows))
        programs = supposed.execute("SELECT package, id FROM program")
        flags = supposed.execute("SELECT package, command, name, flag_id FROM flag_view")
        images = supposed.execute("SELECT name, id FROM image")
        known = Known(
            dict(programs.fetchall()),
            {(package, path, name): key for package, path, name, key in flags},
            dict(images.fetchall()),
        )
        tables = Tables(dict.fromkeys(TABLES, 0), release_id)
        DeployedRows(tables, known).add_rendering(rendering)
        for table, made in tables.rows.items():
            _insert(supposed, STORED[table], texts.rows(table, made))
        supposed.execute("PRAGMA query_only = ON")
        supposed.row_factory = sqlite3.Row
        yield supposed


def _insert(connection: sqlite3.Connection, table: str, rows: Sequence[Row]) -> None:
    if rows:
        marks = ", ".join("?" * len(rows[0]))
        connection.executemany(f"INSERT INTO {table} VALUES ({marks})", rows)


def _delete(connection: sqlite3.Connection, project: str, tags: Iterable[str]) -> bool:
    """Deletes releases, and tells whether there was one; the texts that they shared stay.

    Each table is gone through once, as every row knows its release: SQLite would follow the keys
    row by row, which needs an index for each of them.
    """
    from xref.schema import STORED

    deleted = 0
    for tag in tags:
        query = "SELECT id FROM release WHERE project = ? AND tag = ?"
        for found in connection.execute(query, (project, tag)).fetchall():
            for table in (*STORED.values(), "search_place"):
                key = "id" if table == "release" else "release_id"
                connection.execute(f"DELETE FROM {table} WHERE {key} = ?", tuple(found))
            deleted += 1
    return deleted > 0


def _sweep(connection: sqlite3.Connection) -> None:
    """Deletes the texts that no release has any more."""
    from xref.schema import sweep

    for statement in sweep():
        connection.execute(statement)


def forget(index: Path, project: str, tags: Iterable[str]) -> None:
    """Deletes releases, all in one transaction, and gives their room back to the disk.

    Unknown ones are passed over. Raises IndexFileError; that there is no room to shrink the file is
    told only after the releases are gone.
    """
    from sqlite_utils import Database

    with _writing(index) as connection:
        _delete(connection, project, tags)
        _sweep(connection)
    with _explained(index), closing(sqlite3.connect(index, timeout=_WRITER_PATIENCE)) as connection:
        Database(connection, execute_plugins=False).vacuum()
