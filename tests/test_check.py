"""Checks of manifests, Dockerfiles, scripts and values against hand-made releases."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator

import pytest
from check_facts import CHART, KEEPER, MAIN, PROJECT, check_facts

from xref import store
from xref.check.checking import Checked, Checker, Input
from xref.check.files.values import confirmed
from xref.check.findings import Confidence, Finding, Level
from xref.check.knowledge import Knowledge, load
from xref.check.moves import Move
from xref.check.skew import Skew, check_skew
from xref.model import Location
from xref.query import pick_release

Check = Callable[..., list[tuple[int, int, str, str]]]

POD = """\
apiVersion: v1
kind: Pod
spec:
  containers:
  - name: keep
    image: {image}
    args:
"""


@pytest.fixture(scope="module")
def connection(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sqlite3.Connection]:
    path = tmp_path_factory.mktemp("check") / "i.db"
    for tag in ("1.0.0", "1.1.0"):
        store.write_release(path, check_facts(tag))
    with store.reading(path) as opened:
        yield opened


def known(connection: sqlite3.Connection, tag: str) -> Knowledge:
    return load(connection, pick_release(connection, PROJECT, tag))


@pytest.fixture(scope="module")
def checker(connection: sqlite3.Connection) -> Checker:
    return Checker(known(connection, "1.1.0"))


def pod(*words: str, image: str = "registry.example/acme/keeper:1") -> str:
    """A manifest whose container gets these words, from line 8 on."""
    return POD.format(image=image) + "".join(f"    - {word!r}\n" for word in words)


def told(made: Checked) -> list[tuple[int, int, str, str]]:
    return [(f.line, f.column, f.rule, f.name) for f in made.findings]


@pytest.fixture(scope="module")
def check(checker: Checker) -> Check:
    def run(text: str, file: str = "pod.yaml", kind: str = "") -> list[tuple[int, int, str, str]]:
        return told(checker.check([Input(file, text.encode(), kind)]))

    return run


@pytest.mark.parametrize(
    ("words", "rules"),
    [
        (("serve", "--added=1", "-p", "80", "-l=x"), []),
        (("run", "--log", "x", "--port=80"), []),
        (("serve", "--help"), []),
        (("help", "serve"), []),
        (("serve", "--prt=80"), [(9, "unknown-flag", "prt")]),
        (("serve", "-prt=80"), [(9, "bad-value", "port")]),
        (("serve", "-z"), [(9, "unknown-flag", "z")]),
        (("serve", "--", "--prt"), []),
        (("probe", "--port=80"), [(9, "unknown-flag", "port")]),
        (("lax", "--whatever=1"), [(9, "unknown-flag", "whatever")]),
        (("srve", "--port=1", "--prt"), [(8, "unknown-command", "srve"),
                                        (10, "unknown-flag", "prt")]),
        (("--log=x",), [(6, "missing-command", "keeper")]),
        (("$(WHAT)", "--port=1"), []),
        (("stale",), [(8, "deprecated-command", "keeper stale")]),
        (("serve", "--old=1"), [(9, "deprecated-flag", "old")]),
        (("serve", "--secret=1"), [(9, "hidden-flag", "secret")]),
        (("serve", "--port=8080"), [(9, "same-as-default", "port")]),
        (("serve", "--port=0x1F90"), [(9, "same-as-default", "port")]),
        (("serve", "--timeout", "60s"), [(10, "same-as-default", "timeout")]),
        (("serve", "--hosts=a,b"), [(9, "same-as-default", "hosts")]),
        (("serve", "--verbose=F"), [(9, "same-as-default", "verbose")]),
        (("serve", "--guessed=4"), []),
        (("serve", "--port"), [(9, "missing-value", "port")]),
        (("serve", "--port", "$(PORT)"), []),
        (("serve", "--port=abc"), [(9, "bad-value", "port")]),
        (("serve", "-pabc"), [(9, "bad-value", "port")]),
        (("serve", "--port", "abc"), [(10, "bad-value", "port")]),
        (("serve", "--port=$(PORT)"), []),
        (("serve", "--port=08"), [(9, "bad-value", "port")]),
        (("serve", "--small=256"), [(9, "bad-value", "small")]),
        (("serve", "--small=-1"), [(9, "bad-value", "small")]),
        (("serve", "--small=255"), []),
        (("serve", "--rate=fast"), [(9, "bad-value", "rate")]),
        (("serve", "--rate=1e-3"), []),
        (("serve", "--timeout=30"), [(9, "bad-value", "timeout")]),
        (("serve", "--timeout=0"), []),
        (("serve", "--timeout=1h2.5s"), []),
        (("serve", "--shape=anything"), []),
        (("serve", "--verbose=maybe"), [(9, "bad-value", "verbose")]),
        (("serve", "--verbose"), []),
        (("serve", "--verbose", "false"), [(10, "bad-value", "verbose")]),
        (("serve", "word", "--verbose", "false"), [(11, "bad-value", "verbose")]),
        (("serve", "--verbose=true", "false"), []),
    ],
)  # fmt: skip
def test_words_of_a_container(
    check: Check, words: tuple[str, ...], rules: list[tuple[int, str, str]]
) -> None:
    assert [(line, rule, name) for line, _, rule, name in check(pod(*words))] == rules


def test_an_unknown_flag_tells_the_mend(checker: Checker) -> None:
    [found] = checker.check([Input("p.yaml", pod("serve", "--gne").encode())]).findings
    assert found.level is Level.ERROR
    assert found.confidence is Confidence.HIGH
    assert found.program == KEEPER
    assert (found.command, found.file, found.line, found.column) == ("keeper serve", "p.yaml", 9, 7)
    assert found.evidence == (Location(MAIN, 15),)
    [found] = checker.check([Input("p.yaml", pod("serve", "--gone").encode())]).findings
    assert "of the indexed releases it is in 1.0.0" in found.message
    [found] = checker.check([Input("p.yaml", pod("serve", "--timout").encode())]).findings
    assert found.suggestions == ("--timeout",)
    assert "did you mean --timeout?" in found.message
    [found] = checker.check([Input("p.yaml", pod("serve", "--path=x").encode())]).findings
    assert "it is a flag of `keeper probe`" in found.message
    assert "would not start" in found.message
    [found] = checker.check([Input("p.yaml", pod("lax", "--path=x").encode())]).findings
    assert "starts without it" in found.message
    assert found.level is Level.WARNING


def test_a_program_that_is_not_known_whole_has_no_unknown_flags(check: Check) -> None:
    assert check(pod("--any=1", "word", image="x/partial")) == []


@pytest.mark.parametrize(
    ("image", "found"),
    [
        ("keeper", True),
        ("mirror.example/other/keeper@sha256:0123", True),
        ("host:5000/keeper:1", True),
        ("registry.example/acme/app", True),
        ("elsewhere.example/shop/app", False),  # a test's image: anyone's may bear the name
        ("elsewhere.example/shop/unknown", False),
    ],
)
def test_images_are_known_by_name(checker: Checker, image: str, found: bool) -> None:
    made = checker.check([Input("p.yaml", pod("serve", image=image).encode())])
    assert made.arguments == (1 if found else 0)


def test_a_container_with_a_command(check: Check) -> None:
    text = """\
