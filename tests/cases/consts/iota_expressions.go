package main

import "github.com/spf13/cobra"

const (
	_  = iota
	kb = 1 << (10 * iota)
	mb
	gb
)

const (
	first = iota*2 + 1
	second
	third = "text"
	fourth
	fifth = iota
	sixth
)

func main() {
	root := &cobra.Command{Use: "iota-expressions"}
	f := root.Flags()
	f.Int("kb", kb, "a kibibyte")
	f.Int("mb", mb, "a mebibyte")
	f.Int64("gb", gb, "a gibibyte")
	f.Int("second", second, "repeats the expression, not the value")
	f.String("third", third, "a text among numbers")
	f.String("fourth", fourth, "a text repeats as well")
	f.Int("fifth", fifth, "counts lines, not constants of iota")
	f.Int("sixth", sixth+first, "and on")
	root.Execute()
}
