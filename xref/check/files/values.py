"""Reads Helm values files: every value's path, held against those of the charts.

Of the readers. Templates may go over all keys of a map and read what no chart sets: what no chart
has is therefore told as likely where it looks like a name that one has.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import islice

from xref.check.commandlines import brief
from xref.check.files.reading import Reading, unreadable
from xref.check.findings import Confidence, Finding, Rule
from xref.check.knowledge import Knowledge
from xref.check.rules import UNKNOWN_VALUE, UNREAD_VALUE, VALUE_TYPE
from xref.model import Location
from xref.yamltree import Node, YamlError, documents

_MOST = 50_000  # values of a file that are looked at
_SAMPLE = 500  # values that tell which chart a file is for
_EMPTY = {"{}": "map", "[]": "list"}


@dataclass(frozen=True)
class Shape:
    """What the charts have at each path: map, list or scalar; "" where anything may stand."""

    knowledge: Knowledge

    @cached_property
    def kinds(self) -> dict[str, str]:
        """The kind by path. A text that is empty, or null, may stand for anything."""
        found: dict[str, str] = {}
        for path, value in self.knowledge.values.items():
            kind = _EMPTY.get(value.text, "scalar")
            found[path] = "" if value.text in ("", "null") else kind
            inner = path
            while inner:
                above, last = _above(inner)
                if above in found and found[above] in ("map", "list"):
                    break
                if above:
                    found[above] = "list" if last.startswith("[") else "map"
                inner = above
        return found

    @cached_property
    def children(self) -> dict[str, list[str]]:
        """The keys below a path."""
        found: dict[str, list[str]] = {}
        for path in self.kinds:
            above, last = _above(path)
            found.setdefault(above, []).append(last)
        return found

    def chart_of(self, root: Node) -> str:
        """The path that a file's values are below: that of a chart where it is the chart's own."""
        paths = [path for path, _, _ in islice(_walk(root, ""), _SAMPLE)]
        charts = [name for name in self.children.get("", ()) if name in self.children]
        known = {
            chart: sum(f"{chart}.{path}".lstrip(".") in self.kinds for path in paths)
            for chart in ("", *charts)
        }
        best = max(known, key=lambda path: known[path])
        return best if known[best] > known[""] else ""

    def is_open(self, path: str) -> bool:
        """Whether the charts leave what stands below a path to the user."""
        return bool(path) and path in self.kinds and path not in self.children


def _above(path: str) -> tuple[str, str]:
    """A path without its last part, and that part: ``.key`` or ``[0]``."""
    if path.endswith("]"):
        at = path.rfind("[")
        return path[:at], path[at:]
    above, _, last = path.rpartition(".")
    return above, last


def read_values(text: str, file: str, shape: Shape) -> Reading:
    """The values of a file and what does not fit the charts; what cannot be read is a finding."""
    found = Reading()
    try:
        for root in documents(text):
            found.chart = shape.chart_of(root)
            for path, key, value in _walk(root, found.chart):
                found.values[path] = key.line + 1
                made = _judge(path, key, value, file, shape)
                if made is not None:
                    found.findings.append(made)
    except YamlError as error:
        found.findings.append(unreadable(file, error.line, f"this cannot be read: {error}"))
    # Below what no chart has nothing more is to be told.
    unknown = {f.name for f in found.findings if f.rule in (UNKNOWN_VALUE.id, VALUE_TYPE.id)}
    found.findings = [f for f in found.findings if not _is_below(f.name, unknown)]
    return found


def confirmed(findings: list[Finding], reads: Callable[[], frozenset[str] | None]) -> list[Finding]:
    """The findings without unknown values that a template reads all the same.

    ``reads`` gives the paths that templates read under the file, None where that is not known: then
    all findings stay as they are, and otherwise those that stay are sure.
    """
    if all(one.rule != UNKNOWN_VALUE.id for one in findings):
        return findings
    read = reads()
    if read is None:
        return findings
    known = read | {above for path in read for above in _all_above(path)}
    return [
        replace(one, confidence=Confidence.HIGH) if one.rule == UNKNOWN_VALUE.id else one
        for one in findings
        if one.rule != UNKNOWN_VALUE.id or one.name not in known
    ]


def _all_above(path: str) -> Iterator[str]:
    while path := _above(path)[0]:
        yield path


def _is_below(path: str, others: set[str]) -> bool:
    return any(above in others for above in _all_above(path))


def _walk(root: Node, above: str) -> Iterator[tuple[str, Node, Node]]:
    """The path, key and value of everything below a map, what aliases share but once."""
    stack: list[tuple[str, Node, Node]] = [(above, root, root)]
    seen: set[int] = set()
    left = _MOST
    while stack and left:
        path, key, node = stack.pop()
        if node is not root:
            left -= 1
            yield path, key, node
        if id(node) in seen:
            continue
        seen.add(id(node))
        inner = [
            (f"{path}.{name.value}" if path else str(name.value), name, value)
            for name, value in node.pairs()
            if name.kind == "scalar" and name.value != "<<"
        ]
        stack.extend(reversed(inner))


def _judge(path: str, key: Node, value: Node, file: str, shape: Shape) -> Finding | None:
    kinds = shape.kinds
    if path in kinds:
        kind = kinds[path]
        known = shape.knowledge.values.get(path)
        if value.absent or not kind:
            return None
        if value.kind != kind:
            return _finding(
                VALUE_TYPE,
                f"{brief(path)} is a {value.kind}, and the charts have a {kind} there",
                (path, key, file),
                evidence=(known.location,) if known else (),
            )
        if known is not None and not known.read and value.kind == "scalar":
            return _finding(
                UNREAD_VALUE,
                f"no template of {shape.knowledge.release.tag} reads {brief(path)}:"
                " setting it does nothing",
                (path, key, file),
                Confidence.MEDIUM,
                evidence=(known.location,),
            )
        return None
    above, last = _above(path)
    if above and (above not in kinds or shape.is_open(above) or not kinds[above]):
        return None
    names = shape.children.get(above, [])
    near = shape.knowledge.near(last, names)
    where = f"under {brief(above)}" if above else "at the top"
    hint = f": did you mean {', '.join(near)}?" if near else ""
    return _finding(
        UNKNOWN_VALUE,
        f"no chart of {shape.knowledge.release.tag} has the value {brief(last)} {where}{hint}",
        (path, key, file),
        Confidence.MEDIUM if near else Confidence.LOW,
        near,
    )


def _finding(
    rule: Rule,
    message: str,
    place: tuple[str, Node, str],
    confidence: Confidence = Confidence.HIGH,
    suggestions: tuple[str, ...] = (),
    evidence: tuple[Location, ...] = (),
) -> Finding:
    path, key, file = place
    return Finding(
        rule.id,
        rule.level,
        confidence,
        file,
        key.line + 1,
        key.column + 1,
        message,
        name=brief(path),
        suggestions=suggestions,
        evidence=evidence,
    )
