"""Who listens where: addresses of Go programs and of Envoy, in the containers that run them."""

from __future__ import annotations

from dataclasses import replace

from linked import (
    ENVOY,
    IMAGES,
    PROGRAMS,
    TIDE,
    container,
    file,
    linked,
    place,
    rendering,
    words,
    workload,
)

from xref.deployment import FileKind, FlagKey, Listener, SetBy
from xref.extract.bootstrap import Address, Bootstrap, BootstrapListener
from xref.extract.bootstrapmesh import MeshDefault
from xref.extract.listen.address import Condition, GoListener, Part
from xref.listeners import Sources, listeners_of

PORT = FlagKey(TIDE, "tide serve", "port")
LEVEL = FlagKey(TIDE, "tide", "level")
SERVES = place(90, "serve.go")


def usual(port: int, flag: FlagKey | None = PORT) -> Listener:
    set_by = SetBy.DEFAULT if flag is not None else SetBy.LITERAL
    text = f"default of --{flag.name}" if flag is not None else "literal"
    where = (set_by, text, place(20), SERVES, flag)
    return Listener(port, f":{port}", TIDE, "tide", "", "", *where)


def go(*conditions: Condition, port: int = 8080, flag: FlagKey | None = PORT) -> GoListener:
    parts = (Part(":", SERVES), Part(str(port), place(20), flag))
    return GoListener(usual(port, flag), parts, conditions)


def heard(*found: GoListener, args: str = "", image: str = "h/tide:1") -> list[Listener]:
    """What a container with these arguments listens on."""
    sources = Sources({TIDE: found})
    one = workload(container(image, *words(args)))
    return list(linked(rendering(one), sources=sources).listeners)


def test_the_default_of_a_flag_holds_where_no_argument_sets_it() -> None:
    [found] = heard(go())
    assert (found.port, found.address, found.set_by) == (8080, ":8080", SetBy.DEFAULT)
    assert (found.workload, found.container, found.values) == ("pier", "main", "")
    assert (found.location, found.listens, found.flag) == (place(20), SERVES, PORT)


def test_an_argument_stands_for_the_default() -> None:
    [found] = heard(go(), args="--port 9000")
    assert (found.port, found.address, found.set_by) == (9000, ":9000", SetBy.ARGUMENT)
    assert (found.text, found.location.line, found.listens) == ("--port=9000", 2, SERVES)
    [last] = heard(go(), args="--port=1 --port=2")
    assert (last.port, last.location.line) == (2, 2)


def test_an_address_that_is_empty_is_none() -> None:
    assert heard(go(), args="--port=") == []
    assert heard(go(port=0)) == []


def test_a_condition_on_a_flag_decides() -> None:
    on = Condition('level == "debug"', LEVEL, "info", "==", "debug")
    assert heard(go(on)) == []
    assert [one.port for one in heard(go(on), args="--level=debug")] == [8080]
    assert [one.port for one in heard(go(on.negated()))] == [8080]


def test_a_condition_that_no_flag_tells_is_told() -> None:
    [found] = heard(go(Condition("ready()")))
    assert found.text == "default of --port, if ready()"
    [set_] = heard(go(Condition("ready()")), args="--port=1")
    assert set_.text == "--port=1, if ready()"


def test_a_flag_of_another_command_does_not_reach() -> None:
    """An image that starts the program without a command runs the root command."""
    found = heard(go(), go(port=7, flag=LEVEL), go(port=9, flag=None), image="h/both:1")
    assert [(one.port, one.set_by) for one in found] == [(7, SetBy.DEFAULT), (9, SetBy.LITERAL)]


def test_what_runs_in_no_container_has_its_defaults() -> None:
    off = Condition("level", LEVEL, "info", "==", "debug")
    found = listeners_of(Sources({TIDE: [go(), go(off, port=1)]}), [], ["default"])
    assert [(one.port, one.workload) for one in found] == [(8080, "")]


def test_what_holds_under_some_values_only_says_so() -> None:
    first = rendering(workload(container("h/tide:1", *words("--port=1"))))
    second = rendering(workload(container("h/tide:1", *words("--port=2"))), name="demo")
    sources = Sources({TIDE: [go(), go(port=5, flag=None)]})
    found = linked(first, second, sources=sources).listeners
    assert sorted((one.port, one.values) for one in found) == [
        (1, "default"),
        (2, "demo"),
        (5, ""),
    ]


def test_a_container_that_is_off_listens_on_nothing() -> None:
    one = workload(replace(container("h/tide:1"), active=False), container("h/grafana:1"))
    off = replace(workload(container("h/tide:1")), active=False)
    found = linked(rendering(one, off), sources=Sources({TIDE: [go(port=5, flag=None)]})).listeners
    assert [one.workload for one in found] == [""]


# Envoy


