package main

import (
	"fmt"

	"github.com/spf13/cobra"
)

func main() {
	root := &cobra.Command{Use: "nil-and-empty"}
	f := root.Flags()
	var none []string
	empty := []string{}
	f.Bool("none", none == nil, "nil")
	f.Bool("empty", empty == nil, "not nil")
	f.Int("len", len(none)+cap(none)+len(none[:0]), "nothing in it")
	f.StringSlice("none-slice", none, "as a default")
	f.StringSlice("empty-slice", empty, "as a default")
	f.StringArray("array", append(none, "x"), "appended to nil")
	f.String("print", fmt.Sprintf("%v %v %q", none, empty, none), "printed")
	for range none {
		f.String("never", "", "not reached")
	}
	root.Execute()
}
