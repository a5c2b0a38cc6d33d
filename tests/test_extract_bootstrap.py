"""Envoy's bootstrap templates: listeners, what they forward to, and the mesh's default ports."""

from __future__ import annotations

import json
from pathlib import Path
from textwrap import dedent

import pytest
from trees import tree

from xref.extract.bootstrap import Address, Bootstrap, bootstraps
from xref.extract.bootstrapmesh import ConfigPath, MeshDefault, proxy_defaults
from xref.extract.files import Files
from xref.gitsource import locate
from xref.model import Location

ISTIO = "istio/istio"

YAML = """\
admin:
  address:
    socket_address:
      address: 127.0.0.1
      port_value: 15000
static_resources:
  clusters:
  - name: in.8080
    hosts:
    - socket_address: {address: 127.0.0.1, port_value: 8080}
{{- if .ControlPlaneAuth }}
    tls_context:
      alpn: {{ .Alpn }}
{{- end }}
  - name: mixer
    load_assignment:
      endpoints:
      - lb_endpoints:
        - endpoint:
            address:
              pipe:
                path: /sock/mixer.socket
  listeners:
  - name: "plain"
    address:
      socket_address:
        address: {{ .Wildcard }}
        port_value: 15003
    filter_chains:
    - filters:
      - config:
          route_config:
            virtual_hosts:
            - routes:
              - route:
                  cluster: in.8080
{{- if .Secure }}
  - name: secure
    address:
      socket_address:
        address: 0.0.0.0
        port_value: {{ .SecurePort }}
    filter_chains:
    - filters:
      - config: {cluster: mixer}
{{- end }}
"""

JSON = """\
{
  "node": {"id": "{{ .id }}", "metadata": {{ .meta }}},
  {{- if .flush }}
  "flush": "{{ .flush }}"
  {{- end }}
  "admin": {
    "address": {
      "socketAddress": {"address": "{{ .localhost }}", "portValue": {{ .config.AdminPort }}}
    }
  },
  "static_resources": {
    "clusters": [
      {"name": "xds", "hosts": [{"socket_address": {{ .xds_address }}}]}
      {{ if .zipkin }}
      ,
      {"name": "zipkin", "hosts": [{"socket_address": {{ .zipkin }}}]}
      {{ else if .datadog }}
      ,
      {"name": "datadog", "hosts": [{"socket_address": {{ .datadog }}}]}
      {{ end }}
    ],
    "listeners": [
      {
        "address": {
          "socket_address": {
            "address": "0.0.0.0",
            "port_value": {{ if .fixed }}15090{{ else }}{{ .port }}{{ end }}
          }
        },
        "additional_addresses": [
          {"address": {"socket_address": {"address": "::", "port_value": 15091}}},
        ],
        "filter_chains": [{"filters": [{"config": {"routes": [
          {"route": {"weighted_clusters": {"clusters": [{"name": "xds"}, {"name": "zipkin"}]}}}
        ]}}]}]
      }
    ]
  }
}
"""


def read(text: str, path: str = "tools/envoy.tmpl") -> Bootstrap:
    [found] = bootstraps(tree({path: text}))
    assert found.file == path
    return found


def shown(address: Address) -> tuple[str, int, str, tuple[str, ...], int]:
    return address.address, address.port, address.text, address.guard, address.location.line


def test_yaml() -> None:
    found = read(YAML)
    assert found.diagnostics == ()
    assert [(e.name, e.admin, *shown(e.address)) for e in found.listeners] == [
        ("admin", True, "127.0.0.1", 15000, "15000", (), 5),
        ("plain", False, "{{ .Wildcard }}", 15003, "15003", (), 28),
        ("secure", False, "0.0.0.0", 0, "{{ .SecurePort }}", (".Secure",), 42),
    ]
    assert [e.address.field for e in found.listeners] == ["", "", "SecurePort"]
    assert [(c.name, c.location.line, [*map(shown, c.addresses)]) for c in found.clusters] == [
        ("in.8080", 8, [("127.0.0.1", 8080, "8080", (), 10)]),
        ("mixer", 15, [("unix:///sock/mixer.socket", 0, "", (), 22)]),
    ]
    assert [[(f.cluster, f.location.line) for f in e.forwards] for e in found.listeners] == [
        [],
        [("in.8080", 36)],
        [("mixer", 45)],
    ]
    upstreams = [[u.address for u in found.upstreams(each)] for each in found.listeners]
    assert upstreams == [[], ["127.0.0.1"], ["unix:///sock/mixer.socket"]]


def test_json() -> None:
    found = read(JSON)
    assert found.diagnostics == ()
    assert [(e.name, e.admin, *shown(e.address)) for e in found.listeners] == [
        ("admin", True, "{{ .localhost }}", 0, "{{ .config.AdminPort }}", (), 8),
        ("", False, "0.0.0.0", 15090, "15090", (".fixed",), 27),
        ("", False, "0.0.0.0", 0, "{{ .port }}", ("not (.fixed)",), 27),
        ("", False, "::", 15091, "15091", (), 31),
    ]
    assert found.listeners[0].address.field == "config.AdminPort"
    assert [(c.name, *map(shown, c.addresses)) for c in found.clusters] == [
        ("xds", ("", 0, "{{ .xds_address }}", (), 13)),
        ("zipkin", ("", 0, "{{ .zipkin }}", (".zipkin",), 16)),
        ("datadog", ("", 0, "{{ .datadog }}", ("not (.zipkin) and .datadog",), 19)),
    ]
    assert [f.cluster for f in found.listeners[1].forwards] == ["xds", "zipkin"]


