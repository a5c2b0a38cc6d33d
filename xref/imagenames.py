"""Which image a container's reference means: one that the release builds, or a foreign one.

Layer 3, part of linking.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from xref.deployment import FileKind, Image, Rendering


def repository(reference: str) -> str:
    """A reference without its tag and digest: ``docker.io/istio/pilot`` of ``...pilot:1.1.0``."""
    name = reference.partition("@")[0]
    head, colon, tail = name.rpartition(":")
    return head if colon and "/" not in tail else name


def hubs_of(rendering: Rendering) -> dict[str, bool]:
    """The hubs that the values name, and whether all charts share it; a chart may have its own."""
    found: dict[str, bool] = {}
    for value in rendering.values:
        if value.path.rpartition(".")[2] == "hub" and value.text:
            shared = value.path in ("hub", "global.hub")
            found[value.text] = found.get(value.text, False) or shared
    return found


def own_image(
    reference: str, images: Mapping[str, Image], hubs: Mapping[str, bool]
) -> Image | None:
    """The image of the release that a reference means, or None.

    It is the release's where its last part names one, and what stands before it is a hub, or
    nothing. A chart's own hub may be that of others: their images' namesakes in the tree are such
    that no rule builds.
    """
    hub, slash, name = repository(reference).rpartition("/")
    found = images.get(name)
    if found is None or not slash:
        return found
    return found if hub in hubs and (hubs[hub] or found.target) else None


def foreign_images(renderings: Iterable[Rendering], own: Mapping[str, Image]) -> list[Image]:
    """The images of others that linked containers name, each at its first place."""
    found: dict[str, Image] = {}
    for rendering in renderings:
        for workload in rendering.workloads:
            for container in workload.containers:
                name = container.image_name
                if name in own or "{{" in name or not name.rpartition("/")[2]:
                    continue
                image = Image(
                    name, container.images[0].location, foreign=True, reference=container.image
                )
                found.setdefault(name, image)
    return [found[name] for name in sorted(found)]


def program_at(image: Image, path: str) -> str:
    """The package of the program that lies at a path of an image, "" where none is known.

    A bare name is looked for among all of the image's programs.
    """
    name = path.rpartition("/")[2]
    for file in image.files:
        if file.kind in (FileKind.GO, FileKind.SCRIPT, FileKind.BAZEL) and file.subject:
            inside = file.destination.rstrip("/")
            if path in (inside, f"{inside}/{file.name}") or ("/" not in path and file.name == name):
                return file.subject
    return ""
