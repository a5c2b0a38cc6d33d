"""``xref check`` and ``xref rules``: options, exit status, formats, baseline and ``xref.toml``."""

from __future__ import annotations

import io
import json
import re
import xml.etree.ElementTree as ET
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from check_facts import KEEPER, MAIN, PROJECT, check_facts
from facts import COMMIT
from jsonschema import Draft202012Validator

from xref import store
from xref.__main__ import main
from xref.check.kinds import KINDS
from xref.check.rules import rules
from xref.cli import check as command

Run = Callable[..., str]

BAD = """\
apiVersion: v1
kind: Pod
containers:
- name: keep
  image: keeper
  args: [serve, --prt=1, --old=1, --port=8080]
"""
SARIF = json.loads((Path(__file__).parent / "sarif-parts.schema.json").read_text())
VALIDATOR = Draft202012Validator(SARIF)


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An index of two releases, and a folder with a bad file and a good one."""
    for tag in ("1.0.0", "1.1.0"):
        store.write_release(tmp_path / "i.db", check_facts(tag))
    monkeypatch.setenv("XREF_DB", str(tmp_path / "i.db"))
    monkeypatch.chdir(tmp_path)
    (tmp_path / "bad, file.yaml").write_text(BAD)
    (tmp_path / "good.yaml").write_text(BAD.replace("--prt=1, --old=1, --port=8080", "-p=1"))
    return tmp_path


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    def call(*words: str, status: int = 0, name: str = "check") -> str:
        capsys.readouterr()
        project = ("--project", PROJECT) if name == "check" else ()
        got = main([name, *words, *project])
        out, call.err = capsys.readouterr()  # type: ignore[attr-defined]
        assert got == status, call.err  # type: ignore[attr-defined]
        return out

    return call


def test_text(run: Run) -> None:
    out = run("bad, file.yaml", "good.yaml", status=1)
    first, evidence, *_ = out.splitlines()
    assert first.startswith("bad, file.yaml:6:17: error: container keep: `keeper serve` of 1.1.0")
    assert first.endswith("[unknown-flag]")
    assert evidence == f"    1.1.0: {MAIN}:15"
    assert "1 of level error, 1 of level warning, 1 of level note" in run.err  # type: ignore[attr-defined]
    assert "(2 files, 6 arguments examined)" in run.err  # type: ignore[attr-defined]
    assert run("good.yaml") == ""


@pytest.mark.parametrize(
    ("words", "status"),
    [
        ((), 1),
        (("--fail-on", "never"), 0),
        (("--fail-on", "warning"), 1),
        (("--tag", "1.0.0"), 1),
    ],
)
def test_exit_status(run: Run, words: tuple[str, ...], status: int) -> None:
    run("bad, file.yaml", *words, status=status)


def test_fail_on_a_milder_level(run: Run, here: Path) -> None:
    (here / "mild.yaml").write_text(BAD.replace("--prt=1, --old=1, ", ""))
    run("mild.yaml")
    run("mild.yaml", "--fail-on", "warning")
    run("mild.yaml", "--fail-on", "note", status=1)


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ((), "name the files to check"),
        (("nowhere.yaml",), "nowhere.yaml cannot be read"),
        (("--chart", "1.0.0"), "--chart and --image go together"),
        (("--both", "good.yaml"), "--chart and --image go together"),
        (("good.yaml", "--from", "1.0.0"), "--from and --to go together"),
        (("good.yaml", "--chart", "1.0.0", "--image", "1.1.0"), "take no files"),
        (("good.yaml", "--from", "1.0.0", "--to", "1.1.0", "--tag", "1.1.0"), "choose one of"),
        (("good.yaml", "--tag", "9.9.9"), "the index holds no"),
        (("good.yaml", "--kind", "prose"), "--kind"),
        (("good.yaml", "--config", "none.toml"), "none.toml"),
        (("good.yaml", "--baseline", "good.yaml"), "is no baseline"),
        (("good.yaml", "--baseline", "none.json"), "cannot be read"),
    ],
)
def test_wrong_use_is_one_line(run: Run, words: tuple[str, ...], says: str) -> None:
    run(*words, status=2)
    assert says in run.err  # type: ignore[attr-defined]
    assert run.err.count("\n") == 1  # type: ignore[attr-defined]


def test_json(run: Run) -> None:
    found = json.loads(run("bad, file.yaml", "--json", status=1))
    assert found[0] == {
        "rule": "unknown-flag",
        "level": "error",
        "confidence": "high",
        "file": "bad, file.yaml",
        "line": 6,
        "column": 17,
        "message": found[0]["message"],
        "program": "keeper",
        "command": "keeper serve",
        "name": "prt",
        "suggestions": ["--port"],
        "evidence": [{"file": MAIN, "line": 15}],
    }
    assert [one["rule"] for one in found] == ["unknown-flag", "deprecated-flag", "same-as-default"]
    assert json.loads(run("good.yaml", "--json")) == []


def test_standard_input(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    class Stdin:
        buffer = io.BytesIO(BAD.encode())

    monkeypatch.setattr("sys.stdin", Stdin)
    found = json.loads(run("-", "--json", status=1))
    assert (found[0]["file"], found[0]["line"]) == ("-", 6)


def test_a_folder_and_what_is_of_no_kind(run: Run, here: Path) -> None:
    (here / "inner" / ".hidden").mkdir(parents=True)
    (here / "inner" / "a.yaml").write_text(BAD)
    (here / "inner" / "b.svg").write_text("<svg/>")
    (here / "inner" / ".hidden" / "c.yaml").write_text(BAD)
    found = json.loads(run("inner", "--json", status=1))
    assert {one["file"] for one in found} == {"inner/a.yaml"}
    assert "of no kind that is checked: inner/b.svg" in run.err  # type: ignore[attr-defined]


def test_sarif(run: Run) -> None:
    log = json.loads(run("bad, file.yaml", "good.yaml", "--format", "sarif", status=1))
    VALIDATOR.validate(log)
    [made] = log["runs"]
    assert made["properties"]["argumentsExamined"] == 6
    assert [one["location"]["uri"] for one in made["artifacts"]] == [
        "bad%2C%20file.yaml", "good.yaml",
    ]  # fmt: skip
    first = made["results"][0]
    assert made["tool"]["driver"]["rules"][first["ruleIndex"]]["id"] == first["ruleId"]
    [place] = first["locations"]
    assert place["physicalLocation"] == {
        "artifactLocation": {"uri": "bad%2C%20file.yaml"},
        "region": {"startLine": 6, "startColumn": 17},
    }
    [related] = first["relatedLocations"]
    assert related["physicalLocation"]["artifactLocation"]["uri"] == (
        f"https://github.com/{PROJECT}/blob/{COMMIT}/{MAIN}"
    )
    empty = json.loads(run("good.yaml", "--format", "sarif"))
    VALIDATOR.validate(empty)
    assert empty["runs"][0]["results"] == []


def test_github(run: Run) -> None:
    lines = run("bad, file.yaml", "--format", "github", status=1).splitlines()
    assert [line.split(" ")[0] for line in lines] == ["::error", "::warning", "::notice"]
    assert lines[0].startswith(
        "::error file=bad%2C file.yaml,line=6,col=17,title=unknown-flag::container keep: "
    )


# The elements of JUnit's reports as Jenkins and others read them, with what each must and may have.
JUNIT: dict[str, tuple[set[str], set[str], set[str]]] = {
    "testsuites": (set(), {"name", "tests", "failures", "errors", "time"}, {"testsuite"}),
    "testsuite": (
        {"name", "tests"},
        {"failures", "errors", "skipped", "time"},
        {"properties", "testcase"},
    ),
    "properties": (set(), set(), {"property"}),
    "property": ({"name", "value"}, set(), set()),
    "testcase": ({"name", "classname"}, {"time"}, {"failure", "system-out"}),
    "failure": (set(), {"type", "message"}, set()),
    "system-out": (set(), set(), set()),
}


def test_junit(run: Run) -> None:
    root = ET.fromstring(run("bad, file.yaml", "good.yaml", "--format", "junit", status=1))
    assert root.tag == "testsuites"
    for element in root.iter():
        must, may, children = JUNIT[element.tag]
        assert must <= set(element.attrib) <= must | may
        assert {child.tag for child in element} <= children
    [suite] = root
    cases = suite.findall("testcase")
    assert (suite.get("tests"), suite.get("failures"), len(cases)) == ("4", "1", 4)
    assert [[child.tag for child in case] for case in cases] == [
        ["failure"], ["system-out"], ["system-out"], [],
    ]  # fmt: skip
    root = ET.fromstring(
        run("bad, file.yaml", "--format", "junit", "--fail-on", "warning", status=1)
    )
    assert root.get("failures") == "2"


@pytest.mark.parametrize("form", ["text", "json", "sarif", "github", "junit"])
def test_no_form_lets_a_file_take_over_the_terminal(run: Run, here: Path, form: str) -> None:
    (here / "evil.yaml").write_text(BAD.replace("--prt=1", '"--\\e[31m\\r\\n::error::x\\u202e"'))
    out = run("evil.yaml", "--format", form, status=1)
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]", out)
    assert not re.search(r"^::error::x", out, re.M)
    if form == "junit":
        ET.fromstring(out)


def test_baseline(run: Run, here: Path) -> None:
    run("bad, file.yaml", "--write-baseline", "base.json")
    assert json.loads((here / "base.json").read_text())["version"] == 1
    (here / "bad, file.yaml").write_text("# moved\n\n" + BAD)
    assert run("bad, file.yaml", "--baseline", "base.json") == ""
    (here / "bad, file.yaml").write_text(BAD.replace("--prt=1", "--other"))
    found = json.loads(run("bad, file.yaml", "--baseline", "base.json", "--json", status=1))
    assert [one["name"] for one in found] == ["other"]


def test_xref_toml(run: Run, here: Path) -> None:
    entry = '[[check.ignore]]\nrule = "unknown-flag"\nreason = "our own build"\n'
    (here / "xref.toml").write_text(entry + 'files = ["bad*"]\nname = "prt"\n')
    found = json.loads(run("bad, file.yaml", "--json"))
    assert [one["rule"] for one in found] == ["deprecated-flag", "same-as-default"]
    (here / "other.toml").write_text(entry + 'name = "another"\n')
    assert len(json.loads(run("bad, file.yaml", "--json", "--config", "other.toml", status=1))) == 3
    for wrong in (
        '[[check.ignore]]\nrule = "unknown-flag"\n',
        '[[check.ignore]]\nrule = "no-such"\nreason = "x"\n',
        '[[check.ignore]]\nrule = "unknown-flag"\nreason = "x"\nfile = "y"\n',
        "[check]\nignore = 3\n",
        "check = 1\n[",
    ):
        (here / "xref.toml").write_text(wrong)
        run("good.yaml", status=2)
        assert "xref.toml" in run.err  # type: ignore[attr-defined]


def test_skew_both_ways(run: Run) -> None:
    out = json.loads(run("--chart", "1.0.0", "--image", "1.1.0", "--json", status=1))
    assert [one["name"] for one in out] == ["gone"]
    assert "4 arguments examined" in run.err  # type: ignore[attr-defined]
    log = json.loads(
        run("--chart", "1.0.0", "--image", "1.1.0", "--both", "--format", "sarif", status=1)
    )
    VALIDATOR.validate(log)
    assert [[one["properties"]["name"] for one in part["results"]] for part in log["runs"]] == [
        ["gone"], ["added"],
    ]  # fmt: skip
    assert run("--chart", "1.1.0", "--image", "1.1.0") == ""


def test_a_move(run: Run) -> None:
    out = json.loads(
        run("good.yaml", "--from", "1.0.0", "--to", "1.1.0", "--json", "--fail-on", "note",
            status=1)
    )  # fmt: skip
    assert [(one["rule"], one["name"]) for one in out] == [("moved-default", "timeout")]


def test_what_the_index_lacks_is_built_first(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Any] = []

    def build_missing(index: Path, project: str, tags: Any, overrides: Any) -> None:
        asked.append((project, tuple(tags)))

    monkeypatch.setattr("xref.cli.missing.build_missing", build_missing)
    run("--chart", "1.1.0", "--image", "1.1.0")
    run("good.yaml", "--from", "1.1.0", "--to", "1.1.0")
    run("good.yaml")
    assert asked == [(PROJECT, ("1.1.0", "1.1.0"))] * 2


def test_rules_are_listed_and_documented(run: Run) -> None:
    listed = json.loads(run("--json", name="rules"))
    assert [one["rule"] for one in listed] == list(rules())
    assert all(set(one["kinds"]) <= set(KINDS) for one in listed)
    assert {kind for one in listed for kind in one["kinds"]} == set(KINDS)
    text = (Path(__file__).parent.parent / "docs" / "checks.md").read_text()
    for rule in rules():
        section = re.search(rf"^### `{rule}`\n(.*?)(?=^###? |\Z)", text, re.M | re.S)
        assert section, f"docs/checks.md has no section on {rule}"
        assert "Bad" in section[1], rule
        assert "Good" in section[1], rule


def test_rules_of_a_kind(run: Run) -> None:
    listed = json.loads(run("--kind", "values", "--json", name="rules"))
    assert "unknown-value" in {one["rule"] for one in listed}
    assert "unknown-flag" not in {one["rule"] for one in listed}
    run("--kind", "prose", name="rules", status=2)


def test_the_command_says_what_it_takes() -> None:
    assert command.check.__doc__
    assert KEEPER.rpartition("/")[2] == "keeper"


def test_the_examples_for_ci_name_options_that_there_are(run: Run) -> None:
    docs = Path(__file__).parent.parent / "docs"
    workflow = yaml.safe_load((docs / "check-workflow.yaml").read_text())
    hooks = yaml.safe_load((docs / "pre-commit-hooks.yaml").read_text())
    steps = [step["run"] for step in workflow["jobs"]["check"]["steps"] if "run" in step]
    called = [text for text in (*steps, *(hook["entry"] for hook in hooks)) if "xref check" in text]
    assert len(called) == 5
    helped = run("--help", name="check")
    for text in called:
        for option in re.findall(r" (--[a-z-]+)", text):
            assert option in helped, option
