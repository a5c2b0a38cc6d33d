"""Go's built-in functions. Part of the interpreter."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from xref.golang import operators
from xref.golang import types as T
from xref.golang.expressions import Expr, expression
from xref.golang.memory import copy, fit, key_of, load, replace, taint, zero, zeros
from xref.golang.scope import Scope
from xref.golang.sizes import grown
from xref.golang.typexpr import denoted, type_of
from xref.golang.values import (
    LITERAL,
    NIL,
    ZERO,
    ArrayVal,
    Cell,
    ChanVal,
    MapVal,
    Ptr,
    Scalar,
    SliceVal,
    StructVal,
    Unknown,
    Value,
    decisive,
    join,
)

Site = tuple[str, int]
_MOST = 1_000_000


def _values(arguments: Any, sc: Scope) -> Callable[[list[Any]], list[Any]]:
    from xref.golang.calls import Arguments

    return Arguments(arguments, sc).flat


def _simple(run: Callable[[Any, list[Any]], Any]) -> Callable[[Any, Scope, Site], Expr]:
    """A built-in that only needs the values of its arguments."""

    def make(arguments: Any, sc: Scope, site: Site) -> Expr:
        values = _values(arguments, sc)

        def get(fr: list[Any]) -> Any:
            given = values(fr)
            if fr[0] is None:
                return run(None, given)
            fr[0].sites.append(site)
            result = run(fr[0], given)
            fr[0].sites.pop()
            return result

        return get

    return make


def _measured(run: Callable[[Any, list[Any]], Any]) -> Callable[[Any, Scope, Site], Expr]:
    """A built-in of one argument that calls nothing, so that its place need not be noted."""

    def make(arguments: Any, sc: Scope, site: Site) -> Expr:
        if len(arguments.named_children) != 1:
            return _simple(run)(arguments, sc, site)
        only = expression(arguments.named_children[0], sc)
        return lambda fr: run(fr[0], [only(fr)])

    return make


def _len(m: Any, args: list[Any]) -> Value:
    v = load(args[0]) if type(args[0]) is Ptr else args[0]
    if type(v) is Scalar:
        s = v.v
        size = len(s) if s.isascii() else len(s.encode("utf-8", "surrogateescape"))
        return Scalar(size, T.INT, decisive(v.o))
    if type(v) is SliceVal:
        return Scalar(v.length, T.INT, decisive(v.o))
    if type(v) is MapVal:
        return v.unknown or Scalar(len(v.entries or ()), T.INT, v.doubt)
    if type(v) is ArrayVal:
        return Scalar(len(v.elems), T.INT)
    return v if type(v) is Unknown else Unknown("the length of a value", o=v.o)


def _cap(m: Any, args: list[Any]) -> Value:
    v = load(args[0]) if type(args[0]) is Ptr else args[0]
    return Scalar(v.cap, T.INT, decisive(v.o)) if type(v) is SliceVal else _len(m, [v])


def _append_call(arguments: Any, sc: Scope, site: Site) -> Expr:
    from xref.golang.calls import Arguments

    args = Arguments(arguments, sc)

    def get(fr: list[Any]) -> Value:
        given = args.values(fr)
        if args.spread and type(given[-1]) is Unknown:
            return Unknown(given[-1].reason, o=given[-1].o, may=tuple(given))
        if args.spread and type(given[-1]) is SliceVal:
            given = given[:-1] + given[-1].items()
        return _append(fr[0], given)

    return get


def _append(m: Any, args: list[Any]) -> Value:
    first, extra = args[0], args[1:]
    if type(first) is not SliceVal:
        reason = first.reason if type(first) is Unknown else "append to no slice"
        return Unknown(reason, o=first.o, may=tuple(args))
    elem = first.t.under.elem  # type: ignore[attr-defined]
    added = [fit(v, elem) for v in _expanded(extra, elem)]
    if m.control:
        added = [taint(v, m.control) for v in added]
    length = first.length + len(added)
    if length > _MOST:
        return Unknown(f"a {first.t} of {length} elements", o=first.o, may=tuple(args))
    m.spend(length if length > first.cap else len(added))
    if first.backing is not None and length <= first.cap:
        at = first.start + first.length
        for i, v in enumerate(added, at):
            first.backing[i] = replace(first.backing[i], v)
        return SliceVal(first.t, first.backing, first.start, length, first.cap, first.o)
    if not added and first.backing is None:
        return first
    room = grown(first.cap, length, elem)
    backing = [copy(v) for v in first.items()] + added
    backing += [zero(elem) for _ in range(room - length)]
    return SliceVal(first.t, backing, 0, length, room, first.o)


def _expanded(extra: list[Any], elem: T.Type) -> list[Any]:
    """The values to append; a string appended to bytes (``append(b, s...)``) as its bytes."""
    if elem.under.kind == "uint8" and len(extra) == 1 and type(extra[0]) is Scalar:
        v = extra[0]
        if type(v.v) is str:
            return [Scalar(b, elem, v.o) for b in v.v.encode("utf-8", "surrogateescape")]
    return extra


def _copy(m: Any, args: list[Any]) -> Value:
    to, source = args
    if type(source) is Scalar and type(to) is SliceVal:
        data = source.v.encode("utf-8", "surrogateescape")
        source = SliceVal(to.t, [Scalar(b, T.UINT8, source.o) for b in data])
    if type(to) is not SliceVal or type(source) is not SliceVal:
        lost = Unknown("copy of what is not known", o=join(to.o, source.o))
        m.forget([to], lost)
        return lost
    count = min(to.length, source.length)
    doubt = join(m.control, join(decisive(to.o), decisive(source.o)))
    moved = [taint(copy(v), doubt) if doubt else copy(v) for v in source.items()[:count]]
    for i, v in enumerate(moved):
        assert to.backing is not None
        to.backing[to.start + i] = replace(to.backing[to.start + i], v)
    return Scalar(count, T.INT, join(decisive(to.o), decisive(source.o)))


def _delete(m: Any, args: list[Any]) -> Value:
    container, key = args
    if type(container) is MapVal and container.entries:
        form = key_of(fit(key, container.t.under.key))  # type: ignore[attr-defined]
        if form is None:
            lost = Unknown("a map deleted from under an unknown key", o=key.o, may=(container,))
            container.lose(lost)
        elif form in container.entries and (m.control or decisive(key.o)):
            doubt = join(m.control, decisive(key.o))
            container.entries.doubt = join(container.entries.doubt, doubt)
        container.entries.pop(form, None)
    return NIL


def _clear(m: Any, args: list[Any]) -> Value:
    v = args[0]
    if type(v) is MapVal and v.entries is not None:
        v.entries.clear()
        v.entries.doubt = join(v.entries.doubt, m.control) if m.control else ()
        v.entries.unknown = None
    elif type(v) is SliceVal and v.backing is not None:
        elem = v.t.under.elem  # type: ignore[attr-defined]
        for i in range(v.start, v.start + v.length):
            v.backing[i] = replace(v.backing[i], taint(zero(elem), m.control))
    return NIL


def _panic(m: Any, args: list[Any]) -> Value:
    raise m.panic(fit(args[0], T.ANY))


def _recover(m: Any, args: list[Any]) -> Value:
    if m.panics and not m.panics[-1].recovered:
        m.panics[-1].recovered = True
        return m.panics[-1].value  # type: ignore[no-any-return]
    return taint(NIL, m.control) if m.control else NIL


def _extreme(op: str) -> Callable[[Any, list[Any]], Value]:
    def run(m: Any, args: list[Any]) -> Value:
        best = args[0]
        o = best.o
        for v in args[1:]:
            better = operators.compare(op, v, best)
            if type(better) is not Scalar:
                return better
            o = join(o, v.o)
            if type(v) is Scalar and type(best) is Scalar and v.t is not best.t:
                zeroed = operators.binary("-", best, best)
                v, best = operators.binary("+", v, zeroed), operators.binary("+", best, zeroed)
            best = v if better.v else best
        return taint(best, o)

    return run


def _complex_part(part: str) -> Callable[[Any, list[Any]], Value]:
    def run(m: Any, args: list[Any]) -> Value:
        v = args[0]
        if type(v) is not Scalar:
            return v  # type: ignore[no-any-return]
        return Scalar(getattr(complex(v.v), part), T.FLOAT64, v.o)

    return run


def _complex(m: Any, args: list[Any]) -> Value:
    a, b = args
    if type(a) is not Scalar or type(b) is not Scalar:
        return a if type(a) is Unknown else b
    return Scalar(complex(float(a.v), float(b.v)), T.COMPLEX128, join(a.o, b.o))


def _new(arguments: Any, sc: Scope, site: Site) -> Expr:
    node = arguments.named_children[0]
    t = denoted(node, sc)
    if t is None:  # new(expression), since Go 1.26
        inner = expression(node, sc)
        return lambda fr: _pointer_to_new(fit(inner(fr), None))
    o = sc.unit.place(node, ZERO)
    return lambda fr: _pointer_to_new(zero(t, o), t)


def _pointer_to_new(v: Value, t: T.Type | None = None) -> Value:
    if type(v) in (StructVal, ArrayVal):
        return Ptr(T.pointer_to(t or v.t), v)  # type: ignore[arg-type]
    t = t or v.t
    return Ptr(T.pointer_to(t), Cell(v, t)) if t is not None else v


def _make(arguments: Any, sc: Scope, site: Site) -> Expr:
    nodes = [n for n in arguments.named_children if n.type != "comment"]
    t = denoted(nodes[0], sc) or type_of(nodes[0], sc)
    sizes = [expression(n, sc) for n in nodes[1:]]
    o = sc.unit.place(nodes[0], LITERAL)

    def get(fr: list[Any]) -> Value:
        under: Any = t.under
        given = [s(fr) for s in sizes]
        if under.kind == "map":
            return MapVal(t, {}, o)
        if under.kind == "chan":
            return ChanVal(t)
        if under.kind != "slice" or any(type(g) is not Scalar for g in given):
            return Unknown(f"a new {t} whose size is not known", *site)
        counts = [int(g.v) for g in given]
        if any(c < 0 or c > _MOST for c in counts):
            return Unknown(f"a new {t} of {max(counts)} elements", *site)
        elem = under.elem
        backing = zeros(elem, max(counts), o)
        if backing is None:
            return Unknown(f"a new {t} of {max(counts)} elements", *site)
        fr[0].spend(len(backing))
        return SliceVal(t, backing, 0, counts[0], len(backing), o)

    return get


def _nothing(m: Any, args: list[Any]) -> Value:
    return NIL


BUILTINS: dict[str, Callable[[Any, Scope, Site], Expr]] = {
    "len": _measured(_len),
    "cap": _measured(_cap),
    "append": _append_call,
    "copy": _simple(_copy),
    "delete": _simple(_delete),
    "clear": _simple(_clear),
    "panic": _simple(_panic),
    "recover": _simple(_recover),
    "min": _simple(_extreme("<")),
    "max": _simple(_extreme(">")),
    "real": _simple(_complex_part("real")),
    "imag": _simple(_complex_part("imag")),
    "complex": _simple(_complex),
    "close": _simple(_nothing),
    "print": _simple(_nothing),
    "println": _simple(_nothing),
    "new": _new,
    "make": _make,
}

# How many arguments each has at least.
FEWEST = dict.fromkeys(("len", "cap", "append", "clear", "panic", "min", "max", "new", "make"), 1)
FEWEST |= {"real": 1, "imag": 1, "copy": 2, "delete": 2, "complex": 2}
