"""sprig's functions of defaults, choices, kinds and failures.

Part of ``template.functions``.
"""

from __future__ import annotations

from typing import Any

from xref.template.errors import ExecError
from xref.template.functions.lists import same
from xref.template.functions.registry import Library
from xref.template.run import Run
from xref.template.values import kind, truth, type_name

LIBRARY = Library()
function = LIBRARY.function


@function("default", "a*", walks=True, context=True)
def _default(run: Run, fallback: Any, *given: Any) -> Any:
    if not given:
        return fallback
    run.touch(given[0])
    return given[0] if _given(given[0]) else fallback


def _given(value: Any) -> bool:
    return bool(truth(value))


@function("empty", "a", walks=True, context=True)
def _empty(run: Run, value: Any) -> bool:
    run.touch(value)
    return not _given(value)


@function("coalesce", "a*", walks=True, context=True)
def _coalesce(run: Run, *values: Any) -> Any:
    for value in values:
        run.touch(value)
        if _given(value):
            return value
    return None


@function("ternary", "aab", walks=True)
def _ternary(yes: Any, no: Any, condition: bool) -> Any:
    return yes if condition else no


@function("all", "a*", walks=True, context=True)
def _all(run: Run, *values: Any) -> bool:
    for value in values:
        run.touch(value)
    return all(map(_given, values))


@function("any", "a*", walks=True, context=True)
def _any(run: Run, *values: Any) -> bool:
    for value in values:
        run.touch(value)
    return any(map(_given, values))


@function("fail", "s")
def _fail(message: str) -> Any:
    raise ExecError(message)


@function("required", "sa", walks=True, context=True)
def _required(run: Run, message: str, value: Any) -> Any:
    run.touch(value)
    if value is None or value == "":
        raise ExecError(message)
    return value


function("kindOf", "a", walks=True)(kind)
function("kindIs", "sa", walks=True)(lambda name, value: kind(value) == name)
function("typeOf", "a", walks=True)(type_name)
function("typeIs", "sa", walks=True)(lambda name, value: type_name(value) == name)
function("typeIsLike", "sa", walks=True)(lambda name, value: type_name(value) in (name, "*" + name))
function("deepEqual", "aa")(same)

LIBRARY.unknown(
    "genCA genCAWithKey genSelfSignedCert genSelfSignedCertWithKey genSignedCert"
    " genSignedCertWithKey genPrivateKey derivePassword buildCustomCert bcrypt htpasswd"
    " encryptAES decryptAES randAlphaNum randAlpha randAscii randNumeric randBytes randInt"
    " shuffle uuidv4 getHostByName",
    "it is random, or made anew each time",
)
LIBRARY.unknown(
    "now ago date dateInZone date_in_zone date_modify dateModify must_date_modify mustDateModify"
    " htmlDate htmlDateInZone toDate mustToDate unixEpoch duration durationRound",
    "it depends on the time",
)
LIBRARY.unknown("env expandenv", "it depends on the environment")
