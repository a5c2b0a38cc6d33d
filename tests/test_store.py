"""The index file: what is written, and what is left of it when something goes wrong."""

from __future__ import annotations

import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import textwrap
from dataclasses import replace
from pathlib import Path

import pytest
from deployment_facts import PROXY_COMMIT, PROXY_REPO, deployed_facts
from facts import ARGS, COMMIT, PROJECT, SERVER, command, flag, release_facts

from xref import query, store
from xref.errors import IndexFileError, XrefError
from xref.facts import ReleaseFacts
from xref.formats import as_json
from xref.links import blob_url
from xref.model import Definition, Location, Program, Role
from xref.rows.tables import split_words
from xref.schema import STORED, TABLES, VIEWS
from xref.store import APPLICATION_ID, SCHEMA_VERSION

REPOSITORY = Path(__file__).parent.parent


@pytest.fixture
def index(tmp_path: Path) -> Path:
    path = tmp_path / "data" / "index.db"
    store.write_release(path, release_facts())
    return path


@pytest.fixture
def deployed(tmp_path: Path) -> Path:
    path = tmp_path / "deployed.db"
    store.write_release(path, deployed_facts())
    return path


def many(tag: str, count: int = 400, word: str = "words") -> ReleaseFacts:
    """A release that fills several pages of the file."""
    flags = [flag(f"flag{n}", line=n + 1, usage=f"{n} {word} " * 20) for n in range(count)]
    program = Program(
        "big", "cmd/big", Role.PRODUCT, Location("cmd/big/main.go", 1),
        commands=(command("big", "cmd/big/main.go", 2, *flags),),
    )  # fmt: skip
    return replace(release_facts(tag), programs=(program,))


def select(path: Path, query: str) -> list[tuple[object, ...]]:
    with store.reading(path) as connection:
        return [tuple(row) for row in connection.execute(query)]


def child(code: str, *arguments: object) -> subprocess.Popen[str]:
    """A Python process that knows the project and these tests."""
    tests = str(Path(__file__).parent)
    head = f"import sys; sys.path.insert(0, {tests!r}); from test_store import *\n"
    return subprocess.Popen(
        [sys.executable, "-c", head + textwrap.dedent(code), *map(str, arguments)],
        cwd=REPOSITORY,
        stdout=subprocess.PIPE,
        text=True,
    )


def finish(process: subprocess.Popen[str]) -> str:
    out, _ = process.communicate(timeout=120)
    return out


def test_every_fact_is_there_with_its_place(index: Path) -> None:
    assert select(index, "SELECT project, tag, commit_sha FROM release") == [
        (PROJECT, "1.1.0", COMMIT)
    ]
    assert select(index, "SELECT repo, commit_sha, why FROM source") == [(PROJECT, COMMIT, "tag")]
    assert select(index, "SELECT name, package, role, evaluated FROM program") == [
        ("mixs", "mixer/cmd/mixs", "product", 1),
        ("server", "tests/odd dir#1/server", "test", 1),
        ("tool", "vendor/x/tool", "vendor", 0),
    ]
    assert select(index, "SELECT name, position FROM command_alias ORDER BY id") == [
        ("serve", 0),
        ("srv", 1),
    ]
    query = """SELECT program, command, name, shorthand, type, default_value, usage, persistent,
        hidden, status, file, line FROM flag_view WHERE default_value = '15014'"""
    assert select(index, query) == [
        ("mixs", "mixs server", "monitoringPort", "m", "uint16", "15014",
         "Port to use | for\nself-monitoring", 0, 0, "exact", SERVER, 70)
    ]  # fmt: skip
    query = """SELECT kind, text, file, line FROM origin_view WHERE default_value = '15014'
        ORDER BY position"""
    assert select(index, query) == [
        ("literal", "15014", ARGS, 109),
        ("zero value", "", "", 0),
    ]
    assert select(index, "SELECT program, subject, message, file, line FROM diagnostic_view") == [
        ("mixs", "mixer/cmd/mixs", "stopped at a call", SERVER, 99),
        ("", "a/b.go", "blob is missing", "a/b.go", 0),
    ]


