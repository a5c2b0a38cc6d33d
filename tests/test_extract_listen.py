"""What Go programs listen on: from the call that listens back to flags and literals."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from xref.deployment import FlagKey, SetBy
from xref.extract.goblob import TRIGGERS
from xref.extract.gotree import go_files
from xref.extract.listen import Codebase, GoListener, Listening, go_listeners
from xref.gitsource import Repository, locate
from xref.golang import Loader, Tree, evaluate, new_loader
from xref.model import Location, Program, Role

MODULE = "example.org/isle"
MAIN = "cmd/ferry"

IMPORTS = """
import (
	"flag"
	"fmt"
	"net"
	"net/http"
	"strconv"
	"strings"
)

var _ = fmt.Sprint
var _ = net.Listen
var _ = http.ListenAndServe
var _ = strconv.Itoa
var _ = strings.Index
"""


def listening_in(files: dict[str, str]) -> Listening:
    """What the program in ``cmd/ferry`` of a module of these files listens on."""
    data = {path: text.encode() for path, text in files.items()}
    folders: dict[str, list[tuple[str, str]]] = {}
    for path in data:
        at, _, name = path.rpartition("/")
        folders.setdefault(at, []).append((name, path))
    tree = Tree(folders, lambda keys: [(k, data[k]) for k in keys], {MODULE: ""})
    loader = new_loader(tree)
    return go_listeners(program_of(loader, MAIN), Codebase(loader))


def program_of(loader: Loader, folder: str) -> Program:
    """The evaluated program of a folder."""
    name = folder.rpartition("/")[2]
    outcome = evaluate(loader, folder, name)
    place = Location(f"{folder}/main.go", 1)
    return Program(name, folder, Role.PRODUCT, place, commands=outcome.commands)


def listening(body: str, more: str = "") -> Listening:
    """What a program with that ``main`` and those declarations listens on."""
    main = f"package main\n{IMPORTS}\n{more}\nfunc main() {{\n{body}\n}}\n"
    return listening_in({f"{MAIN}/main.go": main})


def told(found: Listening) -> list[tuple[str, str]]:
    """The (address, flag's name or "") of each listener."""
    return [
        (each.listener.address, each.listener.flag.name if each.listener.flag else "")
        for each in found.listeners
    ]


STARTED = """
type options struct {
	Port int
	Host string
	Admin adminOptions
}

type adminOptions struct {
	Port int
}

type server struct {
	port int
	addr string
}

func (s *server) run() {
	net.Listen("tcp", fmt.Sprintf(":%d", s.port))
}

func start(addr string) {
	http.ListenAndServe(addr, nil)
}
"""
FLAGS = """
o := &options{Host: "0.0.0.0"}
flag.IntVar(&o.Port, "port", 8070, "")
flag.IntVar(&o.Admin.Port, "admin", 8071, "")
flag.StringVar(&o.Host, "host", o.Host, "")
addr := flag.String("addr", ":8072", "")
verbose := flag.Bool("verbose", false, "")
_, _ = addr, verbose
flag.Parse()
"""


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ('net.Listen("tcp", ":7000")', [(":7000", "")]),
        ('http.ListenAndServe(":7000", nil)', [(":7000", "")]),
        ('http.ListenAndServeTLS(*addr, "c", "k", nil)', [(":8072", "addr")]),
        ('net.Listen("tcp", fmt.Sprintf(":%d", o.Port))', [(":8070", "port")]),
        ('net.Listen("tcp", fmt.Sprintf(":%v", o.Admin.Port))', [(":8071", "admin")]),
        ('net.Listen("tcp", ":" + strconv.Itoa(o.Port))', [(":8070", "port")]),
        (
            'net.Listen("tcp", net.JoinHostPort(o.Host, strconv.Itoa(o.Port)))',
            [("0.0.0.0:8070", "port")],
        ),
        ('net.Listen("tcp", o.Host + ":7001")', [("0.0.0.0:7001", "")]),
        ("a := *addr\nstart(a)", [(":8072", "addr")]),
        ("s := &server{port: o.Port}\ns.run()", [(":8070", "port")]),
        ("s := &server{}\ns.port = o.Admin.Port\ngo s.run()", [(":8071", "admin")]),
        (
            's := &http.Server{Addr: fmt.Sprintf(":%d", o.Port)}\ns.ListenAndServe()',
            [(":8070", "port")],
        ),
        ("var s http.Server\ns.Addr = *addr\ns.ListenAndServe()", [(":8072", "addr")]),
        (
            'a, _ := net.ResolveTCPAddr("tcp", *addr)\nnet.ListenTCP("tcp", a)',
            [(":8072", "addr")],
        ),
        ('listen := net.Listen\nlisten("tcp", *addr)', [(":8072", "addr")]),
        ("f := start\nf(*addr)", [(":8072", "addr")]),
        ('a := ":1"\na = ":2"\nstart(a)', [(":2", "")]),
        ('a := ":1"\nif a := ":2"; a != "" {\n}\nstart(a)', [(":1", "")]),
        ('parts := strings.SplitN(*addr, "://", 2)\n_ = parts', []),
    ],
)
def test_address(body: str, expected: list[tuple[str, str]]) -> None:
    found = listening(FLAGS + body, STARTED)
    assert told(found) == expected
    assert found.diagnostics == ()


