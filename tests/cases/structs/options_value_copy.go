package main

import "github.com/spf13/cobra"

type opts struct {
	n    int
	name string
}

func defaults() opts { return opts{n: 5, name: "d"} }

func (o opts) with(n int) opts {
	o.n = n
	return o
}

func (o *opts) set(n int) *opts {
	o.n = n
	return o
}

func main() {
	root := &cobra.Command{Use: "options-value-copy"}
	f := root.Flags()
	a := defaults()
	b := a.with(6).with(7)
	c := *a.set(8)
	c.set(9).name = "c"
	f.Int("a", a.n, "set through a pointer")
	f.Int("b", b.n, "a changed copy")
	f.Int("c", c.n, "a copy of what a pointer gave")
	f.String("c-name", c.name, "a field of a returned pointer")
	f.String("a-name", a.name, "untouched")
	root.Execute()
}
