"""Frozen facts of how a release is shipped: images, workloads, Services, listeners, the proxy.

Beside ``model``, at the bottom of the chain; imports nothing else of xref. A place in another
repository than the release's own has that repository before its path: ``istio/proxy:WORKSPACE``.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from xref.model import Diagnostic, Location


class FileKind(StrEnum):
    """What a file is that goes into an image."""

    GO = "go"  # the binary of a Go program; ``subject`` is its package folder
    SCRIPT = "script"  # a shell program of the tree; ``subject`` is its path
    BAZEL = "bazel"  # the binary of a Bazel target of the proxy; ``subject`` is its package folder
    SOURCE = "source"  # another file of the tree; ``subject`` is its path
    FOREIGN = "foreign"  # brought from elsewhere; ``subject`` is its address, "" if not known
    UNKNOWN = "unknown"  # no rule tells where it comes from


@dataclass(frozen=True, slots=True)
class Words:
    """The words of an instruction, such as ``ENTRYPOINT``, and its place."""

    words: tuple[str, ...]
    location: Location


@dataclass(frozen=True, slots=True)
class ImageFile:
    """A file that an ``ADD`` or ``COPY`` (at ``location``) puts into an image.

    ``name`` is its name in the build's context, ``destination`` where it lies in the image;
    ``rule`` is the place of the build rule that makes or copies it.
    """

    name: str
    destination: str
    kind: FileKind
    subject: str
    location: Location
    rule: Location | None = None


@dataclass(frozen=True, slots=True)
class Image:
    """An image that the release builds, or a foreign one that its charts name.

    ``location`` is the Dockerfile's last ``FROM`` (of a foreign image, the chart's line), ``base``
    what that names, as it is written there. ``target`` is the make target or entry that builds the
    image, at ``rule``; ``released`` tells whether the release's list of images holds it.
    ``program`` is the package of the program that the image starts, "" if it is none that is known.
    ``reference`` is the full reference of a foreign image.
    """

    name: str
    location: Location
    base: str = ""
    target: str = ""
    rule: Location | None = None
    released: bool = False
    entrypoint: Words | None = None
    command: Words | None = None
    files: tuple[ImageFile, ...] = ()
    program: str = ""
    foreign: bool = False
    reference: str = ""


@dataclass(frozen=True, slots=True)
class ValueUse:
    """A chart value that a text depends on: its path from the root chart (``pilot.image``).

    ``location`` is the line of the values file that sets it, None where none does.
    """

    path: str
    location: Location | None


class ArgumentKind(StrEnum):
    """What an argument is to the program that gets it."""

    FLAG = "flag"  # names a flag, with its value or with the next argument as its value
    VALUE = "value"  # the value of the flag before it
    COMMAND = "command"  # a word of the command's path
    OPERAND = "operand"  # neither: a plain argument, or one after ``--``
    UNKNOWN = "unknown"  # looks like a flag, and the program has none of that name
    UNDETERMINED = "undetermined"  # not all flags of the program are known, this one among them
    FOREIGN = "foreign"  # the program is not one of the release's


@dataclass(frozen=True, slots=True)
class FlagKey:
    """A flag of the release: the program's package, the command's path, the name without dashes."""

    package: str
    command: str
    name: str


@dataclass(frozen=True, slots=True)
class Argument:
    """A word of a container's ``command`` or ``args`` (``part``), at its line of the template.

    ``text`` is what the template says, ``value`` what comes of it under the values. ``guard`` are
    the conditions between the container and the argument, outermost first; ``active`` tells whether
    they (and those around them) hold. ``flag`` is the flag that it names or is the value of.
    """

    part: str
    text: str
    value: str
    guard: tuple[str, ...]
    active: bool
    location: Location
    uses: tuple[ValueUse, ...] = ()
    kind: ArgumentKind = ArgumentKind.FOREIGN
    flag: FlagKey | None = None


@dataclass(frozen=True, slots=True)
class ContainerPort:
    """A port that a container declares; ``text`` is the template's, ``port`` 0 if no number."""

    port: int
    name: str
    protocol: str
    text: str
    guard: tuple[str, ...]
    active: bool
    location: Location
    uses: tuple[ValueUse, ...] = ()


@dataclass(frozen=True, slots=True)
class Probe:
    """A probe of a container: ``kind`` is liveness, readiness or startup, ``handler`` httpGet, exec
    or tcpSocket, ``text`` its path or command; ``port`` is 0 if it has none or a name."""

    kind: str
    handler: str
    text: str
    port: int
    location: Location


@dataclass(frozen=True, slots=True)
class ImageText:
    """What a template says of a container's image, under the conditions ``guard`` within the
    container; ``value`` is what comes of it under the values."""

    text: str
    value: str
    guard: tuple[str, ...]
    active: bool
    location: Location
    uses: tuple[ValueUse, ...] = ()


