package main

import "github.com/spf13/cobra"

var
total =
1 +
	2 *
3

func
add(
a,
b int,
) (
sum int,
) {
return a +
b
}

type (point struct {x,
y int}; pt = point)

func main() {
	root := &cobra.
		Command{Use: "split",
		Short:
		"Over lines",
	}
	root.
		Flags().
		Int(
			"total",
			total,
			"spread",
		)
	root.Flags().Int("sum", add(
		1,
		pt{3, 4}.y), "spread")
	root.Execute()
}
