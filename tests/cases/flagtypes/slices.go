package main

import (
	"time"

	"github.com/spf13/cobra"
)

func main() {
	root := &cobra.Command{Use: "slices"}
	f := root.Flags()
	f.StringSlice("strings", []string{"a", "b,c", "d \"e\""}, "written as a line of CSV")
	f.StringSlice("none", nil, "nothing")
	f.StringArray("array", []string{"a,b", "c"}, "commas are kept")
	f.StringArrayP("array-none", "a", nil, "nothing")
	f.IntSlice("ints", []int{1, -2}, "ints")
	f.UintSlice("uints", []uint{1, 2}, "uints")
	f.BoolSlice("bools", []bool{true, false}, "bools")
	f.DurationSlice("durations", []time.Duration{time.Second, time.Hour}, "durations")
	f.StringSliceP("short", "s", []string{""}, "one empty string")
	root.Execute()
}
