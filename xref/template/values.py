"""The values that templates compute with, and how a value knows the path it was read from.

Part of ``template``. A Go value is a Python one: ``nil`` None, ``bool`` bool, ``string`` str,
``float64`` float (what YAML and JSON numbers are to helm), ``int`` int, ``int64`` :class:`Int64`,
maps :class:`Map`, lists :class:`List`. Data comes in through :func:`track`; besides its plain types
it may hold :class:`Unknown` leaves, :class:`Struct` objects, and Python callables, which are
methods: a field that is one is called with the arguments that follow it (none, often), and may
raise ValueError.

A path names a value from the root of the data: ``gateways.ingress.ports[0]``, with a backslash
before a dot that is part of a key.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

Paths = tuple[str, ...]


class Element(tuple[str, ...]):
    """Paths of a nil that is an element of a map or list: see ``evaluate.fields``."""

    __slots__ = ()


class Int64(int):
    """Go's ``int64``: what ``--set`` and sprig's arithmetic give; not the same as ``int``."""

    __slots__ = ()


class Unknown:
    """A value that cannot be known; ``truth`` is what it is as a condition, if that is known."""

    __slots__ = ("reason", "truth")

    def __init__(self, reason: str, truth: bool | None = None) -> None:
        self.reason = reason
        self.truth = truth

    def __repr__(self) -> str:
        return f"Unknown({self.reason!r})"


class Map(dict[str, Any]):
    """A map. ``path`` is where it stands in the data, None for one that a template made.

    ``origins`` has the paths of values that a template put here from elsewhere, by key.
    """

    __slots__ = ("origins", "path")

    def __init__(self, items: Any = (), path: str | None = None) -> None:
        super().__init__(items)
        self.path = path
        self.origins: dict[str, Paths] | None = None

    def origin(self, key: str) -> Paths:
        """The paths that the value under ``key`` was read from."""
        if self.origins is not None and key in self.origins:
            return self.origins[key]
        return (child_path(self.path, key),) if self.path is not None else ()


class Struct(Map):
    """A map of the program that renders, with methods besides its entries.

    ``methods`` are fields that are no entries (``range`` does not see them). ``text`` is what it
    prints as, None for the way maps print. A field that it lacks is an error if ``strict``.
    """

    __slots__ = ("methods", "strict", "text")

    def __init__(
        self,
        items: Any = (),
        methods: Mapping[str, Any] | None = None,
        text: str | None = None,
        strict: bool = False,
    ) -> None:
        super().__init__(items)
        self.methods = dict(methods or {})
        self.text = text
        self.strict = strict


class List(list[Any]):
    """A list; ``path`` and ``origins`` as those of :class:`Map`, ``origins`` by index."""

    __slots__ = ("origins", "path")

    def __init__(self, items: Any = (), path: str | None = None) -> None:
        super().__init__(items)
        self.path = path
        self.origins: list[Paths] | None = None

    def origin(self, index: int) -> Paths:
        """The paths that the element at ``index`` was read from."""
        if self.origins is not None and 0 <= index < len(self.origins):
            return self.origins[index]
        return (f"{self.path}[{index}]",) if self.path is not None else ()


CONTAINERS = (dict, list)


def child_path(path: str | None, key: str) -> str:
    """The path of what stands under ``key`` in the map at ``path`` ("" for the root)."""
    if "." in key:
        key = key.replace(".", r"\.")
    return f"{path}.{key}" if path else key


def track(data: Any, path: str | None = "", depth: int = 0) -> Any:
    """``data`` as values that know their paths, ``path`` being its own; None: no paths.

    What is tracked already keeps the paths it has, so that a subchart's ``global`` can be put into
    its values. Keys are texts; tuples and plain lists become lists, integers ``int64``. Containers
    are copied: a template's changes stay within the result, which may be given to several
    renderings in turn. Raises ValueError for what is nested too deeply.
    """
    if depth > DEEPEST:
        raise ValueError("a value is nested too deeply")
    if isinstance(data, (Map, List, Unknown)):
        return data
    if isinstance(data, dict):
        found = Map(path=path)
        for key, value in data.items():
            if isinstance(value, (str, float, bool)) or value is None:
                found[key] = value
            else:
                below = None if path is None else child_path(path, key)
                found[key] = track(value, below, depth + 1)
        return found
    if isinstance(data, (list, tuple)):
        at = "" if path is None else path
        paths = (None if path is None else f"{at}[{i}]" for i in range(len(data)))
        return List([track(v, p, depth + 1) for v, p in zip(data, paths, strict=True)], path)
    return Int64(data) if type(data) is int else data


def truth(value: Any) -> bool | None:
    """Whether ``value`` is true as a condition; None: not known."""
    if isinstance(value, Unknown):
        return value.truth
    if isinstance(value, Struct):
        return True if value.text is not None or value.strict else bool(value)
    return bool(value)


def kind(value: Any) -> str:
    """The name of ``value``'s Go kind."""
    if value is None:
        return "invalid"
    for types, name in KINDS:
        if isinstance(value, types):
            return name
    return "func" if callable(value) else "ptr"


KINDS: tuple[tuple[Any, str], ...] = (
    (bool, "bool"),
    (Int64, "int64"),
    (int, "int"),
    (float, "float64"),
    (str, "string"),
    (Struct, "struct"),
    (dict, "map"),
    (list, "slice"),
)

TYPES = {"map": "map[string]interface {}", "slice": "[]interface {}", "invalid": "<nil>"}


def type_name(value: Any) -> str:
    """The name of ``value``'s Go type, as ``%T`` prints it."""
    found = kind(value)
    return TYPES.get(found, found)


def has_unknown(value: Any) -> Unknown | None:
    """An Unknown that ``value`` is or holds."""
    seen: set[int] = set()
    waiting = [value]
    while waiting:
        item = waiting.pop()
        if isinstance(item, Unknown):
            return item
        if isinstance(item, CONTAINERS) and id(item) not in seen:
            seen.add(id(item))
            inner = item.values() if isinstance(item, dict) else item
            waiting.extend(v for v in inner if isinstance(v, (Unknown, dict, list)))
    return None


def plain(value: Any) -> Any:
    """A map or list that a function made as one that can know paths."""
    if type(value) is dict:
        return Map(value)
    return List(value) if type(value) is list else value


DEEPEST = 100
"""How deep maps and lists may nest."""
