"""The charts of real releases under their default and demo values, as helm renders them.

Spans the layouts that charts have had: subcharts with demo values of one file, the same with common
ones, and profiles. Needs local copies of istio/istio and istio/proxy.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from shipped_truth import VALUES, Release, Rendered, indexed_services, shown_workloads

pytestmark = [pytest.mark.real, pytest.mark.wide]


@pytest.mark.parametrize("values", VALUES)
@pytest.mark.parametrize("tag", ["1.0.9", "1.3.8", "1.6.0", "1.12.0", "1.20.0"])
def test_workloads_and_services_are_what_helm_renders(
    release_of: Callable[[str], Release], tag: str, values: str
) -> None:
    release, told = release_of(tag), Rendered(tag, values)
    rows = release.ask("workloads", "--values", values)
    assert shown_workloads(rows) == told.workloads()
    assert indexed_services(release, values) == told.services()
    assert len(told.workloads()) > 1