@pytest.mark.parametrize("port", ["1{{ .x }}", "{{ .x }}1", "15{{ if .x }}0{{ end }}"])
@pytest.mark.parametrize("form", ["json", "yaml"])
def test_a_port_that_is_put_together_is_not_known(port: str, form: str) -> None:
    text = f'{{"admin": {{"address": {{"socket_address": {{"port_value": {port} }}}}}}}}'
    if form == "yaml":
        text = f"admin:\n  address:\n    socket_address:\n      port_value: {port}\n"
    [listener] = read(text).listeners
    assert (listener.address.port, listener.address.text) == (0, port)


def test_both_arms_of_a_condition_are_there() -> None:
    text = """\
    admin:
      address:
        socket_address:
    {{- if .a }}
          port_value: 1
    {{- else if .b }}
          port_value: 2
    {{- else }}
          port_value: 3
    {{- end }}
    """
    found = [(e.address.port, e.address.guard) for e in read(dedent(text)).listeners]
    assert found == [
        (1, (".a",)),
        (2, ("not (.a) and .b",)),
        (3, ("not (.a) and not (.b)",)),
    ]


def test_a_bootstrap_in_a_block_of_text() -> None:
    text = """\
    kind: ConfigMap
    {{- if .outer }}
    data:
      envoy.yaml.tmpl: |-
        admin:
          address:
            socket_address:
              port_value: 15000
        static_resources:
          listeners:
        {{"{{"}}- if .Inner {{"}}"}}
          - name: secure
            address:
              socket_address:
                address: {{"{{"}} .PodIP {{"}}"}}
                port_value: 9091
        {{"{{"}}- end {{"}}"}}
    {{- end }}
    """
    found = read(dedent(text), "charts/x/templates/configmap.yaml")
    assert [(e.name, *shown(e.address)) for e in found.listeners] == [
        ("admin", "", 15000, "15000", (".outer",), 8),
        ("secure", "{{ .PodIP }}", 9091, "9091", (".outer", ".Inner"), 16),
    ]


def test_lines_hold_behind_an_action_of_several_lines() -> None:
    text = (
        'node: {{ printf\n  "%s"\n  .id }}\nadmin: {address: {socket_address: {port_value: 1}}}\n'
    )
    [listener] = read(text).listeners
    assert listener.address.location == Location("tools/envoy.tmpl", 4)


def test_what_puts_in_whole_lines_is_told() -> None:
    found = read('admin: {address: {pipe: {path: /s}}}\n{{ include "more" . }}\n# socket_address\n')
    assert [shown(each.address)[0] for each in found.listeners] == ["unix:///s"]
    [diagnostic] = found.diagnostics
    assert diagnostic.message == 'what {{ include "more" . }} gives is not known'
    assert diagnostic.location == Location("tools/envoy.tmpl", 2)


def test_comments_with_quotes_and_braces() -> None:
    text = "{{/* don't \"mind } this */}}\nadmin: {address: {socket_address: {port_value: 7}}}\n"
    assert [each.address.port for each in read(text).listeners] == [7]


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("tests/data/envoy.yaml", YAML),
        ("samples/x/envoy.json", JSON),
        ("vendor/x/envoy.json", JSON),
        ("docs/envoy.md", YAML),
        ("charts/values.yaml", "admin: true\nsocket_address: x\n"),
        ("charts/values.yaml", "static: {}\n"),
        ("openapi.json", '{"description": "static_resources"}'),
    ],
)
def test_no_bootstrap(path: str, text: str) -> None:
    assert bootstraps(tree({path: text})) == ()


HEAD = "static_resources:\n"


@pytest.mark.parametrize(
    "text",
    [
        HEAD + "  listeners: [\n",
        '{"static_resources": {"listeners": [}',
        '{"static_resources": "}',
        '{"static_resources": 1}}',
        '{"static_resources": ' + "[" * 100_000,
        '{"static_resources": ' + "{{ if .x }}" * 10_000,
        HEAD + "{{ if .x }}\n" * 10_000,
        HEAD + "- " * 50_000,
        HEAD + "a: " + "x" * 300_000,
        HEAD + "".join(f"a{n}: &a{n} [{f'*a{n - 1}, ' * 9 if n else 1}]\n" for n in range(12)),
    ],
)
def test_hostile_texts_give_a_diagnostic(text: str) -> None:
    found = read(text)
    assert (found.listeners, found.clusters) == ((), ())
    assert len(found.diagnostics) == 1


@pytest.mark.parametrize("text", ["{{", '{{"', "{{/*", "{{`", '"{{', "{{}", "{{\n", '{"{{"'])
def test_unclosed_actions_end(text: str) -> None:
    for head in (HEAD, '{"static_resources": '):
        bootstraps(tree({"x.json": head + text * 20_000}))


