"""``xref demo``: builds the bundled sample's git repositories, indexes them and shows answers.

Just below the command line, which hands it the means to call commands as a user would. The sample
(``xref/sample``) is a small mesh of our own: each folder of ``sample/REPOSITORY`` is one commit,
laid over the one before; ``COMMIT.removed`` beside it lists the files that go.
"""

from __future__ import annotations

import os
import shlex
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import git

from xref.errors import XrefError

SAMPLE = Path(__file__).parent / "sample"
PROJECT = "lagoon-mesh/lagoon"
PROXY = "lagoon-mesh/proxy"
PIN = b"@PROXY_COMMIT@"
"""Stands in the control plane's files for the commit of the proxy that the release carries."""

IDENTITY = "Lagoon <lagoon@example.invalid>"
FIRST_DAY = 1_546_300_800
DAYS_BETWEEN = 30 * 24 * 3600
"""Commits are made at fixed times (seconds of the epoch), so that their ids are always the same."""


@dataclass(frozen=True, slots=True)
class Step:
    """One commit: its folder in the sample, its tag or "", and the step of the proxy it pins."""

    folder: str
    tag: str
    pins: str = ""


PROXY_STEPS = (Step("1.0.0", "1.0.0"), Step("pinned-by-1.1.0", ""), Step("1.1.0", "1.1.0"))
CONTROL_STEPS = (Step("1.0.0", "1.0.0", "1.0.0"), Step("1.1.0", "1.1.0", "pinned-by-1.1.0"))

COMMANDS = (
    ("Two releases are read from git, nothing is compiled:", ("build", "1.0.0", "1.1.0")),
    ("What was read, and the proxy's commit that each pins:", ("releases",)),
    ("A flag, and the line that its default comes from:", ("where", "--monitoringPort")),
    ("The images, and what each starts:", ("images",)),
    ("The pods that the charts make, and the one that a user's pod becomes:", ("workloads",)),
    ("One of them, down to each flag that is set:", ("where", "lagoon-reef", "--kind", "workload")),
    ("Who listens where, and what sets it:", ("ports",)),
    ("A port: the program has a default, the chart empties it, Envoy listens:", ("where", "8183")),
    ("What the newer release changes of a program:", ("diff", "1.0.0", "1.1.0", "gauged")),
    ("Since when a flag is as it is:", ("history", "--monitoringPort")),
)
"""What the demo runs, with a word about each; the project that all are given is left out."""


def make_repositories(folder: Path) -> dict[str, Path]:
    """Build the sample's bare repositories in ``folder``; their paths by ``OWNER/NAME``.

    The commit ids depend on the sample alone, not on the user's git configuration. Raises
    XrefError where git cannot write there.
    """
    try:
        proxy_path, control_path = folder / "proxy.git", folder / "lagoon.git"
        proxy = _make(proxy_path, SAMPLE / "proxy", PROXY_STEPS, {})
        _make(control_path, SAMPLE / "control", CONTROL_STEPS, proxy)
    except (git.GitError, OSError) as error:
        reason = str(error).strip().splitlines()[-1]
        raise XrefError(f"the sample cannot be built in {folder}: {reason}") from error
    return {PROJECT: control_path, PROXY: proxy_path}


Call = Callable[[list[str]], int]
"""Runs a command of xref, given as its words, and gives the exit status."""


def run(call: Call, keep: Path | None = None) -> int:
    """Show xref at work on the sample, in ``keep`` or a folder that goes away; the exit status.

    Raises XrefError where ``keep`` is in use, and whatever ``call`` raises.
    """
    if keep is None:
        with tempfile.TemporaryDirectory(prefix="xref-demo-") as name:
            return _show(call, Path(name), kept=False)
    if keep.exists() and any(keep.iterdir()):
        raise XrefError(f"{keep} is not empty: name a new folder for the demo")
    keep.mkdir(parents=True, exist_ok=True)
    return _show(call, keep.resolve(), kept=True)


