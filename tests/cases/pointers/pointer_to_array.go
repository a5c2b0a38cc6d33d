package main

import "github.com/spf13/cobra"

func fill(a *[4]int) {
	for i := range a {
		a[i] = i * i
	}
}

func fillCopy(a [4]int) int {
	a[0] = 100
	return a[0] + len(a)
}

func main() {
	root := &cobra.Command{Use: "pointer-to-array"}
	f := root.Flags()
	var a [4]int
	fill(&a)
	r := fillCopy(a)
	s := a[:]
	s[3]++
	p := &a
	f.IntSlice("filled", s, "filled through a pointer")
	f.Int("copy", r, "the callee's own copy")
	f.Int("first", a[0], "untouched by the copy")
	f.Int("len", len(p), "the length through a pointer")
	f.IntSlice("sliced", p[1:3], "sliced through a pointer")
	root.Execute()
}
