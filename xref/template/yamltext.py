"""YAML as the charts' tools read and write it: by way of JSON, and so with float64 numbers.

Part of ``template``, above ``formatting``.
"""

from __future__ import annotations

import json
import math
import re
from functools import lru_cache
from typing import Any

from xref.template.formatting import general, json_float, strval
from xref.template.values import DEEPEST, List, Map
from xref.yamltree import YamlError, data, documents

NOT_STRINGS = re.compile(
    r"""(?:
      |~|null|Null|NULL
      |y|Y|yes|Yes|YES|n|N|no|No|NO|true|True|TRUE|false|False|FALSE|on|On|ON|off|Off|OFF
      |[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)
      |[-+]?[0-9][0-9_]*|[-+]?0[xX][0-9a-fA-F_]+|[-+]?0[bB][01_]+|[-+]?0o[0-7_]+
      |[-+]?(?:\.[0-9_]+|[0-9][0-9_]*(?:\.[0-9_]*)?)(?:[eE][-+]?[0-9]+)?
      |[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?
      |[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:[Tt][0-9]{1,2}:[0-9]{1,2}:[0-9]{1,2}(?:\.[0-9]*)?
        (?:Z|[-+][0-9]{2}:[0-9]{2})|[ ][0-9]{1,2}:[0-9]{1,2}:[0-9]{1,2}(?:\.[0-9]*)?)?
    )\Z""",
    re.VERBOSE,
)
"""Texts that would not be read back as strings if they stood plain."""

PLAIN = re.compile(r"[^ \t\n\-?:,\[\]{}#&*!|>'\"%@`]|[\-?:](?=[^\s])")
WIDTH = 80
LARGEST = 200_000
"""How many nodes a document may have."""

BREAKS = re.compile(r"(?<=[^ ]) (?=[^ ])")
NUMBER_PARTS = re.compile(r"\d+|\D")
TEXT_LIKE = re.compile(r"[\t\n\x20-\x7e\x85\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd]*\Z")


def to_yaml(value: Any) -> str:
    """``value`` in block style, keys sorted, without the final line break. Raises ValueError."""
    return "\n".join(_lines(value, 0, 0))


def _lines(value: Any, indent: int, depth: int) -> list[str]:
    """The lines of a value whose maps and lists begin in the column ``indent``."""
    if not isinstance(value, (dict, list)) or not value:
        return scalar(value, indent, indent or 2)
    if depth > DEEPEST:
        raise ValueError("a value is nested too deeply")
    pad = " " * indent
    found: list[str] = []
    if isinstance(value, dict):
        for key in sorted(value, key=sort_key):
            head, item = f"{pad}{_key(key)}:", value[key]
            if isinstance(item, (dict, list)) and item:
                found.append(head)
                found.extend(_lines(item, indent + 2 * isinstance(item, dict), depth + 1))
            else:
                first, *rest = scalar(item, len(head) + 1, indent + 2)
                found.append(f"{head} {first}")
                found.extend(rest)
        return found
    for item in value:
        inner = _lines(item, indent + 2, depth + 1)
        nested = isinstance(item, (dict, list)) and item
        inner[0] = f"{pad}- {inner[0][indent + 2 :] if nested else inner[0]}"
        found.extend(inner)
    return found


def _key(text: str) -> str:
    if "\n" in text:
        return _double_quoted(text)
    return scalar(text, -WIDTH * 1000, 0)[0]


def scalar(value: Any, column: int, indent: int) -> list[str]:
    """The lines of a scalar or empty container at ``column``; the later ones at ``indent``."""
    if value is None:
        return ["null"]
    if isinstance(value, bool):
        return ["true" if value else "false"]
    if isinstance(value, int):
        return [str(int(value))]
    if isinstance(value, float):
        return [_float(value)]
    if isinstance(value, dict):
        return ["{}"]
    if isinstance(value, list):
        return ["[]"]
    return _string(strval(value), column, indent)


def _float(value: float) -> str:
    """A float that came through JSON: an integer where it is one."""
    text = json_float(value)
    if "e" not in text and "." not in text and -(1 << 63) <= value < 1 << 64:
        return text
    return general(value)


def _string(text: str, column: int, indent: int) -> list[str]:
    if NOT_STRINGS.match(text):
        return [_double_quoted(text)]
    if "\n" in text and _block_allowed(text):
        return _block(text, indent)
    if not TEXT_LIKE.match(text) or "\n" in text or "\t" in text:
        return [_double_quoted(text)]
    if _plain_allowed(text):
        return _folded(text, column, indent)
    return _folded("'" + text.replace("'", "''") + "'", column, indent)


def _folded(text: str, column: int, indent: int) -> list[str]:
    """``text`` with line breaks at the single blanks that stand beyond the usual width."""
    if column + len(text) <= WIDTH or " " not in text:
        return [text]
    lines: list[str] = []
    pad, start = "", 0
    for match in BREAKS.finditer(text):
        at = match.start()
        if column + at - start > WIDTH:
            lines.append(pad + text[start:at])
            pad, start, column = " " * indent, at + 1, indent
    return [*lines, pad + text[start:]]


