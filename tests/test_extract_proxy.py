"""The proxy's repository: pins, Bazel's targets, the filters that C++ sources register."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from trees import folder, tree

from xref.deployment import Filter, Proxy
from xref.errors import XrefError
from xref.extract.bazel import Workspace
from xref.extract.files import Files
from xref.extract.pins import Pin, pins
from xref.extract.proxy import program_of, proxy
from xref.gitsource import Repository, locate
from xref.model import Location, Role
from xref.syntax import parse, query

QUERIES = Path(__file__).resolve().parent.parent / "queries"
SAMPLE = Path(__file__).resolve().parent.parent / "xref" / "sample"
COMMIT = "0123456789abcdef0123456789abcdef01234567"
OTHER = "89abcdef0123456789abcdef0123456789abcdef"
PIN = Pin("PROXY_REPO_SHA", "lagoon/proxy", COMMIT, Location("lagoon.deps", 5))


def matches(language: str, name: str, source: str) -> list[dict[str, str]]:
    """The captured texts of every match, by capture name."""
    data = source.encode()
    return [
        {
            capture: data[nodes[0].start_byte : nodes[0].end_byte].decode()
            for capture, nodes in sorted(captures.items())
        }
        for captures in query(language, name).matches(parse(language, data).root_node)
    ]


# Queries


def test_rules_are_calls_with_a_name() -> None:
    source = """\
load("//a:b.bzl", "c")
cc_library(name = "one", srcs = ["a.cc"])
http_archive(name = ENVOY + "_api")
exports_files(["LICENSE"])
[cc_test(name = "each") for each in EACH]
"""
    assert matches("starlark", "rule", source) == [
        {
            "definition.rule": 'cc_library(name = "one", srcs = ["a.cc"])',
            "key": "name",
            "kind": "cc_library",
            "name": '"one"',
        },
        {
            "definition.rule": 'http_archive(name = ENVOY + "_api")',
            "key": "name",
            "kind": "http_archive",
            "name": 'ENVOY + "_api"',
        },
    ]


def test_constants_are_variables_of_the_file() -> None:
    source = 'A = "x"\nf(a = "y")\ndef g():\n    B = "z"\n'
    assert matches("starlark", "constant", source) == [
        {"definition.constant": 'A = "x"', "name": "A", "value": '"x"'}
    ]


def test_registrations() -> None:
    source = """\
static Registry::RegisterFactory<One, Http> registered_;
REGISTER_FACTORY(Two, Server::Network);
LEGACY_REGISTER_FACTORY(Three, Network, "old");
REGISTER_WASM_EXTENSION(Four);
proxy_wasm::RegisterNullVmPluginFactory five("five", []() { return 1; });
Registry::InjectFactory<Six> inject(x);
"""
    found = [
        {key: text for key, text in match.items() if key != "definition.registration"}
        for match in matches("cpp", "registration", source)
    ]
    assert found == [
        {"arguments": "<One, Http>", "kind": "RegisterFactory"},
        {"arguments": "(Two, Server::Network)", "kind": "REGISTER_FACTORY"},
        {"arguments": '(Three, Network, "old")', "kind": "LEGACY_REGISTER_FACTORY"},
        {"arguments": "(Four)", "kind": "REGISTER_WASM_EXTENSION"},
        {
            "kind": "proxy_wasm::RegisterNullVmPluginFactory",
            "plugin": '("five", []() { return 1; })',
        },
    ]


def test_what_names_a_factory() -> None:
    source = """\
class Factory : public Base<Config> {
 public:
  Factory() : Base("one") {}
  std::string name() const override { return "two"; }
};
"""
    assert matches("cpp", "factory", source) == [
        {"bases": ": public Base<Config>"},
        {"initializer": 'Base("one")'},
        {"return": 'return "two";', "value": '"two"'},
    ]


def test_constants_of_cpp() -> None:
    source = """\
