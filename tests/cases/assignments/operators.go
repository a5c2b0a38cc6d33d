package main

import "github.com/spf13/cobra"

type rec struct {
	n    int
	list []int
	m    map[string]int
}

func main() {
	root := &cobra.Command{Use: "operators"}
	f := root.Flags()
	r := rec{n: 10, list: []int{1, 2, 3}, m: map[string]int{"a": 1}}
	r.n += 5
	r.n %= 4
	r.list[1] *= 10
	r.list[r.list[0]]++
	r.m["a"] |= 6
	r.m["b"]--
	p := &r
	p.n <<= 4
	(*p).list[2] -= 1
	s := "a"
	s += "b" + s
	x := 1.5
	x /= 0.5
	x++
	f.Int("n", r.n, "a field")
	f.IntSlice("list", r.list, "elements")
	f.Int("a", r.m["a"], "a map's entry")
	f.Int("b", r.m["b"], "one that was not there")
	f.String("s", s, "a string")
	f.Float64("x", x, "a float")
	root.Execute()
}
