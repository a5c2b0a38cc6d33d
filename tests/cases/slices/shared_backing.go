package main

import "github.com/spf13/cobra"

func change(s []int) { s[0] = 100 }

func grow(s []int) []int { return append(s, 7) }

func main() {
	root := &cobra.Command{Use: "shared-backing"}
	f := root.Flags()
	a := []int{1, 2, 3, 4}
	b := a[1:3]
	b[0] = 20
	change(b[1:])
	c := append(b, 40)
	d := append(c, 50)
	d[0] = -1
	e := grow(a[:0])
	f.IntSlice("a", a, "seen through every window")
	f.IntSlice("b", b, "a window")
	f.IntSlice("c", c, "appended in place")
	f.IntSlice("d", d, "moved to a larger one")
	f.IntSlice("e", e, "appended over the start")
	f.Int("cap", cap(b), "room up to the end")
	root.Execute()
}
