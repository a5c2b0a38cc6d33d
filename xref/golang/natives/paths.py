"""The packages ``path`` and ``path/filepath`` (as on Linux), where they ask no file system."""

from __future__ import annotations

import re

from xref.golang.natives.lift import NotKnown, Table

PATH = Table("path")
FILEPATH = Table("path/filepath")
_BAD_PATTERN = "syntax error in pattern"


def clean(p: str) -> str:
    """The shortest name of the same place."""
    rooted = p.startswith("/")
    out: list[str] = []
    for part in p.split("/"):
        if part in ("", "."):
            continue
        if part == ".." and out and out[-1] != "..":
            out.pop()
        elif part != ".." or not rooted:
            out.append(part)
    return ("/" if rooted else "") + "/".join(out) or "."


def join(*parts: str) -> str:
    named = [p for p in parts if p]
    return clean("/".join(named)) if named else ""


def base(p: str) -> str:
    if not p:
        return "."
    return p.rstrip("/").rpartition("/")[2] or "/"


def split(p: str) -> tuple[str, str]:
    folder, slash, name = p.rpartition("/")
    return folder + slash, name


def folder(p: str) -> str:
    return clean(split(p)[0])


def extension(p: str) -> str:
    name = split(p)[1]
    return "." + name.rpartition(".")[2] if "." in name else ""


def absolute(p: str) -> bool:
    return p.startswith("/")


def relative(start: str, target: str) -> tuple[str, str | None]:
    """``filepath.Rel``."""
    a, b = clean(start), clean(target)
    if a == b:
        return ".", None
    failed = "", f"Rel: can't make {target} relative to {start}"
    if absolute(a) != absolute(b):
        return failed
    left = [x for x in a.split("/") if x not in ("", ".")]
    right = [x for x in b.split("/") if x not in ("", ".")]
    while left and right and left[0] == right[0]:
        left.pop(0)
        right.pop(0)
    if ".." in left[:1]:
        return failed
    return "/".join([".."] * len(left) + right) or ".", None


_CLASS_CHAR = r"(?:\\.|[^\\\]\-])"
_TOKEN = re.compile(
    rf"(\*+)|(\?)|(\[)(\^?)((?:{_CLASS_CHAR}(?:-{_CLASS_CHAR})?)+)\]|\\(.)|([^\\*?\[])", re.DOTALL
)
_RANGE = re.compile(rf"({_CLASS_CHAR})(?:-({_CLASS_CHAR}))?", re.DOTALL)


def match(pattern: str, name: str) -> tuple[bool, str | None]:
    """``Match``: a shell's pattern against a whole name, whose slashes only slashes match."""
    out, i = [], 0
    while i < len(pattern):
        m = _TOKEN.match(pattern, i)
        if m is None:
            return False, _BAD_PATTERN
        i = m.end()
        if m[1]:
            out.append("[^/]*")
        elif m[2]:
            out.append("[^/]")
        elif m[3]:
            ranges = [(a[-1], (b or a)[-1]) for a, b in (r.groups() for r in _RANGE.finditer(m[5]))]
            inner = "".join(f"{re.escape(a)}-{re.escape(b)}" for a, b in ranges if a <= b)
            nothing = "." if m[4] else "(?!)"  # all ranges run backwards
            out.append(f"[{m[4]}{inner}]" if inner else nothing)
        else:
            out.append(re.escape(m[6] or m[7]))
    return re.fullmatch("".join(out), name, re.DOTALL) is not None, None


def _absolute_path(p: str) -> tuple[str, str | None]:
    if absolute(p):
        return clean(p), None
    raise NotKnown("filepath.Abs depends on the working directory")


def _volume(p: str) -> str:
    return ""


for _table in (PATH, FILEPATH):
    _table.lift("string", Clean=clean, Join=join, Base=base, Dir=folder, Ext=extension)
    _table.lift("bool", IsAbs=absolute)
    _table.lift("(string, string)", Split=split)
    _table.lift("(bool, error)", Match=match)


def _split_list(p: str) -> list[str]:
    return p.split(":") if p else []


FILEPATH.lift("string", ToSlash=str, FromSlash=str, VolumeName=_volume)
FILEPATH.lift("[]string", SplitList=_split_list)
FILEPATH.lift("(string, error)", Rel=relative, Abs=_absolute_path)
FILEPATH.lift("bool", HasPrefix=lambda p, prefix: p.startswith(prefix))
FILEPATH.unknown(2, "reads the file system", "Glob", "EvalSymlinks")
FILEPATH.unknown(1, "reads the file system", "Walk", "WalkDir", pure=False)
VARIABLES = {
    (t.path, "ErrBadPattern"): lambda m: m.error(_BAD_PATTERN, ()) for t in (PATH, FILEPATH)
}
