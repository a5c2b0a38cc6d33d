"""The registering functions and methods of pflag and of the standard library's ``flag``.

Part of the extract layer: where each kind has its name, its default and its other arguments.
"""

from __future__ import annotations

from dataclasses import dataclass

_BOTH = ("Bool", "Duration", "Float64", "Int", "Int64", "String", "Uint", "Uint64")
_PFLAG_ONLY = (
    "BoolSlice BytesBase64 BytesHex DurationSlice Float32 Float32Slice Float64Slice IP IPMask IPNet"
    " IPNetSlice IPSlice Int16 Int32 Int32Slice Int64Slice Int8 IntSlice StringArray StringSlice"
    " StringToInt StringToInt64 StringToString Uint16 Uint32 Uint8 UintSlice"
)


@dataclass(frozen=True, slots=True)
class Shape:
    """The arguments of a kind: ``arity`` is their number, the others are positions, -1 for none.

    ``text`` are the positions of texts: name, shorthand and usage. ``standard`` tells that the
    standard library has this kind too.
    """

    arity: int
    name: int
    default: int
    text: tuple[int, ...]
    pointer: bool
    standard: bool


def _shape(parts: str, standard: bool) -> Shape:
    """A shape from one letter an argument: pointer, name, shorthand, default, usage, other."""
    text = tuple(index for index, part in enumerate(parts) if part in "nsu")
    return Shape(len(parts), parts.index("n"), parts.find("d"), text, parts[0] == "p", standard)


def _shapes() -> dict[str, Shape]:
    found: dict[str, Shape] = {}
    for kind in (*_BOTH, *_PFLAG_ONLY.split()):
        both = kind in _BOTH
        found[kind] = _shape("ndu", both)
        found[f"{kind}P"] = _shape("nsdu", False)
        found[f"{kind}Var"] = _shape("pndu", both)
        found[f"{kind}VarP"] = _shape("pnsdu", False)
    for kind, parts, standard in (
        ("Count", "nu", False),
        ("CountP", "nsu", False),
        ("CountVar", "pnu", False),
        ("CountVarP", "pnsu", False),
        ("Func", "nuo", True),
        ("FuncP", "nsuo", False),
        ("BoolFunc", "nuo", True),
        ("BoolFuncP", "nsuo", False),
        ("TextVar", "pndu", True),
        ("TextVarP", "pnsdu", False),
        ("Time", "ndou", False),
        ("TimeP", "nsdou", False),
        ("TimeVar", "pndou", False),
        ("TimeVarP", "pnsdou", False),
        ("Var", "pnu", True),
        ("VarP", "pnsu", False),
        ("VarPF", "pnsu", False),
    ):
        found[kind] = _shape(parts, standard)
    return found


SHAPES = _shapes()
