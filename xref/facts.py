"""Everything that is indexed of one release: its Go side and how it is shipped.

Above ``model`` and ``deployment``, whose facts it joins; what ``build`` makes and ``store`` writes.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from xref.deployment import Deployment
from xref.model import Definition, Diagnostic, Program, Release


@dataclass(frozen=True, slots=True)
class ReleaseFacts:
    """All facts of a release. ``programs`` holds scripts and Bazel binaries too.

    ``whole`` is False where a repository that the release pins could not be read.
    """

    release: Release
    programs: tuple[Program, ...] = ()
    definitions: tuple[Definition, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    deployment: Deployment = field(default_factory=Deployment)
    whole: bool = True
