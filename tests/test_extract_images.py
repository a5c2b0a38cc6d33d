"""Images: make rules, build plans and plain Dockerfiles, and what each file in them is."""

from __future__ import annotations

import json
import posixpath
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from trees import tree

from xref.deployment import FileKind, Image, ImageFile
from xref.extract.files import Files
from xref.extract.images import Images, images
from xref.gitsource import Repository, locate
from xref.model import Location

PROJECT = "istio/istio"
MAINS = {"cmd/agent": Location("cmd/agent/main.go", 3), "cmd/app": Location("cmd/app/main.go", 3)}
BUILD = '#!/bin/bash\nOUT=$1\nshift\ngo build -o "${OUT}" "$@"\n'
MAKEFILE = """\
    OUT := $(shell pwd)/out
    PIN := $(shell grep PROXY_REPO_SHA deps)
    RELEASE_URL ?= https://example.com/proxy-$(PIN).tar.gz
    RELEASE_PATH ?= $(OUT)/release/proxy-$(PIN)
    BINS := $(OUT)/agent
    $(BINS):
    \tbin/gobuild.sh $@ ./cmd/$(@F)
    $(RELEASE_PATH):
    \tbin/fetch.sh
    $(OUT)/release/proxy: $(RELEASE_PATH)
    \tcp $(RELEASE_PATH) $(OUT)/release/proxy
    $(OUT)/made.crt:
    \topenssl req -out $@
    IMAGES := image.agent
    image.agent: docker/Dockerfile.agent
    image.agent: $(OUT)/agent scripts/start.sh conf
    image.agent: $(OUT)/release/proxy $(OUT)/made.crt
    \tmkdir -p ctx/$@ && cp -r $^ ctx/$@ && cd ctx/$@ && \\
    \t\tdocker build -t hub/agent:$(TAG) -f Dockerfile$(suffix $@) .
    """
DOCKERFILE = """\
    FROM scratch
    ADD https://example.com/tool /tool
    COPY agent proxy /bin/
    COPY start.sh /start
    COPY conf/*.yaml /etc/
    COPY made.crt lost /
    ENTRYPOINT ["/bin/sh", "/start"]
    """


def repository(**others: str) -> Files:
    return tree(
        {
            "Makefile": MAKEFILE,
            "docker/Dockerfile.agent": DOCKERFILE,
            "bin/gobuild.sh": BUILD,
            "bin/fetch.sh": "curl -L https://example.com | tar x\n",
            "scripts/start.sh": "exec agent\n",
            "conf/a.yaml": "a: 1\n",
            **others,
        }
    )


def kinds(image: Image) -> dict[str, tuple[FileKind, str]]:
    return {file.destination: (file.kind, file.subject) for file in image.files}


def test_an_image_of_a_make_rule() -> None:
    found = images(repository(), MAINS)
    (image,) = found.images
    assert (image.name, image.target, image.released) == ("agent", "image.agent", True)
    assert image.rule == Location("Makefile", 15)
    assert image.program == "scripts/start.sh"
    assert kinds(image) == {
        "/tool": (FileKind.FOREIGN, "https://example.com/tool"),
        "/bin/agent": (FileKind.GO, "cmd/agent"),
        "/bin/proxy": (FileKind.BAZEL, ""),
        "/start": (FileKind.SCRIPT, "scripts/start.sh"),
        "/etc/": (FileKind.SOURCE, "conf"),
        "/made.crt": (FileKind.UNKNOWN, ""),
        "/lost": (FileKind.UNKNOWN, ""),
    }
    rules = {file.destination: file.rule for file in image.files}
    assert rules["/bin/agent"] == Location("Makefile", 7)
    assert rules["/bin/proxy"] == Location("Makefile", 3)
    assert rules["/made.crt"] == Location("Makefile", 13)
    assert [problem.message for problem in found.diagnostics] == [
        "no rule tells where these files of image agent come from: lost"
    ]
    assert [(built.package, built.name, built.rule.line) for built in found.built] == [
        ("cmd/agent", "agent", 7)
    ]


def test_an_entry_of_a_build_plan() -> None:
    files = tree(
        {
            "Makefile": """\
                $(OUT)/%: ; true
                BINARIES := ./cmd/app ./cmd/agent
                all-binaries:
                \tLDFLAGS='-s' bin/gobuild.sh $(OUT)/ -tags=x $(BINARIES)
                $(foreach bin,$(BINARIES),$(OUT)/$(shell basename $(bin))): all-binaries
                """,
            "bin/gobuild.sh": BUILD,
            "tools/docker.yaml": """\
                images:
                - name: base
                  dockerfile: docker/Dockerfile.base
                  base: true
                - name: the-app
                  dockerfile: docker/Dockerfile.app
                  files:
                  - ${OUT}/${MODE}/${SIDE}
                  targets:
                  - ${OUT}/app
                """,
            "docker/Dockerfile.base": "FROM scratch\n",
            "docker/Dockerfile.app": """\
                ARG KIND=debug
                FROM hub/base as debug
                FROM ${KIND}
                ARG SIDE=side
                ARG TARGETARCH
                COPY ${TARGETARCH:-amd64}/app /bin/app
                COPY ${TARGETARCH:-amd64}/${SIDE} /bin/side
                CMD ["/bin/app"]
                """,
        }
    )
    found = {image.name: image for image in images(files, MAINS).images}
    assert [(name, image.released) for name, image in found.items()] == [
        ("base", False),
        ("the-app", True),
    ]
    image = found["the-app"]
    assert (image.rule, image.target) == (Location("tools/docker.yaml", 5), "the-app")
    assert image.program == "cmd/app"
    assert image.files[0] == ImageFile(
        "amd64/app",
        "/bin/app",
        FileKind.GO,
        "cmd/app",
        Location("docker/Dockerfile.app", 6),
        Location("Makefile", 4),
    )
    assert image.files[1].kind is FileKind.UNKNOWN


