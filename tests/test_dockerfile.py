"""Dockerfiles: instructions over several lines, their forms, stages and variables."""

from __future__ import annotations

from textwrap import dedent

import pytest

from xref.extract.dockerfile import DockerLimitError, Stage, expand, parse_dockerfile


def stages(text: str, **arguments: str) -> list[Stage]:
    return parse_dockerfile(dedent(text).encode(), arguments)


def last(text: str, **arguments: str) -> Stage:
    return stages(text, **arguments)[-1]


def test_forms_and_lines() -> None:
    stage = last("""\
        # a comment
        FROM example/base:1

        COPY \\
          # between the lines
          one two \\

          /opt/
        ADD ["a b", "/c d"]
        ENTRYPOINT ["/opt/one", "serve"]
        CMD run $IT
        """)
    assert (stage.base, stage.line) == ("example/base:1", 2)
    assert [(copy.sources, copy.destination, copy.line) for copy in stage.copies] == [
        (("one", "two"), "/opt/", 4),
        (("a b",), "/c d", 9),
    ]
    assert stage.entrypoint is not None
    assert (stage.entrypoint.words, stage.entrypoint.line) == (("/opt/one", "serve"), 10)
    assert stage.command is not None
    assert stage.command.words == ("/bin/sh", "-c", "run $IT")


def test_bad_json_is_the_shell_form() -> None:
    start = last("FROM scratch\nENTRYPOINT [not json\n").entrypoint
    assert start is not None
    assert start.words == ("/bin/sh", "-c", "[not json")


DISTRIBUTIONS = """\
    ARG KIND=plain
    FROM example/plain as plain
    COPY conf /etc/
    ENTRYPOINT ["/old"]
    CMD ["old"]
    FROM example/bare as bare
    FROM ${KIND:-plain}
    ARG ARCH
    WORKDIR /srv
    COPY ${ARCH:-amd64}/app bin/
    ENTRYPOINT ["/app"]
    """


def test_a_stage_is_built_on_the_one_that_its_argument_names() -> None:
    stage = last(DISTRIBUTIONS)
    assert (stage.base, stage.parent) == ("${KIND:-plain}", "plain")
    assert [before.line for before in stage.chain()] == [2, 7]
    assert stage.copies[0].sources == ("amd64/app",)
    assert stage.copies[0].written == ("${ARCH:-amd64}/app",)
    assert stage.copies[0].destination == "/srv/bin/"


def test_an_entrypoint_forgets_the_command_that_was_inherited() -> None:
    assert last(DISTRIBUTIONS).command is None


def test_build_arguments_come_before_defaults() -> None:
    stage = last(DISTRIBUTIONS, KIND="bare", ARCH="s390x")
    assert [before.line for before in stage.chain()] == [6, 7]
    assert stage.copies[0].sources == ("s390x/app",)


def test_here_documents_are_passed_over() -> None:
    stage = last("""\
        FROM scratch
        RUN <<END
        ENTRYPOINT ["/no"]
        END
        COPY <<EOF /etc/conf
        CMD nothing
        EOF
        COPY --from=tools:1 --chown=1:1 /bin/tool /bin/tool
        """)
    assert stage.entrypoint is stage.command is None
    assert [(copy.inline, copy.stage, copy.line) for copy in stage.copies] == [
        (True, "", 5),
        (False, "tools:1", 8),
    ]


def test_no_from() -> None:
    assert stages("RUN true\n") == []


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("$A/${A}", "1/1"),
        ("${B:-x$A}", "x1"),
        ("${A:+yes}${B:+no}", "yes"),
        (r"\$A", "$A"),
        ("${B:-${C:-deep}}", "deep"),
        ("${open", "${open"),
    ],
)
def test_expand(text: str, wanted: str) -> None:
    assert expand(text, {"A": "1"}) == wanted


def test_hostile_nesting_ends() -> None:
    assert expand("${A:-" * 50_000, {})
    assert stages("FROM a\n" + "RUN x \\\n" * 50_000)


def test_hostile_words_end() -> None:
    [stage] = stages("FROM " + "-" * 500_000)
    assert stage.base == ""
    [stage] = stages("FROM a\nENV a=b " + "c" * 500_000 + "\nCOPY " + "--d " * 100_000 + "e f\n")
    assert stage.variables == {"a": "b"}
    assert stage.copies[0].destination == "/f"


@pytest.mark.parametrize(
    "text",
    ["FROM a\nENV b=bb\n" + "ENV b=$b$b\n" * 60, "".join(f"FROM s{n}\n" for n in range(1000))],
)
def test_what_no_dockerfile_needs_is_refused(text: str) -> None:
    with pytest.raises(DockerLimitError):
        stages(text)
