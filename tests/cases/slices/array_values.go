package main

import (
	"fmt"

	"github.com/spf13/cobra"
)

type vec [3]int

func (v vec) add(o vec) vec {
	for i := range v {
		v[i] += o[i]
	}
	return v
}

func (v *vec) scale(k int) {
	for i, x := range v {
		v[i] = x * k
	}
}

func main() {
	root := &cobra.Command{Use: "array-values"}
	f := root.Flags()
	a := vec{1, 2, 3}
	b := a.add(a)
	a.scale(10)
	c := a
	c[0] = 0
	i := 0
	for range a {
		i++
	}
	snapshot := 0
	for _, x := range a {
		a[2] = 1000
		snapshot += x
	}
	f.String("a", fmt.Sprint(a), "scaled in place")
	f.String("b", fmt.Sprint(b), "a sum is new")
	f.String("c", fmt.Sprint(c), "a copy")
	f.Int("i", i, "counted")
	f.Int("snapshot", snapshot, "a range over an array takes a copy")
	f.Bool("compare", a == vec{10, 20, 1000}, "arrays compare")
	root.Execute()
}
