"""The images that a release builds, out of its Dockerfiles and the rules that fill their contexts.

Part of the extract layer, above the readers of Dockerfiles, makefiles and build plans. An image is
named by the make rule or plan that builds it; a Dockerfile that neither knows stands for itself.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from xref.deployment import FileKind, Image
from xref.extract.dockerfile import DockerLimitError, Stage, parse_dockerfile
from xref.extract.dockeryaml import Planned, docker_plans
from xref.extract.files import Files
from xref.extract.images_files import Context, image_of
from xref.extract.images_origin import Built, Origins
from xref.extract.makefile import Makefile, read_makefiles
from xref.extract.makefile_commands import DockerBuild, Folders
from xref.extract.makefile_expand import MakeLimitError
from xref.extract.makefile_text import ATOM_START, is_known
from xref.model import Diagnostic, Location, Role
from xref.roles import role_of

_DOCKERFILE = re.compile(
    r"(?:^|/)(?:(?:Docker|Container)file(?:\.(?!dockerignore\Z)[\w.-]+)?|[\w.-]+\.Dockerfile)\Z"
)
_BUILDS_IMAGES = re.compile(r"docker|podman|nerdctl", re.I)
# Folders that say how a thing is laid out, and not what it is.
_PLAIN_FOLDERS = {
    "docker",
    "build",
    "src",
    "cmd",
    "image",
    "images",
    "deploy",
    "container",
    "package",
}
_LISTS = ("DOCKER_TARGETS", "IMAGES", "DOCKER_IMAGES")
_LARGEST = 1_000_000


@dataclass(frozen=True, slots=True)
class Images:
    """The images of a release, and the programs that make builds, whether an image has them or not.

    ``packed`` are the paths of the scripts that make puts into packages of an operating system.
    """

    images: tuple[Image, ...]
    built: tuple[Built, ...]
    packed: tuple[str, ...]
    diagnostics: tuple[Diagnostic, ...]


@dataclass(slots=True)
class _Plan:
    """How an image is built: its name, Dockerfile and context, and what says so."""

    name: str
    dockerfile: str
    context: Context
    target: str = ""
    rule: Location | None = None
    released: bool = False
    arguments: Mapping[str, str] = field(default_factory=dict)
    planned: Planned | None = None


def images(files: Files, mains: Mapping[str, Location]) -> Images:
    """The images of a tree; ``mains`` are its Go programs: the place of ``main`` by package."""
    makefile = read_makefiles(files)
    origins = Origins(files, makefile, mains)
    diagnostics = list(makefile.diagnostics)
    dockerfiles = set(files.paths(_is_dockerfile))
    plans: list[_Plan] = []
    planned, problems = docker_plans(files)
    diagnostics += problems
    try:
        plans += _make_plans(origins, dockerfiles)
        plans += [_planned(entry) for entry in planned]
        built, packed = origins.built(), origins.packed()
    except MakeLimitError as error:
        diagnostics.append(Diagnostic(f"make: {error}"))
        built, packed = (), ()
    known = {plan.dockerfile for plan in plans}
    plans += [
        _Plan(_own_name(files, path), path, Context({}, posixpath.dirname(path)))
        for path in sorted(dockerfiles - known)
    ]
    contents = dict(files.read_all({plan.dockerfile: None for plan in plans}))
    found: list[Image] = []
    for plan in plans:
        try:
            image = _image(plan, contents, files, origins, diagnostics)
        except (DockerLimitError, MakeLimitError) as error:
            place = plan.rule or files.location(plan.dockerfile)
            diagnostics.append(Diagnostic(f"image {plan.name}: {error}", place, plan.dockerfile))
            continue
        if image is not None:
            found.append(image)
    found.sort(key=lambda image: (image.name, not image.target, image.location))
    return Images(tuple(found), built, packed, tuple(diagnostics))


def _is_dockerfile(path: str) -> bool:
    return "ockerfile" in path and bool(_DOCKERFILE.search(path)) and role_of(path) != Role.VENDOR


def _image(
    plan: _Plan,
    contents: Mapping[str, bytes],
    files: Files,
    origins: Origins,
    diagnostics: list[Diagnostic],
) -> Image | None:
    path, place = plan.dockerfile, files.location(plan.dockerfile)
    data = contents.get(path)
    if data is None or len(data) > _LARGEST:
        problem = "is not in the tree" if data is None else "is too large"
        diagnostics.append(Diagnostic(f"the Dockerfile of {plan.name} {problem}", plan.rule, path))
        return None
    stages = parse_dockerfile(data, plan.arguments)
    if not stages:
        diagnostics.append(Diagnostic("the Dockerfile has no FROM", place, path))
        return None
    context = plan.context
    if plan.planned is not None:
        context = _planned_context(plan.planned, origins.makefile, stages[-1])
    image = image_of(plan.name, stages, path, context, origins)
    lost = [file for file in image.files if file.kind is FileKind.UNKNOWN and file.rule is None]
    if lost and _matters(plan):
        names = ", ".join(file.name for file in lost)
        message = f"no rule tells where these files of image {plan.name} come from: {names}"
        diagnostics.append(Diagnostic(message, lost[0].location, path))
    return replace(image, target=plan.target, rule=plan.rule, released=plan.released)


def _matters(plan: _Plan) -> bool:
    return bool(plan.target) or role_of(plan.dockerfile) is Role.PRODUCT


def _own_name(files: Files, path: str) -> str:
    """The name of an image that nothing names: the Dockerfile's suffix, or its folder's name."""
    folder, name = posixpath.split(path)
    first, dot, suffix = name.partition(".")
    if dot:
        return suffix if first.endswith("file") else name.rpartition(".")[0]
    parts = [part for part in folder.split("/") if part]
    while len(parts) > 1 and parts[-1] in _PLAIN_FOLDERS:
        parts.pop()
    if parts:
        return parts[-1]
    module = re.search(rb"^module\s+(\S+)", files.read("go.mod") or b"", re.M)
    return posixpath.basename(module[1].decode("utf-8", "replace")) if module else "image"


def _planned(entry: Planned) -> _Plan:
    return _Plan(
        entry.name,
        posixpath.normpath(entry.dockerfile),
        Context({}),
        entry.name,
        entry.location,
        not entry.base,
        planned=entry,
    )


def _planned_context(entry: Planned, makefile: Makefile, stage: Stage) -> Context:
    """The context of an entry: its files lie there by their names alone.

    A variable that make does not know is taken from the Dockerfile's own arguments: the image's
    builder passes it the same.
    """
    named: dict[str, tuple[str, Location | None]] = {}

    def value(found: re.Match[str]) -> str:
        text = makefile.expander.value(found[1])
        return text if is_known(text) else stage.variables.get(found[1], text)

    for file in entry.files:
        word = re.sub(r"\$\{(\w+)\}", value, file.text)
        named[posixpath.basename(word.rstrip("/"))] = (word, file.location)
    return Context(named)


def _make_plans(origins: Origins, dockerfiles: set[str]) -> Iterator[_Plan]:
    makefile = origins.makefile
    released = _released(makefile)
    seen: set[tuple[str, str]] = set()
    for target in list(makefile.rules):
        rule = makefile.recipe(target)
        if rule is None or not any(_BUILDS_IMAGES.search(line.text) for line in rule.recipe):
            continue
        folders = Folders(origins.files.listed)
        for line in makefile.commands(target):
            for build in folders.builds(line.text):
                plan = _make_plan(makefile, target, build, dockerfiles, target in released)
                if plan is not None and (plan.name, plan.dockerfile) not in seen:
                    seen.add((plan.name, plan.dockerfile))
                    yield plan


def _make_plan(
    makefile: Makefile, target: str, build: DockerBuild, dockerfiles: set[str], released: bool
) -> _Plan | None:
    copied = build.files.get(posixpath.basename(build.dockerfile), "")
    paths = [makefile.path(word) for word in (build.dockerfile, copied) if word]
    path = next((path for path in paths if path in dockerfiles), None)
    if path is None:
        return None
    recipe = makefile.recipe(target)
    place = recipe.location if recipe else None
    named: dict[str, Location] = {}
    for word, rule in makefile.prerequisites(target):
        named.setdefault(word, rule.location)
        if makefile.path(word) == path:
            place = rule.location
    name = build.reference.rpartition("/")[2].partition(":")[0]
    if not name or not is_known(name):
        name = target.rpartition(".")[2]
    context = makefile.path(build.context) if ATOM_START not in build.context else None
    return _Plan(
        name,
        path,
        Context(
            {name: (word, named.get(word, place)) for name, word in build.files.items()},
            context if context is not None and not build.files else None,
            build.context,
        ),
        target,
        place,
        released,
        {name: value for name, value in build.arguments.items() if is_known(value)},
    )


def _released(makefile: Makefile) -> frozenset[str]:
    """The targets of the release's images: those of the list, else what ``docker`` needs."""
    for name in _LISTS:
        if name in makefile.expander.variables:
            return frozenset(makefile.expander.value(name).split())
    found: set[str] = set()
    wanted = ["docker", "images"]
    while wanted:
        target = wanted.pop()
        if target not in found:
            found.add(target)
            wanted += [need for need, _ in makefile.prerequisites(target)]
    return frozenset(found)
