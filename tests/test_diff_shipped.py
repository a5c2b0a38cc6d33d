"""What ``xref diff`` says of images, charts and the proxy: every rule, by facts of two releases."""

from __future__ import annotations

from typing import Any

import pytest

from xref.diff import arguments, images, ports, proxies, services, types, values, workloads
from xref.diff.model import Change
from xref.diff.shipped import (
    Container,
    ContainerPort,
    Filter,
    Image,
    Listener,
    Proxy,
    Service,
    ServicePort,
    Value,
    Word,
    Workload,
    own_tag,
)

TAGS = ("1.0.0", "1.1.0")


def told(changes: list[Change]) -> list[str]:
    """Changes in short: ``CLASS CHANGE NAME: OLD -> NEW``."""
    lines = []
    for one in changes:
        values = f": {one.old} -> {one.new}" if one.old or one.new else ""
        lines.append(f"{one.level} {one.change} {one.subject.name}{values}")
    return sorted(lines)


def image(name: str, **more: Any) -> Image:
    plain = Image(
        *(1, name, "debian", "/bin/tide", "", 1, 0, "", "tide"),
        *(f"docker/Dockerfile.{name}", 1),
    )
    return plain._replace(**more)


def workload(name: str, id_: int = 1, **more: Any) -> Workload:
    plain = Workload(id_, "Deployment", name, "tide", "tide.enabled", 1, "tide.yaml", 1)
    return plain._replace(**more)


def container(name: str, id_: int = 1, **more: Any) -> Container:
    plain = Container(
        *(id_, 1, "lagoon-tide", name, 0, 1, "hub/tide:1.0.0", "tide"),
        *("tide", "tide/cmd/tide", "tide.yaml", 5),
    )
    return plain._replace(**more)


def word(text: str, value: str = "", **more: Any) -> Word:
    plain = Word(1, "args", text, value or text, "", 1, "operand", "", "", "tide.yaml", 9)
    return plain._replace(**more)


def flag(name: str, value: str, **more: Any) -> Word:
    text = f"--{name}={value}"
    return word(text, kind="flag", flag=name, command="tide serve")._replace(**more)


def listener(port: int, **more: Any) -> Listener:
    plain = Listener(
        *("tide", "tide/cmd/tide", "lagoon-tide", "tide", port, f":{port}"),
        *("tide serve", "port", "default of --port", "serve.go", 3),
    )
    return plain._replace(**more)


def service_port(port: int, **more: Any) -> ServicePort:
    return ServicePort(1, "grpc", port, "", 0, "TCP", 1, "service.yaml", 7)._replace(**more)


def service(name: str = "lagoon-tide", **more: Any) -> Service:
    return Service(1, name, "tide", "ClusterIP", 1, "service.yaml", 1)._replace(**more)


def value(path: str, text: str = "1", **more: Any) -> Value:
    return Value(path, text, 1, "values.yaml", 2)._replace(**more)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ([], [image("tide")], ["safe added tide"]),
        ([image("tide")], [], ["breaking removed tide"]),
        ([image("tide", released=0)], [], ["safe removed tide"]),
        ([image("busybox", foreign=1)], [], ["safe removed busybox"]),
        (
            [image("tide", program="")],
            [image("wave", id=2, file="docker/Dockerfile.tide", program="")],
            ["breaking renamed wave: tide -> wave"],
        ),
        (
            [image("tide")],
            [image("wave", id=2)],
            [
                "breaking renamed wave: tide -> wave",
                "safe moved wave: docker/Dockerfile.tide -> docker/Dockerfile.wave",
            ],
        ),
        (
            [image("tide", program="")],
            [image("wave", id=2, program="")],
            ["breaking removed tide", "safe added wave"],
        ),
        (
            [image("tide"), image("surf", id=3)],
            [image("wave", id=2, file="x/Dockerfile")],
            ["breaking removed surf", "breaking removed tide", "safe added wave"],
        ),
        ([image("tide")], [image("tide", base="alpine")], ["risky base tide: debian -> alpine"]),
        ([image("tide")], [image("tide", cmd="-v")], ["risky cmd tide:  -> -v"]),
        (
            [image("tide")],
            [image("tide", entrypoint="/bin/t")],
            ["risky entrypoint tide: /bin/tide -> /bin/t"],
        ),
        ([image("tide")], [image("tide", released=0)], ["breaking released tide: true -> false"]),
        ([image("tide", released=0)], [image("tide")], ["safe released tide: false -> true"]),
        (
            [image("x", foreign=1, reference="x:1")],
            [image("x", foreign=1, reference="x:2")],
            ["risky reference x: x:1 -> x:2"],
        ),
        (
            [image("tide")],
            [image("tide", file="tide/Dockerfile", line=9)],
            ["safe moved tide: docker/Dockerfile.tide -> tide/Dockerfile"],
        ),
        ([image("tide")], [image("tide", line=9)], []),
    ],
)
def test_images(old: list[Image], new: list[Image], expected: list[str]) -> None:
    assert told(images.diff(old, new)) == expected


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ([], [workload("a")], ["safe added a"]),
        ([workload("a")], [], ["breaking removed a"]),
        ([workload("a-1.0.0")], [workload("a-1.1.0")], []),
        (
            [workload("a")],
            [workload("a", kind="DaemonSet")],
            ["breaking kind a: Deployment -> DaemonSet"],
        ),
        ([workload("a")], [workload("a", active=0)], ["risky active a: true -> false"]),
        (
            [workload("a")],
            [workload("a", enabled_by="x")],
            ["risky enabled_by a: tide.enabled -> x"],
        ),
        ([workload("a")], [workload("a", file="b.yaml", line=7)], []),
    ],
)
def test_workloads(old: list[Workload], new: list[Workload], expected: list[str]) -> None:
    changes, _ = workloads.diff((old, []), (new, []), TAGS)
    assert told(changes) == expected