#define MACRO "a"
const char Names::kOne[] = "b";
class C { const std::string two = "c"; int three; };
"""
    assert matches("cpp", "constant", source) == [
        {"name": "MACRO", "value": '"a"'},
        {"name": "Names::kOne[]", "value": '"b"'},
        {"name": "two", "value": '"c"'},
    ]


def test_every_query_of_these_languages_is_tested_here() -> None:
    here = Path(__file__).read_text(encoding="utf-8")
    for language in ("starlark", "cpp"):
        for file in QUERIES.glob(f"{language}/*.scm"):
            assert f'matches("{language}", "{file.stem}", ' in here, file.stem


# Pins


def entry(name: str, repo: str, sha: Any) -> dict[str, Any]:
    return {"_comment": "", "name": name, "repoName": repo, "file": "", "lastStableSHA": sha}


def deps(*entries: dict[str, Any]) -> str:
    return json.dumps([*entries], indent=1)


def test_pins_have_the_projects_owner_and_their_lines() -> None:
    text = deps(
        entry("API_SHA", "other/api", OTHER),
        entry("PROXY_REPO_SHA", "proxy", COMMIT),
        entry("GATE_IMAGE", "gate", "v1.0.1"),
    )
    found = pins(tree({"lagoon.deps": text, "vendor/x/istio.deps": text}), "lagoon/lagoon")
    assert found.all == (
        Pin("API_SHA", "other/api", OTHER, Location("lagoon.deps", 7)),
        Pin("PROXY_REPO_SHA", "lagoon/proxy", COMMIT, Location("lagoon.deps", 14)),
    )
    assert found.proxy == found.all[1]
    assert found.diagnostics == ()


def test_pins_with_one_commit_have_their_own_lines() -> None:
    text = deps(entry("A", "a", COMMIT), entry("B", "b", COMMIT))
    assert [p.location.line for p in pins(tree({"x.deps": text}), "o/n").all] == [7, 14]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (deps(entry("PROXY_REPO_SHA", "proxy", "main")), "PROXY_REPO_SHA names no commit: 'main'"),
        ('{"lastStableSHA": 1}', "cannot be read: not a list of pins"),
        ('[{"lastStableSHA": ', "cannot be read: Expecting value"),
        ('{"lastStableSHA": ' + "[" * 100_000, "cannot be read: maximum recursion depth"),
    ],
)
def test_pins_that_cannot_be_read_are_told(text: str, told: str) -> None:
    found = pins(tree({"x.deps": text}), "o/n")
    assert found.proxy is None
    [diagnostic] = found.diagnostics
    assert diagnostic.message.startswith(told)


@pytest.mark.parametrize("text", ["[]", "", '[{"repoName": "proxy"}]', '["lastStableSHA"]'])
def test_no_pins(text: str) -> None:
    assert pins(tree({"x.deps": text}), "o/n").all == ()


# Bazel

BINARY = """\
envoy_cc_binary(
    name = "envoy",
    repository = "@envoy",
    deps = [
        {deps}
        "@envoy//source/exe:envoy_main_entry_lib",
    ],
)
"""


def targets(build: str, **files: str) -> Workspace:
    return Workspace(tree({"a/BUILD": build, **files}, "lagoon/proxy"))


@pytest.mark.parametrize(
    ("value", "labels"),
    [
        ('["x", "y"]', ["x", "y"]),
        ('["x"] + Y', ["x", "y1", "y2"]),
        ('["x" + SUFFIX]', ["x_lib"]),
        ('"x" + SUFFIX', ["x_lib"]),
        ('["x" +  # why\n "y" + SUFFIX]', ["xy_lib"]),
        ('select({"//c": ["a"], "//conditions:default": ["b"]})', ["b"]),
        ('["x"] + (["y"])', ["x", "y"]),
    ],
)
def test_labels(value: str, labels: list[str]) -> None:
    build = f'Y = ["y1", "y2"]\nSUFFIX = "_lib"\nr(name = "t", deps = {value})\n'
    workspace = targets(build)
    target = workspace.target("//a:t")
    assert target is not None
    assert [text for text, _ in workspace.labels(target, "deps")] == labels
    assert workspace.diagnostics == []


@pytest.mark.parametrize(
    ("value", "told"),
    [
        ("LOADED", "LOADED is not worked out"),
        ("f(1)", "f(1) is not worked out"),
        ('select({"//c": ["a"]})', 'select({"//c": ["a"]}) is not worked out'),
        ('["%s" % x]', '"%s" % x is not worked out'),
        ("ENDLESS", "an expression without end"),
        ("[DOUBLED, DOUBLED]", "an expression without end"),
    ],
)
def test_what_is_no_plain_label_is_told(value: str, told: str) -> None:
    build = f"""ENDLESS = ["x"] + ENDLESS\nDOUBLED = DOUBLED + DOUBLED
