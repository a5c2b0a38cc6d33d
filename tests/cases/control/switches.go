package main

import (
	"strings"

	"github.com/spf13/cobra"
)

func grade(n int) string {
	switch {
	case n >= 90:
		return "a"
	case n >= 80, n == 42:
		return "b"
	default:
		return "c"
	}
}

func kind(s string) (out string) {
	switch t := strings.ToLower(s); t {
	case "x", "y":
		out = "letter"
		fallthrough
	case "never":
		out += "+fell"
	default:
		out = "default"
	case "z":
		out = "z"
	}
	return
}

func empty(n int) int {
	switch n {
	case 1:
	case 2:
		n = 20
	}
	switch {
	}
	return n
}

func main() {
	root := &cobra.Command{Use: "switches"}
	f := root.Flags()
	f.String("grades", grade(95)+grade(42)+grade(3), "no tag")
	f.String("x", kind("X"), "falls through")
	f.String("z", kind("Z"), "after the default")
	f.String("q", kind("q"), "a default in the middle")
	f.Int("empty", empty(1)+empty(2)+empty(3), "cases without a body")
	n := 0
	switch x := n + 3; {
	case x > 2:
		if n == 0 {
			break
		}
		n = 9
	}
	f.Int("break", n, "broken out of")
	root.Execute()
}
