"""Which image a container's reference means: one that the release builds, or a foreign one.

Layer 3, part of linking.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from xref.deployment import Container, FileKind, Image, Rendering


def repository(reference: str) -> str:
    """A reference without its tag and digest: ``docker.io/istio/pilot`` of ``...pilot:1.1.0``."""
    name = reference.partition("@")[0]
    head, colon, tail = name.rpartition(":")
    return head if colon and "/" not in tail else name


def own_image(container: Container, images: Mapping[str, Image]) -> Image | None:
    """The image of the release that a container runs, or None.

    It is the release's where the reference's last part names one and what stands before it comes
    from a value for the hub, or nothing stands before it. A chart's own hub may be that of others:
    their images' namesakes in the tree are such that no rule builds.
    """
    _, slash, name = repository(container.image).rpartition("/")
    found = images.get(name)
    if found is None or not slash:
        return found
    hubs = [use.path for use in container.image_uses if use.path.rpartition(".")[2] == "hub"]
    built = found.target or any(path.startswith("global.") for path in hubs)
    return found if hubs and built else None


def foreign_images(renderings: Iterable[Rendering], own: Mapping[str, Image]) -> list[Image]:
    """The images of others that containers name, each repository once, at its first place."""
    found: dict[str, Image] = {}
    for rendering in renderings:
        for workload in rendering.workloads:
            for container in workload.containers:
                name = repository(container.image)
                if "{{" in name or name.rpartition("/")[2] == "" or own_image(container, own):
                    continue
                image = Image(
                    name, container.image_location, foreign=True, reference=container.image
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
