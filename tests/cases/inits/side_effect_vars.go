package main

import "github.com/spf13/cobra"

var counter int

func next() int {
	counter++
	return counter
}

var a, b = next(), next()

var (
	c    = next() * 10
	_    = next()
	d, e = pair()
)

func pair() (int, string) { return next(), "pair" }

func main() {
	root := &cobra.Command{Use: "side-effect-vars"}
	f := root.Flags()
	f.IntSlice("values", []int{a, b, c, d}, "in the order of declaration")
	f.String("e", e, "the second of a pair")
	f.Int("counter", counter, "how often it was called")
	root.Execute()
}
