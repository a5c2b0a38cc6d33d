"""The cheap index of a Go file: the scan, the whole parse, and that they agree."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xref.golang.index import (
    FileIndex,
    Import,
    build_selected,
    imports_of,
    index_by_parse,
    index_file,
    package_of,
    scanned,
)
from xref.syntax import parse_go

BASIC = """\
// Copyright

// +build linux darwin

// Package p does things.
package p // import "x.org/p"

import "C"
import (
	"fmt" // trailing
	. "dot"

	_ "blank"
	alias "x.org/y/v2"
	`raw`
)

const One, Two = 1, 2

const (
	A = iota // first
	B
	C, D = iota, "x(" // two
	_, _
)

var x = 1
var a, b = f()

var (
	c, d = g(
		1,
	)
	e T
	_ I = (*T)(nil)
	h  = map[string]int{
		"k": 1,
	}
	big = 3.
)

type T struct {
	f int `tag:"}"`
}
type F func(int) error
type Alias = T
type (
	G[K comparable, V any] struct {
		k K
	}
	H interface{ M() }
)

func init() {}

func init() {
loop:
	for {
		break loop
	}
}

func (T) Value(x int) {}
func (t *T) Pointer(
	a int,
) (b error) {
	return nil
}
func (g *G[K, V]) Generic() {}
func Map[K comparable](k K) K { return k }
func assembly(x int) int
"""

BASIC_NAMES = (
    "One Two A B C D _ _ x a b c d e _ h big T F Alias G H init init T.Value T.Pointer"
    " G.Generic Map assembly"
)

TRICKY = """\
package p

var text = `
func notOne() {
}
type NotTwo int
` + "}"

var shader = []byte(`{
}
`)

/*
func notThree() {
}
*/

