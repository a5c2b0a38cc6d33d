"""Reads formats, as ``fmt.Printf`` does: flags, widths, precisions, ``*`` and ``[n]``."""

from __future__ import annotations

import re

from xref.golang.natives.lift import kind, known
from xref.golang.natives.printer import Printer, is_nil_interface
from xref.golang.natives.typetext import type_text
from xref.golang.natives.verbs import Flags
from xref.golang.types import INTEGERS
from xref.golang.values import Scalar, Value, join

_MOST = 1_000_000
_NUMBER = re.compile(r"[0-9]*")
_INDEX = re.compile(r"\[([^\]]*)\]")


def _number(s: str, i: int) -> tuple[int | None, int]:
    """The number at ``s[i:]`` and where it ends; a far too long one ends everything, as in Go."""
    m = _NUMBER.match(s, i)
    assert m is not None
    if not m[0]:
        return None, i
    if len(m[0].lstrip("0")) > 8 or int(m[0][:-1] or "0") > _MOST:
        return None, len(s)
    return int(m[0]), m.end()


class _Reader:
    """One format on its way: ``i`` in the text, ``arg`` the next argument."""

    def __init__(self, p: Printer, s: str, args: list[Value]) -> None:
        self.p = p
        self.s = s
        self.args = args
        self.i = 0
        self.arg = 0
        self.reordered = False
        self.good = True

    def index(self) -> bool:
        """Read ``[n]``, if there is one; whether an index was read."""
        if self.s[self.i : self.i + 1] != "[":
            return False
        self.reordered = True
        m = _INDEX.match(self.s, self.i) if len(self.s) - self.i >= 3 else None
        if m is None:
            self.i += 1
            self.good = False
            return False
        self.i = m.end()
        number, end = _number(m[1], 0)
        if number is None or end != len(m[1]):
            self.good = False
            return False
        if 1 <= number <= len(self.args):
            self.arg = number - 1
        else:
            self.good = False
        return True

    def star(self) -> int | None:
        """The integer argument that ``*`` stands for; None if there is none that fits."""
        if self.arg >= len(self.args):
            return None
        v = known(self.args[self.arg])
        self.arg += 1
        self.p.o = join(self.p.o, v.o)
        if not isinstance(v, Scalar) or kind(v) not in INTEGERS or abs(v.v) > _MOST:
            return None
        return int(v.v)

    def flags(self) -> Flags:
        f = self.p.f = Flags()
        while (c := self.s[self.i : self.i + 1]) and c in "#0+- ":
            f.sharp |= c == "#"
            f.zero |= c == "0"
            f.plus |= c == "+"
            f.minus |= c == "-"
            f.space |= c == " "
            self.i += 1
        return f

    def width(self, f: Flags, after: bool) -> bool:
        """Read the width; whether an index still stands just before what follows."""
        if self.s[self.i : self.i + 1] != "*":
            f.width, self.i = _number(self.s, self.i)
            self.good = self.good and not (after and f.width is not None)
            return after
        self.i += 1
        f.width = self.star()
        if f.width is None:
            self.p.out.append("%!(BADWIDTH)")
        elif f.width < 0:
            f.width, f.minus, f.zero = -f.width, True, False
        return False

    def precision(self, f: Flags, after: bool) -> bool:
        """Read the precision; as :meth:`width`."""
        if self.s[self.i : self.i + 1] != "." or self.i + 1 >= len(self.s):
            return after
        self.i += 1
        self.good = self.good and not after
        after = self.index()
        if self.s[self.i : self.i + 1] != "*":
            found, self.i = _number(self.s, self.i)
            f.precision = found or 0
            return after
        self.i += 1
        f.precision = self.star()
        if f.precision is None or f.precision < 0:
            f.precision = None
            self.p.out.append("%!(BADPREC)")
        return False

    def directive(self) -> bool:
        """Print one directive; ``i`` stands behind its ``%``. False at the end of the format."""
        self.good = True
        f = self.flags()
        after = self.index()
        after = self.width(f, after)
        after = self.precision(f, after)
        if not after:
            self.index()
        if self.i >= len(self.s):
            self.p.out.append("%!(NOVERB)")
            return False
        verb = self.s[self.i]
        verb = "\ufffd" if "\udc80" <= verb <= "\udcff" else verb
        self.i += 1
        if verb == "%":
            self.p.out.append("%")
        elif not self.good:
            self.p.out.append(f"%!{verb}(BADINDEX)")
        elif self.arg >= len(self.args):
            self.p.out.append(f"%!{verb}(MISSING)")
        else:
            if verb == "w":
                self.p.wrapped.append(self.arg)
            if verb in "vw":
                f.sharp_v, f.sharp, f.plus_v, f.plus = f.sharp, False, f.plus, False
            self.p.argument(self.args[self.arg], verb)
            self.arg += 1
        return True


def print_format(p: Printer, s: str, args: list[Value]) -> bool:
    """Print ``args`` as the format ``s`` says; whether it named arguments by number."""
    r = _Reader(p, s, args)
    while (start := s.find("%", r.i)) >= 0:
        p.out.append(s[r.i : start])
        r.i = start + 1
        if not r.directive():
            break
    else:
        p.out.append(s[r.i :])
    if not r.reordered and r.arg < len(args):
        p.f = Flags()
        p.out.append("%!(EXTRA ")
        for i, v in enumerate(args[r.arg :]):
            p.out.append(", " if i else "")
            if is_nil_interface(known(v)):
                p.out.append("<nil>")
            else:
                p.out.append(type_text(v.t) + "=")
                p.argument(v, "v")
        p.out.append(")")
    return r.reordered


def print_plain(p: Printer, args: list[Value]) -> None:
    """``fmt.Print``: blanks only between two arguments of which neither is a string."""
    was_string = True
    for v in args:
        is_string = kind(known(v)) == "string"
        if not is_string and not was_string:
            p.out.append(" ")
        p.argument(v, "v")
        was_string = is_string


def print_line(p: Printer, args: list[Value]) -> None:
    """``fmt.Println``."""
    for i, v in enumerate(args):
        p.out.append(" " if i else "")
        p.argument(v, "v")
    p.out.append("\n")
