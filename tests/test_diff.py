"""``xref diff``: every class and every rule, by programs of two releases."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

import diffcases
import pytest
from gitrepo import build_repository

from xref.build import build_tag
from xref.diff import Difference, Options, diff
from xref.diff.model import CLASSES, Change
from xref.query import pick_release

CASES = diffcases.load()
PROJECT = "lagoon-mesh/cases"


@pytest.fixture(scope="module")
def connection(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sqlite3.Connection]:
    """An index of two releases that hold all cases."""
    folder = tmp_path_factory.mktemp("cases")
    repository = build_repository(folder / "repository", diffcases.releases(CASES))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(folder / "cache"))
        for tag in diffcases.TAGS:
            build_tag(
                tag,
                project=PROJECT,
                overrides={PROJECT: str(repository)},
                index=folder / "index.db",
                progress=lambda _: None,
            )
    connection = sqlite3.connect(folder / "index.db")
    connection.row_factory = sqlite3.Row
    yield connection
    connection.close()


@pytest.fixture(scope="module")
def differences(connection: sqlite3.Connection) -> dict[str, Difference]:
    """What differs: plainly, with texts, and with everything."""
    old, new = (pick_release(connection, PROJECT, tag) for tag in diffcases.TAGS)
    return {
        "": diff(connection, old, new),
        "text: ": diff(connection, old, new, Options(texts=True)),
        "all: ": diff(connection, old, new, Options(everything=True)),
    }


def line(change: Change) -> str:
    """A change as the cases have it."""
    subject = change.subject
    values = f": {change.old} -> {change.new}" if change.old or change.new else ""
    return f"{change.level} {subject.kind} {change.change} {subject.label or subject.name}{values}"


def is_of(change: Change, case: diffcases.DiffCase) -> bool:
    return change.subject.package.split("/")[0] == case.name


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_case(case: diffcases.DiffCase, differences: dict[str, Difference]) -> None:
    plain = [line(one) for one in differences[""].changes if is_of(one, case)]
    told = list(plain)
    for prefix in ("text: ", "all: "):
        more = [line(one) for one in differences[prefix].changes if is_of(one, case)]
        told += [prefix + one for one in more if one not in plain]
    uncertain = [one for one in case.changes if one.startswith("uncertain ")]
    assert sorted(told) == sorted(one for one in case.changes if one not in uncertain)
    assert bool(uncertain) == (case.name == "flag_default_unknown")


def test_what_cannot_be_compared_is_told(differences: dict[str, Difference]) -> None:
    assert differences[""].uncertain == ["app --port"]


def test_every_change_has_its_reason_and_places(differences: dict[str, Difference]) -> None:
    for change in differences["all: "].changes:
        assert change.level in CLASSES
        assert change.why
        assert change.why.isprintable()
        assert bool(change.old_file) == (change.change != "added"), change
        assert bool(change.new_file) == (change.change != "removed"), change


def test_nothing_changes_between_a_release_and_itself(connection: sqlite3.Connection) -> None:
    release = pick_release(connection, PROJECT, diffcases.TAGS[0])
    assert diff(connection, release, release, Options(True, True)) == Difference([], [])


def test_back_is_the_reverse_in_what_is_there(
    connection: sqlite3.Connection, differences: dict[str, Difference]
) -> None:
    """What was added is removed, what was renamed gets its old name back."""
    old, new = (pick_release(connection, PROJECT, tag) for tag in diffcases.TAGS)
    back = diff(connection, new, old).changes
    there = differences[""].changes
    for change, other in (("added", "removed"), ("removed", "added"), ("renamed", "renamed")):
        assert sum(one.change == change for one in there) == sum(
            one.change == other for one in back
        )
