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
BUILDS, ANSWERS = 5, 15


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

    def first(watched: bool) -> Run:
        for path in cold:
            shutil.rmtree(path, ignore_errors=True)
            if path.is_file():
                path.unlink()
        return run([*XREF, "build", "--quiet", FIRST], env, watched)

    commands = {
        f"xref build {FIRST}, cold cache": first,
        f"then xref build {SECOND}": lambda w: run([*XREF, "build", "--quiet", SECOND], env, w),
    }
    if shutil.which("ctags"):
        tags = ["ctags", "-R", "--languages=Go", "-f", str(folder / "tags"), "."]
        commands["ctags -R --languages=Go"] = lambda w: run(tags, env, w, checkout)
    else:
        print("ctags is not installed: nothing to hold the build against")
    figures = rounds(BUILDS, commands)
    _show(figures)
    _ratio(figures[1], figures[0])
    if len(figures) > 2:
        _ratio(figures[0], figures[2])


def _answers(env: Mapping[str, str]) -> None:
    empty = [sys.executable, str(Path(__file__).parent / "empty.py"), "one"]
    commands = {
        "an empty typer program": lambda w: run(empty, env, w),
        "xref where mixs": lambda w: run([*XREF, "where", "mixs"], env, w),
        "xref flags mixs": lambda w: run([*XREF, "flags", "mixs"], env, w),
    }
    figures = rounds(ANSWERS, commands)
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
