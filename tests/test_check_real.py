"""Checks against real releases: what users ran into, and that a release's own charts fit it.

The manifests are our own. Each passes a flag that broke a user's installation, since the image was
of another release than the chart.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from conftest import ISTIO, PROXY, local

from xref.__main__ import main
from xref.build import build_tag
from xref.gitsource import locate

pytestmark = pytest.mark.real

TAGS = ("1.0.2", "1.1.0", "1.1.17", "1.2.0", "1.3.8")
OWN = TAGS[1:]
FIXTURES = Path(__file__).parent / "fixtures" / "check"

Ask = Callable[..., list[dict[str, Any]]]


@pytest.fixture(scope="module")
def index(place: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One index of all five releases."""
    with locate(ISTIO, {ISTIO: place}) as repository:
        lacking = set(TAGS) - set(repository.tags())
    if lacking:
        pytest.skip(f"{place} has no tag {', '.join(sorted(lacking))}")
    folder = tmp_path_factory.mktemp("check-real")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(folder / "cache"))
        for tag in TAGS:
            build_tag(
                tag,
                project=ISTIO,
                overrides={ISTIO: place, PROXY: local(PROXY) or str(folder / "none")},
                index=folder / "index.db",
                progress=lambda _: None,
            )
    return folder / "index.db"


@pytest.fixture
def ask(index: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Ask:
    monkeypatch.setenv("XREF_DB", str(index))

    def call(*words: str, status: int = 0) -> list[dict[str, Any]]:
        capsys.readouterr()
        got = main([*words, "--json"])
        out, err = capsys.readouterr()
        assert got == status, err
        return json.loads(out)  # type: ignore[no-any-return]

    return call


@pytest.mark.parametrize(
    ("file", "tag", "line", "command", "flag", "had"),
    [
        ("status-port", "1.0.2", 18, "pilot-agent proxy", "statusPort", "1.1.0, 1.1.17"),
        ("component-log-level", "1.1.0", 15, "pilot-agent proxy", "proxyComponentLogLevel",
         "1.2.0, 1.3.8"),
        ("template-crds", "1.1.17", 20, "mixs server", "useTemplateCRDs", "1.2.0, 1.3.8"),
        ("refresh-delay", "1.1.0", 12, "pilot-agent proxy", "discoveryRefreshDelay", "1.0.2"),
    ],
)  # fmt: skip
def test_flags_that_users_stumbled_over(
    ask: Ask, file: str, tag: str, line: int, command: str, flag: str, had: str
) -> None:
    path = str(FIXTURES / f"{file}.yaml")
    [found] = [one for one in ask("check", path, "--tag", tag, status=1) if one["level"] == "error"]
    assert (found["rule"], found["name"], found["line"]) == ("unknown-flag", flag, line)
    assert found["command"] == command
    assert had in found["message"]
    # A release that has the flag has nothing against it.
    other = "1.0.2" if flag == "discoveryRefreshDelay" else "1.3.8"
    assert not [one for one in ask("check", path, "--tag", other) if one["level"] == "error"]


def test_a_flag_that_is_passed_over(ask: Ask) -> None:
    """From 1.1.17 on the agent starts with flags that it does not know; before, it does not."""
    path = str(FIXTURES / "refresh-delay.yaml")
    for tag, says, level, status in (
        ("1.1.0", "would not start", "error", 1),
        ("1.1.17", "starts without it", "warning", 0),
    ):
        [found] = ask("check", path, "--tag", tag, status=status)
        assert (says in found["message"], found["level"]) == (True, level)


def test_skew_of_charts_and_images(ask: Ask) -> None:
    """Gateways and sidecars of 1.0.2's charts pass a flag that 1.1.0's agent lost, and others."""
    found = ask("check", "--chart", "1.0.2", "--image", "1.1.0", "--both", status=1)
    errors = {(one["command"], one["name"]) for one in found if one["level"] == "error"}
    assert ("pilot-agent proxy", "discoveryRefreshDelay") in errors  # forth
    assert ("pilot-agent proxy", "statusPort") in errors  # and back
    assert ("galley", "validator") in errors
    crds = ask("check", "--chart", "1.2.0", "--image", "1.1.17", status=1)
    assert {("unknown-flag", "mixs server", "useTemplateCRDs")} <= {
        (one["rule"], one["command"], one["name"]) for one in crds
    }


def test_an_upgrade(ask: Ask) -> None:
    path = str(FIXTURES / "refresh-delay.yaml")
    found = ask("check", path, "--from", "1.0.2", "--to", "1.1.0", status=1)
    assert ("unknown-flag", "discoveryRefreshDelay") in {(f["rule"], f["name"]) for f in found}
    assert all(f["rule"] in ("unknown-flag", "moved-default", "changed-type") for f in found)
    assert ask("check", path, "--from", "1.1.0", "--to", "1.1.17") == []


@pytest.mark.parametrize("tag", OWN)
def test_a_release_s_own_charts_fit_its_programs(ask: Ask, tag: str) -> None:
    found = ask("check", "--chart", tag, "--image", tag)
    assert [one for one in found if one["level"] == "error"] == []


@pytest.mark.parametrize("values", ["default", "demo"])
@pytest.mark.parametrize("tag", OWN)
def test_what_a_release_s_charts_render_fits_it(
    ask: Ask, tag: str, values: str, tmp_path: Path
) -> None:
    made = [
        {
            "apiVersion": "v1",
            "kind": workload["kind"],
            "metadata": {"name": workload["name"]},
            "spec": {"template": {"spec": {"containers": [_container(c) for c in containers]}}},
        }
        for workload in ask("workloads", "--tag", tag, "--values", values)
        if (containers := workload["containers"])
    ]
    (tmp_path / "rendered.yaml").write_text(yaml.safe_dump_all(made))
    found = ask("check", str(tmp_path / "rendered.yaml"), "--tag", tag)
    assert [one for one in found if one["level"] == "error"] == []
    assert found != []  # some argument is what the default is anyway


def _container(container: dict[str, Any]) -> dict[str, Any]:
    names = ("name", "image", "command", "args", "ports")
    return {name: container[name] for name in names if container[name]}


@pytest.mark.parametrize("tag", ["1.1.0"])
def test_a_release_s_own_values_files_fit_its_charts(
    ask: Ask, tag: str, place: str, tmp_path: Path
) -> None:
    """Those that templates read and no chart sets are among them; one sets what nothing reads."""
    with locate(ISTIO, {ISTIO: place}) as repository:
        entries = {
            entry.path: entry.blob
            for entry in repository.tree(repository.commit(tag).id)
            if "/values-istio-" in entry.path and "kubernetes/helm/istio/" in entry.path
        }
        texts = dict(repository.read_blobs(sorted(entries.values())))
    assert len(entries) > 5
    files = []
    for path, blob in entries.items():
        file = tmp_path / path.rpartition("/")[2]
        file.write_bytes(texts[blob] or b"")
        files.append(str(file))
    found = ask("check", *files, "--tag", tag, "--git", f"{ISTIO}={place}")
    told = {one["name"] for one in found if one["rule"] != "unread-value"}
    assert told == {"global.refreshInterval"}
