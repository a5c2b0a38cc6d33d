"""What joins a release's facts: images, programs, arguments, Services."""

from __future__ import annotations

from dataclasses import replace

import pytest
from linked import (
    AT,
    ENVOY,
    IMAGES,
    REEF,
    TIDE,
    argument,
    container,
    file,
    image,
    joined,
    linked,
    rendering,
    words,
    workload,
)

from xref.deployment import ArgumentKind, Container, FileKind, FlagKey, ImageText, Service, Value
from xref.imagenames import foreign_images, hubs_of, own_image, program_at, repository

OWN = {one.name: one for one in IMAGES}


def told(one: Container) -> list[tuple[str, str, str]]:
    return [
        (each.value, str(each.kind), f"{each.flag.command} {each.flag.name}" if each.flag else "")
        for each in one.arguments
    ]


@pytest.mark.parametrize(
    ("reference", "name"),
    [
        ("h/tide:1", "h/tide"),
        ("tide", "tide"),
        ("localhost:5000/tide", "localhost:5000/tide"),
        ("localhost:5000/a/tide:1@sha256:00", "localhost:5000/a/tide"),
        ("h/tide@sha256:00", "h/tide"),
        ("h/:1", "h/"),
        ("", ""),
    ],
)
def test_a_reference_without_its_tag(reference: str, name: str) -> None:
    assert repository(reference) == name


@pytest.mark.parametrize(
    ("reference", "hubs", "name"),
    [
        ("h/tide:1", {"h": True}, "tide"),
        ("h/tide:1", {"h": False}, "tide"),
        ("h/tide:1", {}, ""),
        ("x/tide:1", {"h": True}, ""),
        ("tide:1", {}, "tide"),
        ("tide", {}, "tide"),
        ("h/other:1", {"h": True}, ""),
        # A namesake in the tree that no rule builds is not what a chart's own hub has.
        ("docker.io/graf/grafana:5", {"docker.io/graf": False}, ""),
        ("h/grafana:5", {"h": True}, "grafana"),
    ],
)
def test_whose_image_a_reference_means(reference: str, hubs: dict[str, bool], name: str) -> None:
    found = own_image(reference, OWN, hubs)
    assert (found.name if found is not None else "") == name


def test_hubs_are_values_of_that_name() -> None:
    values = [("global.hub", "h"), ("graf.hub", "docker.io/graf"), ("a.hub", ""), ("b.hubs", "x")]
    made = replace(rendering(), values=tuple(Value(p, text, AT, True) for p, text in values))
    assert hubs_of(made) == {"h": True, "docker.io/graf": False}


def test_images_of_others_are_told_once_at_their_first_place() -> None:
    text = ImageText("d/redis:1", "d/redis:1", (), True, replace(AT, line=5))
    first = replace(container("d/redis:1"), images=(text,))
    others = [
        container("d/redis:2"),
        container("d/{{ .x }}:1"),
        container("h/:1"),
        container(""),
        container("h/tide:1"),
        container("busybox"),
    ]
    [found, *_] = linked(rendering(workload(first, *others))).renderings
    told = foreign_images([found, found], OWN)
    assert [(one.name, one.reference, one.location.line) for one in told] == [
        ("busybox", "busybox", 1),
        ("d/redis", "d/redis:1", 5),
    ]
    assert all(one.foreign and not one.files for one in told)
    images = linked(found).images
    assert [one.name for one in images] == ["tide", "both", "grafana", "busybox", "d/redis"]


@pytest.mark.parametrize(
    ("path", "package"),
    [
        ("/bin/tide", TIDE),
        ("tide", TIDE),
        ("reef.sh", REEF),
        ("/opt/tide", ""),
        ("/bin", ""),
        ("/etc/conf", ""),
        ("/usr/bin/late", "cmd/late"),
        ("sh", ""),
        ("", ""),
    ],
)
def test_the_program_at_a_path(path: str, package: str) -> None:
    one = image(
        "some",
        file("/bin/tide", FileKind.GO, TIDE),
        file("/bin/reef.sh", FileKind.SCRIPT, REEF),
        file("/etc/conf", FileKind.SOURCE, "conf"),
        replace(file("/usr/bin/", FileKind.GO, "cmd/late"), name="late"),
    )
    assert program_at(one, path) == package


def test_arguments_alone_go_to_the_program_that_the_image_starts() -> None:
    one = joined(container("h/tide:1", *words("--port 1 --level=debug --none x")))
    assert (one.image_name, one.program) == ("tide", TIDE)
    assert told(one) == [
        ("--port", "flag", "tide serve port"),
        ("1", "value", "tide serve port"),
        ("--level=debug", "flag", "tide level"),
        ("--none", "unknown", ""),
        ("x", "operand", ""),
    ]
    assert one.arguments[0].flag == FlagKey(TIDE, "tide serve", "port")


def test_a_command_takes_the_place_of_the_entry_point() -> None:
    given = (*words("/bin/tide serve", "command"), *words("--port=2"))
    one = joined(container("h/both:1", *given))
    assert one.program == TIDE
    assert told(one) == [
        ("/bin/tide", "command", ""),
        ("serve", "command", ""),
        ("--port=2", "flag", "tide serve port"),
    ]
    script = joined(container("h/both:1", *words("reef.sh -p 1", "command")))
    assert script.program == REEF
    assert told(script)[1:] == [("-p", "flag", "reef.sh p"), ("1", "value", "reef.sh p")]


def test_what_is_no_program_of_the_release_gets_its_words_as_they_are() -> None:
    shell = joined(container("h/tide:1", *words("sh -c /bin/tide", "command")))
    assert (shell.image_name, shell.program) == ("tide", "")
    assert {one.kind for one in shell.arguments} == {ArgumentKind.FOREIGN}
    other = joined(container("d/redis:1", *words("--port 1")))
    assert (other.image_name, other.program) == ("d/redis", "")
    assert {one.kind for one in other.arguments} == {ArgumentKind.FOREIGN}
    assert joined(container("h/both:1")).program == TIDE


def test_the_word_that_names_the_program_may_have_arms() -> None:
    off = argument("/bin/reef.sh", 1, "command", active=False)
    on = argument("/bin/tide", 2, "command")
    one = joined(container("h/both:1", off, on, *words("--level=debug")))
    assert one.program == TIDE
    assert told(one)[1:] == [("/bin/tide", "command", ""), ("--level=debug", "flag", "tide level")]


def test_the_file_of_the_proxy_is_its_binary() -> None:
    found = {one.name: one for one in linked().images}
    assert [one.subject for one in found["both"].files] == [TIDE, REEF, ENVOY]


def service(*selector: tuple[str, str], active: bool = True) -> Service:
    return Service("pier", "harbor", AT, (), active, "", selector, ())


def test_a_service_selects_the_pods_that_have_all_its_labels() -> None:
    labels = (("app", "pier"), ("tier", "1"))
    here = workload(container("h/tide"), name="here", labels=labels)
    there = workload(container("h/tide"), name="there", labels=labels[:1])
    off = replace(workload(container("h/tide"), name="off", labels=labels), active=False)
    services = [
        service(("app", "pier")),
        service(*labels),
        service(("app", "other")),
        service(),
        service(*labels, active=False),
    ]
    [found] = linked(rendering(here, there, off, services=services)).renderings
    assert [[name for _, name in one.selects] for one in found.services] == [
        ["here", "there"],
        ["here"],
        [],
        [],
        ["here", "off"],
    ]
