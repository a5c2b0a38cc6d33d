package main

import "github.com/spf13/cobra"

func main() {
	root := &cobra.Command{Use: "append-growth"}
	f := root.Flags()
	var s []int
	alias := s
	moved := 0
	for i := 0; i < 5; i++ {
		before := cap(s)
		s = append(s, i)
		if cap(s) != before && before > 0 {
			moved++
		}
	}
	room := make([]int, 2, 10)
	one := append(room, 1)
	two := append(room, 2)
	three := append([]int(nil), one...)
	three[2] = 3
	f.IntSlice("grown", s, "grown from nil")
	f.Bool("nil", alias == nil, "the old one stays nil")
	f.Bool("moved", moved > 0, "it moved at least once")
	f.IntSlice("one", one, "overwritten by the second append")
	f.IntSlice("two", two, "both had the same room")
	f.IntSlice("three", three, "a real copy")
	root.Execute()
}
