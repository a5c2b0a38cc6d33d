"""The shell programs that a release ships, with their options: scripts in images and in packages.

Part of the extract layer, above :mod:`xref.extract.images`, which tells what is shipped.
"""

from __future__ import annotations

import posixpath
import re

from tree_sitter import Node

from xref.deployment import FileKind
from xref.extract.files import Files
from xref.extract.images import Images
from xref.extract.shell_options import options_of
from xref.extract.unwieldy import WHY, unwieldy
from xref.model import Command, Diagnostic, Flag, Location, Program
from xref.roles import role_of
from xref.syntax import MatchLimitError, parse

_MAY_HAVE_OPTIONS = re.compile(rb"\bgetopts\b|\bcase\s+\"?\$")
_LARGEST = 1_000_000


def scripts(files: Files, images: Images) -> tuple[Program, ...]:
    """The shell programs that go into an image or a package, in the order of their paths."""
    paths = {
        file.subject
        for image in images.images
        for file in image.files
        if file.kind is FileKind.SCRIPT
    }
    paths.update(images.packed)
    return tuple(_program(files, path, data) for path, data in files.read_all(sorted(paths)))


def _program(files: Files, path: str, data: bytes) -> Program:
    name, place = posixpath.basename(path), files.location(path, 1)
    flags: tuple[Flag, ...] = ()
    diagnostics: list[Diagnostic] = []
    if len(data) > _LARGEST:
        diagnostics.append(Diagnostic("the script is too large to be read", place, path))
    elif _MAY_HAVE_OPTIONS.search(data):
        tree = parse("bash", data)

        def at(node: Node) -> Location:
            return files.location(path, node.start_point.row + 1)

        try:
            if unwieldy(tree, len(data)):
                raise MatchLimitError(f"the script {WHY}")
            flags = options_of(tree.root_node, at)
        except MatchLimitError as error:
            diagnostics.append(Diagnostic(str(error), place, path))
        if tree.root_node.has_error:
            diagnostics.append(Diagnostic("part of the script is not understood", place, path))
    command = Command(name, (), False, "", True, "", "", place, flags)
    return Program(
        name=name,
        package=path,
        role=role_of(path),
        location=place,
        commands=(command,),
        diagnostics=tuple(diagnostics),
        kind="script",
        complete=bool(flags) and not diagnostics,
    )
