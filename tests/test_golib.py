"""Holds our own small Go libraries (``xref/golang/stdlib``) against the real ones.

The programs ``golib/program`` and ``golib/newer`` register flags in every way, and tell what else
they saw as defaults of more flags. What they write with the real libraries is kept in
``golib/program.json`` and ``golib/newer.json``; with ours, which are copied into a module under
rewritten import paths, they must write the same. What the interpreter does natively is stood in for
by ``golib/shims``. Without Go these tests are skipped; the interpreter is held against the
references either way. After a change of a program write them anew:
``GOLIB_WRITE=1 pytest tests/test_golib.py -k reference_is``.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from xref.golang.program import evaluate, new_loader
from xref.golang.sources import Tree

HERE = Path(__file__).parent / "golib"
STDLIB = Path(__file__).parents[1] / "xref" / "golang" / "stdlib"
#: The programs, each a module: of pflag 1.0.3 and cobra 0.0.4, and of what later releases have.
PROGRAMS = ("program", "newer")
#: The packages that files of ours may import without being ours.
NATIVE = {"fmt", "strings", "strconv", "time", "sort", "errors", "os", "net", "bytes", "io"}
#: Packages of ours that hold but types, whose functions are native: the real ones serve instead.
TYPES_ALONE = {"fmt", "runtime"}
#: Commands that the compiled programs add: they parse and execute, where the interpreter ends.
NOT_EVALUATED = {f"root {n}" for n in ("parsing", "standard-parsing", "executed", "help")}
COMMAND_FIELDS = ("aliases", "short", "long", "hidden", "deprecated", "runnable")
FLAG_FIELDS = (
    *("name", "shorthand", "type", "default", "no_opt_default"),
    *("usage", "persistent", "hidden", "deprecated"),
)
IMPORT = re.compile(r'^(import (?:\w+ )?|\t(?:\w+ )?)"([^"]+)"$', re.M)

Facts = list[dict[str, Any]]


def own_packages() -> list[str]:
    """The import paths of our libraries."""
    folders = {f.parent.relative_to(STDLIB).as_posix() for f in STDLIB.rglob("*.go")}
    return sorted(folders)


def own_files() -> list[Path]:
    return sorted(STDLIB.rglob("*.go"))


def imports_of(text: str) -> set[str]:
    """The import paths of a gofmt'd file."""
    return {m[2] for m in IMPORT.finditer(head_and_rest(text)[0])}


def head_and_rest(text: str) -> tuple[str, str]:
    """A file up to its first declaration, and from there: only the head has imports."""
    found = re.search(r"^(?:const|func|type|var)\b", text, re.M)
    at = found.start() if found else len(text)
    return text[:at], text[at:]


def rewritten(text: str, packages: list[str]) -> str:
    """The file with ``golib/`` before the import paths of our packages."""
    head, rest = head_and_rest(text)
    own = set(packages) - TYPES_ALONE
    head = IMPORT.sub(lambda m: f'{m[1]}"golib/{m[2]}"' if m[2] in own else m[0], head)
    return head + rest


