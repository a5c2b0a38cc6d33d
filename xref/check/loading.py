"""Reads what a release ships out of the index, as far as the checkers need it.

Below ``knowledge``: one query for each kind of fact.
"""

from __future__ import annotations

import shlex
import sqlite3
from dataclasses import dataclass

from xref.deployment import FileKind, FlagKey, Image, ImageFile, Words
from xref.model import Location
from xref.query import Release


@dataclass(frozen=True, slots=True)
class KnownContainer:
    """A container of the charts. ``package`` is its program's; ``ports`` those that it declares."""

    name: str
    workload: str
    kind: str
    init: bool
    reference: str
    image: str
    package: str
    ports: tuple[int, ...]
    location: Location


@dataclass(frozen=True, slots=True)
class KnownService:
    """A Service of the charts and its ports: (number, name, target)."""

    name: str
    ports: tuple[tuple[int, str, str], ...]
    location: Location


@dataclass(frozen=True, slots=True)
class KnownListener:
    """An address that a process listens on; ``package`` is its program's, ``flag`` what sets it."""

    port: int
    address: str
    process: str
    package: str
    workload: str
    container: str
    set_by: str
    text: str
    flag: FlagKey | None
    location: Location


@dataclass(frozen=True, slots=True)
class KnownValue:
    """A leaf of the charts' values; ``read`` tells whether some template reads it."""

    path: str
    text: str
    read: bool
    location: Location


def images(connection: sqlite3.Connection, release: Release) -> dict[str, Image]:
    """The images of the release and the foreign ones of its charts, by name."""
    files: dict[int, list[ImageFile]] = {}
    query = """SELECT image_id, name, destination, kind, subject, file, line FROM image_file_view
        WHERE release_id = ?"""
    for key, name, destination, kind, subject, file, line in connection.execute(
        query, (release.id,)
    ):
        made = ImageFile(name, destination, FileKind(kind), subject, Location(file, line))
        files.setdefault(key, []).append(made)
    found: dict[str, Image] = {}
    query = "SELECT * FROM image_view WHERE release_id = ?"
    for row in connection.execute(query, (release.id,)):
        image = Image(
            row["image"],
            Location(row["file"], row["line"]),
            base=row["base"],
            target=row["target"],
            released=bool(row["released"]),
            entrypoint=_words(row["entrypoint"], row["file"], row["entrypoint_line"]),
            command=_words(row["cmd"], row["file"], row["cmd_line"]),
            files=tuple(files.get(row["image_id"], ())),
            program=row["package"],
            foreign=bool(row["is_foreign"]),
            reference=row["reference"],
        )
        found[image.name] = image
    return found


def _words(text: str, file: str, line: int) -> Words | None:
    return Words(tuple(shlex.split(text)), Location(file, line)) if line else None


def containers(connection: sqlite3.Connection, release: Release) -> tuple[KnownContainer, ...]:
    """The containers of all renderings, each once."""
    ports: dict[int, set[int]] = {}
    query = "SELECT container_id, port FROM container_port WHERE release_id = ? ORDER BY id"
    for key, port in connection.execute(query, (release.id,)):
        ports.setdefault(key, set()).add(port)
    query = """SELECT DISTINCT container_id, container, workload, kind, init, reference, image,
        package, file, line FROM container_view WHERE release_id = ? ORDER BY container_id"""
    return tuple(
        KnownContainer(
            row["container"],
            row["workload"],
            row["kind"],
            bool(row["init"]),
            row["reference"],
            row["image"],
            row["package"],
            tuple(sorted(ports.get(row["container_id"], set()) - {0})),
            Location(row["file"], row["line"]),
        )
        for row in connection.execute(query, (release.id,))
    )


def services(connection: sqlite3.Connection, release: Release) -> tuple[KnownService, ...]:
    """The Services of all renderings, each once."""
    ports: dict[int, list[tuple[int, str, str]]] = {}
    query = """SELECT service_id, port, name, target_port FROM service_port
        WHERE release_id = ? ORDER BY id"""
    for key, port, name, target in connection.execute(query, (release.id,)):
        ports.setdefault(key, []).append((port, name, target))
    query = "SELECT id, name, file, line FROM service WHERE release_id = ? ORDER BY id"
    return tuple(
        KnownService(name, tuple(dict.fromkeys(ports.get(key, ()))), Location(file, line))
        for key, name, file, line in connection.execute(query, (release.id,))
    )


def listeners(connection: sqlite3.Connection, release: Release) -> tuple[KnownListener, ...]:
    """The listeners under any values, each once."""
    query = "SELECT * FROM listener_view WHERE release_id = ? ORDER BY listener_id"
    found: dict[KnownListener, None] = {}
    for row in connection.execute(query, (release.id,)):
        flag = FlagKey(row["package"], row["command"], row["flag"]) if row["flag"] else None
        shown = (row["port"], row["address"], row["process"], row["package"], row["workload"])
        made = KnownListener(
            *shown,
            row["container"],
            row["set_by"],
            row["text"],
            flag,
            Location(row["file"], row["line"]),
        )
        found[made] = None
    return tuple(found)


def values(connection: sqlite3.Connection, release: Release) -> dict[str, KnownValue]:
    """The leaves of the values by path: as the charts have them, else as some rendering does."""
    query = """SELECT path, text, is_read, file, line FROM value WHERE release_id = ?
        ORDER BY id"""
    found: dict[str, KnownValue] = {}
    for path, text, read, file, line in connection.execute(query, (release.id,)):
        known = found.get(path)
        if known is None:
            found[path] = KnownValue(path, text, bool(read), Location(file, line))
        elif read and not known.read:
            found[path] = KnownValue(path, known.text, True, known.location)
    return found
