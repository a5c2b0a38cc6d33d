"""Chart values: laid over one another, switched by conditions, set on the command line."""

from __future__ import annotations

from typing import Any

import pytest

from xref.errors import UsageError
from xref.extract.charts.chart import Chart, Dependency, Document
from xref.extract.charts.setting import settings
from xref.extract.charts.values import coalesce, effective, leaves, merged, switched_on
from xref.model import Location


def chart(
    key: str, values: dict[str, Any], *children: Chart, dependencies: tuple[Dependency, ...] = ()
) -> Chart:
    document = Document("values.yaml", None, values)
    return Chart(key, key, {"name": key}, document, (), (), dependencies, children)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("a.b=1,c=x", {"a": {"b": 1}, "c": "x"}),
        ("a=true,b=FALSE,c=null", {"a": True, "b": False, "c": None}),
        ("a=01,b=1.5,c=-3,d=+3", {"a": "01", "b": "1.5", "c": -3, "d": 3}),
        ("a=9223372036854775808", {"a": "9223372036854775808"}),
        ("a={x,1,}", {"a": ["x", 1, ""]}),
        ("a={},b=1", {"a": [""], "b": 1}),
        ("a[1]=q", {"a": [None, "q"]}),
        ("a[0].b=1,a[0].c=2,a[1].b=3", {"a": [{"b": 1, "c": 2}, {"b": 3}]}),
        ("a[0][1]=n", {"a": [[None, "n"]]}),
        (r"a\.b/c=v\,w", {"a.b/c": "v,w"}),
        ("a=b=c", {"a": "b=c"}),
        ("", {}),
    ],
)
def test_set_is_read_as_helm_reads_it(text: str, values: dict[str, Any]) -> None:
    assert settings([text]) == values


@pytest.mark.parametrize(
    "text",
    ["a", "a.b", "a=1,b", "a=1,", "a[x]=1", "a[-1]=1", "a[0", "a[70000]=1", "a={b", "a..b=1"],
)
def test_what_helm_refuses_is_refused(text: str) -> None:
    with pytest.raises(UsageError, match="--set"):
        settings([text])


def test_strings_stay_and_come_last() -> None:
    assert settings(["a=2"], ["a=1,b=true"]) == {"a": "1", "b": "true"}


def test_a_null_takes_a_default_away() -> None:
    low = {"a": {"b": 1, "c": 2}, "d": 3}
    assert coalesce({"a": {"b": None}, "e": None}, low) == {"a": {"c": 2}, "d": 3, "e": None}
    assert low == {"a": {"b": 1, "c": 2}, "d": 3}


def test_later_files_prevail_and_keep_nulls() -> None:
    layers: list[dict[str, Any]] = [{"a": {"b": 1, "c": 1}}, {"a": {"b": None}, "d": [1]}]
    assert merged(layers) == {"a": {"b": None, "c": 1}, "d": [1]}


def test_values_reach_the_charts_inside() -> None:
    inner = chart("pilot", {"image": "pilot", "port": 1, "global": {"hub": "own", "only": "inner"}})
    outer = chart("mesh", {"global": {"hub": "h"}, "pilot": {"port": 2}}, inner)
    found = effective(outer, {"pilot": {"image": "other"}, "global": {"tag": "t"}})
    assert found["pilot"] == {
        "image": "other",
        "port": 2,
        "global": {"hub": "h", "tag": "t", "only": "inner"},
    }


@pytest.mark.parametrize(
    ("condition", "values", "on"),
    [
        ("pilot.enabled", {"pilot": {"enabled": False}}, False),
        ("pilot.enabled", {"pilot": {"enabled": True}}, True),
        ("pilot.enabled", {}, True),
        ("none.at.all,pilot.enabled", {"pilot": {"enabled": False}}, False),
        ("or pilot.enabled galley.enabled", {"pilot": {"enabled": False}}, True),
        ("", {"tags": {"core": False}}, False),
        ("pilot.enabled", {"pilot": {"enabled": True}, "tags": {"core": False}}, True),
    ],
)
def test_a_chart_inside_is_switched_by_the_first_condition_that_is_set(
    condition: str, values: dict[str, Any], on: bool
) -> None:
    inner = chart("pilot", {})
    told = Dependency("pilot", "", condition, ("core",), Location("requirements.yaml", 3))
    assert switched_on(chart("mesh", {}, inner, dependencies=(told,)), inner, values) is on


def test_leaves_are_scalars_and_what_is_empty() -> None:
    values = {"a": {"b": 1, "c": []}, "d": [{"e": None}], "f": {"g": 1}}
    assert dict(leaves(values, frozenset({"f"}))) == {"a.b": 1, "a.c": [], "d[0].e": None}
