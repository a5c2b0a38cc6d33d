"""The project on GitHub, and addresses of its lines: the same for Python and for SQL.

Bottom of the chain; imports nothing of xref. A file of another repository of the release has that
repository before its path (``istio/proxy:WORKSPACE``); its address is at that one's commit.
"""

from __future__ import annotations

from collections.abc import Mapping

DEFAULT_PROJECT = "istio/istio"

# What would end or change the path of an address; "%" comes first, or it would be escaped twice.
_ESCAPES = (("%", "%25"), (" ", "%20"), ("#", "%23"), ("?", "%3F"))


def blob_url(
    project: str, commit: str, file: str, line: int, sources: Mapping[str, str] | None = None
) -> str:
    """The address of ``file``'s ``line`` at ``commit``; "" without a file, no anchor for line 0.

    ``sources`` are the commits of the release's repositories.
    """
    if not file:
        return ""
    repo, colon, path = file.partition(":")
    if colon and sources and repo in sources:
        project, commit, file = repo, sources[repo], path
    for char, escape in _ESCAPES:
        file = file.replace(char, escape)
    anchor = f"#L{line}" if line else ""
    return f"https://github.com/{project}/blob/{commit}/{file}{anchor}"


def sql_blob_url(release: str, file: str, line: str) -> str:
    """The same as an SQL expression: names of a table ``release`` and of two columns."""
    inside = _sql_path(f"substr({file}, length(s.repo) + 2)")
    own = f"{release}.project || '/blob/' || {release}.commit_sha || '/' || {_sql_path(file)}"
    return (
        f"CASE WHEN {file} = '' THEN '' ELSE 'https://github.com/' ||"
        f" CASE WHEN instr({file}, ':') THEN coalesce("
        f"(SELECT s.repo || '/blob/' || s.commit_sha || '/' || {inside} FROM source s"
        f" WHERE s.release_id = {release}.id AND instr({file}, s.repo || ':') = 1), {own})"
        f" ELSE {own} END || CASE WHEN {line} THEN '#L' || {line} ELSE '' END END"
    )


def _sql_path(path: str) -> str:
    for char, escape in _ESCAPES:
        path = f"replace({path}, '{char}', '{escape}')"
    return path
