package main

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/spf13/cobra"
)

type number interface {
	~int | ~int64 | ~float64
}

func sum[T number](xs ...T) (t T) {
	for _, x := range xs {
		t += x
	}
	return
}

func mapped[A, B any](in []A, g func(A) B) []B {
	out := make([]B, 0, len(in))
	for _, x := range in {
		out = append(out, g(x))
	}
	return out
}

func keys[K comparable, V any](m map[K]V) int { return len(m) }

func zero[T any]() T {
	var z T
	return z
}

type weight int

func main() {
	root := &cobra.Command{Use: "functions"}
	f := root.Flags()
	f.Int("sum", sum(1, 2, 3), "inferred")
	f.Float64("floats", sum(1.5, 2), "inferred from constants")
	f.Int("named", int(sum[weight](4, 5)), "spelled out")
	f.StringSlice("mapped", mapped([]int{1, 2}, func(n int) string { return strings.Repeat("x", n) }), "two types")
	f.StringSlice("named-func", mapped([]int{7, 8}, strconv.Itoa), "a function by its name")
	f.Int("keys", keys(map[string]bool{"a": true}), "of a map")
	f.String("zero", fmt.Sprintf("%q %d %v", zero[string](), zero[int](), zero[*int]() == nil), "zero values")
	root.Execute()
}
