"""What set-up code asks of the package ``reflect``: types, kinds, DeepEqual, and simple values.

A ``reflect.Type`` is a NativeObject of ``*reflect.rtype`` whose data is the type (equal types are
one object); a ``reflect.Value`` one of ``reflect.Value`` whose data is the value. The rest is
unknown.
"""

from __future__ import annotations

from collections.abc import Callable

from xref.golang import types as T
from xref.golang.natives.equality import equal
from xref.golang.natives.lift import NotKnown, Table, kind, known, number, origins
from xref.golang.natives.protocol import Key, Machine, Result
from xref.golang.natives.typetext import type_text
from xref.golang.types import Type
from xref.golang.values import (
    ArrayVal,
    MapVal,
    NativeObject,
    Nil,
    Ptr,
    Scalar,
    SliceVal,
    StructVal,
    Value,
    boolean,
    integer,
    join,
    string,
)

TABLE = Table("reflect")
_KINDS = (
    *("Invalid", "Bool", "Int", "Int8", "Int16", "Int32", "Int64", "Uint", "Uint8", "Uint16"),
    *("Uint32", "Uint64", "Uintptr", "Float32", "Float64", "Complex64", "Complex128", "Array"),
    *("Chan", "Func", "Interface", "Map", "Pointer", "Slice", "String", "Struct"),
    "UnsafePointer",
)
_NUMBERS = {k.lower(): i for i, k in enumerate(_KINDS)} | {"ptr": _KINDS.index("Pointer")}
_METHODS = ("Name", "String", "Kind", "Elem", "PkgPath", "Key", "Len", "NumField", "Field")


def _type(name: str, under: Type) -> T.Named:
    return T.Named(name, "reflect", "reflect", None, lambda _: under)


KIND = _type("Kind", T.UINT)
RTYPE = _type("rtype", T.Struct(()))
TYPE = _type("Type", T.Interface(_METHODS))
VALUE = _type("Value", T.Struct(()))
TYPES: dict[Key, Type] = {("reflect", t.name): t for t in (KIND, RTYPE, TYPE, VALUE)}
VARIABLES: dict[Key, Callable[[Machine], Value]] = {}


def _kind_constant(i: int) -> Callable[[Machine], Value]:
    return lambda m: Scalar(i, KIND)


for _i, _name in enumerate(_KINDS):
    VARIABLES["reflect", _name] = _kind_constant(_i)
VARIABLES["reflect", "Ptr"] = VARIABLES["reflect", "Pointer"]


def _type_value(t: Type, v: Value) -> Value:
    return NativeObject(T.pointer_to(RTYPE), t, v.o)


def _kind_number(t: Type) -> int:
    found = _NUMBERS.get(t.under.kind)
    if found is None:
        raise NotKnown(f"the kind of {t} is not known")
    return found


def _data(v: Value) -> Type:
    if isinstance(known(v), NativeObject) and isinstance(v.data, Type):  # type: ignore[attr-defined]
        t: Type = v.data  # type: ignore[attr-defined]
        return t
    raise NotKnown("", v.o)


@TABLE.add("TypeOf")
def _type_of(m: Machine, args: list[Value]) -> Result:
    v = known(args[0])
    return Nil(None, v.o) if v.t is None else _type_value(v.t, v)


@TABLE.add("rtype.String")
def _type_string(m: Machine, args: list[Value]) -> Result:
    return string(type_text(_data(args[0])), args[0].o)


@TABLE.add("rtype.Name")
def _type_name(m: Machine, args: list[Value]) -> Result:
    t = _data(args[0])
    named = isinstance(t, T.Named | T.Basic)
    return string(type_text(t).partition(".")[2] or type_text(t) if named else "", args[0].o)


@TABLE.add("rtype.PkgPath")
def _type_package(m: Machine, args: list[Value]) -> Result:
    t = _data(args[0])
    return string(t.package if isinstance(t, T.Named) else "", args[0].o)


@TABLE.add("rtype.Kind")
def _type_kind(m: Machine, args: list[Value]) -> Result:
    return Scalar(_kind_number(_data(args[0])), KIND, args[0].o)


@TABLE.add("rtype.Elem")
def _type_elem(m: Machine, args: list[Value]) -> Result:
    under = _data(args[0]).under
    if not isinstance(under, T.Pointer | T.Slice | T.Array | T.Map | T.Chan):
        m.panic(m.error("reflect: Elem of invalid type", args[0].o))
    return _type_value(under.elem, args[0])


@TABLE.add("rtype.NumField")
def _type_fields(m: Machine, args: list[Value]) -> Result:
    under = _data(args[0]).under
    if not isinstance(under, T.Struct):
        m.panic(m.error("reflect: NumField of non-struct type", args[0].o))
    return integer(len(under.fields), args[0].o)


