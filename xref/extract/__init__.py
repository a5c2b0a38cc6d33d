"""Extractors: each module turns one kind of source into facts, and satisfies one Protocol.

Layer 2. An extractor is given a blob and never a path, since one blob can stand at several; who
calls it adds the place. The registry is written out, so that what is extracted can be read here.
"""

from __future__ import annotations

from typing import Protocol, TypeVar

from xref.extract import goflags, gomain

Fact_co = TypeVar("Fact_co", covariant=True)


class Extractor(Protocol[Fact_co]):
    """What the module of an extractor offers."""

    @property
    def NAME(self) -> str:
        """What it extracts, for diagnostics and as a key."""

    def wants(self, path: str) -> bool:
        """Whether the file at ``path`` can have such facts."""

    def extract(self, data: bytes) -> tuple[Fact_co, ...]:
        """The facts of a blob in the order of its text; none of a blob that cannot be read."""


EXTRACTORS: tuple[Extractor[object], ...] = (gomain, goflags)
