package main

import "github.com/spf13/cobra"

const (
	huge   = 1 << 100
	back   = huge >> 98
	third  = 1.0 / 3
	exact  = third * 3
	mixed  = 7 / 2
	mixedF = 7 / 2.0
	letter = 'a' + 2
)

func main() {
	root := &cobra.Command{Use: "untyped-big"}
	f := root.Flags()
	f.Int("back", back, "over 64 bits and back")
	f.Float64("exact", exact, "a third three times")
	f.Int("mixed", mixed, "integers divide to an integer")
	f.Float64("mixed-float", mixedF, "one of them is a float")
	f.String("letter", string(rune(letter)), "a rune constant")
	f.Int("whole", 5.0, "a float constant that is whole")
	f.Int64("mask", huge/huge<<40, "left to right")
	f.Float64("e", 1e3, "an exponent")
	root.Execute()
}
