"""Hand-made facts of a small release, for the tests of index, queries and command line."""

from __future__ import annotations

from xref.facts import ReleaseFacts
from xref.model import (
    Command,
    Definition,
    Diagnostic,
    Flag,
    Location,
    Origin,
    OriginKind,
    Program,
    Release,
    Role,
    Source,
    Status,
)

COMMIT = "0123456789abcdef0123456789abcdef01234567"
PROJECT = "istio/istio"
ARGS = "mixer/pkg/server/args.go"
ROOT = "mixer/cmd/mixs/cmd/root.go"
SERVER = "mixer/cmd/mixs/cmd/server.go"

# What a source may hold to take over the reader's terminal: a colour, a title, a bidi override.
HOSTILE = "evil \x1b[31mred\x1b]0;title\x07 \x9b2J \u202etxet"


def flag(name: str, file: str = SERVER, line: int = 1, **changes: object) -> Flag:
    """A plain exact string flag, with the fields that are named changed."""
    values: dict[str, object] = {
        "name": name,
        "shorthand": "",
        "type": "string",
        "default": "",
        "no_opt_default": "",
        "usage": f"The {name}",
        "persistent": False,
        "hidden": False,
        "deprecated": "",
        "status": Status.EXACT,
        "location": Location(file, line),
        "sites": (Location(file, line),),
    }
    return Flag(**(values | changes))  # type: ignore[arg-type]


def command(path: str, file: str, line: int, *flags: Flag, **changes: object) -> Command:
    values: dict[str, object] = {
        "path": path,
        "aliases": (),
        "hidden": False,
        "deprecated": "",
        "runnable": True,
        "short": f"Runs {path}",
        "long": "",
        "location": Location(file, line),
        "flags": flags,
    }
    return Command(**(values | changes))  # type: ignore[arg-type]


def _mixs() -> Program:
    monitoring = flag(
        "monitoringPort",
        line=70,
        shorthand="m",
        type="uint16",
        default="15014",
        usage="Port to use | for\nself-monitoring",
        origins=(
            Origin(OriginKind.LITERAL, Location(ARGS, 109), "15014"),
            Origin(OriginKind.ZERO, None, ""),
        ),
        sites=(Location(SERVER, 70), Location(SERVER, 40)),
    )
    config = flag(
        "configStoreURL",
        line=72,
        default="$HOME/x",
        status=Status.ENVIRONMENT,
        origins=(Origin(OriginKind.ENVIRONMENT, Location(ARGS, 120), "HOME"),),
    )
    old = flag("oldFlag", line=74, deprecated="use monitoringPort", hidden=True)
    log = flag(
        "log_output_level", "pkg/log/options.go", 30, persistent=True, default="default:info"
    )
    return Program(
        "mixs",
        "mixer/cmd/mixs",
        Role.PRODUCT,
        Location("mixer/cmd/mixs/main.go", 31),
        commands=(
            command("mixs", ROOT, 40, log, runnable=False, short="Mixer is an abstraction"),
            command(
                "mixs server",
                SERVER,
                35,
                config,
                monitoring,
                old,
                aliases=("serve", "srv"),
                long="Starts Mixer\nas a server",
            ),
        ),
        diagnostics=(Diagnostic("stopped at a call", Location(SERVER, 99), "mixer/cmd/mixs"),),
    )


def release_facts(tag: str = "1.1.0", project: str = PROJECT) -> ReleaseFacts:
    """Three programs: mixs (a product), a test program named ``server``, one under vendor/."""
    test_server = Program(
        "server",
        "tests/odd dir#1/server",
        Role.TEST,
        Location("tests/odd dir#1/server/main.go", 5),
        commands=(
            command(
                "server",
                "tests/odd dir#1/server/main.go",
                7,
                flag(
                    "monitoringPort",
                    "tests/odd dir#1/server/main.go",
                    9,
                    type="int",
                    default="",
                    status=Status.UNKNOWN,
                    usage=HOSTILE,
                    origins=(Origin(OriginKind.UNKNOWN, None, "no such function"),),
                ),
            ),
        ),
    )
    listed = Program(
        "tool", "vendor/x/tool", Role.VENDOR, Location("vendor/x/tool/main.go", 3), evaluated=False
    )
    sites = (
        Definition(Location(SERVER, 70), "Uint16VarP", "pflag", "monitoringPort", '"m"', "sa.Port",
                   Role.PRODUCT),
        Definition(Location(SERVER, 72), "StringVar", "pflag", "", "name", '"x"', Role.PRODUCT),
        Definition(Location(SERVER, 74), "StringVar", "pflag", "other", '"other"', '""',
                   Role.PRODUCT),
        Definition(Location("vendor/x/tool/main.go", 8), "Bool", "flag", "v", '"v"', "false",
                   Role.VENDOR),
    )  # fmt: skip
    release = Release(
        project, tag, COMMIT, "2019-03-19T10:00:00+00:00", (Source(project, COMMIT, "tag"),)
    )
    trouble = (Diagnostic("blob is missing", Location("a/b.go", 0), "a/b.go"),)
    return ReleaseFacts(release, (_mixs(), test_server, listed), sites, trouble)
