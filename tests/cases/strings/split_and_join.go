package main

import (
	"strings"

	"github.com/spf13/cobra"
)

func main() {
	root := &cobra.Command{Use: "split-and-join"}
	f := root.Flags()
	f.StringSlice("split", strings.Split("a,b,,c", ","), "with an empty one")
	f.Int("split-empty", len(strings.Split("", ",")), "one empty string")
	f.StringSlice("chars", strings.Split("xyz", ""), "letter by letter")
	f.StringSlice("splitn", strings.SplitN("k=v=w", "=", 2), "no more than two")
	f.StringSlice("after", strings.SplitAfter("a.b.", "."), "with what splits")
	f.StringSlice("fields", strings.Fields("  a \t b\nc "), "by blanks")
	f.StringSlice("func", strings.FieldsFunc("a1b2c", func(r rune) bool { return r >= '0' && r <= '9' }), "by a function")
	f.String("join", strings.Join([]string{"x", "y"}, "::"), "joined")
	f.String("none", strings.Join(nil, ","), "nothing joined")
	f.String("repeat", strings.Repeat("ab", 3), "again and again")
	root.Execute()
}
