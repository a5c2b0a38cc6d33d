"""Real releases of Istio, held against what its compiled programs say.

``tests/truth/flags-TAG.json`` was dumped by the compiled programs themselves, on linux/amd64 with
none of Istio's variables set: their command trees, texts by the first digits of their hashes.
Needs a local copy of istio/istio, found as ``xref build`` finds one.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest

from xref.__main__ import main
from xref.extract.goblob import TRIGGERS
from xref.extract.gotree import go_files
from xref.gitsource import Repository, locate
from xref.golang import Loader, Outcome, Tree, evaluate, new_loader
from xref.model import Command, Flag, Status

pytestmark = pytest.mark.real

PROJECT = "istio/istio"
FLAGS = {"1.1.0": 516, "1.1.7": 519, "1.2.0": 533}
SURE = ("exact", "environment")
ZEROES = ("", "0", "false", "[]", "0s", "map[]", "<nil>")

# The defaults that hang on a variable, as the sources have it: security/cmd/node_agent_k8s takes
# them from os.Getenv, or replaces them where what a variable holds can be parsed. At 1.2.0 it reads
# its variables when it runs, but for one.
_GIVEN = "caEndpoint caProvider pluginNames trustDomain vaultAddress vaultAuthPath vaultRole"
_PARSED = """alwaysValidTokenFlag enableIngressGatewaySDS enableWorkloadSDS secretTtl
secretRefreshGraceDuration secretRotationInterval"""
_AT_1_1_0 = {*_GIVEN.split(), "vaultSignCsrPath", "vaultTLSRootCert", *_PARSED.split()}
ENVIRONMENT = {
    "1.1.0": _AT_1_1_0,
    "1.1.7": _AT_1_1_0 | {"initialBackoff"},
    "1.2.0": {"initialBackoff"},
}

Shape = dict[str, dict[str, Any]]
"""Commands by path, each with its fields and its flags by name."""


def truth(tag: str) -> dict[str, Shape]:
    """What the compiled programs say, by package folder."""
    path = Path(__file__).parent / "truth" / f"flags-{tag}.json"
    told = json.loads(path.read_text("utf-8"))
    return {
        program["package"]: {
            command["path"]: {**command, "flags": {f["name"]: f for f in command["flags"]}}
            for command in program["commands"]
        }
        for program in told["programs"]
    }


def digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:12] if text else ""


@pytest.fixture(scope="module", params=list(FLAGS))
def tag(request: pytest.FixtureRequest) -> str:
    """Each of the releases."""
    return str(request.param)


@pytest.fixture(scope="module")
def index(tag: str, built: Callable[[str], Path]) -> Path:
    """An index of the release, built with an empty cache."""
    return built(tag)


@pytest.fixture
def connection(index: Path) -> Iterator[sqlite3.Connection]:
    opened = sqlite3.connect(index)
    opened.row_factory = sqlite3.Row
    yield opened
    opened.close()


@pytest.fixture
def shipped(connection: sqlite3.Connection, tag: str) -> list[sqlite3.Row]:
    """The rows of the flags of the ten programs that Istio ships."""
    rows = connection.execute("SELECT * FROM flag_view").fetchall()
    packages = truth(tag)
    return [row for row in rows if row["package"] in packages]


def indexed(connection: sqlite3.Connection, package: str) -> Shape:
    """A program's commands and flags as the index has them."""
    found: Shape = {}
    query = "SELECT * FROM command_view WHERE package = ?"
    for row in connection.execute(query, (package,)).fetchall():
        query = "SELECT name FROM command_alias WHERE command_id = ? ORDER BY name"
        aliases = [alias["name"] for alias in connection.execute(query, (row["command_id"],))]
        query = "SELECT * FROM flag_view WHERE command_id = ?"
        flags = connection.execute(query, (row["command_id"],)).fetchall()
        found[row["command"]] = {
            "path": row["command"],
            "aliases": aliases,
            "hidden": bool(row["hidden"]),
            "deprecated": bool(row["deprecated"]),
            "runnable": bool(row["runnable"]),
            "short_sha": digest(row["short"]),
            "flags": {flag["name"]: indexed_flag(flag) for flag in flags},
        }
    return found


