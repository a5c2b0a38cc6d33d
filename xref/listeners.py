"""Who listens where: addresses of Go programs and of Envoy, bound to the containers that run them.

Layer 3, part of linking.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from posixpath import commonpath
from typing import TYPE_CHECKING

from xref.deployment import (
    Argument,
    Container,
    FileKind,
    FlagKey,
    Image,
    ImageFile,
    Listener,
    SetBy,
    Workload,
)
from xref.extract.listen.address import GoListener, decisive, port_of
from xref.model import Program

if TYPE_CHECKING:
    from xref.extract.bootstrap import Bootstrap, BootstrapListener
    from xref.extract.bootstrapmesh import MeshDefault

Given = Mapping[FlagKey, tuple[str, Argument]]


@dataclass(frozen=True, slots=True)
class Process:
    """A container and what runs in it; ``command`` is the path of its command, ``given`` what its
    arguments set. ``workload`` and ``values`` (a rendering's name) say where it stands."""

    container: Container
    image: Image | None = None
    program: Program | None = None
    command: str = ""
    given: Given = field(default_factory=dict)
    workload: Workload | None = None
    values: str = ""


@dataclass(frozen=True, slots=True)
class Sources:
    """What is known to set addresses: of Go programs by package, of Envoy by bootstrap file, and
    the ports of the default mesh configuration. ``binary`` is the proxy's program, and ``usual``
    are the paths in images at which the Go code looks for a bootstrap."""

    go: Mapping[str, Sequence[GoListener]] = field(default_factory=dict)
    bootstraps: Sequence[Bootstrap] = ()
    usual: Sequence[str] = ()
    mesh: Sequence[MeshDefault] = ()
    binary: Program | None = None


def listeners_of(
    sources: Sources, processes: Iterable[Process], sets: Sequence[str]
) -> tuple[Listener, ...]:
    """What the processes of each rendering listen on; of programs without one, their defaults.

    ``sets`` are the names of all renderings: what holds in all of them is told once.
    """
    bound: dict[Listener, list[str]] = {}
    running: set[str] = set()
    for process in processes:
        running.add(process.container.program)
        for listener in (*_of_go(sources, process), *_of_envoy(sources, process)):
            bound.setdefault(listener, []).append(process.values)
    placed: list[Listener] = []
    for listener, names in bound.items():
        # Under other values a workload may not be there at all, which is not for this to tell.
        common = set(names) >= set(sets)
        placed += [replace(listener, values=name) for name in ([""] if common else names)]
    usual = (
        _doubted(one)
        for package, found in sources.go.items()
        for one in found
        if package not in running and one.active() and _is_address(one.address({}))
    )
    return (*dict.fromkeys(usual), *dict.fromkeys(placed))


def _is_address(address: str) -> bool:
    """Whether something can be reached there: a port, or the path of a socket."""
    return bool(port_of(address)) or "/" in address


def _doubted(one: GoListener) -> Listener:
    """The listener, with the conditions that no flag tells in its text."""
    doubts = " && ".join(one.doubts)
    listener = one.listener
    return replace(listener, text=f"{listener.text}, if {doubts}") if doubts else listener


def _of_go(sources: Sources, process: Process) -> Iterator[Listener]:
    if process.program is None or process.workload is None:
        return
    values = {key: value for key, (value, _) in process.given.items()}
    for one in sources.go.get(process.program.package, ()):
        flags = [part.flag for part in one.parts] + [c.flag for c in one.conditions]
        if not all(flag is None or _reaches(flag, process.command) for flag in flags):
            continue
        address = one.address(values)
        if one.active(values) and _is_address(address):
            yield _bound(one, address, process)


def _reaches(flag: FlagKey, command: str) -> bool:
    """Whether a flag is the command's own, or of a command above it."""
    return f"{command} ".startswith(f"{flag.command} ")


def _bound(one: GoListener, address: str, process: Process) -> Listener:
    assert process.workload is not None
    made = replace(
        _doubted(one),
        address=address,
        port=port_of(address),
        workload=process.workload.name,
        container=process.container.name,
    )
    part = decisive(one.parts)
    if part is not None and part.flag is not None and part.flag in process.given:
        value, argument = process.given[part.flag]
        doubts = made.text.removeprefix(one.listener.text)
        text = f"--{part.flag.name}={value}{doubts}"
        return replace(made, set_by=SetBy.ARGUMENT, text=text, location=argument.location)
    return made


def _of_envoy(sources: Sources, process: Process) -> Iterator[Listener]:
    image, workload, binary = process.image, process.workload, sources.binary
    if image is None or workload is None or binary is None or process.program is None:
        return
    if not any(file.kind is FileKind.BAZEL for file in image.files):
        return
    bootstrap = _bootstrap(sources, process, image)
    for one in bootstrap.listeners if bootstrap is not None else ():
        yield _from_bootstrap(one, process, binary, workload)
    if workload.kind == "Pod":
        for default in _nearest(sources.mesh, process.program.package):
            yield Listener(
                default.port,
                f"0.0.0.0:{default.port}",
                binary.package,
                binary.name,
                workload.name,
                process.container.name,
                SetBy.LITERAL,
                f"{default.field} of the default mesh configuration",
                default.location,
            )


def _nearest(defaults: Iterable[MeshDefault], package: str) -> Iterable[MeshDefault]:
    """The defaults, each field and port at its place that shares most folders with the program.

    Several components may have a default mesh configuration of their own, all alike.
    """
    found: dict[tuple[str, int], MeshDefault] = {}
    for default in defaults:
        if default.port:
            known = found.setdefault((default.field, default.port), default)
            if _shared(default.location.file, package) > _shared(known.location.file, package):
                found[default.field, default.port] = default
    return found.values()


def _shared(path: str, other: str) -> int:
    """How many folders two paths have in common."""
    common = commonpath([path, other])
    return len(common.split("/")) if common else 0


def _bootstrap(sources: Sources, process: Process, image: Image) -> Bootstrap | None:
    """The bootstrap that an argument names by its path in the image, or else the usual one.

    The usual one lies at a path that the Go code names, and is the only such that listens to more
    than its administrator: others take over for a while, as when Envoy drains.
    """
    known = {bootstrap.file: bootstrap for bootstrap in sources.bootstraps}
    inside = {_path(file): known[file.subject] for file in image.files if file.subject in known}
    for argument in process.container.arguments:
        if argument.active and argument.value.rpartition("=")[2] in inside:
            return inside[argument.value.rpartition("=")[2]]
    usual = [inside[path] for path in sources.usual if path in inside]
    listening = [each for each in usual if not all(one.admin for one in each.listeners)]
    return listening[0] if len(listening) == 1 else None


def _path(file: ImageFile) -> str:
    return f"{file.destination}{file.name}" if file.destination.endswith("/") else file.destination


def _from_bootstrap(
    one: BootstrapListener, process: Process, binary: Program, workload: Workload
) -> Listener:
    address = one.address
    what = "admin" if one.admin else f"listener {one.name}".strip()
    if address.guard:
        what += f", if {' and '.join(address.guard)}"
    made = Listener(
        address.port,
        f"{address.address}:{address.port}" if address.port else address.address,
        binary.package,
        binary.name,
        workload.name,
        process.container.name,
        SetBy.BOOTSTRAP,
        what,
        address.location,
    )
    if address.port or address.address.startswith("unix:"):
        return made
    name = address.field.rpartition(".")[2].lower()
    found = _by_flag(made, name, process) if name else None
    return found or replace(made, address=f"{address.address}:{address.text}".lstrip(":"))


def _by_flag(made: Listener, name: str, process: Process) -> Listener | None:
    """An address whose port is a field that a flag of the same name fills."""
    program = process.program
    for command in program.commands if program is not None else ():
        for flag in command.flags:
            key = FlagKey(process.container.program, command.path, flag.name)
            if flag.name.lower() != name or not _reaches(key, process.command):
                continue
            value, argument = process.given.get(key, (flag.default, None))
            if not value.isdigit() or not int(value):
                return None
            return replace(
                made,
                port=int(value),
                address=f"{made.address}:{value}",
                text=f"{made.text}, --{flag.name}={value}",
                flag=key,
                listens=made.location,
                location=argument.location if argument is not None else flag.location,
                set_by=SetBy.ARGUMENT if argument is not None else SetBy.DEFAULT,
            )
    return None