@TABLE.add("Kind.String")
def _kind_string(m: Machine, args: list[Value]) -> Result:
    i = number(args[0])
    name = {"Pointer": "ptr", "UnsafePointer": "unsafe.Pointer"}
    if i >= len(_KINDS):
        return string(f"kind{i}", args[0].o)
    return string(name.get(_KINDS[i], _KINDS[i].lower()), args[0].o)


@TABLE.add("DeepEqual")
def _deep_equal(m: Machine, args: list[Value]) -> Result:
    same = equal(m, args[0], args[1], deep=True)
    return boolean(same, join(origins(args[0]), origins(args[1])))


def _held(v: Value) -> Value:
    """What a reflect.Value holds."""
    if isinstance(known(v), NativeObject) and isinstance(v.data, Value):  # type: ignore[attr-defined]
        return known(v.data)  # type: ignore[attr-defined]
    raise NotKnown("", v.o)


@TABLE.add("ValueOf")
def _value_of(m: Machine, args: list[Value]) -> Result:
    return NativeObject(VALUE, known(args[0]), args[0].o)


@TABLE.add("Value.Kind")
def _value_kind(m: Machine, args: list[Value]) -> Result:
    held = _held(args[0])
    return Scalar(0 if held.t is None else _kind_number(held.t), KIND, held.o)


@TABLE.add("Value.Type")
def _value_type(m: Machine, args: list[Value]) -> Result:
    held = _held(args[0])
    if held.t is None:
        m.panic(m.error("reflect: call of reflect.Value.Type on zero Value", held.o))
    return _type_value(held.t, held)


@TABLE.add("Value.IsValid")
def _value_valid(m: Machine, args: list[Value]) -> Result:
    held = _held(args[0])
    return boolean(held.t is not None, held.o)


@TABLE.add("Value.IsNil")
def _value_nil(m: Machine, args: list[Value]) -> Result:
    held = _held(args[0])
    if isinstance(held, Scalar | StructVal | ArrayVal):
        text = f"reflect: call of reflect.Value.IsNil on {kind(held)} Value"
        m.panic(m.error(text, held.o))
    nil = isinstance(held, Nil) or (isinstance(held, SliceVal) and held.backing is None)
    nil = nil or (isinstance(held, MapVal) and held.entries is None)
    return boolean(nil, held.o)


@TABLE.add("Value.Interface")
def _value_interface(m: Machine, args: list[Value]) -> Result:
    return _held(args[0])


@TABLE.add("Value.Elem")
def _value_elem(m: Machine, args: list[Value]) -> Result:
    held = _held(args[0])
    if not isinstance(held, Ptr):
        raise NotKnown("reflect.Value.Elem of no pointer", held.o)
    # A reflect.Value that can be set is not modelled: this one is a look at the present value.
    return NativeObject(VALUE, m.load(held), held.o)


@TABLE.add("Value.Len")
def _value_len(m: Machine, args: list[Value]) -> Result:
    held = _held(args[0])
    if isinstance(held, SliceVal):
        return integer(held.length, held.o)
    if isinstance(held, ArrayVal):
        return integer(len(held.elems), held.o)
    if isinstance(held, MapVal) and held.unknown is None:
        return integer(len(held.entries or ()), held.o)
    if isinstance(held, Scalar) and isinstance(held.v, str):
        return integer(len(held.v.encode("utf-8", "surrogateescape")), held.o)
    raise NotKnown(f"the length of {held.t} is not known", held.o)


def _scalar_of(*types: type) -> Callable[[Machine, list[Value]], Result]:
    def call(m: Machine, args: list[Value]) -> Result:
        held = _held(args[0])
        if not isinstance(held, Scalar) or not isinstance(held.v, types):
            raise NotKnown(f"a reflect.Value of {held.t} taken for another kind", held.o)
        t = {str: T.STRING, bool: T.BOOL, int: T.INT64, float: T.FLOAT64}[types[0]]
        return Scalar(held.v, t, held.o)

    return call


TABLE.add("Value.String")(_scalar_of(str))
TABLE.add("Value.Bool")(_scalar_of(bool))
TABLE.add("Value.Int")(_scalar_of(int))
TABLE.add("Value.Float")(_scalar_of(float))
TABLE.unknown(1, "is not modelled", "New", "Zero", "Indirect", "MakeSlice", "MakeMap", "Append")
TABLE.unknown(1, "is not modelled", "PtrTo", "PointerTo", "SliceOf", "MapOf", "Swapper")
TABLE.unknown(1, "is not modelled", "Copy", pure=False)
