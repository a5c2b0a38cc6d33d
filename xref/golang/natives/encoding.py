"""Encodings of bytes and URLs: base64, hex, JSON of plain values, and digests.

``Unmarshal`` and its kind change what a pointer reaches, so they are impure and unknown.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from xref.golang import types as T
from xref.golang.natives.lift import Table, to_bytes
from xref.golang.natives.protocol import Machine, Result
from xref.golang.values import ArrayVal, Scalar, Value

HEX = Table("encoding/hex")
JSON = Table("encoding/json")
URL = Table("net/url")
DIGESTS = [Table(f"crypto/{name}") for name in ("md5", "sha1", "sha256", "sha512")]
TABLES = (HEX, JSON, URL, *DIGESTS)
_UNESCAPED = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.~")
_PATH_TOO = frozenset(b"$&+=:@")
_ESCAPE = re.compile(rb"%([0-9A-Fa-f]{2})?")


def _hex_decode(s: str) -> tuple[bytes, str | None]:
    for i, b in enumerate(to_bytes(s)):
        if chr(b) not in "0123456789abcdefABCDEF":
            from xref.golang.natives.verbs import Flags, code_point

            f = Flags()
            f.sharp = True
            return bytes.fromhex(s[: i // 2 * 2]), f"encoding/hex: invalid byte: {code_point(f, b)}"
    if len(s) % 2:
        return bytes.fromhex(s[:-1]), "encoding/hex: odd length hex string"
    return bytes.fromhex(s), None


def _escape(plus: bool, kept: frozenset[int]) -> Callable[[str], str]:
    def escape(s: str) -> str:
        out = []
        for b in to_bytes(s):
            if b in kept:
                out.append(chr(b))
            else:
                out.append("+" if plus and b == 32 else f"%{b:02X}")
        return "".join(out)

    return escape


def _unescape(plus: bool) -> Callable[[str], tuple[bytes, str | None]]:
    def unescape(s: str) -> tuple[bytes, str | None]:
        from xref.golang.natives.quote import quote

        raw = to_bytes(s)
        for found in _ESCAPE.finditer(raw):
            if found[1] is None:
                bad = raw[found.start() : found.start() + 3].decode("utf-8", "surrogateescape")
                return b"", f"invalid URL escape {quote(bad)}"
        raw = raw.replace(b"+", b" ") if plus else raw
        return _ESCAPE.sub(lambda m: bytes((int(m[1], 16),)), raw), None

    return unescape


def _digest(name: str) -> Callable[[Machine, list[Value]], Result]:
    def call(m: Machine, args: list[Value]) -> Result:
        import hashlib  # slow to import, and rarely wanted

        from xref.golang.natives.lift import Lowering

        low = Lowering(m, True)
        found = hashlib.new(name, low.lower(args[0]) or b"").digest()
        octets: list[Value] = [Scalar(b, T.UINT8, low.o) for b in found]
        return ArrayVal(T.array_of(T.UINT8, len(octets)), octets, low.o)

    return call


def _hex_encode(b: bytes | None) -> str:
    return (b or b"").hex()


_query: Any = _escape(True, _UNESCAPED)
_path: Any = _escape(False, _UNESCAPED | _PATH_TOO)
HEX.lift("string", EncodeToString=_hex_encode)
HEX.lift("([]byte, error)", DecodeString=_hex_decode)
HEX.unknown(1, "is not modelled", "Encode", "Dump", pure=False)
HEX.unknown(2, "is not modelled", "Decode", pure=False)
URL.lift("string", QueryEscape=_query, PathEscape=_path)
URL.lift("(string, error)", QueryUnescape=_unescape(True), PathUnescape=_unescape(False))
URL.unknown(2, "is not modelled", "Parse", "ParseRequestURI", "ParseQuery")
JSON.unknown(2, "is not modelled", "Marshal", "MarshalIndent")
JSON.unknown(1, "is not modelled", "Unmarshal", "Indent", "Compact", pure=False)
JSON.unknown(1, "is not modelled", "NewDecoder", "NewEncoder", pure=False)
for _table, _function, _name in zip(
    DIGESTS, ("Sum", "Sum", "Sum256", "Sum512"), ("md5", "sha1", "sha256", "sha512"), strict=True
):
    _table.add(_function)(_digest(_name))