r(name = "t",\n deps = {value})\n"""
    workspace = targets(build)
    target = workspace.target("//a:t")
    assert target is not None
    assert len([*workspace.labels(target, "deps")]) < 100_000
    [diagnostic] = workspace.diagnostics
    assert diagnostic.message == f"deps of //a:t: {told}"
    assert diagnostic.location is not None
    assert diagnostic.location.file == "lagoon/proxy:a/BUILD"


@pytest.mark.parametrize(
    ("label", "name"),
    [(":t", "t"), ("t", "t"), ("//a:t", "t"), ("//a", "a"), ("@own//a:t", "t"), ("@//a:t", "t")],
)
def test_a_target_by_its_label(label: str, name: str) -> None:
    workspace = targets('r(name = "t")\nr(name = "a")\n', WORKSPACE='workspace(name = "own")\n')
    target = workspace.target(label, "a")
    assert target is not None
    assert target.name == name


@pytest.mark.parametrize("label", ["@envoy//a:t", "//b:t", "//a:none", "@t"])
def test_no_target(label: str) -> None:
    assert targets('r(name = "t")\n').target(label, "a") is None


def test_globs_stay_in_their_package() -> None:
    paths = ("a/x.cc", "a/x_test.cc", "a/b/y.cc", "a/c/BUILD", "a/c/z.cc", "w.cc")
    build = """\
r(name = "t", srcs = glob(["*.cc"], exclude = ["*_test.cc"]))
r(name = "all", srcs = glob(["**/*.cc"]))
"""
    workspace = Workspace(tree({"a/BUILD": build, **dict.fromkeys(paths, "")}))
    one, every = workspace.target("//a:t"), workspace.target("//a:all")
    assert one is not None
    assert every is not None
    assert workspace.sources(one) == ["a/x.cc"]
    assert workspace.sources(every) == ["a/b/y.cc", "a/x.cc", "a/x_test.cc"]


# Filters

HTTP = "Server::Configuration::NamedHttpFilterConfigFactory"


def built(source: str, **more: str) -> Proxy:
    """A proxy with one library of one source."""
    files = {
        "BUILD": BINARY.format(deps='"//f:lib",'),
        "f/BUILD": 'cc_library(name = "lib", srcs = ["f.cc"])\n',
        "f/f.cc": source,
        **more,
    }
    return proxy(tree({k.replace("__", "."): v for k, v in files.items()}), PIN)


def only_filter(found: Proxy) -> Filter:
    [each] = found.filters
    return each


@pytest.mark.parametrize(
    "body",
    [
        'class F : public X {\n std::string name() override { return "it"; }\n};',
        'struct F : X {\n std::string name() const override { return {"it"}; }\n};',
        'class F : public X {\n const std::string& name() const { return "i" "t"; }\n};',
        'class F : public X {};\nstd::string F::name() const { return "it"; }',
        'class F : public Base<C> {\n public:\n F() : Base("it") {}\n};',
        'class F : public a::Base<C> { F(); };\nF::F() : a::Base<C>("it", false) {}',
        'const char kName[] = "it";\nclass F : X {\n std::string name() { return kName; }\n};',
        '#define NAME "it"\nclass F : X {\n std::string name() { return NAME; }\n};',
        'constexpr absl::string_view kName = "it";\n'
        "class F : X {\n std::string name() { return std::string(kName); }\n};",
        'class N { const std::string it = "it"; };\n'
        "class F : X {\n std::string name() { return Names::get().it; }\n};",
        'class G : public X {\n std::string name() override { return "it"; }\n};\n'
        "class F : public G {};",
        'namespace a { const char k[] = "no"; }\nnamespace b { const char k[] = "it"; }\n'
        "class F : X {\n std::string name() { return b::k; }\n};",
    ],
)
def test_the_name_of_a_factory(body: str) -> None:
    found = built(f"{body}\nREGISTER_FACTORY(F, {HTTP});\n")
    assert (only_filter(found).name, only_filter(found).kind) == ("it", "http")
    assert only_filter(found).registered == Location("f/f.cc", body.count("\n") + 2)


@pytest.mark.parametrize(
    "body",
    [
        "class F : public X {\n std::string name() override { return name_; }\n};",
        "class F : public X {\n std::string name() override { return absl::StrCat(a, b); }\n};",
        'class F : public X {\n std::string name() { if (x) return "a"; return "b"; }\n};',
        'class F : public X {\n std::string name() override { return "a\\x41"; }\n};',
        'class G : public X {\n std::string name() override { return "it"; }\n};',
        "const char a[] = b;\nconst char b[] = a;\n"
        "class F : X {\n std::string name() { return a; }\n};",
        "class F : public F {};",
        'namespace a { const char k[] = "x"; }\nnamespace b { const char k[] = "y"; }\n'
        "class F : X {\n std::string name() { return k; }\n};",
    ],
)
def test_a_name_that_cannot_be_told_is_no_guess(body: str) -> None:
    found = built(f"{body}\nREGISTER_FACTORY(F, {HTTP});\n")
    assert (only_filter(found).name, only_filter(found).named) == ("", None)
    assert [d.message for d in found.diagnostics][1:] == ["the name of F cannot be told"]


@pytest.mark.parametrize(
    ("category", "kind"),
    [
        (HTTP, "http"),
        ("Server::Configuration::NamedUpstreamNetworkFilterConfigFactory", "network"),
        ("NamedListenerFilterConfigFactory", "listener"),
        ("::Envoy::NullVmPluginFactory", "wasm"),
    ],
)
def test_the_kind_of_a_filter(category: str, kind: str) -> None:
    source = f"""class F : X {{ std::string name() {{ return "it"; }} }};
