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

_EVERY = 0.02  # seconds between looks at the memory


@dataclass(frozen=True, slots=True)
class Run:
    """One run: wall seconds, and the peak of all its processes' memory in MiB."""

    seconds: float
    peak: float


@dataclass(frozen=True, slots=True)
class Figure:
    """Several runs of one command."""

    name: str
    runs: tuple[Run, ...]

    @property
    def median(self) -> float:
        return statistics.median(r.seconds for r in self.runs)

    @property
    def peak(self) -> float:
        return max(r.peak for r in self.runs)

    def __str__(self) -> str:
        times = " ".join(f"{r.seconds:.2f}" for r in self.runs)
        return f"{self.name:34} median {self.median:6.2f} s  peak {self.peak:5.0f} MiB  ({times})"


def run(command: Sequence[str], env: Mapping[str, str], cwd: Path | None = None) -> Run:
    """Run a command to its end; raises CalledProcessError where it fails."""
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
    watcher.start()
    errors = process.communicate()[1]
    seconds = time.perf_counter() - started
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


def rounds(
    count: int, commands: Mapping[str, Callable[[], Run]], warm: bool = True
) -> dict[str, Figure]:
    """Run the commands in turn, ``count`` times each, so that a noisy spell hits all of them."""
    runs: dict[str, list[Run]] = {name: [] for name in commands}
    for turn in range(count + warm):
        for name, command in commands.items():
            measured = command()
            if turn or not warm:
                runs[name].append(measured)
    return {name: Figure(name, tuple(found)) for name, found in runs.items()}
