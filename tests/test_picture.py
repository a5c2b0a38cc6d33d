"""The chain as a picture: what is drawn, and that no name can break out of its label."""

from __future__ import annotations

import shutil
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest
from deployment_facts import deployed_facts
from facts import HOSTILE, PROJECT

from xref import query, store
from xref.errors import UsageError
from xref.picture import Edge, Graph, Node, dot, graph, mermaid
from xref.query.renderings import rendering


@pytest.fixture
def drawn(tmp_path: Path) -> dict[str, Graph]:
    store.write_release(tmp_path / "i.db", deployed_facts())
    with store.reading(tmp_path / "i.db") as connection:
        release = query.pick_release(connection, PROJECT, "")
        return {
            name: graph(connection, release, rendering(connection, release, name))
            for name in ("default", "demo")
        }


def arrows(found: Graph) -> set[tuple[str, str, str, bool]]:
    names = {node.id: node.lines[0] for node in found.nodes}
    return {
        (names[edge.tail], names[edge.head], " ".join(edge.label), edge.dashed)
        for edge in found.edges
    }


def test_the_chain_is_drawn_from_service_to_program(drawn: dict[str, Graph]) -> None:
    found = arrows(drawn["default"])
    assert {
        ("istio-pilot", "discovery", "15010, 15014, 8080", False),
        ("istio-pilot", "istio-proxy", "15011", False),
        ("istio-ingressgateway", "istio-proxy", "15020, 8080 to 80", False),
        ("discovery", "pilot", "", False),
        ("pilot", "pilot-discovery", "", False),
        ("istio-init (init)", "proxy_init", "", False),
        ("proxyv2", "pilot-agent", "", False),
        ("proxyv2", "envoy", "", True),
    } <= found
    assert drawn["default"].title == f"{PROJECT} 1.1.0, values default"
    discovery = next(node for node in drawn["default"].nodes if node.lines[0] == "discovery")
    assert discovery.lines[1:] == ("pilot-discovery: 15010, 15014", "declared: 8080")
    assert drawn["default"].groups[discovery.group] == ("istio-pilot", "Deployment, chart pilot")


def test_what_the_values_turn_off_is_not_drawn(drawn: dict[str, Graph]) -> None:
    kinds = [{node.kind for node in one.nodes} for one in drawn.values()]
    assert [("foreign" in one) for one in kinds] == [False, True]
    assert ("grafana", "grafana", "3000", True) in arrows(drawn["demo"]), "nothing known listens"


def test_dot_and_mermaid_have_every_box_and_arrow(drawn: dict[str, Graph]) -> None:
    found = drawn["demo"]
    as_dot, as_mermaid = dot.as_dot(found), mermaid.as_mermaid(found)
    assert as_dot.count(" -> ") == len(found.edges)
    assert as_mermaid.count("-->") + as_mermaid.count("-.->") == len(found.edges)
    assert as_dot.count("subgraph") == as_mermaid.count("subgraph") == len(found.groups)
    for node in found.nodes:
        assert node.lines[0] in as_dot
        assert node.url in as_dot
        assert node.url in as_mermaid
    assert '"istio-pilot\\nDeployment, chart pilot"' in as_dot
    assert "rankdir=LR" in as_dot
    assert "flowchart LR" in as_mermaid


def test_no_name_breaks_out_of_its_label() -> None:
    evil = (f'a"]; n9 -> n1; {HOSTILE}', 'b\\"', "<script>&#quot;|}end\n")
    nodes = (Node("x", "image", evil, 'https://h/"x\\'), Node("y", "container", evil, "", "g"))
    found = Graph(evil[0], {"g": evil}, nodes, (Edge("x", "y", evil), Edge("x", "gone")))
    text = mermaid.as_mermaid(found)
    assert text.isprintable() or all(c.isprintable() or c == "\n" for c in text)
    labels = [line for line in text.split("\n") if ":::" in line]
    assert [line.count('"') for line in labels] == [2, 2]
    inside = "".join(line.split('"')[1].replace("<br/>", "") for line in labels)
    assert not set(inside) & set("<&|]")
    assert "gone" not in text
    as_dot = dot.as_dot(found)
    assert "\x1b" not in as_dot
    assert '\\"]; n9' in as_dot


@pytest.mark.skipif(shutil.which("dot") is None, reason="needs Graphviz")
def test_svg_is_drawn_of_anything(drawn: dict[str, Graph]) -> None:
    evil = (f'a"]; {HOSTILE}', 'b\\"', "<script>&\\N\\")
    hostile = Graph(evil[0], {}, (Node("x", "image", evil, 'https://h/"x'),), ())
    for one in (*drawn.values(), hostile, Graph("empty", {}, (), ())):
        root = ElementTree.fromstring(dot.as_svg(one))
        assert root.tag.endswith("svg")


def test_svg_without_graphviz_names_the_mend(
    drawn: dict[str, Graph], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert not dot.has_dot()
    with pytest.raises(UsageError, match="--format mermaid"):
        dot.as_svg(drawn["default"])
    failing = tmp_path / "dot"
    failing.write_text("#!/bin/sh\necho cannot >&2\nexit 3\n")
    failing.chmod(0o755)
    with pytest.raises(UsageError, match=r"cannot draw it \(cannot\)"):
        dot.as_svg(drawn["default"])
