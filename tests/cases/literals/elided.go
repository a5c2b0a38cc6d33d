package main

import "github.com/spf13/cobra"

type point struct{ x, y int }

func main() {
	root := &cobra.Command{Use: "elided"}
	f := root.Flags()
	ptrs := []*point{{1, 2}, {y: 3}, nil}
	byName := map[string]*point{"a": {4, 5}}
	keys := map[point][]point{{1, 1}: {{2, 2}, {3, 3}}}
	deep := [][]map[string]point{{{"k": {6, 7}}}}
	arr := [2]*[]int{{1}, {2, 3}}
	ptrs[0].x = 10
	f.Int("slice", ptrs[0].x+ptrs[1].y, "pointers without an ampersand")
	f.Bool("nil", ptrs[2] == nil, "nil stays nil")
	f.Int("map", byName["a"].y, "in a map")
	f.Int("keys", keys[point{1, 1}][1].x, "keys too")
	f.Int("deep", deep[0][0]["k"].y, "four levels down")
	f.Int("array", (*arr[1])[1], "pointers to slices")
	root.Execute()
}
