"""The package ``regexp``, for patterns that translate safely to Python's.

A compiled pattern is a NativeObject of type ``*regexp.Regexp``; its data is the Go pattern. Texts
must be valid UTF-8, and indexes are of bytes.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable
from typing import Any

from xref.golang import types as T
from xref.golang.natives.lift import NotKnown, Table, known, lift, text
from xref.golang.natives.protocol import Machine, Result
from xref.golang.values import NativeObject, Nil, Value, join, string

REGEXP = T.Named("Regexp", "regexp", "regexp", None, lambda _: T.Struct(()))
TYPES = {("regexp", "Regexp"): REGEXP}
TABLE = Table("regexp")
_SPECIAL = re.compile(r"[\\.+*?()|\[\]{}^$]")
_ATOM = re.compile(r"\\.|\[\^?\]?(?:\\.|\[:\w+:\]|[^\]\\])*\]", re.S)
_UNBOUNDED = re.compile(r"[*+]|\{\d+,\}")
_MOST_RISKY = 20
_MOST_TEXT = 4096  # Python backtracks: a long text may take for ever


@functools.lru_cache(maxsize=256)
def _pattern(source: str) -> re.Pattern[str]:
    from xref.golang.natives.patterns import translate  # its own expressions are slow to compile

    return translate(source)


def _source(v: Value) -> str:
    if isinstance(known(v), NativeObject) and isinstance(v.data, str):  # type: ignore[attr-defined]
        source: str = v.data  # type: ignore[attr-defined]
        return source
    raise NotKnown("", v.o)


def _object(pattern: Value) -> Value:
    source = text(pattern)
    _pattern(source)
    return NativeObject(T.pointer_to(REGEXP), source, pattern.o)


@TABLE.add("MustCompile")
def _must_compile(m: Machine, args: list[Value]) -> Result:
    return _object(args[0])


@TABLE.add("Compile", results=2)
def _compile(m: Machine, args: list[Value]) -> Result:
    return _object(args[0]), Nil(None, args[0].o)


@functools.lru_cache(maxsize=256)
def _longest(pattern: str) -> int:
    """How long a text may be matched: a repeated group that itself repeats may try everything."""
    depth_repeats: list[bool] = [False]
    plain = _ATOM.sub("x", pattern)
    for i, c in enumerate(plain):
        repeated = plain[i + 1 : i + 2] in ("*", "+", "{")
        if c == "(":
            depth_repeats.append(False)
        elif c == ")":
            inner = depth_repeats.pop() if len(depth_repeats) > 1 else False
            if inner and repeated:
                return _MOST_RISKY
            depth_repeats[-1] = depth_repeats[-1] or inner or repeated
        elif c == "|" or (repeated and c not in "*+?{"):
            depth_repeats[-1] = True
    return _MOST_TEXT if len(_UNBOUNDED.findall(plain)) < 4 else _MOST_TEXT // 16


def _safe(s: str, pattern: str = "") -> str:
    if len(s) > _longest(pattern) or any("\udc80" <= ch <= "\udcff" for ch in s):
        raise NotKnown("a text that is too long or no UTF-8 is not matched")
    return s


Finder = Callable[..., Any]


def _method(name: str, result: str, fn: Finder) -> None:
    """A method whose plain function gets the compiled pattern first."""

    def call(m: Machine, args: list[Value]) -> Result:
        pattern = _pattern(_source(args[0]))
        lifted = lift(lambda *plain: fn(pattern, *plain), result, f"regexp.Regexp.{name}")
        found = lifted(m, args[1:])
        for v in found if isinstance(found, tuple) else (found,):
            v.o = join(v.o, args[0].o)
        return found

    TABLE.add(f"Regexp.{name}", results=result.count(",") + 1)(call)


def _groups(found: re.Match[str]) -> list[str]:
    return [g or "" for g in (found[0], *found.groups())]


def _find(p: re.Pattern[str], s: str) -> str:
    found = p.search(_safe(s, p.pattern))
    return found[0] if found else ""


def _submatch(p: re.Pattern[str], s: str) -> list[str] | None:
    found = p.search(_safe(s, p.pattern))
    return _groups(found) if found else None


def _matches(p: re.Pattern[str], s: str, n: int) -> list[re.Match[str]]:
    """All matches as Go counts them: no empty one right behind another match."""
    out: list[re.Match[str]] = []
    for found in p.finditer(_safe(s, p.pattern)):
        if found.start() == found.end() and out and out[-1].end() == found.start():
            continue
        out.append(found)
    return out[:n] if n >= 0 else out


def _find_all(p: re.Pattern[str], s: str, n: int) -> list[str] | None:
    return [m[0] for m in _matches(p, s, n)] or None


def _find_all_groups(p: re.Pattern[str], s: str, n: int) -> list[list[str]] | None:
    return [_groups(m) for m in _matches(p, s, n)] or None


def _replaced(p: re.Pattern[str], s: str, by: Callable[[re.Match[str]], str]) -> str:
    out, at = [], 0
    for found in _matches(p, s, -1):
        out += [s[at : found.start()], by(found)]
        at = found.end()
    return "".join(out) + s[at:]


_REFERENCE = re.compile(r"\$(?:\$|\{([A-Za-z0-9_]+)\}|([A-Za-z0-9_]+))", re.ASCII)


def _expanded(found: re.Match[str], template: str) -> str:
    def value(ref: re.Match[str]) -> str:
        name = ref[1] or ref[2]
        if name is None:
            return "$"
        if name.isdigit():
            return (found[int(name)] or "") if int(name) <= len(found.groups()) else ""
        return found.groupdict().get(name) or ""

    return _REFERENCE.sub(value, template)


def _replace_all(p: re.Pattern[str], s: str, template: str) -> str:
    return _replaced(p, s, lambda found: _expanded(found, template))


def _span(s: str, a: int, b: int) -> tuple[int, int]:
    return len(s[:a].encode()), len(s[:b].encode())


def _index(p: re.Pattern[str], s: str) -> list[int] | None:
    found = p.search(_safe(s, p.pattern))
    return list(_span(s, *found.span())) if found else None


def _split(p: re.Pattern[str], s: str, n: int) -> list[str] | None:
    if n == 0:
        return None
    if p.pattern and not s:
        return [""]
    out: list[str] = []
    begin = end = 0
    for found in _matches(p, s, n):
        if n > 0 and len(out) == n - 1:
            break
        end = found.start()
        if found.end() != 0:
            out.append(s[begin:end])
        begin = found.end()
    return [*out, s[begin:]] if end != len(s) else out


def _in_bytes(p: re.Pattern[str], b: bytes | None) -> bool:
    return p.search(_safe((b or b"").decode("utf-8", "surrogateescape"), p.pattern)) is not None


_method("MatchString", "bool", lambda p, s: p.search(_safe(s, p.pattern)) is not None)
_method("Match", "bool", _in_bytes)
_method("FindString", "string", _find)
_method("FindStringSubmatch", "[]string", _submatch)
_method("FindStringIndex", "[]int", _index)
_method("FindAllString", "[]string", _find_all)
_method("FindAllStringSubmatch", "[][]string", _find_all_groups)
_method("ReplaceAllString", "string", _replace_all)
_method("ReplaceAllLiteralString", "string", lambda p, s, to: _replaced(p, s, lambda _: to))
_method("Split", "[]string", _split)
_method("NumSubexp", "int", lambda p: p.groups)
_method(
    "SubexpNames",
    "[]string",
    lambda p: [{v: k for k, v in p.groupindex.items()}.get(i, "") for i in range(p.groups + 1)],
)
TABLE.lift("string", QuoteMeta=lambda s: _SPECIAL.sub(r"\\\g<0>", s))
TABLE.lift("(bool, error)", MatchString=lambda p, s: (bool(_pattern(p).search(_safe(s, p))), None))


@TABLE.add("Regexp.String")
def _string(m: Machine, args: list[Value]) -> Result:
    return string(_source(args[0]), args[0].o)
