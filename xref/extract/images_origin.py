"""Where a file of an image's context comes from: a Go program, the tree, the proxy, or elsewhere.

Part of the extract layer, between the makefiles and :mod:`xref.extract.images`. It follows make's
rules backwards from a file: a copy leads to what is copied, a ``go build`` to the program.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from xref.deployment import FileKind
from xref.extract.files import Files
from xref.extract.images_fetched import FETCHES, Fetched, fetched_by_make, fetched_by_script
from xref.extract.makefile import Makefile, RecipeLine, Rule
from xref.extract.makefile_commands import commands, go_build
from xref.model import Location

_DEPTH = 12
_GO_HINT = re.compile(r"build|install")
_RUNS_GO = re.compile(rb"(?:\bgo|GO\w*\}?\"?)\s+(?:build|install)\b")
_PACKAGES = (".deb", ".rpm", ".apk")
_SHELL_NAMES = (".sh", ".bash")


@dataclass(frozen=True, slots=True)
class FileOrigin:
    """What a file is, in the terms of ``ImageFile``; ``rule`` is what makes or copies it."""

    kind: FileKind
    subject: str
    rule: Location | None


@dataclass(frozen=True, slots=True)
class Built:
    """A Go program that make builds: its package, the binary's name, and the line of the build."""

    package: str
    name: str
    rule: Location


