package main

import "github.com/spf13/cobra"

type counter struct{ n int }

func (c counter) Get() int { return c.n }
func (c *counter) Inc()    { c.n++ }

type getter interface{ Get() int }
type incer interface {
	getter
	Inc()
}

func main() {
	root := &cobra.Command{Use: "copies-in-interfaces"}
	f := root.Flags()
	c := counter{5}
	var g getter = c
	var i incer = &c
	i.Inc()
	c.n *= 10
	f.Int("value", g.Get(), "a copy from then")
	f.Int("pointer", i.Get(), "the thing itself")
	d := g.(counter)
	d.Inc()
	f.Int("still", g.Get(), "what comes out is a copy")
	f.Int("copy", d.n, "the copy's own")
	arr := [2]int{1, 2}
	var v interface{} = arr
	arr[0] = 100
	f.Int("array", v.([2]int)[0], "arrays are copied in")
	root.Execute()
}
