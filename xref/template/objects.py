"""Objects that helm gives to templates besides the values: files and versions of an API.

Part of ``template``; whoever makes the data uses them.
"""

from __future__ import annotations

import base64
import posixpath
import re
from collections.abc import Iterable, Mapping

from xref.template.formatting import strval
from xref.template.values import List, Map, Struct
from xref.template.yamltext import to_yaml


def files(texts: Mapping[str, str]) -> Struct:
    """``.Files``: the texts of files by path, and ``Get``, ``Glob``, ``AsConfig`` and the like.

    A mapping that is no dictionary is only asked for what templates name: they cannot loop over it.
    """

    def get(path: object) -> str:
        return texts.get(strval(path), "")

    def glob(pattern: object) -> Struct:
        wanted = glob_pattern(strval(pattern))
        return files({path: texts[path] for path in texts if wanted.match(path)})

    def lines(path: object) -> List:
        text = texts.get(strval(path))
        if not text:
            return List()
        return List(text.removesuffix("\n").split("\n"))

    def as_config() -> str:
        return to_yaml({posixpath.basename(p): t for p, t in texts.items()}) if texts else ""

    def as_secrets() -> str:
        if not texts:
            return ""
        return to_yaml(
            {posixpath.basename(p): base64.b64encode(t.encode()).decode() for p, t in texts.items()}
        )

    methods = {
        "Get": get,
        "GetBytes": get,
        "Glob": glob,
        "Lines": lines,
        "AsConfig": as_config,
        "AsSecrets": as_secrets,
    }
    return Struct(texts if isinstance(texts, dict) else {}, methods)


def glob_pattern(pattern: str) -> re.Pattern[str]:
    """An expression for a path pattern: ``*`` in a folder, ``**`` across, ``{a,b}``, ``[a-z]``."""
    found, position, depth = [], 0, 0
    while position < len(pattern):
        sign = pattern[position]
        position += 1
        if sign == "*":
            across = pattern.startswith("*", position)
            position += across
            found.append(".*" if across else "[^/]*")
        elif sign == "?":
            found.append("[^/]")
        elif sign == "{":
            depth += 1
            found.append("(?:")
        elif sign == "}" and depth:
            depth -= 1
            found.append(")")
        elif sign == "," and depth:
            found.append("|")
        elif sign == "[" and "]" in pattern[position:]:
            end = pattern.index("]", position + 1) if "]" in pattern[position + 1 :] else position
            inner = pattern[position:end].replace("\\", "\\\\").replace("[", r"\[")
            found.append("[" + ("^" + inner[1:] if inner[:1] == "!" else inner) + "]")
            position = end + 1
        else:
            found.append(re.escape(sign))
    try:
        return re.compile("".join(found) + ")" * depth + r"\Z", re.S)
    except re.error:
        return re.compile(re.escape(pattern) + r"\Z")


def api_versions(known: Iterable[str]) -> Struct:
    """``.Capabilities.APIVersions``, with ``Has``."""
    names = list(known)
    held = set(names)
    return Struct({}, {"Has": lambda name: strval(name) in held}, f"[{' '.join(names)}]")


def kube_version(text: str) -> Struct:
    """``.Capabilities.KubeVersion`` for a version such as ``v1.20.0``."""
    major, minor, *_ = [*text.lstrip("v").split("."), "", ""]
    fields = {"Version": text, "GitVersion": text, "Major": major, "Minor": minor}
    return Struct(Map(fields), {"String": lambda: text}, text, strict=True)
