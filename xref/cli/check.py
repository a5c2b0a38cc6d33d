"""``xref check``: files against a release, and one release's charts against another's programs."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import click
import typer

from xref.cli.options import DEFAULT_PROJECT, Db, Git, Json, Project, Tag, complete_tag
from xref.cli.output import answering, emit, index_path, output_style, overrides_of, tell

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xref.reports import Report

_FORMS = click.Choice(["text", "json", "sarif", "github", "junit"])
_KINDS = click.Choice(["manifest", "values", "dockerfile", "shell", "document"])
_LEVELS = click.Choice(["error", "warning", "note", "never"])


def check(
    files: Annotated[
        list[str] | None, typer.Argument(metavar="[FILE...]", show_default=False)
    ] = None,
    kind: Annotated[
        str | None,
        typer.Option(click_type=_KINDS, help="What the files are.", show_default=False),
    ] = None,
    chart: Annotated[
        str,
        typer.Option(
            metavar="TAG",
            help="Check what this release's charts pass to the programs of --image.",
            show_default=False,
            autocompletion=complete_tag,
        ),
    ] = "",
    image: Annotated[
        str,
        typer.Option(
            metavar="TAG",
            help="The release whose programs --chart runs.",
            show_default=False,
            autocompletion=complete_tag,
        ),
    ] = "",
    both: Annotated[bool, typer.Option("--both", help="The other way round too.")] = False,
    old: Annotated[
        str,
        typer.Option(
            "--from",
            metavar="TAG",
            help="Tell only what the move from here to --to changes for the files.",
            show_default=False,
            autocompletion=complete_tag,
        ),
    ] = "",
    new: Annotated[
        str,
        typer.Option(
            "--to",
            metavar="TAG",
            help="The release that --from moves to.",
            show_default=False,
            autocompletion=complete_tag,
        ),
    ] = "",
    fail_on: Annotated[
        str, typer.Option(click_type=_LEVELS, help="The mildest level that makes it exit with 1.")
    ] = "error",
    baseline: Annotated[
        Path | None,
        typer.Option(
            metavar="PATH", help="Leave out the findings of this file.", show_default=False
        ),
    ] = None,
    write_baseline: Annotated[
        Path | None,
        typer.Option(metavar="PATH", help="Write the findings to this file.", show_default=False),
    ] = None,
    config: Annotated[
        Path | None,
        typer.Option(
            metavar="PATH",
            help="What is ignored, and why (default: xref.toml here).",
            show_default=False,
        ),
    ] = None,
    git: Git = None,
    tag: Tag = "",
    project: Project = DEFAULT_PROJECT,
    db: Db = None,
    as_json: Json = False,
    form: Annotated[
        str, typer.Option("--format", click_type=_FORMS, help="How findings come out.")
    ] = "text",
) -> None:
    """Hold files against a release.

    A FILE is a manifest, a values file, a Dockerfile, a shell script or a document; `-` is standard
    input, and of a folder all files are checked. With --chart and --image no file is needed: what
    the charts of one release pass is held against the programs of the other.
    """
    from xref.check.findings import Level
    from xref.check.ignores import CONFIG, configured
    from xref.cli.checked import Work

    skewed, moved = bool(chart or image), bool(old or new)
    _refuse(bool(files), (chart, image, both), (old, new), tag)
    if config is not None and not config.exists():
        raise click.UsageError(f"there is no {config}")
    overrides = overrides_of(git or [])
    index = index_path(db)
    form_name = "json" if as_json else form
    level = None if fail_on == "never" else Level(fail_on)
    if skewed or moved:
        from xref.cli.missing import build_missing

        build_missing(index, project, (chart, image) if skewed else (old, new), overrides)
    from xref.store import reading

    with reading(index) as connection, answering(form_name):
        ignores = configured(config or Path(CONFIG))
        work = Work(connection, project, overrides, kind or "", ignores, level)
        if skewed:
            reports = [work.skew(chart, image), *([work.skew(image, chart)] if both else [])]
        elif moved:
            reports = [work.move(files or (), old, new)]
        else:
            reports = [work.files(files or (), tag)]
        _finish(reports, form_name, baseline, write_baseline)


def _refuse(files: bool, skew: tuple[str, str, bool], move: tuple[str, str], tag: str) -> None:
    """Raises UsageError for options that do not go together."""
    from xref.errors import UsageError

    chart, image, both = skew
    if bool(chart) != bool(image) or (both and not chart):
        raise UsageError("--chart and --image go together: name both releases")
    if bool(move[0]) != bool(move[1]):
        raise UsageError("--from and --to go together: name both releases")
    if sum((bool(chart), bool(move[0]), bool(tag))) > 1:
        raise UsageError("choose one of --tag, --chart with --image, and --from with --to")
    if chart and files:
        raise UsageError("--chart and --image take no files: they check the charts")
    if not chart and not files:
        raise UsageError("name the files to check, or - for standard input")


def _finish(
    reports: Sequence[Report], form: str, baseline: Path | None, write_baseline: Path | None
) -> None:
    """Prints the reports and what was examined; exits with 1 where a finding fails."""
    from dataclasses import replace

    from xref.check.baseline import key_of, read_baseline
    from xref.check.baseline import write_baseline as write
    from xref.reports import FORMS

    if write_baseline is not None:
        write(write_baseline, [one for report in reports for one in report.findings])
        tell(f"xref: {write_baseline} holds the findings: leave them out with --baseline")
    if baseline is not None:
        known = read_baseline(baseline)
        reports = [
            replace(report, findings=tuple(f for f in report.findings if key_of(f) not in known))
            for report in reports
        ]
    shown = FORMS[form](reports, output_style())
    if shown:
        emit(shown)
    for report in reports:
        tell(f"xref: {report.summary()}")
    if write_baseline is None and any(r.fails(one) for r in reports for one in r.findings):
        raise typer.Exit(1)
