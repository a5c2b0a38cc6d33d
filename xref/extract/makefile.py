"""Reads a project's makefiles: variables, and explicit rules with recipes, each with its line.

Part of the extract layer. It is the part of make that tells what goes into images: assignments,
conditionals, ``include``, ``define``, ``$(eval)``, rules with several targets, target-specific
variables and the second expansion. Nothing is run, and pattern rules are left aside. What the
environment sets, or only a command can tell, is an atom (:mod:`xref.extract.makefile_text`).
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from xref.extract.files import Files
from xref.extract.makefile_expand import Expander, MakeLimitError, Scope, Variable, plain
from xref.extract.makefile_text import ROOT, is_known, without_atoms
from xref.model import Diagnostic, Location

_NAMES = ("GNUmakefile", "makefile", "Makefile")
_CONDITIONAL = re.compile(r"[ ]*(ifeq|ifneq|ifdef|ifndef|else|endif)\b(.*)", re.S)
_DIRECTIVE = re.compile(r"\s*(-?include|sinclude|define|unexport|vpath|undefine)\b(.*)", re.S)
_PREFIX = re.compile(r"\s*(?:(?:export|override|private)\s+)*")
_ASSIGNMENT = re.compile(r"\s*([^\s:#=?+!]+)\s*(:{0,3}=|\?=|\+=|!=)(.*)", re.S)
_ASSIGNED = re.compile(r"^([^\n#=]+)=", re.M)
_NO_NAME = re.compile(r"[^\w.-]")
_DEFINED = re.compile(r"^[ \t]*define[ \t]+([\w.-]+)", re.M)
_COMPARED = re.compile(r"\s*(?:\((.*)\)|(['\"])(.*?)\2\s*(['\"])(.*?)\4)\s*\Z", re.S)
_MAKE = re.compile(r"\b(?:make|MAKE[)}])")
_OTHER_FILE = re.compile(r"\s-f\s*([\w./-]+)")
_COLON = re.compile(r"[(){}:]")
_COMMENT = re.compile(r"[(){}]|(?<!\\)#")
_INCLUDES = 200
_LARGEST = 1 << 20


@dataclass(frozen=True, slots=True)
class RecipeLine:
    """A line of a recipe as it is written, and its place."""

    text: str
    location: Location


@dataclass(slots=True)
class Rule:
    """A rule: its targets, the texts of its prerequisites and recipe, its first line's place."""

    targets: tuple[str, ...]
    prerequisites: str
    location: Location
    recipe: list[RecipeLine] = field(default_factory=list)


@dataclass(slots=True)
class _Line:
    text: str
    location: Location


@dataclass(slots=True)
class _Condition:
    active: bool
    taken: bool
    around: bool


