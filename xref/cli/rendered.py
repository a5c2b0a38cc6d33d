"""The set of values that a command is asked for: one of the index, or the user's own.

Part of the command line. Imports stand inside the functions, since the user's values need git.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import sqlite3

    from xref import deployment
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
    facts = _render(release, wanted)
    with supposing(connection, release.id, facts) as supposed:
        yield supposed, rendering(supposed, release, facts.name)


def _render(release: Release, wanted: Wanted) -> deployment.Rendering:
    """Renders the release's charts with the user's values; arguments are tied to flags already.

    The seam: what reads the charts from git and links them goes here.
    """
    from xref.errors import UsageError

    raise UsageError(f"{wanted.values} with --set or a values file cannot be rendered yet")