def test_a_workload_with_the_same_containers_is_renamed() -> None:
    old, new = workload("a"), workload("b", 2)
    boxes = (container("tide"), container("tide", 2, workload_id=2))
    changes, kept = workloads.diff(([old], [boxes[0]]), ([new], [boxes[1]]), TAGS)
    assert told(changes) == ["breaking renamed b: a -> b"]
    assert kept == [boxes]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ([], [container("x")], ["safe added lagoon-tide/x"]),
        ([container("x", image="")], [], ["breaking removed lagoon-tide/x"]),
        ([container("x")], [container("y", 2)], ["breaking renamed lagoon-tide/y: x -> y"]),
        ([container("x")], [container("x", reference="hub/tide:1.1.0")], []),
        (
            [container("x")],
            [container("x", image="wave")],
            ["risky image lagoon-tide/x: tide -> wave"],
        ),
        (
            [container("x")],
            [container("x", active=0)],
            ["risky active lagoon-tide/x: true -> false"],
        ),
    ],
)
def test_containers(old: list[Container], new: list[Container], expected: list[str]) -> None:
    after = [one._replace(workload_id=2) for one in new]
    changes, _ = workloads.diff(([workload("a")], old), ([workload("a", 2)], after), TAGS)
    assert told(changes) == expected


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ([flag("a", "1")], [], ["risky removed lagoon-tide/tide --a: 1 -> "]),
        ([], [flag("a", "1")], ["risky added lagoon-tide/tide --a:  -> 1"]),
        ([], [flag("a", "1", active=0)], ["safe added lagoon-tide/tide --a"]),
        ([flag("a", "1")], [flag("a", "2")], ["risky value lagoon-tide/tide --a: 1 -> 2"]),
        ([flag("a", "x:1.0.0")], [flag("a", "x:1.1.0")], []),
        ([flag("a", "1")], [flag("a", "1", active=0)], ["risky value lagoon-tide/tide --a: 1 -> "]),
        (
            [flag("a", "1")],
            [flag("a", "1", guard="x")],
            ["risky guard lagoon-tide/tide --a:  -> x"],
        ),
        ([flag("a", "1")], [flag("a", "")._replace(text="--a", value="--a"),
                              word("1", kind="value")], []),
        ([flag("old", "1")], [flag("new", "1")], []),
        ([word("serve")], [word("listen")], [
            "risky added lagoon-tide/tide listen:  -> listen",
            "risky removed lagoon-tide/tide serve: serve -> ",
        ]),
    ],
)  # fmt: skip
def test_arguments(old: list[Word], new: list[Word], expected: list[str]) -> None:
    renamed = {("tide serve", "old"): "new"}
    one = container("tide")
    assert told(arguments.diff(one, one, (old, new), renamed, TAGS)) == expected


