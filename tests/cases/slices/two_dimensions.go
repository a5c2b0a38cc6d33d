package main

import (
	"fmt"

	"github.com/spf13/cobra"
)

func transpose(m [][]int) [][]int {
	out := make([][]int, len(m[0]))
	for i := range out {
		out[i] = make([]int, len(m))
		for j := range m {
			out[i][j] = m[j][i]
		}
	}
	return out
}

func main() {
	root := &cobra.Command{Use: "two-dimensions"}
	f := root.Flags()
	m := [][]int{{1, 2, 3}, {4, 5, 6}}
	t := transpose(m)
	row := m[1]
	row[0] = 40
	m = append(m, []int{7})
	f.String("transposed", fmt.Sprint(t), "columns first")
	f.String("changed", fmt.Sprint(m), "a row is shared")
	f.Int("rows", len(t), "as many rows as columns")
	root.Execute()
}
