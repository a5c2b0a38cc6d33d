"""``make bench``: how fast xref is, beside ctags and beside an empty typer program."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

from bench.measure import Figure, Run, rounds, run
from xref.errors import XrefError
from xref.gitsource import Repository, locate

PROJECT, FIRST, SECOND = "istio/istio", "1.1.0", "1.1.1"
XREF = [sys.executable, "-m", "xref"]
BUILDS, ANSWERS = 3, 15


def main() -> int:
    """Measure and print."""
    try:
        repository = locate(PROJECT, {}, tags=[FIRST, SECOND])
    except XrefError as error:
        print(f"not measured: {error}")
        return 0
    with repository, tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        env = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
        env |= {"XDG_CACHE_HOME": str(folder / "cache"), "XREF_DB": str(folder / "index.db")}
        _builds(repository, folder, env)
        _answers(env)
    return 0


def _builds(repository: Repository, folder: Path, env: Mapping[str, str]) -> None:
    checkout = folder / "checkout"
    _check_out(repository, checkout)
    cold = [folder / "cache", folder / "index.db"]

    def first() -> Run:
        for path in cold:
            shutil.rmtree(path, ignore_errors=True)
            path.unlink(missing_ok=True) if path.is_file() else None
        return run([*XREF, "build", "--quiet", FIRST], env)

    commands = {
        f"xref build {FIRST}, cold cache": first,
        f"then xref build {SECOND}": lambda: run([*XREF, "build", "--quiet", SECOND], env),
    }
    if shutil.which("ctags"):
        tags = ["ctags", "-R", "--languages=Go", "-f", str(folder / "tags"), "."]
        commands["ctags -R --languages=Go"] = lambda: run(tags, env, checkout)
    else:
        print("ctags is not installed: nothing to hold the build against")
    figures = list(rounds(BUILDS, commands).values())
    _show(figures)
    _ratio(figures[1], figures[0])
    if len(figures) > 2:
        _ratio(figures[0], figures[2])


def _answers(env: Mapping[str, str]) -> None:
    empty = [sys.executable, str(Path(__file__).parent / "empty.py"), "one"]
    commands = {
        "an empty typer program": lambda: run(empty, env),
        "xref where mixs": lambda: run([*XREF, "where", "mixs"], env),
        "xref flags mixs": lambda: run([*XREF, "flags", "mixs"], env),
    }
    figures = list(rounds(ANSWERS, commands).values())
    _show(figures)
    for figure in figures[1:]:
        _ratio(figure, figures[0])


def _show(figures: list[Figure]) -> None:
    for figure in figures:
        print(figure)


def _ratio(a: Figure, b: Figure) -> None:
    print(f"    {a.name} / {b.name}: {a.median / b.median:.2f}")


def _check_out(repository: Repository, folder: Path) -> None:
    """Write the first tag's files, as a checkout would; files whose blobs are missing are not."""
    commit = repository.commit(FIRST)
    paths: dict[str, list[str]] = {}
    for entry in repository.tree(commit.id):
        if entry.mode & 0o170000 == 0o100000:
            paths.setdefault(entry.blob, []).append(entry.path)
    for blob, data in repository.read_blobs(paths):
        for path in paths[blob] if data is not None else ():
            target = folder / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data or b"")


if __name__ == "__main__":
    sys.exit(main())
