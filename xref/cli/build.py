"""``xref build``: tags, patterns and ranges to releases in the index, with progress."""

from __future__ import annotations

import os
import sys
from contextlib import closing
from typing import TYPE_CHECKING, Annotated

import typer

from xref.cli.options import DEFAULT_PROJECT, Db, Git, Project
from xref.cli.output import index_path, overrides_of, tell

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from xref.build import BuildSummary
    from xref.model import Location

DEFAULT_TAG = "1.1.0"
_DIAGNOSTICS_SHOWN = 10
_FOR_ONE_TAG = 2  # processes; more of them gain little


def build(
    tags: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[TAG...]",
            show_default=False,
        ),
    ] = None,
    every: Annotated[bool, typer.Option("--all", help="All releases that can be built.")] = False,
    pre: Annotated[
        bool, typer.Option("--pre", help="Pre-releases too, in patterns, ranges and --all.")
    ] = False,
    force: Annotated[
        bool, typer.Option("--force", help="Build what the index has already, too.")
    ] = False,
    jobs: Annotated[
        int | None,
        typer.Option(
            "--jobs",
            "-j",
            min=1,
            metavar="N",
            help="Processes that build (default: as many as there are cores).",
            show_default=False,
        ),
    ] = None,
    git: Git = None,
    quiet: Annotated[
        bool, typer.Option("--quiet", "-q", help="No progress, summary or diagnostics.")
    ] = False,
    project: Project = DEFAULT_PROJECT,
    db: Db = None,
) -> None:
    """Index releases, straight from git.

    A TAG may be a pattern such as '1.1.*', or a range such as 1.0.0..1.3.8. Without one it is 1.1.0
    of istio/istio. What the index has already is kept.
    """
    from xref import store
    from xref.build import Building, BuildSummary, Kept, build_tags
    from xref.cli.progress import ProgressLine
    from xref.errors import XrefError

    what = Building(project, overrides_of(git or []), index_path(db), force)
    store.prepare(what.index)  # before the network is asked for tags
    wanted = _wanted(tags or [], every, pre, project, what.overrides)
    line = ProgressLine(len(wanted), quiet or not sys.stderr.isatty())
    kept: list[str] = []
    failed = 0
    with closing(build_tags(wanted, what, jobs or processes_for(len(wanted)), line)) as built:
        try:
            for tag, made in built:
                line.ended(not isinstance(made, Kept))
                line.clear()
                if isinstance(made, BuildSummary):
                    if not quiet:
                        _tell_summary(made, _DIAGNOSTICS_SHOWN if len(wanted) == 1 else 0)
                elif isinstance(made, Kept):
                    kept.append(tag)
                elif len(wanted) == 1:
                    raise made
                else:
                    tell(f"xref: {tag}: {made}")
                    failed += 1
        finally:
            line.clear()
    if kept and not quiet:
        what_kept = f"{len(kept):,} releases are" if len(kept) > 1 else f"{kept[0]} is"
        tell(f"{project}: {what_kept} in the index already (--force builds anew)")
    if failed:
        raise XrefError(f"{failed} of {len(wanted)} tags could not be built; the others are there")


def processes_for(tags: int) -> int:
    """The cores that this process may use, as far as they are of use for so many tags."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return min(cores or 1, max(_FOR_ONE_TAG, tags))


def _wanted(
    given: Sequence[str], every: bool, pre: bool, project: str, overrides: Mapping[str, str]
) -> list[str]:
    """The tags to build, each once, in the order of their versions.

    Raises UsageError for a pattern or range that fits nothing, and where no tag is named.
    """
    from xref.build import available
    from xref.errors import UsageError
    from xref.tags import chosen, is_name, releases

    if every and given:
        raise UsageError("give tags or --all, not both")
    if not every and not given and project != DEFAULT_PROJECT:
        raise UsageError(f"name the tags of {project} to build, or --all")
    texts = given or [DEFAULT_TAG]
    if not every:
        named = all(map(is_name, texts))
        return chosen(texts, () if named else available(project, overrides), project, pre)
    tags = releases(available(project, overrides), pre)
    if not tags:
        raise UsageError(f"{project} has no tags to build")
    return tags


def _tell_summary(summary: BuildSummary, diagnostics: int) -> None:
    """One line for the release, and so many of the things that could not be read."""
    release = summary.release
    statuses = ", ".join(f"{count:,} {name}" for name, count in summary.by_status.items() if count)
    gaps = summary.diagnostics
    tell(
        f"{release.project} {release.tag}: {summary.programs:,} programs,"
        f" {summary.commands:,} commands, {summary.flags:,} flags ({statuses or 'none'}),"
        f" {len(gaps):,} diagnostics, {summary.seconds:.1f} s"
    )
    for gap in gaps[:diagnostics]:
        tell(f"{_place(gap.location)}{gap.message}")
    if len(gaps) > diagnostics > 0:
        tell(f"... and {len(gaps) - diagnostics:,} more, in the index's table diagnostic")


def _place(location: Location | None) -> str:
    """The start of a diagnostic's line: ``FILE:LINE: ``, and no line for a file as a whole."""
    if location is None:
        return ""
    return f"{location.file}:{location.line}: " if location.line else f"{location.file}: "
