"""``--set`` and ``--set-string`` as helm reads them: ``a.b=1,hosts[0].name=x,list={p,q}``.

A backslash takes the next character as it is. Texts that look like integers, booleans or null
become such, unless strings are asked for.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from xref.errors import UsageError

_MOST = 65536  # helm's own limit on an index
_INTEGER = re.compile(r"[+-]?(0|[1-9][0-9]*)\Z")
_LARGEST = 2**63
_WORDS = {"true": True, "false": False, "null": None}


def settings(texts: Iterable[str], strings: Iterable[str] = ()) -> dict[str, Any]:
    """The values that the texts of ``--set``, and then those of ``--set-string``, give together.

    Raises UsageError for what helm does not take either.
    """
    made: dict[str, Any] = {}
    for each, plain in (*((t, False) for t in texts), *((t, True) for t in strings)):
        _Setting(each, plain).into(made)
    return made


class _Setting:
    """One text, read from left to right."""

    def __init__(self, text: str, plain: bool) -> None:
        self.text = text
        self.at = 0
        self.plain = plain

    def into(self, made: dict[str, Any]) -> None:
        while self.at < len(self.text):
            self._pair(made)

    def _fail(self, why: str) -> UsageError:
        return UsageError(f"--set {self.text!r}: {why}")

    def _until(self, stops: str) -> tuple[str, str]:
        """The text up to one of the characters, and that one, "" at the end."""
        found: list[str] = []
        while self.at < len(self.text):
            char = self.text[self.at]
            self.at += 1
            if char == "\\" and self.at < len(self.text):
                found.append(self.text[self.at])
                self.at += 1
            elif char in stops:
                return "".join(found), char
            else:
                found.append(char)
        return "".join(found), ""

    def _pair(self, into: dict[str, Any]) -> None:
        key, stop = self._until("=[,.")
        if stop in ("", ","):
            raise self._fail(f"the key {key!r} has no value")
        if stop == "=":
            value = self._value()
            if key:
                into[key] = value
        elif stop == "[":
            listed = into.get(key)
            into[key] = self._element(listed if isinstance(listed, list) else [])
        else:
            inner = into.get(key)
            if key in into and inner is None:
                raise self._fail(f"{key!r} is null already")
            inner = inner if isinstance(inner, dict) else {}
            self._pair(inner)
            if not inner:
                raise self._fail(f"the key {key!r} has no value")
            if key:
                into[key] = inner

    def _element(self, into: list[Any]) -> list[Any]:
        """A list with one element set, ``[`` behind us."""
        text, stop = self._until("]")
        if not stop or not text.isascii() or not text.isdigit():
            raise self._fail(f"no index: {text!r}")
        index = int(text[:9])
        if index > _MOST:
            raise self._fail(f"no index above {_MOST}")
        into = [*into, *[None] * (index + 1 - len(into))]
        key, stop = self._until("=[.")
        if key or not stop:
            raise self._fail(f"nothing is set at index {index}")
        present = into[index]
        if stop == "=":
            into[index] = self._value()
        elif stop == "[":
            into[index] = self._element(present if isinstance(present, list) else [])
        else:
            inner = present if isinstance(present, dict) else {}
            self._pair(inner)
            into[index] = inner
        return into

    def _value(self) -> Any:
        if self.text[self.at : self.at + 1] != "{":
            text, stop = self._until(",")
            if stop and self.at == len(self.text):
                raise self._fail("it ends with a comma")
            return self._typed(text)
        self.at += 1
        found: list[Any] = []
        while True:
            text, stop = self._until(",}")
            found.append(self._typed(text))
            if not stop:
                raise self._fail("a list is not closed")
            if stop == "}":
                if self.text[self.at : self.at + 1] == ",":
                    self.at += 1
                return found

    def _typed(self, text: str) -> Any:
        if self.plain:
            return text
        if text.lower() in _WORDS:
            return _WORDS[text.lower()]
        if _INTEGER.match(text) and -_LARGEST <= int(text) < _LARGEST:
            return int(text)
        return text
