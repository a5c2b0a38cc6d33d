package main

import "github.com/spf13/cobra"

type inner struct{ list [2]int }
type config struct {
	inner
	ref  *inner
	tags map[string]string
	name string
}

func change(c config) config {
	c.list[0] = 10
	c.inner.list[1] = 20
	c.ref.list[0] = 30
	c.tags["k"] = "changed"
	c.name = "changed"
	return c
}

func first(a [2]int) int { a[0]++; return a[0] }

func main() {
	root := &cobra.Command{Use: "pass-by-value"}
	f := root.Flags()
	c := config{ref: &inner{}, tags: map[string]string{}, name: "c"}
	d := change(c)
	f.String("name", c.name+d.name, "a copy was changed")
	f.Int("list", c.list[0]+c.list[1], "arrays belong to the copy")
	f.Int("copy", d.list[0]+d.list[1], "which has its own")
	f.Int("ref", c.ref.list[0], "pointers lead to one")
	f.String("tags", c.tags["k"], "maps are shared")
	f.Int("array", first(c.list)*10+c.list[0], "an array is copied")
	e := func(cs ...config) config { cs[0].name = "e"; return cs[0] }(c)
	f.String("variadic", c.name+e.name, "copied into the slice")
	root.Execute()
}
