"""Images, renderings, listeners and the proxy as rows.

What several renderings have alike (a workload, a Service, a value) becomes one row that each of
them refers to: most of two renderings is the same.
"""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING, NamedTuple

from xref.rows.tables import Tables, place_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from xref.deployment import (
        Argument,
        Container,
        Deployment,
        FlagKey,
        Image,
        Labels,
        Listener,
        Proxy,
        Rendering,
        Service,
        Value,
        ValueUse,
        Words,
        Workload,
    )
    from xref.model import Diagnostic


class Known(NamedTuple):
    """Row ids of what others refer to: programs by package, flags by package, command and name,
    images by name."""

    programs: dict[str, int]
    flags: dict[tuple[str, str, str], int]
    images: dict[str, int]

    def flag(self, key: FlagKey | None) -> int | None:
        """The id of a flag, None if there is none."""
        return self.flags.get((key.package, key.command, key.name)) if key else None


def guard_text(guard: Iterable[str]) -> str:
    """Conditions as one text."""
    return " and ".join(guard)


def _labels(labels: Labels) -> str:
    return ",".join(f"{key}={value}" for key, value in labels)


def _words(words: Words | None) -> tuple[str, int]:
    """An instruction's words as a shell would read them, and its line."""
    return (shlex.join(words.words), words.location.line) if words else ("", 0)


