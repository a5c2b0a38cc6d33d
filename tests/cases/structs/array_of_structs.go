package main

import "github.com/spf13/cobra"

type cell struct{ w, h int }

func main() {
	root := &cobra.Command{Use: "array-of-structs"}
	f := root.Flags()
	grid := [2][2]cell{{{1, 2}, {3, 4}}, {1: {5, 6}}}
	other := grid
	other[0][0].w = 100
	grid[1][0] = cell{h: 9}
	row := grid[1]
	row[1].h = 70
	p := &grid[1]
	p[1].w++
	f.Int("w", grid[0][0].w, "the copy has its own")
	f.Int("h", grid[1][0].h, "assigned whole")
	f.Int("kept", grid[1][1].h, "a row taken out is a copy")
	f.Int("through", grid[1][1].w, "a pointer to a row is not")
	f.Bool("equal", grid == other, "arrays compare")
	root.Execute()
}
