"""Runs git through GitPython, and makes its failures one line.

The only module that starts git. Each call names its repository outright, so that neither the
current folder nor a surrounding git (an alias, a hook) has a say, and none can run code that a
repository's own config names: hooks, monitors and helpers are off, and what a reading command
misses is never fetched behind our back. GitPython is imported at the first use: it is slow to.
"""

from __future__ import annotations

import os
import re
import selectors
import subprocess
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING, Self

from xref.errors import SourceError
from xref.gitsource.names import SCHEMES

if TYPE_CHECKING:
    from git.cmd import Git

Progress = Callable[[str, float | None], None]
"""Called with a stage (``receiving objects``) and its share done, 0 to 1, or None if unknown."""

SILENCE = 120.0
"""Seconds after which a remote that says nothing counts as unreachable."""

_CONFIG = (
    "core.fsmonitor=false",
    f"core.hooksPath={os.devnull}",
    "core.alternateRefsCommand=true",
    "gc.auto=0",
    # Reading blobs is as fast with little of the packs in memory as with much.
    "core.deltaBaseCacheLimit=8m",
    "core.packedGitWindowSize=1m",
    "core.packedGitLimit=16m",
    "maintenance.auto=false",
    "fetch.recurseSubmodules=false",
    "fetch.writeCommitGraph=false",
    "fetch.unpackLimit=1",  # one pack for each fetch, never thousands of loose files
    "transfer.bundleURI=false",
    "http.lowSpeedLimit=1",
    f"http.lowSpeedTime={int(SILENCE)}",
)
_INHERITED = ("GIT_COMMON_DIR", "GIT_OBJECT_DIRECTORY", "GIT_ALTERNATE_OBJECT_DIRECTORIES")
_PROGRESS = re.compile(rb"(?:remote: )?([A-Z][a-z]+ [a-z]+): +([0-9]+)%")
_REASON = re.compile(r"(?:fatal|error|ssh|remote: error|remote: fatal): *(?P<text>.*)", re.I)
_UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f]+")


class GitFailure(SourceError):
    """git ended with an error. ``str()`` is its reason in one line, ``output`` all it wrote."""

    def __init__(self, output: str) -> None:
        super().__init__(reason(output))
        self.output = output


def run(git_dir: Path, *arguments: str) -> bytes:
    """The output of a git command that reads or makes ``git_dir``; never goes to the network.

    Raises GitFailure where git ends with an error, SourceError where git cannot be started.
    """
    with start(git_dir, *arguments) as process:
        output, errors = process.popen.communicate()
        return _result(process.popen.returncode, output, errors)


def read(git_dir: Path, *arguments: str) -> bytes:
    """As :func:`run`, with a failure that says what to do about a repository that is damaged."""
    try:
        return run(git_dir, *arguments)
    except GitFailure as failure:
        raise SourceError(
            f"{git_dir} cannot be read ({failure}): `git fsck` there tells more; "
            "if it lies in the cache folder, remove it and try again"
        ) from failure


def run_remote(git_dir: Path, *arguments: str, progress: Progress | None = None) -> bytes:
    """The output of a git command that talks to a remote; ``git_dir`` need not exist.

    ``progress`` hears of the stages that git tells. Raises as :func:`run`, and GitFailure when
    the remote has been silent for SILENCE seconds.
    """
    output, errors = bytearray(), bytearray()
    with (
        start(git_dir, *arguments, remote=True) as process,
        selectors.DefaultSelector() as selector,
    ):
        selector.register(process.stdout, selectors.EVENT_READ, output)
        selector.register(process.stderr, selectors.EVENT_READ, errors)
        while selector.get_map():
            ready = selector.select(SILENCE)
            if not ready:
                raise GitFailure(f"fatal: no answer for {SILENCE:.0f} seconds")
            for key, _ in ready:
                chunk = os.read(key.fd, 1 << 16)
                if not chunk:
                    selector.unregister(key.fileobj)
                key.data.extend(chunk)
                if progress is not None and key.data is errors:
                    _tell(chunk, progress)
        return _result(process.popen.wait(), bytes(output), bytes(errors))


@dataclass(frozen=True, slots=True)
class Process:
    """A running git, with its pipes. It ends with :meth:`stop`, with ``with``, or out of scope."""

    owner: Git.AutoInterrupt
    popen: subprocess.Popen[bytes]
    stdin: IO[bytes]
    stdout: IO[bytes]
    stderr: IO[bytes]

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def stop(self) -> None:
        """Closes the pipes and ends git, if it still runs. May be called twice."""
        for stream in (self.stdin, self.stdout, self.stderr):
            with suppress(BrokenPipeError):  # a request that git no longer reads is of no use
                stream.close()
        if self.popen.poll() is None:
            self.popen.terminate()
        self.popen.wait()


def start(git_dir: Path, *arguments: str, remote: bool = False) -> Process:
    """A running git. Raises SourceError where it cannot be started."""
    try:
        from git.cmd import Git
        from git.exc import GitCommandNotFound
    except ImportError as error:  # GitPython's answer to a missing or broken git
        raise SourceError("git cannot be run: install git, or mend PATH") from error
    options = [part for setting in _CONFIG for part in ("-c", setting)]
    command = [Git.GIT_PYTHON_GIT_EXECUTABLE or "git", f"--git-dir={git_dir}", *options]
    try:
        owner = Git(os.path.abspath(os.sep)).execute(
            [*command, *arguments],
            istream=subprocess.PIPE,
            as_process=True,
            env=_environment(git_dir, remote),
        )
    except GitCommandNotFound as error:
        raise SourceError("git cannot be run: install git, or mend PATH") from error
    except OSError as error:
        raise SourceError(f"git cannot be started ({error.strerror}): try again") from error
    popen = owner.proc
    assert popen is not None
    assert popen.stdin is not None
    assert popen.stdout is not None
    assert popen.stderr is not None
    return Process(owner, popen, popen.stdin, popen.stdout, popen.stderr)


def reason(output: str) -> str:
    """The line of git's messages that says why, without control characters, 200 letters at most."""
    lines = [line for line in re.split(r"[\r\n]+", output) if line.strip()]
    told = [match["text"] for line in lines if (match := _REASON.match(line))]
    text = (told or lines or ["git gave no reason"])[0]
    return _UNSEEN.sub(" ", text).strip()[:200]


def _result(status: int, output: bytes, errors: bytes) -> bytes:
    if status:
        raise GitFailure(errors.decode("utf-8", "replace") or f"fatal: git ended with {status}")
    return output


def _tell(chunk: bytes, progress: Progress) -> None:
    """Passes on what a piece of git's messages says of progress; a torn line is left out."""
    for match in _PROGRESS.finditer(chunk):
        progress(match[1].decode().lower(), min(int(match[2]), 100) / 100)


def _environment(git_dir: Path, remote: bool) -> dict[str, str]:
    """Variables for git. Those of a surrounding git cannot be taken away, so they are answered."""
    own = dict(zip(_INHERITED, (str(git_dir), str(git_dir / "objects"), ""), strict=True))
    return {name: value for name, value in own.items() if name in os.environ} | {
        "GIT_ALLOW_PROTOCOL": ":".join(SCHEMES) if remote else "none",
        "GIT_ASKPASS": "",
        "GIT_NAMESPACE": "",
        "GIT_NO_LAZY_FETCH": "1",
        "GIT_NO_REPLACE_OBJECTS": "1",
        "GIT_OPTIONAL_LOCKS": "0",
        "GIT_TERMINAL_PROMPT": "0",
    }
