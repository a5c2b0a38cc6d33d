"""Reads objects from one long-lived ``git cat-file --batch``.

Below ``repository`` and ``clone``. Requests run ahead of answers, which is what makes it fast, yet
only as far as fits a pipe on any system, so that neither side can ever wait for the other.
"""

from __future__ import annotations

import fcntl
import io
import os
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import IO, NamedTuple

from xref.errors import SourceError
from xref.gitsource import command

_LONGEST = 1024
_FULL = 4096 - _LONGEST
"""Bytes of requests under way at which no more are sent: with one more name of the longest kind it
is 4096, what every pipe holds without blocking its writer."""
_BUFFER = 1 << 20


class Answer(NamedTuple):
    """An object: the full id, the kind (``blob``, ``commit``, ...) and the content."""

    id: str
    kind: str
    content: bytes


Answers = deque[tuple[str, Answer | None]]


class Request(NamedTuple):
    """What git was asked: the name, the line that asks for it, and where its answer goes."""

    name: str
    line: bytes
    answers: Answers


class BatchReader:
    """Objects of the repository at ``git_dir``. For one thread of one process."""

    def __init__(self, git_dir: Path) -> None:
        self._git_dir = git_dir
        self._process: command.Process | None = None
        self._input: IO[bytes] = io.BytesIO()
        self._output: IO[bytes] = io.BytesIO()
        self._errors = -1
        self._owed: deque[Request] = deque()
        self._owed_bytes = 0

    def get(self, name: str) -> Answer | None:
        """One object by any name without blanks (``refs/tags/1.1.0^{commit}``), None if missing."""
        return next(self.read((name,)))[1]

    def read(self, names: Iterable[str]) -> Iterator[tuple[str, Answer | None]]:
        """Each distinct name with its object, in the given order; None for what is missing.

        An object that git cannot read (a damaged one) counts as missing. An iterator may be left
        unfinished, and others begun meanwhile. Raises SourceError where git fails as a whole or
        the reader is closed meanwhile, and ValueError for a name with blanks or an endless one.
        """
        answers: Answers = deque()
        requests = [Request(name, _line(name), answers) for name in dict.fromkeys(names)]
        waiting = iter(requests)
        unanswered = 0
        while True:
            while not unanswered and self._owed_bytes > _FULL // 2:
                self._receive()  # for other readers, to make room
            if self._owed_bytes <= _FULL // 2:
                unanswered += self._ask(waiting)
            if not unanswered:
                return
            while not answers:
                self._receive()
            unanswered -= 1
            yield answers.popleft()

    def close(self) -> None:
        """Ends git. A later read starts it anew."""
        self._owed.clear()
        self._owed_bytes = 0
        if self._process is not None:
            self._output.close()
            self._process.stop()
            self._process = None

    def _ask(self, requests: Iterator[Request]) -> int:
        """Sends as many of ``requests`` as may be under way; how many that was."""
        if self._process is None:
            self._start()
        sent = 0
        while self._owed_bytes < _FULL and (request := next(requests, None)) is not None:
            self._owed.append(request)
            self._owed_bytes += len(request.line)
            sent += 1
        self._write(list(self._owed)[len(self._owed) - sent :])
        return sent

    def _write(self, requests: list[Request]) -> None:
        try:
            with suppress(BrokenPipeError):  # git has died, which the next answer's absence tells
                self._input.write(b"".join(request.line for request in requests))
                self._input.flush()
        except BaseException:  # Ctrl-C: what was asked and what is owed may differ now
            self.close()
            raise

    def _receive(self) -> None:
        """Takes the next answer to whoever asked for it."""
        if not self._owed:
            raise SourceError(f"the reading of {self._git_dir} was ended before its end: try again")
        try:
            answer = self._parse()
            with suppress(BlockingIOError):  # what git says of damage must not fill its pipe
                os.read(self._errors, 1 << 16)
        except EOFError:
            return self._recover()
        except BaseException:  # Ctrl-C within an answer: the rest of it must not be read as another
            self.close()
            raise
        self._settle(answer)
        return None

    def _settle(self, answer: Answer | None) -> None:
        request = self._owed.popleft()
        self._owed_bytes -= len(request.line)
        request.answers.append((request.name, answer))

    def _parse(self) -> Answer | None:
        """The next answer of git. Raises EOFError where git ended within it."""
        header = self._output.readline()
        if not header.endswith(b"\n"):
            raise EOFError
        if header.endswith((b" missing\n", b" ambiguous\n")):
            return None
        id_, kind, size = header.split()
        content = self._output.read(int(size))
        if len(content) < int(size) or self._output.read(1) != b"\n":
            raise EOFError
        return Answer(id_.decode(), kind.decode(), content)

    def _recover(self) -> None:
        """git died of the object that it was to give: count that as missing, and go on."""
        first, *others = self._owed
        self.close()
        command.read(self._git_dir, "rev-parse", "--git-dir")  # raises where all of it is broken
        first.answers.append((first.name, None))
        self._start()
        self._owed.extend(others)
        self._owed_bytes = sum(len(request.line) for request in others)
        self._write(others)

    def _start(self) -> None:
        self._process = command.start(self._git_dir, "cat-file", "--batch")
        self._input, self._errors = self._process.stdin, self._process.stderr.fileno()
        os.set_blocking(self._errors, False)
        descriptor = self._process.stdout.fileno()
        if hasattr(fcntl, "F_SETPIPE_SZ"):
            with suppress(OSError):  # a small pipe is only slower: git works less far ahead
                fcntl.fcntl(descriptor, fcntl.F_SETPIPE_SZ, _BUFFER)
        self._output = io.BufferedReader(io.FileIO(descriptor, closefd=False), _BUFFER)


def _line(name: str) -> bytes:
    """The line that asks for ``name``. Raises ValueError for one that would break the protocol."""
    line = name.encode("utf-8", "surrogateescape") + b"\n"
    if len(line) > _LONGEST or name.split() != [name]:
        raise ValueError(f"no name of a git object: {name[:80]!r}")
    return line
