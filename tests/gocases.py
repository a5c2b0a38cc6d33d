"""The interpreter's cases (``tests/cases``): loads them, and asks a Go toolchain what is true.

Used by the tests that run the interpreter over the cases, and by ``test_cases_go``, which compiles
every case against the real cobra and pflag. Compiling happens in a temporary folder: both modules
are copied there, and the copy of cobra dumps the command tree in place of executing it. Programs
of the standard flags alone have their ``Parse`` calls rewritten to a dump.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

CASES = Path(__file__).parent / "cases"
HARNESS = CASES / "_harness"
MODULES = {"github.com/spf13/cobra": "v0.0.5", "github.com/spf13/pflag": "v1.0.3"}

GO_VERSION = "1.22"
AREA_GO_VERSIONS = {"loopvar": "1.20"}
"""Areas whose module says another language version: before 1.22 a loop had one variable for all."""

EXECUTE = "func (c *Command) ExecuteC() (cmd *Command, err error) {\n"
STANDARD_PARSE = re.compile(r"\b(flag|fs)\.Parse\(")


class NoToolchain(Exception):
    """There is no Go toolchain, or the modules cannot be had; ``str()`` is the reason."""


@dataclass(frozen=True, slots=True)
class Case:
    """A Go program and what it is known to say.

    ``expected`` is ``{"commands": [...]}`` as ``tests/cases/README.md`` describes it, empty where
    the JSON file is yet to be generated. ``go_version`` is its module's ``go`` line.
    """

    area: str
    name: str
    source: Path
    expected: dict[str, Any]

    @property
    def key(self) -> str:
        return f"{self.area}/{self.name}"

    @property
    def expected_file(self) -> Path:
        return self.source.with_suffix(".json")

    @property
    def go_version(self) -> str:
        return AREA_GO_VERSIONS.get(self.area, GO_VERSION)


def load_cases() -> list[Case]:
    """All cases, sorted by area and name."""
    sources = sorted(p for p in CASES.glob("*/*.go") if p.parent != HARNESS)
    return [_load(source) for source in sources]


def _load(source: Path) -> Case:
    file = source.with_suffix(".json")
    expected = json.loads(file.read_text("utf-8")) if file.exists() else {}
    return Case(source.parent.name, source.stem, source, expected)


def write_expected(case: Case, tree: dict[str, Any]) -> None:
    """Make ``tree`` what ``case`` expects."""
    text = json.dumps(tree, indent=1, ensure_ascii=False)
    case.expected_file.write_text(text + "\n", "utf-8", newline="\n")


def compiled_trees(cases: Sequence[Case], folder: Path) -> dict[str, dict[str, Any]]:
    """Compile and run all cases in ``folder`` (empty); their trees by ``Case.key``.

    Raises NoToolchain, and CalledProcessError or AssertionError for a case that does not compile,
    fails, or never reaches ``Execute`` or ``Parse``.
    """
    go = shutil.which("go")
    if go is None:
        raise NoToolchain("no go command")
    _copy_modules(go, folder)
    for version in sorted({case.go_version for case in cases}):
        _build(go, folder, version, [case for case in cases if case.go_version == version])
    return {case.key: _run(case, folder) for case in cases}


def unformatted(cases: Sequence[Case]) -> set[str]:
    """The keys of the cases that gofmt would change. Raises NoToolchain."""
    gofmt = shutil.which("gofmt")
    if gofmt is None:
        raise NoToolchain("no gofmt command")
    files = {str(case.source): case.key for case in cases}
    return {files[line] for line in _call([gofmt, "-l", *files], CASES).splitlines()}


def _copy_modules(go: str, folder: Path) -> None:
    """Copy cobra and pflag into ``folder``, free of other modules, so that nothing is fetched."""
    wanted = [f"{path}@{version}" for path, version in MODULES.items()]
    try:
        answer = _call([go, "mod", "download", "-json", *wanted], folder)
    except subprocess.CalledProcessError as error:
        reasons = [m["Error"] for m in _json_values(error.stdout) if "Error" in m]
        raise NoToolchain("; ".join(reasons) or error.stderr) from error
    for module in _json_values(answer):
        target = folder / module["Path"].rpartition("/")[2]
        shutil.copytree(module["Dir"], target, copy_function=shutil.copyfile)
        for path in (target, *target.rglob("*")):
            path.chmod(0o755 if path.is_dir() else 0o644)
        (target / "go.mod").write_text(f"module {module['Path']}\n\ngo 1.12\n", "utf-8")
    command = folder / "cobra" / "command.go"
    before, opening, after = command.read_text("utf-8").partition(EXECUTE)
    assert opening, "cobra's ExecuteC does not look as it did"
    command.write_text(before + opening + "\tdumpTree(c.Root())\n" + after, "utf-8")
    shutil.copy(HARNESS / "dump_cobra.go", folder / "cobra")


def _json_values(text: str) -> Iterator[dict[str, Any]]:
    """The JSON values that stand one after another in ``text``."""
    decoder = json.JSONDecoder()
    while text := text.strip():
        value, end = decoder.raw_decode(text)
        yield value
        text = text[end:]


def _build(go: str, folder: Path, version: str, cases: Sequence[Case]) -> None:
    """Compile ``cases`` as the commands of one module, into ``folder/bin``."""
    module = folder / f"go{version}"
    requires = "".join(f"require {path} {v}\n" for path, v in MODULES.items())
    replaces = "".join(f"replace {p} => ../{p.rpartition('/')[2]}\n" for p in MODULES)
    _write(module / "go.mod", f"module cases\n\ngo {version}\n\n{requires}{replaces}".encode())
    _write(module / "dumpflag" / "dumpflag.go", (HARNESS / "dumpflag.go").read_bytes())
    for case in cases:
        _write(module / _program(case) / "main.go", _instrumented(case.source.read_bytes()))
    binaries = folder / "bin"
    binaries.mkdir(exist_ok=True)
    _call(
        [go, "build", "-trimpath", "-ldflags=-s -w", "-o", f"{binaries}{os.sep}", "./..."], module
    )


def _instrumented(source: bytes) -> bytes:
    """``source``, its ``Parse`` calls turned to dumps if the standard flags are all it has."""
    text = source.decode()
    if "spf13/" in text:
        return source
    text = STANDARD_PARSE.sub(
        lambda m: f"dumpflag.Parse({'flag.CommandLine' if m[1] == 'flag' else m[1]}, ", text
    )
    return text.replace("package main", 'package main\n\nimport "cases/dumpflag"\n', 1).encode()


def _run(case: Case, folder: Path) -> dict[str, Any]:
    """What the compiled case dumps, with no variable of this environment set."""
    dump = folder / f"{_program(case)}.json"
    done = subprocess.run(
        [case.name],
        executable=folder / "bin" / _program(case),
        env={"XREF_DUMP": str(dump)},
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert dump.exists(), f"{case.key} dumped nothing ({done.returncode}): {done.stderr}"
    tree: dict[str, Any] = json.loads(dump.read_text("utf-8"))
    return tree


def _program(case: Case) -> str:
    return f"{case.area}_{case.name}"


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def _call(command: Sequence[str], folder: Path) -> str:
    """The standard output of a Go tool; a failure's text goes into the error's notes."""
    settings = {"GOFLAGS": "-mod=mod -buildvcs=false", "GOWORK": "off", "GOTOOLCHAIN": "local"}
    try:
        done = subprocess.run(
            command,
            cwd=folder,
            env={**os.environ, **settings},
            capture_output=True,
            text=True,
            check=True,
        )
    except subprocess.CalledProcessError as error:
        error.add_note(f"{error.stdout}\n{error.stderr}")
        raise
    return done.stdout