def indexed_flag(row: sqlite3.Row) -> dict[str, Any]:
    return {
        "name": row["name"],
        "shorthand": row["shorthand"],
        "type": row["type"],
        "default": row["default_value"],
        "persistent": bool(row["persistent"]),
        "hidden": bool(row["hidden"]),
        "deprecated": bool(row["deprecated"]),
        "no_opt_default": row["no_opt_default"],
        "usage_sha": digest(row["usage"]),
    }


def test_programs_commands_and_flags_are_those_of_the_compiled_programs(
    connection: sqlite3.Connection, tag: str
) -> None:
    programs = truth(tag)
    assert len(programs) == 10
    found = {package: indexed(connection, package) for package in programs}
    for package, commands in programs.items():
        assert found[package].keys() == commands.keys(), package
        for path, command in commands.items():
            flags = found[package][path]["flags"]
            assert flags.keys() == command["flags"].keys(), path
            for name, flag in command["flags"].items():
                assert flags[name] == flag, f"{path} --{name}"
            assert found[package][path] == command, path
    assert sum(len(c["flags"]) for p in found.values() for c in p.values()) == FLAGS[tag]


def test_defaults_are_exact_but_for_those_that_hang_on_a_variable(
    connection: sqlite3.Connection, shipped: list[sqlite3.Row], tag: str
) -> None:
    assert {row["status"] for row in shipped} <= set(SURE)
    doubtful = {row["name"] for row in shipped if row["status"] == "environment"}
    assert doubtful == ENVIRONMENT[tag]
    assert {row["program"] for row in shipped if row["name"] in doubtful} >= {"node_agent_k8s"}
    rows = connection.execute(
        """SELECT name FROM origin_view WHERE kind = 'environment' AND file <> '' AND line > 0
        AND package = 'security/cmd/node_agent_k8s'"""
    )
    assert {row["name"] for row in rows} == doubtful, "the variable's place is told"


def test_every_flag_has_a_place_and_nearly_every_default_an_origin(
    connection: sqlite3.Connection, shipped: list[sqlite3.Row], tag: str
) -> None:
    assert len(shipped) == FLAGS[tag]
    assert [row["name"] for row in shipped if not row["file"] or row["line"] < 1] == []
    rows = connection.execute("SELECT flag_id FROM origin_view WHERE file <> '' AND line > 0")
    told = {row["flag_id"] for row in rows}
    telling = [row for row in shipped if row["default_value"] not in ZEROES]
    without = [f"{r['command']} --{r['name']}" for r in telling if r["flag_id"] not in told]
    assert len(telling) > 100
    assert len(without) <= 0.02 * len(telling), without


def test_a_ports_default_is_traced_to_where_it_is_written(
    index: Path, tag: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["where", "--monitoringPort", "--json", "--db", str(index), "--tag", tag]) == 0
    answers = json.loads(capsys.readouterr().out)
    [port] = [each for each in answers if each["program"] == "mixs"]
    assert (port["command"], port["default"], port["status"]) == ("mixs server", "15014", "exact")
    assert port["file"] == "mixer/cmd/mixs/cmd/server.go"
    assert "mixer/pkg/server/args.go" in {origin["file"] for origin in port["origin"]}


# The interpreter alone, with parts of it changed


def evaluated(flag: Flag) -> dict[str, Any]:
    return {
        "name": flag.name,
        "shorthand": flag.shorthand,
        "type": flag.type,
        "default": flag.default,
        "persistent": flag.persistent,
        "hidden": flag.hidden,
        "deprecated": bool(flag.deprecated),
        "no_opt_default": flag.no_opt_default,
        "usage_sha": digest(flag.usage),
    }


def shape_of(commands: Iterable[Command]) -> Shape:
    return {
        command.path: {
            "path": command.path,
            "aliases": sorted(command.aliases),
            "hidden": command.hidden,
            "deprecated": bool(command.deprecated),
            "runnable": command.runnable,
            "short_sha": digest(command.short),
            "flags": {flag.name: evaluated(flag) for flag in command.flags},
        }
        for command in commands
    }


