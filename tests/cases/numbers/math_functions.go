package main

import (
	"math"

	"github.com/spf13/cobra"
)

func main() {
	root := &cobra.Command{Use: "math-functions"}
	f := root.Flags()
	f.Float64("sqrt", math.Sqrt(2), "a root")
	f.Float64("pow", math.Pow(2, 10), "a power")
	f.Int("floor", int(math.Floor(-1.5)), "down")
	f.Int("ceil", int(math.Ceil(1.2)), "up")
	f.Int("trunc", int(math.Trunc(-1.9)), "towards zero")
	f.Float64("abs", math.Abs(-3.25), "no sign")
	f.Float64("max", math.Max(3, 7), "the larger")
	f.Float64("mod", math.Mod(7.5, 2), "a remainder")
	f.Int64("max-int64", math.MaxInt64, "the largest")
	f.Uint32("max-uint32", math.MaxUint32, "the largest")
	f.Int8("min-int8", math.MinInt8, "the smallest")
	f.Float64("pi", math.Pi, "known well")
	f.Float64("inf", math.Inf(-1), "below all")
	f.Bool("nan", math.IsNaN(math.NaN()), "not a number")
	f.Uint64("top", math.MaxUint64, "beyond the signed ones")
	f.Float64("round", math.Round(2.5), "away from zero")
	root.Execute()
}
