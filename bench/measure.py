"""Running a command and measuring it: wall time, and the memory of all its processes together."""

from __future__ import annotations

import os
import re
import statistics
import subprocess
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

_EVERY = 0.05  # seconds between looks at the memory


@dataclass(frozen=True, slots=True)
class Run:
    """One run: wall seconds, and the peak of all its processes' memory in MiB."""

    seconds: float
    peak: float


@dataclass(frozen=True, slots=True)
class Figure:
    """Several runs of one command: wall seconds of each, and the peak of memory in MiB."""

    name: str
    runs: tuple[float, ...]
    peak: float

    @property
    def median(self) -> float:
        """The median in seconds."""
        return statistics.median(self.runs)

    def __str__(self) -> str:
        times = " ".join(f"{seconds:.2f}" for seconds in self.runs)
        return f"{self.name:34} median {self.median:6.2f} s  peak {self.peak:5.0f} MiB  ({times})"


def run(
    command: Sequence[str], env: Mapping[str, str], watched: bool, cwd: Path | None = None
) -> Run:
    """Run a command to its end; raises CalledProcessError where it fails.

    Its memory is looked at only if ``watched``, for that slows it down.
    """
    started = time.perf_counter()
    process = subprocess.Popen(
        command, env=dict(env), cwd=cwd, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    )
    peak = 0.0
    done = threading.Event()

    def watch() -> None:
        nonlocal peak
        while not done.wait(_EVERY):
            peak = max(peak, resident(process.pid))

    watcher = threading.Thread(target=watch)
    if watched:
        watcher.start()
    errors = process.communicate()[1]
    seconds = time.perf_counter() - started
    if watched:
        done.set()
        watcher.join()
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command, stderr=errors)
    return Run(seconds, peak)


def resident(root: int) -> float:
    """The memory of a process and all its descendants, in MiB; a shared page counts once."""
    children: dict[int, list[int]] = {}
    for entry in os.listdir("/proc"):
        if entry.isdigit():
            try:
                fields = Path(f"/proc/{entry}/stat").read_text().rpartition(")")[2].split()
            except OSError:
                continue  # it has ended meanwhile
            children.setdefault(int(fields[1]), []).append(int(entry))
    total, stack = 0, [root]
    while stack:
        pid = stack.pop()
        stack.extend(children.get(pid, ()))
        try:
            text = Path(f"/proc/{pid}/smaps_rollup").read_text()
        except OSError:
            continue
        total += sum(int(n) for n in re.findall(r"^Pss:\s+(\d+) kB$", text, re.M))
    return total / 1024


def rounds(count: int, commands: Mapping[str, Callable[[bool], Run]]) -> list[Figure]:
    """Run the commands in turn, ``count`` times each, so that a noisy spell hits all of them.

    A round before these warms up and looks at the memory.
    """
    peaks = {name: command(True).peak for name, command in commands.items()}
    runs: dict[str, list[float]] = {name: [] for name in commands}
    for _ in range(count):
        for name, command in commands.items():
            runs[name].append(command(False).seconds)
    return [Figure(name, tuple(found), peaks[name]) for name, found in runs.items()]
