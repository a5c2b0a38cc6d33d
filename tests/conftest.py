"""Fixtures that several files of tests share."""

from __future__ import annotations

import pytest

from xref.errors import XrefError
from xref.gitsource import source_of

ISTIO = "istio/istio"


@pytest.fixture(scope="session")
def place() -> str:
    """The local copy of istio/istio; tests are skipped where none is named."""
    try:
        found = source_of(ISTIO, {})
    except XrefError as error:
        pytest.skip(f"the copy of {ISTIO} cannot be found: {error}")
    if found.path is None:
        pytest.skip(f"no local copy of {ISTIO} is named in XREF_GIT or config.toml")
    return str(found.path)
