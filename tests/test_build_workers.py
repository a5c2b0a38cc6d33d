"""Processes that last for many items: who takes what, and what happens when one is killed."""

from __future__ import annotations

import os
import random
import signal
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from xref.errors import XrefError
from xref.parallel import WorkerDied
from xref.workers import Free, Prepare, streamed

Tell = Callable[[str], None]


def silent(process: int, note: str | None) -> None:
    pass


@contextmanager
def squares(tell: Tell) -> Iterator[Callable[[int], int]]:
    yield lambda number: number * number


@pytest.mark.parametrize("processes", [1, 2, 3, 20])
@pytest.mark.parametrize("count", [0, 1, 2, 11])
def test_each_item_is_done_once(processes: int, count: int) -> None:
    found = list(streamed(range(count), squares, processes, silent))
    assert sorted(found) == [(n, n * n) for n in range(count)]


@pytest.mark.parametrize("processes", [1, 2, 4])
def test_what_is_taken_are_neighbours_and_in_the_end_all(processes: int) -> None:
    free = Free(40)
    at = [-1] * processes
    steps: list[int] = []
    taken: Counter[int] = Counter()
    choices = random.Random(processes)
    while free.rest():
        process = choices.randrange(processes)
        before, at[process] = at[process], free.take(at[process])
        taken[at[process]] += 1
        steps.append(at[process] - before)
    assert taken == Counter(range(40))
    assert sum(step != 1 for step in steps) <= 4 * (processes - 1)
    assert free.take(3) == -1


def test_the_second_process_begins_in_the_middle() -> None:
    free = Free(10)
    assert [free.take(-1), free.take(-1), free.take(0), free.take(5)] == [0, 5, 1, 6]
    free.give_back(1)
    assert free.rest() == [1, 2, 3, 4, 7, 8, 9]


def test_notes_are_heard_with_the_process_that_tells_them() -> None:
    heard: list[tuple[int, str | None]] = []

    @contextmanager
    def prepare(tell: Tell) -> Iterator[Callable[[int], int]]:
        def work(number: int) -> int:
            tell(f"at {number}")
            return number

        yield work

    for processes in (1, 2):
        heard.clear()
        for _ in streamed(range(6), prepare, processes, lambda *each: heard.append(each)):
            pass
        assert sorted(text for _, text in heard if text) == [f"at {n}" for n in range(6)]
        for process in range(processes):
            told = [text for number, text in heard if number == process]
            assert told[1::2] == [None] * (len(told) // 2), "each is done before the next one"


def dying(folder: Path, item: int, times: int) -> Prepare[str, int, int]:
    """Work during which the process is killed, at one item and so many times."""

    @contextmanager
    def prepare(tell: Tell) -> Iterator[Callable[[int], int]]:
        def work(number: int) -> int:
            if number == item and len(list(folder.iterdir())) < times:
                (folder / str(os.getpid())).touch()
                os.kill(os.getpid(), signal.SIGKILL)
            return number

        yield work

    return prepare


@pytest.mark.parametrize("item", [0, 3, 9])
def test_what_a_killed_process_had_is_done_by_another(tmp_path: Path, item: int) -> None:
    found = list(streamed(range(10), dying(tmp_path, item, 1), 2, silent))
    assert sorted(found) == [(n, n) for n in range(10)]


@pytest.mark.parametrize("item", [0, 3, 9])
def test_what_kills_twice_is_given_up_and_nothing_else(tmp_path: Path, item: int) -> None:
    found = dict(streamed(range(10), dying(tmp_path, item, 9), 2, silent))
    assert isinstance(found.pop(item), WorkerDied)
    assert found == {n: n for n in range(10) if n != item}
    assert len(list(tmp_path.iterdir())) == 2


def test_processes_that_cannot_begin_end_it() -> None:
    @contextmanager
    def prepare(tell: Tell) -> Iterator[Callable[[int], int]]:
        os.kill(os.getpid(), signal.SIGKILL)
        yield int

    found = dict(streamed(range(4), prepare, 2, silent))
    assert [type(found[n]) for n in range(4)] == [WorkerDied] * 4


def test_an_exception_ends_it(tmp_path: Path) -> None:
    @contextmanager
    def prepare(tell: Tell) -> Iterator[Callable[[int], int]]:
        def work(number: int) -> int:
            if number == 5:
                raise XrefError("no more")
            (tmp_path / str(os.getpid())).touch()
            return number

        yield work

    with pytest.raises(XrefError, match="no more"):
        list(streamed(range(10), prepare, 2, silent))
    for file in tmp_path.iterdir():
        with pytest.raises(ProcessLookupError):
            os.kill(int(file.name), 0)


def test_who_wants_no_more_ends_the_processes() -> None:
    @contextmanager
    def prepare(tell: Tell) -> Iterator[Callable[[int], int]]:
        yield lambda number: os.getpid() if number < 2 else signal.pause() or 0

    results = streamed(range(4), prepare, 2, silent)
    pids = [next(results)[1]]
    results.close()
    for pid in pids:
        assert isinstance(pid, int)
        with pytest.raises(ProcessLookupError):
            os.kill(pid, 0)
