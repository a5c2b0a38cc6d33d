"""Reads from the index what ``diff`` compares of how a release is shipped.

Part of ``diff``, beside ``facts``; all its SQL on images, charts and the proxy stands here. Of the
charts it is what they give under their own values, with what these turn off.
"""

from __future__ import annotations

import sqlite3
from typing import NamedTuple

from xref.names import image_repository

RENDERING = "default"


class Image(NamedTuple):
    """An image; ``entrypoint`` and ``cmd`` are words as a shell would read them."""

    id: int
    name: str
    base: str
    entrypoint: str
    cmd: str
    released: int
    foreign: int
    reference: str
    program: str
    file: str
    line: int


class Workload(NamedTuple):
    """What makes pods."""

    id: int
    kind: str
    name: str
    chart: str
    enabled_by: str
    active: int
    file: str
    line: int


class Container(NamedTuple):
    """A container; ``image`` is the image's name, ``reference`` the whole of it."""

    id: int
    workload_id: int
    workload: str
    name: str
    init: int
    active: int
    reference: str
    image: str
    program: str
    package: str
    file: str
    line: int


class Word(NamedTuple):
    """A word of a container's command line; ``flag`` is the flag that it sets."""

    container_id: int
    part: str
    text: str
    value: str
    guard: str
    active: int
    kind: str
    command: str
    flag: str
    file: str
    line: int


class ContainerPort(NamedTuple):
    """A port that a container declares."""

    container_id: int
    port: int
    name: str
    protocol: str
    active: int
    file: str
    line: int


class Service(NamedTuple):
    """A Service."""

    id: int
    name: str
    chart: str
    type: str
    active: int
    file: str
    line: int


class ServicePort(NamedTuple):
    """A port of a Service; ``target`` is "" where it is the port itself."""

    service_id: int
    name: str
    port: int
    target: str
    node_port: int
    protocol: str
    active: int
    file: str
    line: int


class Listener(NamedTuple):
    """An address that a process listens on."""

    process: str
    package: str
    workload: str
    container: str
    port: int
    address: str
    command: str
    flag: str
    text: str
    file: str
    line: int


class Value(NamedTuple):
    """A chart value."""

    path: str
    text: str
    read: int
    file: str
    line: int


class Proxy(NamedTuple):
    """The pinned proxy: the places are those of the two pins."""

    repo: str
    commit: str
    envoy: str
    program: str
    file: str
    line: int
    envoy_file: str
    envoy_line: int


class Filter(NamedTuple):
    """A filter of Envoy."""

    name: str
    kind: str
    target: str
    folder: str
    file: str
    line: int


_OF = f"WHERE release_id = ? AND rendering = '{RENDERING}'"
_ID = f"""release_id = ? AND {{0}} IN (SELECT {{0}} FROM {{1}} {_OF})"""


def images(connection: sqlite3.Connection, release_id: int) -> list[Image]:
    """The images of a release."""
    query = """SELECT image_id, image, base, entrypoint, cmd, released, is_foreign, reference,
        program, file, line FROM image_view WHERE release_id = ? ORDER BY image"""
    return [Image(*row) for row in connection.execute(query, (release_id,))]


def workloads(connection: sqlite3.Connection, release_id: int) -> list[Workload]:
    """The workloads, those that are active first."""
    query = f"""SELECT workload_id, kind, workload, chart, enabled_by, active, file, line
        FROM workload_view {_OF} ORDER BY active DESC, workload, kind, workload_id"""
    return [Workload(*row) for row in connection.execute(query, (release_id,))]


def containers(connection: sqlite3.Connection, release_id: int) -> list[Container]:
    """The containers, those that are active first."""
    query = f"""SELECT container_id, workload_id, workload, container, init, active, reference,
        image, program, package, file, line
        FROM container_view {_OF} ORDER BY active DESC, workload, container_id"""
    return [Container(*row) for row in connection.execute(query, (release_id,))]


def words(connection: sqlite3.Connection, release_id: int) -> list[Word]:
    """The words of all containers' command lines, in their order."""
    query = f"""SELECT container_id, part, text, value, guard, active, kind, command, flag, file,
        line FROM argument_view {_OF} ORDER BY container_id, part, position"""
    return [Word(*row) for row in connection.execute(query, (release_id,))]


