package main

import (
	"math"

	"github.com/spf13/cobra"
)

func main() {
	root := &cobra.Command{Use: "float32"}
	f := root.Flags()
	var a float32 = 0.1
	b := float32(16777216)
	sum := float32(0)
	for i := 0; i < 10; i++ {
		sum += a
	}
	f.Float32("tenth", a, "as it is written")
	f.Float64("widened", float64(a), "as it is")
	f.Float32("lost", b+1, "too fine for 24 bits")
	f.Float32("sum", sum, "rounded each time")
	f.Bool("equal", float64(a) == 0.1, "not the same")
	f.Float32("third", 1/float32(3), "seven digits")
	f.Float32("large", float32(3.4e38), "near the top")
	f.Bool("inf", math.IsInf(float64(b*b*b*b*b*b), 1), "over the top")
	root.Execute()
}