def loader_of(repository: Repository, tag: str, **options: Any) -> Loader:
    entries = repository.tree(repository.commit(tag).id)
    folders = go_files(entries)
    tree = Tree(folders, repository.read_blobs, {"istio.io/istio": ""}, None, TRIGGERS)
    return new_loader(tree, **options)


def opened(place: str, tag: str) -> Repository:
    repository = locate(PROJECT, {PROJECT: place})
    if tag not in repository.tags():
        repository.close()
        pytest.skip(f"{place} has no tag {tag}")
    return repository


def test_own_libraries_in_place_of_vendored_ones_give_the_same(place: str) -> None:
    with opened(place, "1.2.0") as repository:
        loader = loader_of(repository, "1.2.0", vendored=False)
        for package, commands in truth("1.2.0").items():
            outcome = evaluate(loader, package, package.rpartition("/")[2])
            assert shape_of(outcome.commands) == commands, package
            flags = [flag for command in outcome.commands for flag in command.flags]
            assert {flag.status.value for flag in flags} <= set(SURE)


@pytest.mark.parametrize(
    "options",
    [
        pytest.param({"without_natives": {("strings", "Join")}}, id="strings.Join"),
        pytest.param({"without_natives": {("fmt", "Sprintf")}}, id="fmt.Sprintf"),
        pytest.param({"without_natives": {("strings", "Split")}}, id="strings.Split"),
        pytest.param({"without_natives": {("strconv", "Itoa")}}, id="strconv.Itoa"),
        pytest.param({"without_natives": {("time", "ParseDuration")}}, id="time.ParseDuration"),
        pytest.param({"without": {"github.com/spf13/viper"}}, id="viper"),
        pytest.param({"without": {"istio.io/istio/pkg/log"}}, id="log"),
        pytest.param({"without": {"istio.io/istio/pkg/mcp/creds"}}, id="creds"),
    ],
)
def test_what_is_taken_away_is_never_guessed(place: str, options: dict[str, Any]) -> None:
    """What is still stated as sure is so, and whatever else differs is told."""
    real = truth("1.1.0")["mixer/cmd/mixs"]
    outcome = mixs_without(place, **options)
    for path, flag in sure_flags(outcome):
        assert evaluated(flag) == real[path]["flags"].get(flag.name), f"{path} --{flag.name}"
    unsure = [f for c in outcome.commands for f in c.flags if f.status.value not in SURE]
    if shape_of(outcome.commands) != real:
        assert unsure or outcome.diagnostics, "a difference that is not told"


def test_a_package_of_options_taken_away_makes_its_defaults_unknown(place: str) -> None:
    """The help of the log flags lists what imported packages register, and misses those of this."""
    real = truth("1.1.0")["mixer/cmd/mixs"]
    outcome = mixs_without(place, without={"istio.io/istio/mixer/pkg/server"})
    for path, flag in sure_flags(outcome):
        told, given = evaluated(flag), real[path]["flags"][flag.name]
        assert {**told, "usage_sha": ""} == {**given, "usage_sha": ""}, f"{path} --{flag.name}"
    [server] = [command for command in outcome.commands if command.path == "mixs server"]
    unknown = {flag.name for flag in server.flags if flag.status is Status.UNKNOWN}
    assert {"monitoringPort", "port", "configStoreURL"} <= unknown
    assert any("mixer/pkg/server" in told.message for told in outcome.diagnostics)


def mixs_without(place: str, **options: set[Any]) -> Outcome:
    with opened(place, "1.1.0") as repository:
        frozen = {name: frozenset(taken) for name, taken in options.items()}
        return evaluate(loader_of(repository, "1.1.0", **frozen), "mixer/cmd/mixs", "mixs")


def sure_flags(outcome: Outcome) -> list[tuple[str, Flag]]:
    sure = (Status.EXACT, Status.ENVIRONMENT)
    return [(c.path, f) for c in outcome.commands for f in c.flags if f.status in sure]
