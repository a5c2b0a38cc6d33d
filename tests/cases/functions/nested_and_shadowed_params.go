package main

import "github.com/spf13/cobra"

func outer(n int) func(n int) int {
	m := n
	return func(n int) int {
		if n := n * 2; n > 10 {
			m += n
		} else {
			m -= n
		}
		return n + m
	}
}

func unnamed(int, string) string { return "unnamed" }

func blank(_ int, _ string, s string) string { return s }

func main() {
	root := &cobra.Command{Use: "nested-and-shadowed-params"}
	f := root.Flags()
	g := outer(100)
	f.Int("first", g(10), "the branch has its own")
	f.Int("second", g(1), "and the sum stays")
	f.String("unnamed", unnamed(1, ""), "parameters without names")
	f.String("blank", blank(1, "a", "b"), "blank ones")
	root.Execute()
}
