"""What may be named to git: projects, tags, commits, and where a repository's objects come from.

All that a user or a file of a release can hand to git passes here first, since git takes a name
that begins with a dash for an option, and a URL such as ``ext::`` for a program to run. Pure but
for :func:`source_of`, which reads the variable ``XREF_GIT`` and the config file.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from xref import config
from xref.errors import UsageError

SCHEMES = ("https", "http", "ssh", "git", "file")
"""The transports of git that are let through, to the user's own remotes and GitHub alike."""

_PROJECT = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.-]*/[A-Za-z0-9_.][A-Za-z0-9_.-]*")
_COMMIT = re.compile(r"[0-9a-f]{40}(?:[0-9a-f]{24})?")
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
# git-check-ref-format(1), for the part below refs/tags/.
_BAD_TAG = re.compile(
    r"[\x00-\x20\x7f~^:?*\[\\]|\.\.|@\{|//|(?:^|/)\.|\.lock(?:/|$)|[./]$|^[-/]|^@$"
)
_HELPER = re.compile(r"[A-Za-z0-9][A-Za-z0-9+.-]*::|::")
_GITHUB = re.compile(
    r"(?:(?:https?|ssh|git)://(?:[^/@]*@)?github\.com(?::[0-9]+)?/|(?:[^/@:]+@)?github\.com:)"
    r"(?P<owner>[^/]+)/(?P<name>[^/]+?)(?:\.git)?/?"
)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a project's objects come from: a path to read in place, or a URL to clone.

    ``told_by`` says who named it, for messages: ``--git``, ``XREF_GIT``, the config file, or "".
    """

    project: str
    path: Path | None
    url: str
    told_by: str


def check_project(project: str) -> str:
    """``project`` if it has the form OWNER/NAME, else UsageError."""
    if not _PROJECT.fullmatch(project) or project.split("/")[1] in {".", ".."}:
        raise UsageError(f"{project!r} is no project: write OWNER/NAME, such as istio/istio")
    return project


def check_tag(tag: str) -> str:
    """``tag`` if git would take it as a tag's name, else UsageError."""
    if not tag or _BAD_TAG.search(tag):
        raise UsageError(f"{tag!r} cannot be a tag: name one such as 1.1.0")
    return tag


def is_commit(text: str) -> bool:
    """Whether ``text`` is a full object id."""
    return _COMMIT.fullmatch(text) is not None


def check_commit(commit: str) -> str:
    """``commit`` if it is a full object id, else UsageError."""
    if not is_commit(commit):
        raise UsageError(f"{commit!r} is no commit: give the full id, 40 digits of 0-9 and a-f")
    return commit


def parse_pair(text: str, option: str = "--git") -> tuple[str, str]:
    """``OWNER/NAME=PATH_OR_URL`` as (project, path or URL); UsageError names ``option``."""
    project, equals, where = text.partition("=")
    if not equals or not where or not _PROJECT.fullmatch(project):
        raise UsageError(
            f"{option} {text!r}: write OWNER/NAME=PATH_OR_URL, such as istio/istio=/path/to/clone"
        )
    return project, where


def parse_pairs(texts: Iterable[str], option: str = "--git") -> dict[str, str]:
    """Several pairs, a later one of the same project winning. Raises as :func:`parse_pair`."""
    return dict(parse_pair(text, option) for text in texts)


def source_of(project: str, overrides: Mapping[str, str]) -> Place:
    """Where ``project`` comes from: overrides, ``XREF_GIT``, the config file, else GitHub.

    Raises UsageError for a malformed project, pair or URL.
    """
    check_project(project)
    if project in overrides:
        return _place(project, overrides[project], "--git", Path())
    environment = parse_pairs(os.environ.get("XREF_GIT", "").split(), "XREF_GIT")
    if project in environment:
        return _place(project, environment[project], "XREF_GIT", Path())
    table = config.git_table()
    if project in table:
        file = config.config_file()
        return _place(project, table[project], str(file), file.parent)
    return Place(project, None, f"https://github.com/{project}.git", "")


def check_url(url: str) -> str:
    """``url`` if git may be given it, else UsageError.

    Passed are the transports of SCHEMES and scp's ``[USER@]HOST:PATH``. Refused are remote helpers
    (``ext::``, ``fd::``), which run programs, and hosts and paths that begin with a dash.
    """
    shown = redact(url)
    if url.startswith("-") or _CONTROL.search(url):
        raise UsageError(f"{shown!r} is no URL of a repository: write https://HOST/PATH")
    if _HELPER.match(url):
        raise UsageError(f"{shown!r} would run a program: name a path, or a https:// or ssh:// URL")
    scheme, colons, _ = url.partition("://")
    if not colons:
        host, _, path = url.partition(":")
        if host.rpartition("@")[2].startswith("-") or path.startswith("-"):
            raise UsageError(f"{shown!r} has a part that begins with a dash: write ssh://HOST/PATH")
        return url
    if scheme not in SCHEMES:
        allowed = ", ".join(f"{name}://" for name in SCHEMES)
        raise UsageError(f"{shown!r}: no such kind of URL: use one of {allowed}, or a path")
    if _dashed_host(url):
        raise UsageError(f"{shown!r} is no URL of a repository: check its host")
    return url


def redact(url: str) -> str:
    """``url`` for messages: one line, and without the user and password that it may hold."""
    return _CONTROL.sub("?", re.sub(r"(?<=://)[^/@]*@", "", url))


def home_page(project: str, url: str) -> str:
    """The page on GitHub that places link to: that of ``url`` if it is GitHub's, else project's."""
    match = _GITHUB.fullmatch(url)
    path = f"{match['owner']}/{match['name']}" if match else project
    return f"https://github.com/{path}"


def _place(project: str, where: str, told_by: str, folder: Path) -> Place:
    """A named source; a relative path counts from ``folder``. Raises UsageError."""
    if not where or where.startswith("-") or _CONTROL.search(where):
        raise UsageError(f"{told_by}: {where!r} is no path or URL: write {project}=/path/to/clone")
    path = folder / config.expand(where)
    if _looks_remote(where) and not path.exists():
        return Place(project, None, check_url(where), told_by)
    return Place(project, Path(os.path.abspath(path)), "", told_by)


def _looks_remote(where: str) -> bool:
    """As git decides it: ``://``, or a colon before the first slash."""
    return "://" in where or ":" in where.partition("/")[0]


def _dashed_host(url: str) -> bool:
    """Whether a URL's host cannot be parsed, is missing, or begins with a dash."""
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
    except ValueError:
        return True
    return host.startswith("-") or (not host and parts.scheme != "file")
