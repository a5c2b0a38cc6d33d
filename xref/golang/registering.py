"""What of a package is initialised though nothing touches it. Part of the interpreter.

Flags, and whatever else a trigger stands for, register themselves as a program starts. Mostly the
initialisers of a few variables do, and then only these are run: the rest of the package waits for
its first use, as do packages that register nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from xref.golang.entities import VarSpec, var_specs
from xref.golang.index import Decl
from xref.golang.packages import Package, part_key
from xref.golang.sources import SourceFile, matches
from xref.golang.startup import NAME, QUALIFIED, effective_inits, startup_order

_SELECTED = re.compile(rb"\.([A-Za-z_]\w*)")
_TEXT = re.compile(rb'"(?:[^"\\\n]|\\.)*"')
# An init function that sets a variable of another package: ``path.Variable = ...``.
_SETS = re.compile(rb"(?<![\w.])([A-Za-z_]\w*)\.[A-Z]\w*(?:\.\w+|\[[^\]\n]*\])*\s*[-+|&]?=(?!=)")


def registering(package: Package) -> list[VarSpec] | None:
    """The specs that register something, in the order in which they are run.

    None where the package is to be initialised as a whole: more than initialisers of variables
    registers something in it, or they need more of the package.
    """
    if package.registering is None:
        package.registering = (_found(package),)
    found: list[VarSpec] | None = package.registering[0]
    return found


def _found(package: Package) -> list[VarSpec] | None:
    found: list[VarSpec] = []
    functions: list[Decl] = []
    _ = package.decls
    for file in package.files:
        if not (file.head.triggered or file.head.mentions):
            continue
        for at in matches(file.data, package.loader.tree.triggers):
            decl = _around(file, at)
            if decl is None:
                return None
            if decl.kind in ("func", "method"):
                functions.append(decl)
                continue
            spec = _spec_at(package, file, decl, at)
            if spec is None or not _stands_alone(package, spec):
                return None
            found.append(spec)
    order = startup_order(package)
    if functions and _reaches(package, order, functions):
        return None
    others = [spec for spec in order if not any(spec is each for each in found)]
    if _hands_on(package, others):
        return None
    return [spec for spec in order if any(spec is each for each in found)]


def _around(file: SourceFile, at: int) -> Decl | None:
    """The declaration that holds a byte of a file."""
    return next((decl for decl in file.index.decls if decl.start <= at < decl.end), None)


def _spec_at(package: Package, file: SourceFile, decl: Decl, at: int) -> VarSpec | None:
    """The spec of a declaration of variables that holds a byte of the file."""
    for spec in var_specs(package, file, decl) if decl.kind == "var" else ():
        if spec.node.start_byte <= at - decl.start < spec.node.end_byte:
            return spec
    return None


def _reaches(package: Package, specs: list[VarSpec], functions: list[Decl]) -> bool:
    """Whether the package's start names one of its functions, at however many removes.

    A method counts as named where its name is selected of anything, or its type is named.
    """
    if any(decl.name == "init" for decl in functions if decl.kind == "func"):
        return True
    names = {decl.name for decl in functions if decl.kind == "func"}
    methods = [decl for decl in functions if decl.kind == "method"]
    names |= {decl.receiver for decl in methods}
    selected = {decl.name for decl in methods}
    texts = [bytes(spec.node.text) for spec in specs]
    texts += [file.text(decl) for file, decl in effective_inits(package)]
    seen: set[str] = set()
    while texts:
        text = texts.pop()
        if any(found.decode() in selected for found in _SELECTED.findall(text)):
            return True
        for found in set(NAME.findall(text)):
            name = found.decode()
            if name in names:
                return True
            if name not in seen:
                seen.add(name)
                texts += [file.text(decl) for file, decl in package.decls.get(name, ())]
    return False


def _stands_alone(package: Package, spec: VarSpec) -> bool:
    """Whether an initialiser needs no variable and no function of its own package."""
    value = spec.node.child_by_field_name("value")
    names = NAME.findall(_TEXT.sub(b"", value.text)) if value is not None else ()
    decls = (decl for name in set(names) for _, decl in package.decls.get(name.decode(), ()))
    return all(decl.kind in ("const", "type") for decl in decls)


def _hands_on(package: Package, specs: list[VarSpec]) -> bool:
    """Whether what else is run as the package starts may register something through others.

    That is by calling a function that does, or by setting a variable of another package.
    """
    inits = [(file, file.text(decl)) for file, decl in effective_inits(package)]
    if any(package.imported(f, m[1].decode()) for f, t in inits for m in _SETS.finditer(t)):
        return True
    texts = [*inits, *((spec.scope.unit.file, bytes(spec.node.text)) for spec in specs)]
    return any(
        next(matches(other.text(decl), package.loader.tree.triggers), None) is not None
        for file, text in texts
        for other, decl in _called(package, file, text)
    )


def _called(package: Package, file: SourceFile, text: bytes) -> Iterator[tuple[SourceFile, Decl]]:
    """The functions of other packages that a text names, of packages that may register something.

    Which packages these are is among a program's circumstances.
    """
    for owner, name in set(QUALIFIED.findall(text)):
        path = package.imported(file, owner.decode())
        other: Any = package.loader.package(path) if path is not None else None
        if other is None or not other.mentions:
            continue
        package.starting.add((other, "k" + name.decode()))
        for at, decl in other.decls.get(name.decode(), ()):
            if decl.kind == "func":
                package.starting.add((other, part_key("b", at, decl)))
                yield at, decl
