"""What lies in an image: the files of its stages, where each comes from, and what it starts.

Part of the extract layer, below :mod:`xref.extract.images`.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from xref.deployment import FileKind, Image, ImageFile, Words
from xref.extract.dockerfile import Copy, Stage, Start, stage_of
from xref.extract.images_origin import FileOrigin, Origins
from xref.extract.makefile_commands import commands, go_build
from xref.model import Location

_ADDRESS = re.compile(r"(?:https?|ftp|git)://|git@")
_ARCHIVE = re.compile(r"\.(?:tar(?:\.\w+)?|tgz|tbz2?|txz)\Z")
_SHELLS = {"sh", "bash", "dash", "ksh"}
_WRAPPERS = {"env", "exec", "tini", "dumb-init", "--"}
_PROGRAMS = (FileKind.GO, FileKind.SCRIPT)


@dataclass(frozen=True, slots=True)
class Context:
    """The files that a build can copy: what stands behind each name, as make calls it, and the
    place that puts it there.

    ``folder`` is the folder of the tree that is the context, None where a rule fills another one;
    ``made`` is what make calls that one.
    """

    named: Mapping[str, tuple[str, Location | None]]
    folder: str | None = None
    made: str = ""


def image_of(
    name: str, stages: list[Stage], path: str, context: Context, origins: Origins
) -> Image:
    """The image of the last stage; the stages that this one is built on are in it."""
    last = stages[-1]
    found: list[ImageFile] = []
    for stage in last.chain():
        for copy in stage.copies:
            found += _copied(copy, stages, stages.index(stage), path, context, origins)
    return Image(
        name=name,
        location=origins.files.location(path, last.line),
        base=last.base,
        entrypoint=_words(last.entrypoint, path, origins),
        command=_words(last.command, path, origins),
        files=tuple(found),
        program=_program(last, found),
    )


def _words(start: Start | None, path: str, origins: Origins) -> Words | None:
    return Words(start.words, origins.files.location(path, start.line)) if start else None


def _copied(
    copy: Copy, stages: list[Stage], index: int, path: str, context: Context, origins: Origins
) -> Iterator[ImageFile]:
    place = origins.files.location(path, copy.line)
    for source, written in zip(copy.sources, copy.written, strict=True):
        if copy.inline:
            origin: FileOrigin | None = FileOrigin(FileKind.SOURCE, path, place)
        elif copy.stage:
            origin = _from_stage(copy.stage, source, stages[:index], path, context, origins)
        elif _ADDRESS.match(source):
            origin = FileOrigin(FileKind.FOREIGN, source, None)
        else:
            origin = _from_context(source, written, context, origins)
        origin = origin or FileOrigin(FileKind.UNKNOWN, "", None)
        destination = _destination(copy, source, origin, origins)
        yield ImageFile(source, destination, origin.kind, origin.subject, place, origin.rule)


def _destination(copy: Copy, source: str, origin: FileOrigin, origins: Origins) -> str:
    """Where the file lies. A folder's content and an unpacked archive lie in what is named."""
    into = copy.destination
    if not into.endswith("/") and len(copy.sources) < 2:
        return into
    unpacked = copy.word == "ADD" and _ARCHIVE.search(source) and not _ADDRESS.match(source)
    folder = origin.kind is FileKind.SOURCE and origins.files.has_folder(origin.subject)
    if unpacked or folder or "*" in source or source.endswith("/"):
        return into
    return posixpath.join(into, posixpath.basename(source.rstrip("/")))


def _from_context(
    source: str, written: str, context: Context, origins: Origins
) -> FileOrigin | None:
    names = [posixpath.normpath(source).lstrip("/")]
    if written.startswith("$") and "/" in names[0]:
        # Binaries of several architectures lie in a folder for each.
        names.append(names[0].partition("/")[2])
    for name in names:
        entry, rest = _entry(name, context)
        if entry is not None:
            word, place = entry
            found = origins.origin(word, place) or origins.named(word)
            return _below(found, rest) if found else None
        if context.made and (found := origins.origin(f"{context.made}/{name}", None)):
            return found
        if context.folder is not None and (found := _in_folder(name, context.folder, origins)):
            return found
    return None


