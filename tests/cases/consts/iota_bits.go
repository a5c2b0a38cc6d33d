package main

import "github.com/spf13/cobra"

type Mode uint8

const (
	Read Mode = 1 << iota
	Write
	Exec
	_
	Sticky
	All = Read | Write | Exec
)

func (m Mode) String() string {
	out := ""
	for i, name := range []string{"r", "w", "x", "?", "t"} {
		if m&(1<<uint(i)) != 0 {
			out += name
		} else {
			out += "-"
		}
	}
	return out
}

func main() {
	root := &cobra.Command{Use: "iota-bits"}
	f := root.Flags()
	f.String("all", All.String(), "three bits")
	f.String("sticky", (Sticky | Write).String(), "a bit after a gap")
	f.String("cleared", (All &^ Write).String(), "a bit taken out")
	f.Uint8("number", uint8(Sticky), "as a number")
	f.Bool("has", All&Exec == Exec, "a test of a bit")
	root.Execute()
}
