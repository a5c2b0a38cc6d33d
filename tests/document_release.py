"""A small release by hand, for the tests of checks of documents: programs, images, pods, ports."""

from __future__ import annotations

import sqlite3

from facts import command, flag

from xref.check.knowledge import Knowledge
from xref.check.loading import KnownContainer, KnownListener, KnownService
from xref.deployment import FileKind, Image, ImageFile
from xref.model import Flag, Location, Program, Role
from xref.query import Release

FILES = frozenset(
    (
        *(
            "tide/cmd/tide-server/main.go",
            "tide/cmd/tide-agent/main.go",
            "gauge/cmd/gauged/main.go",
        ),
        *("harbor/cmd/harbor_ca/main.go", "tide/docker/Dockerfile.tide", "gauge/pkg/args.go"),
        *("harbor/docker/Dockerfile.harbor", "tools/deb/tide-iptables.sh", "tests/cmd/main.go"),
        *("charts/tide/deployment.yaml", "docs/reading-list.md"),
    )
)


def knowledge(tree: bool = True) -> Knowledge:
    """The release. Its sidecar Envoy listens on 9191 and 15111 of the pods of others."""
    return Knowledge(
        Release(1, "lagoon/lagoon", "1.1.0", "0" * 40, "2020-01-01T00:00:00+00:00"),
        (*_programs(), *_listed()),
        {image.name: image for image in _images()},
        _containers(),
        (KnownService("lagoon-tide", ((15111, "xds", ""),), Location("charts/tide/s.yaml", 9)),),
        _listeners(),
        {},
        sqlite3.connect(":memory:"),
        lambda: FILES if tree else None,
    )


def _program(name: str, package: str, *flags: Flag, path: str = "") -> Program:
    file = f"{package}/main.go"
    commands = [command(name, file, 10, *(() if path else flags))]
    if path:
        commands.append(command(path, file, 20, *flags))
    place = Location(file, 30)
    return Program(name, package, Role.PRODUCT, place, True, tuple(commands), complete=True)


def _programs() -> tuple[Program, ...]:
    server = "tide/cmd/tide-server/main.go"
    return (
        _program(
            "tide-server",
            "tide/cmd/tide-server",
            flag("monitoringAddr", server, 41, default=":15114"),
            flag("grpcAddr", server, 42, default=":15110"),
            flag("resync", server, 43, type="duration", default="1m0s"),
            flag("domain", server, 44, default="cluster.local"),
            path="tide-server discovery",
        ),
        _program(
            "tide-agent",
            "tide/cmd/tide-agent",
            flag("statusPort", "tide/cmd/tide-agent/main.go", 51, type="uint16", default="0"),
            flag("adminPort", "tide/cmd/tide-agent/main.go", 52, type="uint16", default="15100"),
        ),
        _program(
            "gauged",
            "gauge/cmd/gauged",
            flag("monitoringPort", "gauge/pkg/args.go", 61, type="uint16", default="15114"),
            flag("port", "gauge/pkg/args.go", 62, type="uint16", default="9191"),
            flag("trace", "gauge/pkg/args.go", 63, type="bool", default="false"),
            path="gauged server",
        ),
        _program(
            "harbor_ca",
            "harbor/cmd/harbor_ca",
            flag(
                "monitoring-port", "harbor/cmd/harbor_ca/main.go", 71, type="int", default="15114"
            ),
            flag("grpc-port", "harbor/cmd/harbor_ca/main.go", 72, type="int", default="8160"),
        ),
    )


def _listed() -> tuple[Program, ...]:
    """Programs without known commands: a script, Envoy, and one with a name that says nothing."""
    script = "tools/deb/tide-iptables.sh"
    return (
        Program("tide-iptables.sh", script, Role.TOOL, Location(script, 1), kind="script"),
        Program(
            *("envoy", "src/envoy", Role.PRODUCT, Location("lagoon/proxy:src/envoy/BUILD", 24)),
            kind="bazel",
        ),
        Program("cmd", "tests/cmd", Role.TEST, Location("tests/cmd/main.go", 3)),
    )


def _images() -> tuple[Image, ...]:
    def image(name: str, program: str, *more: str) -> Image:
        place = Location(f"docker/Dockerfile.{name}", 1)
        kinds = {"src/envoy": FileKind.BAZEL}
        files = tuple(
            ImageFile("x", "/", kinds.get(p, FileKind.GO), p, place) for p in (program, *more)
        )
        return Image(name, place, files=files, program=program)

    return (
        image("proxyv2", "tide/cmd/tide-agent", "src/envoy"),
        image("tide", "tide/cmd/tide-server"),
        image("gauge", "gauge/cmd/gauged"),
        image("harbor", "harbor/cmd/harbor_ca"),
        image("proxy_init", "tools/deb/tide-iptables.sh"),
    )


def _containers() -> tuple[KnownContainer, ...]:
    def container(name: str, workload: str, image: str, package: str) -> KnownContainer:
        place = Location(f"charts/{workload}.yaml", 40)
        reference = f"docker.io/lagoon/{image}:1.1.0"
        return KnownContainer(
            name, workload, "Deployment", name == "tide-init", reference, image, package, (), place
        )

    agent = "tide/cmd/tide-agent"
    return (
        container("tide-init", "injected-pod", "proxy_init", "tools/deb/tide-iptables.sh"),
        container("tide-proxy", "injected-pod", "proxyv2", agent),
        container("discovery", "lagoon-tide", "tide", "tide/cmd/tide-server"),
        container("tide-proxy", "lagoon-tide", "proxyv2", agent),
        container("gauge", "lagoon-policy", "gauge", "gauge/cmd/gauged"),
        container("tide-proxy", "lagoon-policy", "proxyv2", agent),
        container("harbor", "lagoon-harbor", "harbor", "harbor/cmd/harbor_ca"),
    )


def _listeners() -> tuple[KnownListener, ...]:
    def listener(port: int, process: str, package: str, pod: str, container: str) -> KnownListener:
        place = Location(f"docker/{process}.tmpl", port)
        return KnownListener(
            *(port, f":{port}", process, package, pod, container, "bootstrap", "", None, place)
        )

    envoy = ("envoy", "src/envoy")
    return (
        listener(15110, "tide-server", "tide/cmd/tide-server", "lagoon-tide", "discovery"),
        listener(15111, *envoy, "lagoon-tide", "tide-proxy"),
        listener(9191, *envoy, "lagoon-policy", "tide-proxy"),
        listener(15114, "gauged", "gauge/cmd/gauged", "lagoon-policy", "gauge"),
        listener(15100, *envoy, "injected-pod", "tide-proxy"),
    )