SERVE = """
func serve(port int) {
	net.Listen("tcp", fmt.Sprintf(":%d", port))
}
"""


def line_of(words: str, body: str, more: str) -> int:
    """The line of a text in the program that ``listening`` makes."""
    text = f"package main\n{IMPORTS}\n{more}\nfunc main() {{\n{body}\n}}\n"
    return text[: text.index(words)].count("\n") + 1


def test_facts_of_a_flag() -> None:
    body = 'port := flag.Int("port", 80, "")\nflag.Parse()\nserve(*port)'
    (each,) = listening(body, SERVE).listeners
    listener = each.listener
    assert (listener.port, listener.address, listener.set_by) == (80, ":80", SetBy.DEFAULT)
    assert (listener.program, listener.process) == (MAIN, "ferry")
    assert listener.flag == FlagKey(MAIN, "ferry", "port")
    assert listener.text == "default of --port"
    assert (listener.workload, listener.container, listener.values) == ("", "", "")
    main = f"{MAIN}/main.go"
    assert listener.location == Location(main, line_of('flag.Int("port"', body, SERVE))
    assert listener.listens == Location(main, line_of('net.Listen("tcp"', body, SERVE))


def test_literal_has_its_own_place() -> None:
    found = listening("start(usual)", STARTED + '\nconst usual = ":7117"\n')
    (each,) = found.listeners
    assert each.listener.set_by is SetBy.LITERAL
    assert each.listener.text == "literal"
    assert each.listener.listens is not None
    assert each.listener.location.line > each.listener.listens.line


def test_address_under_other_values() -> None:
    found = listening(FLAGS + 'net.Listen("tcp", fmt.Sprintf("%s:%d", o.Host, o.Port))', STARTED)
    (each,) = found.listeners
    port, host = FlagKey(MAIN, "ferry", "port"), FlagKey(MAIN, "ferry", "host")
    assert each.address({}) == "0.0.0.0:8070"
    assert each.address({port: "9", host: "::1"}) == "::1:9"
    assert each.port({port: "9"}) == 9