@dataclass(slots=True)
class Makefile:
    """What the makefiles say. ``rules`` gives the rules of a target, ``specific`` its variables.

    ``texts`` are the files that were read, by path and in order.
    """

    files: Files
    expander: Expander = field(init=False)
    rules: dict[str, list[Rule]] = field(default_factory=dict)
    specific: dict[str, dict[str, Variable]] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    diagnostics: list[Diagnostic] = field(default_factory=list)
    _at: Location = field(default_factory=lambda: Location("", 0))
    _level: int = 0

    def __post_init__(self) -> None:
        self.expander = Expander(self._evaluate)

    def prerequisites(self, target: str) -> list[tuple[str, Rule]]:
        """The prerequisites of a target, each with the rule that names it; no order-only ones.

        Those of the rule with the recipe come first, as in make.
        """
        scope = self.scope(target)
        out = []
        for rule in sorted(self.rules.get(target, ()), key=lambda rule: not rule.recipe):
            text = rule.prerequisites.partition("|")[0]
            if "$" in text:
                text = self.expander.expand(text, scope)
            out += [(word, rule) for word in text.split()]
        return out

    def recipe(self, target: str) -> Rule | None:
        """The rule whose recipe makes the target: the last that has one."""
        found = [rule for rule in self.rules.get(target, ()) if rule.recipe]
        return found[-1] if found else None

    def scope(self, target: str) -> Scope:
        """The variables that hold in the target's recipe alone, ``$@`` among them."""
        folder, slash, name = target.rpartition("/")
        automatic = {
            "@": plain(target),
            "@D": plain(folder if slash else "."),
            "@F": plain(name),
        }
        return {**self.specific.get(target, {}), **automatic}

    def commands(self, target: str) -> Iterator[RecipeLine]:
        """The lines of the target's recipe, expanded."""
        rule = self.recipe(target)
        if rule is None:
            return
        wanted = list(dict.fromkeys(word for word, _ in self.prerequisites(target)))
        scope = {
            **self.scope(target),
            "^": plain(" ".join(wanted)),
            "+": plain(" ".join(wanted)),
            "<": plain(wanted[0] if wanted else ""),
        }
        for line in rule.recipe:
            yield RecipeLine(self.expander.expand(line.text, scope), line.location)

    def read(self, path: str) -> None:
        """Read a makefile and those that it includes; each is read once."""
        if path in self.texts or len(self.texts) > _INCLUDES:
            return
        data = self.files.read(path)
        if data is None:
            return
        if len(data) > _LARGEST:
            raise MakeLimitError(f"{path} is larger than {_LARGEST} bytes")
        text = data.decode("utf-8", "replace").replace("\r\n", "\n")
        self.texts[path] = text
        self.expander.assigned.update(_assigned(text), _DEFINED.findall(text))
        listed = self.expander.variables.get("MAKEFILE_LIST", plain("")).text
        self.expander.variables["MAKEFILE_LIST"] = plain(f"{listed} {path}")
        lines = [
            _Line(line, self.files.location(path, number))
            for number, line in enumerate(text.split("\n"), 1)
        ]
        self._read_lines(lines)

    def _evaluate(self, text: str, body: Variable | None) -> None:
        place = body.location if body else None
        lines = [
            _Line(line, Location(place.file, place.line + number) if place else self._at)
            for number, line in enumerate(text.split("\n"), 1)
        ]
        self._read_lines(lines)

    def _read_lines(self, lines: list[_Line]) -> None:
        self._level += 1
        if self._level > 20:
            raise MakeLimitError("$(eval) and include are nested too deeply")
        before = self._at
        conditions: list[_Condition] = []
        current: list[Rule] = []
        index = 0
        while index < len(lines):
            line = lines[index]
            text, index = _continued(lines, index)
            self._at = line.location
            if text.startswith("\t") and current:
                if _holds(conditions):
                    for rule in current:
                        rule.recipe.append(RecipeLine(text[1:], line.location))
                continue
            text = _without_comment(text)
            if not text.strip():
                continue
            if found := _CONDITIONAL.match(text):
                self._condition(found[1], found[2], conditions)
                continue
            if found := _DIRECTIVE.match(text):
                if found[1] == "define":
                    index = self._define(found[2], lines, index, _holds(conditions))
                elif _holds(conditions) and found[1].endswith("include"):
                    self._include(found[2])
                continue
            if _holds(conditions):
                current = self._statement(text, current)
        self._at = before
        self._level -= 1

    def _condition(self, word: str, rest: str, conditions: list[_Condition]) -> None:
        if word == "endif":
            if conditions:
                conditions.pop()
        elif word == "else":
            if not conditions:
                return
            top = conditions[-1]
            found = _CONDITIONAL.match(rest)
            top.active = top.around and not top.taken
            if top.active and found:
                top.active = self._test(found[1], found[2])
            top.taken = top.taken or top.active
        else:
            around = _holds(conditions)
            active = around and self._test(word, rest)
            conditions.append(_Condition(active, active, around))

    def _test(self, word: str, rest: str) -> bool:
        """Whether a condition holds. What the environment may set is taken as unset, and what a
        command prints as something."""
        if word in ("ifdef", "ifndef"):
            return (rest.strip() in self.expander.variables) is (word == "ifdef")
        found = _COMPARED.match(rest)
        if found is None:
            return False
        if found[1] is not None:
            first, second = _halves(found[1])
        else:
            first, second = found[3], found[5]
        first, second = self.expander.expand(first).strip(), self.expander.expand(second).strip()
        if first != second and (is_known(first) or is_known(second)):
            first, second = _without_environment(first), _without_environment(second)
        return (first == second) is (word == "ifeq")

    def _define(self, rest: str, lines: list[_Line], index: int, active: bool) -> int:
        found = re.match(r"\s*([^\s:=?+]+)\s*(:{0,3}=|\?=|\+=)?", rest)
        place = lines[index - 1].location
        body: list[str] = []
        level = 1
        while index < len(lines):
            text = lines[index].text.strip()
            index += 1
            level += text.startswith("define ") - (text.split("#")[0].strip() == "endef")
            if not level:
                break
            body.append(lines[index - 1].text)
        if active and found:
            self.expander.variables[found[1]] = Variable("\n".join(body), True, place, body=True)
        return index

    def _include(self, rest: str) -> None:
        for word in self.expander.expand(rest).split():
            path = self.path(word)
            if path is not None and self.files.has(path):
                self.read(path)

    def path(self, word: str) -> str | None:
        """The path in the tree that a word of make names, None if it lies elsewhere."""
        word = re.sub(r"/+", "/", word)
        word = word[len(ROOT) + 1 :] if word.startswith(f"{ROOT}/") else word
        path = posixpath.normpath(word)
        outside = path.startswith(("/", "../")) or path == ".." or not is_known(path)
        return None if outside else path

    def _statement(self, text: str, current: list[Rule]) -> list[Rule]:
        start = _PREFIX.match(text)
        found = _ASSIGNMENT.match(text, start.end() if start else 0)
        if found:
            self._assign(self.expander.variables, found[1], found[2], found[3])
            return []
        cut = _colon(text)
        if cut < 0:
            expanded = self.expander.expand(text)
            cut = _colon(expanded)
            if cut < 0:
                return current
            return self._rule(expanded[:cut], expanded[cut + 1 :], expand=False)
        return self._rule(text[:cut], text[cut + 1 :], expand=True)

    def _assign(self, into: dict[str, Variable], name: str, sign: str, text: str) -> None:
        name = self.expander.expand(name)
        text = text.strip(" \t")
        old = into.get(name) or self.expander.variables.get(name)
        if sign == "?=":
            if old is not None:
                return
            sign = "="
        if sign == "+=" and old is not None:
            added = text if old.recursive else self.expander.expand(text)
            joined = f"{old.text} {added}" if old.text else added
            into[name] = Variable(self.expander.counted(joined), old.recursive, old.location)
        elif sign in ("=", "+="):
            into[name] = Variable(text, True, self._at)
        elif sign == "!=":
            into[name] = Variable(f"$(shell {text})", True, self._at)
        else:
            into[name] = Variable(self.expander.expand(text), False, self._at)

    def _rule(self, left: str, right: str, expand: bool) -> list[Rule]:
        targets = (self.expander.expand(left) if expand else left).split()
        right = right.removeprefix(":")
        start = _PREFIX.match(right)
        own = _ASSIGNMENT.match(right, start.end() if start else 0)
        if own and ";" not in own[1]:
            for target in targets:
                self._assign(self.specific.setdefault(target, {}), own[1], own[2], own[3])
            return []
        needs, semicolon, command = right.partition(";")
        rule = Rule(tuple(targets), self.expander.expand(needs) if expand else needs, self._at)
        if semicolon:
            rule.recipe.append(RecipeLine(command.strip(), self._at))
        for target in targets:
            if "%" not in target:
                self.rules.setdefault(target, []).append(rule)
        return [rule]


