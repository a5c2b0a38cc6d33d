"""A graph as Mermaid text, which GitHub and many editors draw."""

from __future__ import annotations

from xref.picture import Graph, Node
from xref.render import one_line

_SHAPES = {"service": ("([", "])"), "program": ("(", ")")}
_CLASSES = (
    "classDef service fill:#dbe9f9,stroke:#777",
    "classDef container fill:#fff,stroke:#777",
    "classDef image fill:#fdf1d6,stroke:#777",
    "classDef foreign fill:#ddd,stroke:#999,color:#555",
    "classDef program fill:#dff2e0,stroke:#777",
)


def as_mermaid(graph: Graph) -> str:
    """The graph as a ``flowchart``."""
    lines = ["---", f"title: {_title(graph.title)}", "---", "flowchart LR"]
    ids = {node.id: f"n{number}" for number, node in enumerate(graph.nodes)}
    lines += [f"  {line}" for line in _CLASSES]
    for number, (group, title) in enumerate(graph.groups.items()):
        lines.append(f"  subgraph g{number}[{_text(title)}]")
        lines += [f"    {_node(ids, node)}" for node in graph.nodes if node.group == group]
        lines.append("  end")
    lines += [f"  {_node(ids, node)}" for node in graph.nodes if not node.group]
    for edge in graph.edges:
        if edge.head in ids:
            arrow = "-.->" if edge.dashed else "-->"
            label = f"|{_text(edge.label)}|" if edge.label else ""
            lines.append(f"  {ids[edge.tail]} {arrow}{label} {ids[edge.head]}")
    for node in graph.nodes:
        if node.url:
            url = one_line(node.url).replace('"', "%22")
            lines.append(f'  click {ids[node.id]} href "{url}" _blank')
    return "\n".join(lines)


def _node(ids: dict[str, str], node: Node) -> str:
    opening, closing = _SHAPES.get(node.kind, ("[", "]"))
    return f"{ids[node.id]}{opening}{_text(node.lines)}{closing}:::{node.kind}"


def _title(text: str) -> str:
    return '"' + one_line(text).replace("\\", "\\\\").replace('"', '\\"') + '"'


def _text(lines: tuple[str, ...]) -> str:
    """Lines as a quoted label: whatever is not a plain character is an entity."""
    shown = ("".join(map(_safe, one_line(line))) for line in lines)
    return '"' + "<br/>".join(shown) + '"'


def _safe(char: str) -> str:
    if char.isalnum() or char in " -_.,:/()":
        return char
    return f"#{ord(char)};"