def run_go(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the ``go`` command that is installed, without fetching another."""
    environment = {**os.environ, "GOFLAGS": "-mod=mod", "GOTOOLCHAIN": "local"}
    return subprocess.run(
        ["go", *arguments],
        cwd=folder,
        capture_output=True,
        text=True,
        encoding="utf-8",
        env=environment,
    )


def go(folder: Path, *arguments: str) -> str:
    """The standard output of the ``go`` command.

    :raises AssertionError: if it fails, with what it said.
    """
    done = run_go(folder, *arguments)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def toolchain() -> str:
    if shutil.which("go") is None:
        pytest.skip("there is no Go toolchain")
    found = go(HERE, "env", "GOVERSION").strip()
    release = re.match(r"go1\.(\d+)", found)
    if release is None or int(release[1]) < 21:
        pytest.skip(f"the program needs go1.21 or later; this is {found}")
    return found


@pytest.fixture(scope="module")
def ours(toolchain: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A module of our libraries, the stand-ins for natives, and the programs."""
    module = tmp_path_factory.mktemp("ours")
    packages = own_packages()
    (module / "go.mod").write_text("module golib\n\ngo 1.21\n", encoding="utf-8")
    copies = [(file, module / file.relative_to(STDLIB)) for file in own_files()]
    for name in PROGRAMS:
        copies += [(file, module / name / file.name) for file in program_files(name)]
    for file, target in copies:
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(rewritten(file.read_text(encoding="utf-8"), packages), encoding="utf-8")
    for shim in sorted((HERE / "shims").rglob("*.go")):
        shutil.copy(shim, module / shim.relative_to(HERE / "shims"))
    return module


@pytest.fixture(scope="module", params=PROGRAMS)
def real(
    toolchain: str, request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """A module of one program alone, with the real pflag and cobra; the folder has its name."""
    module = tmp_path_factory.mktemp("real") / str(request.param)
    module.mkdir()
    for file in (HERE / module.name / "go.mod", HERE / module.name / "go.sum"):
        shutil.copy(file, module)
    done = run_go(module, "mod", "download")
    if done.returncode != 0:
        pytest.skip(f"the real modules cannot be had: {done.stderr.strip()[-200:]}")
    for file in program_files(module.name):
        shutil.copy(file, module)
    return module


def program_files(name: str) -> list[Path]:
    """A program's files with ``dump.go`` for ``main.go``."""
    files = [f for f in sorted((HERE / name).glob("*.go")) if f.name != "main.go"]
    return [*files, HERE / "dump.go"]


def dumped(folder: Path) -> Facts:
    facts: Facts = json.loads(go(folder, "run", "."))
    return facts


def by_flag(facts: Facts) -> dict[str, Any]:
    """The facts with a key each: the command's path, and the flag's name where it is one."""
    out: dict[str, Any] = {}
    for command in facts:
        out[command["path"]] = {k: v for k, v in command.items() if k != "flags"}
        for flag in command["flags"]:
            out[f"{command['path']} --{flag['name']}"] = flag
    return out


def reference(name: str) -> Facts:
    """What the real libraries do with a program, as it was written down."""
    facts: Facts = json.loads((HERE / f"{name}.json").read_text(encoding="utf-8"))
    return facts


def differences(found: Facts, expected: Facts) -> dict[str, tuple[Any, Any]]:
    """What is found and what is expected, for each command and flag where they differ."""
    ours, real = by_flag(found), by_flag(expected)
    keys = [k for k in {**ours, **real} if ours.get(k) != real.get(k)]
    return {k: (ours.get(k), real.get(k)) for k in keys}


def test_libraries_are_valid_go(ours: Path) -> None:
    paths = [f"./{p}" for p in own_packages()]
    assert go(ours, "list", *paths).split() == [f"golib/{p}" for p in own_packages()]
    go(ours, "build", *paths)
    # What the standard library's own names make vet frown upon is left out.
    go(ours, "vet", "-copylocks", "-assign", "-unreachable", "-bools", *paths)


def test_libraries_are_gofmt_clean(toolchain: str) -> None:
    gofmt = shutil.which("gofmt")
    if gofmt is None:
        pytest.skip("there is no gofmt")
    for folder in (STDLIB, HERE):
        done = subprocess.run([gofmt, "-l", folder], capture_output=True, text=True, check=True)
        assert done.stdout == ""


@pytest.mark.parametrize("name", PROGRAMS)
def test_ours_behave_as_the_reference(ours: Path, name: str) -> None:
    assert differences(dumped(ours / name), reference(name)) == {}


def test_the_reference_is_what_the_real_libraries_do(real: Path) -> None:
    facts = dumped(real)
    if os.environ.get("GOLIB_WRITE"):
        text = json.dumps(facts, ensure_ascii=False, indent=1)
        (HERE / f"{real.name}.json").write_text(text + "\n", encoding="utf-8")
    assert differences(facts, reference(real.name)) == {}


def test_the_references_cover_each_type() -> None:
    facts = [command for name in PROGRAMS for command in reference(name)]
    types = {flag["type"] for command in facts for flag in command["flags"]}
    source = "".join(f.read_text(encoding="utf-8") for f in own_files() if "pflag" in f.parts)
    named = set(re.findall(r'Type\(\) string \{\n\treturn "(\w*)"', source))
    assert len(named) == 40
    assert named <= types


def evaluated(name: str) -> dict[str, Any]:
    """What the interpreter finds in a program, with our libraries: as :func:`by_flag`."""
    files = {f.name: f.read_bytes() for f in (HERE / name).glob("*.go")}
    tree = Tree(
        {"": [(n, n) for n in sorted(files)]},
        lambda keys: ((key, files[key]) for key in keys),
        {"golib": ""},
    )
    outcome = evaluate(new_loader(tree), "", "root")
    assert outcome.diagnostics == ()
    assert outcome.commands
    found: dict[str, Any] = {}
    for command in outcome.commands:
        found[command.path] = {k: getattr(command, k) for k in COMMAND_FIELDS}
        for flag in command.flags:
            facts = {k: getattr(flag, k) for k in FLAG_FIELDS}
            found[f"{command.path} --{flag.name}"] = {**facts, "status": flag.status.value}
    return found


@pytest.mark.parametrize("name", PROGRAMS)
def test_the_interpreter_agrees_with_the_reference(name: str) -> None:
    facts = [c for c in reference(name) if c["path"] not in NOT_EVALUATED]
    expected: dict[str, Any] = {}
    for key, fact in by_flag(facts).items():
        if "type" in fact:
            expected[key] = {**{k: fact[k] for k in FLAG_FIELDS}, "status": "exact"}
        else:
            expected[key] = {k: fact[k] for k in COMMAND_FIELDS}
            expected[key]["aliases"] = tuple(fact["aliases"])
    found = evaluated(name)
    keys = [k for k in {**found, **expected} if found.get(k) != expected.get(k)]
    assert {k: (found.get(k), expected.get(k)) for k in keys} == {}


def test_what_depends_on_the_machine_is_never_exact() -> None:
    """Our Go code must hand an unknown on, not branch around it."""
    found = {key: fact for key, fact in evaluated("machine").items() if "status" in fact}
    assert len(found) == (HERE / "machine" / "main.go").read_text(encoding="utf-8").count(', "")\n')
    exact = [fact["name"] for fact in found.values() if fact["status"] == "exact"]
    assert exact == ["known"]
    environment = {f["name"]: f["default"] for f in found.values() if f["status"] == "environment"}
    assert environment == {"home": "$HOME/x", "homes": "[$HOME/x,]"}
    unknown = [fact for fact in found.values() if fact["status"] == "unknown"]
    assert {fact["default"] for fact in unknown} == {""}
    assert len(unknown) == len(found) - 3


@pytest.mark.parametrize("path", own_packages())
def test_library_keeps_to_what_the_interpreter_runs(path: str) -> None:
    """No goroutine, channel operation, generic, build tag or import that is not modelled."""
    allowed = NATIVE | set(own_packages())
    for file in sorted((STDLIB / path).glob("*.go")):
        text = file.read_text(encoding="utf-8")
        assert imports_of(text) <= allowed, file
        assert not re.search(
            r"^\s*(go |select \{|goto )|//go:build|\bunsafe\.|\breflect\.", text, re.M
        )
        assert not re.search(r"^(func|type) \w+\[\w+ ", text, re.M), file
        assert text.count("\n") <= 400, file
        assert re.search(rf"^package {path.rpartition('/')[2]}$", text, re.M), file
