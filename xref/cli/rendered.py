"""The set of values that a command is asked for: one of the index, or the user's own.

Part of the command line. Imports stand inside the functions, since the user's values need git.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import sqlite3

    from xref.query import Release
    from xref.query.renderings import Rendering


class Wanted(NamedTuple):
    """The values that are wanted: ``values`` as ``--values`` has it, ``settings`` as ``--set``."""

    values: str
    settings: Sequence[str]
    git: Sequence[str]


@contextmanager
def rendered(
    connection: sqlite3.Connection, release: Release, wanted: Wanted
) -> Iterator[tuple[sqlite3.Connection, Rendering]]:
    """Where to ask, and the rendering to ask for.

    Raises NotFound where the release has no charts, UsageError for values that cannot be read.
    """
    from xref.query.renderings import rendering, renderings
    from xref.store import supposing

    names = [one.name for one in renderings(connection, release)]
    if wanted.values in (*names, "default", "demo") and not wanted.settings:
        yield connection, rendering(connection, release, wanted.values)
        return
    from xref.cli.output import overrides_of
    from xref.custom import render

    overrides = overrides_of(wanted.git)
    facts = render(connection, release, wanted.values, wanted.settings, overrides)
    with supposing(connection, release.id, facts) as supposed:
        yield supposed, rendering(supposed, release, facts.name)