def container_ports(connection: sqlite3.Connection, release_id: int) -> list[ContainerPort]:
    """The ports that containers declare."""
    query = f"""SELECT container_id, port, name, protocol, active, file, line FROM container_port
        WHERE port AND {_ID.format("container_id", "container_view")} ORDER BY active DESC, id"""
    return [ContainerPort(*row) for row in connection.execute(query, (release_id, release_id))]


def services(connection: sqlite3.Connection, release_id: int) -> list[Service]:
    """The Services, those that are active first."""
    query = f"""SELECT service_id, service, chart, type, active, file, line
        FROM service_view {_OF} ORDER BY active DESC, service, service_id"""
    return [Service(*row) for row in connection.execute(query, (release_id,))]


def service_ports(connection: sqlite3.Connection, release_id: int) -> list[ServicePort]:
    """The ports of the Services."""
    query = f"""SELECT service_id, name, port, target_port, node_port, protocol, active, file, line
        FROM service_port WHERE port AND {_ID.format("service_id", "service_view")}
        ORDER BY active DESC, id"""
    return [ServicePort(*row) for row in connection.execute(query, (release_id, release_id))]


def listeners(connection: sqlite3.Connection, release_id: int) -> list[Listener]:
    """The listeners, each address of a process once."""
    query = """SELECT process, package, workload, container, port, address, command, flag, text,
        file, line FROM listener_view WHERE release_id = ?
        ORDER BY process, workload, container, port, address, listener_id"""
    found: dict[object, Listener] = {}
    for row in connection.execute(query, (release_id,)):
        one = Listener(*row)
        found.setdefault(one[:6], one)
    return list(found.values())


def values(connection: sqlite3.Connection, release_id: int) -> list[Value]:
    """The charts' own values."""
    query = f"SELECT path, text, is_read, file, line FROM value_view {_OF} ORDER BY value_id"
    return [Value(*row) for row in connection.execute(query, (release_id,))]


def value_uses(connection: sqlite3.Connection, release_id: int) -> list[tuple[str, ...]]:
    """Which value (by its path, first) which part of a workload or Service depends on."""
    query = """
        SELECT u.path, 'argument', a.workload, a.container, a.command, a.flag FROM value_use u
            JOIN argument_view a ON a.container_arg_id = u.container_arg_id
            WHERE u.release_id = :r AND a.flag <> ''
        UNION SELECT u.path, 'image', w.name, c.name, '', '' FROM value_use u
            JOIN container_image i ON i.id = u.container_image_id
            JOIN container c ON c.id = i.container_id JOIN workload w ON w.id = c.workload_id
            WHERE u.release_id = :r
        UNION SELECT u.path, 'container port', w.name, c.name, p.name, '' FROM value_use u
            JOIN container_port p ON p.id = u.container_port_id
            JOIN container c ON c.id = p.container_id JOIN workload w ON w.id = c.workload_id
            WHERE u.release_id = :r
        UNION SELECT u.path, 'service port', s.name, '', p.name, '' FROM value_use u
            JOIN service_port p ON p.id = u.service_port_id JOIN service s ON s.id = p.service_id
            WHERE u.release_id = :r"""
    return [tuple(row) for row in connection.execute(query, {"r": release_id})]


def proxy(connection: sqlite3.Connection, release_id: int) -> Proxy | None:
    """The pinned proxy, None where a release pins none."""
    query = """SELECT repo, commit_sha, envoy_commit, name, pinned_file, pinned_line, envoy_file,
        envoy_line FROM proxy_view WHERE release_id = ?"""
    row = connection.execute(query, (release_id,)).fetchone()
    return Proxy(*row) if row is not None else None


def filters(connection: sqlite3.Connection, release_id: int) -> list[Filter]:
    """The filters that are linked into the proxy."""
    query = """SELECT name, kind, target, folder, file, line FROM filter_view
        WHERE release_id = ? ORDER BY name, kind"""
    return [Filter(*row) for row in connection.execute(query, (release_id,))]


def own_tag(held: list[Container], known: list[Image]) -> str:
    """The tag that the charts give to the release's own images, "" if they have no one tag."""
    own = {image.name for image in known if not image.foreign}
    references = [one.reference for one in held if one.image in own]
    tags = {text[len(image_repository(text)) :].lstrip(":") for text in references}
    return tags.pop() if len(tags) == 1 else ""
