"""How the real 1.1.0 is shipped: images and their programs, the proxy that it pins, the article.

Held against what the sources say, each with file and line. Needs local copies of istio/istio and
istio/proxy.
"""

from __future__ import annotations

from typing import Any

import pytest
from shipped_truth import VALUES, Release, Row, at, deployed

pytestmark = pytest.mark.real

KINDS = {"go": "go", "bazel": "bazel", "script": "script", "external": "foreign"}
ENVOY = "src/envoy"


def place(told: Row | None) -> str:
    return told["at"] if told else ""


def words(told: Row | None) -> list[str]:
    return told["value"] if told else []


def programs(release: Release) -> dict[str, Row]:
    return {row["package"]: row for row in release.select("SELECT * FROM program_view")}


def package(binary: Row) -> str:
    """The package of a program that the truth says is in an image, "" of one of others."""
    if binary["kind"] == "bazel":
        label: str = binary["bazel_target"]
        return label.removeprefix("//").partition(":")[0]
    return binary.get("go_main_package") or binary.get("script") or ""


def test_images_are_those_of_the_dockerfiles_and_rules(release: Release) -> None:
    found = {row["name"]: row for row in release.ask("images") if not row["foreign"]}
    told = deployed()["images"]
    assert len(told) == 18
    for image in told:
        row, file = found[image["image"]], image["dockerfile"]
        assert (row["file"], at(row)) == (file["path"], file["from"]["at"])
        assert row["base"] == file["from"]["value"]
        assert (row["entrypoint"], row["cmd"]) == (words(file["entrypoint"]), words(file["cmd"]))
        assert (row["target"], at(row, "rule_")) == (image["make_target"], image["make_rule_at"])
        assert row["released"] == image["in_DOCKER_TARGETS"]
    released = [name for name, row in found.items() if row["released"]]
    assert sorted(released) == sorted(deployed()["docker_targets"])
    query = "SELECT image, file, entrypoint_line, cmd_line FROM image_view WHERE NOT is_foreign"
    lines = {row["image"]: row for row in release.select(query)}
    for image in told:
        row, file = lines[image["image"]], image["dockerfile"]
        for key, instruction in (("entrypoint_line", "entrypoint"), ("cmd_line", "cmd")):
            line = row[key]
            assert (f"{row['file']}:{line}" if line else "") == place(file[instruction])


def test_files_of_images_have_their_places_and_programs(release: Release) -> None:
    found = {row["name"]: row for row in release.ask("images")}
    known = programs(release)
    query = "SELECT image, destination, package FROM image_file_view"
    tied = {(row["image"], row["destination"]): row["package"] for row in release.select(query)}
    for image in deployed()["images"]:
        row, file = found[image["image"]], image["dockerfile"]
        assert {at(one) for one in row["files"]} == {add["at"] for add in file["add"]}
        for add in file["add"]:
            names = {one["name"].rpartition("/")[2] for one in row["files"] if at(one) == add["at"]}
            assert names == {source.rpartition("/")[2] for source in add["src"]}
        for binary in image["binaries"]:
            [one] = [one for one in row["files"] if _is(one, binary)]
            assert one["kind"] == KINDS[binary["kind"]]
            assert tied[row["name"], one["destination"]] == package(binary)
            if binary["kind"] == "go":
                assert one["program"] == known[package(binary)]["program"]
                assert at(known[package(binary)]) == binary["main_at"]
                assert at(one, "rule_") == binary["built_at"]
            if binary["kind"] == "script":
                assert one["subject"] == binary["script"]
            if binary["kind"] == "external":
                assert one["subject"].startswith(binary["source"])
        goes = {package(binary) for binary in image["binaries"]} - {""}
        assert {tied[row["name"], one["destination"]] for one in row["files"]} - {""} == goes


def _is(file: Row, binary: Row) -> bool:
    """Whether a file of an image is a binary: by its package, or as it is named in the image."""
    own = package(binary)
    if binary["kind"] in ("go", "script"):
        return bool(file["subject"] == own)
    return bool(file["destination"].rpartition("/")[2] == binary["name"])


def test_images_start_their_programs(release: Release) -> None:
    found = {row["name"]: row for row in release.ask("images")}
    for image in deployed()["images"]:
        row = found[image["image"]]
        start = words(image["dockerfile"]["entrypoint"])[:1]
        name = start[0].rpartition("/")[2] if start else ""
        started = [package(one) for one in image["binaries"] if one["name"] == name]
        assert row["package"] == (started[0] if started else ""), image["image"]
        goes = [one for one in image["binaries"] if package(one)]
        assert len(row["programs"]) == len(goes), image["image"]


def test_programs_in_no_image(release: Release) -> None:
    known = programs(release)
    query = """SELECT f.image FROM image_file_view f JOIN image_view i USING (image_id)
        WHERE f.package = ? AND i.released"""
    for binary in deployed()["binaries_in_no_image"]:
        row = known[binary["go_main_package"]]
        assert (row["program"], row["role"], row["evaluated"]) == (binary["binary"], "product", 1)
        assert release.select(query, binary["go_main_package"]) == []