@pytest.mark.parametrize(
    ("body", "condition", "on", "off"),
    [
        ("if o.Port > 0 {\nstart(*addr)\n}", "o.Port > 0", {"port": "1"}, {"port": "0"}),
        ('if *addr != "" {\nstart(*addr)\n}', '*addr != ""', {}, {"addr": ""}),
        ("if *verbose {\nstart(*addr)\n}", "*verbose", {"verbose": "true"}, {}),
        ("if !*verbose {\nstart(*addr)\n}", "!(*verbose)", {}, {"verbose": "true"}),
        ("if *verbose {\n} else {\nstart(*addr)\n}", "!(*verbose)", {}, {"verbose": "true"}),
        ("if *verbose {\nreturn\n}\nstart(*addr)", "!(*verbose)", {}, {"verbose": "true"}),
        ("if 0 < o.Port {\nstart(*addr)\n}", "0 < o.Port", {}, {"port": "0"}),
        ("if len(*addr) > 0 {\nstart(*addr)\n}", "len(*addr) > 0", {}, {"addr": ""}),
        (
            "if *verbose && o.Port == 5 {\nstart(*addr)\n}",
            "*verbose && o.Port == 5",
            {"verbose": "true", "port": "5"},
            {"verbose": "true"},
        ),
    ],
)
def test_condition(body: str, condition: str, on: dict[str, str], off: dict[str, str]) -> None:
    (each,) = listening(FLAGS + body, STARTED).listeners
    assert each.condition == condition
    assert each.doubts == ()
    assert each.active({FlagKey(MAIN, "ferry", k): v for k, v in on.items()})
    assert not each.active({FlagKey(MAIN, "ferry", k): v for k, v in off.items()})


def test_condition_that_no_flag_tells() -> None:
    body = (
        '_, err := net.Dial("tcp", "")\nif err != nil {\nreturn\n}\nif ready() {\nstart(*addr)\n}'
    )
    (each,) = listening(FLAGS + body, STARTED + "\nfunc ready() bool { return true }\n").listeners
    assert (each.condition, each.doubts) == ("", ("ready()",))
    assert each.active()


def test_value_replaced_under_a_condition() -> None:
    body = 'a := *addr\nif a == "*" {\na = ":1"\n}\nstart(a)'
    plain, replaced = sorted(
        listening(FLAGS + body, STARTED).listeners, key=lambda e: -len(e.listener.address)
    )
    star = {FlagKey(MAIN, "ferry", "addr"): "*"}
    assert (plain.listener.address, plain.active(), plain.active(star)) == (":8072", True, False)
    assert (replaced.listener.address, replaced.active(), replaced.active(star)) == (
        ":1",
        False,
        True,
    )


def test_default_that_is_not_known() -> None:
    body = 'port := flag.String("port", where(), "")\nflag.Parse()\nstart(":" + *port)'
    more = STARTED + '\nfunc where() string { r, _ := http.Get("x"); return r.Status }\n'
    (each,) = listening(body, more).listeners
    assert (each.listener.address, each.listener.port) == ("", 0)
    assert each.listener.text == "default of --port, which is not known"
    assert each.address({FlagKey(MAIN, "ferry", "port"): "80"}) == ":80"


HANDED_ON = """
package main

import (
	"flag"
	"fmt"
	"net"

	"github.com/spf13/cobra"
)

const base = 8070

MADE

func main() {
	root := &cobra.Command{
		Use: "ferry",
		Run: func(*cobra.Command, []string) {
			net.Listen("tcp", fmt.Sprintf(":%d", USE))
		},
	}
	root.PersistentFlags().AddGoFlagSet(flag.CommandLine)
	root.Execute()
}
"""


@pytest.mark.parametrize(
    ("made", "use"),
    [
        ('var port = flag.Uint("port", base + 3, "")', "*port"),
        ('var port uint\nfunc init() { flag.UintVar(&port, "port", base + 3, "") }', "port"),
    ],
    ids=["pointer", "variable"],
)
def test_a_flag_of_the_standard_set_that_is_handed_on(made: str, use: str) -> None:
    text = HANDED_ON.replace("MADE", made).replace("USE", use)
    assert told(listening_in({f"{MAIN}/main.go": text})) == [(":8073", "port")]


