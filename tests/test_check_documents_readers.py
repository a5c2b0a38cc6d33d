"""What the readers of documents make of Markdown and HTML, and what mentions they give."""

from __future__ import annotations

from itertools import pairwise

import pytest

from xref.check.documents import blocks
from xref.check.documents.blocks import Block, Part, Run
from xref.check.documents.defaults import agrees, stated
from xref.check.documents.hypertext import hypertext
from xref.check.documents.markdown import markdown
from xref.check.documents.mentions import Sort, mentions

Shape = list[tuple[str, int, str]]


def shape(made: list[Block]) -> Shape:
    return [(block.part.value, block.parent, block.text) for block in made]


def test_markdown_nests_lists_and_sections() -> None:
    lists = "1. one\n\n   more\n\n   - in `it`\n     on\n2. two\n"
    text = f"# A\n\n{lists}\nend\n\n## B\n\nC\n-\n\nx\n===\n"
    assert shape(markdown(text)) == [
        ("heading", -1, "A"),
        ("list", 0, ""),
        ("item", 1, "one"),
        ("text", 2, "more"),
        ("list", 2, ""),
        ("item", 4, "in  it \non"),
        ("item", 1, "two"),
        ("text", 0, "end"),
        ("heading", 0, "B"),
        ("text", 8, "C\n-"),
        ("heading", -1, "x"),
    ]


def test_markdown_has_tables_and_code() -> None:
    text = "|a|b \\| c|\n|-|:-:|\n| `x` | y\n\n```sh\n- no list\n```\n\n    literal\n\n> quoted\n"
    assert shape(markdown(text)) == [
        ("table", -1, ""),
        ("row", 0, ""),
        ("header", 1, "a"),
        ("header", 1, "b \\| c"),
        ("row", 0, ""),
        ("cell", 4, "  x  "),
        ("cell", 4, " y"),
        ("code", -1, "- no list\n"),
        ("code", -1, "    literal\n\n"),
        ("text", -1, "quoted"),
    ]
    assert [block.column for block in markdown(text)[5:7]] == [0, 1]


def test_what_is_no_text_of_the_author_is_blank() -> None:
    text = '---\ntitle: x\n---\n<b class="y">z</b> [l](file.md) [m](https://a.b/c) <!-- n\n-->'
    (block,) = markdown(text)
    assert block.text.split() == ["z", "[l]", "[m](https://a.b/c)", "n"]


def test_html_nests_and_has_places_behind_entities() -> None:
    text = "<ul><li>a &lt;b&gt; <code>c</code>\n<p>d<ol><li>e</ol></ul><h2>f</h2><td>g"
    made = hypertext(text)
    assert shape(made) == [
        ("list", -1, ""),
        ("item", 0, "a <b> c "),
        ("text", 1, "d"),
        ("list", 1, ""),
        ("item", 3, "e"),
        ("heading", -1, "f"),
        ("cell", 5, "g"),
    ]
    assert made[1].place(made[1].text.index("c")) == (1, text.index("c<") + 1)
    assert made[2].place(0) == (2, 4)


@pytest.mark.parametrize(
    ("text", "file", "markup"),
    [
        ("<!-- x -->\n<!DOCTYPE html><p>a", "a.txt", True),
        ("<p>a", "a.HTML", True),
        ("<p>a", "a.md", False),
        ("", "a.html", True),
    ],
)
def test_the_format_is_told_by_name_or_beginning(text: str, file: str, markup: bool) -> None:
    assert (blocks(text, file) == hypertext(text)) is markup


@pytest.mark.parametrize("text", ["`a` b ``c ` d`` e ` f", "<code>a</code> b <tt>c ` d</tt> e ` f"])
def test_code_spans_end_where_their_like_is(text: str) -> None:
    (block,) = markdown(text)
    code = {
        block.text[one.offset : two.offset].strip() for one, two in pairwise(block.runs) if one.code
    }
    assert code == {"a", "c ` d"}


def test_places_are_those_of_the_file() -> None:
    text = "x\n\n  - a `b`\n    `c` d\n\n| e | `f` |\n|---|---|\n"
    found = {
        mention.text: block.place(mention.start)
        for block in markdown(text)
        for mention in mentions(block)
    }
    lines = text.split("\n")
    assert found == {
        letter: (number, line.index(letter) + 1)
        for number, line in enumerate(lines, 1)
        for letter in line
        if letter.isalpha()
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("进程pilot-agent管控envoy, 15014.", [("word", "pilot-agent"), ("word", "envoy"),
                                          ("number", "15014")]),
        ("--port=1 -p --a.b. ---", [("flag", "port"), ("flag", "a.b")]),
        ("istio\\_ca \\-\\-x\\_y –long", [("word", "istio_ca"), ("flag", "x_y"), ("flag", "long")]),
        ("tcp://0.0.0.0:9901 v1.1.0", [("word", "tcp"), ("path", "/0.0.0.0"),
                                      ("number", "9901")]),
        ("见https://a.b/c，d/e/ /usr/bin/x.", [("url", "https://a.b/c"), ("path", "d/e"),
                                           ("path", "/usr/bin/x")]),
        ("a--b x-y__ _z_", [("word", "a--b"), ("word", "x-y"), ("word", "z")]),
        ("1 123456 12", [("number", "12")]),
    ],
)  # fmt: skip
def test_names_end_where_other_letters_begin(text: str, expected: list[tuple[str, str]]) -> None:
    block = Block(Part.TEXT, -1, text, (Run(0, 1, 1, False),))
    assert [(mention.sort.value, mention.text) for mention in mentions(block)] == expected


def test_one_dash_is_a_flag_in_code_alone() -> None:
    block = Block(Part.CODE, -1, "x -p --q\n", (Run(0, 1, 1, True),))
    found = [(m.text, m.dashes) for m in mentions(block) if m.sort is Sort.FLAG]
    assert found == [("p", 1), ("q", 2)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        (" (default 15014)", "15014"),
        (" 默认是tcp://0.0.0.0:9901", "tcp://0.0.0.0:9901"),
        (", defaults to `a b`.", "a b"),
        (': the default value is "x".', "x"),
        (" is 8060 by default", "8060"),
        (" デフォルトは15014です", None),
        (" the default namespace", None),
        (" which is not so", None),
        (" default: -1,", "-1"),
    ],
)
def test_a_default_is_what_can_only_be_a_value(text: str, value: str | None) -> None:
    (block,) = markdown(f"x{text}")
    assert stated(block, 1, len(block.text)) == value


@pytest.mark.parametrize(
    ("value", "default", "same"),
    [
        ("15014", ":15014", True),
        ("15014", "15015", False),
        ("60s", "1m0s", True),
        ("1.5m", "1m30s", True),
        ("61s", "1m0s", False),
        ("True", "true", True),
        ("[a,b]", "a,b", True),
        ("0.0.0.0:9901", "tcp://0.0.0.0:9901", True),
        ("1.0", "1", True),
        ("x", "", False),
    ],
)
def test_values_are_compared_by_what_they_mean(value: str, default: str, same: bool) -> None:
    assert agrees(value, default) is same
