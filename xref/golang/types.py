"""Go's types, as far as a program's set-up code needs them.

Part of the interpreter. Types are interned as long as something uses them: two mentions of
``[]string`` are one object. A
:class:`Named` type is made by name alone and looks at its declaration only when something asks
for what lies under it, so that mentioning a type of a large package costs nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from weakref import WeakValueDictionary


class Type:
    """Base of all types. ``kind`` is a short word: int8, string, ptr, struct, named, ..."""

    __slots__ = ("__weakref__", "_found", "_pointer", "_slice", "kind")

    kind: str

    def __init__(self, kind: str) -> None:
        self.kind = kind
        self._pointer: Pointer | None = None
        self._slice: Slice | None = None
        self._found: dict[str, Any] = {}

    def clear(self) -> None:
        """Let go of what was worked out of the type."""
        self._found.clear()
        self._pointer = self._slice = None

    @property
    def under(self) -> Type:
        """The underlying type; itself for all but named types."""
        return self

    def __repr__(self) -> str:
        return str(self)

    def __str__(self) -> str:
        return self.kind


class Basic(Type):
    """bool, string, the numbers, and the untyped kinds of constants."""

    __slots__ = ("bits", "signed", "untyped")

    def __init__(self, kind: str, bits: int = 0, signed: bool = False, untyped: bool = False):
        super().__init__(kind)
        self.bits = bits
        self.signed = signed
        self.untyped = untyped


BOOL = Basic("bool")
STRING = Basic("string")
INT = Basic("int", 64, True)
INT8 = Basic("int8", 8, True)
INT16 = Basic("int16", 16, True)
INT32 = Basic("int32", 32, True)
INT64 = Basic("int64", 64, True)
UINT = Basic("uint", 64)
UINT8 = Basic("uint8", 8)
UINT16 = Basic("uint16", 16)
UINT32 = Basic("uint32", 32)
UINT64 = Basic("uint64", 64)
UINTPTR = Basic("uintptr", 64)
FLOAT32 = Basic("float32")
FLOAT64 = Basic("float64")
COMPLEX64 = Basic("complex64")
COMPLEX128 = Basic("complex128")
UNSAFE_POINTER = Basic("unsafe.Pointer")
UNTYPED_INT = Basic("int", untyped=True)
UNTYPED_RUNE = Basic("int32", untyped=True)
UNTYPED_FLOAT = Basic("float64", untyped=True)
UNTYPED_STRING = Basic("string", untyped=True)
UNTYPED_BOOL = Basic("bool", untyped=True)

BASIC: dict[str, Basic] = {
    t.kind: t
    for t in (
        *(BOOL, STRING, INT, INT8, INT16, INT32, INT64, UINT, UINT8, UINT16, UINT32, UINT64),
        *(UINTPTR, FLOAT32, FLOAT64, COMPLEX64, COMPLEX128),
    )
} | {"byte": UINT8, "rune": INT32}

INTEGERS = frozenset(k for k, t in BASIC.items() if t.bits)
FLOATS = frozenset(("float32", "float64"))
COMPLEXES = frozenset(("complex64", "complex128"))


class Unresolved(Type):
    """What lies under a name whose declaration is nowhere to be found."""

    __slots__ = ("reason",)

    def __init__(self, reason: str) -> None:
        super().__init__("unresolved")
        self.reason = reason


class Pointer(Type):
    __slots__ = ("elem",)

    def __init__(self, elem: Type) -> None:
        super().__init__("ptr")
        self.elem = elem

    def __str__(self) -> str:
        return f"*{self.elem}"


class Slice(Type):
    __slots__ = ("elem",)

    def __init__(self, elem: Type) -> None:
        super().__init__("slice")
        self.elem = elem

    def __str__(self) -> str:
        return f"[]{self.elem}"


class Array(Type):
    __slots__ = ("elem", "length")

    def __init__(self, elem: Type, length: int) -> None:
        super().__init__("array")
        self.elem = elem
        self.length = length

    def __str__(self) -> str:
        return f"[{self.length}]{self.elem}"


class Map(Type):
    __slots__ = ("elem", "key")

    def __init__(self, key: Type, elem: Type) -> None:
        super().__init__("map")
        self.key = key
        self.elem = elem

    def __str__(self) -> str:
        return f"map[{self.key}]{self.elem}"


class Chan(Type):
    __slots__ = ("elem",)

    def __init__(self, elem: Type) -> None:
        super().__init__("chan")
        self.elem = elem

    def __str__(self) -> str:
        return f"chan {self.elem}"


class Func(Type):
    """A function's type; the last of ``params`` is a slice where ``variadic``."""

    __slots__ = ("params", "results", "variadic")

    def __init__(self, params: tuple[Type, ...], results: tuple[Type, ...], variadic: bool):
        super().__init__("func")
        self.params = params
        self.results = results
        self.variadic = variadic

    def __str__(self) -> str:
        params = [str(p) for p in self.params]
        if self.variadic:
            params[-1] = "..." + params[-1][2:]
        text = f"func({', '.join(params)})"
        if len(self.results) == 1:
            return f"{text} {self.results[0]}"
        return f"{text} ({', '.join(map(str, self.results))})" if self.results else text


