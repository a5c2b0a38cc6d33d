"""The order in which a package's variables are initialised. Part of the interpreter.

Go initialises them as they are declared, but each after those that its initialiser mentions, be it
in a function that is only named. Only initialisers that call something are run at once; the others
wait for their variable's first use, which nobody can tell.
"""

from __future__ import annotations

import re

from xref.golang.entities import VarSpec, var_specs
from xref.golang.index import Decl
from xref.golang.packages import Package
from xref.golang.sources import SourceFile

NAME = re.compile(rb"(?<![\w.])[A-Za-z_]\w*")
QUALIFIED = re.compile(rb"(?<![\w.])([A-Za-z_]\w*)\.([A-Za-z_]\w*)")


_REGISTERING = re.compile(
    rb"func init\(\) \{\s*"
    rb"(?:\w*proto\.Register(?:Type|MapType|Enum|File)\([^\n]*\)\s*)+\}"
)


def effective_inits(package: Package) -> list[tuple[SourceFile, Decl]]:
    """The package's init functions, without those that only fill protobuf's registry.

    Nothing is ever looked up in that (see ``hooks``), and generated packages are full of them.
    """
    _ = package.decls
    return [
        (file, decl)
        for file, decl in package.inits
        if _REGISTERING.fullmatch(file.data, decl.start, decl.end) is None
    ]


def startup_order(package: Package) -> list[VarSpec]:
    """The specs whose initialisers call something, in the order in which Go runs them."""
    if package.startup is None:
        package.startup = _ordered(package)
    return package.startup  # type: ignore[no-any-return]


def _ordered(package: Package) -> list[VarSpec]:
    specs = _calling(package)
    if len(specs) < 2:
        return specs
    by_name = {entity.name: spec for spec in specs for entity in spec.entities}
    ordered: dict[int, VarSpec] = {}
    for spec in specs:
        _place(package, spec, by_name, ordered, set())
    return list(ordered.values())


def _calling(package: Package) -> list[VarSpec]:
    _ = package.decls
    found: list[VarSpec] = []
    seen: set[tuple[str, int]] = set()
    for file, decl in package.variables:
        key = (file.path, decl.start)
        text = file.data[decl.start : decl.end]
        if key in seen or b"=" not in text:
            continue
        seen.add(key)
        calls = text.count(b"(") - (1 if decl.group else 0)
        if calls < 1 and b"<-" not in text and not _varies(package, file, text, decl.name):
            continue
        for spec in var_specs(package, file, decl):
            value = spec.node.child_by_field_name("value")
            if value is not None and _matters(package, file, bytes(value.text)):
                found.append(spec)
    return found


def _matters(package: Package, file: SourceFile, text: bytes) -> bool:
    return b"(" in text or b"<-" in text or _varies(package, file, text, "")


def _varies(package: Package, file: SourceFile, text: bytes, but: str) -> bool:
    """Whether the text mentions a variable, which may have another value by a later use."""
    for found in set(NAME.findall(text)):
        name = found.decode()
        if name != but and any(d.kind == "var" for _, d in package.decls.get(name, ())):
            return True
    for owner, name in set(QUALIFIED.findall(text)):
        path = package.imported(file, owner.decode())
        other = package.loader.package(path) if path is not None else None
        if other is None:
            continue
        package.starting.add((other, "k" + name.decode()))
        if any(d.kind == "var" for _, d in other.decls.get(name.decode(), ())):
            return True
    return False


def _place(
    package: Package,
    spec: VarSpec,
    by_name: dict[str, VarSpec],
    ordered: dict[int, VarSpec],
    busy: set[int],
) -> None:
    if id(spec) in ordered or id(spec) in busy:
        return
    busy.add(id(spec))
    value = spec.node.child_by_field_name("value")
    for name in _mentioned(package, bytes(value.text)):
        other = by_name.get(name)
        if other is not None and other is not spec:
            _place(package, other, by_name, ordered, busy)
    ordered[id(spec)] = spec


def _mentioned(package: Package, text: bytes) -> list[str]:
    """The package's own names in the text, and those in the functions that it names, in order."""
    found: dict[str, None] = {}
    texts = [text]
    while texts:
        for match in NAME.findall(texts.pop()):
            name = match.decode()
            if name in found or name not in package.decls:
                continue
            found[name] = None
            for file, decl in package.decls[name]:
                if decl.kind in ("func", "var") and not decl.group:
                    texts.append(file.data[decl.start : decl.end])
    return list(found)
