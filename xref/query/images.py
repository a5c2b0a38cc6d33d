"""Images: what they are built from, what goes in, and the program that they start."""

from __future__ import annotations

import shlex
import sqlite3
from collections.abc import Iterable

from xref import names
from xref.query import Release, Row


def images_where(
    connection: sqlite3.Connection, release: Release, condition: str, *values: object
) -> list[Row]:
    """Images of ``image_view`` under an SQL condition, the release's own first, with their files.

    A foreign image has neither files nor an entrypoint: its Dockerfile is not here.
    """
    query = f"""SELECT image_id, project, tag, image AS name, base, entrypoint, cmd, program,
        package, target, rule_file, rule_line, '' AS rule_url, released, is_foreign AS "foreign",
        reference, file, line, url
        FROM image_view WHERE release_id = ? AND {condition}
        ORDER BY is_foreign, released DESC, image"""
    found = connection.execute(query, (release.id, *values)).fetchall()
    files = _files(connection, release, [row["image_id"] for row in found])
    return [_image(release, row, files.get(row["image_id"], [])) for row in found]


def _image(release: Release, row: sqlite3.Row, files: list[Row]) -> Row:
    image = dict(row)
    del image["image_id"]
    for key in ("entrypoint", "cmd"):
        image[key] = _words(image[key])
    image["released"] = bool(image["released"])
    image["foreign"] = bool(image["foreign"])
    image["rule_url"] = release.url(image["rule_file"], image["rule_line"])
    image["programs"] = list(dict.fromkeys(file["program"] for file in files if file["program"]))
    image["files"] = files
    return image


def _words(text: str) -> list[str]:
    try:
        return shlex.split(text)
    except ValueError:  # a damaged index
        return text.split()


def _files(
    connection: sqlite3.Connection, release: Release, ids: Iterable[int]
) -> dict[int, list[Row]]:
    """What goes into the images of these ids, in the order of the Dockerfiles."""
    listed = ", ".join(map(str, ids))
    query = f"""SELECT image_id, name, destination, kind, subject, program, file, line, url,
        rule_file, rule_line FROM image_file_view WHERE image_id IN ({listed})
        ORDER BY image_id, line, name"""
    found: dict[int, list[Row]] = {}
    for row in connection.execute(query):
        file = dict(row)
        file["rule_url"] = release.url(file["rule_file"], file["rule_line"])
        found.setdefault(file.pop("image_id"), []).append(file)
    return found


def images(connection: sqlite3.Connection, release: Release, name: str = "") -> list[Row]:
    """The images of a release, or those that ``name`` means: a name or a reference.

    Raises NotFound where it means none.
    """
    if not name:
        return images_where(connection, release, "1")
    for fold in names.FOLDS:
        ids = image_ids(connection, release, name, fold)
        if ids:
            return images_where(connection, release, f"image_id IN ({', '.join(map(str, ids))})")
    raise names.not_found(connection, release.id, name, "image")


def image_ids(
    connection: sqlite3.Connection, release: Release, name: str, fold: names.Fold
) -> list[int]:
    """The images that a name or a reference (``HUB/NAME:TAG``) means.

    A foreign image may be named by the last part of its repository.
    """
    wanted = fold(name)
    repository = fold(names.image_repository(name))
    query = "SELECT id, name, reference FROM image WHERE release_id = ?"
    known = connection.execute(query, (release.id,)).fetchall()
    exact = [key for key, own, reference in known if wanted in (fold(own), fold(reference))]
    if exact:
        return exact
    last = repository.rpartition("/")[2]
    near = [key for key, own, _ in known if repository in (fold(own), _last(fold(own)))]
    return near or [key for key, own, _ in known if last == _last(fold(own))]


def _last(name: str) -> str:
    return name.rpartition("/")[2]
