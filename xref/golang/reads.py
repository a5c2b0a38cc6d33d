"""What an evaluation has read of each package: the look-ups that its outcome hangs on.

Part of the interpreter. Code is shared by programs and kept for other releases, so what a program
hangs on is not what was compiled while it ran. Every declaration has a unit instead, which notes
what its code has looked up, for whichever program that was; a machine notes what it ran, and what
natives and hooks have looked up. All else follows from these. As long as each look-up is answered
as before, the evaluation would take the same way to the same outcome.

A look-up is a package and a key. Of keys the first letter tells what was asked:

- ``n`` NAME: what the package declares under the name; of a function its signature alone
- ``k`` NAME: of what kinds that is
- ``m`` TYPE.NAME: a method's signature
- ``b`` DECLARATION: a function's text
- ``s``: what is run when the package is initialised, in order
- ``t``: what of that is run though nothing touches the package
- ``i`` FILE NAME: where an import leads; the name ``.`` stands for all that need no qualifier
- ``r`` FILE: whether its functions may recover from a panic
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from xref.golang.entities import ConstEntity, VarEntity, entity, type_spec
from xref.golang.index import Decl
from xref.golang.packages import Package, part_key
from xref.golang.registering import registering
from xref.golang.scope import Unit
from xref.golang.sources import SourceFile
from xref.golang.startup import effective_inits, startup_order

Lookup = tuple[Package, str]
Place = tuple[str, int, int]
"""A declaration's file, its first line, and how many lines it has."""
Answer = tuple[str, tuple[Place, ...]]
"""A digest of what a look-up gives, and the places of the declarations that it led to."""

_OPENING = re.compile(rb"[(){}\[\]\"'`]|//|/\*")
_BRACED = re.compile(rb"(?:struct|interface)\s*$")


def reads_of(m: Any) -> dict[Package, set[str]]:
    """The keys of all look-ups that a machine's evaluation hangs on, by package."""
    found: set[Lookup] = set()
    units: set[int] = set()
    todo: list[Lookup] = [*m.reads, *((package, "s") for package in m.touched)]
    for code in m.ran:
        code.looked_into(m)
    todo += m.reads
    for variable in m.used:
        _enter(variable.spec.scope.unit, units, todo)
    while todo:
        each = todo.pop()
        if each not in found:
            found.add(each)
            _follow(*each, units, todo)
    keys: dict[Package, set[str]] = {}
    for package, key in found:
        keys.setdefault(package, set()).add(key)
    return keys


def _enter(unit: Unit | None, units: set[int], todo: list[Lookup]) -> None:
    if unit is not None and id(unit) not in units:
        units.add(id(unit))
        todo += unit.reads


def _follow(package: Package, key: str, units: set[int], todo: list[Lookup]) -> None:
    """Add what the code behind a look-up has looked up itself.

    Not that of a variable's initialiser or of a function's body: only a machine runs these.
    """
    kind, name = key[0], key[1:]
    if kind == "n":
        for file, decl in package.decls.get(name, ()):
            if decl.kind == "func":
                _enter(package.units.get(part_key("m", file, decl)), units, todo)
            elif decl.kind == "type":
                _enter(package.units.get(part_key("t", file, decl)), units, todo)
                todo += [(package, f"m{name}.{method}") for method in package.asked.get(name, ())]
        found = package.entities.get(name)
        if isinstance(found, ConstEntity):
            _enter(found.scope.unit, units, todo)
    elif kind == "m":
        declared = package.method_decl(*_method(name))
        if declared is not None:
            _enter(package.units.get(part_key("m", *declared)), units, todo)
    elif kind == "b":
        _enter(package.units.get(key), units, todo)
    elif kind in ("s", "t"):
        todo += package.starting


def _method(name: str) -> tuple[str, str]:
    receiver, _, method = name.rpartition(".")
    return receiver, method


def broken(reads: dict[Package, set[str]]) -> Iterator[tuple[str, int]]:
    """The places of the declarations among those read that have a syntax error."""
    for package, keys in reads.items():
        for file in package.files:
            for start, line in file.blob.broken.items():
                decls = [d for d in file.index.decls if d.start == start]
                if any(part_key("b", file, d) in keys or "n" + d.name in keys for d in decls):
                    yield file.path, line


def stable(package: Package, keys: set[str]) -> list[str]:
    """The keys as another version of the package has them, in order."""
    named = {part_key("b", *found): "b" + key for key, found in declarations(package).items()}
    return sorted(named.get(key, key) for key in keys)


def declarations(package: Package) -> dict[str, tuple[SourceFile, Decl]]:
    """The functions and methods of a package by keys that another version of it shares."""
    found: dict[str, tuple[SourceFile, Decl]] | None = package.answers.get("")
    if found is None:
        found = package.answers[""] = {}
        _ = package.decls
        for file in package.files:
            times: Counter[str] = Counter()
            for decl in file.index.decls:
                if decl.kind in ("func", "method"):
                    key = f"{file.path} {decl.receiver}.{decl.name}"
                    times[key] += 1
                    found[f"{key} {times[key]}" if times[key] > 1 else key] = file, decl
    return found


