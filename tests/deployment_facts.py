"""Hand-made facts of how a small release is shipped, for the tests of what answers from the index.

The release of ``facts`` with a control plane, a gateway, an injected pod, a script, an image of
others and a pinned proxy. ``default`` leaves grafana out, ``demo`` has it and one more argument.
"""

from __future__ import annotations

from dataclasses import replace

from facts import COMMIT, PROJECT, command, flag, release_facts

from xref.deployment import (
    Argument,
    ArgumentKind,
    Container,
    ContainerPort,
    Deployment,
    FileKind,
    Filter,
    FlagKey,
    Image,
    ImageFile,
    ImageText,
    Listener,
    Probe,
    Proxy,
    Rendering,
    Service,
    ServicePort,
    SetBy,
    Value,
    ValueUse,
    Words,
    Workload,
)
from xref.facts import ReleaseFacts
from xref.model import Diagnostic, Location, Origin, OriginKind, Program, Role, Source

PROXY_REPO = "istio/proxy"
PROXY_COMMIT = "89abcdef0123456789abcdef0123456789abcdef"
HUB = "registry.example/istio"
CHARTS = "install/charts"
PILOT_CHART = f"{CHARTS}/pilot/templates/deployment.yaml"
PILOT_SERVICE = f"{CHARTS}/pilot/templates/service.yaml"
MIXER_CHART = f"{CHARTS}/mixer/templates/deployment.yaml"
MIXER_SERVICE = f"{CHARTS}/mixer/templates/service.yaml"
GATEWAY_CHART = f"{CHARTS}/gateways/templates/deployment.yaml"
GRAFANA_CHART = f"{CHARTS}/grafana/templates/deployment.yaml"
INJECTION = f"{CHARTS}/templates/injection.yaml"
VALUES = f"{CHARTS}/values.yaml"
DEMO_VALUES = f"{CHARTS}/values-demo.yaml"
SCRIPT = "tools/deb/istio-iptables.sh"
PILOT_BOOTSTRAP = "pilot/docker/envoy_pilot.yaml.tmpl"
SIDECAR_BOOTSTRAP = "tools/deb/envoy_bootstrap_v2.json"
PILOT = "pilot/cmd/pilot-discovery"
AGENT = "pilot/cmd/pilot-agent"
MIXS = "mixer/cmd/mixs"
ENVOY = "src/envoy"
BUILD = f"{PROXY_REPO}:src/envoy/BUILD"

SECURE = FlagKey(PILOT, "pilot-discovery discovery", "secureGrpcAddr")
MONITORING = FlagKey(PILOT, "pilot-discovery discovery", "monitoringAddr")
GRPC = FlagKey(PILOT, "pilot-discovery discovery", "grpcAddr")
STATUS = FlagKey(AGENT, "pilot-agent proxy", "statusPort")
MIXER_PORT = FlagKey(MIXS, "mixs server", "monitoringPort")
CONTROL_PLANE = "not .Values.global.controlPlaneSecurity"


def _programs() -> tuple[Program, ...]:
    main = f"{PILOT}/main.go"
    discovery = Program(
        "pilot-discovery", PILOT, Role.PRODUCT, Location(main, 20),
        commands=(
            command("pilot-discovery", main, 30, runnable=False),
            command(
                "pilot-discovery discovery", main, 40,
                flag("grpcAddr", main, 50, default=":15010",
                     origins=(Origin(OriginKind.LITERAL, Location(main, 50), '":15010"'),)),
                flag("monitoringAddr", main, 51, default=":15099"),
                flag("secureGrpcAddr", main, 52, default=":15012", usage="Secure discovery"),
            ),
        ),
    )  # fmt: skip
    main = f"{AGENT}/main.go"
    agent = Program(
        "pilot-agent", AGENT, Role.PRODUCT, Location(main, 21),
        commands=(
            command("pilot-agent", main, 31, runnable=False),
            command(
                "pilot-agent proxy", main, 41,
                flag("statusPort", main, 53, type="uint16", default="0"),
                flag("templateFile", main, 54),
            ),
        ),
    )  # fmt: skip
    option = flag("p", SCRIPT, 60, shorthand="p", default="15001", usage="Port of Envoy")
    script = Program(
        "istio-iptables.sh", SCRIPT, Role.PRODUCT, Location(SCRIPT, 1), kind="script",
        commands=(command("istio-iptables.sh", SCRIPT, 1, option),),
    )  # fmt: skip
    envoy = Program("envoy", ENVOY, Role.PRODUCT, Location(BUILD, 23), kind="bazel")
    return (discovery, agent, script, envoy)