static Registry::RegisterFactory<
    F, {category}>
    registered_;
"""
    assert only_filter(built(source)).kind == kind
    assert only_filter(built(source)).registered == Location("f/f.cc", 2)


def test_other_extensions_are_no_filters() -> None:
    found = built("REGISTER_FACTORY(F, Server::Configuration::BootstrapExtensionFactory);\n")
    assert found.filters == ()
    assert "//f:lib registers nothing" not in "".join(d.message for d in found.diagnostics)


def test_what_registers_nothing_is_told() -> None:
    messages = [each.message for each in built("int x;\n").diagnostics]
    assert "//f:lib registers nothing that can be found" in messages


def test_a_name_is_followed_through_headers_to_the_source_beside_them() -> None:
    source = f"""#include "f/f.h"
#include "missing.h"
static Registry::RegisterFactory<F, {HTTP}> registered_;
"""
    header = """#include "../util/names.h"
class F : public X { std::string name() override { return Utils::Names::kIt; } };
"""
    names = {
        "util/names__h": "namespace Utils { struct Names { static const char kIt[]; }; }\n",
        "util/names__cc": 'namespace Utils {\nconst char Names::kIt[] = "it";\n}\n',
    }
    header = header.replace("../util", "util")
    each = only_filter(built(source, f__h="", **{"f/f__h": header}, **names))
    assert (each.name, each.named) == ("it", Location("util/names.cc", 2))


def test_a_filter_belongs_to_the_nearest_dependency() -> None:
    build = """\
