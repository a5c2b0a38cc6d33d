"""Work shared with child processes by fork: each takes the next item when it is done with one.

Layer 0. The parent works too, so one child makes two processes. Results come back in the order of
the items.
"""

from __future__ import annotations

import multiprocessing
import threading
from collections.abc import Callable, Sequence
from multiprocessing.connection import Connection
from typing import Any, TypeVar

from xref.errors import XrefError

Item = TypeVar("Item")
Result = TypeVar("Result")


class WorkerDied(XrefError):
    """A child process ended before its work was done."""


def shared_map(
    items: Sequence[Item],
    prepare: Callable[[], Callable[[Item], Result]],
    processes: int,
    tick: Callable[[int], None] = lambda done: None,
) -> list[Result]:
    """``[work(item) for item in items]``, in up to so many processes.

    ``prepare`` is called once in each process and gives ``work``; what must not cross a fork (an
    open pipe to git) is made there. ``tick`` hears how many items are done, after each of the
    parent's own and at the end.
    An exception in a child is raised here. Raises WorkerDied where a child was killed.
    """
    count = min(processes, len(items))
    if count < 2 or "fork" not in multiprocessing.get_all_start_methods():
        work = prepare()
        found: list[Result] = []
        for item in items:
            found.append(work(item))
            tick(len(found))
        return found
    context = multiprocessing.get_context("fork")
    turn = context.Value("i", 0)
    results: dict[int, Any] = {}
    children: list[tuple[Any, Connection]] = []
    for _ in range(count - 1):
        receiver, sender = context.Pipe(duplex=False)
        child = context.Process(target=_serve, args=(items, prepare, turn, sender), daemon=True)
        child.start()
        sender.close()
        children.append((child, receiver))
    # A thread takes what a child sends, so that the child need not wait while the parent works.
    inboxes = [_Inbox(receiver) for _, receiver in children]
    try:
        work = prepare()
        for at in _turns(turn, len(items)):
            results[at] = work(items[at])
            tick(len(results) + sum(len(inbox.results) for inbox in inboxes))
        for (child, _), inbox in zip(children, inboxes, strict=True):
            inbox.join()
            child.join()
            if inbox.error is not None:
                raise inbox.error
            if not inbox.finished:
                raise died(child)
            results.update(inbox.results)
        tick(len(results))
    finally:
        for child, _ in children:
            child.terminate()
            child.join()
        for inbox in inboxes:
            inbox.join()
    return [results[at] for at in range(len(items))]


def died(child: Any) -> WorkerDied:
    """The error for a process that has ended, or is about to."""
    child.join()
    text = f"a worker process ended with status {child.exitcode}: try again, or with"
    return WorkerDied(f"{text} more free memory")


def _turns(turn: Any, count: int) -> Any:
    while True:
        with turn.get_lock():
            at = turn.value
            turn.value = at + 1
        if at >= count:
            return
        yield at


def _serve(
    items: Sequence[Item],
    prepare: Callable[[], Callable[[Item], Result]],
    turn: Any,
    sender: Connection,
) -> None:
    """What a child does: work, and send (index, result) pairs, then None or an exception."""
    try:
        work = prepare()
        for at in _turns(turn, len(items)):
            sender.send((at, work(items[at])))
        sender.send(None)
    except KeyboardInterrupt:
        pass  # the parent was interrupted as well, and tells it
    except Exception as error:  # noqa: BLE001 - whatever it is, the parent raises it
        sender.send(error)
    finally:
        sender.close()


class _Inbox(threading.Thread):
    """Collects what one child sends."""

    def __init__(self, receiver: Connection) -> None:
        super().__init__(daemon=True)
        self.receiver = receiver
        self.results: dict[int, Any] = {}
        self.error: Exception | None = None
        self.finished = False
        self.start()

    def run(self) -> None:
        try:
            while True:
                message = self.receiver.recv()
                if message is None:
                    self.finished = True
                elif isinstance(message, Exception):
                    self.error = message
                else:
                    self.results[message[0]] = message[1]
        except EOFError:
            self.receiver.close()
