"""Builds small git repositories for tests: real, tagged, and the same on every machine.

The ids of commits depend on nothing but the files given: identity and date are fixed, trees are
sorted, and no config of the user or the system is read.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Collection, Mapping
from pathlib import Path

import pytest

WHEN = "1552694400 +0100"  # 2019-03-16T01:00:00+01:00
COMMITTED_AT = "2019-03-16T01:00:00+01:00"
WHO = "A Tester <tester@example.com>"

Files = Mapping[str, bytes | str]


class Link(str):
    """The content of a symbolic link: what it points to."""

    __slots__ = ()


def isolate(monkeypatch: pytest.MonkeyPatch, home: Path) -> Path:
    """Makes ``home`` the home folder, with empty XDG folders, no config of git and no XREF_*."""
    for name in [name for name in os.environ if name.startswith(("GIT_", "XREF_", "XDG_"))]:
        monkeypatch.delenv(name)
    home.mkdir(parents=True, exist_ok=True)
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("XDG_CACHE_HOME", str(home / "cache"))
    monkeypatch.setenv("XDG_DATA_HOME", str(home / "data"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(home / "config"))
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    return home


def git(folder: Path, *arguments: str, stdin: bytes = b"") -> bytes:
    """What git prints, run in ``folder`` with the fixed identity; fails the test if git fails."""
    environment = {name: text for name, text in os.environ.items() if not name.startswith("GIT_")}
    name, _, mail = WHO.partition(" <")
    for role in ("AUTHOR", "COMMITTER"):
        environment[f"GIT_{role}_NAME"] = name
        environment[f"GIT_{role}_EMAIL"] = mail.rstrip(">")
        environment[f"GIT_{role}_DATE"] = WHEN
    environment |= {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    options = ("-c", "init.defaultBranch=main", "-c", "gc.auto=0")
    done = subprocess.run(
        ["git", *options, *arguments], cwd=folder, input=stdin, env=environment, capture_output=True
    )
    assert done.returncode == 0, done.stderr.decode(errors="replace")
    return done.stdout


def one_line(error: pytest.ExceptionInfo[Exception]) -> str:
    """The message of an error, which must be one line without control characters."""
    message = str(error.value)
    assert message
    assert message.isprintable(), message
    return message


def build_repository(
    path: Path,
    releases: Mapping[str, Files],
    bare: bool = False,
    annotated: Collection[str] = (),
) -> Path:
    """A repository at ``path`` with one commit and tag for each of ``releases``, in their order.

    Each commit's tree is just the given files (names may hold surrogate escapes for bytes that are
    no UTF-8); tags named in ``annotated`` are annotated ones. Returns ``path``.
    """
    path.mkdir(parents=True)
    git(path, "init", "--quiet", *(("--bare",) if bare else ()))
    stream = b"".join(
        _release(number, tag, files, tag in annotated)
        for number, (tag, files) in enumerate(releases.items(), 1)
    )
    git(path, "fast-import", "--quiet", stdin=stream + b"done\n")
    if releases and not bare:
        git(path, "reset", "--quiet", "--hard", "main")
    return path


def _release(number: int, tag: str, files: Files, annotated: bool) -> bytes:
    """The part of a fast-import stream that commits and tags one release."""
    name = tag.encode()
    parts = [b"commit refs/heads/main\nmark :%d\n" % number]
    parts.append(f"author {WHO} {WHEN}\ncommitter {WHO} {WHEN}\n".encode() + _data(name))
    if number > 1:
        parts.append(b"from :%d\n" % (number - 1))
    parts.append(b"deleteall\n")
    parts += [_file(path, content) for path, content in sorted(files.items())]
    if annotated:
        tagger = f"tagger {WHO} {WHEN}\n".encode()
        parts.append(b"tag %s\nfrom :%d\n%s%s" % (name, number, tagger, _data(name)))
    else:
        parts.append(b"reset refs/tags/%s\nfrom :%d\n" % (name, number))
    return b"".join(parts)


def _file(path: str, content: bytes | str) -> bytes:
    mode = b"120000" if isinstance(content, Link) else b"100644"
    quoted = "".join(
        chr(byte) if 32 < byte < 127 and byte not in b'"\\' else f"\\{byte:03o}"
        for byte in path.encode("utf-8", "surrogateescape")
    )
    data = content.encode() if isinstance(content, str) else content
    return b'M %s inline "%s"\n%s' % (mode, quoted.encode(), _data(data))


def _data(content: bytes) -> bytes:
    return b"data %d\n%s\n" % (len(content), content)
