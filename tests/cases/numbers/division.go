package main

import "github.com/spf13/cobra"

func main() {
	root := &cobra.Command{Use: "division"}
	f := root.Flags()
	a, b := -7, 2
	f.Int("quotient", a/b, "towards zero")
	f.Int("remainder", a%b, "with the sign of the left")
	f.Int("both-negative", a/-b, "positive")
	f.Int("remainder-negative", 7%-b, "positive")
	f.Int("shift", a>>1, "downwards")
	f.Uint("unsigned", uint(7)/uint(b), "unsigned")
	f.Float64("float", float64(a)/float64(b), "a float")
	f.Int("precedence", 2+3*4-10/3%2<<1, "as the grammar says")
	a /= b
	a %= 2
	f.Int("assigned", a, "by assignment")
	x := 0.0
	f.Float64("inf", 1/x, "infinite")
	f.Float64("nan", x/x, "not a number")
	root.Execute()
}
