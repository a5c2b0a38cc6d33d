package main

import "github.com/spf13/cobra"

type counter struct{ n int }

func (c counter) get() int   { return c.n }
func (c *counter) add(k int) { c.n += k }

func main() {
	root := &cobra.Command{Use: "values-and-expressions"}
	f := root.Flags()
	c := counter{1}
	get := c.get
	add := c.add
	c.n = 10
	add(5)
	f.Int("bound-value", get(), "a value receiver is copied when bound")
	f.Int("bound-pointer", c.n, "a pointer receiver is not")
	expr := counter.get
	pexpr := (*counter).add
	pexpr(&c, 100)
	f.Int("expression", expr(c), "the receiver is the first argument")
	pget := (*counter).get
	f.Int("pointer-expression", pget(&c), "a value method by the pointer type")
	fs := []func(int){add, func(k int) { c.n -= k }}
	for i, g := range fs {
		g(i + 1)
	}
	f.Int("after", c.n, "called from a slice")
	root.Execute()
}
