package main

import "github.com/spf13/cobra"

func find(grid [][]int, want int) (int, int) {
	r, c := -1, -1
search:
	for i, row := range grid {
		for j, v := range row {
			if v < 0 {
				continue search
			}
			if v == want {
				r, c = i, j
				break search
			}
		}
	}
	return r, c
}

func main() {
	root := &cobra.Command{Use: "labels"}
	f := root.Flags()
	r, c := find([][]int{{1, -1, 5}, {2, 5}, {5}}, 5)
	f.IntSlice("found", []int{r, c}, "past a row that was left")
	n := 0
loop:
	for {
		switch {
		case n > 4:
			break loop
		case n%2 == 0:
			n += 3
			continue loop
		}
		n++
	}
	f.Int("n", n, "out of a switch in a loop")
choice:
	switch {
	case n > 0:
		for {
			break choice
		}
		n = -1
	}
	f.Int("choice", n, "out of a loop in a switch")
	root.Execute()
}
