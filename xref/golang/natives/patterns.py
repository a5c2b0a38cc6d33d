"""Translates Go's (RE2) patterns to Python's ``re``, where both surely mean the same.

Leftmost-first matching is common to both. What differs is refused: an unknown is merely a gap.
"""

from __future__ import annotations

import re

from xref.golang.natives.lift import NotKnown

_POSIX = {
    "alnum": "0-9A-Za-z",
    "alpha": "A-Za-z",
    "ascii": r"\x00-\x7f",
    "blank": r"\t ",
    "cntrl": r"\x00-\x1f\x7f",
    "digit": "0-9",
    "lower": "a-z",
    "punct": r"!-/:-@\[-`{-~",
    "space": r"\t\n\v\f\r ",
    "upper": "A-Z",
    "word": "0-9A-Za-z_",
    "xdigit": "0-9A-Fa-f",
}
_PERL = {"d": "0-9", "w": "0-9A-Za-z_", "s": r"\t\n\f\r "}
_CONTROLS = frozenset("aftnrv")
_TOKEN = re.compile(
    r"""\\x\{(?P<wide>[0-9A-Fa-f]{1,6})\}|\\x(?P<hex>[0-9A-Fa-f]{2})
    |\\(?P<escape>.)
    |\[:(?P<not>\^?)(?P<posix>[a-z]+):\]
    |\(\?(?P<flags>[imsU-]+)(?P<flags_end>[:)])
    |\(\?P?<(?P<name>[A-Za-z0-9_]+)>
    |(?P<plain_group>\(\?:)
    |(?P<odd>\(\?)
    |\{(?P<least>[0-9]+)(?P<comma>,?)(?P<most>[0-9]*)\}
    |(?P<other>.)""",
    re.VERBOSE | re.DOTALL,
)
_MOST_REPEATS = 1000


class _Translation:
    def __init__(self, pattern: str) -> None:
        self.pattern = pattern
        self.out: list[str] = []
        self.in_class = False

    def refuse(self, what: str) -> NotKnown:
        return NotKnown(f"the pattern {self.pattern!r} has {what}, which is not modelled")

    def run(self) -> str:
        i = 0
        while i < len(self.pattern):
            m = _TOKEN.match(self.pattern, i)
            if m is None:
                raise self.refuse("a backslash at its end")
            if m.lastgroup == "other" or self.in_class:
                i = self._in_class(i) if self.in_class else self._plain(i)
                continue
            self._token(m)
            i = m.end()
        if self.in_class:
            raise self.refuse("an open class")
        return "".join(self.out)

    def _escape(self, ch: str, in_class: bool) -> str:
        if ch in _CONTROLS:
            return "\\" + ch
        if ch.lower() in _PERL:
            inner = _PERL[ch.lower()]
            if not in_class:
                return f"[{'^' if ch.isupper() else ''}{inner}]"
            if ch.islower():
                return inner
        if not in_class and ch in "AbBz":
            # Go's word boundary knows ASCII words alone.
            return {"A": r"\A", "z": r"\Z", "b": r"(?a:\b)", "B": r"(?a:\B)"}[ch]
        if ch.isascii() and not ch.isalnum():
            return re.escape(ch)
        raise self.refuse(f"the escape \\{ch}")

    def _token(self, m: re.Match[str]) -> None:
        """One token outside a class."""
        if m["wide"] or m["hex"]:
            self.out.append(re.escape(chr(int(m["wide"] or m["hex"], 16))))
        elif m["escape"]:
            self.out.append(self._escape(m["escape"], False))
        elif m["flags"]:
            self._flags(m)
        elif m["name"]:
            self.out.append(f"(?P<{m['name']}>")
        elif m["plain_group"]:
            self.out.append("(?:")
        elif m["least"]:
            self._repeat(m)
        else:
            raise self.refuse(f"the construct {m[0]!r}")

    def _flags(self, m: re.Match[str]) -> None:
        flags = m["flags"]
        at_start = not self.out
        if set(flags) - set("ims") or (m["flags_end"] == ")" and not at_start):
            raise self.refuse(f"the flags {flags!r}")
        if "i" in flags and not self.pattern.isascii():
            raise self.refuse("foreign letters without regard to case")
        if "m" in flags:  # $ has become \\Z, which no flag turns into the end of a line
            raise self.refuse("the flag m")
        self.out.append(f"(?{flags}{m['flags_end']}")

    def _repeat(self, m: re.Match[str]) -> None:
        least, most = int(m["least"]), int(m["most"] or m["least"])
        if max(least, most) > _MOST_REPEATS or most < least:
            raise self.refuse(f"the repetition {m[0]!r}")
        self.out.append(m[0])

    def _plain(self, i: int) -> int:
        """One character outside a class; where the next token begins."""
        ch = self.pattern[i]
        if ch == "[":
            self.in_class = True
            self.out.append("[")
            i += 1
            if self.pattern[i : i + 1] == "^":
                self.out.append("^")
                i += 1
            if self.pattern[i : i + 1] == "]":
                self.out.append("\\]")
                i += 1
            return i
        after = self.pattern[i + 1 : i + 2]
        if ch in "*+?}" and after == "+":
            # Python reads a possessive quantifier where Go reports an error.
            raise self.refuse("a doubled quantifier")
        # Python's $ also stands before a newline at the end; Go's does not.
        self.out.append(r"\Z" if ch == "$" else ch)
        return i + 1

    def _in_class(self, i: int) -> int:
        """One item of a class; where the next begins."""
        m = _TOKEN.match(self.pattern, i)
        assert m is not None
        if m["wide"] or m["hex"]:
            self.out.append(re.escape(chr(int(m["wide"] or m["hex"], 16))))
        elif m["escape"]:
            self.out.append(self._escape(m["escape"], True))
        elif m["posix"]:
            if m["not"] or m["posix"] not in _POSIX:
                raise self.refuse(f"the class {m[0]!r}")
            self.out.append(_POSIX[m["posix"]])
        else:
            ch = self.pattern[i]
            if ch == "[":
                ch = "\\["
            elif ch in "&|~":  # Python reserves them, doubled, for set operations
                ch = "\\" + ch
            self.in_class = ch != "]"
            self.out.append(ch)
            return i + 1
        return m.end()


def translate(pattern: str) -> re.Pattern[str]:
    """The Python pattern of a Go pattern.

    :raises NotKnown: where the two might differ, or the pattern is malformed for Python.
    """
    text = _Translation(pattern).run()
    try:
        return re.compile(text)
    except (re.error, OverflowError, RecursionError) as e:
        raise NotKnown(f"the pattern {pattern!r} is not one for Python: {e}") from e
