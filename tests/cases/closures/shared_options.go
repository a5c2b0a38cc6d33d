package main

import "github.com/spf13/cobra"

type config struct {
	n    int
	tags []string
}

type option func(*config)

func withN(n int) option { return func(c *config) { c.n = n } }
func withTag(t string) option {
	return func(c *config) { c.tags = append(c.tags, t) }
}

func build(opts ...option) config {
	c := config{n: 1}
	for _, o := range opts {
		o(&c)
	}
	return c
}

func main() {
	root := &cobra.Command{Use: "shared-options"}
	f := root.Flags()
	common := []option{withTag("base")}
	a := build(append(common, withN(5), withTag("a"))...)
	b := build(common...)
	f.Int("a", a.n, "set by an option")
	f.StringSlice("a-tags", a.tags, "in order")
	f.Int("b", b.n, "left at its default")
	f.StringSlice("b-tags", b.tags, "the common ones")
	root.Execute()
}