def test_a_container_that_is_turned_on_tells_no_arguments() -> None:
    off, on = container("tide", active=0), container("tide")
    words = ([flag("a", "1", active=0)], [flag("a", "1")])
    assert arguments.diff(off, on, words, {}, TAGS) == []


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ([listener(1)], [], ["breaking removed lagoon-tide/tide:1"]),
        ([listener(1, address="127.0.0.1:1")], [], ["risky removed lagoon-tide/tide:1"]),
        ([], [listener(1)], ["safe added lagoon-tide/tide:1"]),
        ([listener(1)], [listener(2)], ["risky port lagoon-tide/tide:2: 1 -> 2"]),
        (
            [listener(1, flag="old")],
            [listener(2, flag="new", text="")],
            ["risky port lagoon-tide/tide:2: 1 -> 2"],
        ),
        (
            [listener(1)],
            [listener(1, address="127.0.0.1:1")],
            ["breaking address lagoon-tide/tide:1: :1 -> 127.0.0.1:1"],
        ),
        (
            [listener(1)],
            [listener(1, address="0.0.0.0:1")],
            ["risky address lagoon-tide/tide:1: :1 -> 0.0.0.0:1"],
        ),
        ([listener(1)], [listener(1, text="argument", file="x")], []),
    ],
)
def test_listeners(old: list[Listener], new: list[Listener], expected: list[str]) -> None:
    assert told(ports.listeners(old, new, [], {("tide serve", "old"): "new"})) == expected


def test_a_listener_follows_its_container() -> None:
    kept = [(container("a"), container("b"))]
    old, new = listener(1, container="a"), listener(1, container="b")
    assert ports.listeners([old], [new], kept, {}) == []


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ([(1, "a")], [], ["breaking removed lagoon-tide/tide:1"]),
        ([], [(1, "a")], ["safe added lagoon-tide/tide:1"]),
        ([(1, "a")], [(2, "a")], ["risky port lagoon-tide/tide:2: 1 -> 2"]),
        ([(1, "a")], [(1, "b")], ["breaking name lagoon-tide/tide:1: a -> b"]),
        ([(1, "")], [(1, "b")], ["safe name lagoon-tide/tide:1:  -> b"]),
    ],
)
def test_declared_ports(
    old: list[tuple[int, str]], new: list[tuple[int, str]], expected: list[str]
) -> None:
    before, after = (
        [ContainerPort(1, port, name, "TCP", 1, "tide.yaml", 4) for port, name in side]
        for side in (old, new)
    )
    assert told(ports.declared(container("tide"), before, after)) == expected


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ([service_port(1)], [], ["breaking removed lagoon-tide:1"]),
        ([], [service_port(1)], ["safe added lagoon-tide:1"]),
        ([service_port(1)], [service_port(2)], ["breaking port lagoon-tide:2: 1 -> 2"]),
        ([service_port(1)], [service_port(1, target="1")], []),
        (
            [service_port(1)],
            [service_port(1, target="9")],
            ["risky target_port lagoon-tide:1: 1 -> 9"],
        ),
        ([service_port(1)], [service_port(1, name="x")], ["risky name lagoon-tide:1: grpc -> x"]),
        (
            [service_port(1, node_port=30000)],
            [service_port(1)],
            ["breaking node_port lagoon-tide:1: 30000 -> "],
        ),
        (
            [service_port(1)],
            [service_port(1, node_port=30000)],
            ["safe node_port lagoon-tide:1:  -> 30000"],
        ),
    ],
)
def test_service_ports(old: list[ServicePort], new: list[ServicePort], expected: list[str]) -> None:
    after = [one._replace(service_id=2) for one in new]
    assert told(services.diff(([service()], old), ([service(id=2)], after))) == expected


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ([], [service()], ["safe added lagoon-tide"]),
        ([service()], [], ["breaking removed lagoon-tide"]),
        (
            [service()],
            [service("tide", id=2)],
            ["breaking renamed tide: lagoon-tide -> tide"],
        ),
        (
            [service()],
            [service(type="NodePort")],
            ["risky type lagoon-tide: ClusterIP -> NodePort"],
        ),
        ([service()], [service(active=0)], ["risky active lagoon-tide: true -> false"]),
    ],
)
def test_services(old: list[Service], new: list[Service], expected: list[str]) -> None:
    after = [one._replace(id=2) for one in new]
    held = (service_port(1), service_port(1, service_id=2))
    changes = services.diff((old, [held[0]][: len(old)]), (after, [held[1]][: len(new)]))
    assert told(changes) == expected


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ([], [value("a.b")], ["safe added a.b:  -> 1"]),
        ([value("a.b")], [], ["breaking removed a.b: 1 -> "]),
        ([value("a.b", read=0)], [], ["safe removed a.b: 1 -> "]),
        ([value("still.read")], [], ["risky removed still.read: 1 -> "]),
        ([value("a.b")], [value("a", "{}")], [
            "risky removed a.b: 1 -> ",
            "safe added a:  -> {}",
        ]),
        ([value("a", "{}")], [value("a.b")], ["safe added a.b:  -> 1"]),
        ([value("a.b")], [value("a.b", "2")], ["risky default a.b: 1 -> 2"]),
        ([value("a.b", "1.0.0")], [value("a.b", "1.1.0")], ["safe default a.b: 1.0.0 -> 1.1.0"]),
        ([value("a.b")], [value("a.b", read=0)], ["breaking read a.b: true -> false"]),
        ([value("a.b", read=0)], [value("a.b")], ["safe read a.b: false -> true"]),
        ([value("was.used")], [value("is.used")], [
            "breaking renamed is.used: was.used -> is.used"
        ]),
        ([value("l[0]", "x")], [value("l[0]", "y"), value("l[1]", "x")], [
            "risky default l: [x] -> [y, x]"
        ]),
        (
            [value("p[0].name", "http"), value("p[0].port", "80")],
            [
                *(value("p[0].name", "tcp"), value("p[0].port", "1")),
                *(value("p[1].name", "http"), value("p[1].port", "80")),
            ],
            ["safe added p[tcp].name:  -> tcp", "safe added p[tcp].port:  -> 1"],
        ),
    ],
)  # fmt: skip
def test_values(old: list[Value], new: list[Value], expected: list[str]) -> None:
    user = ("argument", "lagoon-tide", "tide", "tide serve", "port")
    uses = ([("was.used", *user)], [("is.used", *user), ("still.read", *user[:4], "host")])
    assert told(values.diff(old, new, uses, TAGS)) == expected


