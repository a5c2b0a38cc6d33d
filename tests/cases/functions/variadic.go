package main

import (
	"fmt"

	"github.com/spf13/cobra"
)

func sum(label string, ns ...int) string {
	t := 0
	for _, n := range ns {
		t += n
	}
	return fmt.Sprintf("%s:%d:%d:%t", label, len(ns), t, ns == nil)
}

func first(ns ...*int) { *ns[0] = 9 }

func clobber(s ...string) { s[0] = "clobbered" }

func all(args ...interface{}) int { return len(args) }

func main() {
	root := &cobra.Command{Use: "variadic"}
	f := root.Flags()
	f.String("none", sum("a"), "none is nil")
	f.String("several", sum("b", 1, 2, 3), "several")
	s := []int{4, 5}
	f.String("spread", sum("c", s...), "a slice spread")
	x := 1
	first(&x)
	words := []string{"w", "v"}
	clobber(words...)
	f.Int("x", x, "through a pointer")
	f.StringSlice("words", words, "a spread slice is not copied")
	f.Int("one", all(words), "one slice is one argument")
	f.Int("spread-any", all([]interface{}{1, 2, 3}...), "three of them")
	f.Int("append", len(append([]byte("ab"), "cde"...)), "a string spread to bytes")
	root.Execute()
}
