package main

import "github.com/spf13/cobra"

var x = "package"

func get() string { return x }

func main() {
	root := &cobra.Command{Use: "blocks"}
	f := root.Flags()
	before := x
	x := "function"
	{
		x := x + "/block"
		x += "!"
		f.String("block", x, "of the block")
	}
	if x := len(x); x > 3 {
		x++
		f.Int("if", x, "of the condition")
	}
	switch x := x + "?"; {
	default:
		x := x + "case"
		f.String("case", x, "of the case")
	}
	for x := 0; x < 1; x++ {
		x := x + 100
		f.Int("for", x, "of the body")
	}
	func(x string) { x = "gone" }(x)
	f.String("function", x, "of the function")
	f.String("package", get()+before, "of the package")
	root.Execute()
}
