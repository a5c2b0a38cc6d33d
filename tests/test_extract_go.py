"""Go mains, flag definition sites and the roles of paths."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xref.extract.flagkinds import SHAPES
from xref.extract.goblob import scan
from xref.extract.goflags import definitions
from xref.extract.gomain import BlobMain, main_of
from xref.extract.gotree import GoTree, mains
from xref.model import Role
from xref.roles import role_of


def sites(body: str, imports: str = '"github.com/spf13/pflag"') -> list[tuple[str, ...]]:
    """(kind, library, name, name_expr, default_expr) of the sites in a function's body."""
    source = f"package p\n\nimport (\n\t{imports}\n)\n\nfunc f() {{\n\t{body}\n}}\n"
    return [
        (each.kind, each.library, each.name, each.name_expr, each.default_expr)
        for each in definitions(source.encode())
    ]


@pytest.mark.parametrize(
    ("path", "role"),
    [
        ("mixer/cmd/mixs", Role.PRODUCT),
        ("istioctl/cmd/istioctl/main.go", Role.PRODUCT),
        ("addons/servicegraph/cmd/server", Role.PRODUCT),
        ("cli/command/image/build/context.go", Role.PRODUCT),
        ("pkg/testimony/contest.go", Role.PRODUCT),
        ("main.go", Role.PRODUCT),
        ("", Role.PRODUCT),
        ("mixer/tools/mixgen", Role.TOOL),
        ("tools/license", Role.TOOL),
        ("hack/gen.go", Role.TOOL),
        ("build/gen.go", Role.TOOL),
        ("samples/tcp-echo/src", Role.SAMPLE),
        ("_examples/hello", Role.SAMPLE),
        ("tools/examples/x", Role.SAMPLE),
        ("mixer/test/perf/perfclient", Role.TEST),
        ("tests/integration_old/example/environment/appOnlyEnv/cmd", Role.TEST),
        ("tests/util/tools", Role.TEST),
        ("pkg/a/a_test.go", Role.TEST),
        ("samples/a_test.go", Role.TEST),
        ("vendor/fortio.org/fortio/samples/tests", Role.VENDOR),
        ("a/vendor/b/b_test.go", Role.VENDOR),
    ],
)
def test_role(path: str, role: Role) -> None:
    assert role_of(path) is role


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("package main\n\nfunc main() {}\n", BlobMain(3, "")),
        ("package main\nfunc main () {\n}\n", BlobMain(2, "")),
        ("// +build ignore\n\npackage main\n\nfunc main() {\n}\n", BlobMain(5, "ignore")),
        ("/* package main */\npackage other\n\nfunc main() {}\n", None),
        ("package main\n\n/*\nfunc main() {\n}\n*/\n", None),
        ("package main\n\nvar s = `\nfunc main() {\n}\n`\n", None),
        ("package main\n\nfunc (m) main() {}\n", None),
        ("package main_test\n\nfunc main() {}\n", None),
        ("", None),
    ],
)
def test_main(source: str, expected: BlobMain | None) -> None:
    assert main_of(source.encode()) == expected


def test_a_test_file_holds_no_program() -> None:
    source = b"package main\n\nfunc main() {}\n"
    tree = GoTree({"cmd": [("main_test.go", "b"), ("docker.go", "b")]}, {"example.org/m": ""})
    found = mains(tree, {"b": scan(source)})
    assert [each.location.file for each in found] == ["cmd/docker.go"]


def test_all_kinds_of_both_libraries() -> None:
    """Each kind is found with arguments made from its shape, and with one more it is not."""
    for kind, shape in SHAPES.items():
        arguments = ["fn"] * shape.arity
        if shape.default >= 0:
            arguments[shape.default] = "def(1)"
        for place in shape.text:
            arguments[place] = '"text"'
        arguments[shape.name] = '"the-flag"'
        if shape.pointer:
            arguments[0] = "&value"
        default = "def(1)" if shape.default >= 0 else ""
        call = f"pflag.{kind}({', '.join(arguments)})"
        assert sites(call) == [(kind, "pflag", "the-flag", '"the-flag"', default)], call
        assert sites(f"pflag.{kind}({', '.join([*arguments, 'x'])})") == [], call


@pytest.mark.parametrize(
    ("imports", "body", "library"),
    [
        ('"flag"', 'flag.String("a", "b", "c")', "flag"),
        ('goflag "flag"', 'goflag.String("a", "b", "c")', "flag"),
        ('flag "github.com/spf13/pflag"', 'flag.String("a", "b", "c")', "pflag"),
        ('"flag"', 'flag.CommandLine.String("a", "b", "c")', "flag"),
        ('"x.org/cobra"', 'cmd.Flags().String("a", "b", "c")', "pflag"),
        ('"flag"', 'cmd.PersistentFlags().String("a", "b", "c")', "pflag"),
        ('"x.org/other"', 'rootCmd.Flags().String("a", "b", "c")', "pflag"),
        ('"flag"', 'fs.String("a", "b", "c")', "flag"),
        ('"flag"', 'fs.StringP("a", "s", "b", "c")', "pflag"),
        (
            'goflag "flag"\n\t"github.com/spf13/pflag"',
            'fs := goflag.NewFlagSet("x", 0)\n\tfs.String("a", "b", "c")',
            "flag",
        ),
        (
            'goflag "flag"\n\t"github.com/spf13/pflag"',
            'var fs *pflag.FlagSet\n\tfs.String("a", "b", "c")',
            "pflag",
        ),
        ('"x.org/other"', 'o.fs.StringVar(&v, "a", "b", "c")', "pflag"),
    ],
)
def test_library(imports: str, body: str, library: str) -> None:
    assert [site[1:3] for site in sites(body, imports)] == [(library, "a")]


