"""Holds data against a JSON Schema: the few keywords that the schemas of these tests use."""

from __future__ import annotations

import re
from typing import Any

_TYPES: dict[str, type | tuple[type, ...]] = {
    "object": dict,
    "array": list,
    "string": str,
    "integer": int,
    "number": (int, float),
}
_KNOWN = {
    *("$schema", "title", "description", "$defs", "$ref", "type", "required", "properties"),
    *("additionalProperties", "items", "minItems", "uniqueItems", "enum", "const", "minimum"),
    *("maximum", "minLength", "pattern"),
}


def check(data: Any, schema: dict[str, Any]) -> None:
    """Fails at the first thing that does not fit, with its path."""
    _check(data, schema, schema, "$")


def _check(data: Any, schema: dict[str, Any], root: dict[str, Any], path: str) -> None:
    assert set(schema) <= _KNOWN, f"{path}: a keyword that is not looked at"
    if "$ref" in schema:
        _check(data, root["$defs"][schema["$ref"].removeprefix("#/$defs/")], root, path)
        return
    if "type" in schema:
        fits = isinstance(data, _TYPES[schema["type"]]) and not isinstance(data, bool)
        assert fits, f"{path} is no {schema['type']}"
    assert data in schema.get("enum", [data]), f"{path}: {data!r}"
    assert data == schema.get("const", data), f"{path}: {data!r}"
    if isinstance(data, dict):
        for name in schema.get("required", ()):
            assert name in data, f"{path} lacks {name}"
        for name, value in data.items():
            inner = schema.get("properties", {}).get(name)
            if inner is not None:
                _check(value, inner, root, f"{path}.{name}")
            else:
                assert schema.get("additionalProperties", True), f"{path} has {name}"
    elif isinstance(data, list):
        assert len(data) >= schema.get("minItems", 0), f"{path} is too short"
        for at, value in enumerate(data):
            _check(value, schema.get("items", {}), root, f"{path}[{at}]")
            if schema.get("uniqueItems"):
                assert value not in data[:at], f"{path}[{at}] stands twice"
    elif isinstance(data, str):
        assert len(data) >= schema.get("minLength", 0), f"{path} is too short"
        assert re.search(schema.get("pattern", ""), data), f"{path}: {data!r}"
    elif isinstance(data, int | float):
        low, high = schema.get("minimum", data), schema.get("maximum", data)
        assert low <= data <= high, f"{path}: {data}"