def test_either_of_two_flags() -> None:
    more = """
func where(addr string, port int) (string, string) {
	if addr != "" {
		at := strings.Index(addr, "://")
		if at < 0 {
			return "tcp", addr
		}
		return addr[:at], addr[at+3:]
	}
	return "tcp", fmt.Sprintf(":%d", port)
}
"""
    flags = (
        'addr := flag.String("addr", "", "")\nport := flag.Int("port", 9090, "")\nflag.Parse()\n'
    )
    body = flags + "network, address := where(*addr, *port)\nnet.Listen(network, address)"
    by_addr, by_port = listening(body, more).listeners
    given = {FlagKey(MAIN, "ferry", "addr"): "unix:///run/x.sock"}
    assert (by_addr.active(), by_port.active()) == (False, True)
    assert (by_addr.active(given), by_port.active(given)) == (True, False)
    assert (by_addr.address(given), by_addr.port(given)) == ("unix:///run/x.sock", 0)
    assert by_port.listener.port == 9090


@pytest.mark.parametrize(
    "body",
    [
        "start(fmt.Sprint(o.Port))",
        'start(fmt.Sprintf("%x", o.Port))',
        'o.Host = unknown()\nnet.Listen("tcp", unknown())',
        'm := map[string]string{}\nstart(m["a"])',
        'var a string\nfmt.Sscan(":1", &a)\nstart(a)',
        'for _, a := range []string{":1", ":2"} {\nstart(a)\n}',
        "s := &http.Server{}\ns.ListenAndServe()",
    ],
)
def test_untraced_is_a_diagnostic(body: str) -> None:
    more = (
        STARTED
        + "\nfunc unknown() string { return http.DefaultClient.Jar.(fmt.Stringer).String() }\n"
    )
    found = listening(FLAGS + body, more)
    assert found.listeners == ()
    (diagnostic,) = found.diagnostics
    assert diagnostic.subject == MAIN
    assert diagnostic.location is not None
    assert diagnostic.location.file == f"{MAIN}/main.go"


def test_any_free_port_is_a_diagnostic() -> None:
    found = listening('net.Listen("tcp", "127.0.0.1:0")')
    assert found.listeners == ()
    assert [d.message for d in found.diagnostics] == ["it listens on any free port"]


def test_fields_of_the_same_name_are_told_apart() -> None:
    body = """
a := &options{}
b := &adminOptions{}
flag.IntVar(&a.Port, "one", 1111, "")
flag.IntVar(&b.Port, "two", 2222, "")
flag.Parse()
net.Listen("tcp", fmt.Sprintf(":%d", b.Port))
"""
    assert told(listening(body, STARTED)) == [(":2222", "two")]


def test_what_nothing_calls_listens_on_nothing() -> None:
    more = """
type mock struct{}

func (m *mock) Start() { net.Listen("tcp", ":1") }

func newMock() *mock { return &mock{} }

func unused() { net.Listen("tcp", ":2"); (&mock{}).Start() }

type job struct{}

func (j *job) Start() { net.Listen("tcp", ":3") }
"""
    assert told(listening("j := &job{}\nj.Start()", more)) == [(":3", "")]


def test_a_library_may_call_a_method() -> None:
    more = """
type handler struct{}

func (h handler) ServeHTTP(w http.ResponseWriter, r *http.Request) { net.Listen("tcp", ":3") }
"""
    assert told(listening('http.Handle("/", handler{})', more)) == [(":3", "")]


def test_no_library_knows_a_method_with_own_types() -> None:
    more = """
type env struct{}

type handler struct{}

func (h handler) Build(e env) { net.Listen("tcp", ":3") }
"""
    assert told(listening("fmt.Println(handler{})", more)) == []