kind: Job
spec:
  initContainers:
  - {name: a, image: other/thing, command: [/opt/keeper, serve, --prt]}
  containers:
  - {name: b, image: keeper, command: ["/bin/sh", "-c", "sleep 1; exec keeper serve --prt"]}
  - {name: c, image: keeper, command: [/usr/local/bin/keeper], args: [serve, --prt]}
  - {name: d, image: keeper, command: [/usr/local/bin/other], args: [serve, --prt]}
"""
    assert [(line, rule) for line, _, rule, _ in check(text)] == [
        (4, "unknown-flag"), (6, "unknown-flag"), (7, "unknown-flag"),
    ]  # fmt: skip


def test_a_script_in_a_block_keeps_its_lines(check: Check) -> None:
    text = """\
kind: Job
containers:
- image: keeper
  command:
  - /bin/bash
  - -ec
  - |

    sleep 1
      keeper serve \\
        --prt=1
- image: keeper
  command: [sh, -c, "true\\n\\nkeeper serve --prt"]
- image: keeper
  command: [sh, -c]
  args:
  - >-
    keeper serve
    --prt
"""
    assert [(line, column) for line, column, _, _ in check(text)] == [(11, 9), (13, 21), (17, 5)]


def test_an_image_s_own_words_come_first(check: Check) -> None:
    assert check("kind: Pod\ncontainers: [{image: lax}]\n") == []
    [(_, _, rule, name)] = check(pod("--prt=1", image="lax"))
    assert (rule, name) == ("unknown-flag", "prt")


def test_ports_on_which_nothing_listens(check: Check) -> None:
    text = pod("serve", "--limit=9100")
    text += "    ports: [{containerPort: 8080}, {containerPort: 9100}, {containerPort: 4711}]\n"
    assert check(text) == [(10, 75, "unheard-port", "4711")]


def test_documents_lists_and_aliases(check: Check) -> None:
    text = """\