class Origins:
    """Follows files back through make's rules; ``mains`` are the Go programs by package."""

    def __init__(self, files: Files, makefile: Makefile, mains: Mapping[str, Location]) -> None:
        self.files = files
        self.makefile = makefile
        self.mains = mains
        self._scripts: dict[str, bytes] = {}
        self._built: dict[str, list[tuple[str, str, Location]]] = {}

    def in_tree(self, path: str) -> bool:
        """Whether the tree has a file or folder of that path."""
        return self.files.has(path) or self.files.has_folder(path)

    def package(self, word: str) -> str | None:
        """The package of a program that a build command names, by its folder or import path."""
        path = self.makefile.path(word.strip("\"'"))
        if path is None or not path or word.startswith("-"):
            return None
        if path.endswith(".go"):
            path = posixpath.dirname(path)
        if path in self.mains:
            return path
        first, slash, rest = path.partition("/")
        if slash and "." in first:
            while rest:
                if rest in self.mains:
                    return rest
                rest = rest.partition("/")[2]
        return None

    def source(self, path: str, rule: Location | None) -> FileOrigin:
        """What a file or folder of the tree is: a script, or another source."""
        return FileOrigin(FileKind.SCRIPT if self.is_script(path) else FileKind.SOURCE, path, rule)

    def is_script(self, path: str) -> bool:
        """Whether a file of the tree is a shell program, by its name or its first line."""
        if not self.files.has(path):
            return False
        if path.endswith(_SHELL_NAMES):
            return True
        if "." in posixpath.basename(path):
            return False
        return bool(re.match(rb"#!\s*\S*(?:/|\benv\s+)(?:ba|da|k)?sh\b", self._script(path)))

    def _script(self, path: str) -> bytes:
        if path not in self._scripts:
            self._scripts[path] = self.files.read(path) or b""
        return self._scripts[path]

    def _is_build_script(self, word: str) -> bool:
        path = self.makefile.path(word)
        if path is None or not self.files.has(path) or not self.is_script(path):
            return False
        return bool(_RUNS_GO.search(self._script(path)))

    def origin(self, word: str, named: Location | None, depth: int = 0) -> FileOrigin | None:
        """Where the file that make calls ``word`` comes from; None if nothing tells.

        ``named`` is the place that takes it from the tree as it is.
        """
        if depth > _DEPTH or not word:
            return None
        path = self.makefile.path(word)
        if path is not None and self.in_tree(path):
            return self.source(path, named)
        target = self._target(word)
        found = self._made(target, target, depth, set()) or self._by_url(target)
        if found is not None:
            return found
        if target not in self.makefile.rules and target in self._outputs:
            package, place = self._outputs[target]
            return FileOrigin(FileKind.GO, package, place)
        rule = self.makefile.recipe(target) or next(iter(self.makefile.rules.get(target, ())), None)
        return self._from_rule(target, rule) if rule else None

    def _target(self, word: str) -> str:
        for name in (word, re.sub(r"/+", "/", word), word.removeprefix("./")):
            if name in self.makefile.rules:
                return name
        return word

    def _made(self, target: str, wanted: str, depth: int, seen: set[str]) -> FileOrigin | None:
        """The Go program or copy that the recipe of a target, or of what it needs, makes."""
        if depth > _DEPTH or target in seen:
            return None
        seen.add(target)
        for output, package, location in self._builds(target):
            if re.sub(r"/+", "/", output) == re.sub(r"/+", "/", wanted):
                return FileOrigin(FileKind.GO, package, location)
        if target == wanted:
            for line in self.makefile.commands(target):
                if found := self._copied(line, wanted, depth):
                    return found
        for need, _ in self.makefile.prerequisites(target):
            if need in self.makefile.rules:
                found = self._made(need, wanted, depth + 1, seen)
                if found is not None:
                    return found
        return None

    def _builds(self, target: str) -> list[tuple[str, str, Location]]:
        rule = self.makefile.recipe(target)
        if rule is None or not any(_GO_HINT.search(line.text) for line in rule.recipe):
            return []
        if target not in self._built:
            self._built[target] = [
                (output, self.package(package) or "", line.location)
                for line in self.makefile.commands(target)
                for words in commands(line.text)
                if (build := go_build(words, self._is_program, self._is_build_script))
                for output, package in build.made()
            ]
        return self._built[target]

    def _is_program(self, word: str) -> bool:
        return self.package(word) is not None

    def _copied(self, line: RecipeLine, wanted: str, depth: int) -> FileOrigin | None:
        for words in commands(line.text):
            if words[0] != "cp":
                continue
            *sources, destination = [word for word in words[1:] if not word.startswith("-")] or [""]
            for source in sources:
                name = posixpath.basename(source.rstrip("/"))
                into = posixpath.normpath(posixpath.join(destination, name))
                if wanted in (destination, into) and source != wanted:
                    return self.origin(source, line.location, depth + 1)
        return None

    def _from_rule(self, target: str, rule: Rule) -> FileOrigin:
        """What a rule that neither copies nor builds a program makes."""
        fetched = self._fetches(target, 0, set())
        place = rule.recipe[0].location if rule.recipe else rule.location
        return FileOrigin(FileKind.FOREIGN if fetched else FileKind.UNKNOWN, "", place)

    def _fetches(self, target: str, depth: int, seen: set[str]) -> bool:
        if depth > _DEPTH or target in seen:
            return False
        seen.add(target)
        for line in self.makefile.commands(target):
            for script in self._run_by(line):
                if FETCHES.search(self._script(script)):
                    return True
        if depth == 0 and self.makefile.recipe(target):
            return False
        needs = [need for need, _ in self.makefile.prerequisites(target)]
        return any(self._fetches(need, depth + 1, seen) for need in needs)

    def _run_by(self, line: RecipeLine) -> Iterator[str]:
        for words in commands(line.text):
            for word in words:
                path = self.makefile.path(word)
                if path is not None and self.files.has(path) and self.is_script(path):
                    yield path

    def _by_url(self, target: str) -> FileOrigin | None:
        """A file that is fetched: some variable of make has its path, its neighbour the address."""
        needs = [need for need, _ in self.makefile.prerequisites(target)]
        seen = {re.sub(r"/+", "/", word) for word in (target, *needs)}
        for fetched in self._fetched:
            if fetched.path in seen:
                return _fetched_origin(fetched)
        return None

    @cached_property
    def _fetched(self) -> list[Fetched]:
        return fetched_by_make(self.makefile)

    def named(self, word: str) -> FileOrigin | None:
        """A file that a script of the build fetches, told by its name and the address's."""
        name = posixpath.basename(word)
        scripts: dict[str, bytes] = {}
        for rule in {
            id(rule): rule for rules in self.makefile.rules.values() for rule in rules
        }.values():
            for line in rule.recipe:
                if any(ending in line.text for ending in _SHELL_NAMES):
                    scripts.update((path, self._script(path)) for path in self._run_by(line))
        fetched = fetched_by_script(name, scripts, self.files, self.makefile)
        return _fetched_origin(fetched) if fetched else None

    @cached_property
    def _outputs(self) -> dict[str, tuple[str, Location]]:
        """The package of each program that some recipe builds, and where, by the file it makes."""
        found: dict[str, tuple[str, Location]] = {}
        for target in self.makefile.rules:
            for output, package, location in self._builds(target):
                known = found.get(output)
                if known is None or (known[1].file == location.file and location < known[1]):
                    found[output] = (package, location)
        return found

    def packed(self) -> tuple[str, ...]:
        """The scripts of the tree that a package for an operating system is made of."""
        found: set[str] = set()
        for target in self.makefile.rules:
            if target.endswith(_PACKAGES):
                for need, _ in self.makefile.prerequisites(target):
                    path = self.makefile.path(need)
                    if path is not None and self.is_script(path):
                        found.add(path)
        return tuple(sorted(found))

    def built(self) -> tuple[Built, ...]:
        """Every program that make builds, with the first line that does."""
        first: dict[tuple[str, str], Location] = {}
        for output, (package, location) in self._outputs.items():
            key = (package, posixpath.basename(output))
            first[key] = min(location, first.get(key, location))
        return tuple(Built(package, name, rule) for (package, name), rule in sorted(first.items()))


def _fetched_origin(fetched: Fetched) -> FileOrigin:
    kind = FileKind.BAZEL if fetched.proxy else FileKind.FOREIGN
    return FileOrigin(kind, "" if fetched.proxy else fetched.url, fetched.location)
