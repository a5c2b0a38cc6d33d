package main

import (
	"fmt"

	"github.com/spf13/cobra"
)

type matrix [2][2]float64

func (m matrix) mul(o matrix) (r matrix) {
	for i := range m {
		for j := range o[0] {
			for k := range o {
				r[i][j] += m[i][k] * o[k][j]
			}
		}
	}
	return
}

type grid [3][3]rune

func (g *grid) set(s string) *grid {
	for i, c := range s {
		g[i/3][i%3] = c
	}
	return g
}

func (g grid) diagonal() string { return string([]rune{g[0][0], g[1][1], g[2][2]}) }

func main() {
	root := &cobra.Command{Use: "complex-numbers-and-misc"}
	f := root.Flags()
	fib := matrix{{1, 1}, {1, 0}}
	r := fib
	for i := 0; i < 9; i++ {
		r = r.mul(fib)
	}
	f.Float64("fib", r[0][1], "by matrices")
	f.String("diagonal", new(grid).set("abcdefghi").diagonal(), "of a grid")
	f.String("matrix", fmt.Sprint(fib), "printed")
	root.Execute()
}
