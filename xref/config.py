"""Where the user's files lie (the XDG folders), and what the user's ``config.toml`` says.

Bottom of the chain, beside ``model`` and ``errors``: everything above asks here, and nothing is
made or written here. Variables are read at each call, so that tests and wrappers can set them.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from xref.errors import UsageError

PROGRAM = "xref"


def cache_dir() -> Path:
    """The folder of what can be made anew: clones, and facts by blob. It may not exist yet.

    Raises UsageError where no home folder is known.
    """
    return _base("XDG_CACHE_HOME", ".cache") / PROGRAM


def data_dir() -> Path:
    """The folder of the index. It may not exist yet. Raises as :func:`cache_dir`."""
    return _base("XDG_DATA_HOME", ".local/share") / PROGRAM


def config_file() -> Path:
    """The user's ``config.toml``; it need not exist. Raises as :func:`cache_dir`."""
    return _base("XDG_CONFIG_HOME", ".config") / PROGRAM / "config.toml"


def index_path() -> Path:
    """The index: the variable ``XREF_DB``, else ``index.db`` of the data folder."""
    named = os.environ.get("XREF_DB", "")
    return expand(named) if named else data_dir() / "index.db"


def git_table() -> dict[str, str]:
    """The ``[git]`` table of the config file: ``OWNER/NAME`` -> path or URL, {} without a file.

    Raises UsageError, naming the file, where the file is no such TOML or cannot be read.
    """
    path = config_file()
    table = _read(path).get("git", {})
    if not isinstance(table, Mapping):
        raise UsageError(
            f"{path}: 'git' is no table: write [git] and below it \"OWNER/NAME\" = ..."
        )
    wrong = next((name for name, value in table.items() if not isinstance(value, str)), None)
    if wrong is not None:
        raise UsageError(
            f'{path}: the value of {wrong!r} under [git] is no text: write "OWNER/NAME" = '
            '"/path or url", both in quotation marks'
        )
    return dict(table)


def expand(text: str) -> Path:
    """``text`` as a path, a leading ``~`` replaced. Raises as :func:`cache_dir`."""
    try:
        return Path(text).expanduser()
    except RuntimeError as error:
        raise UsageError(f"no home folder is known for {text!r}: set HOME") from error


def _base(variable: str, fallback: str) -> Path:
    """An XDG base folder; a relative value counts as none, as the XDG specification has it."""
    named = os.environ.get(variable, "")
    return Path(named) if os.path.isabs(named) else expand("~") / fallback


def _read(path: Path) -> dict[str, object]:
    """The parsed file, {} if there is none."""
    import tomllib  # here, since most commands need none of it

    try:
        with path.open("rb") as file:
            return tomllib.load(file)
    except (FileNotFoundError, NotADirectoryError):
        return {}
    except OSError as error:
        raise UsageError(f"cannot read {path} ({error.strerror}): mend or remove it") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        reason = " ".join(str(error).split())
        raise UsageError(f"{path} is no valid TOML ({reason}): mend or remove it") from error