def _file(
    name: str, destination: str, kind: FileKind, subject: str, line: int, rule: int = 0
) -> ImageFile:
    place = Location("pilot/docker/Dockerfile.proxyv2", line)
    made = Location("Makefile", rule) if rule else None
    return ImageFile(name, destination, kind, subject, place, made)


def _images() -> tuple[Image, ...]:
    docker = "pilot/docker/Dockerfile"
    rules = "tools/docker.mk"
    pilot = Image(
        "pilot", Location(f"{docker}.pilot", 1), "example/base", "docker.pilot",
        Location(rules, 46), True,
        Words(("/usr/local/bin/pilot-discovery",), Location(f"{docker}.pilot", 5)),
        files=(
            ImageFile("pilot-discovery", "/usr/local/bin/", FileKind.GO, PILOT,
                      Location(f"{docker}.pilot", 3), Location("Makefile", 25)),
        ),
        program=PILOT,
    )  # fmt: skip
    proxyv2 = Image(
        "proxyv2", Location(f"{docker}.proxyv2", 1), "example/base", "docker.proxyv2",
        Location(rules, 22), True,
        Words(("/usr/local/bin/pilot-agent",), Location(f"{docker}.proxyv2", 39)),
        files=(
            _file("envoy", "/usr/local/bin/envoy", FileKind.BAZEL, ENVOY, 6, 58),
            _file("pilot-agent", "/usr/local/bin/pilot-agent", FileKind.GO, AGENT, 15, 25),
            _file("envoy_pilot.yaml.tmpl", "/etc/istio/proxy/envoy_pilot.yaml.tmpl",
                  FileKind.SOURCE, PILOT_BOOTSTRAP, 17),
            _file("istio-iptables.sh", "/usr/local/bin/", FileKind.SCRIPT, SCRIPT, 20),
        ),
        program=AGENT,
    )  # fmt: skip
    init = Image(
        "proxy_init", Location(f"{docker}.proxy_init", 1), "example/small", "docker.proxy_init",
        Location(rules, 30), True,
        Words((f"/usr/local/bin/{SCRIPT.rpartition('/')[2]}", "two words"),
              Location(f"{docker}.proxy_init", 9)),
        Words(("--help",), Location(f"{docker}.proxy_init", 10)),
        files=(
            ImageFile("istio-iptables.sh", "/usr/local/bin/", FileKind.SCRIPT, SCRIPT,
                      Location(f"{docker}.proxy_init", 8)),
        ),
        program=SCRIPT,
    )  # fmt: skip
    mixer = Image(
        "mixer", Location("mixer/docker/Dockerfile.mixer", 1), "scratch", "docker.mixer",
        Location(rules, 50), True,
        Words(("/usr/local/bin/mixs", "server"), Location("mixer/docker/Dockerfile.mixer", 6)),
        files=(
            ImageFile("mixs", "/usr/local/bin/", FileKind.GO, MIXS,
                      Location("mixer/docker/Dockerfile.mixer", 4)),
        ),
        program=MIXS,
    )  # fmt: skip
    grafana = Image(
        "grafana", Location(GRAFANA_CHART, 12), foreign=True, reference="grafana/grafana:5.4.0"
    )
    return (pilot, proxyv2, init, mixer, grafana)


def argument(
    text: str,
    file: str,
    line: int,
    key: FlagKey | None = None,
    kind: ArgumentKind = ArgumentKind.FLAG,
    **changes: object,
) -> Argument:
    """An active argument of ``args`` without a guard, with the fields that are named changed."""
    values: dict[str, object] = {
        "part": "args", "text": text, "value": text, "guard": (), "active": True,
        "location": Location(file, line), "kind": kind, "flag": key,
    }  # fmt: skip
    return Argument(**(values | changes))  # type: ignore[arg-type]