def _entry(name: str, context: Context) -> tuple[tuple[str, Location | None] | None, str]:
    """What the name, or the folder that it begins with, stands for, and the rest of the name."""
    head, rest = name, ""
    while head:
        if head in context.named:
            return context.named[head], rest
        head, _, last = head.rpartition("/")
        rest = f"{last}/{rest}" if rest else last
    return None, ""


def _below(origin: FileOrigin, rest: str) -> FileOrigin:
    """The origin of what lies at ``rest`` below a folder; a glob stands for the folder it is in."""
    while "*" in rest or "?" in rest:
        rest = posixpath.dirname(rest)
    if not rest or not origin.subject:
        return origin
    return FileOrigin(origin.kind, posixpath.join(origin.subject, rest), origin.rule)


def _in_folder(name: str, folder: str, origins: Origins) -> FileOrigin | None:
    """A file of a context that is a folder of the tree: the Dockerfile's own, or the root."""
    for start in dict.fromkeys((folder, "")):
        path = posixpath.normpath(posixpath.join(start, name))
        while "*" in path or "?" in path:
            path = posixpath.dirname(path)
        if path in ("", "."):
            path = start
        if path and not path.startswith("..") and origins.in_tree(path):
            return origins.source(path, None)
    return None


def _from_stage(
    name: str,
    source: str,
    stages: list[Stage],
    path: str,
    context: Context,
    origins: Origins,
) -> FileOrigin | None:
    """A file out of an earlier stage, or out of another image."""
    stage = stage_of(stages, name)
    if stage is None:
        return FileOrigin(FileKind.FOREIGN, name, None)
    built = _built_in(stage, source, path, context, origins)
    if built is not None:
        return built
    for copy in stage.copies:
        for inner, written in zip(copy.sources, copy.written, strict=True):
            target = _destination(copy, inner, FileOrigin(FileKind.UNKNOWN, "", None), origins)
            if target.rstrip("/") == source.rstrip("/") and not copy.stage:
                return _from_context(inner, written, context, origins)
    first = stage.chain()[0]
    if not any(before.runs or before.copies for before in stage.chain()):
        return FileOrigin(FileKind.FOREIGN, first.parent, None)
    return FileOrigin(FileKind.UNKNOWN, "", origins.files.location(path, stage.line))


def _built_in(
    stage: Stage, source: str, path: str, context: Context, origins: Origins
) -> FileOrigin | None:
    """The Go program that a stage's ``RUN go build`` leaves at ``source``."""
    folder = posixpath.dirname(path) if context.folder is None else context.folder

    def package(word: str) -> str | None:
        if word.startswith("-"):
            return None
        for start in dict.fromkeys((folder, "")):
            found = origins.package(posixpath.normpath(posixpath.join(start, word)))
            if found is not None:
                return found
        return origins.package(word)

    for text, at in (run for before in stage.chain() for run in before.runs):
        if "go " not in text:
            continue
        for words in commands(text):
            build = go_build(words, lambda word: package(word) is not None, lambda word: False)
            for output, named in build.made() if build else ():
                left = posixpath.normpath(posixpath.join(at, output))
                if left == source or posixpath.basename(left) == posixpath.basename(source):
                    return FileOrigin(FileKind.GO, package(named) or "", None)
    return None


def _program(stage: Stage, files: list[ImageFile]) -> str:
    """The package or script that the image starts, as far as its files tell."""
    words = [*(stage.entrypoint.words if stage.entrypoint else ())]
    words += stage.command.words if stage.command else ()
    for index, word in enumerate(words):
        found = [file for file in files if file.destination == word and file.kind in _PROGRAMS]
        if not found:
            base = posixpath.basename(word)
            found = [
                file
                for file in files
                if posixpath.basename(file.destination) == base and file.kind in _PROGRAMS
            ]
        if found:
            return found[-1].subject
        name = posixpath.basename(word)
        if name == "-c" and index + 1 < len(words):
            inner = next(commands(words[index + 1]), [])
            return _program_of(inner, files)
        if name not in _SHELLS and name not in _WRAPPERS:
            return ""
    return ""


def _program_of(words: list[str], files: list[ImageFile]) -> str:
    for word in words:
        base = posixpath.basename(word)
        for file in files:
            if posixpath.basename(file.destination) == base and file.kind in _PROGRAMS:
                return file.subject
        if base not in _SHELLS and base not in _WRAPPERS:
            return ""
    return ""
