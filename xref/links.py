"""The project on GitHub, and addresses of its lines: the same for Python and for SQL.

Bottom of the chain; imports nothing of xref.
"""

from __future__ import annotations

DEFAULT_PROJECT = "istio/istio"

# What would end or change the path of an address; "%" comes first, or it would be escaped twice.
_ESCAPES = (("%", "%25"), (" ", "%20"), ("#", "%23"), ("?", "%3F"))


def blob_url(project: str, commit: str, file: str, line: int) -> str:
    """The address of ``file``'s ``line`` at ``commit``; "" without a file, no anchor for line 0."""
    if not file:
        return ""
    for char, escape in _ESCAPES:
        file = file.replace(char, escape)
    anchor = f"#L{line}" if line else ""
    return f"https://github.com/{project}/blob/{commit}/{file}{anchor}"


def sql_blob_url(project: str, commit: str, file: str, line: str) -> str:
    """The same as an SQL expression; the arguments are names of columns."""
    path = file
    for char, escape in _ESCAPES:
        path = f"replace({path}, '{char}', '{escape}')"
    return (
        f"CASE WHEN {file} = '' THEN '' ELSE 'https://github.com/' || {project} || '/blob/'"
        f" || {commit} || '/' || {path} || CASE WHEN {line} THEN '#L' || {line} ELSE '' END END"
    )
