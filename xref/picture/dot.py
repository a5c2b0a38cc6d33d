"""A graph in the language of Graphviz's ``dot``, and as the SVG that it makes of it."""

from __future__ import annotations

import shutil
import subprocess

from xref.errors import UsageError
from xref.picture import Edge, Graph, Node
from xref.render import one_line

_PATIENCE = 120  # seconds
_LOOKS = {
    "service": 'shape=cds, fillcolor="#dbe9f9", margin="0.28,0.08"',
    "container": 'shape=box, fillcolor="#ffffff"',
    "image": 'shape=box, fillcolor="#fdf1d6"',
    "foreign": 'shape=box, fillcolor="#dddddd", fontcolor="#555555"',
    "program": 'shape=box, style="filled,rounded", fillcolor="#dff2e0"',
}
# What stands above each other, from the left to the right.
_COLUMNS = (("service",), ("container",), ("image", "foreign"), ("program",))
_HEAD = """digraph chain {
  graph [rankdir=LR, ranksep=1.1, nodesep=0.18, fontname="Helvetica", fontsize=16, labelloc=t,
    newrank=true];
  node [style=filled, fontname="Helvetica", fontsize=11, margin="0.12,0.06", color="#777777"];
  edge [color="#777777", fontname="Helvetica", fontsize=9, arrowsize=0.6];"""


def as_dot(graph: Graph) -> str:
    """The graph as a text that ``dot`` reads."""
    lines = [_HEAD, f"  label={_text((graph.title,), centred=True)};"]
    ids = {node.id: f"n{number}" for number, node in enumerate(graph.nodes)}
    for number, (group, title) in enumerate(graph.groups.items()):
        lines.append(f"  subgraph cluster_{number} {{")
        lines.append(f"    label={_text(title, centred=True)}; labelloc=t; fontsize=12;")
        lines.append('    style="rounded,filled"; color="#aaaaaa"; fillcolor="#f6f6f6";')
        lines += [f"    {_node(ids, node)}" for node in graph.nodes if node.group == group]
        lines.append("  }")
    lines += [f"  {_node(ids, node)}" for node in graph.nodes if not node.group]
    lines += [f"  {_edge(ids, edge)}" for edge in graph.edges if edge.head in ids]
    for kinds in _COLUMNS:
        column = "; ".join(ids[node.id] for node in graph.nodes if node.kind in kinds)
        lines += [f"  {{ rank=same; {column}; }}"] if column else []
    return "\n".join((*lines, "}"))


def _node(ids: dict[str, str], node: Node) -> str:
    url = f", URL={_quoted(one_line(node.url))}, target=_blank" if node.url else ""
    return f"{ids[node.id]} [label={_text(node.lines)}, {_LOOKS[node.kind]}{url}];"


def _edge(ids: dict[str, str], edge: Edge) -> str:
    looks = [f"label={_text(edge.label, centred=True)}"] if edge.label else []
    looks += ["style=dashed"] if edge.dashed else []
    return f"{ids[edge.tail]} -> {ids[edge.head]} [{', '.join(looks)}];"


def _text(lines: tuple[str, ...], centred: bool = False) -> str:
    r"""Lines as a label; ``\l`` ends one that stands at the left."""
    end = "\\n" if centred else "\\l"
    shown = [one_line(line).replace("\\", "\\\\").replace('"', '\\"') for line in lines]
    return f'"{end.join(shown)}{"" if centred else end}"'


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "%5C").replace('"', "%22") + '"'


def has_dot() -> bool:
    """Whether Graphviz is installed."""
    return shutil.which("dot") is not None


def as_svg(graph: Graph) -> str:
    """The graph as SVG. Raises UsageError where there is no ``dot``, or where it fails."""
    program = shutil.which("dot")
    if program is None:
        raise UsageError("SVG needs Graphviz's dot: install graphviz, or take --format mermaid")
    try:
        done = subprocess.run(
            [program, "-Tsvg"],
            input=as_dot(graph).encode("utf-8", "replace"),
            capture_output=True,
            timeout=_PATIENCE,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise UsageError(f"dot cannot draw it ({error}): take --format mermaid") from error
    if done.returncode:
        told = done.stderr.decode("utf-8", "replace").strip() or f"status {done.returncode}"
        raise UsageError(f"dot cannot draw it ({told}): take --format mermaid")
    return done.stdout.decode("utf-8", "replace").rstrip("\n")
