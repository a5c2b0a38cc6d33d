"""What a program or definition is for, told by where its file or folder lies.

Layer 0. The rule is about folder names alone, so that it holds for any project that keeps to the
usual Go habits. The first role that applies wins: vendor, test, sample, tool, and else product;
a sample below a test folder is a test, and what is vendored stays so whatever it holds.
"""

from __future__ import annotations

from xref.model import Role

_FOLDERS: tuple[tuple[Role, frozenset[str]], ...] = (
    (Role.VENDOR, frozenset({"vendor", "third_party", "Godeps"})),
    (Role.TEST, frozenset({"test", "tests", "testing", "testdata", "e2e"})),
    (Role.SAMPLE, frozenset({"sample", "samples", "example", "examples", "demo", "demos"})),
    (Role.TOOL, frozenset({"tool", "tools", "hack", "script", "scripts"})),
)


def role_of(path: str) -> Role:
    """The role of a file or folder; ``path`` is relative to the repository's root.

    ``build`` makes a tool only as the topmost folder: deeper down it is as often the package of a
    command that builds something (docker's ``cli/command/image/build``).
    """
    parts = path.strip("/").split("/")
    names = {part.lstrip("_") for part in parts}
    for role, folders in _FOLDERS:
        if not names.isdisjoint(folders) or (role is Role.TEST and path.endswith("_test.go")):
            return role
    return Role.TOOL if parts[0] == "build" else Role.PRODUCT
