"""All that is read off one Go blob in one go: its head, its entry point, its flag definitions.

Part of the extract layer; knows a blob and never a path, so that a result can be kept by blob id
and serve every release and every place at which the blob stands.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from xref.extract.goflags import BlobDefinition, definitions
from xref.extract.gomain import main_of
from xref.golang import FLAG_TRIGGERS, Head, Trigger, head_of, import_of

# Istio's programs list their logging scopes in the help of a flag, and scopes register themselves
# when a package is initialised. (So do environment variables, but no command or flag lists these.)
TRIGGERS = (*FLAG_TRIGGERS, Trigger(b"RegisterScope(", re.compile(rb"\bRegisterScope\(")))


@dataclass(frozen=True, slots=True)
class BlobScan:
    """What one Go blob says. ``main_line`` is the line of ``func main``, 0 if it has none."""

    head: Head
    main_line: int
    definitions: tuple[BlobDefinition, ...]


def scan(data: bytes) -> BlobScan:
    """Read a Go blob; one that is no Go gives an empty scan."""
    head = head_of(data, TRIGGERS)
    main = main_of(data) if head.package == "main" else None
    return BlobScan(head, main.line if main is not None else 0, definitions(data))


def to_plain(found: BlobScan) -> list[Any]:
    """A scan as plain lists, to be kept as JSON."""
    head = found.head
    sites = [
        [d.line, d.kind, d.library, d.name, d.name_expr, d.default_expr, d.variable]
        for d in found.definitions
    ]
    imports = [[i.name, i.path] for i in head.imports]
    marks = [head.triggered, head.mentions, head.starts, head.executes]
    return [head.package, imports, head.constraint, marks, found.main_line, sites]


def from_plain(plain: list[Any]) -> BlobScan:
    """The scan that :func:`to_plain` was given. Raises ValueError or TypeError on anything else."""
    package, imports, constraint, marks, main_line, sites = plain
    head = Head(package, tuple(import_of(*i) for i in imports), constraint, *marks)
    return BlobScan(head, main_line, tuple(BlobDefinition(*site) for site in sites))