cc_library(name = "far", deps = [":near"])
cc_library(name = "near", srcs = ["near.cc"])
alias(name = "other", actual = "//g")
"""
    source = 'class F : X {{ std::string name() {{ return "{}"; }} }};\nREGISTER_FACTORY(F, {});\n'
    files = {
        "src/envoy/BUILD": BINARY.format(deps='"//f:far",\n"//f:near",\n"//f:other",'),
        "f/BUILD": build,
        "f/near.cc": source.format("near", HTTP),
        "g/BUILD": 'cc_library(name = "g", srcs = ["g.cc"])\n',
        "g/g.cc": source.format("forwarded", HTTP),
    }
    found = proxy(tree(files), PIN)
    assert [(f.name, f.target, f.folder, f.location.line) for f in found.filters] == [
        ("near", "//f:near", "f", 6),
        ("forwarded", "//f:other", "g", 7),
    ]
    program = program_of(found)
    assert program is not None
    assert (program.name, program.package, program.role) == ("envoy", "src/envoy", Role.PRODUCT)
    assert (program.kind, program.location) == ("bazel", Location("src/envoy/BUILD", 2))


def test_the_binary_is_the_one_that_links_envoy() -> None:
    files = {
        "bench/BUILD": BINARY.replace("envoy_main_entry_lib", "other_lib").format(deps=""),
        "test/BUILD": BINARY.format(deps=""),
        "BUILD": "# ours\n" + BINARY.format(deps=""),
    }
    found = proxy(tree(files, "lagoon/proxy"), PIN)
    assert (found.target, found.location) == ("//:envoy", Location("lagoon/proxy:BUILD", 2))
    program = program_of(found)
    assert program is not None
    assert program.package == "."


def test_no_binary() -> None:
    found = proxy(tree({"BUILD": "cc_binary(name = 'x')\n"}), PIN)
    assert (found.target, found.name, found.location) == ("", "", PIN.location)
    assert [each.message for each in found.diagnostics] == [
        "lagoon/proxy has no target that links Envoy",
        "lagoon/proxy names no commit of Envoy",
    ]
    assert program_of(found) is None


@pytest.mark.parametrize(
    ("workspace", "line"),
    [
        (f'SHA = "{OTHER}"\nhttp_archive(name = "envoy", strip_prefix = "envoy-" + SHA)\n', 1),
        (f'git_repository(\n name = "envoy",\n commit = "{OTHER}",\n)\n', 3),
        (f'N = "envoy"\nhttp_archive(\n name = N,\n urls = [\n  "x/{OTHER}.zip"])\n', 5),
    ],
)
def test_the_commit_of_envoy(workspace: str, line: int) -> None:
    found = proxy(tree({"WORKSPACE": workspace}), PIN)
    assert (found.envoy, found.envoy_pinned) == (OTHER, Location("WORKSPACE", line))


def test_the_samples_proxy() -> None:
    found = proxy(tree(folder(SAMPLE / "proxy" / "1.0.0"), "lagoon/proxy"), PIN)
    assert found.diagnostics == ()
    assert (found.target, found.name) == ("//src/envoy:envoy", "envoy")
    assert [(f.kind, f.name) for f in found.filters] == [
        ("http", "lagoon_authn"),
        ("http", "gauge"),
        ("network", "gauge"),
    ]
    assert [each.file for each in found.libraries] == ["lagoon/proxy:src/gauge/client"]


@pytest.mark.parametrize(
    "source",
    [
        "if (x) { return 1; " * 20_000,
        "(" * 100_000,
        'class F : X { std::string name() { return "' + "x" * 100_000,
        '#include "f/f.cc"\nREGISTER_FACTORY(F, NamedHttpFilterConfigFactory);\n',
        "a::" * 100_000 + "b;",
        "REGISTER_FACTORY(" * 10_000,
        "".join(
            f"REGISTER_FACTORY(F{n}, NamedHttpFilterConfigFactory);\n"
            f"std::string F{n}::name() {{ return a; }}\n"
            for n in range(2_000)
        ),
    ],
)
def test_hostile_sources_end(source: str) -> None:
    assert built(source + "\n// REGISTER_FACTORY\n").diagnostics != ()


@pytest.mark.parametrize(
    "build",
    [
        'cc_library(name = "lib", deps = [":lib", ":lib"])\n',
        "[" * 100_000,
        'cc_library(name = "lib", srcs = ' + "[] + " * 20_000 + "[])\n",
        'cc_library(name = "lib", srcs = glob(["' + "*a" * 1000 + '"]))\n',
        "".join(f'cc_library(name = "l{n}", srcs = [x({n})])\n' for n in range(4_000))
        + f'cc_library(name = "lib", deps = {[f":l{n}" for n in range(4_000)]})\n',
    ],
)
def test_hostile_build_files_end(build: str) -> None:
    files = {"BUILD": BINARY.format(deps='"//f:lib",'), "f/BUILD": build}
    assert proxy(tree(files), PIN).diagnostics != ()


# Real releases

ISTIO, ISTIO_PROXY = "istio/istio", "istio/proxy"
TAGS = ("0.8.0", "1.0.9", "1.1.0", "1.1.16", "1.2.7", "1.2.10", "1.3.2", "1.9.0", "1.20.0")


@pytest.fixture(scope="module")
def truth() -> Any:
    """What the sources of 1.1.0 say, read by people."""
    path = Path(__file__).parent / "truth" / "deploy-1.1.0.json"
    return json.loads(path.read_text("utf-8"))["proxy"]


def files_at(repository: Repository, rev: str, repo: str = "") -> Files:
    entries = repository.tree(repository.commit(rev).id)
    return Files({each.path: each.blob for each in entries}, repository.read_blobs, repo)


def pinned_at(place: str, tag: str) -> Pin:
    """The proxy's pin of a release; the test is skipped where the copy lacks the tag."""
    with locate(ISTIO, {ISTIO: place}) as repository:
        if tag not in repository.tags():
            pytest.skip(f"{place} has no tag {tag}")
        found = pins(files_at(repository, tag), ISTIO)
    assert found.diagnostics == ()
    assert found.proxy is not None
    return found.proxy


