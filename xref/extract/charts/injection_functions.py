"""The functions that injection templates have besides those of charts."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from typing import Any

from xref.extract.charts.meshconfig import duration
from xref.template.calls import capture, enter
from xref.template.errors import ExecError, Exhausted, TemplateError
from xref.template.formatting import sprint
from xref.template.functions.registry import Library
from xref.template.nodes import Parsed
from xref.template.run import Run
from xref.template.values import Map, Struct, Unknown

LIBRARY = Library()
_DEFAULT_DURATION = "1s"


@LIBRARY.function("annotation", "msa")
def _annotation(meta: Map, name: str, default: Any) -> str:
    found = meta.get("Annotations")
    return found[name] if isinstance(found, dict) and name in found else sprint(default)


LIBRARY.function("isset", "ms", walks=True)(lambda values, key: key in values)


@LIBRARY.function("valueOrDefault", "aa", walks=True)
def _value_or_default(value: Any, default: Any) -> Any:
    return default if value is None or value == "" else value


@LIBRARY.function("includeInboundPorts", "l")
def _include_inbound_ports(containers: Sequence[Map]) -> str:
    return _ports(containers, lambda container: True)


@LIBRARY.function("applicationPorts", "l")
def _application_ports(containers: Sequence[Map]) -> str:
    return _ports(containers, lambda container: container.get("Name") != "istio-proxy")


def _ports(containers: Sequence[Map], counts: Callable[[Map], bool]) -> str:
    ports = [port for each in containers if counts(each) for port in each.get("Ports") or ()]
    return ",".join(sprint(port.get("ContainerPort")) for port in ports)


@LIBRARY.function("excludeInboundPort", "as")
def _exclude_inbound_port(port: Any, excluded: str) -> str:
    told = sprint(port).strip()
    listed = excluded.split(",")
    if told in ("", "0") or told in listed:
        return excluded
    return ",".join([*(each.strip() for each in listed if each.strip()), told])


LIBRARY.function("formatDuration", "a")(lambda value: duration(sprint(value)) or _DEFAULT_DURATION)
LIBRARY.function("kubevirtInterfaces excludeInterfaces", "s")(lambda text: text)
LIBRARY.function("toLower", "s")(str.lower)


@LIBRARY.function("directory", "s")
def _directory(path: str) -> str:
    head, slash, _ = path.rpartition("/")
    return head + slash


@LIBRARY.function("indent", "is")
def _indent(width: int, text: str) -> str:
    """All lines but the first: an action stands where the first begins."""
    return text.replace("\n", "\n" + " " * min(width, 1000))


@LIBRARY.function("toJSON toJson toJsonMap", "m*")
def _to_json(*values: Any) -> str:
    made: dict[str, Any] = {}
    for each in values:
        made |= each
    return json.dumps(made, sort_keys=True, separators=(",", ":"), default=str)


@LIBRARY.function("structToJSON", "a")
def _struct_to_json(value: Any) -> str:
    if not isinstance(value, Struct):
        return json.dumps(value, default=str)
    shown = {
        key[:1].lower() + key[1:]: item for key, item in value.items() if item not in ("", None)
    }
    return json.dumps(shown, separators=(",", ":"), default=str)


LIBRARY.unknown("protoToJSON", "the JSON of a message is the injector's")


@LIBRARY.function("fromJSON", "s")
def _from_json(text: str) -> Any:
    try:
        return json.loads(text, parse_int=float)
    except (ValueError, RecursionError):
        return None


LIBRARY.function("env", "ss")(lambda name, default: default)


@LIBRARY.function("appendMultusNetwork", "ss")
def _append_multus_network(present: str, network: str) -> str:
    if not present:
        return network
    raise ExecError("the networks of a pod's annotation are not known")


@LIBRARY.function("strdict", "a*")
def _strdict(*pairs: Any) -> Map:
    return Map(zip(map(sprint, pairs[::2]), map(sprint, pairs[1::2]), strict=False))


@LIBRARY.function("mergeMaps", "m*")
def _merge_maps(*values: Any) -> Map:
    made = Map()
    for each in values:
        made.update(each)
    return made


@LIBRARY.function("omitNil", "a")
def _omit_nil(value: Any) -> Any:
    if not isinstance(value, dict):
        return value
    kept = {key: _omit_nil(item) for key, item in value.items()}
    left = Map({key: item for key, item in kept.items() if item is not None})
    return left or None


LIBRARY.function("otelResourceAttributes", "a*", walks=True)(lambda *_: "")


def functions(parse: Callable[[str], Parsed], data: Any) -> dict[str, Any]:
    """The functions of a template that ``render`` gives the same ``data``; ``parse`` raises
    TemplateError."""
    made = Library()

    @made.function("render", "s", context=True)
    def _render(run: Run, text: str) -> Any:
        if len(run.calls) >= run.budget.depth:
            return Unknown("render is called too deeply")
        try:
            parsed = parse(text)
            run.step(1 + (len(text) >> 5))
            return capture(run, lambda: enter(run, parsed.main, data, ()))
        except Exhausted:
            raise
        except (TemplateError, ExecError):
            return ""

    return {**LIBRARY.functions, **made.functions}