def _port(port: int, file: str, line: int, active: bool = True, name: str = "") -> ContainerPort:
    guard = () if active else ("not .Values.sidecar",)
    return ContainerPort(port, name, "TCP", str(port), guard, active, Location(file, line))


def _image_text(image_name: str, file: str, line: int) -> ImageText:
    text = f"{{{{ .Values.global.hub }}}}/{image_name}:{{{{ .Values.global.tag }}}}"
    uses = (ValueUse("global.hub", Location(VALUES, 11)),)
    return ImageText(text, f"{HUB}/{image_name}:1.1.0", (), True, Location(file, line), uses)


def _container(
    name: str, image_name: str, program: str, file: str, line: int, *arguments: Argument,
    **changes: object,
) -> Container:  # fmt: skip
    values: dict[str, object] = {
        "name": name, "init": False, "image": f"{HUB}/{image_name}:1.1.0",
        "images": (_image_text(image_name, file, line + 1),), "guard": (), "active": True,
        "location": Location(file, line), "arguments": arguments, "image_name": image_name,
        "program": program,
    }  # fmt: skip
    return Container(**(values | changes))  # type: ignore[arg-type]


def _workload(
    name: str, chart: str, file: str, *containers: Container, **changes: object
) -> Workload:
    values: dict[str, object] = {
        "kind": "Deployment", "name": name, "chart": chart, "location": Location(file, 1),
        "enabled_by": f"{chart}.enabled", "guard": (), "active": True,
        "labels": (("app", name), ("tier", chart)), "hook": "", "containers": containers,
    }  # fmt: skip
    return Workload(**(values | changes))  # type: ignore[arg-type]


def _pilot() -> Workload:
    off = {"guard": (".Values.global.controlPlaneSecurity",), "active": False}
    on = {"guard": (CONTROL_PLANE,)}
    file = PILOT_CHART
    port = ValueUse("global.monitoringPort", Location(VALUES, 17))
    discovery = _container(
        "discovery", "pilot", PILOT, file, 47,
        argument("discovery", file, 55, kind=ArgumentKind.COMMAND),
        argument("--monitoringAddr=:{{ .Values.global.monitoringPort }}", file, 56, MONITORING,
                 value="--monitoringAddr=:15014", uses=(port,)),
        argument("--secureGrpcAddr", file, 65, SECURE, value="", **off),
        argument(":15011", file, 66, SECURE, ArgumentKind.VALUE, value="", **off),
        argument("--secureGrpcAddr", file, 69, SECURE, **on),
        argument("", file, 70, SECURE, ArgumentKind.VALUE, **on),
        argument("--neverHeardOf", file, 71, kind=ArgumentKind.UNKNOWN),
        ports=(_port(8080, file, 78), _port(15010, file, 79, name="grpc"),
               _port(15011, file, 81, False)),
        probes=(Probe("readiness", "httpGet", "/ready", 8080, Location(file, 90)),),
    )  # fmt: skip
    template = FlagKey(AGENT, "pilot-agent proxy", "templateFile")
    proxy = _container(
        "istio-proxy", "proxyv2", AGENT, file, 126,
        argument("proxy", file, 139, kind=ArgumentKind.COMMAND),
        argument("--templateFile", file, 144, template),
        argument("/etc/istio/proxy/envoy_pilot.yaml.tmpl", file, 145, template,
                 ArgumentKind.VALUE),
        guard=(".Values.sidecar",), ports=(_port(15003, file, 134),),
    )  # fmt: skip
    return _workload("istio-pilot", "pilot", file, discovery, proxy)


def _policy(demo: bool) -> Workload:
    file = MIXER_CHART
    more = (argument("--verbose", file, 40, kind=ArgumentKind.UNKNOWN),) if demo else ()
    mixer = _container(
        "mixer", "mixer", MIXS, file, 22,
        argument("--monitoringPort=15014", file, 32, MIXER_PORT),
        argument("--address", file, 33, kind=ArgumentKind.UNKNOWN),
        argument("unix:///sock/mixer.socket", file, 34, kind=ArgumentKind.OPERAND),
        *more,
        ports=(_port(15014, file, 28), _port(42422, file, 29)),
    )  # fmt: skip
    proxy = _container(
        "istio-proxy", "proxyv2", AGENT, file, 60, ports=(_port(9091, file, 62),)
    )  # fmt: skip
    return _workload("istio-policy", "mixer", file, mixer, proxy)


