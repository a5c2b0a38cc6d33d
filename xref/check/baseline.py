"""The baseline: findings that are known already, in a JSON file.

Of the checkers. A finding is known by its rule, name and file, whatever line it is on.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from xref.check.findings import Finding
from xref.errors import UsageError

Key = tuple[str, str, str]

_VERSION = 1


def key_of(finding: Finding) -> Key:
    """What a finding is known by."""
    return finding.rule, finding.name, finding.file


def read_baseline(path: Path) -> set[Key]:
    """The findings of a baseline. Raises UsageError for a file that is none."""
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
        if told["version"] != _VERSION:
            raise UsageError(f"{path} is a baseline of another version: write it anew")
        return {(str(one["rule"]), str(one["name"]), str(one["file"])) for one in told["findings"]}
    except OSError as error:
        raise UsageError(f"the baseline {path} cannot be read: {error.strerror}") from error
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise UsageError(f"{path} is no baseline: write one with --write-baseline") from error


def write_baseline(path: Path, findings: Iterable[Finding]) -> None:
    """Writes the findings as a baseline. Raises UsageError where that cannot be."""
    rows = [
        {"rule": rule, "name": name, "file": file}
        for rule, name, file in sorted({key_of(finding) for finding in findings})
    ]
    text = json.dumps({"version": _VERSION, "findings": rows}, indent=2, ensure_ascii=False)
    try:
        path.write_text(text + "\n", encoding="utf-8")
    except OSError as error:
        raise UsageError(f"the baseline {path} cannot be written: {error.strerror}") from error
