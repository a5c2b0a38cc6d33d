"""Services and their ports: which came, went or were renamed, and what differs.

Part of ``diff``.
"""

from __future__ import annotations

from xref.diff.model import BREAKING, RISKY, SAFE, Change, Subject, Verdict, change
from xref.diff.pairs import by_key, evident
from xref.diff.shipped import Service, ServicePort

Side = tuple[list[Service], list[ServicePort]]


def diff(old: Side, new: Side) -> list[Change]:
    """What changed of the Services.

    A Service has another name if one went and one came of the same chart that have the same ports,
    and no other is so.
    """
    ports: dict[int, list[ServicePort]] = {}
    for port in (*old[1], *new[1]):
        ports.setdefault(port.service_id, []).append(port)

    def exposed(one: Service) -> object:
        held = sorted({(port.port, port.name) for port in ports.get(one.id, ())})
        return (one.chart, *held) if held else None

    pairs, gone, came = by_key(old[0], new[0], lambda one: (one.name, one.chart))
    pairs += evident(gone, came, lambda one: one.name)
    pairs += evident(gone, came, exposed)
    found: list[Change] = []
    for one, other in pairs:
        found += _compare(one, other)
        found += _ports(other, ports.get(one.id, []), ports.get(other.id, []))
    for one in gone:
        verdict = Verdict(BREAKING, "what connects to its name fails")
        found.append(change(_subject(one), "removed", verdict, one, None))
    for one in came:
        off = "" if one.active else ", which the charts' own values leave out"
        verdict = Verdict(SAFE, f"a new Service{off}")
        found.append(change(_subject(one), "added", verdict, None, one))
    return found


def _subject(one: Service) -> Subject:
    return Subject("service", one.name)


def _compare(before: Service, after: Service) -> list[Change]:
    found: list[Change] = []

    def add(what: str, verdict: Verdict, old: str, new: str) -> None:
        found.append(change(_subject(after), what, verdict, before, after, old, new))

    if before.name != after.name:
        verdict = Verdict(BREAKING, f"what connects to {before.name} fails")
        add("renamed", verdict, before.name, after.name)
    if before.type != after.type:
        add("type", Verdict(RISKY, "it is reached otherwise"), before.type, after.type)
    if before.active != after.active:
        how = "make it now" if after.active else "no longer make it"
        truths = (str(bool(before.active)).lower(), str(bool(after.active)).lower())
        add("active", Verdict(RISKY, f"the charts' own values {how}"), *truths)
    return found


def _ports(service: Service, old: list[ServicePort], new: list[ServicePort]) -> list[Change]:
    """Ports of a Service that both releases have, the same by number or else by name."""
    pairs, gone, came = by_key(old, new, lambda one: (one.port, one.protocol))
    pairs += evident(gone, came, lambda one: one.name or None)
    found: list[Change] = []

    def add(
        what: str,
        verdict: Verdict,
        places: tuple[ServicePort | None, ServicePort | None],
        old: object = "",
        new: object = "",
    ) -> None:
        port = places[1] or places[0]
        assert port is not None
        subject = Subject("service port", f"{service.name}:{port.port}")
        found.append(change(subject, what, verdict, *places, str(old), str(new)))

    for both in pairs:
        one, other = both
        if one.port != other.port:
            add(
                "port",
                Verdict(BREAKING, "what connects to the old port fails"),
                both,
                one.port,
                other.port,
            )
        if (one.target or str(one.port)) != (other.target or str(other.port)) and (
            one.target or other.target
        ):
            verdict = Verdict(RISKY, "it leads to another port of the pods")
            add("target_port", verdict, both, one.target or one.port, other.target or other.port)
        if one.name != other.name:
            add("name", Verdict(RISKY, "the name tells the protocol"), both, one.name, other.name)
        if one.node_port != other.node_port:
            lost = Verdict(BREAKING, "what connects to the old port of the nodes fails")
            verdict = lost if one.node_port else Verdict(SAFE, "the nodes have a port for it now")
            add("node_port", verdict, both, one.node_port or "", other.node_port or "")
        if one.protocol != other.protocol:
            verdict = Verdict(BREAKING, "it speaks another protocol")
            add("protocol", verdict, both, one.protocol, other.protocol)
    for port in gone:
        add("removed", Verdict(BREAKING, "what connects to it fails"), (port, None))
    for port in came:
        add("added", Verdict(SAFE, "a new port"), (None, port))
    return found