def _show(call: Call, folder: Path, *, kept: bool) -> int:
    """Build, index and query the sample in ``folder``; the first exit status that is not 0."""
    index = folder / "xref.db"
    places = [f"--git={name}={path}" for name, path in make_repositories(folder).items()]
    with _environment({"XREF_DB": str(index), "XDG_CACHE_HOME": str(folder / "cache")}):
        for about, command in COMMANDS:
            words = [*command, "--project", PROJECT, *(places if command[0] == "build" else ())]
            _say(f"\n{about}\n$ xref {shlex.join(words)}")
            status = call(words)
            if status:
                return status
    _say("\n" + "\n".join(_what_next(index if kept else None)))
    return 0


def _what_next(index: Path | None) -> Iterator[str]:
    """The closing lines; ``index`` is the one that is kept."""
    if index is None:
        yield "Nothing was kept. `xref demo --keep DIR` keeps the sample and its index."
    else:
        yield "The sample and its index are kept. To go on with them:"
        yield f"  export XREF_DB={shlex.quote(str(index))}"
        yield f"  xref search certificate --project {PROJECT}"
        yield f"  xref map --project {PROJECT} --output chain.svg"
    yield "Then the real thing: `xref build 1.1.0` and `xref where mixs`."


def _say(text: str) -> None:
    """Print a line before the commands print theirs: they may write past Python's buffer."""
    print(text)
    sys.stdout.flush()


@contextmanager
def _environment(settings: dict[str, str]) -> Iterator[None]:
    """Set variables of this process, and put the old ones back."""
    before = {name: os.environ.get(name) for name in settings}
    os.environ.update(settings)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value


def _make(path: Path, source: Path, steps: Iterable[Step], pins: dict[str, str]) -> dict[str, str]:
    """Make the bare repository ``path`` of ``steps``; the commit ids by the steps' folders.

    ``pins`` are the proxy's commit ids, by the folders of its steps.
    """
    steps = tuple(steps)
    command = git.Git(str(path.parent))
    # GIT_DIR holds git to this repository wherever the caller's environment points.
    env = {
        "GIT_DIR": str(path),
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_SYSTEM": os.devnull,
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_CONFIG_COUNT": "0",
        "GIT_DEFAULT_HASH": "sha1",
    }
    command.init("--quiet", "--bare", "--template=", "--initial-branch=main", env=env)
    with tempfile.TemporaryFile() as stream:
        stream.writelines(_history(source, steps, pins))
        stream.seek(0)
        marks = path / "sample-marks"
        command.fast_import("--quiet", f"--export-marks={marks}", istream=stream, env=env)
    ids = dict(line.split() for line in marks.read_text("ascii").splitlines())
    marks.unlink()
    return {step.folder: ids[f":{mark}"] for mark, step in enumerate(steps, start=1)}


def _history(source: Path, steps: Iterable[Step], pins: dict[str, str]) -> Iterator[bytes]:
    """A stream for ``git fast-import``: a commit for each step, marked 1, 2, ..., and its tag."""
    files: dict[str, bytes] = {}
    for mark, step in enumerate(steps, start=1):
        files = _laid_over(files, source, step.folder)
        who = f"{IDENTITY} {FIRST_DAY + mark * DAYS_BETWEEN} +0000\n".encode()
        message = f"{source.name} {step.folder}\n"
        yield f"commit refs/heads/main\nmark :{mark}\n".encode()
        yield b"author " + who + b"committer " + who + _data(message.encode()) + b"deleteall\n"
        for name, content in sorted(files.items()):
            mode = "100755" if name.endswith(".sh") else "100644"
            pinned = content.replace(PIN, pins[step.pins].encode()) if step.pins else content
            yield f"M {mode} inline {name}\n".encode() + _data(pinned)
        if step.tag:
            yield f"tag {step.tag}\nfrom :{mark}\n".encode()
            yield b"tagger " + who + _data(message.encode())


def _data(content: bytes) -> bytes:
    """A data block of ``git fast-import``."""
    return f"data {len(content)}\n".encode() + content + b"\n"


def _laid_over(files: dict[str, bytes], source: Path, folder: str) -> dict[str, bytes]:
    """``files`` (content by path) with those of a step's folder, and without those it removes."""
    root = source / folder
    found = {p.relative_to(root).as_posix(): p.read_bytes() for p in root.rglob("*") if p.is_file()}
    listed = source / f"{folder}.removed"
    removed = set(listed.read_text("utf-8").split()) if listed.exists() else set()
    return {name: text for name, text in {**files, **found}.items() if name not in removed}
