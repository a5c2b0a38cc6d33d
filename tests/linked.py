"""Small facts of a release and its joining, for the tests of what is joined."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from xref.deployment import (
    Argument,
    Container,
    Deployment,
    FileKind,
    Image,
    ImageFile,
    ImageText,
    Labels,
    Rendering,
    Service,
    Value,
    Words,
    Workload,
)
from xref.linking import Parts, link
from xref.listeners import Sources
from xref.model import Command, Flag, Location, Program, Role, Status

TIDE, REEF, ENVOY = "cmd/tide", "tools/reef.sh", "src/envoy"
AT = Location("chart.yaml", 1)
HUB = Value("global.hub", "h", AT, True)


def place(line: int, file: str = "main.go") -> Location:
    return Location(file, line)


def flag(name: str, default: str = "", line: int = 1, kind: str = "string") -> Flag:
    """A flag; one of a letter is an option of a script, which has no other name."""
    no_opt, short = "true" if kind == "bool" else "", name if len(name) == 1 else ""
    return Flag(name, short, kind, default, no_opt, "", True, False, "", Status.EXACT, place(line))


def command(path: str, *flags: Flag) -> Command:
    return Command(path, (), False, "", True, "", "", AT, flags)


def program(package: str, *commands: Command, kind: str = "go") -> Program:
    name = package.rpartition("/")[2]
    return Program(name, package, Role.PRODUCT, AT, True, commands, kind=kind, complete=True)


def argument(value: str, line: int = 1, part: str = "args", active: bool = True) -> Argument:
    return Argument(part, value, value, (), active, Location("chart.yaml", line))


def words(line: str, part: str = "args") -> tuple[Argument, ...]:
    """Arguments from a line, each at the line of its number."""
    return tuple(argument(word, at + 1, part) for at, word in enumerate(line.split()))


def container(image: str, *arguments: Argument, name: str = "main") -> Container:
    images = (ImageText(image, image, (), True, AT),)
    return Container(name, False, image, images, (), True, AT, arguments)


def workload(
    *containers: Container, name: str = "pier", kind: str = "Deployment", labels: Labels = ()
) -> Workload:
    return Workload(kind, name, "harbor", AT, "", (), True, labels, "", containers)


def rendering(
    *workloads: Workload, name: str = "default", services: Iterable[Service] = ()
) -> Rendering:
    return Rendering(name, (), workloads, tuple(services), (HUB,))


def file(destination: str, kind: FileKind, subject: str) -> ImageFile:
    return ImageFile(destination.rpartition("/")[2], destination, kind, subject, AT)


def image(
    name: str, *files: ImageFile, start: str = "", usual: str = "", target: str = "docker"
) -> Image:
    """An image; ``start`` and ``usual`` are the words of its ENTRYPOINT and CMD."""
    entrypoint, cmd = (Words(tuple(w.split()), AT) if w else None for w in (start, usual))
    found = [one.subject for one in files if start.split()[:1] == [one.destination]]
    made = Image(name, AT, target=target, entrypoint=entrypoint, command=cmd, files=files)
    return replace(made, program=found[0] if found else "")


PROGRAMS = (
    program(
        TIDE,
        command("tide", flag("level", "info")),
        command("tide serve", flag("port", "8080", 20), flag("fast", kind="bool")),
    ),
    program(REEF, command("reef.sh", flag("p")), kind="script"),
    program(ENVOY, kind="bazel"),
)
IMAGES = (
    image("tide", file("/bin/tide", FileKind.GO, TIDE), start="/bin/tide serve", usual="--fast"),
    image(
        "both",
        file("/bin/tide", FileKind.GO, TIDE),
        file("/bin/reef.sh", FileKind.SCRIPT, REEF),
        file("/bin/envoy", FileKind.BAZEL, ""),
        start="/bin/tide",
    ),
    image("grafana", target=""),
)


def linked(
    *renderings: Rendering, sources: Sources | None = None, images: Iterable[Image] = IMAGES
) -> Deployment:
    return link(Parts(PROGRAMS, tuple(images), renderings, sources or Sources()))


def joined(one: Container) -> Container:
    """A container as it is after joining."""
    return linked(rendering(workload(one))).renderings[0].workloads[0].containers[0]