def test_images_of_others_are_foreign(release: Release) -> None:
    """Whatever a container runs is an image of the release or a foreign one, with its reference."""
    rows = {row["reference"]: row for row in release.ask("images") if row["foreign"]}
    own = {row["name"] for row in release.ask("images") if not row["foreign"]}
    foreign = 0
    for workload in deployed()["workloads"]:
        for one in workload["containers"]:
            reference: str = one["image_default"]
            name = reference.rpartition("/")[2].partition(":")[0]
            if reference.startswith("gcr.io/istio-release/"):
                assert name in own | {""}
                continue
            foreign += 1
            assert at(rows[reference]) == one["image_exprs"][0]["at"], reference
            assert (rows[reference]["program"], rows[reference]["files"]) == ("", [])
    assert foreign == len(rows) == 9


# The proxy


def test_the_proxy_that_is_pinned(release: Release) -> None:
    told: dict[str, Any] = deployed()["proxy"]
    [row] = release.select("SELECT * FROM proxy_view")
    binary, envoy, pin = told["binary_target"], told["envoy"], told["istio_deps"]
    assert (row["commit_sha"], at(row, "pinned_")) == (pin["sha"], pin["at"])
    assert (row["target"], row["name"]) == (binary["label"], binary["name"])
    assert at(row) == binary["rule_at"]
    assert (row["envoy_commit"], at(row, "envoy_")) == (envoy["sha"], envoy["at"])
    [source] = [one for one in release.ask("releases")[0]["sources"] if one["why"] != "tag"]
    expected = {"repo": "istio/proxy", "commit": pin["sha"], "why": pin["at"]}
    assert source == expected
    assert programs(release)[ENVOY]["kind"] == "bazel"


def test_the_seven_filters(release: Release) -> None:
    rows = release.select("SELECT * FROM filter_view ORDER BY line")
    told = deployed()["proxy"]["filters"]
    assert len(told) == 7
    assert [
        {
            "dep": row["target"],
            "dep_at": at(row),
            "dir": row["folder"],
            "type": row["kind"],
            "registered_name": row["name"],
            "name_at": at(row, "named_"),
            "register_at": at(row, "registered_"),
        }
        for row in rows
    ] == told


def test_the_libraries_of_the_mixer_client(release: Release) -> None:
    rows = release.select("SELECT * FROM proxy_library ORDER BY id")
    folders = {row["file"].partition(":")[2].removesuffix("/BUILD") for row in rows}
    # The truth names those that the filters use; the index has what these use in turn, too.
    assert folders >= set(deployed()["proxy"]["mixer_client_libs"])
    assert {folder[: len("src/istio/")] for folder in folders} == {"src/istio/"}


def test_the_images_that_carry_envoy(release: Release) -> None:
    query = "SELECT DISTINCT image FROM image_file_view WHERE package = ? ORDER BY image"
    told = [
        image["image"]
        for image in deployed()["images"]
        if any(binary["kind"] == "bazel" for binary in image["binaries"])
    ]
    assert [row["image"] for row in release.select(query, ENVOY)] == sorted(told)


# The article


def test_the_seven_containers_of_the_article(release: Release) -> None:
    """Its rows are claims such as ``discovery, istio/pilot, pilot-discovery, pilot/cmd/...``.

    Of the one that is partly true the container's name is written otherwise.
    """
    claims = [
        c for c in deployed()["claims"] if c["id"].startswith("img.") and c["id"] != "img.hub"
    ]
    assert len(claims) == 7
    known = programs(release)
    query = "SELECT DISTINCT * FROM container_view WHERE container = ? AND image = ?"
    images = {row["name"]: row for row in release.ask("images")}
    for claim in claims:
        name, image, command, source = [
            part.rpartition(" ")[2] for part in claim["claim"].split(", ")
        ]
        name, image = name.lower().replace("_", "-"), image.removeprefix("istio/")
        rows = release.select(query, name, image)
        assert {row["package"] for row in rows} == {source}, claim["id"]
        places = {at(row) for row in rows} | {at(known[source])}
        places |= {f"{row['file']}:{row['line']}" for row in images[image]["files"]}
        query_line = "SELECT file, entrypoint_line AS line FROM image_view WHERE image = ?"
        places |= {at(row) for row in release.select(query_line, image)}
        query_rule = "SELECT rule_file AS file, rule_line AS line FROM image_file_view"
        places |= {at(row) for row in release.select(f"{query_rule} WHERE image = ?", image)}
        arguments = "SELECT file, line FROM argument_view WHERE container = ?"
        places |= {at(row) for row in release.select(arguments, name)}
        missing = set(claim["evidence"]) - places
        assert not {one for one in missing if not one.endswith(("yaml:31", "mk:58"))}, claim["id"]
        assert command in (known[source]["program"], source.rpartition("/")[2])


def test_the_two_more_commands_of_the_article(release: Release) -> None:
    rows = [release.ask("where", name, "--kind", "program")[0] for name in ("mixc", "node_agent")]
    assert [row["package"] for row in rows] == ["mixer/cmd/mixc", "security/cmd/node_agent"]
    assert at(rows[0]) == "mixer/cmd/mixc/main.go:24"


@pytest.mark.parametrize("values", VALUES)
def test_the_eleven_pods_of_the_article(release: Release, values: str) -> None:
    pods = deployed()["article_pods"]
    assert len(pods) == 11
    shown = {row["name"]: row for row in release.ask("workloads", "--values", values)}
    for pod in pods:
        assert (pod["workload"] in shown) == pod["in"][values], pod["pod"]
        if pod["in"][values]:
            row = shown[pod["workload"]]
            assert row["file"] == pod["template"]
            assert [[one["name"], one["image"]] for one in row["containers"]] == [
                one[:2] for one in pod["containers"]
            ]