func f() { // comment {
	s := `
}
func notFour() {
`
	r := '`'
	q := "`\\"{"
	/* }
}
	*/
}

var table = map[string]string{
	"a": "b"}

func after() {
	g(func() {
		x()
	})
}

var _ = Describe("x", func() {
	y()
})

var sum = 1 + // one
	2 + /* two
	*/ 3

var number = 1.
var call = a.
	B(1).
	C()

type Fn func(
	a int,
) error

const long = "" +
	"a" + // comment
	"b" /* last */

const (
	commented /* , */ = 1
	tail      = 2 /* two */
)

type Empty struct{}; type Other struct{}

func last() {
} // end
"""

TRICKY_NAMES = "text shader f table after _ sum number call Fn long plain tail Empty Other last"

LOOSE = """\
package p
import ("a"; b "c")
var (
    spaces = 1
  odd, two = 1, 2 ; three = 3
)
    func indented() {
      if x {
}
}
var y = T{
 1}
   func g() {
}
type A struct { b
 int } ; type B int
func (r*R) M() {}
func(s *S)N() { } func Broken
"""


LOOSE_NAMES = "spaces odd two three indented y g A B R.M"


def names(index: FileIndex) -> list[str]:
    return [f"{decl.receiver}.{decl.name}" if decl.receiver else decl.name for decl in index.decls]


def both(source: str) -> FileIndex:
    """The index by the scan, which must not have given up, and agrees with the whole parse."""
    data = source.encode()
    index = scanned(data)
    assert index is not None
    assert index == index_by_parse(data) == index_file(data)
    return index


def test_basic() -> None:
    index = both(BASIC)
    assert index.package == "p"
    assert index.constraint == "linux || darwin"
    assert index.cgo
    assert index.imports == (
        Import("", "C"),
        Import("", "fmt"),
        Import(".", "dot"),
        Import("_", "blank"),
        Import("alias", "x.org/y/v2"),
        Import("", "raw"),
    )
    assert names(index) == BASIC_NAMES.split()


def test_tricky() -> None:
    source = TRICKY.replace("commented /* , */", "plain").replace("; type Other", "\ntype Other")
    assert names(both(source)) == TRICKY_NAMES.split()


@pytest.mark.parametrize("source", [BASIC, TRICKY, LOOSE], ids=["basic", "tricky", "loose"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n"], ids=["lf", "crlf"])
@pytest.mark.parametrize("mark", ["", "\ufeff"], ids=["plain", "bom"])
def test_any_layout_gives_the_same(source: str, line_end: str, mark: str) -> None:
    data = (mark + source.replace("\n", line_end)).encode()
    index = index_file(data)
    assert index == index_by_parse(data)
    assert names(index)[:12] == names(index_file(source.encode()))[:12]


def test_loose_takes_a_whole_parse() -> None:
    assert scanned(LOOSE.encode()) is None
    index = index_file(LOOSE.encode())
    assert index.imports == (Import("", "a"), Import("b", "c"))
    assert names(index)[:10] == LOOSE_NAMES.split()


@pytest.mark.parametrize("source", [BASIC, TRICKY], ids=["basic", "tricky"])
def test_every_range_parses_alone(source: str) -> None:
    data = source.encode()
    for decl in index_file(data).decls:
        text = data[decl.start : decl.end]
        alone = parse_go(text).root_node
        assert not alone.has_error, text
        assert len(alone.named_children) == 1
        assert decl.line == data[: decl.start].count(b"\n") + 1
        assert decl.name.encode() in text
        keyword = "func" if decl.kind == "method" else decl.kind
        assert text.startswith(keyword.encode())
        assert decl.group == (text[len(keyword) :].lstrip().startswith(b"(") and keyword != "func")


@pytest.mark.parametrize(
    ("data", "package"),
    [
        (b"", ""),
        (b"\n\n", ""),
        (b"package", ""),
        (b"package p", "p"),
        (b"/* open\n", ""),
        (b"package p\nvar s = `open\n", "p"),
        (b'package p\nvar s = "open\n', "p"),
        (b"package p\nfunc f() {\n", "p"),
        (b"package p\nvar (\n\ta = 1\n", "p"),
        (b"package p\nimport (\n", "p"),
        (b"package p\n}\n}\n", "p"),
        (b"package p\nvar \xff\xfe = 1\n", "p"),
        (b"\xff\xfe\x00p\x00", ""),
        (b"\x00" * 64, ""),
    ],
)
def test_broken_text_never_fails(data: bytes, package: str) -> None:
    index = index_file(data)
    assert index.package == package
    assert all(0 <= decl.start < decl.end <= len(data) for decl in index.decls)


def test_large_and_hostile_files_end() -> None:
    count = 20_000
    table = b"package p\n\nvar t = []byte{\n" + b"\t0x1f, 0x8b, 0x08,\n" * 150_000 + b"}\n"
    assert names(index_file(table)) == ["t"]
    constants = b"package p\n\nconst (\n" + b"\tX = 0x1\n" * count + b")\n"
    assert len(index_file(constants).decls) == count
    inner = b"package p\n" + b"var a = T{\n\t1}\n" * count + b"func f() {\n}\n"
    assert len(index_file(inner).decls) == count + 1
    deep = b"package p\n\nvar d = " + b"(" * 10_000 + b"1" + b")" * 10_000 + b"\n"
    assert names(index_file(deep)) == ["d"]
    unclosed = b"package p\n" + b"func f() { /* \n" * count
    assert index_file(unclosed).package == "p"


def test_head_alone() -> None:
    assert imports_of(BASIC.encode()) == (
        "p",
        index_file(BASIC.encode()).imports,
        "linux || darwin",
    )
    assert imports_of(LOOSE.encode())[1] == (Import("", "a"), Import("b", "c"))
    assert imports_of(b"package p\n\nfunc f() {") == ("p", (), "")
    assert package_of(b"// package no\n/* package no */ package yes\n") == "yes"
    assert package_of(b"no Go at all") == ""


@pytest.mark.parametrize(
    ("head", "constraint"),
    [
        ("//go:build linux && !cgo\n\npackage p\n", "linux && !cgo"),
        ("//go:build linux\n// +build darwin\n\npackage p\n", "linux"),
        ("// +build a,!b c\n// +build d\n\npackage p\n", "((a && !b) || c) && (d)"),
        ("// +build a,!b\n\npackage p\n", "a && !b"),
        ("//+build ignore\r\n\r\npackage p\r\n", "ignore"),
        ("\ufeff// +build ignore\n\npackage p\n", "ignore"),
        ("// +build ignore\npackage p\n", ""),
        ("/* x */\n\n// +build ignore\n\npackage p\n", ""),
        ("/*\n// +build ignore\n\n*/\npackage p\n", ""),
        ("/* x */\n\n//go:build ignore\n\npackage p\n", "ignore"),
        ("// +builder x\n\npackage p\n", ""),
        ("package p\n\n//go:build ignore\n\nvar x int\n", ""),
        ("// +build\n\npackage p\n", "ignore"),
    ],
)
def test_constraint(head: str, constraint: str) -> None:
    assert imports_of(head.encode())[2] == constraint
    assert index_file(head.encode()).constraint == constraint


@pytest.mark.parametrize(
    ("filename", "constraint", "selected"),
    [
        ("a.go", "", True),
        ("a/b_windows/a.go", "", True),
        ("a_linux.go", "", True),
        ("a_amd64.go", "", True),
        ("a_linux_amd64.go", "", True),
        ("a_unix.go", "", True),
        ("linux.go", "", True),
        ("windows.go", "", True),
        ("a_windows.go", "", False),
        ("a_windows_amd64.go", "", False),
        ("a_linux_arm64.go", "", False),
        ("a_arm.go", "", False),
        ("a_linux_x.go", "", True),
        ("a_windows_x.go", "", True),
        ("a_windows.x.go", "", False),
        ("a_test.go", "", False),
        ("a_linux_test.go", "", False),
        ("_a.go", "", False),
        (".a.go", "", False),
        ("a.s", "", False),
        ("a.go", "linux && amd64 && unix && gc && cgo", True),
        ("a.go", "go1.1 && go1.99", True),
        ("a.go", "go1.100 || go2.1 || go1.0", False),
        ("a.go", "windows || darwin", False),
        ("a.go", "!windows && !(darwin || ignore)", True),
        ("a.go", "!!linux", True),
        ("a.go", "darwin && linux || amd64", True),
        ("a.go", "amd64 || darwin && ignore", True),
        ("a.go", "(amd64 || darwin) && ignore", False),
        ("a_windows.go", "linux", False),
        ("a.go", "linux &&", False),
        ("a.go", "linux amd64", False),
        ("a.go", "(linux", False),
        ("a.go", "linux)", False),
        ("a.go", "()", False),
        ("a.go", "linux & amd64", False),
        ("a.go", "||", False),
        ("a.go", "(" * 10_000 + "linux" + ")" * 10_000, True),
        ("a.go", "!" * 10_001 + "linux", False),
    ],
)
def test_build_selected(filename: str, constraint: str, selected: bool) -> None:
    assert build_selected(filename, constraint) is selected


SOURCES = st.sampled_from([BASIC, TRICKY, LOOSE])
PIECES = st.sampled_from(
    [*"\n\t }{)(`\";,'\\=é", "/*", "*/", "//", "\r\n", "func ", "var ", "type ", "const (\n"]
) | st.sampled_from(["\nfunc f() {\n}\n", "\n}", "\nL:\n", "\n\tvar x int\n", "\nvar y = 1.\n"])
EDITS = st.lists(
    st.tuples(st.floats(0, 1, exclude_max=True), st.integers(0, 3), PIECES | st.just("")),
    max_size=4,
)


def edited(source: str, edits: list[tuple[float, int, str]]) -> bytes:
    """The source with some of its characters replaced."""
    for place, removed, added in edits:
        at = int(place * len(source))
        source = source[:at] + added + source[at + removed :]
    return source.encode()


@settings(max_examples=300)
@given(SOURCES, EDITS)
def test_scan_and_parse_agree(source: str, edits: list[tuple[float, int, str]]) -> None:
    """On all valid Go; on any other the index still ends, with ranges inside the file.

    Where a name and its type stand on two lines, which is no Go, the grammar takes them for one
    specification and the scan for two: it may know more names, but not other ranges.
    """
    data = edited(source, edits)
    index = index_file(data)
    assert all(0 <= decl.start < decl.end <= len(data) for decl in index.decls)
    if not parse_go(data).root_node.has_error:
        parsed = index_by_parse(data)
        assert replace(index, decls=()) == replace(parsed, decls=())
        assert set(index.decls) >= set(parsed.decls)
        assert {each.start: each.end for each in index.decls} == {
            each.start: each.end for each in parsed.decls
        }


@given(st.binary(max_size=200))
def test_any_bytes(data: bytes) -> None:
    index = index_file(data)
    assert imports_of(data) == (index.package, index.imports, index.constraint)
