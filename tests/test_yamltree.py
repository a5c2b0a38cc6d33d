"""YAML with places: values as helm reads them, lines, and texts that are meant to hurt."""

from __future__ import annotations

from typing import Any

import pytest

from xref.yamltree import YamlError, data, documents


def read(text: str) -> Any:
    [node] = documents(text)
    return data(node)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("y", True),
        ("Off", False),
        ("'y'", "y"),
        ("12", 12.0),
        ("010", 8.0),
        ("0o10", 8.0),
        ("08", 8.0),
        ("0x1F", 31.0),
        ("0xbf", 191.0),
        ("-0xB_f", -191.0),
        ("0x_", "0x_"),
        (f"0x{'f' * 300}", f"0x{'f' * 300}"),
        ("1e999", "1e999"),
        ("0b11", 3.0),
        ("1_000", 1000.0),
        ("1.5", 1.5),
        ("1:30", "1:30"),
        ("2026-01-02", "2026-01-02"),
        ("~", None),
        ("null", None),
        ("''", ""),
        ("!!str 7", "7"),
        ("[a, {b: 1}]", ["a", {"b": 1.0}]),
    ],
)
def test_scalars_are_what_helm_takes_them_for(text: str, value: object) -> None:
    found = read(f"key: {text}")["key"]
    assert found == value
    assert type(found) is type(value)


def test_maps_are_merged_and_anchors_followed() -> None:
    text = "base: &base {a: 1, b: 2}\nmore:\n  <<: *base\n  b: 3\n"
    assert read(text)["more"] == {"a": 1.0, "b": 3.0}


def test_nodes_know_their_lines_and_columns() -> None:
    [node] = documents("a:\n  b:\n  - c\n  - d: e\n")
    inner = node.get("a")
    assert inner is not None
    listed = inner.get("b")
    assert listed is not None
    assert [(item.line, item.column) for item in listed.items()] == [(2, 4), (3, 4)]
    assert (listed.line, listed.column) == (2, 2)


def test_the_last_of_two_equal_keys_counts() -> None:
    [node] = documents("a: 1\na: 2\n")
    assert node.text("a") == "2"
    assert data(node) == {"a": 2.0}


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a: b: c", 1),
        ("a: 1\nb: *nowhere", 2),
        ("[" * 5000, 1),
        ("- " * 5000 + "x", 1),
        ("a: \x00", 1),
    ],
)
def test_what_is_no_yaml_has_a_line(text: str, line: int) -> None:
    with pytest.raises(YamlError) as caught:
        list(documents(text))
    assert caught.value.line == line


def test_a_bomb_of_aliases_is_refused() -> None:
    levels = ["l0: &l0 [x, x, x, x, x, x, x, x, x, x]"]
    levels += [f"l{n}: &l{n} [{', '.join([f'*l{n - 1}'] * 10)}]" for n in range(1, 9)]
    [node] = documents("\n".join(levels))
    with pytest.raises(YamlError, match="aliases"):
        data(node)


def test_a_list_that_holds_itself_is_refused() -> None:
    [node] = documents("a: &a [*a]")
    with pytest.raises(YamlError, match="aliases"):
        data(node)
