"""The templates of the real charts: all of them parse, and call no function that is not known."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from xref.gitsource import locate
from xref.template import nodes
from xref.template.functions.all import FUNCTIONS
from xref.template.parser import parse

pytestmark = pytest.mark.real


def calls(node: Any) -> Iterator[str]:
    """The names of all functions that are called in a node."""
    if isinstance(node, nodes.Call):
        yield node.name
    if isinstance(node, tuple):
        for part in node:
            yield from calls(part)


@pytest.mark.parametrize("tag", ["1.0.9", "1.1.0", "1.6.0", "1.20.0", "1.30.0"])
def test_all_templates_of_charts_can_be_read(tag: str, place: str) -> None:
    with locate("istio/istio", {"istio/istio": place}) as repository:
        if tag not in repository.tags():
            pytest.skip(f"{place} has no tag {tag}")
        tree = repository.tree(repository.commit(tag).id)
        charts = {e.path.removesuffix("Chart.yaml") for e in tree if e.path.endswith("/Chart.yaml")}
        paths = {
            e.blob: e.path
            for e in tree
            if any(e.path.startswith(f"{chart}templates/") for chart in charts)
        }
        found = [
            parse(paths[blob], (text or b"").decode())
            for blob, text in repository.read_blobs(paths)
        ]
    assert len(found) > 50
    assert {name for parsed in found for name in calls(parsed)} <= FUNCTIONS.keys()
