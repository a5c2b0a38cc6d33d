"""``xref build``: tags and patterns to releases in the index, with progress on a terminal."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from xref.cli.options import DEFAULT_PROJECT, Db, Git, Project
from xref.cli.output import index_path, near_tags, overrides_of, tell

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xref.build import BuildSummary
    from xref.model import Location
    from xref.reading import Progress

DEFAULT_TAG = "1.1.0"
_DIAGNOSTICS_SHOWN = 10


def build(
    tags: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[TAG...]",
            show_default=False,
        ),
    ] = None,
    every: Annotated[bool, typer.Option("--all", help="All tags that can be built.")] = False,
    git: Git = None,
    quiet: Annotated[
        bool, typer.Option("--quiet", "-q", help="No progress, summary or diagnostics.")
    ] = False,
    project: Project = DEFAULT_PROJECT,
    db: Db = None,
) -> None:
    """Index releases, straight from git.

    A TAG may be a pattern such as '1.1.*'. Without one it is 1.1.0 of istio/istio.
    """
    from xref import store
    from xref.build import build_tag
    from xref.errors import IndexFileError, XrefError

    index = index_path(db)
    overrides = overrides_of(git or [])
    # Before the long work, which would be lost otherwise.
    store.prepare(index)
    wanted = _wanted(tags or [], every, project, overrides)
    failed = 0
    for tag in wanted:
        bar = _ProgressBar(tag, quiet or not sys.stderr.isatty())
        try:
            summary = build_tag(
                tag, project=project, overrides=overrides, index=index, progress=bar
            )
        except IndexFileError:
            raise  # it would stop the other tags too
        except XrefError as error:
            if len(wanted) == 1:
                raise
            bar.clear()
            tell(f"xref: {tag}: {error}")
            failed += 1
        else:
            bar.clear()
            if not quiet:
                _tell_summary(summary)
        finally:
            bar.clear()
    if failed:
        raise XrefError(f"{failed} of {len(wanted)} tags could not be built; the others are there")


def _wanted(
    given: Sequence[str], every: bool, project: str, overrides: dict[str, str]
) -> list[str]:
    """The tags to build, patterns replaced by what they fit, each once, in the order given.

    Raises UsageError for a pattern that fits nothing, and where no tag is named.
    """
    from fnmatch import fnmatchcase

    from xref.build import available
    from xref.errors import UsageError

    if every and given:
        raise UsageError("give tags or --all, not both")
    if every:
        tags = list(available(project, overrides))
        if not tags:
            raise UsageError(f"{project} has no tags to build")
        return tags
    if not given and project != DEFAULT_PROJECT:
        raise UsageError(f"name the tags of {project} to build, or --all")
    wanted: dict[str, None] = {}
    tags = []
    for pattern in given or [DEFAULT_TAG]:
        if not set(pattern) & set("*?["):
            wanted[pattern] = None
            continue
        tags = tags or list(available(project, overrides))
        fitting = [tag for tag in tags if fnmatchcase(tag, pattern)]
        if not fitting:
            raise UsageError(f"{project} has no tag like {pattern}{near_tags(pattern, tags)}")
        wanted.update(dict.fromkeys(fitting))
    return list(wanted)


def _tell_summary(summary: BuildSummary) -> None:
    """One line for the release, and the first few things that could not be read."""
    release = summary.release
    statuses = ", ".join(f"{count:,} {name}" for name, count in summary.by_status.items() if count)
    gaps = summary.diagnostics
    tell(
        f"{release.project} {release.tag}: {summary.programs:,} programs,"
        f" {summary.commands:,} commands, {summary.flags:,} flags ({statuses or 'none'}),"
        f" {len(gaps):,} diagnostics, {summary.seconds:.1f} s"
    )
    for gap in gaps[:_DIAGNOSTICS_SHOWN]:
        tell(f"{_place(gap.location)}{gap.message}")
    if len(gaps) > _DIAGNOSTICS_SHOWN:
        tell(f"... and {len(gaps) - _DIAGNOSTICS_SHOWN:,} more, in the index's table diagnostic")


def _place(location: Location | None) -> str:
    """The start of a diagnostic's line: ``FILE:LINE: ``, and no line for a file as a whole."""
    if location is None:
        return ""
    return f"{location.file}:{location.line}: " if location.line else f"{location.file}: "


class _ProgressBar:
    """A line on standard error that is drawn over; silent where that is no terminal."""

    def __init__(self, tag: str, silent: bool) -> None:
        self._tag = tag
        self._silent = silent
        self._shown = ""

    def __call__(self, progress: Progress) -> None:
        if self._silent:
            return
        from xref.render import one_line

        total = progress.total
        cells = round(20 * progress.done / total) if total else 0
        amount = f" [{'#' * cells:<20}] {progress.done:,}/{total:,}" if total else ""
        line = one_line(f"{self._tag}: {progress.stage}")[:50] + amount
        if line != self._shown:
            self._shown = line
            sys.stderr.write(f"\r\x1b[K{line}")
            sys.stderr.flush()

    def clear(self) -> None:
        """Takes the line away, so that what is told next stands alone."""
        if self._shown:
            self._shown = ""
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()
