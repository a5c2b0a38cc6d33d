"""What is kept of one release for the next: taken where nothing has changed that it hangs on."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

import pytest
from chartfiles import CRANE, FOLDER, pod

from xref.deployment import Rendering
from xref.extract.charts import execution, rendering
from xref.extract.charts.release import renderings_of
from xref.extract.files import Files, Memo
from xref.model import Diagnostic


def release(texts: Mapping[str, str], memo: Memo) -> Files:
    """The next release of a memo, with these files."""
    blobs = {path: f"{path} {hash(text)}" for path, text in texts.items()}
    contents = {blobs[path]: text.encode() for path, text in texts.items()}

    def read(ids: Iterable[str]) -> Iterator[tuple[str, bytes | None]]:
        return ((id_, contents.get(id_)) for id_ in ids)

    memo.turn(blobs)
    return Files(blobs, read, memo=memo)


TREE = {"a/one.go": "1", "a/two.txt": "2", "a/b/three.go": "3", "c/four.go": "4", "five": "5"}
ASKING: dict[str, Callable[[Files], object]] = {
    "contents": lambda files: [*files.read_all(["a/one.go", "a/none"])],
    "one content": lambda files: files.read("five"),
    "a blob": lambda files: files.blob("a/one.go"),
    "a file": lambda files: (files.has("five"), files.has("six")),
    "a folder": lambda files: (files.has_folder("c"), files.has_folder("d/e")),
    "what lies in a folder": lambda files: sorted(files.listed("a")),
    "what lies in the root": lambda files: sorted(files.listed("")),
    "what lies below a folder": lambda files: sorted(files.below("a")),
    "a choice": lambda files: sorted(files.paths(lambda path: path.endswith(".go"))),
    "what is made of files": lambda files: [
        *files.kept_all("size", ["a/one.go", "five"], lambda _, content: len(content))
    ],
    "what is made of a file": lambda files: files.kept("text", "five", lambda: files.read("five")),
}
CHANGES: dict[str, dict[str, str | None]] = {
    "nothing": {},
    "another content": {"a/one.go": "1.1"},
    "the other content": {"five": "5.5"},
    "a file more": {"six": "6"},
    "a file of a choice more": {"d/e/seven.go": "7"},
    "a file more below": {"a/b/eight": "8"},
    "a file less": {"five": None},
    "a folder less": {"c/four.go": None},
    "a file that was not there": {"a/none": "9"},
}


def changed(texts: Mapping[str, str], change: Mapping[str, str | None]) -> dict[str, str]:
    return {path: text for path, text in {**texts, **change}.items() if text is not None}


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("name", ASKING)
def test_what_is_noted_is_what_it_would_be_anew(name: str, change: str) -> None:
    ask, after = ASKING[name], changed(TREE, CHANGES[change])
    memo = Memo()
    runs: list[object] = []

    def work(files: Files) -> object:
        runs.append(ask(files))
        return runs[-1]

    before = release(TREE, memo).noted("kind", (), work)
    now = release(after, memo).noted("kind", (), work)
    assert now == ask(release(after, Memo()))
    if now != before:
        assert len(runs) == 2
    if change == "nothing":
        assert len(runs) == 1


def test_what_else_it_hangs_on_counts_too() -> None:
    memo = Memo()
    files = release(TREE, memo)
    assert files.noted("kind", ("x",), lambda asked: asked.read("five")) == b"5"
    assert files.noted("kind", ("x",), lambda _: b"anew") == b"5"
    assert files.noted("kind", ("y",), lambda _: b"anew") == b"anew"


def test_content_is_not_asked_for_where_only_a_path_is() -> None:
    memo = Memo()
    release(TREE, memo).noted("kind", (), lambda files: files.has("five"))
    after = release(TREE | {"five": "5.5"}, memo)
    assert after.noted("kind", (), lambda _: False) is True


BUOY = f"{FOLDER}/charts/buoy"
CHART = {
    f"{FOLDER}/Chart.yaml": "name: harbor\nversion: 1.0.0\n",
    f"{FOLDER}/values.yaml": (
        "image: hub/crane:1\nport: 7\nglobal:\n  level: info\nbuoy:\n  lamp: green\n"
    ),
    f"{FOLDER}/lights.txt": "red\n",
    f"{FOLDER}/templates/_names.tpl": '{{ define "name" }}crane{{ end }}',
    f"{FOLDER}/templates/pier.yaml": pod(
        '- name: {{ template "name" . }}\n  image: {{ .Values.image }}\n'
        "  args: [--port, {{ .Values.port }}]\n"
    ),
    f"{FOLDER}/templates/signs.yaml": pod(
        '- name: sign\n  image: a/b\n  args: [{{ .Files.Get "lights.txt" | trim }},'
        " {{ .Chart.Version }}]\n",
        name="signs",
    ),
    f"{BUOY}/Chart.yaml": "name: buoy\n",
    f"{BUOY}/values.yaml": "lamp: white\n",
    f"{BUOY}/templates/lamp.yaml": pod(
        "- name: lamp\n  image: a/lamp\n"
        "  args: [--lamp, {{ .Values.lamp }}, --log={{ .Values.global.level }}]\n",
        name="lamp",
    ),
    f"{BUOY}/templates/mast.yaml": pod(CRANE, name="mast"),
}
EDITS: dict[str, tuple[dict[str, str | None], int]] = {
    "nothing": ({}, 0),
    "a file of no chart": ({"README.md": "hello"}, 0),
    "a template": ({f"{BUOY}/templates/mast.yaml": pod(CRANE, name="pole")}, 1),
    "a template less": ({f"{BUOY}/templates/mast.yaml": None}, 0),
    "a template more": ({f"{BUOY}/templates/sail.yaml": pod(CRANE, name="sail")}, 1),
    "a named template": ({f"{FOLDER}/templates/_names.tpl": '{{ define "name" }}it{{ end }}'}, 1),
    "a value of a chart inside": (
        {f"{BUOY}/values.yaml": "lamp: white\nspare: 1\n"},
        4,
    ),
    "a value that is given to a chart inside": (
        {f"{FOLDER}/values.yaml": CHART[f"{FOLDER}/values.yaml"].replace("green", "red")},
        4,
    ),
    "a global value": (
        {f"{FOLDER}/values.yaml": CHART[f"{FOLDER}/values.yaml"].replace("info", "debug")},
        4,
    ),
    "the lines of the values": (
        {f"{FOLDER}/values.yaml": "# harbor\n" + CHART[f"{FOLDER}/values.yaml"]},
        2,
    ),
    "a file that a template reads": ({f"{FOLDER}/lights.txt": "blue\n"}, 2),
    "the chart's version": (
        {f"{FOLDER}/Chart.yaml": "name: harbor\nversion: 1.0.1\n"},
        2,
    ),
    "a template that changes the values": (
        {
            f"{FOLDER}/templates/zz.yaml": '{{ $_ := set .Values "port" "8" }}'
            + pod(CRANE, name="zz"),
        },
        5,
    ),
}
Renderings = tuple[list[Rendering], list[Diagnostic]]


@pytest.mark.parametrize("name", EDITS)
def test_a_chart_is_as_if_it_were_rendered_anew(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    change, count = EDITS[name]
    runs: list[str] = []
    execute = execution.execute

    def counted(template: execution.Template, *given: object) -> execution.Executed:
        runs.append(template.path)
        return execute(template, *given)  # type: ignore[arg-type]

    monkeypatch.setattr(execution, "execute", counted)
    monkeypatch.setattr(rendering, "execute", counted)
    memo = Memo()
    after = changed(CHART, change)
    assert len(renderings_of(release(CHART, memo))[0][0].workloads) == 4
    assert len(runs) == 4
    runs.clear()
    again: Renderings = renderings_of(release(after, memo))
    assert len(runs) == count
    assert again == renderings_of(release(after, Memo()))
    assert renderings_of(release(CHART, memo)) == renderings_of(release(CHART, Memo()))