def _gateway() -> Workload:
    proxy = _container(
        "istio-proxy", "proxyv2", AGENT, GATEWAY_CHART, 40,
        argument("--statusPort", GATEWAY_CHART, 50, STATUS),
        argument("15020", GATEWAY_CHART, 51, STATUS, ArgumentKind.VALUE),
        ports=(_port(15020, GATEWAY_CHART, 45), _port(80, GATEWAY_CHART, 46)),
    )  # fmt: skip
    return _workload("istio-ingressgateway", "gateways", GATEWAY_CHART, proxy)


def _pod() -> Workload:
    option = FlagKey(SCRIPT, "istio-iptables.sh", "p")
    init = _container(
        "istio-init", "proxy_init", SCRIPT, INJECTION, 22,
        argument("-p", INJECTION, 25, option),
        argument("15001", INJECTION, 26, option, ArgumentKind.VALUE),
        init=True,
    )  # fmt: skip
    proxy = _container(
        "istio-proxy", "proxyv2", AGENT, INJECTION, 50,
        argument("--statusPort", INJECTION, 60, STATUS),
        argument("{{ .status }}", INJECTION, 61, STATUS, ArgumentKind.VALUE, value="15020"),
        ports=(_port(15090, INJECTION, 55, name="http-envoy-prom"),),
    )  # fmt: skip
    changes: dict[str, object] = {"kind": "Pod", "enabled_by": "injector.enabled", "labels": ()}
    return _workload("istio-sidecar", "injector", INJECTION, init, proxy, **changes)


def _grafana(active: bool) -> Workload:
    container = _container(
        "grafana", "grafana", "", GRAFANA_CHART, 11, image="grafana/grafana:5.4.0",
        ports=(_port(3000, GRAFANA_CHART, 14),),
    )  # fmt: skip
    return _workload("grafana", "grafana", GRAFANA_CHART, container, active=active)


def _service(
    name: str, chart: str, file: str, *ports: tuple[int, str, str], **changes: object
) -> Service:
    listed = tuple(
        ServicePort(port_name, port, target, 31400 if target == "80" else 0, "TCP", (), True,
                    Location(file, 10 + position))
        for position, (port, port_name, target) in enumerate(ports)
    )  # fmt: skip
    values: dict[str, object] = {
        "name": name, "chart": chart, "location": Location(file, 2), "guard": (),
        "active": True, "type": "ClusterIP", "selector": (("app", name),), "ports": listed,
        "selects": (("Deployment", name),),
    }  # fmt: skip
    return Service(**(values | changes))  # type: ignore[arg-type]


def _services(demo: bool) -> tuple[Service, ...]:
    return (
        _service("istio-pilot", "pilot", PILOT_SERVICE, (15010, "grpc-xds", ""),
                 (15011, "https-xds", ""), (8080, "http-legacy", "8080"),
                 (15014, "http-monitoring", "")),
        _service("istio-policy", "mixer", MIXER_SERVICE, (9091, "grpc-mixer", ""),
                 (15014, "http-monitoring", "")),
        _service("istio-ingressgateway", "gateways", f"{CHARTS}/gateways/templates/service.yaml",
                 (15020, "status-port", "15020"), (8080, "http2", "80"), type="LoadBalancer"),
        _service("grafana", "grafana", GRAFANA_CHART, (3000, "http", "http"), active=demo),
    )  # fmt: skip


def _values(demo: bool) -> tuple[Value, ...]:
    switch = Location(DEMO_VALUES if demo else VALUES, 8)
    return (
        Value("global.controlPlaneSecurity", "false", Location(VALUES, 46), True),
        Value("global.hub", HUB, Location(VALUES, 11), True),
        Value("global.monitoringPort", "15014", Location(VALUES, 17), True),
        Value("global.omitted", "nobody reads it", Location(VALUES, 18), False),
        Value("grafana.enabled", "true" if demo else "false", switch, True),
    )


def rendering(name: str, files: tuple[str, ...], demo: bool = False) -> Rendering:
    """What the charts give; with ``demo`` as they do for the demo's values."""
    workloads = (_pilot(), _policy(demo), _gateway(), _pod(), _grafana(demo))
    trouble = (Diagnostic("function nosuch is not known", Location(PILOT_CHART, 200)),)
    return Rendering(name, files, workloads, _services(demo), _values(demo), trouble)


