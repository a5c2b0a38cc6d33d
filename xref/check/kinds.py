"""What kind of file a text is: by its name, else by what stands in it.

Of the checkers; knows no release but for the names of the charts' values.
"""

from __future__ import annotations

import re
from collections.abc import Collection

MANIFEST, VALUES, DOCKERFILE, SHELL, DOCUMENT = KINDS = (
    *("manifest", "values", "dockerfile", "shell", "document"),
)
_ENDINGS = {
    **dict.fromkeys(("sh", "bash", "ksh"), SHELL),
    **dict.fromkeys(("md", "markdown", "html", "htm", "xhtml", "txt", "rst", "adoc"), DOCUMENT),
    "dockerfile": DOCKERFILE,
}
_YAML = ("yaml", "yml", "json")
_DOCKER_NAME = re.compile(r"(?:dockerfile|containerfile)(?:\..+)?\Z", re.I)
_SHEBANG = re.compile(r"#!\s*\S*?(?:/env\s+(?:-\S+\s+)*)?/?(?:ba|da|a|k|z)?sh\b")
_RESOURCE = re.compile(r"^[ \-{\[]*[\"']?(apiVersion|kind)[\"']?\s*:", re.M)
_INSTRUCTION = re.compile(r"\A(?:\s*#.*\n|\s*\n|\s*ARG\s.*\n)*\s*FROM\s+\S", re.I)
_KEY = re.compile(r"^([A-Za-z_][\w.-]*)\s*:", re.M)
_MARKUP = re.compile(r"^(?:<!doctype|<html|\* |```|~~~)", re.I | re.M)
_HEAD = 20_000  # characters that are looked at


def kind_of(name: str, text: str, values: Collection[str]) -> str:
    """The kind of a file, "" where it is none that is checked.

    ``name`` is its path, ``-`` for standard input; ``values`` are the topmost keys of the charts'
    values. YAML that is no resource and mostly sets other values is none of ours.
    """
    base = name.rpartition("/")[2].lower()
    ending = base.rpartition(".")[2] if "." in base else ""
    if _DOCKER_NAME.match(base):
        return DOCKERFILE
    if ending in _ENDINGS:
        return _ENDINGS[ending]
    if _SHEBANG.match(text):
        return SHELL
    if ending in _YAML:
        return _yaml_kind(base, text, values)
    head = text[:_HEAD]
    if _INSTRUCTION.match(head):
        return DOCKERFILE
    keys = set(_KEY.findall(head))
    marked = _MARKUP.search(head)
    if not marked and len({found[1] for found in _RESOURCE.finditer(head)}) > 1:
        return MANIFEST
    if name != "-" and ending:
        return ""
    if _mostly(keys, values) and not marked:
        return VALUES
    return DOCUMENT if text.strip() else ""


def _yaml_kind(base: str, text: str, values: Collection[str]) -> str:
    if "values" in base and not _RESOURCE.match(text):
        return VALUES
    if _RESOURCE.search(text):
        return MANIFEST
    return VALUES if _mostly(set(_KEY.findall(text[:_HEAD])), values) else ""


def _mostly(keys: set[str], values: Collection[str]) -> bool:
    """Whether at least half of the keys are such: other files may have one by chance."""
    return bool(keys) and 2 * len(keys & set(values)) >= len(keys)
