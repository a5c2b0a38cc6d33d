package main

import "github.com/spf13/cobra"

var (
	total  = first + second
	first  = base * 2
	second = compute()
	base   = 21
)

func compute() int { return third + 1 }

var third = base + 100

func main() {
	root := &cobra.Command{Use: "dependency-order"}
	f := root.Flags()
	f.Int("total", total, "set after what it needs")
	f.Int("first", first, "needs the base")
	f.Int("second", second, "needs another through a function")
	root.Execute()
}