def test_a_definition_is_reached_by_its_line_and_its_literal_name(index: Path) -> None:
    query = """SELECT d.line, f.name FROM definition d LEFT JOIN flag f ON f.id = d.flag_id
        ORDER BY d.id"""
    # At line 74 a flag is made, but by another name than the definition's literal one.
    assert select(index, query) == [
        (70, "monitoringPort"),
        (72, "configStoreURL"),
        (74, None),
        (8, None),
    ]
    assert select(index, "SELECT name FROM unreached_view") == [("other",), ("v",)]
    query = """SELECT f.name, s.position, d.line FROM flag_site s JOIN flag f ON f.id = s.flag_id
        JOIN definition d ON d.id = s.definition_id WHERE f.default_value = '15014'"""
    assert select(index, query) == [("monitoringPort", 0, 70)]


def test_one_definition_may_make_the_flags_of_several_commands(tmp_path: Path) -> None:
    site = Location("pkg/add.go", 7)
    flags = [flag("x", line=n, sites=(Location(SERVER, n), site)) for n in (1, 2)]
    program = Program(
        "p", "cmd/p", Role.PRODUCT, Location("cmd/p/main.go", 1),
        commands=(command("p", "a.go", 1, flags[0]), command("p q", "a.go", 2, flags[1])),
    )  # fmt: skip
    definition = Definition(site, "StringVar", "pflag", "x", '"x"', '""', Role.PRODUCT)
    facts = ReleaseFacts(release_facts().release, (program,), (definition,))
    store.write_release(tmp_path / "i.db", facts)
    query = """SELECT c.path, s.position FROM flag_site s JOIN flag f ON f.id = s.flag_id
        JOIN command c ON c.id = f.command_id ORDER BY 1"""
    assert select(tmp_path / "i.db", query) == [("p", 1), ("p q", 1)]
    assert select(tmp_path / "i.db", "SELECT * FROM unreached_view") == []


def test_tables_are_as_promised(index: Path) -> None:
    assert select(index, "PRAGMA foreign_key_check") == []
    assert select(index, "PRAGMA integrity_check") == [("ok",)]
    for table in TABLES:
        columns = {row[1]: row for row in select(index, f"PRAGMA table_info({table})")}
        [key] = select(index, f"PRAGMA table_info({STORED[table]})")[:1]
        assert key[1:] == ("id", "INTEGER", 0, None, 1), table
        assert table == table.lower()
        if table != "release":
            keys = select(index, f"PRAGMA foreign_key_list({STORED[table]})")
            assert ("release", "release_id") in {(key[2], key[3]) for key in keys}, table
        linking = ("source", "command_alias", "flag_site", "service_workload")
        if table not in linking and not table.startswith(("rendering_", "release", "rendering")):
            assert {"file", "line"} <= columns.keys(), table
    for view in VIEWS:
        names = [row[1] for row in select(index, f"PRAGMA table_info({view})")]
        assert {"release_id", "project", "tag", "file", "line", "url"} <= set(names), view
        assert len(names) == len(set(names)), view


@pytest.mark.parametrize("distinct", ["", "DISTINCT"])
def test_a_question_to_one_release_reads_no_other(index: Path, distinct: str) -> None:
    for view in VIEWS:
        query = f"EXPLAIN QUERY PLAN SELECT {distinct} * FROM {view} WHERE release_id = 1"
        steps = {str(row[3]) for row in select(index, query)}
        steps -= {f"SCAN {part}" for part in VIEWS}  # what was found, to be put together
        reading = {step for step in steps if step.startswith(("SCAN", "MATERIALIZE"))}
        assert all("VIRTUAL TABLE INDEX 0:=" in step for step in reading), (view, reading)


