package main

import (
	"fmt"

	"github.com/spf13/cobra"
)

func len(s string) string { return "len of " + s }

type string2 = string

func max(a, b int) int { return a*1000 + b }

func main() {
	root := &cobra.Command{Use: "shadowed-builtins"}
	f := root.Flags()
	true := false
	nil := "not nil"
	cap := 3
	append := func(s string2, n int) string2 { return fmt.Sprint(s, n) }
	f.String("len", len("x"), "a function of our own")
	f.Bool("true", true, "a variable")
	f.String("nil", nil, "a variable")
	f.String("append", append("a", cap), "a closure")
	f.Int("max", max(1, 2), "a function of our own")
	{
		type int string
		var v int = "text"
		f.String("int", string(v), "a type")
	}
	root.Execute()
}