def test_a_dockerfile_that_builds_its_program() -> None:
    files = tree(
        {
            "Dockerfile": """\
                FROM golang AS build
                WORKDIR /src
                COPY . .
                RUN CGO_ENABLED=0 go build -ldflags="-s -w" -o /out/server ./cmd/app
                FROM scratch
                COPY --from=build /out/server /server
                COPY --from=alpine:3 /etc/certs /etc/certs
                ENTRYPOINT ["/server"]
                """,
            "go.mod": "module example.com/shop\n",
            "cmd/app/main.go": "package main\n\nfunc main() {}\n",
        }
    )
    found = images(files, MAINS)
    (image,) = found.images
    assert (image.name, image.target, image.released) == ("shop", "", False)
    assert image.program == "cmd/app"
    assert kinds(image)["/etc/certs"] == (FileKind.FOREIGN, "alpine:3")
    assert found.diagnostics == ()


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("a/docker/Dockerfile.web", "web"),
        ("a/web.Dockerfile", "web"),
        ("samples/web/src/Dockerfile", "web"),
    ],
)
def test_the_name_of_a_plain_dockerfile(path: str, name: str) -> None:
    (image,) = images(tree({path: "FROM scratch\n"}), {}).images
    assert image.name == name


@pytest.mark.parametrize("path", ["vendor/a/Dockerfile", "b.Dockerfile.txt", "check_dockerfile.sh"])
def test_what_is_no_dockerfile_of_the_tree(path: str) -> None:
    assert images(tree({path: "FROM scratch\n"}), {}).images == ()


def test_bad_input_is_told() -> None:
    files = tree({"docker.yaml": "images: [dockerfile: {\n", "Dockerfile.a": "RUN true\n"})
    found = images(files, {})
    assert found.images == ()
    assert [problem.location for problem in found.diagnostics] == [
        Location("docker.yaml", 2),
        Location("Dockerfile.a", 0),
    ]


def real(place: str, tag: str) -> Iterator[Images]:
    with Repository(locate(PROJECT, {PROJECT: place})) as repo:
        entries = repo.tree(repo.commit(tag).id)
        blobs = {entry.path: entry.blob for entry in entries}
        files = Files(blobs, repo.read_blobs)
        yield images(files, dict(_mains(files)))


def _mains(files: Files) -> Iterator[tuple[str, Location]]:
    paths = [
        path
        for path in files.blobs
        if path.endswith(".go") and not path.startswith("vendor/") and "_test" not in path
    ]
    for path, data in files.read_all(paths):
        if b"package main" in data and (found := re.search(rb"^func main\(", data, re.M)):
            line = data.count(b"\n", 0, found.start()) + 1
            yield posixpath.dirname(path), Location(path, line)


@pytest.fixture(scope="module")
def at_1_1_0(place: str) -> Iterator[Images]:
    yield from real(place, "1.1.0")


def at(location: Location | None) -> str:
    return f"{location.file}:{location.line}" if location else ""


def in_image(file: ImageFile, source: str, destination: str) -> bool:
    """Whether the file is that of an ADD or COPY, whose destination may be a folder."""
    folder = destination.endswith("/") and file.destination.startswith(destination)
    return file.name == source and (folder or file.destination == destination)


KINDS = {"go": FileKind.GO, "bazel": FileKind.BAZEL, "script": FileKind.SCRIPT}


def check_binary(told: dict[str, Any], image: Image) -> None:
    kind = KINDS.get(told["kind"], FileKind.FOREIGN)
    (file,) = [
        file
        for file in image.files
        if posixpath.basename(file.destination) == told["name"] and file.kind is kind
    ]
    if kind is FileKind.GO:
        assert file.subject == told["go_main_package"]
        assert at(file.rule) == told["built_at"]
    elif kind is FileKind.BAZEL:
        assert at(file.rule) == told["fetched_at"]
    elif kind is FileKind.SCRIPT:
        assert file.subject == told["script"]
    else:
        assert file.subject.startswith(told["source"])


def truth() -> dict[str, Any]:
    path = Path(__file__).parent / "truth" / "deploy-1.1.0.json"
    told: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return told