def test_addresses_are_the_same_in_sql_and_in_python(index: Path, deployed: Path) -> None:
    sources = {PROJECT: COMMIT, PROXY_REPO: PROXY_COMMIT}
    rows = select(deployed, "SELECT file, line, url FROM where_view")
    assert len(rows) > 100
    assert any("%20dir%231" in str(url) for _, _, url in rows)
    assert any(f"istio/proxy/blob/{PROXY_COMMIT}/src/envoy/BUILD#L23" in str(r[2]) for r in rows)
    for file, line, url in rows:
        assert url == blob_url(PROJECT, COMMIT, str(file), int(str(line)), sources)
    assert select(index, "SELECT url FROM diagnostic_view WHERE line = 0") == [
        (blob_url(PROJECT, COMMIT, "a/b.go", 0),)
    ]
    assert blob_url(PROJECT, COMMIT, "", 0) == ""


def test_building_again_replaces_and_leaves_other_releases_alone(index: Path) -> None:
    store.write_release(index, release_facts("1.1.1"))
    store.write_release(index, release_facts("1.1.0", "docker/cli"))
    before = select(index, "SELECT count(*) FROM search_view")
    store.write_release(index, replace(release_facts(), programs=()))
    query = """SELECT r.project, r.tag, count(p.id) FROM release r
        LEFT JOIN program p ON p.release_id = r.id GROUP BY r.id ORDER BY 1, 2"""
    assert select(index, query) == [
        ("docker/cli", "1.1.0", 3),
        (PROJECT, "1.1.0", 0),
        (PROJECT, "1.1.1", 3),
    ]
    assert select(index, "SELECT count(*) * 3 FROM search_view") == [(int(str(before[0][0])) * 2,)]
    assert select(index, "PRAGMA foreign_key_check") == []


def test_forget_leaves_nothing_behind(index: Path) -> None:
    store.write_release(index, deployed_facts("1.1.1"))
    store.forget(index, PROJECT, ["1.1.0", "never there"])
    [(kept,)] = select(index, "SELECT id FROM release")
    for table in [*list(TABLES)[1:], "search_place"]:
        assert select(index, f"SELECT DISTINCT release_id FROM {table}") == [(kept,)], table
    assert select(index, "PRAGMA foreign_key_check") == []


def texts(index: Path) -> set[object]:
    """Every text that rows share, and every full text."""
    query = "SELECT text FROM text UNION ALL SELECT text FROM search WHERE text <> ''"
    return {row[0] for row in select(index, query)}


@pytest.mark.parametrize("replacing", [True, False])
def test_texts_stand_once_and_go_with_the_last_release_that_has_them(
    index: Path, replacing: bool
) -> None:
    before = texts(index)
    counts = "SELECT (SELECT count(*) FROM text), (SELECT count(*) FROM search)"
    once = select(index, counts)
    store.write_release(index, release_facts("1.1.1"))
    assert select(index, counts) == once
    other = flag("new", usage="A text of its own", file="new.go")
    program = Program(
        "mixs", "mixer/cmd/mixs", Role.PRODUCT, Location("new.go", 1),
        commands=(command("mixs", "new.go", 1, other, short="Another"),),
    )  # fmt: skip
    store.write_release(index, replace(release_facts("1.1.1"), programs=(program,)))
    assert texts(index) - before == {"A text of its own", "new.go", "Another"}
    assert before <= texts(index)
    if replacing:
        store.write_release(index, release_facts("1.1.1"))
    else:
        store.forget(index, PROJECT, ["1.1.1"])
    assert texts(index) == before
    assert select(index, counts) == once


def test_a_release_like_another_takes_little_room(tmp_path: Path) -> None:
    index = tmp_path / "i.db"
    store.write_release(index, many("1.1.0"))
    first = index.stat().st_size
    store.write_release(index, many("1.1.1"))
    assert index.stat().st_size < 1.33 * first
    query = "SELECT name, usage, file, line FROM flag_view WHERE tag = ? ORDER BY flag_id"
    with store.reading(index) as connection:
        told = [connection.execute(query, (tag,)).fetchall() for tag in ("1.1.0", "1.1.1")]
    assert [tuple(row) for row in told[0]] == [tuple(row) for row in told[1]]
    assert len(told[0]) == 400


def test_forget_gives_the_room_back(tmp_path: Path) -> None:
    index = tmp_path / "i.db"
    store.write_release(index, many("1.1.0"))
    small = index.stat().st_size
    store.write_release(index, many("1.1.1", word="others"))
    assert index.stat().st_size > 1.3 * small
    store.forget(index, PROJECT, ["1.1.1"])
    assert index.stat().st_size < 1.1 * small
    assert whole(index, 400) == {"1.1.0"}