def test_across_packages_interfaces_and_tables_of_functions() -> None:
    main = f"""package main

import (
	"flag"

	"{MODULE}/pkg/dock"
	"{MODULE}/pkg/pier"
)

func main() {{
	args := dock.Defaults()
	flag.StringVar(&args.Nested.Address, "address", args.Nested.Address, "")
	flag.Uint64Var(&args.Metrics, "metrics", args.Metrics, "")
	flag.Parse()
	var p pier.Pier = dock.New(args)
	p.Open()
}}
"""
    pier = "package pier\n\ntype Pier interface {\n\tOpen() error\n}\n"
    dock = """package dock

import (
	"fmt"
	"net"
)

type Args struct {
	Nested  Nested
	Metrics uint64
}

type Nested struct {
	Address string
}

type listenFunc func(network, address string) (net.Listener, error)

type table struct {
	listen  listenFunc
	monitor func(port uint64, l listenFunc) error
}

type Dock struct {
	args  *Args
	table *table
}

func Defaults() *Args {
	return &Args{Nested: Nested{Address: ":9901"}, Metrics: 9902}
}

func New(a *Args) *Dock {
	return &Dock{args: a, table: &table{listen: net.Listen, monitor: monitor}}
}

func (d *Dock) Open() error {
	if _, err := d.table.listen("tcp", d.args.Nested.Address); err != nil {
		return err
	}
	return d.table.monitor(d.args.Metrics, d.table.listen)
}

func monitor(port uint64, l listenFunc) error {
	_, err := l("tcp", fmt.Sprintf(":%d", port))
	return err
}
"""
    files = {f"{MAIN}/main.go": main, "pkg/dock/dock.go": dock, "pkg/pier/pier.go": pier}
    found = listening_in(files)
    assert found.diagnostics == ()
    assert told(found) == [(":9901", "address"), (":9902", "metrics")]
    lines = dock.split("\n")
    first, second = (each.listener for each in found.listeners)
    assert first.location.file == second.location.file == "pkg/dock/dock.go"
    assert 'Address: ":9901"' in lines[first.location.line - 1]
    assert first.listens is not None
    assert "d.table.listen(" in lines[first.listens.line - 1]
    assert second.listens is not None
    assert 'l("tcp"' in lines[second.listens.line - 1]


def test_flag_that_is_not_evaluated_makes_its_variable_unknown() -> None:
    body = "o := &options{Port: 7}\nregister(&o.Port)\ns := &server{port: o.Port}\ns.run()"
    found = listening(body, STARTED + "\nfunc register(p *int) {}\n")
    assert found.listeners == ()
    assert len(found.diagnostics) == 1


@pytest.mark.parametrize(
    "body",
    [
        'net.Listen("tcp", ' + "(" * 3000 + '":1"' + ")" * 3000 + ")",
        'net.Listen("tcp", ' + '"a"+' * 3000 + '":1")',
        "if " + "!" * 3000 + 'true {\nnet.Listen("tcp", ":1")\n}',
        'a := ":1"\n' + "a = a + a\n" * 3000 + 'net.Listen("tcp", a)',
        'net.Listen("tcp"',
        "net.Listen(,)",
        'a := a\nnet.Listen("tcp", a)',
        'f := net.Listen\nf = f\nf("tcp", g(f))',
    ],
)
def test_hostile_source_ends(body: str) -> None:
    more = "\nfunc g(x interface{}) string { return g(g) }\n"
    found = listening(body, more)
    assert isinstance(found, Listening)


def test_a_program_without_files() -> None:
    loader = new_loader(Tree({}, lambda keys: [], {MODULE: ""}))
    program = Program("gone", "cmd/gone", Role.PRODUCT, Location("cmd/gone/main.go", 1))
    assert go_listeners(program, Codebase(loader)) == Listening((), ())


TRUTH = Path(__file__).parent / "truth" / "deploy-1.1.0.json"
# The programs' packages by the names that the truth has for them.
PACKAGES = {
    "pilot-agent": "pilot/cmd/pilot-agent",
    "pilot-discovery": "pilot/cmd/pilot-discovery",
    "mixs": "mixer/cmd/mixs",
    "galley": "galley/cmd/galley",
    "istio_ca": "security/cmd/istio_ca",
    "sidecar-injector": "pilot/cmd/sidecar-injector",
}