@pytest.mark.real
@pytest.mark.parametrize("told", truth()["images"], ids=lambda told: told["image"])
def test_images_of_1_1_0(told: dict[str, Any], at_1_1_0: Images) -> None:
    (image,) = [image for image in at_1_1_0.images if image.name == told["image"]]
    file = told["dockerfile"]
    assert at(image.location) == file["from"]["at"]
    assert image.base == file["from"]["value"]
    for words, said in ((image.entrypoint, file["entrypoint"]), (image.command, file["cmd"])):
        assert (words is None) is (said is None)
        if words is not None:
            assert (list(words.words), at(words.location)) == (said["value"], said["at"])
    added = [(source, add["dst"], add["at"]) for add in file["add"] for source in add["src"]]
    assert len(image.files) == len(added)
    for found, (source, destination, place) in zip(image.files, added, strict=True):
        assert in_image(found, source, destination)
        assert at(found.location) == place
    assert (image.target, at(image.rule)) == (told["make_target"], told["make_rule_at"])
    assert image.released is told["in_DOCKER_TARGETS"]
    for binary in told["binaries"]:
        check_binary(binary, image)
    programs = [f for f in image.files if f.kind in (FileKind.GO, FileKind.SCRIPT)]
    assert image.program in {"", *(f.subject for f in programs)}
    if len([f for f in programs if f.kind is FileKind.GO]) == 1 and image.entrypoint:
        started = posixpath.basename(image.entrypoint.words[0])
        assert (image.program != "") is (started not in ("bash", "sh"))


@pytest.mark.real
def test_what_1_1_0_builds_and_ships(at_1_1_0: Images) -> None:
    told = truth()
    released = {image.name for image in at_1_1_0.images if image.released}
    assert released == set(told["docker_targets"])
    rules = {(built.name, built.package): at(built.rule) for built in at_1_1_0.built}
    for binary in told["binaries_in_no_image"]:
        assert rules[binary["binary"], binary["go_main_package"]] == binary["built_at"]
    shipped = {
        file.subject
        for image in at_1_1_0.images
        if image.released
        for file in image.files
        if file.kind is FileKind.GO
    }
    assert not shipped & {b["go_main_package"] for b in told["binaries_in_no_image"]}


@pytest.mark.real
@pytest.mark.parametrize(
    ("tag", "image", "program", "rule"),
    [
        ("1.0.9", "sidecar_injector", "pilot/cmd/sidecar-injector", "tools/istio-docker.mk:161"),
        ("1.6.0", "pilot", "pilot/cmd/pilot-discovery", "tools/istio-docker.mk:94"),
        ("1.20.0", "install-cni", "cni/cmd/install-cni", "tools/docker.yaml:57"),
    ],
)
def test_images_of_other_releases(
    tag: str, image: str, program: str, rule: str, place: str
) -> None:
    for found in real(place, tag):
        by_name = {image.name: image for image in found.images if image.target}
        assert (by_name[image].program, at(by_name[image].rule)) == (program, rule)
        proxy = {posixpath.basename(f.destination): f.kind for f in by_name["proxyv2"].files}
        assert (proxy["envoy"], proxy["pilot-agent"]) == (FileKind.BAZEL, FileKind.GO)


FETCHED = "".join(f"F{n}_URL=https://example.com/f-{n}\n" for n in range(2_000))


@pytest.mark.parametrize(
    "files",
    [
        {
            "Makefile": "image.a: Dockerfile\n"
            + "\tcp d/* ctx/\n" * 1_000
            + "\tdocker build -t hub/a ctx\n",
            **{f"d{n}/f": "" for n in range(5_000)},
        },
        {
            "Makefile": "".join(
                f"t{n}_{m}: {' '.join(f't{n + 1}_{k}' for k in range(8))}\n\tgo build -o x\n"
                for n in range(12)
                for m in range(8)
            )
            + "image.a: t0_0\n\tmkdir c\n\tcp t0_0 c\n\tdocker build -t a -f Dockerfile c\n",
            "Dockerfile": "FROM scratch\nCOPY t0_0 /\n",
        },
        {
            "Makefile": "a:\n\tbin/fetch.sh\n",
            "bin/fetch.sh": "curl x\n" + "\n" * 200_000 + "A= " + " " * 200_000 + "x\n" + FETCHED,
            "Dockerfile": "FROM scratch\nCOPY f /\n",
        },
    ],
)
def test_hostile_builds_end(files: dict[str, str]) -> None:
    assert images(tree({"Dockerfile": "FROM scratch\n", **files}), {}).images


def test_too_much_work_for_make_is_told() -> None:
    doubled = "".join(f"A{n + 1} = $(A{n}) $(A{n})\n" for n in range(40))
    target = "image.b: Dockerfile.b\n\tdocker build $(A40) -t hub/b -f Dockerfile.b .\n"
    found = images(tree({"Makefile": doubled + target, "Dockerfile.b": "FROM scratch\n"}), {})
    assert [image.name for image in found.images] == ["b"]
    assert [problem.message.partition(":")[0] for problem in found.diagnostics] == ["make"]