def test_texts_that_utf8_cannot_hold_are_stored_readably(tmp_path: Path) -> None:
    odd = flag("name", file="caf\udce9.go", usage="lone \ud800, good é, nul \0 end")
    program = Program(
        "p", "p", Role.PRODUCT, Location("p/main.go", 1), commands=(command("p", "a.go", 1, odd),)
    )
    store.write_release(tmp_path / "i.db", ReleaseFacts(release_facts().release, (program,)))
    [(file, usage)] = select(tmp_path / "i.db", "SELECT file, usage FROM flag")
    assert str(file).startswith("caf\ufffd")
    assert "good é, nul \0 end" in str(usage)
    assert "\ud800" not in str(usage)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("monitoringPort", "monitoring Port"),
        ("HTTPProxyURL2", "HTTP Proxy URL 2"),
        ("log_output_level", "log output level"),
        ("plain", ""),
        ("", ""),
    ],
)
def test_words_of_a_name(name: str, words: str) -> None:
    assert split_words(name) == words


# Failures


def message(path: Path) -> str:
    """What a reader is told; on one line, and naming the file."""
    with pytest.raises(IndexFileError) as caught, store.reading(path) as connection:
        connection.execute("SELECT * FROM flag_view").fetchall()
    text = str(caught.value)
    assert "\n" not in text
    assert str(path) in text
    return text


def test_a_missing_or_empty_index_asks_for_a_build(tmp_path: Path) -> None:
    assert "run `xref build`" in message(tmp_path / "none.db")
    (tmp_path / "empty.db").touch()
    assert "run `xref build`" in message(tmp_path / "empty.db")


def test_other_files_are_refused_and_left_alone(tmp_path: Path) -> None:
    text = tmp_path / "README.md"
    text.write_text("# no database at all\n" * 100)
    foreign = tmp_path / "foreign.db"
    with sqlite3.connect(foreign) as connection:
        connection.execute("CREATE TABLE mine (x)")
    connection.close()
    for path in (text, foreign):
        before = path.read_bytes()
        assert "no xref index" in message(path)
        with pytest.raises(IndexFileError, match="no xref index"):
            store.write_release(path, release_facts())
        with pytest.raises(IndexFileError, match="no xref index"):
            store.prepare(path)
        assert path.read_bytes() == before


def test_another_version_names_the_mend(index: Path) -> None:
    with sqlite3.connect(index) as connection:
        connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
    connection.close()
    text = message(index)
    assert f"version {SCHEMA_VERSION + 1}" in text
    assert "run `xref build`" in text
    with pytest.raises(IndexFileError, match="delete it"):
        store.prepare(index)


@pytest.mark.parametrize("start", [100, 4096, 20000])
def test_damage_is_told_as_damage(tmp_path: Path, start: int) -> None:
    index = tmp_path / "i.db"
    store.write_release(index, many("1.1.0"))
    data = bytearray(index.read_bytes())
    data[start:] = b"\xa5" * (len(data) - start)
    index.write_bytes(data)
    assert "damaged" in message(index)


