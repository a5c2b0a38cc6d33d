"""Where a top-level declaration of Go ends, and what a group declares, without a parser.

Part of the golang layer, below ``index``. Two ways that agree on valid Go: a search for the
closing bracket at the beginning of a line, as gofmt puts it, where neither raw strings nor block
comments can mislead it; and else the rule of the language itself, by which a declaration ends at
the first line end outside brackets that a semicolon would be inserted at.
"""

from __future__ import annotations

import re

IDENT = rb"[A-Za-z_\x80-\xff][\w\x80-\xff]*+"
GAP = rb"(?:[ \t\r\n;]++|//[^\n]*+|/\*(?s:.*?)\*/)*+"
NAMES = rb"(?P<names>" + IDENT + rb"(?:[ \t]*,[ \t\r\n]*" + IDENT + rb")*+)(?![ \t]*(?:,|/\*))"

_LITERAL = rb"\"(?:[^\"\\\n]|\\.)*+\"|'(?:[^'\\\n]|\\.)*+'|`[^`]*+`"
# What is left when a literal or a block comment is not closed stops the scan.
_TOKENS = rb"[()\[\]{}]|//[^\n]*+|/\*(?s:.*?)\*/|/\*|" + _LITERAL + rb"|[\"'`]"
_INSIDE = re.compile(_TOKENS)
_OUTSIDE = re.compile(_TOKENS + rb"|[\n;]")

# The rest of `a = 1`, `b Type`, `c = iota << 2`: words and operators up to a word at a line's end.
_SIMPLE_REST = re.compile(
    rb"(?:[ \t]*+[^\s\"'`/(){}\[\];]++)*+(?<=[\w\x80-\xff])"
    rb"(?<!chan)(?<!func)(?<!struct)(?<!interface)(?<!map)(?=[ \t]*+(?:\n|//))"
)
_SPEC = re.compile(GAP + rb"(?:(?P<close>\))|" + NAMES + rb")")
# What may stop a block, at the beginning of a line: the brace that gofmt puts there, or text that
# shows that the block ended earlier, with a brace that does not begin its line.
_STOP_FUNC = rb"(?:[a-z/}]|[ \t]+func[ \t]+[\w\x80-\xff(])"
_STOP_VALUE = rb"(?:[a-z/}]|[ \t]+(?:func|var|const|type)[ \t])"
_STOPS = {True: re.compile(rb"\n" + _STOP_FUNC), False: re.compile(rb"\n" + _STOP_VALUE)}
# The same outside literals and comments.
_BODY = rb"(?:[^\"'`/\n]++|" + _LITERAL + rb"|//[^\n]*+|/\*(?s:.*?)\*/|/(?!\*)|\n(?!%s))*+\n\}"
_BODIES = {True: re.compile(_BODY % _STOP_FUNC), False: re.compile(_BODY % _STOP_VALUE)}
_UNFINISHED = re.compile(
    rb"(?<![\w\x80-\xff])(?:case|chan|const|default|defer|else|for|func|go|goto|if|import|interface"
    rb"|map|package|range|select|struct|switch|type|var)\Z"
)
_NUMBER_WITH_DOT = re.compile(rb"(?<![\w.\x80-\xff])[0-9][0-9_]*+\.\Z")
_OPEN_BRACKETS = frozenset(b"([{")
_CLOSED = frozenset(b")]}\"'`")


def declaration_end(data: bytes, position: int, is_func: bool) -> int:
    """The offset behind the declaration whose keyword and names end at ``position``; -1: unknown.

    Exact for valid Go that is gofmt'd. A closing brace in an odd place gives an end that leaves
    text over, so a caller must see that nothing but declarations follows.
    """
    simple = _SIMPLE_REST.match(data, position)
    if simple is not None:
        return simple.end()
    line_end = data.find(b"\n", position)
    if line_end > 0 and data[line_end - 1] == 0x7B and data.find(b"//", position, line_end) < 0:
        end = _block_end(data, position, is_func)
        if end >= 0:
            return end
    return lexical_end(data, position)


def _block_end(data: bytes, position: int, is_func: bool) -> int:
    """Behind the brace that begins a line and ends it too, or -1 where that is not so simple."""
    stop = _STOPS[is_func].search(data, position)
    if stop is None:
        return -1
    if data.find(b"`", position, stop.end()) >= 0 or data.find(b"/*", position, stop.end()) >= 0:
        stop = _BODIES[is_func].match(data, position)
    if stop is None or data[stop.end() - 1] != 0x7D:
        return -1
    return stop.end() if data[stop.end() : stop.end() + 1] in (b"\n", b"") else -1


def lexical_end(data: bytes, position: int) -> int:
    """As :func:`declaration_end` by the rule of the language alone: slower, and sure."""
    depth = 0
    last = position
    while True:
        token = (_INSIDE if depth else _OUTSIDE).search(data, position)
        start = len(data) if token is None else token.start()
        if not depth:
            words = data[position:start].rstrip()
            last = position + len(words) if words else last
        if token is None:
            return -1 if depth else last
        position = token.end()
        first = data[start]
        if first in _OPEN_BRACKETS:
            depth += 1
        elif first in b")]}":
            if not depth:
                return last
            depth -= 1
            last = position
        elif first == 0x3B:
            return last
        elif first == 0x0A or first == 0x2F:
            if data[start:position] == b"/*":
                return -1
            # A block comment counts as a line end if it holds one.
            line_ends = first == 0x0A or data[start + 1] == 0x2F or b"\n" in token[0]
            if line_ends and not depth and _is_complete(data, last):
                return last
        elif position == start + 1:
            return -1
        else:
            last = position


def group_end(data: bytes, position: int) -> tuple[list[bytes], int]:
    """The names that a group declares and the offset behind it; its ``(`` ends at ``position``.

    The offset is -1 where the group is not understood.
    """
    names: list[bytes] = []
    while True:
        spec = _SPEC.match(data, position)
        if spec is None:
            return names, -1
        if spec["close"]:
            return names, spec.end()
        names += split_names(spec["names"])
        position = declaration_end_in_group(data, spec.end())
        if position < 0:
            return names, -1


def declaration_end_in_group(data: bytes, position: int) -> int:
    simple = _SIMPLE_REST.match(data, position)
    return simple.end() if simple is not None else lexical_end(data, position)


def split_names(names: bytes) -> list[bytes]:
    """``a, b`` as its names."""
    return [name.strip() for name in names.split(b",")] if b"," in names else [names]


def _is_complete(data: bytes, end: int) -> bool:
    """Whether a line end behind ``end`` ends a statement: what stands there is no operator."""
    last = data[end - 1]
    if last in _CLOSED:
        return True
    if last == 0x2E:
        return _NUMBER_WITH_DOT.search(data, max(0, end - 40), end) is not None
    is_word = last == 0x5F or last >= 0x80 or chr(last).isalnum()
    return is_word and _UNFINISHED.search(data, max(0, end - 12), end) is None