def proxy_at(pin: Pin) -> Proxy:
    """The proxy at a pin; the test is skipped where there is no local copy that has the commit."""
    try:
        repository = locate(pin.repo, commits=[pin.commit])
    except XrefError as error:
        pytest.skip(str(error))
    with repository:
        return proxy(files_at(repository, pin.commit, pin.repo), pin)


def at(place: Location | None) -> str:
    return f"{place.file}:{place.line}" if place is not None else ""


@pytest.mark.real
@pytest.mark.parametrize("tag", TAGS)
def test_a_release_pins_the_proxys_commit(place: str, truth: Any, tag: str) -> None:
    """Its own tag of that name may stand elsewhere, as at 1.1.16."""
    [told] = [each for each in truth["tag_map"] if each["istio_tag"] == tag]
    pin = pinned_at(place, tag)
    assert (pin.repo, pin.commit) == (ISTIO_PROXY, told["deps_sha"])


@pytest.mark.real
def test_the_proxy_of_1_1_0(place: str, truth: Any) -> None:
    found = proxy_at(pinned_at(place, "1.1.0"))
    target = truth["binary_target"]
    assert at(found.pinned) == truth["istio_deps"]["at"]
    assert found.commit == truth["istio_deps"]["sha"]
    assert (found.target, found.name) == (target["label"], target["name"])
    assert (at(found.location), at(found.named)) == (target["rule_at"], target["name_at"])
    assert (found.envoy, at(found.envoy_pinned)) == (truth["envoy"]["sha"], truth["envoy"]["at"])
    assert found.diagnostics == ()
    assert [
        {
            "dep": each.target,
            "dep_at": at(each.location),
            "dir": each.folder,
            "type": each.kind,
            "registered_name": each.name,
            "name_at": at(each.named),
            "register_at": at(each.registered),
        }
        for each in found.filters
    ] == truth["filters"]
    libraries = {each.file.removeprefix(f"{ISTIO_PROXY}:") for each in found.libraries}
    assert libraries >= {*truth["mixer_client_libs"]}


@pytest.mark.real
@pytest.mark.parametrize(
    ("tag", "package", "kinds"),
    [
        ("1.0.9", "src/envoy", {"http": 3, "network": 1}),
        ("1.4.0", "src/envoy", {"wasm": 3, "http": 4, "network": 6}),
        ("1.16.0", "src/envoy", {"wasm": 5, "http": 4, "network": 8, "listener": 3}),
        ("1.20.0", ".", {"wasm": 2, "http": 4, "network": 3}),
        ("1.29.1", ".", {"http": 3, "network": 5}),
    ],
)
def test_the_proxies_of_other_releases(
    place: str, tag: str, package: str, kinds: dict[str, int]
) -> None:
    found = proxy_at(pinned_at(place, tag))
    program = program_of(found)
    assert program is not None
    assert (program.name, program.package) == ("envoy", package)
    assert len(found.envoy) == 40
    assert found.diagnostics == ()
    assert [each for each in found.filters if not each.name or each.named is None] == []
    assert {k: sum(f.kind == k for f in found.filters) for k in kinds} == kinds
    assert len(found.filters) == sum(kinds.values())
