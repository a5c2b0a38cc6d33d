package main

import "github.com/spf13/cobra"

type stats struct{ hits, misses int }

func bump(s *stats, n *int) {
	s.hits++
	*n++
	*n *= 3
	s.misses--
}

func main() {
	root := &cobra.Command{Use: "increment-through"}
	f := root.Flags()
	var s stats
	count := 4
	bump(&s, &count)
	bump(&s, &s.hits)
	p := &count
	*p--
	*p <<= 2
	f.Int("hits", s.hits, "a field bumped through two pointers")
	f.Int("misses", s.misses, "below zero")
	f.Int("count", count, "operations through a pointer")
	root.Execute()
}
