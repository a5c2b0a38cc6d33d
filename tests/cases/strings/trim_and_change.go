package main

import (
	"strings"

	"github.com/spf13/cobra"
)

func main() {
	root := &cobra.Command{Use: "trim-and-change"}
	f := root.Flags()
	f.String("space", strings.TrimSpace(" \t x y\n"), "blanks")
	f.String("trim", strings.Trim("--a-b--", "-"), "both ends")
	f.String("left", strings.TrimLeft("xxyx", "xy"), "all of a set")
	f.String("prefix", strings.TrimPrefix("prefix-a", "prefix-"), "a prefix")
	f.String("suffix", strings.TrimSuffix("file.go", ".yaml"), "not this suffix")
	f.String("func", strings.TrimFunc("12ab34", func(r rune) bool { return r < 'a' }), "by a function")
	f.String("replace", strings.Replace("aaaa", "a", "b", 2), "some")
	f.String("replace-all", strings.Replace("a-b-c", "-", "_", -1), "all")
	f.String("upper", strings.ToUpper("été")+strings.ToLower("ABC"), "case")
	f.String("title", strings.Title("hello wide world"), "capitals")
	f.String("map", strings.Map(func(r rune) rune {
		if r == '.' {
			return -1
		}
		return r + 1
	}, "a.b.c"), "letter by letter")
	f.String("replacer", strings.NewReplacer("a", "1", "b", "2", "1", "x").Replace("ab1"), "in one pass")
	root.Execute()
}
