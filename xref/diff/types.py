"""What a flag's change of type does to the values that users give: pflag's types by what they take.

Part of ``diff``.
"""

from __future__ import annotations

from xref.diff.model import BREAKING, RISKY, SAFE, Verdict

# The bits of a whole number's type, and whether it takes negative ones; int is that of a 64-bit
# machine.
_WHOLE = {
    **{"int8": (8, True), "int16": (16, True), "int32": (32, True)},
    **{"int64": (64, True), "int": (64, True), "count": (64, True)},
    **{"uint8": (8, False), "uint16": (16, False), "uint32": (32, False)},
    **{"uint64": (64, False), "uint": (64, False)},
}
_REAL = {"float32": 32, "float64": 64}
# Those that parse their text, so that most texts are none.
_PARSED = {*_WHOLE, *_REAL, "bool", "duration", "ip", "ipNet", "ipMask", "bytesHex", "bytesBase64"}
_LISTS = ("Slice", "Array")


def verdict(old: str, new: str) -> Verdict:
    """The class of a flag whose type ``old`` became ``new``."""
    if _takes(new, old):
        return Verdict(SAFE, f"{new} takes every value that {old} does")
    if _of_list(new) and (_of_list(new) == old or _of_list(new) == _of_list(old)):
        return Verdict(RISKY, f"{new} takes the same values, and splits or collects them otherwise")
    if _of_list(old) == new:
        return Verdict(RISKY, f"{new} takes the same values, of which the last one counts")
    if new in _PARSED or _of_list(new) in _PARSED:
        return Verdict(BREAKING, f"{new} does not take every value that {old} does")
    return Verdict(RISKY, f"{new} may not take every value that {old} does")


def _takes(new: str, old: str) -> bool:
    """Whether every value of the type ``old`` is one of ``new``."""
    if new in ("string", "stringArray"):
        return not _of_list(old)
    if old in _WHOLE and new in _WHOLE:
        (had, negative), (has, takes) = _WHOLE[old], _WHOLE[new]
        return (takes == negative and has >= had) or (takes and not negative and has > had)
    if new in _REAL:
        return old in _WHOLE or _REAL.get(old, 99) <= _REAL[new]
    return False


def _of_list(name: str) -> str:
    """What a list's type is a list of, "" for a type that is none."""
    return next((name.removesuffix(end) for end in _LISTS if name.endswith(end)), "")
