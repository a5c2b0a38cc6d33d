"""Hand-made facts for the checks: a program with a flag of each sort, its image, chart and ports.

``keeper`` of release 1.1.0 differs from that of 1.0.0: a flag went, one came, one has another type,
a default and a chart value moved.
"""

from __future__ import annotations

from facts import COMMIT, command, flag

from xref.deployment import (
    Argument,
    ArgumentKind,
    Container,
    Deployment,
    FileKind,
    Image,
    ImageFile,
    ImageText,
    Listener,
    Rendering,
    SetBy,
    Value,
    Words,
    Workload,
)
from xref.facts import ReleaseFacts
from xref.model import Flag, Location, Program, Release, Role, Source, Status

PROJECT = "acme/keep"
KEEPER = "keeper/cmd/keeper"
MAIN = f"{KEEPER}/main.go"
CHART = "charts/keeper/deployment.yaml"
VALUES = "charts/values.yaml"
DOCKER = "docker/Dockerfile.keeper"


def _flags(tag: str) -> tuple[Flag, ...]:
    new = tag != "1.0.0"
    return (
        flag("port", MAIN, 20, type="int", default="8080", shorthand="p"),
        flag("timeout", MAIN, 21, type="duration", default="1m0s" if new else "30s"),
        flag("verbose", MAIN, 22, type="bool", default="false", no_opt_default="true"),
        flag("small", MAIN, 23, type="uint8", default="3"),
        flag("rate", MAIN, 24, type="float64", default="0.5"),
        flag("hosts", MAIN, 25, type="stringSlice", default="[a,b]"),
        flag("shape", MAIN, 26, type="Shape", default="round"),
        flag("old", MAIN, 27, deprecated="use --port"),
        flag("secret", MAIN, 28, hidden=True),
        flag("limit", MAIN, 29, type="int64" if new else "string", default="7"),
        flag("guessed", MAIN, 30, type="int", default="4" if new else "5", status=Status.ASSUMED),
        flag("added" if new else "gone", MAIN, 31),
    )


def _programs(tag: str) -> tuple[Program, ...]:
    log = flag("log", MAIN, 12, shorthand="l", persistent=True, default="info")
    keeper = Program(
        "keeper",
        KEEPER,
        Role.PRODUCT,
        Location(MAIN, 5),
        commands=(
            command("keeper", MAIN, 10, log, runnable=False),
            command("keeper lax", MAIN, 50, ignores_unknown=True),
            command("keeper probe", MAIN, 60, flag("path", MAIN, 61)),
            command("keeper serve", MAIN, 15, *_flags(tag), aliases=("run",)),
            command("keeper stale", MAIN, 70, deprecated="use serve"),
        ),
        complete=True,
    )
    partial = Program(
        "partial",
        "partial/cmd/partial",
        Role.PRODUCT,
        Location("partial/cmd/partial/main.go", 3),
        commands=(command("partial", "partial/cmd/partial/main.go", 4),),
    )
    server = Program(
        "server",
        "tests/server",
        Role.TEST,
        Location("tests/server/main.go", 3),
        commands=(command("server", "tests/server/main.go", 4),),
        complete=True,
    )
    return keeper, partial, server


def _image(name: str, package: str, *entry: str) -> Image:
    program = entry[0].rpartition("/")[2]
    at = Location(f"docker/Dockerfile.{name}", 1)
    file = ImageFile(program, "/usr/local/bin/", FileKind.GO, package, at)
    return Image(
        name,
        at,
        target=f"docker.{name}",
        rule=Location("Makefile", 3),
        released=True,
        entrypoint=Words(entry, at),
        command=Words(("--rate=1",), at) if name == "lax" else None,
        files=(file,),
        program=package,
    )


def _workload(tag: str) -> Workload:
    words = ["serve", "--port", "8080", "--added=x" if tag != "1.0.0" else "--gone=x"]
    arguments = tuple(
        Argument("args", word, word, (), True, Location(CHART, 20 + at), kind=ArgumentKind.OPERAND)
        for at, word in enumerate(words)
    )
    at = Location(CHART, 18)
    reference = "registry.example/acme/keeper:1"
    container = Container(
        "keeper",
        False,
        reference,
        (ImageText(reference, reference, (), True, at),),
        (),
        True,
        at,
        arguments,
        image_name="keeper",
        program=KEEPER,
    )
    return Workload(
        "Deployment", "keep", "keep", Location(CHART, 1), "", (), True, (), "", (container,)
    )


def _values(tag: str) -> tuple[Value, ...]:
    texts = {
        "global.hub": "registry.example/acme",
        "keeper.image": "keeper",
        "keeper.replicas": "1" if tag == "1.0.0" else "2",
        "keeper.resources": "{}",
        "keeper.note": "",
        "keeper.ports[0].port": "80",
        "keeper.unused": "1",
    }
    return tuple(
        Value(path, text, Location(VALUES, line), path != "keeper.unused")
        for line, (path, text) in enumerate(texts.items(), 1)
    )


def check_facts(tag: str) -> ReleaseFacts:
    """A release of the project: 1.0.0, or any other."""
    source = Source(PROJECT, COMMIT, "tag")
    release = Release(PROJECT, tag, COMMIT, "2019-03-19T10:00:00+00:00", (source,))
    listener = Listener(
        8080, ":8080", KEEPER, "keeper", "", "", SetBy.DEFAULT, "--port", Location(MAIN, 20)
    )
    images = (
        _image("keeper", KEEPER, "/usr/local/bin/keeper"),
        _image("lax", KEEPER, "/usr/local/bin/keeper", "serve"),
        _image("partial", "partial/cmd/partial", "/usr/local/bin/partial"),
        _image("app", "tests/server", "/usr/local/bin/server"),
    )
    rendering = Rendering("default", (VALUES,), (_workload(tag),), (), _values(tag))
    deployment = Deployment(images, (rendering,), (listener,))
    return ReleaseFacts(release, _programs(tag), deployment=deployment)
