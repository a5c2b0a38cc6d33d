"""Listeners, and the ports that containers declare.

Part of ``diff``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from xref.diff.model import BREAKING, RISKY, SAFE, Change, Subject, Verdict, change
from xref.diff.pairs import Pairs, by_key, evident
from xref.diff.shipped import Container, ContainerPort, Listener
from xref.diff.workloads import container_subject

_LOCAL = ("127.", "localhost:", "[::1]:", "::1", "unix:", "/")


def listeners(
    old: list[Listener],
    new: list[Listener],
    kept: Pairs[Container],
    renamed: Mapping[tuple[str, str], str],
) -> list[Change]:
    """What changed of who listens where.

    A listener is the same in its process, workload and container by its address, then by its port,
    then by the flag that sets it, then by what else sets it, if no other is so. ``kept`` are the
    containers that both releases have, also under another name, ``renamed`` flags' new names by
    command and old name.
    """
    names = {(one.workload, one.name): (other.workload, other.name) for one, other in kept}
    old = [_renamed(one, names, renamed) for one in old]
    keys: tuple[Callable[[Listener], object], ...] = (
        lambda one: (*_at(one), one.port) if one.port else None,
        lambda one: (*_at(one), one.command, one.flag) if one.flag else None,
        lambda one: (*_at(one), one.text) if one.text else None,
    )
    pairs, gone, came = by_key(old, new, lambda one: (*_at(one), one.address))
    for key in keys:
        pairs += evident(gone, came, key)
    found: list[Change] = []
    for one, other in pairs:
        if one.port != other.port:
            verdict = Verdict(RISKY, "it listens on another port")
            texts = (str(one.port or one.address), str(other.port or other.address))
            found.append(change(_subject(other), "port", verdict, one, other, *texts))
        elif one.address != other.address:
            texts = (one.address, other.address)
            found.append(
                change(_subject(other), "address", _address(one, other), one, other, *texts)
            )
    found += [change(_subject(one), "removed", _went(one), one, None) for one in gone]
    came_verdict = Verdict(SAFE, "it listens there now")
    return found + [change(_subject(one), "added", came_verdict, None, one) for one in came]


def _renamed(
    one: Listener,
    containers: Mapping[tuple[str, str], tuple[str, str]],
    flags: Mapping[tuple[str, str], str],
) -> Listener:
    """A listener of the old release, with the names that the new one has for the same."""
    place = (one.workload, one.container)
    workload, container = containers.get(place, place)
    flag = flags.get((one.command, one.flag), one.flag)
    return one._replace(workload=workload, container=container, flag=flag)


def _at(one: Listener) -> tuple[str, str, str]:
    return (one.process, one.workload, one.container)


def _subject(one: Listener) -> Subject:
    where = f"{one.workload}/{one.container}" if one.workload else one.process
    name = f"{where}:{one.port}" if one.port else f"{where} {one.address}"
    return Subject("port", name, one.process, one.package, one.command)


def _local(address: str) -> bool:
    return address.startswith(_LOCAL)


def _went(one: Listener) -> Verdict:
    if _local(one.address):
        return Verdict(RISKY, "nothing is known to listen there; only its own pod could reach it")
    return Verdict(BREAKING, "what connects to it fails")


def _address(before: Listener, after: Listener) -> Verdict:
    if _local(after.address) and not _local(before.address):
        return Verdict(BREAKING, "only its own pod can reach it now")
    return Verdict(RISKY, "it listens on another address")


def declared(
    container: Container, old: list[ContainerPort], new: list[ContainerPort]
) -> list[Change]:
    """What changed of the ports that a container declares."""
    pairs, gone, came = by_key(old, new, lambda one: (one.port, one.protocol))
    pairs += evident(gone, came, lambda one: one.name or None)
    found: list[Change] = []

    def subject(one: ContainerPort) -> Subject:
        about = container_subject(container, "container port")
        return about._replace(name=f"{about.name}:{one.port}")

    for one, other in pairs:
        for what, before, after, verdict in (
            ("port", one.port, other.port, Verdict(RISKY, "it declares another port")),
            ("name", one.name, other.name, Verdict(BREAKING, "what names the port finds nothing")),
            ("protocol", one.protocol, other.protocol, Verdict(BREAKING, "another protocol")),
        ):
            if before != after:
                kind = Verdict(SAFE, "it has a name now") if before == "" else verdict
                texts = (str(before), str(after))
                found.append(change(subject(other), what, kind, one, other, *texts))
    for one in gone:
        verdict = Verdict(BREAKING, "the container no longer declares it")
        found.append(change(subject(one), "removed", verdict, one, None))
    for one in came:
        verdict = Verdict(SAFE, "the container declares it now")
        found.append(change(subject(one), "added", verdict, None, one))
    return found