class Field:
    """A field of a struct; ``file`` and ``line`` are where it is declared."""

    __slots__ = ("embedded", "file", "line", "name", "tag", "type")

    def __init__(
        self, name: str, type: Type, embedded: bool, tag: str = "", file: str = "", line: int = 0
    ) -> None:
        self.name = name
        self.type = type
        self.embedded = embedded
        self.tag = tag
        self.file = file
        self.line = line


class Struct(Type):
    __slots__ = ("fields", "index")

    def __init__(self, fields: tuple[Field, ...]) -> None:
        super().__init__("struct")
        self.fields = fields
        self.index = {f.name: i for i, f in enumerate(fields)}

    def __str__(self) -> str:
        inner = "; ".join(f"{f.type}" if f.embedded else f"{f.name} {f.type}" for f in self.fields)
        return f"struct {{ {inner} }}" if inner else "struct {}"


class Interface(Type):
    """An interface: its own methods' names, their types as far as given, and what it embeds.

    ``core`` is the one type that a constraint admits (``interface{ *T; Set(string) }``), or None.
    """

    __slots__ = ("core", "embedded", "methods", "types")

    def __init__(
        self,
        methods: tuple[str, ...],
        embedded: tuple[Type, ...] = (),
        types: dict[str, Type] | None = None,
    ) -> None:
        super().__init__("interface")
        self.methods = methods
        self.embedded = embedded
        self.types = types or {}
        self.core: Type | None = None

    def __str__(self) -> str:
        return "interface { ... }" if self.methods or self.embedded else "interface {}"


EMPTY_INTERFACE = Interface(())
ANY = EMPTY_INTERFACE


class Named(Type):
    """A declared type. ``resolve`` yields what lies under it, at the first question.

    ``package`` is the import path ("" for the universe's ``error``), ``owner`` the interpreter's
    package that methods are looked up in (None for types that have none).
    """

    __slots__ = ("_resolve", "_under", "args", "name", "owner", "package", "package_name")

    def __init__(
        self,
        name: str,
        package: str,
        package_name: str,
        owner: Any,
        resolve: Callable[[Named], Type] | None,
        args: tuple[Type, ...] = (),
    ) -> None:
        super().__init__("named")
        self.name = name
        self.package = package
        self.package_name = package_name
        self.owner = owner
        self.args = args
        self._resolve = resolve
        self._under: Type | None = None

    @property
    def under(self) -> Type:
        if self._under is None:
            # A type that is declared through itself (type T T) must not recurse for ever.
            self._under = Unresolved(f"{self} is declared through itself")
            assert self._resolve is not None
            self._under = self._resolve(self).under
        return self._under

    def clear(self) -> None:
        super().clear()
        self._resolve = self._under = None

    def __str__(self) -> str:
        args = f"[{','.join(map(str, self.args))}]" if self.args else ""
        return (f"{self.package_name}.{self.name}" if self.package_name else self.name) + args


ERROR = Named("error", "", "", None, lambda _: Interface(("Error",)))


class TypeParam(Type):
    """A type parameter that nothing has bound."""

    __slots__ = ("name",)

    def __init__(self, name: str) -> None:
        super().__init__("typeparam")
        self.name = name

    def __str__(self) -> str:
        return self.name


# By the identities of the parts, which are not given anew while a type of them is there: a key that
# held its parts would keep them, and the packages that declare them, for ever.
_kept: WeakValueDictionary[tuple[Any, ...], Type] = WeakValueDictionary()


def _interned(key: tuple[Any, ...], make: Callable[[], Type]) -> Type:
    """The one type of that key."""
    found = _kept.get(key)
    if found is None:
        found = _kept[key] = make()
    return found


def pointer_to(elem: Type) -> Pointer:
    found = elem._pointer
    if found is None:
        found = elem._pointer = Pointer(elem)
    return found


def slice_of(elem: Type) -> Slice:
    found = elem._slice
    if found is None:
        found = elem._slice = Slice(elem)
    return found


def array_of(elem: Type, length: int) -> Type:
    return _interned(("array", id(elem), length), lambda: Array(elem, length))


def map_of(key: Type, elem: Type) -> Type:
    return _interned(("map", id(key), id(elem)), lambda: Map(key, elem))


def chan_of(elem: Type) -> Type:
    return _interned(("chan", id(elem)), lambda: Chan(elem))


def func_of(params: tuple[Type, ...], results: tuple[Type, ...], variadic: bool) -> Type:
    key = ("func", tuple(map(id, params)), tuple(map(id, results)), variadic)
    return _interned(key, lambda: Func(params, results, variadic))


def is_interface(t: Type) -> bool:
    return t.under.kind == "interface"


def default_type(t: Type) -> Type:
    """The type that an untyped constant takes where nothing else asks for one."""
    return BASIC[t.kind] if type(t) is Basic and t.untyped else t


STRINGS = slice_of(STRING)
BYTES = slice_of(UINT8)