def test_the_proxy_and_its_envoy() -> None:
    old = Proxy("lagoon-mesh/proxy", "a1", "b1", "envoy", "pins", 1, "p:W", 2)
    new = old._replace(commit="a2", envoy="b2", envoy_line=3)
    changes = proxies.diff(old, new)
    assert told(changes) == [
        "risky commit lagoon-mesh/proxy: a1 -> a2",
        "risky envoy_commit lagoon-mesh/proxy: b1 -> b2",
    ]
    assert [(one.new_file, one.new_line) for one in changes] == [("pins", 1), ("p:W", 3)]
    assert told(proxies.diff(None, new)) == ["safe added lagoon-mesh/proxy"]
    assert told(proxies.diff(old, None)) == ["breaking removed lagoon-mesh/proxy"]
    assert proxies.diff(None, None) == []


def test_filters() -> None:
    one = Filter("sni", "network", "//src:sni", "src/sni", "BUILD", 1)
    assert told(proxies.filters([], [one])) == ["safe added sni"]
    assert told(proxies.filters([one], [])) == ["breaking removed sni"]
    renamed = one._replace(name="sni2")
    assert told(proxies.filters([one], [renamed])) == ["breaking renamed sni2: sni -> sni2"]
    moved = one._replace(folder="src/x")
    assert told(proxies.filters([one], [moved])) == ["safe moved sni: src/sni -> src/x"]


@pytest.mark.parametrize(
    ("old", "new", "level"),
    [
        ("int", "string", "safe"),
        ("uint8", "int16", "safe"),
        ("uint32", "int32", "breaking"),
        ("int", "int64", "safe"),
        ("int", "float64", "safe"),
        ("float64", "int", "breaking"),
        ("duration", "int", "breaking"),
        ("string", "stringArray", "safe"),
        ("string", "stringSlice", "risky"),
        ("stringSlice", "stringArray", "risky"),
        ("stringSlice", "string", "risky"),
        ("string", "bool", "breaking"),
        ("string", "color", "risky"),
    ],
)
def test_types(old: str, new: str, level: str) -> None:
    assert types.verdict(old, new).level == level


def test_the_tag_of_the_own_images() -> None:
    known = [image("tide"), image("x", foreign=1)]
    own = container("a", reference="hub:5000/tide:1.0.0")
    other = container("b", image="x", reference="x:7")
    assert own_tag([own, other], known) == "1.0.0"
    assert own_tag([own, own._replace(reference="hub/tide:2")], known) == ""
