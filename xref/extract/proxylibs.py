"""The libraries of the mixer client: what filters link to ask the control plane.

Part of the extract layer, over ``bazel``. The client is a C++ library that is called a client and
needs nothing of Envoy. What it links, and what links it, belong to it so far as that needs nothing
of Envoy either.
"""

from __future__ import annotations

from xref.extract.bazel import Target, Workspace
from xref.model import Location

_LIBRARY = "cc_library"


def client_libraries(
    workspace: Workspace, links: dict[str, tuple[Target, list[tuple[str, Location]]]]
) -> tuple[Location, ...]:
    """The source folders of the client's libraries among the linked targets, in their order.

    ``links`` are the targets of the tree by label, each with the labels that it links.
    """
    below = {label: [other for other, _ in linked] for label, (_, linked) in links.items()}
    above: dict[str, list[str]] = {}
    for label, linked in below.items():
        for other in linked:
            above.setdefault(other, []).append(label)
    of_envoy = _closure([label for label in above if label.startswith("@envoy//")], above)
    own = {label: target for label, (target, _) in links.items() if label not in of_envoy}
    clients = [
        label
        for label, target in own.items()
        if target.kind == _LIBRARY and "client" in f"{target.package}:{target.name}".lower()
    ]
    users = _closure(clients, above) & own.keys()
    belonging = _closure([*users], below) & own.keys()
    folders = {
        own[label].package or "."
        for label in belonging
        if own[label].kind == _LIBRARY and any(map(_is_code, workspace.sources(own[label])))
    }
    return tuple(workspace.files.location(folder) for folder in sorted(folders))


def _closure(start: list[str], edges: dict[str, list[str]]) -> set[str]:
    found = set(start)
    stack = [*start]
    while stack:
        for other in edges.get(stack.pop(), ()):
            if other not in found:
                found.add(other)
                stack.append(other)
    return found


def _is_code(path: str) -> bool:
    return path.endswith((".cc", ".cpp"))
