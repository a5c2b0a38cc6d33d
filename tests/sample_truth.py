"""What the sample's programs say when they are really compiled: ``tests/truth/sample-TAG.json``.

Compiling happens in a temporary folder, with the copy of cobra that ``gocases`` makes: it dumps the
command tree in place of executing it. ``$HOME`` is set to its own name, as xref writes it, and no
other variable is set, so that environment variables have their fall-backs.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import gocases
from git import Repo

TRUTH = Path(__file__).parent / "truth"
MODULE = "lagoon.example/lagoon"
Programs = dict[str, dict[str, Any]]
"""By package folder: ``{"commands": [...]}`` as tests/cases/README.md describes it."""


def load(tag: str) -> Programs:
    """The truth of a release, as the repository holds it."""
    programs: Programs = json.loads(_file(tag).read_text("utf-8"))["programs"]
    return programs


def save(tag: str, programs: Programs) -> None:
    """Make ``programs`` the truth of a release."""
    text = json.dumps({"tag": tag, "programs": programs}, indent=1, ensure_ascii=False)
    _file(tag).parent.mkdir(exist_ok=True)
    _file(tag).write_text(text + "\n", "utf-8", newline="\n")


def compiled(repository: Path, tag: str, folder: Path) -> Programs:
    """Compile all programs of a release in ``folder`` (empty) and let them dump their trees.

    Raises gocases.NoToolchain, and AssertionError where one does not build or says nothing.
    """
    go = shutil.which("go")
    if go is None:
        raise gocases.NoToolchain("no go command")
    gocases._copy_modules(go, folder)
    packages = _write_tree(repository, tag, folder / "src")
    _run([go, "vet", "./..."], folder / "src")
    _run([go, "build", "-o", "../bin/", *(f"./{package}" for package in packages)], folder / "src")
    return {package: _dump(folder, package) for package in packages}


def _file(tag: str) -> Path:
    return TRUTH / f"sample-{tag}.json"


def _write_tree(repository: Path, tag: str, root: Path) -> list[str]:
    """Write the Go files of a release, ready to dump; the folders of its main packages, sorted."""
    packages = set()
    for blob in Repo(repository).commit(tag).tree.traverse():
        if blob.type != "blob" or not blob.path.endswith(".go"):
            continue
        text = blob.data_stream.read().decode()
        if "\npackage main\n" in text:
            packages.add(str(Path(blob.path).parent))
        if "\tflag.Parse()\n" in text:
            text = text.replace("\tflag.Parse()\n", "\tdumpflag.Parse(flag.CommandLine)\n")
            text = text.replace(
                "package main\n", f'package main\n\nimport "{MODULE}/dumpflag"\n', 1
            )
        path = root / blob.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    (root / "dumpflag").mkdir()
    harness = gocases.HARNESS / "dumpflag.go"
    (root / "dumpflag" / "dumpflag.go").write_bytes(harness.read_bytes())
    requires = "".join(f"require {path} {v}\n" for path, v in gocases.MODULES.items())
    replaces = "".join(
        f"replace {path} => ../{path.rpartition('/')[2]}\n" for path in gocases.MODULES
    )
    (root / "go.mod").write_text(f"module {MODULE}\n\ngo 1.17\n\n{requires}{replaces}", "utf-8")
    return sorted(packages)


def _dump(folder: Path, package: str) -> dict[str, Any]:
    """Run a compiled program and read what it dumps."""
    name = Path(package).name
    dump = folder / f"{name}.json"
    done = subprocess.run(
        [name],
        executable=folder / "bin" / name,
        env={"XREF_DUMP": str(dump), "HOME": "$HOME"},
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert dump.exists(), f"{package} dumped nothing ({done.returncode}): {done.stderr}"
    tree: dict[str, Any] = json.loads(dump.read_text("utf-8"))
    return tree


def _run(command: list[str], folder: Path) -> None:
    settings = {"GOFLAGS": "-mod=mod -buildvcs=false", "GOWORK": "off", "GOTOOLCHAIN": "local"}
    done = subprocess.run(
        command, cwd=folder, env={**os.environ, **settings}, capture_output=True, text=True
    )
    assert done.returncode == 0, f"{' '.join(command)}:\n{done.stdout}{done.stderr}"