def static(name: str, port: int) -> BootstrapListener:
    return BootstrapListener(name, False, address(port, str(port)))


def address(port: int, text: str, field: str = "") -> Address:
    return Address("0.0.0.0", port, text, field, (), place(3, "boot.json"))


ADMIN = BootstrapListener("", True, address(15000, "15000"))
LEVEL_PORT = BootstrapListener("", True, address(0, "{{ .config.Level }}", "config.Level"))
OWN, DRAIN, OTHER = (
    Bootstrap("own.json", (ADMIN, static("web", 80))),
    Bootstrap("drain.json", (ADMIN,)),
    Bootstrap("other.json", (static("", 81),)),
)


def envoy(
    *bootstraps: Bootstrap, usual: tuple[str, ...] = (), args: str = "", kind: str = "Deployment"
) -> list[Listener]:
    """What Envoy listens on in a container; its bootstraps lie in ``/etc``."""
    found = [file(f"/etc/{one.file}", FileKind.SOURCE, one.file) for one in bootstraps]
    images = [replace(one, files=(*one.files, *found)) for one in IMAGES]
    mesh = [
        MeshDefault("ProxyListenPort", 15001, "15001", "pkg/mesh", "New", place(1, "pkg/mesh.go")),
        MeshDefault("ProxyListenPort", 15001, "15001", "cmd/mesh", "New", place(2, "cmd/mesh.go")),
        MeshDefault("Unknown", 0, "port()", "pkg/mesh", "New", place(3, "pkg/mesh.go")),
    ]
    sources = Sources(bootstraps=bootstraps, usual=usual, mesh=mesh, binary=PROGRAMS[-1])
    one = workload(container("h/both:1", *words(args)), kind=kind)
    told = linked(rendering(one), sources=sources, images=images).listeners
    assert {one.program for one in told} <= {ENVOY}
    return list(told)


def test_envoy_listens_by_the_bootstrap_that_an_argument_names() -> None:
    for args in ("--template /etc/own.json", "--template=/etc/own.json"):
        found = envoy(OWN, OTHER, args=args)
        assert [(one.port, one.address, one.text) for one in found] == [
            (15000, "0.0.0.0:15000", "admin"),
            (80, "0.0.0.0:80", "listener web"),
        ]
        assert {(one.set_by, one.location) for one in found} == {
            (SetBy.BOOTSTRAP, place(3, "boot.json"))
        }
    assert envoy(OWN, OTHER, args="--template /etc/none.json") == []


def test_envoy_listens_by_the_usual_bootstrap_else() -> None:
    paths = ("/etc/none.json", "/etc/drain.json", "/etc/own.json")
    assert [one.port for one in envoy(OWN, DRAIN, OTHER, usual=paths)] == [15000, 80]
    named = envoy(OWN, DRAIN, OTHER, usual=paths, args="--template=/etc/other.json")
    assert [(one.port, one.text) for one in named] == [(81, "listener")]
    # Of two that would do, none is known to be the one.
    assert envoy(OWN, OTHER, usual=("/etc/own.json", "/etc/other.json")) == []


def test_a_port_that_a_flag_of_the_same_name_fills() -> None:
    boot = Bootstrap("own.json", (LEVEL_PORT, static("web", 80)))
    usual = ("/etc/own.json",)
    [given, _] = envoy(boot, usual=usual, args="--level 15009")
    assert (given.port, given.address, given.set_by) == (15009, "0.0.0.0:15009", SetBy.ARGUMENT)
    assert (given.flag, given.text) == (LEVEL, "admin, --level=15009")
    assert (given.location.line, given.listens) == (2, place(3, "boot.json"))
    # The flag's default is no port: what the template says stands.
    [unknown, _] = envoy(boot, usual=usual)
    assert (unknown.port, unknown.address) == (0, "0.0.0.0:{{ .config.Level }}")
    assert (unknown.set_by, unknown.flag) == (SetBy.BOOTSTRAP, None)


def test_the_port_of_the_mesh_is_that_of_injected_pods() -> None:
    """At one place, though two components have the default: the program's nearest."""
    [found] = envoy(kind="Pod")
    assert (found.port, found.address, found.set_by) == (15001, "0.0.0.0:15001", SetBy.LITERAL)
    assert found.location == place(2, "cmd/mesh.go")
    assert found.text == "ProxyListenPort of the default mesh configuration"
    assert envoy() == []


def test_an_image_without_envoy_has_none_of_it() -> None:
    sources = Sources(bootstraps=[OWN], usual=("/etc/own.json",), binary=PROGRAMS[-1])
    one = workload(container("h/tide:1"), kind="Pod")
    images = [replace(each, files=(*each.files, ETC)) for each in IMAGES]
    assert linked(rendering(one), sources=sources, images=images).listeners == ()


ETC = file("/etc/own.json", FileKind.SOURCE, "own.json")
