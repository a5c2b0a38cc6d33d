"""The part of make that tells what goes into images, held against what GNU make does."""

from __future__ import annotations

from textwrap import dedent

import pytest
from trees import tree

from xref.extract.makefile import Makefile, read_makefiles
from xref.model import Location


def make(text: str, **others: str) -> Makefile:
    names = {"common_mk": "common.mk", "core_mk": "core.mk"}
    return read_makefiles(
        tree({"Makefile": text, **{names[name]: other for name, other in others.items()}})
    )


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("A = $(B)\nB := b", "b"),
        ("A := $(B)\nB := b", ""),
        ("A := x\nA += y", "x y"),
        ("A ?= x\nA ?= y", "x"),
        ("A = one \\\n    two # said", "one two"),
        ("A = $(notdir a/b c/d.e)", "b d.e"),
        ("A = $(dir a/b c)", "a/ ./"),
        ("A = $(suffix docker.app x)", ".app"),
        ("A = $(basename a/b.c)", "a/b"),
        ("A = $(subst -,/,a-b)", "a/b"),
        ("A = $(patsubst %.c,%.o,a.c b.h)", "a.o b.h"),
        ("L = a.c b.c\nA = $(L:.c=.o)", "a.o b.o"),
        ("A = $(addprefix out/,a b)", "out/a out/b"),
        ("A = $(foreach x,a b,<$(x)>)", "<a> <b>"),
        ("f = $(2)-$(1)\nA = $(call f,a,b)", "b-a"),
        ("A = $(filter-out %.h,a.h b.c)", "b.c"),
        ("A = $(if $(NONE),yes,no)", "no"),
        ("A = $(or $(none),b)", "b"),
        ("A = $(shell basename ./cmd/app)", "app"),
        ("A = $$HOME", "$HOME"),
        ("A = $(word 2,a b c) $(words a b) $(lastword a b)", "b 2 b"),
        ("ifeq ($(shell uname),Linux)\nA = yes\nelse\nA = no\nendif", "yes"),
        ("X = 1\nifeq ($(X),2)\nA = 2\nelse ifeq ($(X),1)\nA = 1\nelse\nA = 3\nendif", "1"),
        ("ifdef NONE\nA = no\nendif\nifndef NONE\nA = yes\nendif", "yes"),
        ('ifneq "a" "b"\nA = differ\nendif', "differ"),
        ("ifeq ($(origin DEBUG),undefined)\nA = off\nendif", "off"),
        ("export A := x", "x"),
        ("define A\none\nendef", "one"),
    ],
)
def test_variables(text: str, wanted: str) -> None:
    assert make(text + "\n").expander.value("A") == wanted


def test_unknown_texts_are_the_same_where_they_come_from_the_same() -> None:
    makefile = make("TOP := $(shell where)\nOUT := $(TOP)/out\nX := $(GIVEN)/x\n")
    value = makefile.expander.value
    assert value("OUT").startswith(value("TOP"))
    assert "where" in makefile.expander.behind(value("OUT"))
    assert value("X") != "/x"


def test_rules_of_an_evaluated_definition_have_its_lines() -> None:
    makefile = make("""\
        define build
        $(1):
        \tgo build -o $(1) ./cmd/$(1)

        out/$(1): $(1)
        \tcp $(1) out/
        endef
        $(foreach name,one two,$(eval $(call build,$(name))))
        """)
    recipe = makefile.recipe("out/two")
    assert recipe is not None
    assert recipe.recipe[0].location == Location("Makefile", 6)
    assert [need for need, _ in makefile.prerequisites("out/two")] == ["two"]
    assert [line.text for line in makefile.commands("one")] == ["go build -o one ./cmd/one"]


def test_the_second_expansion_and_target_variables() -> None:
    makefile = make("""\
        RULE = build $(ARGS) -f Dockerfile$(suffix $@) $(@F) $< .
        images: image.one image.two
        image.two: ARGS = --fast
        image.one image.two: src/Dockerfile$$(suffix $$@) | dir
        \t$(RULE)
        image.two: more
        """)
    assert [need for need, _ in makefile.prerequisites("image.two")] == [
        "src/Dockerfile.two",
        "more",
    ]
    assert [line.text for line in makefile.commands("image.two")] == [
        "build --fast -f Dockerfile.two image.two src/Dockerfile.two ."
    ]


def test_includes_and_a_makefile_that_another_hands_over_to() -> None:
    makefile = make(
        "include common.mk\n-include gone.mk\n%:\n\tmake -f core.mk $@\n",
        common_mk="A = common\n",
        core_mk="app: ; echo $(A)\n",
    )
    assert list(makefile.texts) == ["Makefile", "common.mk", "core.mk"]
    assert [line.text for line in makefile.commands("app")] == ["echo common"]


def test_conditionals_in_a_recipe() -> None:
    makefile = make("app:\n\tone\nifdef NONE\n\ttwo\nelse\n\tthree\nendif\n")
    assert [line.text for line in makefile.commands("app")] == ["one", "three"]


def test_lines_that_go_on() -> None:
    makefile = make("A := one \\\n\t\\\n  two\\\n  three\nB\\\n:= $(A)")
    assert makefile.expander.value("A") == "one two three"
    assert makefile.expander.value("B") == "one two three"


@pytest.mark.parametrize(
    "text",
    [
        "A = $(A)\nB := $(A)\n",
        "A = $(B) $(B)\nB = $(A) $(A)\nC := $(A)\n",
        "\n".join(f"A{n + 1} = $(A{n})$(A{n})$(A{n})" for n in range(40)) + "\nX := $(A40)\n",
        "A := " + "$(" * 20_000 + "\n",
        "define a\n$(eval $(call a))\nendef\n$(eval $(call a))\n",
        "include Makefile\n" * 1000,
        "a" * 500_000 + "\n",
        "x:\n\t" + "make " * 100_000 + "\n",
        "\n" * 500_000,
        "a\\\n" * 300_000,
        "A += b\n" * 100_000,
        "L = $(foreach x,a b c d e f g h,$(M))\n"
        + "M = $(foreach x,a b c d e f g h,$(N))\nN = $(foreach x,a b c d e f g h,$(O))\n"
        + "O = $(foreach x,a b c d e f g h,$(P))\nP = $(foreach x,a b c d e f g h,$(Q))\n"
        + "Q = $(foreach x,a b c d e f g h,$(R))\nR = $(foreach x,a b c d e f g h,y)\nX := $(L)\n",
    ],
)
def test_hostile_makefiles_end(text: str) -> None:
    makefile = read_makefiles(tree({"Makefile": dedent(text)}))
    assert all("make: " in problem.message for problem in makefile.diagnostics)
