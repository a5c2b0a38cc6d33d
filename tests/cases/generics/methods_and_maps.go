package main

import (
	"strconv"

	"github.com/spf13/cobra"
)

type set[T comparable] map[T]struct{}

func of[T comparable](xs ...T) set[T] {
	s := make(set[T])
	for _, x := range xs {
		s[x] = struct{}{}
	}
	return s
}

func (s set[T]) has(x T) bool {
	_, ok := s[x]
	return ok
}

func (s set[T]) union(o set[T]) set[T] {
	out := set[T]{}
	for _, from := range []set[T]{s, o} {
		for x := range from {
			out[x] = struct{}{}
		}
	}
	return out
}

func reduce[T, A any](xs []T, acc A, g func(A, T) A) A {
	for _, x := range xs {
		acc = g(acc, x)
	}
	return acc
}

func main() {
	root := &cobra.Command{Use: "methods-and-maps"}
	f := root.Flags()
	s := of("a", "b").union(of("b", "c"))
	f.Int("size", len(s), "no doubles")
	f.Bool("has", s.has("c"), "from the second")
	f.String("reduced", reduce([]int{1, 2, 3}, "", func(a string, n int) string { return a + strconv.Itoa(n) }), "to another type")
	g := reduce[int, int]
	f.Int("bound", g([]int{4, 5}, 1, func(a, n int) int { return a * n }), "a function of given types")
	root.Execute()
}
