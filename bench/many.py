"""``make bench-all``: many releases in one build with cold caches, against one release alone."""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from bench.measure import Figure, Run, run
from xref.build import Building, BuildSummary, available, build_tags
from xref.errors import XrefError
from xref.tags import chosen

PROJECT, ALONE = "istio/istio", "1.1.0"
RANGE, LINE = "0.8.0..1.3.8", "1.1.*"
AROUND = 3
XREF = [sys.executable, "-m", "xref", "build", "--quiet"]
STAGES = ("reading", "shipping", "evaluating", "linking", "writing")


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m bench.many", description=__doc__)
    parser.add_argument("--jobs", default="2", help="processes (default: 2)")
    parser.add_argument("--range", default=RANGE, help=f"the tags (default: {RANGE})")
    parser.add_argument("--line", default=LINE, help=f"those of the table (default: {LINE})")
    given = parser.parse_args()
    try:
        known = available(PROJECT, {})
        tags = chosen([given.range], known, PROJECT, pre=True)
        line = chosen([given.line], known, PROJECT, pre=False)
    except XrefError as error:
        print(f"not measured: {error}")
        return 0
    jobs = ["--jobs", given.jobs]
    # Around the long build, for a machine may be of another speed by its end.
    before = [_alone(jobs) for _ in range(AROUND)]
    with _cold() as env:
        many = _built([given.range, "--pre", *jobs], env)
        size = Path(env["XREF_DB"]).stat().st_size / 1e6
    runs = [*before, *(_alone(jobs) for _ in range(AROUND))]
    alone = Figure(f"xref build {ALONE}", tuple(r.seconds for r in runs), max(r.peak for r in runs))
    print(alone)
    print(f"xref build {given.range} --pre: {many.seconds:.1f} s, {many.peak:.0f} MiB")
    print(f"    {len(tags)} tags, {many.seconds / alone.median:.1f} times the one (at most 15)")
    print(f"    {many.peak:.0f} MiB for all processes together (at most 500)")
    print(f"    {size / len(tags):.2f} MB of index a release (at most 0.5)")
    with _cold() as env:
        _table(line, env)
    return 0


@contextmanager
def _cold() -> Iterator[dict[str, str]]:
    """An environment with an empty cache and no index."""
    with tempfile.TemporaryDirectory() as folder:
        env = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
        yield env | {"XDG_CACHE_HOME": f"{folder}/cache", "XREF_DB": f"{folder}/index.db"}


def _alone(jobs: list[str]) -> Run:
    with _cold() as env:
        return _built([ALONE, *jobs], env)


def _built(words: list[str], env: Mapping[str, str]) -> Run:
    return run([*XREF, *words], env, watched=True)


def _table(line: list[str], env: Mapping[str, str]) -> None:
    """What the first, the second and the last tag of a line took, built by one process."""
    os.environ["XDG_CACHE_HOME"] = env["XDG_CACHE_HOME"]
    what = Building(PROJECT, {}, Path(env["XREF_DB"]))
    made = dict(build_tags(line, what, 1, lambda far: None))
    print(f"{'':10}{'blobs':>8}{'parses':>8}{'programs':>10}{'seconds':>9}   by stage")
    for tag in dict.fromkeys((*line[:2], *line[-1:])):
        built = made[tag]
        if not isinstance(built, BuildSummary):
            print(f"{tag:10}{built}")
            continue
        work = built.work
        stages = ", ".join(f"{stage} {work.seconds.get(stage, 0.0):.2f}" for stage in STAGES)
        counts = f"{work.blobs:8,}{work.parses:8,}{work.programs:10,}"
        print(f"{tag:10}{counts}{built.seconds:9.2f}   {stages}")


if __name__ == "__main__":
    sys.exit(main())
