package main

import (
	"fmt"
	"math"

	"github.com/spf13/cobra"
)

func main() {
	root := &cobra.Command{Use: "float-format"}
	f := root.Flags()
	f.Float64("million", 1e6, "six zeros")
	f.Float64("ten-million", 12345678, "eight digits")
	f.Float64("e20", 1e20, "twenty zeros")
	f.Float64("e21", 1e21, "an exponent from here on")
	f.Float64("small", 0.0001, "four places")
	f.Float64("tiny", 0.00001, "an exponent")
	f.Float64("tenths", 0.1+0.2, "folded exactly by the compiler")
	x := 0.1
	f.Float64("tenths-run", x+0.2, "not so when it runs")
	f.Float64("negative", -2.5e-7, "negative")
	f.Float32("f32", 1e21, "a narrow one")
	f.Float64("max", math.MaxFloat64, "the largest")
	f.Float64("zero", -0.0, "a constant has no negative zero")
	f.String("list", fmt.Sprint([]float64{1, 2.5, 1e-9}), "several")
	root.Execute()
}
