"""The cached bare clones: one for each URL, shallow, holding just the tags and commits asked for.

Below ``repository``. A clone is only ever added to, under a lock that ends with its process, so
readers need no lock, two processes never fetch into one clone at once, and a killed fetch leaves
what was there before.
"""

from __future__ import annotations

import errno
import fcntl
import hashlib
import os
import re
import shutil
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

from xref import config
from xref.errors import SourceError, TagNotFound
from xref.gitsource import command
from xref.gitsource.batch import BatchReader
from xref.gitsource.command import GitFailure, Progress
from xref.gitsource.names import Place, redact

_UNKNOWN_REF = re.compile(r"couldn't find remote ref (?:refs/tags/)?(\S+)|not our ref (\S+)")
_FULL_DISK = re.compile(r"no space left on device|disk quota exceeded|file too large", re.I)
_NO_WRITING = re.compile(r"read-only file system|insufficient permission|unable to create", re.I)

_SILENT_END = "fetch-pack: invalid index-pack output"
"""The first complaint where the system ended git's writing: over a limit, or short of memory."""


def path_of(url: str) -> Path:
    """Where the clone of ``url`` lies, made yet or not; no two URLs share one."""
    words = re.findall(r"[A-Za-z0-9._-]+", redact(url).removesuffix(".git"))
    digest = hashlib.sha256(url.encode("utf-8", "surrogateescape")).hexdigest()[:20]
    return config.cache_dir() / "git" / f"{'-'.join(words[-2:])[-60:].strip('.-')}-{digest}.git"


def tag_ref(tag: str) -> str:
    return f"refs/tags/{tag}"


def commit_ref(commit: str) -> str:
    """Keeps a commit that was fetched by its id; no tag, so that it never shows as one."""
    return f"refs/xref/{commit}"


def missing(git_dir: Path, tags: Sequence[str], commits: Sequence[str]) -> list[str]:
    """The refs and ids of ``tags`` and ``commits`` that ``git_dir`` does not hold."""
    wanted = [*map(tag_ref, tags), *commits]
    if not (git_dir / "HEAD").is_file():
        return wanted
    names = {f"{name}^{{commit}}": name for name in wanted}
    with closing(BatchReader(git_dir)) as reader:
        return [names[name] for name, answer in reader.read(names) if answer is None]


def ensure(
    place: Place, tags: Sequence[str], commits: Sequence[str], progress: Progress | None
) -> None:
    """Fetches what the clone of ``place.url`` lacks of ``tags`` and ``commits``, each of depth 1.

    Raises TagNotFound for a tag that the remote does not have, and SourceError where the remote
    cannot be reached or the cache folder not be written.
    """
    git_dir = path_of(place.url)
    if not missing(git_dir, tags, commits):
        return
    try:
        with _locked(git_dir, progress):
            _prepare(git_dir)
            wanted = missing(git_dir, tags, commits)
            if wanted:
                _fetch(git_dir, place.url, wanted, progress)
    except GitFailure as failure:
        raise explain(place, failure) from failure
    except OSError as error:
        raise _unwritable(error.strerror or str(error)) from error


def explain(place: Place, failure: GitFailure) -> SourceError:
    """The failure of a fetch or a look at ``place.url`` as an error that says what to do."""
    url, project = redact(place.url), place.project
    unknown = _UNKNOWN_REF.search(failure.output)
    if unknown is not None:
        name = unknown[1] or unknown[2]
        return TagNotFound(
            f"{project} has no {name} at {url}: `xref releases --available` lists what it has"
        )
    if _FULL_DISK.search(failure.output):
        return _unwritable("the disk is full, or a limit is reached")
    if _NO_WRITING.search(failure.output) or str(failure).startswith(_SILENT_END):
        return _unwritable(str(failure))
    reason = str(failure).replace(place.url, url)
    return SourceError(
        f"cannot read {project} from {url} ({reason}): name a clone with "
        f'--git {project}=/path/to/clone, or write "{project}" = "/path/to/clone" under [git] in '
        f"{config.config_file()}"
    )


def _fetch(git_dir: Path, url: str, wanted: Sequence[str], progress: Progress | None) -> None:
    specs = [f"+{name}:{name if name.startswith('refs/') else commit_ref(name)}" for name in wanted]
    options = ("--depth=1", "--no-tags", "--no-write-fetch-head", "--progress", "--end-of-options")
    try:
        command.run_remote(git_dir, "fetch", *options, url, *specs, progress=progress)
    except GitFailure:
        _clear(git_dir)  # a pack that filled the disk must not go on filling it
        raise


def _prepare(git_dir: Path) -> None:
    """Makes the clone if there is none, whole or in part. Needs the lock."""
    if not (git_dir / "HEAD").is_file() or not (git_dir / "config").is_file():
        command.run(git_dir, "init", "--quiet", "--bare", "--template=")
    _clear(git_dir)


def _clear(git_dir: Path) -> None:
    """Removes the locks and halves of packs of a fetch that has ended. Needs the lock."""
    for lock in (*git_dir.glob("*.lock"), *(git_dir / "refs").rglob("*.lock")):
        lock.unlink(missing_ok=True)
    for left in (git_dir / "objects").glob("pack/tmp_*"):
        left.unlink(missing_ok=True)
    for left in (git_dir / "objects").glob("tmp_objdir-*"):
        shutil.rmtree(left)


@contextmanager
def _locked(git_dir: Path, progress: Progress | None) -> Iterator[None]:
    """Holds the clone's lock; the system lets go of it however this process ends."""
    git_dir.parent.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(git_dir.with_suffix(".lock"), os.O_RDWR | os.O_CREAT, 0o666)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            if error.errno not in (errno.EWOULDBLOCK, errno.EACCES):
                raise
            if progress is not None:
                progress("waiting for another xref", None)
            fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def _unwritable(reason: str) -> SourceError:
    return SourceError(
        f"cannot write to the cache folder {config.cache_dir()} ({reason}): make room or mend it, "
        "or name another folder in XDG_CACHE_HOME"
    )
