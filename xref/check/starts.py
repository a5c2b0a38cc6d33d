"""Which program an image, a path or a name starts.

Of the checkers, above ``knowledge``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from xref.check.findings import Confidence
from xref.check.knowledge import Knowledge
from xref.deployment import FileKind, Image
from xref.imagenames import program_at, repository
from xref.model import Program, Role

_CALLED = (FileKind.GO, FileKind.SCRIPT)


@dataclass(frozen=True, slots=True)
class Start:
    """A program, the words that come before those of the file, and how sure that is."""

    program: Program
    before: tuple[str, ...]
    confidence: Confidence


class Starts:
    """Finds programs of one release."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.knowledge = knowledge
        self.hubs = {
            value.text
            for value in knowledge.values.values()
            if value.path.rpartition(".")[2] == "hub" and value.text
        }
        shipped = {
            file.subject
            for image in knowledge.images.values()
            for file in image.files
            if file.kind in _CALLED and image.target
        }
        # Programs that are for tests alone bear names that any other may have.
        self.called: dict[str, Program] = {}
        for program in knowledge.programs:
            product = program.role is Role.PRODUCT and program.kind == "go"
            if product or (program.package in shipped and program.role is not Role.TEST):
                self.called.setdefault(program.name, program)

    def image(self, reference: str) -> tuple[Image, Confidence] | None:
        """The release's image that a reference means, whatever its hub and tag.

        An image of a test bears a name that any other may have: its hub must be known.
        """
        hub, _, name = repository(reference).rpartition("/")
        image = self.knowledge.images.get(name)
        if image is None or image.foreign or not (image.target or image.released):
            return None
        program = self.knowledge.by_package.get(image.program)
        ours = not hub or hub in self.hubs or hub.rpartition("/")[2] in ("istio", self._owner())
        if not ours and (program is None or program.role in (Role.TEST, Role.SAMPLE)):
            return None
        return image, Confidence.HIGH if ours else Confidence.MEDIUM

    def _owner(self) -> str:
        return self.knowledge.release.project.partition("/")[0]

    def of_container(
        self, reference: str, command: Sequence[str], has_args: bool
    ) -> tuple[Start | None, int]:
        """What a container starts, and how many of its command's words name the program."""
        found = self.image(reference)
        if command:
            package = program_at(found[0], command[0]) if found is not None else ""
            program = self.knowledge.by_package.get(package)
            if program is not None and found is not None:
                return Start(program, (), found[1]), 1
            called = self.named(command[0])
            return (Start(called, (), Confidence.MEDIUM) if called else None), 1
        if found is None:
            return None, 0
        return self.of_image(found[0], found[1], has_args), 0

    def of_image(self, image: Image, confidence: Confidence, has_args: bool) -> Start | None:
        """What an image starts by itself; its usual words give way to a container's own."""
        program = self.knowledge.by_package.get(image.program)
        if program is None:
            return None
        started = image.entrypoint.words[1:] if image.entrypoint is not None else ()
        usual = image.command.words if image.command is not None and not has_args else ()
        return Start(program, (*started, *usual), confidence)

    def named(self, path: str) -> Program | None:
        """The program that a path's last part names."""
        return self.called.get(path.rpartition("/")[2])