def test_a_truncated_index_is_told_as_damage(tmp_path: Path) -> None:
    index = tmp_path / "i.db"
    store.write_release(index, many("1.1.0"))
    os.truncate(index, index.stat().st_size // 2)
    assert "damaged" in message(index)


def test_whatever_is_damaged_nothing_but_an_error_of_ours_comes(tmp_path: Path) -> None:
    index = tmp_path / "i.db"
    store.write_release(index, release_facts())
    data = index.read_bytes()
    chance = random.Random(7)
    outcomes = set()
    for _ in range(200):
        damaged = bytearray(data)
        for _ in range(chance.choice([1, 5, 50])):
            damaged[chance.randrange(len(data))] = chance.randrange(256)
        index.write_bytes(damaged)
        try:
            with store.reading(index) as connection:
                release = query.pick_release(connection, PROJECT, "")
                rows = query.flags(connection, release)
                rows += query.commands(connection, release) + query.search(connection, release, "m")
            outcomes.add(as_json(rows)[:1])
        except XrefError as error:
            outcomes.add(type(error).__name__)
    assert {"[", "IndexFileError"} <= outcomes


def test_places_where_no_file_can_be(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    under = tmp_path / "file" / "sub" / "i.db"
    with pytest.raises(IndexFileError, match="cannot make the folder"):
        store.prepare(under)
    with pytest.raises(IndexFileError, match="cannot open"), store.reading(under):
        pass
    with pytest.raises(IndexFileError, match="cannot open"):
        store.prepare(tmp_path)
    # No folder here can be written to, not even by root.
    with pytest.raises(IndexFileError, match=r"cannot (open|make)"):
        store.prepare(Path("/proc/self/i.db"))


def test_a_read_only_index_can_be_read_and_not_written(
    index: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Tests may run as root, for whom permissions do not count: SQLite is asked to refuse instead.
    connect = sqlite3.connect

    def read_only(path: object, **options: object) -> sqlite3.Connection:
        uri = str(path) if options.pop("uri", False) else Path(str(path)).as_uri()
        return connect(uri.removesuffix("?mode=rw") + "?mode=ro", uri=True, **options)  # type: ignore[call-overload, no-any-return]

    monkeypatch.setattr(store.sqlite3, "connect", read_only)
    assert select(index, "SELECT count(*) FROM program") == [(3,)]
    with pytest.raises(IndexFileError, match="read-only"):
        store.prepare(index)
    with pytest.raises(IndexFileError, match="read-only"):
        store.forget(index, PROJECT, ["1.1.0"])


def test_the_index_stays_one_file(index: Path) -> None:
    assert [path.name for path in index.parent.iterdir()] == ["index.db"]
    with store.reading(index) as connection:
        connection.execute("SELECT * FROM flag").fetchall()
        assert [path.name for path in index.parent.iterdir()] == ["index.db"]
        with pytest.raises(sqlite3.OperationalError):
            connection.execute("DELETE FROM release")


def test_a_locked_index_is_told_as_in_use(index: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "_WRITER_PATIENCE", 0.05)
    other = sqlite3.connect(index, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(IndexFileError, match="in use"):
        store.forget(index, PROJECT, ["1.1.0"])
    # A reader does not wait for a writer that has not come to its commit.
    assert select(index, "SELECT tag FROM release") == [("1.1.0",)]
    other.close()


def test_a_full_disk_leaves_the_index_as_it_was(index: Path) -> None:
    before = index.read_bytes()
    code = """
        import resource
        resource.setrlimit(resource.RLIMIT_FSIZE, (150_000, 150_000))
        try:
            store.write_release(Path(sys.argv[1]), many("1.1.1", 2000))
        except IndexFileError as error:
            print(error)
    """
    told = finish(child(code, index))
    assert str(index) in told
    assert told.count("\n") == 1
    assert select(index, "SELECT tag FROM release") == [("1.1.0",)]
    assert select(index, "PRAGMA integrity_check") == [("ok",)]
    assert index.read_bytes() == before


def test_sqlites_own_full_is_told_too(index: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    connect = sqlite3.connect

    def narrow(path: Path, **options: object) -> sqlite3.Connection:
        connection = connect(path, **options)  # type: ignore[call-overload]
        connection.execute("PRAGMA max_page_count = 1")  # rounded up to the pages there are
        return connection  # type: ignore[no-any-return]

    monkeypatch.setattr(store.sqlite3, "connect", narrow)
    with pytest.raises(IndexFileError, match="no space left"):
        store.write_release(index, many("1.1.1"))
    monkeypatch.undo()
    assert select(index, "SELECT tag FROM release") == [("1.1.0",)]


def whole(index: Path, flags: int) -> set[object]:
    """The tags in the index, each of which must have so many flags and all that is theirs."""
    query = """SELECT r.tag, (SELECT count(*) FROM flag WHERE release_id = r.id),
        (SELECT count(*) FROM search_view WHERE release_id = r.id AND kind = 'flag')
        FROM release r"""
    rows = select(index, query)
    for tag, *counts in rows:
        assert counts == [flags] * 2, tag
    assert select(index, "PRAGMA integrity_check") == [("ok",)]
    return {row[0] for row in rows}


def test_a_build_killed_before_its_commit_leaves_nothing(index: Path) -> None:
    store.forget(index, PROJECT, ["1.1.0"])
    store.write_release(index, many("1.1.0"))
    code = """
        insert = store._insert
        def stop(connection, table, rows):
            insert(connection, table, rows)
            if table == "search_place":
                print("written", flush=True)
                import time; time.sleep(60)
        store._insert = stop
        store.write_release(Path(sys.argv[1]), many("1.1.1"))
    """
    process = child(code, index)
    assert process.stdout is not None
    assert process.stdout.readline() == "written\n"
    process.kill()
    finish(process)
    assert whole(index, 400) == {"1.1.0"}


def test_a_first_build_that_is_killed_leaves_no_half_index(tmp_path: Path) -> None:
    index = tmp_path / "i.db"
    code = """
        store._insert = lambda *rest: os.kill(os.getpid(), signal.SIGKILL)
        store.write_release(Path(sys.argv[1]), many("1.1.0"))
    """
    process = child(code, index)
    finish(process)
    assert process.returncode == -signal.SIGKILL
    assert "run `xref build`" in message(index)
    store.write_release(index, many("1.1.0"))
    assert whole(index, 400) == {"1.1.0"}


def test_a_half_written_commit_is_rolled_back_by_the_next_reader(tmp_path: Path) -> None:
    index = tmp_path / "i.db"
    store.write_release(index, many("1.1.0"))
    code = """
        connection = sqlite3.connect(sys.argv[1], isolation_level=None)
        connection.execute("PRAGMA cache_size = 1")
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("DELETE FROM search")
        connection.execute("DELETE FROM flag_row WHERE id > 1")
        connection.execute("UPDATE text SET text = id || 'half'")
        os.kill(os.getpid(), signal.SIGKILL)
    """
    finish(child(code, index))
    journal = index.with_name("i.db-journal")
    assert journal.stat().st_size > 0, "the file was not touched, so this would test nothing"
    shutil.copytree(tmp_path, tmp_path.parent / "copy")
    assert whole(index, 400) == {"1.1.0"}
    assert not journal.exists()
    uri = (tmp_path.parent / "copy" / "i.db").as_uri() + "?mode=ro"
    connection = sqlite3.connect(uri, uri=True)
    with pytest.raises(IndexFileError, match="interrupted build"), store._explained(index):
        connection.execute("SELECT * FROM flag")
    connection.close()


def test_builds_killed_at_any_moment_leave_whole_releases(tmp_path: Path) -> None:
    index = tmp_path / "i.db"
    store.write_release(index, many("0"))
    code = """
        for number in range(1000):
            store.write_release(Path(sys.argv[1]), many(str(number % 5)))
            print(number, flush=True)
    """
    for delay in range(8):
        process = child(code, index)
        assert process.stdout is not None
        process.stdout.readline()
        try:
            process.wait(timeout=0.013 * delay)
        except subprocess.TimeoutExpired:
            process.kill()
        finish(process)
        assert process.returncode == -signal.SIGKILL
        assert "0" in whole(index, 400)


def test_two_builds_at_once_do_not_harm_each_other(tmp_path: Path) -> None:
    index = tmp_path / "new" / "i.db"
    code = """
        for number in range(6):
            store.write_release(Path(sys.argv[1]), many(f"{sys.argv[2]}.{number % 4}"))
    """
    processes = [child(code, index, name) for name in ("1", "2")]
    for process in processes:
        finish(process)
        assert process.returncode == 0
    expected = {f"{name}.{number}" for name in "12" for number in range(4)}
    assert whole(index, 400) == expected


def test_prepare_makes_an_index_that_people_recognise(tmp_path: Path) -> None:
    index = tmp_path / "i.db"
    store.prepare(index)
    store.prepare(index)
    assert select(index, "PRAGMA application_id") == [(APPLICATION_ID,)]
    assert select(index, "SELECT count(*) FROM release") == [(0,)]
