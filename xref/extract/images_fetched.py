"""Files that the build fetches: their addresses, in make's variables and in scripts that it runs.

Part of the extract layer, below :mod:`xref.extract.images_origin`. The proxy's binary is one: its
address holds the commit that the release pins.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from xref.extract.dockerfile import expand
from xref.extract.files import Files
from xref.extract.makefile import Makefile
from xref.extract.makefile_text import is_known
from xref.model import Location

FETCHES = re.compile(rb"\b(?:curl|wget|gsutil)\b")
_ASSIGNMENT = re.compile(r"[ \t]*(?:(?:export|local)[ \t]+)?(\w+)=(.*)")
_ADDRESS = re.compile(r"https?://")
_REFERENCE = re.compile(r"\$[({](\w+)[)}]")
_UNKNOWN = re.compile(r"\x01[^\x02]*\x02|\$\([^)]*\)|\$\{[^}]*\}")
# What releases of Istio call the pin of the proxy's commit, in their list of dependencies.
_PROXY_PIN = "PROXY_REPO_SHA"


@dataclass(frozen=True, slots=True)
class Fetched:
    """An address, the name of the variable that has it, and the variable's place.

    ``path`` is where make puts the file, "" if that is not known. In ``url``, ``*`` stands for what
    is not known. ``proxy`` tells that the file is of the proxy's pinned commit.
    """

    name: str
    path: str
    url: str
    location: Location
    proxy: bool


def fetched_by_make(makefile: Makefile) -> list[Fetched]:
    """The files of which make has an address and a path, in variables ``X_URL`` and ``X_PATH``.

    The place is that of the variable that has the address in its text. Raises MakeLimitError.
    """
    expander = makefile.expander
    found = []
    for name, variable in list(expander.variables.items()):
        path = name.removesuffix("_URL") + "_PATH"
        if not name.endswith("_URL") or path not in expander.variables:
            continue
        url, seen = expander.value(name), {name}
        while (other := _REFERENCE.fullmatch(variable.text)) and other[1] not in seen:
            seen.add(other[1])
            variable = expander.variables.get(other[1], variable)
        if variable.location and _ADDRESS.match(url):
            where = re.sub(r"/+", "/", expander.value(path))
            found.append(_fetched(makefile, name, where, url, variable.location))
    return found


def fetched_by_script(
    name: str, scripts: Mapping[str, bytes], files: Files, makefile: Makefile
) -> Fetched | None:
    """The file of that name whose address stands in one of the scripts, None if there is none."""
    if not name or not is_known(name):
        return None
    all_urls = [
        found
        for path, data in scripts.items()
        if b"_URL=" in data and FETCHES.search(data)
        for found in _urls(path, data, files, makefile)
    ]
    starts = re.compile(re.escape(name) + r"(?:[-_.]|\Z)")
    urls = sorted(fetched.url for fetched in all_urls)
    found = [
        fetched
        for fetched in all_urls
        if starts.match(fetched.url.rstrip("/").rpartition("/")[2])
        and not _holds_another(fetched.url.rstrip("/") + "/", urls)
    ]
    # The released images hold the release build, where there is one for debugging as well.
    found.sort(key=lambda fetched: "DEBUG" in fetched.name.upper())
    return found[0] if found else None


def _holds_another(folder: str, urls: list[str]) -> bool:
    """Whether an address is that of a folder of what is fetched; ``urls`` are sorted."""
    at = bisect_right(urls, folder)
    return at < len(urls) and urls[at].startswith(folder)


def _urls(path: str, data: bytes, files: Files, makefile: Makefile) -> Iterator[Fetched]:
    values: dict[str, str] = {}
    for number, line in enumerate(data.decode("utf-8", "replace").split("\n"), 1):
        assignment = _ASSIGNMENT.match(line)
        if assignment is None:
            continue
        name, written = assignment[1], assignment[2].strip()
        if len(written) > 1 and written[0] == written[-1] == '"':
            written = written[1:-1]
        value = values[name] = expand(written, values)
        if name.endswith("_URL") and _ADDRESS.match(value):
            yield _fetched(makefile, name, "", value, files.location(path, number))


def _fetched(makefile: Makefile, name: str, path: str, url: str, location: Location) -> Fetched:
    pinned = _PROXY_PIN in makefile.expander.behind(url) + url
    return Fetched(name, path, _UNKNOWN.sub("*", url), location, pinned)
