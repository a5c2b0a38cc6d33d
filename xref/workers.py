"""Processes that last for many items: each is handed its next one, and tells how far it is.

Layer 0, above ``parallel``. The parent does no work but this: so it hears at once of a process that
is killed, gives what that had in hand to a new one, and loses nothing else.
"""

from __future__ import annotations

import multiprocessing
import signal
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from typing import Any, TypeVar

from xref.parallel import WorkerDied, died

Item = TypeVar("Item")
Result = TypeVar("Result")
Note = TypeVar("Note")

_ATTEMPTS = 2  # at an item whose process is killed

Prepare = Callable[[Callable[[Note], None]], AbstractContextManager[Callable[[Item], Result]]]
"""Entered once in each process: takes what hears the notes of the work, and gives the work."""


def streamed(
    items: Sequence[Item],
    prepare: Prepare[Note, Item, Result],
    processes: int,
    heard: Callable[[int, Note | None], None],
) -> Generator[tuple[Item, Result | WorkerDied], None, None]:
    """Each item with ``work(item)``, as it comes, out of so many child processes.

    Neighbours are one process's, as far as can be. ``heard`` takes the number of a process and its
    note, None when it has an item behind it. An item whose process is killed is tried once more in
    a new one; a second time it comes with WorkerDied. One process is this one itself. An exception
    of the work is raised here, and ends all processes.
    """
    count = min(processes, len(items))
    if count < 2 or "fork" not in multiprocessing.get_all_start_methods():
        with prepare(lambda note: heard(0, note)) as work:
            for item in items:
                result = work(item)
                heard(0, None)
                yield item, result
        return
    crew = _Crew(items, prepare)
    try:
        for number in range(count):
            crew.start(number)
        while crew.workers:
            for ready in wait([worker.pipe for worker in crew.workers]):
                worker = next(w for w in crew.workers if w.pipe is ready)
                try:
                    kind, content = worker.pipe.recv()
                except (EOFError, OSError):
                    lost = crew.replace(worker)
                    heard(worker.number, None)
                    if lost is not None:
                        yield items[lost], died(worker.process)
                    continue
                if kind == "error":
                    raise content
                if kind == "note":
                    heard(worker.number, content)
                    continue
                if kind == "result":
                    heard(worker.number, None)
                    done = items[worker.at]
                    crew.hand(worker)
                    yield done, content
                else:
                    crew.hand(worker)
        for at in crew.free.rest():
            yield items[at], WorkerDied("the processes that build were killed: try again")
    finally:
        crew.end()


class Free:
    """The items that no process has taken yet, by their places in the row."""

    def __init__(self, count: int) -> None:
        self._taken = [False] * count

    def take(self, after: int) -> int:
        """The item next to the one a process had, or the middle of the longest free run; or -1."""
        at = after + 1
        if at >= len(self._taken) or self._taken[at]:
            start, end = max(self._runs(), key=lambda run: run[1] - run[0], default=(-1, -1))
            at = (start + end) // 2
        if at >= 0:
            self._taken[at] = True
        return at

    def give_back(self, at: int) -> None:
        """An item that was not done after all."""
        self._taken[at] = False

    def rest(self) -> list[int]:
        """All that are left."""
        return [at for at, taken in enumerate(self._taken) if not taken]

    def _runs(self) -> Iterator[tuple[int, int]]:
        start = 0
        for at, taken in enumerate([*self._taken, True]):
            if taken:
                if start < at:
                    yield start, at
                start = at + 1


@dataclass(slots=True, eq=False)
class _Worker:
    """A child process; ``at`` is the item it has in hand, or -1."""

    number: int
    process: Any
    pipe: Connection
    at: int = -1


class _Crew:
    """The child processes that run."""

    def __init__(self, items: Sequence[Any], prepare: Prepare[Any, Any, Any]) -> None:
        self.free = Free(len(items))
        self.workers: list[_Worker] = []
        self._items = items
        self._prepare = prepare
        self._failures: dict[int, int] = {}
        self._context = multiprocessing.get_context("fork")

    def start(self, number: int) -> None:
        """Starts a process. It hears nothing of Ctrl-C: this one does, and ends it."""
        ours, its = self._context.Pipe()
        others = [worker.pipe for worker in self.workers]
        process = self._context.Process(
            target=_serve, args=(self._items, self._prepare, its, [ours, *others]), daemon=True
        )
        before = signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGINT])
        try:
            process.start()
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, before)
        its.close()
        self.workers.append(_Worker(number, process, ours))

    def hand(self, worker: _Worker) -> None:
        """Gives a process its next item, or lets it end where there is none."""
        worker.at = self.free.take(worker.at)
        try:
            worker.pipe.send(worker.at)
        except OSError:
            return  # it was killed, as its end of the pipe will tell
        if worker.at < 0:
            self.workers.remove(worker)
            worker.process.join()
            worker.pipe.close()

    def replace(self, worker: _Worker) -> int | None:
        """Starts a process in place of one that died; the item it had, if that is given up."""
        self.workers.remove(worker)
        worker.pipe.close()
        if worker.at < 0:
            return None  # it could not even begin, nor would another one
        failures = self._failures.get(worker.at, 0) + 1
        self._failures[worker.at] = failures
        if failures < _ATTEMPTS:
            self.free.give_back(worker.at)
        if self.free.rest():
            self.start(worker.number)
        return worker.at if failures >= _ATTEMPTS else None

    def end(self) -> None:
        """Ends whatever still runs, at once; its git ends for want of questions."""
        for worker in self.workers:
            worker.process.kill()
        for worker in self.workers:
            worker.process.join()
            worker.pipe.close()


def _serve(
    items: Sequence[Any], prepare: Prepare[Any, Any, Any], pipe: Connection, others: Sequence[Any]
) -> None:
    """What a child does: ask for items and send what comes of them, as (kind, content)."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, [signal.SIGINT])
    for other in others:
        other.close()  # so that a parent that is killed closes its end
    try:
        with prepare(lambda note: pipe.send(("note", note))) as work:
            pipe.send(("ready", None))
            while (at := pipe.recv()) >= 0:
                pipe.send(("result", work(items[at])))
    except (EOFError, BrokenPipeError, ConnectionResetError):
        pass  # the parent is gone
    except Exception as error:  # noqa: BLE001 - whatever it is, the parent raises it
        pipe.send(("error", error))
    finally:
        pipe.close()
