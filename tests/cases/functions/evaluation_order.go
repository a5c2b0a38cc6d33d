package main

import "github.com/spf13/cobra"

var trace []string

func at(s string, n int) int {
	trace = append(trace, s)
	return n
}

func main() {
	root := &cobra.Command{Use: "evaluation-order"}
	f := root.Flags()
	a := []int{0, 0, 0}
	i := 0
	i, a[i] = 1, 5
	a[at("index", 1)], i = at("value", 7), at("second", 2)
	x, y := 1, 2
	x, y = y, x+y
	m := map[string]int{"k": at("key", 1)}
	_ = at("and", 0) == 1 && at("never", 1) == 1
	_ = at("or", 1) == 1 || at("never", 1) == 1
	a[0], a[2] = a[2], a[0]
	f.IntSlice("a", a, "indexes are read before they are set")
	f.IntSlice("xy", []int{x, y, i, m["k"]}, "at once")
	f.StringSlice("trace", trace, "from left to right")
	root.Execute()
}