def _listeners() -> tuple[Listener, ...]:
    main = f"{PILOT}/main.go"
    boot = Location(PILOT_BOOTSTRAP, 143)
    found = [
        Listener(15010, ":15010", PILOT, "pilot-discovery", "istio-pilot", "discovery",
                 SetBy.DEFAULT,
                 "--grpcAddr :15010", Location(main, 50), Location(f"{PILOT}/serve.go", 9), GRPC),
        Listener(15014, ":15014", PILOT, "pilot-discovery", "istio-pilot", "discovery",
                 SetBy.ARGUMENT, "--monitoringAddr=:15014", Location(PILOT_CHART, 56), None,
                 MONITORING),
        Listener(15011, "0.0.0.0:15011", ENVOY, "envoy", "istio-pilot", "istio-proxy",
                 SetBy.BOOTSTRAP, "envoy_pilot.yaml.tmpl", boot),
        Listener(9091, "0.0.0.0:9091", ENVOY, "envoy", "istio-policy", "istio-proxy",
                 SetBy.BOOTSTRAP, "envoy_policy.yaml.tmpl",
                 Location("pilot/docker/envoy_policy.yaml.tmpl", 85)),
        Listener(15090, "0.0.0.0:15090", ENVOY, "envoy", "istio-sidecar", "istio-proxy",
                 SetBy.BOOTSTRAP, "envoy_bootstrap_v2.json", Location(SIDECAR_BOOTSTRAP, 235)),
        Listener(15020, ":15020", AGENT, "pilot-agent", "istio-ingressgateway", "istio-proxy",
                 SetBy.ARGUMENT, "--statusPort 15020", Location(GATEWAY_CHART, 51), None, STATUS,
                 "default"),
        Listener(0, "unix:///sock/mixer.socket", MIXS, "mixs", "istio-policy", "mixer",
                 SetBy.ARGUMENT, "--address", Location(MIXER_CHART, 34)),
        Listener(42422, ":42422", MIXS, "mixs", "istio-policy", "mixer", SetBy.LITERAL,
                 "a literal of the adapter", Location("mixer/adapter/server.go", 52)),
    ]  # fmt: skip
    return tuple(found)


def _proxy() -> Proxy:
    def filter_of(name: str, kind: str, folder: str, line: int) -> Filter:
        source = f"{PROXY_REPO}:{folder}/config.cc"
        return Filter(
            name, kind, f"//{folder}:lib", folder, Location(BUILD, line),
            Location(source, 7), Location(source, 9),
        )  # fmt: skip

    return Proxy(
        PROXY_REPO, PROXY_COMMIT, Location("istio.deps", 7), "//src/envoy:envoy", "envoy",
        Location(BUILD, 23), "fedcba98" * 5, Location(f"{PROXY_REPO}:WORKSPACE", 38),
        (
            filter_of("istio_authn", "http", "src/envoy/http/authn", 28),
            filter_of("mixer", "http", "src/envoy/http/mixer", 30),
            filter_of("mixer", "network", "src/envoy/tcp/mixer", 32),
        ),
        (Location(f"{PROXY_REPO}:src/istio/mixerclient", 0),),
    )  # fmt: skip


def deployment() -> Deployment:
    """Images, two renderings, listeners and the proxy."""
    return Deployment(
        _images(),
        (
            rendering("default", (VALUES,)),
            rendering("demo", (VALUES, DEMO_VALUES), demo=True),
        ),
        _listeners(),
        _proxy(),
        (Diagnostic("no rule tells where x comes from", Location("Dockerfile.x", 3)),),
    )


def deployed_facts(tag: str = "1.1.0", project: str = PROJECT) -> ReleaseFacts:
    """The release of ``facts`` with all of this module."""
    facts = release_facts(tag, project)
    sources = (
        Source(project, COMMIT, "tag"),
        Source(PROXY_REPO, PROXY_COMMIT, "istio.deps:7"),
    )
    return replace(
        facts,
        release=replace(facts.release, sources=sources),
        programs=(*facts.programs, *_programs()),
        deployment=deployment(),
    )
