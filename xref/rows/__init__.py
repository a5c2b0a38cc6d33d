"""A release's facts as rows of the tables.

Between ``schema`` (whose column order the rows follow) and ``store`` (which inserts them).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from xref.rows.deployed import DeployedRows, Known
from xref.rows.programs import ProgramRows
from xref.rows.tables import Tables, clean, place_of

if TYPE_CHECKING:
    from xref.facts import ReleaseFacts


def release_rows(facts: ReleaseFacts, last: Mapping[str, int], code: str = "") -> Tables:
    """The rows of one release; ``last`` gives the highest id of each table so far, ``code`` what
    made the facts."""
    release = facts.release
    release_id = last["release"] + 1
    tables = Tables(last, release_id)
    values = (release.project, release.tag, release.commit, release.committed_at, code)
    tables.rows["release"].append((release_id, *map(clean, values)))
    for source in release.sources:
        tables.add("source", source.repo, source.commit, source.why)
    programs = ProgramRows(tables)
    for program in facts.programs:
        programs.add(program)
    programs.add_definitions(facts.definitions)
    deployed = DeployedRows(tables, Known(programs.ids, programs.flags, {}))
    deployed.add(facts.deployment)
    for diagnostic in (*facts.diagnostics, *deployed.diagnostics):
        place = place_of(diagnostic.location)
        tables.add("diagnostic", None, diagnostic.subject, diagnostic.message, *place)
    return tables
