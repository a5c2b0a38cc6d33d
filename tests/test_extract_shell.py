"""Shell programs: options of getopts and of loops, and the defaults behind them."""

from __future__ import annotations

from textwrap import dedent

import pytest
from trees import tree

from xref.extract.images import images
from xref.extract.shell import scripts
from xref.model import Flag, Location, OriginKind, Program, Role, Status
from xref.syntax import parse, query


def program(script: str) -> Program:
    """The program of a script that is an image's entry point."""
    files = tree(
        {
            "docker/Dockerfile": 'FROM scratch\nCOPY run.sh /run\nENTRYPOINT ["/run"]\n',
            "docker/run.sh": script,
        }
    )
    (found,) = scripts(files, images(files, {}))
    return found


def flags(script: str) -> dict[str, Flag]:
    return {flag.name: flag for flag in program(script).commands[0].flags}


GETOPTS = """\
    #!/bin/bash
    usage() {
      echo "${0} -p PORT [-u user] [-v]"
      echo '  -p: The port to take'
      # a remark
      echo '      (default $GIVEN_PORT = 1234)'
      echo '  -u: The user'
    }
    PORT=${GIVEN_PORT:-1234}
    USER_ID=
    MODE=$GIVEN_MODE
    NAME="fixed-${PORT}"
    if [ -n "$X" ]; then
      MAYBE=1
    fi
    HOST=$(hostname)
    while getopts ":p:u:m:n:c:o:e:vz:" opt; do
      case ${opt} in
        p)
          PORT=${OPTARG}
          ;;
        u) USER_ID="$OPTARG" ;;
        m) MODE=$OPTARG ;;
        n) NAME=$OPTARG ;;
        c) MAYBE=$OPTARG ;;
        o) HOST=$OPTARG ;;
        e) NEVER=$OPTARG ;;
        v) VERBOSE=1 ;;
        \\?) usage; exit 1 ;;
      esac
    done
    """


def test_a_script_is_a_program() -> None:
    found = program(GETOPTS)
    assert (found.name, found.package, found.kind) == ("run.sh", "docker/run.sh", "script")
    assert (found.role, found.location) == (Role.PRODUCT, Location("docker/run.sh", 1))
    assert [command.path for command in found.commands] == ["run.sh"]
    assert found.diagnostics == ()


def test_getopts() -> None:
    found = flags(GETOPTS)
    assert {
        name: (flag.type, flag.default, flag.status.value, flag.location.line)
        for name, flag in found.items()
    } == {
        "p": ("string", "1234", "environment", 20),
        "u": ("string", "", "exact", 22),
        "m": ("string", "", "environment", 23),
        "n": ("string", "fixed-1234", "environment", 24),
        "c": ("string", "", "unknown", 25),
        "o": ("string", "", "unknown", 26),
        "e": ("string", "", "environment", 27),
        "v": ("bool", "false", "exact", 28),
        "z": ("string", "", "unknown", 17),
    }
    assert found["p"].shorthand == "p"
    assert found["p"].usage == "The port to take (default $GIVEN_PORT = 1234)"
    assert [(o.kind, o.text, o.location) for o in found["p"].origins] == [
        (OriginKind.ENVIRONMENT, "GIVEN_PORT", Location("docker/run.sh", 9)),
        (OriginKind.LITERAL, "1234", Location("docker/run.sh", 9)),
    ]


def test_a_value_that_nothing_reads_is_nothing() -> None:
    script = """\
        {elsewhere}
        while getopts "h:" opt; do
          case $opt in
            h) usage; exit 0 ;;
            ?) echo "no option $OPTARG" ;;
          esac
        done
        """
    flag = flags(dedent(script.format(elsewhere="usage() { echo help; }")))["h"]
    assert (flag.type, flag.default, flag.status) == ("string", "", Status.EXACT)
    read_by_function = flags(dedent(script.format(elsewhere="usage() { echo $OPTARG; }")))["h"]
    assert read_by_function.status is Status.UNKNOWN