class DeployedRows:
    """Adds the rows of a deployment; ``diagnostics`` are those of its parts, each once."""

    def __init__(self, tables: Tables, known: Known) -> None:
        self._tables = tables
        self._known = known
        self._renderings: dict[str, int] = {}
        self._workloads: dict[Workload, int] = {}
        self._services: dict[Service, int] = {}
        self._values: dict[Value, int] = {}
        self.diagnostics: dict[Diagnostic, None] = {}

    def add(self, facts: Deployment) -> None:
        """Adds everything."""
        self._note(facts.diagnostics)
        for image in facts.images:
            self._add_image(image)
        for rendering in facts.renderings:
            self.add_rendering(rendering)
        for listener in facts.listeners:
            self.add_listener(listener)
        if facts.proxy:
            self._add_proxy(facts.proxy)

    def _note(self, diagnostics: Iterable[Diagnostic]) -> None:
        self.diagnostics.update(dict.fromkeys(diagnostics))

    def _add_image(self, image: Image) -> None:
        place = place_of(image.location)
        program = self._known.programs.get(image.program)
        starts = (*_words(image.entrypoint), *_words(image.command))
        built = (image.base, image.target, *place_of(image.rule), image.released)
        foreign = (image.foreign, image.reference)
        row = (program, image.name, *built, *starts, *foreign, *place)
        image_id = self._tables.add("image", *row)
        self._known.images.setdefault(image.name, image_id)
        about = " ".join(filter(None, (image.reference, image.base, image.target)))
        self._tables.add_search("image", image.name, about, "", place)
        for file in image.files:
            names = (file.name, file.destination, file.kind, file.subject)
            places = (*place_of(file.rule), *place_of(file.location))
            brought = self._known.programs.get(file.subject)
            self._tables.add("image_file", image_id, brought, *names, *places)

    def add_rendering(self, rendering: Rendering) -> None:
        """Adds what the charts give under one set of values."""
        rendering_id = self._tables.add("rendering", rendering.name)
        self._renderings[rendering.name] = rendering_id
        self._note(rendering.diagnostics)
        for position, file in enumerate(rendering.files):
            self._tables.add("rendering_file", rendering_id, position, file, 0)
        of_name: dict[tuple[str, str], list[tuple[int, Workload]]] = {}
        for workload in rendering.workloads:
            if workload not in self._workloads:
                self._workloads[workload] = self._add_workload(workload)
            workload_id = self._workloads[workload]
            self._tables.add("rendering_workload", rendering_id, workload_id)
            of_name.setdefault((workload.kind, workload.name), []).append((workload_id, workload))
        for service in rendering.services:
            if service not in self._services:
                self._services[service] = self._add_service(service)
            service_id = self._services[service]
            self._tables.add("rendering_service", rendering_id, service_id)
            for key in service.selects:
                for workload_id, selected in of_name.get(key, ()):
                    # Of two of the name one may be off: another template's under other values.
                    if selected.active or not service.active:
                        self._tables.add("service_workload", rendering_id, service_id, workload_id)
        for value in rendering.values:
            if value not in self._values:
                row = (value.path, value.text, value.read, *place_of(value.location))
                self._values[value] = self._tables.add("value", *row)
            self._tables.add("rendering_value", rendering_id, self._values[value])

    def _add_workload(self, workload: Workload) -> int:
        place = place_of(workload.location)
        when = (workload.enabled_by, guard_text(workload.guard), workload.active)
        row = (workload.kind, workload.name, workload.chart, *when, _labels(workload.labels))
        workload_id = self._tables.add("workload", *row, workload.hook, *place)
        about = f"{workload.kind} {workload.chart}"
        self._tables.add_search("workload", workload.name, about, "", place)
        for container in workload.containers:
            self._add_container(workload, workload_id, container)
        return workload_id

    def _add_container(self, workload: Workload, workload_id: int, container: Container) -> None:
        place = place_of(container.location)
        keys = (
            self._known.images.get(container.image_name),
            self._known.programs.get(container.program),
        )
        when = (guard_text(container.guard), container.active)
        row = (*keys, container.name, container.init, container.image, *when, *place)
        container_id = self._tables.add("container", workload_id, *row)
        about = f"{workload.name} {container.image}"
        self._tables.add_search("container", container.name, about, "", place)
        for position, image in enumerate(container.images):
            told = (image.text, image.value, guard_text(image.guard), image.active)
            at = place_of(image.location)
            image_id = self._tables.add("container_image", container_id, position, *told, *at)
            self._add_uses(image.uses, image=image_id)
        for position, argument in enumerate(container.arguments):
            self._add_argument(container_id, position, argument)
        for port in container.ports:
            names = (port.port, port.name, port.protocol, port.text)
            guarded = (guard_text(port.guard), port.active)
            at = place_of(port.location)
            port_id = self._tables.add("container_port", container_id, *names, *guarded, *at)
            self._add_uses(port.uses, port=port_id)
        for probe in container.probes:
            what = (probe.kind, probe.handler, probe.text, probe.port)
            self._tables.add("probe", container_id, *what, *place_of(probe.location))

    def _add_argument(self, container_id: int, position: int, argument: Argument) -> None:
        texts = (argument.part, argument.text, argument.value)
        when = (guard_text(argument.guard), argument.active)
        flag_id = self._known.flag(argument.flag)
        row = (flag_id, position, *texts, *when, argument.kind, *place_of(argument.location))
        argument_id = self._tables.add("container_arg", container_id, *row)
        self._add_uses(argument.uses, argument=argument_id)

    def _add_uses(
        self,
        uses: tuple[ValueUse, ...],
        image: int | None = None,
        argument: int | None = None,
        port: int | None = None,
        service_port: int | None = None,
    ) -> None:
        """Adds the values that one of these rows depends on."""
        keys = (image, argument, port, service_port)
        for use in uses:
            self._tables.add("value_use", *keys, use.path, *place_of(use.location))

    def _add_service(self, service: Service) -> int:
        place = place_of(service.location)
        when = (guard_text(service.guard), service.active)
        row = (service.name, service.chart, *when, service.type, _labels(service.selector))
        service_id = self._tables.add("service", *row, *place)
        self._tables.add_search("service", service.name, f"Service {service.chart}", "", place)
        for port in service.ports:
            numbers = (port.name, port.port, port.target_port, port.node_port, port.protocol)
            guarded = (guard_text(port.guard), port.active)
            at = place_of(port.location)
            port_id = self._tables.add("service_port", service_id, *numbers, *guarded, *at)
            self._add_uses(port.uses, service_port=port_id)
        return service_id

    def add_listener(self, listener: Listener) -> None:
        """Adds a listener; what it belongs to must be there already."""
        keys = (
            self._known.programs.get(listener.program),
            self._known.flag(listener.flag),
            self._renderings.get(listener.values),
        )
        names = (listener.process, listener.workload, listener.container)
        what = (listener.port, listener.address, *names, listener.set_by, listener.text)
        places = (*place_of(listener.listens), *place_of(listener.location))
        self._tables.add("listener", *keys, *what, *places)

    def _add_proxy(self, proxy: Proxy) -> None:
        self._note(proxy.diagnostics)
        place = place_of(proxy.location)
        package = proxy.target.removeprefix("//").partition(":")[0] or "."
        names = (proxy.repo, proxy.commit, proxy.target, proxy.name, proxy.envoy)
        places = (*place_of(proxy.pinned), *place_of(proxy.envoy_pinned), *place)
        self._tables.add("proxy", self._known.programs.get(package), *names, *places)
        for one in proxy.filters:
            at = place_of(one.location)
            told = (one.name, one.kind, one.target, one.folder)
            others = (*place_of(one.named), *place_of(one.registered))
            self._tables.add("filter", *told, *others, *at)
            self._tables.add_search("filter", one.name, f"{one.kind} {one.folder}", "", at)
        for library in proxy.libraries:
            self._tables.add("proxy_library", *place_of(library))
