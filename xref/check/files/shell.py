"""Reads shell scripts: the calls of known programs, with their words.

Of the readers. A call may stand behind another command that starts it (``exec``, ``sudo``,
``kubectl exec POD --``, ``docker run IMAGE``).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from tree_sitter import Node

from xref.check.commandlines import Invocation, Word
from xref.check.files.reading import Reading, unreadable
from xref.check.findings import Confidence
from xref.check.starts import Starts
from xref.extract.unwieldy import WHY, unwieldy
from xref.syntax import parse

_STARTERS = (
    "exec",
    "sudo",
    "env",
    "nohup",
    "command",
    "time",
    "timeout",
    "nice",
    "su-exec",
    "gosu",
)
_BEHIND_DASHES = ("kubectl", "k", "oc")
_SHELLS = ("sh", "bash", "ash", "dash")
_RUNNERS = ("docker", "podman", "nerdctl")
_ESCAPED = re.compile(r"\\(.)", re.S)
_LITERAL = ("word", "number", "raw_string", "string_content", "ansi_c_string")
_DEEPEST = 200


def read_shell(text: str, file: str, starts: Starts) -> Reading:
    """The calls of a script; a script that takes too long to read is a finding."""
    found = Reading()
    data = text.encode("utf-8", "replace")
    if not mentions(text, starts):
        return found
    tree = parse("bash", data)
    if unwieldy(tree, len(data)):
        found.findings.append(unreadable(file, 1, f"the script {WHY}"))
        return found
    found.invocations = _calls(tree.root_node, starts, "", 1, 1)
    return found


def mentions(text: str, starts: Starts) -> bool:
    """Whether the name of a program or of an image stands in the text at all."""
    return any(name in text for name in (*starts.called, *starts.knowledge.images))


def commands_in(script: Word, starts: Starts, where: str, indent: int = -1) -> list[Invocation]:
    """The calls of a text that is a word of another file.

    ``indent`` is how far the text is indented where it has lines of its own, from the one behind
    the word's on; otherwise all calls stand at the word's place.
    """
    data = script.text.encode("utf-8", "replace")
    if not mentions(script.text, starts):
        return []
    tree = parse("bash", data)
    if unwieldy(tree, len(data)):
        return []
    return [_moved(call, script, indent) for call in _calls(tree.root_node, starts, where, 1, 1)]


def shell_text(words: Sequence[str]) -> str:
    """The text that a shell gets with ``-c``, "" where the words start no shell."""
    if not words or words[0].rpartition("/")[2] not in _SHELLS:
        return ""
    for option, text in pairwise(words[1:]):
        if re.fullmatch(r"-\w*c", option):
            return text
    return ""


def _moved(call: Invocation, script: Word, indent: int) -> Invocation:
    """A call of a text at its place in the file that the text is a word of."""

    def place(line: int, column: int) -> tuple[int, int]:
        if indent < 0:
            return script.line, script.column
        return script.line + line, column + indent

    words: list[Word] = []
    for word in call.words:
        line, column = place(word.line, word.column)
        words.append(replace(word, line=line, column=column))
    line, column = place(call.line, call.column)
    return replace(call, words=tuple(words), line=line, column=column)


def _calls(root: Node, starts: Starts, where: str, line: int, column: int) -> list[Invocation]:
    found: list[Invocation] = []
    stack = [root]
    while stack:
        node = stack.pop()
        if node.type == "command":
            call = _call(_command_words(node), starts, where)
            if call is not None:
                found.append(call)
        stack.extend(reversed(node.children))
    return found


def _command_words(node: Node) -> list[Word]:
    """The words of a command, its name first; assignments and redirections are none."""
    name = node.child_by_field_name("name")
    arguments = node.children_by_field_name("argument")
    parts = [*(name.children[:1] or [name] if name is not None else []), *arguments]
    return [word_of(part) for part in parts]


def word_of(node: Node) -> Word:
    """A node that is a word: what is filled in when the script runs stays as it is written."""
    line, column = node.start_point.row + 1, node.start_point.column + 1
    text, known = _text(node, 0)
    single = known or node.type in ("string", "concatenation")
    return Word(text, line, column, known, single)


def _text(node: Node, depth: int) -> tuple[str, bool]:
    """The text of a word, and whether all of it is known."""
    raw = (node.text or b"").decode("utf-8", "replace")
    if node.type in ("word", "number"):
        globbed = any(char in raw for char in "*?[~{") and "=" not in raw
        return _ESCAPED.sub(r"\1", raw), not globbed
    if node.type == "raw_string":
        return raw[1:-1], True
    if node.type == "string":
        inner = [child for child in node.children if child.type != '"']
        if all(child.type == "string_content" for child in inner):
            return re.sub(r"\\([\"\\$`\n])", r"\1", raw[1:-1]), True
        return raw[1:-1], False
    if node.type == "concatenation" and depth < _DEEPEST:
        parts = [_text(child, depth + 1) for child in node.children]
        return "".join(text for text, _ in parts), all(known for _, known in parts)
    return raw, False


def _call(words: Sequence[Word], starts: Starts, where: str) -> Invocation | None:
    """The invocation that a command is, or starts; None for any other command."""
    if not words or not words[0].known:
        return None
    name = words[0].text.rpartition("/")[2]
    if name in starts.called:
        return _invocation(words, starts, where, Confidence.HIGH)
    rest = words[1:]
    if name in _STARTERS:
        for at, word in enumerate(rest):
            if word.known and starts.named(word.text) is not None:
                return _invocation(rest[at:], starts, where, Confidence.MEDIUM)
    elif name in _BEHIND_DASHES:
        for at, word in enumerate(rest[:-1]):
            if word.text == "--":
                return _call(rest[at + 1 :], starts, where)
    elif name in _RUNNERS and rest and rest[0].text in ("run", "create"):
        return _run(rest[1:], starts, where)
    return None


def _run(words: Sequence[Word], starts: Starts, where: str) -> Invocation | None:
    """``docker run``: the image is the first word that names one of the release's with a hub."""
    entry = any(word.text.startswith("--entrypoint") for word in words)
    for at, word in enumerate(words):
        image = word.text.rpartition("@")[0] or word.text
        found = starts.image(word.text) if word.known and "/" in image else None
        if found is None or word.text.startswith("-"):
            continue
        rest = tuple(words[at + 1 :])
        start = None if entry else starts.of_image(*found, has_args=bool(rest))
        if start is None:
            return None
        place = (word.line, word.column)
        return Invocation(start.program, start.before, rest, *place, where, image=word.text)
    return None


def _invocation(
    words: Sequence[Word], starts: Starts, where: str, confidence: Confidence
) -> Invocation | None:
    program = starts.named(words[0].text)
    if program is None:
        return None
    return Invocation(
        program,
        (),
        tuple(words[1:]),
        words[0].line,
        words[0].column,
        where,
        # A program that only prints its help is a fine thing in a script.
        runs=False,
        confidence=confidence,
    )
