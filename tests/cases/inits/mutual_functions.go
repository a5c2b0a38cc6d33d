package main

import "github.com/spf13/cobra"

var (
	graph = build(3)
	limit = 10
	cache = make(map[int]int)
)

func build(n int) int {
	if n <= 0 {
		return limit
	}
	return other(n - 1)
}

func other(n int) int {
	if v, ok := cache[n]; ok {
		return v
	}
	cache[n] = build(n-1) + 1
	return cache[n]
}

var closure = func() int { return later * 2 }()

var later = limit + 1

func main() {
	root := &cobra.Command{Use: "mutual-functions"}
	f := root.Flags()
	f.Int("graph", graph, "through functions that call each other")
	f.Int("closure", closure, "through a function without a name")
	f.Int("cached", len(cache), "a map that was made before")
	root.Execute()
}
