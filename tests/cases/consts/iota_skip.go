// Constants that count: a blank skips one, and a line with no expression repeats the last.
package main

import "github.com/spf13/cobra"

const (
	zero = iota
	_
	two
	_
	_
	five
)

const (
	a, b = iota, iota * 10
	c, d
	_, _
	e, f10
)

func main() {
	root := &cobra.Command{Use: "iota-skip"}
	f := root.Flags()
	f.Int("two", two, "after one blank")
	f.Int("five", five, "after two blanks")
	f.Int("zero", zero, "the first")
	f.Int("pair-c", c, "left of a pair")
	f.Int("pair-d", d, "right of a pair")
	f.Int("pair-sum", e+f10, "both after a skipped pair")
	f.Int("ab", a+b, "the first pair")
	root.Execute()
}