kind: List
items:
- kind: Deployment
  spec: &spec
    containers: [{name: a, image: keeper, args: [serve, --prt]}]
- kind: Deployment
  spec: *spec
--- # the next one cannot be read
kind: [
containers
---
kind: Pod
containers: [{name: a, image: keeper, args: [serve, --prt]}]
"""
    assert [(line, rule) for line, _, rule, _ in check(text)] == [
        (5, "unknown-flag"), (11, "unreadable"), (13, "unknown-flag"),
    ]  # fmt: skip


def test_a_template_is_told_as_such(checker: Checker) -> None:
    text = "apiVersion: v1\nkind: Pod\ncontainers:\n{{- range .x }}\n- image: keeper\n{{ end }}\n"
    [found] = checker.check([Input("t.yaml", text.encode())]).findings
    assert (found.rule, found.level) == ("unreadable", Level.NOTE)
    assert "helm template" in found.message


def test_dockerfiles(check: Check) -> None:
    text = """\
ARG V=1
FROM registry.example/acme/keeper:${V} AS first
RUN echo start && \\
    keeper serve --prt=1
ENTRYPOINT ["/usr/local/bin/keeper", \\
  "srve"]
CMD ["--log=x"]
FROM lax
CMD ["--prt=1"]
FROM alpine
CMD keeper serve --port=x
FROM alpine
ENTRYPOINT ["sh", "-c", "keeper serve --port=y"]
FROM alpine
CMD ["/bin/true", "--prt"]
"""
    assert check(text, "Dockerfile.mine") == [
        (4, 18, "unknown-flag", "prt"),
        (6, 4, "unknown-command", "srve"),
        (9, 7, "unknown-flag", "prt"),
        (11, 18, "bad-value", "port"),
        (13, 39, "bad-value", "port"),
    ]


def test_shell_scripts(check: Check) -> None:
    text = """\
#!/usr/bin/env bash
keeper serve --prt "$X"
LOG=x exec /usr/local/bin/keeper serve --port=abc &
for i in 1; do sudo -u me keeper serve --timeout 3 >/dev/null; done
kubectl exec pod -c keep -- keeper probe --port=1
docker run --rm -p 80:80 registry.example/acme/keeper:1 serve --small 999
keeper $ANY --port=1 --prt=1
keeper "$COMMAND" --path=x
echo keeper serve --prt
server --anything
keeper
keeper serve --port="$PORT" --"$FLAG" --port='7
'
"""
    assert check(text, "run") == [
        (2, 14, "unknown-flag", "prt"),
        (3, 40, "bad-value", "port"),
        (4, 50, "bad-value", "timeout"),
        (5, 42, "unknown-flag", "port"),
        (6, 71, "bad-value", "small"),
        (7, 22, "unknown-flag", "prt"),
        (12, 39, "bad-value", "port"),
    ]


def test_values(check: Check) -> None:
    text = """\
global:
  hub: mine
  hbu: mine
keeper:
  image: [a]
  replicas: 3
  unused: 2
  resources: {limits: {cpu: 1}}
  note: {any: thing}
  ports:
  - port: 81
  - port: 82
    extra: {deep: {er: 1}}
other:
  below: {that: nothing}
"""
    assert check(text, "my-values.yaml") == [
        (3, 3, "unknown-value", "global.hbu"),
        (5, 3, "value-type", "keeper.image"),
        (7, 3, "unread-value", "keeper.unused"),
        (14, 1, "unknown-value", "other"),
    ]
    own = "image: mine\nreplicas: 3\nimge: x\n"
    assert check(own, "charts/keeper/values.yaml") == [(3, 1, "unknown-value", "keeper.imge")]
    assert check("keeper: 3\n", "some.yaml") == [(1, 1, "value-type", "keeper")]


def test_unknown_values_that_a_template_reads(checker: Checker) -> None:
    text = b"global: {a: 1, b: {c: 2}, d: 3}\n"
    found = checker.check([Input("values.yaml", text)]).findings
    assert [f.name for f in found] == ["global.a", "global.b", "global.d"]
    left = confirmed(found, lambda: frozenset({"global.a", "global.b.c"}))
    assert [(f.name, f.confidence) for f in left] == [("global.d", Confidence.HIGH)]
    assert confirmed(found, lambda: None) == found


@pytest.mark.parametrize(
    ("name", "text", "kind"),
    [
        ("x.yaml", "apiVersion: v1\nkind: Pod\n", "manifest"),
        ("x.json", '{"apiVersion": "v1", "kind": "Pod"}', "manifest"),
        ("-", "# from kubectl\napiVersion: v1\nkind: List\nitems: []\n", "manifest"),
        ("values-prod.yaml", "a: 1\n", "values"),
        ("prod.yml", "keeper: {image: x}\n", "values"),
        ("-", "keeper:\n  image: x\n", "values"),
        ("mkdocs.yml", "site_name: x\n", ""),
        ("stock.yml", "keeper: x\nother: y\nthird: z\n", ""),
        ("a/Dockerfile", "", "dockerfile"),
        ("Dockerfile.keeper", "FROM x\n", "dockerfile"),
        ("-", "# syntax\nARG A\nFROM x\n", "dockerfile"),
        ("run.sh", "", "shell"),
        ("run", "#!/usr/bin/env -S bash -e\n", "shell"),
        ("-", "#!/bin/sh\n", "shell"),
        ("notes.md", "apiVersion: v1\nkind: Pod\n", "document"),
        ("-", "# A title\n\nkind: of text\n", "document"),
        ("-", "", ""),
        ("logo.svg", "<svg/>", ""),
    ],
)
def test_kinds(checker: Checker, name: str, text: str, kind: str) -> None:
    from xref.check.kinds import kind_of

    assert kind_of(name, text, checker.topmost) == kind


def test_ignored_by_a_comment(check: Check) -> None:
    text = pod("serve", "--prt", "--port=abc")
    assert len(check(text)) == 2
    whole = "# xref: ignore unknown-flag the agent is our own build\n" + text
    assert [rule for _, _, rule, _ in check(whole)] == ["bad-value"]
    line = text.replace("'--port=abc'", "'--port=abc' # xref: ignore bad-value set by CI")
    assert [rule for _, _, rule, _ in check(line)] == ["unknown-flag"]
    other = text.replace("'--prt'", "'--prt' # xref: ignore bad-value not this line")
    assert [rule for _, _, rule, _ in check(other)] == ["unknown-flag", "bad-value"]
    for wrong in ("unknown-flag", "no-such-rule because", ""):
        found = check(f"# xref: ignore {wrong}\n{text}")
        assert [(line, rule) for line, _, rule, _ in found] == [
            (1, "bad-ignore"), (10, "unknown-flag"), (11, "bad-value"),
        ]  # fmt: skip


def test_a_move_tells_only_what_it_changes(connection: sqlite3.Connection) -> None:
    move = Move(Checker(known(connection, "1.0.0")), Checker(known(connection, "1.1.0")))
    text = pod("serve", "--gone=1", "--prt", "--limit=many", "--port=8080")
    assert told(move.check([Input("p.yaml", text.encode())])) == [
        (6, 12, "moved-default", "timeout"),
        (9, 7, "unknown-flag", "gone"),
        (11, 7, "bad-value", "limit"),
        (11, 7, "changed-type", "limit"),
    ]
    text = pod("serve", "--timeout=1m", "--limit=3")
    assert [rule for _, _, rule, _ in told(move.check([Input("p.yaml", text.encode())]))] == [
        "same-as-default", "changed-type",
    ]  # fmt: skip
    values = b"keeper:\n  image: x\n"
    assert told(move.check([Input("values.yaml", values)])) == [
        (2, 1, "moved-value", "keeper.replicas")
    ]
    same = Move(Checker(known(connection, "1.1.0")), Checker(known(connection, "1.1.0")))
    assert told(same.check([Input("p.yaml", pod("serve", "--prt").encode())])) == []


def test_skew(connection: sqlite3.Connection) -> None:
    def skew(chart: str, image: str) -> Checked:
        charts = pick_release(connection, PROJECT, chart)
        return check_skew(Skew(connection, charts, known(connection, image)))

    own = skew("1.1.0", "1.1.0")
    assert (own.findings, own.arguments) == ([], 4)
    [found] = skew("1.0.0", "1.1.0").findings
    assert (found.file, found.line, found.rule, found.name) == (CHART, 23, "unknown-flag", "gone")
    [back] = skew("1.1.0", "1.0.0").findings
    assert (back.line, back.name) == (23, "added")


HOSTILE: dict[str, str | bytes] = {
    "bomb.yaml": "kind: Pod\na: &a [x,x,x,x,x,x,x,x]\n"
    + "".join(f"b{i}: &a [*a,*a,*a,*a,*a,*a,*a,*a]\n" for i in range(40))
    + "containers: *a\n",
    "deep.yaml": "kind: Pod\ncontainers: " + "[" * 50_000,
    "binary.yaml": b"kind: Pod\0containers",
    "noise.yaml": bytes(range(256)) * 400,
    "utf16.yaml": pod("serve", "--prt").encode("utf-16"),
    "surrogate.yaml": b"kind: Pod\ncontainers: [{image: keeper, args: [serve, --\xff\xed\xa0]}]",
    "loop.yaml": "kind: Pod\ncontainers: &a [*a]\n",
    "odd.yaml": "kind: Pod\ncontainers: [1, [], {image: {}}, {name: x, args: 3, command: {}}]\n",
    "deep.sh": "$(keeper " * 20_000,
    "open.sh": "keeper serve '" + "x" * 100_000,
    "Dockerfile": "FROM keeper\n" * 1_000 + 'CMD ["' + "[" * 100_000,
    "values.yaml": "keeper: &a\n  image: *a\n",
    "values-deep.yaml": "keeper: " + "{a: " * 5_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_files_end(checker: Checker, name: str) -> None:
    data = HOSTILE[name]
    made = checker.check([Input(name, data if isinstance(data, bytes) else data.encode())])
    assert made.files == [name]
    for found in made.findings:
        assert found.line >= 1
        assert found.column >= 1
        assert len(found.message) < 2_000


def test_a_long_list_is_read_item_by_item(checker: Checker) -> None:
    item = "- kind: Pod\n  containers: [{image: keeper, args: [serve, --prt]}]\n"
    text = "kind: List\nitems:\n" + item * 6_000
    made = checker.check([Input("list.yaml", text.encode())])
    assert made.arguments == 12_000
    assert [f.line for f in made.findings[:3]] == [4, 6, 8]
    assert made.findings[-1].message == "5,000 more findings are not told"


def test_knowledge_is_shared_by_all_files(connection: sqlite3.Connection) -> None:
    asked: list[str] = []
    checker = Checker(known(connection, "1.1.0"))
    data = pod("serve", "--prt").encode()
    checker.check([Input("first.yaml", data)])
    connection.set_trace_callback(asked.append)
    try:
        made = checker.check(Input(f"{at}.yaml", data) for at in range(200))
    finally:
        connection.set_trace_callback(None)
    assert len(made.findings) == 200
    assert asked == []


def test_findings_are_facts() -> None:
    one = Finding("r", Level.NOTE, Confidence.LOW, "f", 1, 1, "m")
    assert hash(one) == hash(Finding("r", Level.NOTE, Confidence.LOW, "f", 1, 1, "m"))