@pytest.mark.parametrize(
    "body",
    [
        'zap.String("key", value)',
        "m.String()",
        'errors.Bool("x", true, "y")',
        'fs.String("not a name", "b", "c")',
        'fs.String("--dashes", "b", "c")',
        'fs.String(1, "b", "c")',
        'fs.String("a", "b", 3)',
        'fs.StringVar("a", "b", "c", "d")',
        'fs.StringVar(&p, "a", "b")',
        'fs.Lookup("a", "b", "c")',
        'fs.StringVarious(&p, "a", "b", "c")',
        '// fs.String("a", "b", "c")',
        'x := `fs.String("a", "b", "c")`',
    ],
)
def test_no_flag(body: str) -> None:
    assert sites(body, '"flag"\n\t"x.org/errors"\n\t"go.uber.org/zap"') == []


@pytest.mark.parametrize(
    ("call", "expected"),
    [
        ('fs.Bool(`raw`, x, "u")', ("raw", "`raw`", "x")),
        ('fs.Bool(prefix+"x", false, "u")', ("", 'prefix+"x"', "false")),
        ("fs.Bool(name, !d, usage)", ("", "name", "!d")),
        ('fs.Bool("a\\x62", false, "u")', ("", '"a\\x62"', "false")),
        ('fs.Bool("a", /* no, */ b.C(1, 2), "u"+\n\t\t"v")', ("a", '"a"', "b.C(1, 2)")),
        ('fs.Duration("d", 2*time.Second, fmt.Sprintf("u"))', ("d", '"d"', "2*time.Second")),
        ('fs.Var(newValue(), "a", "u")', ("a", '"a"', "")),
    ],
)
def test_expressions(call: str, expected: tuple[str, str, str]) -> None:
    assert [site[2:] for site in sites(call)] == [expected]


def test_line_is_that_of_the_called_name() -> None:
    source = b"""\
package p

import "github.com/spf13/pflag"

var (
	one = pflag.String("one", "", "u")
	two = pflag.
		Int("two", 2, "u")
)

func f() {
	cmd.
		PersistentFlags().
		StringVarP(&x,
			"three", "t", "d", "u")
	fs.Bool("outer", *fs.Bool("inner", true, "u"), "u")
}
"""
    assert [(each.line, each.name) for each in definitions(source)] == [
        (6, "one"),
        (8, "two"),
        (14, "three"),
        (16, "outer"),
        (16, "inner"),
    ]


def test_the_library_itself_defines_no_flag() -> None:
    source = b"""\
package pflag

import goflag "flag"

func (f *FlagSet) Bool(name string, value bool, usage string) *bool {
	return f.BoolP(name, "", value, usage)
}

func init() {
	Var(x, "bare", "u")
	f.Bool("help", false, "u")
}
"""
    assert [(each.name, each.library) for each in definitions(source)] == [("help", "pflag")]


def test_layout_does_not_matter() -> None:
    source = b'package p ; import "flag"\r\nfunc f ( ) {\r\n{\r\n}\r\nflag.Int ( "a",1,"u" ) }\r\n'
    assert [(each.line, each.name) for each in definitions(source)] == [(5, "a")]


def test_deep_nesting_stays_small() -> None:
    depth = 2_000
    source = b"package p\n\nvar x = " + b'flags.String("a", ' * depth + b"1" + b', "u")' * depth
    found = definitions(source + b'\n\nfunc f() { cmd.Flags().Var(&v, "last", "u") }\n')
    assert len(found) == depth + 1
    assert found[0].default_expr.endswith("...")
    assert sum(len(each.default_expr) for each in found) < depth * 5_000
    assert found[-2].default_expr == "1"
    assert found[-1].name == "last"


SNIPPETS = st.sampled_from(
    [b"package main\n", b'import "flag"\n', b"func main() {", b"flag.Int(", b'"a", 1, "u")']
) | st.sampled_from(
    [b"\n", b"}", b"`", b"/*", b"*/", b"//", b'"', b"(", b"\xff", b"\r\n", b"cmd.Flags()."]
)


@given(st.lists(SNIPPETS, max_size=30).map(b"".join))
def test_extractors_never_fail(data: bytes) -> None:
    lines = data.count(b"\n") + 1
    assert all(1 <= fact.line <= lines for fact in definitions(data))
    found = main_of(data)
    assert found is None or data.splitlines()[found.line - 1].count(b"func main")