def read_tree(repository: Repository, tag: str) -> Tree:
    """The Go files of a tag."""
    entries = repository.tree(repository.commit(tag).id)
    folders = go_files(entries)
    return Tree(folders, repository.read_blobs, {"istio.io/istio": ""}, None, TRIGGERS)


@pytest.fixture(scope="module")
def real(place: str) -> dict[str, Listening]:
    """What the programs of 1.1.0 that the truth speaks of listen on."""
    with locate("istio/istio", {"istio/istio": place}, tags=["1.1.0"]) as repository:
        loader = new_loader(read_tree(repository, "1.1.0"))
        codebase = Codebase(loader)
        return {
            name: go_listeners(program_of(loader, package), codebase)
            for name, package in PACKAGES.items()
        }


@pytest.mark.real
def test_every_listener_of_the_truth(real: dict[str, Listening]) -> None:
    for wanted in json.loads(TRUTH.read_text("utf-8"))["listeners"]:
        if wanted["process"] == "envoy":
            continue
        name, port = wanted["process"], wanted["port"]
        found = [each for each in real[name].listeners if _gives(each, wanted)]
        assert len(found) == 1, (name, port)
        if wanted["set_by"].endswith("default"):
            place = found[0].listener.location
            assert f"{place.file}:{place.line}" in wanted["evidence"]
        if wanted["set_by"].startswith("literal"):
            assert found[0].listener.set_by is SetBy.LITERAL


def _gives(each: GoListener, wanted: dict[str, Any]) -> bool:
    """Whether a listener is the one that the truth tells of: by its flag, or by its port."""
    flag = each.listener.flag
    if not wanted["set_by"].startswith("--"):
        return flag is None and each.listener.port == wanted["port"]
    named = wanted["set_by"].split()[0].partition("=")[0].lstrip("-")
    return flag is not None and flag.name == named and _value(each, str(wanted["port"]))


def _value(each: GoListener, port: str) -> bool:
    """Whether it listens on a port where its flag is given that, or an address with it."""
    flag = each.listener.flag
    assert flag is not None
    address = port if each.listener.address == f":{each.listener.port}" else f":{port}"
    if not port.isdigit():
        return each.active({flag: port}) and each.address({flag: port}) == port
    given = {flag: port} if each.parts[-1].text.isdigit() else {flag: address}
    return each.active(given) and each.port(given) == int(port)


@pytest.mark.real
def test_every_flag_of_the_truth_is_listened_on_where_it_says(real: dict[str, Listening]) -> None:
    wanted = [f for f in json.loads(TRUTH.read_text("utf-8"))["flags"] if "listen_at" in f]
    assert len(wanted) == 11
    for flag in wanted:
        found = [
            each.listener
            for each in real[flag["binary"]].listeners
            if each.listener.flag is not None and each.listener.flag.name == flag["flag"]
        ]
        assert len(found) == 1, flag["flag"]
        place = found[0].location
        assert f"{place.file}:{place.line}" == flag.get("default_at", flag["at"])
        listens = found[0].listens
        assert listens is not None
        assert listens.file.rpartition("/")[0] == flag["listen_at"].rpartition("/")[0]


@pytest.mark.real
def test_the_rest_of_1_1_0(real: dict[str, Listening]) -> None:
    on = {
        name: sorted(e.listener.port for e in found.listeners if e.active())
        for name, found in real.items()
    }
    assert on == {
        "pilot-agent": [],
        "pilot-discovery": [8080, 9876, 15010, 15012, 15014],
        "mixs": [9091, 9876, 15014, 42422],
        "galley": [443, 9876, 9901, 15014],
        "istio_ca": [8060, 9876, 15014],
        "sidecar-injector": [443],
    }
    control = [e for found in real.values() for e in found.listeners if e.listener.port == 9876]
    assert {e.listener.address for e in control if e.active()} == {"127.0.0.1:9876"}
    assert not any(found.diagnostics for found in real.values())
