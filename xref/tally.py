"""What this process has done so far: counts, and seconds by stage, for the figures of a build.

Bottom of the chain. Whoever does a countable thing adds to it here, so that nobody has to hand the
numbers on; ``build`` takes the difference over a release.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

counts: Counter[str] = Counter()
"""``blobs`` read, ``parses`` of Go declarations or files, ``programs`` evaluated."""

seconds: dict[str, float] = {}
"""Seconds by stage; those of a stage within another one count for the inner one alone."""

_within: list[float] = []  # for each stage that is open, what those within it took


@contextmanager
def stage(name: str) -> Iterator[None]:
    """Times what is done in it."""
    started = time.monotonic()
    _within.append(0.0)
    try:
        yield
    finally:
        took = time.monotonic() - started
        seconds[name] = seconds.get(name, 0.0) + took - _within.pop()
        if _within:
            _within[-1] += took
