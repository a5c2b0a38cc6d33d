"""The commands in a recipe, and those among them that build a Go program or an image.

Part of the extract layer, above :mod:`xref.extract.makefile`. Text only: nothing is run.
"""

from __future__ import annotations

import fnmatch
import posixpath
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

_TOKEN = re.compile(
    r"\"(?:\\.|[^\"\\])*\"|'[^']*'|\\.|[^\s\"'\\;&|()\n]+|[;&|()\n]+|[ \t]+|[\"'\\]", re.S
)
_ASSIGNMENT = re.compile(r"\w+=")
_LEADING = {"time", "then", "else", "do", "if", "{", "!", "exec", "sudo", "env", "-", "@"}
_BUILDERS = {"docker", "podman", "nerdctl"}
_TAKES_VALUE = {"-t", "--tag", "-f", "--file", "--build-arg", "--target", "--platform", "--output"}


def commands(text: str) -> Iterator[list[str]]:
    """The simple commands of a shell text, each as its words without quotes.

    What stands before the command (``time``, ``@``, assignments) is left out.
    """
    words: list[str] = []
    word: str | None = None
    for found in _TOKEN.finditer(text.lstrip("@+- \t")):
        token = found[0]
        if token[0] in " \t;&|()\n":
            if word is not None:
                words.append(word)
                word = None
            if token[0] not in " \t":
                if words := _stripped(words):
                    yield words
                words = []
        elif len(token) > 1 and token[0] in "\"'":
            word = (word or "") + token[1:-1]
        else:
            word = (word or "") + (token[1:] if token[0] == "\\" else token)
    if word is not None:
        words.append(word)
    if words := _stripped(words):
        yield words


def _stripped(words: list[str]) -> list[str]:
    start = 0
    while start < len(words) and (words[start] in _LEADING or _ASSIGNMENT.match(words[start])):
        start += 1
    return words[start:]


@dataclass(frozen=True, slots=True)
class GoBuild:
    """A command that builds Go programs: where its output goes, and what it names as packages."""

    output: str
    packages: tuple[str, ...]

    def made(self) -> Iterator[tuple[str, str]]:
        """Each program's file and the package as it is named."""
        folder = self.output.endswith("/") or len(self.packages) > 1
        for package in self.packages:
            name = posixpath.basename(package.rstrip("/"))
            yield posixpath.join(self.output, name) if folder else self.output, package


def go_build(
    words: list[str], is_package: Callable[[str], bool], is_build_script: Callable[[str], bool]
) -> GoBuild | None:
    """The build of Go programs that a command is, if it is one.

    ``is_package`` knows the packages of programs; ``is_build_script`` the scripts of the tree that
    run ``go build`` for the output that is their first argument.
    """
    for index, word in enumerate(words):
        rest = words[index + 1 :]
        if posixpath.basename(word) == "go" and rest[:1] in (["build"], ["install"]):
            output = rest[rest.index("-o") + 1] if "-o" in rest[:-1] else "./"
        elif is_build_script(word):
            output = rest[0] if rest else ""
        else:
            continue
        packages = tuple(arg for arg in rest if arg != output and is_package(arg))
        return GoBuild(output, packages) if packages else None
    return None


@dataclass(frozen=True, slots=True)
class DockerBuild:
    """A ``docker build``: the image's reference, the Dockerfile, and the context with its files.

    ``context`` is the folder, ``files`` maps the names in it to what was copied there.
    """

    reference: str
    dockerfile: str
    context: str
    files: dict[str, str]
    arguments: dict[str, str]


@dataclass(slots=True)
class Folders:
    """Follows the commands of a recipe as they fill folders, up to each ``docker build``.

    ``listed`` gives the files of a folder of the tree, for the globs of ``cp``.
    """

    listed: Callable[[str], list[str]]
    at: str = ""
    made: set[str] = field(default_factory=set)
    files: dict[str, dict[str, str]] = field(default_factory=dict)

    def builds(self, text: str) -> Iterator[DockerBuild]:
        """The image builds of the text."""
        for words in commands(text):
            name = posixpath.basename(words[0])
            operands = [word for word in words[1:] if not word.startswith("-")]
            if name == "cd" and operands:
                self.at = self._path(operands[0])
            elif name == "mkdir":
                self.made.update(map(self._path, operands))
            elif (name == "cp" or "copy" in name) and len(operands) > 1:
                self._copy(operands[:-1], operands[-1])
            elif name == "mv" and len(operands) == 2:
                self._move(operands[0], operands[1])
            elif name in _BUILDERS and "build" in words[1:3]:
                yield self._build(words[words.index("build") + 1 :])

    def _path(self, word: str) -> str:
        return posixpath.normpath(posixpath.join(self.at, word)) if word else self.at

    def _copy(self, sources: list[str], destination: str) -> None:
        target = self._path(destination)
        folder = (
            len(sources) > 1
            or destination.endswith(("/", "/."))
            or target in self.made
            or target in self.files
        )
        for source in sources:
            found = self._globbed(source) if "*" in source else [source]
            for path in found:
                if folder:
                    where, name = target, posixpath.basename(path.rstrip("/"))
                else:
                    where, name = posixpath.split(target)
                self.files.setdefault(where, {})[name] = path if not self.at else self._path(path)

    def _globbed(self, pattern: str) -> list[str]:
        paths = self.listed(posixpath.dirname(pattern))
        return [path for path in paths if fnmatch.fnmatchcase(path, pattern)]

    def _move(self, source: str, destination: str) -> None:
        where, name = posixpath.split(self._path(source))
        path = self.files.get(where, {}).pop(name, None)
        if path is not None:
            to, other = posixpath.split(self._path(destination))
            self.files.setdefault(to, {})[other] = path

    def _build(self, words: list[str]) -> DockerBuild:
        values: dict[str, list[str]] = {}
        operands: list[str] = []
        index = 0
        while index < len(words):
            word = words[index]
            index += 1
            if word in _TAKES_VALUE and index < len(words):
                values.setdefault(word, []).append(words[index])
                index += 1
            elif word.startswith("--") and "=" in word:
                name, _, value = word.partition("=")
                values.setdefault(name, []).append(value)
            elif not word.startswith("-"):
                operands.append(word)
        pairs = (text.partition("=") for text in values.get("--build-arg", ()))
        context = self._path(operands[-1]) if operands else self.at
        tags = values.get("-t", []) + values.get("--tag", [])
        dockerfile = (values.get("-f", []) + values.get("--file", []))[-1:]
        return DockerBuild(
            tags[0] if tags else "",
            self._path(dockerfile[0]) if dockerfile else posixpath.join(context, "Dockerfile"),
            context,
            self.files.get(context, {}),
            {name: value for name, equals, value in pairs if equals},
        )
