"""``xref diff`` of real releases of Istio, held against what follows from their compiled programs.

``tests/truth/flags-TAG.json`` was dumped by the compiled programs themselves. Needs a local copy of
istio/istio, found as ``xref build`` finds one.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from conftest import ISTIO, PROXY, local

from xref.__main__ import main

pytestmark = pytest.mark.real

# (package, command, name, field, old, new); of what came or went the field says so.
Told = set[tuple[str, str, str, str, str, str]]

_FLAG_FIELDS = ("type", "default", "shorthand", "no_opt_default")
_FLAG_TRUTHS = ("persistent", "hidden")

_RENAMES = ("renamed", "moved")
# What is evident from the sources and not from the truth, whose texts are hashes: nothing.
RENAMED: dict[str, Told] = {"1.1.7": set(), "1.2.0": set()}


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory, place: str) -> Path:
    """Where an index may be; ``xref diff`` builds what it lacks."""
    return tmp_path_factory.mktemp("diff") / "index.db"


def truth(tag: str) -> dict[tuple[str, str], dict[str, Any]]:
    """Commands by package and path."""
    path = Path(__file__).parent / "truth" / f"flags-{tag}.json"
    told = json.loads(path.read_text("utf-8"))
    return {
        (program["package"], command["path"]): command
        for program in told["programs"]
        for command in program["commands"]
    }


def text(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def commands_expected(old: str, new: str) -> Told:
    """What changed of the commands; texts of help are not compared."""
    before, after = truth(old), truth(new)
    found = {(*key, key[1], "removed", "", "") for key in before.keys() - after.keys()}
    found |= {(*key, key[1], "added", "", "") for key in after.keys() - before.keys()}
    for key in before.keys() & after.keys():
        one, other = before[key], after[key]
        for field in ("hidden", "runnable", "deprecated"):
            if one[field] != other[field]:
                found.add((*key, key[1], field, text(one[field]), text(other[field])))
        if set(one["aliases"]) != set(other["aliases"]):
            aliases = (", ".join(sorted(each["aliases"])) for each in (one, other))
            found.add((*key, key[1], "aliases", *aliases))
    return found


def flags_expected(old: str, new: str) -> Told:
    """What changed of the flags."""
    before, after = (
        {
            (*key, flag["name"]): flag
            for key, command in truth(tag).items()
            for flag in command["flags"]
        }
        for tag in (old, new)
    )
    found = {(*key, "removed", "", "") for key in before.keys() - after.keys()}
    found |= {(*key, "added", "", "") for key in after.keys() - before.keys()}
    for key in before.keys() & after.keys():
        for field in (*_FLAG_FIELDS, *_FLAG_TRUTHS, "deprecated"):
            one, other = text(before[key][field]), text(after[key][field])
            if one != other:
                found.add((*key, field, one, other))
    return found


def told(row: dict[str, Any]) -> tuple[str, str, str, str, str, str]:
    """A change as it is expected: of aliases and deprecations less than it says."""
    old, new = row["old"], row["new"]
    if row["change"] == "aliases":
        old, new = (", ".join(sorted(filter(None, each.split(", ")))) for each in (old, new))
    if row["change"] == "deprecated":
        old, new = (text(bool(each)) for each in (old, new))
    return (row["package"], row["command"], row["name"], row["change"], old, new)


@pytest.mark.parametrize("new", ["1.1.7", "1.2.0"])
def test_flag_by_flag(
    new: str, index: Path, place: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    proxy = local(PROXY) or str(tmp_path / "none")
    options = ["--git", f"{ISTIO}={place}", "--git", f"{PROXY}={proxy}", "--db", str(index)]
    code = main(["diff", "1.1.0", new, "--kind", "flag", "--kind", "command", "--json", *options])
    assert code == 0
    rows = json.loads(capsys.readouterr().out)
    shipped = {package for package, _ in truth("1.1.0") | truth(new)}
    got = {
        kind: {told(row) for row in rows if row["kind"] == kind and row["package"] in shipped}
        for kind in ("command", "flag")
    }
    renames = {change for kind in got.values() for change in kind if change[3] in _RENAMES}
    assert renames == RENAMED[new]
    assert got["command"] == commands_expected("1.1.0", new)
    assert got["flag"] == flags_expected("1.1.0", new)


def test_the_life_of_the_root_certificate(
    index: Path, place: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """No release note says that it became ten years."""
    git = ["--git", f"{ISTIO}={place}", "--db", str(index)]
    assert main(["diff", "1.1.0", "1.2.0", "--self-signed-ca-cert-ttl", "--json", *git]) == 0
    (row,) = json.loads(capsys.readouterr().out)
    assert (row["class"], row["change"]) == ("risky", "default")
    assert (row["old"], row["new"]) == ("8760h0m0s", "87600h0m0s")
    assert row["old_file"].endswith(".go")
    assert row["new_line"] > 0
