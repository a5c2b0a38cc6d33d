"""What was worked out of a blob or a program before, kept on disk between builds.

Layer 3, used by ``build``. One SQLite file in the user's cache folder; deleting it loses nothing
but time. Rows are kept under a key that says what they were made from and by which version of
xref's own code, and carry a checksum: what does not fit is made anew, not believed. A file that
cannot be used at all is put aside, and the build goes on without.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterable, Mapping
from contextlib import suppress
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

FILE = "facts-1.db"
_MOST_BYTES = 256 * 1024 * 1024
_PATIENCE = 5.0  # seconds to wait for another process's write
_ONLY_READING = frozenset(
    (
        *("cli", "query", "where", "chain", "picture", "layout", "diff", "history", "check"),
        *("render.py", "formats.py", "notes.py", "timeline.py", "custom.py", "__main__.py"),
        *("build.py", "fetching.py", "parallel.py", "workers.py", "tags.py", "tally.py"),
        *("demo.py", "sample"),
    )
)
"""Parts of xref that have no say in what an index holds."""
# Text of a damaged page may be no UTF-8; the driver then raises what Python does.
_DAMAGE = (sqlite3.Error, UnicodeDecodeError)
_NO_DAMAGE = ("SQLITE_BUSY", "SQLITE_LOCKED", "SQLITE_FULL", "SQLITE_READONLY", "SQLITE_IOERR")
_SCHEMA = (
    "CREATE TABLE IF NOT EXISTS fact (kind TEXT, key TEXT, code TEXT, digest BLOB, value BLOB,"
    " PRIMARY KEY (kind, key)) WITHOUT ROWID"
)


@cache
def code_version() -> str:
    """A digest of xref's own code that facts are made with: a change of it outdates them."""
    made_by = ["golang", "extract", "queries", "model.py", "roles.py", "syntax.py"]
    return _digest_of([*made_by, "outcomes.py", "plain.py"])


@cache
def release_code() -> str:
    """A digest of all code that an index's rows hang on: a change of it outdates a release.

    Only what reads an index is left out, so that a new module counts until it is named here.
    """
    names = {child.name for child in resources.files("xref").iterdir()}
    return _digest_of(sorted({*names, "queries"} - _ONLY_READING))


def _digest_of(parts: list[str]) -> str:
    digest = hashlib.blake2b(digest_size=12)
    root = resources.files("xref")
    for part in parts:
        at: Any = root / part
        if part == "queries" and not at.is_dir():
            at = Path(__file__).parent.parent / part  # beside the sources, in a checkout
        for path, data in sorted(_sources(at, part)):
            digest.update(path.encode() + b"\0" + data)
    return digest.hexdigest()


def _sources(at: Any, name: str) -> list[tuple[str, bytes]]:
    if at.is_file():
        return [(name, at.read_bytes())] if name.endswith((".py", ".go", ".scm")) else []
    if not at.is_dir():
        return []
    return [s for child in at.iterdir() for s in _sources(child, f"{name}/{child.name}")]


class FactCache:
    """Facts by kind and key. Used by one process at a time, or by several through SQLite."""

    def __init__(self, folder: Path) -> None:
        """A folder that cannot be written to gives a cache that keeps nothing."""
        self._path = folder / FILE
        self._file = 0
        self._db: sqlite3.Connection | None = None
        with suppress(OSError, *_DAMAGE):
            folder.mkdir(parents=True, exist_ok=True)
            self._db = self._open()

    def _open(self) -> sqlite3.Connection:
        if self._path.exists() and self._path.stat().st_size > _MOST_BYTES:
            self._path.unlink()
        try:
            return self._connected()
        except _DAMAGE as error:
            if _is_busy(error):
                raise
            self._path.unlink(missing_ok=True)  # nothing is lost with it
            return self._connected()

    def _connected(self) -> sqlite3.Connection:
        db = sqlite3.connect(self._path, timeout=_PATIENCE)
        try:
            db.execute("PRAGMA synchronous = OFF")
            db.execute(_SCHEMA)
            self._file = self._path.stat().st_ino
        except BaseException:
            db.close()
            raise
        return db

    def _mend(self, error: Exception) -> None:
        """Puts a damaged file aside, unless another process has; what cannot be mended is let go.

        A full disk or another process's lock costs the next build time, and nothing else.
        """
        if self._db is None or _is_busy(error):
            return
        self._db.close()
        self._db = None
        with suppress(OSError, *_DAMAGE):
            if self._path.exists() and self._path.stat().st_ino == self._file:
                self._path.unlink()
            self._db = self._open()

    def close(self) -> None:
        """Close the file."""
        if self._db is not None:
            self._db.close()

    def texts(self, kind: str, keys: Iterable[str]) -> dict[str, Any]:
        """The plain facts that are there, by key."""
        found: dict[str, Any] = {}
        for key, value in self._values(kind, list(keys)):
            with suppress(ValueError):
                found[key] = json.loads(value)
        return found

    def put_texts(self, kind: str, facts: Mapping[str, Any]) -> None:
        """Keep plain facts."""
        rows = [(k, json.dumps(v, separators=(",", ":")).encode()) for k, v in facts.items()]
        self._put(kind, rows)

    def _values(self, kind: str, keys: list[str]) -> list[tuple[str, bytes]]:
        if self._db is None:
            return []
        found: list[tuple[str, bytes]] = []
        code = code_version()
        try:
            for at in range(0, len(keys), 500):
                part = keys[at : at + 500]
                marks = ",".join("?" * len(part))
                query = f"SELECT key, digest, value FROM fact WHERE kind=? AND code=? AND key IN ({marks})"  # noqa: E501
                for key, digest, value in self._db.execute(query, [kind, code, *part]):
                    if isinstance(value, bytes) and digest == _digest(kind, key, value):
                        found.append((key, value))
        except _DAMAGE as error:
            self._mend(error)
        return found

    def _put(self, kind: str, rows: list[tuple[str, bytes]]) -> None:
        if self._db is None or not rows:
            return
        code = code_version()
        try:
            with self._db:
                self._db.executemany(
                    "INSERT OR REPLACE INTO fact VALUES (?, ?, ?, ?, ?)",
                    [(kind, key, code, _digest(kind, key, value), value) for key, value in rows],
                )
        except _DAMAGE as error:
            self._mend(error)


def _digest(kind: str, key: str, value: Any) -> bytes:
    """Of the key too, so that a value that stands under another one is not believed."""
    digest = hashlib.blake2b(f"{kind} {key} ".encode("utf-8", "replace"), digest_size=8)
    digest.update(value)
    return digest.digest()


def _is_busy(error: Exception) -> bool:
    """Whether SQLite could not work for a reason that says nothing of the file's content."""
    name = getattr(error, "sqlite_errorname", "")
    return name.startswith(_NO_DAMAGE)