def _plain_allowed(text: str) -> bool:
    if text[0] in " \t" or text[-1] in " \t" or text.startswith(("---", "...")):
        return False
    return (
        PLAIN.match(text) is not None
        and ": " not in text
        and not text.endswith(":")
        and " #" not in text
    )


def _block_allowed(text: str) -> bool:
    """Whether a text of several lines can stand as a literal block."""
    return TEXT_LIKE.match(text) is not None and " \n" not in text and text[-1] not in " \t"


def _block(text: str, indent: int) -> list[str]:
    """A literal block: the indentation is named if the text begins with blanks."""
    pad = " " * (indent or 2)
    hint = "2" if text[0] in " \n" else ""
    body = text.rstrip("\n")
    chomp = "-" if body == text else "" if text == body + "\n" else "+"
    chomp = "+" if text == "\n" else chomp
    lines = (text[:-1] if text.endswith("\n") else text).split("\n")
    return [f"|{hint}{chomp}", *(pad + line if line else "" for line in lines)]


ESCAPES = {
    "\0": r"\0",
    "\a": r"\a",
    "\b": r"\b",
    "\t": r"\t",
    "\n": r"\n",
    "\v": r"\v",
    "\f": r"\f",
    "\r": r"\r",
    "\x1b": r"\e",
    '"': r"\"",
    "\\": "\\\\",
    "\x85": r"\N",
    "\xa0": r"\_",
    "\u2028": r"\L",
    "\u2029": r"\P",
}


def _double_quoted(text: str) -> str:
    found = []
    for character in text:
        code = ord(character)
        if character in ESCAPES and character != "\xa0":
            found.append(ESCAPES[character])
        elif TEXT_LIKE.match(character):
            found.append(character)
        elif code <= 0xFF:
            found.append(f"\\x{code:02X}")
        else:
            found.append(f"\\u{code:04X}" if code <= 0xFFFF else f"\\U{code:08X}")
    return f'"{"".join(found)}"'


@lru_cache(maxsize=4096)
def sort_key(text: str) -> list[tuple[int, int, str]]:
    """The order of keys: letters after other signs, runs of digits as numbers."""
    found: list[tuple[int, int, str]] = []
    for part in NUMBER_PARTS.findall(text):
        if part.isdigit() and part.isascii():
            found.append((1, int(part[:18]), part))
        else:
            found.append((2 if part.isalpha() else 0, 0, part))
    return found


def to_json(value: Any, indent: str = "", escape_html: bool = True) -> str:
    """``value`` as Go writes JSON, indented by ``indent`` if it is any. Raises ValueError."""
    return _json(value, indent, "\n" if indent else "", escape_html, 0)


def _json(value: Any, indent: str, line: str, escape: bool, depth: int) -> str:
    if depth > DEEPEST:
        raise ValueError("a value is nested too deeply")
    if isinstance(value, float):
        return json_float(value)
    if isinstance(value, bool) or value is None:
        return json.dumps(value)
    if isinstance(value, int):
        return str(int(value))
    inner = line + indent
    if isinstance(value, dict):
        colon = ": " if indent else ":"
        items = [
            _json_string(k, escape) + colon + _json(value[k], indent, inner, escape, depth + 1)
            for k in sorted(value)
        ]
        return "{" + inner + ("," + inner).join(items) + line + "}" if items else "{}"
    if isinstance(value, list):
        items = [_json(v, indent, inner, escape, depth + 1) for v in value]
        return "[" + inner + ("," + inner).join(items) + line + "]" if items else "[]"
    return _json_string(strval(value), escape)


def _json_string(text: str, escape: bool) -> str:
    found = json.dumps(text, ensure_ascii=False)
    if escape:
        for sign in "<>&":
            found = found.replace(sign, f"\\u{ord(sign):04x}")
    return found.replace("\u2028", r"\u2028").replace("\u2029", r"\u2029")


@lru_cache(maxsize=4)
def _loaded(text: str) -> Any:
    """What the first document says; charts often read one twice in a row."""
    try:
        return data(next(documents(text), None))
    except YamlError as error:
        raise ValueError(f"error converting YAML to JSON: {error}") from error


def from_yaml(text: str) -> Any:
    """The value of the first document, numbers as floats, keys as texts. Raises ValueError."""
    return _jsonlike(_loaded(text), [LARGEST])


def _jsonlike(value: Any, left: list[int], depth: int = 0) -> Any:
    """A copy of plain data; ``left`` is how many nodes it may still have. Raises ValueError."""
    left[0] -= 1
    if left[0] < 0 or depth > DEEPEST:
        raise ValueError("it is too large or nested too deeply")
    if isinstance(value, dict):
        return Map((k, _jsonlike(v, left, depth + 1)) for k, v in value.items())
    if isinstance(value, list):
        return List(_jsonlike(v, left, depth + 1) for v in value)
    if isinstance(value, float) and not math.isfinite(value):
        raise ValueError("json: unsupported value")
    return value


def from_json(text: str) -> Any:
    """The value of a JSON text, numbers as floats. Raises ValueError."""
    try:
        return _jsonlike(json.loads(text, parse_int=float), [LARGEST])
    except RecursionError as error:
        raise ValueError("JSON is nested too deeply") from error
