"""The package ``encoding/base64``: its four encodings, as NativeObjects."""

from __future__ import annotations

from collections.abc import Callable

from xref.golang import types as T
from xref.golang.natives.lift import Lowering, NotKnown, Table, known, raiser, text
from xref.golang.natives.protocol import Key, Machine, Result
from xref.golang.types import Type
from xref.golang.values import NativeObject, Nil, Value, join, string

ENCODING = T.Named("Encoding", "encoding/base64", "base64", None, lambda _: T.Struct(()))
TYPES: dict[Key, Type] = {("encoding/base64", "Encoding"): ENCODING}
TABLE = Table("encoding/base64")
_NAMES = ("StdEncoding", "URLEncoding", "RawStdEncoding", "RawURLEncoding")


def _variable(name: str) -> Callable[[Machine], Value]:
    made = NativeObject(T.pointer_to(ENCODING), name)
    return lambda m: made


VARIABLES = {("encoding/base64", name): _variable(name) for name in _NAMES}


def _encoding(v: Value) -> str:
    if isinstance(known(v), NativeObject) and v.data in _NAMES:  # type: ignore[attr-defined]
        return str(v.data)  # type: ignore[attr-defined]
    raise NotKnown("", v.o)


def encode(name: str, b: bytes) -> str:
    """``b`` in the encoding of that name."""
    import base64  # few programs want it

    made = base64.b64encode(b, b"-_" if "URL" in name else b"+/").decode()
    return made.rstrip("=") if name.startswith("Raw") else made


def decode(name: str, s: str) -> bytes:
    """:raises NotKnown: for what is no plain base64; where Go sees the fault is not modelled."""
    import base64
    import binascii

    s = s.replace("\n", "").replace("\r", "")
    if name.startswith("Raw"):
        if "=" in s:
            raise NotKnown("malformed base64 is not modelled")
        s += "=" * (-len(s) % 4)
    try:
        return base64.b64decode(s, b"-_" if "URL" in name else b"+/", validate=True)
    except (binascii.Error, ValueError) as e:
        raise NotKnown("malformed base64 is not modelled") from e


@TABLE.add("Encoding.EncodeToString")
def _encode(m: Machine, args: list[Value]) -> Result:
    low = Lowering(m, True)
    plain: bytes = low.lower(args[1]) or b""
    return string(encode(_encoding(args[0]), plain), join(low.o, args[0].o))


@TABLE.add("Encoding.DecodeString", results=2)
def _decode(m: Machine, args: list[Value]) -> Result:
    o = join(args[0].o, args[1].o)
    found = decode(_encoding(args[0]), text(args[1]))
    return raiser("[]byte")(m, found, o), Nil(None, o)


TABLE.unknown(1, "is not modelled", "NewEncoding", "NewDecoder", "NewEncoder")
