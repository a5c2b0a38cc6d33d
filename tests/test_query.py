"""Questions to the index: releases, names, flags, commands, full text."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from facts import ARGS, COMMIT, PROJECT, SERVER, release_facts

from xref import names, query, store
from xref.errors import NotFound, UsageError
from xref.facts import ReleaseFacts
from xref.model import Release
from xref.query import FlagFilter
from xref.where import where

FLAG_KEYS = [
    "project", "tag", "program", "package", "command", "name", "shorthand", "type", "default",
    "no_opt_default", "usage", "persistent", "hidden", "deprecated", "status", "file", "line",
    "url", "origin",
]  # fmt: skip


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("query") / "i.db"
    for tag in ("1.1.0", "1.0.9", "1.2.0-rc.0"):
        store.write_release(path, release_facts(tag))
    other = ReleaseFacts(Release("docker/cli", "v19.03.15", COMMIT, "2021-01-30T00:00:00Z"))
    store.write_release(path, other)
    return path


@pytest.fixture
def connection(index: Path) -> Iterator[sqlite3.Connection]:
    with store.reading(index) as opened:
        yield opened


@pytest.fixture
def release(connection: sqlite3.Connection) -> query.Release:
    return query.pick_release(connection, PROJECT, "1.1.0")


def named(rows: list[dict[str, Any]]) -> list[tuple[str, str]]:
    return [(row["command"], row["name"]) for row in rows]


MIXS = [
    ("mixs", "log_output_level"),
    ("mixs server", "configStoreURL"),
    ("mixs server", "monitoringPort"),
    ("mixs server", "oldFlag"),
]


def test_the_highest_release_is_the_default(connection: sqlite3.Connection) -> None:
    assert query.pick_release(connection, PROJECT, "").tag == "1.1.0"
    assert query.pick_release(connection, PROJECT, "1.2.0-rc.0").tag == "1.2.0-rc.0"
    assert query.pick_release(connection, "docker/cli", "").tag == "v19.03.15"


def test_a_release_that_is_not_there_names_the_mend(connection: sqlite3.Connection) -> None:
    with pytest.raises(UsageError, match=r"no istio/istio 9 .*1\.0\.9, 1\.1\.0.*xref build 9"):
        query.pick_release(connection, PROJECT, "9")
    with pytest.raises(UsageError, match=r"docker/cli, istio/istio.*--project a/b 1\.0`"):
        query.pick_release(connection, "a/b", "1.0")


def test_releases_have_the_agreed_shape(connection: sqlite3.Connection) -> None:
    rows = query.releases(connection)
    assert [(row["project"], row["tag"]) for row in rows] == [
        ("docker/cli", "v19.03.15"),
        (PROJECT, "1.0.9"),
        (PROJECT, "1.1.0"),
        (PROJECT, "1.2.0-rc.0"),
    ]
    assert rows[0]["sources"] == []
    assert rows[2] == {
        "project": PROJECT,
        "tag": "1.1.0",
        "commit": COMMIT,
        "committed_at": "2019-03-19T10:00:00+00:00",
        "sources": [{"repo": PROJECT, "commit": COMMIT, "why": "tag"}],
    }
    assert query.releases(connection, PROJECT, "1.0.9") == [rows[1]]


def test_flags_have_the_agreed_shape(
    connection: sqlite3.Connection, release: query.Release
) -> None:
    [row] = query.flags(connection, release, ["mixs", "--monitoringPort"])
    assert list(row) == FLAG_KEYS
    assert row == {
        "project": PROJECT, "tag": "1.1.0", "program": "mixs", "package": "mixer/cmd/mixs",
        "command": "mixs server", "name": "monitoringPort", "shorthand": "m", "type": "uint16",
        "default": "15014", "no_opt_default": "", "usage": "Port to use | for\nself-monitoring",
        "persistent": False, "hidden": False, "deprecated": "", "status": "exact", "file": SERVER,
        "line": 70, "url": f"https://github.com/{PROJECT}/blob/{COMMIT}/{SERVER}#L70",
        "origin": [
            {"kind": "literal", "file": ARGS, "line": 109, "text": "15014"},
            {"kind": "zero value", "file": "", "line": 0, "text": ""},
        ],
    }  # fmt: skip
    for row in query.flags(connection, release):
        assert list(row) == FLAG_KEYS
        assert None not in row.values()
        assert [type(row[key]) for key in ("persistent", "hidden", "origin")] == [bool, bool, list]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["mixs"], MIXS),
        (["mixer/cmd/mixs/"], MIXS),
        (["MIXS"], MIXS),
        (["mixs server"], MIXS[1:]),
        (["mixs", "srv"], MIXS[1:]),
        (["mixs", "server", "--log_output_level"], MIXS[:1]),
        (["--MonitoringPort=15014"], [MIXS[2], ("server", "monitoringPort")]),
        (["-m"], [MIXS[2]]),
        (["-oldFlag"], [MIXS[3]]),
        (["oldflag"], [MIXS[3]]),
        (["mixs", "server", "oldFlag"], [MIXS[3]]),
        ([], [*MIXS, ("server", "monitoringPort")]),
    ],
)
def test_flags_of(
    connection: sqlite3.Connection,
    release: query.Release,
    words: list[str],
    expected: list[tuple[str, str]],
) -> None:
    assert named(query.flags(connection, release, words)) == expected


def test_a_program_that_is_listed_only_has_no_flags_and_is_known(
    connection: sqlite3.Connection, release: query.Release
) -> None:
    assert query.flags(connection, release, ["tool"]) == []
    assert query.commands(connection, release, ["vendor/x/tool"]) == []


def test_flags_that_are_inherited(connection: sqlite3.Connection, release: query.Release) -> None:
    rows = query.flags(connection, release, ["mixs", "server"], inherited=True)
    assert named(rows) == MIXS


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        (FlagFilter(program="server"), [("server", "monitoringPort")]),
        (FlagFilter(program="tests/odd dir#1/server/"), [("server", "monitoringPort")]),
        (FlagFilter(status="environment"), [MIXS[1]]),
        (FlagFilter(role="test"), [("server", "monitoringPort")]),
        (FlagFilter(hidden=True), [MIXS[3]]),
        (FlagFilter(hidden=False, program="mixs"), MIXS[:3]),
        (FlagFilter(deprecated=True), [MIXS[3]]),
        (FlagFilter(deprecated=False, program="mixs"), MIXS[:3]),
        (FlagFilter(status="assumed"), []),
    ],
)
def test_flags_are_filtered(
    connection: sqlite3.Connection,
    release: query.Release,
    wanted: FlagFilter,
    expected: list[tuple[str, str]],
) -> None:
    assert named(query.flags(connection, release, (), wanted)) == expected


def test_names_that_are_nothing_offer_the_nearest(
    connection: sqlite3.Connection, release: query.Release
) -> None:
    with pytest.raises(NotFound, match="did you mean mixs"):
        query.flags(connection, release, ["mixss"])
    with pytest.raises(NotFound, match="did you mean --monitoringPort"):
        query.flags(connection, release, ["mixs", "--monitorPort"])
    with pytest.raises(NotFound, match=r"no program 'nothing' here$"):
        query.flags(connection, release, (), FlagFilter(program="nothing"))
    with pytest.raises(NotFound, match="did you mean --monitoringPort"):
        where(connection, release, ["MONITRINGPORT"])
    with pytest.raises(NotFound, match=r"no flag '--zzz' here$"):
        where(connection, release, ["--zzz"])
    with pytest.raises(NotFound, match=r"did you mean mixer/pkg/server/args\.go"):
        where(connection, release, ["mixer/pkg/serve/args.go"])
    with pytest.raises(NotFound, match="log_output_level"):
        where(connection, release, ["output"])


@pytest.mark.parametrize("words", [[], [""], ["  "], ["--"], ["-"], ["--a", "--b"], ["--="]])
def test_words_that_are_no_name(
    connection: sqlite3.Connection, release: query.Release, words: list[str]
) -> None:
    with pytest.raises(UsageError):
        where(connection, release, words)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["mixs"], [("program", "mixs")]),
        (["tool"], [("program", "tool")]),
        (["mixs", "server"], [("command", "mixs server")]),
        (["serve"], [("command", "mixs server")]),
        (["server"], [("program", "server"), ("command", "mixs server")]),
        (["mixer/cmd/mixs"], [("program", "mixs"), ("path", "mixer/cmd/mixs")]),
        (["./mixer/"], [("path", "mixer")]),
        (["MIXER"], [("path", "mixer")]),
        ([ARGS], [("path", ARGS)]),
        (["server/args.go"], [("path", ARGS)]),
        (["args.go:109"], [("path", ARGS)]),
        (["monitoringPort"], [("flag", "monitoringPort"), ("flag", "monitoringPort")]),
        (["--monitoringPort"], [("flag", "monitoringPort"), ("flag", "monitoringPort")]),
        (["mixs", "--monitoringPort"], [("flag", "monitoringPort")]),
        (["--monitoringPort", "mixs"], [("flag", "monitoringPort")]),
        (["mixs monitoringPort"], [("flag", "monitoringPort")]),
        (["mixs server --log_output_level=x"], [("flag", "log_output_level")]),
        (["-m"], [("flag", "monitoringPort")]),
    ],
)
def test_where_finds(
    connection: sqlite3.Connection,
    release: query.Release,
    words: list[str],
    expected: list[tuple[str, str]],
) -> None:
    found = where(connection, release, words)
    told = [(row["kind"], row["command" if row["kind"] == "command" else "name"]) for row in found]
    assert told == expected


def test_where_by_kind(connection: sqlite3.Connection, release: query.Release) -> None:
    [row] = where(connection, release, ["mixs"], "command")
    assert (row["command"], row["commands"]) == ("mixs", ["mixs server"])
    assert [kind["kind"] for kind in where(connection, release, ["server"], "program")] == [
        "program"
    ]
    with pytest.raises(NotFound, match="no program '--monitoringPort'"):
        where(connection, release, ["--monitoringPort"], "program")


def test_where_a_program_shows_the_chain(
    connection: sqlite3.Connection, release: query.Release
) -> None:
    [program] = where(connection, release, ["mixs"])
    assert program["url"].endswith("/mixer/cmd/mixs/main.go#L31")
    assert (program["language"], program["role"], program["evaluated"]) == ("go", "product", True)
    assert program["diagnostics"] == [{"message": "stopped at a call", "file": SERVER, "line": 99}]
    assert [one["command"] for one in program["commands"]] == ["mixs", "mixs server"]
    assert program["commands"][1]["aliases"] == ["serve", "srv"]
    flags = [flag for one in program["commands"] for flag in one["flags"]]
    assert flags == query.flags(connection, release, ["mixs"])


def test_where_a_command_shows_what_it_inherits(
    connection: sqlite3.Connection, release: query.Release
) -> None:
    [command] = where(connection, release, ["mixs server"])
    assert named(command["flags"]) == MIXS[1:]
    assert named(command["inherited"]) == MIXS[:1]


def test_where_a_path_shows_what_stands_there(
    connection: sqlite3.Connection, release: query.Release
) -> None:
    [line] = where(connection, release, [f"{SERVER}:70"])
    assert [(row["kind"], row["name"]) for row in line["places"]] == [
        ("definition", "Uint16VarP monitoringPort"),
        ("flag", "mixs server --monitoringPort"),
    ]
    assert line["url"].endswith("server.go#L70")
    [file] = where(connection, release, [ARGS])
    assert [(row["kind"], row["detail"], row["line"]) for row in file["places"]] == [
        ("origin", "15014", 109),
        ("origin", "HOME", 120),
    ]
    with pytest.raises(NotFound):
        where(connection, release, [f"{SERVER}:71"])
    with pytest.raises(NotFound):
        where(connection, release, [f"{SERVER}:{'9' * 5000}"])
    with pytest.raises(NotFound):
        where(connection, release, ["mixer/cmd/mix%"])


def test_commands_have_the_agreed_shape(
    connection: sqlite3.Connection, release: query.Release
) -> None:
    rows = query.commands(connection, release, ["mixs"])
    assert [row["command"] for row in rows] == ["mixs", "mixs server"]
    assert rows[1] == {
        "project": PROJECT, "tag": "1.1.0", "program": "mixs", "package": "mixer/cmd/mixs",
        "command": "mixs server", "aliases": ["serve", "srv"], "hidden": False, "deprecated": "",
        "runnable": True, "short": "Runs mixs server", "long": "Starts Mixer\nas a server",
        "file": SERVER, "line": 35,
        "url": f"https://github.com/{PROJECT}/blob/{COMMIT}/{SERVER}#L35",
    }  # fmt: skip
    assert [row["command"] for row in query.commands(connection, release, (), "test")] == ["server"]
    with pytest.raises(NotFound, match="did you mean mixs"):
        query.commands(connection, release, ["mix"])


def test_unreached_definitions(connection: sqlite3.Connection, release: query.Release) -> None:
    rows = query.unreached(connection, release)
    assert [(row["role"], row["name"]) for row in rows] == [("product", "other"), ("vendor", "v")]
    assert [row["name"] for row in query.unreached(connection, release, ["vendor/"])] == ["v"]
    assert query.unreached(connection, release, [SERVER], "vendor") == []
    with pytest.raises(NotFound, match="nowhere"):
        query.unreached(connection, release, ["nowhere"])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("monitoring", ["monitoringPort", "monitoringPort"]),
        ("port use", ["monitoringPort"]),
        ("log-output", ["log_output_level"]),
        ("ABSTRACTION", ["mixs"]),
        ("level nothing", []),
        ('")', None),
        ("", None),
        ('mixs" OR name:x NEAR(', []),
    ],
)
def test_search(
    connection: sqlite3.Connection,
    release: query.Release,
    text: str,
    expected: list[str] | None,
) -> None:
    if expected is None:
        with pytest.raises(UsageError):
            query.search(connection, release, text)
    else:
        assert [row["name"] for row in query.search(connection, release, text)] == expected


def test_search_by_kind(connection: sqlite3.Connection, release: query.Release) -> None:
    rows = query.search(connection, release, "mixs", "command")
    assert {row["kind"] for row in rows} == {"command"}
    assert rows[0]["url"].startswith(f"https://github.com/{PROJECT}/blob/{COMMIT}/")


def test_a_name_is_taken_apart() -> None:
    assert names.parse(["mixs", "--port=1"]) == names.Name(
        "mixs --port=1", "mixs", "port", "", True
    )
    assert names.parse(["mixs server"]) == names.Name("mixs server", "mixs", "server", "", False)
    assert names.parse(["-p"]).shorthand == "p"
    assert names.parse(["--p"]).flag == "p"


def test_an_index_may_hold_two_programs_of_a_name(tmp_path: Path) -> None:
    facts = release_facts()
    twin = replace(facts.programs[0], package="other/mixs")
    store.write_release(tmp_path / "i.db", replace(facts, programs=(*facts.programs, twin)))
    with store.reading(tmp_path / "i.db") as connection:
        release = query.pick_release(connection, PROJECT, "")
        found = where(connection, release, ["mixs"])
        assert [row["package"] for row in found] == ["mixer/cmd/mixs", "other/mixs"]
        assert len(query.flags(connection, release, ["mixs"])) == 8
        assert len(query.flags(connection, release, ["other/mixs"])) == 4
        assert len(query.flags(connection, release, ["mixs", "--oldFlag"])) == 2
