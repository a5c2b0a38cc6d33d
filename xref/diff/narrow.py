"""The changes that a name is about, as ``xref where`` takes names.

Part of ``diff``.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable

from xref import names
from xref.diff.model import Change
from xref.query import Release

_ITEM = re.compile(r"[ /:]")


def narrow(
    connection: sqlite3.Connection,
    releases: tuple[Release, Release],
    changes: Iterable[Change],
    words: Iterable[str],
) -> list[Change]:
    """The changes of what ``words`` name: a program, a command, a flag, an image, a workload, ...

    Those of what is in it too. Raises UsageError for no name, and NotFound where neither release
    has what is named; [] says that it did not change.
    """
    name = names.parse(words)
    changes = list(changes)
    former = {
        one.old: one.subject.package
        for one in changes
        if one.subject.kind == "program" and one.change in ("moved", "renamed")
    }
    name = name._replace(
        text=former.get(name.text, name.text), scope=former.get(name.scope, name.scope)
    )
    for fold in names.FOLDS:
        found = [one for one in changes if _is(one, name, fold)]
        if found:
            return found
    if not any(_known(connection, release.id, name) for release in releases):
        raise names.not_found(connection, releases[1].id, name.text, "such name")
    return []


def _is(one: Change, name: names.Name, fold: names.Fold) -> bool:
    subject = one.subject
    if name.dashed:
        return _is_flag(one, name, fold) and (not name.scope or _inside(one, name.scope, fold))
    if _inside(one, name.text, fold) or fold(name.text) in _names(one, fold):
        return True
    flagged = subject.kind == "flag" and _is_flag(one, name, fold)
    return flagged and (not name.scope or _inside(one, name.scope, fold))


def _is_flag(one: Change, name: names.Name, fold: names.Fold) -> bool:
    """Whether it is a change of that flag, or of an argument that sets it."""
    wanted = fold(name.flag or name.shorthand)
    if one.subject.kind == "argument":
        return _names(one, fold)[-1] == f"--{wanted}"
    if one.subject.kind != "flag":
        return False
    if name.shorthand:
        known = (one.old, one.new) if one.change == "shorthand" else (one.subject.name,)
        return wanted in map(fold, known)
    renamed = (one.old, one.new) if one.change == "renamed" else ()
    return wanted in map(fold, (one.subject.name, *renamed))


def _inside(one: Change, text: str, fold: names.Fold) -> bool:
    """Whether it is in that program or command, or a value whose path begins so."""
    subject = one.subject
    if subject.kind == "value":
        path, wanted = fold(subject.name), fold(text)
        return path == wanted or path.startswith((f"{wanted}.", f"{wanted}["))
    if subject.program and names.is_program(subject.program, subject.package, text, fold):
        return True
    moved = (one.old,) if one.change in ("renamed", "moved") and subject.kind == "command" else ()
    wanted = fold(text)
    for path in map(fold, (subject.command, *moved)):
        padded = f" {path} "
        if path and f" {wanted} " in padded:
            return True
    return False


def _names(one: Change, fold: names.Fold) -> list[str]:
    """The names that a change goes by, what it is in before what it is: ``a/b:1`` as a, b and 1."""
    subject = one.subject
    texts = [subject.name]
    if one.change == "renamed":
        texts += [one.old, one.new]
    if subject.kind == "source":
        texts += [one.old_file, one.new_file]
    elif subject.kind == "image":
        texts.append(subject.name.rpartition("/")[2])
    elif subject.kind not in ("value", "flag", "command"):
        texts += [part for part in _ITEM.split(subject.name) if part]
    return [fold(text) for text in texts]


def _known(connection: sqlite3.Connection, release_id: int, name: names.Name) -> bool:
    """Whether a release has anything of that name."""
    wanted = name.flag or name.shorthand
    column = "name" if name.flag else "shorthand"
    query = f"SELECT 1 FROM flag_view WHERE release_id = ? AND {column} = ? COLLATE NOCASE"
    if connection.execute(query, (release_id, wanted)).fetchone():
        return True
    if name.dashed:
        return False
    if names.has_program(connection, release_id, name.text):
        return True
    if names.scope(names.commands(connection, release_id), name.text)[0]:
        return True
    tables = ("image", "workload", "container", "service", "filter")
    query = " UNION ALL ".join(
        f"SELECT 1 FROM {table} WHERE release_id = :r AND name = :t COLLATE NOCASE"
        for table in tables
    )
    query += """ UNION ALL SELECT 1 FROM value WHERE release_id = :r
            AND (path = :t OR substr(path, 1, length(:t) + 1) IN (:t || '.', :t || '['))
        UNION ALL SELECT 1 FROM port_view WHERE release_id = :r AND CAST(port AS TEXT) = :t"""
    values = {"r": release_id, "t": name.text.removeprefix(":")}
    return connection.execute(query, values).fetchone() is not None