# The mesh's default ports

MESH = """\
package mesh

// DefaultMeshConfig is what there is without a configuration.
func DefaultMeshConfig() meshconfig.MeshConfig {
	return meshconfig.MeshConfig{
		ProxyListenPort:        15001,
		ProxyInboundListenPort: inbound,
		IngressService:         "gateway",
	}
}

var other = Config{ProxyListenPort: 1}
"""


def test_the_mesh_s_default_ports() -> None:
    def at(field: str, port: int, text: str, line: int) -> MeshDefault:
        place = Location("pkg/mesh/mesh.go", line)
        return MeshDefault(field, port, text, "pkg/mesh", "DefaultMeshConfig", place)

    paths = ("pkg/mesh/mesh.go", "pkg/mesh/mesh_test.go", "vendor/m/mesh.go", "tests/mesh.go")
    assert proxy_defaults(tree(dict.fromkeys(paths, MESH))).ports == (
        at("ProxyListenPort", 15001, "15001", 6),
        at("ProxyInboundListenPort", 0, "inbound", 7),
    )


def test_paths_of_configuration_are_constants() -> None:
    text = """\
package bootstrap

const (
	// Template is the default one.
	Template = "./var/lib/envoy/envoy_tmpl.json"
	Name     = "envoy.json"
)

var mixed, Other = 1, "/etc/x.yaml"

func f() { local := "/etc/local.yaml" }
"""
    assert proxy_defaults(tree({"pkg/bootstrap/config.go": text})).paths == (
        ConfigPath(
            "Template",
            "/var/lib/envoy/envoy_tmpl.json",
            "pkg/bootstrap",
            Location("pkg/bootstrap/config.go", 5),
        ),
    )


# Real releases


def files_of(place: str, tag: str) -> Files:
    """The files of a release in memory; the test is skipped where the copy lacks the tag."""
    with locate(ISTIO, {ISTIO: place}) as repository:
        if tag not in repository.tags():
            pytest.skip(f"{place} has no tag {tag}")
        entries = repository.tree(repository.commit(tag).id)
        blobs = {e.path: e.blob for e in entries if not e.path.startswith("vendor/")}
        kept = dict(repository.read_blobs([*blobs.values()]))
    return Files(blobs, lambda ids: ((id_, kept.get(id_)) for id_ in ids))


@pytest.mark.real
def test_listeners_of_1_1_0(place: str) -> None:
    """Each place that people read off the sources as the evidence of a listener of Envoy."""
    path = Path(__file__).parent / "truth" / "deploy-1.1.0.json"
    listeners = json.loads(path.read_text("utf-8"))["listeners"]
    told = {
        (evidence, each["port"])
        for each in listeners
        if each["process"] == "envoy"
        for evidence in each["evidence"]
    }
    files = files_of(place, "1.1.0")
    found = bootstraps(files)
    assert [each.diagnostics for each in found if each.diagnostics] == []
    mine = {
        (f"{each.address.location.file}:{each.address.location.line}", each.address.port)
        for bootstrap in found
        for each in bootstrap.listeners
    }
    mesh = {(f"{m.location.file}:{m.location.line}", m.port) for m in proxy_defaults(files).ports}
    forwards = {("pilot/docker/envoy_pilot.yaml.tmpl:200", 15011)}
    chain = {("pilot/docker/envoy_pilot.yaml.tmpl:216", 15011)}
    admin = {("tools/deb/envoy_bootstrap_v2.json:71", 15000)}
    assert told - mine - mesh == forwards | chain | admin
    [sidecar] = [each for each in found if each.file == "tools/deb/envoy_bootstrap_v2.json"]
    assert sidecar.listeners[0].address.field == "config.ProxyAdminPort"
    [pilot] = [each for each in found if each.file == "pilot/docker/envoy_pilot.yaml.tmpl"]
    [xds] = [each for each in pilot.listeners if each.address.port == 15011]
    assert [f.location.line for f in xds.forwards] == [200]
    assert [(u.address, u.port) for u in pilot.upstreams(xds)] == [("127.0.0.1", 15010)]


@pytest.mark.real
@pytest.mark.parametrize("tag", ["1.0.9", "1.1.0", "1.6.0", "1.20.0"])
def test_the_default_bootstrap_is_a_path_in_a_constant(place: str, tag: str) -> None:
    path = "/var/lib/istio/envoy/envoy_bootstrap_tmpl.json"
    found = [each for each in proxy_defaults(files_of(place, tag)).paths if each.path == path]
    assert [(each.name, each.package) for each in found] == [("DefaultCfgDir", "pkg/bootstrap")]


@pytest.mark.real
@pytest.mark.parametrize(
    ("tag", "count"), [("0.8.0", 13), ("1.6.0", 13), ("1.12.0", 4), ("1.20.0", 7)]
)
def test_listeners_of_other_releases(place: str, tag: str, count: int) -> None:
    found = bootstraps(files_of(place, tag))
    assert [each.diagnostics for each in found if each.diagnostics] == []
    assert sum(len(each.listeners) for each in found) == count