def read_makefiles(files: Files) -> Makefile:
    """Read the makefile at a tree's root, what it includes, and what it hands over to (``-f``).

    Too much work is a diagnostic; what was read until then stays.
    """
    makefile = Makefile(files)
    try:
        for name in _NAMES:
            makefile.read(name)
        for text in list(makefile.texts.values()):
            for other in _other_files(text):
                makefile.read(other)
    except (MakeLimitError, RecursionError) as error:
        place = makefile._at
        told = Diagnostic(f"make: {error}", place if place.file else None, place.file)
        makefile.diagnostics.append(told)
    return makefile


def _assigned(text: str) -> Iterator[str]:
    """The names that the lines of a text may assign."""
    for head in _ASSIGNED.findall(text):
        yield _NO_NAME.split(head.rstrip(":?+!").rstrip(" \t"))[-1].lstrip("0123456789.-")


def _other_files(text: str) -> Iterator[str]:
    """The makefiles that the commands of a text run make with."""
    for line in text.split("\n"):
        if "-f" in line and (made := _MAKE.search(line)):
            yield from _OTHER_FILE.findall(line, made.end())


def _continued(lines: list[_Line], index: int) -> tuple[str, int]:
    """A line with those that it goes on in, and the index after them."""
    parts = [lines[index].text]
    index += 1
    while parts[-1].endswith("\\") and index < len(lines):
        parts[-1] = parts[-1][:-1].rstrip(" \t")
        if len(parts) > 1 and not parts[-1]:
            parts.pop()
        parts.append(lines[index].text.lstrip(" \t"))
        index += 1
    return " ".join(parts), index


def _holds(conditions: list[_Condition]) -> bool:
    return not conditions or conditions[-1].active


def _without_environment(text: str) -> str:
    return "" if text.startswith("\x01env-") and not without_atoms(text) else text


def _halves(text: str) -> tuple[str, str]:
    level = 0
    for index, sign in enumerate(text):
        level += (sign in "({") - (sign in ")}")
        if sign == "," and level == 0:
            return text[:index], text[index + 1 :]
    return text, ""


def _without_comment(text: str) -> str:
    if "#" not in text:
        return text
    level = 0
    for found in _COMMENT.finditer(text):
        level += (found[0] in "({") - (found[0] in ")}")
        if found[0] == "#" and level <= 0:
            return text[: found.start()]
    return text


def _colon(text: str) -> int:
    """Where the colon of a rule stands, outside references; -1 if there is none."""
    level = 0
    for found in _COLON.finditer(text):
        level += (found[0] in "({") - (found[0] in ")}")
        if found[0] == ":" and level == 0:
            return found.start()
    return -1
