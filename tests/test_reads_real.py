"""Releases of Istio read one after the other give what each gives when it is read by itself.

Outcomes of earlier releases that are said to hold must be those of a fresh evaluation, and code of
an earlier release must do what fresh code does. Spans many tags, hence for ``make test-all``.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from xref import programs
from xref.cache import FactCache
from xref.errors import SourceError
from xref.gitsource import Repository, locate
from xref.reading import ReleaseReader

pytestmark = [pytest.mark.real, pytest.mark.wide]

PROJECT = "istio/istio"
LINE = ("1.1.1", "1.1.2", "1.1.3", "1.1.7", "1.1.8", "1.1.14", "1.2.0")
FAR = ("1.1.0", "1.4.0", "0.8.0", "1.12.0", "1.3.0", "1.6.0")  # with vendor/ and without


def refused(repo: str, commit: str) -> Repository:
    raise SourceError(f"{repo} is not looked at here")


@pytest.mark.parametrize("tags", [LINE, FAR], ids=["line", "far"])
def test_releases_read_in_a_row_equal_those_read_alone(
    tags: tuple[str, ...], place: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    evaluated: list[str] = []
    evaluate = programs.evaluate

    def counted(loader: object, folder: str, *rest: object) -> object:
        evaluated.append(folder)
        return evaluate(loader, folder, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(programs, "evaluate", counted)
    with locate(PROJECT, {PROJECT: place}) as repository:
        missing = sorted(set(tags) - set(repository.tags()))
        if missing:
            pytest.skip(f"{place} lacks {', '.join(missing)}")
        row = ReleaseReader(repository, FactCache(tmp_path / "row"), refused, 1)
        for tag in tags:
            evaluated.clear()
            found = row.read(tag, lambda progress: None)
            fresh = len(evaluated)
            alone = ReleaseReader(repository, FactCache(tmp_path / tag), refused, 1)
            assert found == alone.read(tag, lambda progress: None)
            held = len(evaluated) - 2 * fresh
            assert held >= 0
            if tag == "1.1.2":
                assert held > 30  # nothing that programs read has changed since 1.1.1