def answer(package: Package, key: str) -> Answer:
    """What a look-up gives, under a stable key."""
    found: Answer | None = package.answers.get(key)
    if found is None:
        found = package.answers[key] = _ANSWERS[key[0]](package, key[1:])
    return found


def _named(package: Package, name: str) -> Answer:
    decls = package.decls.get(name, [])
    if any(d.kind in ("var", "const") for _, d in decls):
        found = entity(package, name, Unit(package, decls[0][0], 0))
        if isinstance(found, VarEntity | ConstEntity):
            return _spec(found)
    if len(decls) == 1 and decls[0][1].kind == "type" and decls[0][1].group:
        node, scope = type_spec(name, package, *decls[0])
        if node is not None:
            return _digest([(scope.unit, node, "type")])
    return _declared([(f, d, d.kind == "func") for f, d in decls])


def _spec(found: VarEntity | ConstEntity) -> Answer:
    """Of a group only what one of its names hangs on."""
    if isinstance(found, VarEntity):
        return _digest([(found.spec.scope.unit, found.spec.node, "var")])
    unit, value, t = found.scope.unit, found.node, found.type
    kind = f"const {found.scope.iota}" if b"iota" in value.text else "const"
    return _digest([(unit, value, kind), *([(unit, t, "")] if t is not None else [])])


def _digest(nodes: Iterable[tuple[Unit, Any, str]]) -> Answer:
    """Of syntax nodes, each with what it is of."""
    digest = hashlib.blake2b(digest_size=8)
    places: list[Place] = []
    for unit, node, kind in nodes:
        text = node.text
        digest.update(f"{kind}\0{unit.file.path}\0{len(text)}\0".encode() + text)
        places.append((unit.file.path, unit.line_of(node), text.count(b"\n") + 1))
    return digest.hexdigest(), tuple(places)


def _signature(package: Package, name: str) -> Answer:
    found = package.method_decl(*_method(name))
    return _declared([(*found, True)] if found is not None else [])


def _body(package: Package, key: str) -> Answer:
    found = declarations(package).get(key)
    return _declared([(*found, False)] if found is not None else [])


def _declared(found: list[tuple[SourceFile, Decl, bool]]) -> Answer:
    digest = hashlib.blake2b(digest_size=8)
    places: list[Place] = []
    for file, decl, head in found:
        text = file.text(decl)
        part = signature_of(text) if head else text
        digest.update(f"{decl.kind}\0{file.path}\0{len(part)}\0".encode() + part)
        places.append((file.path, decl.line, part.count(b"\n") + 1))
    return digest.hexdigest(), tuple(places)


def _started(package: Package, _: str) -> Answer:
    variables = _digest((s.scope.unit, s.node, "var") for s in startup_order(package))
    inits = _declared([(f, d, False) for f, d in effective_inits(package)])
    return f"{variables[0]} {inits[0]}", (*variables[1], *inits[1])


def _registering(package: Package, _: str) -> Answer:
    specs = registering(package)
    if specs is None:
        return "all", ()
    return _digest((s.scope.unit, s.node, "var") for s in specs)


def _kinds(package: Package, name: str) -> Answer:
    return " ".join(d.kind for _, d in package.decls.get(name, ())), ()


def _imported(package: Package, name: str) -> Answer:
    path, _, name = name.partition("\0")
    file = next((f for f in package.files if f.path == path), None)
    if file is None:
        return "", ()
    if name == ".":
        paths = package.dot_imports(file)
    else:
        lead = package.imported(file, name)
        paths = [lead] if lead is not None else []
    return " ".join(f"{path}>{package.loader.lead(path)}" for path in paths), ()


def _recovers(package: Package, path: str) -> Answer:
    return str(any(f.path == path and b"recover(" in f.data for f in package.files)), ()


_ANSWERS = {
    "n": _named,
    "k": _kinds,
    "m": _signature,
    "b": _body,
    "s": _started,
    "t": _registering,
    "i": _imported,
    "r": _recovers,
}


def signature_of(text: bytes) -> bytes:
    """A function's text up to its body; all of it where that is not plain to see."""
    depth = 0
    at = 0
    while (found := _OPENING.search(text, at)) is not None:
        mark, at = found[0], found.end()
        if mark in b"([":
            depth += 1
        elif mark in b")]":
            depth -= 1
        elif mark != b"{":
            return text  # a comment, a tag, a brace without its other one
        elif _BRACED.search(text, 0, found.start()) is None:
            return text[: found.start()] if depth == 0 else text
        elif text[at : at + 1] == b"}":
            at += 1
        else:
            return text
    return text
