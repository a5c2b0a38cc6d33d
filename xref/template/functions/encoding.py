"""helm's and sprig's encodings: YAML, JSON, TOML, base 32 and 64, sums.

Part of ``template.functions``.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import posixpath
import urllib.parse
import zlib
from collections.abc import Callable
from typing import Any

from xref.template.formatting import json_float, strval
from xref.template.functions.registry import Library
from xref.template.run import Run
from xref.template.values import List, Map, Unknown
from xref.template.yamltext import from_json, from_yaml, to_json, to_yaml

LIBRARY = Library()
function = LIBRARY.function


@function("toYaml", "a")
def _to_yaml(value: Any) -> str:
    try:
        return to_yaml(value)
    except ValueError:
        return ""


@function("mustToYaml", "a")
def _must_to_yaml(value: Any) -> str:
    return to_yaml(value)


@function("toJson", "a", context=True)
def _to_json(run: Run, value: Any) -> str:
    try:
        return _json(run, value)
    except ValueError:
        return ""


def _json(run: Run, value: Any, indent: str = "", escape_html: bool = True) -> str:
    run.json.append(value)
    return to_json(value, indent, escape_html)


function("mustToJson", "a", context=True)(_json)
function("toPrettyJson mustToPrettyJson", "a", context=True)(
    lambda run, value: _json(run, value, "  ")
)
function("toRawJson mustToRawJson", "a", context=True)(
    lambda run, value: _json(run, value, escape_html=False)
)


def _read(
    run: Run, reader: Callable[[str], Any], text: str, wanted: type, failed: Callable[[str], Any]
) -> Any:
    """What ``text`` holds; what cannot be read, as helm tells it."""
    run.step(len(text) >> 3)
    try:
        value = reader(text)
        if value is not None and not isinstance(value, wanted):
            raise ValueError("it is of another type")
    except ValueError as error:
        return failed(str(error))
    return wanted() if value is None else value


def _failed_map(error: str) -> Map:
    return Map({"Error": Unknown(error, truth=True)})


def _failed_list(error: str) -> List:
    return List([Unknown(error, truth=True)])


function("fromYaml", "s", context=True)(
    lambda run, text: _read(run, from_yaml, text, Map, _failed_map)
)
function("fromYamlArray", "s", context=True)(
    lambda run, text: _read(run, from_yaml, text, List, _failed_list)
)
function("fromJsonArray", "s", context=True)(
    lambda run, text: _read(run, from_json, text, List, _failed_list)
)
function("fromJson", "s", context=True)(
    lambda run, text: _read(run, from_json, text, Map, _failed_map)
)
function("mustFromJson", "s")(from_json)


@function("toToml", "a")
def _to_toml(value: Any) -> str:
    if not isinstance(value, dict):
        return "toml: top-level values must be Go maps or structs"
    return "".join(_table(value, "", 0))


def _table(value: dict[str, Any], name: str, depth: int) -> list[str]:
    pad = "  " * max(depth - 1, 0)
    found = [f"{pad}[{name}]\n"] if name else []
    inner = "  " * depth
    later = []
    for key in sorted(value):
        item = value[key]
        if isinstance(item, dict):
            later.append(key)
        elif item is not None:
            found.append(f"{inner}{_toml_key(key)} = {_toml(item)}\n")
    for key in later:
        full = f"{name}.{_toml_key(key)}" if name else _toml_key(key)
        found.extend(["\n"] if found else [])
        found.extend(_table(value[key], full, depth + 1))
    return found


def _toml_key(key: str) -> str:
    bare = key and all(c.isascii() and (c.isalnum() or c in "_-") for c in key)
    return key if bare else to_json(key, escape_html=False)


def _toml(value: Any) -> str:
    if isinstance(value, list):
        return "[" + ", ".join(_toml(v) for v in value) + "]"
    if isinstance(value, float):
        text = json_float(value)
        return text if "." in text or "e" in text else text + ".0"
    return to_json(value, escape_html=False)


function("b64enc", "s")(lambda text: base64.b64encode(text.encode()).decode())
function("b32enc", "s")(lambda text: base64.b32encode(text.encode()).decode())


def _decoded(decode: Callable[[bytes], bytes], name: str) -> Callable[[str], Any]:
    def apply(text: str) -> Any:
        try:
            return decode(text.encode()).decode("utf-8", "replace")
        except (binascii.Error, ValueError):
            return Unknown(f"illegal {name} data", truth=True)

    return apply


function("b64dec", "s")(_decoded(lambda data: base64.b64decode(data, validate=True), "base64"))
function("b32dec", "s")(_decoded(base64.b32decode, "base32"))
function("sha1sum", "s")(lambda text: hashlib.sha1(text.encode()).hexdigest())
function("sha256sum", "s")(lambda text: hashlib.sha256(text.encode()).hexdigest())
function("sha512sum", "s")(lambda text: hashlib.sha512(text.encode()).hexdigest())
function("adler32sum", "s")(lambda text: str(zlib.adler32(text.encode())))


@function("base", "s")
def _base(path: str) -> str:
    if not path:
        return "."
    return posixpath.basename(path.rstrip("/")) or "/"


@function("dir", "s")
def _dir(path: str) -> str:
    return _clean(path[: path.rfind("/") + 1])


def _clean(path: str) -> str:
    cleaned = posixpath.normpath(path) if path else "."
    return "/" + cleaned.lstrip("/") if cleaned.startswith("//") else cleaned


function("clean", "s")(_clean)
function("isAbs", "s")(lambda path: path.startswith("/"))


@function("ext", "s")
def _ext(path: str) -> str:
    name = path.rpartition("/")[2]
    return name[name.rfind(".") :] if "." in name else ""


function("osBase", "s")(_base)
function("osDir", "s")(_dir)
function("osClean", "s")(_clean)
function("osExt", "s")(_ext)
function("osIsAbs", "s")(lambda path: path.startswith("/"))


@function("urlParse", "s")
def _url_parse(text: str) -> dict[str, Any]:
    found = urllib.parse.urlsplit(text)
    user, _, host = found.netloc.rpartition("@")
    opaque = "" if found.netloc or found.path.startswith("/") or not found.scheme else found.path
    return {
        "scheme": found.scheme,
        "host": host,
        "hostname": found.hostname or "",
        "path": "" if opaque else found.path,
        "query": found.query,
        "opaque": opaque,
        "fragment": found.fragment,
        "userinfo": user,
    }


@function("urlJoin", "m")
def _url_join(parts: dict[str, Any]) -> str:
    get = {k: strval(v) for k, v in parts.items()}
    host = get.get("host", "")
    user = get.get("userinfo", "")
    netloc = f"{user}@{host}" if user else host
    path = get.get("path", "")
    if netloc and path and not path.startswith("/"):
        path = "/" + path
    return urllib.parse.urlunsplit(
        (get.get("scheme", ""), netloc, path, get.get("query", ""), get.get("fragment", ""))
    )
