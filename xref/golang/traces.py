"""What evaluations have read of a package, and whether another version of it still says the same.

Part of the interpreter. An outcome may be used again where each package that it looked anything up
in has the same trace: the declarations that were read, the methods of the types among them, what
is run when the package is initialised, and where its imports lead. Declarations may have moved to
other lines in files that the outcome mentions no line of.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from xref.golang.index import Decl
from xref.golang.packages import Loader, Package
from xref.golang.sources import SourceFile, digest_of
from xref.golang.startup import effective_inits

# [digest of the package, fingerprints of declarations read, methods of types read, start-up, leads]
Trace = tuple[str, dict[str, tuple[str, int]], dict[str, str], str, dict[str, str]]


def trace(loader: Loader, package: Package) -> Trace:
    """What was read of a package by all evaluations so far in this process."""
    stamp = (sum(len(f.consulted) for f in package.files), package.ever_touched)
    if package.trace is None or package.trace[0] != stamp:
        package.trace = (stamp, _trace(loader, package))
    return package.trace[1]  # type: ignore[no-any-return]


def _trace(loader: Loader, package: Package) -> Trace:
    read: dict[str, tuple[str, int]] = {}
    types: set[str] = set()
    for key, file, decl in _keyed(package):
        if decl.start in file.consulted:
            read[key] = (file.fingerprint(decl), decl.line)
            if decl.kind == "type":
                types.add(decl.name)
    startup = _startup(package) if package.ever_touched else ""
    methods = _methods(package, types)
    return loader.digest(package), read, methods, startup, loader.leads(package)


def moved(loader: Loader, package: Package, before: Any) -> frozenset[str] | None:
    """The files of a package in which a declaration of the trace stands on another line.

    None if the package, perhaps of another release, no longer says what the trace has read.
    """
    digest, read, methods, startup, leads = before
    if loader.digest(package) == digest:
        return frozenset()
    now = loader.leads(package)
    if any(now.get(path, lead) != lead for path, lead in leads.items()):
        return None
    if startup and _startup(package) != startup:
        return None
    shifted: set[str] = set()
    left = dict(read)
    for key, file, decl in _keyed(package):
        if key in left:
            text, line = left.pop(key)
            if file.fingerprint(decl) != text:
                return None
            if decl.line != line:
                shifted.add(file.path)
    if left or _methods(package, set(methods)) != methods:
        return None
    return frozenset(shifted)


def _keyed(package: Package) -> Iterator[tuple[str, SourceFile, Decl]]:
    """The declarations of a package under keys that another version of it shares."""
    _ = package.decls
    for file in package.files:
        times: Counter[str] = Counter()
        for decl in file.index.decls:
            key = f"{file.path} {decl.kind} {decl.receiver}.{decl.name}"
            times[key] += 1
            yield (f"{key} {times[key]}" if times[key] > 1 else key), file, decl


def _methods(package: Package, types: set[str]) -> dict[str, str]:
    """A digest of the method names of each type: a method more may change how a value prints."""
    names: dict[str, list[str]] = {name: [] for name in types}
    for file in package.files:
        for decl in file.index.decls:
            if decl.kind == "method" and decl.receiver in names:
                star = file.data.find(b"*", decl.start, file.data.find(b")", decl.start)) >= 0
                names[decl.receiver].append(f"*{decl.name}" if star else decl.name)
    return {name: digest_of(sorted(found)) for name, found in names.items()}


def _startup(package: Package) -> str:
    """A digest of all that is run when the package is initialised."""
    inits = [f.path + f.fingerprint(d) for f, d in effective_inits(package)]
    variables = [
        f.path + f.fingerprint(d)
        for f, d in package.variables
        if b"(" in f.data[d.start : d.end][5:] or b"<-" in f.data[d.start : d.end]
    ]
    return digest_of([*inits, "", *variables])