@dataclass(frozen=True, slots=True)
class Container:
    """A container of a pod.

    ``image`` is the reference under the values, ``images`` all that the template says of it, what
    holds first, and ``image_name`` the name of the release's image, or of the foreign one.
    ``program`` is the package of the program that runs in it, "" if none is known. ``guard`` are
    the conditions between the workload and the container.
    """

    name: str
    init: bool
    image: str
    images: tuple[ImageText, ...]
    guard: tuple[str, ...]
    active: bool
    location: Location
    arguments: tuple[Argument, ...] = ()
    ports: tuple[ContainerPort, ...] = ()
    probes: tuple[Probe, ...] = ()
    image_name: str = ""
    program: str = ""


Labels = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Workload:
    """What makes pods: a Deployment, DaemonSet, StatefulSet, Job, or Pod (the injected one).

    ``enabled_by`` is the condition of the (sub)chart, ``guard`` the conditions around the manifest
    in its template; ``labels`` are the pod's. ``hook`` is helm's, such as ``post-install``.
    """

    kind: str
    name: str
    chart: str
    location: Location
    enabled_by: str
    guard: tuple[str, ...]
    active: bool
    labels: Labels
    hook: str
    containers: tuple[Container, ...]


@dataclass(frozen=True, slots=True)
class ServicePort:
    """A port of a Service; ``target_port`` is a number or a name, "" where it is the port."""

    name: str
    port: int
    target_port: str
    node_port: int
    protocol: str
    guard: tuple[str, ...]
    active: bool
    location: Location
    uses: tuple[ValueUse, ...] = ()


@dataclass(frozen=True, slots=True)
class Service:
    """A Service; ``selects`` are the (kind, name) of the workloads whose pods it selects."""

    name: str
    chart: str
    location: Location
    guard: tuple[str, ...]
    active: bool
    type: str
    selector: Labels
    ports: tuple[ServicePort, ...]
    selects: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Value:
    """A leaf of the merged chart values, by its path from the root chart; ``text`` is YAML's.

    ``read`` tells whether a template or a chart's condition reads it, whatever the values are.
    """

    path: str
    text: str
    location: Location
    read: bool


@dataclass(frozen=True, slots=True)
class Rendering:
    """What the charts give under one set of values: ``name`` is ``default``, ``demo`` or a file.

    ``files`` are the values files, in the order in which later ones prevail.
    """

    name: str
    files: tuple[str, ...]
    workloads: tuple[Workload, ...] = ()
    services: tuple[Service, ...] = ()
    values: tuple[Value, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()


class SetBy(StrEnum):
    """What decides on a listener's address."""

    DEFAULT = "default"  # the default of a flag
    ARGUMENT = "argument"  # an argument of the container, in place of a flag's default
    BOOTSTRAP = "bootstrap"  # a bootstrap template of Envoy
    LITERAL = "literal"  # a literal in the program


@dataclass(frozen=True, slots=True)
class Listener:
    """An address that a process listens on.

    ``address`` is as the program gets it (``:15010``, ``unix:///sock/mixer.socket``), ``port`` 0
    where it has none. ``program`` is the package of the process's program and ``process`` its name;
    ``workload`` (its name) and ``container`` are "" for what holds wherever the program runs.
    ``location`` is what sets the address, ``listens`` where the program listens. ``flag`` is the
    flag behind it and ``text`` what sets it in words. ``values`` names the rendering, "" for any.
    """

    port: int
    address: str
    program: str
    process: str
    workload: str
    container: str
    set_by: SetBy
    text: str
    location: Location
    listens: Location | None = None
    flag: FlagKey | None = None
    values: str = ""


@dataclass(frozen=True, slots=True)
class Filter:
    """An Envoy filter that is linked into the proxy's binary.

    ``target`` is the Bazel label that brings it (``location`` its line), ``folder`` its sources,
    ``named`` where its registered name is written, ``registered`` where it is registered; ``kind``
    is ``http``, ``network``, ``listener``, or ``wasm`` for a plugin of Envoy's WebAssembly filter.
    """

    name: str
    kind: str
    target: str
    folder: str
    location: Location
    named: Location | None
    registered: Location | None


@dataclass(frozen=True, slots=True)
class Proxy:
    """The proxy that a release pins: its repository, commit and binary.

    ``pinned`` is the line of the release that names the commit. ``target`` is the Bazel label of
    the Envoy binary (its rule at ``location``), ``name`` the binary's (given at ``named``).
    ``libraries`` are the source folders of the mixer client. ``envoy`` is the commit of Envoy
    itself, named at ``envoy_pinned``.
    """

    repo: str
    commit: str
    pinned: Location
    target: str
    name: str
    location: Location
    envoy: str
    envoy_pinned: Location | None
    filters: tuple[Filter, ...] = ()
    libraries: tuple[Location, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    named: Location | None = None


@dataclass(frozen=True, slots=True)
class Deployment:
    """Everything of a release that is not its Go programs, linked to them."""

    images: tuple[Image, ...] = ()
    renderings: tuple[Rendering, ...] = ()
    listeners: tuple[Listener, ...] = ()
    proxy: Proxy | None = None
    diagnostics: tuple[Diagnostic, ...] = ()
