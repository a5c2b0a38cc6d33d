"""Holds what one release's charts pass to their containers against another release's programs.

Of the checkers. Asked of the index alone: the containers as the charts have them under their own
values, and the programs of the other release.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass

from xref.check.checking import Checked
from xref.check.commandlines import Invocation, Judge, Word
from xref.check.findings import Confidence, Finding
from xref.check.knowledge import Knowledge
from xref.check.rules import HIDDEN_FLAG, SAME_AS_DEFAULT, UNKNOWN_IMAGE
from xref.check.starts import Start, Starts
from xref.imagenames import program_at
from xref.model import Location
from xref.query import Release, Row
from xref.query.containers import containers_where
from xref.query.renderings import rendering

_VALUES = "default"
# What a release's own charts may well do.
_PASSED_OVER = (SAME_AS_DEFAULT.id, HIDDEN_FLAG.id)


@dataclass(frozen=True, slots=True)
class Skew:
    """The release whose charts are used, and what is known of the one whose images are."""

    connection: sqlite3.Connection
    chart: Release
    image: Knowledge


def check_skew(skew: Skew) -> Checked:
    """The findings, at the charts' lines. Raises NotFound where the release has no charts."""
    starts = Starts(skew.image)
    made = Checked()
    told: dict[Finding, None] = {}
    for container in _containers(skew):
        for one in _of_container(skew, container, starts):
            if isinstance(one, Finding):
                told[one] = None
                continue
            made.arguments += len(one.words)
            for finding in Judge(skew.image, _file(container), one).findings():
                if finding.rule not in _PASSED_OVER:
                    told[finding] = None
    made.findings = sorted(told, key=lambda f: (f.file, f.line, f.rule, f.name))
    return made


def _containers(skew: Skew) -> Iterator[Row]:
    """The containers that are active under the charts' own values and run a program."""
    chosen = rendering(skew.connection, skew.chart, _VALUES)
    condition = "c.workload_id IN (SELECT workload_id FROM rendering_workload WHERE rendering_id=?)"
    for row in containers_where(skew.connection, skew.chart, condition, chosen.id):
        if row["active"] and row["package"]:
            row["arguments"] = [one for one in row["arguments"] if one["active"]]
            yield row


def _of_container(skew: Skew, container: Row, starts: Starts) -> Iterator[Finding | Invocation]:
    arguments = container["arguments"]
    command = [one for one in arguments if one["part"] == "command"]
    start = _start(skew, container, starts, [one["value"] for one in command])
    if start is None:
        yield _gone(skew, container)
        return
    words = arguments[1:] if command else arguments
    yield Invocation(
        start.program,
        start.before,
        tuple(Word(one["value"], one["line"], 1, known="$(" not in one["value"]) for one in words),
        arguments[0]["line"] if arguments else container["line"],
        1,
        f"{container['workload']}, container {container['name']}",
        image=container["image_name"],
    )


def _start(skew: Skew, container: Row, starts: Starts, command: list[str]) -> Start | None:
    """What the container starts of the other release: by the image, the package or the name."""
    image = skew.image.images.get(container["image_name"])
    if image is not None and not image.foreign:
        if not command:
            return starts.of_image(image, Confidence.HIGH, bool(container["arguments"]))
        program = skew.image.by_package.get(program_at(image, command[0]))
        if program is not None:
            return Start(program, (), Confidence.HIGH)
    if command and image is not None:
        same = skew.image.by_package.get(container["package"])
        return Start(same, (), Confidence.MEDIUM) if same is not None else None
    return None


def _gone(skew: Skew, container: Row) -> Finding:
    image = container["image_name"]
    near = skew.image.near(image, skew.image.images)
    hint = f": did you mean {', '.join(near)}?" if near else ""
    return Finding(
        UNKNOWN_IMAGE.id,
        UNKNOWN_IMAGE.level,
        Confidence.HIGH,
        container["file"],
        container["line"],
        1,
        f"{container['workload']}, container {container['name']}: {skew.image.release.tag} builds"
        f" no image {image} that starts {container['program']}{hint}",
        container["package"],
        name=image,
        suggestions=near,
        evidence=(Location(container["image_file"], container["image_line"]),),
    )


def _file(container: Row) -> str:
    """The file that the container's words stand in."""
    words = container["arguments"]
    return str(words[0]["file"] if words else container["file"])
