package main

import "github.com/spf13/cobra"

func size() int {
	type pair struct{ a, b int }
	type pairs []pair
	ps := pairs{{1, 2}, {3, 4}}
	n := 0
	for _, p := range ps {
		n += p.a * p.b
	}
	return n
}

func kinds() string {
	type pair struct{ s string }
	type fn func(pair) string
	var g fn = func(p pair) string { return p.s + "!" }
	return g(pair{"local"})
}

func main() {
	root := &cobra.Command{Use: "local-types"}
	f := root.Flags()
	type level uint
	const high level = 3
	type opt struct {
		level
		next *opt
	}
	o := opt{high, &opt{level: 1}}
	f.Int("size", size(), "one type of that name")
	f.String("kinds", kinds(), "and another")
	f.Uint("level", uint(o.level+o.next.level), "embedded")
	root.Execute()
}
