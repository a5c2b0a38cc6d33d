"""What a user wants no findings of: comments in a file, and ``xref.toml``.

Of the checkers. An ignore names a rule and gives a reason; without one it has no effect, which is
told.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path

from xref.check.findings import Confidence, Finding
from xref.check.rules import BAD_IGNORE, rules
from xref.errors import UsageError

CONFIG = "xref.toml"
# A comment of YAML, Dockerfiles, shell scripts, Markdown or HTML.
_COMMENT = re.compile(
    r"(?P<before>[^\n]*?)(?:#|<!--|//)[ \t]*xref:[ \t]*ignore\b[ \t]*(?P<rest>[^\n]*)"
)
_KEYS = {"rule", "reason", "files", "name"}


@dataclass(frozen=True, slots=True)
class Ignore:
    """Findings of a rule that are not wanted: in some files, of a name, on a line, or all."""

    rule: str
    reason: str
    files: tuple[str, ...] = ()
    name: str = ""
    line: int = 0

    def covers(self, finding: Finding) -> bool:
        """Whether a finding is one of those."""
        return (
            self.rule == finding.rule
            and self.name in ("", finding.name)
            and self.line in (0, finding.line)
            and (not self.files or any(fnmatchcase(finding.file, glob) for glob in self.files))
        )


def comments(text: str, file: str) -> tuple[list[Ignore], list[Finding]]:
    """The ignores of a file's comments, and findings for those that are wrong.

    On a line of its own a comment is for the file, behind something it is for that line.
    """
    found: list[Ignore] = []
    wrong: list[Finding] = []
    if "xref:" not in text:
        return found, wrong
    for match in _COMMENT.finditer(text):
        rule, _, reason = match["rest"].removesuffix("-->").strip().partition(" ")
        line = text.count("\n", 0, match.start("rest")) + 1
        why = _fault(rule, reason)
        if why:
            column = len(match["before"]) + 1
            made = Finding(
                BAD_IGNORE.id,
                BAD_IGNORE.level,
                Confidence.HIGH,
                file,
                line,
                column,
                f"{why}: write `xref: ignore RULE REASON`",
                name=rule,
            )
            wrong.append(made)
        else:
            found.append(Ignore(rule, reason.strip(), line=line if match["before"].strip() else 0))
    return found, wrong


def _fault(rule: str, reason: str) -> str:
    """What is wrong with an ignore, "" if nothing is."""
    if rule not in rules():
        return f"there is no rule {rule!r}" if rule else "no rule is named"
    return "" if reason.strip() else f"no reason is given why {rule} is ignored"


def configured(path: Path) -> list[Ignore]:
    """The ``[[check.ignore]]`` tables of a file; none where there is no such file.

    Raises UsageError for a file that is not as it should be.
    """
    try:
        with path.open("rb") as file:
            told = tomllib.load(file)
    except FileNotFoundError:
        return []
    except OSError as error:
        raise UsageError(f"{path} cannot be read: {error.strerror}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        raise UsageError(f"{path} is no TOML: {error}") from error
    check = told.get("check", {})
    tables = check.get("ignore", []) if isinstance(check, dict) else None
    if not isinstance(tables, list):
        raise UsageError(f"{path}: ignores are tables `[[check.ignore]]`")
    return [_ignore(path, table) for table in tables]


def _ignore(path: Path, table: object) -> Ignore:
    if not isinstance(table, dict) or set(table) - _KEYS:
        raise UsageError(f"{path}: `[[check.ignore]]` has the keys {', '.join(sorted(_KEYS))}")
    rule, reason, name = (table.get(key, "") for key in ("rule", "reason", "name"))
    files = table.get("files", [])
    files = [files] if isinstance(files, str) else files
    texts = (rule, reason, name, *files) if isinstance(files, list) else (None,)
    if not all(isinstance(text, str) for text in texts):
        raise UsageError(f"{path}: rule, reason and name are texts, files a list of patterns")
    if why := _fault(rule, reason):
        raise UsageError(f"{path}: {why}")
    return Ignore(rule, reason, tuple(files), name)


def wanted(findings: Iterable[Finding], ignores: Iterable[Ignore]) -> list[Finding]:
    """The findings that nothing ignores."""
    known = list(ignores)
    return [one for one in findings if not any(ignore.covers(one) for ignore in known)]
