"""What ``xref check`` does with an open index: loads what is known, checks, and makes reports.

Part of the command line.
"""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from xref.check.checking import Checked, Checker, Reads, inputs
from xref.check.findings import Level
from xref.check.ignores import Ignore, wanted
from xref.check.knowledge import Knowledge, Tree, load
from xref.check.moves import Move
from xref.check.skew import Skew, check_skew
from xref.cli.output import tell
from xref.query import Release, pick_release
from xref.reports import Report

_PASSED_OVER_SHOWN = 5
_MOST_RENDERED = 20  # values files; each takes the better part of a second


@dataclass(frozen=True, slots=True)
class Work:
    """What all ways of checking need. ``overrides`` are the pairs of ``--git``."""

    connection: sqlite3.Connection
    project: str
    overrides: Mapping[str, str]
    kind: str
    ignores: list[Ignore]
    fail_on: Level | None

    def files(self, paths: Iterable[str], tag: str) -> Report:
        """Files against a release."""
        known = self._knowledge(tag)
        made = self._checker(known).check(inputs(paths, self.kind, sys.stdin.buffer))
        return self._report(made, known.release, f"{self.project} {known.release.tag}")

    def move(self, paths: Iterable[str], old: str, new: str) -> Report:
        """What a move from one release to another changes for files."""
        before, after = self._knowledge(old), self._knowledge(new)
        move = Move(self._checker(before), self._checker(after))
        made = move.check(inputs(paths, self.kind, sys.stdin.buffer))
        return self._report(made, after.release, f"{self.project} {old} to {new}")

    def skew(self, chart: str, image: str) -> Report:
        """One release's charts against another's programs."""
        charts = pick_release(self.connection, self.project, chart)
        known = self._knowledge(image)
        made = check_skew(Skew(self.connection, charts, known))
        made.findings = wanted(made.findings, self.ignores)
        about = f"charts of {self.project} {chart} with the images of {image}"
        return self._report(made, known.release, about, charts)

    def _knowledge(self, tag: str) -> Knowledge:
        release = pick_release(self.connection, self.project, tag)
        return load(self.connection, release, self._tree(release))

    def _checker(self, known: Knowledge) -> Checker:
        return Checker(known, self.ignores, self._reads(known.release))

    def _reads(self, release: Release) -> Reads:
        """Renders the charts with a values file, the first few times that it is asked to."""
        left = [_MOST_RENDERED]

        def read(file: str) -> frozenset[str] | None:
            from xref.custom import render
            from xref.errors import XrefError

            if file == "-" or not left[0]:
                return None
            left[0] -= 1
            try:
                made = render(self.connection, release, file, (), self.overrides)
            except XrefError:
                return None
            return frozenset(value.path for value in made.values if value.read)

        return read

    def _tree(self, release: Release) -> Tree:
        """Reads the release's tree where its repository is at hand; the network is left alone."""

        def read() -> frozenset[str] | None:
            from xref.errors import XrefError
            from xref.gitsource import locate

            try:
                with locate(self.project, self.overrides) as repository:
                    return frozenset(entry.path for entry in repository.tree(release.commit))
            except XrefError:
                return None

        return read

    def _report(
        self, made: Checked, release: Release, about: str, chart: Release | None = None
    ) -> Report:
        if made.passed_over:
            shown = ", ".join(made.passed_over[:_PASSED_OVER_SHOWN])
            more = ", ..." if len(made.passed_over) > _PASSED_OVER_SHOWN else ""
            tell(f"xref: of no kind that is checked: {shown}{more} (--kind says what a file is)")
        return Report(
            tuple(made.findings),
            tuple(made.files),
            made.arguments,
            self.project,
            release.tag,
            about,
            release.url,
            self.fail_on,
            chart.url if chart is not None else lambda file, line: "",
        )
