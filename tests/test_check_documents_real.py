"""What documents say of a real release: its own, and references made of its index, are right."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from xref.check.documents import Documents
from xref.check.findings import Level
from xref.check.knowledge import Knowledge, load
from xref.gitsource import locate
from xref.query import pick_release

ISTIO = "istio/istio"
TAG = "1.1.0"

pytestmark = pytest.mark.real


@pytest.fixture
def known(built: Callable[[str], Path], place: str) -> Iterator[Knowledge]:
    with closing(sqlite3.connect(built(TAG))) as connection:
        connection.row_factory = sqlite3.Row
        release = pick_release(connection, ISTIO, TAG)
        with locate(ISTIO, {ISTIO: place}) as repository:
            tree = frozenset(entry.path for entry in repository.tree(release.commit))
        yield load(connection, release, lambda: tree)


def reference(known: Knowledge, row: str, head: str) -> str:
    """A document with every flag of the release, each told by ``row``, below its command."""
    parts = ["# Reference"]
    for program in known.programs:
        if not program.complete or not program.commands:
            continue
        parts.append(f"\n## {program.name}\n")
        for command in program.commands:
            parts.append(f"\nThe command `{command.path}` takes:\n\n{head}")
            for flag in command.flags:
                if flag.name != flag.shorthand:
                    usage = " ".join(flag.usage.split()).replace("|", " ")
                    parts.append(row.format(name=flag.name, default=flag.default, usage=usage))
    return "\n".join(parts)


@pytest.mark.parametrize(
    ("row", "head"),
    [
        ("- `--{name}` {usage} (default `{default}`)", ""),
        ("| `--{name}` | `{default}` | {usage} |", "| Flag | Default | |\n|---|---|---|"),
        ("- `--{name}`: 默认为`{default}`", ""),
    ],
)
def test_a_reference_of_all_flags_is_right(known: Knowledge, row: str, head: str) -> None:
    assert Documents(known).check(reference(known, row, head), "a.md") == []


def test_a_reference_with_all_dashes_gone_is_wrong_at_each_flag(known: Knowledge) -> None:
    row = "- `--{name}x` {usage}"
    found = Documents(known).check(reference(known, row, ""), "a.md")
    flags = {one.name for one in found if one.rule == "unknown-flag"}
    program = known.by_name["mixs"][0]
    assert {f"{flag.name}x" for command in program.commands for flag in command.flags} <= flags


def test_the_names_of_1_1_0_are_told_apart(known: Knowledge) -> None:
    text = """
        |container|command|
        |---|---|
        |Istio_init|istio-iptables.sh|
        |discovery|pilot-discovery|

        父进程pliot-agent管控envoy, `name = "Envoy"`.

        1. container `discovery`: `pilot-discovery discovery ...`
           - 15010: grpc
           - 15011: https
           - `--monitoringPort` 15014
        2. container `mixer`: `mixs server ...`
           - `--monitoringPort` 15014
           - `--monitoring-port` 15014
        3. container `citadel`: `istio_ca`
           - `--monitoring-port` 默认15014
           - `--grpc-port` 默认8061
    """
    lines = "\n".join(line[8:] for line in text.splitlines())
    found = Documents(known).check(lines, "a.md")
    assert [(one.line, one.rule, one.name) for one in found] == [
        (4, "unknown-container", "Istio_init"),
        (7, "unknown-program", "pliot-agent"),
        (7, "unknown-target", "Envoy"),
        (11, "other-port", "15011"),
        (12, "unknown-flag", "monitoringPort"),
        (15, "unknown-flag", "monitoring-port"),
        (18, "other-default", "grpc-port"),
    ]


def test_the_documents_of_the_release_are_not_wrong(known: Knowledge, place: str) -> None:
    documents = Documents(known)
    wrong = []
    with locate(ISTIO, {ISTIO: place}) as repository:
        entries = repository.tree(known.release.commit)
        own = [entry for entry in entries if entry.path.endswith((".md", ".html"))]
        own = [entry for entry in own if not entry.path.startswith("vendor/")]
        for entry in own:
            text = (repository.read_blob(entry.blob) or b"").decode("utf-8", "replace")
            found = documents.check(text, entry.path)
            wrong += [(one.file, one.line) for one in found if one.level is Level.ERROR]
    assert len(own) > 20
    assert wrong == []