def test_a_loop_over_the_arguments() -> None:
    found = flags("""\
        PORT=80
        MODE=a
        help() {
          cat <<EOF
          -p, --port PORT   the port
              and more
          --dry-run         only say
        EOF
        }
        parse() {
          while [ $# -gt 0 ]; do
            case "$1" in
              -p|--port) PORT="$2"; shift 2 ;;
              --mode=*) MODE="${1#*=}"; shift ;;
              --dry-run) DRY=1; shift ;;
              *) break ;;
            esac
          done
        }
        MODE=b
        parse "$@"
        """)
    assert {name: (f.shorthand, f.type, f.default, f.usage) for name, f in found.items()} == {
        "port": ("p", "string", "80", "the port and more"),
        "mode": ("", "string", "b", ""),
        "dry-run": ("", "bool", "false", "only say"),
    }


def test_a_file_that_is_read_in_makes_a_default_assumed() -> None:
    flag = flags("A=1\n. ./env\nwhile getopts a: o; do\ncase $o in a) A=$OPTARG;; esac\ndone\n")[
        "a"
    ]
    assert (flag.default, flag.status) == ("1", Status.ASSUMED)


def test_an_entry_script_without_options() -> None:
    assert program("exec app\n").commands[0].flags == ()


def test_scripts_of_packages() -> None:
    files = tree(
        {
            "Makefile": "out/app.deb: pkg/start.sh pkg/app.service\n\tfpm -o $@\n",
            "pkg/start.sh": "exec app\n",
            "pkg/app.service": "[Unit]\n",
        }
    )
    assert [found.package for found in scripts(files, images(files, {}))] == ["pkg/start.sh"]


LOOP = "while getopts a: o; do case $o in a) A=$OPTARG;; esac; done\n"


@pytest.mark.parametrize(
    "script",
    [
        "A=$B\nB=$A\n" * 3000 + LOOP,
        "A=x\n" + 'A="$A$A$A$A"\n' * 30 + LOOP,
        LOOP + "$(" * 50_000,
        LOOP + 'echo "' + "-a" * 100_000 + '=<"\n',
        "f() {\n" + LOOP * 1_000 + "}\nf\n",
        "while true; do case $1 in\n"
        + "".join(f"--o{n}) V{n}=$2; shift 2;;\n" for n in range(1_000))
        + "esac; done\n"
        + "".join(f"echo '  --o{n} help'\n" for n in range(1_000)),
        "while getopts a: o; do " * 2000,
        "while getopts a: o; do case $o in " + "a) case $o in " * 2000,
        "A=" + "${A:-" * 5000 + "\n" + LOOP,
    ],
)
def test_hostile_scripts_end(script: str) -> None:
    assert program(script).kind == "script"


@pytest.mark.parametrize(
    ("name", "source", "wanted"),
    [
        (
            "getopts",
            "while getopts 'a:' opt; do true; done\nwhile read a b; do true; done\n",
            [{"name": "getopts", "options": "'a:'", "variable": "opt"}],
        ),
        (
            "option_loop",
            "while true; do case $1 in -a) ;; esac; done\ncase $1 in -b) ;; esac\n",
            [{"value": "$1"}],
        ),
        ("case_arm", "case x in -a|-b) ;; esac", [{"pattern": "-a"}, {"pattern": "-b"}]),
        (
            "assignment",
            "A=1\nB=\n. file\nrun\n",
            [{"name": "A", "value": "1"}, {"name": "B"}, {"read": "."}],
        ),
        ("call", "run a\n$x\n", [{"name": "run"}]),
        ("printed", "echo 'a' b\ncat 'c'\n", [{"name": "echo", "text": "'a'"}]),
    ],
)
def test_queries(name: str, source: str, wanted: list[dict[str, str]]) -> None:
    root = parse("bash", dedent(source).encode()).root_node
    found = [
        {
            capture: (nodes[0].text or b"").decode()
            for capture, nodes in match.items()
            if "." not in capture and capture not in ("body", "case", "arm", "changes")
        }
        for match in query("bash", name).matches(root)
    ]
    assert [{k: v for k, v in match.items() if k != "call"} for match in found] == wanted
