"""Joins what was extracted: images to programs, containers to images, arguments to flags, Services
to workloads, addresses to containers.

Layer 3: facts in, facts out. What is bound here is what the release itself says; where it leaves a
thing open, nothing is bound.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from xref.arguments import CommandLine, tie
from xref.deployment import (
    Argument,
    ArgumentKind,
    Container,
    Deployment,
    FileKind,
    Image,
    ImageFile,
    Proxy,
    Rendering,
    Service,
    Workload,
)
from xref.imagenames import foreign_images, hubs_of, own_image, program_at, repository
from xref.listeners import Process, Sources, listeners_of
from xref.model import Diagnostic, Program


@dataclass(frozen=True, slots=True)
class Parts:
    """What the extractors found, not joined yet. ``programs`` holds scripts and the proxy's too."""

    programs: Sequence[Program]
    images: Sequence[Image]
    renderings: Sequence[Rendering]
    sources: Sources
    proxy: Proxy | None = None
    diagnostics: Sequence[Diagnostic] = ()


def link(parts: Parts) -> Deployment:
    """The deployment of a release, joined."""
    binary = next((p.package for p in parts.programs if p.kind == "bazel"), "")
    images = {image.name: _with_binary(image, binary) for image in parts.images}
    lines = {program.package: CommandLine(program) for program in parts.programs}
    processes: list[Process] = []
    renderings: list[Rendering] = []
    for rendering in parts.renderings:
        workloads: list[Workload] = []
        hubs = hubs_of(rendering)
        for workload in rendering.workloads:
            joined = [
                _container(c, own_image(c.image, images, hubs), lines) for c in workload.containers
            ]
            workloads.append(replace(workload, containers=tuple(p.container for p in joined)))
            processes += [
                replace(process, workload=workload, values=rendering.name)
                for process in joined
                if workload.active and process.container.active
            ]
        services = tuple(_service(service, workloads) for service in rendering.services)
        renderings.append(replace(rendering, workloads=tuple(workloads), services=services))
    return Deployment(
        (*images.values(), *foreign_images(renderings, images)),
        tuple(renderings),
        listeners_of(parts.sources, processes, [r.name for r in renderings]),
        parts.proxy,
        tuple(parts.diagnostics),
    )


def _with_binary(image: Image, binary: str) -> Image:
    """An image whose file from the proxy is tied to the proxy's binary."""

    def tied(file: ImageFile) -> ImageFile:
        return replace(file, subject=binary) if file.kind is FileKind.BAZEL else file

    return replace(image, files=tuple(map(tied, image.files)))


def _container(
    container: Container, image: Image | None, lines: Mapping[str, CommandLine]
) -> Process:
    """A container with its image and program, and its arguments tied to the program's flags."""
    name = image.name if image is not None else repository(container.image)
    container = replace(container, image_name=name)
    command = [a for a in container.arguments if a.part == "command"]
    first = next((a for a in command if a.active), command[0] if command else None)
    before: list[str] = []
    if image is None:
        return Process(container)
    if first is not None:
        package = program_at(image, first.value)
        rest = [a for a in container.arguments if a is not first]
    else:
        package = image.program
        started = image.entrypoint.words[1:] if image.entrypoint is not None else ()
        usual = image.command.words if image.command is not None else ()
        given = any(a.active for a in container.arguments)
        before = [*started, *(() if given else usual)]
        rest = list(container.arguments)
    line = lines.get(package)
    if line is None:
        return Process(container, image)
    tied, values, path = tie(line, before, rest)
    arguments = _in_order(container.arguments, first, tied)
    done = replace(container, program=package, arguments=arguments)
    return Process(done, image, line.program, path, values)


def _in_order(
    arguments: Iterable[Argument], first: Argument | None, tied: Iterable[Argument]
) -> tuple[Argument, ...]:
    """The tied arguments, with the word that names the program where it stood."""
    rest = iter(tied)
    return tuple(
        replace(a, kind=ArgumentKind.COMMAND) if a is first else next(rest) for a in arguments
    )


def _service(service: Service, workloads: Iterable[Workload]) -> Service:
    """A Service with the workloads whose pods have all labels that it asks for."""
    wanted = set(service.selector)
    selected = [
        (workload.kind, workload.name)
        for workload in workloads
        if wanted and wanted <= set(workload.labels) and (workload.active or not service.active)
    ]
    return replace(service, selects=tuple(dict.fromkeys(selected)))
